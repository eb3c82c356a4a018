"""Finds polynomials c with c[0]·h[0] + c[1]·h[1] + ... = g: why g vanishes wherever all h do.

The cofactors are sought among all monomials of the degrees that homogeneity allows, in the total degree and
in every other grading in which the hypotheses and the goal are homogeneous, so that the search is one system
of linear equations. It is solved modulo a prime, and the rational numbers are read back from their residues;
the identity is then checked with exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from math import isqrt, lcm

import numpy as np
from numpy.typing import NDArray
from sympy.polys.rings import PolyElement, PolyRing

_PRIME = 2**31 - 1


class NoCofactors(ValueError):
    """The goal is not such a combination, within the degrees that homogeneity allows."""


def cofactors(goal: PolyElement, hypotheses: Sequence[PolyElement]) -> tuple[int, list[PolyElement]]:
    """A positive integer k and polynomials with k·goal = Σ cofactor·hypothesis; raises NoCofactors."""
    ring: PolyRing = goal.ring
    gradings = _gradings([goal, *hypotheses], ring.ngens)
    unknowns: list[tuple[int, tuple[int, ...]]] = []
    for number, hypothesis in enumerate(hypotheses):
        degree = _degree(goal, gradings) - _degree(hypothesis, gradings)
        unknowns += [(number, monomial) for monomial in _monomials(ring.ngens, degree, gradings)]
    rows: dict[tuple[int, ...], int] = {}
    entries: list[tuple[int, int, int]] = []
    for column, (number, monomial) in enumerate(unknowns):
        for exponents, coefficient in hypotheses[number].terms():
            key = tuple(a + b for a, b in zip(exponents, monomial, strict=True))
            entries.append((rows.setdefault(key, len(rows)), column, int(coefficient)))
    if any(exponents not in rows for exponents, _ in goal.terms()):
        raise NoCofactors("the goal has a monomial that no product has")
    matrix = np.zeros((len(rows), len(unknowns) + 1), np.int64)
    for row, column, coefficient in entries:
        matrix[row, column] = coefficient % _PRIME
    for exponents, coefficient in goal.terms():
        matrix[rows[exponents], -1] = int(coefficient) % _PRIME
    solution = [_rational(value) for value in _solve(matrix)]
    scale = lcm(*(value.denominator for value in solution))
    result = [ring.zero for _ in hypotheses]
    for (number, monomial), value in zip(unknowns, solution, strict=True):
        if value:
            result[number] += ring.term_new(monomial, int(value * scale))
    if sum((c * h for c, h in zip(result, hypotheses, strict=True)), ring.zero) != goal * scale:
        raise NoCofactors("the residues do not come from small rational numbers")
    return scale, result


def _solve(matrix: NDArray[np.int64]) -> list[int]:
    """A solution modulo the prime, the last column being the right side; raises NoCofactors."""
    columns = matrix.shape[1] - 1
    pivots: list[int] = []
    row = 0
    for column in range(columns + 1):
        candidates = np.flatnonzero(matrix[row:, column])
        if not len(candidates):
            continue
        if column == columns:
            raise NoCofactors("the system has no solution")
        best = row + int(candidates[np.argmin(np.count_nonzero(matrix[row + candidates, column:], axis=1))])
        matrix[[row, best]] = matrix[[best, row]]
        matrix[row, column:] = matrix[row, column:] * pow(int(matrix[row, column]), -1, _PRIME) % _PRIME
        others = np.flatnonzero(matrix[:, column])
        others = others[others != row]
        filled = column + np.flatnonzero(matrix[row, column:])
        block = np.ix_(others, filled)
        multiples = np.outer(matrix[others, column], matrix[row, filled]) % _PRIME
        matrix[block] = (matrix[block] - multiples) % _PRIME
        pivots.append(column)
        row += 1
        if row == len(matrix):
            break
    if np.any(matrix[row:, -1]):
        raise NoCofactors("the system has no solution")
    solution = [0] * columns
    for number, column in enumerate(pivots):
        solution[column] = int(matrix[number, -1])
    return solution


def _rational(residue: int) -> Fraction:
    """The fraction of smallest terms with this residue."""
    bound = isqrt(_PRIME // 2)
    a, b, u, v = _PRIME, residue, 0, 1
    while b > bound:
        a, b, u, v = b, a % b, v, u - a // b * v
    return Fraction(b, v)


def _gradings(polynomials: Sequence[PolyElement], variables: int) -> NDArray[np.int64]:
    """Weights of the variables, one row a grading, for which all polynomials are homogeneous."""
    differences = []
    for polynomial in polynomials:
        exponents = np.array(list(polynomial.keys()), np.int64)
        differences.append(exponents[1:] - exponents[0])
    return _kernel(np.concatenate(differences), variables)


def _kernel(matrix: NDArray[np.int64], columns: int) -> NDArray[np.int64]:
    """Integer vectors that span the kernel."""
    rows = {tuple(int(x) for x in row) for row in matrix if row.any()}
    echelon: list[list[Fraction]] = []
    pivots: list[int] = []
    for wanted in sorted(rows):
        row = [Fraction(x) for x in wanted]
        for pivot, known in zip(pivots, echelon, strict=True):
            if row[pivot]:
                row = [x - row[pivot] * y for x, y in zip(row, known, strict=True)]
        lead = next((i for i, x in enumerate(row) if x), None)
        if lead is None:
            continue
        row = [x / row[lead] for x in row]
        echelon = [[x - other[lead] * y for x, y in zip(other, row, strict=True)] for other in echelon]
        echelon.append(row)
        pivots.append(lead)
    basis = []
    for free in (i for i in range(columns) if i not in pivots):
        vector = [Fraction(i == free) for i in range(columns)]
        for pivot, known in zip(pivots, echelon, strict=True):
            vector[pivot] = -known[free]
        scale = lcm(*(x.denominator for x in vector))
        basis.append([int(x * scale) for x in vector])
    return np.array(basis, np.int64).reshape(-1, columns)


def _degree(polynomial: PolyElement, gradings: NDArray[np.int64]) -> NDArray[np.int64]:
    """The degrees in all gradings, the total degree first."""
    exponents = np.array(next(iter(polynomial.keys())), np.int64)
    return np.concatenate([[exponents.sum()], gradings @ exponents])


def _monomials(
    variables: int, degree: NDArray[np.int64], gradings: NDArray[np.int64]
) -> list[tuple[int, ...]]:
    """All monomials of these degrees, in a fixed order."""
    total = int(degree[0])
    result = []
    for chosen in combinations_with_replacement(range(variables), total) if total >= 0 else ():
        exponents = np.bincount(np.array(chosen, np.int64), minlength=variables)
        if np.array_equal(gradings @ exponents, degree[1:]):
            result.append(tuple(int(x) for x in exponents))
    return result
