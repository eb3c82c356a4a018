"""Ordinary theorem files about numbers and lists are accepted as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.lean"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_file_is_accepted(compile_lean, path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(re.findall(r"^theorem ", text, re.MULTILINE)) >= 30
    assert compile_lean(text) == []


FALSE = [
    "theorem t (a b : Nat) : a - b + b = a := by simp",
    "theorem t (a b : Nat) : a - b + b = a := Nat.sub_add_cancel (by decide)",
    "theorem t (a b : Nat) : a / b * b = a := by simp",
    "theorem t (a b : Int) (h : a ≤ b) : b ≤ a := by simp [h]",
    "theorem t : ∀ n < 10, n * n < 80 := by decide",
    "theorem t : ∃ n, n < 10 ∧ n * n = 50 := by decide",
    "theorem t (xs ys : List Nat) : xs ++ ys = ys ++ xs := by simp",
    "theorem t (xs ys : List Nat) : xs ++ ys = ys ++ xs := by induction xs <;> rfl",
    "theorem t : [1, 2] = [2, 1] := by decide",
    "theorem t : (-7 : Int) / 2 = -3 := rfl",
    "theorem t : Nat.gcd 0 0 = 1 := rfl",
    "theorem t : (2 : Nat) - 3 = 1 := rfl",
    "theorem t : (0 : Nat) ^ 0 = 0 := by decide",
    "theorem t (a b : Nat) (h : a * b = 0) : a = 0 := by simp at h; exact h.1",
]


@pytest.mark.parametrize("text", FALSE)
def test_false_statement_is_refused(compile_lean, text: str) -> None:
    assert compile_lean(text + "\n") != []
