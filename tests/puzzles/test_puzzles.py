"""Puzzles: solutions against z3, proofs against Lean, words read back, canonical forms by brute force."""

from __future__ import annotations

import os
import random
from itertools import permutations

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.puzzles.domain import Config, Puzzles, domain
from generators.puzzles.prove import statement
from generators.puzzles.question import Op, Question, Saying, canonical, parse, solutions
from generators.puzzles.reason import Reasoner
from generators.puzzles.words import read

CONFIG = Config(spies=0.3)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    spy = draw(st.booleans())

    def literal(person: int) -> int:
        return (person + 3 * (spy and draw(st.booleans()))) * draw(st.sampled_from((1, -1)))

    sayings = []
    for _ in range(draw(st.integers(1, 4))):
        op = draw(st.sampled_from(Op))
        first, second, *_ = draw(st.permutations([1, 2, 3]))
        sayings.append(
            Saying(draw(st.integers(1, 3)), op, literal(first), literal(second) if op is not Op.IS else 0)
        )
    return Question(3, spy, tuple(sayings))


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(CONFIG, 5, 0, 200).problems


def test_labels_are_those_of_z3() -> None:
    """One solution is found, and no other when that is excluded."""
    for problem in domain.mine(CONFIG, 6, 0, int(os.environ.get("LABELS", "150"))).problems:
        question = parse(problem.canonical)
        count = question.people
        kind = [z3.Int(f"k{n}") for n in range(count)]  # 0: knave, 1: knight, 2: spy
        solver = z3.Solver()
        solver.add([z3.And(k >= 0, k <= (2 if question.spy else 1)) for k in kind])
        if question.spy:
            solver.add(z3.PbEq([(k == 2, 1) for k in kind], 1))

        def holds(literal: int, kind: list[z3.ArithRef] = kind, count: int = count) -> z3.BoolRef:
            place, spy = (abs(literal) - 1) % count, abs(literal) > count
            inside = kind[place] == (2 if spy else 1)
            return inside if literal > 0 else z3.Not(inside)

        for saying in question.sayings:
            parts = [holds(x) for x in saying.literals]
            joined = {
                Op.IS: lambda p: p[0],
                Op.AND: z3.And,
                Op.OR: z3.Or,
                Op.IF: lambda p: z3.Implies(p[0], p[1]),
                Op.IFF: lambda p: p[0] == p[1],
            }[saying.op](parts)
            speaker = kind[saying.speaker - 1]
            solver.add(z3.Or(speaker == 2, (speaker == 1) == joined))
        assert solver.check() == z3.sat
        (found,) = solutions(question)
        model = solver.model()
        for place, k in enumerate(kind):
            value = model.eval(k, model_completion=True).as_long()
            assert found[place] == (value == 1)
            assert not question.spy or found[count + place] == (value == 2)
        solver.add(z3.Or([k != model.eval(k, model_completion=True) for k in kind]))
        assert solver.check() == z3.unsat


def test_lean_accepts_every_proof(problems: list[Problem], shared_verifier: Verifier) -> None:
    proofs = domain.prove(CONFIG, problems[:120])
    claims = [Claim(id=p.id, statement=p.statement, proof=p.tactic, term=p.term) for p in proofs]
    verdicts = shared_verifier.verify(claims, trusted=True)
    assert [v.reason for v in verdicts if v.reason] == []


def test_a_wrong_solution_is_refused(problems: list[Problem], shared_verifier: Verifier) -> None:
    claims = []
    for problem, proof in zip(problems[:20], domain.prove(CONFIG, problems[:20]), strict=True):
        head, _, result = problem.lean.rpartition(" ↔ ")
        wrong = result[1:] if result.startswith("¬") else f"¬{result}"
        claims.append(Claim(id=problem.id, statement=f"{head} ↔ {wrong}", proof=proof.tactic))
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_questions_are_read_back(problems: list[Problem]) -> None:
    for problem in problems:
        told = Puzzles().tell(parse(problem.canonical), Choice(problem.id))
        assert told.text == problem.words
        assert str(canonical(read(told.given))) == problem.canonical


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not the beginning"):
        read(["Ada likes Ben."])
    with pytest.raises(ValueError, match="not a saying"):
        read(
            [
                "Ada and Ben are each a knight, who always tells the truth, or a knave, who always lies.",
                "Ada says that Chiyo is a knight.",
            ]
        )
    with pytest.raises(ValueError, match="is not a puzzle"):
        parse("2; 1 thinks 2")
    with pytest.raises(ValueError, match="none of the 2 persons"):
        parse("2; 1 is 3")


def renamed(question: Question, names: tuple[int, ...]) -> Question:
    def literal(x: int) -> int:
        new = names[question.person(x) - 1] + question.people * (abs(x) > question.people)
        return new if x > 0 else -new

    sayings = tuple(
        Saying(names[s.speaker - 1], s.op, literal(s.left), literal(s.right) if s.right else 0)
        for s in question.sayings
    )
    return Question(question.people, question.spy, sayings)


def brute_force(question: Question) -> tuple[tuple[object, ...], ...]:
    """The least puzzle among all renamings, each saying as the set of what is symmetric in it."""

    def form(s: Saying) -> tuple[object, ...]:
        parts = list(s.literals)
        if s.op is Op.IFF:
            parts = [*sorted(map(abs, parts)), (parts[0] > 0) == (parts[1] > 0)]
        elif s.op is not Op.IF:
            parts.sort()
        return (s.speaker, str(s.op), *parts)

    forms = (
        sorted({form(s) for s in renamed(question, names).sayings})
        for names in permutations(range(1, question.people + 1))
    )
    return tuple(min(forms))


@settings(max_examples=200, deadline=None)
@given(questions(), questions())
def test_canonical_forms_are_those_of_brute_force(first: Question, second: Question) -> None:
    same = first.spy == second.spy and brute_force(first) == brute_force(second)
    assert (canonical(first) == canonical(second)) is same
    assert brute_force(canonical(first)) == brute_force(first)


@settings(max_examples=100, deadline=None)
@given(questions(), st.randoms(use_true_random=False))
def test_canonical_forms_forget_names_and_order(question: Question, chance: random.Random) -> None:
    other = renamed(question, tuple(chance.sample([1, 2, 3], 3)))
    shuffled = Question(3, question.spy, tuple(chance.sample(other.sayings, len(other.sayings))))
    assert canonical(shuffled) == canonical(question)
    assert parse(str(canonical(question))) == canonical(question)


def test_an_argument_needs_exactly_one_solution() -> None:
    with pytest.raises(ValueError, match="no solution, or more than one"):
        Reasoner([1], 2).argue()
    with pytest.raises(ValueError, match="no solution, or more than one"):
        Reasoner([1, -1, 2], 2).argue()
    (line, *_) = Reasoner([1, 2], 2).argue().lines
    assert line.literal == 1


def test_assumptions_are_what_the_configuration_says() -> None:
    found = domain.mine(Config(min_assumptions=3, max_people=7), 1, 0, 25).problems
    assert len(found) > 8
    assert min(problem.difficulty["assumptions"] for problem in found) >= 3
    for problem in found:
        assert problem.lean == statement(parse(problem.canonical))


def test_dead_ends_are_shown(problems: list[Problem]) -> None:
    proofs = domain.prove(CONFIG, problems)
    for proof in proofs:
        assert any(step.failed for step in proof.steps)
        for step in proof.steps:
            assert all(number < step.index for number in step.premises)
            assert step.failed or step.depth == 0
    assert sum(any(step.rule == "stuck" for step in proof.steps) for proof in proofs) > 20
