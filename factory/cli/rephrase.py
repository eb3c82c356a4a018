"""`factory rephrase`: organic documents in forms that teach, each record checked against its source."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from factory.cli.console import BAD_USAGE, FAILED, err, fail, failures, out, print_json
from factory.cli.options import Json, Workers
from factory.rephrase.collapse import Bounds
from factory.rephrase.documents import InputError
from factory.rephrase.faithfulness import Thresholds
from factory.rephrase.formats import formats
from factory.rephrase.run import Outcome, plan_of, run

EXAMPLE = (
    "**Examples:** `factory rephrase corpus.jsonl --out runs/rephrased`, `... --format table --format faq`, "
    "`... --set number_recall=0.9 --set opening_share=0.05`, `factory rephrase --list`; "
    "stop it with Ctrl-C and give the same command to go on."
)


def rephrase(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Documents: JSON lines or Parquet files.", show_default=False),
    ] = None,
    target: Annotated[Path, typer.Option("--out", "-o", help="The folder for the records.")] = Path(
        "runs/rephrased"
    ),
    form: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", help="A format; repeat it. Default: all.", show_default=False),
    ] = None,
    column: Annotated[str, typer.Option("--text-column", help="Where a document's text is.")] = "text",
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="A threshold or a bound of the collapse gate, NAME=NUMBER; repeat it.",
            show_default=False,
        ),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the formats.")] = False,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Put documents into other forms, without a model, and keep what says what its source says.

    Each record has its scores: numbers, names, negations, length, copying, structure, sums. One that misses a
    threshold is refused and stays in the file with its reasons. Where the records of a format begin to
    collapse into templates, the run stops with exit code 1.
    """
    if listing:
        for one in formats().values():
            out.print(f"{one.name:8} {one.about}", markup=False)
        return
    if not files:
        fail("no files of documents were given", code=BAD_USAGE)
    with failures():
        try:
            thresholds, bounds = _settings(settings or [])
            plan = plan_of(files, form or list(formats()), column, thresholds, bounds)
            columns = TextColumn("rephrasing"), MofNCompleteColumn(), TimeElapsedColumn()
            with Progress(*columns, console=err) as progress:
                task = progress.add_task("", total=None)
                outcome = run(
                    plan, target, workers or os.cpu_count() or 1, lambda count: progress.advance(task, count)
                )
        except InputError as error:
            fail(str(error), code=BAD_USAGE)
    if json:
        print_json(outcome)
    else:
        _show(outcome, target)
    if outcome.collapsed:
        fail(f"stopped, the text collapses into templates: {outcome.collapsed}", code=FAILED)


def _settings(texts: list[str]) -> tuple[Thresholds, Bounds]:
    values: dict[str, object] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        try:
            values[name] = msgspec.json.decode(value) if sign else None
        except msgspec.DecodeError:
            raise InputError(f"--set {text}: {value!r} is no number") from None
    fields = {kind: {f.name for f in msgspec.structs.fields(kind)} for kind in (Thresholds, Bounds)}
    if unknown := values.keys() - set().union(*fields.values()):
        known = ", ".join(sorted(set().union(*fields.values())))
        raise InputError(f"there is no setting {min(unknown)!r}; there are {known}")
    chosen = [{name: values[name] for name in values.keys() & names} for names in fields.values()]
    try:
        return msgspec.convert(chosen[0], Thresholds), msgspec.convert(chosen[1], Bounds)
    except msgspec.ValidationError as error:
        raise InputError(f"--set: {error}") from None


def _show(outcome: Outcome, target: Path) -> None:
    table = Table("format", "kept", "refused", "nothing to show", "commonest opening", "entropy, bits")
    for name, kept in outcome.kept.items():
        figures = outcome.openings[name]
        numbers = f"{kept:,}", f"{outcome.refused[name]:,}", f"{outcome.inapplicable[name]:,}"
        table.add_row(name, *numbers, f"{figures.opening_share:.1%}", f"{figures.entropy:.1f}")
    out.print(table)
    for reason, count in list(outcome.reasons.items())[:5]:
        out.print(f"refused {count:,} times: {reason}", markup=False)
    out.print(f"records   {target}", soft_wrap=True)
