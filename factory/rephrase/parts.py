"""Cuts a long document into parts of about equal length, at the ends of paragraphs or sentences."""

from __future__ import annotations

import re
from typing import Final

_GAP: Final = re.compile(r"(?P<paragraph>\n\s*\n)|(?P<sentence>(?<=[.!?])[\"'”’)]*\s+)|(?P<word>\s+)")
_RANK: Final = {"paragraph": 2, "sentence": 1, "word": 0}


def parts(text: str, words: int) -> list[tuple[int, int]]:
    """Spans that cover the whole text without a gap, each of about so many words.

    A part ends at the best place between half and one and a half times the length: after a paragraph, else
    after a sentence, else after a word; of these the nearest to the length.
    """
    gaps = [(match.end(), _RANK[match.lastgroup or "word"]) for match in _GAP.finditer(text)]
    found, start, first = [], 0, 0
    while len(gaps) - first > 3 * words // 2:
        window = range(first + words // 2, first + 3 * words // 2)
        best = max(window, key=lambda i: (gaps[i][1], -abs(i - first - words)))
        found.append((start, gaps[best][0]))
        start, first = gaps[best][0], best + 1
    return [*found, (start, len(text))] if start < len(text) else found
