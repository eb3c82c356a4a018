"""Two descriptions with equally many lists: the bijections by which one becomes the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from generators.counting.cases import all_after, answer
from generators.counting.description import Condition, Kind, Question, ordered, parse

_NAMED = (Kind.COUNT, Kind.AVOIDS, Kind.CONTAINS, Kind.DISTINCT, Kind.STARTS, Kind.ENDS)
_AFTER = (Kind.LENGTH, Kind.SUM, Kind.COUNT, Kind.CONTAINS)


@dataclass(frozen=True, slots=True)
class Match:
    """Are there as many lists of the first description as of the second? Neither has a claim."""

    first: Question
    second: Question

    def __str__(self) -> str:
        return f"{self.first} ~ {self.second}"


class Rule(StrEnum):
    """What becomes of a list; in Lean the theorem `Counting.AsMany` of that name."""

    REST = "rest"  # its first number, which all of them have, is left out
    REVERSED = "reversed"  # it is read backwards
    MIRRORED = "mirrored"  # m - a in place of a
    SCALED = "scaled"  # p a + q in place of a


@dataclass(frozen=True, slots=True)
class Move:
    """A bijection, with its numbers."""

    rule: Rule
    numbers: tuple[int, ...] = ()

    def image(self, a: int) -> int:
        """What a number is replaced by."""
        if self.rule is Rule.MIRRORED:
            return self.numbers[0] - a
        return self.numbers[0] * a + self.numbers[1] if self.rule is Rule.SCALED else a

    def list_image(self, w: tuple[int, ...]) -> tuple[int, ...]:
        """What becomes of a list."""
        if self.rule is Rule.REST:
            return w[1:]
        return w[::-1] if self.rule is Rule.REVERSED else tuple(map(self.image, w))


def parse_match(text: str) -> Match:
    """The match of a text such as `of 0 1: length 3; sum 1 ~ of 2 3: length 3; sum 7`; raises ValueError."""
    first, _, second = text.partition(" ~ ")
    match = Match(parse(first), parse(second))
    if match.first.claim is not None or match.second.claim is not None:
        raise ValueError(f"{text!r} compares two descriptions, so neither of them has a number")
    return match


def canonical_match(match: Match) -> Match:
    """The first of those that differ by the order of sides and conditions, and by the direction of both."""
    sides = (match.first, match.second)
    forms = [tuple(map(_ordered, sides))]
    if not any(c.kind is Kind.AHEAD for side in sides for c in side.conditions):
        forms.append(tuple(_ordered(moved(Move(Rule.REVERSED), side)) for side in sides))
    first, second = min(
        (tuple(sorted(form, key=str)) for form in forms), key=lambda form: tuple(map(str, form))
    )
    return Match(first, second)


def _ordered(question: Question) -> Question:
    return Question(tuple(sorted(question.letters)), ordered(question.conditions), None)


def moved(move: Move, question: Question) -> Question:
    """The description of the images of its lists, in the same order; raises ValueError if there is none."""
    conditions: tuple[Condition, ...]
    if move.rule is Rule.REST:
        first = next((c.numbers[0] for c in question.conditions if c.kind is Kind.STARTS), None)
        conditions = () if first is None else all_after(first, question.conditions)
        if not conditions or any(c.kind not in _AFTER for c in conditions):
            raise ValueError(f"the rest of a list has no such description: {question}")
        return Question(question.letters, conditions, None)
    if move.rule is Rule.REVERSED:
        if any(c.kind is Kind.AHEAD for c in question.conditions):
            raise ValueError(f"beginnings become ends: {question}")
        return Question(question.letters, tuple(c.reversed() for c in question.conditions), None)
    names = {a: move.image(a) for a in question.letters}
    if min(names.values()) < 0:
        raise ValueError(f"a number would be less than 0: {question}")
    length = next((c.numbers[0] for c in question.conditions if c.kind is Kind.LENGTH), None)
    images = []
    for c in question.conditions:
        if c.kind in _NAMED:
            images.append(c.renamed(names))
        elif c.kind is Kind.LENGTH:
            images.append(c)
        elif c.kind is Kind.SUM and length is not None:
            total = _sum_of_images(move, c.numbers[0], length)
            images.append(Condition(Kind.SUM, (total,)))
        else:
            raise ValueError(f"{c} says nothing of other numbers")
    return Question(tuple(sorted(names.values())), tuple(images), None)


def _sum_of_images(move: Move, total: int, length: int) -> int:
    if move.rule is Rule.MIRRORED:
        return move.numbers[0] * length - total
    return move.numbers[0] * total + move.numbers[1] * length


_BEGINNINGS: Final = (
    (),
    (Rule.REVERSED,),
    (Rule.REST,),
    (Rule.REST, Rule.REVERSED),
    (Rule.REVERSED, Rule.REST),
    (Rule.REVERSED, Rule.REST, Rule.REVERSED),
)


@dataclass(frozen=True, slots=True)
class Bijection:
    """The moves from the first description to the second; from the second to the first if `back`.

    `stages` are the descriptions on the way, each with its conditions in the order of the one before.
    """

    moves: tuple[Move, ...]
    stages: tuple[Question, ...]
    back: bool


def bijection(match: Match) -> Bijection | None:
    """At most a first or last number less, a reading backwards and another number for each, in this order."""
    for back in (False, True):
        begin, end = (match.second, match.first) if back else (match.first, match.second)
        for begun in _BEGINNINGS:
            for last in ([], *([move] for move in _replacements(begin.letters, end.letters))):
                moves = (*map(Move, begun), *last)
                stages = _stages(moves, begin)
                if moves and stages and _ordered(stages[-1]) == _ordered(end):
                    return Bijection(moves, stages, back)
    return None


def _stages(moves: tuple[Move, ...], question: Question) -> tuple[Question, ...]:
    stages = [question]
    try:
        for move in moves:
            stages.append(moved(move, stages[-1]))
    except ValueError:
        return ()
    return tuple(stages)


def _replacements(letters: tuple[int, ...], images: tuple[int, ...]) -> Iterator[Move]:
    """The mirror and the scale that make these numbers of those."""
    if len(letters) != len(images) or len(letters) < 2:
        return
    total = letters[0] + images[-1]
    if all(a + b == total for a, b in zip(letters, reversed(images), strict=True)):
        yield Move(Rule.MIRRORED, (total,))
    factor, odd = divmod(images[1] - images[0], letters[1] - letters[0])
    added = images[0] - factor * letters[0]
    scale = Move(Rule.SCALED, (factor, added))
    if not odd and added >= 0 and (factor, added) != (1, 0) and tuple(map(scale.image, letters)) == images:
        yield scale


def counts(match: Match) -> tuple[int, int]:
    """How many lists there are of each description."""
    return answer(match.first), answer(match.second)
