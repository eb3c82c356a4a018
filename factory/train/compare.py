"""Is this data worth anything? Provers trained on each set of traces, and on all, are compared.

All are trained on the same number of tokens from the same random weights, with one tokenizer, once for each
seed, and tested on problems that are taken out of every set by canonical form. What differs is the data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from factory.lean.verifier import Verifier
from factory.prove.estimate import Rate, pass_at, rate
from factory.prove.ladder import Effort
from factory.prove.ledger import Attempt, Outcome
from factory.prove.problems import Task
from factory.prove.run import prove
from factory.run.shards import write_atomically
from factory.train.learn import Settings
from factory.train.model import Shape
from factory.train.once import fit_tokenizer, teach
from factory.train.prover import ModelProver
from factory.train.traces import Lesson

ARMS = "arms.json"


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same for all."""

    tokens: int
    seeds: int = 3
    samples: int = 32
    max_tokens: int = 200
    vocabulary: int = 512
    shape: Shape = Shape()
    learning: Settings = Settings()


class Arm(msgspec.Struct, frozen=True, kw_only=True):
    """One choice of data. A problem's rate is its mean over the seeds; intervals are over problems."""

    data: list[str]
    lessons: int  # different ones; more than the tokens hold are not all seen, fewer come again
    losses: list[float]  # by seed
    pass_1: Rate
    pass_k: Rate
    pass_k_by_seed: list[float]


def compare(
    sets: Mapping[str, Sequence[Lesson]],
    held_out: Sequence[Task],
    terms: Terms,
    folder: Path,
    verifier: Verifier,
    *,
    device: str = "cpu",
    on_event: Callable[[str, float], None] | None = None,
) -> list[Arm]:
    """Train and test on each set alone and, where there are several, on all together; best first.

    Writes `ARMS`. Raises ValueError where a set has nothing beside the held-out problems, and RunError.
    """
    apart = {task.id for task in held_out}
    kept = {name: [one for one in lessons if one.problem not in apart] for name, lessons in sets.items()}
    for name, lessons in kept.items():
        if not lessons:
            raise ValueError(f"{name} has no lessons beside the held-out problems")
    choices = [[name] for name in kept]
    if len(choices) > 1:
        choices.append(list(kept))
    every = list({one.problem: one for lessons in kept.values() for one in lessons}.values())
    tokenizer = fit_tokenizer(every, terms.vocabulary)
    report = on_event or (lambda what, part: None)
    arms = []
    for place, names in enumerate(choices):
        lessons = list({one.problem: one for name in names for one in kept[name]}.values())
        losses, outcomes = [], []
        for seed in range(terms.seeds):
            what = f"{' + '.join(names)}, seed {seed}"
            learner, loss = teach(
                lessons,
                tokenizer,
                terms.shape,
                terms.learning,
                amount=terms.tokens,
                seed=seed,
                device=device,
                on_part=lambda part, what=what: report(f"{what}: training", part),  # type: ignore[misc]
            )
            report(f"{what}: test", 0.0)
            effort = Effort(
                samples=terms.samples,
                wave=terms.samples,
                max_tokens=terms.max_tokens,
                stop=False,
                seed=seed,
            )
            prover = ModelProver(learner.model, tokenizer)
            attempts_of = folder / f"{place}-{seed}"
            # Other weights than those of a comparison that was cut short.
            for old in attempts_of.glob("attempts.sqlite*"):
                old.unlink()
            _, attempts = prove(held_out, prover, verifier, attempts_of, effort)
            losses.append(loss)
            outcomes.append(_passes(attempts, held_out, terms.samples))
        arms.append(_arm(names, len(lessons), losses, outcomes))
    arms.sort(key=lambda arm: -arm.pass_k.value)
    write_atomically(folder / ARMS, msgspec.json.format(msgspec.json.encode(arms), indent=1))
    return arms


def _passes(attempts: Sequence[Attempt], tasks: Sequence[Task], samples: int) -> list[tuple[float, float]]:
    """pass@1 and pass@`samples` of each problem."""
    known: dict[str, list[bool | None]] = {task.id: [] for task in tasks}
    for attempt in attempts:
        known[attempt.problem].append(attempt.outcome is Outcome.PROVED)
    return [
        (pass_at(1, one, stops=False) or 0.0, pass_at(samples, one, stops=False) or 0.0)
        for one in known.values()
    ]


def _arm(
    names: list[str], lessons: int, losses: list[float], outcomes: list[list[tuple[float, float]]]
) -> Arm:
    seeds = len(outcomes)
    by_problem = list(zip(*outcomes, strict=True))  # for each problem, its rates seed by seed
    return Arm(
        data=names,
        lessons=lessons,
        losses=losses,
        pass_1=rate(sum(first for first, _ in one) / seeds for one in by_problem),
        pass_k=rate(sum(last for _, last in one) / seeds for one in by_problem),
        pass_k_by_seed=[sum(last for _, last in one) / len(one) for one in outcomes],
    )
