"""The miner's problems, each checked on its own: re-solved, minimal, re-played, different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from generators.geometry.constructions import constructions
from generators.geometry.facts import Fact
from generators.geometry.figure import examine
from generators.geometry.language import parse_problem, problem_text
from generators.geometry.problem import Clause, Construction, GeometryProblem
from generators.geometry.templates import clause_statistics, templates
from search.geometry import IndexedFact
from search.geometry_canonical import canonical
from search.geometry_engine import Deduction, Limits
from search.geometry_mine import MinedProblem, Miner, Placed, Settings
from search.geometry_replay import replay

LIMITS = Limits(seconds=60)


def named(problem: MinedProblem, clauses: Sequence[int] | None = None) -> GeometryProblem:
    """The problem in the language, with points p0, p1, ..."""
    chosen = range(len(problem.clauses)) if clauses is None else clauses
    made = []
    for number in chosen:
        group = tuple(
            Construction(c.name, tuple(f"p{p}" for p in c.arguments), c.value)
            for c in problem.clauses[number]
        )
        made.append((number < problem.statement, Clause(group[0].outputs, group)))
    goal = Fact(problem.goal.kind, tuple(f"p{p}" for p in problem.goal.points), problem.goal.value)
    return GeometryProblem(
        tuple(c for stated, c in made if stated), (goal,), tuple(c for stated, c in made if not stated)
    )


def premises(problem: MinedProblem, without: tuple[int, int] | None = None) -> list[IndexedFact]:
    """The facts of all constructions, or of all but one (clause, place)."""
    full = named(problem)
    indices = {f"p{i}": i for i in range(len(problem.picture))}
    return [
        fact.indexed(indices)
        for i, clause in enumerate(full.all_clauses)
        for j, construction in enumerate(clause.constructions)
        if (i, j) != without
        for fact in construction.facts
    ]


@pytest.fixture(scope="module", params=["tree", "random"])
def problems(request: pytest.FixtureRequest) -> list[MinedProblem]:
    miner = Miner(templates(), Settings(mode=request.param, nodes=25))
    unit = miner.unit(seed=5, number=3)
    assert len(unit) > 40
    return list(unit)


def test_points_are_numbered_in_the_order_of_the_clauses(problems: list[MinedProblem]) -> None:
    for problem in problems:
        full = named(problem)
        assert full.points == tuple(f"p{i}" for i in range(len(problem.picture)))
        assert parse_problem(problem_text(full)).points == full.points


def test_keys_are_those_of_the_statements_and_differ(problems: list[MinedProblem]) -> None:
    assert len({problem.key for problem in problems}) == len(problems)
    for problem in problems:
        stated = replace(problem, clauses=problem.clauses[: problem.statement])
        form = canonical(len(problem.picture), premises(stated), problem.goal)
        assert form.key == problem.key


def test_proofs_are_replayed_from_the_problem_s_premises(problems: list[MinedProblem]) -> None:
    for problem in problems:
        given = premises(problem)
        replay(problem.proof, given, [problem.picture])
        assert set(problem.proof.premises) <= set(given)
        assert problem.proof.length == problem.measures["length"] >= 3


def test_each_problem_is_solved_again_in_fresh_pictures(problems: list[MinedProblem]) -> None:
    solved = 0
    for problem in problems[:60]:
        pictures = examine(named(problem), count=2, tries=10, seed=99, attempts=50).pictures
        if not pictures:
            continue
        solved += Deduction(pictures, premises(problem), problem.goal, LIMITS).outcome == "proved"
    assert solved >= 0.95 * len(problems[:60])


def test_without_any_construction_the_goal_is_not_reached(problems: list[MinedProblem]) -> None:
    auxiliary = [problem for problem in problems if problem.statement < len(problem.clauses)]
    for problem in problems[:50] + auxiliary[:30]:
        assert Deduction([problem.picture], premises(problem), problem.goal, LIMITS).outcome == "proved"
        for i, clause in enumerate(problem.clauses):
            for j, placed in enumerate(clause):
                if constructions()[placed.name].facts:
                    rest = Deduction([problem.picture], premises(problem, (i, j)), problem.goal, LIMITS)
                    assert rest.outcome == "saturated"


def test_some_problems_need_auxiliary_constructions() -> None:
    unit = Miner(templates(), Settings(mode="random", nodes=40)).unit(seed=5, number=0)
    auxiliary = [problem for problem in unit if problem.measures["auxiliary"]]
    assert auxiliary
    for problem in auxiliary:
        stated = replace(problem, clauses=problem.clauses[: problem.statement])
        points = sum(len(named(problem, [i]).points) for i in range(problem.statement))
        picture = problem.picture[:points]
        assert Deduction([picture], premises(stated), problem.goal, LIMITS).outcome == "saturated"


def test_auxiliary_clauses_are_those_that_the_goal_does_not_depend_on(problems: list[MinedProblem]) -> None:
    for problem in problems:
        wanted = set(problem.goal.points)
        stated = []
        for number in reversed(range(len(problem.clauses))):
            outputs = {p for c in named(problem, [number]).all_clauses for p in c.points}
            if wanted & {int(point[1:]) for point in outputs}:
                stated.append(number)
                wanted.update(point for c in problem.clauses[number] for point in c.arguments)
        assert sorted(stated) == list(range(problem.statement))


def test_nothing_is_trivial(problems: list[MinedProblem]) -> None:
    for problem in problems:
        implied = [fact for premise in named(problem).implied for fact in [premise.fact]]
        indices = {f"p{i}": i for i in range(len(problem.picture))}
        assert problem.goal not in [fact.indexed(indices) for fact in implied]
        assert sum(bool(constructions()[c.name].facts) for c in problem.constructions) >= 2


def test_a_unit_is_a_function_of_seed_and_number() -> None:
    miner = Miner(templates(), Settings(nodes=6))
    again = Miner(templates(), Settings(nodes=6))
    first, second = miner.unit(1, 2), again.unit(1, 2)
    assert [p.key for p in first] == [p.key for p in second]
    assert [p.proof for p in first] == [p.proof for p in second]
    assert np.array_equal(first.measures, second.measures)
    assert [p.key for p in miner.unit(1, 3)] != [p.key for p in first]


def test_clause_statistics_choose_the_constructions() -> None:
    example = parse_problem("a b c = triangle a b c; m = midpoint m a b; n = midpoint n a c ? para m n b c")
    weights = clause_statistics([example])
    assert weights == {"midpoint": 2.0, "triangle": 1.0}
    unit = Miner(templates(weights), Settings(mode="random", nodes=20)).unit(0, 0)
    names = {placed.name for problem in unit for placed in problem.constructions}
    assert "midpoint" in names
    assert names <= {"free", "segment", "triangle", "quadrangle", "pentagon", "midpoint"}


def test_a_given_figure_is_where_sequences_begin() -> None:
    start = [
        (Placed("triangle", (0, 1, 2)),),
        (Placed("foot", (3, 0, 1, 2)),),
        (Placed("on_line", (4, 0, 1)), Placed("on_tline", (4, 2, 0, 1))),
    ]
    for mode in ("tree", "random"):
        miner = Miner(templates({"midpoint": 1.0, "circle": 1.0}), Settings(mode=mode, nodes=10), start)
        unit = miner.unit(0, 0)
        names = {placed.name for problem in unit for placed in problem.constructions}
        assert {"foot", "on_tline", "midpoint"} <= names
        free = {"free", "segment", "triangle", "quadrangle", "pentagon"}
        assert names <= {*free, "foot", "on_line", "on_tline", "midpoint", "circle"}


def test_a_bad_start_is_refused() -> None:
    table = templates()
    with pytest.raises(ValueError, match="no template of nonsense"):
        Miner(table, None, [(Placed("nonsense", (0,)),)])
    with pytest.raises(ValueError, match="not yet defined"):
        Miner(table, None, [(Placed("midpoint", (0, 1, 2)),)])
    with pytest.raises(ValueError, match="in the order"):
        Miner(table, None, [(Placed("segment", (1, 2)),)])
    flat = [(Placed("segment", (0, 1)),), (Placed("on_line", (2, 0, 1)),), (Placed("foot", (3, 2, 0, 1)),)]
    with pytest.raises(ValueError, match="cannot be drawn"):
        Miner(table, None, flat).unit(0, 0)


def test_bad_settings_and_templates_are_refused() -> None:
    with pytest.raises(ValueError, match="mode"):
        Settings(mode="depth")
    with pytest.raises(ValueError, match="points"):
        Settings(points=500)
    with pytest.raises(ValueError, match="no construction nonsense"):
        templates({"nonsense": 1.0})
    with pytest.raises(ValueError, match="from nothing"):
        Miner(templates({"midpoint": 1.0})).unit(0, 0)
