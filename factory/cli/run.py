"""`factory run`: from a recipe to a dataset with its card and report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factory.cli.console import FAILED, INTERRUPTED, err, fail, failures, out, print_json
from factory.cli.options import Json, Lean, Workers
from factory.cli.progress import LiveProgress
from factory.cli.summary import print_refused, summary_table
from factory.export.local import finish_dataset
from factory.recipe import load_recipe
from factory.report import write_report
from factory.run import Interrupted, RunError
from factory.run import run as run_recipe
from factory.run.directory import RECIPE
from factory.run.stages import DATASET

EXAMPLE = (
    "**Examples:** `factory run examples/quickstart.toml`, "
    "`factory run big.toml --out /data/run7 --workers 64`; "
    "stop it with Ctrl-C and give the same command to go on."
)


def run(
    recipe: Annotated[Path, typer.Argument(help="A recipe, see docs/recipe.md.", show_default=False)],
    directory: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The run directory. Default: the recipe's.", show_default=False),
    ] = None,
    workers: Workers = None,
    lean: Lean = None,
    json: Json = False,
) -> None:
    """Mine, prove, verify in Lean and write: a dataset, its card, a report. Goes on where it was stopped."""
    with failures():
        plan = load_recipe(recipe)
        root = directory or plan.directory
        try:
            with LiveProgress(err) as progress:
                summary = run_recipe(plan, root, workers=workers, lean=lean, on_event=progress.show)
            facts = finish_dataset(root / DATASET, root / RECIPE, plan.dataset_name)
            report = write_report(root, summary, facts)
        except Interrupted as stop:
            fail(str(stop), code=INTERRUPTED)
        except RunError as error:
            fail(str(error))
    if json:
        print_json(summary)
    else:
        out.print(summary_table(summary))
        print_refused(summary)
        out.print(
            f"dataset  {root / DATASET}\ncard     {root / DATASET / 'README.md'}\nreport   {report}",
            soft_wrap=True,
        )
        out.print(
            f"check it again from its bytes: factory verify {root / DATASET}/traces-*.parquet", soft_wrap=True
        )
    if summary.failed or summary.rejected:
        raise typer.Exit(FAILED)
