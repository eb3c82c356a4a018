"""A proof record is verified when Lean accepts its theorem, and its model where it has one."""

from __future__ import annotations

import msgspec
import pytest

from factory.lean.asked import claims_of, judge
from factory.lean.verifier import Verifier
from factory.records import Outcome, Proof, Status, proof_hash, text_hash

THEOREM = Proof(
    id="1",
    problem_id="1",
    outcome=Outcome.INTUITIONISTIC,
    statement="∀ (n : Nat), n = 3 → n + 1 = 4",
    tactic="by\n  intro n h\n  rw [h]",
    term="fun n h => congrArg (· + 1) h",
    steps=[],
    prover="by hand",
)
WITH_MODEL = msgspec.structs.replace(THEOREM, model="∃ n : Nat, n = 3", model_proof="⟨3, rfl⟩")
NO_MODEL = msgspec.structs.replace(WITH_MODEL, model_proof="⟨4, rfl⟩")
NO_PROOF = msgspec.structs.replace(WITH_MODEL, tactic="by\n  intro n h\n  rfl")


@pytest.mark.parametrize("trusted", [True, False])
def test_a_model_is_checked_with_its_theorem(verifier: Verifier, trusted: bool) -> None:
    proofs = [THEOREM, WITH_MODEL, NO_MODEL, NO_PROOF, THEOREM]
    claims = [claim for proof in proofs for claim in claims_of(proof)]
    plain, model, without, unproved, last = judge(proofs, verifier.verify(claims, trusted=trusted))
    assert plain.status is model.status is last.status is Status.VERIFIED
    assert model.type_hash == plain.type_hash
    assert without.status is Status.REJECTED and without.reason.startswith("model: elaboration")
    assert unproved.status is Status.REJECTED and unproved.reason.startswith("elaboration")


@pytest.mark.parametrize("trusted", [True, False])
def test_one_text_is_a_proof(verifier: Verifier, trusted: bool) -> None:
    script, term = (msgspec.structs.replace(THEOREM, **{gone: ""}) for gone in ("term", "tactic"))
    neither = msgspec.structs.replace(script, tactic="")
    proofs = [THEOREM, script, term, neither]
    claims = [claim for proof in proofs for claim in claims_of(proof)]
    verdicts = list(judge(proofs, verifier.verify(claims, trusted=trusted)))
    assert [verdict.status for verdict in verdicts] == [Status.VERIFIED] * 3 + [Status.REJECTED]
    assert [verdict.proof_hash for verdict in verdicts] == [proof_hash(proof) for proof in proofs]
    assert len({verdict.proof_hash for verdict in verdicts}) == 4


def test_the_hash_of_a_proof_covers_its_model(verifier: Verifier) -> None:
    assert proof_hash(THEOREM) == text_hash(THEOREM.tactic, THEOREM.term)
    assert len({proof_hash(THEOREM), proof_hash(WITH_MODEL), proof_hash(NO_MODEL)}) == 3
    (verdict,) = judge([WITH_MODEL], verifier.verify(claims_of(WITH_MODEL), trusted=True))
    assert verdict.proof_hash == proof_hash(WITH_MODEL)
