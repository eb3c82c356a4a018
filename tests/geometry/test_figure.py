"""Figures: every construction draws, every premise holds, and what cannot be drawn says why."""

from __future__ import annotations

import itertools
import math
import random
from typing import Any

import numpy as np
import pytest

from generators.geometry.constructions import constructions
from generators.geometry.facts import ALIASES, parse_fact
from generators.geometry.figure import Examination, FigureError, draw, examine, plan, satisfied
from generators.geometry.language import parse_problem, problem_text
from generators.geometry.problem import GeometryProblem
from search.geometry import MAX_POINTS, IndexedFact, Locus, Plan, PlannedClause, Step, realize

# What the inputs of a construction are made by, where free points will not do.
SPECIAL_INPUTS = {
    "2l1c": "a b c = triangle; o = on_bline a b; ",
    "e5128": "b c = segment; a = on_tline a b c b; d = on_circle d c b; ",
}
VALUES = {"degrees": " 40", "angle": " 2pi/7", "ratio": " 2/3"}


def use_of(name: str) -> GeometryProblem:
    """A problem that applies the construction to points in no particular position."""
    definition = constructions()[name]
    text = SPECIAL_INPUTS.get(name, "".join(f"{point} = free; " for point in definition.inputs))
    applied = f"{' '.join(definition.outputs)} = {name} {' '.join(definition.parameters)}"
    return parse_problem(text + applied + VALUES.get(definition.value, ""))


def all_facts(problem: GeometryProblem) -> list[Any]:
    return [p.fact for p in (*problem.premises, *problem.requirements, *problem.implied)]


@pytest.mark.parametrize("name", constructions())
def test_every_construction_draws_and_all_that_it_says_holds(name: str) -> None:
    problem = use_of(name)
    for picture in draw(problem, count=8):
        facts = all_facts(problem)
        held = satisfied(problem, facts, picture)
        assert all(held), [str(fact) for fact, ok in zip(facts, held, strict=True) if not ok]


def test_drawings_satisfy_the_published_definitions(published: list[Any]) -> None:
    """Every fact that `defs.txt` states of a construction holds in our drawings of it."""
    for construction in published:
        problem = use_of(construction.name)
        count = len(constructions()[construction.name].parameters)
        ours = dict(zip(construction.parameters, constructions()[construction.name].parameters, strict=False))
        facts = []
        for text in (*construction.facts, *construction.requires):
            kind, *arguments = text.split()
            if (kind == "ncoll" and len(arguments) > 3) or kind == "s_angle":
                continue  # not all four on one line; the construction's own number
            words = [ours.get(word, word) if i < count else word for i, word in enumerate(arguments)]
            facts.append(parse_fact(" ".join([ALIASES.get(kind, kind), *words])))
        for picture in draw(problem, count=5, seed=1):
            held = satisfied(problem, facts, picture)
            assert all(held), (
                construction.name,
                [str(f) for f, ok in zip(facts, held, strict=True) if not ok],
            )


def test_published_problems_are_drawn_and_their_goals_hold(problem_lines: list[tuple[str, str]]) -> None:
    for name, text in problem_lines:
        problem = parse_problem(text, name=name)
        found = examine(problem, count=3)
        assert len(found.pictures) == 3, name
        facts = all_facts(problem)
        for picture in found.pictures:
            held = satisfied(problem, facts, picture)
            assert all(held), (name, [str(fact) for fact, ok in zip(facts, held, strict=True) if not ok])
            assert all(satisfied(problem, problem.goals, picture)), name
            distances = [math.dist(p, q) for p, q in itertools.combinations(picture, 2)]
            assert min(distances) > 1e-4 * max(distances), name


def test_pictures_are_deterministic_and_independent() -> None:
    problem = parse_problem(
        "a b c = triangle; d = on_line b c; e = on_circum a b c; f = on_line a d, on_line b e"
    )
    first, second = draw(problem, count=4, seed=7), draw(problem, count=4, seed=7)
    assert np.array_equal(first, second)
    other = draw(problem, count=4, seed=8)
    shapes = [picture / np.linalg.norm(picture[1] - picture[0]) for picture in (*first, *other)]
    for left, right in itertools.combinations(shapes, 2):
        assert not np.allclose(
            np.linalg.norm(left - left[0], axis=1), np.linalg.norm(right - right[0], axis=1)
        )


def test_both_orientations_are_drawn() -> None:
    def area(p: Any) -> float:
        return float((p[1, 0] - p[0, 0]) * (p[2, 1] - p[0, 1]) - (p[1, 1] - p[0, 1]) * (p[2, 0] - p[0, 0]))

    for text in ("a b c = triangle", "a b c d = isquare"):
        signs = {area(picture) > 0 for picture in draw(parse_problem(text), count=20)}
        assert signs == {True, False}, text


def test_angles_are_counter_clockwise() -> None:
    (picture,) = draw(parse_problem("a b = segment; x = s_angle a b x 30"))
    a, b, x = (complex(*p) for p in picture)
    assert math.isclose(math.degrees(np.angle((x - b) / (a - b))), 30)
    (picture,) = draw(parse_problem("a b = segment; c = free; x = aconst a b c x 1pi/3"))
    a, b, c, x = (complex(*p) for p in picture)
    assert math.isclose(math.degrees(np.angle((x - c) / (b - a))) % 180, 60)


def test_prescribed_positions_are_kept() -> None:
    problem = parse_problem("a@0_0 b@4_0 c@1_3 = triangle; m = midpoint a b")
    (picture,) = draw(problem)
    assert picture.tolist() == [[0, 0], [4, 0], [1, 3], [2, 0]]
    (free,) = draw(problem, positions=False)
    assert free[1].tolist() != [4, 0]


def test_prescribed_positions_may_be_anywhere() -> None:
    far = parse_problem("a@1000_1000 b@1003_1000 c@1000_1004 = triangle; d = foot a b c; e f g = triangle")
    (picture,) = draw(far)
    assert picture[0].tolist() == [1000, 1000]
    assert all(satisfied(far, [p.fact for p in far.premises], picture))
    (partly,) = draw(parse_problem("a@-500_20 b c = triangle; m = midpoint b c"))
    assert partly[0].tolist() == [-500, 20]


def test_a_goal_by_accident_or_by_choice_is_seen() -> None:
    sound = examine(parse_problem("a b c = triangle; h = orthocenter a b c ? perp a h b c"))
    assert (sound.tried, sound.held) == (3, 3)
    # Which of the two apexes over ab is taken decides.
    choice = examine(parse_problem("a b c = triangle; d = eq_triangle a b; e = eq_triangle a b ? coll d e c"))
    assert choice.pictures == ()
    either = examine(
        parse_problem("a b = segment; c = eq_triangle a b; d = psquare a b ? aconst a c a d 1pi/6")
    )
    assert 0 < either.held < either.tried


@pytest.mark.parametrize("goals", ["coll a b c", "perp a b a c", "cong a b a c; ncoll a b c", "midp a b c"])
def test_false_goals_are_false_in_every_picture(goals: str) -> None:
    found = examine(parse_problem(f"a b c = triangle ? {goals}"), tries=40)
    assert found == Examination((), 40, 0)


def test_contradictory_goals_hold_in_no_picture() -> None:
    problem = parse_problem("a b c = triangle; h = foot a b c ? perp a h b c; para a h b c")
    assert examine(problem, tries=20).pictures == ()


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("x = on_line a b, on_line b a", ["clause 2 (x = on_line, on_line)", "point x", "one and the same"]),
        ("x = on_pline a b c, on_line b c", ["clause 2", "point x", "no common point"]),
        ("x = on_line a b, on_line b c, on_line c a", ["clause 2", "no common point"]),
        ("x = on_line a b, on_line a c", ["clause 2", "point x", "falls on another one (a)"]),
        ("x = midpoint a b; y = midpoint b a", ["clause 3", "point y", "falls on another one (x)"]),
        ("x = midpoint a b; y = on_pline x a b", ["clause 3", "requirement fails (ncoll x a b)"]),
        ("x = midpoint a b; y z = tangent x a b", ["clause 3", "point y", "no common point"]),
        ("x = midpoint a b; o = circle x a b", ["clause 3", "requirement fails (ncoll x a b)"]),
        ("x = on_circle a b; y = intersection_lc x a b", ["clause 3", "point y", "falls on another one (x)"]),
    ],
)
def test_what_cannot_be_drawn_says_where_and_why(text: str, reasons: list[str]) -> None:
    problem = parse_problem(f"a b c = triangle; {text}")
    with pytest.raises(FigureError) as error:
        draw(problem)
    for reason in reasons:
        assert reason in str(error.value)


def test_prescribed_positions_that_contradict_the_clause() -> None:
    with pytest.raises(FigureError, match=r"a fact of the clause does not hold \(midp m a b\)"):
        draw(parse_problem("a@0_0 b@4_0 = segment; m@1_1 = midpoint a b"))


def test_long_problems_are_drawn_up_to_the_limit() -> None:
    text = "a b c = triangle" + "".join(
        f"; p{i} = on_circum a b c; q{i} = free; r{i} = intersection_ll a p{i} b q{i}" for i in range(16)
    )
    problem = parse_problem(text)
    assert len(problem.points) == 51
    (picture,) = draw(problem, attempts=400)
    assert all(satisfied(problem, [p.fact for p in problem.premises], picture))


def test_helper_points_count() -> None:
    free = "".join(f"; p{i} = free" for i in range(MAX_POINTS - 6))
    fits = parse_problem(f"a b c = triangle{free}")
    assert plan(fits).points == MAX_POINTS - 3
    with pytest.raises(FigureError, match=f"at most {MAX_POINTS} points"):
        plan(parse_problem(f"a b c = triangle{free}; x y z = 3peq a b c"))


def test_malformed_plans_are_refused() -> None:
    def planned(*steps: Step, requires: tuple[IndexedFact, ...] = ()) -> Plan:
        return Plan(2, 0, (PlannedClause(requires, steps, ()),))

    with pytest.raises(ValueError, match="unknown locus: cloud"):
        realize(planned(Step(0, (Locus("cloud", ()),))))
    with pytest.raises(ValueError, match="locus line"):
        realize(planned(Step(0, (Locus("line", (1,)),))))
    with pytest.raises(ValueError, match="a step needs a locus"):
        realize(planned(Step(0, ())))
    with pytest.raises(IndexError):
        realize(planned(Step(2, (Locus("anywhere", ()),))))
    with pytest.raises(ValueError, match="at most"):
        realize(Plan(MAX_POINTS, 1, ()))


def random_problem(randomness: random.Random) -> GeometryProblem:
    """Constructions chained at random, from the table alone."""
    table = constructions()
    text, points = "a b c = triangle", ["a", "b", "c"]
    for _ in range(randomness.randint(1, 7)):
        definition = randomness.choice(list(table.values()))
        if not definition.inputs or len(definition.inputs) > len(points):
            continue
        outputs = [f"p{len(points) + i}" for i in range(len(definition.outputs))]
        made = [definition]
        if len(outputs) == 1 and randomness.random() < 0.4:
            made.append(
                randomness.choice([d for d in table.values() if len(d.outputs) == 1 and len(d.inputs) == 2])
            )
        uses = [
            f"{d.name} {' '.join(randomness.sample(points, len(d.inputs)))}{VALUES.get(d.value, '')}"
            for d in made
        ]
        text += f"; {' '.join(outputs)} = {', '.join(uses)}"
        points += outputs
    return parse_problem(text)


def test_random_problems_are_drawn_right_or_refused() -> None:
    randomness = random.Random(11)
    drawn = 0
    for number in range(400):
        problem = random_problem(randomness)
        try:
            (picture,) = draw(problem, seed=number, attempts=60)
        except FigureError:
            continue
        drawn += 1
        facts = all_facts(problem)
        held = satisfied(problem, facts, picture)
        broken = [str(fact) for fact, ok in zip(facts, held, strict=True) if not ok]
        assert not broken, (problem_text(problem), broken)
    assert drawn > 150
