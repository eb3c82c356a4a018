/-
Fields as a class of our own: no zero divisors, cancellation, inverses and quotients.
-/
import Factory.Algebra.Ring

universe u

namespace Factory

/-- A field, with `0⁻¹ = 0` so that the inverse is a total function. -/
class Field (α : Type u) extends CommRing α, Inv α, Div α where
  protected zero_ne_one : (0 : α) ≠ 1
  protected mul_inv_cancel : ∀ a : α, a ≠ 0 → a * a⁻¹ = 1
  protected inv_zero : (0 : α)⁻¹ = 0
  protected div_eq_mul_inv : ∀ a b : α, a / b = a * b⁻¹

section
variable {α : Type u} [Field α] {a b c d : α}

theorem zero_ne_one : (0 : α) ≠ 1 := Field.zero_ne_one
theorem one_ne_zero : (1 : α) ≠ 0 := zero_ne_one.symm
theorem mul_inv_cancel (h : a ≠ 0) : a * a⁻¹ = 1 := Field.mul_inv_cancel a h
theorem inv_mul_cancel (h : a ≠ 0) : a⁻¹ * a = 1 := (mul_comm a⁻¹ a).trans (mul_inv_cancel h)
theorem inv_zero : (0 : α)⁻¹ = 0 := Field.inv_zero
theorem div_eq_mul_inv (a b : α) : a / b = a * b⁻¹ := Field.div_eq_mul_inv a b

/-! ### No zero divisors -/

theorem mul_left_cancel (ha : a ≠ 0) (h : a * b = a * c) : b = c := by
  rw [← one_mul b, ← inv_mul_cancel ha, mul_assoc, h, ← mul_assoc, inv_mul_cancel ha, one_mul]
theorem mul_right_cancel (hc : c ≠ 0) (h : a * c = b * c) : a = b :=
  mul_left_cancel hc ((mul_comm c a).trans (h.trans (mul_comm b c)))
theorem eq_zero_of_mul_eq_zero (ha : a ≠ 0) (h : a * b = 0) : b = 0 :=
  mul_left_cancel ha (h.trans (mul_zero a).symm)
theorem eq_zero_or_eq_zero_of_mul_eq_zero (h : a * b = 0) : a = 0 ∨ b = 0 :=
  (Classical.em (a = 0)).elim .inl fun ha => .inr (eq_zero_of_mul_eq_zero ha h)
theorem mul_eq_zero : a * b = 0 ↔ a = 0 ∨ b = 0 :=
  ⟨eq_zero_or_eq_zero_of_mul_eq_zero,
    fun h => h.elim (fun e => by rw [e, zero_mul]) fun e => by rw [e, mul_zero]⟩
theorem mul_ne_zero (ha : a ≠ 0) (hb : b ≠ 0) : a * b ≠ 0 := fun h => hb (eq_zero_of_mul_eq_zero ha h)
theorem left_ne_zero_of_mul (h : a * b ≠ 0) : a ≠ 0 := fun e => h (mul_eq_zero.2 (.inl e))
theorem right_ne_zero_of_mul (h : a * b ≠ 0) : b ≠ 0 := fun e => h (mul_eq_zero.2 (.inr e))
theorem mul_self_eq_zero : a * a = 0 ↔ a = 0 := mul_eq_zero.trans (or_self_iff)
theorem mul_self_ne_zero : a * a ≠ 0 ↔ a ≠ 0 := not_congr mul_self_eq_zero
theorem eq_zero_of_pow_eq_zero : {n : Nat} → a ^ n = 0 → a = 0
  | 0, h => absurd h one_ne_zero
  | _ + 1, h => (eq_zero_or_eq_zero_of_mul_eq_zero h).elim eq_zero_of_pow_eq_zero id
theorem pow_ne_zero (n : Nat) (h : a ≠ 0) : a ^ n ≠ 0 := fun e => h (eq_zero_of_pow_eq_zero e)

/-! ### Inverses and quotients -/

theorem eq_inv_of_mul_eq_one (h : a * b = 1) : b = a⁻¹ :=
  have ha : a ≠ 0 := fun e => zero_ne_one ((zero_mul b).symm.trans ((congrArg (· * b) e).symm.trans h))
  mul_left_cancel ha (h.trans (mul_inv_cancel ha).symm)
theorem inv_ne_zero (h : a ≠ 0) : a⁻¹ ≠ 0 :=
  fun e => zero_ne_one ((mul_zero a).symm.trans ((congrArg (a * ·) e).symm.trans (mul_inv_cancel h)))
theorem inv_inv (a : α) : a⁻¹⁻¹ = a :=
  (Classical.em (a = 0)).elim (fun e => by rw [e, inv_zero, inv_zero])
    fun h => (eq_inv_of_mul_eq_one (inv_mul_cancel h)).symm
theorem inv_one : (1 : α)⁻¹ = 1 := (eq_inv_of_mul_eq_one (mul_one 1)).symm
theorem mul_inv (a b : α) : (a * b)⁻¹ = a⁻¹ * b⁻¹ :=
  (Classical.em (a = 0)).elim (fun e => by rw [e, zero_mul, inv_zero, zero_mul]) fun ha =>
    (Classical.em (b = 0)).elim (fun e => by rw [e, mul_zero, inv_zero, mul_zero]) fun hb =>
      (eq_inv_of_mul_eq_one (by rw [mul_mul_mul_comm, mul_inv_cancel ha, mul_inv_cancel hb, mul_one])).symm
theorem inv_neg (a : α) : (-a)⁻¹ = -a⁻¹ :=
  (Classical.em (a = 0)).elim (fun e => by rw [e, neg_zero, inv_zero, neg_zero])
    fun h => (eq_inv_of_mul_eq_one (by rw [neg_mul_neg, mul_inv_cancel h])).symm
theorem div_self (h : a ≠ 0) : a / a = 1 := (div_eq_mul_inv a a).trans (mul_inv_cancel h)
theorem div_one (a : α) : a / 1 = a := by rw [div_eq_mul_inv, inv_one, mul_one]
theorem zero_div (a : α) : 0 / a = 0 := by rw [div_eq_mul_inv, zero_mul]
theorem div_mul_cancel (a : α) (h : b ≠ 0) : a / b * b = a := by
  rw [div_eq_mul_inv, mul_assoc, inv_mul_cancel h, mul_one]
theorem mul_div_cancel_right (a : α) (h : b ≠ 0) : a * b / b = a := by
  rw [div_eq_mul_inv, mul_assoc, mul_inv_cancel h, mul_one]
theorem div_eq_iff (h : b ≠ 0) : a / b = c ↔ a = c * b :=
  ⟨fun e => by rw [← e, div_mul_cancel a h], fun e => by rw [e, mul_div_cancel_right c h]⟩
theorem eq_div_iff (h : c ≠ 0) : a = b / c ↔ a * c = b := by
  constructor
  · intro e; rw [e, div_mul_cancel b h]
  · intro e; rw [← e, mul_div_cancel_right a h]
theorem div_eq_div_iff (hb : b ≠ 0) (hd : d ≠ 0) : a / b = c / d ↔ a * d = c * b := by
  rw [div_eq_iff hb, div_eq_mul_inv, mul_right_comm, ← div_eq_mul_inv]
  exact eq_div_iff hd
theorem div_ne_zero (ha : a ≠ 0) (hb : b ≠ 0) : a / b ≠ 0 := by
  rw [div_eq_mul_inv]
  exact mul_ne_zero ha (inv_ne_zero hb)
theorem div_mul_div_comm (a b c d : α) : a / b * (c / d) = a * c / (b * d) := by
  rw [div_eq_mul_inv, div_eq_mul_inv, div_eq_mul_inv, mul_inv, mul_mul_mul_comm]

end

end Factory
