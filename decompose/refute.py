"""Looks for a countermodel of a statement before anyone tries to prove it: a table of all small cases, then
z3; Lean confirms what is found.

It can refute statements about propositions, natural numbers and integers without inner quantifiers: values
are sought under which all hypotheses hold and the conclusion does not, small ones first. Lean then proves
`¬ statement` from these values by computation, and only that counts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import z3

from decompose.lean import Lean
from decompose.meaning import Arithmetic, Reader, Unsupported
from decompose.statement import Entry, Statement, Telescope, telescope
from decompose.terms.tree import Atom, Term

BOUNDS = (6, 10**6)  # of the absolute values that are tried, one after the other
LIMIT = 400_000  # of z3's resources, which are counted, not timed
_CASES = 1 << 15  # of one table
_MOST = 2**31  # numbers in a table are at most so large, so that no operation leaves 64 bits
_UNUSED = {"Prop": "True", "Nat": "0", "Int": "0"}  # the types of variables, with any value


class Countermodel(msgspec.Struct, frozen=True):
    """Values under which a statement is false, and the proof of its negation."""

    values: dict[str, str]  # Lean terms, in the order of the variables
    proof: str

    def __str__(self) -> str:
        return ", ".join(f"{name} = {value}" for name, value in self.values.items())


def refute(statements: Sequence[Statement], lean: Lean) -> list[Countermodel | None]:
    """For each statement a countermodel that Lean has confirmed, or None."""
    found = [countermodel(item) for item in statements]
    claims = [
        (f"¬ ({item.text})", model.proof)
        for item, model in zip(statements, found, strict=True)
        if model is not None
    ]
    confirmed = iter(lean.succeed(claims, doubtful=False))
    return [model if model is not None and next(confirmed) else None for model in found]


def countermodel(item: Statement) -> Countermodel | None:
    """A countermodel that nobody has confirmed: of the smallest bound, in it the first one in order."""
    if item.term is None:
        return None
    parts = telescope(item.term)
    try:
        question = _question(parts)
        try:
            found = _tabulated(question)
        except _Beyond:
            found = _solved(question, BOUNDS)
        else:
            if found is None and any(sort != "Prop" for sort in question.sorts.values()):
                found = _solved(question, BOUNDS[1:])
    except Unsupported:
        return None
    if found is None:
        return None
    arguments = [
        found[entry.name] if entry.name != "_" else _UNUSED.get(_sort(entry), "(by decide)")
        for entry in parts.entries
    ]
    return Countermodel(found, f"fun h => absurd ({' '.join(('h', *arguments))}) (by decide)")


class _Question(msgspec.Struct, frozen=True):
    """Which values make the hypotheses true and the conclusion false?"""

    sorts: dict[str, str]
    hypotheses: list[Term]
    conclusion: Term


def _question(parts: Telescope) -> _Question:
    """Raises Unsupported where a variable is neither a proposition nor a number."""
    sorts = {entry.name: _sort(entry) for entry in parts.entries if entry.name != "_"}
    if not _UNUSED.keys() >= set(sorts.values()):
        raise Unsupported
    hypotheses = [e.type for e in parts.entries if e.name == "_" and _sort(e) not in _UNUSED]
    return _Question(sorts, hypotheses, parts.conclusion)


def _sort(entry: Entry) -> str:
    return entry.type.name if isinstance(entry.type, Atom) else ""


class _Beyond(Exception):
    """There are too many cases, or too large numbers, for a table."""


def _tabulated(question: _Question) -> dict[str, str] | None:
    """The first of all cases within the smallest bound that answers; raises _Beyond, Unsupported."""
    bound = BOUNDS[0]
    ranges: dict[str, Sequence[int]] = {
        "Prop": [True, False],
        "Nat": range(bound + 1),
        "Int": sorted(range(-bound, bound + 1), key=lambda value: (abs(value), -value)),
    }
    sorts = question.sorts
    shape = tuple(len(ranges[sort]) for sort in sorts.values())
    if math.prod(shape) > _CASES:
        raise _Beyond
    variables = {
        name: np.array(ranges[sort]).reshape([-1 if other == place else 1 for other in range(len(shape))])
        for place, (name, sort) in enumerate(sorts.items())
    }
    reader = Reader(_TABLES, variables, sorts)
    answers = np.logical_not(reader.formula(question.conclusion))
    for hypothesis in question.hypotheses:
        answers = answers & reader.formula(hypothesis)
    if not answers.any():
        return None
    first = np.unravel_index(int(np.broadcast_to(answers, shape).argmax()), shape)
    return {
        name: _lean(ranges[sort][int(place)])
        for (name, sort), place in zip(sorts.items(), first, strict=True)
    }


def _lean(value: int) -> str:
    """A truth value or number as a Lean term."""
    return str(value) if value >= 0 else f"({value})"


def _solved(question: _Question, bounds: Sequence[int]) -> dict[str, str] | None:
    """What z3 finds within its limit; raises Unsupported."""
    sorts = question.sorts
    variables = {name: (z3.Bool if sort == "Prop" else z3.Int)(name) for name, sort in sorts.items()}
    numbers = [variables[name] for name, sort in sorts.items() if sort != "Prop"]
    reader = Reader(_FORMULAS, variables, sorts)
    solver = z3.Solver()
    solver.set("rlimit", LIMIT)
    solver.add(*(variables[name] >= 0 for name, sort in sorts.items() if sort == "Nat"))
    solver.add(*map(reader.formula, question.hypotheses))
    solver.add(z3.Not(reader.formula(question.conclusion)))
    for bound in bounds:
        solver.push()
        solver.add(*(z3.And(number >= -bound, number <= bound) for number in numbers))
        if solver.check() == z3.sat:
            return {name: _least(solver, variable, bound) for name, variable in variables.items()}
        solver.pop()
        if not numbers:
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
    return _lean(number)


def _small(value: Any) -> Any:
    if np.abs(value).max() > _MOST:
        raise _Beyond
    return value


def _remainder(left: Any, right: Any) -> Any:
    """At least 0 and below the divisor's absolute value; of no meaning where the divisor is 0."""
    return np.mod(left, np.maximum(np.abs(right), 1))


def _quotient(left: Any, right: Any) -> Any:
    return (left - _remainder(left, right)) // np.where(np.equal(right, 0), 1, right)


_TABLES = Arithmetic(
    truth=np.bool_,
    numeral=lambda value: np.int64(min(value, 2 * _MOST)),  # what is larger `check` refuses
    both=np.logical_and,
    either=np.logical_or,
    implies=lambda left, right: np.logical_or(np.logical_not(left), right),
    negate=np.logical_not,
    choose=np.where,
    divide=_quotient,
    remainder=_remainder,
    check=_small,
)
# z3's division and remainder of integers are Euclidean, as Lean's are.
_FORMULAS = Arithmetic(
    truth=z3.BoolVal,
    numeral=z3.IntVal,
    both=z3.And,
    either=z3.Or,
    implies=z3.Implies,
    negate=z3.Not,
    choose=z3.If,
    divide=lambda left, right: left / right,
    remainder=lambda left, right: left % right,
)
