"""`factory write --form`: lessons from verified traces, with prompts and responses."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from rich.table import Table

from factory.cli.console import err, out, print_json
from factory.cli.progress import compiling
from factory.domains import library_of, load_domain
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Trace
from factory.run.shards import distinct_values, scan_file, write_shard
from factory.run.tables import BadRow
from factory.write.lesson import Lesson, to_table
from factory.write.lessons import ASKING, NAMES, teach
from factory.write.stage import UnverifiedTraceError, check_trace

ALL = "all"
_BATCH = 600  # traces; a multiple of what the forms of several traces take


def write_lessons(
    paths: Sequence[Path], target: Path, forms: Sequence[str], lean: str | None, json: bool
) -> list[str]:
    """Write the lessons, say how many; returns why rows were passed over. Raises ShardError, MissingLean."""
    names = list(NAMES) if ALL in forms else list(forms)
    refused: list[str] = []
    lessons: list[Lesson] = []
    dropped: dict[str, int] = {}
    verifier = _verifier(paths, lean) if ASKING & set(names) else None
    try:
        with err.status("writing") as status:
            for traces in _batches(paths, refused):
                taught = teach(traces, load_domain(traces[0].problem.domain), names, verifier)
                lessons += taught.lessons
                for form, count in taught.dropped.items():
                    dropped[form] = dropped.get(form, 0) + count
                status.update(f"writing: {len(lessons):,} lessons")
    finally:
        if verifier:
            verifier.close()
    write_shard(target.parent, target.name, to_table(lessons))
    _show(lessons, dropped, refused, target, json)
    return refused


def _verifier(paths: Sequence[Path], lean: str | None) -> Verifier:
    domains = {str(name) for path in paths for name in distinct_values(path, "domain")}
    toolchain = find_toolchain(
        lean,
        library=library_of(sorted(domains)),
        on_module=lambda module, done, total: err.print(compiling(module, done + 1, total)),
    )
    return Verifier(toolchain, workers=len(os.sched_getaffinity(0)))


def _batches(paths: Sequence[Path], refused: list[str]) -> Iterator[list[Trace]]:
    """Verified traces in batches of one domain each."""
    for path in paths:
        for rows in scan_file(Trace, path, _BATCH):
            sound = []
            for row in rows:
                try:
                    if isinstance(row, BadRow):
                        refused.append(f"row {row.row}: {row.reason}")
                    else:
                        check_trace(row, load_domain(row.problem.domain))
                        sound.append(row)
                except UnverifiedTraceError as error:
                    refused.append(str(error))
            for _, group in groupby(sound, key=lambda trace: trace.problem.domain):
                yield list(group)


def _show(
    lessons: Sequence[Lesson], dropped: dict[str, int], refused: list[str], target: Path, json: bool
) -> None:
    counts = dict.fromkeys((one.form for one in lessons), 0)
    for one in lessons:
        counts[one.form] += 1
    if json:
        print_json({"lessons": len(lessons), "forms": counts, "dropped": dropped, "refused": refused})
        return
    table = Table("form", "lessons", "not accepted by Lean")
    for form, count in counts.items():
        table.add_row(form, f"{count:,}", f"{dropped.get(form, 0):,}")
    out.print(table)
    out.print(f"[green]wrote[/] {len(lessons):,} lessons to {target}", soft_wrap=True)
