"""Input files: which ones a pattern means, how they are cut into portions, and the columns of a portion."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from glob import glob
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from factory.mix.errors import MixError

_PORTION_BYTES = 8 << 20
_PORTION_ROWS = 20_000
JSONL, PARQUET = (".jsonl", ".ndjson"), (".parquet",)
_DATASET = "documents-*.parquet"  # the texts in a dataset directory of ours
_TRACES = "traces-*.parquet"

Columns = dict[str, list[str | None]]


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """A file that the mix depends on, with the SHA-256 of its bytes."""

    path: str
    size: int  # bytes
    sha256: str


class Portion(msgspec.Struct, frozen=True):
    """What one worker reads of a file at a time: bytes of JSON lines, or row groups of Parquet."""

    path: str
    start: int
    stop: int


def find(patterns: Iterable[str], what: str) -> list[str]:
    """The files that the patterns mean, in order; of a directory its documents. Raises MixError."""
    found: list[str] = []
    for pattern in patterns:
        if Path(pattern).is_dir():
            files = sorted(map(str, Path(pattern).glob(_DATASET))) or sorted(
                str(path) for path in Path(pattern).iterdir() if path.suffix in JSONL + PARQUET
            )
        else:
            files = sorted(_matches(pattern)) if not Path(pattern).exists() else [pattern]
        if not files:
            raise MixError(f"{what}: no file matches {pattern!r}")
        found += files
    repeated = {path for path in found if found.count(path) > 1}
    if repeated:
        raise MixError(f"{what}: {min(repeated)} is named more than once")
    return found


def _matches(pattern: str) -> list[str]:
    return glob(pattern, recursive=True)  # noqa: PTH207  a Path takes no absolute pattern


def traces_beside(path: str) -> list[str]:
    """The traces that the documents in `path` were written from, where it lies in a dataset of ours."""
    place = Path(path)
    return sorted(map(str, place.parent.glob(_TRACES))) if place.match(_DATASET) else []


def fingerprint(path: str) -> Input:
    """A file's size and hash. Raises MixError when it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return Input(path=path, size=file.tell(), sha256=digest)
    except OSError as error:
        raise MixError(f"{path}: cannot be read: {error.strerror}") from None


def portions(path: str) -> list[Portion]:
    """The portions of a file; together they are all of it. They depend on the file alone. Raises MixError."""
    if Path(path).suffix in JSONL:
        size = Path(path).stat().st_size
        return [Portion(path, at, min(at + _PORTION_BYTES, size)) for at in range(0, size, _PORTION_BYTES)]
    if Path(path).suffix not in PARQUET:
        raise MixError(f"{path}: expected a file of JSON lines (.jsonl, .ndjson) or a .parquet file")
    found, first, rows = [], 0, 0
    with _parquet(path) as file:
        for group in range(file.metadata.num_row_groups):
            rows += file.metadata.row_group(group).num_rows
            if rows >= _PORTION_ROWS or group == file.metadata.num_row_groups - 1:
                found.append(Portion(path, first, group + 1))
                first, rows = group + 1, 0
    return found


def read(portion: Portion, columns: Iterable[str]) -> Columns:
    """The values of text columns, row by row; raises MixError naming file and row where there are none."""
    if Path(portion.path).suffix in JSONL:
        return _read_lines(portion, list(columns))
    with _parquet(portion.path) as file:
        for name in columns:
            if name not in file.schema_arrow.names:
                known = ", ".join(file.schema_arrow.names)
                raise MixError(f"{portion.path}: there is no column {name!r}; it has {known}")
        try:
            table = file.read_row_groups(list(range(portion.start, portion.stop)), columns=list(columns))
            return {name: table.column(name).cast(pa.large_string()).to_pylist() for name in columns}
        except (OSError, pa.ArrowException) as error:
            raise MixError(f"{portion.path}: cannot be read as text: {error}") from None


def column_names(path: str) -> list[str]:
    """The columns of a Parquet file, or the keys of a JSON-lines file's first row. Raises MixError."""
    if Path(path).suffix not in JSONL:
        with _parquet(path) as file:
            return list(file.schema_arrow.names)
    with Path(path).open("rb") as file:
        line = file.readline()
    try:
        return list(msgspec.json.decode(line, type=dict)) if line.strip() else []
    except msgspec.DecodeError as error:
        raise MixError(f"{path}: line 1: {error}") from None


def is_flag(path: str, column: str) -> bool:
    """Whether a Parquet file has a column of truth values with this name. Raises MixError."""
    if Path(path).suffix in JSONL:
        return False
    with _parquet(path) as file:
        schema = file.schema_arrow
        return column in schema.names and pa.types.is_boolean(schema.field(column).type)


def _parquet(path: str) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except (OSError, pa.ArrowException) as error:
        raise MixError(f"{path}: not a readable Parquet file: {error}") from None


def _read_lines(portion: Portion, columns: list[str]) -> Columns:
    fields = [(f"column{i}", str | None) for i in range(len(columns))]
    names = {f"column{i}": name for i, name in enumerate(columns)}
    decoder = msgspec.json.Decoder(msgspec.defstruct("Row", fields, rename=names))
    values: Columns = {name: [] for name in columns}
    for at, line in _lines(portion):
        try:
            row = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise MixError(f"{portion.path}: line {_line_number(portion.path, at)}: {error}") from None
        for field, name in names.items():
            values[name].append(getattr(row, field))
    return values


def _lines(portion: Portion) -> Iterator[tuple[int, bytes]]:
    """The lines that begin in the portion, with where they begin; blank ones are passed over."""
    with Path(portion.path).open("rb") as file:
        at = portion.start
        if at:
            file.seek(at - 1)
            at += len(file.readline()) - 1
        while at < portion.stop:
            line = file.readline()
            if not line:
                return
            if line.strip():
                yield at, line
            at += len(line)


def _line_number(path: str, at: int) -> int:
    with Path(path).open("rb") as file:
        return file.read(at).count(b"\n") + 1
