"""Documents from a verified trace of any family: the styles that all families share.

A document adds no reasoning: its lines are the steps of the trace, its Lean texts are copied. Which styles a
trace gets, and which phrases, is chosen by hash of its id.
"""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from factory.records import Document, Outcome, Status, Trace, content_id
from generators.choice import Choice
from generators.documents.page import Page
from generators.documents.styles import STYLES

STYLE_NAMES: Final = tuple(STYLES)


class Writing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section on what is written from a trace."""

    documents: Annotated[int, Meta(ge=0, le=64)] = 1  # texts of each trace, in different styles
    styles: list[str] = []  # the styles to choose among; empty: all

    def __post_init__(self) -> None:
        for name in self.styles:
            if name not in STYLES:
                raise ValueError(f"no style is called {name!r}; there are {', '.join(STYLES)}")


class UnverifiedTraceError(ValueError):
    """A trace that no verifier has accepted, or that proves nothing, cannot be written about."""


def write(
    trace: Trace, given: tuple[str, ...], question: str, answer: str, writing: Writing
) -> list[Document]:
    """The documents of a trace whose question and answer in words are given, each in another style.

    Raises UnverifiedTraceError when the trace is not verified, its outcome is `open`, or its proof is not of
    the proposition that answers the question.
    """
    if trace.verdict.status is not Status.VERIFIED:
        raise UnverifiedTraceError(
            f"trace {trace.id} is {trace.verdict.status.value}: {trace.verdict.reason}"
        )
    if trace.proof.outcome is Outcome.OPEN:
        raise UnverifiedTraceError(f"trace {trace.id} has no proof")
    if trace.proof.statement != trace.problem.lean:
        raise UnverifiedTraceError(f"trace {trace.id} proves another proposition than its problem's")
    fitting = [name for name in (writing.styles or STYLES) if STYLES[name].fits(trace.proof)]
    written = []
    for style in Choice(f"{trace.id}/styles").sample(fitting, writing.documents):
        page = Page(trace, given, question, answer, Choice(f"{trace.id}/{style}"))
        text = STYLES[style].write(page).strip() + "\n"
        written.append(
            Document(
                id=content_id("document", trace.id, style, text),
                trace_id=trace.id,
                domain=trace.problem.domain,
                style=style,
                text=text,
                licence=trace.problem.licence,
            )
        )
    return written
