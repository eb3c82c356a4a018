/-
Linearly ordered fields as a class of our own: signs of sums and products, squares, roots of positive elements.
-/
import Factory.Algebra.Field

universe u

namespace Factory

/-- A linearly ordered field. -/
class OrderedField (α : Type u) extends Field α, LE α, LT α where
  protected le_refl : ∀ a : α, a ≤ a
  protected le_trans : ∀ a b c : α, a ≤ b → b ≤ c → a ≤ c
  protected le_antisymm : ∀ a b : α, a ≤ b → b ≤ a → a = b
  protected le_total : ∀ a b : α, a ≤ b ∨ b ≤ a
  protected lt_iff_not_le : ∀ a b : α, a < b ↔ ¬b ≤ a
  protected add_le_add_left : ∀ a b : α, a ≤ b → ∀ c : α, c + a ≤ c + b
  protected mul_nonneg : ∀ a b : α, 0 ≤ a → 0 ≤ b → 0 ≤ a * b

section
variable {α : Type u} [OrderedField α] {a b c d : α}

/-! ### The order -/

theorem le_refl (a : α) : a ≤ a := OrderedField.le_refl a
theorem le_of_eq (h : a = b) : a ≤ b := h ▸ le_refl a
theorem le_trans (h : a ≤ b) (g : b ≤ c) : a ≤ c := OrderedField.le_trans a b c h g
theorem le_antisymm (h : a ≤ b) (g : b ≤ a) : a = b := OrderedField.le_antisymm a b h g
theorem le_total (a b : α) : a ≤ b ∨ b ≤ a := OrderedField.le_total a b
theorem not_le : ¬a ≤ b ↔ b < a := (OrderedField.lt_iff_not_le b a).symm
theorem not_lt : ¬a < b ↔ b ≤ a :=
  ⟨fun h => Classical.byContradiction fun g => h (not_le.1 g), fun h g => not_le.2 g h⟩
theorem le_of_lt (h : a < b) : a ≤ b := (le_total a b).elim id fun g => absurd g (not_le.2 h)
theorem lt_irrefl (a : α) : ¬a < a := not_lt.2 (le_refl a)
theorem ne_of_lt (h : a < b) : a ≠ b := fun e => lt_irrefl b (e ▸ h)
theorem ne_of_gt (h : b < a) : a ≠ b := (ne_of_lt h).symm
theorem lt_of_le_of_ne (h : a ≤ b) (g : a ≠ b) : a < b := not_le.1 fun k => g (le_antisymm h k)
theorem lt_of_le_of_lt (h : a ≤ b) (g : b < c) : a < c := not_le.1 fun k => not_le.2 g (le_trans k h)
theorem lt_of_lt_of_le (h : a < b) (g : b ≤ c) : a < c := not_le.1 fun k => not_le.2 h (le_trans g k)
theorem lt_trans (h : a < b) (g : b < c) : a < c := lt_of_lt_of_le h (le_of_lt g)
theorem lt_asymm (h : a < b) : ¬b < a := not_lt.2 (le_of_lt h)
theorem lt_trichotomy (a b : α) : a < b ∨ a = b ∨ b < a :=
  (Classical.em (a = b)).elim (fun e => .inr (.inl e)) fun e =>
    (le_total a b).elim (fun h => .inl (lt_of_le_of_ne h e)) fun h => .inr (.inr (lt_of_le_of_ne h fun g => e g.symm))
theorem lt_or_gt_of_ne (h : a ≠ b) : a < b ∨ b < a := (lt_trichotomy a b).imp id fun g => g.resolve_left h

/-! ### Sums -/

theorem add_le_add_left (h : a ≤ b) (c : α) : c + a ≤ c + b := OrderedField.add_le_add_left a b h c
theorem add_le_add_right (h : a ≤ b) (c : α) : a + c ≤ b + c := by
  rw [add_comm a, add_comm b]
  exact add_le_add_left h c
theorem add_le_add (h : a ≤ b) (g : c ≤ d) : a + c ≤ b + d := le_trans (add_le_add_right h c) (add_le_add_left g b)
theorem le_of_add_le_add_left (h : c + a ≤ c + b) : a ≤ b := by
  rw [← neg_add_cancel_left c a, ← neg_add_cancel_left c b]
  exact add_le_add_left h (-c)
theorem add_lt_add_left (h : a < b) (c : α) : c + a < c + b := not_le.1 fun g => not_le.2 h (le_of_add_le_add_left g)
theorem add_lt_add_right (h : a < b) (c : α) : a + c < b + c := by
  rw [add_comm a, add_comm b]
  exact add_lt_add_left h c
theorem add_lt_add (h : a < b) (g : c < d) : a + c < b + d := lt_trans (add_lt_add_right h c) (add_lt_add_left g b)
theorem add_nonneg (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a + b := by
  rw [← add_zero (0 : α)]
  exact add_le_add ha hb
theorem add_pos_of_pos_of_nonneg (ha : 0 < a) (hb : 0 ≤ b) : 0 < a + b :=
  lt_of_lt_of_le ha (by have h := add_le_add_left hb a; rwa [add_zero] at h)
theorem add_pos (ha : 0 < a) (hb : 0 < b) : 0 < a + b := add_pos_of_pos_of_nonneg ha (le_of_lt hb)
theorem sub_nonneg : 0 ≤ a - b ↔ b ≤ a := by
  constructor
  · intro h
    have g := add_le_add_right h b
    rwa [zero_add, sub_add_cancel] at g
  · intro h
    have g := add_le_add_right h (-b)
    rwa [add_neg_cancel, ← sub_eq_add_neg] at g
theorem sub_pos : 0 < a - b ↔ b < a := by
  constructor
  · intro h
    have g := add_lt_add_right h b
    rwa [zero_add, sub_add_cancel] at g
  · intro h
    have g := add_lt_add_right h (-b)
    rwa [add_neg_cancel, ← sub_eq_add_neg] at g
theorem neg_nonneg : 0 ≤ -a ↔ a ≤ 0 := by
  rw [← zero_sub]
  exact sub_nonneg
theorem neg_pos : 0 < -a ↔ a < 0 := by
  rw [← zero_sub]
  exact sub_pos
theorem neg_nonpos : -a ≤ 0 ↔ 0 ≤ a := by rw [← neg_nonneg, neg_neg]
theorem neg_lt_zero : -a < 0 ↔ 0 < a := by rw [← neg_pos, neg_neg]
theorem add_eq_zero_of_nonneg (ha : 0 ≤ a) (hb : 0 ≤ b) (h : a + b = 0) : a = 0 ∧ b = 0 :=
  have ea : a = 0 := Classical.byContradiction fun g =>
    ne_of_gt (add_pos_of_pos_of_nonneg (lt_of_le_of_ne ha fun e => g e.symm) hb) h
  ⟨ea, by rwa [ea, zero_add] at h⟩

/-! ### Products -/

theorem mul_nonneg (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a * b := OrderedField.mul_nonneg a b ha hb
theorem mul_pos (ha : 0 < a) (hb : 0 < b) : 0 < a * b :=
  lt_of_le_of_ne (mul_nonneg (le_of_lt ha) (le_of_lt hb)) (mul_ne_zero (ne_of_gt ha) (ne_of_gt hb)).symm
theorem mul_pos_of_neg_of_neg (ha : a < 0) (hb : b < 0) : 0 < a * b :=
  neg_mul_neg a b ▸ mul_pos (neg_pos.2 ha) (neg_pos.2 hb)
theorem mul_neg_of_pos_of_neg (ha : 0 < a) (hb : b < 0) : a * b < 0 := by
  rw [← neg_pos, ← mul_neg]
  exact mul_pos ha (neg_pos.2 hb)
theorem mul_neg_of_neg_of_pos (ha : a < 0) (hb : 0 < b) : a * b < 0 := by
  rw [mul_comm]
  exact mul_neg_of_pos_of_neg hb ha
theorem pos_of_mul_pos (ha : 0 < a) (h : 0 < a * b) : 0 < b :=
  not_le.1 fun g => not_le.2 h (by rw [← neg_nonneg, ← mul_neg]; exact mul_nonneg (le_of_lt ha) (neg_nonneg.2 g))
theorem mul_self_nonneg (a : α) : 0 ≤ a * a :=
  (le_total 0 a).elim (fun h => mul_nonneg h h)
    fun h => neg_mul_neg a a ▸ mul_nonneg (neg_nonneg.2 h) (neg_nonneg.2 h)
theorem mul_self_pos (h : a ≠ 0) : 0 < a * a :=
  lt_of_le_of_ne (mul_self_nonneg a) (mul_ne_zero h h).symm
theorem zero_lt_one : (0 : α) < 1 := mul_one (1 : α) ▸ mul_self_pos one_ne_zero
theorem zero_le_one : (0 : α) ≤ 1 := le_of_lt zero_lt_one
theorem mul_lt_mul_of_pos_left (h : a < b) (hc : 0 < c) : c * a < c * b := by
  rw [← sub_pos, ← mul_sub]
  exact mul_pos hc (sub_pos.2 h)
theorem mul_lt_mul_of_pos_right (h : a < b) (hc : 0 < c) : a * c < b * c := by
  rw [mul_comm a, mul_comm b]
  exact mul_lt_mul_of_pos_left h hc
theorem mul_le_mul_of_nonneg_left (h : a ≤ b) (hc : 0 ≤ c) : c * a ≤ c * b := by
  rw [← sub_nonneg, ← mul_sub]
  exact mul_nonneg hc (sub_nonneg.2 h)
theorem inv_pos (h : 0 < a) : 0 < a⁻¹ := by
  refine pos_of_mul_pos h ?_
  rw [mul_inv_cancel (ne_of_gt h)]
  exact zero_lt_one
theorem div_pos (ha : 0 < a) (hb : 0 < b) : 0 < a / b := by
  rw [div_eq_mul_inv]
  exact mul_pos ha (inv_pos hb)

/-! ### Sums of squares -/

theorem sq_add_sq_nonneg (a b : α) : 0 ≤ a * a + b * b := add_nonneg (mul_self_nonneg a) (mul_self_nonneg b)
theorem sq_add_sq_eq_zero : a * a + b * b = 0 ↔ a = 0 ∧ b = 0 :=
  ⟨fun h =>
    (add_eq_zero_of_nonneg (mul_self_nonneg a) (mul_self_nonneg b) h).imp mul_self_eq_zero.1 mul_self_eq_zero.1,
    fun h => by rw [h.1, h.2, mul_zero, add_zero]⟩
theorem sq_add_sq_ne_zero : a * a + b * b ≠ 0 ↔ a ≠ 0 ∨ b ≠ 0 :=
  (not_congr sq_add_sq_eq_zero).trans Classical.not_and_iff_not_or_not
theorem sq_add_sq_pos (h : a ≠ 0 ∨ b ≠ 0) : 0 < a * a + b * b :=
  lt_of_le_of_ne (sq_add_sq_nonneg a b) (sq_add_sq_ne_zero.2 h).symm

/-! ### The field has characteristic zero -/

theorem natCast_nonneg : (n : Nat) → (0 : α) ≤ CommRing.natCast n
  | 0 => le_refl 0
  | n + 1 => natCast_succ (α := α) n ▸ add_nonneg (natCast_nonneg n) zero_le_one
theorem natCast_pos (n : Nat) : (0 : α) < CommRing.natCast (n + 1) := by
  rw [natCast_succ, add_comm]
  exact add_pos_of_pos_of_nonneg zero_lt_one (natCast_nonneg n)
theorem two_pos : (0 : α) < 2 := natCast_pos 1
theorem two_ne_zero : (2 : α) ≠ 0 := ne_of_gt two_pos
theorem ofNat_pos (n : Nat) : (0 : α) < OfNat.ofNat (n + 2) := natCast_pos (n + 1)
theorem ofNat_ne_zero (n : Nat) : (OfNat.ofNat (n + 2) : α) ≠ 0 := ne_of_gt (ofNat_pos n)
theorem add_self_eq_zero : a + a = 0 ↔ a = 0 := by
  rw [← two_mul, mul_eq_zero]
  exact or_iff_right two_ne_zero

/-! ### Roots of positive elements are unique -/

theorem pow_nonneg (h : 0 ≤ a) : (n : Nat) → 0 ≤ a ^ n
  | 0 => zero_le_one
  | n + 1 => mul_nonneg (pow_nonneg h n) h
theorem pow_pos (h : 0 < a) : (n : Nat) → 0 < a ^ n
  | 0 => zero_lt_one
  | n + 1 => mul_pos (pow_pos h n) h
theorem pow_lt_pow_left (ha : 0 ≤ a) (h : a < b) : (n : Nat) → a ^ (n + 1) < b ^ (n + 1)
  | 0 => by rwa [pow_one, pow_one]
  | n + 1 => by
    show a ^ (n + 1) * a < b ^ (n + 1) * b
    refine lt_of_le_of_lt (mul_le_mul_of_nonneg_left (le_of_lt h) (pow_nonneg ha (n + 1))) ?_
    exact mul_lt_mul_of_pos_right (pow_lt_pow_left ha h n) (lt_of_le_of_lt ha h)
theorem eq_of_pow_eq_pow {n : Nat} (hn : n ≠ 0) (ha : 0 ≤ a) (hb : 0 ≤ b) (h : a ^ n = b ^ n) : a = b :=
  match n, hn, h with
  | 0, hn, _ => absurd rfl hn
  | n + 1, _, h => (lt_trichotomy a b).elim (fun g => absurd h (ne_of_lt (pow_lt_pow_left ha g n)))
      fun g => g.elim id fun g => absurd h (ne_of_gt (pow_lt_pow_left hb g n))
theorem eq_one_of_pow_eq_one {n : Nat} (hn : n ≠ 0) (ha : 0 ≤ a) (h : a ^ n = 1) : a = 1 :=
  eq_of_pow_eq_pow hn ha zero_le_one (h.trans (one_pow n).symm)
theorem mul_self_inj (ha : 0 ≤ a) (hb : 0 ≤ b) (h : a * a = b * b) : a = b :=
  eq_of_pow_eq_pow (n := 2) (fun h => nomatch h) ha hb ((pow_two a).trans (h.trans (pow_two b).symm))
theorem mul_self_eq_mul_self_iff : a * a = b * b ↔ a = b ∨ a = -b := by
  constructor
  · intro h
    have g : (a - b) * (a + b) = 0 := by
      rw [mul_add, sub_mul, sub_mul, h, mul_comm b a, sub_add_sub_cancel, sub_self]
    exact (mul_eq_zero.1 g).imp eq_of_sub_eq_zero eq_neg_of_add_eq_zero
  · intro h
    exact h.elim (fun e => by rw [e]) fun e => by rw [e, neg_mul_neg]

end

end Factory
