"""Finds the lemmas of which a goal may be an instance: a discrimination tree in memory, its paths in SQLite.

A lemma is filed under the symbols of its conclusion, then those of its hypotheses, largest first, its
variables as `*0`, `*1`, ... by first occurrence. A variable that nothing mentions is left out. A search
(`native/lemma_tree.cpp`) follows a goal's own symbols, and variables in the place of its subterms, equal
variables for equal subterms only; after the conclusion it tries each of the goal's hypotheses. It finds
candidates: `serve.apply_to` decides.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Set

from decompose._lemma_tree import LemmaTree
from decompose.statement import Statement, Telescope, is_proposition, statement, telescope
from decompose.terms.match import Path
from decompose.terms.tree import ARROW, PROP, App, Atom, Term, size

TABLES = "CREATE TABLE IF NOT EXISTS path (lemma INTEGER PRIMARY KEY, symbols TEXT NOT NULL)"
_END = "|"  # behind the conclusion and each hypothesis
MAX_STEPS = 200_000  # of a search, which takes a few hundred as a rule


def path_of(parts: Telescope) -> list[str]:
    """The symbols under which a lemma is filed."""
    numbers = dict.fromkeys((entry.name for entry in parts.entries if entry.name != "_"), -1)
    propositions = {Atom(entry.name) for entry in parts.entries if entry.type == PROP}
    premises = (entry.type for entry in parts.entries if entry.name == "_")
    hypotheses = [premise for premise in premises if _is_hypothesis(premise, propositions)]
    path: list[str] = []
    for term in (parts.conclusion, *sorted(hypotheses, key=size, reverse=True)):
        path += [*Path(term, numbers, {}).symbols, _END]
    return path


def _is_hypothesis(premise: Term, propositions: Set[Term]) -> bool:
    """Whether it is a proposition, not the type of a variable that nothing mentions."""
    while isinstance(premise, App) and premise.head == ARROW:
        premise = premise.arguments[1]
    return premise in propositions or is_proposition(premise)


class Index:
    """The tree of a store. Its paths are in the store's database; each look-up reads those that are new."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._tree = LemmaTree()
        self._last = 0  # the newest lemma that the tree has seen

    def add(self, lemma: int, item: Statement) -> None:
        """File a lemma by the number of its row; under nothing where the statement cannot be read."""
        self._database.execute("INSERT INTO path VALUES (?, ?)", (lemma, _symbols(item)))

    def candidates(self, goal: Telescope) -> list[int]:
        """The numbers of lemmas that may serve this goal, each once, found in at most MAX_STEPS steps."""
        self._read_new()
        keys: dict[tuple[object, ...], int] = {}
        hypotheses = (entry.type for entry in goal.entries if entry.name == "_" or is_proposition(entry.type))
        terms = [Path(term, {}, keys) for term in (goal.conclusion, *hypotheses)]
        return self._tree.candidates([(term.symbols, term.ends, term.subterms) for term in terms], MAX_STEPS)

    def _read_new(self) -> None:
        rows = self._database.execute(
            "SELECT number, statement, symbols FROM lemma LEFT JOIN path ON lemma = number WHERE number > ?"
            " ORDER BY number",
            (self._last,),
        )
        for number, text, symbols in rows:
            # A store of an earlier version has no paths.
            path = _symbols(statement(text)) if symbols is None else symbols
            if path:
                self._tree.add(number, path)
            self._last = number


def _symbols(item: Statement) -> str:
    """The path of a lemma as text, a symbol a line: no symbol has a line's end in it, some have spaces."""
    return "" if item.term is None else "\n".join(path_of(telescope(item.term)))
