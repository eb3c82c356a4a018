"""`factory report`: a run as one HTML file."""

from __future__ import annotations

from factory.cli.console import err, fail, failures, out, print_json
from factory.cli.options import Json, RunDirectory
from factory.export.facts import dataset_facts
from factory.report import write_report
from factory.run import RunError
from factory.run import status as run_status
from factory.run.stages import DATASET

EXAMPLE = "**Example:** `factory report runs/quickstart` writes `runs/quickstart/report.html`"


def report(run_directory: RunDirectory, json: Json = False) -> None:
    """Write a finished run's report again, counted from its dataset and ledger."""
    with failures(), err.status("counting"):
        try:
            path = write_report(
                run_directory, run_status(run_directory), dataset_facts(run_directory / DATASET)
            )
        except RunError as error:
            fail(str(error))
    if json:
        print_json({"report": str(path)})
    else:
        out.print(str(path), soft_wrap=True)
