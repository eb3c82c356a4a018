"""Arithmetic and comparison of rational numbers in the kernel agree with Python's fractions."""

from __future__ import annotations

import operator
import random
from collections.abc import Callable
from fractions import Fraction

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Status

OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda a, b: a / b if b else Fraction(0),
}
RELATIONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": operator.eq,
    "≠": operator.ne,
    "≤": operator.le,
    "<": operator.lt,
}


def literal(value: Fraction) -> str:
    return f"Factory.Rational.ratio ({value.numerator}) {value.denominator}"


def number(rng: random.Random) -> Fraction:
    size = rng.choice([3, 20, 10**12])
    return Fraction(rng.randint(-size, size), rng.randint(1, size))


def test_the_kernel_agrees_with_python(algebra: Verifier) -> None:
    rng = random.Random(3)
    claims, expected = [], []
    for index in range(160):
        a, b, c = number(rng), number(rng), number(rng)
        first, second = rng.choice(list(OPERATIONS)), rng.choice(list(OPERATIONS))
        value = OPERATIONS[second](OPERATIONS[first](a, b), c)
        other = rng.choice([value, value, number(rng), -value])
        relation = rng.choice(list(RELATIONS))
        left = f"(({literal(a)}) {first} ({literal(b)})) {second} ({literal(c)})"
        statement = f"{left} {relation} {literal(other)}"
        claims.append(Claim(id=str(index), statement=statement, proof="by decide +kernel"))
        expected.append(RELATIONS[relation](value, other))
    found = [verdict.status is Status.VERIFIED for verdict in algebra.verify(claims)]
    assert found == expected
    assert 40 < sum(expected) < 120


def test_theorems_of_ordered_fields_hold_for_them(algebra: Verifier) -> None:
    statement = "∀ a b : Factory.Rational, a * a + b * b = 0 → a = 0 ∧ b = 0"
    claim = Claim(id="sum of squares", statement=statement, proof="fun _ _ => Factory.sq_add_sq_eq_zero.1")
    verdict = algebra.verify([claim])[0]
    assert verdict.status is Status.VERIFIED, verdict.reason
