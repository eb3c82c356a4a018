"""Expert iteration: a prover samples, Lean judges, what passes is learnt, and the next round begins.

Everything works around `Iteration`. A round is: lessons, proved by the domain's own search and checked by
Lean; trials, proofs that the model itself finds of problems that it solves sometimes but rarely; training on
both; a test on held-out problems, tier by tier. A round is recorded when it is whole, and a later call goes
on after the last one. Sources: Anthony, Tian and Barber, "Thinking fast and slow with deep learning and tree
search" (2017); Polu et al., "Formal mathematics statement curriculum learning" (2022).
"""

from __future__ import annotations

import math
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
from tokenizers import Tokenizer

from factory.lean.verifier import Verifier
from factory.prove.estimate import Rate, pass_at, rate
from factory.prove.ladder import Effort
from factory.prove.ledger import Attempt, Outcome
from factory.prove.problems import Task
from factory.prove.run import Progress, prove
from factory.records import Outcome as ProofOutcome
from factory.run.errors import RunError
from factory.run.shards import write_atomically
from factory.train import tokenizer as tokens
from factory.train.learn import Learner, encode
from factory.train.model import Transformer
from factory.train.once import CHECKPOINT, fit_tokenizer
from factory.train.pool import Pool
from factory.train.prover import ModelProver
from factory.train.recipe import Plan, plan_text
from factory.train.traces import Lesson, verified

ROUNDS, RECIPE, REPORT = "rounds.json", "recipe.json", "report.md"

OnEvent = Callable[[str, float], None]  # what is being done, and which part of it is done


class Standing(msgspec.Struct, frozen=True):
    """How a tier's held-out problems fare."""

    pass_1: Rate
    pass_k: Rate
    kinds: dict[ProofOutcome, float] = {}  # pass@`draws` by the outcome of the domain's own proof


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """What a round did. Seconds are measured."""

    number: int
    lessons: dict[str, int]  # by tier
    tried: int
    kept: int  # own proofs
    tokens: int  # trained on
    loss: float
    tiers: dict[str, Standing]
    seconds: dict[str, float]  # by step
    busy: dict[str, float]  # share of the time of trials and test in which the model, and Lean, were at work


class Iteration:
    """An iteration in a folder. Raises RunError where the folder holds another one."""

    def __init__(self, plan: Plan, folder: Path, verifier: Verifier, *, device: str = "cpu") -> None:
        self.plan, self.folder, self._verifier, self._device = plan, folder, verifier, device
        folder.mkdir(parents=True, exist_ok=True)
        text = plan_text(plan)
        if (folder / RECIPE).exists() and (folder / RECIPE).read_bytes() != text:
            raise RunError(f"{folder} was made by another recipe; choose another folder with --out")
        write_atomically(folder / RECIPE, text)
        self.rounds: list[Round] = []
        if (folder / ROUNDS).exists():
            self.rounds = msgspec.json.decode((folder / ROUNDS).read_bytes(), type=list[Round])
        self._pool = Pool(plan, len(self.rounds))
        self._runs: list[Progress] = []  # of the model in this round
        self._tokenizer: Tokenizer | None = None
        self._learner: Learner | None = None
        if self.rounds:
            self._tokenizer = tokens.load(folder / CHECKPOINT)
            self._learner = self._learner_of(Transformer.load(folder / CHECKPOINT))

    @property
    def done(self) -> bool:
        """Whether the goal is reached or the rounds are over."""
        if not self.rounds:
            return False
        reached = all(tier.pass_k.value >= self.plan.goal for tier in self.rounds[-1].tiers.values())
        return reached or len(self.rounds) >= self.plan.rounds

    def run(
        self,
        on_event: OnEvent | None = None,
        on_round: Callable[[Round], None] | None = None,
        *,
        minutes: float = math.inf,
    ) -> None:
        """All rounds that are left; `on_round` is called after each.

        With `minutes`, no round begins that would end later than that if it took as long as the last one.
        """
        begin = time.perf_counter()
        while not self.done:
            expected = sum(self.rounds[-1].seconds.values()) if self.rounds else 0.0
            if time.perf_counter() - begin + expected > 60 * minutes:
                break
            self.rounds.append(self._round(on_event or (lambda what, part: None)))
            text = msgspec.json.format(msgspec.json.encode(self.rounds), indent=1)
            write_atomically(self.folder / ROUNDS, text)
            write_atomically(self.folder / REPORT, report(self.rounds, self.plan).encode())
            if on_round is not None:
                on_round(self.rounds[-1])

    def _round(self, on_event: OnEvent) -> Round:
        number, watch = len(self.rounds) + 1, _Watch()
        self._runs.clear()
        found: dict[str, list[Task]] = {}
        lessons: dict[str, list[Lesson]] = {}
        for tier, wanted in self._pool.shares(self._solved()):
            on_event(f"round {number}: lessons of tier {tier.name}", 0.0)
            kinds = self.rounds[-1].tiers[tier.name].kinds if self.rounds else {}
            pairs = self._pool.fresh(tier, wanted, kinds)
            found[tier.name] = [task for task, _ in pairs]
            lessons[tier.name] = verified(pairs, self._verifier)
        taught = [lesson for part in lessons.values() for lesson in part]
        if not taught:
            raise RunError("the tiers have no problems left; widen their settings")
        watch.lap("lessons")
        tried: list[Task] = []
        own: list[Lesson] = []
        if self._learner is None:
            self._begin(taught)
        else:
            tasks = [task for part in found.values() for task in part]
            chance = random.Random(f"{self.plan.seed} {number}")
            tried = chance.sample(tasks, min(self.plan.trials, len(tasks)))
            own = self._try(tried, number, on_event) if tried else []
        watch.lap("trials")
        loss, learnt = self._learn([*taught, *own], number, on_event)
        watch.lap("training")
        standings = self._test(number, on_event)
        watch.lap("test")
        total = sum(run.seconds for run in self._runs)
        return Round(
            number=number,
            lessons={name: len(part) for name, part in lessons.items()},
            tried=len(tried),
            kept=len(own),
            tokens=learnt,
            loss=loss,
            tiers=standings,
            seconds=watch.seconds,
            busy={
                "model": sum(run.prover_busy * run.seconds for run in self._runs) / total,
                "lean": sum(run.lean_busy * run.seconds for run in self._runs) / total,
            },
        )

    def _solved(self) -> dict[str, float]:
        """pass@1 of each tier in the last round."""
        return {name: s.pass_1.value for name, s in self.rounds[-1].tiers.items()} if self.rounds else {}

    def _begin(self, lessons: Sequence[Lesson]) -> None:
        """Tokenizer and random weights, before the first training."""
        plan = self.plan
        self._tokenizer = fit_tokenizer(lessons, plan.vocabulary)
        size = self._tokenizer.get_vocab_size()
        shape = msgspec.structs.replace(plan.model, vocabulary=size)
        self._learner = self._learner_of(Transformer(shape, plan.seed))

    def _learner_of(self, model: Transformer) -> Learner:
        assert self._tokenizer is not None
        seed = self.plan.seed + len(self.rounds)
        return Learner(model.to(self._device), tokens.end_of(self._tokenizer), self.plan.learning, seed)

    def _learn(self, lessons: Sequence[Lesson], number: int, on_event: OnEvent) -> tuple[float, int]:
        """Train on the lessons; the loss and the tokens. The new weights are on disk after it."""
        assert self._learner is not None and self._tokenizer is not None
        model, before = self._learner.model, self._learner.tokens
        pairs = [(lesson.statement, lesson.proof) for lesson in lessons]
        examples = encode(self._tokenizer, pairs, model.shape.context)
        total = self.plan.passes * sum(len(example.ids) for example in examples)
        loss = self._learner.learn(
            examples,
            total,
            lambda done, _: on_event(f"round {number}: training", done / total),
            peak=number**-0.5,
        )
        tokens.save(self._tokenizer, self.folder / CHECKPOINT)
        model.save(self.folder / CHECKPOINT, tokens.end_of(self._tokenizer))
        return loss, self._learner.tokens - before

    def _try(self, tasks: Sequence[Task], number: int, on_event: OnEvent) -> list[Lesson]:
        """What the model itself proves of these, where it does so rarely, within the quotas."""
        _, attempts = self._prove(tasks, self.plan.draws, number, "trials", on_event)
        return rare_proofs(attempts, {task.id: task.statement for task in tasks}, self.plan)

    def _test(self, number: int, on_event: OnEvent) -> dict[str, Standing]:
        """How each tier's held-out problems fare, in one run: the model waits for Lean at its end alone."""
        tasks = [task for part in self._pool.held_out.values() for task in part]
        _, attempts = self._prove(tasks, self.plan.samples, number, "test", on_event)
        known: dict[str, list[bool | None]] = defaultdict(list)
        for attempt in attempts:
            known[attempt.problem].append(attempt.outcome is Outcome.PROVED)

        def share(tasks: Sequence[Task], k: int) -> Rate:
            shares = (pass_at(k, known[task.id], stops=False) for task in tasks)
            return rate(share for share in shares if share is not None)

        standings = {}
        for tier, held_out in self._pool.held_out.items():
            kinds: dict[ProofOutcome, list[Task]] = defaultdict(list)
            for task in held_out:
                kinds[self._pool.kinds[task.id]].append(task)
            draws = min(self.plan.draws, self.plan.samples)
            by_kind = {kind: share(some, draws).value for kind, some in sorted(kinds.items())}
            standings[tier] = Standing(share(held_out, 1), share(held_out, self.plan.samples), by_kind)
        return standings

    def _prove(
        self, tasks: Sequence[Task], samples: int, number: int, what: str, on_event: OnEvent
    ) -> tuple[Progress, list[Attempt]]:
        """All samples of these tasks, judged; their ledger stays in the round's folder."""
        assert self._learner is not None and self._tokenizer is not None
        prover = ModelProver(
            self._learner.model,
            self._tokenizer,
            temperature=self.plan.temperature,
            min_p=self.plan.min_p,
            batch=self.plan.batch,
        )
        effort = Effort(
            samples=samples,
            wave=samples,
            max_tokens=self.plan.max_tokens,
            stop=False,
            seed=self.plan.seed + number,
        )
        folder = self.folder / f"round-{number:02}" / what.replace(" ", "-")
        total = samples * len(tasks)
        # A round that was cut short is done again from its start, with other weights.
        for old in folder.glob("attempts.sqlite*"):
            old.unlink()
        found, attempts = prove(
            tasks,
            prover,
            self._verifier,
            folder,
            effort,
            on_progress=lambda now: on_event(
                f"round {number}: {what}",
                sum(n for outcome, n in now.attempts.items() if outcome != Outcome.WAITING) / total,
            ),
        )
        self._runs.append(found)
        return found, attempts


def rare_proofs(attempts: Sequence[Attempt], statements: Mapping[str, str], plan: Plan) -> list[Lesson]:
    """What to learn from trials: proofs of problems that are solved sometimes but rarely, within the quotas.

    Of a problem the shortest different proofs are kept; of equal texts, whatever they prove, only so many.
    """
    right: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        if attempt.outcome is Outcome.PROVED:
            right[attempt.problem].append(attempt)
    kept: list[Lesson] = []
    alike: Counter[str] = Counter()
    for problem, passed in right.items():
        if len(passed) <= plan.rare * plan.draws:
            different = sorted({attempt.proof for attempt in passed}, key=lambda text: (len(text), text))
            chosen = [proof for proof in different if alike[proof] < plan.alike][: plan.quota]
            alike.update(chosen)
            kept.extend(Lesson(problem, statements[problem], proof) for proof in chosen)
    return kept


def report(rounds: Sequence[Round], plan: Plan) -> str:
    """The curve of all rounds as a table of Markdown."""
    k = plan.samples
    lines = [
        "# Expert iteration",
        "",
        f"Held-out problems, {k} samples each; 95% intervals over problems.",
        "",
        f"| round | lessons | own proofs | loss | tier | pass@1 | pass@{k} | minutes | model, Lean busy |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for one in rounds:
        for name, standing in one.tiers.items():
            cells = [
                str(one.number),
                f"{sum(one.lessons.values()):,}",
                f"{one.kept:,}",
                f"{one.loss:.3f}",
                name,
                *(f"{r.value:.1%} ({r.low:.1%} to {r.high:.1%})" for r in (standing.pass_1, standing.pass_k)),
                f"{sum(one.seconds.values()) / 60:.1f}",
                f"{one.busy['model']:.0%}, {one.busy['lean']:.0%}",
            ]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


class _Watch:
    """Says how long each step took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.perf_counter()

    def lap(self, step: str) -> None:
        """The time since the last call was this step's."""
        now = time.perf_counter()
        self.seconds[step], self._since = round(now - self._since, 2), now
