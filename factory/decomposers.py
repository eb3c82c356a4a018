"""The registry of decomposers: what one must offer, and how the installed ones are found.

A decomposer splits goals and proofs into lemmas, keeps them in a folder, and puts proofs together again. It
is one line in the entry-point group `factory.decomposers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

import msgspec

from factory.lean.toolchain import Toolchain


class Goal(msgspec.Struct, frozen=True):
    """A statement to take apart, with its proof where one is known (`by` and tactics)."""

    problem: str
    statement: str
    proof: str = ""


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """The chat model that sketches come from, and `candidates` lemmas a goal."""

    url: str
    model: str
    samples: int
    candidates: int
    max_tokens: int
    temperature: float


class LemmaRow(msgspec.Struct, frozen=True, kw_only=True):
    """A lemma of the graph. `skeleton` proves it from `children`, in whose place stand constants."""

    id: str
    statement: str
    status: str
    attempts: int
    proofs: int
    proof: str
    reason: str
    skeleton: str
    children: list[str]
    problems: list[str]


class Decomposed(msgspec.Struct, frozen=True, kw_only=True):
    """How one goal ended: its lemma's status, the lemmas below it, and the whole proof where there is one."""

    problem: str
    statement: str
    lemma: str
    status: str
    lemmas: int
    proof: str


class ConjectureRow(msgspec.Struct, frozen=True, kw_only=True):
    """A conjecture: `how` it was made of which goals' lemmas, what was found, and how promising it is.

    `detail` is the countermodel of a refuted one, the lemma that gives one that is served, the status of one
    that was known.
    """

    lemma: str
    statement: str
    how: str
    parents: list[str]
    finding: str
    detail: str
    proof_rate: float
    score: float


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a decomposition did; `conjectures` stand the most promising first.

    `refused` and `not_proposed` count sketches, and a model's candidate lemmas, by what was wrong with them,
    details left out.
    """

    goals: list[Decomposed]
    lemmas: list[LemmaRow]
    sketches: int
    refused: dict[str, int]
    conjectures: list[ConjectureRow]
    not_proposed: dict[str, int]


class DecomposerError(RuntimeError):
    """A decomposition cannot go on; the message says why, and what to do."""


class Decomposer(Protocol):
    """What the factory asks of a decomposer."""

    name: str
    version: str
    summary: str

    def decompose(
        self,
        goals: Sequence[Goal],
        folder: Path,
        toolchain: Toolchain,
        workers: int,
        *,
        least: int,
        depth: int,
        most: int,
        conjectures: int,
        asking: Asking | None,
    ) -> Report:
        """Take goals apart; raises DecomposerError.

        Before that, at most so many conjectures are made of the goals, and the model's candidates asked for;
        all are triaged, and kept among the lemmas, where what is proved may serve.

        A proof is cut into parts of at least `least` tactics. A goal without one is split in `depth` rounds,
        by its structure or by the model of `asking`, until `most` lemmas have been taken apart.
        """
        ...


def load_decomposer(name: str = "lemmas") -> Decomposer:
    """The installed decomposer of this name; raises DecomposerError."""
    for point in entry_points(group="factory.decomposers", name=name):
        decomposer: Decomposer = point.load()
        return decomposer
    raise DecomposerError(f"no decomposer called {name!r} is installed; reinstall the package")
