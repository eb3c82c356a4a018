"""The canonical form of a geometry statement: one for all names of points, orders of premises and arguments.

The work is native (`search/native/geometry/canonical.hpp`); `docs/geometry.md` says which statements are
the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from search import _geometry
from search.geometry import PREDICATES, IndexedFact

_KINDS: Final = tuple(PREDICATES)
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Canonical:
    """What is the same for all ways to write a statement, and how this way is written.

    `code` is the statement itself, in bytes; `key` is the first 16 bytes of its BLAKE2b digest. `labels` has
    for each point its number in the canonical form, -1 where the point occurs nowhere. A statement is
    `symmetric` if another naming of its points says the same.
    """

    key: bytes
    code: bytes
    labels: tuple[int, ...]
    symmetric: bool

    @property
    def facts(self) -> tuple[IndexedFact, ...]:
        """The goal, then the premises, about labels in place of points."""
        return tuple(_decoded(self.code))

    @property
    def text(self) -> str:
        """The statement, as in `cong a b a c, coll a d e ? perp a d b c`; equal exactly where `code` is."""
        goal, *premises = map(_text, self.facts)
        return f"{', '.join(premises)} ? {goal}"


def canonical(points: int, premises: Sequence[IndexedFact], goal: IndexedFact) -> Canonical:
    """The canonical form of the statement that premises about the points 0..points-1 imply the goal.

    Points that occur nowhere are left out, premises that are repeated count once. Raises ValueError for a
    malformed fact, for an `rconst` that is not positive and for more than `search.geometry.MAX_POINTS`
    points, IndexError for a point that is not among them.
    """
    return Canonical(*_geometry.canonical(points, [fact.native() for fact in premises], goal.native()))


def _decoded(code: bytes) -> Iterator[IndexedFact]:
    place = 0
    while place < len(code):
        kind = _KINDS[code[place]]
        end = place + 1 + PREDICATES[kind].arity
        points = tuple(code[place + 1 : end])
        place, value = end, None
        if PREDICATES[kind].takes_value:
            numerator, denominator = (
                int.from_bytes(code[i : i + 4], "big", signed=True) for i in (end, end + 4)
            )
            place, value = end + 8, Fraction(numerator, denominator)
        yield IndexedFact(kind, points, value)


def _text(fact: IndexedFact) -> str:
    words = [fact.kind, *map(_name, fact.points)]
    if fact.value is not None:
        unit = "pi" if fact.kind == "aconst" else ""
        words.append(f"{fact.value.numerator}{unit}/{fact.value.denominator}")
    return " ".join(words)


def _name(label: int) -> str:
    turn, letter = divmod(label, len(_LETTERS))
    return _LETTERS[letter] + (str(turn) if turn else "")
