"""Flat sampling against decomposition with a ladder of effort, at the same tokens for each problem.

    python benchmarks/decomposition.py --model runs/iterate/factory-prover [--problems 100] [--tokens 8000]

The problems are theorems beyond the tiers that `examples/prover.toml` trains on: more connectives, and no
proof that costs less than `--cost`. Both ways have the same prover at the same temperature, and stop at the
first proof. A token is one that was read or made: a prompt counts once for all samples drawn from it. The
last samples of flat sampling may go beyond a problem's tokens; decomposition must stay within them.

- Flat: samples of the problem, until its tokens are spent.
- Decomposed: a few samples of the problem; without a proof it is split by its structure (`decompose/`, no
  model, no tactic that searches), and the same is done with each lemma. What cannot be split any more is
  tried again with twice the samples, until the problem's tokens are spent. It counts as solved when Lean
  accepts the one proof that is put together from all lemmas.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import torch
from rich.console import Console
from rich.table import Table

from decompose.lean import Lean
from decompose.recombine import recombine
from decompose.sketch.read import read_sketches
from decompose.split import splits
from decompose.statement import statement
from decompose.store import LemmaStatus, LemmaStore
from factory.prove.estimate import rate
from factory.prove.interface import Request
from factory.prove.problems import Task
from factory.records import Outcome
from factory.train import tokenizer
from factory.train.model import Transformer
from factory.train.prover import ModelProver
from factory.train.traces import Source

SEED, UNIT = 1_000_003, 2_000
WAVE = 16  # samples of a problem at once, in flat sampling
FIRST = 4  # samples of a problem or lemma before it is split
AT_ONCE = 4  # lemmas of a problem that are tried at the same time
MAX_TOKENS = 200  # of a sample
UNSAFE = ("left", "right")  # splits after which a theorem may no longer be one


class Bench:
    """The prover, Lean, and what each problem has spent."""

    def __init__(self, prover: ModelProver, lean: Lean, tokens: int) -> None:
        self._prover, self.lean, self._tokens = prover, lean, tokens
        self.spent: Counter[str] = Counter()  # by problem
        self._drawn: Counter[str] = Counter()  # samples, by statement

    def left(self, problem: str) -> bool:
        """Whether a problem has tokens left."""
        return self.spent[problem] < self._tokens

    def within(self, problem: str) -> bool:
        """Whether a problem has spent no more than its tokens."""
        return self.spent[problem] <= self._tokens

    def sample(self, wanted: Mapping[str, tuple[str, int]]) -> dict[str, str]:
        """For statements, each with the problem that pays and the number of samples: the proofs found."""
        requests = [
            Request(id=text, statement=text, samples=samples, first=self._drawn[text], max_tokens=MAX_TOKENS)
            for text, (_, samples) in wanted.items()
        ]
        made: dict[tuple[str, str], None] = {}
        for sample in self._prover.generate(requests, lambda _: False):
            self.spent[wanted[sample.id][0]] += sample.tokens + sample.prompt_tokens
            self._drawn[sample.id] += 1
            if sample.proof:
                made[sample.id, sample.proof] = None
        found: dict[str, str] = {}
        for (text, proof), reason in zip(made, self.lean.verify(list(made)), strict=True):
            if not reason:
                found.setdefault(text, proof)
        return found


def flat(tasks: Sequence[Task], bench: Bench) -> set[str]:
    """The problems that are solved by sampling alone."""
    solved: set[str] = set()
    while waiting := [task for task in tasks if task.id not in solved and bench.left(task.id)]:
        found = bench.sample({task.statement: (task.id, WAVE) for task in waiting})
        solved |= {task.id for task in waiting if task.statement in found}
    return solved


class Decomposition:
    """Problems, split into lemmas as far as that is needed."""

    def __init__(self, tasks: Sequence[Task], bench: Bench, store: LemmaStore) -> None:
        self._bench, self._store = bench, store
        self._samples: Counter[str] = Counter()  # of the next attempt, by lemma
        self._roots = {task.id: store.add([statement(task.statement)], task.id)[0] for task in tasks}
        self._tasks = tasks

    def run(self) -> set[str]:
        """The problems that are solved."""
        while leaves := self._leaves():
            wanted = {
                self._store.get(leaf).statement: (problem, self._samples[leaf] or FIRST)
                for leaf, problem in leaves.items()
            }
            for text, proof in self._bench.sample(wanted).items():
                self._store.prove(statement(text).id, proof)
            self._climb([leaf for leaf in leaves if self._store.get(leaf).status is LemmaStatus.OPEN])
        return self._checked()

    def _leaves(self) -> dict[str, str]:
        """Open lemmas that were not split, a few of each problem, with the problem that pays for each."""
        found: dict[str, str] = {}
        for problem, root in self._roots.items():
            pending = [root] if self._bench.left(problem) else []
            seen: set[str] = set()
            most = len(found) + AT_ONCE
            while pending and len(found) < most:
                lemma = pending.pop()
                if lemma in seen or self._store.get(lemma).status is not LemmaStatus.OPEN:
                    continue
                seen.add(lemma)
                if reductions := self._store.reductions(lemma):
                    pending += reductions[0].children
                else:
                    found.setdefault(lemma, problem)
        return found

    def _climb(self, lemmas: Sequence[str]) -> None:
        """Split these; what cannot be split gets twice the samples next time."""
        asked: list[tuple[str, str]] = []
        for lemma in lemmas:
            item = statement(self._store.get(lemma).statement)
            plan = [split.proof for split in splits(item) if split.how not in UNSAFE]
            asked += [(lemma, plan[0])] if plan and not self._samples[lemma] else []
        answers = [(self._store.get(lemma).statement, proof) for lemma, proof in asked]
        for (lemma, _), made in zip(asked, read_sketches(answers, self._bench.lean), strict=True):
            if not isinstance(made, str):
                children = self._store.add(made[1].children)
                self._store.reduce(lemma, children, made[1].body)
        for lemma in lemmas:
            self._samples[lemma] = 2 * (self._samples[lemma] or FIRST)

    def _checked(self) -> set[str]:
        """The problems whose proof, put together from all lemmas, Lean accepts."""
        proved = [
            task
            for task in self._tasks
            if self._store.get(self._roots[task.id]).status is LemmaStatus.PROVED
            and self._bench.within(task.id)
        ]
        claims = [(task.statement, recombine(self._store, self._roots[task.id])) for task in proved]
        reasons = self._bench.lean.verify(claims)
        return {task.id for task, reason in zip(proved, reasons, strict=True) if not reason}


def hard_tier(count: int, sizes: tuple[int, int], cost: int) -> list[Task]:
    """Theorems with so many connectives whose proofs cost no less, none twice."""
    source = Source(domain="propositional", config={"min_size": sizes[0], "max_size": sizes[1]})
    found: dict[str, Task] = {}
    unit = 0
    while len(found) < count:
        for task, proof in source.mine(SEED, unit, UNIT):
            if proof.outcome is not Outcome.REFUTED and proof.search["cost"] >= cost:
                found.setdefault(task.id, task)
        unit += 1
    return list(found.values())[:count]


def share(part: Iterable[str], of: int) -> str:
    solved = set(part)
    found = rate([1.0] * len(solved) + [0.0] * (of - len(solved)))
    return f"{len(solved)} of {of} ({found.low:.0%} to {found.high:.0%})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--problems", type=int, default=100)
    parser.add_argument("--tokens", type=int, default=8000, help="of each problem, in each way")
    parser.add_argument("--sizes", type=int, nargs=2, default=(16, 20), help="connectives, least and most")
    parser.add_argument("--cost", type=int, default=20, help="the least cost of a proof")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    tasks = hard_tier(given.problems, tuple(given.sizes), given.cost)
    prover = ModelProver(Transformer.load(given.model).eval(), tokenizer.load(given.model))
    table = Table(
        title=f"{len(tasks)} theorems of {given.sizes[0]} to {given.sizes[1]} connectives, proofs of cost "
        f"{given.cost} or more, {given.tokens:,} tokens each"
    )
    for column in ("", "solved", "tokens spent", "seconds"):
        table.add_column(column, justify="right" if column else "left")
    with Lean(workers=given.workers) as lean, tempfile.TemporaryDirectory() as folder, torch.inference_mode():
        for name in ("flat", "decomposed"):
            begin = time.perf_counter()
            bench = Bench(prover, lean, given.tokens)
            if name == "flat":
                solved = flat(tasks, bench)
            else:
                with LemmaStore(Path(folder) / "lemmas.sqlite") as store:
                    solved = Decomposition(tasks, bench, store).run()
            spent = sum(bench.spent.values())
            row = (name, share(solved, len(tasks)), f"{spent:,}", f"{time.perf_counter() - begin:.0f}")
            table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    main()
