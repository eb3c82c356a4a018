"""The kernel's verdict on identities and combinations is sympy's, for random polynomials."""

from __future__ import annotations

import random
from types import ModuleType
from typing import Any

import pytest
import sympy
from sympy import ZZ, ring

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Status

NAMES = ["a", "b", "c", "d"]
RING, *GENERATORS = ring(NAMES, ZZ)
HEADER = "∀ {{α : Type}} [Factory.{kind} α] (a b c d : α), {rest}"


def claim(name: str, kind: str, rest: str, arguments: str, proof: str) -> Claim:
    statement = HEADER.format(kind=kind, rest=rest)
    return Claim(id=name, statement=statement, proof=f"by\n  intro α _ a b c d {arguments}\n  exact {proof}")


def tree(reify: ModuleType, rng: random.Random, depth: int) -> Any:
    """A random polynomial in a random shape."""
    variables = [
        reify.Reified.variable(i, n, g) for i, (n, g) in enumerate(zip(NAMES, GENERATORS, strict=True))
    ]
    choice = rng.random()
    if depth == 0 or choice < 0.1:
        return rng.choice(variables) if rng.random() < 0.7 else variables[0].integer(rng.randint(-4, 4))
    if choice < 0.2:
        return -tree(reify, rng, depth - 1)
    if choice < 0.3:
        return tree(reify, rng, depth - 1) ** rng.randint(0, 3)
    left, right = tree(reify, rng, depth - 1), tree(reify, rng, depth - 1)
    return left + right if choice < 0.5 else left - right if choice < 0.7 else left * right


def small_tree(reify: ModuleType, rng: random.Random) -> Any:
    while True:
        found = tree(reify, rng, 3)
        if 1 < len(found.value) < 12:
            return found


def statuses(algebra: Verifier, claims: list[Claim]) -> list[bool]:
    return [verdict.status is Status.VERIFIED for verdict in algebra.verify(claims, trusted=True)]


def test_true_identities_are_accepted_and_false_ones_refused(algebra: Verifier, reify: ModuleType) -> None:
    rng = random.Random(1)
    claims, expected = [], []
    for number in range(240):
        left = small_tree(reify, rng)
        polynomial = left.value
        if number % 2:  # a little wrong: a coefficient, an exponent, a term too much
            exponents = rng.choice(polynomial.monoms())
            shifted = tuple(e + (i == number % 4) for i, e in enumerate(exponents))
            polynomial += RING.term_new(
                rng.choice([exponents, shifted, (0, 0, 0, 0)]), rng.choice([-2, -1, 1])
            )
        if number % 3:
            right = reify.expanded(polynomial)
        else:
            expression = sympy.factor(polynomial.as_expr())
            right = reify.expression(expression, sympy.symbols(NAMES))
        rest = f"{left.text} = Factory.RingExpr.eval [a, b, c, d] {right}"
        proof = reify.ring_identity(NAMES, left.term, right)
        claims.append(claim(f"identity {number}", "CommRing", rest, "", proof))
        expected.append(polynomial == left.value)
    assert statuses(algebra, claims) == expected
    assert expected.count(True) == 120


def test_combinations_of_hypotheses(algebra: Verifier, reify: ModuleType) -> None:
    rng = random.Random(2)
    claims, expected = [], []
    for number in range(40):
        hypotheses = [(small_tree(reify, rng), small_tree(reify, rng)) for _ in range(rng.randint(1, 3))]
        coefficients = [tree(reify, rng, 1) for _ in hypotheses]
        sides = zip(coefficients, hypotheses, strict=True)
        total = sum((c.value * (left.value - right.value) for c, (left, right) in sides), RING.zero)
        shift = RING.one if number % 3 == 0 else RING.zero
        goal = reify.expanded(total + shift)
        multiples = [
            reify.Multiple(c.term, left.term, right.term, f"h{i}")
            for i, (c, (left, right)) in enumerate(zip(coefficients, hypotheses, strict=True))
        ]
        assumed = "".join(f"{left.text} = {right.text} → " for left, right in hypotheses)
        rest = f"{assumed}Factory.RingExpr.eval [a, b, c, d] {goal} = 0"
        proof = reify.linear_combination(NAMES, (goal, "(.num 0)"), multiples)
        arguments = " ".join(f"h{i}" for i in range(len(hypotheses)))
        claims.append(claim(f"combination {number}", "CommRing", rest, arguments, proof))
        expected.append(not shift)
    assert statuses(algebra, claims) == expected


@pytest.mark.parametrize(("factor", "right"), [("(.var 0)", True), ("(.var 1)", False), ("(.num 1)", False)])
def test_a_factor_that_is_not_zero_is_cancelled(
    algebra: Verifier, reify: ModuleType, factor: str, right: bool
) -> None:
    multiple = reify.Multiple("(.num 1)", "(.mul (.var 0) (.var 1))", "(.mul (.var 0) (.var 2))", "h")
    proof = reify.linear_combination(NAMES, ("(.var 1)", "(.var 2)"), [multiple], (factor, "n"))
    cancelled = claim("cancelled", "Field", "a * b = a * c → a ≠ 0 → b = c", "h n", proof)
    assert statuses(algebra, [cancelled]) == [right]


def test_what_would_make_a_factor_vanish_is_different(algebra: Verifier) -> None:
    proof = (
        "Factory.ne_of_combination [a, b, c, d] (.sub (.mul (.var 0) (.var 2)) (.mul (.var 1) (.var 3))) "
        "(.var 0) (.num 0) [⟨.neg (.var 1), .var 3, .num 0⟩] (.var 2) (by decide +kernel) n ⟨h, trivial⟩"
    )
    rest = "a * c - b * d ≠ 0 → d = 0 → a ≠ Factory.CommRing.natCast 0"
    assert statuses(algebra, [claim("different", "Field", rest, "n h", proof)]) == [True]


def test_degrees_that_would_overflow_are_refused(algebra: Verifier) -> None:
    # Were exponents not bounded, a ^ (2 ^ 20) would be taken for b.
    for exponent in (2**20, 2**21):
        sides = f"(.pow (.var 0) {exponent}) (.pow (.var 1) {exponent >> 20})"
        proof = f"Factory.ring_correct [a, b] {sides} (by decide +kernel)"
        rest = f"a ^ {exponent} = b ^ {exponent >> 20}"
        assert statuses(algebra, [claim("overflow", "CommRing", rest, "", proof)]) == [False]


def test_what_is_not_a_polynomial_is_refused(reify: ModuleType) -> None:
    x, y = sympy.symbols("x y")
    for wrong in (x / y, sympy.sqrt(x), x / 2, sympy.sin(x), sympy.Symbol("z")):
        with pytest.raises(ValueError, match="not a polynomial"):
            reify.expression(wrong, [x, y])
