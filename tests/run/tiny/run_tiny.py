"""A coordinator as its own process: `run_tiny.py RECIPE DIRECTORY WORKERS`, one line of output an event."""

from __future__ import annotations

import sys
from pathlib import Path

from factory.recipe import load_recipe
from factory.run import Interrupted, RunError, run
from factory.run.events import Event


def show(event: Event) -> None:
    print(type(event).__name__, flush=True)


def main() -> int:
    recipe, directory, workers = sys.argv[1:]
    try:
        summary = run(load_recipe(recipe), Path(directory), workers=int(workers), on_event=show)
    except Interrupted as stopped:
        print(stopped, file=sys.stderr)
        return 130
    except RunError as error:
        print(error, file=sys.stderr)
        return 1
    return 1 if summary.failed else 0


if __name__ == "__main__":
    sys.exit(main())
