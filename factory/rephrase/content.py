"""What is compared of a text: its quantities, names, negations and words, read piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from factory.rephrase.quantities import NUMBER_WORDS, Quantity, Span, spans

RUN: Final = 8  # words

# No number and no name goes over a line, the cell of a table or the end of a sentence.
_BREAK: Final = re.compile(r"[.!?\n|](?:(?<=[.!?])\s+(?=[A-Z\"“‘(])|(?<=[\n|])[\n|]*)")
_ENDS: Final = frozenset(".!?")
# The number of an item is no number of the text.
_LABEL: Final = re.compile(
    r"\s*(?:[-*#>]+\s+)*(?:\*\*)?(?:(?:Q|A|Step|Part|Section|Chapter|Question|Answer)?\s?\d{1,3}[.):]\s+|[QA]:\s+)?"
)
_LABELLED: Final = frozenset(" \t-*#>QASPC0123456789")
_WORD: Final = re.compile(r"[a-z][a-z'’]*|\d[\d,.]*")
_DIGIT: Final = re.compile(r"\d")
_NAME: Final = re.compile(r"[A-Z](?<!\w.)[\w'’]*(?:\s+(?:of|the|de|van|von)?\s?[A-Z][\w'’]*)*")
_NEGATIONS: Final = frozenset(
    "not no never none nothing nobody neither nor without cannot".split()  # noqa: SIM905
)
_BEFORE_A_SENTENCE: Final = frozenset('.!?:;|-*#"“(')


class Piece(NamedTuple):
    """A stretch of text, read."""

    words: tuple[str, ...]  # in lower case
    spans: tuple[Span, ...]  # of its quantities
    names: tuple[str, ...]
    negations: int


class Content:
    """What a text has; found once for a source, however many records are made from it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quantities: set[Quantity] = set()
        self.names: set[str] = set()
        self.negations = 0
        self.words: list[str] = []
        for part in pieces(text):
            read = piece(part)
            self.words += read.words
            self.quantities.update([span.quantity for span in read.spans])
            self.names.update(read.names)
            self.negations += read.negations

    @cached_property
    def folded(self) -> str:
        """The text in lower case."""
        return self.text.casefold()

    @cached_property
    def runs(self) -> set[tuple[str, ...]]:
        """Its runs of 8 words."""
        return set(self.all_runs())

    def all_runs(self) -> list[tuple[str, ...]]:
        """The same in order, repeated ones too."""
        return list(zip(*(self.words[i:] for i in range(RUN)), strict=False))


def pieces(text: str) -> Iterator[str]:
    """Sentences, lines and cells, without the marks and numbers of lists."""
    start = 0
    ends = [match.span() for match in _BREAK.finditer(text)]
    for end, behind in (*ends, (len(text), len(text))):
        part = text[start : end + 1 if text[end : end + 1] in _ENDS else end]
        start = behind
        match = _LABEL.match(part) if part[:1] in _LABELLED else None
        if rest := part[match.end() :] if match else part:
            yield rest


@lru_cache(512)  # a record takes over much of its source as it stands
def piece(text: str) -> Piece:
    """Reads a stretch of text."""
    words = _WORD.findall(text.lower())
    numbers = not NUMBER_WORDS.isdisjoint(words) or _DIGIT.search(text) is not None
    negations = 0 if _NEGATIONS.isdisjoint(words) else sum(word in _NEGATIONS for word in words)
    if "n't" in text or "n’t" in text:
        negations += sum(word.endswith(("n't", "n’t")) for word in words)
    return Piece(
        tuple(words),
        spans(text) if numbers else (),
        tuple(names_of(text)),
        negations,
    )


def names_of(text: str) -> list[str]:
    """Words with capital letters that do not begin a sentence, those that follow one another together."""
    found = []
    for match in _NAME.finditer(text):
        name = match[0]
        before = match.start() - 1
        while before >= 0 and text[before].isspace() and text[before] != "\n":
            before -= 1
        if before < 0 or text[before] == "\n" or text[before] in _BEFORE_A_SENTENCE:
            _, _, name = name.partition(" ")
            name = name.lstrip()
        if name and name[0].isupper() and name != "I":
            found.append(name)
    return found
