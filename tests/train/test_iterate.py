"""Expert iteration as a whole: tiers held out, lessons shared out, own proofs kept, rounds resumed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from factory.lean.verifier import Verifier
from factory.prove.ledger import Attempt, Outcome
from factory.prove.problems import Task
from factory.recipe import RecipeError
from factory.records import Outcome as ProofOutcome
from factory.run.errors import RunError
from factory.train.compare import Arm, Terms, compare
from factory.train.iterate import Iteration, rare_proofs
from factory.train.model import Shape
from factory.train.pool import Pool
from factory.train.recipe import Plan, read_plan
from factory.train.traces import Lesson

FACTORY = str(Path(sys.executable).parent / "factory")
RECIPE = """
rounds = 2
goal = 1.0
lessons = 150
trials = 10
draws = 3
samples = 3
max_tokens = 20
[model]
width = 32
heads = 1
hidden = 32
layers = 1
[[tier]]
name = "easy"
domain = "propositional"
config = { min_size = 3, max_size = 4 }
held_out = 8
[[tier]]
name = "hard"
domain = "propositional"
config = { min_size = 4, max_size = 6 }
held_out = 8
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    path = tmp_path / "recipe.toml"
    path.write_text(RECIPE)
    return read_plan(path)


def test_held_out_problems_are_apart(plan: Plan) -> None:
    pool = Pool(plan, 0)
    held = [task.id for tasks in pool.held_out.values() for task in tasks]
    assert len(held) == len(set(held)) == 16
    fresh = [task.id for tier in plan.tier for _ in range(2) for task, _ in pool.fresh(tier, 200)]
    assert len(set(fresh)) == len(fresh) > 400 and not set(fresh) & set(held)
    later = Pool(plan, 1)
    assert later.held_out == pool.held_out
    assert [task.id for task, _ in later.fresh(plan.tier[0], 200)] != fresh[:200]


def test_lessons_go_where_there_is_something_to_learn(plan: Plan) -> None:
    pool = Pool(plan, 0)

    def shares(**solved: float) -> tuple[int, int]:
        easy, hard = (count for _, count in pool.shares(solved))
        assert abs(easy + hard - plan.lessons) <= 1
        return easy, hard

    easy, hard = shares()
    assert easy > hard
    assert shares(easy=0.5, hard=0.0)[1] > hard
    easy, hard = shares(easy=0.95, hard=0.4)
    assert hard > 2 * easy > 0


def test_kinds_that_are_solved_are_taught_less(plan: Plan) -> None:
    def kinds(solved: dict[ProofOutcome, float]) -> Counter[ProofOutcome]:
        pairs = Pool(plan, 0).fresh(plan.tier[1], 300, solved)
        assert len(pairs) == 300
        return Counter(proof.outcome for _, proof in pairs)

    refuted, classical = ProofOutcome.REFUTED, ProofOutcome.CLASSICAL
    even = kinds({})
    assert even == kinds(dict.fromkeys(ProofOutcome, 0.9))
    uneven = kinds({refuted: 1.0, ProofOutcome.INTUITIONISTIC: 0.5, classical: 0.0})
    assert uneven[refuted] < even[refuted] / 3 and uneven[classical] > 1.5 * even[classical] > 15


def test_own_proofs_are_kept_within_the_quotas(plan: Plan) -> None:
    def attempts(problem: str, proofs: list[str], wrong: int) -> list[Attempt]:
        texts = [(text, Outcome.PROVED) for text in proofs] + [("bad", Outcome.WRONG)] * wrong
        return [
            Attempt(
                problem=problem, round=0, sample=i, proof=text, tokens=1, prompt_tokens=1, outcome=outcome
            )
            for i, (text, outcome) in enumerate(texts)
        ]

    plan = msgspec.structs.replace(plan, draws=8, quota=2, alike=3)
    found = attempts("often", ["a"] * 5, 3) + attempts("rare", ["ccc", "a", "bb", "a"], 4)
    found += attempts("never", [], 8)
    found += [a for i in range(5) for a in attempts(f"same {i}", ["x"], 7)]
    kept = rare_proofs(found, {attempt.problem: "S" for attempt in found}, plan)
    assert [(one.problem, one.proof) for one in kept if one.proof != "x"] == [("rare", "a"), ("rare", "bb")]
    assert sum(one.proof == "x" for one in kept) == 3


def test_rounds_are_recorded_and_resumed(plan: Plan, verifier: Verifier, tmp_path: Path) -> None:
    class Cut(Exception):
        pass

    def cut(what: str, part: float) -> None:
        if what.startswith("round 2: test"):
            raise Cut

    with pytest.raises(Cut):
        Iteration(plan, tmp_path / "it", verifier).run(cut)
    [first] = msgspec.json.decode((tmp_path / "it" / "rounds.json").read_bytes())
    steps: list[str] = []
    iteration = Iteration(plan, tmp_path / "it", verifier)
    iteration.run(lambda what, part: steps.append(what), minutes=0)
    assert not steps and not iteration.done  # a round like the first would be over too late
    iteration.run(lambda what, part: steps.append(what))
    assert not any(step.startswith("round 1") for step in steps)
    assert msgspec.to_builtins(iteration.rounds[0]) == first and len(iteration.rounds) == 2
    assert iteration.done and iteration.rounds[1].tried == 10
    for one in iteration.rounds:
        assert set(one.tiers) == {"easy", "hard"} and sum(one.lessons.values()) >= 140
        for standing in one.tiers.values():
            assert standing.pass_1.problems == standing.pass_k.problems == 8
            assert standing.pass_k.low <= standing.pass_k.value <= standing.pass_k.high
        assert 0 < one.busy["model"] <= 1 and 0 < one.busy["lean"] <= 1
    table = (tmp_path / "it" / "report.md").read_text()
    assert table.count("| easy |") == table.count("| hard |") == 2
    with pytest.raises(RunError, match="another recipe"):
        Iteration(msgspec.structs.replace(plan, seed=1), tmp_path / "it", verifier)


def factory(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [FACTORY, *map(str, arguments)]
    one_thread = {**os.environ, "OMP_NUM_THREADS": "1"}
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=one_thread)


@pytest.fixture(scope="module")
def traces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 50 verified traces."""
    mined = tmp_path_factory.mktemp("mined") / "run"
    assert factory("mine", "propositional", "-n", "50", "--verify", "--out", mined).returncode == 0
    return mined / "dataset" / "traces-00000.parquet"


def test_a_model_is_trained_and_proves(traces: Path, tmp_path: Path) -> None:
    pytest.importorskip("transformers")
    options = ["--out", tmp_path / "model", "--tokens", "6000", "--width", "32", "--layers", "1"]
    done = factory("train", traces, *options, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["lessons"] == 50 and json.loads(done.stdout)["tokens"] >= 6000
    model: list[Any] = ["--model", tmp_path / "model" / "factory-prover", "--backend", "transformers"]
    done = factory(
        *("prove", "--problems", traces, *model, "--samples", "2", "--max-tokens", "8", "--limit", "6"),
        *("--out", tmp_path / "proofs", "--json", "--lean", "embedded"),
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert sum(found["attempts"].values()) == 12 and 12 <= found["tokens"] <= 96


def test_data_is_compared_at_equal_tokens(
    lessons: list[Lesson], verifier: Verifier, traces: Path, tmp_path: Path
) -> None:
    shape = Shape(width=32, heads=1, hidden=32, layers=1)
    terms = Terms(tokens=1500, seeds=2, samples=3, max_tokens=16, vocabulary=400, shape=shape)
    held_out = [Task(id=one.problem, statement=one.statement) for one in lessons[80:88]]
    sets = {"a": lessons[:60], "b": lessons[40:88]}
    arms = compare(sets, held_out, terms, tmp_path / "out", verifier)
    by_data = {tuple(arm.data): arm for arm in arms}
    assert {data: arm.lessons for data, arm in by_data.items()} == {("a",): 60, ("b",): 40, ("a", "b"): 80}
    for arm in arms:
        assert len(arm.losses) == len(arm.pass_k_by_seed) == 2 and arm.pass_k.problems == 8
        assert arm.pass_k.value == pytest.approx(sum(arm.pass_k_by_seed) / 2)
    assert [arm.pass_k.value for arm in arms] == sorted((arm.pass_k.value for arm in arms), reverse=True)
    assert msgspec.json.decode((tmp_path / "out" / "arms.json").read_bytes(), type=list[Arm]) == arms
    done = factory("compare", traces, "--held-out", traces, "--out", tmp_path / "out", "--lean", "embedded")
    assert done.returncode == 1 and "no lessons beside the held-out" in " ".join(done.stderr.split())


def test_bad_recipes_are_named(tmp_path: Path) -> None:
    path = tmp_path / "recipe.toml"
    for text, message in (
        ("rounds = 0\n" + RECIPE.split("\n", 2)[2], "rounds"),
        (RECIPE.replace('"hard"', '"easy"'), "tiers"),
        (RECIPE.replace("heads = 1", "heads = 3"), "dimensions"),
        ("tier = [", "recipe.toml"),
    ):
        path.write_text(text)
        with pytest.raises(RecipeError, match=message):
            read_plan(path)
    path.write_text(RECIPE.replace("min_size = 4", "least = 4"))
    done = factory("iterate", path, "--out", tmp_path / "out", "--lean", "embedded")
    assert done.returncode == 1 and "does not take these settings" in " ".join(done.stderr.split())
