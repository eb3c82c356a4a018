/-
Natural numbers: what `simp` does with `x + 3 = 5`, `x + 3 ≤ y + 5`, `x + 3 - 5`.

The compiled simplifier finds these by name: each moves the difference of two numerals to one side.
-/
prelude
import Init.Data.Nat.Order

namespace Nat.Simproc

theorem sub_add_eq_comm (a b c : Nat) : a - (b + c) = a - c - b := by rw [Nat.add_comm b c, Nat.sub_add_eq]
theorem add_sub_add_le (a c : Nat) {b d : Nat} (h : b ≤ d) : a + b - (c + d) = a - (c + (d - b)) := by
  rw [← Nat.add_sub_add_right a b (c + (d - b)), Nat.add_assoc c, Nat.sub_add_cancel h]
theorem add_sub_add_ge (a c : Nat) {b d : Nat} (h : b ≥ d) : a + b - (c + d) = a + (b - d) - c := by
  rw [← Nat.add_sub_add_right (a + (b - d)) d c, Nat.add_assoc a, Nat.sub_add_cancel h]
theorem add_sub_le (a : Nat) {b c : Nat} (h : b ≤ c) : a + b - c = a - (c - b) := by
  rw [← Nat.add_sub_add_right a b (c - b), Nat.sub_add_cancel h]

theorem add_eq_gt (a : Nat) {b c : Nat} (h : b > c) : (a + b = c) = False :=
  eq_false fun e => Nat.not_le_of_gt h (e ▸ Nat.le_add_left b a)
theorem eq_add_gt (a : Nat) {b c : Nat} (h : c > a) : (a = b + c) = False :=
  eq_false fun e => Nat.not_le_of_gt h (e ▸ Nat.le_add_left c b)
theorem add_eq_add_le (a c : Nat) {b d : Nat} (h : b ≤ d) : (a + b = c + d) = (a = c + (d - b)) :=
  have e : c + (d - b) + b = c + d := (Nat.add_assoc c (d - b) b).trans (congrArg (c + ·) (Nat.sub_add_cancel h))
  propext ⟨fun g => Nat.add_right_cancel (g.trans e.symm), fun g => (congrArg (· + b) g).trans e⟩
theorem add_eq_add_ge (a c : Nat) {b d : Nat} (h : b ≥ d) : (a + b = c + d) = (a + (b - d) = c) :=
  have e : a + (b - d) + d = a + b := (Nat.add_assoc a (b - d) d).trans (congrArg (a + ·) (Nat.sub_add_cancel h))
  propext ⟨fun g => Nat.add_right_cancel (e.trans g), fun g => e.symm.trans (congrArg (· + d) g)⟩
theorem add_eq_le (a : Nat) {b c : Nat} (h : b ≤ c) : (a + b = c) = (a = c - b) :=
  propext ⟨fun g => Nat.eq_sub_of_add_eq g, fun g => (congrArg (· + b) g).trans (Nat.sub_add_cancel h)⟩
theorem eq_add_le {a : Nat} (b : Nat) {c : Nat} (h : c ≤ a) : (a = b + c) = (b = a - c) :=
  propext ⟨fun g => Nat.eq_sub_of_add_eq g.symm, fun g => (Nat.sub_add_cancel h).symm.trans (congrArg (· + c) g.symm)⟩

theorem beqEqOfEqEq {a b c d : Nat} (p : (a = b) = (c = d)) : (a == b) = (c == d) :=
  Decidable.byCases (p := c = d)
    (fun h => (decide_eq_true (p.mpr h)).trans (decide_eq_true h).symm)
    fun h => (decide_eq_false fun g => h (p.mp g)).trans (decide_eq_false h).symm
theorem beqFalseOfEqFalse {a b : Nat} (p : (a = b) = False) : (a == b) = false := decide_eq_false fun g => p.mp g
theorem bneEqOfEqEq {a b c d : Nat} (p : (a = b) = (c = d)) : (a != b) = (c != d) := congrArg not (beqEqOfEqEq p)
theorem bneTrueOfEqFalse {a b : Nat} (p : (a = b) = False) : (a != b) = true := congrArg not (beqFalseOfEqFalse p)

theorem add_le_add_le (a c : Nat) {b d : Nat} (h : b ≤ d) : (a + b ≤ c + d) = (a ≤ c + (d - b)) :=
  have e : c + (d - b) + b = c + d := (Nat.add_assoc c (d - b) b).trans (congrArg (c + ·) (Nat.sub_add_cancel h))
  propext (e ▸ Nat.add_le_add_iff_right)
theorem add_le_add_ge (a c : Nat) {b d : Nat} (h : b ≥ d) : (a + b ≤ c + d) = (a + (b - d) ≤ c) :=
  have e : a + (b - d) + d = a + b := (Nat.add_assoc a (b - d) d).trans (congrArg (a + ·) (Nat.sub_add_cancel h))
  propext (e ▸ Nat.add_le_add_iff_right)
theorem add_le_le (a : Nat) {b c : Nat} (h : b ≤ c) : (a + b ≤ c) = (a ≤ c - b) :=
  propext ⟨Nat.le_sub_of_add_le, Nat.add_le_of_le_sub h⟩
theorem add_le_gt (a : Nat) {b c : Nat} (h : b > c) : (a + b ≤ c) = False :=
  eq_false fun g => Nat.not_le_of_gt h (Nat.le_of_add_left_le g)
theorem le_add_le (a : Nat) {b c : Nat} (h : a ≤ c) : (a ≤ b + c) = True :=
  eq_true (Nat.le_add_left_of_le h)
theorem le_add_ge {a : Nat} (b : Nat) {c : Nat} (_h : a ≥ c) : (a ≤ b + c) = (a - c ≤ b) :=
  propext Nat.sub_le_iff_le_add.symm

end Nat.Simproc
