"""Two descriptions in words, whether they have equally many lists, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factory.records import Step
from generators.choice import Choice
from generators.counting.cases import cases
from generators.counting.description import Condition
from generators.counting.matching import Bijection, Match, Move, Rule, bijection, counts
from generators.counting.prove_match import images, starting
from generators.counting.words import (
    LIST,
    Cast,
    case_words,
    cast_of,
    condition_words,
    describe,
    enumerated,
    read_described,
)
from generators.family import Telling

_ASKED: Final = (
    "Are there as many {things} as {others}?",
    "Is the number of these {things} that of these {others}?",
    "Can the {things} be matched one to one with the {others}?",
    "Is there a bijection between these {things} and these {others}?",
    "Are the {things} and the {others} equally many?",
)
_YES: Final = ("Yes.", "Yes, one to one.", "Yes, there is a bijection.")
_NO: Final = ("No.", "No, there are {0} and {1}.", "No: {0} of the first, {1} of the second.")
_MOVES: Final[dict[str, tuple[str, ...]]] = {
    Rule.REST: ("Leave out the first number, {0}.", "Each of these lists begins with {0}: drop it."),
    Rule.REVERSED: ("Read each list backwards.", "Turn each list round."),
    Rule.MIRRORED: ("Put {0} - a in place of each number a: {table}.", "Take each number from {0}: {table}."),
    Rule.SCALED: (
        "Put {0} times a plus {1} in place of each number a: {table}.",
        "Multiply each number by {0} and add {1}: {table}.",
    ),
    "added": ("Add {1} to each number: {table}.", "Put a + {1} in place of each number a: {table}."),
    "multiplied": ("Multiply each number by {0}: {table}.", "Put {0} times a in place of a: {table}."),
}
_UNDONE: Final[dict[str, tuple[str, ...]]] = {
    Rule.REST: ("Putting {0} in front undoes it.", "With {0} put in front one has the list again."),
    Rule.REVERSED: ("Turned round twice, a list is as before.", "The same undoes it."),
    Rule.MIRRORED: ("The same undoes it, since {0} - ({0} - a) = a.", "Done twice, it changes nothing."),
    Rule.SCALED: (
        "Subtracting {1} and dividing by {0} undoes it.",
        "Back: take {1} away and divide by {0}.",
    ),
    "added": ("Subtracting {1} undoes it.", "Back: take {1} away."),
    "multiplied": ("Dividing by {0} undoes it.", "Back: divide by {0}."),
}
_KEPT: Final = ("Still: {0}", "As before: {0}")
_CHANGED: Final = ("{0} So afterwards: {1}", "Before: {0} After: {1}")
_GONE: Final = ("{0} Of the rest this says nothing.", "{0} That needs not be said any more.")
_MATCHED: Final = ("So the lists match one to one, by {cited}.", "By {cited} that is a bijection.")
_COMPOSED: Final = (
    "One after the other, {cited} match all lists one to one.",
    "The composition of {cited} is a bijection.",
)
_UNEQUAL: Final = (
    "There are {0} of the first and {1} of the second, by {cited}, so they do not match.",
    "By {cited}, {0} lists stand against {1}: no bijection.",
)


def tell_match(match: Match, choice: Choice) -> Telling:
    """The question in words; either side may come first."""
    sides = choice.sample((match.first, match.second), 2)
    first, second = casts = _casts(choice)
    given = [text for side, cast in zip(sides, casts, strict=True) for text in describe(side, cast, choice)]
    asked = choice.pick(_ASKED).format(things=first.things, others=second.things)
    numbers = counts(match) if sides[0] == match.first else counts(match)[::-1]
    replies = _YES if bijection(match) else _NO
    return Telling(tuple(given), asked, choice.pick(replies).format(*numbers))


def _casts(choice: Choice) -> tuple[Cast, Cast]:
    """Two that say different things of different people."""
    first = second = cast_of(choice)
    while second.things == first.things or second.who == first.who:
        second = cast_of(choice)
    return first, second


def read_match(given: Sequence[str], asked: str) -> Match:
    """The question that sentences in words ask; raises ValueError."""
    sides = read_described(given)
    if len(sides) != 2 or not any(_fits(template, asked) for template in _ASKED):
        raise ValueError(f"not a comparison of two descriptions: {asked!r}")
    return Match(*sides)


def _fits(template: str, asked: str) -> bool:
    before, _, rest = template.partition("{things}")
    between, _, after = rest.partition("{others}")
    return asked.startswith(before) and between in asked and asked.endswith(after)


def say_match(match: Match, steps: Sequence[Step], choice: Choice) -> list[str]:
    """The words of each step."""
    found = bijection(match)
    if found:
        return _say_bijection(found, steps, choice)
    first, second = (cases(side.letters, side.conditions) for side in (match.first, match.second))
    texts = [case_words(case, 0, choice) for case in first]
    texts += [case_words(case, len(first), choice) for case in second]
    cited = _cited(steps[-1])
    return [*texts, choice.pick(_UNEQUAL).format(first[-1].count, second[-1].count, cited=cited)]


def _say_bijection(found: Bijection, steps: Sequence[Step], choice: Choice) -> list[str]:
    texts: list[str] = []
    for move, before, after in zip(found.moves, found.stages[:-1], found.stages[1:], strict=True):
        numbers = (starting(before),) if move.rule is Rule.REST else move.numbers
        table = enumerated([f"{move.image(a)} for {a}" for a in before.letters], "and")
        name = _named(move)
        texts.append(choice.pick(_MOVES[name]).format(*numbers, table=table))
        for c, image in images(move, before, after):
            texts.append(_image_words(c, image, choice))
        texts.append(choice.pick(_UNDONE[name]).format(*numbers))
        texts.append(choice.pick(_MATCHED).format(cited=_cited(steps[len(texts)])))
    if len(found.moves) > 1:
        texts.append(choice.pick(_COMPOSED).format(cited=_cited(steps[len(texts)])))
    return texts


def _named(move: Move) -> str:
    """The map as one would call it."""
    if move.rule is not Rule.SCALED:
        return move.rule
    factor, added = move.numbers
    return "added" if factor == 1 else move.rule if added else "multiplied"


def _image_words(c: Condition, image: Condition | None, choice: Choice) -> str:
    said = condition_words(c, LIST, choice)
    if image is None:
        return choice.pick(_GONE).format(said)
    if image == c:
        return choice.pick(_KEPT).format(said)
    return choice.pick(_CHANGED).format(said, condition_words(image, LIST, choice))


def _cited(step: Step) -> str:
    return enumerated([f"({number + 1})" for number in step.premises], "and")
