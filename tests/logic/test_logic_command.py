"""`factory mine logic` as a command: given axioms, the same bytes on any number of workers, clear errors."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from pathlib import Path

FACTORY = Path(sysconfig.get_path("scripts")) / "factory"
AXIOMS = Path(__file__).parents[2] / "examples" / "axioms.txt"


def mine(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(FACTORY), "mine", "logic", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def rows(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (directory / "dataset").glob("*.parquet")}


def test_workers_make_the_same_bytes(tmp_path: Path) -> None:
    found = []
    for workers in ("1", "2"):
        out = tmp_path / workers
        done = mine("--axioms", AXIOMS, "-n", "20", "--unit-size", "10", "-j", workers, "--out", out)
        assert done.returncode == 0, done.stderr
        found.append(rows(out))
    assert found[0] and found[0] == found[1]


def test_given_axioms_are_verified(tmp_path: Path) -> None:
    done = mine("--axioms", AXIOMS, "-n", "12", "--unit-size", "12", "--verify", "--out", tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["verified"] == 12


def test_bad_axioms_are_refused_with_their_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("P(x) -> Q(x)\nP(x), Q(x) -> R(x\n", encoding="utf-8")
    done = mine("--axioms", bad, "--out", tmp_path / "run")
    assert done.returncode == 2
    assert "line 2" in done.stderr and "comma" in done.stderr
    missing = mine("--axioms", tmp_path / "none.txt", "--out", tmp_path / "run")
    assert missing.returncode == 2 and "cannot be read" in missing.stderr
