"""The command line: one module a command, each built on functions that a program could call."""

from factory.cli.app import main

__all__ = ["main"]
