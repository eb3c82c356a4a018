"""The write stage refuses what no verifier accepted."""

from __future__ import annotations

import msgspec
import pytest

from factory.domains import load_domain
from factory.records import Outcome, Status, Trace, Verdict, content_id
from factory.write.stage import UnverifiedTraceError, write_traces

DOMAIN = load_domain("propositional")
CONFIG = DOMAIN.config()


@pytest.fixture(scope="module")
def trace() -> Trace:
    problem = DOMAIN.mine(CONFIG, 1, 0, 1).problems[0]
    (proof,) = DOMAIN.prove(CONFIG, [problem])
    verdict = Verdict(
        status=Status.VERIFIED,
        reason="",
        axioms=[],
        statement_hash="",
        proof_hash="",
        type_hash="",
        toolchain="none",
    )
    return Trace(id=content_id("trace", problem.id, proof.id), problem=problem, proof=proof, verdict=verdict)


def test_documents_and_their_openings_come_together(trace: Trace) -> None:
    written = write_traces([trace], DOMAIN, CONFIG)
    assert [document.trace_id for document in written.documents] == [trace.id]
    assert written.openings.report().documents == len(written.documents)


def test_rejected_open_and_foreign_traces_are_refused(trace: Trace) -> None:
    replace = msgspec.structs.replace
    rejected = replace(trace, verdict=replace(trace.verdict, status=Status.REJECTED, reason="type: differs"))
    given_up = replace(trace, proof=replace(trace.proof, outcome=Outcome.OPEN, reason="nodes"))
    mixed = replace(trace, proof=replace(trace.proof, problem_id="0" * 32))
    foreign = replace(trace, problem=replace(trace.problem, domain="geometry"))
    for bad, message in (
        (rejected, "type: differs"),
        (given_up, "nodes"),
        (mixed, "another"),
        (foreign, "geometry"),
    ):
        with pytest.raises(UnverifiedTraceError, match=message):
            write_traces([bad], DOMAIN, CONFIG)
