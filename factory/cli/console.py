"""What every command shares: where text goes, how an error ends the program, how JSON is printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import msgspec
from rich.console import Console

from factory.domains import UnknownDomain
from factory.lean.modules import BuildFailed
from factory.lean.toolchain import MissingLean
from factory.recipe import RecipeError
from factory.run.shards import ShardError
from factory.solvers import UnknownSolver

# Results go to stdout, everything about the work (progress, errors) to stderr, so that `--json` can be piped.
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

FAILED, BAD_USAGE, INTERRUPTED = 1, 2, 130


def fail(message: str, *, code: int = FAILED) -> NoReturn:
    """End the program with a message on stderr."""
    err.print("[bold red]error:[/] ", end="")
    err.print(message, markup=False, soft_wrap=True)
    raise SystemExit(code)


def print_json(value: Any) -> None:
    """Print any record, struct or plain value as one JSON document."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
    sys.stdout.flush()


@contextmanager
def failures() -> Iterator[None]:
    """Turn the errors that a user can do something about into a message and an exit code."""
    try:
        yield
    except (UnknownDomain, UnknownSolver, RecipeError, ShardError) as error:
        fail(str(error), code=BAD_USAGE)
    except (MissingLean, BuildFailed) as error:
        fail(str(error))
    except FileNotFoundError as error:
        fail(f"no such file: {error.filename or error}", code=BAD_USAGE)
    except PermissionError as error:
        fail(f"not permitted: {error.filename or error}")
