"""Descriptions of lists of numbers, questions how many there are, and their canonical texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations
from typing import Final, NamedTuple, TypeAlias

Pairs: TypeAlias = tuple[tuple[int, int], ...]


class Kind(StrEnum):
    """What a condition says; from `SHIFTED` on, what remains to be said of the rest of a list."""

    LENGTH = "length"  # so many numbers
    SUM = "sum"  # they add up to that
    RESIDUE = "residue"  # their sum leaves r modulo m
    COUNT = "count"  # a occurs k times
    AVOIDS = "avoids"  # nowhere does the second of a pair follow the first
    AHEAD = "ahead"  # every beginning has at least as many 0 as 1, or at most h less
    CONTAINS = "contains"  # a occurs
    DISTINCT = "distinct"  # no number occurs twice
    STARTS = "starts"  # a is the first
    ENDS = "ends"  # a is the last
    SHIFTED = "shifted"  # with a added, the sum leaves r modulo m
    FOLLOWS = "follows"  # the same as avoids, after a
    LACKS = "lacks"  # a does not occur
    CLOSES = "closes"  # the last is b, or a was, where nothing follows
    NEVER = "never"


_COUNTS: Final = {
    Kind.LENGTH: 1,
    Kind.SUM: 1,
    Kind.RESIDUE: 2,
    Kind.COUNT: 2,
    Kind.AHEAD: 1,
    Kind.CONTAINS: 1,
    Kind.DISTINCT: 0,
    Kind.STARTS: 1,
    Kind.ENDS: 1,
}
# Of these the names of the numbers do not matter.
_NAMELESS: Final = (
    Kind.LENGTH,
    Kind.COUNT,
    Kind.AVOIDS,
    Kind.CONTAINS,
    Kind.DISTINCT,
    Kind.STARTS,
    Kind.ENDS,
)
_ORDER: Final = {kind: place for place, kind in enumerate(Kind)}
_ENDS: Final = {Kind.STARTS: Kind.ENDS, Kind.ENDS: Kind.STARTS}


class Condition(NamedTuple):
    """A condition: its numbers, or the pairs that it forbids.

    A tuple, since very many are made, compared and looked up.
    """

    kind: Kind
    numbers: tuple[int, ...] = ()
    pairs: Pairs = ()

    def __str__(self) -> str:
        return " ".join((self.kind, *map(str, self.numbers), *(f"{a}-{b}" for a, b in self.pairs)))

    def renamed(self, names: Mapping[int, int]) -> Condition:
        """The same for other numbers; only of a condition to which it does not matter which they are."""
        if self.kind is Kind.AVOIDS:
            return Condition(self.kind, (), tuple((names[a], names[b]) for a, b in self.pairs))
        if self.kind in (Kind.COUNT, Kind.CONTAINS, Kind.STARTS, Kind.ENDS):
            return Condition(self.kind, (names[self.numbers[0]], *self.numbers[1:]))
        return self

    def reversed(self) -> Condition:
        """What is true of a list read backwards exactly when this is true of the list."""
        kind = _ENDS.get(self.kind, self.kind)
        return Condition(kind, self.numbers, tuple((b, a) for a, b in self.pairs) if self.pairs else ())

    def ordered(self) -> Condition:
        """The same with its pairs in order."""
        return Condition(self.kind, self.numbers, tuple(sorted(self.pairs))) if self.pairs else self


@dataclass(frozen=True, slots=True)
class Question:
    """How many lists of these numbers satisfy the conditions? With a claim: are there exactly so many?"""

    letters: tuple[int, ...]
    conditions: tuple[Condition, ...]
    claim: int | None

    def __str__(self) -> str:
        said = "; ".join(map(str, self.conditions))
        claim = "" if self.claim is None else f" |- {self.claim}"
        return f"of {' '.join(map(str, self.letters))}: {said}{claim}"


def parse(text: str) -> Question:
    """The question of a text such as `of 0 1: avoids 1-1; length 5 |- 13`; raises ValueError."""
    head, mark, rest = text.removeprefix("of ").partition(": ")
    said, _, claim = rest.partition(" |- ")
    if not (mark and all(part.isdigit() for part in head.split()) and (claim.isdigit() or not claim)):
        raise ValueError(f"{text!r} is not a question of counting: write `of 0 1: avoids 1-1; length 5`")
    letters = tuple(map(int, head.split()))
    return Question(letters, tuple(map(_parse, said.split("; "))), int(claim) if claim else None)


def _parse(text: str) -> Condition:
    name, *rest = text.split(" ")
    if name == Kind.AVOIDS:
        pairs = [part.split("-") for part in rest]
        if rest and all(len(pair) == 2 and pair[0].isdigit() and pair[1].isdigit() for pair in pairs):
            return Condition(Kind.AVOIDS, pairs=tuple((int(a), int(b)) for a, b in pairs))
    elif name in list(Kind) and _COUNTS.get(Kind(name)) == len(rest) and all(n.isdigit() for n in rest):
        return Condition(Kind(name), tuple(map(int, rest)))
    raise ValueError(f"{text!r} is not a condition on lists: write `length 5`, `sum 7`, `avoids 1-1 0-2`")


def canonical(question: Question) -> Question:
    """The first of the questions that differ by names, order and direction, as far as these do not matter."""
    conditions = tuple(dict.fromkeys(question.conditions))
    forms = [
        (letters, ordered(said)) for letters, said in _images(tuple(sorted(question.letters)), conditions)
    ]
    letters, least = min(forms, key=lambda form: (form[0], tuple(map(str, form[1]))))
    return Question(letters, least, question.claim)


def ordered(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """The length or the sum first: what makes the lists finite."""
    listed = (c.ordered() for c in conditions)
    return tuple(sorted(listed, key=lambda c: (_ORDER[c.kind], c.numbers, c.pairs)))


def _images(
    letters: tuple[int, ...], conditions: tuple[Condition, ...]
) -> Iterator[tuple[tuple[int, ...], tuple[Condition, ...]]]:
    directions = [conditions]
    if not any(c.kind is Kind.AHEAD for c in conditions):
        directions.append(tuple(c.reversed() for c in conditions))
    nameless = all(c.kind in _NAMELESS for c in conditions)
    for said in directions:
        if not nameless:
            yield letters, said
            continue
        for order in permutations(range(len(letters))):
            names = dict(zip(letters, order, strict=True))
            yield tuple(range(len(letters))), tuple(c.renamed(names) for c in said)
