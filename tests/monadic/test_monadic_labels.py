"""Labels of monadic questions against z3 and against all small worlds; proofs against Lean."""

from __future__ import annotations

import os
from itertools import product

import pytest
import z3

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.monadic.decide import Answer, Contradictory, Model, decide
from generators.monadic.domain import Config, Monadic, domain
from generators.monadic.sentence import (
    Fact,
    Literal,
    Question,
    Rule,
    Sentence,
    Some,
    canonical,
    opposite,
    parse,
)

LABELS = int(os.environ.get("LABELS", "250"))
SORT = z3.DeclareSort("Thing")


def to_z3(sentence: Sentence, kinds: list[z3.FuncDeclRef], names: list[z3.ExprRef]) -> z3.BoolRef:
    def holds(literal: Literal, thing: z3.ExprRef) -> z3.BoolRef:
        atom = kinds[literal.kind](thing)
        return atom if literal.positive else z3.Not(atom)

    x = z3.Const("x", SORT)
    if isinstance(sentence, Fact):
        return holds(sentence.literal, names[sentence.individual])
    if isinstance(sentence, Some):
        return z3.Exists([x], z3.And([holds(part, x) for part in sentence.parts]))
    body, head = ([holds(part, x) for part in side] for side in (sentence.body, sentence.head))
    return z3.ForAll([x], z3.Implies(z3.And(body), z3.Or(head)))


def z3_answer(question: Question) -> Answer:
    kinds = [z3.Function(f"P{i}", SORT, z3.BoolSort()) for i in range(question.kinds)]
    names = [z3.Const(f"a{i}", SORT) for i in range(question.individuals)]
    premises = [to_z3(premise, kinds, names) for premise in question.premises]

    def entailed(claim: Sentence) -> bool:
        solver = z3.Solver()
        solver.add(*premises, z3.Not(to_z3(claim, kinds, names)))
        answer = solver.check()
        assert answer != z3.unknown
        return answer == z3.unsat

    if entailed(question.claim):
        return Answer.YES
    return Answer.NO if entailed(opposite(question.claim)) else Answer.UNKNOWN


def true_in(sentence: Sentence, world: Model) -> bool:
    def holds(literal: Literal, kinds: frozenset[int]) -> bool:
        return (literal.kind in kinds) == literal.positive

    if isinstance(sentence, Fact):
        return holds(sentence.literal, world.things[world.individuals[sentence.individual]])
    if isinstance(sentence, Some):
        return any(all(holds(part, thing) for part in sentence.parts) for thing in world.things)
    return all(
        any(holds(part, thing) for part in sentence.head)
        for thing in world.things
        if all(holds(part, thing) for part in sentence.body)
    )


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(Config(), 5, 0, max(LABELS, 700)).problems


def test_z3_agrees_with_all_labels(problems: list[Problem]) -> None:
    answers = set()
    for problem in problems[:LABELS]:
        question = parse(problem.canonical)
        answer, _ = decide(question)
        assert answer is z3_answer(question), problem.canonical
        answers.add(answer)
    assert answers == set(Answer)


def test_models_satisfy_the_premises_and_split_the_claim(problems: list[Problem]) -> None:
    found = 0
    for problem in problems:
        question = parse(problem.canonical)
        _, shown = decide(question)
        if not isinstance(shown, tuple):
            continue
        found += 1
        for world, truth in zip(shown, (False, True), strict=True):
            assert all(true_in(premise, world) for premise in question.premises)
            assert true_in(question.claim, world) is truth
    assert found > 30


def test_all_256_syllogisms_have_the_modern_labels() -> None:
    """Of the 256 forms, 15 are valid in modern logic, and by symmetry of the claim 15 are refuted."""
    s, p, m = (Literal(i) for i in range(3))

    def form(letter: str, x: Literal, y: Literal) -> Sentence:
        return {"A": Rule((x,), (y,)), "E": Rule((x,), (-y,)), "I": Some((x, y)), "O": Some((x, -y))}[letter]

    counts = dict.fromkeys(Answer, 0)
    for major, minor, claim in product("AEIO", repeat=3):
        for figure in range(4):
            first = (m, p) if figure in (0, 2) else (p, m)
            second = (s, m) if figure in (0, 1) else (m, s)
            question = Question((form(major, *first), form(minor, *second)), form(claim, s, p))
            answer, _ = decide(canonical(question))
            assert answer is z3_answer(question)
            counts[answer] += 1
    assert counts[Answer.YES] == 15
    assert counts[Answer.NO] == 15
    assert sum(counts.values()) == 256


def test_contradictory_premises_are_refused() -> None:
    with pytest.raises(Contradictory):
        decide(parse("P0>P1; P0>-P1; a0:P0 |- a0:P2"))


def test_a_wrong_answer_is_refused_by_lean(problems: list[Problem], shared_verifier: Verifier) -> None:
    """The statement of the opposite answer, with the same proof."""
    claims = []
    for problem in problems[:120]:
        question = parse(problem.canonical)
        if decide(question)[0] is Answer.UNKNOWN:
            continue
        flipped = Question(question.premises, opposite(question.claim))
        proof = domain.prove(Config(), [problem])[0]
        wrong = Monadic().lean(flipped)
        assert wrong == problem.lean  # the same fact, asked the other way round
        false = problem.lean.rsplit(" → ", 1)[0] + " → False"
        claims.append(Claim(id=problem.id, statement=false, proof=proof.tactic))
    assert len(claims) > 50
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_sampling_depends_on_its_arguments_alone() -> None:
    first, second = (domain.mine(Config(), 9, 3, 60).problems for _ in range(2))
    assert first == second
    assert domain.mine(Config(), 9, 4, 60).problems != first


@pytest.mark.parametrize("hops", [3, 10, 20])
def test_hops_make_longer_arguments(hops: int) -> None:
    config = Config(syllogisms=0, min_hops=hops, max_hops=hops, branching=0, distractors=0)
    lines = [p.difficulty["lines"] for p in domain.mine(config, 1, 0, 40).problems if p.difficulty["lines"]]
    assert lines and min(lines) >= hops
