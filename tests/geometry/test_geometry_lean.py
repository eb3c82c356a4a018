"""Lean accepts what `generators.geometry.lean` writes, and every rule of the engine as a theorem."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from factory.lean.claims import Claim
from factory.lean.toolchain import PROJECT, find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Outcome, Status
from generators.geometry.config import Config
from generators.geometry.facts import parse_fact
from generators.geometry.figure import examine
from generators.geometry.language import parse_problem
from generators.geometry.lean import LeanTheorem, lean_names, lean_theorem
from generators.geometry.lean_conditions import CONDITIONS, rule_conditions
from generators.geometry.mine import mine
from generators.geometry.prove import prove as prove_record
from search.geometry import IndexedFact
from search.geometry_engine import RULES, Deduction, Proof, Step

PROBLEMS = (
    "a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c",
    "a b c = triangle a b c; o = circle o a b c; d = on_circle d o a ? eqangle c a c b d a d b",
    "a b c = triangle a b c; d = midpoint d b c; e = midpoint e a c; f = midpoint f a b ? simtri a b c d e f",
    "a b c = triangle a b c; d = foot d a b c; e = foot e b a c ? cyclic e b d a",
    "a b = segment a b; c = s_angle a b c 60; d = on_pline d c a b ? aconst d c b c 1pi/3",
    "a b c = triangle12 a b c; d = midpoint d a c ? cong a b a d",
    # These three add up squares of distances.
    "o q a = triangle o q a; p = on_tline p a o q; t = on_dia t p o, on_circle t o a; u = on_dia u p q, "
    "on_circle u q a ? cong p t p u",
    "p q r s = rectangle p q r s; x = free x; a = free a; b = eqdistance b a x p; c = eqdistance c b x q; "
    "d = eqdistance d c x r, eqdistance d a x s ? perp a c b d",
    "a b = segment a b; c = on_bline c a b; e = midpoint e a c; d = mirror d c a ? rconst e d a e 3",
)


@pytest.fixture(scope="module")
def geometry_verifier() -> Iterator[Verifier]:
    with Verifier(find_toolchain("embedded", library=("Factory.Geometry",))) as verifier:
        yield verifier


def prove(text: str) -> tuple[Proof, tuple[str, ...], IndexedFact]:
    problem = parse_problem(text)
    indices = {point: i for i, point in enumerate(problem.points)}
    premises = [premise.fact.indexed(indices) for premise in problem.premises]
    goal = problem.goals[0].indexed(indices)
    proof = Deduction(examine(problem).pictures, premises, goal).proof(goal)
    assert proof is not None, text
    return proof, problem.points, goal


def claims(theorems: list[LeanTheorem]) -> list[Claim]:
    return [
        Claim(id=str(i), statement=theorem.statement, proof=theorem.tactics, term=theorem.term)
        for i, theorem in enumerate(theorems)
    ]


def test_proofs_are_accepted_in_both_forms(geometry_verifier: Verifier) -> None:
    theorems = [lean_theorem(*prove(text)) for text in PROBLEMS]
    verdicts = geometry_verifier.verify(claims(theorems))
    assert [verdict.reason for verdict in verdicts] == [""] * len(PROBLEMS)


def test_wrong_proofs_are_refused(geometry_verifier: Verifier) -> None:
    theorem = lean_theorem(*prove(PROBLEMS[0]))
    proof, names, _ = prove(PROBLEMS[2])
    number = max(i for i, step in enumerate(proof.steps) if step.certificates and step.certificates[0])
    step = proof.steps[number]
    first, *rest = step.certificates[0]
    wrong = (replace(first, coefficient=first.coefficient + 1), *rest)
    changed: Step = replace(step, certificates=(wrong, *step.certificates[1:]))
    steps = (*proof.steps[:number], changed, *proof.steps[number + 1 :])
    mutants = [
        replace(theorem, statement=theorem.statement.replace("  perp h b a c →\n", "  perp h b b c →\n")),
        replace(theorem, statement=theorem.statement.replace("perp a h b c", "perp a h a c")),
        lean_theorem(Proof(steps), names),
    ]
    assert all(v.status is Status.REJECTED for v in geometry_verifier.verify(claims(mutants)))


def test_proofs_of_mined_problems_are_replayed(geometry_verifier: Verifier) -> None:
    problems = mine(Config(figures=False), 3, 0, 40).problems
    proofs = [prove_record(problem) for problem in problems]
    replays = [Claim(id=p.problem_id, statement=p.statement, proof=p.term) for p in proofs]
    assert {verdict.reason for verdict in geometry_verifier.verify(replays)} == {""}
    # A number that proves one theorem proves no other.
    others = [
        Claim(id=first.problem_id, statement=first.statement, proof=second.term)
        for first, second in pairwise(proofs[:7])
    ]
    assert all(v.status is Status.REJECTED for v in geometry_verifier.verify(others))


def test_a_problem_that_lean_cannot_be_told_is_not_kept() -> None:
    # One figure of this unit has certificates with coefficients in the millions.
    problems = mine(Config(figures=False, mode="random"), 1, 847, 100).problems
    assert len(problems) == 100
    assert {prove_record(problem).outcome for problem in problems} == {Outcome.CLASSICAL}


def test_a_changed_digit_is_refused_or_proves_the_same(geometry_verifier: Verifier) -> None:
    theorem = lean_theorem(*prove(PROBLEMS[3]))
    found = re.search("0x[0-9a-f]+", theorem.term)
    assert found is not None
    number = int(found[0], 16)
    statements, digits = [], (number.bit_length() + 15) // 16
    for place in range(0, digits, 5):
        proof = theorem.term.replace(found[0], f"{number ^ (1 << 16 * place):#x}")
        claim = Claim(id=str(place), statement=theorem.statement, proof=proof)
        statements.append(claim)
    verdicts = geometry_verifier.verify(statements)
    # Facts between may be named otherwise and unused digits are free; most changes break a proof.
    assert sum(v.status is Status.REJECTED for v in verdicts) > len(verdicts) // 2


def test_every_rule_is_a_theorem(geometry_verifier: Verifier) -> None:
    assert set(CONDITIONS) == set(RULES)
    stated = []
    for name, rule in RULES.items():

        def said(fact: IndexedFact, variables: tuple[str, ...] = rule.variables) -> str:
            points = [variables[point] for point in fact.points]
            return " ≠ ".join(points) if fact.kind == "diff" else f"{fact.kind} {' '.join(points)}"

        parts = [said(fact) for fact in (*rule.premises, *rule_conditions(name), rule.conclusion)]
        statement = (
            f"∀ {{F : Type}} [OrderedField F] ({' '.join(rule.variables)} : Point F), {' → '.join(parts)}"
        )
        proof = f"by\n  intro F _ {' '.join(rule.variables)}\n  exact {name}"
        stated.append(Claim(id=name, statement=statement, proof=proof))
    assert {v.reason for v in geometry_verifier.verify(stated)} == {""}


def test_points_have_names_that_lean_can_read() -> None:
    assert lean_names(["a", "b1", "at", "h1", "F", "p_at"]) == ["a", "b1", "p_at", "p_h1", "p_F", "p_p_at"]


def test_a_cyclic_goal_may_have_its_points_in_any_order() -> None:
    proof, names, goal = prove(PROBLEMS[3])
    indices = {point: i for i, point in enumerate(names)}
    for order in ("b a d e", "e d b a", "d e a b"):
        wanted = parse_fact(f"cyclic {order}").indexed(indices)
        assert lean_theorem(proof, names, wanted).statement.endswith(f"cyclic {order}")
    assert goal.kind == "cyclic"


@pytest.mark.parametrize("script", ["generate.py", "rule_table.py"])
def test_what_is_generated_is_up_to_date(script: str) -> None:
    subprocess.run([sys.executable, str(Path(PROJECT) / "certificates" / script), "--check"], check=True)
