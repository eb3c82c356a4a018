"""Polynomials: answers against sympy and random points, Lean, words read back, canonical forms."""

from __future__ import annotations

import os
import random
from itertools import product

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.polynomials.certificate import Undecided, answer
from generators.polynomials.domain import Config, Polynomials, domain
from generators.polynomials.poly import (
    VARIABLES,
    Poly,
    Product,
    Question,
    Sum,
    canonical,
    parse,
    parse_sum,
    poly,
    summed,
)
from generators.polynomials.words import read

X = sympy.symbols("x y z")
coefficients = st.integers(-6, 6).filter(bool)
monomials = st.tuples(st.integers(0, 2), st.integers(0, 2))
polys = st.dictionaries(monomials, coefficients, min_size=1, max_size=4).map(poly)
products = st.builds(
    Product, coefficients, st.lists(st.tuples(polys, st.integers(1, 2)), min_size=1, max_size=2).map(tuple)
)
sums = st.lists(products, min_size=1, max_size=2).map(tuple).map(Sum)


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(Config(), 5, 0, 80).problems


def formula(side: Sum) -> sympy.Expr:
    return sympy.sympify(str(side).replace("^", "**"), locals=dict(zip(VARIABLES, X, strict=True)))


def test_sympy_and_points_agree_with_all_labels() -> None:
    chance, labels = random.Random(1), set()
    for problem in domain.mine(Config(), 6, 0, int(os.environ.get("LABELS", "120"))).problems:
        question = parse(problem.canonical)
        found = answer(question)
        left, right = formula(question.left), formula(question.right)
        labels.add((question.equal, question.positive, found.point is None))
        if found.point is not None:
            assert not question.positive or min(found.point) >= 0
            at = dict(zip(X, found.point, strict=False))
            one, other = left.subs(at), right.subs(at)
            assert one != other if question.equal else one > other
        elif question.equal:
            assert sympy.expand(left - right) == 0
        else:
            assert sympy.expand(found.multiple * (right - left) - formula(found.certificate)) == 0
            assert all(term.coefficient > 0 for term in found.certificate.products)
            for term in found.certificate.products:
                assert question.positive or all(exponent % 2 == 0 for _, exponent in term.factors)
            low = 0 if question.positive else -1000
            for _ in range(20):
                point = [chance.randint(low, 1000) for _ in range(question.count)]
                assert question.difference.at(point) >= 0
    assert len(labels) == 6


@settings(max_examples=60, deadline=None)
@given(sums)
def test_expansion_agrees_with_sympy(side: Sum) -> None:
    assert sympy.expand(formula(side) - formula(summed(side.expanded(2)))) == 0
    assert parse_sum(str(side), "xy").expanded(2) == side.expanded(2)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-4, 4), min_size=6, max_size=6))
def test_quadratic_forms_are_decided(numbers: list[int]) -> None:
    a, b, c, d, e, f = numbers
    form = poly({(2, 0): a, (1, 1): b, (0, 2): c, (1, 0): d, (0, 1): e, (0, 0): f})
    try:
        found = answer(Question(False, False, 2, Sum(()), summed(form)))
    except Undecided:
        return  # negative beyond the points that are tried, or between the integers
    matrix = sympy.Matrix([[a, b / sympy.S(2), d / sympy.S(2)], [0, c, e / sympy.S(2)], [0, 0, f]])
    whole = (matrix + matrix.T - sympy.diag(a, c, f)).is_positive_semidefinite
    assert (found.point is None) <= bool(whole)
    if found.point is not None:
        assert form.at(found.point) < 0


def test_means_of_two_and_three_numbers() -> None:
    true = ("2+: 2*x*y<=x^2+y^2", "3+: 3*x*y*z<=x^3+y^3+z^3", "3+: x*y+x*z+y*z<=x^2+y^2+z^2")
    assert all(answer(parse(text)).point is None for text in true)
    assert answer(parse("3+: 4*x*y*z<=x^3+y^3+z^3")).point is not None


@settings(max_examples=40, deadline=None)
@given(sums, sums, st.booleans(), st.randoms(use_true_random=False))
def test_canonical_forms_forget_names_and_order(
    left: Sum, right: Sum, equal: bool, chance: random.Random
) -> None:
    def change(side: Sum) -> Sum:
        def turned(factor: Poly) -> Poly:
            return poly({monomial[::-1]: c for monomial, c in factor.terms})

        said = [
            Product(
                p.coefficient, tuple(chance.sample([(turned(f), e) for f, e in p.factors], len(p.factors)))
            )
            for p in side.products
        ]
        return Sum(tuple(chance.sample(said, len(said))))

    sides = [change(left), change(right)]
    if equal:
        chance.shuffle(sides)
    found = canonical(Question(equal, False, 2, sides[0], sides[1]))
    assert found == canonical(Question(equal, False, 2, left, right)) == canonical(found)


def test_wrong_certificates_are_refused(shared_verifier: Verifier) -> None:
    lemma = "Factory.Polynomials."
    wrong = {
        "∀ x : Int, (x + 1) ^ 2 = x ^ 2 + 1": f"fun x => {lemma}identity [x] (.pow (.add .v0 .num)) "
        "(.add (.pow .v0) .num) (by decide +kernel)",
        "∀ x : Int, (x + 1) ^ 2 = x ^ 2 + 2 * x + 1": f"fun x => {lemma}identity [x] (.pow (.add .v0 .num)) "
        "(.add (.pow .v0) (.add (.mul .num .v0) .num)) (by decide +kernel)",
        "∀ x : Int, 0 ≤ x ^ 3": f"fun x => {lemma}even x 1",
        "∀ x : Int, x ≤ x ^ 2 - 1": f"fun x => {lemma}le_of_difference rfl ({lemma}square x)",
    }
    claims = [Claim(id=str(i), statement=s, proof=f"by exact {p}") for i, (s, p) in enumerate(wrong.items())]
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_questions_are_read_back(problems: list[Problem]) -> None:
    for problem, number in product(problems, range(3)):
        choice = Choice(problem.id if not number else f"{problem.id}/{number}")
        told = Polynomials().tell(parse(problem.canonical), choice)
        assert number or told.text == problem.words
        assert str(canonical(read(told.given, told.question))) == problem.canonical
        assert str(canonical(parse(problem.canonical))) == problem.canonical


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not an introduction"):
        read(["Ada likes Ben."], "Is x always equal to y?")
    with pytest.raises(ValueError, match="not a question"):
        read(["Ada thinks of integers x and y."], "Who is x?")
    for text in ("2: x=", "2: (x=1", "2: x+w=1", "x=1", "2: x 5 $=1"):
        with pytest.raises(ValueError, match=r"formula|bracket|question|factor"):
            parse(text)
    with pytest.raises(ValueError, match="all weights are 0"):
        Config(identities=0, squares=0, means=0)


def test_more_factors_are_of_higher_degree() -> None:
    def degree(config: Config) -> float:
        found = [p.difficulty["degree"] for p in domain.mine(config, 1, 0, 30).problems]
        return sum(found) / len(found)

    easy = Config(squares=0, means=0)
    assert degree(Config(squares=0, means=0, max_factors=4, max_monomials=30)) > degree(easy) + 0.5
