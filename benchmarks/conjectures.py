"""How fast conjectures are made and triaged: known, refuted with a countermodel that Lean confirms, trivial,
open.

    python benchmarks/conjectures.py [--conjectures 5000] [--workers 2]

The conjectures are made of mined propositional problems and of some laws of arithmetic. Prints how many of
each kind there were, and the seconds of the clock and of all processors that triage and scoring took.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from decompose.conjecture import Conjecture, conjectures, scores, triage
from decompose.lean import Lean
from decompose.statement import statement
from decompose.store import LemmaStore
from factory.domains import load_domain

LAWS = [
    "∀ (n m k : Nat), n ≤ m → n + k ≤ m + k",
    "∀ (n m : Nat), n < m → n + 1 ≤ m",
    "∀ (n m k : Nat), n < m → m < k → n < k",
    "∀ (n m : Nat), n * m = 0 → n = 0 ∨ m = 0",
    "∀ (n m k : Nat), n ∣ m → m ∣ k → n ∣ k",
    "∀ (n m : Nat), n % 2 = 0 → m % 2 = 0 → (n + m) % 2 = 0",
    "∀ (x y z : Int), x < y → y ≤ z → x < z",
    "∀ (x y : Int), x < y ∨ x = y ∨ y < x",
    "∀ (x y : Int), x * y = 0 → x = 0 ∨ y = 0",
    "∀ (x y z : Int), x - y ≤ z → x ≤ z + y",
]
SECONDS = 60.0


def pool(wanted: int) -> list[Conjecture]:
    domain = load_domain("propositional")
    unit = 0
    texts = list(LAWS)
    found: list[Conjecture] = []
    while len(found) < wanted:
        texts += [problem.lean for problem in domain.mine(domain.config(), 1, unit, 100).problems]
        found = conjectures([statement(text) for text in texts])
        unit += 1
    return found[:wanted]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--conjectures", type=int, default=5_000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    start = time.perf_counter()
    items = pool(options.conjectures)
    made = time.perf_counter() - start
    goals = [statement(text) for text in LAWS]
    used = processor_seconds()
    with tempfile.TemporaryDirectory() as folder, LemmaStore(Path(folder) / "lemmas.sqlite") as store:
        with Lean(workers=options.workers) as lean:
            start = time.perf_counter()
            triaged = triage(items, store, lean)
            scores([item.statement for item in items], goals, [0.0] * len(items))
            seconds = time.perf_counter() - start
        used = processor_seconds() - used
    counts = Counter(item.finding for item in triaged)
    table = Table("conjectures", *counts, "made in s", "triaged in s", "processor s")
    numbers = (f"{number:.1f}" for number in (made, seconds, used))
    table.add_row(f"{len(items):,}", *(f"{n:,}" for n in counts.values()), *numbers)
    Console().print(table)
    return 0 if seconds <= SECONDS * options.conjectures / 5_000 else 1


def processor_seconds() -> float:
    """Of this process and of those it started that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    sys.exit(main())
