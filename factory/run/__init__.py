"""Runs: from a recipe to a dataset, through work units that survive any crash.

`run` makes or goes on with a run directory; `status` says how one stands. Everything works around the ledger.
"""

from factory.run.errors import Interrupted, RunError
from factory.run.scheduler import run
from factory.run.summary import Summary, status

__all__ = ["Interrupted", "RunError", "Summary", "run", "status"]
