"""What propositions about truth values and numbers mean, in any arithmetic that offers the operations.

One reader serves z3, whose values are formulas, and numpy, whose values are tables of all small cases.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from decompose.terms.tree import App, Atom, Term

_MOST_POWER = 8


class Unsupported(Exception):
    """A part of a statement is beyond what is read here."""


class Arithmetic(msgspec.Struct, frozen=True):
    """The operations that differ between kinds of values; `+`, `*` and comparisons are Python's own."""

    truth: Callable[[bool], Any]
    numeral: Callable[[int], Any]
    both: Callable[[Any, Any], Any]
    either: Callable[[Any, Any], Any]
    implies: Callable[[Any, Any], Any]
    negate: Callable[[Any], Any]
    choose: Callable[[Any, Any, Any], Any]  # by a truth value, one of two numbers
    divide: Callable[[Any, Any], Any]  # Euclidean; the divisor is not zero where the result is used
    remainder: Callable[[Any, Any], Any]
    check: Callable[[Any], Any] = lambda value: value  # sees each number that an operation gives


class Reader:
    """The values of propositions and numerical terms; raises Unsupported."""

    def __init__(
        self, arithmetic: Arithmetic, variables: Mapping[str, Any], sorts: Mapping[str, str]
    ) -> None:
        """`sorts` says Prop, Nat or Int of each variable."""
        self._in, self._variables, self._sorts = arithmetic, variables, sorts

    def formula(self, term: Term) -> Any:
        """The truth value of a proposition."""
        if isinstance(term, Atom):
            if term.name in ("True", "False"):
                return self._in.truth(term.name == "True")
            if self._sorts.get(term.name) == "Prop":
                return self._variables[term.name]
            raise Unsupported
        if not isinstance(term, App) or not isinstance(term.head, Atom):
            raise Unsupported
        name, parts = term.head.name, term.arguments
        if name in _RELATIONS or name == "∣":
            natural = self._is_natural(term)
            left, right = (self._number(part, natural) for part in parts)
            return self._divides(left, right) if name == "∣" else _RELATIONS[name](left, right)
        connectives: dict[str, Callable[..., Any]] = {
            "∧": self._in.both,
            "∨": self._in.either,
            "→": self._in.implies,
            "↔": operator.eq,
            "¬": self._in.negate,
        }
        if name not in connectives:
            raise Unsupported
        return connectives[name](*map(self.formula, parts))

    def _is_natural(self, term: Term) -> bool:
        """Whether a relation is between natural numbers: by its variables, which must agree."""
        kinds = set()
        for node in _nodes(term):
            if isinstance(node, App) and node.head == Atom("(:)"):
                raise Unsupported
            if isinstance(node, Atom) and self._sorts.get(node.name, "Prop") != "Prop":
                kinds.add(self._sorts[node.name])
        if len(kinds) > 1:
            raise Unsupported
        return kinds != {"Int"}

    def _number(self, term: Term, natural: bool) -> Any:
        if isinstance(term, Atom):
            if term.name.isdigit():
                return self._in.check(self._in.numeral(int(term.name)))
            if self._sorts.get(term.name, "Prop") != "Prop":
                return self._variables[term.name]
            raise Unsupported
        if not isinstance(term, App) or not isinstance(term.head, Atom):
            raise Unsupported
        name, parts = term.head.name, term.arguments
        if name == "^" and isinstance(parts[1], Atom) and parts[1].name.isdigit():
            return self._power(self._number(parts[0], natural), int(parts[1].name))
        values = [self._number(part, natural) for part in parts]
        if name == "neg" and not natural:
            return -values[0]
        if name not in "+-*/%" or len(values) != 2:
            raise Unsupported
        return self._in.check(self._operation(name, values[0], values[1], natural))

    def _operation(self, name: str, left: Any, right: Any, natural: bool) -> Any:
        """Lean's meaning: natural subtraction stops at 0; by 0, division gives 0 and `%` the dividend."""
        zero = self._in.numeral(0)
        if name == "+":
            return left + right
        if name == "*":
            return left * right
        if name == "-":
            return self._in.choose(left >= right, left - right, zero) if natural else left - right
        if name == "/":
            return self._in.choose(right == zero, zero, self._in.divide(left, right))
        return self._in.choose(right == zero, left, self._in.remainder(left, right))

    def _power(self, base: Any, exponent: int) -> Any:
        if exponent > _MOST_POWER:
            raise Unsupported
        power = self._in.numeral(1)
        for _ in range(exponent):
            power = self._in.check(power * base)
        return power

    def _divides(self, left: Any, right: Any) -> Any:
        zero = self._in.numeral(0)
        rest = self._in.choose(left == zero, right, self._in.remainder(right, left))
        return rest == zero


def _nodes(term: Term) -> Iterator[Term]:
    pending = [term]
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, App):
            pending += node.arguments


_RELATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "≠": operator.ne,
    "<": operator.lt,
    "≤": operator.le,
    ">": operator.gt,
    "≥": operator.ge,
}
