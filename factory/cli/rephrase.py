"""`factory rephrase`: organic documents in forms that teach, each record checked against its source."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from factory.cli.console import BAD_USAGE, FAILED, err, fail, failures, out, print_json
from factory.cli.options import Engine, Json, Workers, engine_settings
from factory.models.asker import Limits
from factory.models.child import EngineFailed
from factory.models.ledger import LedgerError
from factory.models.opening import KEY_VARIABLE, Backend, MissingExtra, open_model
from factory.models.requests import Model
from factory.rephrase.asked import run_asked
from factory.rephrase.collapse import Bounds
from factory.rephrase.documents import InputError, Licence
from factory.rephrase.faithfulness import Thresholds
from factory.rephrase.formats import formats
from factory.rephrase.records import Plan, Sampling, plan_of
from factory.rephrase.run import run
from factory.rephrase.sources import found
from factory.rephrase.tally import Outcome

EXAMPLE = (
    "**Examples:** `factory rephrase corpus.jsonl --out runs/rephrased`, `... --format table --format faq`, "
    "`... --backend endpoint --url http://localhost:8000/v1 --model NAME --format math`, "
    "`... --set number_recall=0.9 --set opening_share=0.05`, `factory rephrase --list`; "
    "stop it with Ctrl-C and give the same command to go on."
)


def rephrase(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            help="Documents: JSON lines, Parquet or Arrow files, folders of such, hub://user/name.",
            show_default=False,
        ),
    ] = None,
    target: Annotated[Path, typer.Option("--out", "-o", help="The folder for the records.")] = Path(
        "runs/rephrased"
    ),
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help="A format; repeat it. Default: those that need no model.",
            show_default=False,
        ),
    ] = None,
    column: Annotated[str, typer.Option("--text-column", help="Where a document's text is.")] = "text",
    licence: Annotated[
        str, typer.Option("--licence", help="The licence of all documents, as an SPDX identifier.")
    ] = "",
    licence_column: Annotated[
        str, typer.Option("--licence-column", help="Where each document's own licence is.")
    ] = "",
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="A threshold or a bound of the collapse gate, NAME=NUMBER; repeat it.",
            show_default=False,
        ),
    ] = None,
    backend: Annotated[
        Backend | None,
        typer.Option("--backend", help="How a model is reached. Default: no model.", show_default=False),
    ] = None,
    model: Annotated[str, typer.Option("--model", help="Its name, or the folder of its weights.")] = "",
    url: Annotated[
        str,
        typer.Option(
            "--url", help=f"The endpoint, as http://localhost:8000/v1; its key is in {KEY_VARIABLE}."
        ),
    ] = "",
    engine: Engine = None,
    judge: Annotated[
        str, typer.Option("--judge", help="A model (same backend) that judges each record.")
    ] = "",
    temperature: Annotated[
        list[float] | None,
        typer.Option(
            "--temperature",
            help="Repeat it for what follows when all prompts collapse. Default: 0.7, then 1.",
            show_default=False,
        ),
    ] = None,
    max_tokens: Annotated[int, typer.Option("--max-tokens", min=1, help="The longest answer.")] = 2_048,
    concurrency: Annotated[int, typer.Option("--concurrency", min=1, help="Most requests in flight.")] = 256,
    attempts: Annotated[int, typer.Option("--attempts", min=1, help="Of a request, in this run.")] = 6,
    token_budget: Annotated[
        int | None, typer.Option("--token-budget", min=0, help="Tokens in all runs.", show_default=False)
    ] = None,
    time_budget: Annotated[
        float | None, typer.Option("--time-budget", min=0, help="Seconds in this run.", show_default=False)
    ] = None,
    give_up: Annotated[
        bool, typer.Option("--give-up", help="Do not try again what failed in earlier runs.")
    ] = False,
    listing: Annotated[bool, typer.Option("--list", help="List the formats.")] = False,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Put documents into other forms, with a model or without, and keep what says what its source says.

    Each record has its scores: numbers, names, negations, length, copying, structure, sums. One that misses a
    threshold is refused and stays in the file with its reasons. A prompt whose records begin to collapse into
    templates gives way to another; where there is no other, the run stops with exit code 1.
    """
    if listing:
        for one in formats().values():
            needs = "" if one.template else " (with a model)"
            out.print(f"{one.name:18} {one.about}{needs}", markup=False)
        return
    if not files:
        fail("no files of documents were given", code=BAD_USAGE)
    with failures():
        try:
            thresholds, bounds = _settings(settings or [])
            sampling = opened = None
            if backend:
                _complete(backend, model, url)
                opened = _opened(backend, url, {model, judge}, engine_settings(engine))
                sampling = Sampling(
                    model=model,
                    temperatures=tuple(temperature or (0.7, 1.0)),
                    max_tokens=max_tokens,
                    judge=judge,
                )
            elif model or url or judge:
                raise InputError("a model was named, but no --backend to reach it")
            names = form or [one.name for one in formats().values() if one.template]
            if licence and licence_column:
                raise InputError("--licence is of all documents: give either it or --licence-column")
            plan = plan_of(
                found(files),
                names,
                column,
                thresholds,
                bounds,
                sampling=sampling,
                licence=Licence(of_all=licence, column=licence_column),
            )
            limits = Limits(
                concurrency=concurrency, attempts=attempts, tokens=token_budget, seconds=time_budget
            )
            outcome = _run(plan, target, workers or os.cpu_count() or 1, opened, limits, give_up)
        except (InputError, LedgerError, MissingExtra, EngineFailed) as error:
            fail(str(error), code=BAD_USAGE)
    if json:
        print_json(outcome)
    else:
        _show(outcome, target)
    if outcome.collapsed:
        fail(f"stopped, the text collapses into templates: {outcome.collapsed}", code=FAILED)
    if outcome.stopped:
        fail(f"stopped: {outcome.stopped}; the same command goes on", code=FAILED)
    if outcome.unfinished:
        fail(
            f"{outcome.unfinished:,} documents have requests that failed; the same command asks for these "
            "again, --give-up does without",
            code=FAILED,
        )


def _complete(backend: Backend, model: str, url: str) -> None:
    if not model:
        raise InputError(f"the backend {backend.value} needs --model")
    if (backend is Backend.ENDPOINT) != bool(url):
        raise InputError(f"the backend {backend.value} {'has no' if url else 'needs'} --url")


def _run(
    plan: Plan,
    target: Path,
    workers: int,
    opened: Callable[[], dict[str, Model]] | None,
    limits: Limits,
    give_up: bool,
) -> Outcome:
    columns = TextColumn("rephrasing"), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=err) as progress:
        task = progress.add_task("", total=None)

        def advance(count: int) -> None:
            progress.advance(task, count)

        if opened is None:
            return run(plan, target, workers, advance)
        return run_asked(plan, target, opened, limits, workers=workers, progress=advance, give_up=give_up)


def _opened(
    backend: Backend, url: str, names: set[str], settings: dict[str, Any]
) -> Callable[[], dict[str, Model]]:
    return lambda: {name: open_model(backend, name, url, **settings) for name in sorted(names - {""})}


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
    for choice in outcome.retired:
        out.print(f"given up: {choice}", markup=False)
    if outcome.requests:
        counts = ", ".join(f"{count:,} {state}" for state, count in outcome.requests.items() if count)
        out.print(f"requests  {counts}; {outcome.tokens:,} tokens")
    out.print(f"records   {target}", soft_wrap=True)
