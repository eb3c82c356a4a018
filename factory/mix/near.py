"""Near-duplicates: candidates by banded MinHash signatures, each confirmed by the true Jaccard similarity.

Signatures come from `rensa`. Two texts are candidates when all rows of one of the bands agree (Leskovec,
Rajaraman and Ullman, Mining of Massive Datasets, 3.4); nothing is called a duplicate by its signature alone.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from rensa import RMinHash

from factory.mix.words import Hashes, Numbers, Shingles, Split, batches, distinct, mixed, shingles, words

Signatures = NDArray[np.uint32]

SHINGLE = 5  # words
PERMUTATIONS = 64
SEED = 1  # of the permutations: the same in every mix
_RECALL = 0.995  # of pairs exactly at the threshold
_LOOK_BACK = 8  # members of a bucket that each one is compared with, at most
_CHUNK = 4096  # pairs compared at once
_CHUNK_WORDS = 1_000_000  # and words, where texts are confirmed
_SLACK = 0.25  # five standard deviations of a signature's estimate

Texts = Callable[[Numbers], pa.Array]


def shingled(texts: pa.Array, size: int = SHINGLE) -> Shingles:
    """The shingles of texts, as near-duplicates compare them: lower case, words parted by white space."""
    return shingles(words(texts, Split.SPACES), size)


def signatures(of: Shingles) -> Signatures:
    """One row of `PERMUTATIONS` minima for each text."""
    if len(of.offsets) == 1:
        return np.zeros((0, PERMUTATIONS), np.uint32)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(
        of.hashes, of.offsets.astype(np.uint64), PERMUTATIONS, SEED
    )
    return np.array(matrix.to_rows(), np.uint32)


def band_rows(threshold: float) -> int:
    """The most rows a band may have so that a pair at `threshold` is a candidate with 99.5% or more."""
    fits = [
        rows
        for rows in (1, 2, 4, 8, 16, 32)
        if 1 - (1 - threshold**rows) ** (PERMUTATIONS // rows) >= _RECALL
    ]
    return max(fits, default=1)


def repeats(of: Signatures, sizes: Numbers, texts: Texts, threshold: float) -> NDArray[np.bool_]:
    """Which texts have an earlier near-duplicate, whose Jaccard similarity is `threshold` or more.

    `texts` gives the texts of some rows, `sizes` about how many words each has. A text without words has no
    near-duplicate. Which ones are found depends on the order of rows alone.
    """
    found = np.zeros(len(of), np.bool_)
    refuted = np.zeros(0, np.int64)  # pairs, as one number each
    rows = band_rows(threshold)
    for band in range(0, PERMUTATIONS, rows):
        pairs = _bucket_pairs(_bucket_keys(of[:, band : band + rows]))
        later, earlier = pairs[:, ~found[pairs[0]]]
        near = np.zeros(len(later), np.bool_)
        for start in range(0, len(later), _CHUNK):
            part = slice(start, start + _CHUNK)
            near[part] = (of[later[part]] == of[earlier[part]]).mean(axis=1) >= threshold - _SLACK
        keys = np.setdiff1d(later[near] * len(of) + earlier[near], refuted)
        later, earlier = keys // len(of), keys % len(of)
        for part in batches((sizes[later] + sizes[earlier]).tolist(), _CHUNK, _CHUNK_WORDS):
            similar = jaccard(texts, later[part], earlier[part]) >= threshold
            found[later[part][similar]] = True
            refuted = np.union1d(refuted, keys[part][~similar])
    return found


def _bucket_keys(band: Signatures) -> Hashes:
    keys = np.zeros(len(band), np.uint64)
    for column in band.T:
        keys = mixed(keys ^ column.astype(np.uint64), 0)
    return keys


def _bucket_pairs(keys: Hashes) -> Numbers:
    """Pairs of rows with the same key, later ones over earlier ones: each row with the few before it."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    pairs = [np.zeros((2, 0), np.int64)]
    for step in range(1, _LOOK_BACK + 1):
        same = np.flatnonzero(ordered[step:] == ordered[:-step])
        if not len(same):
            break
        pairs.append(np.stack((order[same + step], order[same])))
    return np.concatenate(pairs, axis=1)


def jaccard(texts: Texts, a: Numbers, b: Numbers) -> NDArray[np.float64]:
    """The Jaccard similarity of the sets of shingles of the texts in rows `a` and `b`, pair by pair."""
    rows, places = np.unique(np.concatenate((a, b)), return_inverse=True)
    sets = distinct(shingled(texts(rows)))
    left, right = places[: len(a)], places[len(a) :]
    sizes = np.diff(sets.offsets)
    both = _union_sizes(sets, left, right)
    common = sizes[left] + sizes[right] - both
    return np.divide(common, both, out=np.zeros(len(a)), where=both > 0)


def _union_sizes(sets: Shingles, left: Numbers, right: Numbers) -> Numbers:
    """How many different shingles two sets have together, pair by pair."""
    sizes = np.diff(sets.offsets)
    counts = sizes[left] + sizes[right]
    chosen = np.stack((left, right), axis=1).ravel()
    taken = sizes[chosen]
    ends = np.cumsum(taken)
    at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(sets.offsets[:-1][chosen] - ends + taken, taken)
    joined = Shingles(sets.hashes[at], np.concatenate(([0], np.cumsum(counts))))
    return np.diff(distinct(joined).offsets)
