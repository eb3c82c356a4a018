"""What a proof record asks of Lean, and one verdict on all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from factory.lean.claims import Claim
from factory.records import Proof, Status, Verdict, proof_hash


def claims_of(proof: Proof) -> list[Claim]:
    """The theorem, and that its hypotheses have a model where the record says so."""
    first, *second = [text for text in (proof.tactic, proof.term) if text] or [""]
    term = second[0] if second else None
    claims = [Claim(id=proof.id, statement=proof.statement, proof=first, term=term)]
    if proof.model:
        claims.append(Claim(id=proof.id, statement=proof.model, proof=proof.model_proof))
    return claims


def judge(proofs: Sequence[Proof], verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """One verdict a proof, from those on its claims in order: the theorem's, unless the model is refused."""
    given = iter(verdicts)
    for proof in proofs:
        verdict = msgspec.structs.replace(next(given), proof_hash=proof_hash(proof))
        if proof.model:
            verdict = _with_model(verdict, next(given))
        yield verdict


def _with_model(theorem: Verdict, model: Verdict) -> Verdict:
    if theorem.status is not Status.VERIFIED:
        return theorem
    if model.status is not Status.VERIFIED:
        return msgspec.structs.replace(
            theorem, status=model.status, reason=f"model: {model.reason}", axioms=[], type_hash=""
        )
    return msgspec.structs.replace(theorem, axioms=sorted({*theorem.axioms, *model.axioms}))
