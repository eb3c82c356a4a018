"""A rephrasing run: documents in, checked records out, shard by shard; what is finished is not made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from factory.rephrase.collapse import Bounds, Figures, Gate
from factory.rephrase.documents import InputError, Source, batches, fingerprint
from factory.rephrase.faithfulness import Content, Scores, Thresholds, faults, score
from factory.rephrase.formats import formats
from factory.rephrase.sentences import sentences
from factory.rephrase.template import NAME, rephrase
from factory.run.shards import write_atomically, write_shard

PLAN: Final = "rephrase.json"
_SHARD: Final = "records-{:05}.parquet"
_SCORES: Final = pa.struct(
    [
        (field.name, {float: pa.float64(), int: pa.int64(), bool: pa.bool_()}[field.type])
        for field in msgspec.structs.fields(Scores)
    ]
)
SCHEMA: Final = pa.schema(
    [
        pa.field(name, kind, nullable=False)
        for name, kind in (
            ("source_id", pa.string()),
            ("format", pa.string()),
            ("format_version", pa.string()),
            ("backend", pa.string()),
            ("text", pa.string()),
            ("kept", pa.bool_()),
            ("faults", pa.list_(pa.field("element", pa.string(), nullable=False))),
            ("scores", _SCORES),
        )
    ]
)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A rephrased document with its scores; one that has faults is refused and stays in the file."""

    source_id: str
    format: str
    format_version: str
    backend: str
    text: str
    kept: bool
    faults: list[str]
    scores: Scores


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that decides the records of a run."""

    formats: list[str]
    column: str = "text"
    thresholds: Thresholds = Thresholds()
    bounds: Bounds = Bounds()
    inputs: dict[str, str]  # SHA-256 by path
    versions: dict[str, str] = {}


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a run ended, its numbers by format."""

    documents: int
    kept: dict[str, int]
    refused: dict[str, int]
    inapplicable: dict[str, int]  # documents that have nothing to put into the format
    reasons: dict[str, int]  # the first fault of each refused record, without its figure
    openings: dict[str, Figures]
    collapsed: str | None = None


def plan_of(
    paths: Sequence[Path], names: Sequence[str], column: str, thresholds: Thresholds, bounds: Bounds
) -> Plan:
    """The plan for these files and formats. Raises InputError, and OSError for a file that cannot be read."""
    if unknown := [name for name in names if name not in formats()]:
        raise InputError(f"there is no format {unknown[0]!r}; there are {', '.join(formats())}")
    return Plan(
        formats=list(dict.fromkeys(names)),
        column=column,
        thresholds=thresholds,
        bounds=bounds,
        inputs={str(path): fingerprint(path) for path in paths},
        versions={name: formats()[name].version for name in names},
    )


def run(plan: Plan, out: Path, workers: int, progress: Callable[[int], None]) -> Outcome:
    """Make the records of a plan in `out`, going on where a run was stopped; `progress` gets documents done.

    Raises InputError where `out` holds a run of another plan, and what reading the files raises.
    """
    out.mkdir(parents=True, exist_ok=True)
    _settle(plan, out / PLAN)
    tally = _Tally(plan)
    with ExitStack() as stack:
        pool = (
            stack.enter_context(ProcessPoolExecutor(workers, get_context("spawn"))) if workers > 1 else None
        )
        for number, (documents, records) in enumerate(_made(plan, out, pool, workers)):
            path = _SHARD.format(number)
            if not (out / path).exists():
                rows = [msgspec.to_builtins(record) for record in records]
                write_shard(out, path, pa.Table.from_pylist(rows, SCHEMA))
            collapsed = tally.add(documents, records)
            progress(documents)
            if collapsed:
                if pool:
                    pool.shutdown(cancel_futures=True)
                return tally.outcome(collapsed)
    return tally.outcome(None)


def rephrased(batch: Sequence[Source], plan: Plan) -> list[Record]:
    """The records of some documents, in the order of the documents and of the plan's formats."""
    records = []
    for source in batch:
        told, content = sentences(source.text), Content(source.text)
        for name in plan.formats:
            form = formats()[name]
            text = rephrase(told, name)
            if text is None:
                continue
            scores = score(content, text, form)
            found = faults(scores, plan.thresholds, form)
            records.append(
                Record(
                    source_id=source.id,
                    format=name,
                    format_version=form.version,
                    backend=NAME,
                    text=text,
                    kept=not found,
                    faults=found,
                    scores=scores,
                )
            )
    return records


def _settle(plan: Plan, path: Path) -> None:
    text = msgspec.json.format(msgspec.json.encode(plan))
    if not path.exists():
        write_atomically(path, text)
    elif path.read_bytes() != text:
        raise InputError(f"{path.parent} holds a run with other inputs or settings; give another --out")


def _made(
    plan: Plan, out: Path, pool: ProcessPoolExecutor | None, workers: int
) -> Iterator[tuple[int, list[Record]]]:
    """Batch by batch how many documents, and their records: read where there is a shard, else made."""
    todo = enumerate(batches(map(Path, plan.inputs), plan.column))
    if pool is None:
        for number, batch in todo:
            finished = _finished(out, number)
            yield len(batch), rephrased(batch, plan) if finished is None else finished
        return
    waiting: list[tuple[int, Future[list[Record]] | list[Record]]] = []
    while True:
        for number, batch in islice(todo, 2 * workers + 1 - len(waiting)):
            finished = _finished(out, number)
            made = pool.submit(rephrased, batch, plan) if finished is None else finished
            waiting.append((len(batch), made))
        if not waiting:
            return
        documents, result = waiting.pop(0)
        yield documents, result.result() if isinstance(result, Future) else result


def _finished(out: Path, number: int) -> list[Record] | None:
    path = out / _SHARD.format(number)
    return msgspec.convert(pq.read_table(path).to_pylist(), list[Record]) if path.exists() else None


class _Tally:
    """Counts over a run, and its gates."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._documents = 0
        self._kept = dict.fromkeys(plan.formats, 0)
        self._refused = dict.fromkeys(plan.formats, 0)
        self._reasons: dict[str, int] = {}
        self._gates = {name: Gate(plan.bounds) for name in plan.formats}

    def add(self, documents: int, records: list[Record]) -> str | None:
        self._documents += documents
        for record in records:
            if record.kept:
                self._kept[record.format] += 1
                self._gates[record.format].add(record.text)
                if reason := self._gates[record.format].collapse():
                    return f"{record.format}: {reason}"
            else:
                self._refused[record.format] += 1
                reason = " ".join(
                    word for word in record.faults[0].split() if not any(map(str.isdigit, word))
                )
                self._reasons[reason] = self._reasons.get(reason, 0) + 1
        return None

    def outcome(self, collapsed: str | None) -> Outcome:
        return Outcome(
            documents=self._documents,
            kept=self._kept,
            refused=self._refused,
            inapplicable={
                name: self._documents - self._kept[name] - self._refused[name] for name in self._plan.formats
            },
            reasons=dict(sorted(self._reasons.items(), key=lambda item: (-item[1], item[0]))),
            openings={name: gate.figures for name, gate in self._gates.items()},
            collapsed=collapsed,
        )
