"""The ledger: one SQLite file that says which work units of a run are done, and with what result.

A unit is marked in one transaction, after its shards are safely on disk; so after a crash a unit is either
done, with its shards, or to be done again. The ids of the problems kept so far are in files beside it, one a
domain, of which the ledger knows how much counts: a run that goes on need not read old shards to know them.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from factory.run.errors import RunError, from_sqlite_error
from factory.run.keys import Block, KeyStore, packed, restore
from factory.run.shards import Shard

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unit (
    stage TEXT NOT NULL, domain TEXT NOT NULL, unit INTEGER NOT NULL,
    state TEXT NOT NULL, reason TEXT NOT NULL,
    shards TEXT NOT NULL, counts TEXT NOT NULL, kept BLOB NOT NULL, seconds REAL NOT NULL,
    PRIMARY KEY (stage, domain, unit)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS block (
    domain TEXT NOT NULL, unit INTEGER NOT NULL, keys INTEGER NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (domain, unit)
) WITHOUT ROWID;
"""
_OLD_TABLE = "problem"  # where ids were before they had files of their own
KEYS = "keys"


class State(StrEnum):
    """How a unit stands."""

    DONE = "done"
    FAILED = "failed"  # given up on; `reason` says why
    REDO = "redo"  # was done, but a shard was found missing or changed: must come out the same again


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the ledger: a work unit of a stage. Seconds are kept here only, never in a shard."""

    stage: str
    domain: str
    unit: int
    state: State = State.DONE
    reason: str = ""
    shards: list[Shard] = []
    counts: dict[str, int] = {}
    kept: bytes = b""  # for deduplication: which rows of the unit's mine shard are kept, one bit a row
    seconds: float = 0.0


class Ledger:
    """The open ledger of a run directory. Raises RunError when the file is damaged or cannot be written."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._stores: dict[str, KeyStore] = {}
        with self._guard():
            where = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
            # Status may be read while a run is writing: a write-ahead log lets both go on. Even to read, it
            # needs a file beside the ledger; where none can be made, nobody can be writing either.
            if read_only and not os.access(path.parent, os.W_OK):
                where += "&immutable=1"
            self._connection = sqlite3.connect(where, uri=True, isolation_level=None, timeout=10.0)
        try:
            with self._guard():
                names = {name for [name] in self._connection.execute("SELECT name FROM sqlite_master")}
                if _OLD_TABLE in names:
                    raise RunError(
                        f"{path} was written by an earlier version of the factory. Go on with that version, "
                        "or move ledger.sqlite away and run again: the shards are made again from the recipe"
                    )
                if not read_only:
                    self._open_for_writing()
                elif "unit" not in names:
                    raise RunError(f"{path} is empty: the run has only just begun. Try again in a moment")
        except BaseException:
            self._connection.close()
            raise

    def _open_for_writing(self) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            self._connection.execute(f"PRAGMA {pragma}")
        [[verdict]] = self._connection.execute("PRAGMA quick_check(1)").fetchall()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        self._connection.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; what was recorded stays."""
        for domain in tuple(self._stores):
            self._close_keys(domain)
        self._connection.close()

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise from_sqlite_error(error, str(self.path)) from None
        except (msgspec.DecodeError, ValueError) as error:
            raise from_sqlite_error(sqlite3.DatabaseError(str(error)), str(self.path)) from None

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._guard():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.execute("COMMIT")

    def meta(self) -> dict[str, str]:
        """What is known of the run as a whole."""
        with self._guard():
            return dict(self._connection.execute("SELECT key, value FROM meta").fetchall())

    def set_meta(self, **values: str) -> None:
        """Record facts about the run as a whole."""
        with self._transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def units(self) -> list[Unit]:
        """All units, in order of stage, domain and number."""
        with self._guard():
            rows = self._connection.execute("SELECT * FROM unit ORDER BY stage, domain, unit").fetchall()
            return [_unit(row) for row in rows]

    def record(self, unit: Unit) -> None:
        """Mark a unit, replacing what was known of it."""
        with self._transaction() as connection:
            _insert(connection, unit)

    def open_keys(self, domain: str, ids: Iterable[Sequence[str]]) -> None:
        """Read the keys of a domain.

        Where their file is missing, it is made again from `ids`: what each unit kept. Raises RunError where
        the file is damaged.
        """
        path = self.path.parent / KEYS / f"{domain}.keys"
        with self._guard():
            query = "SELECT keys, sha256 FROM block WHERE domain = ? ORDER BY unit"
            blocks = [Block(*row) for row in self._connection.execute(query, (domain,))]
        if not path.exists() and any(block.keys for block in blocks):
            restore(path, blocks, map(packed, ids))
        self._stores[domain] = KeyStore(path, blocks)

    def deduplicate(self, domain: str, unit: int, ids: Sequence[str], room: int) -> bytes:
        """Keep the problems of a unit that no earlier unit has, at most `room`; return the rows, as bits.

        Call it after `open_keys`, in the order of the units, so that the same problems are kept however the
        work was spread. The keys are on disk before the transaction that makes them count.
        """
        try:
            keys = packed(ids)
        except ValueError as error:
            raise RunError(f"domain {domain!r}, unit {unit}: {error}") from None
        try:
            kept, seen, block = self._stores[domain].keep(keys, room)
            counts = {"kept": block.keys, "duplicates": seen - block.keys, "surplus": len(ids) - seen}
            with self._transaction() as connection:
                _insert(connection, Unit(stage="dedup", domain=domain, unit=unit, counts=counts, kept=kept))
                connection.execute(
                    "INSERT INTO block VALUES (?, ?, ?, ?)", (domain, unit, block.keys, block.sha256)
                )
        except BaseException:
            self._close_keys(domain)
            raise
        return kept

    def _close_keys(self, domain: str) -> None:
        if store := self._stores.pop(domain, None):
            store.close()

    def forget(self, domain: str, first: int) -> None:
        """Forget the units of a domain from number `first` on, in all stages, and their keys."""
        self._close_keys(domain)
        with self._transaction() as connection:
            connection.execute("DELETE FROM unit WHERE domain = ? AND unit >= ?", (domain, first))
            connection.execute("DELETE FROM block WHERE domain = ? AND unit >= ?", (domain, first))

    def forget_unit(self, stage: str, domain: str, unit: int) -> None:
        """Forget one unit of one stage."""
        with self._transaction() as connection:
            connection.execute(
                "DELETE FROM unit WHERE stage = ? AND domain = ? AND unit = ?", (stage, domain, unit)
            )


def _insert(connection: sqlite3.Connection, unit: Unit) -> None:
    shards, counts = (msgspec.json.encode(part).decode() for part in (unit.shards, unit.counts))
    connection.execute(
        "INSERT OR REPLACE INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            unit.stage,
            unit.domain,
            unit.unit,
            unit.state,
            unit.reason,
            shards,
            counts,
            unit.kept,
            unit.seconds,
        ),
    )


def _unit(row: tuple[Any, ...]) -> Unit:
    stage, domain, unit, state, reason, shards, counts, kept, seconds = row
    return Unit(
        stage=stage,
        domain=domain,
        unit=unit,
        state=State(state),
        reason=reason,
        shards=msgspec.json.decode(shards, type=list[Shard]),
        counts=msgspec.json.decode(counts, type=dict[str, int]),
        kept=kept,
        seconds=seconds,
    )
