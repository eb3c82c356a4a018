"""Reads what is to be proved: Parquet files of problems or traces, or JSON lines of bare statements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from factory.records import Problem, Trace, text_hash
from factory.run.shards import ShardError, scan_file
from factory.run.tables import BadRow


class ProblemsError(ValueError):
    """A file that holds no problems; the message says which, where, and what is wrong."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A statement to prove: a closed Lean proposition, with the record that it is of where there is one."""

    id: str
    statement: str
    problem: Problem | None = None


class _Line(msgspec.Struct):
    statement: str
    id: str = ""


def read_tasks(paths: list[Path], limit: int | None = None) -> list[Task]:
    """The tasks in these files, in order, each id once; a folder stands for the Parquet files in it.

    Of a trace, the statement that its proof is of is asked for, the negation of a problem that was refuted
    included. Raises ProblemsError, ShardError, and FileNotFoundError.
    """
    found: dict[str, Task] = {}
    for path in (file for given in paths for file in _files(given)):
        for task in _tasks(path):
            found.setdefault(task.id, task)
            if limit is not None and len(found) == limit:
                return list(found.values())
    if not found:
        raise ProblemsError(f"{', '.join(map(str, paths))}: there are no problems with statements in Lean")
    return list(found.values())


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise FileNotFoundError(2, "no such file", str(path))
    if not path.is_dir():
        return [path]
    files = sorted(path.glob("traces-*.parquet")) or sorted(path.glob("*.parquet"))
    if not files:
        raise ProblemsError(f"{path}: the folder holds no Parquet files")
    return files


def _tasks(path: Path) -> Iterator[Task]:
    if path.suffix != ".parquet":
        yield from _lines(path)
        return
    try:
        columns = pq.read_schema(path).names
    except (OSError, pa.ArrowException) as error:
        raise ShardError(f"{path}: not a readable Parquet file: {error}") from None
    kind = Trace if "statement" in columns else Problem
    for batch in scan_file(kind, path):
        for row in batch:
            if isinstance(row, BadRow):
                raise ProblemsError(f"{path}, row {row.row}: {row.reason}")
            problem: Problem = row.problem if isinstance(row, Trace) else row
            statement = row.proof.statement if isinstance(row, Trace) else row.lean
            if statement:
                yield Task(id=problem.id, statement=statement, problem=problem)


def _lines(path: Path) -> Iterator[Task]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = msgspec.json.decode(line, type=_Line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise ProblemsError(
                    f"{path}, line {number}: {error}; a line is an object with `statement` and perhaps `id`"
                ) from None
            yield Task(id=row.id or text_hash("statement", row.statement)[:32], statement=row.statement)
