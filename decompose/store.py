"""The lemma graph of a run, in one SQLite file: lemmas, what reduces which to which others, and how they
stand.

Everything works around `LemmaStore`. A lemma is filed once, by its canonical statement. A *reduction* says
how a lemma follows from others: `skeleton` is a Lean proof of it in which `constant(id)` stands for each of
them. A lemma is proved by a proof of its own or by a reduction to lemmas proved before it, so what is proved
never goes round in a circle. Every method is one transaction: a killed process leaves what was done before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from decompose.index import TABLES as INDEX_TABLES
from decompose.index import Index
from decompose.serve import apply_to, name_entries
from decompose.statement import Statement, Telescope, statement, telescope
from decompose.terms.read import read

_TABLES = f"""
CREATE TABLE IF NOT EXISTS lemma (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, statement TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'open',
    attempts INTEGER NOT NULL DEFAULT 0, proofs INTEGER NOT NULL DEFAULT 0,
    proof TEXT NOT NULL DEFAULT '', by INTEGER, reason TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS reduction (
    number INTEGER PRIMARY KEY, lemma INTEGER NOT NULL, skeleton TEXT NOT NULL, children TEXT NOT NULL,
    UNIQUE (lemma, skeleton, children)
);
CREATE TABLE IF NOT EXISTS child (
    child INTEGER NOT NULL, reduction INTEGER NOT NULL, PRIMARY KEY (child, reduction)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS used (
    lemma INTEGER NOT NULL, problem TEXT NOT NULL, PRIMARY KEY (lemma, problem)
) WITHOUT ROWID;
{INDEX_TABLES}
"""
_COLUMNS = "id, statement, status, attempts, proofs, proof, reason"


class LemmaStatus(StrEnum):
    """How a lemma stands. Proved and refuted are final."""

    OPEN = "open"
    PROVED = "proved"
    REFUTED = "refuted"
    ABANDONED = "abandoned"


class Lemma(msgspec.Struct, frozen=True):
    """A row of the store."""

    id: str
    statement: str
    status: LemmaStatus
    attempts: int  # how often a prover tried
    proofs: int  # how often it succeeded
    proof: str  # its own proof; "" where a reduction proves it
    reason: str  # a countermodel, or why it was abandoned

    @property
    def proof_rate(self) -> float:
        """The share of attempts that succeeded; 0 where none was made."""
        return self.proofs / self.attempts if self.attempts else 0.0


class Reduction(msgspec.Struct, frozen=True):
    """How a lemma follows from others."""

    lemma: str
    children: list[str]  # ids; a lemma that is used twice stands here twice
    skeleton: str


class Serving(msgspec.Struct, frozen=True):
    """A lemma that serves a goal."""

    lemma: Lemma
    application: str  # a proof of the goal in which `constant(lemma.id)` stands for the lemma


def constant(id_: str) -> str:
    """The name by which a proof uses a lemma: its address, so two lemmas never share one by accident."""
    return f"lemma_{id_[:16]}"


class LemmaConflict(ValueError):
    """A lemma would be both proved and refuted, which means that somebody's proof was not checked."""


class LemmaStore:
    """The file. Use it as a context manager, or `close` it; several processes may have it open."""

    def __init__(self, path: Path) -> None:
        """Open the store, making it where it is missing. Raises sqlite3.DatabaseError on a damaged file."""
        self._database = sqlite3.connect(path, isolation_level=None, timeout=60)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._database.execute("PRAGMA cache_size = -65536")  # kibibytes
        self._database.execute("PRAGMA mmap_size = 1073741824")  # bytes
        with self._transaction():
            for command in _TABLES.split(";"):
                self._database.execute(command)
        self._index = Index(self._database)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return int(self._database.execute("SELECT count(*) FROM lemma").fetchone()[0])

    def __iter__(self) -> Iterator[Lemma]:
        for row in self._database.execute(f"SELECT {_COLUMNS} FROM lemma ORDER BY number").fetchall():
            yield _lemma(row)

    def add(self, statements: Sequence[Statement], problem: str = "") -> list[str]:
        """File lemmas that are not there yet, noting the problem that uses them; their ids, in order."""
        ids = [item.id for item in statements]
        with self._transaction():
            for id_, item in zip(ids, statements, strict=True):
                cursor = self._database.execute(
                    "INSERT OR IGNORE INTO lemma (id, statement) VALUES (?, ?)", (id_, item.text)
                )
                if cursor.rowcount and cursor.lastrowid is not None:
                    self._index.add(cursor.lastrowid, item)
                if problem:
                    self._database.execute(
                        "INSERT OR IGNORE INTO used VALUES (?, ?)", (self._number(id_), problem)
                    )
        return ids

    def get(self, id_: str) -> Lemma:
        """The lemma of this id; raises KeyError."""
        row = self._one(f"SELECT {_COLUMNS} FROM lemma WHERE id = ?", id_)
        if row is None:
            raise KeyError(f"no lemma {id_} in the store")
        return _lemma(row)

    def nth(self, number: int) -> Lemma:
        """The lemma that was filed after `number` others; raises IndexError."""
        row = self._one(f"SELECT {_COLUMNS} FROM lemma WHERE number = ?", number + 1)
        if row is None:
            raise IndexError(f"the store has {len(self)} lemmas, none of the number {number}")
        return _lemma(row)

    def find(self, item: Statement | str) -> Lemma | None:
        """The lemma that says this, up to the names of bound variables."""
        wanted = statement(item) if isinstance(item, str) else item
        row = self._one(f"SELECT {_COLUMNS} FROM lemma WHERE id = ?", wanted.id)
        return None if row is None else _lemma(row)

    def serving(self, item: Statement | str, *, limit: int = 8, proved: bool = False) -> list[Serving]:
        """Lemmas of which this is an instance, those proved first; the lemma itself is not among them, nor
        are, with `proved`, those that are not.

        Types are compared as far as notation shows them, so Lean must check an application before it is
        relied on.
        """
        wanted = statement(item) if isinstance(item, str) else item
        if wanted.term is None:
            return []
        parts = telescope(wanted.term)
        goal: Telescope | None = None
        found: list[Serving] = []
        usable = "status = 'proved'" if proved else "status != 'refuted'"
        rows = self._database.execute(
            f"SELECT {_COLUMNS} FROM lemma WHERE number IN (SELECT value FROM json_each(?)) AND {usable}"
            " AND id != ? ORDER BY number",
            (json.dumps(self._index.candidates(parts)), wanted.id),
        )
        for lemma in map(_lemma, rows):
            goal = goal or name_entries(parts)
            application = apply_to(_parts(lemma.statement), goal, constant(lemma.id))
            if application is not None:
                found.append(Serving(lemma, application))
                if len(found) == limit:
                    break
        return sorted(found, key=lambda serving: serving.lemma.status is not LemmaStatus.PROVED)

    def problems(self, id_: str) -> list[str]:
        """The problems that use a lemma, sorted."""
        rows = self._database.execute(
            "SELECT problem FROM used WHERE lemma = ? ORDER BY problem", (self._number(id_),)
        )
        return [str(problem) for (problem,) in rows.fetchall()]

    def reduce(self, lemma: str, children: Sequence[str], skeleton: str) -> None:
        """Note that `lemma` follows from `children`, which the caller has had Lean check."""
        numbers = [self._number(child) for child in children]
        with self._transaction():
            packed = " ".join(map(str, numbers))
            cursor = self._database.execute(
                "INSERT OR IGNORE INTO reduction (lemma, skeleton, children) VALUES (?, ?, ?)",
                (self._number(lemma), skeleton, packed),
            )
            if not cursor.rowcount:
                return
            reduction = cursor.lastrowid
            self._database.executemany(
                "INSERT OR IGNORE INTO child VALUES (?, ?)", [(number, reduction) for number in numbers]
            )
            self._spread([self._number(lemma)])

    def reductions(self, id_: str) -> list[Reduction]:
        """The ways to reduce a lemma, in the order in which they were found."""
        rows = self._database.execute(
            "SELECT skeleton, children FROM reduction WHERE lemma = ? ORDER BY number", (self._number(id_),)
        )
        return [Reduction(id_, self._ids(children), skeleton) for skeleton, children in rows.fetchall()]

    def below(self, id_: str) -> int:
        """How many lemmas a lemma's reductions lead to, itself not counted."""
        seen = {id_}
        pending = [id_]
        while pending:
            for reduction in self.reductions(pending.pop()):
                pending += [child for child in reduction.children if child not in seen]
                seen.update(reduction.children)
        return len(seen) - 1

    def attempted(self, id_: str, attempts: int, proofs: int) -> None:
        """Count a prover's attempts at a lemma and how many of them succeeded."""
        with self._transaction():
            self._database.execute(
                "UPDATE lemma SET attempts = attempts + ?, proofs = proofs + ? WHERE id = ?",
                (attempts, proofs, id_),
            )

    def prove(self, id_: str, proof: str) -> None:
        """Note a proof that Lean has checked; of several the shortest is kept. Raises LemmaConflict."""
        with self._transaction():
            lemma = self.get(id_)
            if lemma.status is LemmaStatus.REFUTED:
                raise LemmaConflict(f"lemma {id_} is refuted, and now there is a proof: {lemma.statement}")
            if lemma.proof and len(lemma.proof) <= len(proof):
                return
            self._database.execute(
                "UPDATE lemma SET status = 'proved', proof = ?, by = NULL, reason = '' WHERE id = ?",
                (proof, id_),
            )
            if lemma.status is not LemmaStatus.PROVED:
                self._spread(self._parents(self._number(id_)))

    def refute(self, id_: str, countermodel: str) -> None:
        """Note that a lemma is false, and where. Raises LemmaConflict when it is proved."""
        self._end(id_, LemmaStatus.REFUTED, countermodel)

    def abandon(self, id_: str, reason: str) -> None:
        """Note that nobody will try an open lemma any more; a later proof counts all the same."""
        if self.get(id_).status is LemmaStatus.OPEN:
            self._end(id_, LemmaStatus.ABANDONED, reason)

    def _end(self, id_: str, status: LemmaStatus, reason: str) -> None:
        with self._transaction():
            lemma = self.get(id_)
            if lemma.status is LemmaStatus.PROVED:
                raise LemmaConflict(f"lemma {id_} is proved, and now {status}: {lemma.statement}")
            self._database.execute(
                "UPDATE lemma SET status = ?, reason = ? WHERE id = ?", (status, reason, id_)
            )

    def proof_of(self, id_: str) -> str | Reduction | None:
        """What proves a lemma: a text of its own, or the reduction by which it was first proved."""
        row = self._one("SELECT proof, by FROM lemma WHERE id = ?", id_)
        if row is None:
            raise KeyError(f"no lemma {id_} in the store")
        proof, by = row
        if proof:
            return str(proof)
        if by is None:
            return None
        skeleton, children = self._one("SELECT skeleton, children FROM reduction WHERE number = ?", by)
        return Reduction(id_, self._ids(children), skeleton)

    def _spread(self, pending: list[int]) -> None:
        """Mark as proved what follows now, from these lemmas upwards."""
        while pending:
            number = pending.pop()
            (status,) = self._one("SELECT status FROM lemma WHERE number = ?", number)
            if status in (LemmaStatus.PROVED, LemmaStatus.REFUTED):
                continue
            rows = self._database.execute(
                "SELECT number, children FROM reduction WHERE lemma = ? ORDER BY number", (number,)
            ).fetchall()
            for reduction, children in rows:
                if all(self._is_proved(int(child)) for child in children.split()):
                    self._database.execute(
                        "UPDATE lemma SET status = 'proved', by = ?, reason = '' WHERE number = ?",
                        (reduction, number),
                    )
                    pending += self._parents(number)
                    break

    def _is_proved(self, number: int) -> bool:
        (status,) = self._one("SELECT status FROM lemma WHERE number = ?", number)
        return bool(status == LemmaStatus.PROVED)

    def _parents(self, number: int) -> list[int]:
        rows = self._database.execute(
            "SELECT DISTINCT lemma FROM reduction JOIN child ON reduction = number WHERE child = ?", (number,)
        )
        return [int(parent) for (parent,) in rows.fetchall()]

    def _number(self, id_: str) -> int:
        row = self._one("SELECT number FROM lemma WHERE id = ?", id_)
        if row is None:
            raise KeyError(f"no lemma {id_} in the store")
        return int(row[0])

    def _ids(self, numbers: str) -> list[str]:
        return [
            str(self._one("SELECT id FROM lemma WHERE number = ?", int(number))[0])
            for number in numbers.split()
        ]

    def _one(self, query: str, *parameters: object) -> Any:
        return self._database.execute(query, parameters).fetchone()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")


def _lemma(row: tuple[Any, ...]) -> Lemma:
    id_, text, status, attempts, proofs, proof, reason = row
    return Lemma(id_, text, LemmaStatus(status), attempts, proofs, proof, reason)


@lru_cache(maxsize=10_000)  # what serves one goal often serves others
def _parts(text: str) -> Telescope:
    return telescope(read(text))
