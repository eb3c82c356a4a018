"""How many of the engine's proofs of published geometry problems Lean accepts, and what a proof costs.

    python benchmarks/geometry_lean.py imo_ag_30.txt jgex_ag_231.txt [--form tactics|term|both] [--workers 1]
    python benchmarks/geometry_lean.py --mined 100 [--form tactics|term|both] [--workers 1]

Instead of files, so many problems can be mined.

Each file has pairs of lines: a name, and a problem in the JGEX construction language. Every proof becomes a
theorem about points over an arbitrary ordered field and is checked by the verifier. Seconds are of the wall;
the processor's own, by which proofs a core are counted, are those of all Lean processes together.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from pathlib import Path

from factory.lean.claims import Claim, Limits
from factory.lean.toolchain import Toolchain, find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Problem, Status
from generators.geometry.config import Config
from generators.geometry.figure import FigureError, examine
from generators.geometry.language import LanguageError, parse_problem
from generators.geometry.lean import lean_theorem
from generators.geometry.mine import mine
from generators.geometry.prove import prove
from search.geometry_engine import Deduction

_UNIT = 25  # problems


def theorems(file: Path, form: str) -> tuple[list[Claim], list[int]]:
    """A claim for each problem of the file that the engine proves, and the lengths of the proofs."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    claims, lengths = [], []
    for name, text in zip(lines[::2], lines[1::2], strict=True):
        try:
            problem = parse_problem(text)
            pictures = examine(problem, count=2).pictures
        except (LanguageError, FigureError):
            continue
        indices = {point: i for i, point in enumerate(problem.points)}
        premises = [premise.fact.indexed(indices) for premise in problem.premises]
        goal = problem.goals[0].indexed(indices)
        proof = Deduction(pictures, premises, goal).proof(goal) if pictures else None
        if proof is None:
            continue
        theorem = lean_theorem(proof, problem.points, goal)
        proofs = {"tactics": (theorem.tactics, None), "term": (theorem.term, None)}
        first, second = proofs.get(form, (theorem.tactics, theorem.term))
        claims.append(Claim(id=name, statement=theorem.statement, proof=first, term=second))
        lengths.append(proof.length)
    return claims, lengths


def mined(count: int, form: str) -> tuple[list[Claim], list[int]]:
    """A claim for each of so many mined problems, and how many steps their proofs have.

    They are from many work units, by tree search and by sampling in turn: those of one search are alike.
    """
    modes = (Config(figures=False), Config(figures=False, mode="random"))
    problems: list[Problem] = []
    for unit in range(-(-count // _UNIT)):
        problems += mine(modes[unit % 2], 1, unit, min(_UNIT, count - len(problems))).problems
    proofs = [prove(problem) for problem in problems]
    tactics, term = [proof.tactic for proof in proofs], [proof.term for proof in proofs]
    first = term if form == "term" else tactics
    second = term if form == "both" else [None] * len(proofs)
    claims = [
        Claim(id=proof.problem_id, statement=proof.statement, proof=one, term=other)
        for proof, one, other in zip(proofs, first, second, strict=True)
    ]
    return claims, [sum(step.rule != "premise" for step in problem.derivation) for problem in problems]


def start_up(toolchain: Toolchain, limits: Limits) -> float:
    """Seconds in which a process starts, loads the library and checks next to nothing; the median of five."""
    claim = Claim(id="true", statement="True", proof="True.intro")
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        with Verifier(toolchain, 1, limits) as verifier:
            verifier.verify([claim], trusted=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Reads the command line, verifies file by file, prints a line for each."""
    parser = argparse.ArgumentParser(description="Checks proofs of geometry problems with Lean.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--mined", type=int, default=0, help="how many problems to mine")
    parser.add_argument("--form", choices=("tactics", "term", "both"), default="term")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    toolchain = find_toolchain(library=("Factory.Geometry",))
    limits = Limits(wall_s=120.0, cpu_s=240, batch_claims=200)
    print(f"start-up with the library loaded: {1000 * start_up(toolchain, limits):.0f} ms")
    columns = ("proofs", "length", "accepted", "seconds", "processor", "a second", "a core")
    print(f"{'file':20}" + "".join(f"{column:>10}" for column in columns))
    sets = [(file.name, theorems(file, options.form)) for file in options.files]
    if options.mined:
        sets.append(("mined", mined(options.mined, options.form)))
    for name, (claims, lengths) in sets:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        with Verifier(toolchain, options.workers, limits) as verifier:
            verdicts = verifier.verify(claims, trusted=True)
        seconds = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        accepted = sum(verdict.status is Status.VERIFIED for verdict in verdicts)
        cells = (statistics.median(lengths), accepted, round(seconds, 1), round(processor, 1))
        row = (len(claims), *cells, round(len(claims) / seconds, 1), round(len(claims) / processor, 1))
        print(f"{name:20}" + "".join(f"{cell:>10}" for cell in row))
        for claim, verdict in zip(claims, verdicts, strict=True):
            if verdict.status is not Status.VERIFIED:
                print(f"  refused: {claim.id}: {verdict.reason}")


if __name__ == "__main__":
    main()
