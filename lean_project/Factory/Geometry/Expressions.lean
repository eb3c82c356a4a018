/-
Coordinates as expressions: what the proofs by linear combination compute with.

The polynomials of `Predicates.lean` are defined for all coordinates that can be added, subtracted and multiplied; with
expressions for coordinates they are the expressions whose values are the polynomials of the points themselves.
-/
import Factory.Algebra.LinearCombination
import Factory.Geometry.Predicates

universe u

namespace Factory.Geometry

instance : Add RingExpr := ⟨.add⟩
instance : Sub RingExpr := ⟨.sub⟩
instance : Mul RingExpr := ⟨.mul⟩
instance : Neg RingExpr := ⟨.neg⟩
instance (n : Nat) : OfNat RingExpr n := ⟨.num n⟩

theorem natCast_ne_zero {F : Type u} [OrderedField F] (n : Nat) : (CommRing.natCast (n + 1) : F) ≠ 0 :=
  ne_of_gt (natCast_pos n)

/-! ### Points that are different -/

section
variable {F : Type u} [OrderedField F]

omit [OrderedField F] in
theorem Point.ext {u v : Point F} (hx : u.x = v.x) (hy : u.y = v.y) : u = v :=
  match u, v, hx, hy with
  | ⟨_, _⟩, ⟨_, _⟩, rfl, rfl => rfl
theorem sqd_ne_zero {a b : Point F} (h : a ≠ b) : sqd a b ≠ 0 := fun e =>
  have ⟨ex, ey⟩ := sq_add_sq_eq_zero.1 e
  h (Point.ext (eq_of_sub_eq_zero ex).symm (eq_of_sub_eq_zero ey).symm)

end

/-- The coordinates of the points, in the order of the variables. -/
def coordinates {F : Type u} : List (Point F) → List F
  | [] => []
  | p :: l => p.x :: p.y :: coordinates l

namespace Coordinates

/-- The point with this number. -/
def P (i : Nat) : Point RingExpr := ⟨.var (2 * i), .var (2 * i + 1)⟩
/-- Its coordinates as seen from the first point. -/
def x (i : Nat) : RingExpr := (vec (P 0) (P i)).x
def y (i : Nat) : RingExpr := (vec (P 0) (P i)).y

end Coordinates

end Factory.Geometry
