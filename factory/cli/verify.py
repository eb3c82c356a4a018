"""`factory verify`: re-check a dataset from its bytes, in Lean."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from factory.cli.console import FAILED, err, failures, out, print_json
from factory.cli.options import Json, Lean, Workers
from factory.cli.progress import compiling
from factory.domains import library_of
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.recheck import Recheck, recheck
from factory.run.shards import distinct_values

EXAMPLE = (
    "**Examples:** `factory verify runs/quickstart/dataset`, "
    "`factory verify --json traces-*.parquet > verdict.json`"
)
SHOWN = 20


def verify(
    datasets: Annotated[
        list[Path],
        typer.Argument(help="Parquet files of traces, or folders of `traces-*.parquet`.", show_default=False),
    ],
    workers: Workers = None,
    lean: Lean = None,
    json: Json = False,
) -> None:
    """Re-check every row of exported files: its hashes, and its proof in Lean, as untrusted text.

    Exit code 0 when every row is sound, 1 when any is not.
    """
    with failures():
        paths = [inner for given in datasets for inner in sorted(given.glob("traces-*.parquet")) or [given]]
        domains = {str(name) for path in paths for name in distinct_values(path, "domain")}
        toolchain = find_toolchain(
            lean,
            library=library_of(sorted(domains)),
            on_module=lambda module, done, total: err.print(compiling(module, done + 1, total)),
        )
        progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=err,
        )
        results: dict[str, Recheck] = {}
        with progress, Verifier(toolchain, workers=workers or len(os.sched_getaffinity(0))) as verifier:
            for path in paths:
                task = progress.add_task(path.name, total=None)
                results[str(path)] = recheck(
                    path,
                    verifier,
                    on_rows=lambda done, task=task: progress.update(task, completed=done),  # type: ignore[misc]
                )
    if json:
        print_json(results)
    else:
        for name, result in results.items():
            _show(name, result)
    if any(result.sound < result.rows for result in results.values()):
        raise typer.Exit(FAILED)


def _show(name: str, result: Recheck) -> None:
    rate = result.rows / result.seconds if result.seconds else 0.0
    colour = "green" if result.sound == result.rows else "red"
    out.print(
        f"[{colour}]{result.sound:,} of {result.rows:,} rows sound[/]: {name} ({rate:,.0f} rows/s)",
        soft_wrap=True,
    )
    if not result.failures:
        return
    table = Table(show_header=True)
    for heading in ("row", "id", "reason"):
        table.add_column(heading, overflow="fold")
    for failure in result.failures[:SHOWN]:
        table.add_row(str(failure.row), failure.id, failure.reason[:500].replace("[", r"\["))
    out.print(table)
    if result.rows - result.sound > SHOWN:
        out.print(f"... and {result.rows - result.sound - SHOWN:,} more; `--json` lists up to 1,000")
