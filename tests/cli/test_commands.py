"""Every command through its real entry point: what it leaves, what it prints, how it ends."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from factory.export.facts import dataset_facts
from factory.records import content_id, text_hash

COMMANDS = ["run", "mine", "solve", "verify", "write", "export", "status", "report", "doctor"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(factory, command):
    done = factory(command, "--help")
    assert done.returncode == 0
    assert f"factory {command}" in done.stdout.split("Usage:")[1].split("\n", 1)[1]


def test_no_command_and_a_wrong_option_are_bad_usage(factory):
    assert factory().returncode == 2
    assert factory("run", "--no-such-option").returncode == 2
    assert factory("mine").returncode == 2
    assert factory("mine", "no-such-domain").returncode == 2


def test_doctor_finds_a_sound_lean(factory):
    done = factory("doctor", "--json")
    assert done.returncode == 0, done.stdout
    checks = {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    assert checks["true theorem accepted"]["ok"]
    assert checks["false theorem refused"]["ok"]
    assert "4.35.0" in checks["Lean"]["detail"]


def test_doctor_fails_without_lean(factory, tmp_path):
    done = factory("doctor", "--lean", tmp_path / "nothing")
    assert done.returncode == 1
    assert "nothing" in done.stdout.replace("\n", "")


def test_mine_list(factory):
    listed = json.loads(factory("mine", "--list", "--json").stdout)
    assert any(domain["name"] == "propositional" and domain["config"] for domain in listed)


def test_mine_can_have_lean_check_a_proof_of_each(factory, tmp_path):
    done = factory("mine", "monadic", "-n", "40", "--verify", "--out", tmp_path / "m", "--json")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert (summary["verified"], summary["rejected"]) == (40, {})
    assert list((tmp_path / "m" / "dataset").glob("traces-*.parquet"))


@pytest.mark.parametrize(("texts", "gone"), [("tactic", "term"), ("term", "tactic")])
def test_rows_may_have_one_text_of_each_proof(factory, tmp_path, texts, gone):
    recipe = tmp_path / "one.toml"
    sections = (
        f'[[mine]]\ndomain = "{domain}"\nproblems = 20\nproofs = "{texts}"\n'
        "[mine.config.writing]\ndocuments = 20\n"
        for domain in ("monadic", "propositional")
    )
    recipe.write_text('[run]\nname = "one"\n' + "".join(sections))
    assert factory("run", recipe, "--out", tmp_path / "run").returncode == 0
    rows = pq.read_table(tmp_path / "run/dataset/traces-00000.parquet").to_pylist()
    assert len(rows) == 40
    for row in rows:
        assert row[texts] and not row[gone]
        assert row["proof_id"] == content_id("proof", row["statement"], row["tactic"], row["term"])
    styles = set(pq.read_table(tmp_path / "run/dataset/documents-00000.parquet")["style"].to_pylist())
    assert {"lean_term", "lean_comments"} & styles == {"lean_comments" if texts == "tactic" else "lean_term"}
    assert factory("export", tmp_path / "run", "--to", tmp_path / "out").returncode == 0
    assert (
        factory(
            "write",
            tmp_path / "run/dataset/traces-00000.parquet",
            "--form",
            "all",
            "-o",
            tmp_path / "l.parquet",
        ).returncode
        == 0
    )
    done = factory("verify", tmp_path / "out", "--json")
    [result] = json.loads(done.stdout).values()
    assert (result["rows"], result["sound"]) == (40, 40)


def test_mine_makes_distinct_problems_without_proofs(factory, tmp_path):
    done = factory(
        "mine", "propositional", "-n", "150", "--set", "max_atoms=3", "--out", tmp_path / "m", "--json"
    )
    assert done.returncode == 0, done.stderr
    table = pa.concat_tables(
        pq.read_table(path) for path in (tmp_path / "m/dataset").glob("problems-*.parquet")
    )
    assert table.num_rows == 150 == len(set(table.column("canonical").to_pylist()))


def test_mine_refuses_a_wrong_setting(factory, tmp_path):
    done = factory("mine", "propositional", "--set", "max_atom=3", "--out", tmp_path / "m")
    assert done.returncode == 2
    assert "max_atoms" in done.stderr


def test_run_leaves_dataset_card_and_report(finished):
    traces = pq.read_table(finished / "dataset/traces-00000.parquet")
    assert traces.num_rows == 60
    assert set(traces.column("status").to_pylist()) == {"verified"}
    assert "60 problems" in (finished / "dataset/README.md").read_text()
    report = (finished / "report.html").read_text()
    assert report.count("<details>") == 12
    assert "http" not in report.replace("http-equiv", "")  # one file that needs nothing else


def test_status_and_report_read_a_finished_run(factory, finished):
    summary = json.loads(factory("status", finished, "--json").stdout)
    assert summary["complete"] and summary["verified"] == 60
    before = (finished / "report.html").read_bytes()
    assert factory("report", finished).returncode == 0
    assert (finished / "report.html").read_bytes() == before


def test_status_of_what_is_no_run(factory, tmp_path):
    done = factory("status", tmp_path)
    assert done.returncode == 1
    assert "not a run directory" in done.stderr


def test_a_second_run_on_a_finished_directory_changes_nothing(factory, finished, recipe):
    before = {path.name: path.read_bytes() for path in (finished / "dataset").iterdir()}
    assert factory("run", recipe, "--out", finished).returncode == 0
    assert {path.name: path.read_bytes() for path in (finished / "dataset").iterdir()} == before


def test_run_names_the_line_of_a_mistake(factory, tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text('[run]\nname = "x"\n\n[[mine]]\ndomain = "propositional"\nproblem = 3\n')
    done = factory("run", path)
    assert done.returncode == 2
    assert "bad.toml:6" in done.stderr.replace("\n", "") and "problems" in done.stderr


def test_verify_accepts_the_exported_bytes(factory, finished):
    done = factory("verify", finished / "dataset", "--json")
    assert done.returncode == 0, done.stdout
    [result] = json.loads(done.stdout).values()
    assert (result["rows"], result["sound"]) == (60, 60)


@pytest.mark.parametrize("column", ["statement", "tactic", "term"])
def test_verify_fails_on_one_changed_byte(factory, finished, tmp_path, column):
    table = pq.read_table(finished / "dataset/traces-00000.parquet")
    texts = table.column(column).to_pylist()
    texts[7] = texts[7][:-1] + chr(ord(texts[7][-1]) ^ 1)
    at = table.schema.get_field_index(column)
    pq.write_table(
        table.set_column(at, table.schema.field(at), pa.array(texts)), tmp_path / "changed.parquet"
    )
    done = factory("verify", tmp_path / "changed.parquet", "--json")
    assert done.returncode == 1
    [result] = json.loads(done.stdout).values()
    assert result["sound"] == 59
    assert [failure["row"] for failure in result["failures"]] == [7]


def test_verify_of_bad_files(factory, finished, tmp_path):
    whole = (finished / "dataset/traces-00000.parquet").read_bytes()
    (tmp_path / "cut.parquet").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.parquet").write_text("hello")
    pq.write_table(pa.table({"id": ["a"]}), tmp_path / "columns.parquet")
    for name, what in [("cut", "cut"), ("text", "text"), ("columns", "statement"), ("absent", "absent")]:
        done = factory("verify", tmp_path / f"{name}.parquet")
        assert done.returncode == 2
        assert what in done.stderr


def test_verify_refuses_bad_rows_one_by_one(factory, finished, tmp_path):
    table = pq.read_table(finished / "dataset/traces-00000.parquet").slice(0, 10)
    tactics = [text.encode() for text in table.column("tactic").to_pylist()]
    tactics[2] = b"by exact \xff\xfe"
    tactics[5] = b"by\n" + b"  skip\n" * 1_500_000
    binary = pa.array(tactics, pa.binary())
    column = pa.StringArray.from_buffers(len(tactics), *binary.buffers()[1:])
    at = table.schema.get_field_index("tactic")
    pq.write_table(table.set_column(at, table.schema.field(at), column), tmp_path / "rows.parquet")
    done = factory("verify", tmp_path / "rows.parquet", "--json")
    assert done.returncode == 1, done.stderr
    [result] = json.loads(done.stdout).values()
    assert (result["rows"], result["sound"]) == (10, 8)
    reasons = {failure["row"]: failure["reason"] for failure in result["failures"]}
    assert set(reasons) == {2, 5}
    assert all(reasons.values())


def test_verify_refuses_a_false_row_that_hashes_right(factory, finished, tmp_path):
    """Whoever changes a proof can change the hashes too; Lean cannot be changed."""
    row = pq.read_table(finished / "dataset/traces-00000.parquet").slice(0, 1).to_pylist()[0]
    row["tactic"] = "by\n  intros\n  sorry"
    row["proof_hash"] = text_hash(row["tactic"], row["term"])
    schema = pq.read_schema(finished / "dataset/traces-00000.parquet")
    pq.write_table(pa.Table.from_pylist([row], schema=schema), tmp_path / "forged.parquet")
    done = factory("verify", tmp_path / "forged.parquet", "--json")
    assert done.returncode == 1
    [result] = json.loads(done.stdout).values()
    assert list(result["reasons"]) == ["screen"]


def test_the_export_says_nothing_of_the_machine(factory, finished, tmp_path):
    assert factory("export", finished, "--to", tmp_path / "out").returncode == 0
    for path in (tmp_path / "out").iterdir():
        assert str(finished.parent).encode() not in path.read_bytes()


def test_write_makes_documents_again(factory, finished, tmp_path):
    done = factory(
        "write", finished / "dataset/traces-00000.parquet", "--out", tmp_path / "docs.parquet", "--json"
    )
    assert done.returncode == 0, done.stderr
    written = pq.read_table(tmp_path / "docs.parquet")
    assert written.num_rows == json.loads(done.stdout)["documents"] >= 60


def test_export_is_idempotent_and_complete(factory, finished, tmp_path):
    target = tmp_path / "out"
    assert factory("export", finished, "--to", target).returncode == 0
    first = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in target.glob("*.parquet")}
    assert factory("export", finished, "--to", target).returncode == 0
    assert {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in target.glob("*.parquet")
    } == first
    assert {"README.md", "recipe.toml", "run.lock.json"} <= {path.name for path in target.iterdir()}
    lock = json.loads((target / "run.lock.json").read_text())
    assert set(lock["files"]) == set(first)


def test_export_refuses_an_unfinished_run_and_a_foreign_folder(factory, finished, tmp_path):
    done = factory("export", tmp_path, "--to", tmp_path / "x")
    assert done.returncode == 2
    assert "not a run directory" in done.stderr.replace("\n", " ")
    (tmp_path / "y").mkdir()
    shutil.copy(finished / "dataset/traces-00000.parquet", tmp_path / "y" / "other.parquet")
    done = factory("export", finished, "--to", tmp_path / "y")
    assert done.returncode == 1
    assert "other.parquet" in done.stderr.replace("\n", "")


def test_the_card_counts_the_files(finished):
    facts = dataset_facts(Path(finished) / "dataset")
    traces = pq.read_table(finished / "dataset/traces-00000.parquet").to_pylist()
    assert facts.traces == len(traces)
    assert sum(facts.outcome.values()) == sum(facts.steps.values()) == len(traces)
    assert facts.repeated_traces == facts.repeated_documents == 0
    sizes = Counter(int(m["value"]) for row in traces for m in row["difficulty"] if m["name"] == "size")
    assert facts.size == dict(sorted(sizes.items()))
