"""Looks for statements that a mining run kept twice: `python benchmarks/geometry_repeats.py RUN`.

The canonical form by which the miner decides is not used. Each statement gets a signature that renaming
points and rearranging arguments cannot change; those with the same signature are compared two by two: is
there a renaming that makes one the other?
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from geometry_mining import orbit
from numpy.typing import NDArray
from rich.console import Console

from generators.geometry.facts import Fact
from generators.geometry.language import parse_problem
from search.geometry import PREDICATES

KINDS = tuple(PREDICATES)
MASK = (1 << 64) - 1


@dataclass(frozen=True)
class Statement:
    """What the clauses of a statement say, its goal last, and a colour for each point."""

    facts: tuple[Fact, ...]
    colours: dict[str, int]

    @property
    def signature(self) -> int:
        """A number that does not depend on names; tuples of numbers have one hash in all processes."""
        goal = self.facts[-1]
        about = sorted(self.colours[point] for point in goal.points)
        return hash((KINDS.index(goal.kind), *about, *sorted(self.colours.values()))) & MASK


@cache
def roles(kind: str, points: tuple[int, ...]) -> tuple[int, ...]:
    """Where the point of each argument of a fact stands, up to symmetries; equal points have one number."""
    places = {point: tuple(i for i, other in enumerate(points) if other == point) for point in points}
    least = {
        point: min(tuple(sorted(order.index(place) for place in found)) for order in orbit(kind))
        for point, found in places.items()
    }
    return tuple(hash((KINDS.index(kind), *least[point])) for point in points)


def statement_of(text: str) -> Statement:
    """Reads a `formal` column and colours its points: by what is said of each, then by whom with."""
    problem = parse_problem(text)
    facts = (*dict.fromkeys(premise.fact for premise in problem.premises), problem.goals[0])
    said: list[tuple[int, tuple[str, ...], tuple[int, ...]]] = []
    for fact in facts:
        value = (fact.value.numerator, fact.value.denominator) if fact.value is not None else (0, 0)
        numbers = {point: number for number, point in enumerate(dict.fromkeys(fact.points))}
        places = roles(fact.kind, tuple(numbers[point] for point in fact.points))
        said.append((hash((*value, fact is facts[-1])), fact.points, places))
    colours = dict.fromkeys((point for fact in facts for point in fact.points), 0)
    for _ in range(2):
        told: dict[str, list[int]] = {point: [] for point in colours}
        for head, points, places in said:
            whole = head + sum(colours[point] for point in points)
            for point, place in zip(points, places, strict=True):
                told[point].append(hash((whole, place)))
        colours = {point: hash(tuple(sorted(numbers))) for point, numbers in told.items()}
    return Statement(facts, colours)


def written(fact: Fact, names: dict[str, str]) -> tuple[str, tuple[str, ...], str]:
    """The least way to write a fact about renamed points."""
    points = tuple(names[point] for point in fact.points)
    return fact.kind, min(tuple(points[i] for i in order) for order in orbit(fact.kind)), str(fact.value)


def renamed_to(one: Statement, other: Statement) -> bool:
    """Whether a renaming of points makes one statement the other, by trying all that keep colours."""
    same = {point: point for point in other.colours}
    wanted = {written(fact, same) for fact in other.facts[:-1]}, written(other.facts[-1], same)
    groups: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, statement in enumerate((one, other)):
        for point, colour in statement.colours.items():
            groups[colour][side].append(point)
    for orders in itertools.product(*(itertools.permutations(group) for _, group in groups.values())):
        names = {
            old: new
            for (group, _), order in zip(groups.values(), orders, strict=True)
            for old, new in zip(group, order, strict=True)
        }
        if ({written(fact, names) for fact in one.facts[:-1]}, written(one.facts[-1], names)) == wanted:
            return True
    return False


def signatures(path: Path) -> NDArray[np.uint64]:
    texts = pq.read_table(path, columns=["formal"])["formal"].to_pylist()
    return np.array([statement_of(text).signature for text in texts], np.uint64)


def alike(files: list[Path], found: list[NDArray[np.uint64]]) -> Iterator[list[str]]:
    """Statements whose signatures are equal, group by group."""
    values, counts = np.unique(np.concatenate(found), return_counts=True)
    shared = values[counts > 1]
    groups: dict[int, list[str]] = defaultdict(list)
    for path, numbers in zip(files, found, strict=True):
        rows = np.flatnonzero(np.isin(numbers, shared))
        if len(rows):
            texts = pq.read_table(path, columns=["formal"])["formal"].take(rows).to_pylist()
            for number, text in zip(numbers[rows].tolist(), texts, strict=True):
                groups[number].append(text)
    yield from groups.values()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path, help="the directory of a mining run of geometry")
    files = sorted((parser.parse_args().run / "dataset").glob("problems-*.parquet"))
    with multiprocessing.get_context("spawn").Pool() as pool:
        found = pool.map(signatures, files, chunksize=1)
    groups = list(alike(files, found))
    twice = 0
    for texts in groups:
        for one, other in itertools.combinations([statement_of(text) for text in texts], 2):
            twice += renamed_to(one, other)
    sizes = Counter(map(len, groups))
    Console().print(
        f"{sum(map(len, found)):,} statements; {len(groups):,} signatures are met more than once "
        f"(at most {max(sizes, default=1)} times); pairs that a renaming makes equal: {twice}"
    )


if __name__ == "__main__":
    main()
