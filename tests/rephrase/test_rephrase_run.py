"""Runs through the command line: records, resumption, any number of workers, collapse, bad input."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from factory.cli.app import app

FACTORY = str(Path(sys.executable).parent / "factory")
THINGS = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("arrow", "ellow", "inder", "otter", "umber")]


def factory(*arguments: str | Path) -> Any:
    """The command in this process: `exit_code`, `stdout`, `stderr`."""
    return CliRunner().invoke(app, ["rephrase", *map(str, arguments)])


def documents(path: Path, count: int) -> Path:
    chance = random.Random(7)
    with path.open("w") as file:
        for _ in range(count):
            name, other, third = chance.sample(THINGS, 3)
            text = (
                f"{name.capitalize()} is a kind of {other} from the {third} coast. A {name} weighs "
                f"{chance.randint(2, 90)} grams. The {other} breaks because the {third} is old."
            )
            file.write(json.dumps({"text": text}) + "\n")
    return path


def shards(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("records-*.parquet"))}


def test_records_are_checked_and_counted(tmp_path: Path) -> None:
    done = factory(documents(tmp_path / "in.jsonl", 700), "--out", tmp_path / "out", "--json", "-j", "1")
    assert done.exit_code == 0, done.stderr
    outcome = json.loads(done.stdout)
    rows = [
        row
        for path in sorted((tmp_path / "out").glob("*.parquet"))
        for row in pq.read_table(path).to_pylist()
    ]
    assert outcome["documents"] == 700 and len(shards(tmp_path / "out")) == 2
    for name in ("table", "faq", "facts"):
        made = [row for row in rows if row["format"] == name]
        assert (
            len(made)
            == outcome["kept"][name] + outcome["refused"][name]
            == 700 - outcome["inapplicable"][name]
        )
    assert sum(row["kept"] for row in rows) > 1500
    assert all(bool(row["faults"]) != row["kept"] and row["scores"]["number_precision"] == 1 for row in rows)


def test_the_same_bytes_on_any_number_of_workers_and_after_a_kill(tmp_path: Path) -> None:
    file = documents(tmp_path / "in.jsonl", 1600)
    assert factory(file, "--out", tmp_path / "one", "-j", "1").exit_code == 0
    command = [FACTORY, "rephrase", str(file), "--out", str(tmp_path / "two"), "-j", "2"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    while process.poll() is None and not shards(tmp_path / "two"):
        time.sleep(0.02)
    killed = process.poll() is None
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    finished = {path: path.stat().st_mtime_ns for path in (tmp_path / "two").glob("records-*.parquet")}
    assert killed and finished
    assert factory(file, "--out", tmp_path / "two", "-j", "2").exit_code == 0
    assert shards(tmp_path / "one") == shards(tmp_path / "two")
    assert all(path.stat().st_mtime_ns == then for path, then in finished.items())


def test_collapse_stops_the_run(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    same = "The gauge of the old mill by the river shows {} metres. The miller is a man who keeps {} geese."
    file.write_text("".join(json.dumps({"text": same.format(i, i + 3)}) + "\n" for i in range(2, 600)))
    done = factory(file, "--out", tmp_path / "out", "--format", "facts")
    assert done.exit_code == 1
    assert "collapses into templates: facts: 100% of 100 records begin with" in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "poem"], "there is no format 'poem'; there are table, faq, facts"),
        (["--set", "colour=1"], "there is no setting 'colour'"),
        (["--set", "number_recall=2"], "number_recall"),
        (["--text-column", "body"], "line 1: 'body' is no text"),
    ],
)
def test_bad_usage_is_named(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = factory(documents(tmp_path / "in.jsonl", 3), "--out", tmp_path / "out", *arguments)
    assert done.exit_code == 2 and message in " ".join(done.stderr.split())


def test_bad_files_are_named(tmp_path: Path) -> None:
    assert factory("--out", tmp_path / "out").exit_code == 2
    assert "no such file" in factory(tmp_path / "none.jsonl", "--out", tmp_path / "out").stderr
    (tmp_path / "bad.jsonl").write_text('{"text": "fine"}\n{"text": \n')
    assert "line 2" in factory(tmp_path / "bad.jsonl", "--out", tmp_path / "out").stderr
    (tmp_path / "bad.parquet").write_text("no parquet")
    assert "not a readable Parquet file" in factory(tmp_path / "bad.parquet", "--out", tmp_path / "p").stderr


def test_folders_and_saved_datasets_are_read(tmp_path: Path) -> None:
    text = "A pulley is a wheel with a groove. A lever is a bar of 2 metres. Oil helps for 3 weeks."
    folder = tmp_path / "corpus" / "train"
    folder.mkdir(parents=True)
    table = pa.table({"text": [text, text + " It rains."]})
    with (
        pa.OSFile(str(folder / "data-00000.arrow"), "wb") as file,
        pa.ipc.new_stream(file, table.schema) as out,
    ):
        out.write_table(table)
    pq.write_table(table, folder / "more.parquet")
    (folder / "dataset_info.json").write_text("{}")
    done = factory(tmp_path / "corpus", "--out", tmp_path / "out", "--json")
    assert done.exit_code == 0 and json.loads(done.stdout)["documents"] == 4, done.stderr
    (tmp_path / "empty").mkdir()
    assert "no file in it ends with" in factory(tmp_path / "empty", "--out", tmp_path / "x").stderr
    assert "is named hub://user/name" in factory("hub://only", "--out", tmp_path / "x").stderr
    (tmp_path / "bad.arrow").write_text("no arrow")
    assert "not a readable Arrow stream" in factory(tmp_path / "bad.arrow", "--out", tmp_path / "y").stderr


def test_a_folder_of_another_run_is_refused(tmp_path: Path) -> None:
    file = documents(tmp_path / "in.jsonl", 20)
    assert factory(file, "--out", tmp_path / "out").exit_code == 0
    done = factory(file, "--out", tmp_path / "out", "--format", "faq")
    assert done.exit_code == 2 and "other inputs or settings" in " ".join(done.stderr.split())


@pytest.mark.parametrize("suffix", ["jsonl", "parquet"])
def test_records_have_the_licence_of_their_source(tmp_path: Path, suffix: str) -> None:
    lines = documents(tmp_path / "in.jsonl", 6).read_text().splitlines()
    licences = ["CC0-1.0", "CC-BY-4.0", None, "CC0-1.0", "MIT", ""]
    rows = [json.loads(line) | {"rights": one} for line, one in zip(lines, licences, strict=True)]
    path = tmp_path / f"licensed.{suffix}"
    if suffix == "jsonl":
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    else:
        pq.write_table(pa.Table.from_pylist(rows), path)
    of = {row["text"].split()[0]: row["rights"] or "" for row in rows}

    def found(*options: str) -> list[tuple[str, str]]:
        out = tmp_path / "-".join(["out", *options])
        done = factory(path, "--out", out, "-f", "facts", "-j", "1", "--set", "opening_share=1", *options)
        assert done.exit_code == 0, done.stderr
        read = pq.read_table(out / "records-00000.parquet").to_pylist()
        return [(next(name for name in of if name in row["text"]), row["licence"]) for row in read]

    assert found("--licence-column", "rights") == list(of.items())
    assert found("--licence", "MIT") == [(name, "MIT") for name in of]
    assert found() == [(name, "") for name in of]


def test_a_licence_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "The sea is deep.", "rights": 4}\n')
    both = factory(path, "--out", tmp_path / "out", "--licence", "MIT", "--licence-column", "rights")
    assert both.exit_code == 2 and "give either" in both.stderr
    wrong = factory(path, "--out", tmp_path / "out", "--licence-column", "rights")
    assert wrong.exit_code == 2 and "line 1: 'rights' is no text" in wrong.stderr
