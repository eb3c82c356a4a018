"""`factory decompose`: goals by structure, proofs of a run, and a chat model at a real HTTP server."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pyarrow.parquet as pq
import pytest

from decompose.lean import Lean

AND_OR = "∀ (p q r : Prop), p ∧ (q ∨ r) → p ∧ q ∨ p ∧ r"
EXISTS = "∀ (P Q : Nat → Prop), (∃ x, P x ∧ Q x) → (∃ x, P x) ∧ ∃ y, Q y"
SKETCH = """First the witness, then the parts.
```lean4
theorem problem (P Q : Nat → Prop) (h : ∃ x, P x ∧ Q x) : (∃ x, P x) ∧ ∃ y, Q y := by
  obtain ⟨x, hx⟩ := h
  have hp : P x := by sorry
  have hq : Q x := by sorry
  exact ⟨⟨x, hp⟩, ⟨x, hq⟩⟩
```"""
FALSE_STEP = "```lean\nby\n  have bad : 2 + 2 = 5 := by sorry\n  exact absurd bad (by decide)\n```"


class Chat(BaseHTTPRequestHandler):
    """Answers like a chat server; in turn a good sketch, a false step, nothing of use, an error."""

    answers: ClassVar = [SKETCH, FALSE_STEP, "I do not know.", "by\n  sorry\n  sorry"]
    asked: ClassVar[list[dict[str, Any]]] = []
    failures: ClassVar = 1

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if Chat.failures:
            Chat.failures -= 1
            self.send_error(503)
            return
        text = Chat.answers[len(Chat.asked) % len(Chat.answers)]
        Chat.asked.append(body)
        reply = {
            "choices": [{"message": {"content": text}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 9},
        }
        data = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class names it so
        pass


@pytest.fixture
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Chat)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "factory"), "decompose", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_goals_are_split_by_structure_and_proved(tmp_path: Path, lean: Lean) -> None:
    done = run("--goal", AND_OR, "--goal", EXISTS, "--out", tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    goals = json.loads(done.stdout)["goals"]
    assert [goal["status"] for goal in goals] == ["proved", "proved"] and goals[1]["lemmas"] > 1
    assert lean.verify([(goal["statement"], goal["proof"]) for goal in goals]) == ["", ""]
    rows = {row["id"]: row for row in lines(tmp_path / "lemmas.jsonl")}
    for row in rows.values():
        if row["skeleton"] and row["status"] == "proved":
            assert all(rows[child]["statement"] for child in row["children"])


def test_what_is_false_is_told_and_ends_with_one(tmp_path: Path) -> None:
    done = run("--goal", "∀ (p q : Prop), p ∨ q → p", "--out", tmp_path, "--conjectures", "9", "--json")
    assert done.returncode == 1
    result = json.loads(done.stdout)
    assert result["goals"][0]["status"] == "refuted" and sum(result["conjectures"].values()) > 3
    rows = {row["statement"]: row for row in lines(tmp_path / "lemmas.jsonl")}
    assert rows["∀ (p q : Prop), p ∨ q → p"]["reason"] == "p = False, q = True"
    assert rows["∀ (p q : Prop), p → p ∨ q"]["status"] == "proved"


def test_proofs_of_a_run_become_graphs(tmp_path: Path, lean: Lean) -> None:
    (tmp_path / "recipe.toml").write_text('[run]\nname = "r"\n[[mine]]\ndomain = "monadic"\nproblems = 8\n')
    factory = str(Path(sys.executable).parent / "factory")
    made = subprocess.run(
        [factory, "run", str(tmp_path / "recipe.toml"), "--out", str(tmp_path / "run")],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    (traces,) = (tmp_path / "run" / "dataset").glob("traces-*.parquet")
    done = run(traces, "--out", tmp_path / "graph", "--limit", "6", "--json")
    assert done.returncode == 0, done.stderr
    goals = json.loads(done.stdout)["goals"]
    assert len(goals) == 6 and sum(goal["lemmas"] for goal in goals) > 0
    assert {goal["problem"] for goal in goals} <= set(pq.read_table(traces)["problem_id"].to_pylist())
    assert lean.verify([(goal["statement"], goal["proof"]) for goal in goals]) == [""] * 6


def test_a_model_is_asked_over_http_and_no_answer_is_paid_twice(tmp_path: Path, url: str, lean: Lean) -> None:
    options = ["--goal", EXISTS, "--out", tmp_path, "--backend", "endpoint", "--url", url, "--model", "m"]
    options += ["--samples", "4", "--json"]
    done = run(*options)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert lean.verify([(EXISTS, result["goals"][0]["proof"])]) == [""]
    assert len(Chat.asked) == 4 and "∃ c, b c := by sorry" in Chat.asked[0]["messages"][-1]["content"]
    assert result["sketches"] == 4 and "false" in result["refused"]
    (tmp_path / "lemmas.sqlite").unlink()
    assert json.loads(run(*options).stdout)["goals"] == result["goals"] and len(Chat.asked) == 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no goals were given"),
        (["--goal", "True", "--backend", "endpoint"], "needs --url"),
        (["nowhere.parquet"], "no such file"),
    ],
)
def test_bad_usage_is_told(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = run(*arguments, "--out", tmp_path)
    assert done.returncode == 2 and message in done.stderr


def test_a_goal_that_is_no_proposition_is_told(tmp_path: Path) -> None:
    done = run("--goal", "not lean at all ((", "--out", tmp_path)
    assert done.returncode == 1 and "no closed proposition" in done.stderr and "((" in done.stderr


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "lemmas.sqlite").write_bytes(b"no database, but long enough to be looked at" * 100)
    done = run("--goal", "True", "--out", tmp_path)
    assert done.returncode == 1 and "cannot be used" in done.stderr
