"""The document styles: how a problem with its proof becomes a text of one kind or another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from generators.geometry.derivation import ALGEBRA, Line
from generators.geometry.language import problem_text
from generators.geometry.words.clauses import listing
from generators.geometry.words.facts import symbols, told
from generators.geometry.words.lean import lean_comments
from generators.geometry.words.page import Page, points_text
from generators.geometry.words.statement import CLAIMS, GOALS
from generators.geometry.words.steps import reason, step_words

_END: Final = ("", "", " ∎", " □", " QED", " This completes the proof.", " That is what we wanted to show.")
_SENTENCES_A_PARAGRAPH: Final = 4


def _number(page: Page, text: str) -> str:
    return text.format(n=1 + page.choice.below(90), m=1 + page.choice.below(20))


def _auxiliary(page: Page) -> list[str]:
    """The construction that the proof needs, announced; nothing where there is none."""
    if not page.auxiliary:
        return []
    intro = page.pick(
        "We add a construction.",
        "The key is an auxiliary construction.",
        "We need some more points.",
        "First we complete the figure.",
        "The statement does not mention the points that help.",
        "An auxiliary construction helps.",
    )
    return [f"{intro} {page.auxiliary}"]


def _conditions(page: Page) -> list[str]:
    """The degenerate positions that the proof leaves out."""
    if not page.conditions:
        return []
    intro = page.pick(
        "The argument is for a figure in which {}.",
        "We used that {}.",
        "Degenerate positions are left out: we assume that {}.",
        "Throughout, {}.",
    )
    return [intro.format(listing(page.conditions))]


def _paragraphs(page: Page, sentences: Sequence[str]) -> str:
    size = _SENTENCES_A_PARAGRAPH + page.choice.below(3)
    return "\n\n".join(" ".join(sentences[i : i + size]) for i in range(0, len(sentences), size))


def _running(page: Page) -> list[str]:
    """The argument as running text, with the numbers of lines that are cited later."""
    cited = {source.index for line in page.told_lines for source in page.sources(line)}
    sentences = []
    for line in page.told_lines:
        label = f" ({page.numbers[line.index]})" if line.index in cited else ""
        sentences.append(page.running(line) + label)
    return sentences


def prose(page: Page) -> str:
    """English running text."""
    lead = page.pick("", "", "Proof. ", "Here is a proof. ", "Solution. ", "We argue as follows. ")
    body = _paragraphs(page, [*_auxiliary(page), *_running(page)])
    return f"{page.statement(GOALS)}\n\n{lead}{body}{page.pick(*_END)}"


def textbook(page: Page) -> str:
    """A numbered theorem and its proof, with the degenerate positions that it leaves out."""
    head = _number(page, page.pick("Theorem {n}.", "Proposition {m}.{n}.", "Lemma {n}.", "Theorem {m}.{n}."))
    body = _paragraphs(page, [*_auxiliary(page), *_running(page), *_conditions(page)])
    return f"{head} {page.statement(CLAIMS)}\n\nProof. {body}{page.pick(' ∎', ' □', ' QED')}"


def steps(page: Page) -> str:
    """Step by step, each step with its reason and the steps that it uses."""
    word = page.pick("Step {}.", "Step {}:", "{}.", "({})")
    lines = [f"{word.format(page.numbers[line.index])} {page.sentence(line)}" for line in page.told_lines]
    lead = page.pick("Step by step:", "Solution in steps.", "The proof, step by step.", "We go step by step.")
    return "\n".join([page.statement(GOALS), "", " ".join([lead, *_auxiliary(page)]), *lines])


def exam(page: Page) -> str:
    """An exam question with points, and a worked solution."""
    marks = min(20, 2 + len(page.told_lines))
    head = _number(
        page,
        page.pick(
            "Question {n}",
            "Exercise {m}.{n}",
            "Problem {n}",
            "Task {m}.{n}",
            "Geometry, problem {n}",
            "Paper {m}, question {n}",
        ),
    )
    claims = [page.sentence(line).rstrip(".") + f". ({page.numbers[line.index]})" for line in page.told_lines]
    solution = page.pick("Worked solution.", "Model solution.", "Solution.", "Answer.")
    final = page.pick("Hence {}.", "This shows {}, as required.", "So {}, which was to be shown.").format(
        page.goal
    )
    question = f"{head} ({marks} points). {page.statement(GOALS)}"
    return "\n".join([question, "", solution, *_auxiliary(page), *claims, final.format(page.goal)])


def _symbol_line(page: Page, line: Line) -> str:
    sources = [
        f"({page.numbers[s.index]})" if s.index in page.numbers else "given" for s in page.sources(line)
    ]
    uses = ", ".join(dict.fromkeys(sources))
    why = line.about or "algebra" if line.rule == ALGEBRA else line.rule.replace("_", " ")
    return f"({page.numbers[line.index]}) {symbols(line.fact)}    [{why}{': ' if uses else ''}{uses}]"


def symbolic(page: Page) -> str:
    """Symbols: what is given, what is to be shown, and a derivation with reasons in brackets."""
    head = page.pick("Given:", "Hypotheses:", "Data:", "Assumptions:")
    aim = page.pick("To show:", "Claim:", "Goal:", "Wanted:")
    given = [f"  {symbols(line.fact)}" for line in page.given]
    derived = [_symbol_line(page, line) for line in page.told_lines]
    left_out = [f"Non-degenerate: {'; '.join(page.conditions)}."] if page.conditions else []
    return "\n".join([head, *given, f"{aim} {page.goal}", "", *derived, *left_out])


def formal(page: Page) -> str:
    """The problem in words, in the language of constructions, and the proof in predicates."""
    clauses = problem_text(page.problem)
    lead = page.pick(
        "In the construction language:", "Formally:", "As constructions and a goal:", "Written formally:"
    )
    lines = []
    for line in page.lines:
        uses = " ".join(map(str, sorted(set(line.premises))))
        lines.append(f"{line.index}. {line.fact} [{line.rule}{' ' if uses else ''}{uses}]")
    return "\n".join(
        [page.statement(GOALS), "", lead, clauses, "", page.pick("Proof:", "Derivation:"), *lines]
    )


def question_answer(page: Page) -> str:
    """A question why something holds, and an answer that names the main ideas before the details."""
    ask, answer = page.choice.pick((("Q:", "A:"), ("Question:", "Answer:"), ("Student:", "Teacher:")))
    ideas = list(dict.fromkeys(line.rule for line in page.told_lines if line.rule != ALGEBRA))
    named = [reason(rule, page.choice) for rule in ideas[:3]]
    plan = f"The proof uses {listing(named)}. " if named else "A chase of angles and lengths is enough. "
    body = _paragraphs(page, [*_auxiliary(page), *_running(page)])
    return f"{ask} {page.statement(GOALS)}\n\n{answer} {plan}{body}"


def backwards(page: Page) -> str:
    """An analysis: from the goal back to what is given."""
    lead = page.pick(
        "We work backwards from the goal.",
        "Start from what is to be shown.",
        "Let us trace the goal back to the hypotheses.",
        "Reading the proof from its end explains where each idea comes from.",
    )
    sentences = []
    for line in reversed(page.told_lines):
        sources = page.sources(line)
        if not sources:
            sentences.append(f"({page.numbers[line.index]}) {page.sentence(line)}")
            continue
        if len(sources) > 4:
            needs = page.refer(line.premises)
        else:
            needs = listing([told(source.fact, page.choice) for source in sources])
        why = "" if line.rule == ALGEBRA else f", by {reason(line.rule, page.choice)}"
        frame = page.pick(
            "({n}) For {c} we need {p}{r}.",
            "({n}) To see that {c}, use {p}{r}.",
            "({n}) That {c} rests on {p}{r}.",
        )
        if len(sources) <= 4:
            frame = page.pick(
                "({n}) To see that {c}, it is enough that {p}{r}.",
                "({n}) We know that {c} once we know that {p}{r}.",
                "({n}) That {c} follows if {p}{r}.",
            )
        n = page.numbers[line.index]
        sentences.append(frame.format(n=n, c=told(line.fact, page.choice), p=needs, r=why))
    return "\n".join([page.statement(GOALS), "", " ".join([lead, *_auxiliary(page)]), *sentences])


def missing_step(page: Page) -> str:
    """A proof with one line blanked, and the line as the answer."""
    blank = page.choice.pick(page.told_lines)
    lines = []
    for line in page.told_lines:
        n = page.numbers[line.index]
        lines.append(f"({n}) " + ("_____" if line is blank else page.sentence(line)))
    ask = page.pick(
        "Fill in the missing step.",
        "Which statement belongs in the gap?",
        "One line is missing. Supply it.",
        "Complete the proof.",
    )
    answer = step_words(blank, page.choice, refer=page.refer)
    return "\n".join(
        [page.statement(GOALS), "", " ".join([ask, *_auxiliary(page)]), *lines, "", f"Answer: {answer}"]
    )


def hints(page: Page) -> str:
    """Hints that give away more and more, then the proof."""
    ideas = [line for line in page.told_lines if line.rule != ALGEBRA][-4:]
    given = []
    if page.problem.auxiliary:
        points = [p for clause in page.problem.auxiliary for p in clause.points]
        given.append(f"Add the point{'s' if len(points) > 1 else ''} {points_text(points)}. {page.auxiliary}")
    for line in ideas:
        frame = page.pick("Think of {r}.", "Show that {c}.", "Can you see that {c}?", "Use {r}.")
        given.append(frame.format(r=reason(line.rule, page.choice), c=told(line.fact, page.choice)))
    numbered = [f"Hint {n}. {hint}" for n, hint in enumerate(given, 1)]
    lead = page.pick("Proof.", "Full solution.", "The proof in full.")
    return "\n".join(
        [page.statement(GOALS), "", *numbered, "", f"{lead} {_paragraphs(page, _running(page))}"]
    )


@dataclass(frozen=True)
class Style:
    """`write` makes a page into a text; `renames`: its points may have other names than in the row.

    `script`: it shows Lean's steps, which a proof must have.
    """

    write: Callable[[Page], str]
    renames: bool = True
    script: bool = False


STYLES: Final[dict[str, Style]] = {
    "backwards": Style(backwards),
    "exam": Style(exam),
    "formal": Style(formal),
    "hints": Style(hints),
    "lean_comments": Style(lean_comments, renames=False, script=True),
    "missing_step": Style(missing_step),
    "prose": Style(prose),
    "question_answer": Style(question_answer),
    "steps": Style(steps),
    "symbols": Style(symbolic),
    "textbook": Style(textbook),
}
