"""What the logic families yield: problems a second at each stage, distinct shares, labels, openings.

    python benchmarks/logic_families.py --problems 2000 --workers 2

For each family: questions sampled, proved and verified by Lean a second; how many problems are distinct
as texts in words and in canonical form; proofs that Lean refused; the commonest opening of their documents.
Exits with 1 if a proof was refused.
"""

from __future__ import annotations

import argparse
import sys
import time

from rich.console import Console
from rich.table import Table

from factory.domains import library_of, load_domain
from factory.lean.claims import Claim
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Status, Trace, content_id
from factory.write.openings import OpeningStatistics

FAMILIES = (
    "arithmetic",
    "congruence",
    "equational",
    "induction",
    "linear",
    "monadic",
    "number_theory",
    "programs",
    "puzzles",
    "relational",
    "routes",
    "sat",
)


def measure(name: str, count: int, seed: int, verifier: Verifier) -> tuple[list[str], int]:
    domain = load_domain(name)
    config = domain.config()
    begin = time.perf_counter()
    mined = domain.mine(config, seed, 0, count)
    problems = mined.problems
    generated = time.perf_counter()
    proofs = domain.prove(config, problems)
    proved = time.perf_counter()
    claims = [Claim(id=p.id, statement=p.statement, proof=p.tactic, term=p.term) for p in proofs]
    verdicts = verifier.verify(claims, trusted=True)
    verified = time.perf_counter()
    traces = [
        Trace(id=content_id("trace", problem.id, proof.id), problem=problem, proof=proof, verdict=verdict)
        for problem, proof, verdict in zip(problems, proofs, verdicts, strict=True)
        if verdict.status is Status.VERIFIED
    ]
    openings = OpeningStatistics()
    for trace in traces:
        for document in domain.write(config, trace):
            openings.add(document.style, document.text)
    written = time.perf_counter()
    refused = len(proofs) - len(traces)
    stages = (generated - begin, proved - generated, verified - proved, written - verified)
    row = [
        name,
        *(f"{len(problems) / seconds:,.0f}" for seconds in stages),
        f"{len({problem.words for problem in problems}) / len(problems):.4f}",
        f"{len(problems) / count:.4f}",
        str(refused),
        f"{openings.report().share:.2%}",
    ]
    return row, refused


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the logic families.")
    parser.add_argument("families", nargs="*", default=FAMILIES)
    parser.add_argument("--problems", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, help="Lean processes")
    options = parser.parse_args()
    table = Table(title=f"{options.problems} problems a family, Lean on {options.workers} cores")
    for column in ("family", "mined/s", "proved/s", "verified/s", "written/s"):
        table.add_column(column, justify="left" if column == "family" else "right")
    for column in ("distinct texts", "distinct canonical", "refused", "commonest opening"):
        table.add_column(column, justify="right")
    bad = 0
    toolchain = find_toolchain(library=library_of(options.families))
    with Verifier(toolchain, workers=options.workers) as verifier:
        verifier.verify([Claim(id="warm", statement="True", proof="by trivial")])
        for name in options.families:
            row, refused = measure(name, options.problems, options.seed, verifier)
            table.add_row(*row)
            bad += refused
    Console(width=140).print(table)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
