"""Commands that write a dataset are killed where their files become durable, and then finish.

`factory run`, `mix`, `prove`, rephrasing with a model and publishing have such tests of their own.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

# Runs each command that it is told in a fork, killed, as by `kill -9`, in the call of `fsync` with a number.
FORKS = """
import json, os, signal, sys
import pyarrow.parquet
import factory.cli.export, factory.cli.pairs, factory.cli.rephrase, factory.cli.write
from factory.cli.app import app
from factory.domains import load_domain

load_domain("propositional")
left, sync = 0, os.fsync

def fsync(descriptor):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    sync(descriptor)

os.fsync = fsync
for line in sys.stdin:
    left, arguments = json.loads(line)
    child = os.fork()
    if not child:
        os.dup2(2, 1)
        app(arguments)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
RECIPE = """
[run]
name = "small"

[[mine]]
domain = "propositional"
problems = 60
unit_size = 40

[export]
shard_rows = 40
"""
Call = Callable[..., int]
KILLED = -signal.SIGKILL


@pytest.fixture(scope="module")
def call() -> Iterator[Call]:
    """Runs a command, killed in a call of `fsync` if it is said in which; gives the exit code."""
    with subprocess.Popen(
        [sys.executable, "-P", "-c", FORKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as forks:
        orders, codes = _pipe(forks.stdin), _pipe(forks.stdout)

        def ask(arguments: list[str], killed: int = 0) -> int:
            orders.write(json.dumps([killed, arguments]).encode() + b"\n")
            orders.flush()
            return int(codes.readline())

        yield ask


def _pipe(end: IO[bytes] | None) -> IO[bytes]:
    assert end
    return end


@pytest.fixture(scope="module")
def run(call: Call, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed")
    (folder / "small.toml").write_text(RECIPE)
    assert call(["run", str(folder / "small.toml"), "--out", str(folder / "run"), "--workers", "1"]) == 0
    return folder / "run"


def written(run: Path, out: Path) -> list[str]:
    return ["write", str(run / "dataset/traces-00000.parquet"), "--out", str(out / "documents.parquet")]


def told(command: str, run: Path, out: Path) -> list[str]:
    return [command, *map(str, sorted((run / "dataset").glob("documents-*"))), "--out", str(out)]


STAGES: dict[str, Callable[[Path, Path], list[str]]] = {
    "write": written,
    "lessons": lambda run, out: [*written(run, out), "--form", "proof", "--form", "hidden_steps"],
    "rephrase": lambda run, out: [
        *told("rephrase", run, out), "--format", "facts", "--set", "opening_share=1", "--workers", "1",
    ],
    "pairs": lambda run, out: told("pairs", run, out),
    "export": lambda run, out: ["export", str(run), "--to", str(out)],
}  # fmt: skip


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("stage", STAGES)
def test_a_command_that_is_killed_leaves_whole_files_and_finishes_with_the_same(
    stage: str, call: Call, run: Path, tmp_path: Path
) -> None:
    assert call(STAGES[stage](run, tmp_path / "whole")) == 0
    out, expected = tmp_path / "out", tree(tmp_path / "whole")
    kills = 0
    for number in (1, 2, 3, 5, 8, 13, 21):
        if (code := call(STAGES[stage](run, out), number)) == 0:
            break
        assert code == KILLED
        kills += 1
        left = {name: data for name, data in tree(out).items() if ".tmp-" not in name}
        assert left.items() <= expected.items()
    assert kills >= 2
    assert call(STAGES[stage](run, out)) == 0
    assert tree(out) == expected


def test_a_folder_of_pairs_has_no_manifest_of_files_that_are_gone(
    call: Call, run: Path, tmp_path: Path
) -> None:
    assert call([*told("pairs", run, tmp_path), "--neighbours", "3"]) == 0
    assert json.loads((tmp_path / "pairs.json").read_bytes())["pairs"] > 0
    assert call(told("pairs", run, tmp_path), 1) == KILLED
    assert not (tmp_path / "pairs.json").exists()
