"""What worker processes do for a mix: scan a portion, or write a shard; each leaves a file and a receipt.

A file appears whole or not at all, and its receipt after it, so that a killed process leaves nothing that is
half done. A file with a receipt that fits is never made again.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa

from factory.mix.corpus import Corpus
from factory.mix.errors import MixError
from factory.mix.files import Portion, fingerprint
from factory.mix.manifest import encoded
from factory.mix.recipe import MixRecipe
from factory.mix.scan import Scanner
from factory.mix.words import Numbers
from factory.run.shards import Shard, damage, write_atomically, write_shard
from factory.run.workers import die_with

WORK = "work"  # folder; removed when the mix is complete
SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("text", pa.large_string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("role", pa.string(), nullable=False),
        pa.field("licence", pa.string(), nullable=False),
        pa.field("tokens", pa.int64(), nullable=False),
        pa.field("epoch", pa.int32(), nullable=False),
    ]
)


class ScanTask(msgspec.Struct, frozen=True):
    """A portion of a source's file."""

    number: int
    source: int
    portion: Portion


class WriteTask(msgspec.Struct, frozen=True):
    """A shard of a mix: rows of the corpus, with the source and the epoch of each."""

    path: str
    rows: Numbers
    sources: Numbers
    epochs: Numbers


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """A finished file; of a scanned portion, also the rows read and those dropped, by reason."""

    shard: Shard
    rows: int = 0
    dropped: dict[str, int] = {}


class Bench:
    """What a worker process keeps between tasks."""

    def __init__(self, root: Path, recipe: MixRecipe) -> None:
        self.root, self.recipe = root, recipe
        self.scanner: Scanner | None = None
        self.corpus: Corpus | None = None

    def do(self, task: ScanTask | WriteTask) -> Receipt:
        """Do a task, unless it is done. Raises MixError and OSError."""
        name = f"{task.path}.json" if isinstance(task, WriteTask) else f"scan-{task.number:06}.json"
        path = self.root / WORK / name
        receipt = _read_receipt(path)
        if receipt is None or damage(self.root, receipt.shard) is not None:
            receipt = self._scan(task) if isinstance(task, ScanTask) else self._write(task)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, encoded(receipt))
        return receipt

    def _scan(self, task: ScanTask) -> Receipt:
        self.scanner = self.scanner or Scanner(self.recipe)
        scanned = self.scanner.scan(self.recipe.source[task.source], task.portion)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, scanned.table.schema) as writer:
            writer.write_table(scanned.table)
        path = scan_file(task.number)
        write_atomically(self.root / path, memoryview(sink.getvalue()))
        shard = Shard(
            path=path, rows=scanned.table.num_rows, sha256=fingerprint(str(self.root / path)).sha256
        )
        return Receipt(shard=shard, rows=scanned.rows, dropped=scanned.dropped)

    def _write(self, task: WriteTask) -> Receipt:
        self.corpus = self.corpus or Corpus(sorted((self.root / WORK).glob("scan-*.arrow")))
        chosen = self.corpus.rows(task.rows, ["hash", "text", "licence", "tokens"])
        sources = [self.recipe.source[number] for number in task.sources.tolist()]
        table = pa.table(
            {
                "id": [digest.hex() for digest in chosen.column("hash").to_pylist()],
                "text": chosen.column("text"),
                "source": [source.name for source in sources],
                "role": [source.role.value for source in sources],
                "licence": chosen.column("licence"),
                "tokens": chosen.column("tokens"),
                "epoch": pa.array(task.epochs.astype(np.int32)),
            },
            schema=SCHEMA,
        )
        return Receipt(shard=write_shard(self.root, task.path, table))


def scan_file(number: int) -> str:
    """Where the documents of a portion lie, within the directory of the mix."""
    return f"{WORK}/scan-{number:06}.arrow"


_bench: list[Bench] = []


def open_bench(root: Path, recipe: MixRecipe, parent: int) -> None:
    """Make this process a worker that ends with its parent."""
    die_with(parent)
    _bench[:] = [Bench(root, recipe)]


def do(task: ScanTask | WriteTask) -> Receipt:
    """Do a task at this process's bench."""
    return _bench[0].do(task)


def _read_receipt(path: Path) -> Receipt | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Receipt)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise MixError(f"{path}: damaged: {error}. Remove it and run again") from None
