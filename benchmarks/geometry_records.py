"""Measures what a mined geometry problem costs as a row: `python benchmarks/geometry_records.py`.

One core: native search, proof as Python objects, words and certificates, figure, Parquet file.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from factory.records import Problem, Provenance
from factory.run.shards import encode
from factory.run.tables import to_table
from generators.geometry.config import Config
from generators.geometry.mine import miner_of, problem_record
from search.geometry_mine import MinedProblem

T = TypeVar("T")
PROVENANCE = Provenance(generator="benchmark", version="", config_hash="", seed=0, unit=0, index=0)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    return work(), time.process_time() - start


def rows(problems: list[MinedProblem], *, figure: bool) -> list[Problem]:
    return [problem_record(problem, PROVENANCE, [], figure=figure) for problem in problems]


def measure(mode: str, searches: int) -> Table:
    miner = miner_of(Config(mode=mode))  # type: ignore[arg-type]
    units, search = timed(lambda: [miner.unit(1, number) for number in range(searches)])
    problems, objects = timed(lambda: [problem for unit in units for problem in unit])
    rows(problems[:50], figure=True)  # the phrases are read once
    plain, words = timed(lambda: rows(problems, figure=False))
    drawn, all_fields = timed(lambda: rows(problems, figure=True))
    table, columns = timed(lambda: to_table(Problem, drawn))
    data, parquet = timed(lambda: encode(table))
    steps = sum(len(row.derivation) for row in plain) / len(plain)
    result = Table(title=f"{mode}: {len(problems):,} problems, {steps:.0f} lines of proof each")
    for heading in ("", "microseconds a problem", "problems a core-second"):
        result.add_column(heading, justify="right" if heading else "left")
    for name, seconds in (
        ("native search", search),
        ("proof as Python objects", objects),
        ("words, certificates, canonical id", words),
        ("the same with figure: the whole record", all_fields),
        (f"Parquet, {len(data) / len(drawn):,.0f} bytes a row", columns + parquet),
    ):
        each = seconds / len(problems)
        result.add_row(name, f"{1e6 * each:,.0f}", f"{1 / each:,.0f}")
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--searches", type=int, default=4)
    arguments = parser.parse_args()
    for mode in ("random", "tree"):
        Console().print(measure(mode, arguments.searches))


if __name__ == "__main__":
    main()
