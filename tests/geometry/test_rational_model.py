"""Rational pictures of mined problems: exact, reproducible, and accepted by Lean as models."""

from __future__ import annotations

import pytest

from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Claim, Verifier
from factory.records import Status
from generators.geometry.config import Config
from generators.geometry.exact import holds_exactly
from generators.geometry.language import parse_problem
from generators.geometry.mine import mine
from generators.geometry.model import model_proof, model_statement, rational_model
from generators.geometry.rational import rational_picture

DRAWN = (
    "a b c = triangle a b c; o = circle o a b c; d = on_circle d o a ? cong o a o d",
    "a b c = triangle a b c; i = incenter i a b c ? eqangle c a c i c i c b",
    "a b c d = isquare a b c d; e = on_line e a c, on_line e b d ? cong e a e b",
    "a b = segment a b; c = s_angle a b c 45; d = reflect d c a b ? cong a c a d",
    "a b c = iso_triangle a b c; d = foot d a b c ? cong d b d c",
)


@pytest.mark.parametrize("text", DRAWN)
def test_premises_are_exactly_true_of_rational_pictures(text: str) -> None:
    problem = parse_problem(text)
    indices = {point: i for i, point in enumerate(problem.points)}
    facts = [premise.fact.indexed(indices) for premise in problem.premises]
    points = range(len(problem.points))
    found = rational_picture(problem, facts, points, text)
    assert found is not None and found == rational_picture(problem, facts, points, text)
    assert len(set(found)) == len(found) and min(min(found)) >= 0
    assert all(holds_exactly(fact, found) for fact in facts)


def test_an_angle_that_no_rational_point_has_gives_none() -> None:
    problem = parse_problem("a b c = ieq_triangle a b c ? cong a b a c")
    indices = {point: i for i, point in enumerate(problem.points)}
    facts = [premise.fact.indexed(indices) for premise in problem.premises]
    assert rational_picture(problem, facts, range(3), "any") is None


def test_lean_accepts_the_models_of_mined_problems() -> None:
    problems = mine(Config(figures=False), 11, 0, 12).problems
    models = [found for problem in problems if (found := rational_model(problem)) is not None]
    assert len(models) >= 8
    claims = [Claim(id=str(i), statement=s, proof=p) for i, (s, p) in enumerate(models)]
    statement, _ = models[0]
    collapsed = model_proof([(0, 0)] * len(statement.partition(" :")[0].split()[1:]))
    claims.append(Claim(id="collapsed", statement=statement, proof=collapsed))
    with Verifier(find_toolchain("embedded", library=("Factory.Geometry",))) as verifier:
        verdicts = verifier.verify(claims)
    assert [verdict.reason for verdict in verdicts[:-1]] == [""] * len(models)
    assert verdicts[-1].status is Status.REJECTED


def test_a_text_that_is_no_theorem_of_geometry_is_refused() -> None:
    with pytest.raises(ValueError, match="not a theorem of geometry"):
        model_statement("∀ p : Prop,\n  p →\n  p")
