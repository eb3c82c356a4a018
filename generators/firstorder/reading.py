"""Reads formulas in the notation of Lean, as far as families write their sentence forms with it."""

from __future__ import annotations

import re

from generators.firstorder.formula import (
    EQUAL,
    And,
    App,
    Atom,
    Bottom,
    Exists,
    Forall,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Term,
)

_TOKEN = re.compile(r"\s*([∀∃¬∧∨→↔(),:=≠]|[^\s∀∃¬∧∨→↔(),:=≠]+)")


def read(text: str, sort: str = "α") -> Formula:
    """The formula of a text such as `∀ x y, R x y → ∃ z, S y z ∧ x ≠ z`; raises ValueError.

    Variables that are bound without a type are of the sort given. Names that are applied within an equation
    or in parentheses are functions.
    """
    reader = _Reader(_TOKEN.findall(text), sort)
    formula = reader.formula()
    if reader.place != len(reader.tokens):
        raise ValueError(f"{text!r} goes on after a formula at {reader.tokens[reader.place]!r}")
    return formula


class _Reader:
    def __init__(self, tokens: list[str], sort: str) -> None:
        self.tokens = tokens
        self.sort = sort
        self.place = 0

    def next(self) -> str:
        """The token that stands here, or nothing."""
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, *expected: str) -> str:
        """The token that stands here, one of these if any are given; goes on to the next one."""
        token = self.next()
        if not token or (expected and token not in expected):
            raise ValueError(f"expected {' or '.join(expected) or 'more'} at {token!r} in {self.tokens}")
        self.place += 1
        return token

    def formula(self) -> Formula:
        """An equivalence."""
        left = self.implication()
        if self.next() != "↔":
            return left
        self.take()
        return Iff(left, self.implication())

    def implication(self) -> Formula:
        """Arrows, which lean to the right."""
        left = self.several("∨")
        if self.next() != "→":
            return left
        self.take()
        return Implies(left, self.implication())

    def several(self, sign: str) -> Formula:
        """Disjunctions of conjunctions."""
        parts = [self.several("∧") if sign == "∨" else self.simple()]
        while self.next() == sign:
            self.take()
            parts.append(self.several("∧") if sign == "∨" else self.simple())
        if len(parts) == 1:
            return parts[0]
        return Or(tuple(parts)) if sign == "∨" else And(tuple(parts))

    def simple(self) -> Formula:
        """Quantified, negated, in parentheses, or an atom."""
        token = self.next()
        if token in ("∀", "∃"):
            return self.quantified()
        if token == "¬":
            self.take()
            return Not(self.simple())
        if token == "(":
            self.take()
            inner = self.formula()
            self.take(")")
            return inner
        return self.atom()

    def quantified(self) -> Formula:
        """One sign, one or more variables."""
        sign, names, sort = self.take(), [], self.sort
        while self.next() not in (",", ":"):
            names.append(self.take())
        if self.take(",", ":") == ":":
            sort = self.take()
            self.take(",")
        result = self.formula()
        for name in reversed(names):
            result = Forall(name, sort, result) if sign == "∀" else Exists(name, sort, result)
        return result

    def atom(self) -> Formula:
        """A predicate of terms, or an equation of two."""
        head = self.take()
        terms = []
        while self.next() and self.next() not in "∧∨→↔),:=≠":
            terms.append(self.argument())
        if self.next() not in ("=", "≠"):
            return Bottom() if head == "False" else Atom(head, tuple(terms))
        left: Term = App(head, terms[0]) if terms else head
        sign = self.take()
        name = self.argument()
        right: Term = name
        if isinstance(name, str) and self.next() and self.next() not in "∧∨→↔),:":
            right = App(name, self.argument())
        equation = Atom(EQUAL, (left, right))
        return equation if sign == "=" else Not(equation)

    def argument(self) -> Term:
        """A name, or a function's value in parentheses."""
        if self.next() != "(":
            return self.take()
        self.take()
        function = self.take()
        argument = self.argument()
        self.take(")")
        return App(function, argument)
