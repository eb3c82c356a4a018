"""Lean decides facts about points of a grid as exact arithmetic does, and so the classical rules."""

from __future__ import annotations

import importlib
import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from factory.lean.claims import Claim
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Status
from generators.geometry.exact import Vector, holds_exactly
from search.geometry import PREDICATES, IndexedFact, holds, repeats_point


@pytest.fixture(scope="module")
def verifier() -> Iterator[Verifier]:
    library = ("Factory.Geometry", "Factory.Geometry.Classical")
    with Verifier(find_toolchain("embedded", library=library)) as made:
        yield made


@pytest.fixture(scope="module")
def classical() -> Iterator[ModuleType]:
    """`benchmarks/geometry_classical.py`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "benchmarks"))
        yield importlib.import_module("geometry_classical")


def cases(count: int) -> Iterator[tuple[IndexedFact, list[Vector]]]:
    """Random facts about random points of a small grid, where many are true."""
    chance = random.Random(5)
    kinds = sorted(set(PREDICATES) - {"diff"})
    while count:
        kind = kinds[count % len(kinds)]
        points = tuple(chance.randrange(5) for _ in range(PREDICATES[kind].arity))
        value = {"aconst": Fraction(chance.randrange(4), 4), "rconst": Fraction(1, chance.choice([1, 2]))}
        grid: list[Vector] = [(chance.randrange(3), chance.randrange(3)) for _ in range(5)]
        if not repeats_point(kind, points):
            count -= 1
            yield IndexedFact(kind, points, value.get(kind)), grid


def said(fact: IndexedFact, grid: list[Vector]) -> str:
    points = " ".join(f"(grid {grid[i][0]} {grid[i][1]} : Point Rational)" for i in fact.points)
    if fact.kind == "aconst" and fact.value is not None:
        return f"aconst {points} (grid 1 1) {int(4 * fact.value)}"
    if fact.kind == "rconst" and fact.value is not None:
        return f"rconst {points} {fact.value.numerator} {fact.value.denominator}"
    return f"{fact.kind} {points}"


def test_lean_and_python_agree_on_the_grid(verifier: Verifier) -> None:
    claims, expected = [], []
    for number, (fact, grid) in enumerate(cases(220)):
        claims.append(Claim(id=str(number), statement=said(fact, grid), proof="by decide +kernel"))
        expected.append(holds_exactly(fact, grid))
    found = [verdict.status is Status.VERIFIED for verdict in verifier.verify(claims, trusted=True)]
    assert found == expected
    assert 40 < sum(expected) < 180


def test_exact_and_numeric_checks_agree() -> None:
    for fact, grid in cases(3000):
        if len(set(grid)) == len(grid):
            assert holds([fact], [(float(x), float(y)) for x, y in grid]) == [holds_exactly(fact, grid)]


def test_distinct_points_and_units_are_decided(verifier: Verifier) -> None:
    true = (
        "Distinct [(grid 0 0 : Point Rational), grid 1 0, grid 0 1]",
        "¬Distinct [(grid 0 0 : Point Rational), grid 1 0, grid 0 0]",
        "IsUnit (grid 1 1 : Point Rational) 2",
        "¬IsUnit (grid 2 1 : Point Rational) 2",
        "aconst (grid 0 0 : Point Rational) (grid 3 0) (grid 1 1) (grid 1 7) right 1",
    )
    claims = [Claim(id=text, statement=text, proof="by decide +kernel") for text in true]
    assert [verdict.reason for verdict in verifier.verify(claims)] == [""] * len(true)


@pytest.mark.parametrize("number", [3, 8, 34, 40])
def test_classical_rules_are_decided(verifier: Verifier, classical: ModuleType, number: int) -> None:
    statement, mend, proof = classical.classical()[number - 1]
    wrong = next(
        classical.pictures(len(statement.variables), statement.given, statement.conclusions, distinct=True),
        None,
    )
    assert (wrong is not None) == (mend is not None)
    court = classical.Court()
    if wrong is not None:
        court.refute("refuted", statement, wrong, distinct=True)
    given = (*statement.given, *((mend,) if mend else ()))
    mended = classical.Statement(statement.variables, given, statement.conclusions)
    court.claim("proved", mended.theorem(), classical.proved(mended, proof))
    assert [verdict.reason for verdict in verifier.verify(court.claims)] == [""] * len(court.claims)
