"""Certificates: Euclid's algorithm with Bezout's coefficients, moduli, divisors, solutions, squarings."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import Final

MODULI: Final = (3, 4, 5, 7, 8, 9, 11, 13, 16)  # those that are tried to rule out solutions


@dataclass(frozen=True, slots=True)
class Euclid:
    """Divisions `a = q * b + r` that lead to the greatest common divisor, and `a * u + b * v` that is it."""

    divisions: tuple[tuple[int, int, int, int], ...]
    divisor: int
    u: int
    v: int


def euclid(a: int, b: int) -> Euclid:
    """Euclid's algorithm, extended; both numbers are positive."""
    divisions = []
    (r, u, v), (s, x, y) = (a, 1, 0), (b, 0, 1)
    while s:
        q = r // s
        divisions.append((r, q, s, r - q * s))
        (r, u, v), (s, x, y) = (s, x, y), (r - q * s, u - q * x, v - q * y)
    return Euclid(tuple(divisions), r, u, v)


def chinese(r: int, m: int, s: int, n: int) -> int | None:
    """The least number with these remainders; None where there is none."""
    found = euclid(m, n)
    if (s - r) % found.divisor:
        return None
    least = m // found.divisor * n
    return (r + m * found.u * ((s - r) // found.divisor)) % least


def least_divisor(n: int) -> int:
    """The least divisor above 1 of a number above 1."""
    return next((d for d in range(2, math.isqrt(n) + 1) if n % d == 0), n)


def solve_form(a: int, i: int, b: int, j: int, c: int) -> tuple[int, int] | None:
    """Natural numbers with `a x^i + b y^j = c`; None where there are none."""
    x = 0
    while a * x**i <= c:
        rest, left = divmod(c - a * x**i, b)
        y = _root(rest, j)
        if left == 0 and y**j == rest:
            return x, y
        x += 1
    return None


def _root(n: int, degree: int) -> int:
    """The greatest number whose power is at most `n`."""
    root = int(math.pow(n, 1 / degree))
    while root**degree > n:
        root -= 1
    while (root + 1) ** degree <= n:
        root += 1
    return root


def residues(m: int, degree: int) -> list[int]:
    """What powers of that degree leave modulo m."""
    return sorted({pow(x, degree, m) for x in range(m)})


def obstruction(a: int, i: int, b: int, j: int, c: int) -> int | None:
    """The first modulus in which `a x^i + b y^j` is never `c`."""
    for m in MODULI:
        sums = {(a * x + b * y) % m for x, y in product(residues(m, i), residues(m, j))}
        if c % m not in sums:
            return m
    return None


def power_chain(base: int, exponent: int, modulus: int) -> list[tuple[int, int, bool]]:
    """Exponents from 1 up with their remainders, and whether each is twice the one before (else one more)."""
    chain = [(1, base % modulus, False)]
    for bit in bin(exponent)[3:]:
        n, r, _ = chain[-1]
        chain.append((2 * n, r * r % modulus, True))
        if bit == "1":
            n, r, _ = chain[-1]
            chain.append((n + 1, r * base % modulus, False))
    return chain


def digits(n: int, base: int) -> list[int]:
    """From the first to the last."""
    found = []
    while n:
        n, digit = divmod(n, base)
        found.append(digit)
    return found[::-1] or [0]
