"""The hardest problems of a dataset with their figures, ready for the report's gallery.

Rows may have been changed by others since they were written. Text is escaped by the template; a figure is
shown as an image, in which a browser runs no script and loads nothing from elsewhere.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from factory.records import Problem, Trace
from factory.run.tables import BadRow, scan_table

SHOWN: Final = 24
_MOST_BYTES: Final = 200_000  # of a figure
_HARDNESS: Final = ("length", "size")  # the measures that say how hard a problem is, the best first


class Picture(NamedTuple):
    """A problem and the address of its figure, "" where it has none."""

    problem: Problem
    image: str


def hardest(dataset: Path) -> list[Picture]:
    """The problems with the longest proofs, one for each set of clauses, the first of equals first.

    Only rows that have a formal text are looked at.
    """
    ranked: list[tuple[float, str, int, str]] = []
    kind: type[Trace] | type[Problem] = Trace
    files = sorted(dataset.glob("traces-*.parquet"))
    if not files:
        kind, files = Problem, sorted(dataset.glob("problems-*.parquet"))
    for path in files:
        if "formal" in pq.read_schema(path).names:
            rows = pq.read_table(path, columns=["difficulty", "formal"])
            ranked = _first_of_each(sorted([*ranked, *_ranked(rows, str(path))]))
    found: dict[tuple[str, int], Problem] = {}
    for name in sorted({path for _, path, _, _ in ranked}):
        numbers = [row for _, path, row, _ in ranked if path == name]
        for row, record in zip(numbers, scan_table(kind, pq.read_table(name).take(numbers)), strict=True):
            if not isinstance(record, BadRow):
                found[name, row] = record.problem if isinstance(record, Trace) else record
    shown = (found.get((path, row)) for _, path, row, _ in ranked)
    return [Picture(problem, _address(problem.figure.svg)) for problem in shown if problem is not None]


def _ranked(rows: pa.Table, path: str) -> Iterator[tuple[float, str, int, str]]:
    """How hard each row is, less than 0, where it stands, and the clauses of its statement."""
    formal, difficulty = rows.column("formal").to_pylist(), rows.column("difficulty").to_pylist()
    for row, (text, measures) in enumerate(zip(formal, difficulty, strict=True)):
        if text:
            values = {measure["name"]: measure["value"] for measure in measures}
            known = (values[name] for name in _HARDNESS if name in values)
            yield -next(known, 0.0), path, row, text.partition("?")[0]


def _first_of_each(ranked: list[tuple[float, str, int, str]]) -> list[tuple[float, str, int, str]]:
    first = {clauses: (value, path, row, clauses) for value, path, row, clauses in reversed(ranked)}
    return sorted(first.values())[:SHOWN]


def _address(svg: str) -> str:
    data = svg.encode()
    if not 0 < len(data) <= _MOST_BYTES:
        return ""
    return f"data:image/svg+xml;base64,{b64encode(data).decode()}"
