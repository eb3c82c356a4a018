"""The ledger of requests: one SQLite file that says what was asked, how it ended, and what was answered.

An answer is written when it arrives, so a run that is killed has lost what was in flight and nothing else;
asking the same again takes the answer from here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

from factory.models.requests import Completion

ATTEMPTED_RUNS: Final = 3  # runs in which a request may fail before it is put away

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS request (
    key BLOB PRIMARY KEY, state TEXT NOT NULL, attempts INTEGER NOT NULL, runs INTEGER NOT NULL,
    reason TEXT NOT NULL, text TEXT, finish TEXT, prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS note (key TEXT PRIMARY KEY, value BLOB NOT NULL);
"""


class LedgerError(ValueError):
    """A ledger that cannot be used; the message names the file."""


class State(StrEnum):
    """How a request stands."""

    DONE = "done"
    FILTERED = "filtered"  # answered, but what was made of the answer was refused; `reason` says why
    FAILED = "failed"  # all attempts of a run failed; the next run tries again
    QUARANTINED = "quarantined"  # refused by the server, or failed in three runs: not tried again


class Entry(NamedTuple):
    """A row: `completion` where there is an answer."""

    state: State
    attempts: int
    runs: int
    reason: str
    completion: Completion | None


class Ledger:
    """The open ledger; one process at a time. Raises LedgerError."""

    def __init__(self, path: Path) -> None:
        try:
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=1.0)
            self._connection.executescript(
                "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _TABLES
            )
        except sqlite3.DatabaseError as error:
            busy = "locked" in str(error)
            why = "another process is at work here" if busy else f"not a readable ledger: {error}"
            raise LedgerError(f"{path}: {why}") from None
        [row] = self._connection.execute(
            "SELECT ifnull(sum(prompt_tokens), 0), ifnull(sum(completion_tokens), 0) FROM request"
        )
        self.prompt_tokens, self.completion_tokens = int(row[0]), int(row[1])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was written stays."""
        self._connection.close()

    def get(self, key: bytes) -> Entry | None:
        """What is known of a request."""
        row = self._connection.execute(
            "SELECT state, attempts, runs, reason, text, finish, prompt_tokens, completion_tokens "
            "FROM request WHERE key = ?",
            (key,),
        ).fetchone()
        if row is None:
            return None
        state, attempts, runs, reason, text, finish, prompt_tokens, completion_tokens = row
        completion = None
        if text is not None:
            completion = Completion(
                text=text, finish=finish, prompt_tokens=prompt_tokens, completion_tokens=completion_tokens
            )
        return Entry(State(state), attempts, runs, reason, completion)

    def answered(self, key: bytes, attempts: int, completion: Completion) -> None:
        """Write an answer."""
        self._connection.execute(
            "INSERT OR REPLACE INTO request VALUES (?, ?, ?, 0, '', ?, ?, ?, ?)",
            (key, State.DONE.value, attempts, _storable(completion.text), completion.finish,
             completion.prompt_tokens, completion.completion_tokens),
        )  # fmt: skip
        self.prompt_tokens += completion.prompt_tokens
        self.completion_tokens += completion.completion_tokens

    def unanswered(self, key: bytes, state: State, attempts: int, runs: int, reason: str) -> None:
        """Write that a request failed or was refused; attempts and runs are those of all runs."""
        self._connection.execute(
            "INSERT OR REPLACE INTO request VALUES (?, ?, ?, ?, ?, NULL, NULL, 0, 0)",
            (key, state.value, attempts, runs, _storable(reason)),
        )

    def filter(self, refused: Iterable[tuple[bytes, str]]) -> None:
        """Say of answered requests why what came of them was refused."""
        self._connection.execute("BEGIN")
        self._connection.executemany(
            "UPDATE request SET state = 'filtered', reason = ? WHERE key = ?",
            [(reason, key) for key, reason in refused],
        )
        self._connection.execute("COMMIT")

    def give_up(self) -> int:
        """Put all failed requests away for good; returns how many."""
        done = self._connection.execute("UPDATE request SET state = 'quarantined' WHERE state = 'failed'")
        return done.rowcount

    def counts(self) -> dict[str, int]:
        """Requests by state."""
        counted = dict.fromkeys((state.value for state in State), 0)
        counted.update(self._connection.execute("SELECT state, count(*) FROM request GROUP BY state"))
        return counted

    def note(self, key: str) -> bytes | None:
        """A decision written down earlier."""
        row = self._connection.execute("SELECT value FROM note WHERE key = ?", (key,)).fetchone()
        return None if row is None else bytes(row[0])

    def write_note(self, key: str, value: bytes) -> None:
        """Write a decision down, so that a run that goes on decides the same."""
        self._connection.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (key, value))


def _storable(text: str) -> str:
    # A lone surrogate, which a broken server can send as JSON, has no UTF-8.
    return text.encode(errors="replace").decode()
