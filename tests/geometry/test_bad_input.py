"""Bad input, from the text of a problem to the engine: each kind has a clear outcome."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from generators.geometry.facts import LanguageError
from generators.geometry.figure import FigureError, draw, examine
from generators.geometry.language import parse_problem
from generators.geometry.problem import GeometryProblem
from search.geometry import IndexedFact
from search.geometry_engine import Deduction, minimal_proof

SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
LINES = np.array([[0.0, 0.0], [3.0, 0.0], [0.3, 1.0], [2.3, 1.0], [0.5, 2.0]])


def deduction(problem: GeometryProblem) -> Deduction:
    indices = {point: i for i, point in enumerate(problem.points)}
    premises = [premise.fact.indexed(indices) for premise in problem.premises]
    return Deduction(draw(problem, count=2), premises, problem.goals[0].indexed(indices))


def long_problem(points: int) -> str:
    clauses = ["a b = segment a b"] + [f"m{i} = free m{i}" for i in range(points - 2)]
    return "; ".join(clauses) + " ? coll a b m0"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a b c = triangle a b c; d = midpoint d a x ? coll a b d", ["clause 2", "point x is not defined"]),
        ("a b c = triangle a b c ? coll a b z", ["goal", "point z is not defined"]),
        ("a b c = triangle a a b ? coll a b c", ["clause 1"]),
        ("a b c = triangle a b c; d = on_line d a a ? coll a b d", ["clause 2", "degenerate"]),
        ("a b c = triangle a b c ? cong a a b c", ["goal", "same point twice"]),
        ("a b c = triangle a b c; d = nonsense d a b ? coll a b d", ["clause 2", "unknown construction"]),
        (long_problem(500), ["more than 128 points"]),
    ],
    ids=["point", "goal's point", "twice", "degenerate", "vacuous goal", "construction", "500 points"],
)
def test_what_says_nothing_is_not_read(text: str, said: list[str]) -> None:
    with pytest.raises(LanguageError) as error:
        parse_problem(text)
    for part in said:
        assert part in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "a b c = triangle a b c; d = on_line d a b, on_pline d c a b ? coll a b d",
            ["clause 2", "point d", "no common point"],
        ),
        (
            "a b c = triangle a b c; d = on_line d a b, on_line d b a ? coll a b d",
            ["clause 2", "one and the same"],
        ),
        (
            "a b c = triangle a b c; m = midpoint m a b; o = circle o a b m ? cong o a o b",
            ["clause 3", "requirement"],
        ),
        (
            "a b c = triangle a b c; d = on_line d a b, on_line d a c ? coll a b d",
            ["clause 2", "falls on another"],
        ),
    ],
    ids=["unsatisfiable", "undetermined", "degenerate", "coincident"],
)
def test_what_cannot_be_drawn_says_where_and_why(text: str, said: list[str]) -> None:
    with pytest.raises(FigureError) as error:
        draw(parse_problem(text), attempts=50)
    for part in said:
        assert part in str(error.value)


def test_a_goal_that_is_false_in_every_realization() -> None:
    problem = parse_problem("a b c = triangle a b c; m = midpoint m a b ? perp c m a b")
    examination = examine(problem)
    assert (examination.pictures, examination.held) == ((), 0)
    assert examination.tried >= 50
    found = deduction(problem)
    assert found.outcome == "false_in_a_picture"
    assert found.facts
    indices = {point: i for i, point in enumerate(problem.points)}
    goal = problem.goals[0].indexed(indices)
    assert found.proof(goal) is None
    premises = [premise.fact.indexed(indices) for premise in problem.premises]
    assert minimal_proof(draw(problem), premises, goal) is None


def test_a_true_goal_that_does_not_follow_from_the_rules_is_saturated() -> None:
    # True in the picture by accident only.
    assert Deduction([LINES], [], IndexedFact("para", (0, 1, 2, 3))).outcome == "saturated"


def test_contradictory_premises_are_false_in_every_picture() -> None:
    premises = [IndexedFact("para", (0, 1, 2, 3)), IndexedFact("perp", (0, 1, 2, 3))]
    with pytest.raises(ValueError, match="false in a picture: perp"):
        Deduction([LINES], premises)
    with pytest.raises(ValueError, match="false in a picture: para"):
        Deduction([LINES, LINES[[0, 1, 2, 4, 3]]], premises[:1])


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (IndexedFact("para", (0, 0, 1, 2)), "repeats a point"),
        (IndexedFact("cyclic", (0, 0, 1, 2)), "repeats a point"),
        (IndexedFact("simtri", (0, 1, 1, 0, 1, 2)), "repeats a point"),
        (IndexedFact("sameside", (0, 0, 1, 2, 3, 0)), "repeats a point"),
        (IndexedFact("rconst", (0, 1, 0, 2)), "needs a number"),
        (IndexedFact("rconst", (0, 1, 0, 2), Fraction(10**12)), "too long"),
        (IndexedFact("coll", (0, 1)), "takes 3 points"),
        (IndexedFact("para", (0, 1, 2)), "takes 4 points"),
        (IndexedFact("nonsense", (0, 1)), "unknown predicate"),
    ],
    ids=lambda value: value.kind if isinstance(value, IndexedFact) else None,
)
def test_malformed_facts_are_refused_as_premise_and_as_goal(fact: IndexedFact, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Deduction([SQUARE], [fact])
    with pytest.raises(ValueError, match=said):
        Deduction([SQUARE], [], fact)


def test_ratios_that_the_tables_cannot_hold_are_refused() -> None:
    picture = np.array([[0.0, 0.0], [1009.0, 0.0], [0.0, 1.0]])
    ratio = IndexedFact("rconst", (0, 1, 0, 2), Fraction(1009))
    with pytest.raises(ValueError, match="prime factor"):
        Deduction([picture], [ratio])
    with pytest.raises(ValueError, match="prime factor"):
        Deduction([picture], [], ratio)


@pytest.mark.parametrize(
    ("pictures", "said"),
    [
        ([], "at least one picture"),
        ([SQUARE, LINES], "one shape"),
        ([np.zeros((4, 3))], "one shape"),
        ([np.where(SQUARE == 1, np.nan, SQUARE)], "not a finite number"),
        ([np.where(SQUARE == 1, np.inf, SQUARE)], "not a finite number"),
        ([SQUARE[[0, 1, 2, 0]]], "points 0 and 3 coincide"),
        ([SQUARE, SQUARE[[0, 1, 1, 2]]], "points 1 and 2 coincide"),
        ([np.random.default_rng(0).normal(size=(500, 2))], "500 points; a deduction takes at most 64"),
    ],
    ids=["none", "shapes", "dimensions", "nan", "infinity", "coincident", "second picture", "500 points"],
)
def test_pictures_that_are_no_pictures_are_refused(pictures: list[np.ndarray], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Deduction(pictures, [])


def test_the_most_points_that_are_taken_give_an_outcome() -> None:
    problem = parse_problem(long_problem(64))
    assert Deduction(draw(problem), []).outcome == "saturated"


def test_a_very_regular_picture_is_refused() -> None:
    turns = np.arange(63) * 2 * np.pi / 63
    around = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    with pytest.raises(ValueError, match="too regular"):
        Deduction([np.concatenate([around, [[0.0, 0.0]]])], [])
