"""Verified proofs become lemma graphs, and lemma graphs become proofs again: Lean accepts every one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from recombination import combined, graph

from decompose.lean import Lean
from decompose.recombine import NotProved, recombine
from decompose.statement import statement
from decompose.store import LemmaStatus, LemmaStore
from decompose.trace import grow
from factory.domains import load_domain

CHAIN = """by
  intro f h0 hs
  have r0 : f 0 = 2 := h0
  have r1 : f 1 = 3 := by
    rw [hs 0, r0]
  have r2 : f 2 = 4 := by
    rw [hs 1, r1]
  have r3 : f 3 = 5 := by
    rw [hs 2, r2]
  have r4 : f 4 = 6 := by
    rw [hs 3, r3]
  exact ⟨4, r4⟩"""
CHAIN_STATEMENT = "∀ f : Nat → Nat, f 0 = 2 → (∀ n, f (n + 1) = f n + 1) → ∃ n, f n = 6"


@pytest.fixture
def store(tmp_path: Path) -> LemmaStore:
    with LemmaStore(tmp_path / "lemmas.sqlite") as store:
        yield store  # type: ignore[misc]


@pytest.mark.parametrize("name", ["propositional", "monadic", "routes"])
def test_proofs_of_every_shape_go_into_the_graph_and_back(store: LemmaStore, lean: Lean, name: str) -> None:
    domain = load_domain(name)
    problems = domain.mine(domain.config(), 7, 1, 12).problems
    proofs = [proof for proof in domain.prove(domain.config(), problems) if proof.tactic]
    grown = grow([(proof.problem_id, proof.statement, proof.tactic) for proof in proofs], store, lean)
    assert sum(growth.parts for growth in grown) > 0
    assert {lemma.status for lemma in store} == {LemmaStatus.PROVED}
    claims = [(proof.statement, recombine(store, g.root)) for proof, g in zip(proofs, grown, strict=True)]
    assert lean.verify(claims) == [""] * len(claims)


def test_a_chain_is_cut_where_nothing_goes_past(store: LemmaStore, lean: Lean) -> None:
    (growth,) = grow([("chain", CHAIN_STATEMENT, CHAIN)], store, lean)
    (reduction,) = store.reductions(growth.root)
    statements = [store.get(child).statement for child in reduction.children]
    # The first half needs the start, the second only what the first half gives.
    assert len(statements) == 2 and "a 0 = 2" in statements[0] and "a 0 = 2" not in statements[1]
    assert all(store.problems(child) == ["chain"] for child in reduction.children)
    assert lean.verify([(CHAIN_STATEMENT, recombine(store, growth.root))]) == [""]


def test_a_lemma_gets_only_the_hypotheses_that_its_proof_names(store: LemmaStore, lean: Lean) -> None:
    text = "∀ (p q r s : Prop), p → q → (r → s) → r → (q ∧ p) ∧ s"
    proof = "by\n  intro p q r s a b c d\n  constructor\n"
    proof += "  · constructor\n    · exact b\n    · exact a\n  · exact c d"
    (growth,) = grow([("it", text, proof)], store, lean)
    (reduction,) = store.reductions(growth.root)
    assert [store.get(child).statement for child in reduction.children] == ["∀ (p q : Prop), p → q → q ∧ p"]


def test_a_lemma_gets_more_where_its_proof_looks_around(store: LemmaStore, lean: Lean) -> None:
    text = "∀ (p q r : Prop), p → q → r → (q ∧ p) ∧ r"
    proof = "by\n  intro p q r a b c\n  constructor\n"
    proof += "  · constructor\n    · assumption\n    · exact a\n  · exact c"
    (growth,) = grow([("it", text, proof)], store, lean)
    assert growth.parts == 1
    assert lean.verify([(text, recombine(store, growth.root))]) == [""]


def test_the_same_part_of_two_proofs_is_one_lemma(store: LemmaStore, lean: Lean) -> None:
    part = "intro {0}\n    obtain ⟨a, b⟩ := {0}\n    exact ⟨b, a⟩"
    texts = [
        (
            "∀ (p q r : Prop), (p ∧ q → q ∧ p) ∧ (r → r)",
            f"by\n  intro p q r\n  constructor\n  · {part}\n  · exact id",
        ),
        (
            "∀ (a b : Prop), True ∧ (a ∧ b → b ∧ a)",
            f"by\n  intro x y\n  constructor\n  · trivial\n  · {part}",
        ),
    ]
    proofs = [(str(i), text, proof.format("h")) for i, (text, proof) in enumerate(texts)]
    grow(proofs, store, lean)
    found = store.find("∀ p q : Prop, p ∧ q → q ∧ p")
    assert found is not None and store.problems(found.id) == ["0", "1"] and len(store) == 3


def test_a_proof_that_lean_refuses_proves_nothing(store: LemmaStore, lean: Lean) -> None:
    (growth,) = grow([("it", "∀ p : Prop, p", "by\n  intro p\n  assumption")], store, lean)
    assert store.get(growth.root).status is LemmaStatus.OPEN and growth.parts == 0


def test_an_open_lemma_is_named_when_a_proof_needs_it(store: LemmaStore) -> None:
    root, child = store.add([statement("∀ p : Prop, p → p"), statement("True")])
    store.reduce(root, [child], "fun _ h => h")
    with pytest.raises(NotProved, match="is open"):
        recombine(store, root)


def test_random_graphs_are_put_together_without_fail(lean: Lean) -> None:
    rng = random.Random(5)
    claims = [combined(graph(rng, 25)) for _ in range(12)]
    assert lean.verify(claims) == [""] * len(claims)
