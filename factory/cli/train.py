"""`factory train`, `iterate`, `compare`: provers from random weights, taught by verified proofs alone."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from factory.cli.console import BAD_USAGE, INTERRUPTED, err, fail, failures, out, print_json
from factory.cli.options import Json, Lean, Workers
from factory.domains import library_of
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.prove.estimate import Rate
from factory.prove.problems import ProblemsError, read_tasks
from factory.run.errors import RunError

if TYPE_CHECKING:
    from factory.train.iterate import Round

TRAIN_EXAMPLE = (
    "**Examples:** `factory train runs/quickstart/dataset/traces-*.parquet --out runs/prover`, "
    "`factory prove -p held.jsonl --backend transformers --model runs/prover/factory-prover --max-tokens 200`"
)
ITERATE_EXAMPLE = (
    "**Examples:** `factory iterate examples/prover.toml --out runs/prover --minutes 60`; "
    "stop it with Ctrl-C and give the same command to go on after the last whole round."
)
COMPARE_EXAMPLE = (
    "**Example:** `factory compare random.parquet schemata.parquet --held-out held_out.parquet --seeds 3`"
)
_MISSING = "training needs torch and tokenizers: pip install 'proof-data-factory[train]'"

Device = Annotated[
    str, typer.Option(help="cpu, cuda, cuda:1. Default: cuda if there is one.", show_default=False)
]


def train(
    files: Annotated[
        list[Path], typer.Argument(help="Parquet files of verified traces.", show_default=False)
    ],
    target: Annotated[Path, typer.Option("--out", "-o", help="The folder for the model.")] = Path(
        "runs/prover"
    ),
    tokens: Annotated[
        int | None, typer.Option(min=1, help="Tokens to train on. Default: one pass.", show_default=False)
    ] = None,
    width: Annotated[int, typer.Option(min=32, help="A multiple of 32, the size of a head.")] = 128,
    layers: Annotated[int, typer.Option(min=1)] = 6,
    vocabulary: Annotated[int, typer.Option(min=300, help="Tokens at most.")] = 512,
    context: Annotated[int, typer.Option(min=16, help="Tokens of a text at most.")] = 512,
    batch_tokens: Annotated[int, typer.Option(min=64, help="Tokens of a batch.")] = 2048,
    rate: Annotated[float, typer.Option(min=1e-6, help="Learning rate.")] = 4e-3,
    seed: Annotated[int, typer.Option(min=0)] = 0,
    device: Device = "",
    json: Json = False,
) -> None:
    """Train tokenizer and model on verified traces; write a checkpoint that transformers and vLLM load."""
    with failures():
        try:
            from factory.train.learn import Settings  # noqa: PLC0415
            from factory.train.model import Shape  # noqa: PLC0415
            from factory.train.once import CHECKPOINT, choose_device, train_once  # noqa: PLC0415
        except ImportError:
            fail(_MISSING)
        try:
            shape = Shape(width=width, heads=width // 32, hidden=3 * width, layers=layers, context=context)
            with _bar() as bar:
                task = bar.add_task("training", total=1.0)
                result = train_once(
                    files,
                    target,
                    shape,
                    Settings(batch_tokens=batch_tokens, rate=rate),
                    vocabulary=vocabulary,
                    amount=tokens,
                    seed=seed,
                    device=choose_device(device),
                    on_part=lambda part: bar.update(task, completed=part),
                )
        except (ValueError, OSError) as error:
            fail(str(error))
        except KeyboardInterrupt:
            fail("interrupted; nothing was written", code=INTERRUPTED)
    if json:
        print_json(result)
    else:
        out.print(f"{result.parameters:,} parameters, {result.lessons:,} lessons, {result.tokens:,} tokens")
        out.print(f"loss {result.loss:.3f} a proof token, {result.tokens / result.seconds:,.0f} tokens/s")
        out.print(f"model     {target / CHECKPOINT}", soft_wrap=True)


def compare(
    files: Annotated[
        list[Path],
        typer.Argument(help="Parquet files of verified traces, each a set of data.", show_default=False),
    ],
    held_out: Annotated[
        list[Path], typer.Option("--held-out", help="Problems to test on, as for `factory prove`; repeat it.")
    ],
    tokens: Annotated[int, typer.Option(min=1, help="Tokens that each prover is trained on.")] = 1_000_000,
    seeds: Annotated[int, typer.Option(min=1, help="Provers of each choice of data.")] = 3,
    samples: Annotated[
        int, typer.Option("--samples", "-n", min=1, help="Samples of a held-out problem.")
    ] = 32,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only so many held-out problems.", show_default=False)
    ] = None,
    width: Annotated[int, typer.Option(min=32, help="A multiple of 32, the size of a head.")] = 128,
    layers: Annotated[int, typer.Option(min=1)] = 6,
    target: Annotated[Path, typer.Option("--out", "-o", help="The folder for the results.")] = Path(
        "runs/compare"
    ),
    device: Device = "",
    workers: Workers = None,
    lean: Lean = None,
    json: Json = False,
) -> None:
    """Say which data makes the better prover: each file alone and all together, at equal tokens.

    The held-out problems are taken out of the data by canonical form. The results are in `OUT/arms.json`.
    """
    with failures():
        try:
            from factory.train.compare import ARMS, Terms  # noqa: PLC0415
            from factory.train.compare import compare as compare_data  # noqa: PLC0415
            from factory.train.model import Shape  # noqa: PLC0415
            from factory.train.once import choose_device  # noqa: PLC0415
            from factory.train.traces import read_lessons  # noqa: PLC0415
        except ImportError:
            fail(_MISSING)
        try:
            shape = Shape(width=width, heads=width // 32, hidden=3 * width, layers=layers)
            terms = Terms(tokens=tokens, seeds=seeds, samples=samples, shape=shape)
            tasks = read_tasks(held_out, limit)
            sets = {str(path): read_lessons([path]) for path in files}
            domains = sorted({task.problem.domain for task in tasks if task.problem is not None})
            with (
                Verifier(
                    find_toolchain(lean, library=library_of(domains)),
                    workers=workers or len(os.sched_getaffinity(0)),
                ) as verifier,
                _bar() as bar,
            ):
                task = bar.add_task("", total=1.0)
                arms = compare_data(
                    sets,
                    tasks,
                    terms,
                    target,
                    verifier,
                    device=choose_device(device),
                    on_event=lambda what, part: bar.update(task, description=what, completed=part),
                )
        except ProblemsError as error:
            fail(str(error), code=BAD_USAGE)
        except (RunError, ValueError) as error:
            fail(str(error))
        except KeyboardInterrupt:
            fail("interrupted; the same command begins again", code=INTERRUPTED)
    if json:
        print_json(arms)
        return
    table = Table("data", "lessons", "loss", "pass@1", f"pass@{samples}", "by seed")
    for arm in arms:
        table.add_row(
            " + ".join(Path(name).name for name in arm.data),
            f"{arm.lessons:,}",
            f"{sum(arm.losses) / len(arm.losses):.3f}",
            _interval(arm.pass_1),
            _interval(arm.pass_k),
            ", ".join(f"{value:.1%}" for value in arm.pass_k_by_seed),
        )
    out.print(table)
    out.print(f"results   {target / ARMS}", soft_wrap=True)


def iterate(
    recipe: Annotated[
        Path, typer.Argument(help="A recipe: tiers, sizes, quotas (TOML).", show_default=False)
    ],
    target: Annotated[Path, typer.Option("--out", "-o", help="The folder for model and rounds.")] = Path(
        "runs/iterate"
    ),
    minutes: Annotated[
        float | None,
        typer.Option(
            min=1, help="Begin no round that would end later. Default: no limit.", show_default=False
        ),
    ] = None,
    device: Device = "",
    workers: Workers = None,
    lean: Lean = None,
    json: Json = False,
) -> None:
    """Expert iteration from random weights: sample, verify, keep, train, test on held-out tiers, again.

    Exit code 0 when the goal is reached on every tier, 1 when the rounds or the minutes are over before.
    """
    with failures():
        try:
            from factory.train.iterate import Iteration  # noqa: PLC0415
            from factory.train.once import CHECKPOINT, choose_device  # noqa: PLC0415
            from factory.train.recipe import read_plan  # noqa: PLC0415
        except ImportError:
            fail(_MISSING)
        plan = read_plan(recipe)
        toolchain = find_toolchain(lean, library=library_of(tier.domain for tier in plan.tier))
        try:
            with (
                Verifier(toolchain, workers=workers or len(os.sched_getaffinity(0))) as verifier,
                _bar() as bar,
            ):
                task = bar.add_task("held-out problems", total=1.0)
                iteration = Iteration(plan, target, verifier, device=choose_device(device))
                iteration.run(
                    lambda what, part: bar.update(task, description=what, completed=part),
                    lambda done: bar.console.print(_table([done], plan.samples)),
                    minutes=minutes or math.inf,
                )
        except (RunError, ValueError) as error:
            fail(str(error))
        except KeyboardInterrupt:
            fail(
                f"interrupted; the same command goes on from the last whole round in {target}",
                code=INTERRUPTED,
            )
    if json:
        print_json(iteration.rounds)
    else:
        out.print(_table(iteration.rounds, plan.samples))
        out.print(f"model     {target / CHECKPOINT}", soft_wrap=True)
    last = iteration.rounds[-1].tiers.values()
    if any(tier.pass_k.value < plan.goal for tier in last):
        raise typer.Exit(1)


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), console=err
    )


def _interval(found: Rate) -> str:
    return f"{found.value:.1%} ({found.low:.0%} to {found.high:.0%})"


def _table(rounds: list[Round], samples: int) -> Table:
    table = Table("round", "lessons", "own proofs", "loss", "tier", "pass@1", f"pass@{samples}", "minutes")
    for one in rounds:
        for place, (name, standing) in enumerate(one.tiers.items()):
            rates = [_interval(standing.pass_1), _interval(standing.pass_k)]
            minutes = f"{sum(one.seconds.values()) / 60:.1f}"
            first = [str(one.number), f"{sum(one.lessons.values()):,}", f"{one.kept:,}", f"{one.loss:.3f}"]
            table.add_row(*(first if place == 0 else [""] * 4), name, *rates, minutes if place == 0 else "")
    return table
