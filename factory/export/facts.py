"""Facts about a dataset, counted from its Parquet files alone; the card and the report say nothing else.

Nothing is taken from the run that made the files, so that a card cannot claim what the files do not hold.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from factory.write.openings import OpeningStatistics

BATCH_ROWS = 4096


class FileFacts(msgspec.Struct, frozen=True):
    """One file of the dataset."""

    name: str  # relative to the dataset directory
    rows: int
    size: int  # bytes
    sha256: str


class Facts(msgspec.Struct, kw_only=True):
    """Everything that the card and the report say of a dataset."""

    files: list[FileFacts]
    traces: int = 0
    documents: int = 0
    repeated_traces: int = 0  # rows whose id was seen before
    repeated_documents: int = 0
    status: dict[str, int] = {}
    outcome: dict[str, int] = {}
    domain: dict[str, int] = {}
    axioms: dict[str, int] = {}  # "none" or the axioms joined by commas -> traces
    toolchain: dict[str, int] = {}
    licence: dict[str, int] = {}
    generator: dict[str, int] = {}
    prover: dict[str, int] = {}
    steps: dict[int, int] = {}  # number of steps -> traces
    size: dict[int, int] = {}  # connectives of the problem -> traces
    style: dict[str, int] = {}
    characters: int = 0  # of all documents
    words: int = 0
    commonest_opening: str = ""
    opening_share: float = 0.0
    opening_entropy: float = 0.0  # bits


def dataset_facts(directory: Path) -> Facts:
    """Count everything in `directory/traces-*.parquet` and `directory/documents-*.parquet`.

    Raises FileNotFoundError if there is no traces file, pyarrow.ArrowInvalid if a file is not Parquet.
    """
    trace_files = sorted(directory.glob("traces-*.parquet"))
    document_files = sorted(directory.glob("documents-*.parquet"))
    if not trace_files:
        raise FileNotFoundError(2, "no traces-*.parquet in the dataset", str(directory))
    facts = Facts(files=[_file_facts(path, directory) for path in trace_files + document_files])
    _count_traces(facts, trace_files)
    _count_documents(facts, document_files)
    return facts


def _file_facts(path: Path, directory: Path) -> FileFacts:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    rows = pq.ParquetFile(path).metadata.num_rows
    return FileFacts(str(path.relative_to(directory)), rows, path.stat().st_size, digest)


def _batches(files: list[Path], columns: list[str]) -> Iterator[pa.RecordBatch]:
    for path in files:
        yield from pq.ParquetFile(path).iter_batches(BATCH_ROWS, columns=columns)


def _count_traces(facts: Facts, files: list[Path]) -> None:
    plain = ["status", "outcome", "domain", "toolchain", "licence", "prover"]
    counters: dict[str, Counter[str]] = {name: Counter() for name in [*plain, "generator", "axioms"]}
    steps: Counter[int] = Counter()
    size: Counter[int] = Counter()
    seen: set[str] = set()
    columns = ["id", *plain, "generator", "generator_version", "axioms", "steps", "difficulty"]
    for batch in _batches(files, columns):
        facts.traces += batch.num_rows
        seen.update(batch.column("id").to_pylist())
        for name in plain:
            counters[name].update(_value_counts(batch.column(name)))
        makers = zip(
            batch.column("generator").to_pylist(), batch.column("generator_version").to_pylist(), strict=True
        )
        counters["generator"].update(f"{name} {version}" for name, version in makers)
        counters["axioms"].update(", ".join(used) or "none" for used in batch.column("axioms").to_pylist())
        steps.update(_value_counts(pc.list_value_length(batch.column("steps"))))
        for measures in batch.column("difficulty").to_pylist():
            size.update(int(measure["value"]) for measure in measures if measure["name"] == "size")
    facts.repeated_traces = facts.traces - len(seen)
    for name, counter in counters.items():
        setattr(facts, name, dict(counter.most_common()))
    facts.steps, facts.size = dict(sorted(steps.items())), dict(sorted(size.items()))


def _value_counts(column: pa.Array) -> dict[Any, int]:
    return {item["values"]: item["counts"] for item in column.value_counts().to_pylist()}


def _count_documents(facts: Facts, files: list[Path]) -> None:
    style: Counter[str] = Counter()
    seen: set[str] = set()
    openings = OpeningStatistics()
    for batch in _batches(files, ["id", "style", "text"]):
        facts.documents += batch.num_rows
        seen.update(batch.column("id").to_pylist())
        styles, texts = batch.column("style").to_pylist(), batch.column("text").to_pylist()
        style.update(styles)
        for one, text in zip(styles, texts, strict=True):
            openings.add(one, text)
            facts.characters += len(text)
            facts.words += len(text.split())
    facts.repeated_documents = facts.documents - len(seen)
    facts.style = dict(style.most_common())
    overall = openings.report()
    facts.commonest_opening, facts.opening_share, facts.opening_entropy = (
        overall.commonest,
        overall.share,
        overall.entropy,
    )
