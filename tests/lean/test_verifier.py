"""What the verifier says of honest, wrong, unfinished and malformed claims, on a real Lean."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim, Limits
from factory.lean.toolchain import Toolchain
from factory.lean.verifier import Verifier
from factory.records import Status, text_hash

SWAP = "∀ (p q : Prop), p ∧ q → q ∧ p"
HONEST = {
    "term": Claim(id="term", statement=SWAP, proof="fun _ _ h => ⟨h.2, h.1⟩"),
    "tactics": Claim(id="tactics", statement=SWAP, proof="by\n  intro p q h\n  exact And.intro h.2 h.1"),
    "one line": Claim(id="one line", statement=SWAP, proof="by intro p q h; exact ⟨h.2, h.1⟩"),
    "hanging block": Claim(id="hanging block", statement=SWAP, proof="by intro p q h\n   exact ⟨h.2, h.1⟩"),
    "match": Claim(
        id="match",
        statement="∀ (p q : Prop), p ∨ q → q ∨ p",
        proof="fun p q h => match h with\n  | .inl a => .inr a\n  | .inr b => .inl b",
    ),
    "cases": Claim(
        id="cases",
        statement="∀ (p q : Prop), p ∨ q → q ∨ p",
        proof="by\n  intro p q h\n  cases h with\n  | inl a => exact Or.inr a\n  | inr b => exact Or.inl b",
    ),
    "bullets": Claim(
        id="bullets",
        statement="∀ (p q : Prop), p ∨ q → q ∨ p",
        proof="by\n  intro p q h\n  rcases h with a | b\n  · right\n    exact a\n  · left\n    exact b",
    ),
    "comment": Claim(
        id="comment", statement=SWAP, proof="by -- swap\n  intro p q h /- and -/\n  exact ⟨h.2, h.1⟩"
    ),
    "long statement": Claim(
        id="long statement", statement="∀ (p q : Prop),\n    p →\n    q →\n    p", proof="fun _ _ h _ => h"
    ),
    "refuted": Claim(
        id="refuted",
        statement="¬ ∀ (p q : Prop), p ∨ q → p",
        proof="by\n  intro h\n  exact h False True (Or.inr True.intro)",
    ),
    "two proofs": Claim(
        id="two proofs",
        statement=SWAP,
        proof="by\n  intro p q h\n  exact ⟨h.2, h.1⟩",
        term="fun _ _ h => And.intro h.2 h.1",
    ),
}
CLASSICAL = Claim(id="classical", statement="∀ p : Prop, p ∨ ¬p", proof="fun p => Classical.em p")
WRONG = {
    "other type": (Claim(id="w", statement=SWAP, proof="fun _ _ h => h"), "elaboration: Type mismatch"),
    "false": (Claim(id="w", statement="∀ p : Prop, p", proof="by\n  intro p\n  assumption"), "elaboration: "),
    "open goal": (
        Claim(id="w", statement=SWAP, proof="by\n  intro p q h\n  constructor"),
        "elaboration: unsolved",
    ),
    "breaks off": (Claim(id="w", statement=SWAP, proof="fun p q h =>"), "elaboration: unexpected token"),
    "statement breaks off": (
        Claim(id="w", statement="∀ p : Prop, p →", proof="fun _ h => h"),
        "elaboration: ",
    ),
    "unknown name": (Claim(id="w", statement=SWAP, proof="no_such_lemma"), "elaboration: "),
    "no proposition": (Claim(id="w", statement="Nat", proof="Nat.zero"), ""),
    "wrong term": (
        Claim(id="w", statement=SWAP, proof="fun _ _ h => ⟨h.2, h.1⟩", term="fun _ _ h => h"),
        "elaboration: Type mismatch",
    ),
    "wrong tactics": (
        Claim(id="w", statement=SWAP, proof="by\n  intro p q h\n  exact h", term="fun _ _ h => ⟨h.2, h.1⟩"),
        "elaboration: Type mismatch",
    ),
    "empty": (Claim(id="w", statement=SWAP, proof=""), ""),
    "surrogate": (Claim(id="w", statement=SWAP, proof="by \ud800"), "encoding: "),
    "null": (Claim(id="w", statement=SWAP, proof="by\0"), "encoding: "),
    "ten megabytes": (Claim(id="w", statement=SWAP, proof="a" * 10_000_000), "too-large: "),
    "ten megabytes stated": (Claim(id="w", statement="a" * 10_000_000, proof="by trivial"), "too-large: "),
}


@pytest.mark.parametrize("trusted", [True, False])
def test_honest_proofs_are_verified(verifier: Verifier, trusted: bool) -> None:
    verdicts = verifier.verify(list(HONEST.values()), trusted=trusted)
    assert {name: verdict.reason for name, verdict in zip(HONEST, verdicts, strict=True)} == dict.fromkeys(
        HONEST, ""
    )
    for claim, verdict in zip(HONEST.values(), verdicts, strict=True):
        assert verdict.status is Status.VERIFIED
        assert verdict.axioms == [] and len(verdict.type_hash) == 64
        assert verdict.toolchain == verifier.toolchain.id
        assert verdict.statement_hash == text_hash(claim.statement)
        assert verdict.proof_hash == text_hash(claim.proof, claim.term or "")
        assert verdict.ms is not None and verdict.ms > 0


@pytest.mark.parametrize("trusted", [True, False])
def test_wrong_proofs_are_rejected_with_a_reason(verifier: Verifier, trusted: bool) -> None:
    verdicts = verifier.verify([claim for claim, _ in WRONG.values()], trusted=trusted)
    for (name, (_, reason)), verdict in zip(WRONG.items(), verdicts, strict=True):
        assert verdict.status is Status.REJECTED, name
        assert verdict.reason.startswith(reason) and verdict.reason, (name, verdict.reason)
        assert verdict.type_hash == "" and verdict.axioms == []


def test_the_type_hash_depends_on_the_statement_and_on_nothing_else(verifier: Verifier) -> None:
    swaps = [claim for claim in HONEST.values() if claim.statement == SWAP]
    renamed = Claim(id="r", statement="∀ (a b : Prop), And a b → b ∧ a", proof="fun _ _ h => ⟨h.2, h.1⟩")
    weaker = Claim(id="o", statement="∀ (p q : Prop), p ∧ q → q ∧ q", proof="fun _ _ h => ⟨h.2, h.2⟩")
    same = {verdict.type_hash for verdict in verifier.verify([*swaps, renamed])}
    same |= {verdict.type_hash for verdict in verifier.verify(swaps, trusted=True)}
    assert len(same) == 1
    assert verifier.verify([weaker])[0].type_hash not in same


def test_a_numeral_in_an_exponent_is_a_natural_number(verifier: Verifier) -> None:
    statements = ("x ^ 2 = n * x", "x ^ (2 : Nat) = n * x", "x ^ 2 = (n : Int) * x")
    texts = [f"∀ (x : Int) (n : Nat), {statement} → True" for statement in statements]
    verdicts = verifier.verify([Claim(id="p", statement=text, proof="fun _ _ _ => .intro") for text in texts])
    assert len({verdict.type_hash for verdict in verdicts}) == 1
    assert all(verdict.status is Status.VERIFIED for verdict in verdicts)


def test_axioms_are_named_and_only_allowed_ones_pass(toolchain: Toolchain, verifier: Verifier) -> None:
    (verdict,) = verifier.verify([CLASSICAL])
    assert verdict.status is Status.VERIFIED and "Classical.choice" in verdict.axioms
    assert verdict.axioms == sorted(verdict.axioms)
    with Verifier(toolchain, axioms=frozenset()) as strict:
        refused, fine = strict.verify([CLASSICAL, HONEST["term"]])
    assert refused.status is Status.REJECTED
    assert refused.reason.startswith("axiom: ") and "Classical.choice" in refused.reason
    assert fine.status is Status.VERIFIED


@pytest.mark.parametrize("proof", ["sorry", "by\n  intro p\n  sorry", "fun _ => sorryAx _ false"])
def test_unfinished_proofs_are_rejected_even_when_trusted(verifier: Verifier, proof: str) -> None:
    claims = [Claim(id="s", statement="∀ p : Prop, p", proof=proof), HONEST["term"]]
    for trusted in (True, False):
        unfinished, fine = verifier.verify(claims, trusted=trusted)
        assert unfinished.status is Status.REJECTED
        # The embedded core has no tactic `sorry`, so there the text is no proof at all.
        assert unfinished.reason.startswith(("axiom: sorryAx", "screen: `sorry", "elaboration: unsolved"))
        assert fine.status is Status.VERIFIED


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(st.sampled_from([*HONEST, *WRONG]), max_size=30),
    trusted=st.booleans(),
    batch_claims=st.integers(1, 12),
)
def test_each_claim_has_its_own_verdict_whatever_its_neighbours(
    toolchain: Toolchain, names: list[str], trusted: bool, batch_claims: int
) -> None:
    claims = [HONEST[name] if name in HONEST else WRONG[name][0] for name in names]
    with Verifier(toolchain, workers=2, limits=Limits(batch_claims=batch_claims)) as verifier:
        verdicts = verifier.verify(claims, trusted=trusted)
    assert [verdict.status is Status.VERIFIED for verdict in verdicts] == [name in HONEST for name in names]


def test_no_claims_no_verdicts(verifier: Verifier) -> None:
    assert verifier.verify([]) == []
