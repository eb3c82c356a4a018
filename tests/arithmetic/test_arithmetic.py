"""Arithmetic: answers against Python's integers, proofs against Lean, words read back, canonical forms."""

from __future__ import annotations

import os
import random
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.arithmetic import columns, network, stories, words
from generators.arithmetic.columns import Calculation, Operation
from generators.arithmetic.domain import Arithmetic, Config, Weights, domain
from generators.arithmetic.network import Definition, Kind, Network
from generators.choice import Choice

FAMILY = Arithmetic()
COUNT = int(os.environ.get("FACTORY_PROBLEMS", "300"))  # whose labels and words are checked
MANY = Config(claims=0.5, undetermined=0.3)


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(MANY, 5, 0, COUNT).problems


@st.composite
def calculations(draw: st.DrawFn) -> Calculation:
    operation = draw(st.sampled_from(Operation))
    left, right = draw(st.integers(1, 10**9)), draw(st.integers(1, 10**9))
    if operation is Operation.SUBTRACT and left < right:
        left, right = right, left
    return Calculation(operation, left, right)


def holds(equation: str) -> bool:
    """What Python says of an equation between sums and products."""
    left, _, right = equation.partition(" = ")
    return bool(eval(left) == eval(right))


@settings(max_examples=200)
@given(calculations())
def test_columns_are_right_and_end_with_the_result(calculation: Calculation) -> None:
    lines = columns.columns(calculation)
    assert all(holds(line.claim) for line in lines)
    assert all(use < number for number, line in enumerate(lines) for use in line.uses)
    left, right = calculation.left, calculation.right
    results = {
        Operation.ADD: f"{left} + {right} = ",
        Operation.SUBTRACT: f"{right} + {left - right} = {left}",
        Operation.MULTIPLY: f"{left} * {right} = ",
        Operation.DIVIDE: f"{right} * {left // right} + {left % right} = {left}",
    }
    assert lines[-1].claim.startswith(results[calculation.operation])


def by_substitution(asked: Network, unknown: int) -> int:
    """The value that is asked for, by recursion from the question instead of from the beginning."""

    def value(number: int) -> int:
        definition = asked.definitions[number]
        inner = [value(operand) for operand in definition.operands]
        if definition.kind is Kind.UNKNOWN:
            return unknown
        if definition.kind is Kind.TIMES:
            inner[0] *= definition.constant
        elif definition.kind is Kind.PRODUCT:
            inner = [inner[0] * inner[1]]
        elif definition.kind is Kind.MINUS:
            inner = [inner[0] - inner[1]]
        else:
            inner.append(definition.constant)
        return sum(inner) % asked.modulus if asked.modulus else sum(inner)

    return value(asked.asked)


def test_labels_are_those_of_an_independent_evaluation(problems: list[Problem]) -> None:
    answers = Counter[str]()
    for problem in problems:
        asked = FAMILY.parse(problem.canonical)
        answer = FAMILY.tell(asked, Choice(problem.id)).answer
        if isinstance(asked, Network):
            found = {by_substitution(asked, unknown) for unknown in range(network.MOST_UNKNOWN)}
            if len(found) > 1:
                assert "∀ v, ¬" in problem.lean
                answers["open"] += 1
                continue
            (value,) = found
        elif asked.operation is Operation.DIVIDE:
            value = divmod(asked.left, asked.right)[0]
            assert str(divmod(asked.left, asked.right)[1]) in answer
        else:
            value = int(eval(f"{asked.left} {asked.operation} {asked.right}"))
        if asked.claimed == value:
            assert answer.startswith("Yes")
            answers["yes"] += 1
        elif asked.claimed is not None:
            assert answer.startswith("No")
            assert str(value) in answer
            assert problem.lean.endswith(f"≠ {asked.claimed}")
            answers["no"] += 1
        else:
            assert str(value) in answer
            answers["value"] += 1
    assert min(answers.values()) > 15


def test_lean_accepts_every_proof(problems: list[Problem], shared_verifier: Verifier) -> None:
    proofs = domain.prove(MANY, problems[:120])
    claims = [Claim(id=p.id, statement=p.statement, proof=p.tactic, term=p.term) for p in proofs]
    verdicts = shared_verifier.verify(claims, trusted=True)
    assert [v.reason for v in verdicts if v.reason] == []
    assert all(v.axioms == [] for v in verdicts)


def test_a_wrong_value_is_refused(problems: list[Problem], shared_verifier: Verifier) -> None:
    claims = []
    for problem in problems:
        proof = domain.prove(MANY, [problem])[0]
        before, _, value = proof.statement.rpartition(" = ")
        if value.isdecimal() and len(claims) < 20:
            claims.append(Claim(id=problem.id, statement=f"{before} = {int(value) + 1}", proof=proof.tactic))
    assert len(claims) == 20
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_questions_are_read_back(problems: list[Problem]) -> None:
    for problem in problems:
        asked = FAMILY.parse(problem.canonical)
        told = FAMILY.tell(asked, Choice(problem.id))
        assert told.text == problem.words
        if isinstance(asked, Network):
            found = network.canonical(words.read(told.given, told.question))
            assert str(found) == problem.canonical
        else:
            calculation = columns.canonical(stories.read(told.given, told.question))
            assert str(calculation) == problem.canonical


def test_premises_of_a_proof_are_the_sentences_that_are_given(problems: list[Problem]) -> None:
    for problem, proof in zip(problems, domain.prove(MANY, problems), strict=True):
        told = FAMILY.tell(FAMILY.parse(problem.canonical), Choice(problem.id))
        assert tuple(step.words for step in proof.steps if step.rule == "premise") == told.given
        assert all(premise < step.index for step in proof.steps for premise in step.premises)


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not a question"):
        words.read(["Ada likes Ben."], "Who likes Ben?")
    with pytest.raises(ValueError, match="not a story"):
        stories.read(["Ada likes Ben."], "Who likes Ben?")
    with pytest.raises(ValueError, match="not a calculation"):
        columns.parse("1 and 1")
    with pytest.raises(ValueError, match="the difference is negative"):
        columns.parse("1 - 2")
    with pytest.raises(ValueError, match="not defined before"):
        network.parse("mod 0: times 2 q1; constant 3 |- q0")


def shuffled(asked: Network, order: tuple[int, ...]) -> Network:
    """The same network with quantity `order[i]` as the i-th, and operands turned round where they may."""
    place = {number: i for i, number in enumerate(order)}
    definitions = []
    for number in order:
        definition = asked.definitions[number]
        operands = tuple(place[operand] for operand in definition.operands)
        if definition.kind is not Kind.MINUS:
            operands = operands[::-1]
        definitions.append(Definition(definition.kind, operands, definition.constant))
    return Network(asked.modulus, tuple(definitions), place[asked.asked], asked.claimed)


@settings(max_examples=80)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_canonical_forms_forget_names_and_order(seed: int, chance: random.Random) -> None:
    config = Config(weights=Weights(addition=0, subtraction=0, multiplication=0, division=0))
    asked = FAMILY.sample(config, Choice(str(seed)))
    if not isinstance(asked, Network):
        return
    order = list(range(len(asked.definitions)))
    chance.shuffle(order)
    assert network.canonical(shuffled(asked, tuple(order))) == asked
    assert network.parse(str(asked)) == asked


def test_different_networks_have_different_forms() -> None:
    """By brute force: two small networks have one canonical form just when some renaming makes them equal."""
    config = Config(min_definitions=2, max_definitions=4, distractors=1, max_modulus=3, modular=1, claims=0)
    found = [FAMILY.sample(config, Choice(f"small {number}")) for number in range(150)]
    small = [asked for asked in found if isinstance(asked, Network) and len(asked.definitions) <= 4]
    assert len(small) > 25

    def least(asked: Network) -> str:
        orders = permutations(range(len(asked.definitions)))
        return min(normal(shuffled(asked, order)) for order in orders)

    def normal(asked: Network) -> str:
        listed = [
            (d.kind, d.constant, d.operands if d.kind is Kind.MINUS else tuple(sorted(d.operands)))
            for d in asked.definitions
        ]
        return str((asked.modulus, listed, asked.asked, asked.claimed))

    for first in small[:40]:
        for second in small[:40]:
            assert (str(first) == str(second)) is (least(first) == least(second))


def test_knobs_move_the_difficulty() -> None:
    sums = Weights(subtraction=0, multiplication=0, division=0, networks=0)
    for digits in (3, 9, 30):
        mined = domain.mine(Config(weights=sums, min_digits=digits, max_digits=digits), 1, 0, 20)
        assert {problem.difficulty["steps"] for problem in mined.problems} == {digits}
    networks = Weights(addition=0, subtraction=0, multiplication=0, division=0)
    means = []
    for size in (4, 12, 24):
        mined = domain.mine(Config(weights=networks, min_definitions=size, max_definitions=size), 1, 0, 30)
        means.append(sum(problem.difficulty["steps"] for problem in mined.problems) / len(mined.problems))
    assert means[0] * 2 < means[1] < means[2]
    with pytest.raises(ValueError, match="all weights are 0"):
        Weights(addition=0, subtraction=0, multiplication=0, division=0, networks=0)


def test_kinds_come_in_the_proportion_of_their_weights() -> None:
    weights = Weights(addition=3, subtraction=1, multiplication=0, division=0, networks=0)
    mined = domain.mine(Config(weights=weights), 1, 0, 800).problems
    added = sum(" + " in problem.canonical for problem in mined)
    assert 0.7 < added / len(mined) < 0.8


def test_problems_are_distinct() -> None:
    assert len(domain.mine(Config(), 9, 0, 3000).problems) >= 0.99 * 3000
