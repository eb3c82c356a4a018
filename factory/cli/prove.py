"""`factory prove`: a prover's samples for the problems of a dataset, each one judged by Lean."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.live import Live
from rich.table import Table

from factory.cli.console import BAD_USAGE, INTERRUPTED, err, fail, failures, out, print_json
from factory.cli.options import Engine, Json, Lean, Workers, engine_settings
from factory.cli.progress import compiling
from factory.domains import library_of
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.prove.backends import Backend, Options, open_prover
from factory.prove.backends.symbolic import MOST_PROOFS
from factory.prove.interface import ProverError
from factory.prove.ladder import Budget, Effort
from factory.prove.problems import ProblemsError, read_tasks
from factory.prove.rows import ATTEMPTS, write_attempts
from factory.prove.run import Progress
from factory.prove.run import prove as run_prover
from factory.prove.templates import templates
from factory.records import text_hash
from factory.run.errors import RunError

EXAMPLE = (
    "**Examples:** `factory prove --problems runs/quickstart/dataset --out runs/symbolic`, "
    "`... --backend transformers --model runs/iterate/factory-prover --samples 32 --max-tokens 200`, "
    "`... --backend endpoint --url http://localhost:8000/v1 --model Goedel-Prover-V2-8B --budget medium`; "
    "stop it with Ctrl-C and give the same command to go on."
)


def prove(
    problems: Annotated[
        list[Path] | None,
        typer.Option(
            "--problems",
            "-p",
            help="Problems or traces (Parquet), a folder of them, or JSON lines with `statement`; repeat it.",
            show_default=False,
        ),
    ] = None,
    backend: Annotated[Backend, typer.Option(help="Where proofs come from.")] = Backend.SYMBOLIC,
    model: Annotated[
        str, typer.Option(help="A checkpoint, or the model's name at the server.", show_default=False)
    ] = "",
    url: Annotated[
        str,
        typer.Option(
            help="The server's address, e.g. http://localhost:8000/v1; its key: $OPENAI_API_KEY.",
            show_default=False,
        ),
    ] = "",
    template: Annotated[
        str | None,
        typer.Option(help="A template's name (--list) or file. Default: the model's.", show_default=False),
    ] = None,
    samples: Annotated[int, typer.Option("--samples", "-n", min=1, help="Samples of a problem.")] = 8,
    budget: Annotated[
        Budget, typer.Option(help="How far to go on with what is not proved: errors shown, more samples.")
    ] = Budget.LIGHT,
    wave: Annotated[int, typer.Option(min=1, help="Samples of a problem asked for at once.")] = 8,
    max_tokens: Annotated[int, typer.Option(min=1, help="Tokens of a sample.")] = 512,
    temperature: Annotated[float, typer.Option(min=0.0, max=10.0, help="0: the likeliest tokens.")] = 1.0,
    top_p: Annotated[
        float, typer.Option(min=0.01, max=1.0, help="Of the likeliest tokens, this share.")
    ] = 1.0,
    min_p: Annotated[
        float,
        typer.Option(min=0.0, max=1.0, help="No token less likely than this share of the likeliest one."),
    ] = 0.0,
    batch: Annotated[int, typer.Option(min=1, help="Samples at once, of a local model.")] = 256,
    engine: Engine = None,
    concurrency: Annotated[
        int, typer.Option(min=1, max=1024, help="Requests at once at most, to a server.")
    ] = 64,
    everything: Annotated[
        bool, typer.Option("--all", help="Draw and check all samples, also of problems that are proved.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only so many problems, the first ones.", show_default=False)
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Another seed gives other samples.")] = 0,
    directory: Annotated[Path, typer.Option("--out", "-o", help="The folder for the attempts.")] = Path(
        "runs/prove"
    ),
    listing: Annotated[bool, typer.Option("--list", help="List the templates.")] = False,
    workers: Workers = None,
    lean: Lean = None,
    json: Json = False,
) -> None:
    """Have a prover write proofs, and Lean check them meanwhile.

    Every attempt is a row of `OUT/attempts.parquet`: proved, wrong (with Lean's message), timed out, or
    cheating (with the policy's reason). Exit code 0 when the run is done, whatever was proved.
    """
    if listing:
        for one in templates().values():
            out.print(f"{one.name:20} {one.about}", markup=False)
        return
    if not problems:
        fail("no problems were given; name files with --problems", code=BAD_USAGE)
    options = Options(
        backend=backend,
        model=model,
        template=template,
        url=url,
        temperature=temperature,
        top_p=top_p,
        min_p=min_p,
        batch=batch,
        concurrency=concurrency,
        settings=engine_settings(engine),
    )
    if backend is Backend.SYMBOLIC:
        samples, budget = min(samples, MOST_PROOFS), Budget.LIGHT
    effort = Effort(
        samples=samples, budget=budget, wave=wave, max_tokens=max_tokens, stop=not everything, seed=seed
    )
    with failures():
        try:
            tasks = read_tasks(problems, limit)
            domains = sorted({task.problem.domain for task in tasks if task.problem is not None})
            toolchain = find_toolchain(
                lean,
                library=library_of(domains),
                on_module=lambda module, done, total: err.print(compiling(module, done + 1, total)),
            )
            prover = open_prover(options, directory)
            facts = {
                "prover": " ".join(filter(None, (backend, model, template, *(engine or [])))),
                "sampling": f"{temperature} {top_p} {min_p}",
                "problems": text_hash(*(task.id for task in tasks)),
            }
            with (
                closing(prover),
                Verifier(toolchain, workers=workers or len(os.sched_getaffinity(0))) as verifier,
                Live(console=err, auto_refresh=False, transient=True) as live,
            ):
                found, attempts = run_prover(
                    tasks,
                    prover,
                    verifier,
                    directory,
                    effort,
                    facts=facts,
                    on_progress=lambda now: live.update(progress_table(now), refresh=True),
                )
            write_attempts(directory, tasks, attempts, prover.name)
        except ProblemsError as error:
            fail(str(error), code=BAD_USAGE)
        except (ProverError, RunError) as error:
            fail(str(error))
        except KeyboardInterrupt:
            fail(f"interrupted; the same command goes on from what is in {directory}", code=INTERRUPTED)
    if json:
        print_json(msgspec.to_builtins(found))
    else:
        out.print(progress_table(found))
        out.print(f"attempts  {directory / ATTEMPTS}", soft_wrap=True)


def progress_table(progress: Progress) -> Table:
    """How a run stands, as a table."""
    table = Table(show_header=False)
    table.add_row("problems solved", f"{progress.solved:,} of {progress.problems:,}")
    for outcome, count in progress.attempts.items():
        table.add_row(f"  attempts {outcome}", f"{count:,}")
    for k, found in progress.pass_at.items():
        of = "" if found.problems == progress.problems else f" of {found.problems:,}"
        table.add_row(f"pass@{k}{of}", f"{found.value:.1%} ({found.low:.1%} to {found.high:.1%})")
    table.add_row("tokens", f"{progress.tokens:,}, {progress.tokens_per_second:,.0f}/s")
    table.add_row("proofs checked", f"{progress.checked:,} different, {progress.checked_per_second:,.0f}/s")
    table.add_row("busy", f"prover {progress.prover_busy:.0%}, Lean {progress.lean_busy:.0%}")
    return table
