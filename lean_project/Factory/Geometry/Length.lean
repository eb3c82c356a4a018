/-
Positive numbers as a group under multiplication, written additively: the logarithms of lengths.

A positive number has one positive root of each degree, so that here, unlike among directions, a multiple of an element
is 0 only if the element is.
-/
import Factory.Algebra.OrderedField
import Factory.Geometry.Sums

universe u

namespace Factory.Geometry

/-- The logarithm of a positive number: the number itself, multiplication being addition. -/
def Log (F : Type u) [OrderedField F] : Type u := {x : F // 0 < x}

namespace Log
variable {F : Type u} [OrderedField F]

theorem ext {a b : Log F} (h : a.1 = b.1) : a = b :=
  match a, b, h with
  | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl

noncomputable instance : AbelianGroup (Log F) where
  zero := ⟨1, zero_lt_one⟩
  add a b := ⟨a.1 * b.1, mul_pos a.2 b.2⟩
  neg a := ⟨a.1⁻¹, inv_pos a.2⟩
  add_assoc a b c := ext (mul_assoc a.1 b.1 c.1)
  add_comm a b := ext (mul_comm a.1 b.1)
  add_zero a := ext (mul_one a.1)
  add_neg_cancel a := ext (mul_inv_cancel (ne_of_gt a.2))

theorem nsmul_val (a : Log F) : (n : Nat) → (AbelianGroup.nsmul n a).1 = a.1 ^ n
  | 0 => rfl
  | n + 1 => congrArg (· * a.1) (nsmul_val a n)

theorem eq_zero_of_nsmul {a : Log F} {n : Nat} (hn : n ≠ 0) (h : AbelianGroup.nsmul n a = 0) : a = 0 :=
  ext (eq_one_of_pow_eq_one hn (le_of_lt a.2) ((nsmul_val a n).symm.trans (congrArg Subtype.val h)))

/-- The logarithm of any number, 0 for what is not positive. -/
noncomputable def of (x : F) : Log F := open Classical in if h : 0 < x then ⟨x, h⟩ else 0

theorem of_eq {x : F} (h : 0 < x) : of x = ⟨x, h⟩ := dif_pos h

theorem of_mul {x y : F} (hx : 0 < x) (hy : 0 < y) : of (x * y) = of x + of y := by
  rw [of_eq hx, of_eq hy, of_eq (mul_pos hx hy)]
  rfl

theorem of_inj {x y : F} (hx : 0 < x) (hy : 0 < y) : of x = of y ↔ x = y := by
  rw [of_eq hx, of_eq hy]
  exact ⟨fun h => congrArg Subtype.val h, fun h => ext (a := ⟨x, hx⟩) (b := ⟨y, hy⟩) h⟩

end Log

end Factory.Geometry
