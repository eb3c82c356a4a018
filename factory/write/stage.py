"""The write stage: documents from verified traces, with statistics of how they begin.

It knows nothing of any domain's words; the domain writes, the stage refuses what was not verified and counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from factory.domains import Domain
from factory.records import Document, Outcome, Status, Trace
from factory.write.openings import OpeningStatistics


class UnverifiedTraceError(ValueError):
    """A trace was to be written about that no verifier accepted, or whose proof is empty."""


class Written(msgspec.Struct, frozen=True):
    """The documents of some traces, in the order of the traces, and their openings."""

    documents: list[Document]
    openings: OpeningStatistics


def write_traces(traces: Iterable[Trace], domain: Domain, config: Any) -> Written:
    """Write about each trace as `config`, the recipe's section for the domain, says.

    Raises UnverifiedTraceError for a trace that is not verified, was left open, or belongs to another domain.
    """
    documents: list[Document] = []
    openings = OpeningStatistics()
    for trace in traces:
        check_trace(trace, domain)
        for document in domain.write(config, trace):
            documents.append(document)
            openings.add(document.style, document.text)
    return Written(documents, openings)


def check_trace(trace: Trace, domain: Domain) -> None:
    """Raise UnverifiedTraceError when the trace may not be written about by the domain."""
    if trace.verdict.status is not Status.VERIFIED:
        raise UnverifiedTraceError(
            f"trace {trace.id} was {trace.verdict.status.value} ({trace.verdict.reason}); "
            "only verified traces are written about"
        )
    if trace.proof.outcome is Outcome.OPEN:
        raise UnverifiedTraceError(f"trace {trace.id} has no proof: {trace.proof.reason}")
    if trace.proof.problem_id != trace.problem.id:
        raise UnverifiedTraceError(f"trace {trace.id} joins a proof to another problem")
    if trace.problem.domain != domain.name:
        raise UnverifiedTraceError(
            f"trace {trace.id} belongs to domain {trace.problem.domain!r}, not {domain.name!r}"
        )
