"""Runs of the tiny domain, in this process and in processes of their own that can be killed."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factory.recipe import Recipe, parse_recipe

TINY = Path(__file__).parent / "tiny"


@pytest.fixture(autouse=True)
def tiny_domain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install the tiny domain, for this process and those that it starts."""
    monkeypatch.syspath_prepend(str(TINY))
    path = os.pathsep.join(filter(None, [str(TINY), os.environ.get("PYTHONPATH")]))
    monkeypatch.setenv("PYTHONPATH", path)
    importlib.invalidate_caches()


@pytest.fixture
def recipe_of() -> Callable[..., str]:
    """The text of a recipe for the tiny domain."""

    def text(
        problems: int = 150, unit_size: int = 40, shard_rows: int = 60, seed: int = 3, **config: object
    ) -> str:
        pairs = "".join(f"{key} = {value!r}\n" for key, value in config.items())
        return (
            f'[run]\nname = "tiny"\nseed = {seed}\n'
            f'[[mine]]\ndomain = "tiny"\nproblems = {problems}\nunit_size = {unit_size}\n'
            f"[mine.config]\n{pairs}[export]\nshard_rows = {shard_rows}\n"
        )

    return text


@pytest.fixture
def tiny_recipe(recipe_of: Callable[..., str]) -> Callable[..., Recipe]:
    """A recipe for the tiny domain."""
    return lambda **config: parse_recipe(recipe_of(**config))


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a coordinator in its own process and session; whatever is left at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def begin(recipe: str, directory: Path, workers: int = 2, **options: object) -> subprocess.Popen[str]:
        path = tmp_path / "asked.toml"
        path.write_text(recipe)
        process: subprocess.Popen[str] = subprocess.Popen(
            [sys.executable, TINY / "run_tiny.py", path, directory, str(workers)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,  # type: ignore[call-overload]
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()
