"""`factory export`: the finished dataset of a run, with its card, in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factory.cli.console import BAD_USAGE, err, fail, failures, out, print_json
from factory.cli.options import Json, RunDirectory
from factory.export.local import ExportError, export_local
from factory.recipe import load_recipe
from factory.run.directory import RECIPE

EXAMPLE = "**Example:** `factory export runs/quickstart --to ~/datasets/quickstart`"


def export(
    run_directory: RunDirectory,
    to: Annotated[
        Path, typer.Option("--to", help="The folder to write; made if it is not there.", show_default=False)
    ],
    name: Annotated[
        str | None, typer.Option(help="The dataset's name. Default: the recipe's.", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Copy a run's dataset to a folder: Parquet, a card counted from it, recipe and lock. Safe to repeat."""
    if not (run_directory / RECIPE).is_file():
        fail(f"{run_directory} is not a run directory: there is no {RECIPE} in it", code=BAD_USAGE)
    with failures(), err.status("exporting") as status:
        try:
            facts = export_local(
                run_directory,
                to,
                name=name or load_recipe(run_directory / RECIPE).dataset_name,
                on_file=lambda file: status.update(f"exporting: {file}"),
            )
        except ExportError as error:
            fail(str(error))
    if json:
        print_json(facts)
    else:
        out.print(
            f"[green]exported[/] {facts.traces:,} traces and {facts.documents:,} documents to {to}",
            soft_wrap=True,
        )
