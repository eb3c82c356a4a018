"""The lines of a proof in words: what is claimed, for which reason, and from which earlier lines."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

from generators.choice import Choice
from generators.geometry.derivation import ALGEBRA, PREMISE, Line
from generators.geometry.words.clauses import listing
from generators.geometry.words.facts import told

# {c} is the claim, a clause; {p} are the lines that it rests on, a noun; {r} is the rule's reason, a noun.
RULE: Final = (
    "By {r}, {c} (from {p}).",
    "From {p} it follows by {r} that {c}.",
    "By {r}, applied to {p}, {c}.",
    "We conclude from {p} that {c}, by {r}.",
    "Because of {p}, {c}: this is {r}.",
    "{c}, from {p} by {r}.",
)
ANGLES: Final = (
    "Adding up the angles in {p}, we find that {c}.",
    "An angle chase through {p} shows that {c}.",
    "Combining the directions in {p}, we get that {c}.",
    "From the angles in {p} it follows that {c}.",
    "Chasing angles with {p}, we see that {c}.",
)
LENGTHS: Final = (
    "Comparing the lengths in {p}, we find that {c}.",
    "The lengths in {p} show that {c}.",
    "Multiplying the ratios of {p}, we get that {c}.",
    "From the lengths in {p} it follows that {c}.",
)
COMBINED: Final = (
    "Taking {p} together, we see that {c}.",
    "From {p} it follows that {c}.",
    "By {p}, {c}.",
)
SINGLE: Final = ("From {p} it follows that {c}.", "By {p}, {c}.", "Hence, by {p}, {c}.")
RESTATED: Final = ("In other words, by {p}, {c}.", "Put differently, {c} ({p}).", "That is, {c} ({p}).")
TRIVIAL: Final = ("Trivially, {c}.", "Clearly, {c}.", "It is plain that {c}.")
GIVEN: Final = ("It is given that {c}.", "By hypothesis, {c}.", "We are given that {c}.")
CHOSEN: Final = (
    "By the choice of {x}, {c}.",
    "By the definition of {x}, {c}.",
    "{c}, by the choice of {x}.",
)
MADE: Final = (
    "By construction of {x}, {c}.",
    "{c}, by the construction of {x}.",
    "We constructed {x} so that {c}.",
)


class UnknownRuleError(KeyError):
    """A step uses a rule that `data/rules.toml` does not describe."""

    def __str__(self) -> str:
        return f"no rule called {self.args[0]!r} in rules.toml; add the reasons that a person gives for it"


@cache
def reasons() -> Mapping[str, tuple[str, ...]]:
    """The reasons for every rule: nouns that may follow "by"."""
    data = resources.files(__package__).joinpath("data", "rules.toml").read_text(encoding="utf-8")
    return {name: tuple(texts) for name, texts in tomllib.loads(data).items()}


def reason(rule: str, choice: Choice) -> str:
    """One of the reasons for a rule; raises UnknownRuleError."""
    try:
        return choice.pick(reasons()[rule])
    except KeyError:
        raise UnknownRuleError(rule) from None


def step_reference(premises: Sequence[int]) -> str:
    """The steps by their numbers: "step 3", "steps 3, 5 and 8"."""
    numbers = [str(premise) for premise in sorted(set(premises))]
    return f"step{'s' if len(numbers) > 1 else ''} {listing(numbers)}"


def step_words(
    line: Line,
    choice: Choice,
    *,
    refer: Callable[[Sequence[int]], str] = step_reference,
    chosen: str = "",
    made: str = "",
) -> str:
    """One line of a proof as a sentence.

    `refer` turns the numbers of earlier lines into a noun. Of a premise, `chosen` are the points of the
    statement whose definition says it, `made` auxiliary points, as shown. Raises UnknownRuleError.
    """
    claim = told(line.fact, choice)
    if line.rule == PREMISE:
        if made:
            text = choice.pick(MADE).format(x=made, c=claim)
        else:
            text = choice.pick(CHOSEN if chosen else GIVEN).format(x=chosen, c=claim)
    elif line.rule == ALGEBRA:
        sources = refer(line.premises) if line.premises else ""
        text = choice.pick(_algebra(line)).format(p=sources, c=claim)
    else:
        why = reason(line.rule, choice)
        text = choice.pick(RULE).format(p=refer(line.premises), r=why, c=claim)
    return text[0].upper() + text[1:]


def _algebra(line: Line) -> Sequence[str]:
    if not line.premises:
        return TRIVIAL
    if line.restates:
        return RESTATED
    if len(line.premises) == 1:
        return SINGLE
    return {"angles": ANGLES, "lengths": LENGTHS}.get(line.about, COMBINED)
