"""Shards: Parquet files that appear whole or not at all, with the same bytes for the same rows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from factory.records import Record
from factory.run.schema import SchemaError, check_columns
from factory.run.tables import BadRow, from_table, scan_table, to_table

ROW_GROUP_ROWS = 5_000
_TEMPORARY = ".tmp-"
_BATCH_BYTES = 64 << 20  # what `scan_file` decodes at once, about


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """A file as the ledger knows it: its path within the run directory, its rows and its bytes' SHA-256."""

    path: str
    rows: int
    sha256: str


class ShardError(ValueError):
    """A file that is not a readable Parquet file of the expected records; the message names the file."""


def write_shard(root: Path, path: str, table: pa.Table) -> Shard:
    """Write `table` to `root / path`: to a temporary name, synced, then renamed over whatever stands there.

    The bytes depend on the rows and on the pyarrow version only. Raises OSError.
    """
    data = encode(table)
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, data)
    return Shard(path=path, rows=table.num_rows, sha256=hashlib.sha256(data).hexdigest())


def encode(table: pa.Table) -> memoryview:
    """The table as the bytes of a Parquet file."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        table.combine_chunks(),  # page boundaries must not depend on how the rows were gathered
        sink,
        row_group_size=ROW_GROUP_ROWS,
        compression="zstd",
        compression_level=3,
        version="2.6",
        data_page_version="1.0",
    )
    return memoryview(sink.getvalue())


def write_atomically(target: Path, data: bytes | memoryview) -> None:
    """Replace `target` by a file with these bytes; after a crash the old or the new file is there, whole."""
    temporary = target.with_name(f"{target.name}{_TEMPORARY}{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(target)  # a failed write does not say to which file
        raise
    sync_directory(target.parent)


def sync_directory(directory: Path) -> None:
    """Make the names in a directory durable."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_temporaries(directory: Path, files: str = "**/*") -> None:
    """Remove what writers of `files` (a pattern) that were killed left behind under `directory`."""
    for path in directory.glob(f"{files}{_TEMPORARY}*"):
        path.unlink(missing_ok=True)


def damage(root: Path, shard: Shard) -> str | None:
    """What is wrong with a shard's file, or None when it is there with the bytes that were written."""
    try:
        with (root / shard.path).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return "it is missing"
    except OSError as error:
        return f"it cannot be read: {error.strerror}"
    return None if found == shard.sha256 else "its bytes changed"


def read_shard(kind: type[Record], path: Path) -> list[Any]:
    """All records of a file, in order; raises ShardError."""
    try:
        return from_table(kind, read_table(path))
    except SchemaError as error:
        raise ShardError(f"{path}: {error}") from None


def write_records(root: Path, path: str, kind: type[Record], records: list[Any]) -> Shard:
    """Write records as a shard; raises SchemaError and OSError."""
    return write_shard(root, path, to_table(kind, records))


def read_table(path: Path) -> pa.Table:
    """The table in a Parquet file; raises ShardError when it is missing, cut short or not Parquet."""
    try:
        return pq.read_table(path, partitioning=None)
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from None


def distinct_values(path: Path, column: str) -> set[Any]:
    """The different values in a column of a Parquet file; none where there is none. Raises ShardError."""
    try:
        with pq.ParquetFile(path) as file:
            table = file.read([column])
        return set(table.column(column).unique().to_pylist()) if column in table.column_names else set()
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from None


def scan_file(kind: type[Record], path: Path, batch_rows: int = 1_000) -> Iterator[list[Any]]:
    """The records of a Parquet file that others may have made, in batches of at most `batch_rows`.

    A row that cannot be read comes as a BadRow, numbered within the file; the rest goes on. Raises
    ShardError when the file as a whole is missing, cut short, not Parquet, or without a column that is
    needed.
    """
    first = 0
    try:
        with pq.ParquetFile(path) as file:
            check_columns(kind, file.schema_arrow)
            for batch in file.iter_batches(_rows_at_once(file.metadata, batch_rows)):
                records = scan_table(kind, pa.Table.from_batches([batch]))
                yield [BadRow(r.row + first, r.reason) if isinstance(r, BadRow) else r for r in records]
                first += batch.num_rows
    except SchemaError as error:
        raise ShardError(f"{path}: {error}") from None
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from None


def _rows_at_once(metadata: pq.FileMetaData, most: int) -> int:
    """How many rows of a file to hold in memory at once: fewer where they are large."""
    size = sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))
    return max(1, min(most, int(_BATCH_BYTES * metadata.num_rows / max(1, size))))


def _unreadable(path: Path, error: Exception) -> ShardError:
    if isinstance(error, FileNotFoundError):
        return ShardError(f"{path}: there is no such file")
    return ShardError(
        f"{path}: not a readable Parquet file (cut short, damaged, or of another format): {error}"
    )
