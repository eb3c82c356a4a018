"""`factory solve`: one problem, or each problem of a file, solved and shown."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from factory.cli.console import BAD_USAGE, FAILED, INTERRUPTED, err, fail, failures, out, print_json
from factory.cli.options import Json
from factory.cli.progress import compiling
from factory.cli.proof_text import proof_lines
from factory.lean.claims import Claim
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Solution, Solved, Status
from factory.run.shards import write_atomically
from factory.solvers import Solver, load_solver

EXAMPLE = (
    "**Examples:** `factory solve 'a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c' --proof`, "
    "`factory solve imo.txt`, `factory solve imo.txt --name imo_2000_p1 --proof --svg figure.svg`, "
    "`factory solve imo.txt --lean`, `factory solve imo.txt --json --timeout 60 > solutions.json`"
)
_MAX_BYTES = 64 << 20


def solve(
    problem: Annotated[
        str,
        typer.Argument(metavar="FILE|STRING", help="A file of problems, or one problem.", show_default=False),
    ],
    proof: Annotated[bool, typer.Option("--proof", help="Show the proofs, step by step.")] = False,
    svg: Annotated[
        Path | None,
        typer.Option(help="Where to draw: a file, or a directory for several problems.", show_default=False),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.001, help="Seconds of search for each problem.")] = 10.0,
    name: Annotated[
        str | None, typer.Option(help="Only the problem of the file that has this name.", show_default=False)
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(help="Which language it is written in. Default: jgex.", show_default=False),
    ] = None,
    solver_name: Annotated[str, typer.Option("--solver", help="Who solves it.")] = "geometry",
    check: Annotated[
        bool, typer.Option("--lean", help="Have Lean check the proofs; with --proof, show their Lean texts.")
    ] = False,
    json: Json = False,
) -> None:
    """Solve a problem of geometry, or each problem of a file: proof and figure.

    Exit code 0 when all are proved, 1 when one is not or Lean refuses a proof, 2 when one cannot be read or
    tried.
    """
    with failures():
        solver = load_solver(solver_name)
        if language is not None and language not in solver.languages:
            fail(
                f"no language {language!r}; {solver.name} reads {', '.join(solver.languages)}", code=BAD_USAGE
            )
        posed = _posed(solver, problem, name)
        solutions = _solve_all(solver, posed, language or solver.languages[0], timeout)
        if check:
            solutions = _checked(solver, solutions)
        if svg is not None:
            _draw(solutions, svg)
    if json:
        print_json(
            {
                "solver": solver.name,
                "version": solver.version,
                "proved": sum(solution.outcome is Solved.PROVED for solution in solutions),
                "problems": solutions,
            }
        )
    else:
        _show(solutions, proof)
    if any(solution.outcome.blames_input for solution in solutions):
        raise typer.Exit(BAD_USAGE)
    refused = any(_refusal(solution) for solution in solutions)
    if refused or any(solution.outcome is not Solved.PROVED for solution in solutions):
        raise typer.Exit(FAILED)


def _posed(solver: Solver, given: str, name: str | None) -> list[tuple[str, str]]:
    """Name and text of the problems that the argument gives."""
    try:
        text = _content(given)
        posed = [("", given)] if text is None else solver.split(text)
    except ValueError as error:
        fail(f"{given}: {error}", code=BAD_USAGE)
    if name is not None:
        posed = [(called, text) for called, text in posed if called == name]
    if not posed:
        fail(f"{given} has no problem" + (f" called {name!r}" if name else ""), code=BAD_USAGE)
    return posed


def _content(given: str) -> str | None:
    """The text of the file that is given; None where a problem is given instead."""
    path = Path(given)
    try:
        size = path.stat().st_size
    except (OSError, ValueError):  # no such file, or no name that a file could have
        if not any(sign in given for sign in "=:?"):
            fail(f"{given[:200]}: neither a file nor a problem", code=BAD_USAGE)
        return None
    if path.is_dir() or size > _MAX_BYTES:
        fail(f"{path} is {'a directory' if path.is_dir() else 'too large'}", code=BAD_USAGE)
    return path.read_text(encoding="utf-8-sig")


def _solve_all(
    solver: Solver, posed: Sequence[tuple[str, str]], language: str, seconds: float
) -> list[Solution]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    solutions: list[Solution] = []
    with Progress(*columns, console=err, disable=len(posed) == 1, transient=True) as progress:
        task = progress.add_task("solving", total=len(posed))
        for name, text in posed:
            solutions.append(
                _interruptible(partial(solver.solve, name, text, language=language, seconds=seconds))
            )
            progress.advance(task)
    return solutions


def _checked(solver: Solver, solutions: Sequence[Solution]) -> list[Solution]:
    """The solutions with Lean's verdict on each proof: on its script and its term."""
    derivations = [proof for solution in solutions for proof in solution.proofs]
    claims = [
        Claim(id=str(number), statement=proof.statement, proof=proof.tactic, term=proof.term)
        for number, proof in enumerate(derivations)
    ]
    with err.status("asking Lean") as status:
        toolchain = find_toolchain(
            library=solver.library, on_module=lambda *module: status.update(compiling(*module))
        )
        with Verifier(toolchain) as verifier:
            verdicts = iter(verifier.verify(claims, trusted=True))
    return [
        msgspec.structs.replace(
            solution, proofs=[msgspec.structs.replace(p, verdict=next(verdicts)) for p in solution.proofs]
        )
        for solution in solutions
    ]


def _refusal(solution: Solution) -> str:
    """Why Lean refuses a proof of the solution; empty where it does not, or was not asked."""
    verdicts = [proof.verdict for proof in solution.proofs if proof.verdict is not None]
    return next((v.reason for v in verdicts if v.status is not Status.VERIFIED), "")


def _interruptible(work: Callable[[], Solution]) -> Solution:
    """Does the work on a thread, because Ctrl-C does not reach native code that runs on the main one."""
    answers: list[Solution | BaseException] = []

    def do() -> None:
        try:
            answers.append(work())
        except BaseException as error:
            answers.append(error)

    thread = threading.Thread(target=do, daemon=True)
    thread.start()
    try:
        thread.join()
    except KeyboardInterrupt:
        err.print("\ninterrupted")
        sys.stdout.flush()
        os._exit(INTERRUPTED)  # the engine may still be at work: an orderly exit would wait for it
    (answer,) = answers
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _draw(solutions: Sequence[Solution], target: Path) -> None:
    """Writes the figures: one to a file, several to a directory, each under the name of its problem."""
    drawn = [(s.name, s.figure.svg) for s in solutions if s.figure.svg]
    try:
        if len(solutions) == 1 and not target.is_dir():
            files = [(target, svg) for _, svg in drawn]
        else:
            target.mkdir(parents=True, exist_ok=True)
            files = [(target / f"{stem}.svg", svg) for stem, svg in _stems(drawn)]
        for path, svg in files:
            write_atomically(path, svg.encode())
    except OSError as error:
        fail(f"{error.filename or target}: {error.strerror}", code=BAD_USAGE)
    if not drawn:
        err.print("there is nothing to draw")


def _stems(drawn: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The names as those of files, all different."""
    taken: set[str] = set()
    for number, (name, svg) in enumerate(drawn, 1):
        stem = re.sub(r"[^\w-]+", "_", name)[:100]
        if not stem or stem in taken:
            stem = f"{stem or 'problem'}-{number}"
        taken.add(stem)
        yield stem, svg


def _show(solutions: Sequence[Solution], proof: bool) -> None:
    if len(solutions) > 1:
        out.print(_table(solutions))
        solved = sum(solution.outcome is Solved.PROVED for solution in solutions)
        line = f"{solved:,} of {len(solutions):,} proved, {sum(s.seconds for s in solutions):.2f} s"
        verdicts = [proof.verdict for solution in solutions for proof in solution.proofs if proof.verdict]
        if verdicts:
            accepted = sum(verdict.status is Status.VERIFIED for verdict in verdicts)
            line += f"; {accepted:,} of {len(verdicts):,} proofs accepted by Lean"
        out.print(line)
    for solution in solutions:
        if len(solutions) == 1 or (proof and solution.proofs):
            _show_one(solution, proof)


def _table(solutions: Sequence[Solution]) -> Table:
    table = Table()
    table.add_column("problem", overflow="fold")
    table.add_column("outcome", no_wrap=True)
    table.add_column("steps", justify="right")
    table.add_column("ms", justify="right")
    table.add_column("why", overflow="fold")
    for solution in solutions:
        steps = sum(int(proof.measures["length"]) for proof in solution.proofs)
        table.add_row(
            Text(solution.name),
            _outcome(solution),
            str(steps) if solution.proofs else "",
            f"{solution.seconds * 1e3:,.0f}",
            Text(_cut(solution.reason or _refusal(solution))),
        )
    return table


def _outcome(solution: Solution) -> Text:
    colour = (
        "green" if solution.outcome is Solved.PROVED else "red" if solution.outcome.blames_input else "yellow"
    )
    return Text(solution.outcome.replace("_", " "), style=colour)


def _cut(text: str) -> str:
    return text if len(text) <= 500 else text[:500] + " ..."


def _show_one(solution: Solution, proof: bool) -> None:
    out.print(Text(f"{solution.name}: " if solution.name else "").append(_outcome(solution)), end="")
    if any(proof.verdict is not None for proof in solution.proofs):
        out.print(", refused by Lean" if _refusal(solution) else ", accepted by Lean", end="")
    out.print(f", {solution.seconds * 1e3:,.0f} ms")
    out.print(_cut(solution.problem), markup=False, soft_wrap=True)
    if solution.reason:
        out.print(_cut(solution.reason), markup=False, soft_wrap=True, style="yellow")
    if solution.held < solution.realizations and solution.held:
        out.print(
            f"All goals hold together in {solution.held} of {solution.realizations} realizations: "
            "a proof is for those that satisfy its conditions.",
            soft_wrap=True,
        )
    if proof:
        for derivation in solution.proofs:
            out.print()
            for line in proof_lines(derivation):
                out.print(line, markup=False, soft_wrap=True)
            if derivation.verdict is not None:
                text = f"\ntheorem T : {derivation.statement} := {derivation.tactic}"
                out.print(text, markup=False, highlight=False, soft_wrap=True)
        if solution.auxiliary:
            out.print(f"* with the auxiliary points {', '.join(solution.auxiliary)}", soft_wrap=True)
