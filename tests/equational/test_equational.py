"""Equational theories: labels against brute force and z3, Lean, words read back, canonical forms."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Mapping
from itertools import permutations, product
from typing import Any

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.equational.answer import answer
from generators.equational.complete import complete, greater, way_terms
from generators.equational.domain import Config, Equational, domain
from generators.equational.models import algebra, models
from generators.equational.term import (
    ARITY,
    Law,
    Question,
    Term,
    canonical,
    changed,
    lean_law,
    parse,
    parse_law,
    parse_term,
    polish,
    put,
    variables,
)
from generators.equational.theories import CLASSICAL
from generators.equational.words import read

leaves = st.one_of(st.integers(0, 2), st.just(("a",)))
terms = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.just("i"), inner), st.tuples(st.sampled_from(["m", "n"]), inner, inner)
    ),
    max_leaves=5,
)
laws = st.builds(Law, terms, terms)
CONFIG = Config(theories=2000 if "LABELS" in os.environ else 40)
THING = z3.DeclareSort("Thing")


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(Config(theories=40), 5, 0, 90).problems


def value(term: Term, tables: Mapping[str, Any], given: tuple[int, ...]) -> Any:
    """An evaluator of our own; tables are indexed by argument after argument."""
    if isinstance(term, int):
        return given[term]
    found = tables[term[0]]
    for inner in term[1:]:
        found = found[value(inner, tables, given)]
    return found


def holds(law: Law, tables: Mapping[str, Any], elements: int) -> bool:
    count = 1 + max(law.variables, default=-1)
    return all(
        value(law.left, tables, given) == value(law.right, tables, given)
        for given in product(range(elements), repeat=count)
    )


def algebras_of_two(symbols: str) -> list[dict[str, Any]]:
    pairs = list(product(range(2), repeat=2))
    choices = {0: range(2), 1: pairs, 2: list(product(pairs, repeat=2))}
    return [
        dict(zip(symbols, tables, strict=True)) for tables in product(*(choices[ARITY[s]] for s in symbols))
    ]


def to_z3(term: Term) -> Any:
    if isinstance(term, int):
        return z3.Const(f"x{term}", THING)
    if len(term) == 1:
        return z3.Const(term[0], THING)
    return z3.Function(term[0], *[THING] * len(term))(*map(to_z3, term[1:]))


def z3_says(question: Question) -> Any:
    """Whether the axioms can hold without the claim, within a bound of z3's own work."""
    solver = z3.Solver()
    solver.set("rlimit", 50_000)
    for law in question.axioms:
        names = [z3.Const(f"x{v}", THING) for v in law.variables]
        said = to_z3(law.left) == to_z3(law.right)
        solver.add(z3.ForAll(names, said) if names else said)
    solver.add(to_z3(question.claim.left) != to_z3(question.claim.right))
    return solver.check()


def test_labels_agree_with_algebras_and_with_z3() -> None:
    labels, decided = set(), 0
    for problem in domain.mine(CONFIG, 6, 0, int(os.environ.get("LABELS", "70"))).problems:
        question = parse(problem.canonical)
        found = answer(question)
        follows = found.way is not None
        labels.add(follows)
        assert all(holds(axiom, found.algebra.tables, found.algebra.size) for axiom in question.axioms)
        assert holds(question.claim, found.algebra.tables, found.algebra.size) is follows
        if follows:
            for tables in algebras_of_two(question.symbols):
                if all(holds(axiom, tables, 2) for axiom in question.axioms):
                    assert holds(question.claim, tables, 2)
        said = z3_says(question)
        assert said != (z3.sat if follows else z3.unsat)
        decided += said != z3.unknown
    assert labels == {True, False}
    assert decided > 20


@pytest.mark.parametrize("name", CLASSICAL)
def test_models_are_models_and_derivations_derive(name: str) -> None:
    axioms = tuple(parse_law(text) for text in CLASSICAL[name].split())
    symbols = Question(axioms, axioms[0]).symbols
    found = models(axioms, symbols)
    assert found
    derived = complete(axioms).derived
    for elements, tables in found.items():
        count = len(tables[symbols[0]])
        one = algebra(elements, tables, count // 2)
        assert all(one.failure(law) is None for law in axioms)
        for number in range(count if elements < 4 else 0):
            one = algebra(elements, tables, number)
            assert all(holds(law, one.tables, elements) for law in axioms)
            assert elements > 2 or all(holds(lemma.law, one.tables, 2) for lemma in derived)
    if len(symbols) == 1:
        count = sum(all(holds(law, tables, 2) for law in axioms) for tables in algebras_of_two(symbols))
        assert len(found[2][symbols]) == count
    for lemma in derived:
        if lemma.hops is not None:
            assert way_terms(lemma.law.left, lemma.hops, derived)[-1] == lemma.law.right


def test_well_known_consequences_are_found() -> None:
    for name, claim in (
        ("group", "mxa=x"),
        ("group", "iix=x"),
        ("group", "imxy=miyix"),
        ("group of exponent two", "mxy=myx"),
        ("lattice", "mxx=x"),
        ("Boolean algebra", "iix=x"),
        ("quandle", "mmxnyzz=mmxzy"),
    ):
        axioms = tuple(parse_law(text) for text in CLASSICAL[name].split())
        assert answer(canonical(Question(axioms, parse_law(claim)))).way is not None
    group = tuple(parse_law(text) for text in CLASSICAL["group"].split())
    assert answer(canonical(Question((*group, parse_law("iimxx=a")), parse_law("mxy=myx")))).way is not None


@settings(max_examples=200, deadline=None)
@given(terms, terms, terms)
def test_the_order_is_an_order_that_instances_keep(s: Term, t: Term, u: Term) -> None:
    assert not (greater(s, t) and greater(t, s))
    if greater(s, t) and greater(t, u):
        assert greater(s, u)
    if greater(s, t):
        assert greater(put(s, [u, 1, 2]), put(t, [u, 1, 2]))
        assert greater(("m", s, u), ("m", t, u))
    if not (*variables(s), *variables(t)):
        assert s == t or greater(s, t) or greater(t, s)


@settings(max_examples=60, deadline=None)
@given(st.lists(laws, min_size=1, max_size=3), laws, st.randoms(use_true_random=False))
def test_canonical_forms_forget_names_and_order(axioms: list[Law], claim: Law, chance: random.Random) -> None:
    question = Question(tuple(axioms), claim)
    names = dict(zip("mn", chance.choice(list(permutations("mn"))), strict=True)) | {"i": "k", "a": "c"}
    change = {old: (new, old in "mn" and chance.random() < 0.5) for old, new in names.items()}

    def other(law: Law) -> Law:
        values = chance.sample(range(6), 3)
        sides = [put(changed(side, change), values) for side in (law.left, law.right)]
        chance.shuffle(sides)
        return Law(sides[0], sides[1])

    shuffled = [other(law) for law in chance.sample(axioms, len(axioms))]
    found = canonical(Question(tuple(shuffled), other(claim)))
    assert found == canonical(question) == canonical(found) == parse(str(found))


@given(terms)
def test_terms_are_read_back(term: Term) -> None:
    assert parse_term(polish(term)) == term


def test_without_an_axiom_that_is_used_lean_refuses(
    problems: list[Problem], shared_verifier: Verifier
) -> None:
    claims = []
    for problem in problems:
        question = parse(problem.canonical)
        way = answer(question).way
        if way is None or len(claims) == 20:
            continue
        (proof,) = domain.prove(Config(), [problem])
        used = next(n for step in proof.steps for n in step.premises if 0 < n <= len(question.axioms))
        axiom = lean_law(question.axioms[used - 1])
        said = f"({axiom})" if axiom.startswith("∀") else axiom
        weaker = proof.statement.replace(f"{said} → ", "(∀ x : α, x = x) → ", 1)
        assert weaker != proof.statement
        claims.append(Claim(id=problem.id, statement=weaker, proof=proof.tactic))
    assert len(claims) == 20
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_tables_that_do_not_refute_are_refused(problems: list[Problem], shared_verifier: Verifier) -> None:
    claims = []
    for proof in domain.prove(Config(), problems):
        if "open" in proof.term and len(claims) < 20:
            begin = proof.term.index(".e")
            flipped = ".e1" if proof.term[begin : begin + 3] == ".e0" else ".e0"
            constant = proof.term.replace(proof.term[begin : begin + 3], flipped)
            claims.append(Claim(id=proof.id, statement=proof.statement, proof=f"by exact {constant}"))
    assert len(claims) == 20
    # All entries of one value were changed to another: some axiom or the counterexample fails in nearly all.
    assert sum(bool(verdict.reason) for verdict in shared_verifier.verify(claims, trusted=True)) >= 18


def test_axioms_have_a_stored_model(problems: list[Problem]) -> None:
    for problem, proof in zip(problems, domain.prove(Config(), problems), strict=True):
        stored = json.loads(proof.steps[0].certificate)
        assert stored["size"] > 1
        assert all(holds(law, stored["tables"], stored["size"]) for law in parse(problem.canonical).axioms)


def test_questions_are_read_back(problems: list[Problem]) -> None:
    for problem in problems:
        told = Equational().tell(parse(problem.canonical), Choice(problem.id))
        assert told.text == problem.words
        assert str(canonical(read(told.given, told.question))) == problem.canonical


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not a sentence about a law"):
        read(["Ada has a game.", "Ada likes Ben."], "Must it be that x is y?")
    with pytest.raises(ValueError, match=r"expected|goes on"):
        read(["Ada has a game.", "For all x, blend(x, x is x."], "Must it be that x is y?")
    for text in ("mxy=myx", "mx=x |- x=y", "mxyz=x |- x=y", "mxy |- x=y", "qx=x |- x=y"):
        with pytest.raises(ValueError, match=r"claim|term|law"):
            parse(text)
    with pytest.raises(ValueError, match="no theory is called 'monster'"):
        Config(kinds=["monster"])
    with pytest.raises(ValueError, match="min_steps is 20"):
        Config(min_steps=20)


def test_more_steps_are_more_steps() -> None:
    def steps(config: Config) -> float:
        found = [p.difficulty["steps"] for p in domain.mine(config, 1, 0, 24).problems]
        return sum(found) / len(found)

    easy, hard = Config(kinds=["group"], true=1), Config(kinds=["group"], true=1, min_steps=8, max_steps=24)
    assert steps(hard) > steps(easy) + 2
