"""Order and linear systems: answers against z3, proofs against Lean, words read back, canonical forms."""

from __future__ import annotations

import os
import random
from fractions import Fraction
from itertools import product

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.linear.answer import Answer, find
from generators.linear.constraint import Constraint, Question, Relation, canonical, constraint, parse
from generators.linear.domain import Config, Linear, domain
from generators.linear.eliminate import Row, decide
from generators.linear.words import read

terms = st.dictionaries(st.integers(0, 2), st.sampled_from([-3, -2, -1, 1, 2, 3]), min_size=1, max_size=3)
constraints = st.builds(
    constraint, terms, st.sampled_from([Relation.LE, Relation.LT, Relation.EQ]), st.integers(-6, 6)
)
question = st.builds(
    Question,
    st.lists(constraints, min_size=1, max_size=5).map(tuple),
    st.one_of(st.none(), constraints),
    st.booleans(),
)


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(Config(), 5, 0, 300).problems


def formula(c: Constraint, rational: bool = False) -> z3.BoolRef:
    sort = z3.Real if rational else z3.Int
    value = z3.Sum([a * sort(f"x{v}") for v, a in c.terms])
    compared = {
        Relation.LE: value <= c.bound,
        Relation.LT: value < c.bound,
        Relation.EQ: value == c.bound,
        Relation.NE: value != c.bound,
    }
    return compared[c.relation]


def satisfiable(listed: list[z3.BoolRef]) -> bool:
    solver = z3.Solver()
    solver.add(*listed)
    result = solver.check()
    assert result != z3.unknown
    return bool(result == z3.sat)


def label(asked: Question) -> Answer:
    """The answer as z3 gives it."""
    premises = [formula(c, asked.rational) for c in asked.premises]
    if asked.claim is None:
        return Answer.POSSIBLE if satisfiable(premises) else Answer.IMPOSSIBLE
    claim = formula(asked.claim, asked.rational)
    assert satisfiable(premises)
    if not satisfiable([*premises, z3.Not(claim)]):
        return Answer.YES
    return Answer.OPEN if satisfiable([*premises, claim]) else Answer.NO


def test_z3_agrees_with_all_labels() -> None:
    for problem in domain.mine(Config(), 6, 0, int(os.environ.get("LABELS", "300"))).problems:
        asked = parse(problem.canonical)
        found = find(asked)
        assert found is not None
        assert found.answer is label(asked)


@settings(max_examples=300, deadline=None)
@given(st.lists(constraints, min_size=1, max_size=6), st.booleans())
def test_elimination_agrees_with_z3(listed: list[Constraint], rational: bool) -> None:
    found = decide(listed, 3, rational)
    assert found is not None or not rational
    if found is not None:
        assert isinstance(found, Row) is not satisfiable([formula(c, rational) for c in listed])
    if isinstance(found, tuple):
        assert all(c.holds(found) for c in listed)


def test_the_opposite_is_refused(problems: list[Problem], shared_verifier: Verifier) -> None:
    claims = []
    for proof in domain.prove(Config(), problems):
        head, _, conclusion = proof.statement.rpartition(" → ")
        left, mark, right = conclusion.partition(" ≤ ")
        if "combine" in proof.tactic and mark and len(claims) < 10:
            claims.append(Claim(id=proof.id, statement=f"{head} → {right} < {left}", proof=proof.tactic))
    assert len(claims) == 10
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_lean_accepts_systems_over_the_rationals(shared_verifier: Verifier) -> None:
    config = Config(systems=1, rational=1, max_variables=4)
    mined = domain.mine(config, 8, 0, 120).problems
    proofs = domain.prove(config, mined[:40])
    claims = [Claim(id=p.id, statement=p.statement, proof=p.tactic, term=p.term) for p in proofs]
    assert [v.reason for v in shared_verifier.verify(claims, trusted=True) if v.reason] == []
    answers = [find(parse(problem.canonical)) for problem in mined]
    assert {found.answer for found in answers if found} == set(Answer)
    assert any(value.denominator > 1 for found in answers if found for p in found.points for value in p)


def test_rational_numbers_lie_between_integers(shared_verifier: Verifier) -> None:
    """What is impossible for whole numbers may be possible otherwise; certificates know the difference."""
    text = "+2x0 < 5; -2x0 < -4 |-"
    whole, rational = find(parse(text)), find(parse(f"rational: {text}"))
    assert whole is not None and whole.answer is Answer.IMPOSSIBLE
    assert rational is not None and rational.points == ((Fraction(7, 3),),)
    wrong = {
        "∀ x : Factory.Rational, 2 * x < 5 → 4 < 2 * x → False": "fun x g h =>"
        " Factory.RationalLinear.Row.absurd 1"
        " (.combine 1 (.lt g (.times .x1) .num) 1 (.lt h .num (.times .x1)) :"
        " Factory.RationalLinear.Row [x] _ _) (by decide +kernel)",
        "∀ x : Factory.Rational, x ≤ 1 → 1 ≤ x → False": "fun x g h => Factory.RationalLinear.Row.absurd 0"
        " (.combine 1 (.le g .x1 .one) 1 (.le h .one .x1) :"
        " Factory.RationalLinear.Row [x] _ _) (by decide +kernel)",
        "∃ x : Factory.Rational, 2 * x = 3": "⟨.ratio 1 1,"
        " Factory.RationalLinear.At.eq (.times .value) .num (by decide +kernel)⟩",
    }
    claims = [Claim(id=str(i), statement=s, proof=p) for i, (s, p) in enumerate(wrong.items())]
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_questions_are_read_back(problems: list[Problem]) -> None:
    for problem in problems:
        told = Linear().tell(parse(problem.canonical), Choice(problem.id))
        assert told.text == problem.words
        assert str(canonical(read(told.given, told.question))) == problem.canonical


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not a sentence"):
        read(["Ada likes Ben."], "Can all of this be true?")
    with pytest.raises(ValueError, match="not a linear constraint"):
        parse("+2y <= 5 |-")


@settings(max_examples=80, deadline=None)
@given(question, st.randoms(use_true_random=False))
def test_canonical_forms_forget_names_and_order(asked: Question, chance: random.Random) -> None:
    place = chance.sample(range(6), 3)
    flip = chance.choice([1, -1])

    def renamed(c: Constraint) -> Constraint:
        sign = flip if c.relation is Relation.EQ else 1
        listed = tuple(sorted((place[v], sign * a) for v, a in c.terms))
        return Constraint(listed, c.relation, sign * c.bound)

    premises = [renamed(c) for c in asked.premises]
    chance.shuffle(premises)
    claim = None if asked.claim is None else renamed(asked.claim)
    other = Question(tuple(premises), claim, asked.rational)
    assert canonical(other) == canonical(asked)
    assert parse(str(canonical(asked))) == canonical(asked)


def test_different_questions_have_different_forms() -> None:
    """Small questions about order: as many forms as brute force over all namings finds."""
    order = [
        Constraint(((a, 1), (b, -1)) if a < b else ((b, -1), (a, 1)), relation, 0)
        for a, b in product(range(3), repeat=2)
        if a != b
        for relation in (Relation.LE, Relation.LT)
    ]
    found: dict[str, frozenset[tuple[object, ...]]] = {}
    for first, second, claim in product(order, repeat=3):
        asked = Question((first, second), claim)
        images = set()
        for place in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
            said = [(c.relation, *sorted((place[v], a) for v, a in c.terms)) for c in asked.constraints]
            images.add((frozenset(said[:2]), said[2]))
        assert found.setdefault(str(canonical(asked)), frozenset(images)) == frozenset(images)
    assert len(found) == len(set(found.values()))


def test_more_hops_make_longer_proofs() -> None:
    def steps(config: Config) -> float:
        found = [problem.difficulty["steps"] for problem in domain.mine(config, 1, 0, 60).problems]
        return sum(found) / len(found)

    short = Config(systems=0, open_share=0, min_hops=2, max_hops=3)
    assert steps(Config(systems=0, open_share=0, min_hops=8, max_hops=10)) > 1.5 * steps(short)
