"""The solver of `factory solve`: outcomes with their reasons, proofs that the checker accepts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.records import Derivation, Solution, Solved
from factory.solvers import UnknownSolver, load_solver
from generators.geometry.facts import parse_fact
from generators.geometry.language import parse_problem
from search.geometry_engine import RULES, Proof, Step, Term, bind
from search.geometry_replay import replay

TRIANGLE = "a b c = triangle a b c"
FOOT = f"{TRIANGLE} ; d = on_line d b c , on_tline d a b c ; m = midpoint m a d ? perp a m b c"
SIDES = f"{TRIANGLE}; d = on_circle d a b, on_line d a c"  # d is on either side of a


def solve(text: str, *, language: str = "jgex", seconds: float = 10) -> Solution:
    return load_solver("geometry").solve("", text, language=language, seconds=seconds)


def as_proof(derivation: Derivation, indices: dict[str, int]) -> Proof:
    """The engine's proof, from nothing but what the record says."""
    steps = []
    for step in derivation.steps:
        binding = tuple(indices[point] for point in step.binding)
        premises = iter(step.premises)
        ordered = []
        if step.rule in RULES:
            for schema in RULES[step.rule].premises:
                needed = bind(schema, binding)
                silent = needed.kind == "cyclic" and len(set(needed.points)) < 4
                ordered.append(-1 if silent else next(premises))
        terms = tuple(
            tuple(Term(m.step, m.relation, Fraction(m.coefficient)) for m in row) for row in step.certificate
        )
        fact = parse_fact(step.conclusion).indexed(indices)
        steps.append(Step(fact, step.rule, binding, tuple(ordered), terms))
    return Proof(tuple(steps))


@pytest.mark.parametrize(
    "text",
    [
        f"{TRIANGLE}; h = on_tline h a b c, on_tline h b a c ? perp c h a b",
        f"{TRIANGLE}; m = midpoint m a b; n = midpoint n a c ? para m n b c; eqratio a m a b a n a c",
        f"{TRIANGLE}; o = circle o a b c; p = on_tline p a a o, on_tline p b b o ? cong p a p b",
        f"{TRIANGLE}; d = foot d a b c; e = foot e b a c ? eqangle c d c e e d e b; cyclic a b d e",
        "a b c = iso_triangle a b c | m = midpoint m b c ? perp a m b c",
    ],
)
def test_records_hold_proofs_that_can_be_replayed(text: str) -> None:
    solution = solve(text)
    problem = parse_problem(text)
    if solution.outcome is not Solved.PROVED:
        assert "eqangle" in text, solution.reason
    indices = {point: i for i, point in enumerate(problem.points)}
    premises = [premise.fact.indexed(indices) for premise in problem.premises]
    for derivation in solution.proofs:
        proof = as_proof(derivation, indices)
        replay(proof, premises)
        assert derivation.measures["length"] == proof.length
        assert derivation.measures["premises"] == len(proof.premises)
        goal = parse_fact(derivation.goal)
        assert derivation.steps[-1].conclusion.split()[0] == goal.kind


@pytest.mark.parametrize(
    ("text", "outcome", "said"),
    [
        (f"{TRIANGLE} ? cong a b a c", Solved.FALSE, "false in every realization tried"),
        (f"{TRIANGLE}; d = on_line d b c, on_circle d a b ? para a b c d", Solved.FALSE, "para a b c d"),
        (
            f"{TRIANGLE}; d = on_line d a b, on_pline d c a b ? coll a c d",
            Solved.UNDRAWABLE,
            "clause 2 (d = on_line, on_pline), point d",
        ),
        (f"{TRIANGLE}; x = on_line x a b, on_line x a b ? coll x a c", Solved.UNDRAWABLE, "clause 2"),
        (f"{TRIANGLE} ? ncoll a b c", Solved.SATURATED, "never conclusions"),
        (
            f"{SIDES} ? sameclock b a c b a d; oppclock b a c b a d",
            Solved.CONTRADICTORY,
            "each holds in some",
        ),
        (TRIANGLE, Solved.NO_GOAL, "? GOAL"),
        ("a b c = triangel a b c ? cong a b a c", Solved.BAD_LANGUAGE, "near: triangle"),
        (f"{TRIANGLE} ? cong a b a", Solved.BAD_LANGUAGE, "cong takes 4 points"),
        ("a b c = triangle a b d ? cong a b a c", Solved.BAD_LANGUAGE, "clause 1"),
        (
            "; ".join(f"x{i} = free x{i}" for i in range(100)) + " ? coll x1 x2 x3",
            Solved.TOO_LARGE,
            "100 points, the engine takes 64",
        ),
        (
            "; ".join(f"x{i} = free x{i}" for i in range(500)) + " ? coll x1 x2 x3",
            Solved.BAD_LANGUAGE,
            "clause 129 (x128 = free x128): the problem has more than 128 points",
        ),
    ],
)
def test_what_cannot_be_proved_says_why(text: str, outcome: Solved, said: str) -> None:
    solution = solve(text)
    assert solution.outcome is outcome
    assert said in solution.reason
    assert solution.proofs == []
    drawable = (Solved.FALSE, Solved.CONTRADICTORY, Solved.SATURATED)
    assert bool(solution.figure.svg) == (outcome in drawable)


def test_a_goal_that_holds_on_some_branches_says_in_how_many() -> None:
    solution = solve(f"{SIDES} ? cong a d a b; sameclock b a c b a d")
    assert 0 < solution.held < solution.realizations
    assert (
        f"in {solution.held} of {solution.realizations} realizations" in solution.reason
        or "never" in solution.reason
    )
    assert [proof.goal for proof in solution.proofs] == ["cong a d a b"]


def test_auxiliary_points_are_used_only_where_they_are_needed() -> None:
    idle = solve(f"{TRIANGLE}; m = midpoint m b c; n = midpoint n c a | q = midpoint q m n ? para m n a b")
    assert (idle.outcome, idle.auxiliary) == (Solved.PROVED, [])
    assert not any(step.auxiliary for proof in idle.proofs for step in proof.steps)
    needed = solve("a b c = iso_triangle a b c | m = midpoint m b c ? perp a m b c")
    assert (needed.outcome, needed.auxiliary) == (Solved.PROVED, ["m"])


def test_no_time_is_a_limit() -> None:
    text = f"{TRIANGLE}; p = on_line p b c, on_aline p a b b c a; q = on_line q b c, on_aline q a c c b a;"
    text += " m = mirror m a p; n = mirror n a q; x = on_line x b m, on_line x c n ? cyclic a b c x"
    assert solve(text).outcome is Solved.PROVED
    solution = solve(text, seconds=0)
    assert solution.outcome is Solved.OUT_OF_LIMITS
    assert "the time was up after 0 figures" in solution.reason


def test_newclid_has_another_order_of_points() -> None:
    text = "a b = segment a b; c d = square c d a b ? perp a b b c"
    assert solve(text, language="newclid").outcome is Solved.PROVED


def test_files_are_pairs_of_lines() -> None:
    solver = load_solver("geometry")
    assert solver.split("# x\n\none\na = free a\n two \nb = free b\n") == [
        ("one", "a = free a"),
        ("two", "b = free b"),
    ]
    assert solver.split("a = free a ? coll a b c") == [("", "a = free a ? coll a b c")]
    with pytest.raises(ValueError, match="line 3"):
        solver.split("one\na = free a\ntwo\n")


PIECES = [
    *"abcdxy",
    "triangle",
    "segment",
    "free",
    "on_line",
    "on_circle",
    "midpoint",
    "circle",
    "foot",
    "s_angle",
]
PIECES += [
    "=",
    ";",
    ",",
    "?",
    "|",
    ":",
    "@0.5_1",
    "@1e999_0",
    "30",
    "1pi/0",
    "1/2",
    "9" * 5000,
    "é",
    "\x00",
    "\n",
]
PIECES += ["cong", "perp", "coll", "cyclic", "eqangle", "aconst", "rconst", "sameside", "ncoll", "a" * 300]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=60))
def test_any_text_has_an_outcome(text: str) -> None:
    solution = solve(text, seconds=1)
    assert solution.outcome in Solved
    assert bool(solution.reason) == (solution.outcome is not Solved.PROVED)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_disturbed_problem_has_an_outcome(data: st.DataObject) -> None:
    words = FOOT.split()
    for _ in range(data.draw(st.integers(1, 3))):
        words[data.draw(st.integers(0, len(words) - 1))] = data.draw(st.sampled_from(words + PIECES))
    solution = solve(" ".join(words), seconds=1)
    assert bool(solution.reason) == (solution.outcome is not Solved.PROVED)


def test_unknown_solvers_are_named() -> None:
    with pytest.raises(UnknownSolver, match=r"'algebra'.*geometry"):
        load_solver("algebra")
