"""The embedded core, compiled from clean for this session, and a Lean to run on it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from factory.lean import embedded
from factory.lean.toolchain import PROJECT, launcher_path


class Message(msgspec.Struct, frozen=True):
    """One message of Lean: `line` counts from 1."""

    severity: str
    line: int
    text: str


Lean = Callable[[str], list[Message]]


@pytest.fixture(scope="session")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the compiled core, made in an empty cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield embedded.build(PROJECT, embedded.library(), launcher_path()).folder


@pytest.fixture(scope="session")
def lean(core: Path, tmp_path_factory: pytest.TempPathFactory) -> Lean:
    """Runs Lean on a text and returns what it said; a crash fails the test."""
    scratch = tmp_path_factory.mktemp("scratch")
    command = [
        str(launcher_path()),
        "--scratch",
        str(scratch),
        "--env",
        f"LEAN_PATH={core}",
        "--",
        "embedded",
    ]
    command += [str(embedded.library()), "--json", "-Dlinter.all=false", "--stdin"]

    def run(text: str) -> list[Message]:
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode in (0, 1), done.stderr
        found = [json.loads(line) for line in done.stdout.splitlines()]
        messages = [Message(entry["severity"], entry["pos"]["line"], entry["data"]) for entry in found]
        assert (done.returncode == 0) == all(message.severity != "error" for message in messages)
        return messages

    return run
