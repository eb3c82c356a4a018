"""Why a polynomial is never negative, or where it is: by squares, by the simplex method, by points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, combinations_with_replacement, product
from math import lcm
from typing import Final

from generators.polynomials.poly import (
    Monomial,
    Poly,
    Product,
    Question,
    Sum,
    poly,
    variable,
)

REACH: Final = {True: 12, False: 5}  # of the points that are tried: from 0, or to both sides of it


_NONE: Final = Sum(())


@dataclass(frozen=True, slots=True)
class Answer:
    """A point against the claim; or none, and for an inequality `multiple` of the difference as a sum of
    products that are not negative.
    """

    point: tuple[int, ...] | None
    multiple: int = 1
    certificate: Sum = _NONE


class Undecided(ValueError):
    """Neither a certificate nor a point was found."""


@lru_cache(maxsize=1024)
def answer(question: Question) -> Answer:
    """The answer; raises Undecided."""
    difference = question.difference
    if question.equal and not difference.terms:
        return Answer(None)
    point = _point(question, difference)
    if point is not None:
        return Answer(point)
    if not question.equal:
        found = _means(difference, question.count) if question.positive else _squares(difference)
        if found is not None:
            return _whole(found)
    raise Undecided(str(question))


def _point(question: Question, difference: Poly) -> tuple[int, ...] | None:
    """The first point at which the claim fails, by the size of its coordinates."""
    reach = REACH[question.positive]
    reach = reach if question.count < 3 else (reach + 1) // 2
    span = range(reach + 1) if question.positive else sorted(range(-reach, reach + 1), key=abs)
    points = sorted(product(span, repeat=question.count), key=lambda point: max(map(abs, point)))
    for point in points:
        value = difference.at(point)
        if value < 0 or (question.equal and value):
            return point
    return None


def _whole(found: list[tuple[Fraction, Product]]) -> Answer:
    """The sum with whole coefficients."""
    multiple = lcm(*(weight.denominator for weight, _ in found))
    products = [
        Product(int(weight * multiple) * term.coefficient, term.factors) for weight, term in found if weight
    ]
    return Answer(None, multiple, Sum(tuple(products)))


def _squares(found: Poly) -> list[tuple[Fraction, Product]] | None:
    """A polynomial as squares of sums of monomials with different products: by completing squares."""
    coefficients = dict(found.terms)
    basis = [
        tuple(e // 2 for e in monomial) for monomial in coefficients if all(e % 2 == 0 for e in monomial)
    ]
    gram: dict[tuple[int, int], Fraction] = {}
    met: set[Monomial] = set()
    for i, j in combinations_with_replacement(range(len(basis)), 2):
        both = tuple(a + b for a, b in zip(basis[i], basis[j], strict=True))
        if both in met:
            return None
        met.add(both)
        value = Fraction(coefficients.pop(both, 0))
        gram[i, j] = gram[j, i] = value if i == j else value / 2
    if coefficients:
        return None
    squares = []
    for i in range(len(basis)):
        pivot = gram[i, i]
        if pivot < 0 or (not pivot and any(gram[i, j] for j in range(i, len(basis)))):
            return None
        if pivot:
            row = {j: gram[i, j] / pivot for j in range(i, len(basis))}
            for j, k in product(range(i + 1, len(basis)), repeat=2):
                gram[j, k] -= row[j] * row[k] * pivot
            scale = lcm(*(value.denominator for value in row.values()))
            root = poly({basis[j]: int(value * scale) for j, value in row.items()})
            squares.append((pivot / scale**2, Product(1, ((root, 2),))))
    return squares


def pool(degree: int, count: int) -> list[Product]:
    """Products that are not negative where the variables are not: monomials, and those times squares."""
    return list(_pool(degree, count))


@lru_cache(maxsize=64)
def _pool(degree: int, count: int) -> tuple[Product, ...]:
    found = []
    for half in range(1, degree // 2 + 1):
        for outer in _monomials(degree - 2 * half, count):
            for one, two in combinations(_monomials(half, count), 2):
                if any(a and b for a, b in zip(one, two, strict=True)):
                    continue  # a common factor belongs to the outer monomial
                for a, b in ((1, 1), (2, 1), (1, 2)):
                    root = poly({one: a, two: -b})
                    found.append(Product(1, (*_factors(outer), (root, 2))))
    found += [Product(1, _factors(monomial)) for monomial in _monomials(degree, count)]
    return tuple(found)


def _factors(monomial: Monomial) -> tuple[tuple[Poly, int], ...]:
    return tuple((variable(i, len(monomial)), e) for i, e in enumerate(monomial) if e)


def _monomials(degree: int, count: int) -> list[Monomial]:
    return [m for m in product(range(degree, -1, -1), repeat=count) if sum(m) == degree]


def _means(found: Poly, count: int) -> list[tuple[Fraction, Product]] | None:
    """A form as a sum of products of the pool, with weights that are not negative."""
    degrees = {sum(monomial) for monomial, _ in found.terms}
    if len(degrees) != 1:
        return None
    terms = pool(degrees.pop(), count)
    columns = [dict(term.expanded(count).terms) for term in terms]
    rows = sorted({monomial for column in columns for monomial in column})
    target = dict(found.terms)
    weights = _simplex(
        [[column.get(row, 0) for column in columns] for row in rows], [target.get(row, 0) for row in rows]
    )
    if weights is None:
        return None
    return [(weight, term) for weight, term in zip(weights, terms, strict=True) if weight]


def _simplex(matrix: Sequence[Sequence[int]], target: Sequence[int]) -> list[Fraction] | None:
    """Weights that are not negative with `matrix · weights = target`; None where there are none.

    The first phase of the simplex method with Bland's rule, exactly; artificial variables
    never come back, so they have no columns.
    """
    height, width = len(matrix), len(matrix[0])
    table: list[list[Fraction]] = []
    for entries, value in zip(matrix, target, strict=True):
        sign = -1 if value < 0 else 1
        table.append([*(Fraction(sign * entry) for entry in entries), Fraction(sign * value)])
    cost = [-sum((row[column] for row in table), Fraction(0)) for column in range(width + 1)]
    basic = [width + number for number in range(height)]
    while True:
        entering = next((column for column in range(width) if cost[column] < 0), None)
        if entering is None:
            break
        ratios = [(row[-1] / row[entering], basic[i], i) for i, row in enumerate(table) if row[entering] > 0]
        if not ratios:
            break
        _, _, leaving = min(ratios)
        pivot = table[leaving][entering]
        table[leaving] = [entry / pivot for entry in table[leaving]]
        for row in (*(row for i, row in enumerate(table) if i != leaving), cost):
            factor = row[entering]
            if factor:
                row[:] = [entry - factor * base for entry, base in zip(row, table[leaving], strict=True)]
        basic[leaving] = entering
    if cost[-1]:
        return None
    weights = [Fraction(0)] * width
    for row, column in zip(table, basic, strict=True):
        if column < width:
            weights[column] = row[-1]
    return weights
