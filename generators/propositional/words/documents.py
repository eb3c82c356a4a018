"""Documents from a verified trace: which styles, which vocabulary, all chosen by hash of the trace's id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from factory.records import Document, Outcome, Status, Trace, content_id
from generators.choice import Choice
from generators.propositional.words.lexicon import ENGLISH, LETTERS, NONSENSE, VOCABULARIES
from generators.propositional.words.page import Page, Reading
from generators.propositional.words.styles import STYLES

# The most connectives that each vocabulary is used for; beyond it, nested words are hard to follow.
MOST_CONNECTIVES: Final = {ENGLISH: 8, NONSENSE: 8, LETTERS: 12}


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

    @property
    def vocabularies(self) -> Sequence[str]:
        """The vocabularies to choose among; empty: all."""
        ...


class UnverifiedTraceError(ValueError):
    """A trace that no verifier has accepted, or that proves nothing, cannot be written about."""


def choose_styles(reading: Reading, count: int, allowed: Sequence[str]) -> list[str]:
    """`count` different styles that fit, or as many as there are; raises ValueError for an unknown style."""
    for name in allowed:
        if name not in STYLES:
            raise ValueError(f"no style called {name!r}; there are {', '.join(STYLES)}")
    names = [name for name in (allowed or STYLES) if not (fits := STYLES[name].fits) or fits(reading)]
    return Choice(f"{reading.trace.id}/styles").sample(names, count)


def choose_vocabulary(reading: Reading, style: str, allowed: Sequence[str]) -> str:
    """The vocabulary of a document; raises ValueError for an unknown one.

    A style that has none of the allowed vocabularies uses its own.
    """
    for name in allowed:
        if name not in VOCABULARIES:
            raise ValueError(f"no vocabulary called {name!r}; there are {', '.join(VOCABULARIES)}")
    own = STYLES[style].vocabularies
    options = [name for name in own if not allowed or name in allowed] or list(own)
    readable = [
        name for name in options if reading.connectives <= MOST_CONNECTIVES.get(name, reading.connectives)
    ]
    return Choice(f"{reading.trace.id}/{style}/vocabulary").pick(readable or options)


def page_of(reading: Reading, style: str, vocabularies: Sequence[str] = ()) -> Page:
    """The page that `write` would give to the style."""
    return Page(reading, choose_vocabulary(reading, style, vocabularies), f"{reading.trace.id}/{style}")


def write(trace: Trace, writing: Writing) -> list[Document]:
    """The documents of a verified trace, in different styles.

    Raises UnverifiedTraceError when the trace is not verified or its outcome is `open`, ValueError for an
    unknown style or vocabulary, and UnknownRuleError for a step whose rule has no words.
    """
    if trace.verdict.status is not Status.VERIFIED:
        raise UnverifiedTraceError(
            f"trace {trace.id} is {trace.verdict.status.value}: {trace.verdict.reason}"
        )
    if trace.proof.outcome is Outcome.OPEN:
        raise UnverifiedTraceError(f"trace {trace.id} has no proof")
    reading = Reading(trace)
    written = []
    for style in choose_styles(reading, writing.documents, writing.styles):
        text = STYLES[style].write(page_of(reading, style, writing.vocabularies)) + "\n"
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
