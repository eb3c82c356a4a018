"""How many of the published geometry problems the engine proves, how fast, and whether the proofs are sound.

    python benchmarks/geometry_engine.py imo_ag_30.txt jgex_ag_231.txt [--every-fact] [--peers DIR]

Each file has pairs of lines: a name, and a problem in the JGEX construction language. Times are processor
times of deduction alone (the pictures are drawn before), on one thread. Every proof is re-played by
`search.geometry_replay`, on fresh pictures where these satisfy the proof's conditions; `--every-fact` does
that for all that was deduced. `--peers` sets the same problems to Newclid with Yuclid, in a virtual
environment that is made in DIR.
"""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

from geometry_peers import Newclid

from generators.geometry.figure import FigureError, draw, examine
from generators.geometry.language import Dialect, LanguageError, parse_problem, problem_text
from generators.geometry.problem import GeometryProblem
from search.geometry import IndexedFact, Picture, holds
from search.geometry_engine import Deduction, ProofSummary
from search.geometry_replay import replay


@dataclass
class Tally:
    """What became of the problems of one file."""

    solved: int = 0
    unsolved: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    proofs: list[ProofSummary] = field(default_factory=list)  # of the goals
    every: list[ProofSummary] = field(default_factory=list)  # of all facts
    tracing: float = 0.0  # seconds that `every` took
    checked: int = 0
    false: int = 0


@dataclass
class PeerTally:
    """What became of them with a peer."""

    solved: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    native: list[float] = field(default_factory=list)


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
    start = time.process_time()
    deduction = Deduction(pictures, premises, goal)
    tally.milliseconds.append((time.process_time() - start) * 1e3)
    if summary := deduction.summary(goal):
        tally.solved += 1
        tally.checked += 1
        tally.false += not check(deduction, goal, premises, fresh)
        tally.proofs.append(summary)
    else:
        tally.unsolved.append(f"{name}: {deduction.outcome}")
    if every_fact:
        full = Deduction(pictures, premises)
        facts = full.facts
        start = time.process_time()
        tally.every += [summary for fact in facts if (summary := full.summary(fact))]
        tally.tracing += time.process_time() - start
        for fact in facts:
            tally.checked += 1
            tally.false += not check(full, fact, premises, fresh)


def solve_with(peer: Newclid, name: str, problem: GeometryProblem, tally: PeerTally, seconds: float) -> None:
    """Sets the problem to the peer."""
    try:
        text = problem_text(problem, dialect=Dialect.NEWCLID)
    except LanguageError as error:
        tally.failed.append(f"{name}: {error}")
        return
    answer = peer.solve(name, text, seconds)
    if "error" in answer:
        tally.failed.append(f"{name}: {answer['error']}")
        return
    if answer["solved"]:
        tally.solved.append(name)
    tally.milliseconds.append(answer["run"] * 1e3)
    tally.native.append(answer["native"] * 1e3)


def sizes(summaries: list[ProofSummary]) -> str:
    """Means over proofs."""
    columns = ("premises", "length", "depth", "terms")
    means = (statistics.mean(getattr(summary, column) for summary in summaries) for column in columns)
    longest = max(summary.length for summary in summaries)
    return (
        ", ".join(f"{column} {mean:.2f}" for column, mean in zip(columns, means, strict=True))
        + f"; longest {longest}"
    )


def times(milliseconds: list[float]) -> str:
    """Median and sum."""
    return f"median {statistics.median(milliseconds):.2f} ms, {sum(milliseconds) / 1e3:.2f} s in all"


def main() -> None:
    parser = argparse.ArgumentParser(description="Runs the geometry engine on files of problems.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--every-fact", action="store_true", help="also check everything deduced")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="also run Newclid, installed there")
    parser.add_argument("--peer-seconds", type=float, default=20, help="for one problem (20)")
    options = parser.parse_args()
    peer = Newclid(options.peers) if options.peers else None
    for file in options.files:
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        tally, theirs = Tally(), PeerTally()
        for name, text in zip(lines[::2], lines[1::2], strict=True):
            try:
                problem = parse_problem(text)
            except LanguageError as error:
                tally.unsolved.append(f"{name}: {error}")
                continue
            solve(name, problem, tally, options.every_fact)
            if peer:
                solve_with(peer, name, problem, theirs, options.peer_seconds)
        print(f"{file.name}: {tally.solved} of {len(lines) // 2} proved")
        print(f"  deduction: {times(tally.milliseconds)}")
        if tally.proofs:
            print(f"  proofs, on average: {sizes(tally.proofs)}")
        if tally.every:
            microseconds = tally.tracing / len(tally.every) * 1e6
            print(f"  {len(tally.every)} facts deduced: {sizes(tally.every)}; {microseconds:.1f} us a proof")
        print(f"  proofs re-played {tally.checked}, of false facts {tally.false}")
        if peer and theirs.milliseconds:
            print(f"  {peer.versions()}: {len(theirs.solved)} proved, {len(theirs.failed)} not run")
            print(f"    deduction: {times(theirs.milliseconds)}; natively {times(theirs.native)}")
        for reason in tally.unsolved:
            by_peer = " (but by the peer)" if reason.partition(":")[0] in theirs.solved else ""
            print(f"  not proved: {reason}{by_peer}")
        for reason in theirs.failed:
            print(f"  not run by the peer: {reason}")
    if peer:
        peer.close()


if __name__ == "__main__":
    main()
