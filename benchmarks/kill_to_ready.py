"""Measures how soon a worker is ready after its Leans are killed: `python benchmarks/kill_to_ready.py
[--kills 200]`.

Idle: all processes of an idle worker are killed; the time is from the kill to the verdict on the next claim.
At work: the process that checks a batch is killed; the time is from the kill to the start of the batch's
second run on the process that waited, seen from outside as a new process that waits.
"""

from __future__ import annotations

import argparse
import os
import signal
import threading
import time
from collections.abc import Callable

import numpy as np
from rich.console import Console
from rich.table import Table

from factory.lean.verifier import Claim, Verifier
from factory.records import Status

CLAIM = Claim(id="a", statement="∀ p q : Prop, p ∧ q → q ∧ p", proof="by\n  intro p q h\n  exact ⟨h.2, h.1⟩")


def idle_kill(verifier: Verifier) -> float:
    """Seconds from the death of all processes of an idle worker to the next verdict."""
    for pid in verifier.pids:
        os.kill(pid, signal.SIGKILL)
    start = time.perf_counter()
    (verdict,) = verifier.verify([CLAIM])
    assert verdict.status is Status.VERIFIED
    return time.perf_counter() - start


def working_kill(verifier: Verifier) -> float:
    """Seconds from the death of the process at work to another one being at work, the next one started."""
    work = threading.Thread(target=lambda: verifier.verify([CLAIM] * 50))
    work.start()
    while len(verifier.pids) < 2:
        time.sleep(0.0005)
    before = set(verifier.pids)
    os.kill(verifier.pids[0], signal.SIGKILL)
    start = time.perf_counter()
    while len(set(verifier.pids) - before) < 1:
        time.sleep(0.0005)
    seconds = time.perf_counter() - start
    work.join()
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    kills = parser.parse_args().kills
    table = Table(title=f"Milliseconds from kill to ready, {kills} kills each")
    for column in ("", "median", "p99", "worst"):
        table.add_column(column, justify="right" if column else "left")
    measured: tuple[tuple[str, Callable[[Verifier], float]], ...] = (
        ("idle worker, to the next verdict", idle_kill),
        ("worker at work, to the next run", working_kill),
    )
    with Verifier() as verifier:
        verifier.verify([CLAIM])
        for name, measure in measured:
            times = 1000 * np.array([measure(verifier) for _ in range(kills)])
            cells = (np.median(times), np.percentile(times, 99), times.max())
            table.add_row(name, *(f"{cell:.0f}" for cell in cells))
    Console().print(table)


if __name__ == "__main__":
    main()
