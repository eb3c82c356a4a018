"""A small trace, written for this test in the form of lean-dojo's export, and what becomes of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from factory.cli.app import app
from factory.doctor import diagnose
from factory.lean.claims import Claim
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.mix.decontaminate import Contamination
from factory.mix.recipe import Decontaminate
from factory.prove.problems import read_tasks
from factory.records import Status
from factory.tracing.goals import NoStatement, closed

DATA = Path(__file__).parent / "data"
# Every statement that comes out, with a proof.
SEEDS = {
    "∀ (p q : Prop) (h : p ∧ q), q ∧ p": "fun _ _ h => ⟨h.2, h.1⟩",
    "∀ (p q : Prop) (h : p ∧ q), q": "fun _ _ h => h.2",
    "∀ (p q : Prop) (h : p ∧ q), p": "fun _ _ h => h.1",
    "∀ (n : Nat), 0 + n = n": "Nat.zero_add",
    "0 + 0 = 0": "rfl",
    "∀ (n : Nat) (ih : 0 + n = n), 0 + (n + 1) = n + 1": "fun n _ => Nat.zero_add (n + 1)",
    "∀ (p q : Prop), p → q → p": "fun _ _ hp _ => hp",
    "∀ (p q : Prop) (a_1 : p) (a_2 : q), p": "fun _ _ hp _ => hp",
    "∀ (α : Type) [inst_1 : Inhabited α] (x : α), ∃ y, y = x": "fun _ _ x => ⟨x, rfl⟩",
    "∀ (n : Nat), (let m := n + 1; n < m)": "fun n => Nat.lt_succ_self n",
    "∀ (n : Nat), (let m : Nat := n + 1; n < m)": "fun n => Nat.lt_succ_self n",
    "∀ (n : Nat), (let m : Nat := n + 1; 0 + n < m)": "by intro n m; rw [Nat.zero_add]; exact n.lt_succ_self",
}


def trace(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["trace", *map(str, arguments)])


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    result = trace(DATA, "--out", folder, "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == {
        "theorems": 5,
        "premises": 10,
        "seeds": len(SEEDS),
        "keep_out": 22,
        "left_out": {
            "it was printed with holes": 1,
            "it is no goal, but what a conversion looks at": 1,
        },
    }
    return folder


def test_goals_become_closed_statements_that_lean_reads(made: Path) -> None:
    tasks = read_tasks([made / "seeds.jsonl"])
    assert {task.statement for task in tasks} == set(SEEDS)
    claims = [Claim(id=t.id, statement=t.statement, proof=SEEDS[t.statement]) for t in tasks]
    with Verifier(find_toolchain("embedded")) as verifier:
        verdicts = verifier.verify(claims)
    assert {v.reason for v in verdicts if v.status is not Status.VERIFIED} == set()


def test_theorems_have_their_premises_and_premises_their_uses(made: Path) -> None:
    theorems = {row["name"]: row for row in rows(made / "theorems.jsonl")}
    assert theorems["Swap.zero_add'"]["premises"] == ["Nat.add_succ"]
    assert theorems["Swap.exists_eq"]["statement"].startswith("theorem exists_eq {α : Type u} [Inhabited α]")
    assert [step["tactic"] for step in theorems["Swap.keep"]["steps"]] == ["intros", "assumption"]
    assert theorems["Swap.lt_next"]["file"] == "Swap/Order.lean" and theorems["Swap.lt_next"]["line"] == 3
    uses = {row["name"]: row["proofs"] for row in rows(made / "premises.jsonl")}
    assert uses["Nat.add_succ"] == 1 and uses["Swap.zero_add'"] == 1 and uses["Swap.double"] == 0


def test_a_mix_keeps_the_theorems_out(made: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415

    kept_out = Contamination(Decontaminate(files=[str(made / "keep-out.jsonl")]))
    texts = [
        "As theorem exists_eq {α : Type u} [Inhabited α] (x : α) : ∃ y, y = x says, it is there.",
        "Every natural number has a successor, which is larger than the number itself by one.",
    ]
    assert kept_out.hits(pa.array(texts, pa.large_string())).tolist() == [True, False]


def test_the_same_trace_gives_the_same_bytes_and_splits_count_once(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(DATA, copy)
    shutil.copytree(DATA / "random", copy / "novel_premises")
    assert trace(copy, "--out", tmp_path / "out").exit_code == 0
    for name in ("seeds.jsonl", "theorems.jsonl", "premises.jsonl", "keep-out.jsonl"):
        ours, again = rows(made / name), rows(tmp_path / "out" / name)
        assert sorted(map(str, ours)) == sorted(map(str, again))
    assert trace(DATA, "--out", tmp_path / "again").exit_code == 0
    assert (tmp_path / "again" / "seeds.jsonl").read_bytes() == (made / "seeds.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("goal", "statement"),
    [
        (
            "case inl.intro\nx✝ : Nat\nx : Nat\nh : x✝ = x\n⊢ x = x✝",
            "∀ (x_1 : Nat) (x : Nat) (h : x_1 = x), x = x_1",
        ),
        ("α : Type u\nβ : Sort (max 1 u_2)\n⊢ True", "∀ (α : Type 1) (β : Sort (max 1 1)), True"),
        ("α : Type u_1\nβ : Type (max u u_1)\n⊢ True", "∀ (α : Type) (β : Type (max 0 0)), True"),
        ("h : (let y := 1; y) = 1\n⊢ True", "∀ (h : (let y := 1; y) = 1), True"),
        ("h : let y := 1; y = 1\n⊢ True", "∀ (h : let y := 1; y = 1), True"),
        ("f : Nat →\n  Nat\n⊢ f 0 =\n    f 0", "∀ (f : Nat → Nat), f 0 = f 0"),
        ("h✝ : True\nh_1 : True\n⊢ True", "∀ (h_2 : True) (h_1 : True), True"),
    ],
)
def test_names_and_lines_of_goals(goal: str, statement: str) -> None:
    assert closed(goal) == statement


@pytest.mark.parametrize("goal", ["n : Nat\n| n", "⊢ ?a = 1", "⊢ f ⋯ = 1", "nonsense\n⊢ True"])
def test_what_is_no_statement_is_left_out(goal: str) -> None:
    with pytest.raises(NoStatement):
        closed(goal)


def test_bad_input_is_named(tmp_path: Path) -> None:
    assert "no trace of lean-dojo" in trace(tmp_path).output
    shutil.copytree(DATA, tmp_path / "broken")
    (tmp_path / "broken" / "corpus.jsonl").write_text('{"path": 3}\n')
    broken = trace(tmp_path / "broken", "--out", tmp_path / "out")
    assert broken.exit_code == 2 and "corpus.jsonl, line 1" in broken.output
    assert "which commit" in trace("https://github.com/example/swap").output


def test_where_lean_dojo_cannot_run_doctor_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    refused = trace("https://github.com/example/swap", "--commit", "a" * 40, "--out", tmp_path / "out")
    assert refused.exit_code == 2 and "no git, no elan" in refused.output.replace("\n", " ")
    [check] = [one for one in diagnose("embedded").checks if one.name == "tracing repositories"]
    assert not check.ok and not check.required and "no git" in check.detail
