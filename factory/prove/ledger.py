"""The attempts of a run in one SQLite file: each sample is on disk before anything is done with it.

An attempt is recorded twice: when the prover answers, and when Lean has judged it. What was answered before a
crash is judged after it, and never asked for again. (When the machine loses its power, the last moments may
be lost.)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

import msgspec

from factory.prove.interface import Sample
from factory.run.errors import RunError

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS attempt (
    problem TEXT NOT NULL, round INTEGER NOT NULL, sample INTEGER NOT NULL,
    proof TEXT NOT NULL, tokens INTEGER NOT NULL, prompt_tokens INTEGER NOT NULL,
    outcome TEXT NOT NULL, detail TEXT NOT NULL,
    axioms TEXT NOT NULL, type_hash TEXT NOT NULL,
    PRIMARY KEY (problem, round, sample)
) WITHOUT ROWID;
"""


class Outcome(StrEnum):
    """What became of a sample."""

    WAITING = "waiting"  # for Lean
    PROVED = "proved"
    WRONG = "wrong"  # Lean's message, or why the answer holds no proof
    TIMED_OUT = "timed out"  # Lean's time or memory
    CHEATING = "cheating"  # the policy's reason
    UNNEEDED = "unneeded"  # an earlier sample had proved the problem before this one was checked


class Attempt(msgspec.Struct, kw_only=True):
    """One row: a sample of a problem, and what Lean said of it."""

    problem: str
    round: int
    sample: int
    proof: str
    tokens: int
    prompt_tokens: int
    outcome: Outcome = Outcome.WAITING
    detail: str = ""
    axioms: list[str] = []
    type_hash: str = ""


class AttemptLedger:
    """The open file. One thread at a time may use it. Raises RunError where it cannot be read or written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            for pragma in ("journal_mode=WAL", "synchronous=NORMAL"):
                self._connection.execute(f"PRAGMA {pragma}")
            self._connection.executescript(_TABLES)
        except sqlite3.Error as error:
            raise RunError(f"{path}: {error}; choose another folder, or move the file away") from None

    def close(self) -> None:
        """Close the file; what was recorded stays."""
        self._connection.close()

    def claim(self, facts: dict[str, str]) -> None:
        """Record what the run is of, or make sure that it is the same. Raises RunError: what differs."""
        before = dict(self._connection.execute("SELECT key, value FROM meta"))
        changed = [name for name in facts if before.get(name, facts[name]) != facts[name]]
        if changed:
            raise RunError(
                f"{self.path.parent} holds the attempts of another run (different: {', '.join(changed)}); "
                "choose another folder with --out"
            )
        self._write("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())

    def attempts(self) -> Iterator[Attempt]:
        """All attempts, by problem, round and sample."""
        for *values, axioms, type_hash in self._connection.execute(
            "SELECT problem, round, sample, proof, tokens, prompt_tokens, outcome, detail, axioms, type_hash "
            "FROM attempt ORDER BY problem, round, sample"
        ):
            problem, round_, sample, proof, tokens, prompt_tokens, outcome, detail = values
            yield Attempt(
                problem=problem,
                round=round_,
                sample=sample,
                proof=proof,
                tokens=tokens,
                prompt_tokens=prompt_tokens,
                outcome=Outcome(outcome),
                detail=detail,
                axioms=axioms.split(),
                type_hash=type_hash,
            )

    def add(self, samples: Iterable[Sample]) -> list[Attempt]:
        """Record answers; those without a proof are wrong at once. They are on disk when this returns."""
        attempts = [
            Attempt(
                problem=sample.id,
                round=sample.round,
                sample=sample.index,
                proof=sample.proof,
                tokens=sample.tokens,
                prompt_tokens=sample.prompt_tokens,
                outcome=Outcome.WRONG if sample.reason else Outcome.WAITING,
                detail=sample.reason and f"answer: {sample.reason}",
            )
            for sample in samples
        ]
        self._write(
            "INSERT OR REPLACE INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, attempts)
        )
        return attempts

    def judge(self, attempts: Iterable[Attempt]) -> None:
        """Record what these attempts now say."""
        self._write(
            "UPDATE attempt SET outcome = ?, detail = ?, axioms = ?, type_hash = ? "
            "WHERE problem = ? AND round = ? AND sample = ?",
            (
                (a.outcome, a.detail, " ".join(a.axioms), a.type_hash, a.problem, a.round, a.sample)
                for a in attempts
            ),
        )

    def _write(self, command: str, rows: Iterable[tuple[object, ...]]) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(command, rows)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise RunError(
                f"{self.path}: {error}; free some space and run again, what is recorded is kept"
            ) from None


def _row(attempt: Attempt) -> tuple[object, ...]:
    return (
        attempt.problem,
        attempt.round,
        attempt.sample,
        attempt.proof.encode("utf-8", "backslashreplace").decode(),
        attempt.tokens,
        attempt.prompt_tokens,
        attempt.outcome,
        attempt.detail.encode("utf-8", "backslashreplace").decode(),
        " ".join(attempt.axioms),
        attempt.type_hash,
    )
