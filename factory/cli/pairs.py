"""`factory pairs`: nearest neighbours among documents, as pairs for training p(d2 | d1)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factory.cli.console import BAD_USAGE, fail, failures, out, print_json
from factory.cli.options import Json
from factory.rephrase.documents import InputError
from factory.rephrase.pairs import Bounds, export_pairs
from factory.rephrase.sources import found

EXAMPLE = "**Example:** `factory pairs corpus.jsonl --out runs/pairs --neighbours 3 --least 0.3`."


def pairs(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Documents: JSON lines, Parquet or Arrow files, folders of such, hub://user/name."
        ),
    ],
    target: Annotated[Path, typer.Option("--out", "-o", help="The folder for the pairs.")] = Path(
        "runs/pairs"
    ),
    column: Annotated[str, typer.Option("--text-column", help="Where a document's text is.")] = "text",
    neighbours: Annotated[int, typer.Option("--neighbours", min=1, help="Pairs for each document.")] = 1,
    least: Annotated[float, typer.Option("--least", min=0, max=1, help="The least likeness (cosine).")] = 0.2,
    most: Annotated[
        float, typer.Option("--most", min=0, max=1, help="What is more alike is one text.")
    ] = 0.9,
    json: Json = False,
) -> None:
    """Pair each document with its nearest neighbours, for training a model of the second given the first."""
    with failures():
        try:
            bounds = Bounds(neighbours=neighbours, least=least, most=most)
            outcome = export_pairs(found(files), column, target, bounds)
        except InputError as error:
            fail(str(error), code=BAD_USAGE)
    if json:
        print_json(outcome)
    else:
        out.print(f"{outcome.pairs:,} pairs of {outcome.documents:,} documents   {target}", soft_wrap=True)
