"""Budgets, bad input, hostile sizes, and that results are reproducible."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from factory.records import Outcome, Problem, Proof, content_id
from search import _prove
from search.propositional import Budget, prove

Solve = Callable[..., list[Proof]]


def raw(statement: str, hypotheses: int = 0) -> bytes:
    return _prove.prove([(statement, hypotheses)], nodes=20_000, shorten=400, dead_ends=2)


def test_the_record(problem: Callable[[str], Problem]) -> None:
    asked = problem("&ab:&ba")
    proof = prove([asked])[0]
    assert proof.problem_id == asked.id
    assert proof.statement == asked.lean == "∀ (p q : Prop), p ∧ q → q ∧ p"
    assert proof.id == content_id("proof", proof.statement, proof.tactic, proof.term)
    assert proof.tactic == "by\n  intro p q h1\n  obtain ⟨hp, hq⟩ := h1\n  exact ⟨hq, hp⟩"
    assert proof.term == "fun p q h1 => ⟨h1.2, h1.1⟩"
    assert proof.search["cost"] == 3


def test_a_refutation_negates_the_statement(solve: Solve) -> None:
    assert solve([">ab:>ba"])[0].statement == "¬ ∀ (p q : Prop), (p → q) → q → p"
    assert solve(["T:F"])[0].statement == "¬ (True → False)"


def test_no_problems() -> None:
    assert prove([]) == []


def test_same_input_same_output(solve: Solve, random_sequents: Callable[..., list[str]]) -> None:
    sequents = random_sequents(31, 300)
    together = solve(sequents)
    assert together == solve(sequents)
    assert together == [solve([text])[0] for text in sequents]


def test_a_small_budget_leaves_problems_open(solve: Solve) -> None:
    proof = solve([">=ab&a&bc,>=bc&a&bc,>=ca&a&bc:&a&bc"], Budget(nodes=3))[0]
    assert proof.outcome is Outcome.OPEN
    assert "nodes" in proof.reason
    assert (proof.tactic, proof.term, proof.steps) == ("", "", [])


def test_shorter_proofs_cost_less(solve: Solve, random_sequents: Callable[..., list[str]]) -> None:
    sequents = random_sequents(32, 1_000)
    costs = [
        [proof.search["cost"] for proof in solve(sequents, Budget(shorten=shorten))] for shorten in (0, 5_000)
    ]
    assert all(long >= short for long, short in zip(*costs, strict=True))
    assert sum(costs[1]) < 0.95 * sum(costs[0])


@pytest.mark.parametrize(
    ("statement", "hypotheses", "what"),
    [
        ("", 0, "expected a formula"),
        ("∀ (p : Prop), p ∧", 0, "expected a formula"),
        ("∀ (p : Prop), q", 0, "`q` is not one of the statement's atoms"),
        ("∀ (p : Type), p", 0, "expected `Prop`"),
        ("∀ (p : Prop), p p", 0, "expected a connective"),
        ("∀ (p : Prop), p ↔ p ↔ p", 0, "expected a connective"),
        ("∀ (p : Prop), (p", 0, "expected `)`"),
        ("∀ (p : Prop), p → p", 2, "fewer hypotheses"),
        ("∀ (p : Prop), " + "(" * 5_000 + "p" + ")" * 5_000, 0, "deep"),
        ("∀ (p : Prop), " + "¬" * 5_000 + "p", 0, "deep"),
        ("∀ (p : Prop), " + "p → " * 5_000 + "p", 0, "deep"),
        ("p" * 70_000, 0, "65536"),
        (f"∀ ({' '.join(f'x{i}' for i in range(27))} : Prop), x0", 0, "26 atoms"),
    ],
)
def test_unreadable_statements(statement: str, hypotheses: int, what: str) -> None:
    with pytest.raises(ValueError, match=r"statement 0: .*" + what.replace("(", r"\(").replace(")", r"\)")):
        raw(statement, hypotheses)


@pytest.mark.parametrize(
    "statement",
    [
        "∀ (p : Prop), " + "¬" * 120 + "p",
        "∀ (p q : Prop), " + "(p → q) → " * 100 + "q",
        "∀ (p q : Prop), " + " ∧ ".join(["(p ∨ q)"] * 100),
        "∀ (p q : Prop), " + " ↔ ".join(["(" * 90 + "p"]) + " ↔ q)" * 90,
        "∀ (p q r : Prop), "
        + " → ".join(["((p → q) → r)", "((q → r) → p)", "((r → p) → q)"] * 30)
        + " → p ∧ q",
    ],
)
def test_deep_statements_end_in_time(statement: str) -> None:
    assert raw(statement).startswith(b'[{"outcome":')


def test_many_atoms() -> None:
    names = [f"x{i}" for i in range(20)]
    answer = raw(f"∀ ({' '.join(names)} : Prop), {' ∨ '.join(names)} → {' ∨ '.join(reversed(names))}", 1)
    assert b'"outcome":"intuitionistic"' in answer


def test_names_do_not_clash() -> None:
    answer = raw("∀ (h h1 hh h2 : Prop), h ∧ h1 → (hh ∨ h2) → (hh → h2) → h2 ∧ h")
    binders = answer.decode().split('"term":"fun ')[1].split(" =>")[0].split()
    assert len(binders) == len(set(binders))


def test_threads_prove_at_the_same_time(solve: Solve, random_sequents: Callable[..., list[str]]) -> None:
    sequents = random_sequents(33, 200)
    expected = solve(sequents)
    found: list[list[Proof]] = []
    threads = [threading.Thread(target=lambda: found.append(solve(sequents))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4
