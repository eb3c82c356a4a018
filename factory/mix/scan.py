"""Scanning: a portion of a source's file becomes a table of the documents that may enter the mix.

A document is known by the hash of its text from here on. What is dropped is counted by reason.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import msgspec
import numpy as np
import pyarrow as pa

from factory.mix import near
from factory.mix.decontaminate import Contamination
from factory.mix.files import Portion, is_flag, portions, read, traces_beside
from factory.mix.filters import failed
from factory.mix.recipe import MixRecipe, Source
from factory.mix.tokens import TokenCounter
from factory.mix.words import Split, batches, shingles, words

_SLICE, _SLICE_CHARACTERS = 1_000, 4_000_000  # what fits into a core's cache, and does not fill the memory
HASH_BYTES = 16
_KEPT = "kept"  # in the records of `factory rephrase`: false where a record is refused
SCHEMA = pa.schema(
    [
        pa.field("hash", pa.binary(HASH_BYTES), nullable=False),
        pa.field("text", pa.large_string(), nullable=False),
        pa.field("licence", pa.string(), nullable=False),
        pa.field("tokens", pa.int64(), nullable=False),
        pa.field("signature", pa.binary(4 * near.PERMUTATIONS), nullable=False),
    ]
)


class Scanned(msgspec.Struct, frozen=True):
    """The documents of a portion that passed, and how many rows did not, by reason."""

    table: pa.Table
    rows: int
    dropped: dict[str, int]


class Scanner:
    """Scans portions; holds the tokenizer and what may not occur, which every portion needs."""

    def __init__(self, recipe: MixRecipe) -> None:
        self.recipe = recipe
        self.counter = TokenCounter(recipe.mix.tokenizer)
        self.contamination = Contamination(recipe.decontaminate)

    def scan(self, source: Source, portion: Portion) -> Scanned:
        """Read, filter, count and sign the documents of a portion. Raises MixError."""
        joined = _canonical_by_trace(tuple(traces_beside(portion.path))) if self._wants_join(source) else None
        canonical = "trace_id" if joined else source.canonical
        flag = _KEPT if is_flag(portion.path, _KEPT) else None
        names = {source.text} | {name for name in (source.licence_column, canonical, flag) if name}
        columns = read(portion, sorted(names))
        rows = len(columns[source.text])
        dropped: Counter[str] = Counter()
        if flag:
            stay = [row for row, kept in enumerate(columns[flag]) if kept == "true"]
            columns = {name: [values[row] for row in stay] for name, values in columns.items()}
            dropped["refused"] = rows - len(stay)
        texts = columns[source.text]
        fixed: list[str | None] = [source.licence] * len(texts)
        licences = columns[source.licence_column] if source.licence_column else fixed
        none: list[str | None] = [None] * len(texts)
        forms = columns[canonical] if canonical else none
        if joined:
            forms = [joined.get(form or "") for form in forms]
        tables = [
            self._slice(source, texts[part], licences[part], forms[part], dropped)
            for part in batches((len(text or "") for text in texts), _SLICE, _SLICE_CHARACTERS)
        ]
        table = pa.concat_tables([SCHEMA.empty_table(), *tables]).combine_chunks()
        return Scanned(table, rows, dict(sorted((+dropped).items())))

    def _wants_join(self, source: Source) -> bool:
        return bool(self.contamination.canonical) and source.canonical is None

    def _slice(
        self,
        source: Source,
        texts: list[str | None],
        licences: list[str | None],
        forms: list[str | None],
        dropped: Counter[str],
    ) -> pa.Table:
        array = pa.array([text or "" for text in texts], pa.large_string())
        of = words(array, Split.SPACES)
        pieces = shingles(of, near.SHINGLE)
        reasons = failed(array, np.diff(of.offsets), pieces, source.filters or self.recipe.filters)
        tainted = self.contamination.hits(array)
        for row, (text, licence, form) in enumerate(zip(texts, licences, forms, strict=True)):
            if not text or not text.strip():
                reasons[row] = "empty"
            elif reasons[row] is None and not licence:
                reasons[row] = "no_licence"
            elif reasons[row] is None and (tainted[row] or form in self.contamination.canonical):
                reasons[row] = "contaminated"
        dropped.update(reason for reason in reasons if reason)
        kept = [row for row, reason in enumerate(reasons) if reason is None]
        chosen = [text for row in kept if (text := texts[row])]
        near_too = self.recipe.duplicates.near
        signed = near.signatures(pieces)[kept] if near_too else np.zeros((len(kept), near.PERMUTATIONS), "u4")
        return pa.table(
            {
                "hash": pa.array(map(_digest, chosen), pa.binary(HASH_BYTES)),
                "text": pa.array(chosen, pa.large_string()),
                "licence": pa.array([licences[row] for row in kept], pa.string()),
                "tokens": pa.array(self.counter.count(chosen), pa.int64()),
                "signature": pa.FixedSizeBinaryArray.from_buffers(
                    SCHEMA.field("signature").type, len(kept), [None, pa.py_buffer(signed.tobytes())]
                ),
            },
            schema=SCHEMA,
        )


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=HASH_BYTES).digest()


@lru_cache(maxsize=1)
def _canonical_by_trace(paths: Iterable[str]) -> dict[str, str]:
    """The canonical form of each trace's problem."""
    found: dict[str, str] = {}
    for path in paths:
        for portion in portions(path):
            columns = read(portion, ["id", "canonical"])
            found |= {i: form for i, form in zip(*columns.values(), strict=True) if i and form}
    return found
