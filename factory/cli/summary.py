"""The table that closes a run: mined, duplicates, proved, verified, rejected by reason, rates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from rich.table import Table

from factory.cli.console import out
from factory.records import Outcome, Trace
from factory.run import Summary
from factory.run.shards import scan_file

_NAMED = 10  # refused proofs that are named; all are in quarantine


def summary_table(summary: Summary) -> Table:
    """What the run made, and how fast."""
    state = "complete" if summary.complete else "not complete"
    table = Table(
        title=f"{summary.name}: {state}, {summary.seconds:.1f} s", title_justify="left", show_header=True
    )
    table.add_column("")
    table.add_column("rows", justify="right")
    table.add_column("rows a core-second", justify="right")
    rates = {name: f"{stage.rate:,.0f}" if stage.seconds else "" for name, stage in summary.stages.items()}
    table.add_row("mined", f"{summary.mined:,}", rates.get("mine", ""))
    table.add_row("  duplicates", f"{summary.duplicates:,}", "")
    table.add_row("  surplus", f"{summary.surplus:,}", "")
    table.add_row("distinct problems", f"{summary.problems:,}", "")
    if not summary.stages["prove"].units:  # a run that only mines
        _add_failed(table, summary)
        return table
    table.add_row("proved", f"{summary.proved:,}", rates.get("prove", ""))
    for outcome, count in summary.outcomes.items():
        table.add_row(f"  {outcome}", f"{count:,}", "")
    table.add_row("[green]verified in Lean[/]", f"[green]{summary.verified:,}[/]", rates.get("verify", ""))
    for reason, count in summary.rejected.items():
        table.add_row(f"  [red]rejected: {reason}[/]", f"[red]{count:,}[/]", "")
    if not summary.rejected:
        table.add_row("  rejected", "0", "")
    table.add_row("documents", f"{summary.documents:,}", rates.get("write", ""))
    _add_failed(table, summary)
    return table


def _add_failed(table: Table, summary: Summary) -> None:
    for unit in summary.failed:
        table.add_row(f"  [red]gave up {unit.stage} unit {unit.unit} of {unit.domain}[/]", "", unit.reason)


def refused(summary: Summary) -> Iterator[str]:
    """The proofs in a run's quarantine that Lean refused: problem, statement and reason."""
    for path in sorted((Path(summary.directory) / "quarantine").rglob("*.parquet")):
        for rows in scan_file(Trace, path):
            for row in rows:
                if isinstance(row, Trace) and row.proof.outcome is not Outcome.OPEN:
                    problem = row.problem
                    yield f"{problem.id} ({problem.formal or problem.goal}): {row.verdict.reason}"


def print_refused(summary: Summary) -> None:
    """Names what Lean refused, and says where it is kept."""
    if not summary.rejected:
        return
    for text in islice(refused(summary), _NAMED):
        out.print(f"refused   {text}", markup=False, soft_wrap=True, style="red")
    out.print(f"kept in   {Path(summary.directory) / 'quarantine'}", soft_wrap=True)
