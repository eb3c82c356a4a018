"""Satisfiability: labels against z3, proofs against Lean, words read back, canonical forms by brute force."""

from __future__ import annotations

import os
import random
from itertools import permutations, product

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.sat.domain import Config, Sat, domain
from generators.sat.formula import Clause, Formula, canonical, parse
from generators.sat.prove import clause_text
from generators.sat.search import Move, search
from generators.sat.sources import parities, pigeonholes
from generators.sat.words import read

literal = st.integers(1, 3).flatmap(lambda v: st.sampled_from((v, -v)))
clause = st.lists(literal, min_size=1, max_size=3, unique_by=abs).map(tuple)
clauses = st.lists(clause, min_size=1, max_size=7).map(tuple)


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    config = Config(pigeonholes=0.1, parities=0.1)
    return domain.mine(config, 5, 0, 300).problems


def solver(formula: Formula) -> z3.Solver:
    variables = [z3.Bool(str(v)) for v in range(formula.variables + 1)]
    found = z3.Solver()
    for line in formula.clauses:
        found.add(z3.Or([variables[x] if x > 0 else z3.Not(variables[-x]) for x in line]))
    return found


def test_labels_are_those_of_z3() -> None:
    config = Config(pigeonholes=0.1, parities=0.1)
    answers = set()
    for problem in domain.mine(config, 6, 0, int(os.environ.get("LABELS", "300"))).problems:
        formula = parse(problem.canonical)
        run = search(formula)
        assert (run.model is not None) is (solver(formula).check() == z3.sat)
        assert problem.lean.startswith("¬" if run.model else "∀")
        answers.add(run.model is None)
    assert answers == {True, False}


def test_learnt_clauses_follow_by_unit_propagation(problems: list[Problem]) -> None:
    for problem in problems:
        run = search(parse(problem.canonical))
        for number, used in run.used.items():
            false = {-x for x in run.clauses[number]}
            for _ in range(100):
                open_ = [[x for x in run.clauses[n] if -x not in false] for n in used]
                if [] in open_:
                    break
                false |= {x for line in open_ if len(line) == 1 for x in line}
            else:
                pytest.fail(f"{run.clauses[number]} is not reverse unit propagation from {used}")


def test_a_formula_with_a_clause_less_is_refused(problems: list[Problem], shared_verifier: Verifier) -> None:
    """Of a minimal core nothing can be left out: the proofs use every clause."""
    claims = []
    cores = domain.mine(Config(satisfiable=0, distractors=0, pigeonholes=0, parities=0), 3, 0, 30).problems
    for problem in cores:
        formula = parse(problem.canonical)
        assert search(canonical(formula.clauses[1:])).model is not None
        proof = domain.prove(Config(), [problem])[0]
        first = clause_text(formula.clauses[0])
        weaker = proof.statement.replace(f"({first}) →" if " " in first else f"{first} →", "True →", 1)
        assert weaker != proof.statement
        claims.append(Claim(id=problem.id, statement=weaker, proof=proof.tactic))
    assert len(claims) > 10
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_questions_are_read_back(problems: list[Problem]) -> None:
    for problem in problems:
        told = Sat().tell(parse(problem.canonical), Choice(problem.id))
        assert told.text == problem.words
        assert str(canonical(read(told.given, told.question))) == problem.canonical


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not a condition"):
        read(["Ada likes Ben."], "Is there such a party?")
    with pytest.raises(ValueError, match="not a question"):
        read(["Ada comes."], "Who comes?")
    with pytest.raises(ValueError, match="is not a formula"):
        parse("1 3")


def brute_force(lines: tuple[Clause, ...]) -> tuple[tuple[int, ...], ...]:
    """The least formula among all renamings and changes of sign."""
    used = sorted({abs(x) for line in lines for x in line})
    forms = []
    for order in permutations(range(1, len(used) + 1)):
        for signs in product((1, -1), repeat=len(used)):
            new = {v: s * n for v, n, s in zip(used, order, signs, strict=True)}
            renamed = {tuple(sorted({new[abs(x)] * (1 if x > 0 else -1) for x in line})) for line in lines}
            forms.append(tuple(sorted(renamed)))
    return min(forms)


@settings(max_examples=150, deadline=None)
@given(clauses, clauses)
def test_canonical_forms_are_those_of_brute_force(
    first: tuple[Clause, ...], second: tuple[Clause, ...]
) -> None:
    assert (canonical(first) == canonical(second)) is (brute_force(first) == brute_force(second))
    assert brute_force(canonical(first).clauses) == brute_force(first)


@settings(max_examples=100, deadline=None)
@given(clauses, st.randoms(use_true_random=False))
def test_canonical_forms_forget_names_signs_and_order(
    lines: tuple[Clause, ...], chance: random.Random
) -> None:
    new = {v: chance.choice((1, -1)) * n for v, n in enumerate(chance.sample(range(1, 9), 3), 1)}
    other = [tuple(new[abs(x)] * (1 if x > 0 else -1) for x in line) for line in lines]
    chance.shuffle(other)
    assert canonical(tuple(other)) == canonical(lines)
    assert parse(str(canonical(lines))) == canonical(lines)


def test_symmetric_formulas_have_canonical_forms() -> None:
    """Every pigeon may sit everywhere: 34,560 symmetries besides those of one variable."""
    seats = {(p, h): 4 * p + h + 1 for p in range(5) for h in range(4)}
    lines = [tuple(seats[p, h] for h in range(4)) for p in range(5)]
    lines += [(-seats[p, h], -seats[q, h]) for h in range(4) for p in range(5) for q in range(p)]
    shuffled = [tuple(-(21 - abs(x)) * (1 if x > 0 else -1) for x in line) for line in reversed(lines)]
    assert canonical(tuple(lines)) == canonical(tuple(shuffled))


@pytest.mark.parametrize("seed", range(12))
def test_hard_families_are_what_they_say(seed: int) -> None:
    """Pigeons exceed holes, so there is no way; parities agree with all assignments tried."""
    assert search(canonical(tuple(pigeonholes(4, Choice(f"pigeons/{seed}"))))).model is None
    lines = parities(5, Choice(f"parities/{seed}"))
    edges = max(abs(x) for line in lines for x in line)
    models = [
        bits
        for bits in product((False, True), repeat=edges)
        if all(any(bits[abs(x) - 1] == (x > 0) for x in line) for line in lines)
    ]
    assert (search(canonical(tuple(lines))).model is not None) is bool(models)


def test_dead_ends_are_shown(problems: list[Problem]) -> None:
    proofs = domain.prove(Config(), problems)
    failed = 0
    for problem, proof in zip(problems, proofs, strict=True):
        run = search(parse(problem.canonical))
        conflicts = [step for step in proof.steps if step.rule == "conflict"]
        assert len(conflicts) == run.count(Move.CONFLICT)
        assert all(step.failed == (step.depth > 0) for step in conflicts)
        failed += any(step.failed for step in proof.steps)
        for step in proof.steps:
            assert all(number < step.index for number in step.premises)
    assert failed > len(problems) / 3


def test_decisions_are_what_the_configuration_says() -> None:
    found = domain.mine(Config(min_decisions=4, min_variables=6, max_variables=9), 1, 0, 20).problems
    assert len(found) > 5
    assert min(problem.difficulty["decisions"] for problem in found) >= 4
