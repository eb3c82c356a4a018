"""Induction: claims against evaluation, proofs against Lean, words read back."""

from __future__ import annotations

import os
from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.induction.domain import Config, Induction, domain
from generators.induction.recursion import Kind, Question, counterexample, holds, parse
from generators.induction.words import read

FAMILY = Induction()
COUNT = int(os.environ.get("FACTORY_PROBLEMS", "300"))  # whose labels and words are checked
small = st.integers(0, 6)


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(Config(), 5, 0, COUNT).problems


def on_list(question: Question, items: tuple[int, ...]) -> int:
    """The value of f, by its definition."""
    if not items:
        return question.start
    return question.p * items[0] + question.q + on_list(question, items[1:])


def evaluated(question: Question) -> bool:
    """Whether the claim is true of the first values; for a remainder, of as many as there are remainders."""
    if question.kind is Kind.LIST:
        lists = [items for length in range(3) for items in product((0, 1, 5), repeat=length)]
        return all(
            on_list(question, (*first, *second)) + question.a
            == on_list(question, first) + on_list(question, second)
            for first in lists
            for second in lists
        )
    values = [question.start]
    for n in range(210):
        last = values[-1]
        if question.kind is Kind.SUM:
            values.append(last + question.p * n + question.q)
        else:
            values.append(question.p * last + question.q)
    if question.kind is Kind.RESIDUE:
        return any(value % question.a == question.e for value in values)
    if question.kind is Kind.SUM:
        said = [question.a * n**2 + question.e * n + question.start for n in range(len(values))]
    else:
        said = [question.p**n * question.e - question.a for n in range(len(values))]
    return values == said


@settings(max_examples=300)
@given(st.builds(Question, st.sampled_from(Kind), small, small, small, st.integers(1, 9), small))
def test_claims_are_decided_as_values_say(question: Question) -> None:
    if question.kind is Kind.SUM or question.p > 1:
        truth = evaluated(question)
        assert truth or not holds(question)
        # A closed form of another shape may be true too, but is not asked for: p = 1 makes no powers.
        assert holds(question) is truth
        if not truth and question.kind in (Kind.SUM, Kind.GROWTH):
            assert len(counterexample(question)) <= 3
    assert parse(str(question)) == question


def test_labels_are_right(problems: list[Problem]) -> None:
    answers = Counter[tuple[Kind, bool]]()
    for problem in problems:
        question = parse(problem.canonical)
        truth = evaluated(question)
        answers[question.kind, truth] += 1
        assert FAMILY.tell(question, Choice(problem.id)).answer.startswith("Yes" if truth else "No")
        assert ("¬" in problem.lean or "≠" in problem.lean) is not truth
    assert len(answers) == 8
    assert min(answers.values()) > 10


def test_the_opposite_is_refused(problems: list[Problem], shared_verifier: Verifier) -> None:
    claims = []
    for problem in problems[:40]:
        proof = domain.prove(Config(), [problem])[0]
        if "≠" in proof.statement:
            wrong = proof.statement.replace("∀ n : Nat, f n %", "∃ n : Nat, f n %").replace("≠", "=")
        elif "¬" in proof.statement:
            wrong = proof.statement.replace("¬", "")
        else:
            head, _, said = proof.statement.rpartition(") → ")
            wrong = f"{head}) → ¬ ({said})"
        claims.append(Claim(id=problem.id, statement=wrong, proof=proof.tactic))
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_questions_are_read_back(problems: list[Problem]) -> None:
    for problem in problems:
        told = FAMILY.tell(parse(problem.canonical), Choice(problem.id))
        assert told.text == problem.words
        assert str(read(told.given, told.question)) == problem.canonical


def test_premises_and_steps_are_in_order(problems: list[Problem]) -> None:
    for problem, proof in zip(problems, domain.prove(Config(), problems), strict=True):
        told = FAMILY.tell(parse(problem.canonical), Choice(problem.id))
        assert tuple(step.words for step in proof.steps[:2]) == told.given
        assert all(premise < step.index for step in proof.steps for premise in step.premises)


def test_an_invariant_is_shown_where_one_is_needed(problems: list[Problem]) -> None:
    for problem, proof in zip(problems, domain.prove(Config(), problems), strict=True):
        rules = {step.rule for step in proof.steps}
        assert ("strengthen" in rules) is ("≠" in problem.lean)
        assert ("hypothesis" in rules) is (problem.difficulty["inductive"] == 1)


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not a question"):
        read(["Ada likes Ben.", "Ben too."], "Who likes Ben?")
    with pytest.raises(ValueError, match="not a question about a recursion"):
        parse("sum 1 2")


def test_knobs_move_the_difficulty() -> None:
    config = Config(sums=0, growth=0, lists=0, true=0, min_orbit=4, max_orbit=8)
    cases = {problem.difficulty["cases"] for problem in domain.mine(config, 1, 0, 60).problems}
    assert cases <= {4, 5, 6, 7, 8}
    assert len(cases) > 2
    with pytest.raises(ValueError, match="min_orbit is 9"):
        Config(min_orbit=9)


def test_problems_are_distinct() -> None:
    assert len(domain.mine(Config(), 9, 0, 3000).problems) >= 0.99 * 3000
