"""The incremental closure: points and premises come and go as if it were built from what is there."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.geometry.figure import draw
from generators.geometry.language import parse_problem
from search.geometry import IndexedFact, Picture
from search.geometry_engine import Deduction, IncrementalDeduction, Limits, Mark, Proof
from search.geometry_replay import replay

PROBLEMS = (
    "a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b; d = foot d a b c; x = mirror x h d; "
    "e = midpoint e a c; f = midpoint f a b; o = circle o a b c",
    "a b c = triangle a b c; i = incenter i a b c; p = foot p c a i; q = foot q c b i; o = circle o a b c; "
    "m = midpoint m a b; d = angle_bisector d b a c, on_line d b c",
    "a b c d = quadrangle a b c d; p = midpoint p a b; q = midpoint q b c; r = midpoint r c d; "
    "s = midpoint s d a; m = midpoint m p r; n = midpoint n a c",
    "a b c = triangle a b c; o = circle o a b c; d = on_circle d o a; p = on_line p a b, on_line p c d; "
    "x = on_tline x a o a; q = on_circle q o a; m = midpoint m c d",
    "a b c d = eq_trapezoid a b c d; m = on_line m a c, on_line m b d; e = midpoint e a b; f = foot f c a b; "
    "g = on_pline g d a c",
    "a b c = r_triangle a b c; h = foot h a b c; m = midpoint m b c; d = on_dia d a c; e = mirror e a h",
    "o q a = triangle o q a; p = on_tline p a o q; t = on_dia t p o, on_circle t o a; "
    "u = on_dia u p q, on_circle u q a; m = midpoint m o p",
)


def figure(text: str) -> tuple[list[Picture], list[IndexedFact]]:
    problem = parse_problem(text)
    indices = {point: i for i, point in enumerate(problem.points)}
    return draw(problem, count=2, seed=3), [premise.fact.indexed(indices) for premise in problem.premises]


FIGURES = [figure(text) for text in PROBLEMS]

State = tuple[int, int, int, tuple[IndexedFact, ...], tuple[Proof | None, ...]]


def state(closure: IncrementalDeduction) -> State:
    facts = closure.facts
    proofs = tuple(closure.proof(fact) for fact in facts[-3:])
    return closure.points, closure.rounds, closure.work, facts, proofs


def place(pictures: list[Picture], point: int) -> list[tuple[float, float]]:
    return [(float(picture[point][0]), float(picture[point][1])) for picture in pictures]


class Walk:
    """A closure that is changed at random, with the states to which it may be undone."""

    def __init__(self, number: int, seed: int) -> None:
        self.pictures, self.premises = FIGURES[number]
        self.random = random.Random(seed)
        self.closure = IncrementalDeduction(len(self.pictures))
        self.assumed: list[IndexedFact] = []
        self.marks: list[tuple[Mark, State, list[IndexedFact]]] = []

    def step(self) -> None:
        closure = self.closure
        ready = [p for p in self.premises if max(p.points) < closure.points and p not in self.assumed]
        moves = ["saturate", "mark", "undo", "prove"] + ["assume"] * 3 * bool(ready)
        moves += ["add"] * 3 * (closure.points < len(self.pictures[0]))
        match self.random.choice(moves):
            case "saturate":
                closure.saturate(limits=Limits(rounds=self.random.choice((1, 2, 1000))))
            case "mark":
                self.marks.append((closure.mark(), state(closure), list(self.assumed)))
            case "undo" if self.marks:
                kept = self.random.randrange(len(self.marks))
                mark, before, self.assumed = self.marks[kept]
                self.marks = self.marks[: kept + 1]
                closure.undo(mark)
                assert state(closure) == before
                self.assumed = list(self.assumed)
            case "prove":
                # What is kept for proofs must follow what is undone.
                proof, places = closure.joint_proof(closure.facts)
                replay(proof, self.assumed)
                assert None not in places
            case "assume":
                self.assumed.append(self.random.choice(ready))
                closure.assume(self.assumed[-1])
            case "add":
                assert closure.add_point(place(self.pictures, closure.points)) == closure.points - 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(FIGURES) - 1), st.integers(0, 10**9))
def test_any_way_to_a_state_deduces_the_same(number: int, seed: int) -> None:
    walk = Walk(number, seed)
    for _ in range(40):
        walk.step()
    closure = walk.closure
    assert closure.saturate() == "saturated"
    fresh = Deduction([picture[: closure.points] for picture in walk.pictures], walk.assumed)
    assert all(closure.proved(fact) for fact in fresh.facts)
    assert all(fresh.proved(fact) for fact in closure.facts)
    assert closure.candidates == fresh.candidates
    for fact in closure.facts:
        proof = closure.proof(fact)
        assert proof is not None
        replay(proof, walk.assumed)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, len(FIGURES) - 1), st.integers(0, 10**9))
def test_what_follows_an_undo_is_what_followed_before(number: int, seed: int) -> None:
    walk = Walk(number, seed)
    for _ in range(15):
        walk.step()
    mark, left = walk.closure.mark(), list(walk.assumed)
    runs = []
    for _ in range(2):
        walk.random.seed(seed)
        walk.marks, walk.assumed = [], list(left)
        for _ in range(15):
            walk.step()
        runs.append((walk.closure.saturate(), state(walk.closure), walk.closure.bytes))
        walk.closure.undo(mark)
    assert runs[0] == runs[1]


@pytest.mark.parametrize("number", range(len(FIGURES)))
def test_premises_are_exchanged_on_the_same_points(number: int) -> None:
    pictures, premises = FIGURES[number]
    closure = IncrementalDeduction(len(pictures))
    for point in range(len(pictures[0])):
        closure.add_point(place(pictures, point))
    bare = closure.mark()
    for left_out in range(len(premises)):
        rest = premises[:left_out] + premises[left_out + 1 :]
        for premise in rest:
            closure.assume(premise)
        closure.saturate()
        fresh = Deduction(pictures, rest)
        assert (closure.facts, closure.work) == (fresh.facts, fresh.work)
        closure.undo(bare)
        assert not closure.facts


def test_relations_that_are_not_solved_are_undone_too() -> None:
    # 2x = 2y leaves a relation without a unit coefficient, a third line solves it.
    square = np.array([[0.0, 0.0], [3.0, 0.0], [0.3, 1.0], [2.3, 1.0], [0.5, 2.0], [1.5, 2.0]])
    twice = IndexedFact("eqangle", (0, 1, 2, 3, 2, 3, 0, 1))
    other = IndexedFact("eqangle", (2, 3, 4, 5, 4, 5, 2, 3))
    sum_of_both = IndexedFact("eqangle", (0, 1, 4, 5, 4, 5, 0, 1))
    parallel = IndexedFact("para", (0, 1, 2, 3))
    closure = IncrementalDeduction(1)
    for point in range(6):
        closure.add_point(place([square], point))
    closure.assume(twice)
    mark = closure.mark()
    for _ in range(2):
        assert closure.proved(twice)
        assert not closure.proved(sum_of_both)
        closure.assume(other)
        assert closure.proved(sum_of_both)
        closure.assume(parallel)
        assert closure.proved(parallel)
        assert not closure.proved(IndexedFact("para", (2, 3, 4, 5)))
        closure.undo(mark)
        assert not closure.proved(parallel)


def test_a_mark_of_another_state_is_refused() -> None:
    pictures, _ = FIGURES[0]
    closure = IncrementalDeduction(len(pictures))
    for point in range(4):
        closure.add_point(place(pictures, point))
    before = closure.mark()
    closure.add_point(place(pictures, 4))
    late = closure.mark()
    closure.undo(before)
    with pytest.raises(ValueError, match="led to this one"):
        closure.undo(late)
    closure.add_point(place(pictures, 4))
    with pytest.raises(ValueError, match="led to this one"):
        closure.undo(late)
    closure.undo(before)
    assert closure.points == 4


def test_bad_points_and_premises_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one picture"):
        IncrementalDeduction(0)
    closure = IncrementalDeduction(2)
    with pytest.raises(ValueError, match="one place in each picture"):
        closure.add_point([(0.0, 0.0)])
    closure.add_point([(0.0, 0.0), (1.0, 1.0)])
    closure.add_point([(1.0, 0.0), (2.0, 1.0)])
    with pytest.raises(ValueError, match="finite"):
        closure.add_point([(0.0, float("nan")), (3.0, 1.0)])
    with pytest.raises(ValueError, match="in one place with point 1"):
        closure.add_point([(5.0, 0.0), (2.0, 1.0)])
    assert closure.points == 2
    with pytest.raises(IndexError, match="not among the points"):
        closure.assume(IndexedFact("cong", (0, 1, 1, 2)))
    with pytest.raises(ValueError, match="prime factor"):
        closure.add_point([(1009.0, 0.0), (1010.0, 1.0)])
        closure.assume(IndexedFact("rconst", (0, 2, 0, 1), Fraction(1009)))
    assert closure.saturate() == "saturated"
    assert not closure.facts
