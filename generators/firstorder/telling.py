"""The words of steps: what a line of an argument says, and from which others it comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from generators.choice import Choice
from generators.firstorder.formula import Formula
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


class Narrator:
    """Says steps, with the words of what is given, of formulas and of worlds."""

    def __init__(
        self,
        choice: Choice,
        premises: Sequence[str],
        phrase: Callable[[Formula], str],
        picture: Callable[[World, str], str],
    ) -> None:
        self.choice = choice
        self.premises = iter(premises)
        self.phrase = phrase
        self.picture = picture

    def __call__(self, rule: str, cited: Sequence[int], said: Formula | str) -> str:
        """The words of a step."""
        if rule == "premise":
            return next(self.premises)
        numbers = [f"({number + 1})" for number in cited]
        listed = " and ".join(filter(None, (", ".join(numbers[:-1]), *numbers[-1:])))
        text = said if isinstance(said, str) else self.phrase(said)
        return self.choice.pick(_STEPS[rule]).format(cited=listed, said=text)

    def world(self, world: World, symbol: str) -> str:
        """What a symbol is in a world; the world's size for no symbol."""
        return self.picture(world, symbol)
