"""Questions about sets: labels against z3 and worlds, proofs against Lean, words and canonical forms."""

from __future__ import annotations

import os
import random

import pytest
import z3

from factory.records import Problem
from generators.choice import Choice
from generators.firstorder.answer import Answer, Asked
from generators.firstorder.domain import decide
from generators.firstorder.formula import Signature
from generators.sets.canonical import canonical
from generators.sets.domain import Config, Sets, domain
from generators.sets.language import COMMUTATIVE, SENTENCES, Node, Question, name_of, parse
from generators.sets.words import read

FAMILY = Sets()
_BOOLEAN = {"union": z3.Or, "inter": z3.And}


class Meaning:
    """What sentences about sets say, in z3, from their trees, without the family's own formulas."""

    def __init__(self, signature: Signature) -> None:
        self.sorts = {name: z3.DeclareSort(name) for name in signature.sorts}
        self.signature = signature

    def function(self, node: Node, term: z3.ExprRef) -> z3.ExprRef:
        if node.operation == "comp":
            return self.function(node.parts[0], self.function(node.parts[1], term))
        source, target = (self.sorts[sort] for sort in self.signature.functions[name_of(node)])
        return z3.Function(name_of(node), source, target)(term)

    def source(self, node: Node) -> z3.SortRef:
        inner = node.parts[1] if node.operation == "comp" else node
        return self.source(inner) if inner.parts else self.sorts[self.signature.functions[name_of(inner)][0]]

    def target(self, node: Node) -> z3.SortRef:
        return self.function(node, z3.FreshConst(self.source(node))).sort()

    def element(self, node: Node) -> z3.ExprRef:
        if node.operation == "value":
            return self.function(node.parts[0], self.element(node.parts[1]))
        return z3.Const(name_of(node), self.sorts[self.signature.constants[name_of(node)]])

    def related(self, node: Node, one: z3.ExprRef, other: z3.ExprRef) -> z3.BoolRef:
        return z3.Function(name_of(node), one.sort(), other.sort(), z3.BoolSort())(one, other)

    def carrier(self, node: Node) -> z3.SortRef:
        if node.operation in ("image", "preimage"):
            return (self.target if node.operation == "image" else self.source)(node.parts[0])
        if node.operation in ("A", "class"):
            name = name_of(node if node.operation == "A" else node.parts[0])
            return self.sorts[self.signature.predicates[name][0]]
        return self.carrier(node.parts[0])

    def holds(self, node: Node, thing: z3.ExprRef) -> z3.BoolRef:
        """That the thing is in the set."""
        operation, parts = node.operation, node.parts
        if operation == "A":
            return z3.Function(name_of(node), thing.sort(), z3.BoolSort())(thing)
        if operation in _BOOLEAN:
            return _BOOLEAN[operation]([self.holds(part, thing) for part in parts])
        if operation == "diff":
            return z3.And(self.holds(parts[0], thing), z3.Not(self.holds(parts[1], thing)))
        if operation == "compl":
            return z3.Not(self.holds(parts[0], thing))
        if operation == "preimage":
            return self.holds(parts[1], self.function(parts[0], thing))
        if operation == "class":
            return self.related(parts[0], self.element(parts[1]), thing)
        x = z3.FreshConst(self.source(parts[0]))
        return z3.Exists([x], z3.And(self.holds(parts[1], x), self.function(parts[0], x) == thing))

    def sentence(self, node: Node) -> z3.BoolRef:
        operation, parts = node.operation, node.parts
        if operation in ("related", "unrelated"):
            told = self.related(parts[0], self.element(parts[1]), self.element(parts[2]))
            return told if operation == "related" else z3.Not(told)
        if operation in ("same", "different"):
            told = self.element(parts[0]) == self.element(parts[1])
            return told if operation == "same" else z3.Not(told)
        if operation in ("member", "outside"):
            told = self.holds(parts[1], self.element(parts[0]))
            return told if operation == "member" else z3.Not(told)
        if operation in ("injective", "surjective"):
            x, y = (z3.FreshConst(self.source(parts[0])) for _ in range(2))
            if operation == "injective":
                same = self.function(parts[0], x) == self.function(parts[0], y)
                return z3.ForAll([x, y], z3.Implies(same, x == y))
            z = z3.FreshConst(self.target(parts[0]))
            return z3.ForAll([z], z3.Exists([x], self.function(parts[0], x) == z))
        if operation in ("reflexive", "symmetric", "transitive"):
            sort = self.sorts[self.signature.predicates[name_of(parts[0])][0]]
            x, y, z = (z3.FreshConst(sort) for _ in range(3))
            if operation == "reflexive":
                return z3.ForAll([x], self.related(parts[0], x, x))
            first, back = self.related(parts[0], x, y), self.related(parts[0], y, x)
            if operation == "symmetric":
                return z3.ForAll([x, y], z3.Implies(first, back))
            both = z3.And(first, self.related(parts[0], y, z))
            return z3.ForAll([x, y, z], z3.Implies(both, self.related(parts[0], x, z)))
        x = z3.FreshConst(self.carrier(parts[0]))
        sides = [self.holds(part, x) for part in parts]
        if operation in ("subset", "exceeds"):
            told = z3.ForAll([x], z3.Implies(*sides))
            return told if operation == "subset" else z3.Not(told)
        if operation == "equal":
            return z3.ForAll([x], sides[0] == sides[1])
        told = z3.Exists([x], z3.And(sides))
        return told if operation in ("meets", "nonempty") else z3.Not(told)


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(Config(), 5, 0, int(os.environ.get("LABELS", "80"))).problems


def test_labels_agree_with_z3_and_with_evaluation(problems: list[Problem]) -> None:
    answers = set()
    for problem in problems:
        question = parse(problem.canonical)
        theory, claim = question.unfolded()
        verdict = decide(question)
        assert verdict is not None
        answers.add(verdict.answer)
        for world in verdict.worlds:
            assert all(world.holds(premise) for premise in theory.premises)
        assert verdict.worlds[0].holds(claim) is (verdict.answer is Answer.YES)
        if verdict.answer is Answer.OPEN:
            assert verdict.worlds[1].holds(claim)
        if verdict.argument is None:
            continue
        meaning = Meaning(theory.signature)
        told = meaning.sentence(question.claim)
        solver = z3.Solver()
        solver.set("rlimit", 3_000_000)
        solver.add(*map(meaning.sentence, question.premises))
        solver.add(z3.Not(told) if verdict.answer is Answer.YES else told)
        assert solver.check() == z3.unsat, problem.canonical
    assert answers == set(Answer)


def test_questions_are_read_back() -> None:
    operations = set()
    for problem in domain.mine(Config(distractors=6), 3, 0, int(os.environ.get("LABELS", "100"))).problems:
        question = parse(problem.canonical)
        told = FAMILY.tell(question, Choice(problem.id))
        assert told.text == problem.words
        assert canonical(read(told.given, told.question)) == question
        operations |= {node.operation for sentence in question.sentences for node in sentence.nodes()}
    assert operations >= {"union", "image", "preimage", "compl", "comp", "value", "class", "injective"}


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not a sentence"):
        read(["Most of Baker lies in Judge."], "Does it follow that Baker meets Judge?")
    with pytest.raises(ValueError, match="not a question"):
        read(["Baker meets Judge."], "Why?")
    with pytest.raises(ValueError, match="not a sentence"):
        parse("follows: union(A0,A1) |- empty(A0)")
    with pytest.raises(ValueError, match="parts"):
        parse("follows: empty(A0,A1) |- empty(A0)")


def _changed(node: Node, chance: random.Random, orders: dict[str, list[int]]) -> Node:
    """Other numbers for the symbols, other orders of operands."""
    if node.number >= 0:
        return Node(node.operation, (), orders[node.operation][node.number])
    parts = [_changed(part, chance, orders) for part in node.parts]
    if node.operation in COMMUTATIVE:
        chance.shuffle(parts)
    return Node(node.operation, tuple(parts))


def test_canonical_forms_forget_names_and_orders(problems: list[Problem]) -> None:
    chance = random.Random(1)
    for problem in problems:
        question = parse(problem.canonical)
        orders = {kind: chance.sample(range(40), 40) for kind in "AfRa"}
        changed = [_changed(sentence, chance, orders) for sentence in question.sentences]
        premises = changed[:-1]
        chance.shuffle(premises)
        assert canonical(Question(tuple(premises), changed[-1], question.asked)) == question


def test_canonical_forms_keep_what_differs() -> None:
    a, b = "subset(A0,union(A1,A2))", "subset(union(A0,A1),A2)"
    texts = [
        f"follows: {a} |- subset(A0,A1)",
        f"follows: {b} |- subset(A0,A2)",
        f"settled: {b} |- subset(A0,A2)",
    ]
    texts += [f"follows: {a} |- subset(A1,A0)", "follows: subset(A0,union(A1,A1)) |- subset(A0,A1)"]
    forms = {str(canonical(parse(text))) for text in texts}
    assert len(forms) == len(texts)
    assert "member" in SENTENCES and "union" not in SENTENCES


def test_known_theorems() -> None:
    def answer(text: str) -> Answer | None:
        verdict = decide(parse(text))
        return None if verdict is None else verdict.answer

    assert (
        answer("settled: injective(f0) |- equal(image(f0,inter(A0,A1)),inter(image(f0,A0),image(f0,A1)))")
        is Answer.YES
    )
    assert (
        answer("follows:  |- equal(image(f0,inter(A0,A1)),inter(image(f0,A0),image(f0,A1)))")
        is Answer.INVALID
    )
    assert answer("settled: injective(comp(f1,f0)) |- injective(f0)") is Answer.YES
    assert answer("settled: injective(comp(f1,f0)) |- injective(f1)") is Answer.OPEN
    assert answer("settled: injective(comp(f1,f0)); surjective(f0) |- injective(f1)") is Answer.YES
    assert answer("settled: surjective(f0) |- equal(image(f0,preimage(f0,A0)),A0)") is Answer.YES
    laws = "symmetric(R0); transitive(R0)"
    assert (
        answer(f"settled: {laws}; meets(class(R0,a0),class(R0,a1)) |- equal(class(R0,a0),class(R0,a1))")
        is Answer.YES
    )


def test_sampling_depends_on_its_arguments_alone() -> None:
    first, second = (domain.mine(Config(), 9, 3, 25).problems for _ in range(2))
    assert first == second
    assert domain.mine(Config(), 9, 4, 25).problems != first


def test_settings_are_checked() -> None:
    with pytest.raises(ValueError, match="min_hops"):
        Config(min_hops=5, max_hops=3)
    with pytest.raises(ValueError, match="weight 0"):
        Config(chains=0, laws=0, functions=0, classes=0)
    assert {p.canonical.split(":")[0] for p in domain.mine(Config(), 1, 0, 10).problems} <= set(Asked)
