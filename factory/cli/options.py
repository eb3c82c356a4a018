"""Options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of tables.")]
Lean = Annotated[
    str | None,
    typer.Option(
        "--lean",
        envvar="FACTORY_LEAN",
        help="A lean executable, or `embedded`. Default: elan's, with the library built, else embedded.",
        show_default=False,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", "-j", min=1, max=1024, help="Worker processes. Default: one a core.", show_default=False
    ),
]
RunDirectory = Annotated[
    Path, typer.Argument(help="A run directory made by `factory run`.", show_default=False)
]
