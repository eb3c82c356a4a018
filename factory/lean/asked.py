"""What a proof record asks of Lean, and one verdict on all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from factory.lean.claims import Claim
from factory.records import Proof, Status, Verdict, proof_hash


def claims_of(proof: Proof) -> list[Claim]:
    """The theorem, and that its hypotheses have a model where the record says so."""
    claims = [Claim(id=proof.id, statement=proof.statement, proof=proof.tactic, term=proof.term or None)]
    if proof.model:
        claims.append(Claim(id=proof.id, statement=proof.model, proof=proof.model_proof))
    return claims


def judge(proofs: Sequence[Proof], verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """One verdict a proof, from those on its claims in order: the theorem's, unless the model is refused."""
    given = iter(verdicts)
    for proof in proofs:
        verdict = next(given)
        if proof.model:
            verdict = _with_model(proof, verdict, next(given))
        yield verdict


def _with_model(proof: Proof, theorem: Verdict, model: Verdict) -> Verdict:
    whole = msgspec.structs.replace(theorem, proof_hash=proof_hash(proof))
    if theorem.status is not Status.VERIFIED:
        return whole
    if model.status is not Status.VERIFIED:
        return msgspec.structs.replace(
            whole, status=model.status, reason=f"model: {model.reason}", axioms=[], type_hash=""
        )
    return msgspec.structs.replace(whole, axioms=sorted({*theorem.axioms, *model.axioms}))
