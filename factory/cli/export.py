"""`factory export`: the finished dataset of a run, with its card, in a folder of its own or on the Hub."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.status import Status
from rich.table import Table

from factory.cli.console import BAD_USAGE, err, fail, failures, out, print_json
from factory.cli.options import Json, Lean, RunDirectory
from factory.cli.progress import compiling
from factory.domains import library_of
from factory.export.facts import Facts
from factory.export.hub import Hub, repository_of
from factory.export.local import ExportError, export_local
from factory.export.publish import Published, plan, publish
from factory.export.texts import export_texts, kind_of
from factory.export.tokens import remove_tokens
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.recipe import load_recipe
from factory.run.directory import RECIPE

EXAMPLE = (
    "**Examples:** `factory export runs/quickstart --to ~/datasets/quickstart`, "
    "`factory export runs/quickstart --to hub://me/quickstart`"
)
STAGING = "export"  # within the run directory: the tree that is published


class Exported(msgspec.Struct, kw_only=True):
    """What `--json` prints: the facts, and of a publication what was sent and checked."""

    facts: Facts
    files: dict[str, int]  # name -> bytes
    published: Published | None = None


def export(
    run_directory: RunDirectory,
    to: Annotated[
        str,
        typer.Option(
            "--to", help="A folder, made if it is not there, or hub://user/name.", show_default=False
        ),
    ],
    name: Annotated[
        str | None, typer.Option(help="The dataset's name. Default: the recipe's.", show_default=False)
    ] = None,
    public: Annotated[bool, typer.Option("--public", help="On the Hub: for all to see.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="On the Hub: remove other data files of the repository.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Write the exact tree for the Hub to RUN/export, and send nothing."),
    ] = False,
    tokenizer: Annotated[
        Path | None,
        typer.Option(help="A tokenizer.json: tokenise the documents too.", show_default=False),
    ] = None,
    end_token: Annotated[
        str | None, typer.Option(help="The tokenizer's token after every document.", show_default=False)
    ] = None,
    sample: Annotated[
        int, typer.Option(min=0, help="On the Hub: rows to read back and re-check in Lean.")
    ] = 100,
    lean: Lean = None,
    json: Json = False,
) -> None:
    """Export a run's dataset: Parquet, a card counted from it, recipe and lock. Safe to repeat, anywhere.

    The folder of a mix or of rephrased documents is exported in the same way.

    On the Hub (private unless `--public`) all files appear in one commit; what is there is not sent again.
    Then hashes and row counts are compared, and a sample is re-checked in Lean from the bytes on the Hub.
    """
    texts = kind_of(run_directory) is not None
    if not texts and not (run_directory / RECIPE).is_file():
        fail(f"{run_directory} is not a run directory: there is no {RECIPE} in it", code=BAD_USAGE)
    with failures(), err.status("exporting") as status:
        try:
            repository = repository_of(to)
        except ExportError as error:
            fail(str(error), code=BAD_USAGE)
        if repository is None and (public or replace or dry_run):
            fail("--public, --replace and --dry-run are for --to hub://user/name", code=BAD_USAGE)
        if end_token is not None and tokenizer is None:
            fail("--end-token needs --tokenizer", code=BAD_USAGE)
        # Beside what may be the source of a mix, else within.
        staging = Path(f"{run_directory}-{STAGING}") if texts else run_directory / STAGING
        folder = Path(to) if repository is None else staging
        if repository is not None and tokenizer is None:
            remove_tokens(folder)  # nothing but the dataset is published
        try:
            facts = _exported(run_directory, folder, name, tokenizer, end_token, status)
            exported = Exported(facts=facts, files={path: file.size for path, file in plan(folder).items()})
            if repository is not None and not dry_run:
                hub = Hub(repository, on_wait=lambda text: err.print(text, markup=False))
                with _verifier(facts, lean) if sample and facts.traces else nullcontext() as verifier:
                    exported.published = publish(
                        folder,
                        hub,
                        facts,
                        private=not public,
                        replace=replace,
                        sample=sample,
                        verifier=verifier,
                        on_step=status.update,
                    )
        except ExportError as error:
            fail(str(error))
    if json:
        print_json(exported)
    else:
        _show(exported, folder)


def _exported(
    source: Path,
    folder: Path,
    name: str | None,
    tokenizer: Path | None,
    end_token: str | None,
    status: Status,
) -> Facts:
    def say(file: str) -> None:
        status.update(f"exporting: {file}")

    if kind_of(source) is not None:
        return export_texts(
            source,
            folder,
            name=name or source.resolve().name,
            tokenizer=tokenizer,
            end_token=end_token,
            on_file=say,
        )
    return export_local(
        source,
        folder,
        name=name or load_recipe(source / RECIPE).dataset_name,
        tokenizer=tokenizer,
        end_token=end_token,
        on_file=say,
    )


def _verifier(facts: Facts, lean: str | None) -> Verifier:
    toolchain = find_toolchain(
        lean,
        library=library_of(sorted(facts.domain)),
        on_module=lambda module, done, total: err.print(compiling(module, done + 1, total)),
    )
    return Verifier(toolchain, workers=len(os.sched_getaffinity(0)))


def _show(exported: Exported, folder: Path) -> None:
    facts, published = exported.facts, exported.published
    rows = f"{facts.traces:,} traces and " * bool(facts.traces) + f"{facts.documents:,} documents"
    if published is None:
        out.print(f"[green]exported[/] {rows} to {folder}", soft_wrap=True)
        table = Table("file", "bytes", box=None, pad_edge=False)
        for name, size in exported.files.items():
            table.add_row(name, f"{size:,}")
        out.print(table)
        return
    out.print(f"[green]published[/] {rows} at {published.url}", soft_wrap=True)
    out.print(
        f"sent {published.sent} of {published.files} files, {published.sent_bytes:,} bytes; hashes and "
        f"{published.rows:,} rows compared; {published.rechecked} sampled rows accepted by Lean again",
        soft_wrap=True,
    )
