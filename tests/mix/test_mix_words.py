"""Hashes of words and shingles against plain Python."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.mix.words import Split, batches, distinct, shingles, words

# Of white space only ASCII's, which is what parts words; of letters those with a plain lower case.
text = st.text(st.sampled_from("aBz09 \t\n.,;éÉ∧→"), max_size=40)


def plain_words(text: str, split: Split) -> list[str]:
    if split is Split.PUNCTUATION:
        text = "".join(" " if c in ".,;" else c for c in text)
    return text.lower().split()


def plain_shingles(text: str, size: int) -> list[tuple[str, ...]]:
    found = plain_words(text, Split.SPACES)
    count = max(1, len(found) - size + 1) if found else 0
    return [tuple(found[at : at + size]) for at in range(count)]


@settings(max_examples=300, deadline=None)
@given(st.lists(text, max_size=8), st.sampled_from(Split))
def test_equal_words_have_equal_hashes_and_different_ones_different(texts: list[str], split: Split) -> None:
    found = words(pa.array(texts, pa.large_string()), split)
    expected = [plain_words(text, split) for text in texts]
    assert np.diff(found.offsets).tolist() == [len(part) for part in expected]
    flat = [word for part in expected for word in part]
    assert len(set(zip(flat, found.hashes.tolist(), strict=True))) == len(set(flat))
    assert len(set(found.hashes.tolist())) == len(set(flat))


@settings(max_examples=200, deadline=None)
@given(st.lists(text, min_size=1, max_size=6), st.integers(1, 6))
def test_shingles_are_the_runs_of_words(texts: list[str], size: int) -> None:
    found = shingles(words(pa.array(texts, pa.large_string()), Split.SPACES), size)
    flat = [shingle for text in texts for shingle in plain_shingles(text, size)]
    assert np.diff(found.offsets).tolist() == [len(plain_shingles(text, size)) for text in texts]
    assert len(set(zip(flat, found.hashes.tolist(), strict=True))) == len(set(flat))
    assert len(set(found.hashes.tolist())) == len(set(flat))
    assert np.diff(distinct(found).offsets).tolist() == [len(set(plain_shingles(t, size))) for t in texts]


@given(st.lists(st.integers(0, 9), max_size=30), st.integers(1, 5), st.integers(1, 20))
def test_batches_cover_everything_in_order_within_their_limits(
    sizes: list[int], most: int, together: int
) -> None:
    parts = [sizes[part] for part in batches(sizes, most, together)]
    assert [size for part in parts for size in part] == sizes
    for part in parts:
        assert 1 <= len(part) <= most
        assert len(part) == 1 or sum(part) <= together


def test_a_hash_does_not_depend_on_the_batch() -> None:
    texts = ["one two three", "", "four", "one two three"]
    together = words(pa.array(texts, pa.large_string()), Split.SPACES).hashes
    assert together[:3].tolist() == together[4:].tolist()
    assert words(pa.array(["four"], pa.large_string()), Split.SPACES).hashes[0] == together[3]
    sliced = pa.array(texts, pa.large_string()).slice(2)
    assert words(sliced, Split.SPACES).hashes.tolist() == together[3:].tolist()
