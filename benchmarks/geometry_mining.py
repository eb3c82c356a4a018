"""Measures geometry mining: `python benchmarks/geometry_mining.py [--seconds 20] [--mode tree random]`.

Problems a core-second, distinct over all units by the key of the canonical statement: natively, and with
each problem turned into Python records. Then by number of points, with one and two processes, and a search by
brute force for statements that are the same under different keys.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import multiprocessing
import os
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from multiprocessing.queues import Queue
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Barrier
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from generators.geometry.templates import templates
from search.geometry import IndexedFact
from search.geometry_mine import MEASURES, Miner, Settings

Done: TypeAlias = tuple[int, float, float]  # problems, wall seconds, CPU seconds
Next: TypeAlias = "Synchronized[int]"  # the unit that comes next
MISSION = 230_000_000  # unique problems
LENGTH, AUXILIARY, POINTS = (MEASURES.index(name) for name in ("length", "auxiliary", "points"))


@dataclass
class Run:
    """Units mined one after the other: CPU seconds, rows of measures of new problems, statistics."""

    seconds: float = 0.0
    units: int = 0
    mined: int = 0
    keys: set[bytes] = field(default_factory=set)
    measures: list[NDArray[np.float64]] = field(default_factory=list)
    statistics: Counter[str] = field(default_factory=Counter)

    @property
    def rows(self) -> NDArray[np.float64]:
        """The measures of all distinct problems."""
        return np.concatenate(self.measures)


def run(settings: Settings, seconds: float, *, records: bool, first: int = 0) -> Run:
    """Mines units from `first` on until the CPU seconds have gone."""
    miner = Miner(templates(), settings)
    result = Run()
    start = time.process_time()
    while (spent := time.process_time() - start) < seconds:
        unit = miner.unit(1, first + result.units)
        fresh = np.zeros(len(unit), bool)
        for number in range(len(unit)):
            key = unit.key(number)
            fresh[number] = key not in result.keys
            result.keys.add(key)
            if records:
                unit[number]
        result.mined += len(unit)
        result.measures.append(unit.measures[fresh])
        result.statistics.update(unit.statistics)
        result.units += 1
    result.seconds = spent
    return result


def rates(result: Run) -> list[str]:
    rows = result.rows
    counts = [len(rows), (rows[:, LENGTH] >= 10).sum(), (rows[:, AUXILIARY] > 0).sum()]
    return [f"{count / result.seconds:,.0f}" for count in counts]


def days(result: Run) -> str:
    return f"{MISSION / (len(result.rows) / result.seconds) / 86400:,.1f}"


def speed_table(runs: dict[str, Run]) -> Table:
    table = Table(title="Distinct problems a core-second, proofs of 3 steps or more")
    for column in ("", "length >= 3", "length >= 10", "auxiliary", "met again", "core-days for 230 million"):
        table.add_column(column, justify="right" if column else "left")
    for name, result in runs.items():
        again = f"{1 - len(result.keys) / max(1, result.mined):.1%}"
        table.add_row(name, *rates(result), again, days(result))
    return table


def points_table(title: str, result: Run) -> Table:
    table = Table(title=f"By number of points, {title}")
    for column in ("points", "problems/s", "share", "mean length", "longest"):
        table.add_column(column, justify="right")
    rows = result.rows
    for points in sorted(set(rows[:, POINTS].astype(int))):
        some = rows[rows[:, POINTS] == points]
        table.add_row(
            str(points),
            f"{len(some) / result.seconds:,.0f}",
            f"{len(some) / len(rows):.1%}",
            f"{some[:, LENGTH].mean():.1f}",
            f"{some[:, LENGTH].max():.0f}",
        )
    return table


def worker(settings: Settings, units: range, turn: Next, together: Barrier, done: Queue[Done]) -> None:
    """Mines unit after unit of those that no process has begun; starts when all processes are ready."""
    miner = Miner(templates(), settings)
    miner.unit(1, 10**6)
    together.wait()
    wall, cpu = time.perf_counter(), time.process_time()
    found = 0
    while True:
        with turn.get_lock():
            number, turn.value = turn.value, turn.value + 1
        if number >= len(units):
            break
        found += len(miner.unit(1, units[number]))
    done.put((found, time.perf_counter() - wall, time.process_time() - cpu))


def scaling_table(settings: Settings, units: int) -> Table:
    """The same units by one process and by two, against the wall clock."""
    table = Table(title=f"Scaling, {settings.mode}, {units} units")
    for column in ("processes", "problems", "wall seconds", "speed-up", "CPU seconds"):
        table.add_column(column, justify="right")
    alone = 0.0
    context = multiprocessing.get_context("spawn")
    for processes in (1, 2):
        turn, together, done = context.Value("q", 0), context.Barrier(processes), context.Queue()
        for _ in range(processes):
            arguments = settings, range(2000, 2000 + units), turn, together, done
            context.Process(target=worker, args=arguments).start()
        found, walls, cpu = zip(*(done.get() for _ in range(processes)), strict=True)
        alone = alone or max(walls)
        row = f"{max(walls):.1f}", f"{alone / max(walls):.2f}", f"{sum(cpu):.1f}"
        table.add_row(str(processes), f"{sum(found):,}", *row)
    return table


# Permutations of arguments that leave a predicate the same; products of them do, too.
SWAPS = {
    **dict.fromkeys(("coll",), ("bac", "bca")),
    **dict.fromkeys(("para", "perp", "cong"), ("bacd", "cdab")),
    **dict.fromkeys(("aconst", "rconst"), ("bacd", "abdc")),
    **dict.fromkeys(("eqangle", "eqratio"), ("bacdefgh", "efghabcd", "cdabghef", "abefcdgh")),
    **dict.fromkeys(("simtri", "simtrir", "contri", "contrir"), ("bacedf", "bcaefd", "defabc")),
    "midp": ("acb",),
    "circle": ("acbd", "acdb"),
    "cyclic": ("bacd", "bcda"),
}


@functools.cache
def orbit(kind: str) -> tuple[tuple[int, ...], ...]:
    """All permutations of the arguments that leave a predicate the same."""
    swaps = [tuple("abcdefgh".index(letter) for letter in text) for text in SWAPS[kind]]
    found = {tuple(range(len(swaps[0])))}
    fresh = list(found)
    while fresh:
        fresh = list({tuple(old[i] for i in swap) for old in fresh for swap in swaps} - found)
        found.update(fresh)
    return tuple(found)


def smallest(fact: IndexedFact, names: tuple[int, ...]) -> tuple[str, tuple[int, ...], str]:
    """The least way to write a fact about renamed points."""
    points = tuple(names[point] for point in fact.points)
    return fact.kind, min(tuple(points[i] for i in places) for places in orbit(fact.kind)), str(fact.value)


def brute_force(points: int, premises: list[IndexedFact], goal: IndexedFact) -> tuple[object, ...]:
    """The least way to write a statement, over all names of its points and all arrangements of arguments."""
    return min(
        (smallest(goal, names), *sorted({smallest(fact, names) for fact in premises}))
        for names in itertools.permutations(range(points))
    )


def repeated(settings: Settings, units: int, points: int) -> tuple[int, int]:
    """How many statements have at most so many points, and how many of them brute force finds twice."""
    miner = Miner(templates(), settings)
    facts = {(template.name, template.value): template.facts for template in miner.templates}
    keys: set[bytes] = set()
    buckets: dict[object, list[tuple[int, list[IndexedFact], IndexedFact]]] = defaultdict(list)
    for problem in (problem for number in range(units) for problem in miner.unit(1, number)):
        placed = [one for clause in problem.clauses[: problem.statement] for one in clause]
        stated = max(point for one in placed for point in one.arguments) + 1
        if stated > points or problem.key in keys:
            continue
        keys.add(problem.key)
        premises = [
            IndexedFact(fact.kind, tuple(one.arguments[i] for i in fact.points), fact.value)
            for one in placed
            for fact in facts[one.name, one.value]
        ]
        kinds = tuple(sorted(fact.kind for fact in premises))
        buckets[stated, problem.goal.kind, kinds].append((stated, premises, problem.goal))
    twice = sum(
        len(bucket) - len({brute_force(*statement) for statement in bucket})
        for bucket in buckets.values()
        if len(bucket) > 1
    )
    return len(keys), twice


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures geometry mining.")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--nodes", type=int, default=200, help="sequences in a unit")
    parser.add_argument("--units", type=int, default=64, help="work units shared by one and by two processes")
    parser.add_argument("--mode", nargs="+", choices=("tree", "random"), default=["tree", "random"])
    options = parser.parse_args()
    console = Console()
    console.print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    runs = {}
    for mode in options.mode:
        settings = Settings(mode=mode, nodes=options.nodes)
        runs[f"{mode}, native"] = run(settings, options.seconds, records=False)
        runs[f"{mode}, with records"] = run(settings, options.seconds / 4, records=True)
    console.print(speed_table(runs))
    for name, result in runs.items():
        if name.endswith("native"):
            console.print(points_table(name, result))
            console.print({key: round(value) for key, value in sorted(result.statistics.items())})
    console.print(scaling_table(Settings(mode=options.mode[0], nodes=30), options.units))
    for mode in options.mode:
        found, twice = repeated(Settings(mode=mode, nodes=options.nodes), 2, 6)
        console.print(
            f"{mode}: {found:,} statements of at most 6 points, {twice} of them twice by brute force"
        )


if __name__ == "__main__":
    main()
