"""How many of the published geometry problems the engine proves, how fast, and whether the proofs are sound.

    python benchmarks/geometry_engine.py imo_ag_30.txt jgex_ag_231.txt [--every-fact]

Each file has pairs of lines: a name, and a problem in the JGEX construction language. Times are of deduction
alone (the pictures are drawn before), on one thread. Every proof is re-played by `search.geometry_replay`, on
fresh pictures where these satisfy the proof's conditions; `--every-fact` does that for all that was deduced.
"""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

from generators.geometry.figure import FigureError, draw, examine
from generators.geometry.language import LanguageError, parse_problem
from generators.geometry.problem import GeometryProblem
from search.geometry import IndexedFact, Picture, holds
from search.geometry_engine import Deduction
from search.geometry_replay import replay


@dataclass
class Tally:
    """What became of the problems of one file."""

    solved: int = 0
    unsolved: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    facts: int = 0
    checked: int = 0
    false: int = 0


def check(deduction: Deduction, fact: IndexedFact, premises: list[IndexedFact], fresh: list[Picture]) -> bool:
    """Re-plays the proof of a fact; whether no fresh picture that satisfies its conditions contradicts it."""
    proof = deduction.proof(fact)
    if proof is None:
        return False
    replay(proof, premises)
    conditions = proof.conditions
    return all(holds([fact], picture)[0] for picture in fresh if all(holds(conditions, picture)))


def solve(name: str, problem: GeometryProblem, tally: Tally, every_fact: bool) -> None:
    """Deduces until the goal is proved or nothing more follows."""
    try:
        pictures = examine(problem, count=2).pictures
        fresh = draw(problem, count=3, seed=1_000_003)
    except FigureError as error:
        tally.unsolved.append(f"{name}: {error}")
        return
    if not pictures:
        tally.unsolved.append(f"{name}: its goal is false in every picture tried")
        return
    indices = {point: i for i, point in enumerate(problem.points)}
    premises = [premise.fact.indexed(indices) for premise in problem.premises]
    goal = problem.goals[0].indexed(indices)
    start = time.perf_counter()
    deduction = Deduction(pictures, premises, goal)
    tally.milliseconds.append((time.perf_counter() - start) * 1e3)
    if deduction.outcome == "proved":
        tally.solved += 1
        tally.checked += 1
        tally.false += not check(deduction, goal, premises, fresh)
        proof = deduction.proof(goal)
        tally.lengths.append(proof.length if proof else 0)
    else:
        tally.unsolved.append(f"{name}: {deduction.outcome}")
    if every_fact:
        full = Deduction(pictures, premises)
        tally.facts += len(full.facts)
        for fact in full.facts:
            tally.checked += 1
            tally.false += not check(full, fact, premises, fresh)


def main() -> None:
    parser = argparse.ArgumentParser(description="Runs the geometry engine on files of problems.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--every-fact", action="store_true", help="also check everything deduced")
    options = parser.parse_args()
    for file in options.files:
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        tally = Tally()
        for name, text in zip(lines[::2], lines[1::2], strict=True):
            try:
                solve(name, parse_problem(text), tally, options.every_fact)
            except LanguageError as error:
                tally.unsolved.append(f"{name}: {error}")
        total = sum(tally.milliseconds)
        print(f"{file.name}: {tally.solved} of {len(lines) // 2} proved")
        print(
            f"  deduction: median {statistics.median(tally.milliseconds):.2f} ms, {total / 1e3:.2f} s in all"
        )
        if tally.lengths:
            print(f"  proof length: median {statistics.median(tally.lengths)}, longest {max(tally.lengths)}")
        print(
            f"  facts deduced {tally.facts}; proofs re-played {tally.checked}, of false facts {tally.false}"
        )
        for reason in tally.unsolved:
            print(f"  not proved: {reason}")


if __name__ == "__main__":
    main()
