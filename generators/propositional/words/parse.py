"""Reads the words of `wording.py` back into formulas: the oracle that a rendering has one reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generators.propositional.formula import (
    And,
    Atom,
    Bottom,
    Formula,
    FormulaError,
    Iff,
    Implies,
    Not,
    Or,
    Top,
    parse_symbols,
)
from generators.propositional.words.lexicon import SYMBOLIC, Proposition
from generators.propositional.words.wording import (
    AND,
    BOTTOM,
    IFF,
    IFF_BETWEEN,
    IMPLIES,
    NOT,
    OR,
    TOP,
)

(_IF, _THEN), *_IMPLYING = IMPLIES
# Openings that say only that two claims follow, with the words between them that say how they are related.
_CLAIMS: Final[dict[str, list[tuple[type[Implies] | type[Iff], str]]]] = {}
for _kind, _rows in ((Implies, _IMPLYING), (Iff, IFF)):
    for _before, _between in _rows:
        _CLAIMS.setdefault(_before, []).append((_kind, _between))


class WordsError(ValueError):
    """A text that is not one of our renderings: what was expected and where (offset in characters)."""


class Reader:
    """Reads clauses whose atoms are worded by `propositions`; capital letters do not matter."""

    def __init__(self, propositions: Mapping[Atom, Proposition], vocabulary: str) -> None:
        self._symbolic = vocabulary == SYMBOLIC
        self._simple: dict[str, Formula] = {}
        worded: list[tuple[Formula, Proposition]] = [*propositions.items(), (Top(), TOP), (Bottom(), BOTTOM)]
        for formula, proposition in worded:
            self._simple[proposition.affirmed.lower()] = formula
            self._simple[proposition.denied.lower()] = Not(formula)
        longest_first = sorted(self._simple, key=len, reverse=True)
        self._clause = re.compile("(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")

    def read(self, text: str) -> Formula:
        """The formula that the whole text says; raises WordsError."""
        if self._symbolic:
            try:
                return parse_symbols(text)
            except FormulaError as error:
                raise WordsError(str(error)) from error
        lowered = text.lower()
        formula, end = self._whole(lowered, 0)
        if end != len(lowered):
            raise WordsError(f"the clause ends at offset {end} of {text!r}, but more follows")
        return formula

    def _whole(self, text: str, start: int) -> tuple[Formula, int]:
        """A formula in a closed position, where "if and only if" may join two simple clauses."""
        formula, end = self._formula(text, start)
        for between in IFF_BETWEEN:
            if text.startswith(between, end):
                right, end = self._formula(text, end + len(between))
                return Iff(formula, right), end
        return formula, end

    def _formula(self, text: str, start: int) -> tuple[Formula, int]:
        for words in NOT:
            if text.startswith(words, start):
                body, end = self._formula(text, start + len(words))
                return Not(body), end
        kind: type[And] | type[Or]
        for kind, table in ((And, AND), (Or, OR)):
            for before, between in table:
                if text.startswith(before, start):
                    left, end = self._whole(text, start + len(before))
                    end = self._skip(text, end, ",", optional=True)
                    end = self._skip(text, end, " " + between)
                    right, end = self._formula(text, end)
                    return kind(left, right), end
        if text.startswith(_IF, start):
            left, end = self._whole(text, start + len(_IF))
            right, end = self._formula(text, self._skip(text, end, _THEN))
            return Implies(left, right), end
        for before in _CLAIMS:
            if text.startswith(before, start):
                left, end = self._formula(text, start + len(before))
                for sort, between in _CLAIMS[before]:
                    if text.startswith(between, end):
                        right, end = self._formula(text, end + len(between))
                        return sort(left, right), end
                raise WordsError(f"expected what the claim implies or equals at offset {end} of {text!r}")
        found = self._clause.match(text, start)
        if found is None:
            raise WordsError(f"expected a clause at offset {start} of {text!r}")
        return self._simple[found[0]], found.end()

    @staticmethod
    def _skip(text: str, start: int, words: str, *, optional: bool = False) -> int:
        if text.startswith(words, start):
            return start + len(words)
        if optional:
            return start
        raise WordsError(f"expected {words!r} at offset {start} of {text!r}")
