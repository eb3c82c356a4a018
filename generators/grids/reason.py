"""The cases of a puzzle: which unknown is next, what excludes its values, what follows from the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from generators.grids.puzzle import Puzzle, fits


@dataclass(frozen=True, slots=True)
class Excluded:
    """Why values cannot be: a clue, by its number, or that two numbers of a row are different."""

    clue: int | None
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything is decided."""

    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """The values of a number, each excluded or with what follows from it."""

    place: int
    ways: tuple[Excluded | Tree, ...]

    @property
    def open(self) -> list[int]:
        """The values that are not excluded at once."""
        return [value for value, way in enumerate(self.ways) if not isinstance(way, Excluded)]


Tree: TypeAlias = Cases | Found


@lru_cache(maxsize=256)
def cases(puzzle: Puzzle) -> Tree:
    """The cases of a puzzle, those of the number with the fewest values that are left first."""
    return _decide(puzzle, {})


def _decide(puzzle: Puzzle, known: dict[int, int]) -> Tree:
    best: list[Excluded | None] | None = None
    where = -1
    for place in range(puzzle.numbers):
        if place in known:
            continue
        ways = _values(puzzle, known, place)
        if best is None or ways.count(None) < best.count(None):
            best, where = ways, place
            if ways.count(None) == 0:
                break
    if best is None:
        return Found(tuple(known[place] for place in range(puzzle.numbers)))
    followed = (
        way if way is not None else _decide(puzzle, {**known, where: value}) for value, way in enumerate(best)
    )
    return Cases(where, tuple(followed))


def _values(puzzle: Puzzle, known: Mapping[int, int], place: int) -> list[Excluded | None]:
    """What excludes each value of an unknown: the first clue that does, or else its row."""
    ways: list[Excluded | None] = [None] * puzzle.size
    for number, clue in enumerate(puzzle.clues):
        if place in clue.places and all(other in known for other in clue.places if other != place):
            for value in range(puzzle.size):
                taken = tuple(value if other == place else known[other] for other in clue.places)
                if ways[value] is None and not fits(clue, taken):
                    ways[value] = Excluded(number, clue.places)
    row = puzzle.row(place)
    if row is not None:
        for other in range(row * puzzle.size, (row + 1) * puzzle.size):
            if other in known and ways[known[other]] is None:
                ways[known[other]] = Excluded(None, (min(place, other), max(place, other)))
    return ways


def leaves(tree: Tree) -> int:
    """How many cases are closed."""
    if isinstance(tree, Found):
        return 1
    return sum(1 if isinstance(way, Excluded) else leaves(way) for way in tree.ways)


def branches(tree: Tree) -> int:
    """How often more than one value is tried."""
    if isinstance(tree, Found):
        return 0
    inner = sum(branches(way) for way in tree.ways if not isinstance(way, Excluded))
    return inner + (len(tree.open) > 1)


def depth(tree: Tree) -> int:
    """How many values are supposed at once, at most."""
    if isinstance(tree, Found):
        return 0
    inner = max((depth(way) for way in tree.ways if not isinstance(way, Excluded)), default=0)
    return inner + (len(tree.open) > 1)
