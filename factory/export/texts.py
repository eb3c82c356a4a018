"""Exports folders that hold text alone: mixes, rephrased documents. Figures are counted from the files."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import msgspec
import pyarrow.parquet as pq

from factory.export.card import UNKNOWN, write_text_card
from factory.export.croissant import write_croissant
from factory.export.facts import BATCH_ROWS, Facts, file_facts
from factory.export.local import LOCK, ExportError, Lock, copy_files, tokenise
from factory.export.tokens import read_tokens
from factory.rephrase.faithfulness import Scores, Thresholds, falsehoods
from factory.rephrase.formats import formats
from factory.rephrase.records import SUPPORTED
from factory.run.shards import write_atomically
from factory.write.copying import CopyingStatistics
from factory.write.openings import OpeningStatistics

_MADE_BY: Final = {"data": "manifest.json", "records": "rephrase.json"}  # kind of file -> what made it
_COUNTED: Final = {
    "data": ("source", "role", "licence"),
    "records": ("format", "backend", "prompt", "judged", "licence"),
}
_WITHOUT: Final = {"licence": UNKNOWN}  # what a row without a value is counted as; else as "none"
_PINNED: Final = ("proof-data-factory", "pyarrow", "msgspec")


class TextFacts(Facts, kw_only=True):
    """What the card of such a folder says. `documents` are the rows that are kept; the rest is of them."""

    kind: str  # "data" of a mix, "records" of a rephrasing
    counts: dict[str, dict[str, int]] = msgspec.field(
        default_factory=dict
    )  # column -> value -> rows that are kept
    refused: int = 0  # rows that stay in the file with their reasons
    untrue: int = 0  # of these: numbers, names, negations or sums that the source does not have
    again: int = 0  # rows of later epochs
    counted: int = 0  # tokens, by the tokenizer of the mix


def kind_of(folder: Path) -> str | None:
    """The kind of its files, if it is the folder of a mix or of rephrased documents."""
    return next((kind for kind in _MADE_BY if any(folder.glob(f"{kind}-*.parquet"))), None)


def export_texts(
    source: Path,
    target: Path,
    *,
    name: str,
    tokenizer: Path | None = None,
    end_token: str | None = None,
    on_file: Callable[[str], None] | None = None,
) -> TextFacts:
    """Copy the files to `target` with what made them, lock, metadata and card; what is there stays.

    With a `tokenizer` the rows that are kept are tokenised too, each followed by `end_token` if it is given.
    Raises ExportError where the work is not finished, the target holds other data or the tokenizer cannot be
    used, OSError.
    """
    kind = kind_of(source)
    made_by = _MADE_BY[kind] if kind else ""
    # One mix of a sweep lies in a folder below the manifest.
    recipe = next(
        (folder / made_by for folder in (source, source.parent) if (folder / made_by).is_file()), None
    )
    if not kind or not recipe:
        raise ExportError(
            f"{source} is no finished mix and no rephrasing: there is no {made_by or 'file'} in it"
        )
    files = sorted(source.glob(f"{kind}-*.parquet"))
    if [path.name for path in files] != [f"{kind}-{number:05}.parquet" for number in range(len(files))]:
        raise ExportError(f"{source}: files of its {kind} are missing: finish the work with the same command")
    copy_files(files, target, on_file)
    if tokenizer is not None:
        tokenise(target, tokenizer, end_token, kind)
    data = recipe.read_bytes()
    facts = text_facts(target, kind, _thresholds(data) if kind == "records" else Thresholds())
    lock = Lock(
        recipe_sha256=hashlib.sha256(data).hexdigest(),
        versions={package: version(package) for package in _PINNED},
        toolchains=[],
        files={file.name: file.sha256 for file in facts.files} | (facts.tokens.files if facts.tokens else {}),
    )
    write_atomically(target / made_by, data)
    write_atomically(target / LOCK, msgspec.json.format(msgspec.json.encode(lock), indent=2) + b"\n")
    write_croissant(target, name, facts)
    write_text_card(target, name, facts)
    return facts


def text_facts(directory: Path, kind: str, thresholds: Thresholds) -> TextFacts:
    """Count everything in the files of a kind; `thresholds` are those by which records were refused.

    Raises ExportError for a refused record that this version cannot judge, OSError, pyarrow.ArrowInvalid.
    """
    files = sorted(directory.glob(f"{kind}-*.parquet"))
    facts = TextFacts(
        kind=kind, files=[file_facts(path, directory) for path in files], tokens=read_tokens(directory)
    )
    counters: dict[str, Counter[str]] = {column: Counter() for column in _COUNTED[kind]}
    seen: set[bytes] = set()
    copying, openings = CopyingStatistics(), OpeningStatistics()
    for path in files:
        for batch in pq.ParquetFile(path).iter_batches(BATCH_ROWS):
            for row in batch.to_pylist():
                if not row.get("kept", True):
                    facts.refused += 1
                    facts.untrue += _untrue(row, thresholds)
                    continue
                facts.documents += 1
                for column, counter in counters.items():
                    counter[row.get(column) or _WITHOUT.get(column, "none")] += 1
                facts.counted += row.get("tokens", 0)
                if row.get("epoch", 1) > 1:
                    facts.again += 1
                    continue
                text: str = row["text"]
                openings.add(kind, text)
                copying.add(text)
                seen.add(hashlib.blake2b(text.encode(), digest_size=16).digest())
                facts.characters += len(text)
                facts.words += len(text.split())
    facts.counts = {column: dict(counter.most_common()) for column, counter in counters.items()}
    facts.licence = facts.counts.get("licence", {})
    facts.repeated_texts = facts.documents - facts.again - len(seen)
    facts.copied_share = copying.share()
    overall = openings.report()
    facts.commonest_opening, facts.opening_share = overall.commonest, overall.share
    facts.opening_entropy = overall.entropy
    return facts


def _untrue(row: dict[str, Any], thresholds: Thresholds) -> bool:
    """Whether a record was refused for something that its source does not have. Raises ExportError."""
    record = f"the record of source {row['source_id']}"
    form = formats().get(row["format"])
    if form is None:
        raise ExportError(f"{record}: no format {row['format']!r} here; use the version that made it")
    try:
        scores = msgspec.convert(row["scores"], Scores)
    except msgspec.ValidationError as error:
        raise ExportError(f"{record}: its scores cannot be read: {error}") from None
    return row["judged"] not in ("", SUPPORTED) or bool(falsehoods(scores, thresholds, form))


def _thresholds(plan: bytes) -> Thresholds:
    """Those of a rephrasing, from its `rephrase.json`."""
    try:
        return msgspec.json.decode(plan, type=_Plan).thresholds
    except msgspec.DecodeError as error:
        raise ExportError(f"{_MADE_BY['records']}: {error}") from None


class _Plan(msgspec.Struct):
    thresholds: Thresholds
