"""Looks for false conclusions of the geometry engine: random problems, everything deduced, fresh pictures.

    python benchmarks/geometry_soundness.py --seconds 60 --seed 1

A problem is a random polygon with random constructions of the table on top of it. All that follows is deduced
from two pictures and compared with three others; a fact may be false in one of them only if a condition of
its proof is. For some facts of each problem the proof is re-played by `search.geometry_replay`. Exits with 1
if anything is wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter

from generators.geometry.constructions import Definition, constructions
from generators.geometry.figure import FigureError, draw
from generators.geometry.problem import Clause, Construction, GeometryProblem
from search.geometry import holds
from search.geometry_engine import RULES, Deduction
from search.geometry_replay import replay


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


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Compares what the geometry engine deduces with fresh pictures."
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--proofs", type=int, default=10, help="proofs re-played for each problem")
    options = parser.parse_args()
    sampler = Sampler(options.seed)
    problems = facts = false = proofs = 0
    deducing = 0.0
    rules: Counter[str] = Counter()
    end = time.monotonic() + options.seconds
    while time.monotonic() < end:
        problem = sampler.problem()
        try:
            pictures = draw(problem, count=2, seed=7, attempts=50)
            fresh = draw(problem, count=3, seed=99, attempts=50)
        except FigureError:
            continue
        indices = {point: i for i, point in enumerate(problem.points)}
        premises = [premise.fact.indexed(indices) for premise in problem.premises]
        start = time.perf_counter()
        deduction = Deduction(pictures, premises)
        found = deduction.facts
        deducing += time.perf_counter() - start
        problems += 1
        facts += len(found)
        for picture in fresh:
            for fact, true in zip(found, holds(found, picture), strict=True):
                if true:
                    continue
                proof = deduction.proof(fact)
                if proof is None or all(holds(proof.conditions, picture)):
                    false += 1
                    print(f"false: {fact} in {problem}")
        for fact in sampler.random.sample(found, min(options.proofs, len(found))):
            proof = deduction.proof(fact)
            assert proof is not None
            replay(proof, premises)
            proofs += 1
            rules.update(step.reason for step in proof.steps)
    print(f"{problems} problems, {facts} facts, each compared with 3 fresh pictures: {false} false")
    print(f"{proofs} proofs re-played; {deducing / problems * 1e3:.2f} ms of deduction a problem")
    print(f"rules met in these proofs: {sum(rule in rules for rule in RULES)} of {len(RULES)}")
    return 1 if false else 0


if __name__ == "__main__":
    sys.exit(main())
