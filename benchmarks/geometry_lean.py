"""How many of the engine's proofs of published geometry problems Lean accepts, and what a proof costs.

    python benchmarks/geometry_lean.py imo_ag_30.txt jgex_ag_231.txt [--form tactics|term|both] [--workers 1]

Each file has pairs of lines: a name, and a problem in the JGEX construction language. Every proof becomes a
theorem about points over an arbitrary ordered field and is checked by the verifier. Seconds are of the wall;
the processor's own are those of all Lean processes together.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from pathlib import Path

from factory.lean.claims import Claim, Limits
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Status
from generators.geometry.figure import FigureError, examine
from generators.geometry.language import LanguageError, parse_problem
from generators.geometry.lean import lean_theorem
from search.geometry_engine import Deduction


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


def main() -> None:
    """Reads the command line, verifies file by file, prints a line for each."""
    parser = argparse.ArgumentParser(description="Checks proofs of geometry problems with Lean.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--form", choices=("tactics", "term", "both"), default="term")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    toolchain = find_toolchain(library=("Factory.Geometry",))
    limits = Limits(wall_s=120.0, cpu_s=240, batch_claims=40)
    columns = ("proofs", "length", "accepted", "seconds", "processor", "a second")
    print(f"{'file':20}" + "".join(f"{column:>10}" for column in columns))
    for file in options.files:
        claims, lengths = theorems(file, options.form)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        with Verifier(toolchain, options.workers, limits) as verifier:
            verdicts = verifier.verify(claims, trusted=True)
        seconds = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        accepted = sum(verdict.status is Status.VERIFIED for verdict in verdicts)
        cells = (statistics.median(lengths), accepted, round(seconds, 1), round(processor, 1))
        row = (len(claims), *cells, round(len(claims) / processor, 1))
        print(f"{file.name:20}" + "".join(f"{cell:>10}" for cell in row))
        for claim, verdict in zip(claims, verdicts, strict=True):
            if verdict.status is not Status.VERIFIED:
                print(f"  refused: {claim.id}: {verdict.reason}")


if __name__ == "__main__":
    main()
