"""Deduplication: the set of keys, its file, and the ledger, against plain sets and under kills and damage."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.recipe import Recipe
from factory.run import RunError, run, status
from factory.run._keys import KeySet
from factory.run.ledger import Ledger
from factory.run.rows import count_rows, row_numbers

MakeRecipe = Callable[..., Recipe]
Start = Callable[..., subprocess.Popen[str]]

# Few different keys, some of which differ in one half only: 0 marks a free slot, the others share homes.
HALVES = st.integers(0, 3).map(lambda i: (i << 62 | i).to_bytes(8, "little"))
KEYS = st.one_of(st.builds(bytes.__add__, HALVES, HALVES), st.binary(min_size=16, max_size=16))


def hex_id(number: int) -> str:
    return f"{number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128:032x}"


def rows(bits: bytes) -> list[int]:
    found: list[int] = row_numbers(bits).tolist()
    assert count_rows(bits) == len(found)
    return found


def first_occurrences(known: set[str], ids: Sequence[str], room: int) -> list[int]:
    """What deduplication has to keep of a unit; adds it to `known`."""
    kept: list[int] = []
    for row, key in enumerate(ids):
        if len(kept) < room and key not in known:
            known.add(key)
            kept.append(row)
    return kept


@given(st.lists(st.tuples(st.lists(KEYS, max_size=40), st.integers(0, 30)), max_size=8))
def test_the_set_is_a_set(batches: list[tuple[list[bytes], int]]) -> None:
    keys, model = KeySet(), set[bytes]()
    for batch, room in batches:
        expected: list[bool] = []
        for key in batch:
            if sum(expected) == room:
                break
            expected.append(key not in model)
            model.add(key)
        bits, seen = keys.insert_new(b"".join(batch), room)
        assert seen == len(expected)
        assert rows(bits) == [row for row, is_new in enumerate(expected) if is_new]
        assert len(keys) == len(model)
        assert all((key in keys) == (key in model) for key in batch)


def test_the_set_grows_and_keeps_what_it_has() -> None:
    chance = random.Random(1)
    batches = [chance.randbytes(16 * 5_000) for _ in range(30)]
    keys = KeySet()
    for batch in batches:
        assert rows(keys.insert_new(batch, 10_000)[0]) == list(range(5_000))
    for batch in batches:
        assert not rows(keys.insert_new(batch, 10_000)[0])
    assert len(keys) == 150_000
    assert keys.nbytes <= 2 * 150_000 * 16 * 4 / 3
    assert KeySet(150_000).nbytes == keys.nbytes


def test_keys_that_only_differ_in_a_few_bits_do_not_crowd_together() -> None:
    keys = KeySet()
    for shift in (0, 40, 64, 104):
        numbers = range(1, 100_000)
        batch = b"".join((number << shift & 2**128 - 1).to_bytes(16, "little") for number in numbers)
        keys.insert_new(batch, len(batch))
        assert not any(keys.insert_new(batch, 1)[0])


def test_what_is_no_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="16 bytes each"):
        KeySet().insert_new(b"x" * 17, 1)
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.open_keys("d", [])
        for wrong in ("", "0" * 31, "g" * 32, "0" * 30 + "  "):
            with pytest.raises(RunError, match="domain 'd', unit 7: "):
                ledger.deduplicate("d", 7, [wrong], 1)


UNITS = st.lists(
    st.tuples(st.lists(st.integers(0, 60).map(hex_id), max_size=25), st.booleans()), min_size=1, max_size=10
)


@settings(max_examples=40, deadline=None)
@given(units=UNITS, room=st.integers(1, 50), tail=st.binary(max_size=50))
def test_the_ledger_keeps_first_occurrences_however_often_it_is_opened(
    units: list[tuple[list[str], bool]], room: int, tail: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("ledger")
    known: set[str] = set()
    ledger = Ledger(place / "ledger.sqlite")
    ledger.open_keys("d", [])
    for number, (ids, reopen) in enumerate(units):
        expected = first_occurrences(known, ids, room)
        assert rows(ledger.deduplicate("d", number, ids, room)) == expected
        if reopen:
            ledger.close()
            with (place / "keys/d.keys").open("ab") as file:
                file.write(tail)  # of a unit that never came to be recorded
            ledger = Ledger(place / "ledger.sqlite")
            ledger.open_keys("d", [])
            assert (place / "keys/d.keys").stat().st_size == 16 * len(known)
    counts = [unit.counts for unit in ledger.units()]
    assert [sum(count.values()) for count in counts] == [len(ids) for ids, _ in units]
    ledger.close()


def test_units_that_are_forgotten_leave_no_keys(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        for domain in ("one", "two"):
            ledger.open_keys(domain, [])
        for unit in range(4):
            for domain in ("one", "two"):
                assert rows(ledger.deduplicate(domain, unit, [hex_id(0), hex_id(unit)], 9)) == (
                    [0] if unit == 0 else [1]
                )
        ledger.forget("one", 2)
        ledger.open_keys("one", [])
        assert rows(ledger.deduplicate("one", 2, [hex_id(i) for i in range(6)], 9)) == [2, 3, 4, 5]
        assert not any(ledger.deduplicate("two", 4, [hex_id(i) for i in range(4)], 9))


def test_domains_have_keys_of_their_own(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        for domain in ("one", "two"):
            ledger.open_keys(domain, [])
            assert rows(ledger.deduplicate(domain, 0, [hex_id(5)], 1)) == [0]


WRITER = """
import sys
from pathlib import Path
from factory.run.ledger import Ledger
with Ledger(Path(sys.argv[1])) as ledger:
    ledger.open_keys("d", [])
    done = len(ledger.units())
    print("open", flush=True)
    for unit in range(done, 250):
        ids = [f"{(unit * 37 + k * k) % 5000:032x}" for k in range(60)]
        ledger.deduplicate("d", unit, ids, 60)
"""


def test_a_kill_at_any_moment_neither_loses_nor_repeats_a_key(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    chance = random.Random(5)
    kills = 0
    while True:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", WRITER, path], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None and process.stdout.readline() == "open\n"
        if kills < 8:
            time.sleep(chance.uniform(0, 0.03))
            process.kill()
            kills += 1
        _, _ = process.communicate()
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL
    known: set[str] = set()
    with Ledger(path) as ledger:
        for unit in ledger.units():
            ids = [f"{(unit.unit * 37 + k * k) % 5000:032x}" for k in range(60)]
            assert rows(unit.kept) == first_occurrences(known, ids, 60)
        assert len(ledger.units()) == 250
    stored = (tmp_path / "keys/d.keys").read_bytes().hex()
    assert sorted(stored[i : i + 32] for i in range(0, len(stored), 32)) == sorted(known)


def test_a_full_disk_is_named_and_what_was_recorded_stays(tmp_path: Path) -> None:
    fill = (
        "import resource, sys\nfrom pathlib import Path\nfrom factory.run.ledger import Ledger\n"
        "ledger = Ledger(Path(sys.argv[1]))\nledger.open_keys('d', [])\n"
        "ledger.deduplicate('d', 0, [f'{k:032x}' for k in range(100)], 100)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        "ledger.deduplicate('d', 1, [f'{k:032x}' for k in range(50, 1000)], 1000)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-P", "-c", fill, tmp_path / "ledger.sqlite"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "RunError: no room left while writing" in ended.stderr and "d.keys" in ended.stderr
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.open_keys("d", [])
        assert rows(ledger.deduplicate("d", 1, [f"{k:032x}" for k in range(50, 150)], 1000)) == [
            *range(50, 100)
        ]


def dataset(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (directory / "dataset").iterdir()}


@pytest.fixture
def stopped(start: Start, recipe_of: Callable[..., str], tmp_path: Path) -> Path:
    """A run that was killed after it had kept something."""
    process = start(recipe_of(pause_ms=100), tmp_path / "run")
    keys = tmp_path / "run/keys/tiny.keys"
    while not keys.exists() or keys.stat().st_size < 16 * 60:
        assert process.poll() is None
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    return tmp_path / "run"


def test_keys_that_are_lost_or_damaged_are_made_again(
    stopped: Path, tiny_recipe: MakeRecipe, tmp_path: Path
) -> None:
    recipe = tiny_recipe(pause_ms=100)
    keys = stopped / "keys/tiny.keys"
    whole = keys.read_bytes()
    keys.write_bytes(whole[:5] + bytes([whole[5] ^ 1]) + whole[6:])
    with pytest.raises(RunError, match=r"tiny\.keys are damaged: what unit 0 added .* Move the file away"):
        run(recipe, stopped)
    keys.write_bytes(whole[:10])
    with pytest.raises(RunError, match=r"tiny\.keys are damaged"):
        run(recipe, stopped)
    keys.unlink()
    made = run(recipe, stopped)
    assert made.problems == 150 and keys.stat().st_size == 150 * 16
    assert keys.read_bytes()[: 40 * 16] == whole[: 40 * 16]
    run(recipe, tmp_path / "undisturbed")
    assert dataset(stopped) == dataset(tmp_path / "undisturbed")
    assert keys.read_bytes() == (tmp_path / "undisturbed/keys/tiny.keys").read_bytes()


def test_keys_that_are_lost_with_their_shard(stopped: Path, tiny_recipe: MakeRecipe) -> None:
    (stopped / "keys/tiny.keys").unlink()
    (stopped / "mine/tiny/unit-000000.parquet").unlink()
    with pytest.raises(RunError, match=r"keys of tiny are missing, and mine/.* Move ledger\.sqlite away"):
        run(tiny_recipe(pause_ms=100), stopped)


def test_a_ledger_of_an_earlier_version_is_refused(tiny_recipe: MakeRecipe, tmp_path: Path) -> None:
    run(tiny_recipe(problems=30), tmp_path)
    with sqlite3.connect(tmp_path / "ledger.sqlite") as ledger:
        ledger.execute("CREATE TABLE problem (id TEXT PRIMARY KEY, domain TEXT, unit INTEGER) WITHOUT ROWID")
    for read in (lambda: run(tiny_recipe(problems=30), tmp_path), lambda: status(tmp_path)):
        with pytest.raises(RunError, match=r"earlier version.*move ledger\.sqlite away and run again"):
            read()


def test_memory_for_a_million_keys_is_that_of_the_set(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    keys = KeySet()
    chance = random.Random(2)
    for _ in range(50):
        keys.insert_new(chance.randbytes(16 * 20_000), 20_000)
    assert len(keys) == 1_000_000
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert grown < 1.5 * keys.nbytes + 20e6
