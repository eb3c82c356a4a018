/-
Commutative rings as a class of our own, with the lemmas that make their arithmetic usable.

Ordinary Lean has no algebra without Mathlib, and the embedded core has none at all; `docs/lean-algebra.md` says how the
rings of Mathlib become instances.
-/

universe u

namespace Factory

/-- A commutative ring with one. -/
class CommRing (α : Type u) extends Zero α, One α, Add α, Mul α, Neg α, Sub α where
  protected add_assoc : ∀ a b c : α, a + b + c = a + (b + c)
  protected add_comm : ∀ a b : α, a + b = b + a
  protected add_zero : ∀ a : α, a + 0 = a
  protected add_neg_cancel : ∀ a : α, a + -a = 0
  protected sub_eq_add_neg : ∀ a b : α, a - b = a + -b
  protected mul_assoc : ∀ a b c : α, a * b * c = a * (b * c)
  protected mul_comm : ∀ a b : α, a * b = b * a
  protected mul_one : ∀ a : α, a * 1 = a
  protected mul_add : ∀ a b c : α, a * (b + c) = a * b + a * c

namespace CommRing

/-- The ring element `1 + ⋯ + 1`. -/
protected def natCast {α : Type u} [CommRing α] : Nat → α
  | 0 => 0
  | 1 => 1
  | n + 2 => CommRing.natCast (n + 1) + 1

/-- Powers by repeated multiplication. -/
protected def npow {α : Type u} [CommRing α] (a : α) : Nat → α
  | 0 => 1
  | n + 1 => CommRing.npow a n * a

end CommRing

/-- The numerals from 2 on; 0 and 1 are those of `Zero` and `One`. -/
instance (priority := 100) instOfNatCommRing {α : Type u} [CommRing α] (n : Nat) : OfNat α (n + 2) :=
  ⟨CommRing.natCast (n + 2)⟩

instance (priority := 100) instNatPowCommRing {α : Type u} [CommRing α] : NatPow α := ⟨CommRing.npow⟩

section
variable {α : Type u} [CommRing α] (a b c d : α)

/-! ### Addition -/

theorem add_assoc : a + b + c = a + (b + c) := CommRing.add_assoc a b c
theorem add_comm : a + b = b + a := CommRing.add_comm a b
theorem add_zero : a + 0 = a := CommRing.add_zero a
theorem zero_add : 0 + a = a := (add_comm 0 a).trans (add_zero a)
theorem add_neg_cancel : a + -a = 0 := CommRing.add_neg_cancel a
theorem neg_add_cancel : -a + a = 0 := (add_comm (-a) a).trans (add_neg_cancel a)
theorem sub_eq_add_neg : a - b = a + -b := CommRing.sub_eq_add_neg a b
theorem add_left_comm : a + (b + c) = b + (a + c) := by rw [← add_assoc, add_comm a b, add_assoc]
theorem add_right_comm : a + b + c = a + c + b := by rw [add_assoc, add_comm b c, ← add_assoc]
theorem add_add_add_comm : a + b + (c + d) = a + c + (b + d) := by rw [add_assoc, add_left_comm b c d, ← add_assoc]
theorem neg_add_cancel_left : -a + (a + b) = b := by rw [← add_assoc, neg_add_cancel, zero_add]
theorem add_neg_cancel_left : a + (-a + b) = b := by rw [← add_assoc, add_neg_cancel, zero_add]
theorem add_neg_cancel_right : a + b + -b = a := by rw [add_assoc, add_neg_cancel, add_zero]
theorem neg_add_cancel_right : a + -b + b = a := by rw [add_assoc, neg_add_cancel, add_zero]

variable {a b c d}

theorem add_left_cancel (h : a + b = a + c) : b = c := by
  rw [← neg_add_cancel_left a b, h, neg_add_cancel_left]
theorem add_right_cancel (h : a + c = b + c) : a = b :=
  add_left_cancel ((add_comm c a).trans (h.trans (add_comm b c)))
theorem neg_eq_of_add_eq_zero (h : a + b = 0) : -a = b := add_left_cancel ((add_neg_cancel a).trans h.symm)
theorem eq_neg_of_add_eq_zero (h : a + b = 0) : a = -b :=
  (neg_eq_of_add_eq_zero ((add_comm b a).trans h)).symm
theorem sub_eq_zero : a - b = 0 ↔ a = b :=
  ⟨fun h => by rw [← neg_add_cancel_right a b, ← sub_eq_add_neg, h, zero_add],
    fun h => by rw [h, sub_eq_add_neg, add_neg_cancel]⟩
theorem sub_ne_zero : a - b ≠ 0 ↔ a ≠ b := not_congr sub_eq_zero
theorem eq_of_sub_eq_zero (h : a - b = 0) : a = b := sub_eq_zero.1 h

variable (a b c d)

theorem neg_neg : - -a = a := neg_eq_of_add_eq_zero (neg_add_cancel a)
theorem neg_zero : -(0 : α) = 0 := neg_eq_of_add_eq_zero (add_zero 0)
theorem neg_add : -(a + b) = -a + -b :=
  neg_eq_of_add_eq_zero (by rw [add_add_add_comm, add_neg_cancel, add_neg_cancel, add_zero])
theorem sub_self : a - a = 0 := (sub_eq_add_neg a a).trans (add_neg_cancel a)
theorem sub_zero : a - 0 = a := by rw [sub_eq_add_neg, neg_zero, add_zero]
theorem zero_sub : 0 - a = -a := by rw [sub_eq_add_neg, zero_add]
theorem neg_sub : -(a - b) = b - a := by rw [sub_eq_add_neg, neg_add, neg_neg, add_comm, ← sub_eq_add_neg]
theorem sub_add_cancel : a - b + b = a := by rw [sub_eq_add_neg, neg_add_cancel_right]
theorem add_sub_cancel_right : a + b - b = a := by rw [sub_eq_add_neg, add_neg_cancel_right]
theorem sub_add_sub_cancel : a - b + (b - c) = a - c := by
  rw [sub_eq_add_neg b c, ← add_assoc, sub_add_cancel, ← sub_eq_add_neg]

variable {a b c d}

theorem neg_inj : -a = -b ↔ a = b :=
  ⟨fun h => by rw [← neg_neg a, h, neg_neg], fun h => by rw [h]⟩
theorem neg_eq_zero : -a = 0 ↔ a = 0 :=
  ⟨fun h => neg_inj.1 (h.trans (neg_zero (α := α)).symm), fun h => by rw [h, neg_zero]⟩
theorem neg_ne_zero : -a ≠ 0 ↔ a ≠ 0 := not_congr neg_eq_zero
theorem sub_eq_iff_eq_add : a - b = c ↔ a = c + b :=
  ⟨fun h => by rw [← h, sub_add_cancel], fun h => by rw [h, add_sub_cancel_right]⟩

variable (a b c d)

/-! ### Multiplication -/

theorem mul_assoc : a * b * c = a * (b * c) := CommRing.mul_assoc a b c
theorem mul_comm : a * b = b * a := CommRing.mul_comm a b
theorem mul_one : a * 1 = a := CommRing.mul_one a
theorem one_mul : 1 * a = a := (mul_comm 1 a).trans (mul_one a)
theorem mul_left_comm : a * (b * c) = b * (a * c) := by rw [← mul_assoc, mul_comm a b, mul_assoc]
theorem mul_right_comm : a * b * c = a * c * b := by rw [mul_assoc, mul_comm b c, ← mul_assoc]
theorem mul_mul_mul_comm : a * b * (c * d) = a * c * (b * d) := by rw [mul_assoc, mul_left_comm b c d, ← mul_assoc]
theorem mul_add : a * (b + c) = a * b + a * c := CommRing.mul_add a b c
theorem add_mul : (a + b) * c = a * c + b * c := by rw [mul_comm, mul_add, mul_comm c a, mul_comm c b]
theorem mul_zero : a * 0 = 0 :=
  add_left_cancel (a := a * 0) (by rw [← mul_add, add_zero, add_zero])
theorem zero_mul : 0 * a = 0 := (mul_comm 0 a).trans (mul_zero a)
theorem mul_neg : a * -b = -(a * b) :=
  (neg_eq_of_add_eq_zero (by rw [← mul_add, add_neg_cancel, mul_zero])).symm
theorem neg_mul : -a * b = -(a * b) := by rw [mul_comm, mul_neg, mul_comm]
theorem neg_mul_neg : -a * -b = a * b := by rw [neg_mul, mul_neg, neg_neg]
theorem neg_one_mul : -1 * a = -a := by rw [neg_mul, one_mul]
theorem mul_sub : a * (b - c) = a * b - a * c := by rw [sub_eq_add_neg, mul_add, mul_neg, ← sub_eq_add_neg]
theorem sub_mul : (a - b) * c = a * c - b * c := by rw [mul_comm, mul_sub, mul_comm c a, mul_comm c b]
theorem one_add_one : (1 : α) + 1 = 2 := rfl
theorem two_mul : 2 * a = a + a := by rw [← one_add_one, add_mul, one_mul]

/-! ### Numbers -/

theorem natCast_zero : (CommRing.natCast 0 : α) = 0 := rfl
theorem natCast_one : (CommRing.natCast 1 : α) = 1 := rfl
theorem natCast_succ : (n : Nat) → (CommRing.natCast (n + 1) : α) = CommRing.natCast n + 1
  | 0 => (zero_add 1).symm
  | _ + 1 => rfl
theorem natCast_add (m : Nat) : (n : Nat) → (CommRing.natCast (m + n) : α) = CommRing.natCast m + CommRing.natCast n
  | 0 => (add_zero _).symm
  | n + 1 => by rw [← Nat.add_assoc, natCast_succ, natCast_succ, natCast_add m n, add_assoc]
theorem natCast_mul (m : Nat) : (n : Nat) → (CommRing.natCast (m * n) : α) = CommRing.natCast m * CommRing.natCast n
  | 0 => (mul_zero _).symm
  | n + 1 => by rw [Nat.mul_succ, natCast_add, natCast_mul m n, natCast_succ, mul_add, mul_one]

/-! ### Powers -/

theorem pow_zero : a ^ 0 = 1 := rfl
theorem pow_succ (n : Nat) : a ^ (n + 1) = a ^ n * a := rfl
theorem pow_one : a ^ 1 = a := one_mul a
theorem pow_two : a ^ 2 = a * a := congrArg (· * a) (one_mul a)
theorem pow_add (m : Nat) : (n : Nat) → a ^ (m + n) = a ^ m * a ^ n
  | 0 => (mul_one (a ^ m)).symm
  | n + 1 => by
    show a ^ (m + n) * a = a ^ m * (a ^ n * a)
    rw [pow_add m n, mul_assoc]
theorem mul_pow : (n : Nat) → (a * b) ^ n = a ^ n * b ^ n
  | 0 => (mul_one (1 : α)).symm
  | n + 1 => by
    show (a * b) ^ n * (a * b) = a ^ n * a * (b ^ n * b)
    rw [mul_pow n, mul_mul_mul_comm]
theorem one_pow : (n : Nat) → (1 : α) ^ n = 1
  | 0 => rfl
  | n + 1 => (mul_one ((1 : α) ^ n)).trans (one_pow n)
theorem pow_mul (m : Nat) : (n : Nat) → a ^ (m * n) = (a ^ m) ^ n
  | 0 => rfl
  | n + 1 => (pow_add a (m * n) m).trans (congrArg (· * a ^ m) (pow_mul m n))

end

end Factory
