"""Documents written per second of one core, by style; and how varied their openings are.

    python benchmarks/writing.py [--domain propositional] [--traces 2000] [--seed 1]

Traces are mined and proved first, outside the measured time. `mixed` is what a run does: one document a
trace, in a style chosen by hash. Times are CPU time of this process.
"""

from __future__ import annotations

import argparse
import gc
import time
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table

from factory.domains import Domain, load_domain
from factory.records import Outcome, Status, Trace, Verdict, content_id
from factory.write.openings import OpeningStatistics
from factory.write.stage import write_traces

ACCEPTED = Verdict(
    status=Status.VERIFIED,
    reason="",
    axioms=[],
    statement_hash="",
    proof_hash="",
    type_hash="",
    toolchain="not checked: a benchmark of writing",
)


def proved_traces(count: int, seed: int, name: str = "propositional") -> list[Trace]:
    domain = load_domain(name)
    config = domain.config()
    problems = domain.mine(config, seed, 0, count).problems
    return [
        Trace(id=content_id("trace", problem.id, proof.id), problem=problem, proof=proof, verdict=ACCEPTED)
        for problem, proof in zip(problems, domain.prove(config, problems), strict=True)
        if proof.outcome is not Outcome.OPEN
    ]


def measured(traces: list[Trace], domain: Domain, config: Any) -> tuple[OpeningStatistics, float]:
    gc.collect()
    start = time.process_time()
    openings = write_traces(traces, domain, config).openings
    return openings, time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--domain", default="propositional", help="whose problems are written about")
    parser.add_argument("--traces", type=int, default=2000, help="traces to write about")
    parser.add_argument("--seed", type=int, default=1, help="seed of the mined problems")
    arguments = parser.parse_args()
    traces = proved_traces(arguments.traces, arguments.seed, arguments.domain)
    domain = load_domain(arguments.domain)
    config: Any = domain.config()
    write_traces(traces[:50], domain, config)  # reads the lexicons
    title = f"{arguments.domain}: writing about {len(traces)} traces"
    table = Table(title=title, title_justify="left")
    for heading in ("style", "documents", "documents/s a core", "commonest opening", "entropy (bits)"):
        table.add_column(heading, justify="left" if heading == "style" else "right")
    # The mixed line comes first, before the styles have seen the traces.
    for name in ("mixed", *domain.styles):
        writing = msgspec.structs.replace(config.writing, styles=[] if name == "mixed" else [name])
        try:
            chosen = msgspec.structs.replace(config, writing=writing)
        except ValueError:  # a style that tells what the domain does not make by default
            continue
        openings, seconds = measured(traces, domain, chosen)
        report = openings.report()
        speed = f"{report.documents / seconds:,.0f}"
        table.add_row(name, str(report.documents), speed, f"{report.share:.2%}", f"{report.entropy:.1f}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
