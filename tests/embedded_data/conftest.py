"""The embedded Lean with its data library: claims through the verifier, whole files through the compiler."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator

import pytest

from factory.lean import embedded
from factory.lean.toolchain import PROJECT, find_toolchain, launcher_path
from factory.lean.verifier import Verifier

Compile = Callable[[str], list[tuple[int, str]]]


@pytest.fixture(scope="session")
def verifier() -> Iterator[Verifier]:
    with Verifier(find_toolchain("embedded")) as started:
        yield started


@pytest.fixture(scope="session")
def compile_lean(tmp_path_factory: pytest.TempPathFactory) -> Compile:
    """Compiles a text as an ordinary Lean file; its errors and warnings: line (from 1) and message."""
    core = embedded.build(PROJECT, embedded.library(), launcher_path()).folder
    command = [str(launcher_path()), "--scratch", str(tmp_path_factory.mktemp("scratch"))]
    command += ["--env", f"LEAN_PATH={core}", "--", "embedded", str(embedded.library())]
    command += ["--json", "-Dlinter.all=false", "--stdin"]

    def run(text: str) -> list[tuple[int, str]]:
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode in (0, 1), done.stderr
        found = [json.loads(line) for line in done.stdout.splitlines()]
        return [
            (entry["pos"]["line"], entry["data"]) for entry in found if entry["severity"] != "information"
        ]

    return run
