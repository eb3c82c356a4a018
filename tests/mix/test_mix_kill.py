"""A mix whose processes are killed again and again, and then finished."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq

from factory.mix.manifest import Manifest

COMMAND = "from factory.cli.app import app; app()"


def shards(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("data-*.parquet")}


def entries(folder: Path) -> int:
    """How many files there are; folders may vanish meanwhile."""
    return sum(len(files) for _, _, files in os.walk(folder))


def test_kill_9_loses_no_finished_shard_and_doubles_no_row(
    tmp_path: Path, two: str, make: Callable[..., Manifest]
) -> None:
    text = two.replace("shard_rows = 300", "shard_rows = 100")
    make(text, "whole")
    expected = shards(tmp_path / "whole")
    recipe = tmp_path / "m.toml"
    recipe.write_text(text)
    out = tmp_path / "out"
    command = [sys.executable, "-P", "-c", COMMAND, "mix", str(recipe), "-o", str(out), "-j", "2"]
    choice = random.Random(7)
    killed = 0
    while killed < 4:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # The moment is one of progress, so that a slow machine is killed at the same stages.
        target = choice.choice([1, 2, 4, 9, 15]) + entries(out)
        while process.poll() is None and entries(out) < target:
            time.sleep(0.002)
        before = shards(out)
        if process.poll() is not None:
            break
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        killed += 1
        assert before.items() <= shards(out).items(), "a finished shard stays"
        assert shards(out).items() <= expected.items(), "and none is there that is not whole"
    assert killed >= 2
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    assert shards(out) == expected
    assert (out / "manifest.json").read_bytes() == (tmp_path / "whole/manifest.json").read_bytes()
    rows = [
        (row["id"], row["epoch"])
        for path in out.glob("data-*.parquet")
        for row in pq.read_table(path, columns=["id", "epoch"]).to_pylist()
    ]
    assert len(rows) == len(set(rows))
