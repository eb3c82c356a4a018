"""The operations that the kernel computes natively are, in the core, the functions of the textbooks.

The recursion equations are proved with variables, where the kernel has nothing to compute by itself; a
function is then shown to be the only one that satisfies them; and copies under other names, which the kernel
must unfold, compute the same numbers.
"""

from __future__ import annotations

import math

NAT_EQUATIONS = """
theorem div_rec (x y : Nat) : Nat.div x y = if 0 < y ∧ y ≤ x then Nat.div (x - y) y + 1 else 0 :=
  Nat.div_eq x y
theorem mod_rec (x y : Nat) : Nat.mod x y = if 0 < y ∧ y ≤ x then Nat.mod (x - y) y else x := Nat.mod_eq x y
theorem gcd_zero (y : Nat) : Nat.gcd 0 y = y := Nat.gcd_zero_left y
theorem gcd_step (x y : Nat) : Nat.gcd (x + 1) y = Nat.gcd (y % (x + 1)) (x + 1) := Nat.gcd_add_one x y
theorem shiftLeft_zero (n : Nat) : Nat.shiftLeft n 0 = n := rfl
theorem shiftLeft_succ (n m : Nat) : Nat.shiftLeft n (m + 1) = Nat.shiftLeft (2 * n) m := rfl
theorem shiftRight_zero (n : Nat) : Nat.shiftRight n 0 = n := rfl
theorem shiftRight_succ (n m : Nat) : Nat.shiftRight n (m + 1) = Nat.shiftRight n m / 2 := rfl
theorem log2_rec (n : Nat) : Nat.log2 n = if 2 ≤ n then Nat.log2 (n / 2) + 1 else 0 := Nat.log2_def n
theorem land_zero (n m : Nat) : Nat.land 0 m = 0 ∧ Nat.land n 0 = 0 :=
  ⟨Nat.bitwise_zero_left _ m, Nat.bitwise_zero_right _ n⟩
theorem lor_zero (n m : Nat) : Nat.lor 0 m = m ∧ Nat.lor n 0 = n :=
  ⟨Nat.bitwise_zero_left _ m, Nat.bitwise_zero_right _ n⟩
theorem xor_zero (n m : Nat) : Nat.xor 0 m = m ∧ Nat.xor n 0 = n :=
  ⟨Nat.bitwise_zero_left _ m, Nat.bitwise_zero_right _ n⟩
theorem land_step {n m : Nat} (hn : n ≠ 0) (hm : m ≠ 0) : Nat.land n m =
    if (decide (n % 2 = 1) && decide (m % 2 = 1)) = true
    then Nat.land (n / 2) (m / 2) + Nat.land (n / 2) (m / 2) + 1
    else Nat.land (n / 2) (m / 2) + Nat.land (n / 2) (m / 2) := Nat.bitwise_of_ne_zero _ hn hm
theorem lor_step {n m : Nat} (hn : n ≠ 0) (hm : m ≠ 0) : Nat.lor n m =
    if (decide (n % 2 = 1) || decide (m % 2 = 1)) = true
    then Nat.lor (n / 2) (m / 2) + Nat.lor (n / 2) (m / 2) + 1
    else Nat.lor (n / 2) (m / 2) + Nat.lor (n / 2) (m / 2) := Nat.bitwise_of_ne_zero _ hn hm
theorem xor_step {n m : Nat} (hn : n ≠ 0) (hm : m ≠ 0) : Nat.xor n m =
    if cond (decide (n % 2 = 1)) (!decide (m % 2 = 1)) (decide (m % 2 = 1)) = true
    then Nat.xor (n / 2) (m / 2) + Nat.xor (n / 2) (m / 2) + 1
    else Nat.xor (n / 2) (m / 2) + Nat.xor (n / 2) (m / 2) := Nat.bitwise_of_ne_zero _ hn hm
"""

UNIQUENESS = """
theorem division_is_unique (n q r : Nat) (d : Nat) (h : r < d) (e : d * q + r = n) :
    n / d = q ∧ n % d = r := by
  subst e
  have pos : 0 < d := Nat.lt_of_le_of_lt (Nat.zero_le r) h
  constructor
  · rw [Nat.add_comm, Nat.add_mul_div_left r q pos, Nat.div_eq_of_lt h, Nat.zero_add]
  · rw [Nat.add_comm, Nat.add_mul_mod_self_left, Nat.mod_eq_of_lt h]
theorem division_is_a_division (n d : Nat) (h : 0 < d) : d * (n / d) + n % d = n ∧ n % d < d :=
  ⟨Nat.div_add_mod n d, Nat.mod_lt n h⟩
theorem gcd_is_greatest (m n : Nat) :
    Nat.gcd m n ∣ m ∧ Nat.gcd m n ∣ n ∧ ∀ k, k ∣ m → k ∣ n → k ∣ Nat.gcd m n :=
  ⟨Nat.gcd_dvd_left m n, Nat.gcd_dvd_right m n, fun _ h g => Nat.dvd_gcd h g⟩
theorem shiftLeft_is_a_product (m n : Nat) : Nat.shiftLeft m n = m * 2 ^ n := Nat.shiftLeft_eq m n
theorem bitwise_is_unique (f : Bool → Bool → Bool) (g : Nat → Nat → Nat)
    (left : ∀ m, g 0 m = if f false true = true then m else 0)
    (right : ∀ n, g n 0 = if f true false = true then n else 0)
    (step : ∀ n m, n ≠ 0 → m ≠ 0 → g n m = if f (decide (n % 2 = 1)) (decide (m % 2 = 1)) = true
      then g (n / 2) (m / 2) + g (n / 2) (m / 2) + 1 else g (n / 2) (m / 2) + g (n / 2) (m / 2)) (n : Nat) :
    ∀ m, Nat.bitwise f n m = g n m := by
  induction n using Nat.strongRecOn with
  | ind n ih =>
    intro m
    by_cases hn : n = 0
    · rw [hn, left, Nat.bitwise_zero_left]
    · by_cases hm : m = 0
      · rw [hm, right, Nat.bitwise_zero_right]
      · rw [Nat.bitwise_of_ne_zero f hn hm, step n m hn hm, ih (n / 2) (Nat.bitwise_rec_lemma hn)]
theorem log2_is_unique (g : Nat → Nat) (h : ∀ n, g n = if 2 ≤ n then g (n / 2) + 1 else 0) (n : Nat) :
    Nat.log2 n = g n := by
  induction n using Nat.strongRecOn with
  | ind n ih =>
    rw [Nat.log2_def, h]
    by_cases hn : 2 ≤ n
    · have smaller : n / 2 < n := Nat.div_lt_self (Nat.lt_of_lt_of_le Nat.zero_lt_two hn) (by decide)
      rw [if_pos hn, if_pos hn, ih (n / 2) smaller]
    · rw [if_neg hn, if_neg hn]
"""

COPIES = """
def quotient : Nat → Nat → Nat → Nat
  | 0, _, _ => 0
  | fuel + 1, n, d => if 0 < d ∧ d ≤ n then quotient fuel (n - d) d + 1 else 0
def remainder : Nat → Nat → Nat → Nat
  | 0, n, _ => n
  | fuel + 1, n, d => if 0 < d ∧ d ≤ n then remainder fuel (n - d) d else n
def euclid : Nat → Nat → Nat → Nat
  | 0, _, n => n
  | fuel + 1, m, n => if m = 0 then n else euclid fuel (remainder n n m) m
theorem quotient_eq : (fuel n d : Nat) → n ≤ fuel → quotient fuel n d = n / d
  | 0, n, d, h => by rw [Nat.le_zero.1 h, Nat.zero_div]; rfl
  | fuel + 1, n, d, h => by
    rw [Nat.div_eq, quotient]
    by_cases g : 0 < d ∧ d ≤ n
    · rw [if_pos g, if_pos g, quotient_eq fuel (n - d) d]
      exact Nat.le_of_lt_succ (Nat.lt_of_lt_of_le (Nat.div_rec_lemma g) h)
    · rw [if_neg g, if_neg g]
theorem remainder_eq : (fuel n d : Nat) → n ≤ fuel → remainder fuel n d = n % d
  | 0, n, d, h => by rw [Nat.le_zero.1 h, Nat.zero_mod]; rfl
  | fuel + 1, n, d, h => by
    rw [Nat.mod_eq, remainder]
    by_cases g : 0 < d ∧ d ≤ n
    · rw [if_pos g, if_pos g, remainder_eq fuel (n - d) d]
      exact Nat.le_of_lt_succ (Nat.lt_of_lt_of_le (Nat.div_rec_lemma g) h)
    · rw [if_neg g, if_neg g]
theorem euclid_eq : (fuel m n : Nat) → m ≤ fuel → euclid fuel m n = Nat.gcd m n
  | 0, m, n, h => by rw [Nat.le_zero.1 h, Nat.gcd_zero_left]; rfl
  | fuel + 1, 0, n, _ => by rw [Nat.gcd_zero_left]; rfl
  | fuel + 1, m + 1, n, h => by
    rw [Nat.gcd_add_one, euclid, if_neg (Nat.succ_ne_zero m), remainder_eq n n (m + 1) (Nat.le_refl n)]
    have small : n % (m + 1) ≤ m := Nat.le_of_lt_succ (Nat.mod_lt n (Nat.zero_lt_succ m))
    exact euclid_eq fuel _ _ (Nat.le_trans small (Nat.le_of_succ_le_succ h))
"""

INT_EQUATIONS = """
open Int
theorem neg_zero : -ofNat 0 = ofNat 0 := rfl
theorem neg_pos (n : Nat) : -ofNat (n + 1) = negSucc n := rfl
theorem neg_negSucc (n : Nat) : -negSucc n = ofNat (n + 1) := rfl
theorem add_pos_pos (m n : Nat) : ofNat m + ofNat n = ofNat (m + n) := rfl
theorem add_pos_neg (m n : Nat) : ofNat m + negSucc n = subNatNat m (n + 1) := rfl
theorem add_neg_pos (m n : Nat) : negSucc m + ofNat n = subNatNat n (m + 1) := rfl
theorem add_neg_neg (m n : Nat) : negSucc m + negSucc n = negSucc (m + n + 1) := rfl
theorem difference_pos (m n : Nat) : subNatNat (m + n) m = ofNat n := Int.subNatNat_add_left m n
theorem difference_neg (m n : Nat) : subNatNat m (m + (n + 1)) = negSucc n := Int.subNatNat_add_right m n
theorem sub_is_add_neg (a b : Int) : a - b = a + -b := rfl
theorem mul_pos_pos (m n : Nat) : ofNat m * ofNat n = ofNat (m * n) := rfl
theorem mul_pos_neg (m n : Nat) : ofNat m * negSucc n = -ofNat (m * (n + 1)) := rfl
theorem mul_neg_pos (m n : Nat) : negSucc m * ofNat n = -ofNat ((m + 1) * n) := rfl
theorem mul_neg_neg (m n : Nat) : negSucc m * negSucc n = ofNat ((m + 1) * (n + 1)) := rfl
theorem div_is_a_division (a b : Int) (h : b ≠ 0) : a % b + b * (a / b) = a ∧ 0 ≤ a % b :=
  ⟨Int.emod_add_mul_ediv a b, Int.emod_nonneg a h⟩
theorem rest_is_small (a b : Int) (h : 0 < b) : a % b < b := Int.emod_lt_of_pos a h
theorem div_neg (m : Nat) (n : Nat) : ofNat m / negSucc n = -(ofNat m / ofNat (n + 1)) := rfl
theorem div_zero (a : Int) : a / 0 = 0 ∧ a % 0 = a := ⟨Int.ediv_zero a, Int.emod_zero a⟩
theorem le_is_a_difference (a b : Int) : a ≤ b ↔ ∃ n : Nat, a + n = b :=
  ⟨Int.le.dest, fun ⟨n, e⟩ => Int.le.intro n e⟩
theorem lt_is_le (a b : Int) : a < b ↔ a + 1 ≤ b := Iff.rfl
"""


def test_recursion_equations_of_the_naturals(compile_lean) -> None:
    assert compile_lean(NAT_EQUATIONS) == []


def test_the_equations_have_one_solution(compile_lean) -> None:
    assert compile_lean(UNIQUENESS) == []


def test_equations_of_the_integers(compile_lean) -> None:
    assert compile_lean(INT_EQUATIONS) == []


def test_copies_are_equal_and_compute_the_same(compile_lean) -> None:
    lines = [COPIES]
    for n in range(7):
        for m in range(5):
            lines.append(f"example : quotient {n} {n} {m} = {n // m if m else 0} := rfl")
            lines.append(f"example : remainder {n} {n} {m} = {n % m if m else n} := rfl")
            lines.append(f"example : euclid {m} {m} {n} = {math.gcd(m, n)} := rfl")
    assert compile_lean("\n".join(lines) + "\n") == []
