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

from factory.export.tokens import Tokens, read_tokens
from factory.write.copying import CopyingStatistics
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
    problems: int = 0  # rows of a run that only mined; then there are no traces
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
    measures: dict[str, dict[int, int]] = {}  # measure of difficulty -> its value, rounded down -> rows
    rules: dict[str, int] = {}  # rule -> steps of all proofs or derivations that use it
    auxiliary: int = 0  # rows with auxiliary constructions
    contaminated: int = 0  # rows that repeat a published problem, and say so
    style: dict[str, int] = {}
    repeated_texts: int = 0  # documents whose whole text was seen before
    copied_share: float = 0.0  # of the 13-word sequences of documents: the share that an earlier document has
    tokens: Tokens | None = None
    characters: int = 0  # of all documents
    words: int = 0
    commonest_opening: str = ""
    opening_share: float = 0.0
    opening_entropy: float = 0.0  # bits


def dataset_facts(directory: Path) -> Facts:
    """Count everything in `directory`: traces and documents, or the problems of a run that only mined.

    Raises FileNotFoundError if there are none, pyarrow.ArrowInvalid if a file is not Parquet.
    """
    trace_files = sorted(directory.glob("traces-*.parquet"))
    problem_files = [] if trace_files else sorted(directory.glob("problems-*.parquet"))
    document_files = sorted(directory.glob("documents-*.parquet"))
    if not trace_files and not problem_files:
        raise FileNotFoundError(2, "no traces-*.parquet and no problems-*.parquet", str(directory))
    files = trace_files + problem_files + document_files
    facts = Facts(files=[file_facts(path, directory) for path in files], tokens=read_tokens(directory))
    if trace_files:
        _count_traces(facts, trace_files)
    _count_problems(facts, trace_files or problem_files)
    _count_documents(facts, document_files)
    return facts


def file_facts(path: Path, directory: Path) -> FileFacts:
    """A Parquet file below `directory`: rows, bytes, hash. Raises OSError."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    rows = pq.ParquetFile(path).metadata.num_rows
    return FileFacts(str(path.relative_to(directory)), rows, path.stat().st_size, digest)


def _batches(files: list[Path], columns: list[str]) -> Iterator[pa.RecordBatch]:
    for path in files:
        yield from pq.ParquetFile(path).iter_batches(BATCH_ROWS, columns=columns)


def _count_traces(facts: Facts, files: list[Path]) -> None:
    plain = ["status", "outcome", "toolchain", "prover"]
    counters: dict[str, Counter[str]] = {name: Counter() for name in [*plain, "axioms"]}
    steps: Counter[int] = Counter()
    seen: set[str] = set()
    for batch in _batches(files, ["id", *plain, "axioms", "steps"]):
        facts.traces += batch.num_rows
        seen.update(batch.column("id").to_pylist())
        for name in plain:
            counters[name].update(_value_counts(batch.column(name)))
        counters["axioms"].update(", ".join(used) or "none" for used in batch.column("axioms").to_pylist())
        steps.update(_value_counts(pc.list_value_length(batch.column("steps"))))
    facts.repeated_traces = facts.traces - len(seen)
    for name, counter in counters.items():
        setattr(facts, name, dict(counter.most_common()))
    facts.steps = dict(sorted(steps.items()))


def _count_problems(facts: Facts, files: list[Path]) -> None:
    """What traces and mere problems have in common."""
    counters: dict[str, Counter[str]] = {name: Counter() for name in ("domain", "licence", "generator")}
    measures: dict[str, Counter[int]] = {}
    rules: Counter[str] = Counter()
    steps = "steps" if facts.traces else "derivation"
    columns = ["domain", "licence", "generator", "generator_version", "difficulty", "auxiliary"]
    for batch in _batches(files, [*columns, "contaminates", steps]):
        facts.problems += 0 if facts.traces else batch.num_rows
        for name in ("domain", "licence"):
            counters[name].update(_value_counts(batch.column(name)))
        makers = pc.binary_join_element_wise(
            batch.column("generator"), batch.column("generator_version"), " "
        )
        counters["generator"].update(_value_counts(makers))
        for name, counts in _measured(batch.column("difficulty")).items():
            measures.setdefault(name, Counter()).update(counts)
        known = batch.schema.names  # files of an older version lack some
        if steps in known:
            rules.update(_value_counts(batch.column(steps).flatten().field("rule")))
        if "auxiliary" in known:
            facts.auxiliary += pc.sum(pc.not_equal(batch.column("auxiliary"), "")).as_py() or 0
        if "contaminates" in known:
            named = pc.greater(pc.list_value_length(batch.column("contaminates")), 0)
            facts.contaminated += pc.sum(named).as_py() or 0
    for name, counter in counters.items():
        setattr(facts, name, dict(counter.most_common()))
    facts.rules = dict(rules.most_common())
    facts.measures = {name: dict(sorted(counts.items())) for name, counts in sorted(measures.items())}
    facts.size = facts.measures.get("size", {})


def _measured(column: pa.Array) -> dict[str, dict[int, int]]:
    """The values of each measure, rounded down, with how often they occur."""
    flat = column.flatten()
    names, values = flat.field("name"), pc.floor(flat.field("value"))
    return {
        name: {
            int(value): count for value, count in _value_counts(values.filter(pc.equal(names, name))).items()
        }
        for name in pc.unique(names).to_pylist()
    }


def _value_counts(column: pa.Array) -> dict[Any, int]:
    return {item["values"]: item["counts"] for item in column.value_counts().to_pylist()}


def _count_documents(facts: Facts, files: list[Path]) -> None:
    style: Counter[str] = Counter()
    seen: set[str] = set()
    seen_texts: set[bytes] = set()
    copying = CopyingStatistics()
    openings = OpeningStatistics()
    for batch in _batches(files, ["id", "style", "text"]):
        facts.documents += batch.num_rows
        seen.update(batch.column("id").to_pylist())
        styles, texts = batch.column("style").to_pylist(), batch.column("text").to_pylist()
        style.update(styles)
        for one, text in zip(styles, texts, strict=True):
            openings.add(one, text)
            copying.add(text)
            seen_texts.add(hashlib.blake2b(text.encode(), digest_size=16).digest())
            facts.characters += len(text)
            facts.words += len(text.split())
    facts.repeated_documents = facts.documents - len(seen)
    facts.repeated_texts = facts.documents - len(seen_texts)
    facts.copied_share = copying.share()
    facts.style = dict(style.most_common())
    overall = openings.report()
    facts.commonest_opening, facts.opening_share, facts.opening_entropy = (
        overall.commonest,
        overall.share,
        overall.entropy,
    )
