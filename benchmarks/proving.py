"""Measures proof search: `python benchmarks/proving.py [--problems 20000]`.

One core, on problems that the miner makes with its default configuration. Speed counts everything up to the
`Proof` records: search, Lean texts, steps. Then what was proved by outcome, and what the search for shorter
proofs gains for its price.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from statistics import mean, median

from rich.console import Console
from rich.table import Table

from factory.records import Outcome, Problem, Proof
from generators.propositional.config import Config
from generators.propositional.mine import mine
from search.propositional import Budget, prove

SLOTS = 5_000  # of a mining unit
BATCH = 500  # problems proved by one call
SHORTEN = (0, 100, 400, 2_000, 10_000)


def problems_of(count: int) -> list[Problem]:
    found: dict[str, Problem] = {}
    unit = 0
    while len(found) < count:
        found.update((problem.canonical, problem) for problem in mine(Config(), 1, unit, SLOTS).problems)
        unit += 1
    return list(found.values())[:count]


def timed(problems: Sequence[Problem], budget: Budget) -> tuple[list[Proof], float]:
    """The proofs, and the CPU seconds that they took."""
    start = time.process_time()
    proofs = [
        proof for at in range(0, len(problems), BATCH) for proof in prove(problems[at : at + BATCH], budget)
    ]
    return proofs, time.process_time() - start


def outcome_table(proofs: Sequence[Proof], seconds: float) -> Table:
    proved = sum(proof.outcome is not Outcome.OPEN for proof in proofs)
    table = Table(title=f"{proved:,} of {len(proofs):,} settled, {proved / seconds:,.0f} a core-second")
    for column in (
        "outcome",
        "share",
        "median cost",
        "largest cost",
        "steps",
        "tactic bytes",
        "with dead ends",
    ):
        table.add_column(column, justify="left" if column == "outcome" else "right")
    for outcome in Outcome:
        group = [proof for proof in proofs if proof.outcome is outcome]
        share = f"{len(group) / len(proofs):.1%}"
        if not group or outcome is Outcome.OPEN:
            table.add_row(outcome, share, *[""] * 5)
            continue
        costs = [proof.search["cost"] for proof in group]
        dead = mean(any(step.failed for step in proof.steps) for proof in group)
        table.add_row(
            outcome,
            share,
            f"{median(costs):.0f}",
            f"{max(costs):.0f}",
            f"{mean(len(proof.steps) for proof in group):.1f}",
            f"{mean(len(proof.tactic.encode()) for proof in group):.0f}",
            f"{dead:.0%}",
        )
    return table


def shorten_table(problems: Sequence[Problem]) -> Table:
    table = Table(title="What the search for shorter proofs gains (theorems only)")
    for column in ("goals looked at", "problems a core-second", "mean cost", "largest cost"):
        table.add_column(column, justify="right")
    for shorten in SHORTEN:
        proofs, seconds = timed(problems, Budget(shorten=shorten))
        theorems = (Outcome.INTUITIONISTIC, Outcome.CLASSICAL)
        costs = [proof.search["cost"] for proof in proofs if proof.outcome in theorems]
        rate = len(problems) / seconds
        table.add_row(f"{shorten:,}", f"{rate:,.0f}", f"{mean(costs):.2f}", f"{max(costs):.0f}")
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--problems", type=int, default=20_000)
    problems = problems_of(parser.parse_args().problems)
    proofs, seconds = timed(problems, Budget())
    console = Console()
    console.print(outcome_table(proofs, seconds))
    console.print(shorten_table(problems))


if __name__ == "__main__":
    main()
