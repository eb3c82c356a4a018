"""Squares of distances: theorems that need them, their certificates, strictness, and how they end."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.geometry.figure import draw, examine
from generators.geometry.language import parse_problem
from search.geometry import IndexedFact, Picture
from search.geometry_engine import Deduction, IncrementalDeduction, Limits, Proof, Step, Term
from search.geometry_replay import ReplayError, replay

# None of them is proved by rules, angles and ratios alone.
THEOREMS = {
    "Carnot, for three circles": "a b c = triangle a b c; p = free p; q = on_circle q a p; "
    "r = on_circle r b p, on_circle r c q; x = on_tline x p a b, on_tline x q a c ? perp x r b c",
    "Carnot, for mirrored feet": "a b c = triangle a b c; p = free p; d = foot d p b c; e = foot e p c a; "
    "f = foot f p a b; l = midpoint l b c; m = midpoint m c a; n = midpoint n a b; u = mirror u d l; "
    "v = mirror v e m; w = mirror w f n; x = on_tline x u b c, on_tline x v c a ? perp x w a b",
    "equal tangents": "o q a = triangle o q a; p = on_tline p a o q; t = on_dia t p o, on_circle t o a; "
    "u = on_dia u p q, on_circle u q a ? cong p t p u",
    "British flag and orthodiagonal quadrilateral": "p q r s = rectangle p q r s; x = free x; a = free a; "
    "b = eqdistance b a x p; c = eqdistance c b x q; d = eqdistance d c x r, eqdistance d a x s "
    "? perp a c b d",
}


def setting(text: str) -> tuple[list[Picture], list[IndexedFact], IndexedFact]:
    problem = parse_problem(text)
    indices = {point: i for i, point in enumerate(problem.points)}
    premises = [premise.fact.indexed(indices) for premise in problem.premises]
    return examine(problem, count=2).pictures, premises, problem.goals[0].indexed(indices)


@pytest.mark.parametrize("text", THEOREMS.values(), ids=THEOREMS.keys())
def test_theorems_that_need_squares(text: str) -> None:
    pictures, premises, goal = setting(text)
    assert Deduction(pictures, premises, goal, Limits(distances=False)).outcome == "saturated"
    proof = Deduction(pictures, premises, goal).proof(goal)
    assert proof is not None
    assert "distances" in {step.reason for step in proof.steps}
    replay(proof, premises, draw(parse_problem(text), count=3, seed=7))


def four_points() -> tuple[list[Picture], list[IndexedFact]]:
    """A right angle at point 1 and the foot of its altitude, 3."""
    pictures = [np.array([[0.0, 0.0], [1.0, 2.0], [5.0, 0.0], [1.0, 0.0]])]
    return pictures, [IndexedFact("perp", (1, 0, 1, 2)), IndexedFact("perp", (1, 3, 0, 2))]


def test_a_right_angle_that_only_the_picture_has_is_not_believed() -> None:
    pictures, (right, altitude) = four_points()
    assert not Deduction(pictures, [right]).proved(altitude)
    assert not Deduction(pictures, [altitude]).proved(right)


def carnot() -> tuple[Proof, list[IndexedFact], int]:
    pictures, premises, goal = setting(THEOREMS["Carnot, for mirrored feet"])
    proof = Deduction(pictures, premises, goal).proof(goal)
    assert proof is not None
    return proof, premises, next(i for i, step in enumerate(proof.steps) if step.reason == "distances")


def test_a_corrupted_sum_is_refused() -> None:
    proof, premises, number = carnot()
    step = proof.steps[number]
    (terms,) = step.certificates

    def altered(place: int, **changes: Fraction | int) -> Step:
        return replace(
            step, certificates=((*terms[:place], replace(terms[place], **changes), *terms[place + 1 :]),)
        )

    wrong = [altered(i, coefficient=term.coefficient + Fraction(1, 3)) for i, term in enumerate(terms)]
    wrong += [replace(step, certificates=(terms[:i] + terms[i + 1 :],)) for i in range(len(terms))]
    wrong.append(replace(step, fact=replace(step.fact, points=step.fact.points[1:] + step.fact.points[:1])))
    for bad in wrong:
        with pytest.raises(ReplayError, match=f"step {number}: the squares do not give"):
            replay(Proof((*proof.steps[:number], bad, *proof.steps[number + 1 :])), premises)


def test_what_squares_say_nothing_of_is_refused() -> None:
    pictures, premises = four_points()
    parallel = IndexedFact("coll", (0, 2, 3))
    given_step = Step(parallel, "premise", (), (), ())
    summed = Step(premises[0], "distances", (), (), ((Term(0, 0, Fraction(1)),),))
    with pytest.raises(ReplayError, match="coll says nothing of squares"):
        replay(Proof((given_step, summed)), [parallel], pictures)
    midpoint = IndexedFact("midp", (0, 1, 2))
    with pytest.raises(ReplayError, match="no point is given"):
        replay(Proof((replace(given_step, fact=midpoint), summed)), [midpoint])


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(sorted(THEOREMS)), st.integers(0, 10**6))
def test_what_is_undone_is_forgotten(name: str, seed: int) -> None:
    pictures, premises, goal = setting(THEOREMS[name])
    closure = IncrementalDeduction(len(pictures))
    for point in range(len(pictures[0])):
        closure.add_point([(float(picture[point][0]), float(picture[point][1])) for picture in pictures])
    random = np.random.default_rng(seed)
    left_out = int(random.integers(len(premises)))
    rest = [premise for i, premise in enumerate(premises) if i != left_out]
    for premise in rest:
        closure.assume(premise)
    closure.saturate()
    mark, facts, before = closure.mark(), closure.facts, closure.proved(goal)
    closure.assume(premises[left_out])
    closure.saturate()
    proof = closure.proof(goal)
    assert proof is not None
    replay(proof, premises)
    closure.undo(mark)
    assert closure.facts == facts and closure.proved(goal) == before
    closure.assume(premises[left_out])
    closure.saturate()
    assert closure.proof(goal) == proof
