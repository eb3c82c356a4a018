"""`factory decompose`: goals and proofs taken apart into a graph of lemmas that Lean has checked."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import typer
from rich.table import Table

from factory.cli.console import BAD_USAGE, INTERRUPTED, err, fail, failures, out, print_json
from factory.cli.options import Json, Lean, Workers
from factory.cli.progress import compiling
from factory.decomposers import Asking, DecomposerError, Goal, Report, load_decomposer
from factory.domains import library_of
from factory.lean.toolchain import find_toolchain
from factory.prove.problems import ProblemsError, read_tasks
from factory.records import Trace, content_id
from factory.run.shards import scan_file, write_atomically
from factory.run.tables import BadRow

EXAMPLE = (
    "**Examples:** `factory decompose runs/quickstart/dataset/traces-00000.parquet --limit 100`, "
    "`factory decompose --goal '∀ (p q r : Prop), p ∧ (q ∨ r) → p ∧ q ∨ p ∧ r'`, "
    "`factory decompose problems.jsonl --backend endpoint --url http://localhost:8000/v1 --model NAME`"
)
LEMMAS, PROOFS, CONJECTURES = "lemmas.jsonl", "proofs.jsonl", "conjectures.jsonl"


class Source(StrEnum):
    """Where sketches of goals come from."""

    SYMBOLIC = "symbolic"  # their own structure
    ENDPOINT = "endpoint"  # a chat model at an OpenAI-compatible server


def decompose(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Traces, whose proofs are cut; problems (Parquet), or JSON lines with `statement`.",
            show_default=False,
        ),
    ] = None,
    goal: Annotated[
        list[str] | None,
        typer.Option("--goal", "-g", help="A statement in Lean; repeat it.", show_default=False),
    ] = None,
    directory: Annotated[Path, typer.Option("--out", "-o", help="The folder of the lemma graph.")] = Path(
        "runs/decompose"
    ),
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Take traces for goals, forgetting their proofs.")
    ] = False,
    backend: Annotated[Source, typer.Option(help="Where sketches of goals come from.")] = Source.SYMBOLIC,
    model: Annotated[str, typer.Option(help="The model's name at the server.", show_default=False)] = "",
    url: Annotated[
        str,
        typer.Option(
            help="The server, e.g. http://localhost:8000/v1; its key: $OPENAI_API_KEY.", show_default=False
        ),
    ] = "",
    samples: Annotated[int, typer.Option("--samples", "-n", min=1, help="Sketches of a goal.")] = 4,
    max_tokens: Annotated[int, typer.Option(min=1, help="Tokens of a sketch.")] = 2048,
    temperature: Annotated[float, typer.Option(min=0.0, max=10.0, help="0: the likeliest tokens.")] = 0.8,
    depth: Annotated[int, typer.Option(min=0, max=64, help="Rounds in which open lemmas are split.")] = 4,
    most: Annotated[int, typer.Option(min=1, help="Open lemmas that are split, at most.")] = 2000,
    least: Annotated[int, typer.Option(min=2, help="Tactics that a part of a proof has at least.")] = 3,
    conjectures: Annotated[
        int, typer.Option(min=0, help="Conjectures made of the goals, triaged and kept, at most.")
    ] = 0,
    candidates: Annotated[
        int, typer.Option(min=0, max=50, help="Lemmas that the model is asked for, a goal; triaged and kept.")
    ] = 0,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only so many goals, the first ones.", show_default=False)
    ] = None,
    workers: Workers = None,
    lean: Lean = None,
    json: Json = False,
) -> None:
    """Take goals and proofs apart into lemmas, and put proofs together from them.

    Every lemma's skeleton was accepted by Lean before anybody tried to prove a part; false lemmas keep their
    countermodel. OUT has `lemmas.sqlite` (the graph; the same command adds to it), `lemmas.jsonl`,
    `proofs.jsonl` and, where any were made, `conjectures.jsonl`, the most promising first. Exit code 0 when
    every goal is proved, 1 when any is not.
    """
    if backend is Source.ENDPOINT and not (model and url.startswith(("http://", "https://"))):
        fail("the backend endpoint needs --url http://HOST:PORT/v1 and --model NAME", code=BAD_USAGE)
    if backend is Source.SYMBOLIC and candidates:
        fail("--candidates asks a model: add --backend endpoint --url URL --model NAME", code=BAD_USAGE)
    asking = Asking(
        url=url,
        model=model,
        samples=samples,
        candidates=candidates,
        max_tokens=max_tokens,
        temperature=temperature,
    )
    with failures():
        try:
            given = list(_goals(files or [], goal or [], afresh))[:limit]
            if not given:
                fail("no goals were given; name files, or statements with --goal", code=BAD_USAGE)
            toolchain = find_toolchain(
                lean,
                library=library_of(sorted({domain for domain, _ in given if domain})),
                on_module=lambda module, done, total: err.print(compiling(module, done + 1, total)),
            )
            report = load_decomposer().decompose(
                [item for _, item in given],
                directory,
                toolchain,
                workers or len(os.sched_getaffinity(0)),
                least=least,
                depth=depth,
                most=most,
                conjectures=conjectures,
                asking=asking if backend is Source.ENDPOINT else None,
            )
        except ProblemsError as error:
            fail(str(error), code=BAD_USAGE)
        except DecomposerError as error:
            fail(str(error))
        except KeyboardInterrupt:
            fail(f"interrupted; the same command goes on from what is in {directory}", code=INTERRUPTED)
    _write(directory / LEMMAS, report.lemmas)
    _write(directory / PROOFS, report.goals)
    if report.conjectures:
        _write(directory / CONJECTURES, report.conjectures)
    found = Counter(row.finding for row in report.conjectures)
    if json:
        print_json(
            {
                "goals": report.goals,
                "sketches": report.sketches,
                "refused": report.refused,
                "conjectures": found,
                "not_proposed": report.not_proposed,
            }
        )
    else:
        _show(report, directory)
    if any(not item.proof for item in report.goals):
        raise typer.Exit(1)


def _goals(files: list[Path], statements: list[str], afresh: bool) -> Iterator[tuple[str, Goal]]:
    """Domain and goal of everything given."""
    for text in statements:
        yield "", Goal(content_id("goal", text), text)
    for path in (inner for given in files for inner in sorted(given.glob("traces-*.parquet")) or [given]):
        if not afresh and _holds_traces(path):
            for batch in scan_file(Trace, path):
                for row in batch:
                    if isinstance(row, BadRow):
                        raise ProblemsError(f"{path}, row {row.row}: {row.reason}")
                    yield row.problem.domain, Goal(row.problem.id, row.proof.statement, row.proof.tactic)
        else:
            for task in read_tasks([path]):
                yield task.problem.domain if task.problem else "", Goal(task.id, task.statement)


def _holds_traces(path: Path) -> bool:
    try:
        return path.suffix == ".parquet" and "tactic" in pq.read_schema(path).names
    except (OSError, pa.ArrowException):
        return False


def _write(path: Path, rows: Sequence[msgspec.Struct]) -> None:
    """One JSON document a line."""
    write_atomically(path, b"".join(msgspec.json.encode(row) + b"\n" for row in rows))


def _show(report: Report, directory: Path) -> None:
    proved = [item for item in report.goals if item.proof]
    table = Table(show_header=False)
    table.add_row("goals proved", f"{len(proved):,} of {len(report.goals):,}")
    table.add_row("lemmas", f"{len(report.lemmas):,}")
    for status, count in sorted(Counter(row.status for row in report.lemmas).items()):
        table.add_row(f"  {status}", f"{count:,}")
    if report.sketches:
        table.add_row("sketches", f"{report.sketches:,}")
    _show_refused(table, report.refused)
    if report.conjectures or report.not_proposed:
        table.add_row("conjectures", f"{len(report.conjectures):,}")
    for finding, count in sorted(Counter(row.finding for row in report.conjectures).items()):
        table.add_row(f"  {finding}", f"{count:,}")
    _show_refused(table, report.not_proposed)
    out.print(table)
    if len(report.goals) == 1 and proved:
        out.print(f"theorem T : {proved[0].statement} := {proved[0].proof}", markup=False, soft_wrap=True)
    out.print(f"graph  {directory}", soft_wrap=True)


def _show_refused(table: Table, refused: dict[str, int]) -> None:
    for kind, count in list(refused.items())[:5]:
        table.add_row("  refused", f"{count:,}  {kind}".replace("[", r"\["))
