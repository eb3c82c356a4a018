/-
Pictures on a grid: whether a predicate holds of points with whole coordinates is decided by computation.

An ordered field has all whole numbers, so a picture on the grid is one over any of them; by a change of scale
it is as good as one with rational coordinates. Integers are pairs of natural numbers to be subtracted, since the
kernel computes natively with natural numbers alone.
-/
import Factory.Algebra.Rational
import Factory.Geometry.Relations

universe u

namespace Factory.Geometry

/-- An integer, as the difference of two natural numbers. -/
structure Difference where
  plus : Nat
  minus : Nat

namespace Difference

instance : Add Difference := ⟨fun a b => ⟨a.plus + b.plus, a.minus + b.minus⟩⟩
instance : Sub Difference := ⟨fun a b => ⟨a.plus + b.minus, a.minus + b.plus⟩⟩
instance : Mul Difference :=
  ⟨fun a b => ⟨a.plus * b.plus + a.minus * b.minus, a.plus * b.minus + a.minus * b.plus⟩⟩

/-- The number in a field. -/
def value {F : Type u} [OrderedField F] (a : Difference) : F := CommRing.natCast a.plus - CommRing.natCast a.minus

variable {F : Type u} [OrderedField F] {a b : Difference}

theorem value_add : (value (a + b) : F) = value a + value b := by
  show CommRing.natCast (a.plus + b.plus) - CommRing.natCast (a.minus + b.minus) = _
  rw [natCast_add, natCast_add]
  exact ring_correct [CommRing.natCast a.plus, CommRing.natCast a.minus, CommRing.natCast b.plus, CommRing.natCast b.minus]
    (.sub (.add (.var 0) (.var 2)) (.add (.var 1) (.var 3)))
    (.add (.sub (.var 0) (.var 1)) (.sub (.var 2) (.var 3))) (by decide +kernel)
theorem value_sub : (value (a - b) : F) = value a - value b := by
  show CommRing.natCast (a.plus + b.minus) - CommRing.natCast (a.minus + b.plus) = _
  rw [natCast_add, natCast_add]
  exact ring_correct [CommRing.natCast a.plus, CommRing.natCast a.minus, CommRing.natCast b.plus, CommRing.natCast b.minus]
    (.sub (.add (.var 0) (.var 3)) (.add (.var 1) (.var 2)))
    (.sub (.sub (.var 0) (.var 1)) (.sub (.var 2) (.var 3))) (by decide +kernel)
theorem value_mul : (value (a * b) : F) = value a * value b := by
  show CommRing.natCast (a.plus * b.plus + a.minus * b.minus) - CommRing.natCast (a.plus * b.minus + a.minus * b.plus) = _
  rw [natCast_add, natCast_add, natCast_mul, natCast_mul, natCast_mul, natCast_mul]
  exact ring_correct [CommRing.natCast a.plus, CommRing.natCast a.minus, CommRing.natCast b.plus, CommRing.natCast b.minus]
    (.sub (.add (.mul (.var 0) (.var 2)) (.mul (.var 1) (.var 3))) (.add (.mul (.var 0) (.var 3)) (.mul (.var 1) (.var 2))))
    (.mul (.sub (.var 0) (.var 1)) (.sub (.var 2) (.var 3))) (by decide +kernel)
theorem value_natCast (n : Nat) : (value ⟨n, 0⟩ : F) = CommRing.natCast n := sub_zero _

theorem natCast_lt {m n : Nat} (h : m < n) : (CommRing.natCast m : F) < CommRing.natCast n := by
  obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_lt h
  rw [Nat.add_assoc, natCast_add]
  have g := add_lt_add_left (natCast_pos k) (CommRing.natCast m : F)
  rwa [add_zero] at g
theorem natCast_lt_iff {m n : Nat} : (CommRing.natCast m : F) < CommRing.natCast n ↔ m < n :=
  ⟨fun h => (Nat.lt_or_ge m n).elim id fun g => (Nat.eq_or_lt_of_le g).elim
      (fun e => absurd h (e ▸ lt_irrefl _)) fun g => absurd h (lt_asymm (natCast_lt g)), natCast_lt⟩
theorem natCast_inj {m n : Nat} : (CommRing.natCast m : F) = CommRing.natCast n ↔ m = n :=
  ⟨fun h => (Nat.lt_or_ge m n).elim (fun g => absurd h (ne_of_lt (natCast_lt g))) fun g =>
      (Nat.eq_or_lt_of_le g).elim Eq.symm fun g => absurd h.symm (ne_of_lt (natCast_lt g)), fun h => h ▸ rfl⟩

theorem value_eq_zero : (value a : F) = 0 ↔ a.plus = a.minus := sub_eq_zero.trans natCast_inj
theorem value_pos : (0 : F) < value a ↔ a.minus < a.plus := sub_pos.trans natCast_lt_iff
theorem value_eq : (value a : F) = value b ↔ a.plus + b.minus = a.minus + b.plus := by
  rw [← sub_eq_zero, ← value_sub]
  exact value_eq_zero
theorem value_lt_zero : (value a : F) < 0 ↔ a.plus < a.minus := by
  rw [← neg_pos]
  show 0 < -(CommRing.natCast a.plus - CommRing.natCast a.minus) ↔ _
  rw [neg_sub]
  exact value_pos (a := ⟨a.minus, a.plus⟩)

end Difference

open Difference

/-- The point with these coordinates. -/
def lift {F : Type u} [OrderedField F] (p : Point Difference) : Point F := ⟨p.x.value, p.y.value⟩
/-- The point of the grid with these coordinates. -/
abbrev grid {F : Type u} [OrderedField F] (x y : Nat) : Point F := lift ⟨⟨x, 0⟩, ⟨y, 0⟩⟩

variable {F : Type u} [OrderedField F] {a b c d e f g h m o p q r u v : Point Difference}

theorem lift_vec : vec (lift a : Point F) (lift b) = lift (vec a b) := by
  show Point.mk _ _ = Point.mk (value (_ - _)) (value (_ - _))
  rw [value_sub, value_sub]
  rfl
theorem value_dot : dot (lift u : Point F) (lift v) = value (dot u v) := by
  show _ = value (_ * _ + _ * _)
  rw [value_add, value_mul, value_mul]
  rfl
theorem value_cross : cross (lift u : Point F) (lift v) = value (cross u v) := by
  show _ = value (_ * _ - _ * _)
  rw [value_sub, value_mul, value_mul]
  rfl
theorem lift_mul : mul (lift u : Point F) (lift v) = lift (mul u v) := by
  show Point.mk _ _ = Point.mk (value (_ * _ - _ * _)) (value (_ * _ + _ * _))
  rw [value_sub, value_add, value_mul, value_mul, value_mul, value_mul]
  rfl
theorem value_sqd : sqd (lift a : Point F) (lift b) = value (sqd a b) := by
  show dot (vec _ _) (vec _ _) = _
  rw [lift_vec, value_dot]
  rfl

theorem value_circular : circular (lift a : Point F) (lift b) (lift c) (lift d) = value (circular a b c d) := by
  show _ = value (_ * _ - _ * _ + _ * _)
  rw [value_add, value_sub, value_mul, value_mul, value_mul, ← value_sqd, ← value_sqd, ← value_sqd, ← value_cross,
    ← value_cross, ← value_cross, ← lift_vec, ← lift_vec, ← lift_vec]
  rfl

/-! ### What is decided -/

/-- The number is 0. -/
def Difference.Vanishes (a : Difference) : Prop := a.plus = a.minus
/-- The numbers are equal. -/
def Difference.Same (a b : Difference) : Prop := a.plus + b.minus = a.minus + b.plus
/-- The number is positive. -/
def Difference.Positive (a : Difference) : Prop := a.minus < a.plus

instance (a : Difference) : Decidable a.Vanishes := inferInstanceAs (Decidable (_ = _))
instance (a b : Difference) : Decidable (a.Same b) := inferInstanceAs (Decidable (_ = _))
instance (a : Difference) : Decidable a.Positive := inferInstanceAs (Decidable (_ < _))

section Equations

instance : Decidable (coll (lift a : Point F) (lift b) (lift c)) :=
  decidable_of_iff (cross (vec a b) (vec a c)).Vanishes (by
    simp only [coll, Vanishes, lift_vec, value_cross, value_eq_zero])
instance : Decidable (para (lift a : Point F) (lift b) (lift c) (lift d)) :=
  decidable_of_iff (cross (vec a b) (vec c d)).Vanishes (by
    simp only [para, Vanishes, lift_vec, value_cross, value_eq_zero])
instance : Decidable (perp (lift a : Point F) (lift b) (lift c) (lift d)) :=
  decidable_of_iff (dot (vec a b) (vec c d)).Vanishes (by
    simp only [perp, Vanishes, lift_vec, value_dot, value_eq_zero])
instance : Decidable (cong (lift a : Point F) (lift b) (lift c) (lift d)) :=
  decidable_of_iff ((sqd a b).Same (sqd c d)) (by simp only [cong, Same, value_sqd, value_eq])
instance : Decidable (midp (lift m : Point F) (lift a) (lift b)) :=
  decidable_of_iff ((vec a m).x.Same (vec m b).x ∧ (vec a m).y.Same (vec m b).y) (by
    simp only [midp, Same, lift_vec, ← value_eq (F := F)]
    exact Iff.rfl)
instance : Decidable (circle (lift o : Point F) (lift a) (lift b) (lift c)) :=
  inferInstanceAs (Decidable (_ ∧ _))
instance : Decidable (cyclic (lift a : Point F) (lift b) (lift c) (lift d)) :=
  decidable_of_iff ((circular a b c d).Vanishes ∧ ¬(cross (vec a b) (vec a c)).Vanishes) (by
    simp only [cyclic, Vanishes, value_circular, lift_vec, value_cross, value_eq_zero, ne_eq])
instance : Decidable (eqangle (lift a : Point F) (lift b) (lift c) (lift d) (lift e) (lift f) (lift g) (lift h)) :=
  decidable_of_iff ((cross (vec a b) (vec c d) * dot (vec e f) (vec g h)).Same
      (dot (vec a b) (vec c d) * cross (vec e f) (vec g h))) (by
    simp only [eqangle, Same, lift_vec, value_cross, value_dot, ← value_mul, value_eq])
instance : Decidable (compl (lift a : Point F) (lift b) (lift c) (lift d) (lift e) (lift f) (lift g) (lift h)) :=
  decidable_of_iff ((dot (vec a b) (vec c d) * dot (vec e f) (vec g h)).Same
      (cross (vec a b) (vec c d) * cross (vec e f) (vec g h))) (by
    simp only [compl, Same, lift_vec, value_cross, value_dot, ← value_mul, value_eq])
instance : Decidable (eqratio (lift a : Point F) (lift b) (lift c) (lift d) (lift e) (lift f) (lift g) (lift h)) :=
  decidable_of_iff ((sqd a b * sqd g h).Same (sqd c d * sqd e f)) (by
    simp only [eqratio, Same, value_sqd, ← value_mul, value_eq])
instance : Decidable (simtri (lift a : Point F) (lift b) (lift c) (lift p) (lift q) (lift r)) :=
  decidable_of_iff ((mul (vec a b) (vec p r)).x.Same (mul (vec a c) (vec p q)).x ∧
      (mul (vec a b) (vec p r)).y.Same (mul (vec a c) (vec p q)).y) (by
    simp only [simtri, Same, lift_vec, lift_mul, ← value_eq (F := F)]
    exact Iff.rfl)
instance : Decidable (simtrir (lift a : Point F) (lift b) (lift c) (lift p) (lift q) (lift r)) :=
  decidable_of_iff ((dot (vec a b) (vec p r)).Same (dot (vec a c) (vec p q)) ∧
      (cross (vec a b) (vec p r)).Same (cross (vec a c) (vec p q))) (by
    simp only [simtrir, Same, lift_vec, value_dot, value_cross, value_eq])
instance : Decidable (contri (lift a : Point F) (lift b) (lift c) (lift p) (lift q) (lift r)) :=
  inferInstanceAs (Decidable (_ ∧ _))
instance : Decidable (contrir (lift a : Point F) (lift b) (lift c) (lift p) (lift q) (lift r)) :=
  inferInstanceAs (Decidable (_ ∧ _))
instance (m n : Nat) : Decidable (rconst (lift a : Point F) (lift b) (lift c) (lift d) m n) :=
  decidable_of_iff ((m ≠ 0 ∧ n ≠ 0) ∧ ((⟨n * n, 0⟩ : Difference) * sqd a b).Same (⟨m * m, 0⟩ * sqd c d)) (by
    simp only [rconst, Same, value_sqd, ← value_natCast, ← value_mul, value_eq])

end Equations

section Inequalities

instance : Decidable (ncoll (lift a : Point F) (lift b) (lift c)) := inferInstanceAs (Decidable (¬coll _ _ _))
instance : Decidable (npara (lift a : Point F) (lift b) (lift c) (lift d)) :=
  inferInstanceAs (Decidable (¬para _ _ _ _))
instance : Decidable (nperp (lift a : Point F) (lift b) (lift c) (lift d)) :=
  inferInstanceAs (Decidable (¬perp _ _ _ _))
instance : Decidable (neqangle (lift a : Point F) (lift b) (lift c) (lift d) (lift e) (lift f) (lift g) (lift h)) :=
  inferInstanceAs (Decidable (¬eqangle _ _ _ _ _ _ _ _))
instance : Decidable (sameside (lift a : Point F) (lift b) (lift c) (lift d) (lift e) (lift f)) :=
  decidable_of_iff (dot (vec b a) (vec b c) * dot (vec e d) (vec e f)).Positive (by
    simp only [sameside, Positive, lift_vec, value_dot, ← value_mul, value_pos])
instance : Decidable (sameclock (lift a : Point F) (lift b) (lift c) (lift p) (lift q) (lift r)) :=
  decidable_of_iff (cross (vec a b) (vec a c) * cross (vec p q) (vec p r)).Positive (by
    simp only [sameclock, Positive, lift_vec, value_cross, ← value_mul, value_pos])
instance : Decidable (oppclock (lift a : Point F) (lift b) (lift c) (lift p) (lift q) (lift r)) :=
  decidable_of_iff ((⟨0, 1⟩ : Difference) * (cross (vec a b) (vec a c) * cross (vec p q) (vec p r))).Positive (by
    simp only [oppclock, Positive, lift_vec, value_cross, ← value_mul, ← value_pos (F := F)]
    rw [value_mul (F := F)]
    show 0 < (0 - CommRing.natCast 1) * _ ↔ _
    rw [zero_sub, natCast_one, neg_one_mul, neg_pos])

end Inequalities

/-! ### Points that are different -/

/-- The points are those of the grid with these coordinates. -/
class OnGrid (l : List (Point F)) (m : outParam (List (Point Difference))) : Prop where
  same : l = m.map lift

instance : OnGrid ([] : List (Point F)) [] := ⟨rfl⟩
instance {l : List (Point F)} {m : List (Point Difference)} [k : OnGrid l m] : OnGrid (lift p :: l) (p :: m) :=
  ⟨congrArg (lift p :: ·) k.same⟩

instance : Decidable ((lift p : Point F) = lift q) :=
  decidable_of_iff (p.x.Same q.x ∧ p.y.Same q.y)
    ⟨fun k => Point.ext (value_eq.2 k.1) (value_eq.2 k.2), fun k =>
      ⟨(value_eq (F := F)).1 (congrArg Point.x k), (value_eq (F := F)).1 (congrArg Point.y k)⟩⟩

def decideApart (p : Point Difference) : (m : List (Point Difference)) → Decidable (apart (lift p : Point F) (m.map lift))
  | [] => inferInstanceAs (Decidable True)
  | q :: m => @instDecidableAnd _ _ (inferInstanceAs (Decidable (lift p ≠ lift q))) (decideApart p m)
def decideDistinct : (m : List (Point Difference)) → Decidable (Distinct (m.map lift : List (Point F)))
  | [] => inferInstanceAs (Decidable True)
  | p :: m => @instDecidableAnd _ _ (decideApart p m) (decideDistinct m)

instance {l : List (Point F)} {m : List (Point Difference)} [k : OnGrid l m] : Decidable (Distinct l) :=
  @decidable_of_iff _ (Distinct (m.map lift : List (Point F))) (by rw [k.same]) (decideDistinct m)

/-! ### Units of angles -/

namespace Difference

def turned (u : Point Difference) : Nat → Point Difference
  | 0 => ⟨⟨1, 0⟩, ⟨0, 0⟩⟩
  | n + 1 => mul (turned u n) u

end Difference

theorem lift_turned (u : Point Difference) : (n : Nat) → cpow (lift u : Point F) n = lift (turned u n)
  | 0 => Point.ext (value_natCast 1).symm (value_natCast 0).symm
  | n + 1 => by
    show mul (cpow (lift u) n) (lift u) = _
    rw [lift_turned u n, lift_mul]
    rfl
theorem right_eq : (right : Point F) = grid 0 1 := Point.ext (value_natCast 0).symm (value_natCast 1).symm

instance decideAngle (n : Nat) : Decidable (aconst (lift a : Point F) (lift b) (lift c) (lift d) (lift u) n) :=
  decidable_of_iff ((cross (vec a b) (vec c d) * (turned u n).x).Same (dot (vec a b) (vec c d) * (turned u n).y)) (by
    simp only [aconst, Same, lift_vec, value_cross, value_dot, lift_turned, ← value_eq (F := F), value_mul]
    exact Iff.rfl)
instance (n : Nat) : Decidable (aconst (lift a : Point F) (lift b) (lift c) (lift d) right n) :=
  decidable_of_iff (aconst (lift a : Point F) (lift b) (lift c) (lift d) (grid 0 1) n) (by rw [right_eq])
instance (n : Nat) : Decidable (IsUnit (lift u : Point F) n) :=
  decidable_of_iff (¬(dot u u).Vanishes ∧ (turned u n).x.Vanishes) (by
    simp only [IsUnit, Vanishes, lift_turned, value_dot, ← value_eq_zero (F := F), ne_eq]
    exact Iff.rfl)

end Factory.Geometry
