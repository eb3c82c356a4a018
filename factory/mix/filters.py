"""Quality filters: length, share of letters, repetition within a document."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from factory.mix.recipe import Filters
from factory.mix.words import Shingles, distinct

_NO_LETTERS = bytes(byte for byte in range(128) if not chr(byte).isalpha())
_ASCII_SPACE = bytes(byte for byte in range(128) if chr(byte).isspace())


def failed(
    texts: pa.Array, words: NDArray[np.int64], shingles: Shingles, filters: Filters
) -> list[str | None]:
    """For each text the first filter that it fails, or None. `words`: how many each has."""
    total = np.diff(shingles.offsets)
    repeated = total - np.diff(distinct(shingles).offsets)
    repetition = repeated / np.maximum(1, total)
    return [
        "min_words"
        if count < filters.min_words
        else "max_words"
        if count > filters.max_words
        else "max_repetition"
        if repeats > filters.max_repetition
        else "min_letters"
        if filters.min_letters and letters_share(text) < filters.min_letters
        else None
        for text, count, repeats in zip(texts.to_pylist(), words.tolist(), repetition.tolist(), strict=True)
    ]


def letters_share(text: str) -> float:
    """The share of letters, of any alphabet, among the characters that are not white space."""
    if text.isascii():  # nearly all texts are, and bytes are counted ten times as fast
        raw = text.encode()
        letters, visible = len(raw.translate(None, _NO_LETTERS)), len(raw.translate(None, _ASCII_SPACE))
    else:
        letters, visible = sum(map(str.isalpha, text)), len("".join(text.split()))
    return letters / visible if visible else 0.0
