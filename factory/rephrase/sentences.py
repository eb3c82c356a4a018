"""The sentences of an English text, and what a simple one says: a definition, a figure, a reason, a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from factory.rephrase.content import piece
from factory.rephrase.quantities import Span

_END: Final = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Mt|vs|etc|cf|ca|No|Fig|Eq|vol|pp|Jr|Sr|Inc|Ltd|Co)|\b[A-Za-z]\.[A-Za-z]|\b[A-Z])\.$"
)
_LONGEST: Final = 6  # characters of an abbreviation, with the one before it
_DEFINITION: Final = re.compile(
    r"^(?P<term>(?:(?:An?|The)\s+)?[A-Za-z][\w'’-]*(?:\s+(?:of\s+)?[\w'’-]+){0,3})\s+(?:is|are|was|were)\s+"
    r"(?P<what>(?:an?|the|one of|any)\s+[^?]+?)\.?$"
)
_REASON: Final = re.compile(r"^(?P<what>[^,;:]+?),?\s+because\s+(?P<why>[^?]+?)\.?$")
_POINTING: Final = re.compile(
    r"^(?:It|Its|They|Their|Them|This|These|That|Those|He|His|She|Her|Such|Both|Here|There|But|And|So|Or|Yet|"
    r"However|Therefore|Thus|Then|Also|Instead|Otherwise|Meanwhile|One|Others?|Another|Some|Most|Neither|Either)\b"
)
# A term that only means something after what stands before it.
_VAGUE: Final = frozenset(
    ("it", "this", "that", "these", "those", "they", "he", "she", "there", "here", "which", "what", "who",
     "one", "some", "others")
)  # fmt: skip


@dataclass(frozen=True)
class Sentence:
    """One sentence of a document, without line breaks."""

    text: str

    @property
    def figures(self) -> tuple[Span, ...]:
        """The quantities that it names."""
        return piece(self.text).spans

    @property
    def definition(self) -> tuple[str, str] | None:
        """A term and what it is."""
        match = _DEFINITION.match(self.text)
        if (
            not match
            or match["term"].split()[-1].lower() in _VAGUE
            or match["term"].split()[0].lower() in _VAGUE
        ):
            return None
        return match["term"], match["what"]

    @property
    def reason(self) -> tuple[str, str] | None:
        """What is so, and why."""
        match = _REASON.match(self.text) if " because " in self.text else None
        return (match["what"], match["why"]) if match else None

    @property
    def stands_alone(self) -> bool:
        """Whether it is understood without what stands before it, as far as its first word tells."""
        return not _POINTING.match(self.text)


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; line breaks within a paragraph are spaces, headings are left out."""
    found = []
    for paragraph in re.split(r"\n\s*\n", text):
        parts = _END.split(" ".join(paragraph.split()))
        whole = ""
        for part in parts:
            whole = f"{whole} {part}" if whole else part
            if not _ABBREVIATION.search(whole, max(0, len(whole) - _LONGEST)):
                found.append(whole)
                whole = ""
        found += [whole] if whole else []
    return [Sentence(part) for part in found if part.rstrip("\"'”’)")[-1:] in (".", "!", "?")]
