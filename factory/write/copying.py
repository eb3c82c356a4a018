"""Copying among documents: how much of the text stands word for word in an earlier document too.

The measure is the share of 13-word sequences (as in decontamination) that an earlier document has. Sequences
are compared by 64-bit hashes; of a large dataset the first documents are measured, until they have four
million.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

WORDS: Final = 13
MOST_SEQUENCES: Final = 4_000_000
_MIX = np.uint64(0x9E3779B97F4A7C15)


class CopyingStatistics:
    """Counts the sequences of documents, in their order."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._sequences: list[NDArray[np.uint64]] = []
        self._total = 0

    def add(self, text: str) -> None:
        """Count one document; repetition within it is no copying."""
        if self._total >= MOST_SEQUENCES:
            return
        numbers = self._numbers
        words = np.array([numbers.setdefault(word, len(numbers)) for word in text.split()], np.uint64)
        if len(words) < WORDS:
            return
        words = _scatter(words + np.uint64(1))
        hashes = np.zeros(len(words) - WORDS + 1, np.uint64)
        for place in range(WORDS):
            hashes = _scatter(hashes + words[place : place + len(hashes)])
        distinct = np.unique(hashes)
        self._sequences.append(distinct)
        self._total += len(distinct)

    def share(self) -> float:
        """The share of sequences that an earlier document has, from 0 to 1; 0 without any."""
        if not self._total:
            return 0.0
        return 1 - len(np.unique(np.concatenate(self._sequences))) / self._total


def _scatter(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A bijection of 64-bit numbers that spreads close ones apart: multiply and fold, twice."""
    values = (values ^ (values >> np.uint64(32))) * _MIX
    return (values ^ (values >> np.uint64(29))) * _MIX
