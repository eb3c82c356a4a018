"""Conjectures and countermodels: what is refuted is false in Lean, and nothing that is proved is ever
refuted.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from decompose.conjecture import Conjecture, conjectures, score, triage
from decompose.examine import Finding
from decompose.lean import Lean
from decompose.refute import refute
from decompose.statement import statement
from decompose.store import LemmaStatus, LemmaStore
from factory.domains import load_domain
from factory.records import Outcome

FALSE = {
    "∀ (p q : Prop), p → q": "p = True, q = False",
    "∀ (n m : Nat), n - m + m = n": "n = 0, m = 1",
    "∀ (x y : Int), x < y → x * x < y * y": "x = (-1), y = 0",
    "∀ (x : Int), x / 2 * 2 = x": "x = 1",
    "∀ (n : Nat), n % 2 = 0 → 4 ∣ n": "n = 2",
    "∀ (n : Nat), n ^ 2 = n → n = 0": "n = 1",
    "∀ (p : Prop) (n : Nat), p ∨ n > 3 → ¬p → n = 4": "p = False, n = 5",
    "∀ (n : Nat), n < 1000": "n = 1000",
    "∀ (n : Nat), n / 0 = n": "n = 1",
    "2 + 2 = 5": "",
}
NOT_REFUTED = [
    "∀ (n : Nat), 0 ≤ n - 5",
    "∀ (x : Int), 0 ≤ x % 3",
    "∀ (n m : Nat), n / 0 = 0 ∧ n % 0 = n ∧ (0 ∣ m → m = 0)",
    "∀ (n : Nat), ∃ m, m < n",  # false, but with a quantifier inside
    "∀ (P : Nat → Prop), P 0",  # false, but about a predicate
    "∀ (x : Int), (x : Int) = 2",  # an ascription
]


def test_a_countermodel_is_the_least_and_lean_confirms_it(lean: Lean) -> None:
    found = refute([statement(text) for text in FALSE], lean)
    assert [None if model is None else str(model) for model in found] == list(FALSE.values())


def test_true_statements_and_those_beyond_reach_are_left_alone(lean: Lean) -> None:
    assert refute([statement(text) for text in NOT_REFUTED], lean) == [None] * len(NOT_REFUTED)


def test_truth_tables_agree_on_mined_problems(lean: Lean) -> None:
    domain = load_domain("propositional")
    problems = domain.mine(domain.config(), 9, 1, 120).problems
    proofs = domain.prove(domain.config(), problems)
    for model, proof in zip(refute([statement(p.lean) for p in problems], lean), proofs, strict=True):
        assert (model is not None) == (proof.outcome is Outcome.REFUTED)


@pytest.mark.parametrize(
    ("texts", "how", "expected"),
    [
        (["∀ (p q : Prop), p ∧ q → q"], "converse", "∀ (p q : Prop), q → p ∧ q"),
        (["∀ (p q : Prop), p → q → p ∧ q"], "drop a hypothesis", "∀ (p q : Prop), q → p ∧ q"),
        (["∀ (p q : Prop), p ∧ q → q"], "contrapositive", "∀ (p q : Prop), ¬q → ¬(p ∧ q)"),
        (["∀ (p q : Prop), p ∧ q → q ∨ p"], "strengthen", "∀ (p q : Prop), q ∧ p → p ∧ q"),
        (["∀ (n : Nat), n < 5 → n + 5 < 10"], "generalise", "∀ (n m : Nat), n < m → n + m < 10"),
        (["∀ (n m : Nat), n ≤ n + m"], "specialise", "∀ (n : Nat), n ≤ n + n"),
        (["∀ (n m : Nat), n < m → n ≤ m"], "weaken", ""),
        (["∀ (p q : Prop), p ↔ q"], "direction", "∀ (p q : Prop), q → p"),
        (
            ["∀ (n m : Nat), n < m → n + 1 ≤ m", "∀ (n m k : Nat), n ≤ m → n + k ≤ m + k"],
            "compose",
            "∀ (n m k : Nat), n < k → n + 1 + m ≤ k + m",
        ),
    ],
)
def test_a_way_of_conjecturing(texts: list[str], how: str, expected: str) -> None:
    made = [
        item.statement.text for item in conjectures([statement(text) for text in texts]) if item.how == how
    ]
    assert (expected in made) if expected else not made


def test_triage_sorts_the_pool_and_keeps_what_it_finds(lean: Lean, tmp_path: Path) -> None:
    laws = ["∀ (p q : Prop), p ∧ q → q ∧ p", "∀ (n m k : Nat), n ≤ m → n + k ≤ m + k"]
    with LemmaStore(tmp_path / "lemmas.sqlite") as store:
        pool = conjectures([statement(text) for text in laws])
        first = triage(pool, store, lean)
        assert {item.finding for item in first} >= {Finding.REFUTED, Finding.TRIVIAL, Finding.OPEN}
        for item in first:
            lemma = store.get(item.conjecture.statement.id)
            if item.finding is Finding.REFUTED:
                assert lemma.status is LemmaStatus.REFUTED and lemma.reason == item.detail
            assert (item.finding is Finding.TRIVIAL) == (lemma.status is LemmaStatus.PROVED)
        again = triage(pool, store, lean)
        assert {item.finding for item in again} == {Finding.KNOWN}
        store.prove(store.add([statement(laws[0])])[0], "fun _ _ h => ⟨h.2, h.1⟩")
        given = Conjecture(statement("∀ (n m : Nat), n = 0 ∧ m = 1 → m = 1 ∧ n = 0"), "given", ())
        (served,) = triage([given], store, lean)
        assert served.finding is Finding.SERVED


def test_a_relevant_short_uncertain_lemma_scores_best() -> None:
    goal = statement("∀ (n m : Nat), n ≤ m → n + 1 ≤ m + 1")
    near, far = statement("∀ (n : Nat), n ≤ n + 1"), statement("∀ (p q : Prop), p ∧ q → q")
    assert score(near, goal, 0.5) > score(near, goal, 1.0) > score(far, goal, 0.5)
