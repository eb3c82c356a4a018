"""The corpus: all scanned documents, memory-mapped, in the order of sources, files and rows."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from factory.mix import near
from factory.mix.recipe import Duplicates
from factory.mix.scan import HASH_BYTES, SCHEMA
from factory.mix.words import Hashes, Numbers


class Corpus:
    """The tables that scanning left in `files`, one after the other; texts stay on disk."""

    def __init__(self, files: list[Path]) -> None:
        self._tables = [pa.ipc.open_file(pa.memory_map(str(path))).read_all() for path in files]
        self.starts = np.cumsum([0, *(table.num_rows for table in self._tables)])

    def __len__(self) -> int:
        return int(self.starts[-1])

    def rows(self, chosen: Numbers, columns: list[str]) -> pa.Table:
        """The documents in some rows, in that order."""
        unit = np.searchsorted(self.starts, chosen, side="right") - 1
        order = np.argsort(unit, kind="stable")
        back = np.empty(len(order), np.int64)
        back[order] = np.arange(len(order))
        parts = [pa.schema([SCHEMA.field(name) for name in columns]).empty_table()]
        for number in np.unique(unit).tolist():
            inside = chosen[order][unit[order] == number] - self.starts[number]
            parts.append(self._tables[number].select(columns).take(pa.array(inside)))
        return pa.concat_tables(parts).combine_chunks().take(pa.array(back))

    def texts(self, chosen: Numbers) -> pa.Array:
        """The texts in some rows, in that order."""
        return self.rows(chosen, ["text"]).column("text").combine_chunks()

    def tokens(self) -> Numbers:
        """The number of tokens of every document."""
        return np.concatenate([np.zeros(0, np.int64), *(t.column("tokens").to_numpy() for t in self._tables)])

    def hashes(self) -> Hashes:
        """The two halves of every document's hash, one row a document."""
        return np.frombuffer(self._fixed("hash", HASH_BYTES), np.uint64).reshape(-1, 2)

    def signatures(self) -> near.Signatures:
        """The MinHash signature of every document."""
        raw = self._fixed("signature", 4 * near.PERMUTATIONS)
        return np.frombuffer(raw, np.uint32).reshape(-1, near.PERMUTATIONS)

    def _fixed(self, name: str, width: int) -> bytes:
        """The bytes of a column of fixed width, row after row."""
        return b"".join(
            bytes(chunk.buffers()[1])[chunk.offset * width : (chunk.offset + len(chunk)) * width]
            for table in self._tables
            for chunk in table.column(name).chunks
            if len(chunk)
        )


class Duplicated(NamedTuple):
    """Which documents have an equal, or a similar, one before them."""

    exact: NDArray[np.bool_]
    near: NDArray[np.bool_]


def duplicated(corpus: Corpus, rules: Duplicates) -> Duplicated:
    """Find the duplicates across all sources: the first document of each kind stays."""
    hashes = corpus.hashes()
    exact = np.zeros(len(corpus), np.bool_)
    if rules.exact and len(corpus):
        order = np.lexsort((hashes[:, 1], hashes[:, 0]))
        same = (hashes[order][1:] == hashes[order][:-1]).all(axis=1)
        exact[order[1:][same]] = True
    similar = np.zeros(len(corpus), np.bool_)
    if rules.near:
        left = np.flatnonzero(~exact)
        signatures = corpus.signatures()[left]
        sizes = corpus.tokens()[left]
        similar[left] = near.repeats(
            signatures, sizes, lambda rows: corpus.texts(left[rows]), rules.threshold
        )
    return Duplicated(exact, similar)
