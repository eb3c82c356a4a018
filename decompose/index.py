"""Finds the lemmas of which a goal may be an instance: a discrimination tree kept in SQLite.

A lemma is filed under the symbols of its conclusion, then those of its hypotheses, largest first, its
variables as `*0`, `*1`, ... by first occurrence. A branch ends in a bucket of lemmas, which becomes branches
when it overflows. A search follows a goal's own symbols, and variables in the place of its subterms, equal
variables for equal subterms only; after the conclusion it tries each of the goal's hypotheses. It finds
candidates: `serve.apply_to` decides.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from decompose.statement import Statement, Telescope, is_proposition, telescope
from decompose.terms.match import ANY, Path
from decompose.terms.tree import size

TABLES = """
CREATE TABLE IF NOT EXISTS branch (
    node INTEGER NOT NULL, symbol TEXT NOT NULL, child INTEGER NOT NULL, PRIMARY KEY (node, symbol)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bucket (node INTEGER NOT NULL, lemma INTEGER NOT NULL, path TEXT NOT NULL,
    PRIMARY KEY (node, lemma)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS node (last INTEGER NOT NULL);
"""
_ROOT = 1
_END = "|"  # behind the conclusion and each hypothesis
_BUCKET = 8
MAX_VISITS = 2_000


def path_of(parts: Telescope) -> list[str]:
    """The symbols under which a lemma is filed."""
    numbers = dict.fromkeys((entry.name for entry in parts.entries if entry.name != "_"), -1)
    hypotheses = [entry.type for entry in parts.entries if entry.name == "_"]
    path: list[str] = []
    for term in (parts.conclusion, *sorted(hypotheses, key=size, reverse=True)):
        path += [*Path(term, numbers, {}).symbols, _END]
    return path


class Index:
    """The tree inside a store's database. Positive children are nodes, negative ones buckets."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._last = 0  # the number of the newest node; read anew with each lemma

    def add(self, lemma: int, statement: Statement) -> None:
        """File a lemma by the number of its row; nothing happens where the statement cannot be read."""
        if statement.term is not None:
            (self._last,) = self._database.execute("SELECT last FROM node").fetchone()
            last = self._last
            self._file(_ROOT, path_of(telescope(statement.term)), lemma)
            if self._last != last:
                self._database.execute("UPDATE node SET last = ?", (self._last,))

    def _file(self, node: int, path: list[str], lemma: int) -> None:
        for place, symbol in enumerate(path):
            row = self._database.execute(
                "SELECT child FROM branch WHERE node = ? AND symbol = ?", (node, symbol)
            ).fetchone()
            if row is None:
                bucket = -self._new_node()
                self._branch(node, symbol, bucket)
                self._put(bucket, lemma, path[place + 1 :])
                return
            if row[0] < 0:
                self._put(row[0], lemma, path[place + 1 :])
                self._split(node, symbol, row[0])
                return
            node = row[0]
        self._put(node, lemma, [])  # of a whole path, all lemmas stay at its last node

    def _split(self, node: int, symbol: str, bucket: int) -> None:
        rows = self._database.execute("SELECT lemma, path FROM bucket WHERE node = ?", (bucket,)).fetchall()
        if len(rows) <= _BUCKET:
            return
        self._database.execute("DELETE FROM bucket WHERE node = ?", (bucket,))
        child = self._new_node()
        self._branch(node, symbol, child)
        for lemma, path in rows:
            self._file(child, path.split(" ") if path else [], lemma)

    def _put(self, node: int, lemma: int, path: list[str]) -> None:
        self._database.execute("INSERT INTO bucket VALUES (?, ?, ?)", (node, lemma, " ".join(path)))

    def _branch(self, node: int, symbol: str, child: int) -> None:
        self._database.execute("INSERT OR REPLACE INTO branch VALUES (?, ?, ?)", (node, symbol, child))

    def _new_node(self) -> int:
        self._last += 1
        return self._last

    def candidates(self, goal: Telescope) -> Iterator[int]:
        """The numbers of lemmas that may serve this goal, each once; at most MAX_VISITS nodes are visited."""
        search = _Search(goal)
        seen: set[int] = set()
        pending = [(_ROOT, [_State(0, 0, ())])]
        for _ in range(MAX_VISITS):
            if not pending:
                return
            node, states = pending.pop()
            moves = search.moves(states)
            marks = ",".join("?" * len(moves))
            rows = self._database.execute(
                "SELECT symbol, child, lemma, path FROM branch LEFT JOIN bucket ON bucket.node = child"
                f" WHERE branch.node = ? AND symbol IN ({marks}) ORDER BY symbol, lemma",
                (node, *moves),
            ).fetchall()
            last = ""
            for symbol, child, lemma, path in rows:
                following = moves[symbol]
                if child > 0 and symbol != last:
                    pending.append((child, following))
                last = symbol
                if lemma is not None and lemma not in seen and search.accepts(path, following):
                    seen.add(lemma)
                    yield lemma


class _State(NamedTuple):
    """Where a search stands: in which of the goal's terms, at which place, and the variables' subterms."""

    which: int
    place: int
    values: tuple[int, ...]


class _Search:
    """The steps along a path of symbols that a goal allows."""

    def __init__(self, goal: Telescope) -> None:
        keys: dict[tuple[object, ...], int] = {}
        hypotheses = (entry.type for entry in goal.entries if entry.name == "_" or is_proposition(entry.type))
        self._terms = [Path(term, {}, keys) for term in (goal.conclusion, *hypotheses)]

    def moves(self, states: list[_State]) -> dict[str, list[_State]]:
        """The symbols that may come next, and the states that each leads to."""
        moves: dict[str, list[_State]] = {}
        for state in states:
            which, place, values = state
            term = self._terms[which]
            if place == len(term.symbols):
                steps = [_END]
            else:
                key = term.subterms[place]
                steps = [term.symbols[place], ANY, f"{ANY}{len(values)}"]
                steps += [f"{ANY}{number}" for number, value in enumerate(values) if value == key]
            for symbol in steps:
                moves.setdefault(symbol, []).extend(self._step(state, symbol))
        return moves

    def _step(self, state: _State, symbol: str) -> Sequence[_State]:
        """The states to which a lemma's next symbol leads, none where the goal does not allow it."""
        which, place, values = state
        term = self._terms[which]
        if place == len(term.symbols):
            others = range(1, len(self._terms)) if symbol == _END else ()
            return [_State(other, 0, values) for other in others]
        if symbol == term.symbols[place]:
            return (_State(which, place + 1, values),)
        behind = term.ends[place]
        if symbol == ANY:
            return (_State(which, behind, values),)
        if symbol[0] != ANY or symbol[1] == "/":
            return ()  # another constant; `*/2` is a product
        number = int(symbol[1:])
        if number == len(values):
            return (_State(which, behind, (*values, term.subterms[place])),)
        return (_State(which, behind, values),) if values[number] == term.subterms[place] else ()

    def accepts(self, path: str, states: Sequence[_State]) -> bool:
        """Whether the rest of a lemma's path, which ends behind a term, can be followed from here."""
        if not path:
            return True
        for symbol in path.removesuffix(_END).split():
            states = [following for state in states for following in self._step(state, symbol)]
            if not states:
                return False
        return any(state.place == len(self._terms[state.which].symbols) for state in states)
