"""Processes of a run killed at random moments, and runs stopped by signals."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from factory.recipe import Recipe
from factory.run import run

KILLS = 21
KINDS = ("coordinator", "worker", "lean")
Start = Callable[..., subprocess.Popen[str]]


def dataset(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (directory / "dataset").iterdir()}


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except OSError:
        return False


def descendants(pid: int) -> list[int]:
    """All processes below `pid`, nearest first."""
    try:
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return []
    return children + [below for child in children for below in descendants(child)]


def workers_of(pid: int) -> list[int]:
    return [child for child in descendants(pid) if "spawn_main" in command(child)]


def leans_of(pid: int) -> list[int]:
    return [below for worker in workers_of(pid) for below in descendants(worker)]


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def kill_one(process: subprocess.Popen[str], kind: str, choice: random.Random) -> bool:
    """Kill a process of a kind, as soon as there is one; False where the run ends before."""
    victims = {"coordinator": lambda pid: [pid], "worker": workers_of, "lean": leans_of}[kind]
    while not (pids := victims(process.pid)):
        if process.poll() is not None:
            return False
        time.sleep(0.002)
    below = descendants(process.pid)
    if process.poll() is not None:
        return False
    try:
        os.kill(choice.choice(pids), signal.SIGKILL)
    except ProcessLookupError:
        return False
    if kind == "coordinator":
        process.wait()
        assert wait_until(lambda: not any(map(alive, below)), 5), "processes outlived the coordinator"
    return True


def test_killing_any_process_at_any_moment_loses_nothing_and_repeats_nothing(
    start: Start,
    recipe_of: Callable[..., str],
    tiny_recipe: Callable[..., Recipe],
    tmp_path: Path,
) -> None:
    config = {"problems": 200, "unit_size": 20, "pause_ms": 60}
    run(tiny_recipe(**config), tmp_path / "undisturbed")
    expected = dataset(tmp_path / "undisturbed")
    choice = random.Random(1)
    killed = 0
    attempt = 0
    while killed < KILLS:
        attempt += 1
        directory = tmp_path / f"disturbed-{attempt}"
        code: int | None = 1
        while code != 0:
            process = start(recipe_of(**config), directory)
            # Some kills hit the start, most hit the work.
            if choice.random() < 0.8 and process.stdout:
                process.stdout.readline()
            while process.poll() is None and killed < KILLS:
                time.sleep(choice.uniform(0.0, 0.5))
                killed += kill_one(process, KINDS[killed % len(KINDS)], choice)
            _, complaint = process.communicate()
            code = process.returncode
            assert code in (0, 1, -signal.SIGKILL) and "Traceback" not in complaint, complaint
        assert dataset(directory) == expected


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_run_soon_and_says_how_to_go_on(
    number: signal.Signals,
    start: Start,
    recipe_of: Callable[..., str],
    tiny_recipe: Callable[..., Recipe],
    tmp_path: Path,
) -> None:
    config = {"pause_ms": 150}
    process = start(recipe_of(**config), tmp_path / "run", start_new_session=True)
    assert process.stdout
    while process.stdout.readline() != "UnitDone\n":
        pass
    below = descendants(process.pid)
    os.killpg(process.pid, number)  # as a terminal does: to the coordinator and its workers alike
    _, complaint = process.communicate(timeout=10)
    assert process.returncode == 130
    assert complaint.endswith(f"Go on with: factory run {tmp_path}/run/recipe.toml\n")
    assert wait_until(lambda: not any(map(alive, below)), 5)
    run(tiny_recipe(**config), tmp_path / "run")
    run(tiny_recipe(**config), tmp_path / "undisturbed")
    assert dataset(tmp_path / "run") == dataset(tmp_path / "undisturbed")
