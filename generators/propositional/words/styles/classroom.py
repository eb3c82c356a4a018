"""Proofs as they are asked for and given in class: dialogue, exam, missing step, question and answer."""

from __future__ import annotations

from typing import Final

from generators.propositional.words.page import Line, Page
from generators.propositional.words.statement import Task
from generators.propositional.words.steps import rule
from generators.propositional.words.styles.frame import (
    Opening,
    join,
    justified,
    numbered,
    paragraphs,
    remark,
    situation_sentence,
    told,
    verdict,
    why_refuted,
)

_SPEAKERS: Final = (
    ("Teacher", "Student"),
    ("Tutor", "Pupil"),
    ("Professor", "Student"),
    ("Anna", "Ben"),
    ("Mentor", "Learner"),
    ("Ms. Okafor", "Theo"),
    ("Examiner", "Candidate"),
    ("A", "B"),
    ("Mr. Lindqvist", "Sofia"),
    ("Coach", "Player"),
    ("Grandmother", "Child"),
    ("Asker", "Solver"),
)
_GREETINGS: Final = Opening(
    (
        (
            "Let us begin.",
            "Here is one.",
            "Ready?",
            "Try this one.",
            "Next exercise.",
            "A question.",
            "Listen.",
            "Now think.",
            "A harder one.",
            "Warm-up time.",
            "Take your time.",
            "Let us practise.",
            "Number {n}.",
            "Sheet {m}, item {n}.",
            "What about this?",
            "Good morning.",
            "One more.",
            "Tell me.",
            "Page {n}, please.",
            "Something new.",
            "",
            "",
            "",
        ),
    ),
)
_PROMPTS: Final = (
    "Go on.",
    "Good. What next?",
    "And then?",
    "I follow so far.",
    "Right. Continue.",
    "Fine. How do you proceed?",
    "Good so far.",
    "Yes. What does that give you?",
    "Agreed.",
    "That is correct. Carry on.",
    "Fair enough. And now?",
)
_PRAISE: Final = (
    "Exactly.",
    "Well done.",
    "That is a complete argument.",
    "Nicely reasoned.",
    "Correct.",
    "Perfect, that settles it.",
    "I could not have put it better.",
    "That is all there is to it.",
)


_UNNAMED: Final = ("premise", "assume", "case", "reiterate")  # lines whose rule is plain to see


def dialogue(page: Page) -> str:
    """A teacher asks, a student reasons aloud."""
    asker, solver = page.choice.pick(_SPEAKERS)
    greeting = _GREETINGS.write(page)
    turns = [(asker, " ".join(part for part in (greeting, page.statement(Task.DECIDE)) if part))]
    sentences = [verdict(page), *told(page)]
    kept = page.reading.kept
    position = 0
    while position < len(sentences):
        size = 1 + page.choice.below(3)
        turns.append((solver, " ".join(sentences[position : position + size])))
        position += size
        if position >= len(sentences):
            turns.append((asker, page.choice.pick(_PRAISE)))
        elif not page.refuted and page.choice.below(4) == 0:
            # The last line said is number position - 2: the verdict took the first place.
            step = kept[position - 2] if position > 1 else None
            name = rule(step.rule).name if step and step.rule not in _UNNAMED else ""
            if name:
                turns.append(
                    (asker, page.pick("Which rule was that?", "By which rule?", "What is that step called?"))
                )
                turns.append((solver, f"{page.pick('That was', 'I used', 'It is called')} {name}."))
                turns.append((asker, page.choice.pick(_PROMPTS)))
            else:
                turns.append((asker, page.choice.pick(_PROMPTS)))
        else:
            turns.append((asker, page.choice.pick(_PROMPTS)))
    return "\n".join(f"{speaker}: {text}" for speaker, text in turns)


_EXAM: Final = Opening(
    (
        (
            "Question {n}",
            "Exam question {n}",
            "Problem {n}",
            "Exercise {m}.{n}",
            "Task {n}",
            "Item {n}",
            "Logic exam, question {n}",
            "Quiz {m}, question {n}",
            "Midterm, problem {n}",
            "Homework {m}, problem {n}",
        ),
        (
            "({m} points).",
            "({m} marks).",
            "({m} min).",
            "[{m} pts].",
            "(difficulty {m} of 12).",
            "(part {m}).",
        ),
    )
)


def exam(page: Page) -> str:
    """An exam question with a worked solution."""
    opening = _EXAM.write(page)
    task = page.pick(Task.DECIDE, Task.REFUTE if page.refuted else Task.PROVE)
    heading = page.pick(
        "Solution.", "Worked solution.", "Model answer.", "Answer.", "Full-mark answer.", "Sample solution."
    )
    answer = verdict(page) + " " if task == Task.DECIDE else ""
    closing = remark(page)
    return join(
        f"{opening} {page.statement(Task(task))}", f"{heading} {answer}{paragraphs(told(page))}", closing
    )


_MISSING: Final = Opening(
    (
        (
            "Fill the gap.",
            "A line is lost.",
            "Find the missing step.",
            "Complete the argument.",
            "Gap exercise {n}.",
            "Erased line.",
            "Restore the proof.",
            "Cloze exercise {m}.{n}.",
            "An ink blot.",
            "Repair this argument.",
            "A hidden step.",
            "Missing line {n}.",
            "Puzzle {n}.",
            "Torn page {n}.",
            "Incomplete proof {n}.",
            "Mend the proof.",
        ),
        (
            "",
            "",
            "Part {m}.",
            "(Level {m}.)",
            "Sheet {m}.",
            "Variant {m}.",
        ),
    ),
)


def missing_step(page: Page) -> str:
    """The numbered argument with one line blanked, and that line as the answer."""
    opening = f"{_MISSING.write(page)} {page.statement()}"
    lines = page.lines
    hidden: Line | None = None
    in_words = not page.wording.symbolic and page.choice.below(3) > 0
    if lines:
        candidates = [line for line in lines if line.uses] or lines
        hidden = page.choice.pick(candidates)
    rows = numbered(page) if in_words else justified(lines, page)
    gap = page.pick("_____", "[?]", "[...]", "(missing)", "???")
    if hidden is None:
        situation = situation_sentence(page)
        return join(opening, f"{gap} {why_refuted(page)}", f"{_answer_label(page)} {situation}")
    answer = page.words[hidden.number - 1] if in_words else _reasoned(page, hidden)
    rows[hidden.number - 1] = f"{hidden.number}. {gap}"
    question = page.pick(
        "Which line is missing?",
        f"What does line {hidden.number} say?",
        f"Write out line {hidden.number}.",
        f"What should stand at line {hidden.number}?",
        "State the missing line.",
    )
    before = situation_sentence(page) if page.refuted else ""
    after = why_refuted(page) if page.refuted else ""
    return join(opening, before, "\n".join(rows), after, question, f"{_answer_label(page)} {answer}")


def _reasoned(page: Page, line: Line) -> str:
    if page.refuted:
        return f"{line.symbols}, for {line.sign}"
    return f"{line.symbols}, by {line.sign} {', '.join(map(str, line.uses))}".rstrip()


def _answer_label(page: Page) -> str:
    return page.pick("Answer:", "Answer:", "Missing line:", "Solution:", "It reads:")


_QUESTION: Final = Opening(
    (
        (
            "Q:",
            "Question:",
            "Q.",
            "Asked:",
            "A reader asks:",
            "Question {n}:",
            "Q{n}:",
            "From the mailbag:",
            "FAQ {n}:",
        ),
    )
)
_ANSWER: Final = ("A:", "Answer:", "A.", "Reply:", "Our answer:", "Answer:", "A:", "We reply:", "Answer:")


def question_answer(page: Page) -> str:
    """A question and its answer with reasons."""
    label = page.choice.below(len(_ANSWER))
    question = _QUESTION.rows[0][label]
    if "{" in question:
        question = question.format(n=1 + page.choice.below(99))
    reasons = told(page)
    return join(
        f"{question} {page.statement(Task.DECIDE)}",
        f"{_ANSWER[label]} {verdict(page)} {paragraphs(reasons)}",
        remark(page),
    )
