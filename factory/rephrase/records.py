"""What a rephrasing run is asked for and what it writes: plan, records, shards."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Meta

from factory.rephrase.collapse import Bounds
from factory.rephrase.documents import UNSAID, InputError, Licence, fingerprint
from factory.rephrase.faithfulness import Scores, Thresholds
from factory.rephrase.formats import Format, formats, shared
from factory.run.shards import remove_temporaries, write_atomically, write_shard

PLAN: Final = "rephrase.json"
SHARD: Final = "records-{:05}.parquet"
SUPPORTED: Final = "supported"  # what a judge says of a record that may be kept


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Which characters of the source became which of the record, for what is rewritten part by part."""

    source_start: int
    source_end: int
    start: int
    end: int


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A rephrased document with its scores; one that has faults is refused and stays in the file."""

    source_id: str
    format: str
    format_version: str
    backend: str  # "template", or the name of the model
    prompt: str = ""  # its version
    temperature: float = 0.0
    variant: str = ""  # the cell of a grid, the way to study, the entities
    text: str
    spans: list[Span] = []
    kept: bool
    faults: list[str]
    judged: str = ""  # what the judge said, where one was asked
    scores: Scores
    licence: str = ""  # of the source, as an SPDX identifier; "" where it is not known


class Sampling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a model is asked. A temperature is left for the next when all prompts have collapsed with it."""

    model: str
    temperatures: Annotated[tuple[float, ...], Meta(min_length=1)] = (0.7, 1.0)
    max_tokens: Annotated[int, Meta(ge=1)] = 2_048
    chunk_words: Annotated[int, Meta(ge=20)] = 250
    judge: str = ""  # the model that judges


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that decides the records of a run."""

    formats: list[str]
    column: str = "text"
    thresholds: Thresholds = Thresholds()
    bounds: Bounds = Bounds()
    inputs: dict[str, str]  # SHA-256 by path
    versions: dict[str, str] = {}
    sampling: Sampling | None = None  # none: the backend without a model
    licence: Licence = UNSAID


def plan_of(
    paths: Sequence[Path],
    names: Sequence[str],
    column: str,
    thresholds: Thresholds,
    bounds: Bounds,
    *,
    sampling: Sampling | None = None,
    licence: Licence = UNSAID,
) -> Plan:
    """The plan for these files and formats. Raises InputError, and OSError for a file that cannot be read."""
    usable = {name: form for name, form in formats().items() if sampling or form.template}
    if unknown := [name for name in names if name not in usable]:
        model = " without a model" if unknown[0] in formats() else ""
        raise InputError(f"there is no format {unknown[0]!r}{model}; there are {', '.join(usable)}")
    return Plan(
        formats=list(dict.fromkeys(names)),
        column=column,
        thresholds=thresholds,
        bounds=bounds,
        inputs={str(path): fingerprint(path) for path in paths},
        versions={name: _version(usable[name], sampling is not None) for name in names},
        sampling=sampling,
        licence=licence,
    )


def settle(plan: Plan, out: Path) -> None:
    """Make the folder of a plan, or see that it is the folder of this one; raises InputError."""
    out.mkdir(parents=True, exist_ok=True)
    remove_temporaries(out, "*")
    text = msgspec.json.format(msgspec.json.encode(plan))
    path = out / PLAN
    if not path.exists():
        write_atomically(path, text)
    elif path.read_bytes() != text:
        raise InputError(f"{out} holds a run with other inputs or settings; give another --out")


def finished(out: Path, number: int) -> list[Record] | None:
    """The records of a batch, if they are written."""
    path = out / SHARD.format(number)
    return msgspec.convert(pq.read_table(path).to_pylist(), list[Record]) if path.exists() else None


def write(out: Path, number: int, records: Sequence[Record]) -> None:
    """Write the records of a batch."""
    rows = [msgspec.to_builtins(record) for record in records]
    write_shard(out, SHARD.format(number), pa.Table.from_pylist(rows, SCHEMA))


def _version(form: Format, asked: bool) -> str:
    # With a model, the words of its prompts decide too.
    if not asked:
        return form.version
    words = msgspec.json.encode((form, shared()))
    return f"{form.version}-{hashlib.blake2b(words, digest_size=6).hexdigest()}"


def _struct(kind: type[msgspec.Struct]) -> Any:
    types = {float: pa.float64(), int: pa.int64(), bool: pa.bool_()}
    return pa.struct([(field.name, types[field.type]) for field in msgspec.structs.fields(kind)])


def _list(kind: Any) -> Any:
    return pa.list_(pa.field("element", kind, nullable=False))


SCHEMA: Final = pa.schema(
    [
        pa.field(name, kind, nullable=False)
        for name, kind in (
            ("source_id", pa.string()),
            ("format", pa.string()),
            ("format_version", pa.string()),
            ("backend", pa.string()),
            ("prompt", pa.string()),
            ("temperature", pa.float64()),
            ("variant", pa.string()),
            ("text", pa.string()),
            ("spans", _list(_struct(Span))),
            ("kept", pa.bool_()),
            ("faults", _list(pa.string())),
            ("judged", pa.string()),
            ("scores", _struct(Scores)),
            ("licence", pa.string()),
        )
    ]
)
