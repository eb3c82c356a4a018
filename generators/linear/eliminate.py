"""Decides systems of linear constraints over the integers: a refutation, or a point where all hold.

Fourier and Motzkin's elimination: a variable is removed by adding, for each row that bounds it from above
and each that bounds it from below, multiples of the two. Over the integers a row is divided by the greatest
common divisor of its coefficients and its bound rounded down (Gomory's cut; W. Pugh, "The Omega test", 1991).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import gcd
from typing import Final, TypeAlias

from generators.linear.constraint import Constraint, Relation

_MOST_ROWS: Final = 150  # more in one system, and it is given up


@dataclass(frozen=True, slots=True)
class Given:
    """A row that is read off a constraint, by its number; an equation may be read from right to left."""

    number: int
    reverse: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """Multiples of two rows, added."""

    times: int
    row: Row
    other_times: int
    other: Row


@dataclass(frozen=True, slots=True)
class Rounded:
    """A row divided by a number, its bound rounded down."""

    divisor: int
    row: Row


Origin: TypeAlias = Given | Sum | Rounded


@dataclass(frozen=True, slots=True)
class Row:
    """The sum of coefficients times variables is at most the bound; `size` counts the steps behind it."""

    coefficients: tuple[int, ...]
    bound: int
    origin: Origin
    size: int

    @property
    def absurd(self) -> bool:
        """Whether it says that zero is at most a negative number."""
        return self.bound < 0 and not any(self.coefficients)

    def constraint(self) -> Constraint:
        """What it says."""
        terms = tuple((v, a) for v, a in enumerate(self.coefficients) if a)
        return Constraint(terms, Relation.LE, self.bound)


def decide(constraints: Sequence[Constraint], variables: int) -> Row | tuple[int, ...] | None:
    """An absurd row that follows, or a point where all constraints hold; None where neither was found.

    No constraint may be an inequation.
    """
    rows = _tidy(row for number, c in enumerate(constraints) for row in _given(c, number, variables))
    stages: list[tuple[int, list[Row]]] = []
    left = set(range(variables))
    while True:
        absurd = [row for row in rows if row.absurd]
        if absurd:
            return min(absurd, key=lambda row: row.size)
        if not left:
            break
        variable = min(left, key=lambda v: (_crossings(rows, v), v))
        left.remove(variable)
        with_it = [row for row in rows if row.coefficients[variable]]
        stages.append((variable, with_it))
        above = [row for row in with_it if row.coefficients[variable] > 0]
        below = [row for row in with_it if row.coefficients[variable] < 0]
        sums = [_cancel(p, q, variable) for p in above for q in below]
        rows = _tidy([*(row for row in rows if not row.coefficients[variable]), *sums])
        if len(rows) > _MOST_ROWS:
            return None
    point = _point(stages, variables)
    return point if point is not None and all(c.holds(point) for c in constraints) else None


def _given(c: Constraint, number: int, variables: int) -> list[Row]:
    coefficients = [0] * variables
    for v, a in c.terms:
        coefficients[v] = a
    rows = [Row(tuple(coefficients), c.bound - (c.relation is Relation.LT), Given(number, False), 0)]
    if c.relation is Relation.EQ:
        rows.append(Row(tuple(-a for a in coefficients), -c.bound, Given(number, True), 0))
    return rows


def _crossings(rows: Sequence[Row], variable: int) -> int:
    above = sum(row.coefficients[variable] > 0 for row in rows)
    below = sum(row.coefficients[variable] < 0 for row in rows)
    return above * below


def _cancel(above: Row, below: Row, variable: int) -> Row:
    """The sum of the least multiples in which the variable does not occur."""
    a, b = above.coefficients[variable], -below.coefficients[variable]
    common = gcd(a, b)
    m, n = b // common, a // common
    coefficients = tuple(m * p + n * q for p, q in zip(above.coefficients, below.coefficients, strict=True))
    size = above.size + below.size + 1
    return Row(coefficients, m * above.bound + n * below.bound, Sum(m, above, n, below), size)


def _tidy(rows: Iterable[Row]) -> list[Row]:
    """The rows, rounded; of several with the same coefficients the one that says most."""
    kept: dict[tuple[int, ...], Row] = {}
    for each in rows:
        row = each
        divisor = gcd(*row.coefficients)
        if divisor == 0 and row.bound >= 0:
            continue
        if divisor > 1:
            coefficients = tuple(a // divisor for a in row.coefficients)
            row = Row(coefficients, row.bound // divisor, Rounded(divisor, row), row.size + 1)
        best = kept.get(row.coefficients)
        if best is None or (row.bound, row.size) < (best.bound, best.size):
            kept[row.coefficients] = row
    return list(kept.values())


def _point(stages: Sequence[tuple[int, list[Row]]], variables: int) -> tuple[int, ...] | None:
    """Values of the variables, the last that was removed first, each as near to zero as it may be."""
    point = [0] * variables
    for variable, rows in reversed(stages):
        least: int | None = None
        most: int | None = None
        for row in rows:
            a = row.coefficients[variable]
            rest = row.bound - sum(c * x for c, x in zip(row.coefficients, point, strict=True))
            if a > 0:
                most = rest // a if most is None else min(most, rest // a)
            else:
                lowest = -(rest // -a)
                least = lowest if least is None else max(least, lowest)
        if least is not None and most is not None and least > most:
            return None
        value = 0 if least is None else max(0, least)
        point[variable] = value if most is None else min(value, most)
    return tuple(point)
