"""`factory mix`: text from several sources, mixed by token budget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from factory.cli.console import BAD_USAGE, INTERRUPTED, err, fail, failures, out, print_json
from factory.cli.options import Json, Workers
from factory.run.errors import RunError

if TYPE_CHECKING:
    from factory.mix.budget import Variant
    from factory.mix.manifest import Dropped

EXAMPLE = (
    "**Examples:** `factory mix examples/mix.toml --dry-run`, `factory mix examples/mix.toml`, "
    "`factory mix --rebuild mixes/example/manifest.json --out again`"
)
_PACKAGES = {"rensa", "tokenizers"}  # of the extra `mix`


def mix(
    recipe: Annotated[
        Path | None, typer.Argument(help="A recipe, see docs/mix.md.", show_default=False)
    ] = None,
    rebuild: Annotated[
        Path | None,
        typer.Option(
            help="Make the mix of this manifest again, byte for byte, instead.",
            metavar="MANIFEST",
            show_default=False,
        ),
    ] = None,
    directory: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="The folder. Default: the recipe's, or the manifest's.", show_default=False
        ),
    ] = None,
    workers: Workers = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Count and plan, and write no mix; what was counted is kept.")
    ] = False,
    synthetic_only: Annotated[
        bool, typer.Option("--synthetic-only", help="Let a mix without raw text pass.")
    ] = False,
    json: Json = False,
) -> None:
    """Mix sources by token budget, without duplicates or contamination. Goes on where it was stopped."""
    if (recipe is None) == (rebuild is None):
        fail("expected a recipe or --rebuild MANIFEST", code=BAD_USAGE)
    try:
        _mix(recipe, rebuild, directory, workers, dry_run, synthetic_only, json)
    except ModuleNotFoundError as error:
        if error.name not in _PACKAGES:
            raise
        fail(f"{error.name} is not installed: pip install 'proof-data-factory[mix]'")


def _mix(
    path: Path | None,
    rebuild: Path | None,
    directory: Path | None,
    workers: int | None,
    dry_run: bool,
    synthetic_only: bool,
    json: bool,
) -> None:
    # Only this command needs the packages of the extra `mix`.
    from factory.mix.errors import MixError  # noqa: PLC0415
    from factory.mix.recipe import load_mix  # noqa: PLC0415
    from factory.mix.run import make_mix, plan_mix, rebuild_mix  # noqa: PLC0415

    with failures(), _Bars() as bars:
        try:
            if rebuild is not None:
                root = directory or rebuild.parent
                made = rebuild_mix(rebuild, root, workers=workers, on_step=bars.show)
            elif path is not None:
                recipe = load_mix(path, synthetic_only=synthetic_only)
                root = directory or recipe.directory
                if dry_run:
                    planned = plan_mix(recipe, root, workers=workers, on_step=bars.show)
                    bars.stop()
                    _print(planned, planned.variants, planned.sources, json)
                    return
                made = make_mix(recipe, root, workers=workers, on_step=bars.show)
        except KeyboardInterrupt:
            bars.stop()
            fail("stopped; run the same command again to go on", code=INTERRUPTED)
        except (MixError, RunError) as error:
            bars.stop()
            fail(str(error))
    _print(made, [one.variant for one in made.mixes], made.sources, json)
    if not json:
        out.print(f"mix       {root}\nmanifest  {root / 'manifest.json'}", soft_wrap=True)


def _print(document: msgspec.Struct, variants: list[Variant], sources: list[Dropped], json: bool) -> None:
    if json:
        print_json(document)
        return
    for variant in variants:
        out.print(_variant_table(variant))
    out.print(_dropped_table(sources))


def _variant_table(variant: Variant) -> Table:
    size = f"{variant.tokens:,} tokens in {variant.rows:,} rows"
    horizon = "" if variant.horizon is None else f"; horizon {variant.horizon:,} tokens"
    table = Table(title=f"{variant.name or 'mix'}: {size}{horizon}", title_justify="left")
    for heading in ("source", "role", "unique tokens", "epochs", "wanted", "share", "tokens"):
        text = heading in {"source", "role"}
        table.add_column(heading, justify="left" if text else "right", no_wrap=not text)
    for part in variant.parts:
        table.add_row(
            part.source,
            part.role.value,
            f"{part.unique_tokens:,}",
            f"{part.epochs:.2f} of {part.max_epochs:g}",
            f"{part.wanted_share:.2%}",
            f"{part.share:.2%}",
            f"{part.tokens:,}",
        )
    return table


def _dropped_table(sources: list[Dropped]) -> Table:
    table = Table(title="rows read and dropped", title_justify="left")
    for heading in ("source", "rows", "dropped"):
        table.add_column(heading, justify="right" if heading == "rows" else "left")
    for source in sources:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in source.dropped.items())
        table.add_row(source.source, f"{source.rows:,}", reasons or "none")
    return table


class _Bars(Progress):
    """One bar a step, on stderr."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description:<22}"), BarColumn(), TimeElapsedColumn())
        super().__init__(*columns, console=err, disable=not err.is_terminal)

    def show(self, step: str, done: int, of: int) -> None:
        """Note that so much of a step is done."""
        task = next((task.id for task in self.tasks if task.description == step), None)
        if task is None:
            task = self.add_task(step, total=of)
        self.update(task, completed=done, total=of)
