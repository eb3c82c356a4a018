"""Flat sampling against decomposition with a ladder of effort, at the same tokens for each problem.

    python benchmarks/decomposition.py --model runs/iterate/factory-prover [--problems 60] [--tokens 6000]

The problems are theorems beyond the tiers of `examples/prover.toml`: more connectives, no proof that costs
less than `--cost`, and a conclusion or hypothesis that has parts. Both ways have the same prover at the same
temperature, and stop at the first proof. A token is one that was read or made: a prompt counts once for all
samples drawn from it. Neither way goes beyond a problem's tokens.

- Flat: samples of the problem, until its tokens are spent.
- Decomposed: a few samples of the problem; without a proof it is split (`decompose/`, no model, no tactic
  that searches) into lemmas of the size that the prover learnt, and a few samples are drawn of each. A lemma
  that they do not prove is split further. What cannot be split any more is tried again with twice the
  samples, until the problem's tokens are spent. A lemma that problems share is proved once. A problem counts
  as solved when Lean accepts the one proof that is put together from all lemmas.

A split takes apart conclusion or hypotheses, or gives an atom both its values and computes with them; of
those that there are the one is taken whose largest lemma is the smallest. By values of all atoms everything
here could be proved without a prover, so a split that leaves nothing to prove is never taken: each solved
problem has lemmas that the prover proved. How large they were is printed below the table.
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

from decompose.holes import Skeleton
from decompose.lean import Lean
from decompose.recombine import recombine
from decompose.sketch.read import read_sketches
from decompose.split import Split, splits
from decompose.statement import Statement, statement
from decompose.store import LemmaStatus, LemmaStore, Reduction
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
LEARNT = 11  # connectives of the largest statements that the prover learnt
UNSAFE = ("left", "right")  # splits after which a theorem may no longer be one


class Bench:
    """The prover, Lean, and what each problem has spent."""

    def __init__(self, prover: ModelProver, lean: Lean, tokens: int, longest: int) -> None:
        self._prover, self.lean, self._tokens, self.longest = prover, lean, tokens, longest
        self.spent: Counter[str] = Counter()  # by problem
        self._drawn: Counter[str] = Counter()  # samples, by statement

    def left(self, problem: str) -> int:
        """How many tokens a problem has left; 0 or less: none."""
        return self._tokens - self.spent[problem]

    def affordable(self, statement_: str, tokens: int) -> int:
        """How many samples of a statement so many tokens surely pay for; a character is a token at most."""
        return max(0, tokens - len(statement_)) // (self.longest + 1)  # its end is a token too

    def sample(self, wanted: Mapping[str, tuple[str, int]]) -> dict[str, str]:
        """For statements, each with the problem that pays and the number of samples: the proofs found."""
        requests = [
            Request(
                id=text, statement=text, samples=samples, first=self._drawn[text], max_tokens=self.longest
            )
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
    while wanted := {
        task.statement: (task.id, min(WAVE, samples))
        for task in tasks
        if task.id not in solved and (samples := bench.affordable(task.statement, bench.left(task.id)))
    }:
        solved |= {wanted[text][0] for text in bench.sample(wanted)}
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
        while wanted := self._wanted():
            found = self._bench.sample(wanted)
            for text, proof in found.items():
                self._store.prove(statement(text).id, proof)
            self._climb([statement(text) for text in wanted if text not in found])
        return self._checked()

    def _wanted(self) -> dict[str, tuple[str, int]]:
        """Of each problem a few open lemmas that were not split: who pays, and how many samples."""
        found: dict[str, tuple[str, int]] = {}
        for problem, root in self._roots.items():
            pending, left, most = [root], self._bench.left(problem), len(found) + AT_ONCE
            seen: set[str] = set()
            while pending and len(found) < most:
                lemma = self._store.get(pending.pop())
                if lemma.id in seen or lemma.status is not LemmaStatus.OPEN:
                    continue
                seen.add(lemma.id)
                if reductions := self._store.reductions(lemma.id):
                    pending += reductions[0].children
                elif lemma.statement not in found:
                    affordable = self._bench.affordable(lemma.statement, left)
                    samples = min(self._samples[lemma.id] or FIRST, affordable)
                    if samples:
                        found[lemma.statement] = problem, samples
                        left -= len(lemma.statement) + samples * self._bench.longest
        return found

    def _climb(self, lemmas: Sequence[Statement]) -> None:
        """Split these, and their parts until they are small; what cannot be split gets twice the samples."""
        pending = []
        for item in lemmas:
            pending += [] if self._samples[item.id] else [item]
            self._samples[item.id] = 2 * (self._samples[item.id] or FIRST)
        while pending:
            plans = [(item, split) for item in pending for split in safe_splits(item)]
            made = read_sketches([(item.text, split.proof) for item, split in plans], self._bench.lean)
            best: dict[str, Skeleton] = {}
            for (item, _), sketch in zip(plans, made, strict=True):
                if not isinstance(sketch, str) and sketch[1].children:
                    best[item.id] = min(best.get(item.id, sketch[1]), sketch[1], key=what_is_left)
            pending = []
            for lemma, skeleton in best.items():
                children = skeleton.children
                self._store.reduce(lemma, self._store.add(children), skeleton.body)
                pending += [child for child in children if connectives(child.text) > LEARNT]
            pending = [item for item in pending if not self._store.reductions(item.id)]

    def proved_lemmas(self, solved: Iterable[str]) -> list[str]:
        """The statements that the prover proved and that the proofs of these problems rest on."""
        found: dict[str, str] = {}
        pending = [self._roots[problem] for problem in solved]
        while pending:
            lemma = pending.pop()
            match self._store.proof_of(lemma):
                case Reduction(children=children):
                    pending += children
                case _:
                    found[lemma] = self._store.get(lemma).statement
        return list(found.values())

    def _checked(self) -> set[str]:
        """The problems whose proof, put together from all lemmas, Lean accepts."""
        proved = [
            task for task in self._tasks if self._store.get(self._roots[task.id]).status is LemmaStatus.PROVED
        ]
        claims = [(task.statement, recombine(self._store, self._roots[task.id])) for task in proved]
        reasons = self._bench.lean.verify(claims)
        return {task.id for task, reason in zip(proved, reasons, strict=True) if not reason}


def what_is_left(skeleton: Skeleton) -> tuple[int, int]:
    """The connectives of its largest lemma, and of all."""
    sizes = [connectives(child.text) for child in skeleton.children]
    return max(sizes), sum(sizes)


def safe_splits(item: Statement) -> list[Split]:
    """The splits of a theorem that leave theorems."""
    return [split for split in splits(item) if split.how not in UNSAFE]


def has_parts(item: Statement) -> bool:
    """Whether its conclusion or a hypothesis can be taken apart."""
    return any(not split.how.startswith("value") for split in safe_splits(item))


def connectives(text: str) -> int:
    """The connectives of a statement, the arrows behind its hypotheses included."""
    return sum(map(text.count, "∧∨→↔¬"))


def hard_tier(count: int, sizes: tuple[int, int], cost: int) -> list[Task]:
    """Theorems with so many connectives and parts whose proofs cost no less, none twice."""
    source = Source(domain="propositional", config={"min_size": sizes[0], "max_size": sizes[1]})
    found: dict[str, Task] = {}
    unit = 0
    while len(found) < count:
        for task, proof in source.mine(SEED, unit, UNIT):
            hard = proof.outcome is not Outcome.REFUTED and proof.search["cost"] >= cost
            if hard and has_parts(statement(task.statement)):
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
    parser.add_argument("--problems", type=int, default=60)
    parser.add_argument("--tokens", type=int, default=6000, help="of each problem, in each way")
    parser.add_argument("--sizes", type=int, nargs=2, default=(16, 20), help="connectives, least and most")
    parser.add_argument("--cost", type=int, default=20, help="the least cost of a proof")
    parser.add_argument("--max-tokens", type=int, default=220, help="of a sample")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    tasks = hard_tier(given.problems, tuple(given.sizes), given.cost)
    prover = ModelProver(Transformer.load(given.model).eval(), tokenizer.load(given.model))
    sizes: list[int] = []  # of the lemmas that the prover proved
    table = Table(
        title=f"{len(tasks)} theorems of {given.sizes[0]} to {given.sizes[1]} connectives, proofs of cost "
        f"{given.cost} or more, {given.tokens:,} tokens each"
    )
    for column in ("", "solved", "tokens spent", "seconds"):
        table.add_column(column, justify="right" if column else "left")
    with Lean(workers=given.workers) as lean, tempfile.TemporaryDirectory() as folder, torch.inference_mode():
        for name in ("flat", "decomposed"):
            begin = time.perf_counter()
            bench = Bench(prover, lean, given.tokens, given.max_tokens)
            if name == "flat":
                solved = flat(tasks, bench)
            else:
                with LemmaStore(Path(folder) / "lemmas.sqlite") as store:
                    decomposition = Decomposition(tasks, bench, store)
                    solved = decomposition.run()
                    sizes = sorted(map(connectives, decomposition.proved_lemmas(solved)))
            spent = sum(bench.spent.values())
            row = (name, share(solved, len(tasks)), f"{spent:,}", f"{time.perf_counter() - begin:.0f}")
            table.add_row(*row)
    console = Console()
    console.print(table)
    if sizes:
        console.print(
            f"Decomposed: the prover proved {len(sizes)} lemmas that the proofs rest on; connectives: median "
            f"{sizes[len(sizes) // 2]}, mean {sum(sizes) / len(sizes):.1f}, most {sizes[-1]}"
        )


if __name__ == "__main__":
    main()
