"""Hashes of words and of shingles (runs of consecutive words), for a whole batch of texts at once.

A word's hash is a polynomial in its bytes modulo 2^64, taken from one running sum over the batch, so that no
Python object is made for a word. Two different shingles have the same hash with a chance of about 2^-64.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]

_BASE = 0x9E3779B97F4A7C15 | 1
_WORD_BASE = np.uint64(0xC2B2AE3D27D4EB4F)


class Split(Enum):
    """What parts words: white space only, so that formulas count; or ASCII punctuation as well."""

    SPACES = "spaces"
    PUNCTUATION = "punctuation"


class Words(NamedTuple):
    """The words of a batch in order: their hashes, and where those of each text begin, then the end."""

    hashes: Hashes
    offsets: Numbers


class Shingles(NamedTuple):
    """The shingles of a batch, repeated ones included, and where those of each text begin."""

    hashes: Hashes
    offsets: Numbers


def _letters(split: Split) -> NDArray[np.bool_]:
    """For each byte whether it is part of a word; all of UTF-8's bytes beyond ASCII are."""
    text = [chr(byte) for byte in range(128)]
    inside = [c.isalnum() or (split is Split.SPACES and c.isprintable() and c != " ") for c in text]
    return np.array(inside + [True] * 128)


_INSIDE = {split: _letters(split) for split in Split}


def words(texts: pa.Array, split: Split) -> Words:
    """Hashes of the words of `texts` (a string array without nulls), in lower case."""
    lowered = pc.utf8_lower(texts.cast(pa.large_string()))
    if isinstance(lowered, pa.ChunkedArray):
        lowered = lowered.combine_chunks()
    _, offset_buffer, data = lowered.buffers()
    ends = np.frombuffer(offset_buffer, np.int64)[lowered.offset : lowered.offset + len(lowered) + 1]
    raw = np.frombuffer(data or b"", np.uint8)[ends[0] : ends[-1]]
    offsets = ends - ends[0]
    inside = np.zeros(len(raw) + 1, np.bool_)
    inside[:-1] = _INSIDE[split][raw]
    first = inside[:-1].copy()
    first[1:] &= ~inside[:-2]
    at = offsets[:-1][offsets[:-1] < len(raw)]
    first[at] = inside[at]  # a text begins a new word, whatever the one before it ends with
    starts = np.flatnonzero(first)
    last = inside[:-1] & ~inside[1:]
    at = offsets[1:][offsets[1:] > 0] - 1
    last[at] = inside[at]
    stops = np.flatnonzero(last) + 1
    powers, inverses = _powers(len(raw))
    sums = np.zeros(len(raw) + 1, np.uint64)
    np.cumsum((raw.astype(np.uint64) + np.uint64(1)) * powers, out=sums[1:])
    hashes = _mixed((sums[stops] - sums[starts]) * inverses[starts])
    return Words(hashes, np.searchsorted(starts, offsets).astype(np.int64))


def shingles(of: Words, size: int) -> Shingles:
    """Runs of `size` words; a text with fewer words, but at least one, is one shingle."""
    counts = np.diff(of.offsets)
    numbers = np.where(counts == 0, 0, np.maximum(1, counts - size + 1))
    offsets = np.concatenate(([0], np.cumsum(numbers)))
    starts = np.arange(offsets[-1]) + np.repeat(of.offsets[:-1] - offsets[:-1], numbers)
    ends = np.repeat(of.offsets[1:], numbers)
    short = np.flatnonzero(ends - starts < size)  # texts that are one shingle
    padded = np.concatenate((of.hashes, np.zeros(size, np.uint64)))
    total = np.zeros(len(starts), np.uint64)
    for step in range(size):
        word = padded[starts + step]
        word[short[starts[short] + step >= ends[short]]] = 0
        total = total * _WORD_BASE + word
    return Shingles(_mixed(total), offsets)


def distinct(of: Shingles) -> Shingles:
    """The different shingles of each text, ascending, by the bits of their hashes that n texts leave of 64.

    Of 1,000 texts those are 54: two shingles of a text of 100,000 words are then taken for one with a chance
    of one in four million.
    """
    texts = len(of.offsets) - 1
    bits = np.uint64(64 - max(1, (texts - 1).bit_length()))
    low = (np.uint64(1) << bits) - np.uint64(1)
    rows = np.repeat(np.arange(texts, dtype=np.uint64), np.diff(of.offsets))
    keys = np.sort((rows << bits) | (of.hashes & low))  # far faster than sorting by two keys
    new = np.ones(len(keys), np.bool_)
    new[1:] = keys[1:] != keys[:-1]
    keys = keys[new]
    counts = np.bincount((keys >> bits).astype(np.int64), minlength=texts)
    return Shingles(keys & low, np.concatenate(([0], np.cumsum(counts))))


def batches(sizes: Iterable[int], most: int, together: int) -> Iterator[slice]:
    """Runs of at most `most` items whose sizes sum to no more than `together`, or single larger ones."""
    start = total = place = 0
    for place, size in enumerate(sizes, 1):
        if place - 1 > start and (place - 1 - start == most or total + size > together):
            yield slice(start, place - 1)
            start, total = place - 1, 0
        total += size
    if place > start:
        yield slice(start, place)


def _mixed(hashes: Hashes) -> Hashes:
    """A bijection of 64-bit numbers that spreads every bit (the finish of SplitMix64, Steele et al. 2014)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def mixed(hashes: Hashes, salt: int) -> Hashes:
    """Other pseudo-random numbers for the same hashes, one family for each `salt` below 2^64."""
    start = np.uint64((salt * _BASE + 1) & (2**64 - 1))
    return _mixed(_mixed(np.full(1, start, np.uint64)) ^ hashes)


class _PowerTable:
    """Powers of the base and of its inverse modulo 2^64, as many as the longest batch so far needs."""

    powers = np.ones(0, np.uint64)
    inverses = np.ones(0, np.uint64)


def _powers(count: int) -> tuple[Hashes, Hashes]:
    if len(_PowerTable.powers) < count:
        size = max(1 << 16, 1 << (count - 1).bit_length())
        _PowerTable.powers, _PowerTable.inverses = (
            _first_powers(base, size) for base in (_BASE, pow(_BASE, -1, 2**64))
        )
    return _PowerTable.powers[:count], _PowerTable.inverses[:count]


def _first_powers(base: int, count: int) -> Hashes:
    steps = np.full(count, base, np.uint64)
    steps[:1] = 1
    return np.cumprod(steps, dtype=np.uint64)
