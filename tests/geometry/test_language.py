"""The construction language: argument forms, dialects, round trips, and errors that name their clause."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.geometry.constructions import constructions
from generators.geometry.facts import Fact, LanguageError, parse_angle, parse_fact, parse_facts, vacuous
from generators.geometry.language import Dialect, parse_problem, parse_problems, problem_text
from generators.geometry.problem import Clause, Construction, GeometryProblem
from search.geometry import MAX_POINTS, PREDICATES

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

NAMES = [f"{letter}{number}" for number in ("", "1", "_2", "'") for letter in "abcdefghijklmnopqrstuvwxyzABC"]
RENAMED_IN_NEWCLID = {
    name
    for name, definition in constructions().items()
    if definition.newclid and definition.newclid[0] != name
}


def value_strategy(kind: str) -> st.SearchStrategy[Fraction | None]:
    match kind:
        case "degrees":
            return st.integers(-179, 359).map(lambda n: Fraction(n, 180))
        case "angle":
            return st.fractions(-2, 2, max_denominator=360)
        case "ratio":
            return st.fractions(Fraction(1, 50), 50, max_denominator=50)
    return st.none()


@st.composite
def problems(draw: st.DrawFn, dialect: Dialect = Dialect.JGEX) -> GeometryProblem:
    """Random well-formed problems, made from the table of constructions."""
    table = constructions()
    free = [name for name, definition in table.items() if not definition.inputs]
    usable = [name for name in table if dialect is Dialect.JGEX or table[name].newclid]
    points: list[str] = []
    clauses: list[Clause] = []
    for number in range(draw(st.integers(1, 6))):
        names = usable if points else [name for name in free if name in usable]
        chosen = [
            name
            for name in draw(st.lists(st.sampled_from(sorted(names)), min_size=1, max_size=6))
            if len(table[name].inputs) <= len(points)
        ]
        first = table[chosen[0] if chosen else "free"]
        outputs = NAMES[len(points) : len(points) + len(first.outputs)]
        made = []
        for name in [first.name, *chosen[1:]]:
            definition = table[name]
            if len(definition.outputs) != len(outputs):
                continue
            inputs = draw(st.permutations(points))[: len(definition.inputs)]
            by_parameter = dict(zip(definition.inputs, inputs, strict=True))
            by_parameter |= dict(zip(definition.outputs, outputs, strict=True))
            arguments = tuple(by_parameter[parameter] for parameter in definition.parameters)
            made.append(Construction(name, arguments, draw(value_strategy(definition.value))))
        places = draw(st.lists(st.sampled_from(outputs), unique=True, max_size=1)) if number == 0 else []
        coordinate = st.floats(-100, 100)
        positions = tuple((point, draw(coordinate), draw(coordinate)) for point in places)
        clauses.append(Clause(tuple(outputs), tuple(made), positions))
        points += outputs
    goals = []
    for kind in draw(st.lists(st.sampled_from(sorted(PREDICATES)), max_size=2)):
        signature = PREDICATES[kind]
        arguments = tuple(draw(st.sampled_from(points)) for _ in range(signature.arity))
        value = st.fractions(Fraction(1, 50), 50, max_denominator=50) if kind == "rconst" else None
        if kind == "aconst":
            value = st.fractions(0, Fraction(359, 360), max_denominator=360)
        goal = Fact(kind, arguments, draw(value) if value is not None else None)
        if not vacuous(goal):
            goals.append(goal)
    split = draw(st.integers(1, len(clauses)))
    return GeometryProblem(tuple(clauses[:split]), tuple(goals), tuple(clauses[split:]))


@given(problems())
def test_what_is_written_is_read_back(problem: GeometryProblem) -> None:
    assert parse_problem(problem_text(problem)) == problem


@given(problems(dialect=Dialect.NEWCLID))
def test_newclid_text_is_read_back(problem: GeometryProblem) -> None:
    text = problem_text(problem, dialect=Dialect.NEWCLID)
    again = parse_problem(text, dialect=Dialect.NEWCLID)
    assert problem_text(again, dialect=Dialect.NEWCLID) == text
    assert again.points == problem.points
    used = {c.name for clause in problem.all_clauses for c in clause.constructions}
    if not used & RENAMED_IN_NEWCLID:
        assert again == problem


@given(problems())
def test_the_short_form_means_the_same(problem: GeometryProblem) -> None:
    def short(clause: Clause) -> str:
        made = []
        for construction in clause.constructions:
            full = problem_text(GeometryProblem((replace(clause, constructions=(construction,)),), ()))
            name, *words = full.split("=")[1].split()
            number = words[len(construction.arguments) :]
            made.append(" ".join([name, *construction.inputs, *number]))
        left = problem_text(GeometryProblem((clause,), ())).split("=")[0]
        return f"{left}= {', '.join(made)}"

    text = "; ".join(short(clause) for clause in problem.all_clauses)
    goals = "".join(f" ? {'; '.join(map(str, problem.goals))}" for _ in problem.goals[:1])
    assert parse_problem(text + goals).all_clauses == problem.all_clauses


def test_renamed_constructions_state_the_same_in_newclid() -> None:
    for name in RENAMED_IN_NEWCLID:
        definition = constructions()[name]
        made = Construction(name, definition.parameters)
        clauses = (Clause(definition.outputs, (made,)),)
        if definition.inputs:
            free = tuple(Clause((p,), (Construction("free", (p,)),)) for p in definition.inputs)
            clauses = (*free, *clauses)
        problem = GeometryProblem(clauses, ())
        text = problem_text(problem, dialect=Dialect.NEWCLID)
        again = parse_problem(text, dialect=Dialect.NEWCLID)
        assert [p.fact for p in again.premises] == [p.fact for p in problem.premises]


def test_published_problems_are_read_and_written(problem_lines: list[tuple[str, str]]) -> None:
    assert len(problem_lines) == 261
    for name, text in problem_lines:
        problem = parse_problem(text, name=name)
        assert problem.goals, name
        assert parse_problem(problem_text(problem), name=name) == problem
        newclid = problem_text(problem, dialect=Dialect.NEWCLID)
        assert (
            problem_text(parse_problem(newclid, dialect=Dialect.NEWCLID), dialect=Dialect.NEWCLID) == newclid
        )


def test_full_form_of_published_problems_is_kept(problem_lines: list[tuple[str, str]]) -> None:
    """Where the text is in full form already, it is written as it was read."""
    full = 0
    for name, text in problem_lines:
        written = problem_text(parse_problem(text))
        if len(written.split()) == len(text.split()) and "@" not in text:
            assert written == text, name
            full += 1
    assert full >= 255


def test_files_of_problems(data: Path) -> None:
    problems = parse_problems((data / "imo_ag_30.txt").read_text(encoding="utf-8"))
    assert len(problems) == 30
    assert problems[0].name == "translated_imo_2000_p1"
    assert problems[-1].points[:5] == ("b", "c", "d", "e", "t")


def test_every_published_construction_is_known(published: list[Any]) -> None:
    assert len(published) == 68
    for construction in published:
        definition = constructions()[construction.name]
        count = len(construction.parameters) - (construction.name == "s_angle")  # its last one is the number
        assert len(definition.parameters) == count, construction.name


def test_dialects_differ_in_argument_order_and_degrees() -> None:
    problem = parse_problem(
        "a b c = triangle; d e = square a b d e; f = parallelogram a b c f; g = s_angle a b g -15"
    )
    assert problem_text(problem, dialect=Dialect.NEWCLID) == (
        "a b c = triangle a b c; d e = square d e a b; f = parallelogram f a b c; g = s_angle a b g -15o"
    )
    assert problem_text(problem).endswith("g = s_angle a b g -15")
    assert parse_problem(problem_text(problem, dialect=Dialect.NEWCLID), dialect=Dialect.NEWCLID) == problem


def test_auxiliary_clauses_goals_and_colons() -> None:
    problem = parse_problem("a b c: triangle a b c | m: midpoint m a b ? coll a m b; aconst a b a c 60o")
    assert [clause.points for clause in problem.clauses] == [("a", "b", "c")]
    assert [clause.points for clause in problem.auxiliary] == [("m",)]
    assert problem.goals[1] == Fact("aconst", ("a", "b", "a", "c"), Fraction(1, 3))
    assert problem_text(problem) == (
        "a b c = triangle a b c | m = midpoint m a b ? coll a m b; aconst a b a c 1pi/3"
    )


def test_premises_and_requirements() -> None:
    problem = parse_problem("a b c = triangle; o = circle a b c; d = on_circle d o a, on_tline d a b c")
    premises = [(p.clause, str(p.fact)) for p in problem.premises]
    assert premises == [(1, "circle o a b c"), (2, "cong o d o a"), (2, "perp d a b c")]
    assert [str(p.fact) for p in problem.requirements] == ["ncoll a b c", "diff o a", "diff b c"]


def test_renaming() -> None:
    problem = parse_problem("a b = segment; m = midpoint a b ? cong m a m b")
    renamed = problem.renamed({"a": "p", "m": "q"})
    assert problem_text(renamed) == "p b = segment p b; q = midpoint q p b ? cong q p q b"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30", (1, 6)),
        ("30o", (1, 6)),
        ("-15", (-1, 12)),
        ("22.5", (1, 8)),
        ("1pi/7", (1, 7)),
        ("pi/2", (1, 2)),
    ],
)
def test_angles(text: str, value: tuple[int, int]) -> None:
    assert parse_angle(text) == Fraction(*value)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("eqangle6 a b c d e f g h", Fact("eqangle", tuple("abcdefgh"))),
        ("simtri2 a b c d e f", Fact("simtrir", tuple("abcdef"))),
        ("rconst a b c d 1 2", Fact("rconst", tuple("abcd"), Fraction(1, 2))),
        ("rconst a b c d 3", Fact("rconst", tuple("abcd"), Fraction(3))),
        ("aconst a b c d -30o", Fact("aconst", tuple("abcd"), Fraction(5, 6))),
    ],
)
def test_other_ways_to_write_facts(text: str, fact: Fact) -> None:
    assert parse_fact(text) == fact
    assert parse_fact(str(fact)) == fact


def test_predicates_of_many_points_are_several_facts() -> None:
    assert parse_facts("cyclic a b c d e") == (parse_fact("cyclic a b c d"), parse_fact("cyclic a b c e"))
    assert parse_facts("circle o a b c d") == (parse_fact("circle o a b c"), parse_fact("circle o a b d"))
    problem = parse_problem("a b c d e = pentagon ? coll a b c d e")
    assert [str(goal) for goal in problem.goals] == ["coll a b c", "coll a b d", "coll a b e"]


TRIANGLE = "a b c = triangle a b c; "


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("", ["no clause"]),
        ("? coll a b c", ["no clause"]),
        (TRIANGLE + "triangle a b c", ["clause 2", "'=' is missing"]),
        (TRIANGLE + "x = ", ["clause 2", "a construction is expected"]),
        (TRIANGLE + "= midpoint x a b", ["clause 2", "defines no point"]),
        (TRIANGLE + "x = midpiont x a b", ["clause 2", "unknown construction 'midpiont'", "near: midpoint"]),
        (TRIANGLE + "x = midpoint x a b c", ["clause 2", "midpoint takes 3 points (or 2"]),
        (TRIANGLE + "x = midpoint x a d", ["clause 2", "point d is not defined before"]),
        (TRIANGLE + "x = midpoint x a x", ["clause 2", "point x is not defined before"]),
        (TRIANGLE + "x = midpoint y a b", ["clause 2", "midpoint defines y"]),
        (TRIANGLE + "x y = midpoint x a b", ["clause 2", "no construction defines y"]),
        (TRIANGLE + "x y = midpoint a b", ["clause 2", "midpoint defines 1 points, the clause 2"]),
        (TRIANGLE + "a = midpoint a b c", ["clause 2", "point a is defined twice"]),
        (TRIANGLE + "x x = segment x x", ["clause 2", "point x is defined twice"]),
        (TRIANGLE + "x y = segment x x", ["clause 2", "segment defines the same point twice"]),
        (TRIANGLE + "x = on_line x a a", ["clause 2", "degenerate", "diff a a"]),
        (TRIANGLE + "x = foot x a b a", ["clause 2", "degenerate", "ncoll a b a"]),
        (TRIANGLE + "1x = free", ["clause 2", "'1x' is not the name of a point"]),
        (TRIANGLE + "x@1 = free", ["clause 2", "a position is written x@0.5_-1.25"]),
        (TRIANGLE + "x = s_angle a b x", ["clause 2", "s_angle needs a number"]),
        (TRIANGLE + "x = s_angle a b x 30x", ["clause 2", "'30x' is not an angle"]),
        (TRIANGLE + "x = rconst a b c x 0", ["clause 2", "'0' is not a positive ratio"]),
        (TRIANGLE + "x = rconst a b c x 1/0", ["clause 2", "'1/0' divides by zero"]),
        (TRIANGLE + "x = rconst a b c x 1/123456789", ["clause 2", "too many digits"]),
        (TRIANGLE + "?", ["a goal is expected"]),
        (TRIANGLE + "? coll a b", ["goal (coll a b)", "coll takes 3 points, not 2"]),
        (TRIANGLE + "? coll a b d", ["goal", "point d is not defined before"]),
        (TRIANGLE + "? near a b", ["goal", "unknown predicate 'near'"]),
        (TRIANGLE + "? para a a b c", ["goal", "the same point twice"]),
        (TRIANGLE + "? diff a a", ["goal", "the same point twice"]),
        (TRIANGLE + "? aconst a b a c", ["goal", "aconst takes 4 points and a number"]),
        (TRIANGLE + "? coll a b c 1", ["goal", "'1' is not the name of a point"]),
        (TRIANGLE + "? coll a b c a", ["goal", "the same point twice"]),
        (TRIANGLE + "? cong a b c a b", ["goal", "cong takes 4 points, not 5"]),
    ],
)
def test_errors_name_the_clause_and_the_reason(text: str, reasons: list[str]) -> None:
    with pytest.raises(LanguageError) as error:
        parse_problem(text)
    for reason in reasons:
        assert reason in str(error.value)


def test_too_many_points() -> None:
    text = "; ".join(f"p{i} = free p{i}" for i in range(500))
    with pytest.raises(LanguageError, match=f"clause {MAX_POINTS + 1} .*more than {MAX_POINTS} points"):
        parse_problem(text)


def test_errors_in_files_name_problem_and_line() -> None:
    with pytest.raises(LanguageError, match="line 5, problem second: clause 1"):
        parse_problems("# two problems\nfirst\na = free a\nsecond\nb = frei b\n")
    with pytest.raises(LanguageError, match="line 1: a name without a problem"):
        parse_problems("lonely\n")


def test_newclid_lacks_some_constructions() -> None:
    problem = parse_problem("o a w b = quadrangle; x y = cc_tangent0 x y o a w b")
    with pytest.raises(LanguageError, match="Newclid 3 has no construction cc_tangent0"):
        problem_text(problem, dialect=Dialect.NEWCLID)


@given(st.text(alphabet="ab =;,?|:@_1o/pi coll free segment midpoint", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        problem = parse_problem(text)
    except LanguageError:
        return
    assert parse_problem(problem_text(problem)) == problem
