"""The command line: one module a command, all built on the same public functions that a program would call."""

from factory.cli.app import main

__all__ = ["main"]
