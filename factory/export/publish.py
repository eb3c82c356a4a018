"""Publish an exported folder on the Hub in one commit, and check what arrived.

A reader of the repository sees all of the new files or none. What is there already is not sent again, so the
same call goes on after any interruption, and does nothing once all is there.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from factory.export.facts import Facts
from factory.export.hub import Hub, LocalFile
from factory.export.local import ExportError
from factory.lean.verifier import Verifier
from factory.recheck import recheck
from factory.run.shards import encode, write_atomically

_DATA = (".parquet", ".bin", ".npy")
_SAMPLED_GROUPS = 4  # row groups that a sample is drawn from


class Published(msgspec.Struct, kw_only=True):
    """What `publish` did and found."""

    url: str
    commit: str
    files: int  # of the export
    sent: int  # files that were not there
    sent_bytes: int
    rows: int  # counted in the Parquet files on the Hub
    rechecked: int = 0  # rows whose proofs Lean accepted again, from the bytes on the Hub


def plan(directory: Path) -> dict[str, LocalFile]:
    """The files of an exported folder by their paths in the repository, in order."""
    return {
        path.relative_to(directory).as_posix(): LocalFile.of(path)
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def publish(
    directory: Path,
    hub: Hub,
    facts: Facts,
    *,
    private: bool = True,
    replace: bool = False,
    sample: int = 100,
    verifier: Verifier | None = None,
    on_step: Callable[[str], None] | None = None,
) -> Published:
    """Bring the repository to hold the folder's files; then compare hashes, count rows, re-check a sample.

    `replace` removes other data files, which an older and larger dataset left, in the same commit; without
    it they are an error. `sample` traces are read back and checked with `verifier`. Raises ExportError.
    """
    say = on_step or (lambda _: None)
    files = plan(directory)
    hub.create(private=private)
    sent: dict[str, int] = {}

    def once() -> str:
        head = hub.head()
        there = hub.tree(head)
        missing = [name for name, file in files.items() if not file.equals(there.get(name))]
        others = sorted(name for name in there if name not in files and name.endswith(_DATA))
        if others and not replace:
            raise ExportError(
                f"{hub.url} holds other data ({', '.join(others[:5])}): give --replace to remove it in the "
                "same commit, or export to another name"
            )
        if not missing and not others:
            return head
        for name in missing:
            say(f"sending {name}")
            hub.send(name, files[name])
            sent[name] = files[name].size
        say(f"committing {len(missing)} files")
        message = f"Export of {facts.traces or facts.problems:,} problems and {facts.documents:,} documents"
        hub.commit([files[name] for name in missing], others, parent=head, message=message)
        return hub.head()

    commit = hub.patiently("commit to", once)
    say("checking what arrived")
    _compare(hub, commit, files)
    done = Published(
        url=hub.url,
        commit=commit,
        files=len(files),
        sent=len(sent),
        sent_bytes=sum(sent.values()),
        rows=_count(hub, commit, facts),
    )
    if verifier is not None and sample and facts.traces:
        say("re-checking a sample in Lean")
        done.rechecked = _recheck(hub, commit, facts, sample, verifier)
    return done


def _compare(hub: Hub, commit: str, files: dict[str, LocalFile]) -> None:
    there = hub.tree(commit)
    wrong = [name for name, file in files.items() if not file.equals(there.get(name))]
    if wrong:
        raise ExportError(f"{hub.url} at {commit} differs from what was sent: {', '.join(wrong)}")


def _count(hub: Hub, commit: str, facts: Facts) -> int:
    """Rows of the Parquet files on the Hub, from their footers."""
    total = 0
    for file in facts.files:
        rows = hub.patiently(f"read {file.name} of", partial(_rows, hub, file.name, commit))
        if rows != file.rows:
            raise ExportError(f"{file.name} on {hub.url} has {rows} rows, here {file.rows}")
        total += rows
    return total


def _rows(hub: Hub, name: str, commit: str) -> int:
    with hub.open(name, commit) as stream:
        return int(pq.ParquetFile(stream).metadata.num_rows)


def _recheck(hub: Hub, commit: str, facts: Facts, sample: int, verifier: Verifier) -> int:
    """Re-check `sample` rows of a few row groups, drawn by the commit's name; returns how many were sound."""
    draw = random.Random(commit)
    names = [file.name for file in facts.files if file.name.startswith("traces-")]
    groups: list[tuple[str, int]] = []
    for name in names:
        count = hub.patiently(f"read {name} of", partial(_groups, hub, name, commit))
        groups += [(name, group) for group in range(count)]
    chosen = sorted(draw.sample(groups, min(_SAMPLED_GROUPS, len(groups))))
    parts = []
    for place, (name, group) in enumerate(chosen):
        table = hub.patiently(f"read {name} of", partial(_read_group, hub, name, commit, group))
        share = sample // len(chosen) + (place < sample % len(chosen))
        parts.append(table.take(sorted(draw.sample(range(table.num_rows), min(share, table.num_rows)))))
    with tempfile.TemporaryDirectory(prefix="factory-sample-") as folder:
        path = Path(folder) / "sample.parquet"
        write_atomically(path, encode(pa.concat_tables(parts)))
        found = recheck(path, verifier)
    if found.sound != found.rows:
        raise ExportError(
            f"{found.rows - found.sound} of {found.rows} sampled rows on {hub.url} fail in Lean: "
            f"{found.failures[0].id}: {found.failures[0].reason}"
        )
    return found.sound


def _groups(hub: Hub, name: str, commit: str) -> int:
    with hub.open(name, commit) as stream:
        return int(pq.ParquetFile(stream).num_row_groups)


def _read_group(hub: Hub, name: str, commit: str, group: int) -> pa.Table:
    with hub.open(name, commit) as stream:
        return pq.ParquetFile(stream).read_row_group(group)
