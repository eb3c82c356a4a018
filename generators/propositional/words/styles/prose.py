"""Proofs as a reader meets them on paper: running text, textbook, numbered steps, outline with details."""

from __future__ import annotations

from typing import Final

from generators.propositional.words.page import Page
from generators.propositional.words.statement import Task
from generators.propositional.words.styles.frame import (
    END_OF_PROOF,
    Opening,
    join,
    numbered,
    paragraphs,
    remark,
    situation_sentence,
    told,
    verdict,
    why_refuted,
)

_PLAIN: Final = Opening(
    (
        (
            "",
            "",
            "",
            "A short argument.",
            "Think it through.",
            "Consider the following.",
            "Read carefully.",
            "Logic at breakfast.",
            "Quiet reasoning.",
            "One inference.",
            "Now think.",
            "Only logic here.",
            "One question.",
            "A small puzzle.",
            "Pure logic.",
            "Plain reasoning.",
            "In plain words.",
            "Puzzle {n}.",
            "No symbols needed.",
            "Argument {n}.",
            "Riddle {n}.",
            "For today.",
            "Exercise {n}.",
            "Slowly, please.",
            "Page {n}.",
            "Card {n}.",
        ),
    ),
)


def plain(page: Page) -> str:
    """Plain English: the question, the argument as running text."""
    return join(
        " ".join(part for part in (_PLAIN.write(page), page.statement()) if part),
        paragraphs([*told(page), *filter(None, [remark(page)])]),
    )


_TEXTBOOK: Final = Opening(
    (
        (
            "Theorem {m}.{n}.",
            "Proposition {m}.{n}.",
            "Lemma {m}.{n}.",
            "Fact {n}.",
            "Claim {n}.",
            "Result {m}.{n}.",
            "§ {m}.{n}.",
            "Example {m}.{n}.",
            "Paragraph {n}.",
        ),
    )
)
_TEXTBOOK_REFUTED: Final = Opening(
    (
        (
            "Counterexample {m}.{n}.",
            "Example {m}.{n}.",
            "Remark {m}.{n}.",
            "Warning {n}.",
            "Non-theorem {m}.{n}.",
            "Caution {n}.",
            "Note {m}.{n}.",
            "Observation {n}.",
        ),
    )
)


def textbook(page: Page) -> str:
    """A numbered theorem with its proof, or a numbered counterexample."""
    opening = (_TEXTBOOK_REFUTED if page.refuted else _TEXTBOOK).write(page)
    heading = page.pick("Proof.", "Proof:", "Argument.", "Reasoning.")
    if page.refuted:
        heading = page.pick("Counterexample.", "Solution.", "Reasoning.", "Construction.")
    body = paragraphs(told(page)) + page.choice.pick(END_OF_PROOF)
    note = remark(page)
    return join(
        f"{opening} {page.statement()}",
        f"{heading} {body}",
        f"{page.pick('Remark.', 'Note.', 'Comment.')} {note}" if note else "",
    )


_STEPS: Final = Opening(
    (
        (
            "Step-by-step solution.",
            "Step by step.",
            "In small steps.",
            "Line by line.",
            "Problem {n}.",
            "Task {n}.",
            "Worked problem {n}.",
            "Exercise {m}.{n}.",
            "Guided solution {n}.",
            "Walkthrough {n}.",
            "Small steps.",
            "Slowly now.",
            "No gaps.",
            "Drill {n}.",
            "Worked example {n}.",
            "Numbered argument.",
            "Solution {n}.",
            "Sheet {m}, problem {n}.",
            "Every step shown.",
            "",
            "",
            "",
        ),
    ),
)


def steps(page: Page) -> str:
    """A list of numbered steps that cite each other."""
    label = page.pick("{}. ", "{}. ", "({}) ", "Line {}. ", "Line {}: ", "{}) ")
    opening = " ".join(part for part in (_STEPS.write(page), page.statement()) if part)
    lines = numbered(page, label)
    if page.refuted:
        return join(opening, situation_sentence(page), "\n".join(lines), why_refuted(page))
    return join(opening, "\n".join(lines), remark(page))


_OUTLINE: Final = Opening(
    (
        (
            "Plan first.",
            "Outline and details.",
            "Sketch, then proof.",
            "Strategy first.",
            "Project {n}.",
            "Investigation {m}.{n}.",
            "Assignment {n}.",
            "Case study {n}.",
            "From idea to argument.",
            "Two passes.",
            "First a plan.",
            "Think, then write.",
            "Structured proof {n}.",
            "Top down.",
            "Outline {n}.",
            "Essay question {n}.",
            "Workshop {m}, item {n}.",
            "Draft and proof.",
            "",
            "",
            "",
        ),
    ),
)


def outline(page: Page) -> str:
    """An outline of the argument, then the argument in full."""
    task = page.pick(Task.DECIDE, Task.REFUTE if page.refuted else Task.PROVE)
    opening = " ".join(part for part in (_OUTLINE.write(page), page.statement(Task(task))) if part)
    answer = verdict(page) if task == Task.DECIDE else ""
    plan_label = page.pick("Outline.", "Plan.", "Sketch.", "Idea.", "Strategy.")
    details = page.pick("Details.", "In full.", "The full argument.", "Execution.", "Now the details.")
    return join(
        opening,
        answer,
        f"{plan_label} {' '.join(_plan(page))}",
        f"{details} {paragraphs(told(page))}",
        remark(page),
    )


def _plan(page: Page) -> list[str]:
    if page.refuted:
        checks = "each premise and then the conclusion" if page.given else "the statement"
        return [
            page.pick(
                "It is enough to describe one situation.",
                "We look for one situation that breaks it.",
                "The idea is to exhibit a single case.",
            ),
            page.pick(
                f"Then we check {checks} there.", f"In that situation we work out the truth of {checks}."
            ),
        ]
    kept = page.reading.kept
    shallow = min(step.depth for step in kept)
    landmarks = list(
        dict.fromkeys(step.conclusion for step in kept[:-1] if step.depth == shallow and step.premises)
    )
    sentences = [
        page.pick(
            "We find our way to {}.", "The goal is to get to {}.", "All comes down to reaching {}."
        ).format(page.pick("the conclusion", "what is asked for", "the claim"))
    ]
    for place, landmark in enumerate(landmarks[-3:]):
        lead = (
            "First we establish that {}."
            if place == 0
            else page.pick(
                "Next we see that {}.", "After that we show that {}.", "From there we find that {}."
            )
        )
        sentences.append(lead.format(page.say_text(landmark)))
    closing = page.pick(
        "The last step then gives us the conclusion.",
        "The conclusion is then one step away.",
        "With this in hand, the rest is short.",
    )
    return [*sentences, closing] if landmarks else sentences
