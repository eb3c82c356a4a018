"""Measures a long mine through the command line: rate, repeats and memory from minute to minute.

python benchmarks/geometry_long_mine.py --problems 1000000 --out runs/long-mine
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

MIB = 1 << 20


def tree_memory(root: int) -> int:
    """Resident bytes of a process and all below it, pages that they share counted once each."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    members, total = {root}, 0
    while grown := {pid for pid, parent in parents.items() if parent in members} - members:
        members |= grown
    for pid in members:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) << 10 for line in rollup.splitlines() if line.startswith("Pss:"))
    return total


def kept(run: Path) -> tuple[int, int]:
    """Problems kept so far, and candidates that were met again."""
    with sqlite3.connect(f"file:{run / 'ledger.sqlite'}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT counts FROM unit WHERE stage = 'dedup'").fetchall()
    counts = [msgspec.json.decode(row[0]) for row in rows]
    return sum(c["kept"] for c in counts), sum(c["duplicates"] for c in counts)


def watch(command: list[str], run: Path, every: float) -> list[tuple[float, int, int, int]]:
    """Run the command; samples of seconds, problems kept, repeats and bytes of memory."""
    samples = []
    start = time.monotonic()
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            time.sleep(every)
            if (run / "ledger.sqlite").exists():
                samples.append((time.monotonic() - start, *kept(run), tree_memory(process.pid)))
    if process.returncode:
        raise SystemExit(process.returncode)
    return samples


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--problems", type=int, default=1_000_000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--set", action="append", default=["min_constructions=4"])
    parser.add_argument("--every", type=float, default=60, help="seconds between two samples")
    arguments = parser.parse_args()
    settings = [part for setting in arguments.set for part in ("--set", setting)]
    command = [
        str(Path(sys.executable).with_name("factory")),
        "mine",
        "geometry",
        "-n",
        str(arguments.problems),
    ]
    command += ["--seed", str(arguments.seed), *settings, "--out", str(arguments.out)]
    samples = watch(command, arguments.out, arguments.every)
    table = Table(
        "minute", "problems", "problems a second", "met again", "memory, MiB", title="One long mine"
    )
    before = (0.0, 0, 0, 0)
    for sample in samples:
        seconds, problems, repeats, memory = sample
        rate = (problems - before[1]) / (seconds - before[0])
        again = (repeats - before[2]) / max(1, repeats - before[2] + problems - before[1])
        table.add_row(
            f"{seconds / 60:.1f}", f"{problems:,}", f"{rate:,.0f}", f"{again:.2%}", f"{memory / MIB:,.0f}"
        )
        before = sample
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
