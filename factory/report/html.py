"""The report of a run: one HTML file, counted from the dataset's files and the run's ledger."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from factory import __version__
from factory.export.facts import Facts
from factory.recipe import config_hash, load_recipe
from factory.records import Trace
from factory.report.gallery import hardest
from factory.report.pace import pace_chart
from factory.run.directory import RECIPE
from factory.run.shards import write_atomically
from factory.run.stages import DATASET, Stage
from factory.run.summary import Summary, mining_pace
from factory.run.tables import from_table

REPORT = "report.html"
SAMPLES = 12
RULES = 24
# What the measures of difficulty that domains give are called in full; others keep their name.
_MEASURES = {
    "size": ("Problem size", "connectives"),
    "length": ("Proof length", "steps of deduction"),
    "depth": ("Depth", "depth"),
    "rules": ("Different rules in a proof", "rules"),
    "points": ("Points of a problem", "points"),
    "auxiliary": ("Auxiliary constructions", "clauses"),
    "work": ("Engine work", "instances of rules"),
    "symmetric": ("Symmetric statements", "1: symmetric"),
}


def write_report(directory: Path, summary: Summary, facts: Facts) -> Path:
    """Write `directory/report.html` for a run; returns its path. Raises OSError."""
    recipe = load_recipe(directory / RECIPE)
    dataset = directory / DATASET
    page = _template().render(
        name=summary.name,
        version=__version__,
        config_hash=config_hash(recipe),
        seed=recipe.run.seed,
        tiles=_mined_tiles(summary, facts) if facts.problems else _tiles(summary, facts),
        stages=[
            {"name": name, "units": s.units, "rows": s.rows, "seconds": s.seconds, "rate": s.rate}
            for name, s in summary.stages.items()
            if s.units
        ],
        facts=facts,
        pace=pace_chart(mining_pace(directory)),
        steps=binned(facts.steps),
        measures=[
            (*_MEASURES.get(name, (name.capitalize(), name)), binned(counts))
            for name, counts in facts.measures.items()
            if len(counts) > 1
        ],
        rules=_commonest(facts.rules),
        rejected=_left_out(summary),
        gallery=hardest(dataset),
        samples=_longest(dataset),
    )
    path = directory / REPORT
    write_atomically(path, page.encode())
    return path


def _tiles(summary: Summary, facts: Facts) -> list[tuple[str, str]]:
    return [
        ("verified in Lean", f"{facts.status.get('verified', 0):,}"),
        ("rejected by Lean", f"{sum(summary.rejected.values()):,}"),
        ("mined", f"{summary.mined:,}"),
        ("duplicates", f"{summary.duplicates:,}"),
        ("distinct problems", f"{summary.problems:,}"),
        ("documents", f"{facts.documents:,}"),
        ("wall clock", f"{summary.seconds:.1f} s"),
    ]


def _mined_tiles(summary: Summary, facts: Facts) -> list[tuple[str, str]]:
    return [
        ("distinct problems", f"{facts.problems:,}"),
        ("with auxiliary constructions", f"{facts.auxiliary:,} ({facts.auxiliary / facts.problems:.1%})"),
        ("problems a core-second", f"{summary.stages[Stage.MINE].rate:,.0f}"),
        ("duplicates", f"{summary.duplicates:,}"),
        ("repeat a published problem", f"{facts.contaminated:,}"),
        ("wall clock", f"{summary.seconds:.1f} s"),
    ]


def binned(counts: dict[int, int], most: int = 16) -> dict[str, int]:
    """A histogram of at most `most` bars: the counts of equally wide ranges, labelled "first–last"."""
    if not counts:
        return {}
    first, last = min(counts), max(counts)
    width = -(-(last - first + 1) // most)
    bars: dict[str, int] = {}
    for start in range(first, last + 1, width):
        end = start + width - 1
        label = str(start) if width == 1 else f"{start}–{end}"
        bars[label] = sum(count for value, count in counts.items() if start <= value <= end)
    return bars


def _commonest(rules: dict[str, int]) -> dict[str, int]:
    """The commonest rules, and how many steps the others have together."""
    shown = dict(list(rules.items())[:RULES])
    rest = sum(rules.values()) - sum(shown.values())
    return shown | ({"others": rest} if rest else {})


def _left_out(summary: Summary) -> dict[str, int]:
    """The candidates that did not become rows, by reason."""
    reasons = {"duplicate problem": summary.duplicates, "open": summary.outcomes.get("open", 0)}
    return {reason: count for reason, count in (reasons | summary.rejected).items() if count}


def _longest(dataset: Path) -> list[Any]:
    """The traces with most steps, the first of equals first."""
    ranked: list[tuple[int, str, int]] = []
    for path in sorted(dataset.glob("traces-*.parquet")):
        lengths = pc.list_value_length(pq.read_table(path, columns=["steps"]).column("steps")).to_pylist()
        ranked += [(-length, str(path), row) for row, length in enumerate(lengths)]
        ranked = sorted(ranked)[:SAMPLES]
    found: dict[tuple[str, int], Trace] = {}
    for name in sorted({path for _, path, _ in ranked}):
        rows = [row for _, path, row in ranked if path == name]
        for row, trace in zip(rows, from_table(Trace, pq.read_table(name).take(rows)), strict=True):
            found[name, row] = trace
    return [found[path, row] for _, path, row in ranked]


@cache
def _template() -> Template:
    loader = PackageLoader("factory.report")
    environment = Environment(
        loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html.j2")
