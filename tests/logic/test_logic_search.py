"""Saturation and forward chaining against brute force over small worlds, and against z3."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any, TypeAlias

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.choice import Choice
from generators.logic.axioms import random_axioms
from generators.logic.chain import follows, model, possible, rounds
from generators.logic.clause import (
    Atom,
    Clause,
    Question,
    canonical,
    clause_text,
    normal,
    parse,
    parse_clause,
    read_axioms,
)
from generators.logic.resolve import explain, subsumes
from generators.logic.saturate import Bounds, Scoring, saturate

World: TypeAlias = Mapping[int, frozenset[tuple[int, ...]]]

ARITY = (0, 1, 1, 2)  # of the predicates of the clauses that are drawn
BOUNDS = Bounds(nodes=30, beam=16, children=6, conditions=3, variables=4)
THING = z3.DeclareSort("Thing")

atoms = st.one_of(
    [
        st.builds(Atom, st.just(name), st.tuples(*[st.integers(0, 2)] * arity))
        for name, arity in enumerate(ARITY)
    ]
)
rules = st.builds(Clause, atoms, st.lists(atoms, max_size=3).map(tuple)).map(normal)
denials = st.builds(Clause, st.none(), st.lists(atoms, min_size=1, max_size=2).map(tuple)).map(normal)
axiom_sets = st.lists(st.one_of(rules, rules, rules, denials), min_size=2, max_size=7, unique=True).map(tuple)
claims = st.one_of(rules, denials).filter(lambda clause: clause.head not in clause.body)


def holds(clause: Clause, world: World, size: int) -> bool:
    """An evaluator of our own; there are no constants in the clauses that are drawn."""
    variables = clause.variables
    for things in product(range(size), repeat=len(variables)):
        at = dict(zip(variables, things, strict=True))

        def true(atom: Atom, at: Mapping[int, int] = at) -> bool:
            return tuple(at[t] for t in atom.terms) in world[atom.predicate]

        if all(map(true, clause.body)) and (clause.head is None or not true(clause.head)):
            return False
    return True


@cache
def worlds(size: int) -> tuple[World, ...]:
    """All worlds of so many things."""

    def tables(arity: int) -> Iterator[frozenset[tuple[int, ...]]]:
        rows = list(product(range(size), repeat=arity))
        for chosen in product((False, True), repeat=len(rows)):
            yield frozenset(row for row, kept in zip(rows, chosen, strict=True) if kept)

    return tuple(dict(enumerate(found)) for found in product(*(list(tables(arity)) for arity in ARITY)))


def in_z3(clause: Clause) -> Any:
    """A clause as a formula over one sort that is not empty."""
    names = {t: z3.Const(f"x{t}", THING) for t in range(6)} | {
        -t: z3.Const(f"c{t}", THING) for t in range(1, 9)
    }

    def atom(said: Atom) -> Any:
        kinds = [*[THING] * len(said.terms), z3.BoolSort()]
        return z3.Function(f"p{said.predicate}", *kinds)(*(names[t] for t in said.terms))

    head = z3.BoolVal(False) if clause.head is None else atom(clause.head)
    whole = z3.Implies(z3.And(*map(atom, clause.body)), head)
    variables = [names[t] for t in clause.variables]
    return z3.ForAll(variables, whole) if variables else whole


def z3_says(question: Question) -> bool:
    """Whether the claim follows; these formulas are decidable."""
    solver = z3.Solver()
    solver.add(*map(in_z3, question.axioms), z3.Not(in_z3(question.claim)))
    found = solver.check()
    assert found != z3.unknown
    return bool(found == z3.unsat)


@settings(max_examples=60, deadline=None)
@given(axiom_sets)
def test_what_saturation_proves_is_true_wherever_the_axioms_are(axioms: tuple[Clause, ...]) -> None:
    graph = saturate(axioms, BOUNDS, Scoring(), Choice("soundness"))
    models = [(1, world) for world in worlds(1)] + [(2, world) for world in worlds(2)]
    models = [(n, world) for n, world in models if all(holds(axiom, world, n) for axiom in axioms)]
    assert not (graph.contradictory and models)
    for number, lemma in enumerate(graph.lemmas):
        assert all(holds(lemma.clause, world, n) for n, world in models)
        if number >= len(axioms):
            premises = [graph.lemmas[premise].clause for premise in lemma.premises]
            assert max(lemma.premises) < number
            assert explain(lemma.clause, premises) is not None
            needed = tuple(axioms[place] for place in graph.needed(lemma))
            assert follows(Question(needed, lemma.clause))


@settings(max_examples=60, deadline=None)
@given(axiom_sets)
def test_no_lemma_is_proved_twice(axioms: tuple[Clause, ...]) -> None:
    lemmas = saturate(axioms, BOUNDS, Scoring(), Choice("twice")).lemmas
    for number, lemma in enumerate(lemmas[len(axioms) :], len(axioms)):
        assert not any(subsumes(older.clause, lemma.clause) for older in lemmas[:number])


@settings(max_examples=150, deadline=None)
@given(axiom_sets, claims)
def test_chaining_decides_as_z3_does(axioms: tuple[Clause, ...], claim: Clause) -> None:
    question = Question(axioms, claim)
    said = follows(question)
    assert said == z3_says(question)
    if not said:
        against = model(question, 4)
        assert against is not None and max(map(len, against.situation.things), default=0) <= 4
    elif possible(question):
        assert rounds(question) >= 1


@settings(max_examples=60, deadline=None)
@given(axiom_sets, claims, st.randoms(use_true_random=False))
def test_canonical_forms_forget_names_and_order(
    axioms: tuple[Clause, ...], claim: Clause, chance: random.Random
) -> None:
    question = Question(axioms, claim)
    names = list(range(12))
    chance.shuffle(names)

    def other(clause: Clause) -> Clause:
        terms = list(range(6))
        chance.shuffle(terms)

        def atom(said: Atom) -> Atom:
            return Atom(names[said.predicate], tuple(terms[t] for t in said.terms))

        body = [*map(atom, clause.body)]
        chance.shuffle(body)
        return Clause(None if clause.head is None else atom(clause.head), tuple(body))

    shuffled = [*map(other, axioms)]
    chance.shuffle(shuffled)
    form = canonical(question)
    assert canonical(Question(tuple(shuffled), other(claim))) == form
    assert parse(str(form)) == form == canonical(form)


def test_axioms_are_read_from_text() -> None:
    text = "# kin\nparent(x, y) -> ancestor(x, y)\n\nancestor(x, y), ancestor(y, z) -> ancestor(x, z)  # on\n"
    axioms = read_axioms(text + "parent(ada, ben)\nancestor(x, x) -> false\nwet\n")
    assert [clause_text(axiom) for axiom in axioms] == [
        "P(x, y) -> Q(x, y)",
        "Q(x, y), Q(y, z) -> Q(x, z)",
        "P(a, b)",
        "Q(x, x) -> false",
        "R",
    ]
    assert parse_clause("P(x, y), P(y, x) -> false") == Clause(None, (Atom(0, (0, 1)), Atom(0, (1, 0))))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("P(x, y", "a comma was expected"),
        ("P(x) -> Q(x), R(x)", "no single conclusion"),
        ("P(x, y)", "P has 1 arguments elsewhere, here 2"),
        ("Q(x, y, z, u)", "Q has 4 arguments; 3 are allowed"),
        ("-> Q(x)", "a predicate was expected"),
        ("Q(1)", "'1' in 'Q\\(1\\)' is not a name"),
        ("false", "no single conclusion"),
        ("P(x), P(y), P(z), P(u), P(v) -> Q(x)", "more than 4 conditions"),
    ],
)
def test_bad_axioms_are_refused_with_their_line(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"line 2: .*{reason}"):
        read_axioms(f"P(x) -> S(x)\n{line}\n")


def test_random_axioms_are_what_was_asked_for() -> None:
    for number in range(60):
        axioms = random_axioms(Choice(str(number)), predicates=5, rules=8, facts=3, denials=2)
        assert 2 <= len(axioms) <= 13
        assert all(axiom == normal(axiom) and axiom.head not in axiom.body for axiom in axioms)
