"""`factory solve` through its entry point: outcomes, exit codes, proofs, JSON, bad input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.geometry import PREDICATES

ALTITUDES = "a b c = triangle a b c; h = on_tline h a b c, on_tline h b a c ? perp c h a b"
MIDPOINTS = "a b c = triangle a b c; m = midpoint m a b; n = midpoint n a c ? para m n b c"
SIDES = "a b c = triangle a b c; d = on_circle d a b, on_line d a c"  # on either side of a
FALSE = "a b c = triangle a b c ? cong a b a c"


@pytest.fixture
def problems(tmp_path: Path) -> Path:
    path = tmp_path / "problems.txt"
    path.write_text(f"# two theorems\naltitudes\n{ALTITUDES}\n\nmidpoints\n{MIDPOINTS}\n")
    return path


def test_a_string_is_solved_and_its_proof_shown(factory):
    done = factory("solve", ALTITUDES, "--proof")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("proved, ")
    assert "by orthocentre from (1), (2)" in done.stdout
    assert "not collinear" in done.stdout


def test_a_file_gives_a_table(factory, problems):
    done = factory("solve", problems)
    assert done.returncode == 0, done.stderr
    assert "2 of 2 proved" in done.stdout
    assert "altitudes" in done.stdout and "midpoints" in done.stdout


def test_one_problem_of_a_file(factory, problems):
    done = factory("solve", problems, "--name", "midpoints", "--json")
    assert [s["name"] for s in json.loads(done.stdout)["problems"]] == ["midpoints"]
    done = factory("solve", problems, "--name", "medians")
    assert done.returncode == 2
    assert "medians" in done.stderr


def test_lean_accepts_the_proofs(factory, problems):
    done = factory("solve", problems, "--lean")
    assert done.returncode == 0, done.stderr
    assert "2 of 2 proofs accepted by Lean" in done.stdout
    done = factory("solve", ALTITUDES, "--lean", "--proof")
    assert done.stdout.startswith("proved, accepted by Lean, ")
    assert "theorem T : ∀ (F : Type) [OrderedField F]" in done.stdout
    done = factory("solve", problems, "--lean", "--json")
    for solution in json.loads(done.stdout)["problems"]:
        (proof,) = solution["proofs"]
        assert proof["verdict"]["status"] == "verified"
        assert proof["tactic"].startswith("by")


def test_the_json_holds_a_proof_that_a_program_can_follow(factory):
    done = factory("solve", MIDPOINTS, "--json")
    answer = json.loads(done.stdout)
    assert (answer["solver"], answer["proved"]) == ("geometry", 1)
    (solution,) = answer["problems"]
    assert solution["outcome"] == "proved" and solution["reason"] == ""
    assert solution["goals"] == ["para m n b c"]
    assert solution["figure"]["points"] == ["a", "b", "c", "m", "n"]
    assert len(solution["figure"]["coordinates"]) == 10
    assert 0 < solution["seconds"] < 600
    (proof,) = solution["proofs"]
    steps = proof["steps"]
    assert [step["index"] for step in steps] == list(range(len(steps)))
    assert all(premise < step["index"] for step in steps for premise in step["premises"])
    assert all(
        multiple["step"] in step["premises"]
        for step in steps
        for row in step["certificate"]
        for multiple in row
    )
    assert steps[-1]["conclusion"] == "para m n b c"
    assert {step["conclusion"].split()[0] for step in steps} <= PREDICATES.keys()
    assert sum(step["rule"] == "premise" for step in steps) == proof["measures"]["premises"] == 2


def test_figures_are_written_to_a_file_or_a_directory(factory, problems, tmp_path):
    one = tmp_path / "figure.svg"
    assert factory("solve", MIDPOINTS, "--svg", one).returncode == 0
    assert one.read_text().startswith("<svg ")
    twins = tmp_path / "twins.txt"
    twins.write_text(problems.read_text() + f"altitudes\n{ALTITUDES}\n../up\n{MIDPOINTS}\n")
    assert factory("solve", twins, "--svg", tmp_path / "figures").returncode == 0
    names = sorted(path.name for path in (tmp_path / "figures").iterdir())
    assert names == ["_up.svg", "altitudes-3.svg", "altitudes.svg", "midpoints.svg"]
    assert factory("solve", twins, "--svg", one).returncode == 2  # there is a file
    assert factory("solve", MIDPOINTS, "--svg", tmp_path / "no" / "such" / "figure.svg").returncode == 2


def test_auxiliary_points_are_told_apart(factory):
    done = factory("solve", "a b c = iso_triangle a b c | m = midpoint m b c ? perp a m b c", "--proof")
    assert "with the auxiliary points m" in done.stdout


def test_a_goal_that_holds_on_some_branches_only_says_so(factory):
    done = factory("solve", f"{SIDES} ? cong a d a b; sameclock b a c b a d")
    assert done.returncode == 1
    assert " realizations: a proof is for those" in done.stdout


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (FALSE, 1, "false in every realization tried"),
        ("a b c = triangle a b c", 2, "? GOAL"),
        ("a b c = triangel a b c ? cong a b a c", 2, "near: triangle"),
    ],
)
def test_what_cannot_be_proved_says_why(factory, text, code, said):
    done = factory("solve", text)
    assert done.returncode == code
    assert said in done.stdout


def test_a_bad_problem_does_not_stop_the_others(factory, tmp_path):
    path = tmp_path / "mixed.txt"
    path.write_text(f"good\n{ALTITUDES}\nbad\na b c = trangle a b c ? cong a b a c\nfalse\n{FALSE}\n")
    done = factory("solve", path, "--json")
    assert done.returncode == 2
    outcomes = [solution["outcome"] for solution in json.loads(done.stdout)["problems"]]
    assert outcomes == ["proved", "bad_language", "false"]


def test_problems_of_hundreds_of_points_and_megabytes_fail_at_once(factory, tmp_path):
    many = "; ".join(f"x{i} = free x{i}" for i in range(200_000))
    wide = " ".join(f"x{i}" for i in range(300_000))
    long = "a" * 3_000_000
    path = tmp_path / "large.txt"
    lines = [
        f"{many} ? coll x1 x2 x3",
        f"{wide} = free {wide} ? coll x1 x2 x3",
        f"{long} = free {long} ? coll a a a",
    ]
    lines += [f"a b c = {long} a b c ? coll a b c", f"a b c = triangle a b c ? {long} a b"]
    lines += [f"a b = segment a b; x = rconst a b a x {'9' * 3_000_000} ? coll a b x"]
    path.write_text("".join(f"p{i}\n{line}\n" for i, line in enumerate(lines)))
    start = time.monotonic()
    done = factory("solve", path)
    assert time.monotonic() - start < 60
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stdout) < 100_000


@pytest.mark.parametrize("content", [b"name only\n", b"\xff\xfe\x00", b"", b"# nothing\n"])
def test_files_that_are_none(factory, tmp_path, content):
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    done = factory("solve", path)
    assert done.returncode == 2
    assert "error" in done.stderr and "Traceback" not in done.stderr


def test_neither_file_nor_problem(factory, tmp_path):
    for given in ("no-such-file.txt", str(tmp_path)):
        done = factory("solve", given)
        assert done.returncode == 2
        assert given[:10] in done.stderr


def test_newclid_orders_the_points_of_a_square_otherwise(factory):
    done = factory("solve", "a b = segment a b; c d = square c d a b ? perp a b b c", "--language", "newclid")
    assert done.returncode == 0, done.stdout
    assert factory("solve", ALTITUDES, "--language", "klingon").returncode == 2
    assert factory("solve", ALTITUDES, "--solver", "nobody").returncode == 2


def test_the_time_is_a_limit(factory):
    done = factory("solve", ALTITUDES, "--timeout", "1e-9")
    assert done.returncode == 2  # no sensible time
    assert "timeout" in done.stderr


def test_an_interrupt_ends_it_quietly(tmp_path):
    path = tmp_path / "many.txt"
    path.write_text("".join(f"p{i}\n{ALTITUDES}\n" for i in range(20_000)))
    # A shell's background jobs ignore interrupts, and so does all that they start, unless told otherwise.
    process = subprocess.Popen(
        ["env", "--default-signal=INT", str(Path(sys.executable).parent / "factory"), "solve", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    time.sleep(6)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in errors
