"""How fast a store of lemmas answers: exact, up to renaming, and by instance, at up to a million lemmas.

    python benchmarks/lemma_lookup.py [--lemmas 1000000] [--queries 2000] [--store FILE]

The lemmas are random distinct statements of propositional logic and arithmetic with up to three hypotheses. A
query by instance is a random lemma with its variables replaced by compound terms and hypotheses added; that
some lemma serves is checked. Where only proved lemmas may serve and none is proved, a search goes through all
candidates. Prints a table of processor time in milliseconds; of each look-up the
least of three passes over all, because other processes on the machine only ever add to it.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from decompose.statement import Entry, Statement, close, statement, telescope
from decompose.store import LemmaStore
from decompose.terms.tree import App, Atom, Term, app, substitute

BATCH = 10_000
LIMIT_MS = 1.0  # of 99 in a hundred look-ups that ask for one lemma
PASSES = 3


def proposition(random_: random.Random, depth: int, atoms: str) -> Term:
    if depth == 0 or random_.random() < 0.15:
        return Atom(random_.choice(atoms))
    symbol = random_.choice("∧∨→↔¬")
    parts = 1 if symbol == "¬" else 2
    return App(Atom(symbol), tuple(proposition(random_, depth - 1, atoms) for _ in range(parts)))


def number(random_: random.Random, depth: int, atoms: str) -> Term:
    if depth == 0 or random_.random() < 0.2:
        return Atom(random_.choice([*atoms, str(random_.randint(0, 9))]))
    return app(Atom(random_.choice("+*%")), *(number(random_, depth - 1, atoms) for _ in range(2)))


def lemma(random_: random.Random) -> Statement:
    """A random statement with a conclusion of some size: nobody files `∀ p, p` a million times."""
    if random_.random() < 0.5:
        atoms, kind = "pqrs", "Prop"

        def part(depth: int) -> Term:
            return proposition(random_, depth, atoms)
    else:
        atoms, kind = "abcd", "Nat"

        def part(depth: int) -> Term:
            sides = (number(random_, depth, atoms) for _ in range(2))
            return app(Atom(random_.choice("=≤<∣")), *sides)

    entries = [Entry(name, Atom(kind)) for name in atoms]
    entries += [Entry("_", part(2)) for _ in range(random_.randint(0, 3))]
    return close(entries, part(3)).statement


def instance(random_: random.Random, item: Statement) -> Statement:
    """The lemma with compound terms for its variables, and two hypotheses more."""
    assert item.term is not None
    parts = telescope(item.term)
    values: dict[str, Term] = {}
    for entry in parts.entries:
        if entry.name != "_":
            make = proposition if entry.type == Atom("Prop") else number
            atoms = "pqrs" if entry.type == Atom("Prop") else "abcd"
            values[entry.name] = make(random_, 1, atoms)
    hypotheses = [Entry("_", substitute(entry.type, values)) for entry in parts.entries if entry.name == "_"]
    hypotheses += [Entry("_", proposition(random_, 2, "pqrs")), Entry("_", Atom("p"))]
    random_.shuffle(hypotheses)
    variables = [Entry(name, Atom("Prop")) for name in "pqrs"] + [Entry(name, Atom("Nat")) for name in "abcd"]
    return close([*variables, *hypotheses], substitute(parts.conclusion, values)).statement


def timed(ask: Callable[[Statement | str], object], queries: Sequence[Statement | str]) -> list[float]:
    """Milliseconds that each query takes."""
    passes: list[list[float]] = []
    for _ in range(PASSES):
        passes.append([])
        for query in queries:
            begin = time.process_time()
            ask(query)
            passes[-1].append(1000 * (time.process_time() - begin))
    return sorted(map(min, *passes))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--lemmas", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=2_000)
    parser.add_argument("--store", type=Path, default=None)
    options = parser.parse_args()
    random_ = random.Random(1)
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        store = LemmaStore(options.store or Path(folder) / "lemmas.sqlite")
        start = time.process_time()
        while (filed := len(store)) < options.lemmas:
            store.add([lemma(random_) for _ in range(min(BATCH, options.lemmas - filed))])
        console.print(f"{len(store):,} lemmas filed in {time.process_time() - start:.0f} s")
        sample = random.Random(2)
        start = time.process_time()
        store.serving("∀ (p : Prop), p → p")
        console.print(f"read into memory in {time.process_time() - start:.1f} s")
        known = [store.nth(sample.randrange(len(store))) for _ in range(options.queries)]
        texts = [item.statement for item in known]
        fresh = [lemma(random_) for _ in range(options.queries)]
        goals = [instance(random_, statement(text)) for text in texts]

        def serving(goal: Statement | str) -> bool:
            return bool(store.serving(goal, limit=1)) or store.find(goal) is not None

        def eight(goal: Statement | str) -> bool:
            return bool(store.serving(goal, limit=8)) or store.find(goal) is not None

        def proved(goal: Statement | str) -> bool:
            return bool(store.serving(goal, limit=1, proved=True))

        table = Table("look-up", "mean ms", "median", "99%", "max", "found")
        slow = False
        for name, ask, queries in (
            ("exact, up to renaming, from text", store.find, texts),
            ("exact, of a term, mostly absent", store.find, fresh),
            ("by instance, of a term", serving, goals),
            ("by instance, of a term, eight lemmas", eight, goals),
            ("by instance, of a term, proved: absent", proved, goals),
        ):
            times = timed(ask, queries)
            picks = [times[len(times) // 2], times[int(len(times) * 0.99)], times[-1]]
            figures = [f"{figure:.3f}" for figure in (sum(times) / len(times), *picks)]
            table.add_row(name, *figures, f"{sum(map(bool, map(ask, queries)))} of {len(queries)}")
            slow = slow or (picks[1] > LIMIT_MS and ask is not eight)
        console.print(table)
        store.close()
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
