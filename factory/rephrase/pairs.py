"""Nearest neighbours among documents: pairs (d1, d2) for training p(d2 | d1), as in bootstrapped pretraining.

Likeness is the cosine of TF-IDF vectors over words. Candidates come from signed feature hashing (Weinberger
et al., 2009) and are measured again exactly. Hashed vectors are rounded to whole numbers so small that floats
of 32 bits add them without error: the pairs are the same on every machine.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import fsum, log, sqrt
from pathlib import Path
from typing import Annotated, Final

import msgspec
import numpy as np
import pyarrow as pa
from msgspec import Meta
from numpy.typing import NDArray

from factory.rephrase.documents import Source, batches, fingerprint
from factory.run.shards import remove_temporaries, write_atomically, write_shard

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_DIMENSIONS: Final = 1024
# Its square is below 2**24, and by Cauchy and Schwarz so is every sum of products of two such vectors.
_LENGTH: Final = 4_000
_BLOCK: Final = 512  # documents
_ROWS: Final = 10_000  # pairs a file
_CANDIDATES: Final = 8  # looked at for each neighbour that is wanted
MANIFEST: Final = "pairs.json"
SCHEMA: Final = pa.schema(
    [
        pa.field(name, kind, nullable=False)
        for name, kind in (
            ("first_id", pa.string()),
            ("second_id", pa.string()),
            ("first", pa.string()),
            ("second", pa.string()),
            ("likeness", pa.float64()),
        )
    ]
)


class Bounds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which neighbours make a pair: alike enough to be about one thing, not so alike as to be one text."""

    neighbours: Annotated[int, Meta(ge=1)] = 1
    least: Annotated[float, Meta(ge=0, le=1)] = 0.2
    most: Annotated[float, Meta(ge=0, le=1)] = 0.9


class Pair(msgspec.Struct, frozen=True):
    """Places of two documents, and their cosine."""

    first: int
    second: int
    likeness: float


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What was written."""

    documents: int
    pairs: int
    inputs: dict[str, str]  # SHA-256 by path
    bounds: Bounds


def export_pairs(paths: Sequence[Path], column: str, out: Path, bounds: Bounds) -> Outcome:
    """Write the pairs of all documents to `out`, the manifest last. Raises InputError, OSError."""
    inputs = {str(path): fingerprint(path) for path in paths}
    distinct = {one.id: one for batch in batches(paths, column) for one in batch}
    documents = list(distinct.values())
    found = list(nearest([one.text for one in documents], bounds))
    out.mkdir(parents=True, exist_ok=True)
    (out / MANIFEST).unlink(missing_ok=True)  # a folder with a manifest is whole
    remove_temporaries(out, "*")
    for old in out.glob("pairs-*.parquet"):
        old.unlink()
    for number, start in enumerate(range(0, len(found), _ROWS)):
        rows = [_row(documents, pair) for pair in found[start : start + _ROWS]]
        write_shard(out, f"pairs-{number:05}.parquet", pa.Table.from_pylist(rows, SCHEMA))
    outcome = Outcome(documents=len(documents), pairs=len(found), inputs=inputs, bounds=bounds)
    write_atomically(out / MANIFEST, msgspec.json.format(msgspec.json.encode(outcome)))
    return outcome


def nearest(texts: Sequence[str], bounds: Bounds) -> Iterator[Pair]:
    """The pairs of each text, in order, with its nearest neighbours within the bounds, nearest first."""
    weights = list(_weighted(texts))
    vectors = np.zeros((len(texts), _DIMENSIONS), np.float32)
    for row, words in zip(vectors, weights, strict=True):
        for word, weight in words.items():
            hashed = zlib.crc32(word.encode())
            row[hashed % _DIMENSIONS] += weight if hashed >> 31 else -weight
    np.rint(vectors * _LENGTH / np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True)), out=vectors)
    many = min(len(texts) - 1, _CANDIDATES * bounds.neighbours)
    for start in range(0, len(texts), _BLOCK):
        products = vectors[start : start + _BLOCK] @ vectors.T
        for place, row in enumerate(products, start):
            row[place] = -np.inf
            candidates = _largest(row, many)
            measured = sorted((-_cosine(weights[place], weights[other]), other) for other in candidates)
            alike = [(-minus, other) for minus, other in measured if bounds.least <= -minus <= bounds.most]
            yield from (Pair(place, other, cosine) for cosine, other in alike[: bounds.neighbours])


def _largest(row: NDArray[np.float32], many: int) -> list[int]:
    """Places of the largest values; of equal ones the first."""
    if many <= 0:
        return []
    bound = np.partition(row, -many)[-many]
    return [int(place) for place in np.flatnonzero(row >= bound)][: 4 * many]


def _weighted(texts: Iterable[str]) -> Iterator[dict[str, float]]:
    """TF-IDF vectors of length 1: (1 + log tf) * log(N / df)."""
    counts = [Counter(_WORD.findall(text.lower())) for text in texts]
    documents = Counter(word for words in counts for word in words)
    for words in counts:
        raw = {word: (1 + log(n)) * log(len(counts) / documents[word]) for word, n in sorted(words.items())}
        length = sqrt(fsum(weight * weight for weight in raw.values())) or 1.0
        yield {word: weight / length for word, weight in raw.items()}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return fsum(weight * other[word] for word, weight in one.items() if word in other)


def _row(documents: Sequence[Source], pair: Pair) -> dict[str, object]:
    first, second = documents[pair.first], documents[pair.second]
    return {
        "first_id": first.id,
        "second_id": second.id,
        "first": first.text,
        "second": second.text,
        "likeness": pair.likeness,
    }
