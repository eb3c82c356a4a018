"""What is read out of a model's answer: the proof, the whole proof, and nothing where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.prove.answers import MAX_ANSWER, NoProof, read_proof
from factory.records import Status

SWAP = "∀ (p q : Prop), p ∧ q → q ∧ p"
TACTICS = "  intro p q h\n  exact ⟨h.2, h.1⟩"
FILE = f"theorem problem : {SWAP} := by\n{TACTICS}"

ANSWERS = {
    "a fence": f"Sure.\n```lean4\n{FILE}\n```\nThat is all.",
    "a fence of another name": f"```lean\n{FILE}\n```",
    "a header first": f"```lean4\nimport Mathlib\nopen Nat\n\n{FILE}\n```",
    "a documented theorem": f"```lean4\n/-- Swaps. -/\n{FILE}\n```",
    "reasoning": f"<think>Or\n```lean4\ntheorem x : p := by sorry\n```\nno.</think>\n```lean4\n{FILE}\n```",
    "reasoning that was not opened": f"first this\n```lean4\nbad\n```\n</think>\n```lean4\n{FILE}\n```",
    "a sketch, then the proof": f"```lean4\ntheorem a : p := by sorry\n```\nIn full:\n```lean4\n{FILE}\n```",
    "a fence that breaks off": f"```lean4\n{FILE}\n",
    "no fence": FILE,
    "a lemma of another name": f"```lean4\nlemma my_swap : {SWAP} := by\n{TACTICS}\n```",
    "an example": f"```lean4\nexample : {SWAP} := by\n{TACTICS}\n```",
    "binders": "```lean4\ntheorem problem (p q : Prop) (h : p ∧ q) : q ∧ p := by\n  exact ⟨h.2, h.1⟩\n```",
    "binders over lines": "```lean4\ntheorem a (p q : Prop)\n  (h : p ∧ q) :\n  q ∧ p :=\n ⟨h.2, h.1⟩\n```",
    "implicit binders": "```lean4\ntheorem problem {p q : Prop} (h : p ∧ q) : q ∧ p :=\n  ⟨h.2, h.1⟩\n```",
    "a term": "```lean4\nfun p q h => ⟨h.2, h.1⟩\n```",
    "a bare term": "fun p q h => ⟨h.2, h.1⟩",
    "a bare block": f"by\n{TACTICS}",
    "tactics alone": f"```tactics\n{TACTICS}\n```",
    "python beside it": f"```python\nprint(1)\n```\n```lean4\n{FILE}\n```",
}


def test_proofs_are_found_and_pass(verifier: Verifier) -> None:
    proofs = {name: read_proof(text) for name, text in ANSWERS.items()}
    claims = [Claim(id=name, statement=SWAP, proof=proof) for name, proof in proofs.items()]
    found = dict(zip(proofs, verifier.verify(claims), strict=True))
    assert {name: v.reason for name, v in found.items() if v.status is not Status.VERIFIED} == {}


def test_the_rest_of_an_open_proof(verifier: Verifier) -> None:
    proof = read_proof(f"{TACTICS}\n```\nDone.", "by\n")
    assert proof == f"by\n{TACTICS}"
    assert read_proof(" fun p q h => ⟨h.2, h.1⟩", "") == "fun p q h => ⟨h.2, h.1⟩"
    # A model that starts all over is read as one that was asked for all.
    assert read_proof(f"```lean4\n{FILE}\n```", "by\n") == f"by\n{TACTICS}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("```lean4\n```", "empty"),
        ("<think>I wonder", "breaks off in its reasoning"),
        (f"```lean4\ntheorem problem : {SWAP}\n```", "no `:=`"),
        (f"```lean4\ntheorem problem : {SWAP} :=\n```", "empty"),
        (f"```lean4\ntheorem a : True := trivial\n{FILE}\n```", "more than one"),
        (f"```lean4\naxiom a : False\n{FILE}\n```", "more than one"),
        ("```lean4\ntheorem problem : p := (by\n```", "cannot be read"),
        ("x" * (MAX_ANSWER + 1), "characters"),
    ],
)
def test_what_holds_no_proof_says_why(text: str, reason: str) -> None:
    with pytest.raises(NoProof, match=reason):
        read_proof(text)


@given(
    st.text(st.sampled_from("theoremlex :=by(){}`<think>/\n-\"'«»⟨⟩∀ ")), st.sampled_from([None, "", "by\n"])
)
def test_any_text_gives_a_proof_or_a_reason(text: str, opening: str | None) -> None:
    try:
        assert read_proof(text, opening).strip()
    except NoProof as error:
        assert str(error)
