"""The operations that the kernel computes natively by name are, in the core, the usual recursive functions.

The kernel takes on faith that `Nat.add` and its like are what it computes. Three checks together remove the
faith: the recursion equations hold of the core's own definitions (proved with variables, where nothing is
computed natively); copies of the functions under other names, which the kernel must unfold step by step, are
proved equal to them; and what the kernel computes for literals agrees with Python.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

EQUATIONS = """
theorem add_zero (n : Nat) : Nat.add n .zero = n := rfl
theorem add_succ (n m : Nat) : Nat.add n (.succ m) = .succ (Nat.add n m) := rfl
theorem pred_zero : Nat.pred .zero = .zero := rfl
theorem pred_succ (n : Nat) : Nat.pred (.succ n) = n := rfl
theorem sub_zero (n : Nat) : Nat.sub n .zero = n := rfl
theorem sub_succ (n m : Nat) : Nat.sub n (.succ m) = Nat.pred (Nat.sub n m) := rfl
theorem mul_zero (n : Nat) : Nat.mul n .zero = .zero := rfl
theorem mul_succ (n m : Nat) : Nat.mul n (.succ m) = Nat.add (Nat.mul n m) n := rfl
theorem pow_zero (n : Nat) : Nat.pow n .zero = .succ .zero := rfl
theorem pow_succ (n m : Nat) : Nat.pow n (.succ m) = Nat.mul (Nat.pow n m) n := rfl
theorem beq_zero_zero : Nat.beq .zero .zero = true := rfl
theorem beq_zero_succ (m : Nat) : Nat.beq .zero (.succ m) = false := rfl
theorem beq_succ_zero (n : Nat) : Nat.beq (.succ n) .zero = false := rfl
theorem beq_succ_succ (n m : Nat) : Nat.beq (.succ n) (.succ m) = Nat.beq n m := rfl
theorem ble_zero_zero : Nat.ble .zero .zero = true := rfl
theorem ble_zero_succ (m : Nat) : Nat.ble .zero (.succ m) = true := rfl
theorem ble_succ_zero (n : Nat) : Nat.ble (.succ n) .zero = false := rfl
theorem ble_succ_succ (n m : Nat) : Nat.ble (.succ n) (.succ m) = Nat.ble n m := rfl
"""

COPIES = """
def plus : Nat → Nat → Nat
  | n, .zero => n
  | n, .succ m => .succ (plus n m)
def before : Nat → Nat
  | .zero => .zero
  | .succ n => n
def less : Nat → Nat → Nat
  | n, .zero => n
  | n, .succ m => before (less n m)
def times : Nat → Nat → Nat
  | _, .zero => .zero
  | n, .succ m => plus (times n m) n
def power : Nat → Nat → Nat
  | _, .zero => .succ .zero
  | n, .succ m => times (power n m) n
theorem plus_eq (n m : Nat) : Nat.add n m = plus n m := by
  induction m with
  | zero => rfl
  | succ m ih => exact congrArg Nat.succ ih
theorem before_eq : (n : Nat) → Nat.pred n = before n
  | .zero => rfl
  | .succ _ => rfl
theorem less_eq (n m : Nat) : Nat.sub n m = less n m := by
  induction m with
  | zero => rfl
  | succ m ih => exact (congrArg Nat.pred ih).trans (before_eq _)
theorem times_eq (n m : Nat) : Nat.mul n m = times n m := by
  induction m with
  | zero => rfl
  | succ m ih => exact (congrArg (fun k => Nat.add k n) ih).trans (plus_eq _ _)
theorem power_eq (n m : Nat) : Nat.pow n m = power n m := by
  induction m with
  | zero => rfl
  | succ m ih => exact (congrArg (fun k => Nat.mul k n) ih).trans (times_eq _ _)
"""


def test_recursion_equations(lean) -> None:
    assert lean(EQUATIONS) == []


def test_copies_are_equal_and_compute_the_same(lean) -> None:
    small = [(n, m) for n in range(5) for m in range(5)]
    lines = [f"example : plus {n} {m} = {n + m} := rfl" for n, m in small]
    lines += [f"example : less {n} {m} = {max(n - m, 0)} := rfl" for n, m in small]
    lines += [f"example : times {n} {m} = {n * m} := rfl" for n, m in small]
    lines += [f"example : power {n} {m} = {n**m} := rfl" for n, m in small if n < 4 and m < 4]
    assert lean(COPIES + "\n".join(lines) + "\n") == []


def _literal(value: int | bool) -> str:
    return str(value).lower()


OPERATIONS: dict[str, Callable[[int, int], int | bool]] = {
    "Nat.add": lambda n, m: n + m,
    "Nat.sub": lambda n, m: max(n - m, 0),
    "Nat.mul": lambda n, m: n * m,
    "Nat.beq": lambda n, m: n == m,
    "Nat.ble": lambda n, m: n <= m,
    "Nat.pow": lambda n, m: n ** (m % 16),
}
SMALL_SECOND = {"Nat.pow": 16}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_literals_agree_with_python(lean, operation: str) -> None:
    draw = random.Random(operation)
    sizes = [1, 4, 16, 64, 200]
    pairs = [(0, 0), (0, 1), (1, 0), (7, 7)]
    pairs += [(draw.getrandbits(draw.choice(sizes)), draw.getrandbits(draw.choice(sizes))) for _ in range(60)]
    right, wrong = [], []
    for n, second in pairs:
        m = second % SMALL_SECOND.get(operation, 1 << 256)
        value = OPERATIONS[operation](n, m)
        other = not value if isinstance(value, bool) else value + 1
        right.append(f"example : {operation} {n} {m} = {_literal(value)} := rfl")
        wrong.append(f"example : {operation} {n} {m} = {_literal(other)} := rfl")
    assert lean("\n".join(right) + "\n") == []
    refused = {message.line for message in lean("\n".join(wrong[:20]) + "\n") if message.severity == "error"}
    assert refused == set(range(1, 21))
