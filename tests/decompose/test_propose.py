"""Candidate lemmas from a chat model at a real HTTP server: read, bounded, checked, triaged and scored."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from decompose.lean import Lean
from decompose.sketch.extract import declarations_in

GOAL = "∀ (n m : Nat), 3 ∣ n → 3 ∣ m → 3 ∣ n + m * n"
ANSWER = """<think>theorem not_this : 1 = 2</think>Some facts that will help:

```lean4
/-- products -/
lemma product (k n m : ℕ) (h : k ∣ n) : k ∣ m * n := by sorry
lemma falsity (n m : Nat) (h : n < m) : n * n < m
theorem same (a b : Nat) : 3 ∣ a → 3 ∣ b → 3 ∣ a + b * a
lemma refl (n : Nat) : n ≤ n
lemma again (m : Nat) : m ≤ m := Nat.le_refl m
lemma vague (n : Nat) : n ∣ unknown
lemma number (n : Nat) : n + 1
lemma broken
```
And one more:
```lean
lemma zero (n : Nat) (h : 0 < n) : n ≠ 0
axiom easy : False
```"""


@pytest.fixture
def served() -> Iterator[Callable[[list[str]], tuple[str, list[dict[str, Any]]]]]:
    """Starts a chat server that gives these answers in turn; its address, and what it was asked."""
    servers: list[ThreadingHTTPServer] = []

    def start(answers: list[str]) -> tuple[str, list[dict[str, Any]]]:
        asked: list[dict[str, Any]] = []

        class Chat(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                text = answers[len(asked) % len(answers)]
                asked.append(body)
                data = json.dumps({"choices": [{"message": {"content": text}, "finish_reason": "stop"}]})
                self.send_response(200)
                self.send_header("Content-Length", str(len(data.encode())))
                self.end_headers()
                self.wfile.write(data.encode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class names it so
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Chat)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/v1", asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def propose(url: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [
        str(Path(sys.executable).parent / "factory"),
        "decompose",
        "--goal",
        GOAL,
        "--out",
        str(folder),
    ]
    command += ["--backend", "endpoint", "--url", url, "--model", "m", "--depth", "0", "--json", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text().splitlines()]


def test_candidates_are_read_checked_triaged_and_scored(tmp_path: Path, served: Any, lean: Lean) -> None:
    url, asked = served([ANSWER])
    done = propose(url, tmp_path, "--candidates", "25")
    assert done.returncode == 1, done.stderr
    starts = sorted(message["messages"][-1]["content"][:8] for message in asked)
    assert starts == ["State 10", "State 10", "State 5 "]
    assert GOAL in asked[0]["messages"][-1]["content"]
    found = {row["statement"]: row for row in rows(tmp_path, "conjectures.jsonl")}
    assert found["∀ (n m : Nat), n < m → n * n < m"]["finding"] == "refuted"
    assert found["∀ (n m : Nat), n < m → n * n < m"]["detail"] == "n = 2, m = 3"
    assert found["∀ (n : Nat), n ≤ n"]["finding"] == "trivial"
    assert found["∀ (n m k : Nat), n ∣ m → n ∣ k * m"]["finding"] in ("open", "trivial")
    assert len(found) == 4 and all(row["how"] == "model" for row in found.values())
    ranks = [row["score"] for row in rows(tmp_path, "conjectures.jsonl")]
    assert ranks == sorted(ranks, reverse=True) and ranks[0] > ranks[-1] >= 0
    lemmas = {row["statement"]: row for row in rows(tmp_path, "lemmas.jsonl")}
    assert lemmas["∀ (n m : Nat), n < m → n * n < m"]["reason"] == "n = 2, m = 3"
    told = json.loads(done.stdout)
    assert told["conjectures"]["refuted"] == 1 and told["not_proposed"]["it is the goal itself"] == 1
    assert sum(told["not_proposed"].values()) >= 4
    again = propose(url, tmp_path, "--candidates", "25")
    assert len(asked) == 3 and json.loads(again.stdout)["conjectures"] == {"known": 4}


def test_no_more_than_wanted_and_nothing_of_a_useless_answer(tmp_path: Path, served: Any) -> None:
    many = "```lean\n" + "\n".join(f"lemma l{n} (x : Nat) : x * {n} = {n} * x" for n in range(60)) + "\n```"
    url, _ = served([many])
    propose(url, tmp_path / "many", "--candidates", "12")
    assert len(rows(tmp_path / "many", "conjectures.jsonl")) == 12
    url, _ = served(["I would rather not.", "```lean\nlemma long : " + "True ∧ " * 900 + "True\n```"])
    done = propose(url, tmp_path / "none", "--candidates", "20")
    assert json.loads(done.stdout)["not_proposed"] == {
        "there is no lemma in the answer": 1,
        "longer than 2000 characters": 1,
    }
    assert not (tmp_path / "none" / "conjectures.jsonl").exists()


def test_a_model_is_needed(tmp_path: Path) -> None:
    command = [str(Path(sys.executable).parent / "factory"), "decompose", "--goal", GOAL, "--candidates", "9"]
    done = subprocess.run([*command, "--out", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "--backend endpoint" in done.stderr


def test_lemmas_outside_of_fences_are_read_between_prose() -> None:
    found, refused = declarations_in(
        "Here are two lemmas:\nlemma a (n : Nat) : n = n\nThe second one is about order.\n"
        "theorem b : ∀ n : ℕ, 0 ≤ n := by\n  simp\n"
    )
    assert [item.statement for item in found] == ["∀ (n : Nat), n = n", "∀ n : Nat, 0 ≤ n"] and not refused
