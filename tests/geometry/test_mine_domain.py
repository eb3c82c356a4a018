"""The geometry domain as the factory runs it: rows that say everything, the same on any number of workers."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from factory.domains import Domain, library_of, load_domain
from factory.lean.claims import Claim
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Outcome, Problem, Proof, Status, Trace, Verdict, content_id
from factory.run.tables import from_table
from factory.write.openings import OpeningStatistics
from generators.geometry.config import Config, Writing
from generators.geometry.contamination import canonical_key, known_problems, statement_keys
from generators.geometry.derivation import read_proof
from generators.geometry.facts import LanguageError
from generators.geometry.figure import satisfied
from generators.geometry.language import clauses_text, parse_problem
from generators.geometry.problem import GeometryProblem
from generators.geometry.words import parse_statement
from generators.geometry.words.facts import readable
from search.geometry_replay import replay

CONFIG = Config(mode="random", nodes=10, forms="both")
FACTORY = str(Path(sys.executable).parent / "factory")


@pytest.fixture(scope="module")
def domain() -> Domain:
    return load_domain("geometry")


@pytest.fixture(scope="module")
def problems(domain: Domain) -> list[Problem]:
    tree = domain.mine(Config(nodes=10), 3, 0, 200).problems
    return tree + domain.mine(CONFIG, 3, 1, 300).problems + domain.mine(CONFIG, 0, 5, 300).problems


def whole(row: Problem) -> GeometryProblem:
    """The problem of a row with its auxiliary clauses."""
    stated, _, goal = row.formal.partition(" ? ")
    return parse_problem(f"{stated} | {row.auxiliary} ? {goal}")


def test_a_row_holds_a_problem_its_picture_and_a_proof_that_is_replayed(problems: list[Problem]) -> None:
    assert len(problems) > 400 and any(row.auxiliary for row in problems)
    for row in problems:
        problem = whole(row)
        assert row.figure.points == list(problem.points)
        picture = np.array(row.figure.coordinates).reshape(-1, 2)
        facts = [premise.fact for premise in problem.premises]
        assert all(satisfied(problem, [*facts, *problem.goals], picture))
        indices = {point: i for i, point in enumerate(problem.points)}
        proof = read_proof(row.derivation, indices)
        replay(proof, [fact.indexed(indices) for fact in facts], [picture])
        assert proof.length == row.difficulty["length"] >= 3
        assert row.derivation[-1].conclusion == row.goal or row.goal.startswith("cyclic")
        stated = [str(premise.fact) for premise in parse_problem(row.formal).premises]
        assert row.hypotheses[: len(stated)] == stated


def test_the_words_of_a_row_are_read_back_as_its_statement(problems: list[Problem]) -> None:
    for row in problems:
        back = parse_statement(row.words)
        assert back == parse_problem(row.formal), row.words
        assert back.goals == tuple(map(readable, back.goals))


def test_ids_come_from_canonical_forms(problems: list[Problem]) -> None:
    assert len({row.id for row in problems[:200]}) == len(problems[:200])
    for row in problems[::7]:
        problem = parse_problem(row.formal)
        assert row.canonical == canonical_key(problem.clauses, problem.goals[0]).hex()
        assert row.id == content_id("problem", "geometry", row.canonical)


def test_a_unit_is_a_function_of_its_arguments(domain: Domain) -> None:
    first = domain.mine(CONFIG, 5, 7, 60)
    assert domain.mine(CONFIG, 5, 7, 60) == first
    assert domain.mine(CONFIG, 5, 7, 20).problems == first.problems[:20]
    others = domain.mine(CONFIG, 6, 7, 60).problems
    assert {row.id for row in others} != {row.id for row in first.problems}
    assert [row.provenance.index for row in first.problems] == list(range(60))


def test_settings_are_obeyed(domain: Domain) -> None:
    wanted = {"triangle": 1.0, "midpoint": 1.0, "on_pline": 1.0}
    few = Config(mode="random", nodes=20, constructions=wanted, only=True)
    rows = domain.mine(few, 1, 0, 50).problems
    used = {c.name for row in rows for clause in whole(row).all_clauses for c in clause.constructions}
    # What of a figure a goal does not need is left out, so that a triangle may become a segment.
    assert rows and used - {"free", "segment", "quadrangle"} == wanted.keys()
    longer = domain.mine(msgspec.structs.replace(CONFIG, min_length=12), 1, 0, 30).problems
    assert longer and min(row.difficulty["length"] for row in longer) >= 12
    larger = domain.mine(msgspec.structs.replace(CONFIG, min_constructions=4), 1, 0, 30).problems
    assert larger and min(sum(len(c.constructions) for c in whole(row).all_clauses) for row in larger) >= 4
    with pytest.raises(ValueError, match="give one of them"):
        Config(only=True, like=["problems.txt"])
    with pytest.raises(ValueError, match="no construction is called 'triangel'"):
        Config(constructions={"triangel": 1})
    with pytest.raises(ValueError, match="min_clauses is 9 but max_clauses is 4"):
        Config(min_clauses=9, max_clauses=4)
    with pytest.raises(ValueError, match="no style is called 'poem'"):
        Writing(styles=["poem"])


def test_mining_begins_with_a_given_figure(domain: Domain) -> None:
    start = "a b c = triangle a b c; d = on_circum d a b c; x = aconst a b a x 2pi/9; h = orthocenter h a b c"
    rows = domain.mine(Config(nodes=10, start=start, min_constructions=3), 1, 0, 40).problems
    used = {c.name for row in rows for clause in whole(row).all_clauses for c in clause.constructions}
    assert {"on_circum", "orthocenter"} <= used
    with pytest.raises(ValueError, match="the start has 5 points, and sequences have at most 5"):
        Config(start=start.replace("x = aconst a b a x 2pi/9; ", ""), points=5)
    with pytest.raises(ValueError, match="fixed places"):
        Config(start="a@0_0 = free a; b c = segment b c")
    with pytest.raises(ValueError, match="clause"):
        Config(start="a b c = triangle a b")


def test_constructions_are_drawn_as_in_given_problems(domain: Domain, tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("one\na b c = triangle a b c; m = midpoint m a b; n = midpoint n a c ? para m n b c\n")
    config = Config(mode="random", nodes=20, like=[str(file)], constructions={"foot": 1.0})
    rows = domain.mine(config, 1, 0, 40).problems
    used = {c.name for row in rows for clause in whole(row).all_clauses for c in clause.constructions}
    assert used - {"free", "segment", "quadrangle"} == {"triangle", "midpoint", "foot"}
    with pytest.raises(FileNotFoundError):
        domain.mine(Config(like=[str(tmp_path / "none.txt")]), 1, 0, 40)
    (tmp_path / "empty.txt").write_text("# nothing\n")
    with pytest.raises(ValueError, match="have no problem"):
        domain.mine(Config(like=[str(tmp_path / "empty.txt")]), 1, 0, 40)


def test_published_problems_are_known(data: Path) -> None:
    files = [str(data / name) for name in ("imo_ag_30.txt", "jgex_ag_231.txt")]
    known, again = known_problems(), known_problems(files)
    # The table that is shipped is the one that these files give now: no key more, none less.
    assert {key: set(names) for key, names in again.items()} == {
        key: set(names) for key, names in known.items()
    }
    named = {name for names in known.values() for name in names}
    assert len(named) >= 261 and "imo_ag_30/translated_imo_2000_p1" in named


def test_problems_of_a_file_do_not_come_out(domain: Domain, problems: list[Problem], tmp_path: Path) -> None:
    rows = domain.mine(CONFIG, 3, 1, 40).problems
    file = tmp_path / "mine.txt"
    # The same problem about other points, with a point more that the goal does not need.
    letters = {point: f"z{i}" for i, point in enumerate(whole(rows[3]).points)}
    told = parse_problem(rows[3].formal).renamed(letters)
    file.write_text(f"mine\n{clauses_text(told.clauses)}; w = on_line w z0 z1 ? {told.goals[0]}\n")
    marked = domain.mine(
        msgspec.structs.replace(CONFIG, against=[str(file)], contaminated="mark"), 3, 1, 40
    ).problems
    assert [row.contaminates for row in marked] == [["mine/mine"] if i == 3 else [] for i in range(40)]
    dropped = domain.mine(msgspec.structs.replace(CONFIG, against=[str(file)]), 3, 1, 39).problems
    assert [row.id for row in dropped] == [row.id for i, row in enumerate(rows) if i != 3]
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("mine\na b c = triangel a b c ? cong a b a c\n")
    with pytest.raises(LanguageError, match=r"wrong\.txt: line 2, problem mine: clause 1 .*triangel"):
        domain.mine(msgspec.structs.replace(CONFIG, against=[str(wrong)]), 3, 2, 5)
    with pytest.raises(FileNotFoundError):
        domain.mine(msgspec.structs.replace(CONFIG, against=[str(tmp_path / "absent")]), 3, 2, 5)


def test_keys_of_a_statement_ignore_what_its_goal_does_not_need() -> None:
    short = parse_problem("a b c = triangle; d = midpoint d b c; e = midpoint e a c ? para d e a b")
    text = "x y z = triangle; w = on_line w x y; d = midpoint d y z; e = midpoint e x z ? para x y e d"
    longer = parse_problem(text)
    assert set(statement_keys(short)) < set(statement_keys(longer))


def test_rows_are_proved_in_lean_from_their_derivations(domain: Domain, problems: list[Problem]) -> None:
    rows = (
        sorted(problems, key=lambda row: len(row.derivation))[::60]
        + [row for row in problems if row.auxiliary][:3]
    )
    proofs = domain.prove(CONFIG, rows)
    assert [proof.problem_id for proof in proofs] == [row.id for row in rows]
    assert {proof.outcome for proof in proofs} == {Outcome.CLASSICAL}
    claims = [Claim(id=p.id, statement=p.statement, proof=p.tactic, term=p.term) for p in proofs]
    with Verifier(find_toolchain("embedded", library=library_of(["geometry"]))) as verifier:
        assert [verdict.reason for verdict in verifier.verify(claims)] == [""] * len(rows)


def test_a_derivation_of_something_else_leaves_a_row_open(domain: Domain, problems: list[Problem]) -> None:
    row, other = problems[0], problems[1]
    for changes in (
        {"derivation": other.derivation},
        {"derivation": row.derivation[:-1]},
        {"derivation": []},
        {"goal": other.goal},
        {"goal": "coll a"},
        {"lean": "True"},
    ):
        (proof,) = domain.prove(CONFIG, [msgspec.structs.replace(row, **changes)])
        assert proof.outcome is Outcome.OPEN and proof.reason and not proof.tactic, changes


def test_documents_differ_in_style_and_opening(domain: Domain, problems: list[Problem]) -> None:
    config = Config(forms="both", writing=Writing(documents=4))
    openings = OpeningStatistics()
    for row in problems:
        trace = as_if_verified(row, domain.prove(config, [row])[0])
        documents = domain.write(config, trace)
        assert documents == domain.write(config, trace)
        assert len({document.style for document in documents}) == 4
        for document in documents:
            openings.add(document.style, document.text)
    assert set(openings.styles) == set(domain.styles)
    assert openings.report().share < 0.02


def as_if_verified(row: Problem, proof: Proof) -> Trace:
    verdict = Verdict(
        status=Status.VERIFIED,
        reason="",
        axioms=[],
        statement_hash="",
        proof_hash="",
        type_hash="",
        toolchain="none",
    )
    return Trace(id=content_id("trace", row.id), problem=row, proof=proof, verdict=verdict)


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts `factory mine geometry`; what is left at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def begin(directory: Path, workers: int) -> subprocess.Popen[str]:
        command = [FACTORY, "mine", "geometry", "-n", "240", "--unit-size", "40", "-j", str(workers)]
        command += ["--out", str(directory), "--set", 'mode="random"', "--set", "nodes=10"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def dataset(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (directory / "dataset").glob("*.parquet")}


def test_a_run_that_is_killed_again_and_again_ends_with_the_same_bytes(start: Start, tmp_path: Path) -> None:
    undisturbed = start(tmp_path / "undisturbed", 1)
    _, complaint = undisturbed.communicate(timeout=120)
    assert undisturbed.returncode == 0, complaint
    choose = random.Random(2)
    kills = 0
    while True:
        process = start(tmp_path / "killed", 2)
        if kills == 4:
            _, complaint = process.communicate(timeout=120)
            assert process.returncode == 0, complaint
            break
        # Until the first shard is being written, then at any moment.
        while not list((tmp_path / "killed").glob("mine/geometry/*")) and process.poll() is None:
            time.sleep(0.005)
        time.sleep(choose.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kills += 1
    assert dataset(tmp_path / "killed") == dataset(tmp_path / "undisturbed")
    rows = from_table(Problem, pq.read_table(tmp_path / "killed" / "dataset" / "problems-00000.parquet"))
    assert len({row.id for row in rows}) == len(rows) == 240


def test_a_run_checks_geometry_in_lean_and_its_bytes_are_checked_again(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(
        '[run]\nname = "geometry"\n[[mine]]\ndomain = "geometry"\nproblems = 12\nunit_size = 6\n'
        '[mine.config]\nmode = "random"\nnodes = 5\n[mine.config.writing]\ndocuments = 2\n'
    )

    def factory(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [FACTORY, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)

    done = factory("run", recipe, "--out", tmp_path / "run", "--lean", "embedded", "--json")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert summary["verified"] == summary["problems"] == 12 and summary["documents"] == 24
    path = tmp_path / "run" / "dataset" / "traces-00000.parquet"
    table = pq.read_table(path)
    statements = table.column("statement").to_pylist()
    models, proofs = table.column("model").to_pylist(), table.column("model_proof").to_pylist()
    held = [place for place, model in enumerate(models) if model]
    assert len(held) > 3 and all(models[place].startswith("∃ ") for place in held)
    proofs[held[0]] = proofs[held[1]]
    exchanged = table.set_column(table.schema.get_field_index("model_proof"), "model_proof", pa.array(proofs))
    pq.write_table(exchanged, tmp_path / "exchanged.parquet")
    # One hypothesis less: no longer what the proof proves.
    statements[3] = "\n".join(line for i, line in enumerate(statements[3].splitlines()) if i != 2)
    forged = table.set_column(table.schema.get_field_index("statement"), "statement", pa.array(statements))
    pq.write_table(forged, tmp_path / "forged.parquet")
    files = [path, tmp_path / "forged.parquet", tmp_path / "exchanged.parquet"]
    checked = factory("verify", *files, "--lean", "embedded", "--json")
    assert checked.returncode == 1
    whole, changed, models_changed = json.loads(checked.stdout).values()
    assert [failure["row"] for failure in models_changed["failures"]] == [held[0]]
    assert whole["sound"] == whole["rows"] == 12
    assert changed["sound"] == 11 and [failure["row"] for failure in changed["failures"]] == [3]


def test_a_row_may_hold_a_replay_alone(domain: Domain, problems: list[Problem]) -> None:
    config = Config(mode="random", nodes=10, writing=Writing(documents=11))
    (proof,) = domain.prove(config, problems[:1])
    assert proof.tactic.startswith("by exact replay") and not proof.term
    with pytest.raises(ValueError, match='"both"'):
        Config(writing=Writing(styles=["lean_comments"]))
