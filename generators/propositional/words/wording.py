"""Formulas in words that have exactly one reading.

Compound formulas open with a word that announces their connective ("both", "either", "if", "it is not the
case that", "the claim that"), as in Polish notation, so brackets are never missed: `both A and either B or C`
is `A ∧ (B ∨ C)` and nothing else. Only "if and only if" stands between its parts, and only where what is
around it cannot reach in: between two simple clauses, as a whole sentence or before a closing word.
`parse.py` reads the words back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generators.choice import Choice
from generators.propositional.formula import (
    SIMPLE,
    And,
    Atom,
    Bottom,
    Formula,
    Iff,
    Implies,
    Not,
    Top,
    symbols,
)
from generators.propositional.words.lexicon import SYMBOLIC, Proposition

TOP: Final = Proposition("the trivial truth holds", "the trivial truth does not hold")
BOTTOM: Final = Proposition("a contradiction holds", "no contradiction holds")

# Per connective: the words before, between and after its parts; a document keeps to one row of each.
AND: Final = (("both ", "and "), ("it is true both that ", "and that "))
OR: Final = (("either ", "or "), ("it is true either that ", "or that "))
IMPLIES: Final = (("if ", ", then "), ("the claim that ", " implies the claim that "))
NOT: Final = ("it is not the case that ", "it is false that ", "it is not true that ")
IFF: Final = (
    ("the claim that ", " is equivalent to the claim that "),
    ("saying that ", " amounts to saying that "),
)
IFF_BETWEEN: Final = (" if and only if ", " exactly when ", " just in case ")


class Wording:
    """Turns the formulas of one document into words, always the same words for the same formula."""

    def __init__(self, propositions: Mapping[Atom, Proposition], vocabulary: str, choice: Choice) -> None:
        self.propositions = propositions
        self.vocabulary = vocabulary
        self.symbolic = vocabulary == SYMBOLIC
        self._not = choice.pick(NOT)
        self._iff = choice.pick(IFF)
        self._between = choice.pick(IFF_BETWEEN)
        # By identity, for hashing a tree costs as much as wording it; a formula that is kept keeps its id.
        self._clauses: dict[int, tuple[Formula, str]] = {}

    def clause(self, formula: Formula) -> str:
        """The formula as a clause that may stand anywhere: "the lamp is lit", "p ∧ q"."""
        known = self._clauses.get(id(formula))
        if known is not None:
            return known[1]
        text = symbols(formula) if self.symbolic else self._compose(formula)
        self._clauses[id(formula)] = formula, text
        return text

    def whole(self, formula: Formula) -> str:
        """The formula as a clause that ends its sentence or is followed by a closing word."""
        if type(formula) is not Iff or self.symbolic or not _simple(formula.left, formula.right):
            return self.clause(formula)
        return f"{self.clause(formula.left)}{self._between}{self.clause(formula.right)}"

    def _compose(self, formula: Formula) -> str:
        # The commonest kinds first, by `isinstance`: the patterns of a `match` take twice as long.
        if isinstance(formula, SIMPLE):
            return self._proposition(formula).affirmed
        if isinstance(formula, Not):
            if isinstance(formula.body, SIMPLE):
                return self._proposition(formula.body).denied
            inner = self.clause(formula.body)
            return f"{_unlike(inner, self._not, NOT)}{inner}"
        if isinstance(formula, Implies):
            return self._implication(formula.left, formula.right, IMPLIES[0])
        if isinstance(formula, Iff):
            first, second = self.clause(formula.left), self.clause(formula.right)
            before, between = _unlike_row((self._iff, *IFF), first, second)
            return f"{before}{first}{between}{second}"
        first = self._closed(formula.left)
        before, between = _unlike_row(AND if isinstance(formula, And) else OR, first)
        return f"{before}{first} {between}{self.clause(formula.right)}"

    def _implication(self, left: Formula, right: Formula, row: tuple[str, str]) -> str:
        """ "If ..., then ..."; a condition that is an implication itself is told apart ("if if")."""
        before, between = row
        if isinstance(left, Implies):
            inner = self._implication(left.left, left.right, IMPLIES[1 if row is IMPLIES[0] else 0])
        else:
            inner = self.whole(left) if row is IMPLIES[0] else self.clause(left)
        return f"{before}{inner}{between}{self.clause(right)}"

    def _proposition(self, formula: Atom | Top | Bottom) -> Proposition:
        if isinstance(formula, Atom):
            return self.propositions[formula]
        return TOP if isinstance(formula, Top) else BOTTOM

    def _closed(self, formula: Formula) -> str:
        """The first of two parts: a comma marks where a compound one ends."""
        text = self.whole(formula)
        return text if _simple(formula) else f"{text},"


def _unlike(inner: str, preferred: str, all_words: Sequence[str]) -> str:
    """The preferred words, or others where the text that follows opens with the same ("if if ...")."""
    if not inner.startswith(preferred):
        return preferred
    return next(words for words in all_words if words != preferred)


def _unlike_row(rows: Sequence[tuple[str, str]], *inner: str) -> tuple[str, str]:
    """The same choice among pairs of words before and between, for what follows either; else the first."""
    for row in rows:
        for text in inner:
            if text.startswith(row[0]):
                break
        else:
            return row
    return rows[0]


def _simple(*formulas: Formula) -> bool:
    """Whether all are atoms, constants, or denials of these."""
    for formula in formulas:
        body = formula.body if isinstance(formula, Not) else formula
        if not isinstance(body, SIMPLE):
            return False
    return True


def sentence(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]
