"""First-order proofs and worlds, on arbitrary formulas: against all small worlds, and against Lean."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from generators.choice import Choice
from generators.firstorder.answer import Answer, Asked, Verdict, decide, solve, statement
from generators.firstorder.formula import (
    EQUAL,
    And,
    App,
    Atom,
    Exists,
    Forall,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Signature,
    Term,
    Theory,
    formula_text,
    negation,
)
from generators.firstorder.models import World, find_world
from generators.firstorder.reading import read
from generators.firstorder.telling import Narrator, Speech

SIGNATURE = Signature(
    ("α",), {"R": ("α", "α"), "A": ("α",), "B": ("α",)}, {"f": ("α", "α")}, {"a": "α", "b": "α"}
)
PLAIN = Signature(("α",), {"R": ("α", "α"), "A": ("α",), "B": ("α",)}, {}, {"a": "α"})


@cache
def _worlds(plain: bool, size: int) -> Sequence[World]:
    return worlds(PLAIN if plain else SIGNATURE, size)


def worlds(signature: Signature, size: int) -> Sequence[World]:
    """All worlds of a size, with functions as tables."""
    things = range(size)
    found = []
    tables = [list(product(things, repeat=size)) for _ in signature.functions]
    cells = {name: list(product(things, repeat=len(places))) for name, places in signature.predicates.items()}
    rows = [(name, cell) for name, all_of_them in cells.items() for cell in all_of_them]
    for functions in product(*tables):
        for constants in product(things, repeat=len(signature.constants)):
            for truths in product((False, True), repeat=len(rows)):
                true = [row for row, truth in zip(rows, truths, strict=True) if truth]
                found.append(
                    World(
                        dict.fromkeys(signature.sorts, size),
                        dict(zip(signature.constants, constants, strict=True)),
                        dict(zip(signature.functions, functions, strict=True)),
                        {name: frozenset(cell for n, cell in true if n == name) for name in cells},
                    )
                )
    return found


def formulas(variables: tuple[str, ...], functions: bool, depth: int = 3) -> st.SearchStrategy[Formula]:
    terms: st.SearchStrategy[Term] = st.sampled_from(("a", *variables))
    if functions:
        terms = st.one_of(terms, terms.map(lambda term: App("f", term)))
    atoms: list[st.SearchStrategy[Formula]] = [
        st.builds(lambda p, t: Atom(p, (t,)), st.sampled_from("AB"), terms),
        st.builds(lambda s, t: Atom("R", (s, t)), terms, terms),
        st.builds(lambda s, t: Atom(EQUAL, (s, t)), terms, terms),
    ]
    literals = st.one_of(*atoms, st.one_of(*atoms).map(Not))
    if depth == 0:
        return literals
    inner = formulas(variables, functions, depth - 1)
    name = ("x", "y", "z")[len(variables)] if len(variables) < 3 else None
    choices: list[st.SearchStrategy[Formula]] = [
        literals,
        st.builds(Implies, inner, inner),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        st.builds(Iff, literals, literals),
    ]
    if name is not None:
        bound = formulas((*variables, name), functions, depth - 1)
        choices += [
            bound.map(lambda body: Forall(name, "α", body)),
            bound.map(lambda body: Exists(name, "α", body)),
        ]
    return st.one_of(*choices)


@given(formulas((), True))
def test_texts_are_read_back(formula: Formula) -> None:
    assert formula_text(read(formula_text(formula))) == formula_text(formula)


@settings(max_examples=60, deadline=None)
@given(formulas((), True))
def test_a_negation_is_true_where_the_formula_is_false(formula: Formula) -> None:
    opposite = negation(formula)
    for world in _worlds(False, 1):
        assert world.holds(formula) is not world.holds(opposite)
    for world in random.Random(0).sample(_worlds(True, 2), 20):
        full = World(world.sizes, {**world.constants, "b": 1}, {"f": (1, 0)}, world.predicates)
        assert full.holds(formula) is not full.holds(opposite)


@settings(max_examples=60, deadline=None)
@given(st.lists(formulas((), False, 2), min_size=1, max_size=3))
def test_a_world_is_found_exactly_if_there_is_one(sentences: list[Formula]) -> None:
    found = find_world(PLAIN, sentences, most=2)
    exists = any(all(w.holds(s) for s in sentences) for size in (1, 2) for w in _worlds(True, size))
    assert (found is not None) is exists
    assert found is None or all(found.holds(sentence) for sentence in sentences)


def _questions(count: int) -> list[tuple[Theory, Formula, Verdict]]:
    """Arbitrary questions that the search settles."""
    found: list[tuple[Theory, Formula, Verdict]] = []

    @settings(max_examples=count, deadline=None, database=None, derandomize=True)
    @given(st.lists(formulas((), True, 2), min_size=1, max_size=3), formulas((), True, 2), st.booleans())
    def collect(premises: list[Formula], claim: Formula, follows: bool) -> None:
        theory = Theory(SIGNATURE, tuple(premises))
        verdict = decide(theory, claim, Asked.FOLLOWS if follows else Asked.SETTLED)
        if verdict is not None:
            found.append((theory, claim, verdict))

    collect()
    return found


class _Symbols(Speech):
    def phrase(self, formula: Formula) -> str:
        return formula_text(formula)

    def atom(self, atom: Atom, positive: bool) -> str:
        return formula_text(atom if positive else Not(atom))

    def picture(self, world: World, symbol: str) -> str:
        return symbol


def test_lean_accepts_all_answers_about_arbitrary_formulas(shared_verifier: Verifier) -> None:
    claims, answers = [], set()
    for theory, claim, verdict in _questions(120):
        for world in verdict.worlds:
            assert all(world.holds(premise) for premise in theory.premises)
        answers.add(verdict.answer)
        say = Narrator(Choice("x"), list(map(formula_text, theory.premises)), _Symbols())
        solution = solve(theory, claim, verdict, say)
        said = statement(theory, claim, verdict.answer)
        claims.append(Claim(id=str(len(claims)), statement=said, proof=solution.tactic, term=solution.term))
        assert [step.index for step in solution.steps] == list(range(len(solution.steps)))
        assert all(cited < step.index for step in solution.steps for cited in step.premises)
    assert answers == set(Answer)
    assert len(claims) > 50
    verdicts = shared_verifier.verify(claims, trusted=True)
    assert not [(c.statement, c.proof, v.reason) for c, v in zip(claims, verdicts, strict=True) if v.reason]


@pytest.mark.parametrize(
    ("premises", "claim"),
    [
        (["∀ x y z, R x y → R y z → R x z", "∀ x y, R x y → R y x", "∀ x, ∃ y, R x y"], "∀ x, R x x"),
        (["∃ x, ∀ y, R x y"], "∀ y, ∃ x, R x y"),
        (["∀ x y z, R x y → R x z → y = z", "R a b", "∃ y, R a y ∧ A y"], "A b"),
        (["∀ x, A x → A (f x)", "∀ x, A (f (f x)) → B x", "A a"], "B a"),
        (["∀ x, f (f x) = x"], "∀ y, ∃ x, f x = y"),
        (["∀ x y, R x y → ¬ R y x"], "∀ x, ¬ R x x"),
        (["f a = b", "A (f b)", "a = b"], "A a"),
        (["∀ x, A x ∨ B x", "∀ x, A x → R x a", "∀ x, B x → R a x"], "∀ x, R x a ∨ R a x"),
    ],
)
def test_known_theorems_are_proved(premises: list[str], claim: str) -> None:
    verdict = decide(Theory(SIGNATURE, tuple(map(read, premises))), read(claim), Asked.SETTLED)
    assert verdict is not None and verdict.answer is Answer.YES


def test_contradictory_premises_have_no_verdict() -> None:
    theory = Theory(PLAIN, (read("∀ x, A x"), read("¬ A a")))
    assert decide(theory, read("B a"), Asked.SETTLED) is None
    assert decide(theory, read("B a"), Asked.FOLLOWS) is None


def test_what_is_not_a_formula_is_refused() -> None:
    with pytest.raises(ValueError, match="expected"):
        read("∀ x, (A x")
    with pytest.raises(ValueError, match="goes on"):
        read("A x)")
