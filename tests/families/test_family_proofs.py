"""Proofs of all families: Lean accepts every one, and steps cite what stands before them."""

from __future__ import annotations

from factory.domains import Domain, library_of
from factory.lean.asked import claims_of, judge
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Status


def test_lean_accepts_every_proof(family: Domain) -> None:
    config = family.config()
    proofs = family.prove(config, family.mine(config, 11, 0, 100).problems)
    assert len(proofs) >= 80
    claims = [claim for proof in proofs for claim in claims_of(proof)]
    with Verifier(find_toolchain(library=library_of([family.name]))) as verifier:
        verdicts = list(judge(proofs, verifier.verify(claims, trusted=True)))
    for proof, verdict in zip(proofs, verdicts, strict=True):
        assert verdict.status is Status.VERIFIED, (verdict.reason, proof.statement, proof.tactic)


def test_steps_cite_what_stands_before_them(family: Domain) -> None:
    config = family.config()
    for proof in family.prove(config, family.mine(config, 12, 0, 60).problems):
        assert [step.index for step in proof.steps] == list(range(len(proof.steps)))
        for step in proof.steps:
            assert len(set(step.premises)) == len(step.premises)
            assert all(0 <= cited < step.index for cited in step.premises)
