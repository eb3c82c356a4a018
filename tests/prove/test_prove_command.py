"""`factory prove` from the outside: its files, its figures, a kill in the midst, and bad usage."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

FACTORY = str(Path(sys.executable).parent / "factory")
SWAP = "∀ (p q : Prop), p ∧ q → q ∧ p"


def factory(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [FACTORY, "prove", "--lean", "embedded", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def lines(path: Path, statements: list[str]) -> Path:
    path.write_text("".join(json.dumps({"statement": text}) + "\n" for text in statements))
    return path


@pytest.fixture(scope="module")
def traces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of 40 propositional traces, and the problems alone beside it."""
    folder = tmp_path_factory.mktemp("mined")
    for name, options in (("traces", ["--verify"]), ("problems", [])):
        command = [FACTORY, "mine", "propositional", "-n", "40", "--out", str(folder / name), *options]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


def test_the_search_proves_what_it_proved_before(traces: Path, tmp_path: Path) -> None:
    arguments = [
        "--problems",
        traces / "traces" / "dataset",
        "--samples",
        "9",
        "--all",
        "--out",
        tmp_path / "out",
    ]
    done = factory(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["problems"], found["solved"], found["attempts"]) == (40, 40, {"proved": 80})
    assert found["pass_at"]["1"]["value"] == 1.0 and found["pass_at"]["1"]["low"] > 0.9
    rows = pq.read_table(tmp_path / "out" / "attempts.parquet").to_pylist()
    assert len(rows) == 80 and {row["outcome"] for row in rows} == {"proved"}
    assert all(len(row["type_hash"]) == 64 and row["prover"] == "symbolic" for row in rows)
    before = (tmp_path / "out" / "attempts.parquet").read_bytes()
    assert factory(*arguments).returncode == 0
    assert (tmp_path / "out" / "attempts.parquet").read_bytes() == before


def test_problems_that_are_false_stay_open(traces: Path, tmp_path: Path) -> None:
    done = factory("-p", traces / "problems" / "dataset", "-n", "1", "--out", tmp_path / "out", "--json")
    found = json.loads(done.stdout)
    rows = pq.read_table(tmp_path / "out" / "attempts.parquet").to_pylist()
    refuted = [row for row in rows if row["outcome"] != "proved"]
    assert found["solved"] + len(refuted) == 40 and refuted
    assert {row["detail"] for row in refuted} == {"answer: the search proved the contrary"}


def test_a_kill_loses_no_sample(model_server: Callable[..., Any], tmp_path: Path) -> None:
    server = model_server(lambda body, number: ["no_such_lemma"], delay_s=0.02)
    problems = lines(tmp_path / "p.jsonl", [f"∀ n : Nat, n = {i}" for i in range(12)])
    options = ["--backend", "endpoint", "--url", server.url, "--model", "m", "--samples", "8", "--wave", "1"]
    options += ["--concurrency", "3", "--problems", str(problems), "--out", str(tmp_path / "out")]
    process = subprocess.Popen([FACTORY, "prove", "--lean", "embedded", *options], stderr=subprocess.DEVNULL)
    while len(server.bodies) < 30 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    time.sleep(0.2)
    asked = {body["seed"] for body in server.bodies}
    with closing(sqlite3.connect(tmp_path / "out" / "requests.sqlite")) as ledger:
        [[paid]] = ledger.execute("SELECT COUNT(*) FROM request WHERE state = 'done'")
    assert 0 < paid < 96 and len(asked) - paid <= 3  # those that were under way
    done = factory(*options, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["attempts"] == {"wrong": 96}
    assert len(server.bodies) == len(asked) + 96 - paid
    assert len({body["seed"] for body in server.bodies}) == 96


def test_a_dead_server_ends_the_run_and_keeps_what_was_paid(
    model_server: Callable[..., Any], tmp_path: Path
) -> None:
    server = model_server(lambda body, number: ["fun p q h => ⟨h.2, h.1⟩"] if number < 2 else (401, {}))
    problems = lines(tmp_path / "p.jsonl", ["True", "∀ (p : Prop), p → p", SWAP])
    options = ["--backend", "endpoint", "--url", server.url, "--model", "m", "--samples", "1"]
    options += ["--concurrency", "1", "--problems", str(problems), "--out", str(tmp_path / "out")]
    done = factory(*options)
    assert done.returncode == 1 and "HTTP 401" in done.stderr
    with closing(sqlite3.connect(tmp_path / "out" / "attempts.sqlite")) as ledger:
        assert ledger.execute("SELECT COUNT(*) FROM attempt").fetchone() == (2,)


@pytest.mark.parametrize(
    ("text", "options", "code", "message"),
    [
        ('{"statement": "True"}', ["--backend", "endpoint", "--model", "m"], 1, "--url"),
        ('{"statement": "True"}', ["--backend", "transformers"], 1, "--model"),
        (
            '{"statement": "True"}',
            ["--backend", "transformers", "--model", "/no/such"],
            1,
            "cannot be loaded",
        ),
        ('{"statement": "True"}', ["--backend", "oracle"], 2, "oracle"),
        ('{"goal": "True"}', [], 2, "line 1"),
        ("", [], 2, "no problems"),
    ],
)
def test_bad_usage_is_named(tmp_path: Path, text: str, options: list[str], code: int, message: str) -> None:
    (tmp_path / "p.jsonl").write_text(text)
    done = factory("--problems", tmp_path / "p.jsonl", "--out", tmp_path / "out", *options)
    assert done.returncode == code and message in " ".join(done.stderr.split()), done.stderr


def test_another_run_is_refused(tmp_path: Path) -> None:
    problems = lines(tmp_path / "p.jsonl", ["True"])
    assert factory("--problems", problems, "--out", tmp_path / "out").returncode == 0
    done = factory("--problems", problems, "--out", tmp_path / "out", "--samples", "1")
    assert done.returncode == 1 and "another run" in " ".join(done.stderr.split())
    assert factory().returncode == 2
    assert "goedel-prover-v2" in factory("--list").stdout
