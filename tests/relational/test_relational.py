"""Questions about relations: labels against z3 and worlds, proofs against Lean, words, canonical forms."""

from __future__ import annotations

import json
import os
import random
from itertools import permutations

import pytest
import z3

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.firstorder.answer import Answer, Asked
from generators.firstorder.domain import decide
from generators.firstorder.formula import (
    EQUAL,
    And,
    Atom,
    Exists,
    Forall,
    Formula,
    Implies,
    Not,
    Or,
    negation,
)
from generators.relational.domain import Config, Relational, domain
from generators.relational.forms import FORMS
from generators.relational.sentence import Question, Sentence, canonical, kind_of, parse
from generators.relational.words import read

FAMILY = Relational()
SORT = z3.DeclareSort("Thing")


def to_z3(formula: Formula, things: dict[str, z3.ExprRef]) -> z3.BoolRef:
    if isinstance(formula, Atom):
        terms = [things.get(str(t), z3.Const(str(t), SORT)) for t in formula.terms]
        if formula.predicate == EQUAL:
            return terms[0] == terms[1]
        return z3.Function(formula.predicate, *[SORT] * len(terms), z3.BoolSort())(*terms)
    if isinstance(formula, Not):
        return z3.Not(to_z3(formula.part, things))
    if isinstance(formula, And | Or):
        parts = [to_z3(part, things) for part in formula.parts]
        return z3.And(parts) if isinstance(formula, And) else z3.Or(parts)
    if isinstance(formula, Implies):
        return z3.Implies(to_z3(formula.left, things), to_z3(formula.right, things))
    assert isinstance(formula, Forall | Exists)
    x = z3.FreshConst(SORT)
    body = to_z3(formula.body, {**things, formula.variable: x})
    return z3.ForAll([x], body) if isinstance(formula, Forall) else z3.Exists([x], body)


def z3_says(premises: tuple[Formula, ...], also: Formula) -> z3.CheckSatResult:
    solver = z3.Solver()
    solver.set("rlimit", 2_000_000)
    solver.add(*(to_z3(formula, {}) for formula in (*premises, also)))
    return solver.check()


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(Config(), 5, 0, int(os.environ.get("LABELS", "100"))).problems


def test_labels_agree_with_z3_and_with_evaluation(problems: list[Problem]) -> None:
    """What is proved is so for z3; what is not has worlds, in which sentences are evaluated."""
    answers = set()
    for problem in problems:
        question = parse(problem.canonical)
        verdict = decide(question)
        assert verdict is not None
        answers.add(verdict.answer)
        theory, claim = question.unfolded()
        premises = theory.premises
        for world in verdict.worlds:
            assert all(world.holds(premise) for premise in premises)
        if verdict.answer is Answer.YES:
            assert z3_says(premises, negation(claim)) == z3.unsat, problem.canonical
            assert verdict.worlds[0].holds(claim)
        elif verdict.answer is Answer.NO:
            assert z3_says(premises, claim) == z3.unsat, problem.canonical
            assert not verdict.worlds[0].holds(claim)
        else:
            assert not verdict.worlds[0].holds(claim)
        if verdict.answer is Answer.OPEN:
            assert verdict.worlds[1].holds(claim)
        assert (verdict.answer is Answer.INVALID) <= (question.asked is Asked.FOLLOWS)
    assert answers == set(Answer)


def test_worlds_are_stored(problems: list[Problem]) -> None:
    for proof in domain.prove(Config(), problems[:80]):
        worlds = json.loads(proof.steps[-1].certificate)["worlds"]
        assert worlds and all(world["sizes"] for world in worlds)


def test_lean_refuses_wrong_answers(problems: list[Problem], shared_verifier: Verifier) -> None:
    claims = []
    for problem, proof in zip(problems[:40], domain.prove(Config(), problems[:40]), strict=True):
        question = parse(problem.canonical)
        theory, claim = question.unfolded()
        verdict = decide(question)
        assert verdict is not None
        false = theory.closed(negation(claim) if verdict.answer is Answer.YES else claim)
        claims.append(Claim(id=problem.id, statement=false, proof=proof.tactic, term=proof.term))
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_questions_are_read_back() -> None:
    count = int(os.environ.get("LABELS", "120"))
    for problem in domain.mine(Config(distractors=8), 3, 0, count).problems:
        told = FAMILY.tell(parse(problem.canonical), Choice(problem.id))
        assert told.text == problem.words
        assert str(canonical(read(told.given, told.question))) == problem.canonical


@pytest.mark.parametrize("name", FORMS)
def test_every_way_of_every_form_is_read_back(name: str) -> None:
    form = FORMS[name]
    numbers: dict[int, int] = {}
    symbols = []
    for slot in form.slots:
        kind = kind_of(slot)
        symbols.append(numbers.setdefault(kind, 0))
        numbers[kind] += 1
    sentence = Sentence(name, tuple(symbols))
    question = canonical(Question((Sentence("there_is", (0,)),), sentence, Asked.FOLLOWS))
    texts = set()
    for seed in range(20):
        told = FAMILY.tell(question, Choice(f"{name}/{seed}")) if decide(question) else None
        if told is None:
            break
        texts.add(told.question)
        assert canonical(read(told.given, told.question)) == question


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not a sentence"):
        read(["Most bakers admire Ada."], "Does it follow that Ada is a baker?")
    with pytest.raises(ValueError, match="not a question"):
        read(["Every baker admires Ada."], "Why?")
    with pytest.raises(ValueError, match="not a question"):
        parse("every(0,1)")
    with pytest.raises(ValueError, match="as many symbols"):
        parse("follows: every(0) |- is(0,0)")


def _changed(question: Question, chance: random.Random) -> Question:
    """Other numbers for the symbols, another order of the premises."""
    orders = [chance.sample(range(12), 12) for _ in range(3)]
    changed = [
        Sentence(s.form, tuple(orders[kind][symbol] for kind, symbol in s.typed()))
        for s in question.sentences
    ]
    premises = changed[:-1]
    chance.shuffle(premises)
    return Question(tuple(premises), changed[-1], question.asked)


def test_canonical_forms_forget_names_and_order(problems: list[Problem]) -> None:
    chance = random.Random(1)
    for problem in problems[:150]:
        question = parse(problem.canonical)
        if max(question.counts) <= 12:
            assert canonical(_changed(question, chance)) == question


def test_canonical_forms_agree_with_brute_force() -> None:
    """Small questions that differ by no renaming have different canonical forms."""
    chance = random.Random(2)
    forms = ("sub", "inverse", "every", "done", "is", "each_some")

    def some() -> Question:
        sentences = [
            Sentence(name, tuple(chance.randrange(2) for _ in FORMS[name].slots))
            for name in chance.choices(forms, k=3)
        ]
        return Question(tuple(sentences[:2]), sentences[2], Asked.FOLLOWS)

    def variants(question: Question) -> set[str]:
        found = set()
        for orders in (
            (a, b, c)
            for a in permutations(range(2))
            for b in permutations(range(2))
            for c in permutations(range(2))
        ):
            changed = [
                str(Sentence(s.form, tuple(orders[kind][symbol] for kind, symbol in s.typed())))
                for s in question.sentences
            ]
            found.add(f"{sorted(set(changed[:-1]))} {changed[-1]}")
        return found

    questions = [some() for _ in range(40)]
    known = [(canonical(question), variants(question)) for question in questions]
    for first, those in known:
        for second, these in known:
            assert (first == second) is bool(those & these)


def test_sampling_depends_on_its_arguments_alone() -> None:
    first, second = (domain.mine(Config(), 9, 3, 40).problems for _ in range(2))
    assert first == second
    assert domain.mine(Config(), 9, 4, 40).problems != first


def test_hops_and_distractors_make_harder_questions() -> None:
    def mean(measure: str, config: Config) -> float:
        found = [p.difficulty for p in domain.mine(config, 1, 0, 20).problems if p.difficulty["lines"]]
        return sum(p[measure] for p in found) / len(found)

    assert mean("lines", Config(laws=0, min_hops=2, max_hops=2)) + 1 < mean(
        "lines", Config(laws=0, min_hops=7, max_hops=7)
    )
    assert mean("premises", Config(distractors=0)) + 2 < mean("premises", Config(distractors=12))


def test_hops_are_checked() -> None:
    with pytest.raises(ValueError, match="min_hops"):
        Config(min_hops=5, max_hops=3)
