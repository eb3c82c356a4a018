"""Conjectures and countermodels: what is refuted is false in Lean, and nothing that is proved is ever
refuted.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from decompose.conjecture import Conjecture, conjectures, scores, triage
from decompose.examine import Finding
from decompose.lean import Lean
from decompose.refute import countermodel, refute
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


def _number(rng: random.Random, kind: str, depth: int) -> str:
    if depth == 0 or rng.random() < 0.2:
        return rng.choice(["a", "b", "c", "0", "1", "2", "5"])
    operation = rng.choice(["+", "-", "*", "/", "%", "^", "-"])
    left = _number(rng, kind, depth - 1)
    if operation == "^":
        return f"({left}) ^ {rng.randint(0, 3)}"
    if kind == "Int" and rng.random() < 0.2:
        return f"-({left})"
    return f"({left}) {operation} ({_number(rng, kind, depth - 1)})"


@pytest.mark.parametrize("kind", ["Nat", "Int"])
@pytest.mark.parametrize("more", ["", " d e f g"])  # too many variables for a table: z3 is asked
def test_lean_agrees_with_what_the_operations_mean(lean: Lean, kind: str, more: str) -> None:
    rng = random.Random(f"{kind}{more}")
    texts = []
    for _ in range(40):
        left, right = _number(rng, kind, 2), _number(rng, kind, 2)
        relation = rng.choice(["=", "≠", "<", "≤", ">", "≥", "∣"])
        rest = "".join(f" → {name} ≤ 2" for name in more.split())
        texts.append(f"∀ (a b c{more} : {kind}), {left} {relation} {right}{rest}")
    items = [statement(text) for text in texts]
    found = [countermodel(item) for item in items]
    assert refute(items, lean) == found and sum(model is not None for model in found) > 10


def test_a_table_is_left_for_z3_where_numbers_are_large(lean: Lean) -> None:
    items = [
        statement("∀ (n : Nat), n ^ 8 * n ^ 8 * n ^ 8 < 9999999999"),
        statement("∀ (x : Int), x ≠ 7000000000 - x"),
    ]
    first, second = refute(items, lean)
    assert str(first) == "n = 3" and second is None  # beyond the largest bound


@pytest.mark.parametrize(
    ("texts", "how", "expected"),
    [
        (["∀ (p q : Prop), p ∧ q → q"], "converse", "∀ (p q : Prop), p → q ∧ p"),
        (["∀ (p q : Prop), p → q → p ∧ q"], "drop a hypothesis", "∀ (p q : Prop), p → q ∧ p"),
        (["∀ (p q : Prop), p ∧ q → q"], "contrapositive", "∀ (p q : Prop), ¬p → ¬(q ∧ p)"),
        (["∀ (p q : Prop), p ∧ q → q ∨ p"], "strengthen", "∀ (p q : Prop), p ∧ q → q ∧ p"),
        (["∀ (n : Nat), n < 5 → n + 5 < 10"], "generalise", "∀ (n m : Nat), n < m → n + m < 10"),
        (["∀ (n m : Nat), n ≤ n + m"], "specialise", "∀ (n : Nat), n ≤ n + n"),
        (["∀ (n m : Nat), n < m → n ≤ m"], "weaken", ""),
        (["∀ (p q : Prop), p ↔ q"], "direction", "∀ (p q : Prop), p → q"),
        (
            ["∀ (n m : Nat), n < m → n + 1 ≤ m", "∀ (n m k : Nat), n ≤ m → n + k ≤ m + k"],
            "compose",
            "∀ (n m k : Nat), n < m → n + 1 + k ≤ m + k",
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
        again = triage([*pool, *pool[:3]], store, lean)
        assert {item.finding for item in again} == {Finding.KNOWN}
        store.prove(store.add([statement(laws[0])])[0], "fun _ _ h => ⟨h.2, h.1⟩")
        given = Conjecture(statement("∀ (n m : Nat), n = 0 ∧ m = 1 → m = 1 ∧ n = 0"), "given", ())
        (served,) = triage([given], store, lean)
        assert served.finding is Finding.SERVED


def test_a_relevant_short_uncertain_lemma_scores_best() -> None:
    goal = statement("∀ (n m : Nat), n ≤ m → n + 1 ≤ m + 1")
    near, far = statement("∀ (n : Nat), n ≤ n + 1"), statement("∀ (p q : Prop), p ∧ q → q")
    uncertain, certain, distant = scores([near, near, far], [goal], [0.5, 1.0, 0.5])
    assert uncertain > certain > distant
