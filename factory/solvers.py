"""The registry of solvers: what a solver must offer, and how the installed ones are found.

A solver takes problems that someone posed, in a language of its field, and is one line in the entry-point
group `factory.solvers`. It works on records alone.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Protocol

from factory.records import Solution


class Solver(Protocol):
    """What the factory asks of a solver."""

    name: str
    version: str
    summary: str
    languages: tuple[str, ...]  # those that it reads; the first is the usual one
    library: tuple[str, ...]  # the modules of the Lean library that its theorems are about

    def split(self, text: str) -> list[tuple[str, str]]:
        """Name and text of each problem of a file, not yet read; raises ValueError with line and reason."""
        ...

    def solve(self, name: str, text: str, *, language: str, seconds: float) -> Solution:
        """Tries one problem for at most about `seconds`; whatever is wrong with it is told in the answer."""
        ...


class UnknownSolver(KeyError):
    """No installed solver has the name asked for."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.name, self.known = name, known

    def __str__(self) -> str:
        return f"no solver called {self.name!r}; installed solvers: {', '.join(self.known) or 'none'}"


def load_solver(name: str) -> Solver:
    """The installed solver called `name`; raises UnknownSolver."""
    for point in entry_points(group="factory.solvers", name=name):
        solver: Solver = point.load()
        return solver
    raise UnknownSolver(name, sorted(point.name for point in entry_points(group="factory.solvers")))
