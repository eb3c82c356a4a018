"""Looks for a countermodel of a statement before anyone tries to prove it: found by z3, confirmed by Lean.

It can refute statements about propositions, natural numbers and integers without inner quantifiers. z3 finds
values under which all hypotheses hold and the conclusion does not, small ones first; Lean then proves
`¬ statement` from these values by computation, and only that counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import z3

from decompose.lean import Lean
from decompose.statement import Entry, Statement, Telescope, telescope
from decompose.terms.tree import App, Atom, Term

BOUNDS = (6, 10**6)  # of the absolute values that are tried, one after the other
LIMIT = 400_000  # of z3's resources, which are counted, not timed
_MOST_POWER = 8
_SORTS = ("Prop", "Nat", "Int")


class Countermodel(msgspec.Struct, frozen=True):
    """Values under which a statement is false, and the proof of its negation."""

    values: dict[str, str]  # Lean terms, in the order of the variables
    proof: str

    def __str__(self) -> str:
        return ", ".join(f"{name} = {value}" for name, value in self.values.items())


class _Unsupported(Exception):
    """A part of the statement is beyond what is tried here."""


def refute(statements: Sequence[Statement], lean: Lean) -> list[Countermodel | None]:
    """For each statement a countermodel that Lean has confirmed, or None."""
    found = [countermodel(item) for item in statements]
    places = [place for place, model in enumerate(found) if model is not None]
    claims = []
    for place in places:
        model = found[place]
        assert model is not None
        claims.append((f"¬ ({statements[place].text})", model.proof))
    for place, reason in zip(places, lean.verify(claims), strict=True):
        if reason:
            found[place] = None
    return found


def countermodel(item: Statement) -> Countermodel | None:
    """A countermodel as z3 sees it, which nobody has confirmed."""
    if item.term is None:
        return None
    try:
        return _solve(telescope(item.term))
    except _Unsupported:
        return None


def _solve(parts: Telescope) -> Countermodel | None:
    reader = _Reader(parts.entries)
    solver = z3.Solver()
    solver.set("rlimit", LIMIT)
    solver.add(*reader.ranges)
    solver.add(*(reader.formula(entry.type) for entry in parts.entries if entry.name == "_"))
    solver.add(z3.Not(reader.formula(parts.conclusion)))
    for bound in BOUNDS:
        solver.push()
        solver.add(*(z3.And(number >= -bound, number <= bound) for number in reader.numbers))
        if solver.check() == z3.sat:
            values = {name: _least(solver, variable, bound) for name, variable in reader.variables.items()}
            arguments = [
                "(by decide)" if entry.name == "_" else values[entry.name] for entry in parts.entries
            ]
            return Countermodel(values, f"fun h => absurd ({' '.join(('h', *arguments))}) (by decide)")
        solver.pop()
        if not reader.numbers:
            return None
    return None


def _least(solver: Any, variable: Any, bound: int) -> str:
    """The first value that a variable can have, and has from now on: so that the model is always the same."""
    if z3.is_bool(variable):
        value = solver.check(variable) == z3.sat
        solver.add(variable == value)
        return str(value)
    low, high = 0, bound
    while low < high:
        middle = (low + high) // 2
        if solver.check(variable >= -middle, variable <= middle) == z3.sat:
            high = middle
        else:
            low = middle + 1
    number = low if solver.check(variable == low) == z3.sat else -low
    solver.add(variable == number)
    return f"({number})" if number < 0 else str(number)


class _Reader:
    """Statements as z3 formulas, with Lean's meaning of the operations."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.variables: dict[str, Any] = {}
        self.numbers: list[Any] = []
        self.ranges: list[Any] = []
        self._natural: dict[str, bool] = {}
        for entry in entries:
            if entry.name == "_":
                continue
            sort = entry.type.name if isinstance(entry.type, Atom) else ""
            if sort not in _SORTS:
                raise _Unsupported
            make = z3.Bool if sort == "Prop" else z3.Int
            variable = self.variables[entry.name] = make(entry.name)
            if sort != "Prop":
                self.numbers.append(variable)
                self._natural[entry.name] = sort == "Nat"
            if sort == "Nat":
                self.ranges.append(variable >= 0)

    def formula(self, term: Term) -> Any:
        """The formula of a proposition."""
        if isinstance(term, Atom):
            if term.name in ("True", "False"):
                return z3.BoolVal(term.name == "True")
            if term.name in self.variables and term.name not in self._natural:
                return self.variables[term.name]
            raise _Unsupported
        if not isinstance(term, App) or not isinstance(term.head, Atom):
            raise _Unsupported
        name, parts = term.head.name, term.arguments
        if name in _CONNECTIVES:
            return _CONNECTIVES[name](*map(self.formula, parts))
        if name in _RELATIONS:
            natural = self._is_natural(term)
            return _RELATIONS[name](*(self.number(part, natural) for part in parts))
        raise _Unsupported

    def _is_natural(self, term: Term) -> bool:
        """Whether a relation is between natural numbers: by its variables, which must agree."""
        kinds = {self._natural[name] for name in _names(term) if name in self._natural}
        if len(kinds) > 1 or any(isinstance(part, App) and part.head == Atom("(:)") for part in _nodes(term)):
            raise _Unsupported
        return kinds != {False}

    def number(self, term: Term, natural: bool) -> Any:
        """The value of a numerical term."""
        if isinstance(term, Atom):
            if term.name.isdigit():
                return z3.IntVal(int(term.name))
            if term.name in self._natural:
                return self.variables[term.name]
            raise _Unsupported
        if not isinstance(term, App) or not isinstance(term.head, Atom):
            raise _Unsupported
        name, parts = term.head.name, term.arguments
        if (
            name == "^"
            and isinstance(parts[1], Atom)
            and parts[1].name.isdigit()
            and int(parts[1].name) <= _MOST_POWER
        ):
            base, power = self.number(parts[0], natural), z3.IntVal(1)
            for _ in range(int(parts[1].name)):
                power = power * base
            return power
        if name not in _OPERATIONS or (name == "neg" and natural):
            raise _Unsupported
        values = [self.number(part, natural) for part in parts]
        if name == "-" and natural:
            return z3.If(values[0] >= values[1], values[0] - values[1], 0)
        return _OPERATIONS[name](*values)


def _nodes(term: Term) -> list[Term]:
    found: list[Term] = [term]
    for node in found:
        if isinstance(node, App):
            found.extend(node.arguments)
    return found


def _names(term: Term) -> list[str]:
    return [node.name for node in _nodes(term) if isinstance(node, Atom)]


def _divides(left: Any, right: Any) -> Any:
    return z3.If(left == 0, right == 0, right % left == 0)


_CONNECTIVES: dict[str, Callable[..., Any]] = {
    "∧": z3.And,
    "∨": z3.Or,
    "→": z3.Implies,
    "↔": lambda left, right: left == right,
    "¬": z3.Not,
}
_RELATIONS: dict[str, Callable[..., Any]] = {
    "=": lambda left, right: left == right,
    "≠": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "≤": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    "≥": lambda left, right: left >= right,
    "∣": _divides,
}
# Lean's division and remainder of integers are Euclidean, as z3's are; by zero they give 0 and the dividend.
_OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: z3.If(right == 0, 0, left / right),
    "%": lambda left, right: z3.If(right == 0, left, left % right),
    "neg": lambda value: -value,
}
