"""Decontamination: which documents share a run of words, or a canonical form, with files to keep out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from factory.mix.errors import MixError
from factory.mix.files import column_names, find, portions, read
from factory.mix.recipe import Decontaminate
from factory.mix.words import Hashes, Split, shingles, words

SHORTEST = 8  # words; a shorter text says too little to be looked for
_CANONICAL = "canonical"


class Contamination:
    """What may not occur: runs of words by their length, and canonical forms.

    A text of fewer words than a run, but at least `SHORTEST`, is looked for as a whole. Words are compared in
    lower case without ASCII punctuation. Raises MixError when a file cannot be read.
    """

    def __init__(self, rules: Decontaminate) -> None:
        self.too_short = 0
        self.canonical: frozenset[str] = frozenset(_canonical_forms(rules))
        by_length: dict[int, list[Hashes]] = {}
        for texts in _texts(rules):
            found = words(pa.array(texts, pa.large_string()), Split.PUNCTUATION)
            counts = np.diff(found.offsets)
            self.too_short += int((counts < SHORTEST).sum())
            for length in np.unique(np.clip(counts, SHORTEST - 1, rules.words)).tolist():
                if length >= SHORTEST:
                    runs = shingles(found, length)
                    whole = counts >= length if length == rules.words else counts == length
                    by_length.setdefault(length, []).append(
                        runs.hashes[np.repeat(whole, np.diff(runs.offsets))]
                    )
        self._runs = {length: np.unique(np.concatenate(parts)) for length, parts in sorted(by_length.items())}

    def hits(self, texts: pa.Array) -> NDArray[np.bool_]:
        """Which texts hold a run of words that they may not."""
        found = np.zeros(len(texts), np.bool_)
        if not self._runs:
            return found
        of = words(texts, Split.PUNCTUATION)
        for length, runs in self._runs.items():
            here = shingles(of, length)
            places = np.minimum(np.searchsorted(runs, here.hashes), len(runs) - 1)
            rows = np.repeat(np.arange(len(texts)), np.diff(here.offsets))
            found[rows[runs[places] == here.hashes]] = True
        return found


def input_files(rules: Decontaminate) -> list[str]:
    """All files that the rules name; raises MixError where one is not there."""
    named = rules.files + rules.canonical
    return sorted({path for pattern in named for path in find([pattern], "decontaminate")})


def _texts(rules: Decontaminate) -> Iterator[list[str]]:
    for path in find(rules.files, "decontaminate.files"):
        if Path(path).suffix == ".txt":
            try:
                yield [part for part in Path(path).read_text(encoding="utf-8").split("\n\n") if part.strip()]
            except (OSError, UnicodeDecodeError) as error:
                raise MixError(f"{path}: cannot be read as text: {error}") from None
            continue
        known = column_names(path)
        columns = [name for name in rules.text if name in known]
        if not columns:
            raise MixError(
                f"{path}: none of the columns {', '.join(rules.text)} is there; it has {', '.join(known)}. "
                "Name one in decontaminate.text"
            )
        for portion in portions(path):
            for values in read(portion, columns).values():
                yield [text for text in values if text]


def _canonical_forms(rules: Decontaminate) -> Iterator[str]:
    for path in find(rules.canonical, "decontaminate.canonical"):
        for portion in portions(path):
            yield from (form for form in read(portion, [_CANONICAL])[_CANONICAL] if form)
