"""The styles: each turns a page into a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from factory.records import Proof
from generators.documents.page import Page, numbered

_SPEAKERS: Final = (
    *("Ada", "Ben", "Chiyo", "Dov", "Esi", "Farid", "Gita", "Hal", "Ines", "Jun", "Kofi", "Lev"),
    *("Mei", "Nils"),
)
_LONGEST_CONTINUATION: Final = 4  # lines


@dataclass(frozen=True, slots=True)
class Style:
    """How a page is written: of traces with `least_steps` steps, and the text of a proof that it shows."""

    write: Callable[[Page], str]
    least_steps: int = 0
    shows: Literal["tactic", "term"] | None = None

    def fits(self, proof: Proof) -> bool:
        """Whether a proof has what is shown."""
        shown = {None: True, "tactic": bool(proof.tactic), "term": bool(proof.term)}[self.shows]
        return shown and len(proof.steps) >= self.least_steps


def _givens(page: Page) -> str:
    return "\n".join(f"({number}) {text}" for number, text in enumerate(page.given, 1))


def _plain(page: Page) -> str:
    start = page.pick("Here is why.", "The reasoning:", "To see this, argue as follows.", "Step by step:")
    return f"{page.cited_statement}\n\n{page.answer} {start}\n\n{numbered(page.argument)}"


def _textbook(page: Page) -> str:
    end = page.pick("∎", "This completes the proof.", "Q.E.D.", "□")
    solution = f"Solution. {page.answer}\n{numbered(page.argument)} {end}"
    return f"{_givens(page)}\n\nQuestion. {page.question}\n\n{solution}"


def _exam(page: Page) -> str:
    points = page.choice.below(9) + 2
    number = page.choice.below(40) + 1
    return (
        f"{number}. [{points} points] {page.cited_statement}\n\n"
        f"{page.pick('Worked solution', 'Model answer', 'Solution')}:\n{numbered(page.argument)}\n"
        f"{page.pick('Answer', 'Result', 'Final answer')}: {page.answer}"
    )


def _question_answer(page: Page) -> str:
    return f"Q: {page.statement}\nA: {page.answer} {' '.join(step.words for step in page.argument[-3:])}"


def _dialogue(page: Page) -> str:
    asks, answers = page.choice.sample(_SPEAKERS, 2)
    lines = [f"{asks}: {page.cited_statement}"]
    for step in page.argument:
        lines.append(f"{answers}: ({step.index + 1}) {step.words}")
        if len(step.premises) > 1 and not page.choice.below(3):
            lines.append(f"{asks}: {page.pick('Why?', 'What does that rest on?', 'From what?')}")
            rests = " and ".join(f"({number + 1})" for number in step.premises)
            lines.append(f"{answers}: {page.pick('From', 'On', 'Because of')} {rests}.")
    lines.append(f"{asks}: {page.pick('So the answer is?', 'And so?', 'Which means?')}")
    lines.append(f"{answers}: {page.answer}")
    return "\n".join(lines)


def _missing_step(page: Page) -> str:
    hidden = page.choice.pick(page.argument)
    ask = page.pick("One line is missing.", "Fill in the blank line.", "Which line is missing?")
    lines = [
        f"{'  ' * step.depth}({step.index + 1}) {'____' if step is hidden else step.words}"
        for step in page.argument
    ]
    found = f"Line ({hidden.index + 1}): {hidden.words}"
    return "\n".join((f"{page.cited_statement}\n\n{ask}", *lines, "", found))


def _next_step(page: Page) -> str:
    shown = page.choice.below(len(page.argument))
    so_far = page.pick("So far:", "We have reached this point:", "Known up to now:")
    before = f"{so_far}\n{numbered(page.argument[:shown])}\n\n" if shown else ""
    ask = page.pick("What follows next?", "Next line?", "What can be said now?")
    return f"{page.cited_statement}\n\n{before}{ask}\n{numbered(page.argument[shown : shown + 1])}"


def _continuation(page: Page) -> str:
    """Some lines of the argument, and the few that come next."""
    steps = min(page.choice.below(_LONGEST_CONTINUATION - 1) + 2, len(page.argument) - 1)
    shown = page.choice.below(len(page.argument) - steps) + 1
    ask = page.pick(
        f"Go on for {steps} lines.", f"What are the next {steps} lines?", f"The next {steps} steps?"
    )
    before, after = page.argument[:shown], page.argument[shown : shown + steps]
    return f"{page.cited_statement}\n\n{numbered(before)}\n\n{ask}\n\n{numbered(after)}"


def _symbols(page: Page) -> str:
    given, goal = ", ".join(page.trace.problem.hypotheses), page.trace.problem.goal
    held, asked = f"Given: {given or 'nothing'}", f"Goal: {goal}"
    lines = [page.pick(f"{given} ⊢? {goal}", f"{held}\n{asked}", f"{asked}\n{held}")]
    for step in page.steps:
        rests = ", ".join(str(number + 1) for number in step.premises)
        reason = f"{step.rule} {rests}".rstrip()
        lines.append(f"{'| ' * step.depth}{step.index + 1}. {step.conclusion}    [{reason}]")
    return "\n".join(lines)


def _outline(page: Page) -> str:
    rules = list(dict.fromkeys(step.rule for step in page.argument))
    plan = ", then ".join(rule.replace("_", " ") for rule in rules)
    return f"{page.cited_statement}\n\nPlan: {plan}.\n\n{numbered(page.argument, '- ({}) ')}\n\n{page.answer}"


def _lean_comments(page: Page) -> str:
    comment = "\n".join(f"-- ({step.index + 1}) {step.words}" for step in page.argument)
    return f"{page.cited_statement}\n\n{page.answer}\n\n{comment}\n{page.lean(page.trace.proof.tactic)}"


def _lean_term(page: Page) -> str:
    return f"{page.statement}\n\n{page.lean(page.trace.proof.term)}\n\n{page.answer}"


def _formalise(page: Page) -> str:
    ask = page.pick("In Lean:", "As a theorem:", "Stated formally:", "Formal statement:")
    return f"{page.statement}\n\n{ask}\n```lean\n{page.trace.proof.statement}\n```\n{page.answer}"


def _back_translation(page: Page) -> str:
    return (
        f"```lean\ntheorem {page.name} :\n    {page.trace.proof.statement}\n```\n"
        f"{page.pick('In words:', 'It answers this.', 'A story for it:')} {page.statement} {page.answer}"
    )


def _review(page: Page) -> str:
    head = page.pick("A solution, checked line by line.", "Checked:", "Marking:")
    lines = [page.cited_statement, "", head]
    for step in page.argument:
        verdict = page.pick("Correct", "Right", "Sound", "Fine")
        rests = ", ".join(f"({number + 1})" for number in step.premises)
        reason = f"{step.rule.replace('_', ' ')}, from {rests}" if rests else step.rule.replace("_", " ")
        lines.append(f"({step.index + 1}) {step.words} {verdict}: {reason}.")
    return "\n".join(lines)


STYLES: Final[dict[str, Style]] = {
    "plain": Style(_plain),
    "textbook": Style(_textbook),
    "exam": Style(_exam),
    "question_answer": Style(_question_answer),
    "dialogue": Style(_dialogue, 1),
    "missing_step": Style(_missing_step, 3),
    "next_step": Style(_next_step, 3),
    "continuation": Style(_continuation, 3),
    "symbols": Style(_symbols),
    "outline": Style(_outline, 2),
    "lean_comments": Style(_lean_comments, shows="tactic"),
    "lean_term": Style(_lean_term, shows="term"),
    "formalise": Style(_formalise),
    "back_translation": Style(_back_translation),
    "review": Style(_review, 2),
}
