"""Looks for false conclusions of the geometry engine: random problems, everything deduced, fresh pictures.

    python benchmarks/geometry_soundness.py --facts 2000000 --log soundness.jsonl [--seconds 170]

A problem is a random polygon with random constructions of the table on top of it. All that follows is
deduced from two pictures: premises, conclusions of rules, and what the tables of angles and ratios imply
(parallel lines, known angles; equal segments, known ratios; equal angles, angles that make a right angle
together, equal ratios; each relation once, and only between what the ones before do not identify). Every fact
is compared with three other pictures, and may be false in one of them only if a condition of its proof is;
every proof is re-played by `search.geometry_replay`.

Problems come in chunks, one for each seed; `--log` gets a line for each chunk, and a run goes on where the
last one ended. Exits with 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, combinations_with_replacement
from pathlib import Path
from typing import Any

import numpy as np

from generators.geometry.constructions import Definition, constructions
from generators.geometry.figure import FigureError, draw
from generators.geometry.problem import Clause, Construction, GeometryProblem
from search.geometry import IndexedFact, Picture, holds
from search.geometry_engine import RULES, Deduction
from search.geometry_replay import ReplayError, replay

PROBLEMS = 400  # in a chunk
PAIRS = 4000  # sums of two directions, and products of two lengths, looked at in one problem
ANGLES = {round(i / n, 8): Fraction(i, n) for n in (12, 10) for i in range(1, n)}  # half turns
RATIOS = {round(math.log(i / j), 8): Fraction(i, j) for i in range(1, 10) for j in range(1, 10) if i != j}


class Sampler:
    """Random problems that can be drawn."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        table = [definition for definition in constructions().values() if not definition.value]
        self.seeds = [d for d in table if not d.inputs and len(d.outputs) >= 3]
        self.others = [d for d in table if d.inputs]

    def problem(self) -> GeometryProblem:
        """A polygon, and three to eight constructions where they can be drawn."""
        problem = self.extended(GeometryProblem((), ()), self.random.choice(self.seeds))
        for _ in range(self.random.randint(3, 8)):
            definition = self.random.choice(self.others)
            if len(definition.inputs) > len(problem.points):
                continue
            longer = self.extended(problem, definition)
            try:
                draw(longer, seed=1, attempts=20)
            except FigureError:
                continue
            problem = longer
        return problem

    def extended(self, problem: GeometryProblem, definition: Definition) -> GeometryProblem:
        """The problem with one more clause, on points chosen at random."""
        known = len(problem.points)
        new = tuple(f"p{known + i}" for i in range(len(definition.outputs)))
        inputs = self.random.sample(problem.points, len(definition.inputs))
        names = dict(zip(definition.inputs, inputs, strict=True)) | dict(
            zip(definition.outputs, new, strict=True)
        )
        construction = Construction(definition.name, tuple(names[p] for p in definition.parameters))
        return GeometryProblem((*problem.clauses, Clause(new, (construction,))), ())


@dataclass
class Tally:
    """What became of the problems of a chunk."""

    seed: int
    problems: int = 0
    facts: int = 0
    implied: int = 0  # of these: by the tables
    false: int = 0
    hidden: int = 0  # false in some fresh picture, where a condition is false too
    refused: int = 0  # proofs
    deducing: float = 0.0  # seconds
    steps: Counter[str] = field(default_factory=Counter)  # re-played, by reason
    kinds: Counter[str] = field(default_factory=Counter)  # of facts
    examples: list[str] = field(default_factory=list)  # of what is wrong


def near(numbers: np.ndarray[Any, np.dtype[np.float64]]) -> Iterator[list[int]]:
    """The places of numbers that are equal but for rounding, two or more in each group."""
    order = np.argsort(numbers, kind="stable")
    breaks = np.flatnonzero(np.diff(numbers[order]) > 1e-9) + 1
    starts = np.concatenate([[0], breaks])
    ends = np.concatenate([breaks, [len(order)]])
    for i in np.flatnonzero(ends - starts > 1):
        yield order[starts[i] : ends[i]].tolist()


def implied(deduction: Deduction, picture: Picture, chance: random.Random) -> list[IndexedFact]:
    """What the tables say of segments and pairs of segments, each relation once."""
    ends = list(combinations(range(len(picture)), 2))
    vectors = np.array([picture[b] - picture[a] for a, b in ends])
    turns = np.arctan2(vectors[:, 1], vectors[:, 0]) / np.pi % 1.0
    turns[turns > 1 - 1e-10] -= 1
    logs = np.log(np.hypot(vectors[:, 0], vectors[:, 1]))
    facts: list[IndexedFact] = []

    def proved(kind: str, points: tuple[int, ...], value: Fraction | None = None) -> bool:
        fact = IndexedFact(kind, points, value)
        if deduction.proved(fact):
            facts.append(fact)
            return True
        return False

    def distinct(kind: str, numbers: np.ndarray[Any, np.dtype[np.float64]]) -> list[int]:
        """One segment of each class of those that are proved equal."""
        known: set[int] = set()
        for group in near(numbers):
            for i, j in combinations(group, 2):
                if not {i, j} & known and proved(kind, (*ends[i], *ends[j])):
                    known.add(j)
        return [i for i in range(len(ends)) if i not in known]

    def free(
        kept: list[int],
        numbers: np.ndarray[Any, np.dtype[np.float64]],
        known: dict[float, Fraction],
        kind: str,
    ) -> list[int]:
        """Those that do not differ from an earlier one by a known number."""
        differences = numbers[kept][None, :] - numbers[kept][:, None]
        differences = np.round(differences % 1 if kind == "aconst" else differences, 8)
        fixed: set[int] = set()
        for row, column in np.argwhere(np.triu(np.isin(differences, list(known)), 1)):
            i, j = kept[row], kept[column]
            value = known[float(differences[row, column])]
            if not {i, j} & fixed and proved(kind, (*ends[i], *ends[j]), value):
                fixed.add(j)
        return [i for i in kept if i not in fixed]

    lines, sizes = distinct("para", turns), distinct("cong", logs)
    lines = free(lines, turns, ANGLES, "aconst")
    sizes = free(sizes, -logs, RATIOS, "rconst")

    # An equation of angles says that two sums of two directions are equal, and likewise for ratios.
    pairs = list(combinations_with_replacement(lines, 2))
    pairs = chance.sample(pairs, min(PAIRS, len(pairs)))
    sums = np.array([turns[i] + turns[j] for i, j in pairs]) % 0.5
    sums[sums > 0.5 - 1e-10] -= 0.5
    for first, *others in near(sums):
        i, j = pairs[first]
        for k, m in (pairs[other] for other in others):
            right = (turns[i] + turns[j] - turns[k] - turns[m]) % 1
            kind = "compl" if abs(right - 0.5) < 1e-8 else "eqangle"
            points = (*ends[k], *ends[i], *(ends[j] + ends[m] if kind == "eqangle" else ends[m] + ends[j]))
            proved(kind, points)
    pairs = list(combinations_with_replacement(sizes, 2))
    pairs = chance.sample(pairs, min(PAIRS, len(pairs)))
    for first, *others in near(np.array([logs[i] + logs[j] for i, j in pairs])):
        i, j = pairs[first]
        for k, m in (pairs[other] for other in others):
            proved("eqratio", (*ends[i], *ends[k], *ends[m], *ends[j]))
    return facts


def examine(problem: GeometryProblem, tally: Tally, chance: random.Random) -> None:
    """Deduces everything, compares it with fresh pictures and re-plays the proofs."""
    pictures = draw(problem, count=2, seed=7, attempts=50)
    fresh = draw(problem, count=3, seed=99, attempts=50)
    indices = {point: i for i, point in enumerate(problem.points)}
    premises = [premise.fact.indexed(indices) for premise in problem.premises]
    start = time.perf_counter()
    deduction = Deduction(pictures, premises)
    found = deduction.facts
    tally.deducing += time.perf_counter() - start
    more = implied(deduction, pictures[0], chance)
    facts = [*found, *more]
    tally.problems += 1
    tally.facts += len(facts)
    tally.implied += len(more)
    tally.kinds.update(fact.kind for fact in facts)

    proof, places = deduction.joint_proof(facts)
    try:
        replay(proof, premises)
        if None in places:
            raise ReplayError(0, f"no proof of {facts[places.index(None)]}")
    except ReplayError as error:
        tally.refused += 1
        tally.examples.append(f"{error} in {problem}")
    tally.steps.update(step.reason for step in proof.steps)

    for picture in fresh:
        for fact, true in zip(facts, holds(facts, picture), strict=True):
            if true:
                continue
            own = deduction.proof(fact)
            if own is None or all(holds(own.conditions, picture)):
                tally.false += 1
                tally.examples.append(f"false: {fact} in {problem}")
            else:
                tally.hidden += 1


def chunk(seed: int) -> dict[str, Any]:
    """The tally of the problems of one seed."""
    sampler, tally = Sampler(seed), Tally(seed)
    while tally.problems < PROBLEMS:
        problem = sampler.problem()
        try:
            examine(problem, tally, sampler.random)
        except FigureError:
            continue
    return vars(tally)


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Compares what the geometry engine deduces with fresh pictures."
    )
    parser.add_argument("--facts", type=int, default=100_000, help="how many, those of the log included")
    parser.add_argument("--log", type=Path, help="a file of chunks that are done")
    parser.add_argument("--seed", type=int, default=1, help="of the first chunk")
    parser.add_argument("--seconds", type=float, default=170, help="no chunk begins later")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    done: list[dict[str, Any]] = []
    if options.log and options.log.exists():
        done = [json.loads(line) for line in options.log.read_text(encoding="utf-8").splitlines()]
    end = time.monotonic() + options.seconds
    left = options.facts - sum(tally["facts"] for tally in done)
    seed = max((tally["seed"] for tally in done), default=options.seed - 1) + 1
    with multiprocessing.Pool(options.processes) as pool:
        while left > 0 and time.monotonic() < end:
            for tally in pool.map(chunk, range(seed, seed + options.processes), chunksize=1):
                done.append(tally)
                left -= tally["facts"]
                if options.log:
                    with options.log.open("a", encoding="utf-8") as log:
                        log.write(json.dumps(tally) + "\n")
            seed += options.processes
    total: Counter[str] = Counter()
    steps: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for tally in done:
        total.update({name: value for name, value in tally.items() if isinstance(value, int | float)})
        steps.update(tally["steps"])
        kinds.update(tally["kinds"])
        for example in tally["examples"]:
            print(example)
    print(
        f"{total['problems']} problems, {total['facts']} facts ({total['implied']} implied by the tables), "
        f"each compared with 3 fresh pictures: {total['false']} false"
    )
    print(f"false in a fresh picture where a condition of the proof is false: {total['hidden']}")
    print(f"steps re-played: {sum(steps.values())}; problems with a refused proof: {total['refused']}")
    print(f"{total['deducing'] / max(1, total['problems']) * 1e3:.2f} ms of deduction a problem")
    print("facts: " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    print(f"rules met: {sum(rule in steps for rule in RULES)} of {len(RULES)}")
    return 1 if total["false"] or total["refused"] else 0


if __name__ == "__main__":
    sys.exit(main())
