"""`factory doctor`: what this machine has, and whether its Lean can be trusted."""

from __future__ import annotations

import typer
from rich.table import Table

from factory.cli.console import FAILED, err, failures, out, print_json
from factory.cli.options import Json, Lean
from factory.doctor import Diagnosis, diagnose

EXAMPLE = "**Examples:** `factory doctor`, `factory doctor --json`, `factory doctor --lean ~/.elan/bin/lean`"


def doctor(lean: Lean = None, json: Json = False) -> None:
    """Check Python, memory, Lean (a true theorem accepted, a false one refused) and the extras."""
    with failures(), err.status("asking Lean (the first time, its core library is compiled)"):
        diagnosis = diagnose(lean)
    if json:
        print_json(diagnosis)
    else:
        out.print(_table(diagnosis))
    if not diagnosis.healthy:
        raise typer.Exit(FAILED)


def _table(diagnosis: Diagnosis) -> Table:
    table = Table(title="factory doctor", show_header=False, title_justify="left")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for check in diagnosis.checks:
        mark = "[green]ok[/]" if check.ok else "[red]FAILED[/]" if check.required else "[yellow]absent[/]"
        detail = check.detail if check.ok else f"{check.detail}\nto do: {check.remedy}"
        table.add_row(mark, check.name, detail.replace("[", r"\["))
    return table
