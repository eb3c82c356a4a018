"""The command line: one module a command, each built on functions that a program could call."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of the `factory` command; an interrupt ends it quietly, even while it is being loaded."""
    try:
        from factory.cli.app import app  # noqa: PLC0415 - so that an interrupt while loading is caught here

        app()
    except KeyboardInterrupt:
        sys.stderr.write("\ninterrupted\n")
        raise SystemExit(130) from None
    except BrokenPipeError:
        # Whoever read our output has gone; closing avoids a second complaint at exit.
        sys.stderr.close()
        raise SystemExit(1) from None
