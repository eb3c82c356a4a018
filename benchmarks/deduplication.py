"""How fast ids of problems are deduplicated, and what memory and disk that takes.

    python benchmarks/deduplication.py [--keys 100000000]

Random ids go through the ledger of a run in units, as the problems of a run do: each unit is on disk and
recorded before the next one, which a busy disk makes slow: so the processor's time is given too. Then the
ledger is opened anew, and everything is checked and read back. Times leave out the making of the ids. The
peak of memory is that of the whole process.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

from factory.run.ledger import Ledger


def peak_gigabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--keys", type=int, default=10_000_000)
    parser.add_argument("--unit", type=int, default=10_000, help="ids in a unit")
    parser.add_argument("--directory", type=Path, help="where to put the ledger (default: a temporary place)")
    arguments = parser.parse_args()
    units = arguments.keys // arguments.unit
    before = peak_gigabytes()
    with tempfile.TemporaryDirectory(dir=arguments.directory) as place:
        path = Path(place) / "ledger.sqlite"
        seconds = busy = 0.0
        with Ledger(path) as ledger:
            ledger.open_keys("random", [])
            for unit in range(units):
                digits = os.urandom(16 * arguments.unit).hex()
                ids = [digits[i : i + 32] for i in range(0, len(digits), 32)]
                begin, busy_before = time.perf_counter(), time.process_time()
                ledger.deduplicate("random", unit, ids, arguments.unit)
                seconds += time.perf_counter() - begin
                busy += time.process_time() - busy_before
        inserted = units * arguments.unit
        peak = peak_gigabytes()
        disk = sum(file.stat().st_size for file in Path(place).rglob("*") if file.is_file())
        begin, busy_before = time.perf_counter(), time.process_time()
        with Ledger(path) as ledger:
            ledger.open_keys("random", [])
            opened, busy_opening = time.perf_counter() - begin, time.process_time() - busy_before
            kept = ledger.deduplicate("random", units, ids, arguments.unit)
    assert not any(kept), "ids that the ledger had were taken for new ones"
    print(f"{inserted:,} ids in {units:,} units, each on disk before the next")
    print(f"{'':22}{'elapsed':>12}{'processor':>12}")
    print(f"{'inserts/s':22}{inserted / seconds:12,.0f}{inserted / busy:12,.0f}")
    print(f"{'opening again, s':22}{opened:12.1f}{busy_opening:12.1f}")
    print(f"memory: peak {peak:.2f} GB, {(peak - before) * 1e9 / inserted:.1f} bytes an id")
    print(f"disk: {disk / inserted:.1f} bytes an id")


if __name__ == "__main__":
    main()
