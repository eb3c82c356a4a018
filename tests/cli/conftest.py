"""A small finished run that the tests of the command line share, made by the command line itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

RECIPE = """
[run]
name = "small"
seed = 3

[[mine]]
domain = "propositional"
problems = 60
unit_size = 40
"""

Factory = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def factory() -> Factory:
    """Runs the installed `factory` command."""

    def call(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).parent / "factory"), *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=cwd, check=False)

    return call


@pytest.fixture(scope="session")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("recipe") / "small.toml"
    path.write_text(RECIPE)
    return path


@pytest.fixture(scope="session")
def finished(factory: Factory, recipe: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run directory with 60 traces."""
    directory = tmp_path_factory.mktemp("runs") / "small"
    done = factory("run", recipe, "--out", directory)
    assert done.returncode == 0, done.stderr
    return directory
