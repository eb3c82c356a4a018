"""Measures propositional mining: `python benchmarks/mining.py [--seconds 5]`.

One core; distinct means over all units. Natively: the miner alone. With records: as the factory gets
them, `Problem` structs with Lean text, symbols and words. Then what became of all generated, by size.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from generators.propositional.config import Config
from generators.propositional.mine import mine, native_options
from search import _mine

SLOTS = 5_000  # of a work unit
BANDS = ((3, 6), (7, 10), (11, 14), (15, 20), (21, 30))


def rate(seconds: float, one_unit: Callable[[int], tuple[int, list[str]]]) -> tuple[float, float]:
    """Generated and distinct problems a CPU second over units until `seconds` have gone.

    `one_unit` gives how many were generated and the canonical texts kept; distinct means over all units.
    """
    seen: set[str] = set()
    generated = unit = 0
    start = time.process_time()
    while (spent := time.process_time() - start) < seconds:
        of_unit, canonical = one_unit(unit)
        generated, unit = generated + of_unit, unit + 1
        seen.update(canonical)
    return generated / spent, len(seen) / spent


def speed_table(seconds: float) -> Table:
    config = Config()
    options = native_options(config)

    def native(unit: int) -> tuple[int, list[str]]:
        batch = _mine.mine(options, 1, unit, SLOTS)
        return batch.generated, [candidate.canonical for candidate in batch.candidates]

    def with_records(unit: int) -> tuple[int, list[str]]:
        mined = mine(config, 1, unit, SLOTS)
        return mined.generated, [problem.canonical for problem in mined.problems]

    table = Table(title="Propositional mining, one core, default configuration")
    for column in ("", "generated/s", "distinct problems/s"):
        table.add_column(column, justify="right" if column else "left")
    for name, one_unit in (("native", native), ("with Python records and words", with_records)):
        generated, distinct = rate(seconds, one_unit)
        table.add_row(name, f"{generated:,.0f}", f"{distinct:,.0f}")
    return table


def band_row(low: int, high: int, seconds: float) -> list[str]:
    options = native_options(Config(min_size=low, max_size=high, max_depth=8, max_atoms=6))
    seen: set[str] = set()
    generated = trivial = elsewhere = kept = slots = unit = 0
    start = time.process_time()
    while (spent := time.process_time() - start) < seconds:
        batch = _mine.mine(options, 2, unit, SLOTS)
        generated += batch.generated
        trivial += batch.trivial
        elsewhere += batch.out_of_bounds + batch.other_outcome
        kept += len(batch.candidates)
        slots += SLOTS
        seen.update(candidate.canonical for candidate in batch.candidates)
        unit += 1
    return [
        f"{low}-{high}",
        f"{generated / spent:,.0f}",
        f"{len(seen) / spent:,.0f}",
        f"{trivial / generated:.1%}",
        f"{elsewhere / generated:.1%}",
        f"{(slots - kept) / slots:.1%}",
        f"{1 - len(seen) / slots:.1%}",
    ]


def size_table(seconds: float) -> Table:
    table = Table(title="Native mining by size (unfit: not the size or outcome wanted)")
    columns = (
        "size",
        "generated/s",
        "distinct/s",
        "trivial",
        "unfit",
        "dup. in unit",
        "dup. in all",
    )
    for column in columns:
        table.add_column(column, justify="right")
    for low, high in BANDS:
        table.add_row(*band_row(low, high, seconds))
    return table


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=5.0, help="CPU seconds for each measurement (5)")
    arguments = parser.parse_args()
    console = Console()
    console.print(speed_table(arguments.seconds))
    console.print(size_table(arguments.seconds))


if __name__ == "__main__":
    main()
