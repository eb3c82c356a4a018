"""`factory trace`: an existing Lean repository as seeds, premises and texts to keep out of a mix."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factory.cli.console import BAD_USAGE, fail, failures, out, print_json
from factory.cli.options import Json
from factory.tracing.convert import KEEP_OUT, PREMISES, SEEDS, THEOREMS, convert
from factory.tracing.dojo import trace as trace_repository
from factory.tracing.export import TraceError, read_export

EXAMPLE = (
    "**Examples:** `factory trace leandojo_benchmark_4 --out runs/trace`, "
    "`factory trace https://github.com/USER/REPOSITORY --commit HASH`, "
    "`factory prove --problems runs/trace/seeds.jsonl`."
)


def trace(
    source: Annotated[
        str, typer.Argument(help="A folder that lean-dojo's export wrote, or the address of a repository.")
    ],
    commit: Annotated[
        str, typer.Option("--commit", help="Of the repository: its hash.", show_default=False)
    ] = "",
    target: Annotated[Path, typer.Option("--out", "-o", help="The folder for what comes out.")] = Path(
        "runs/trace"
    ),
    json: Json = False,
) -> None:
    """Turn the trace of a Lean repository into seeds to prove, premises, and texts to keep out of a mix.

    A repository is traced by lean-dojo first, where `factory doctor` says that it can be.
    """
    with failures():
        try:
            folder = Path(source)
            if "://" in source:
                if not commit:
                    raise TraceError("which commit? name it with --commit")
                folder = target / "trace"
                trace_repository(source, commit, folder)
            counts = convert(read_export(folder), target)
        except TraceError as error:
            fail(str(error), code=BAD_USAGE)
    if json:
        print_json(counts)
        return
    for count, what, name in (
        (counts.seeds, "statements to prove", SEEDS),
        (counts.theorems, "theorems with their states and premises", THEOREMS),
        (counts.premises, "premises", PREMISES),
        (counts.keep_out, "texts to keep out of a mix", KEEP_OUT),
    ):
        out.print(f"{count:>9,} {what:40} {target / name}", soft_wrap=True)
    for reason, count in counts.left_out.items():
        out.print(f"{count:>9,} goals are no seeds: {reason}", markup=False)
