"""The report of a run that only mined: counted from its files, with figures, safe whatever the rows say."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from factory.export.facts import dataset_facts
from factory.report.gallery import hardest
from factory.report.pace import BARS, pace_chart

Factory = Callable[..., "CompletedProcess[str]"]


@pytest.fixture(scope="module")
def mined(factory: Factory, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("mined") / "geometry"
    settings = ["--set", 'mode="random"', "--set", "nodes=10"]
    done = factory("mine", "geometry", "-n", "120", "--unit-size", "40", "--out", directory, *settings)
    assert done.returncode == 0, done.stderr
    assert "report.html" in done.stdout.replace("\n", "") and "verified" not in done.stdout
    return directory


def test_the_report_shows_what_the_files_hold(mined: Path) -> None:
    page = (mined / "report.html").read_text()
    rows = pq.read_table(mined / "dataset" / "problems-00000.parquet").to_pylist()
    facts = dataset_facts(mined / "dataset")
    assert facts.problems == len(rows) == 120 and facts.traces == 0
    steps = Counter(step["rule"] for row in rows for step in row["derivation"])
    assert facts.rules == dict(steps.most_common())
    lengths = Counter(int(m["value"]) for row in rows for m in row["difficulty"] if m["name"] == "length")
    assert facts.measures["length"] == dict(sorted(lengths.items()))
    assert facts.auxiliary == sum(row["auxiliary"] != "" for row in rows)
    gallery = hardest(mined / "dataset")
    assert len(gallery) == page.count('class="card"') == 24
    values = [picture.problem.difficulty["length"] for picture in gallery]
    assert values == sorted(values, reverse=True) and values[0] == max(lengths)
    assert "http" not in page and "Problems a core-second" in page


def test_the_card_claims_no_verification(mined: Path) -> None:
    card = (mined / "dataset" / "README.md").read_text()
    assert "120 distinct problems" in card and "problems-*.parquet" in card
    assert "None of them was checked in Lean" in card and "- verified" not in card


def test_rows_changed_by_others_do_no_harm(factory: Factory, mined: Path, tmp_path: Path) -> None:
    evil = '<script>alert(1)</script><img src="x" onerror="alert(2)">'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(3)">{evil}</svg>'
    path = mined / "dataset" / "problems-00000.parquet"
    before = path.read_bytes()
    table = pq.read_table(path)
    try:
        for name, value in (("words", evil), ("formal", evil), ("figure_svg", svg), ("auxiliary", evil)):
            column = pa.array([f"{value}{row}" for row in range(table.num_rows)])
            table = table.set_column(table.schema.get_field_index(name), name, column)
        pq.write_table(table, path)
        done = factory("report", mined, "--json")
        assert done.returncode == 0, done.stderr
        page = Path(json.loads(done.stdout)["report"]).read_text()
    finally:
        path.write_bytes(before)
    assert "<script" not in page and "onload=" not in page and "onerror=&#34;" in page
    assert page.count("data:image/svg+xml;base64,") == 24


def test_a_table_of_problems_cannot_be_verified(factory: Factory, mined: Path) -> None:
    done = factory("verify", mined / "dataset" / "problems-00000.parquet")
    assert done.returncode == 2
    assert "not a table of traces" in done.stderr.replace("\n", " ")


def test_the_chart_has_few_bars_and_a_highest_one() -> None:
    assert pace_chart([(10, 1.0)]) == []
    bars = pace_chart([(units, 0.5) for units in range(1, 500)])
    assert len(bars) <= BARS and max(bar.height for bar in bars) == 100
    assert bars[0].first == 0 and bars[-1].last == 498
    assert all(after.first == before.last + 1 for before, after in itertools.pairwise(bars))
