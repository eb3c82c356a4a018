"""Reads documents, JSON lines, Parquet or Arrow, in batches that depend on the files alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

BATCH: int = 500  # documents
SUFFIXES = (".jsonl", ".ndjson", ".parquet", ".arrow")


class InputError(ValueError):
    """A file that is not what was expected; the message names the file and the line."""


class Licence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The licence of documents, as an SPDX identifier: one of all, or the column where each has its own."""

    of_all: str = ""  # "": not known
    column: str = ""  # "": none

    def __post_init__(self) -> None:
        if self.of_all and self.column:
            raise ValueError("a licence of all documents and a column of licences are one too many")


UNSAID: Final = Licence()


class Source(msgspec.Struct, frozen=True):
    """A document: `id` is the hash of its text; `licence` is "" where it is not known."""

    id: str
    text: str
    licence: str = ""


def batches(
    paths: Iterable[Path], column: str, size: int = BATCH, *, licence: Licence = UNSAID
) -> Iterator[list[Source]]:
    """The documents of all files in order; empty texts are passed over. Raises InputError, OSError."""
    columns = [column, licence.column] if licence.column else [column]
    batch: list[Source] = []
    for path in paths:
        for text, *own in _rows(path, columns):
            if text.strip():
                identity = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
                batch.append(Source(identity, text, own[0] if own else licence.of_all))
            if len(batch) == size:
                yield batch
                batch = []
    if batch:
        yield batch


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file's bytes; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rows(path: Path, columns: Sequence[str]) -> Iterator[Sequence[str]]:
    """The values of the columns, row by row; all but the first may be missing in a row, and are then ""."""
    match path.suffix:
        case ".parquet":
            yield from _parquet(path, columns)
        case ".arrow":
            yield from _arrow(path, columns)
        case ".jsonl" | ".ndjson":
            yield from _lines(path, columns)
        case _:
            raise InputError(f"{path}: expected JSON lines (.jsonl, .ndjson), .parquet or .arrow")


def _parquet(path: Path, columns: Sequence[str]) -> Iterator[Sequence[str]]:
    try:
        with pq.ParquetFile(path) as file:
            _check(path, columns, file.schema_arrow)
            for batch in file.iter_batches(columns=list(dict.fromkeys(columns))):
                yield from _values(batch, columns)
    except pa.ArrowException as error:
        raise InputError(f"{path}: not a readable Parquet file of text: {error}") from None


def _arrow(path: Path, columns: Sequence[str]) -> Iterator[Sequence[str]]:
    """A stream of record batches, as `datasets` saves them."""
    try:
        with pa.memory_map(str(path)) as file, pa.ipc.open_stream(file) as stream:
            _check(path, columns, stream.schema)
            for batch in stream:
                yield from _values(batch, columns)
    except pa.ArrowException as error:
        raise InputError(f"{path}: not a readable Arrow stream of text: {error}") from None


def _check(path: Path, columns: Sequence[str], schema: pa.Schema) -> None:
    for column in columns:
        if column not in schema.names:
            raise InputError(f"{path}: there is no column {column!r}; it has {', '.join(schema.names)}")


def _values(batch: pa.RecordBatch, columns: Sequence[str]) -> Iterator[Sequence[str]]:
    texts = (batch.column(column).cast(pa.large_string()).fill_null("").to_pylist() for column in columns)
    yield from zip(*texts, strict=True)


def _lines(path: Path, columns: Sequence[str]) -> Iterator[Sequence[str]]:
    decoder = msgspec.json.Decoder(dict[str, object])
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise InputError(f"{path}: line {number}: {error}") from None
            values = [row.get(columns[0]), *(row.get(column) or "" for column in columns[1:])]
            texts = [value for value in values if isinstance(value, str)]
            if len(texts) < len(values):
                wrong = next(c for c, v in zip(columns, values, strict=True) if not isinstance(v, str))
                raise InputError(f"{path}: line {number}: {wrong!r} is no text")
            yield texts
