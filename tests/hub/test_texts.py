"""Mixes and rephrased documents are exported with cards counted from their files, and published."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers
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
        "--licence",
        "CC-BY-4.0",
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
    assert re.search(
        {"data": r"^license: other$", "records": r"^license: cc-by-4.0$"}[kind], card, re.MULTILINE
    )
    for file in json.loads((tmp_path / "run.lock.json").read_bytes())["files"].values():
        assert file in card
    publish(tmp_path, hub(), facts)
    held = {name: data for name, data in server.files("writer/small").items() if name != ".gitattributes"}
    assert held == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert publish(tmp_path, hub(), export_texts(folders[kind], tmp_path, name="small")).sent_bytes == 0


@pytest.mark.parametrize("kind", ["data", "records"])
def test_kept_texts_are_tokenised_beside_the_files(kind, folders, tmp_path):
    tokenizer = Tokenizer(models.WordLevel({"<unk>": 0, "the": 1}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    options = ["--to", str(tmp_path / "out"), "--tokenizer", str(tmp_path / "tokenizer.json"), "--json"]
    done = CliRunner().invoke(app, ["export", str(folders[kind]), *options])
    assert done.exit_code == 0, done.output
    facts = json.loads(done.stdout)["facts"]
    about = json.loads((tmp_path / "out" / "tokens.json").read_bytes())
    assert about["documents"] == facts["documents"] and about["tokens"] == facts["tokens"]["tokens"]
    lock = json.loads((tmp_path / "out" / "run.lock.json").read_bytes())
    assert set(about["files"].items()) <= set(lock["files"].items())
    card = (tmp_path / "out" / "README.md").read_text()
    assert f"{about['tokens']:,} numbers" in card and f"`{kind}-*.parquet`" in card


def test_licences_that_nobody_said_are_unknown(folders, tmp_path):
    table = pq.read_table(folders["records"] / "records-00000.parquet")
    place = table.schema.get_field_index("licence")
    kept = [number for number, one in enumerate(table["kept"].to_pylist()) if one]
    said = ["CC0-1.0" if number == kept[0] else "" for number in range(table.num_rows)]
    shutil.copytree(folders["records"], tmp_path / "some")
    some = table.set_column(place, "licence", pa.array(said))
    pq.write_table(some, tmp_path / "some" / "records-00000.parquet")
    facts = export_texts(tmp_path / "some", tmp_path / "mixed", name="small")
    assert facts.licence == {"unknown": len(kept) - 1, "CC0-1.0": 1}
    assert "\nlicense: other\n" in (tmp_path / "mixed" / "README.md").read_text()
    described = json.loads((tmp_path / "mixed" / "croissant.json").read_bytes())
    assert described["license"] == ["https://spdx.org/licenses/CC0-1.0.html"]
    # Records of an older version have no such column.
    pq.write_table(table.remove_column(place), tmp_path / "some" / "records-00000.parquet")
    facts = export_texts(tmp_path / "some", tmp_path / "older", name="small")
    assert facts.licence == {"unknown": len(kept)}
    assert "\nlicense: unknown\n" in (tmp_path / "older" / "README.md").read_text()


def test_what_a_source_does_not_have_is_counted(folders, tmp_path):
    table = pq.read_table(folders["records"] / "records-00000.parquet")
    rows = table.to_pylist()
    refused = [row for row in rows if not row["kept"]]
    assert len(refused) > 2
    refused[0]["scores"]["number_precision"] = 0.5
    refused[1]["scores"]["wrong_sums"] = 1
    refused[2]["judged"] = "contradicted"
    before = export_texts(folders["records"], tmp_path / "before", name="small")
    shutil.copytree(folders["records"], tmp_path / "changed")
    changed = pa.Table.from_pylist(rows, table.schema)
    pq.write_table(changed, tmp_path / "changed" / "records-00000.parquet")
    after = export_texts(tmp_path / "changed", tmp_path / "after", name="small")
    assert (before.untrue, after.untrue) == (0, 3) and before.refused == after.refused


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [("format", "sonnet", "no format 'sonnet'"), ("scores", {"length": 1.0}, "scores cannot be read")],
)
def test_refused_records_that_cannot_be_judged_are_named(folders, tmp_path, column, value, fault):
    table = pq.read_table(folders["records"] / "records-00000.parquet")
    place = table.schema.get_field_index(column)
    changed = table.set_column(place, column, pa.array([value] * table.num_rows))
    shutil.copytree(folders["records"], tmp_path / "changed")
    pq.write_table(changed, tmp_path / "changed" / "records-00000.parquet")
    with pytest.raises(ExportError, match=fault):
        export_texts(tmp_path / "changed", tmp_path / "out", name="small")


def test_unfinished_work_is_refused(folders, tmp_path):
    with pytest.raises(ExportError, match="no finished mix"):
        export_texts(tmp_path, tmp_path / "out", name="small")
    for number in (0, 2):
        source = next(folders["data"].glob("data-*.parquet"))
        (tmp_path / f"data-{number:05}.parquet").write_bytes(source.read_bytes())
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(ExportError, match="missing"):
        export_texts(tmp_path, tmp_path / "out", name="small")
