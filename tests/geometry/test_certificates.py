"""Certificates of algebra, checked by the sympy path of `benchmarks/geometry_certificates.py`."""

from __future__ import annotations

import importlib
import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from generators.geometry.figure import draw
from generators.geometry.language import parse_problem
from search.geometry import IndexedFact, Picture
from search.geometry_engine import Deduction, Proof

PROBLEMS = [
    "a b c = triangle a b c; h = orthocenter h a b c; o = circle o a b c; d = foot d a b c; x = mirror x h d",
    "a b c = triangle a b c; i = incenter i a b c; p = foot p c a i; q = foot q c b i; m = midpoint m a b",
    "a b = segment a b; c = eq_triangle c a b; d = on_circle d a b; e = reflect e d a c; f = midpoint f d e",
    "a b c = triangle a b c; d = parallelogram a b c d; m = midpoint m b c; p = on_bline p a b; "
    "q = on_tline q p a c; r = on_circle r p c, on_circle r m a",
]


@pytest.fixture(scope="module")
def checker() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "benchmarks"))
        yield importlib.import_module("geometry_certificates")


def everything(checker: ModuleType, text: str) -> tuple[Proof, list[IndexedFact], Picture]:
    problem = parse_problem(text)
    indices = {point: i for i, point in enumerate(problem.points)}
    premises = [premise.fact.indexed(indices) for premise in problem.premises]
    pictures = draw(problem, count=2)
    deduction = Deduction(pictures, premises)
    implied = checker.implied(deduction, pictures[0], random.Random(1))
    proof, _ = deduction.joint_proof([*deduction.facts, *implied])
    return proof, premises, pictures[0]


@pytest.mark.parametrize("text", PROBLEMS)
def test_certificates_are_right_by_symbols_and_by_numbers(checker: ModuleType, text: str) -> None:
    proof, premises, picture = everything(checker, text)
    checked = checker.Checked()
    checker.check(proof, premises, picture, checked, 150)
    assert not checked.wrong
    assert not checked.unrefined
    assert checked.symbolic == checked.numeric > 20


def test_a_wrong_certificate_is_found(checker: ModuleType) -> None:
    proof, _, _ = everything(checker, PROBLEMS[0])
    for place, step in enumerate(proof.steps):
        views = step.binding if step.reason == "distances" else None
        for i, certificate in enumerate(step.certificates):
            first = certificate[0]
            wrong = [
                (replace(first, coefficient=first.coefficient + 1), *certificate[1:]),
                (replace(first, coefficient=first.coefficient + Fraction(1, 2)), *certificate[1:]),
                certificate[1:],
            ]
            for other in wrong:
                changed = replace(
                    step, certificates=(*step.certificates[:i], other, *step.certificates[i + 1 :])
                )
                altered = Proof((*proof.steps[:place], changed))
                assert checker.wrong_sum(step.fact, i, other, altered, views)


def test_a_false_relation_is_found_in_the_refined_figure(checker: ModuleType) -> None:
    proof, premises, picture = everything(checker, PROBLEMS[1])
    numbers = checker.Numbers(checker.refined(picture, premises))
    wrong = IndexedFact("para", (0, 1, 0, 2))
    assert "refined figure" in checker.false_numbers(wrong, 0, (), proof, numbers)
    assert checker.refined(picture, [wrong, IndexedFact("perp", (0, 1, 0, 2))]) is None
