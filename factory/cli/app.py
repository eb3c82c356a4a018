"""The `factory` command: registers the commands and turns their errors into exit codes.

Exit codes: 0 done, 1 the work failed (the message says what and where), 2 bad usage (a wrong option, recipe
or file), 130 interrupted (the message says how to go on).
"""

from __future__ import annotations

import typer

from factory import __version__
from factory.cli import (
    decompose,
    doctor,
    export,
    mine,
    mix,
    pairs,
    prove,
    rephrase,
    report,
    run,
    solve,
    status,
    trace,
    train,
    verify,
    write,
)

app = typer.Typer(
    name="factory",
    help="Makes pretraining data whose reasoning is proved: Lean 4 checked every row marked verified.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command(epilog=run.EXAMPLE)(run.run)
app.command(epilog=mine.EXAMPLE)(mine.mine)
app.command(epilog=solve.EXAMPLE)(solve.solve)
app.command(epilog=decompose.EXAMPLE)(decompose.decompose)
app.command(epilog=prove.EXAMPLE)(prove.prove)
app.command(epilog=train.TRAIN_EXAMPLE)(train.train)
app.command(epilog=train.ITERATE_EXAMPLE)(train.iterate)
app.command(epilog=train.COMPARE_EXAMPLE)(train.compare)
app.command(epilog=trace.EXAMPLE)(trace.trace)
app.command(epilog=verify.EXAMPLE)(verify.verify)
app.command(epilog=write.EXAMPLE)(write.write)
app.command(epilog=mix.EXAMPLE)(mix.mix)
app.command(epilog=rephrase.EXAMPLE)(rephrase.rephrase)
app.command(epilog=pairs.EXAMPLE)(pairs.pairs)
app.command(epilog=export.EXAMPLE)(export.export)
app.command(epilog=status.EXAMPLE)(status.status)
app.command(epilog=report.EXAMPLE)(report.report)
app.command(epilog=doctor.EXAMPLE)(doctor.doctor)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"factory {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: bool = typer.Option(
        False, "--version", help="Print the version and stop.", callback=_print_version, is_eager=True
    ),
) -> None:
    pass
