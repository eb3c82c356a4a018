"""Options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import msgspec
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
Engine = Annotated[
    list[str] | None,
    typer.Option(
        "--engine",
        help="A setting of the local engine, KEY=VALUE, e.g. for vLLM lora=FOLDER; repeat it.",
        show_default=False,
    ),
]
RunDirectory = Annotated[
    Path, typer.Argument(help="A run directory made by `factory run`.", show_default=False)
]


def engine_settings(texts: list[str] | None) -> dict[str, Any]:
    """What `--engine` says; a value that is no JSON is a text. Raises typer.BadParameter."""
    settings: dict[str, Any] = {}
    for text in texts or []:
        key, sign, value = text.partition("=")
        if not (key.isidentifier() and sign):
            raise typer.BadParameter(f"--engine {text}: say KEY=VALUE")
        try:
            settings[key] = msgspec.json.decode(value)
        except msgspec.DecodeError:
            settings[key] = value
    return settings
