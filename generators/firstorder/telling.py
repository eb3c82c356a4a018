"""The words of arguments: clauses, answers, and what a line says and from which others it comes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Final

from generators.choice import Choice
from generators.firstorder.answer import Answer, Asked
from generators.firstorder.formula import And, Atom, Bottom, Exists, Forall, Formula, Iff, Implies, Not, Or
from generators.firstorder.models import World

# What may be said at each step; {cited} lists numbers of steps.
_STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    "rule": (
        "Since {cited}, {said}.",
        "From {cited} we get that {said}.",
        "So, by {cited}, {said}.",
        "Then {said}, by {cited}.",
    ),
    "exclusion": (
        "Only one possibility of {cited} is left: {said}.",
        "The alternatives in {cited} being excluded, {said}.",
    ),
    "contrapositive": (
        "If it were otherwise, {cited} would clash; so {said}.",
        "Reading {cited} backwards, {said}.",
        "By contraposition, from {cited}, {said}.",
    ),
    "replace": (
        "These being the same, by {cited}, {said}.",
        "Put one for the other, by {cited}: {said}.",
    ),
    "congruence": ("Equal things have equal values, so by {cited}, {said}.", "By {cited}, also {said}."),
    "take": (
        "By {cited}, we may name what there is: {said}.",
        "Let a name stand for what {cited} speak of: {said}.",
        "There is such a thing, by {cited}; call it so that {said}.",
    ),
    "either": ("By {cited}, {said}.", "Now {cited} leave these cases: {said}."),
    "case": ("Suppose that {said}.", "Take the case that {said}.", "One case: {said}."),
    "arbitrary": ("Let {said} be arbitrary.", "Take any {said}.", "Consider an arbitrary {said}."),
    "suppose": ("Suppose that {said}.", "Let it be so that {said}.", "Assume that {said}."),
    "assume": ("Assume, for contradiction, that {said}.", "Suppose, on the contrary, that {said}."),
    "otherwise": ("Either this is so, or not; in the latter case {said}.", "We may suppose that {said}."),
    "contradiction": ("That is impossible: {cited} contradict each other.", "But {cited} cannot all hold."),
    "therefore": (
        "Therefore {said}, by {cited}.",
        "So, from {cited}, {said}.",
        "This gives, by {cited}: {said}.",
    ),
    "both": ("Taken together, {cited} say that {said}.", "So, by {cited}, {said}."),
    "conclude": ("Hence {said}, from {cited}.", "So {said}, by {cited}.", "In any case {said}, by {cited}."),
    "generalise": (
        "By {cited}, this shows that {said}.",
        "Nothing else was supposed; so, by {cited}, {said}.",
    ),
    "world": ("Consider {said}.", "Imagine {said}.", "Take {said}."),
    "table": ("There, {said}.", "In that world, {said}.", "In it, {said}."),
    "holds": (
        "Every premise holds there, and so does this: {said}.",
        "All that was given is true in that world, and moreover {said}.",
    ),
    "invalid": ("So the claim does not follow.", "The premises therefore do not imply the claim."),
    "independent": (
        "So neither the claim nor its opposite follows.",
        "The premises therefore leave the claim open.",
    ),
}

# What the answer is.
ANSWERS: Final[Mapping[Answer, tuple[str, ...]]] = {
    Answer.YES: ("Yes, it follows.", "Yes, that must be so.", "True: it follows."),
    Answer.NO: ("No, the opposite follows.", "No, it must be false.", "False: its opposite follows."),
    Answer.OPEN: (
        "It cannot be told: neither that nor its opposite follows.",
        "Undetermined: what is given leaves it open.",
        "No conclusion can be drawn either way.",
    ),
    Answer.INVALID: (
        "No, it does not follow: it may be false.",
        "No, what is given does not imply that.",
        "No: all that is given can hold without it.",
    ),
}


class Speech(ABC):
    """Says formulas and worlds with a family's words."""

    def phrase(self, formula: Formula) -> str:
        """A formula as a clause."""
        match formula:
            case Atom():
                return self.atom(formula, True)
            case Not(Atom() as atom):
                return self.atom(atom, False)
            case Not(part):
                return f"it is not so that {self.phrase(part)}"
            case And(parts):
                return " and ".join(map(self.phrase, parts))
            case Or(parts):
                return " or ".join(map(self.phrase, parts))
            case Implies(left, right):
                return f"if {self.phrase(left)}, then {self.phrase(right)}"
            case Iff(left, right):
                return f"{self.phrase(left)} exactly if {self.phrase(right)}"
            case Forall(variable, _, body):
                return f"for every {variable}, {self.phrase(body)}"
            case Exists(variable, _, body):
                return f"there is some {variable} such that {self.phrase(body)}"
            case Bottom():
                return "a contradiction follows"

    @abstractmethod
    def atom(self, atom: Atom, positive: bool) -> str:
        """What an atom, or its negation, says of things by their names."""

    @abstractmethod
    def picture(self, world: World, symbol: str) -> str:
        """What a symbol is in a world, whose things are numbered; the world's size for no symbol."""


def asked_of(text: str, templates: Mapping[Asked, Sequence[str]]) -> tuple[Asked, str]:
    """Which question a text is, by the templates with {claim} in them, and the claim; raises ValueError."""
    for asked, ways in templates.items():
        for way in ways:
            before, after = way.split("{claim}")
            if text.startswith(before) and text.endswith(after):
                return asked, text[len(before) : len(text) - len(after)]
    raise ValueError(f"not a question: {text!r}")


class Narrator:
    """Says steps, with the words of what is given, of formulas and of worlds."""

    def __init__(self, choice: Choice, premises: Sequence[str], speech: Speech) -> None:
        self.choice = choice
        self.premises = iter(premises)
        self.speech = speech

    def __call__(self, rule: str, cited: Sequence[int], said: Formula | str) -> str:
        """The words of a step."""
        if rule == "premise":
            return next(self.premises)
        numbers = [f"({number + 1})" for number in cited]
        listed = " and ".join(filter(None, (", ".join(numbers[:-1]), *numbers[-1:])))
        text = said if isinstance(said, str) else self.speech.phrase(said)
        return self.choice.pick(_STEPS[rule]).format(cited=listed, said=text)

    def world(self, world: World, symbol: str) -> str:
        """What a symbol is in a world; the world's size for no symbol."""
        return self.speech.picture(world, symbol)
