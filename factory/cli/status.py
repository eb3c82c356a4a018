"""`factory status`: how a run stands, while it goes on or after."""

from __future__ import annotations

from factory.cli.console import fail, failures, out, print_json
from factory.cli.options import Json, RunDirectory
from factory.cli.summary import summary_table
from factory.run import RunError
from factory.run import status as run_status

EXAMPLE = "**Examples:** `factory status runs/quickstart`, `watch factory status runs/quickstart`"


def status(run_directory: RunDirectory, json: Json = False) -> None:
    """Show how far a run is and what it made, from its ledger; the run may be going on."""
    with failures():
        try:
            summary = run_status(run_directory)
        except RunError as error:
            fail(str(error))
    if json:
        print_json(summary)
    else:
        out.print(summary_table(summary))
