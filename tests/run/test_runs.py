"""Whole runs of a small domain on a real Lean: what comes out, whatever happens on the way."""

from __future__ import annotations

import hashlib
import os
import re
import resource
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factory.cli.summary import refused as refused_lines
from factory.domains import load_domain
from factory.lean.modules import cache_root
from factory.lean.toolchain import find_toolchain
from factory.recipe import Recipe, parse_recipe
from factory.records import Document, Outcome, Problem, Status, Trace
from factory.run import RunError, run, status
from factory.run.events import Event, Exhausted, LeanModule, UnitFailed, UnitRedone, WorkerLost
from factory.run.shards import read_shard

MakeRecipe = Callable[..., Recipe]
Start = Callable[..., subprocess.Popen[str]]


def dataset(directory: Path) -> dict[str, str]:
    """The dataset's files and the hashes of their bytes."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((directory / "dataset").iterdir())
    }


def traces(directory: Path) -> list[Trace]:
    return [
        row for path in sorted((directory / "dataset").glob("traces-*")) for row in read_shard(Trace, path)
    ]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Recipe], Path]:
    """An undisturbed run of a recipe on two workers, made once."""
    made: dict[bytes, Path] = {}

    def directory(recipe: Recipe) -> Path:
        key = repr(recipe).encode()
        if key not in made:
            made[key] = tmp_path_factory.mktemp("undisturbed")
            run(recipe, made[key], workers=2)
        return made[key]

    return directory


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 400 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk], check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("needs the right to mount a file system")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def test_a_run_imports_the_lean_modules_that_its_domains_name(
    tiny_recipe: MakeRecipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run(tiny_recipe(problems=20), tmp_path / "plain", workers=1)
    tiny = type(load_domain("tiny"))
    monkeypatch.setattr(tiny, "library", ("Factory.Algebra.Ring",), raising=False)
    (core,) = map(Path, find_toolchain("embedded").search_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    cache_root().mkdir(parents=True)
    (cache_root() / core.name).symlink_to(core)
    said: list[Event] = []
    run(tiny_recipe(problems=20), tmp_path / "more", workers=1, lean="embedded", on_event=said.append)
    assert [event.module for event in said if isinstance(event, LeanModule)] == ["Factory.Algebra.Ring"]
    expected = find_toolchain("embedded", library=["Factory.Algebra.Ring"])
    rows = traces(tmp_path / "more")
    assert rows and {row.verdict.toolchain for row in rows} == {expected.id}
    assert [row.id for row in rows] == [row.id for row in traces(tmp_path / "plain")]
    assert plain.failed == []


def test_a_run_ends_with_the_verified_traces_and_their_documents(
    finished: Callable[[Recipe], Path], tiny_recipe: MakeRecipe
) -> None:
    directory = finished(tiny_recipe())
    rows = traces(directory)
    numbers = [int(row.problem.canonical) for row in rows]
    assert len(set(numbers)) == len(numbers)
    assert all(row.verdict.status is Status.VERIFIED and row.verdict.axioms == [] for row in rows)
    assert all(n % 17 != 3 and n % 11 != 10 for n in numbers), "wrong and open ones must not come through"
    assert all(row.verdict.ms is None for row in rows)
    documents = [
        row
        for path in sorted((directory / "dataset").glob("documents-*"))
        for row in read_shard(Document, path)
    ]
    assert [document.trace_id for document in documents] == [row.id for row in rows]
    made = status(directory)
    assert made.complete and made.failed == []
    assert made.problems == 150
    assert made.mined == made.duplicates + made.surplus + made.problems
    assert made.outcomes[Outcome.OPEN] == made.problems - made.proved
    assert made.verified == len(rows) == made.documents
    assert sum(made.rejected.values()) == made.proved - made.verified > 0


def test_what_is_refused_is_kept_with_its_reason(
    finished: Callable[[Recipe], Path], tiny_recipe: MakeRecipe
) -> None:
    directory = finished(tiny_recipe())
    refused = [
        row
        for path in sorted((directory / "quarantine").rglob("*.parquet"))
        for row in read_shard(Trace, path)
    ]
    made = status(directory)
    assert len(refused) == made.problems - made.verified
    for row in refused:
        n = int(row.problem.canonical)
        if row.proof.outcome is Outcome.OPEN:
            assert row.verdict.reason == "open: budget spent"
        else:
            assert n % 17 == 3 and row.verdict.reason and row.verdict.status is Status.REJECTED
    named = [f"{row.problem.id} ({row.problem.goal}): {row.verdict.reason}" for row in refused]
    assert [text for text in named if ": open:" not in text] == list(refused_lines(made))


def test_one_worker_makes_the_same_bytes_as_two(
    finished: Callable[[Recipe], Path], tiny_recipe: MakeRecipe, tmp_path: Path
) -> None:
    run(tiny_recipe(), tmp_path / "one", workers=1)
    assert dataset(tmp_path / "one") == dataset(finished(tiny_recipe()))


def test_the_propositional_domain_makes_the_same_bytes_on_one_worker_and_on_two(tmp_path: Path) -> None:
    text = '[run]\nname = "p"\n[[mine]]\ndomain = "propositional"\nproblems = 120\nunit_size = 50\n'
    made = run(parse_recipe(text), tmp_path / "two", workers=2)
    assert made.verified == made.proved == 120 and made.rejected == {}
    run(parse_recipe(text), tmp_path / "one", workers=1)
    assert dataset(tmp_path / "one") == dataset(tmp_path / "two")


def test_another_seed_makes_other_problems(
    finished: Callable[[Recipe], Path], tiny_recipe: MakeRecipe, tmp_path: Path
) -> None:
    run(tiny_recipe(seed=4, problems=60), tmp_path / "other")
    first = finished(tiny_recipe())
    assert [t.problem.id for t in traces(tmp_path / "other")] != [t.problem.id for t in traces(first)][:60]


def test_a_finished_run_is_left_as_it_is(finished: Callable[[Recipe], Path], tiny_recipe: MakeRecipe) -> None:
    directory = finished(tiny_recipe())
    before = {path: path.stat().st_mtime_ns for path in directory.rglob("*.parquet")}
    events: list[Event] = []
    run(tiny_recipe(), directory, on_event=events.append)
    assert [type(event).__name__ for event in events] == ["Started", "Finished"]
    assert {path: path.stat().st_mtime_ns for path in directory.rglob("*.parquet")} == before


@pytest.mark.parametrize("stage", ["mine", "prove", "verify", "quarantine", "write", "dataset"])
def test_a_damaged_shard_is_noticed_and_made_again(
    stage: str, finished: Callable[[Recipe], Path], tiny_recipe: MakeRecipe
) -> None:
    directory = finished(tiny_recipe())
    before = dataset(directory)
    path = sorted((directory / stage).rglob("*.parquet"))[0]
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    events: list[Event] = []
    run(tiny_recipe(), directory, workers=1, on_event=events.append)
    [redone] = [event for event in events if isinstance(event, UnitRedone)]
    assert path.name in redone.damage and "bytes changed" in redone.damage
    assert path.read_bytes() == whole
    assert dataset(directory) == before


def test_a_missing_shard_is_made_again(finished: Callable[[Recipe], Path], tiny_recipe: MakeRecipe) -> None:
    directory = finished(tiny_recipe())
    path = sorted((directory / "verify").rglob("*.parquet"))[1]
    whole = path.read_bytes()
    path.unlink()
    run(tiny_recipe(), directory, workers=1)
    assert path.read_bytes() == whole


def test_shards_without_a_mark_in_the_ledger_are_not_trusted(
    finished: Callable[[Recipe], Path], tiny_recipe: MakeRecipe, tmp_path: Path
) -> None:
    directory = tmp_path / "run"
    (directory / "mine/tiny").mkdir(parents=True)
    (directory / "recipe.toml").write_bytes((finished(tiny_recipe()) / "recipe.toml").read_bytes())
    (directory / "mine/tiny/unit-000000.parquet").write_bytes(b"half a shard")
    (directory / "mine/tiny/unit-000001.parquet.tmp-1").write_bytes(b"half a shard")
    run(tiny_recipe(), directory)
    assert dataset(directory) == dataset(finished(tiny_recipe()))
    assert not list(directory.rglob("*.tmp-*"))


def test_a_damaged_ledger_is_an_error_that_says_what_to_do(
    finished: Callable[[Recipe], Path], tiny_recipe: MakeRecipe, tmp_path: Path
) -> None:
    directory = tmp_path / "run"
    run(tiny_recipe(), directory)
    kept = dataset(directory)
    (directory / "ledger.sqlite").write_bytes(b"this is no database, but it is long enough" * 100)
    with pytest.raises(RunError, match=r"ledger\.sqlite is damaged.*away and run again"):
        run(tiny_recipe(), directory)
    with pytest.raises(RunError, match="damaged"):
        status(directory)
    assert dataset(directory) == kept
    (directory / "ledger.sqlite").unlink()
    run(tiny_recipe(), directory)
    assert dataset(directory) == kept


def test_a_damaged_page_in_the_ledger_is_noticed(tiny_recipe: MakeRecipe, tmp_path: Path) -> None:
    run(tiny_recipe(problems=60), tmp_path)
    ledger = tmp_path / "ledger.sqlite"
    data = bytearray(ledger.read_bytes())
    data[4096:] = b"\xff" * len(data[4096:])
    ledger.write_bytes(data)
    with pytest.raises(RunError, match="damaged"):
        run(tiny_recipe(problems=60), tmp_path)


def test_another_recipe_may_not_go_on_with_the_run(
    finished: Callable[[Recipe], Path], tiny_recipe: MakeRecipe
) -> None:
    directory = finished(tiny_recipe())
    with pytest.raises(RunError, match=r"made by another recipe \(different: run\.seed\)"):
        run(tiny_recipe(seed=9), directory)
    with pytest.raises(RunError, match=r"different: mine, export"):
        run(tiny_recipe(problems=151, shard_rows=61), directory)


def test_another_version_may_not_go_on_with_the_run(tiny_recipe: MakeRecipe, tmp_path: Path) -> None:
    run(tiny_recipe(problems=30), tmp_path)
    with sqlite3.connect(tmp_path / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE meta SET value = '0' WHERE key = 'domain tiny'")
    with pytest.raises(RunError, match=r"made by other versions \(domain tiny was 0, is 1\)"):
        run(tiny_recipe(problems=30), tmp_path)


def test_a_directory_with_other_things_in_it_is_refused(tiny_recipe: MakeRecipe, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(RunError, match=r"is not a run directory: it holds 'thesis\.tex'"):
        run(tiny_recipe(), tmp_path)
    with pytest.raises(RunError, match="is not a run directory"):
        status(tmp_path)


def test_a_file_in_the_place_of_the_directory_is_refused(tiny_recipe: MakeRecipe, tmp_path: Path) -> None:
    (tmp_path / "run").write_text("")
    with pytest.raises(RunError, match="opening the run directory"):
        run(tiny_recipe(), tmp_path / "run")


def test_a_directory_that_cannot_be_written_is_refused_but_its_status_can_be_read(
    tiny_recipe: MakeRecipe, small_disk: Path
) -> None:
    config = {"problems": 20, "unit_size": 20}
    made = run(tiny_recipe(**config), small_disk / "run")
    # Lean processes that were killed give their files back a moment later; until then the disk is busy.
    deadline = time.monotonic() + 10
    while subprocess.run(["mount", "-o", "remount,ro", small_disk], check=False).returncode:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    for directory in (small_disk / "run", small_disk / "new"):
        with pytest.raises(RunError, match=r"not allowed: opening the run directory .*Choose a directory"):
            run(tiny_recipe(**config), directory)
    assert status(small_disk / "run") == made


def test_the_status_of_a_run_that_has_only_just_begun(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "ledger.sqlite").close()
    with pytest.raises(RunError, match="only just begun"):
        status(tmp_path)


def test_two_runs_do_not_share_a_directory(
    start: Start, recipe_of: Callable[..., str], tiny_recipe: MakeRecipe, tmp_path: Path
) -> None:
    first = start(recipe_of(pause_ms=300), tmp_path / "run")
    assert first.stdout and first.stdout.readline() == "Started\n"
    with pytest.raises(RunError, match=rf"in use by another run \(process {first.pid}\)"):
        run(tiny_recipe(pause_ms=300), tmp_path / "run")
    assert status(tmp_path / "run").complete is False
    assert first.wait() == 0


@pytest.mark.parametrize(
    ("limit", "full"),
    [(20_000, r"writing .*ledger\.sqlite"), (90_000, r"mine unit 0 of tiny.*unit-000000\.parquet")],
)
def test_files_that_cannot_grow_stop_the_run_and_lose_nothing(
    limit: int,
    full: str,
    finished: Callable[[Recipe], Path],
    start: Start,
    recipe_of: Callable[..., str],
    tiny_recipe: MakeRecipe,
    tmp_path: Path,
) -> None:
    config = {"problems": 100, "unit_size": 9000, "spread": 50_021}

    def no_file_beyond_the_limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    stopped = start(recipe_of(**config), tmp_path / "run", preexec_fn=no_file_beyond_the_limit)
    _, complaint = stopped.communicate()
    assert stopped.returncode == 1
    assert re.search("no room left while.*" + full, complaint) and "Traceback" not in complaint
    run(tiny_recipe(**config), tmp_path / "run")
    assert dataset(tmp_path / "run") == dataset(finished(tiny_recipe(**config)))


def test_a_full_disk_stops_the_run_and_loses_nothing(
    small_disk: Path,
    finished: Callable[[Recipe], Path],
    start: Start,
    recipe_of: Callable[..., str],
    tiny_recipe: MakeRecipe,
) -> None:
    directory = small_disk / "run"
    stopped = start(recipe_of(), directory)
    _, complaint = stopped.communicate()
    assert stopped.returncode == 1
    assert "no room left while" in complaint and "Traceback" not in complaint
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    run(tiny_recipe(), directory)
    assert dataset(directory) == dataset(finished(tiny_recipe()))


def test_a_run_that_only_mines_needs_no_lean(
    recipe_of: Callable[..., str],
    finished: Callable[[Recipe], Path],
    tiny_recipe: MakeRecipe,
    tmp_path: Path,
) -> None:
    text = recipe_of().replace("[run]", '[run]\nuntil = "mine"')
    made = run(parse_recipe(text), tmp_path / "run", lean="/no/such/lean")
    assert made.complete and made.problems == 150 and made.proved == 0
    rows = [row for path in sorted((tmp_path / "run/dataset").iterdir()) for row in read_shard(Problem, path)]
    assert [path.name for path in sorted((tmp_path / "run/dataset").iterdir())] == [
        "problems-00000.parquet",
        "problems-00001.parquet",
        "problems-00002.parquet",
    ]
    proved = {row.problem.id for row in traces(finished(tiny_recipe()))}
    assert len({row.id for row in rows}) == 150 and proved <= {row.id for row in rows}


def test_a_domain_with_too_few_problems_ends_with_those_it_has(
    tiny_recipe: MakeRecipe, tmp_path: Path
) -> None:
    events: list[Event] = []
    made = run(tiny_recipe(spread=25, problems=100), tmp_path, on_event=events.append)
    assert made.problems == 25 and made.complete
    [exhausted] = [event for event in events if isinstance(event, Exhausted)]
    assert (exhausted.domain, exhausted.problems, exhausted.wanted) == ("tiny", 25, 100)


@pytest.mark.parametrize(
    ("trouble", "stage", "reason"),
    [
        ("kill_unit", "prove", "worker died: 3 workers ended at it, the last with -9"),
        ("fail_unit", "prove", "RuntimeError: no proof today (tiny_domain.py:"),
        ("fail_mining", "mine", "RuntimeError: nothing found today (tiny_domain.py:"),
    ],
)
def test_a_unit_that_cannot_be_done_is_given_up_and_tried_again_next_time(
    trouble: str,
    stage: str,
    reason: str,
    finished: Callable[[Recipe], Path],
    tiny_recipe: MakeRecipe,
    tmp_path: Path,
) -> None:
    events: list[Event] = []
    config = {trouble: 1, "healed": str(tmp_path / "healed")}
    made = run(tiny_recipe(**config), tmp_path / "run", on_event=events.append)
    assert [(unit.stage, unit.unit) for unit in made.failed] == [(stage, 1)]
    assert reason in made.failed[0].reason
    assert len([event for event in events if isinstance(event, UnitFailed)]) == 1
    assert len([e for e in events if isinstance(e, WorkerLost)]) == (3 if trouble == "kill_unit" else 0)
    assert made.complete and made.verified > 0
    assert {row.problem.provenance.unit for row in traces(tmp_path / "run")}.isdisjoint({1})
    (tmp_path / "healed").touch()
    healed = run(tiny_recipe(**config), tmp_path / "run")
    assert healed.failed == []
    assert dataset(tmp_path / "run") == dataset(finished(tiny_recipe()))
