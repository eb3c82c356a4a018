"""Traces to write about: mined and proved for real; that Lean accepts them is tested elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from factory.domains import load_domain
from factory.records import Outcome, Status, Trace, Verdict, content_id

ACCEPTED = Verdict(
    status=Status.VERIFIED,
    reason="",
    axioms=[],
    statement_hash="",
    proof_hash="",
    type_hash="",
    toolchain="none",
)


def make_traces(count: int, seed: int, **settings: Any) -> list[Trace]:
    domain = load_domain("propositional")
    config = domain.config(**settings)
    problems = domain.mine(config, seed, 0, count).problems
    return [
        Trace(id=content_id("trace", problem.id, proof.id), problem=problem, proof=proof, verdict=ACCEPTED)
        for problem, proof in zip(problems, domain.prove(config, problems), strict=True)
        if proof.outcome is not Outcome.OPEN
    ]


@pytest.fixture(scope="session")
def traces() -> list[Trace]:
    """A few hundred traces of the default sizes, and some tiny ones with constants."""
    return make_traces(300, 11) + make_traces(
        120, 12, min_size=1, max_size=4, min_atoms=1, max_atoms=2, constants=0.4
    )


@pytest.fixture(scope="session")
def by_outcome(traces: list[Trace]) -> dict[Outcome, list[Trace]]:
    found = {
        outcome: [trace for trace in traces if trace.proof.outcome is outcome]
        for outcome in (Outcome.INTUITIONISTIC, Outcome.CLASSICAL, Outcome.REFUTED)
    }
    assert all(len(some) >= 20 for some in found.values())
    return found
