"""Puzzles about numbers below a small bound, some in rows of different ones; their solutions.

A puzzle's unknowns are 0, 1, ...: first those of the rows, each row a permutation of the numbers below
`size`, then the free ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import permutations, product
from typing import Final

from generators.canonical import LabelledGraph, canonical_order


class Theme(StrEnum):
    """What a puzzle is about in words."""

    GRID = "grid"  # rows of things, one of each at every place
    SEATS = "seats"  # one row
    COLOURS = "colours"  # free numbers, neighbours different
    SUMS = "sums"  # one row, of numbers to be added


class Kind(StrEnum):
    """What a clue says of its numbers a, b, c and a number k."""

    IS = "is"  # a = k
    NOT = "not"  # a ≠ k
    SAME = "same"  # a = b
    DIFFER = "differ"  # a ≠ b
    NEXT = "next"  # a + 1 = b
    BESIDE = "beside"  # a + 1 = b or b + 1 = a
    APART = "apart"  # neither
    BEFORE = "before"  # a < b
    PAIR = "pair"  # a + b = k
    TRIPLE = "triple"  # a + b + c = k


COUNTS: Final = {kind: 1 if kind in (Kind.IS, Kind.NOT) else 3 if kind is Kind.TRIPLE else 2 for kind in Kind}
NUMBERED: Final = (Kind.IS, Kind.NOT, Kind.PAIR, Kind.TRIPLE)
SYMMETRIC: Final = (Kind.SAME, Kind.DIFFER, Kind.BESIDE, Kind.APART, Kind.PAIR, Kind.TRIPLE)


@dataclass(frozen=True, slots=True)
class Clue:
    """What is said of some of the numbers."""

    kind: Kind
    places: tuple[int, ...]
    number: int = 0

    def __str__(self) -> str:
        parts = [str(self.kind), *map(str, self.places)]
        return " ".join((*parts, f"= {self.number}") if self.kind in NUMBERED else parts)


@dataclass(frozen=True, slots=True)
class Puzzle:
    """Clues about the numbers of some rows, and about free ones."""

    theme: Theme
    size: int  # the numbers are below it
    rows: int
    free: int
    clues: tuple[Clue, ...]

    def __str__(self) -> str:
        return "; ".join((f"{self.theme} {self.size} {self.rows} {self.free}", *map(str, self.clues)))

    @property
    def numbers(self) -> int:
        """How many numbers there are."""
        return self.size * self.rows + self.free

    def row(self, place: int) -> int | None:
        """The row of a number; None for a free one."""
        return place // self.size if place < self.size * self.rows else None


def parse(text: str) -> Puzzle:
    """The puzzle of a text; raises ValueError."""
    head, *rest = text.split("; ")
    theme, *shape = head.split()
    if theme in list(Theme) and len(shape) == 3 and all(number.isdecimal() for number in shape):
        size, rows, free = map(int, shape)
        puzzle = Puzzle(Theme(theme), size, rows, free, ())
        return replace(puzzle, clues=tuple(_clue(said, puzzle) for said in rest))
    raise ValueError(f"{text!r} is not a puzzle: write grid 3 2 0; next 0 4; is 1 = 2")


def _clue(said: str, puzzle: Puzzle) -> Clue:
    left, _, number = said.partition(" = ")
    kind, *places = left.split()
    fits = kind in list(Kind) and len(places) == COUNTS[Kind(kind)] and all(p.isdecimal() for p in places)
    if not fits or number.isdecimal() is not (Kind(kind) in NUMBERED):
        raise ValueError(f"{said!r} is not a clue: write next 0 4, or is 1 = 2")
    listed = tuple(map(int, places))
    if max(listed) >= puzzle.numbers:
        raise ValueError(f"{said!r} speaks of none of the {puzzle.numbers} numbers 0, 1, ...")
    return Clue(Kind(kind), listed, int(number or 0))


_FITS: Final[Mapping[Kind, Callable[[tuple[int, ...], int], bool]]] = {
    Kind.IS: lambda values, k: values[0] == k,
    Kind.NOT: lambda values, k: values[0] != k,
    Kind.SAME: lambda values, k: values[0] == values[1],
    Kind.DIFFER: lambda values, k: values[0] != values[1],
    Kind.NEXT: lambda values, k: values[0] + 1 == values[1],
    Kind.BESIDE: lambda values, k: abs(values[0] - values[1]) == 1,
    Kind.APART: lambda values, k: abs(values[0] - values[1]) != 1,
    Kind.BEFORE: lambda values, k: values[0] < values[1],
    Kind.PAIR: lambda values, k: sum(values) == k,
    Kind.TRIPLE: lambda values, k: sum(values) == k,
}


def fits(clue: Clue, values: tuple[int, ...]) -> bool:
    """Whether numbers, in the order in which the clue names them, are as it says."""
    return _FITS[clue.kind](values, clue.number)


@lru_cache(maxsize=32)
def candidates(size: int, rows: int, free: int) -> tuple[tuple[int, ...], ...]:
    """All ways that no clue excludes, in lexicographic order."""
    orders = list(permutations(range(size)))
    return tuple(
        tuple(number for row in chosen for number in row) + rest
        for chosen in product(orders, repeat=rows)
        for rest in product(range(size), repeat=free)
    )


@lru_cache(maxsize=4096)
def admitted(size: int, rows: int, free: int, clue: Clue) -> int:
    """The candidates that a clue admits, as bits."""
    bits = 0
    for number, values in enumerate(candidates(size, rows, free)):
        if fits(clue, tuple(values[place] for place in clue.places)):
            bits |= 1 << number
    return bits


def left(puzzle: Puzzle, clues: tuple[Clue, ...] | None = None) -> int:
    """The candidates that all clues admit, as bits; `clues` instead of the puzzle's own."""
    shape = (puzzle.size, puzzle.rows, puzzle.free)
    bits = (1 << len(candidates(*shape))) - 1
    for clue in puzzle.clues if clues is None else clues:
        bits &= admitted(*shape, clue)
    return bits


def solutions(puzzle: Puzzle) -> list[tuple[int, ...]]:
    """All solutions, in lexicographic order."""
    bits = left(puzzle)
    found = []
    ways = candidates(puzzle.size, puzzle.rows, puzzle.free)
    while bits:
        low = bits & -bits
        found.append(ways[low.bit_length() - 1])
        bits ^= low
    return found


def canonical(puzzle: Puzzle) -> Puzzle:
    """The same for all puzzles that differ by the order of rows, of numbers within them, and of clues."""
    clues = list(dict.fromkeys(map(_sorted, puzzle.clues)))
    kinds = sorted({(clue.kind, clue.number) for clue in clues})
    numbers, rows = puzzle.numbers, puzzle.rows
    colours = [int(puzzle.row(place) is None) for place in range(numbers)] + [2] * rows
    colours += [3 + kinds.index((clue.kind, clue.number)) for clue in clues]
    edges = [(numbers + row, 0, place) for place in range(numbers) if (row := puzzle.row(place)) is not None]
    for node, clue in enumerate(clues, numbers + rows):
        symmetric = clue.kind in SYMMETRIC
        edges += [(node, 1 if symmetric else 1 + role, place) for role, place in enumerate(clue.places)]
    order = canonical_order(LabelledGraph(tuple(colours), tuple(edges)))
    names: dict[int, int] = {}
    for row in sorted(range(rows), key=lambda row: order[numbers + row]):
        members = range(row * puzzle.size, (row + 1) * puzzle.size)
        for place in sorted(members, key=order.__getitem__):
            names[place] = len(names)
    for place in sorted(range(rows * puzzle.size, numbers), key=order.__getitem__):
        names[place] = len(names)
    renamed = {_sorted(replace(clue, places=tuple(names[place] for place in clue.places))) for clue in clues}
    return replace(puzzle, clues=tuple(sorted(renamed, key=lambda c: (c.kind, c.places, c.number))))


def _sorted(clue: Clue) -> Clue:
    return replace(clue, places=tuple(sorted(clue.places))) if clue.kind in SYMMETRIC else clue
