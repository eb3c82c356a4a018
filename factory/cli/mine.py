"""`factory mine`: problems alone, or with proofs that Lean checked; or a list of what can be mined."""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.table import Table

from factory.cli.console import BAD_USAGE, FAILED, INTERRUPTED, err, fail, failures, out, print_json
from factory.cli.options import Json, Workers
from factory.cli.progress import LiveProgress
from factory.cli.summary import print_refused, summary_table
from factory.domains import domain_names, load_domain
from factory.export.local import finish_dataset
from factory.recipe import RecipeError, Texts, parse_recipe
from factory.report import write_report
from factory.run import Interrupted, RunError
from factory.run import run as run_recipe
from factory.run.directory import RECIPE
from factory.run.stages import DATASET, Stage
from factory.toml_text import dump

EXAMPLE = (
    "**Examples:** `factory mine --list`, `factory mine propositional --problems 100000 --out runs/mined`, "
    "`... --set max_atoms=3 --set max_size=20`, `factory mine geometry -n 20000 --set 'mode=\"random\"'`, "
    "`... --against my_problems.txt`, `factory mine logic --axioms examples/axioms.txt`, "
    "`... --verify --proofs term`; stop it with Ctrl-C and give the same command to go on."
)


def mine(
    domain: Annotated[
        str | None, typer.Argument(help="What to mine; see --list.", show_default=False)
    ] = None,
    problems: Annotated[
        int, typer.Option("--problems", "-n", min=1, help="Distinct problems to make.")
    ] = 10_000,
    directory: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The run directory. Default: runs/mine-DOMAIN.", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Another seed gives other problems.")] = 0,
    unit_size: Annotated[int, typer.Option(min=1, help="Candidates per work unit.")] = 1000,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="A setting of the domain, KEY=VALUE with a TOML value; repeat it.",
            show_default=False,
        ),
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(
            "--against",
            help="A file of problems that must not come out, for domains that can tell; repeat it.",
            show_default=False,
        ),
    ] = None,
    axioms: Annotated[
        Path | None,
        typer.Option(
            "--axioms",
            help="A file of axioms, one a line, for domains that take them; its text becomes a setting.",
            show_default=False,
        ),
    ] = None,
    proofs: Annotated[
        Texts,
        typer.Option(help="Of each proof: its tactic script, its term, or both; one is checked faster."),
    ] = "both",
    verify: Annotated[
        bool, typer.Option("--verify", help="Prove each problem too, and have Lean check every proof.")
    ] = False,
    list_domains: Annotated[bool, typer.Option("--list", help="List the domains that can be mined.")] = False,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Mine distinct problems into `DIRECTORY/dataset/problems-*.parquet`.

    With --verify, Lean checks a proof of each while mining goes on; what it refuses is kept in quarantine
    with the reason, and the exit code is 1.
    """
    if list_domains:
        _list(json)
        return
    if domain is None:
        fail("say what to mine; `factory mine --list` lists the domains", code=BAD_USAGE)
    with failures():
        load_domain(domain)
        section = {"domain": domain, "problems": problems, "unit_size": unit_size, "proofs": proofs}
        text = dump(
            {
                "run": {
                    "name": f"mine-{domain}",
                    "seed": seed,
                    "until": str(Stage.VERIFY if verify else Stage.MINE),
                },
                "mine": [section],
            }
        )
        files = [f"against = {dumps([str(path.resolve()) for path in against])}"] if against else []
        if axioms is not None:
            files.append(f"axioms = {dumps(_text(axioms))}")
        config = "\n[mine.config]\n" + "\n".join([*(settings or []), *files]) + "\n"
        try:
            recipe = parse_recipe(text + config, "--set")
            with LiveProgress(err) as progress:
                summary = run_recipe(recipe, directory, workers=workers, on_event=progress.show)
            root = Path(summary.directory)
            facts = finish_dataset(root / DATASET, root / RECIPE, recipe.dataset_name)
            report = write_report(root, summary, facts)
        except RecipeError as error:
            fail(f"{error.key}: {error.message}", code=BAD_USAGE)
        except Interrupted as stop:
            fail(str(stop), code=INTERRUPTED)
        except RunError as error:
            fail(str(error))
    if json:
        print_json(summary)
    else:
        out.print(summary_table(summary))
        print_refused(summary)
        out.print(f"problems  {root / DATASET}\nreport    {report}", soft_wrap=True)
    if summary.failed or summary.rejected:
        raise typer.Exit(FAILED)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fail(f"the axioms cannot be read: {error}", code=BAD_USAGE)


def _list(json: bool) -> None:
    domains = [load_domain(name) for name in domain_names()]
    if json:
        print_json([_description(domain) for domain in domains])
        return
    table = Table()
    for heading in ("domain", "version", "what it makes"):
        table.add_column(heading, overflow="fold")
    for domain in domains:
        table.add_row(domain.name, domain.version, domain.summary)
    out.print(table)


def _description(domain: Any) -> dict[str, Any]:
    return {
        "name": domain.name,
        "version": domain.version,
        "summary": domain.summary,
        "styles": list(domain.styles),
        "config": msgspec.to_builtins(domain.config()),
    }
