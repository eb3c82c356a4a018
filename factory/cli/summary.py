"""The table that closes a run: mined, duplicates, proved, verified, rejected by reason, rates."""

from __future__ import annotations

from rich.table import Table

from factory.run import Summary


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
