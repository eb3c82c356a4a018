"""Quality filters: length, share of letters, repetition within a document."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from factory.mix.recipe import Filters
from factory.mix.words import Shingles, distinct

_LETTERS = re.compile(r"[^\W\d_]+")
_SPACE = re.compile(r"\s+")


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
    visible = len(text) - sum(map(len, _SPACE.findall(text)))
    return sum(map(len, _LETTERS.findall(text))) / visible if visible else 0.0
