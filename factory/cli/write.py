"""`factory write`: documents from verified traces."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from factory.cli.console import BAD_USAGE, err, fail, failures, out, print_json
from factory.cli.lessons import ALL, write_lessons
from factory.cli.options import Json, Lean
from factory.domains import load_domain
from factory.recipe import load_recipe
from factory.records import Document, Trace
from factory.run.shards import ShardError, remove_temporaries, scan_file, write_records
from factory.run.tables import BadRow
from factory.write.lessons import NAMES
from factory.write.openings import OpeningStatistics
from factory.write.stage import UnverifiedTraceError, write_traces

EXAMPLE = (
    "**Examples:** `factory write runs/quickstart/dataset/traces-00000.parquet --out documents.parquet`, "
    "`... --recipe my.toml` for its styles and vocabularies, `... --form all` for lessons."
)


def write(
    traces: Annotated[
        list[Path], typer.Argument(help="Parquet files of verified traces.", show_default=False)
    ],
    target: Annotated[
        Path, typer.Option("--out", "-o", help="The Parquet file to write.", show_default=False)
    ],
    recipe: Annotated[
        Path | None,
        typer.Option(help="Write as this recipe says. Default: each domain's defaults.", show_default=False),
    ] = None,
    form: Annotated[
        list[str] | None,
        typer.Option(
            help=f"Lessons of this form, with prompt and response; repeat it. {ALL}, {', '.join(NAMES)}.",
            show_default=False,
        ),
    ] = None,
    lean: Lean = None,
    json: Json = False,
) -> None:
    """Write documents about verified traces, in the domain's styles, and say how they begin.

    With --form, write lessons instead: prompts with responses, masks, and theorems that Lean is asked about.
    Rows that cannot be read or were not verified are passed over and counted; the exit code is then 1.
    """
    if unknown := [name for name in form or [] if name not in (ALL, *NAMES)]:
        fail(f"no form is called {unknown[0]!r}; there are {ALL}, {', '.join(NAMES)}", code=BAD_USAGE)
    with failures():
        remove_temporaries(target.parent, target.name)
        if form:
            _end(write_lessons(traces, target, form, lean, json))
            return
        configs = {s.domain: s.config for s in load_recipe(recipe).mine} if recipe else {}
        documents: list[Document] = []
        openings = OpeningStatistics()
        refused: list[str] = []
        with err.status("writing") as status:
            for path in traces:
                try:
                    for rows in scan_file(Trace, path):
                        for row in rows:
                            _write(row, configs, documents, openings, refused)
                        status.update(f"writing: {len(documents):,} documents")
                except ShardError as error:
                    fail(str(error), code=BAD_USAGE)
            write_records(target.parent, target.name, Document, documents)
    overall = openings.report()
    if json:
        print_json({"documents": len(documents), "refused": refused, "openings": overall})
    else:
        out.print(f"[green]wrote[/] {len(documents):,} documents to {target}", soft_wrap=True)
        if documents:
            share = f"{100 * overall.share:.2f}%"
            out.print(f"commonest opening: {overall.commonest!r}, {share} of documents", markup=False)
    _end(refused)


def _end(refused: list[str]) -> None:
    for reason in refused[:20]:
        err.print(reason, style="red", markup=False, soft_wrap=True)
    if refused:
        raise typer.Exit(1)


def _write(
    row: Trace | BadRow,
    configs: dict[str, Any],
    documents: list[Document],
    openings: OpeningStatistics,
    refused: list[str],
) -> None:
    if isinstance(row, BadRow):
        refused.append(f"row {row.row}: {row.reason}")
        return
    domain = load_domain(row.problem.domain)
    try:
        written = write_traces([row], domain, configs.get(domain.name) or domain.config())
    except UnverifiedTraceError as error:
        refused.append(str(error))
        return
    documents += written.documents
    openings.merge(written.openings)
