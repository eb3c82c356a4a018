"""Proofs with the search left in: wrong turns and what is left to prove."""

from __future__ import annotations

from typing import Final

from factory.records import Step
from generators.propositional.formula import Atom, holds
from generators.propositional.words.page import Page
from generators.propositional.words.steps import step_words
from generators.propositional.words.styles.frame import (
    Opening,
    join,
    numbered,
    paragraphs,
    remark,
    situation_sentence,
    told,
    why_refuted,
)
from generators.propositional.words.values import refutes

_SEARCH: Final = Opening(
    (
        (
            "Search notes.",
            "Thinking aloud.",
            "Scratch work.",
            "With wrong turns.",
            "Trial and error.",
            "Working notes, page {n}.",
            "Notebook entry {n}.",
            "Rough work first.",
            "Search log {n}.",
            "How I got there.",
            "Dead ends included.",
            "Draft {m}, sheet {n}.",
            "Unedited reasoning.",
            "Attempts.",
            "Notes, day {n}.",
            "Protocol {n}.",
            "Exploring.",
            "Attempt log {m}.{n}.",
            "Uncut.",
        ),
    ),
)
_MOST_ATTEMPTS: Final = 3
_LONG: Final = 90  # characters of a clause that is not said again
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def backtracking(page: Page) -> str:
    """The search as it went: branches that failed, then the one that worked."""
    opening = f"{_SEARCH.write(page)} {page.statement()}"
    if page.refuted:
        return join(opening, *_tried_models(page), paragraphs(told(page)))
    if any(step.failed for step in page.reading.steps):
        return join(opening, "\n".join(_with_dead_ends(page)), remark(page))
    turn = page.pick(
        "No counterexample turns up, so we look for a proof.",
        "Perhaps there is none. We try to prove it.",
        "This suggests a proof instead.",
        "So much for counterexamples; now for a proof.",
    )
    return join(opening, *_tried_models(page), turn, "\n".join(numbered(page)), remark(page))


def _with_dead_ends(page: Page) -> list[str]:
    """The numbered lines, each failed attempt where the proof made the right choice instead."""
    rows = []
    numbered_words = enumerate(page.words, 1)
    steps = page.reading.steps
    mark = page.pick("✗", "x", "[failed]", "--", "(wrong turn)")
    for place, step in enumerate(steps):
        if not step.failed:
            number, words = next(numbered_words)
            rows.append(f"{number}. {words}")
        elif step.rule != "dead_end":
            # An attempt is followed by the goal that it needed and that could not be proved.
            rows.append(f"{mark} {_attempt(page, step, steps[place + 1])}")
    return rows


def _attempt(page: Page, step: Step, dead_end: Step) -> str:
    needed = page.say_text(dead_end.conclusion)
    goal = page.say_text(step.conclusion)
    if step.premises and step.premises[0] in page.reading.number:
        idea = page.pick(
            "By line {n} it would be enough to show that {needed}.",
            "Line {n} would help if we could show that {needed}.",
            "One could try to use line {n}, for which one has to show that {needed}.",
        ).format(n=page.reading.number[step.premises[0]], needed=needed)
    else:
        idea = page.pick(
            "To show that {goal}, one might try to show that {needed}.",
            "A first idea: {goal}, because {needed}.",
            "Perhaps it can be shown directly that {needed}.",
            "Would it be possible to show that {needed}?",
        ).format(goal=goal, needed=needed)
    end = step_words(dead_end.rule, page.pick(needed, "this is so", "it holds"), [], page.choice)
    return f"{idea} {end}"


def _tried_models(page: Page) -> list[str]:
    """Valuations that do not refute the sequent, each with the reason."""
    atoms = page.reading.atoms
    texts: list[str] = []
    seen: set[int] = set()
    wanted = 1 + page.choice.below(_MOST_ATTEMPTS)
    for _ in range(2 * _MOST_ATTEMPTS):
        bits = page.choice.below(1 << len(atoms))
        model = {atom: bool(bits >> place & 1) for place, atom in enumerate(atoms)}
        if bits in seen or refutes(model, page.sequent):
            continue
        seen.add(bits)
        texts.append(_tried(page, model, len(seen)))
        if len(seen) == wanted:
            break
    return texts


def _tried(page: Page, model: dict[Atom, bool], place: int) -> str:
    facts = [page.truth(atom, value) for atom, value in model.items()]
    case = f"{', '.join(facts[:-1])} and {facts[-1]}" if len(facts) > 1 else "".join(facts)
    lead = (
        page.pick("Could it be refuted?", "A first test.", "Look for a counterexample.")
        if place == 1
        else page.pick("Another test.", "Try again.", "One more case.")
    )
    trial = page.pick("Suppose that {}.", "Take the case in which {}.", "Try the case in which {}.")
    for number, hypothesis in enumerate(page.sequent.hypotheses):
        if not holds(hypothesis, model):
            said = page.truth(hypothesis, False)
            outcome = (
                f"Then one thing that was given fails: {said}."
                if len(said) <= _LONG
                else f"Then the {_ORDINALS[number]} thing that was given fails."
            )
            break
    else:
        # The model refutes nothing, so where all that was given holds, the conclusion holds too.
        said = page.truth(page.sequent.goal, True)
        outcome = "Then the conclusion holds as well" + (f": {said}." if len(said) <= _LONG else ".")
    end = page.pick(
        "So this is no counterexample.", "That does not refute it.", "No luck.", "This case is harmless."
    )
    return " ".join([lead, *([trial.format(case)] if case else []), outcome, end])


_GOALS: Final = Opening(
    (
        (
            "Proof state trace.",
            "What is left?",
            "Goal by goal.",
            "Tracking the goals.",
            "Open goals.",
            "Shrinking goals.",
            "Proof log {n}.",
            "State by state.",
            "Goal list {n}.",
            "Session {n}.",
            "Proof and goals.",
            "Progress report {m}.{n}.",
            "Interactive proof {n}.",
            "Transcript {n}.",
            "Checklist {n}.",
            "To-do list {n}.",
            "Goal tracker {m}.{n}.",
            "Running state.",
        ),
    ),
)


def goal_state(page: Page) -> str:
    """Every line followed by what is left to do."""
    opening = f"{_GOALS.write(page)} {page.statement()}"
    left = page.pick("Left:", "Still to prove:", "Remaining:", "Goals:", "Open:", "To do:")
    none = page.pick("nothing", "none", "no goals", "—")
    if page.refuted:
        return _checks_left(
            page, opening, page.pick("Left to check:", "Still to check:", "Open checks:"), none
        )
    start = page.trace.problem.goal
    rows = [f"{page.pick('Start.', 'At first.', 'Before step 1.')} {left} {start}"]
    for number, (words, step) in enumerate(zip(page.words, page.reading.kept, strict=True), 1):
        rest = "; ".join(step.remaining) or none
        rows.append(f"{number}. {words}\n   {left} {rest}")
    return join(opening, "\n".join(rows), remark(page))


def _checks_left(page: Page, opening: str, left: str, none: str) -> str:
    problem = page.trace.problem
    pending = [f"{hypothesis} = 1" for hypothesis in problem.hypotheses]
    pending.append(f"{problem.goal} = 0")
    rows = [f"{situation_sentence(page)}\n   {left} {'; '.join(pending)}"]
    for line, words in zip(page.lines, page.words, strict=True):
        pending = [check for check in pending if check != line.symbols]
        rows.append(f"{line.number}. {words}\n   {left} {'; '.join(pending) or none}")
    return join(opening, "\n".join(rows), why_refuted(page))
