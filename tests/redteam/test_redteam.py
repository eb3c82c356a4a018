"""Attacks on the verifier are refused and harm no neighbour; honest proofs in odd dress are accepted."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

from factory.lean import verifier as verifier_module
from factory.lean.claims import Claim
from factory.lean.screen import screen_proof, screen_statement
from factory.lean.verifier import Verifier
from factory.records import Status

# What a reason begins with, by the wall that gives it.
BEFORE_LEAN = ("screen:", "encoding:", "too-large:")
AFTER_LEAN = (
    "elaboration:",
    "timeout:",
    "memory:",
    "crash:",
    "output:",
    "axiom:",
    "extra-declaration:",
    "statement-mismatch:",
    "neighbour:",
)


def neighbour(index: int) -> Claim:
    proof = ("fun _ _ h => ⟨h.2, h.1⟩", "by\n  intro p q h\n  exact ⟨h.2, h.1⟩")[index % 2]
    return Claim(id=f"neighbour {index}", statement="∀ p q : Prop, p ∧ q → q ∧ p", proof=proof)


def test_the_corpus_is_large_enough_and_covers_its_classes(corpus: ModuleType) -> None:
    attacks, honest = corpus.load_cases("attacks"), corpus.load_cases("honest")
    names = [claim.id for case in attacks + honest for claim in case.claims]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert len(attacks) >= 200
    assert len(honest) >= 120
    assert len({case.kind for case in attacks}) == 9
    assert all(case.why and case.walls for case in attacks)


def test_every_attack_is_refused_and_harms_no_neighbour(corpus: ModuleType, strict: Verifier) -> None:
    cases = corpus.load_cases("attacks")
    claims: list[Claim] = []
    for index, case in enumerate(cases):
        claims += [neighbour(index), *case.claims]
    claims.append(neighbour(len(cases)))
    verdicts = dict(zip((claim.id for claim in claims), strict.verify(claims), strict=True))
    harmed = [
        name
        for name, verdict in verdicts.items()
        if name.startswith("neighbour") and verdict.status is not Status.VERIFIED
    ]
    assert harmed == []
    through = [case.claim.id for case in cases if verdicts[case.claim.id].status is Status.VERIFIED]
    assert through == []
    for case in cases:
        reason = verdicts[case.claim.id].reason
        expected = BEFORE_LEAN if "screen" in case.walls and case.accomplice is None else AFTER_LEAN
        if case.accomplice is None:
            assert reason.startswith(expected), (case.claim.id, reason)
        else:
            accomplice = verdicts[case.accomplice.id]
            assert accomplice.reason.startswith(BEFORE_LEAN), (case.accomplice.id, accomplice.reason)


def test_the_screen_refuses_what_it_should_and_nothing_else(corpus: ModuleType) -> None:
    for case in corpus.load_cases("attacks"):
        refused = any(
            screen_statement(claim.statement) or screen_proof(claim.proof) or screen_proof(claim.term or "x")
            for claim in case.claims
        )
        assert refused == ("screen" in case.walls), case.claim.id


def test_without_the_screen_lean_and_the_compiled_file_refuse(
    corpus: ModuleType, strict: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each attack in a batch of its own, for these texts may break their batch."""
    for name in ("screen_proof", "screen_statement"):
        monkeypatch.setattr(verifier_module, name, lambda text: None)
    cases = [case for case in corpus.load_cases("attacks") if "lean" in case.walls]
    with ThreadPoolExecutor(len(strict.pids)) as threads:
        verdicts = list(threads.map(lambda case: strict.verify(case.claims)[-1], cases))
    through = [
        case.claim.id
        for case, verdict in zip(cases, verdicts, strict=True)
        if verdict.status is Status.VERIFIED
    ]
    assert through == []


def test_nothing_was_written() -> None:
    assert not Path("/tmp/owned").exists()


def test_every_honest_proof_is_accepted(corpus: ModuleType, strict: Verifier) -> None:
    cases = corpus.load_cases("honest")
    verdicts = strict.verify([case.claim for case in cases])
    refused = {
        case.claim.id: verdict.reason
        for case, verdict in zip(cases, verdicts, strict=True)
        if verdict.status is not Status.VERIFIED
    }
    assert refused == {}


def test_a_batch_that_is_all_attacks_leaves_the_verifier_in_order(
    corpus: ModuleType, strict: Verifier
) -> None:
    claims = [claim for case in corpus.load_cases("attacks")[::10] for claim in case.claims]
    first, second = strict.verify(claims), strict.verify([*claims, neighbour(0)])
    assert [verdict.status for verdict in first] == [verdict.status for verdict in second[:-1]]
    assert second[-1].status is Status.VERIFIED
