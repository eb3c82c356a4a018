/-
The predicates of plane geometry as polynomial equations and inequalities in coordinates, over any ordered field.

`docs/geometry.md` has them as formulas. What the equations compare is defined for any coordinates that can be added,
subtracted and multiplied, so that the same definitions make polynomials out of coordinates that are expressions.
-/
import Factory.Algebra.OrderedField

universe u

namespace Factory.Geometry

/-- A point of the plane, or a vector, or a complex number. -/
structure Point (α : Type u) where
  x : α
  y : α

section Polynomials
variable {α : Type u} [Add α] [Sub α] [Mul α]

/-- The vector from `a` to `b`. -/
def vec (a b : Point α) : Point α := ⟨b.x - a.x, b.y - a.y⟩
def dot (u v : Point α) : α := u.x * v.x + u.y * v.y
def cross (u v : Point α) : α := u.x * v.y - u.y * v.x
/-- The product of complex numbers. -/
def mul (u v : Point α) : Point α := ⟨u.x * v.x - u.y * v.y, u.x * v.y + u.y * v.x⟩
/-- The product of the first number's conjugate with the second. -/
def mulc (u v : Point α) : Point α := ⟨dot u v, cross u v⟩
/-- The square of the distance between `a` and `b`. -/
def sqd (a b : Point α) : α := dot (vec a b) (vec a b)
/-- Vanishes when a circle or a line passes through all four points. -/
def circular (a b c d : Point α) : α :=
  sqd d a * cross (vec d b) (vec d c) - sqd d b * cross (vec d a) (vec d c) + sqd d c * cross (vec d a) (vec d b)

end Polynomials

section
variable {F : Type u} [OrderedField F]

/-- The points `a`, `b`, `c` are collinear. -/
def coll (a b c : Point F) : Prop := cross (vec a b) (vec a c) = 0
/-- The lines `ab` and `cd` are parallel. -/
def para (a b c d : Point F) : Prop := cross (vec a b) (vec c d) = 0
/-- The lines `ab` and `cd` are perpendicular. -/
def perp (a b c d : Point F) : Prop := dot (vec a b) (vec c d) = 0
/-- The segments `ab` and `cd` are congruent. -/
def cong (a b c d : Point F) : Prop := sqd a b = sqd c d
/-- `m` is the midpoint of `ab`. -/
def midp (m a b : Point F) : Prop := (vec a m).x = (vec m b).x ∧ (vec a m).y = (vec m b).y
/-- `o` is the centre of a circle through `a`, `b`, `c`. -/
def circle (o a b c : Point F) : Prop := cong o a o b ∧ cong o a o c
/-- A circle passes through `a`, `b`, `c`, `d`, and `a`, `b`, `c` are not collinear. -/
def cyclic (a b c d : Point F) : Prop := circular a b c d = 0 ∧ cross (vec a b) (vec a c) ≠ 0
/-- The full angle from `ab` to `cd` is that from `ef` to `gh`. -/
def eqangle (a b c d e f g h : Point F) : Prop :=
  cross (vec a b) (vec c d) * dot (vec e f) (vec g h) = dot (vec a b) (vec c d) * cross (vec e f) (vec g h)
/-- The full angles from `ab` to `cd` and from `ef` to `gh` make a right angle together. -/
def compl (a b c d e f g h : Point F) : Prop :=
  dot (vec a b) (vec c d) * dot (vec e f) (vec g h) = cross (vec a b) (vec c d) * cross (vec e f) (vec g h)
/-- `|ab| : |cd| = |ef| : |gh|`. -/
def eqratio (a b c d e f g h : Point F) : Prop := sqd a b * sqd g h = sqd c d * sqd e f
/-- The triangles `abc` and `pqr` are similar, with the same orientation. -/
def simtri (a b c p q r : Point F) : Prop :=
  (mul (vec a b) (vec p r)).x = (mul (vec a c) (vec p q)).x ∧ (mul (vec a b) (vec p r)).y = (mul (vec a c) (vec p q)).y
/-- The triangles `abc` and `pqr` are similar, with opposite orientations. -/
def simtrir (a b c p q r : Point F) : Prop :=
  dot (vec a b) (vec p r) = dot (vec a c) (vec p q) ∧ cross (vec a b) (vec p r) = cross (vec a c) (vec p q)
/-- The triangles `abc` and `pqr` are congruent, with the same orientation. -/
def contri (a b c p q r : Point F) : Prop := simtri a b c p q r ∧ cong a b p q
/-- The triangles `abc` and `pqr` are congruent, with opposite orientations. -/
def contrir (a b c p q r : Point F) : Prop := simtrir a b c p q r ∧ cong a b p q
/-- `|ab| : |cd| = p : q`, for positive numbers. -/
def rconst (a b c d : Point F) (p q : Nat) : Prop := (p ≠ 0 ∧ q ≠ 0) ∧
  CommRing.natCast (q * q) * sqd a b = CommRing.natCast (p * p) * sqd c d

/-- The points `a`, `b`, `c` are not collinear. -/
def ncoll (a b c : Point F) : Prop := cross (vec a b) (vec a c) ≠ 0
/-- The lines `ab` and `cd` are not parallel. -/
def npara (a b c d : Point F) : Prop := cross (vec a b) (vec c d) ≠ 0
/-- The lines `ab` and `cd` are not perpendicular. -/
def nperp (a b c d : Point F) : Prop := dot (vec a b) (vec c d) ≠ 0
/-- The full angle from `ab` to `cd` is not that from `ef` to `gh`. -/
def neqangle (a b c d e f g h : Point F) : Prop := ¬eqangle a b c d e f g h
/-- `b` is between `a` and `c` exactly if `e` is between `d` and `f`, for points of two lines. -/
def sameside (a b c d e f : Point F) : Prop := 0 < dot (vec b a) (vec b c) * dot (vec e d) (vec e f)
/-- The triangles `abc` and `pqr` have the same orientation. -/
def sameclock (a b c p q r : Point F) : Prop := 0 < cross (vec a b) (vec a c) * cross (vec p q) (vec p r)
/-- The triangles `abc` and `pqr` have opposite orientations. -/
def oppclock (a b c p q r : Point F) : Prop := cross (vec a b) (vec a c) * cross (vec p q) (vec p r) < 0

end

end Factory.Geometry
