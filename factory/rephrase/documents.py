"""Reads documents, JSON lines, Parquet or Arrow, in batches that depend on the files alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

BATCH: int = 500  # documents
SUFFIXES = (".jsonl", ".ndjson", ".parquet", ".arrow")


class InputError(ValueError):
    """A file that is not what was expected; the message names the file and the line."""


class Source(msgspec.Struct, frozen=True):
    """A document: `id` is the hash of its text."""

    id: str
    text: str


def batches(paths: Iterable[Path], column: str, size: int = BATCH) -> Iterator[list[Source]]:
    """The documents of all files in order; empty texts are passed over. Raises InputError, OSError."""
    batch: list[Source] = []
    for path in paths:
        for text in _texts(path, column):
            if text.strip():
                batch.append(Source(hashlib.blake2b(text.encode(), digest_size=16).hexdigest(), text))
            if len(batch) == size:
                yield batch
                batch = []
    if batch:
        yield batch


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file's bytes; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _texts(path: Path, column: str) -> Iterator[str]:
    match path.suffix:
        case ".parquet":
            yield from _parquet(path, column)
        case ".arrow":
            yield from _arrow(path, column)
        case ".jsonl" | ".ndjson":
            yield from _lines(path, column)
        case _:
            raise InputError(f"{path}: expected JSON lines (.jsonl, .ndjson), .parquet or .arrow")


def _parquet(path: Path, column: str) -> Iterator[str]:
    try:
        with pq.ParquetFile(path) as file:
            _check(path, column, file.schema_arrow)
            for batch in file.iter_batches(columns=[column]):
                yield from _column(batch.column(0))
    except pa.ArrowException as error:
        raise InputError(f"{path}: not a readable Parquet file of text: {error}") from None


def _arrow(path: Path, column: str) -> Iterator[str]:
    """A stream of record batches, as `datasets` saves them."""
    try:
        with pa.memory_map(str(path)) as file, pa.ipc.open_stream(file) as stream:
            _check(path, column, stream.schema)
            for batch in stream:
                yield from _column(batch.column(column))
    except pa.ArrowException as error:
        raise InputError(f"{path}: not a readable Arrow stream of text: {error}") from None


def _check(path: Path, column: str, schema: pa.Schema) -> None:
    if column not in schema.names:
        raise InputError(f"{path}: there is no column {column!r}; it has {', '.join(schema.names)}")


def _column(values: pa.Array) -> Iterator[str]:
    yield from (text or "" for text in values.cast(pa.large_string()).to_pylist())


def _lines(path: Path, column: str) -> Iterator[str]:
    decoder = msgspec.json.Decoder(dict[str, object])
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                value = decoder.decode(line).get(column)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise InputError(f"{path}: line {number}: {error}") from None
            if not isinstance(value, str):
                raise InputError(f"{path}: line {number}: {column!r} is no text")
            yield value
