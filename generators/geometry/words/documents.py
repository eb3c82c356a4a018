"""Documents from a verified trace: the styles are chosen by hash of the trace's id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from factory.records import Document, Outcome, Status, Trace, content_id
from generators.choice import Choice
from generators.geometry.words.page import Page
from generators.geometry.words.styles import STYLES


class Writing(Protocol):
    """What a recipe says about writing."""

    @property
    def documents(self) -> int:
        """How many documents a trace gets; as many different styles."""
        ...

    @property
    def styles(self) -> Sequence[str]:
        """The styles to choose among; empty: all."""
        ...


class UnverifiedTraceError(ValueError):
    """A trace that no verifier has accepted, or that proves nothing, cannot be written about."""


def write(trace: Trace, writing: Writing) -> list[Document]:
    """The documents of a verified trace, in different styles; a replay alone is not shown as a script.

    Raises UnverifiedTraceError when the trace is not verified or has no proof, LanguageError or
    DerivationError when the domain did not make it, UnknownRuleError for a rule that has no words.
    """
    if trace.verdict.status is not Status.VERIFIED:
        raise UnverifiedTraceError(
            f"trace {trace.id} is {trace.verdict.status.value}: {trace.verdict.reason}"
        )
    if trace.proof.outcome is Outcome.OPEN:
        raise UnverifiedTraceError(f"trace {trace.id} has no proof")
    script = trace.proof.tactic != "" and not trace.proof.tactic.startswith("by exact ")
    allowed = [name for name in writing.styles or STYLES if script or not STYLES[name].script]
    chosen = Choice(f"{trace.id}/styles").sample(allowed, writing.documents)
    return [_document(trace, style) for style in chosen]


def _document(trace: Trace, style: str) -> Document:
    how = STYLES[style]
    page = Page(trace.problem, trace.proof, f"{trace.id}/{style}", renamed=how.renames)
    text = how.write(page) + "\n"
    return Document(
        id=content_id("document", trace.id, style, text),
        trace_id=trace.id,
        domain=trace.problem.domain,
        style=style,
        text=text,
        licence=trace.problem.licence,
    )
