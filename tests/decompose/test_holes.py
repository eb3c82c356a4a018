"""Holes: Lean tells their goals, the lemmas are closed, and the proof with them in place is what Lean
accepts.
"""

from __future__ import annotations

import pytest

from decompose.holes import Cut, Skeleton, Task, skeletons
from decompose.lean import Lean
from decompose.sketch.parse import SketchError, parse
from factory.lean.goals import HOLE, GoalReader, Unfinished

AND_OR = "∀ (p q r : Prop), p ∧ (q ∨ r) → p ∧ q ∨ p ∧ r"
CASES = [
    # Names that cannot be written, `this`, a term inside brackets.
    (
        AND_OR,
        "by\n  intro p q r h\n  obtain ⟨hp, h2⟩ := h\n  cases h2\n  · have : p ∧ q := sorry\n    sorry\n"
        "  · exact Or.inr ⟨hp, by sorry⟩",
        [
            "∀ (p q : Prop), p → q → p ∧ q",
            "∀ (p q r : Prop), p → q → p ∧ q → p ∧ q ∨ p ∧ r",
            "∀ (p q : Prop), p → q → q",
        ],
    ),
    # Steps of a calculation.
    (
        "∀ (a b c : Int), a < b → b < c → a < c + 0",
        "by\n  intro a b c h1 h2\n"
        "  calc a < b := by sorry\n    _ < c := by\n      sorry\n    _ = c + 0 := sorry",
        [
            "∀ (x y z : Int), x < y → y < z → x < y",
            "∀ (x y z : Int), x < y → y < z → y < z",
            "∀ (x y z : Int), x < y → y < z → z = z + 0",
        ],
    ),
    # Induction, and alternatives.
    (
        "∀ (n : Nat), 0 + n = n",
        "by\n  intro n\n  induction n with\n  | zero => sorry\n  | succ k ih => sorry",
        ["0 + 0 = 0", "∀ (n : Nat), 0 + n = n → 0 + (n + 1) = n + 1"],
    ),
    # One hole, two goals.
    (
        "∀ (p q : Prop), p → q → p ∧ q",
        "by\n  intro p q hp hq\n  constructor <;> sorry",
        ["∀ (p q : Prop), p → q → p", "∀ (p q : Prop), p → q → q"],
    ),
    # A term, and a term inside a function.
    ("∀ (p q : Prop), p → q → p ∧ q", "fun p q hp hq => ⟨sorry, hq⟩", ["∀ (p q : Prop), p → q → p"]),
    # Numerals whose type the notation leaves open.
    (
        "(2 : Int) + 2 = 4",
        "by\n  have h : (2 : Int) + 1 = 3 := by sorry\n  exact (by decide)",
        ["(2 : Int) + (1 : Int) = (3 : Int)"],
    ),
    # Local definitions are unfolded, instances stay instances.
    (
        "∀ n : Nat, n = n",
        "by\n  intro n\n  let m := n + 1\n  have h : m = n + 1 := sorry\n  rfl",
        ["∀ (n : Nat), n + 1 = n + 1"],
    ),
    (
        "∀ (α : Type) [Inhabited α] (x : α), ∃ y : α, y = x",
        "by\n  intro α _ x\n  sorry",
        ["∀ (α : Type) [a : Inhabited α] (b : α), ∃ c, c = b"],
    ),
]


def task(statement: str, proof: str) -> Task:
    return Task(statement, proof, [Cut(hole.start, hole.end, hole.tactic) for hole in parse(proof).holes])


def test_every_hole_becomes_a_lemma_that_fits(lean: Lean) -> None:
    results = skeletons([task(statement, proof) for statement, proof, _ in CASES], lean)
    for (_, _, expected), result in zip(CASES, results, strict=True):
        assert isinstance(result, Skeleton), result
        assert [child.text for child in result.children] == expected


REFUSED = [
    (
        "∀ p : Prop, p → p",
        "by\n  intro p h\n  have q : p ∧ q := by sorry\n  exact h",
        "Unknown identifier `q`",
    ),
    ("∀ p : Prop, p → p", "by\n  intro p h\n  exact h\n  sorry", "No goals"),
    ("∀ p : Prop, p → p", "by\n  intro p h\n  have : p := sorry", "unsolved goals"),
    ("∀ p : Prop, p → p", "by\n  intro p h\n  first | exact h | sorry", "Lean never comes to it"),
    ("∀ p : Prop, p → p", "by\n  trace_state\n  sorry", "runs code"),
]


@pytest.mark.parametrize(("statement", "proof", "reason"), REFUSED)
def test_what_cannot_be_stated_is_refused_with_a_reason(
    lean: Lean, statement: str, proof: str, reason: str
) -> None:
    (result,) = skeletons([task(statement, proof)], lean)
    assert isinstance(result, str) and reason in result


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("by", "without tactics"),
        ("by\n  have h : p := by\n  exact h", "line 2 is not indented"),
        ("by\n  exact (h", "not closed"),
        ("by\n    exact h\n  exact h", "does not belong to the block before it"),
        ("by\n  cases h with\n  | inl a =>", "nothing follows `=>`"),
    ],
)
def test_structure_that_makes_no_sense_is_refused_with_its_place(text: str, reason: str) -> None:
    with pytest.raises(SketchError, match=reason):
        parse(text)


@pytest.mark.parametrize(
    ("text", "tactics"),
    [
        ("by sorry", [True]),
        ("fun x => sorry", [False]),
        ("by exact fun x => sorry", [False]),
        ("by\n  cases h with\n  | inl a => sorry\n  | inr b => exact fun x => sorry", [True, False]),
        ("by cases h with | inl a => sorry | inr b => sorry", [True, True]),
        (
            "by\n  match h with\n  | .inl a => sorry\n  | .inr b => exact (match b with | rfl => sorry)",
            [True, False],
        ),
        ("by\n  constructor <;> sorry", [True]),
        ("by\n  all_goals sorry", [True]),
        ("by\n  first | assumption | sorry", [True]),
        ("by\n  have h : a := sorry; sorry", [False, True]),
        ("by\n  exact ⟨fun h => have q : a := sorry; q, sorry⟩", [False, False]),
        ("by\n  case inl h => sorry\n  case inr h =>\n    sorry", [True, True]),
        ("by\n  (constructor; sorry)", [True]),
        ("by\n  suffices h : p by\n    sorry\n  sorry", [True, True]),
        ("by\n  show p from sorry", [False]),
        ("by\n  refine ⟨?_, sorry⟩\n  · sorry", [False, True]),
    ],
)
def test_a_missing_tactic_is_told_from_a_missing_term(text: str, tactics: list[bool]) -> None:
    assert [hole.tactic for hole in parse(text).holes] == tactics


def test_goals_are_told_hole_by_hole() -> None:
    proof = f"by\n  intro p q h\n  have a : p := {HOLE}\n  exact ⟨{HOLE}, {HOLE}⟩"
    with GoalReader() as reader:
        good, bad = reader.read(
            [Unfinished("∀ p q : Prop, p ∧ q → q ∧ p", proof), Unfinished("True", f"by\n  exact foo {HOLE}")]
        )
    assert [goals[0].target for goals in good.goals] == ["p", "q", "p"] and good.errors == []
    assert [local.name for local in good.goals[1][0].locals] == ["p", "q", "h", "a"]
    assert "line 2: Unknown identifier `foo`" in bad.errors[0]
