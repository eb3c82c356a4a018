"""Decides systems of linear constraints over integers or rational numbers: a refutation, or a point of all.

Fourier and Motzkin's elimination: a variable is removed by adding, for each row that bounds it from above
and each that bounds it from below, multiples of the two. Over the integers a row is divided by the greatest
common divisor of its coefficients and its bound rounded down (Gomory's cut; W. Pugh, "The Omega test", 1991);
over the rational numbers rows are strict or not, and the elimination always decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, gcd
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
    """The sum of coefficients times variables is at most the bound, or below it where the row is strict.

    `size` counts the steps behind it.
    """

    coefficients: tuple[int, ...]
    bound: int
    strict: bool
    origin: Origin
    size: int

    @property
    def absurd(self) -> bool:
        """Whether it says that zero is at most a negative number, or below zero."""
        return self.bound < self.strict and not any(self.coefficients)

    def constraint(self) -> Constraint:
        """What it says."""
        terms = tuple((v, a) for v, a in enumerate(self.coefficients) if a)
        return Constraint(terms, Relation.LT if self.strict else Relation.LE, self.bound)


def decide(
    constraints: Sequence[Constraint], variables: int, rational: bool = False
) -> Row | tuple[Fraction, ...] | None:
    """An absurd row that follows, or a point where all constraints hold; None where neither was found.

    No constraint may be an inequation.
    """
    tidy = _sharpest if rational else _rounded
    rows = tidy(row for number, c in enumerate(constraints) for row in _given(c, number, variables, rational))
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
        rows = tidy([*(row for row in rows if not row.coefficients[variable]), *sums])
        if len(rows) > _MOST_ROWS:
            return None
    point = _point(stages, variables, rational)
    return point if point is not None and all(c.holds(point) for c in constraints) else None


def _given(c: Constraint, number: int, variables: int, rational: bool) -> list[Row]:
    coefficients = [0] * variables
    for v, a in c.terms:
        coefficients[v] = a
    strict = c.relation is Relation.LT
    # Between integers, below a bound is at most one less.
    bound = c.bound - (strict and not rational)
    rows = [Row(tuple(coefficients), bound, strict and rational, Given(number, False), 0)]
    if c.relation is Relation.EQ:
        rows.append(Row(tuple(-a for a in coefficients), -c.bound, False, Given(number, True), 0))
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
    bound, strict = m * above.bound + n * below.bound, above.strict or below.strict
    return Row(coefficients, bound, strict, Sum(m, above, n, below), size)


def _sharpest(rows: Iterable[Row]) -> list[Row]:
    """Of several rows whose coefficients are multiples of the same ones, the one that says most."""
    kept: dict[tuple[int, ...], tuple[tuple[Fraction, bool, int], Row]] = {}
    for row in rows:
        divisor = gcd(*row.coefficients) or 1
        if not any(row.coefficients) and not row.absurd:
            continue
        rank = (Fraction(row.bound, divisor), not row.strict, row.size)
        key = tuple(a // divisor for a in row.coefficients)
        if key not in kept or rank < kept[key][0]:
            kept[key] = (rank, row)
    return [row for _, row in kept.values()]


def _rounded(rows: Iterable[Row]) -> list[Row]:
    """The rows, rounded; of several with the same coefficients the one that says most."""
    kept: dict[tuple[int, ...], Row] = {}
    for each in rows:
        row = each
        divisor = gcd(*row.coefficients)
        if divisor == 0 and row.bound >= 0:
            continue
        if divisor > 1:
            coefficients = tuple(a // divisor for a in row.coefficients)
            row = Row(coefficients, row.bound // divisor, False, Rounded(divisor, row), row.size + 1)
        best = kept.get(row.coefficients)
        if best is None or (row.bound, row.size) < (best.bound, best.size):
            kept[row.coefficients] = row
    return list(kept.values())


def _point(
    stages: Sequence[tuple[int, list[Row]]], variables: int, rational: bool
) -> tuple[Fraction, ...] | None:
    """Values of the variables, the last that was removed first, each as simple as it may be."""
    point = [Fraction(0)] * variables
    for variable, rows in reversed(stages):
        least: tuple[Fraction, bool] | None = None  # the bound, and whether it is strict
        most: tuple[Fraction, bool] | None = None
        for row in rows:
            a = row.coefficients[variable]
            rest = row.bound - sum(c * x for c, x in zip(row.coefficients, point, strict=True))
            bound = (Fraction(rest) / a, row.strict)
            if a > 0:
                most = bound if most is None else min(most, bound, key=lambda b: (b[0], not b[1]))
            else:
                least = bound if least is None else max(least, bound)
        value = _between(least, most, rational)
        if value is None:
            return None
        point[variable] = value
    return tuple(point)


def _between(
    least: tuple[Fraction, bool] | None, most: tuple[Fraction, bool] | None, rational: bool
) -> Fraction | None:
    """The integer within the bounds that is nearest to zero, or else a fraction if that is allowed."""
    low = None if least is None else ceil(least[0]) + (least[1] and least[0].denominator == 1)
    high = None if most is None else floor(most[0]) - (most[1] and most[0].denominator == 1)
    if low is None or high is None or low <= high:
        value = 0 if low is None else max(0, low)
        return Fraction(value if high is None else min(value, high))
    if least is None or most is None or not rational:
        return None
    if least[0] == most[0]:
        return None if least[1] or most[1] else least[0]
    return _simplest(*least, *most) if least[0] < most[0] else None


def _simplest(low: Fraction, above: bool, high: Fraction, below: bool) -> Fraction:
    """The fraction with the least denominator between two, which are themselves allowed unless excluded."""
    denominator = 2
    while True:
        first = floor(low * denominator) + 1 if above else ceil(low * denominator)
        value = Fraction(first, denominator)
        if value < high or (value == high and not below):
            return value
        denominator += 1
