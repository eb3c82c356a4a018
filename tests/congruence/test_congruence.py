"""Equality: answers against z3, proofs against Lean, words read back, canonical forms."""

from __future__ import annotations

import os
import random

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.congruence.domain import Config, Congruence, domain
from generators.congruence.prove import Answer, Contradictory, answer
from generators.congruence.term import Equation, Question, Term, canonical, parse, renamed
from generators.congruence.words import read

SORT = z3.DeclareSort("Thing")

constant = st.builds(Term, st.integers(0, 3))
term = st.recursive(
    constant,
    lambda inner: st.one_of(
        st.builds(lambda f, a: Term(f, (a,)), st.integers(0, 1), inner),
        st.builds(lambda a, b: Term(2, (a, b)), inner, inner),
    ),
    max_leaves=4,
)
equation = st.builds(Equation, term, term, st.booleans())
question = st.builds(Question, st.lists(equation, max_size=5).map(tuple), equation)


def to_z3(side: Term) -> z3.ExprRef:
    if not side.arguments:
        return z3.Const(f"a{side.symbol}", SORT)
    function = z3.Function(f"f{side.symbol}", *([SORT] * len(side.arguments)), SORT)
    return function(*map(to_z3, side.arguments))


def follows(asked: Question, claim: Equation) -> bool:
    solver = z3.Solver()
    for said in (*asked.premises, Equation(claim.left, claim.right, not claim.equal)):
        sides = to_z3(said.left), to_z3(said.right)
        solver.add(sides[0] == sides[1] if said.equal else sides[0] != sides[1])
    return bool(solver.check() == z3.unsat)


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(Config(), 5, 0, int(os.environ.get("LABELS", "250"))).problems


@settings(max_examples=150, deadline=None)
@given(question)
def test_z3_agrees(asked: Question) -> None:
    claim = asked.claim
    yes, no = (follows(asked, e) for e in (claim, Equation(claim.left, claim.right, not claim.equal)))
    if yes and no:
        with pytest.raises(Contradictory):
            answer(asked)
    elif yes or no:
        assert answer(asked) is (Answer.YES if yes else Answer.NO)
    else:
        assert answer(asked) is Answer.OPEN


def test_z3_agrees_with_all_labels(problems: list[Problem]) -> None:
    found = set()
    for problem in problems:
        asked = parse(problem.canonical)
        found.add(answer(asked))
        claim = asked.claim
        opposite = Equation(claim.left, claim.right, not claim.equal)
        assert (answer(asked) is Answer.YES) is follows(asked, claim)
        assert (answer(asked) is Answer.NO) is follows(asked, opposite)
    assert found == set(Answer)


def test_without_a_premise_that_is_used_lean_refuses(
    problems: list[Problem], shared_verifier: Verifier
) -> None:
    claims = []
    for problem in problems:
        asked = parse(problem.canonical)
        if answer(asked) is not Answer.YES or not asked.claim.equal or len(claims) == 25:
            continue
        (proof,) = domain.prove(Config(), [problem])
        cited = {number for step in proof.steps for number in step.premises}
        used = next(n for n in range(len(asked.premises)) if n in cited)
        premise = problem.hypotheses[used]
        weaker = proof.statement.replace(f"{premise} → ", "α = α → ", 1)
        claims.append(Claim(id=problem.id, statement=weaker, proof=proof.tactic))
    assert len(claims) == 25
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_questions_are_read_back(problems: list[Problem]) -> None:
    for problem in problems:
        told = Congruence().tell(parse(problem.canonical), Choice(problem.id))
        assert told.text == problem.words
        assert str(canonical(read(told.given, told.question))) == problem.canonical


def test_what_is_not_a_question_is_refused() -> None:
    with pytest.raises(ValueError, match="not a sentence"):
        read(["Ada likes Ben."], "Must Ada be Ben?")
    for text in ("a0=a1", "a0=f0(a1 |- a0=a1", "a0=f0() |- a0=a1", "a0 |- a0=a1"):
        with pytest.raises(ValueError, match=r"claim|term|equation|bracket"):
            parse(text)


@settings(max_examples=100, deadline=None)
@given(question, st.randoms(use_true_random=False))
def test_canonical_forms_forget_names_and_order(asked: Question, chance: random.Random) -> None:
    constants = dict(enumerate(chance.sample(range(9), 4)))
    functions = dict(enumerate(chance.sample(range(5), 3)))

    def change(old: Equation) -> Equation:
        sides = [renamed(side, constants, functions) for side in (old.left, old.right)]
        chance.shuffle(sides)
        return Equation(sides[0], sides[1], old.equal)

    premises = [change(premise) for premise in asked.premises]
    chance.shuffle(premises)
    found = canonical(Question(tuple(premises), change(asked.claim)))
    assert found == canonical(asked) == canonical(found)
    assert parse(str(found)) == found
