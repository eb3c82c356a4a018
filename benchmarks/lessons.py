"""Lessons written per second of one core, by form, and rows of Parquet: `python benchmarks/lessons.py`.

Traces are mined and proved first, outside the measured time. Forms that ask Lean are left out: there Lean is
most of the cost. Times are CPU time of this process; a Parquet file counts with its best time of ten.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from writing import proved_traces

from factory.domains import load_domain
from factory.records import Document, content_id
from factory.run.shards import write_records, write_shard
from factory.write.lesson import Lesson, to_table
from factory.write.lessons import ASKING, NAMES, teach

SHARDS = 10


def _document(number: int, lesson: Lesson) -> Document:
    return Document(
        id=content_id("document", str(number)),
        trace_id=lesson.trace_ids[0],
        domain=lesson.domain,
        style=lesson.form,
        text=lesson.text,
        licence=lesson.licence,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--traces", type=int, default=2_000)
    traces = proved_traces(parser.parse_args().traces, 1)
    domain = load_domain("propositional")
    console = Console(width=100)
    table = Table(
        "form", "lessons", "lessons/s a core", title=f"{len(traces):,} traces", title_justify="left"
    )
    lessons: list[Lesson] = []
    for name in [*(name for name in NAMES if name not in ASKING), "all of these"]:
        gc.collect()
        start = time.process_time()
        names = [one for one in NAMES if one not in ASKING] if name == "all of these" else [name]
        lessons = teach(traces, domain, names, None).lessons
        seconds = time.process_time() - start
        table.add_row(name, f"{len(lessons):,}", f"{len(lessons) / seconds:,.0f}")
    console.print(table)
    rows = Table("Parquet of", "rows", "rows/s a core")
    documents = [_document(number, one) for number, one in enumerate(lessons)]
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        kinds: dict[str, Callable[[], object]] = {
            "documents": lambda: write_records(where, "documents.parquet", Document, documents),
            "lessons": lambda: write_shard(where, "lessons.parquet", to_table(lessons)),
        }
        for name, write in kinds.items():
            seconds = float("inf")
            for _ in range(SHARDS):
                start = time.process_time()
                write()
                seconds = min(seconds, time.process_time() - start)
            rows.add_row(name, f"{len(lessons):,}", f"{len(lessons) / seconds:,.0f}")
    console.print(rows)


if __name__ == "__main__":
    main()
