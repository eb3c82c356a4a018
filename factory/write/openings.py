"""How documents begin: the sign by which text made from templates gives itself away.

Generated text collapses into few openings long before compression or n-gram measures notice. An opening is
the first six words of a document; the share of the commonest one and the entropy over all are reported, by
style and in all. Numbers count as written, so "Exercise 7" and "Exercise 8" are two openings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import log2
from typing import Final

import msgspec

WORDS: Final = 6


def opening(text: str) -> str:
    """The first six words (runs of anything but white space), joined by single spaces."""
    return " ".join(text.split(None, WORDS)[:WORDS])


class OpeningReport(msgspec.Struct, frozen=True):
    """The figures for one style or for all documents."""

    documents: int
    distinct: int
    commonest: str
    share: float  # of the commonest, from 0 to 1
    entropy: float  # bits
    top: list[tuple[str, int]]  # the ten commonest, with how many documents open so


class OpeningStatistics:
    """Counts openings by style; statistics of parts can be merged into those of the whole, in any order."""

    def __init__(self) -> None:
        self._by_style: dict[str, Counter[str]] = {}

    def add(self, style: str, text: str) -> None:
        """Count one document."""
        self._by_style.setdefault(style, Counter())[opening(text)] += 1

    def merge(self, other: OpeningStatistics) -> None:
        """Add the counts of another part."""
        for style, counts in other._by_style.items():
            self._by_style.setdefault(style, Counter()).update(counts)

    def counts(self) -> dict[str, dict[str, int]]:
        """The raw counts by style and opening, sorted, for storing; `from_counts` reads them."""
        return {style: dict(sorted(counts.items())) for style, counts in sorted(self._by_style.items())}

    @classmethod
    def from_counts(cls, counts: Mapping[str, Mapping[str, int]]) -> OpeningStatistics:
        """The statistics whose `counts` these are."""
        result = cls()
        result._by_style = {style: Counter(dict(openings)) for style, openings in counts.items()}
        return result

    @property
    def styles(self) -> list[str]:
        """The styles seen, sorted."""
        return sorted(self._by_style)

    def report(self, style: str | None = None, top: int = 10) -> OpeningReport:
        """The figures for one style, or for all documents; zeros for a style that was not seen."""
        if style is None:
            counts: Counter[str] = Counter()
            for part in self._by_style.values():
                counts.update(part)
        else:
            counts = self._by_style.get(style, Counter())
        total = counts.total()
        # Ties are broken by the text, so that the order of the documents does not matter.
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        commonest, times = ranked[0] if ranked else ("", 0)
        return OpeningReport(
            documents=total,
            distinct=len(counts),
            commonest=commonest,
            share=times / total if total else 0.0,
            entropy=_entropy(counts, total),
            top=ranked[:top],
        )


def _entropy(counts: Counter[str], total: int) -> float:
    # Summed in the order of size, so that merging in another order gives the same float.
    return sum(-times / total * log2(times / total) for times in sorted(counts.values())) if total else 0.0
