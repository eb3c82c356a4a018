"""Mixes and rephrased documents are exported with cards counted from their files, and published."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from factory.cli.app import app
from factory.export.local import ExportError
from factory.export.publish import publish
from factory.export.texts import export_texts, kind_of

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"
MIX = f"""
[mix]
name = "small"
tolerance = 10.0
shard_rows = 10

[[source]]
name = "essays"
path = "{CORPUS / "essays.jsonl"}"
role = "raw"
licence = "CC0-1.0"
weight = 50

[[source]]
name = "facts"
path = "{CORPUS / "facts.jsonl"}"
role = "memorization"
licence = "CC-BY-4.0"
weight = 50
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("texts")
    (root / "mix.toml").write_text(MIX)
    mixed = ["mix", str(root / "mix.toml"), "--out", str(root / "mix"), "--workers", "1"]
    rephrased = [
        "rephrase",
        str(CORPUS / "essays.jsonl"),
        "--out",
        str(root / "records"),
        "--format",
        "faq",
    ]
    strict = ["--set", "shortest=0.8", "--set", "opening_share=1"]
    for command in (mixed, [*rephrased, *strict]):
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 0, done.output
    return {"data": root / "mix", "records": root / "records"}


@pytest.mark.parametrize("kind", ["data", "records"])
def test_a_card_is_counted_from_the_files_and_all_of_it_arrives(kind, folders, tmp_path, server, hub):
    assert kind_of(folders[kind]) == kind
    facts = export_texts(folders[kind], tmp_path, name="small")
    rows = [row for path in sorted(tmp_path.glob("*.parquet")) for row in pq.read_table(path).to_pylist()]
    kept = [row for row in rows if row.get("kept", True)]
    assert facts.documents == len(kept) and facts.refused == len(rows) - len(kept)
    assert facts.documents > 0 and (facts.refused > 0) == (kind == "records")
    assert facts.counted == sum(row.get("tokens", 0) for row in kept)
    assert facts.again == sum(row.get("epoch", 1) > 1 for row in kept)
    for column, counts in facts.counts.items():
        assert counts == {v: sum((row[column] or "none") == v for row in kept) for v in counts}
        assert sum(counts.values()) == len(kept)
    card = (tmp_path / "README.md").read_text()
    assert re.search(r"^license: (other|unknown)$", card, re.MULTILINE)
    for file in json.loads((tmp_path / "run.lock.json").read_bytes())["files"].values():
        assert file in card
    publish(tmp_path, hub(), facts)
    held = {name: data for name, data in server.files("writer/small").items() if name != ".gitattributes"}
    assert held == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert publish(tmp_path, hub(), export_texts(folders[kind], tmp_path, name="small")).sent_bytes == 0


def test_unfinished_work_is_refused(folders, tmp_path):
    with pytest.raises(ExportError, match="no finished mix"):
        export_texts(tmp_path, tmp_path / "out", name="small")
    for number in (0, 2):
        source = next(folders["data"].glob("data-*.parquet"))
        (tmp_path / f"data-{number:05}.parquet").write_bytes(source.read_bytes())
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(ExportError, match="missing"):
        export_texts(tmp_path, tmp_path / "out", name="small")
