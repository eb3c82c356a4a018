/-
Squares of distances: a fact is true if what it says of squares is a combination of what other facts say of them.

An ordered field need not have roots, so that distances themselves may not be numbers; their squares are.
-/
import Factory.Geometry.Certificate

universe u

namespace Factory.Geometry

open Coordinates

/-- The numbers of a field as a group under addition. -/
def Area (F : Type u) : Type u := F

namespace Area
variable {F : Type u} [OrderedField F]

instance : AbelianGroup (Area F) where
  zero := (0 : F)
  add := (Add.add : F → F → F)
  neg := (Neg.neg : F → F)
  add_assoc := fun a b c => add_assoc (α := F) a b c
  add_comm := fun a b => add_comm (α := F) a b
  add_zero := fun a => add_zero (α := F) a
  add_neg_cancel := fun a => add_neg_cancel (α := F) a

theorem nsmul_eq (x : F) : (n : Nat) → @Eq F (AbelianGroup.nsmul (G := Area F) n x) (CommRing.natCast n * x)
  | 0 => (zero_mul x).symm
  | n + 1 => by
    rw [natCast_succ, add_mul, one_mul]
    exact congrArg (fun y : F => y + x) (nsmul_eq x n)

theorem eq_zero_of_nsmul {x : Area F} {n : Nat} (hn : n ≠ 0) (h : AbelianGroup.nsmul n x = 0) : x = 0 :=
  match n, hn with
  | n + 1, _ => eq_zero_of_mul_eq_zero (α := F) (natCast_ne_zero n) ((nsmul_eq (F := F) x (n + 1)).symm.trans h)

end Area

/-! ### What facts say of squares -/

/-- A multiple of the square of a segment; none where it has no length. -/
noncomputable def square (minus : Bool) (n a b : Nat) : Term := ⟨minus, (Nat.beq a b).rec n 0, a, b⟩

/-- A relation for each point from which a figure may be seen, the last point first. -/
noncomputable def views (relation : Nat → List Term) (points : Nat) : List (List Term) :=
  points.rec [] fun view rest => relation view :: rest

/-- The sums of squares of distances that are 0, for this number of points. -/
noncomputable def Fact.squares (points : Nat) (f : Fact) : List (List Term) :=
  @Fact.rec (fun _ => Nat → List (List Term)) (fun _ _ _ _ => []) (fun _ _ _ _ _ => [])
    (fun a b c d _ => [[square false 1 a c, square false 1 b d, square true 1 a d, square true 1 b c]])
    (fun a b c d _ => [[square false 1 a b, square true 1 c d]])
    (fun m a b => views fun v => [square false 2 v a, square false 2 v b, square true 4 v m, square true 1 a b])
    (fun _ _ _ _ _ => []) (fun _ _ _ _ _ => []) (fun _ _ _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ _ _ _ => [])
    (fun _ _ _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ _ => [])
    (fun a b c p q r points => (Nat.beq p c).rec [] ((Nat.beq r a).rec []
      (views (fun v => [square false 1 v a, square true 1 v b, square false 1 v c, square true 1 v q, square false 1 a b,
        square true 1 a c, square false 1 a q]) points)))
    (fun _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ => [])
    (fun a b c d p q _ => [[square false (q * q) a b, square true (p * p) c d]])
    (fun _ _ _ _ => []) (fun _ _ _ _ _ => []) (fun _ _ _ _ _ => []) (fun _ _ _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ _ => [])
    (fun _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ _ => []) (fun _ => []) (fun _ _ _ => []) f points

/-- Facts that follow from what they say of squares. -/
noncomputable def Fact.measurable (f : Fact) : Bool :=
  @Fact.rec (fun _ => Bool) (fun _ _ _ => false) (fun _ _ _ _ => false) (fun _ _ _ _ => true) (fun _ _ _ _ => true)
    (fun _ _ _ => false) (fun _ _ _ _ => false) (fun _ _ _ _ => false) (fun _ _ _ _ _ _ _ _ => false)
    (fun _ _ _ _ _ _ _ _ => false) (fun _ _ _ _ _ _ _ _ => false) (fun _ _ _ _ _ _ => false) (fun _ _ _ _ _ _ => false)
    (fun _ _ _ _ _ _ => false) (fun _ _ _ _ _ _ => false) (fun _ _ _ _ _ => false)
    (fun _ _ _ _ p q => Term.both ((Nat.beq p 0).rec true false) ((Nat.beq q 0).rec true false))
    (fun _ _ _ => false) (fun _ _ _ _ => false) (fun _ _ _ _ => false) (fun _ _ _ _ _ _ _ _ => false)
    (fun _ _ _ _ _ _ => false) (fun _ _ _ _ _ _ => false) (fun _ _ _ _ _ _ => false) false (fun _ _ => false) f

open Term (both) in
/-- Whether the goal's relation, so many times, is the sum of those that are used. -/
noncomputable def checkSquares (points radix : Nat) (facts : List Fact) (goal : Fact) (times : Nat) (uses : List Use) : Bool :=
  both (both goal.measurable (Certificate.allProper points facts))
    (Certificate.sums radix (Fact.squares points) facts (goal.squares points) [(times, uses)])

/-! ### Soundness -/

variable {F : Type u} [OrderedField F]

theorem sqd_self (a : Point F) : sqd a a = 0 :=
  ring_correct (coordinates [a]) (sqd (P 0) (P 0)) 0 (by decide +kernel)

theorem squares_perp {a b c d : Point F} (h : perp a b c d) :
    CommRing.natCast 1 * sqd a c + (CommRing.natCast 1 * sqd b d + (-(CommRing.natCast 1 * sqd a d)
      + (-(CommRing.natCast 1 * sqd b c) + 0))) = (0 : F) :=
  ring_combination (coordinates [a, b, c, d])
    (1 * sqd (P 0) (P 2) + (1 * sqd (P 1) (P 3) + (-(1 * sqd (P 0) (P 3)) + (-(1 * sqd (P 1) (P 2)) + 0)))) 0
    [⟨-2, dot (vec (P 0) (P 1)) (vec (P 2) (P 3)), 0⟩] (by decide +kernel) ⟨h, trivial⟩

theorem perp_of_squares {a b c d : Point F}
    (h : CommRing.natCast 1 * sqd a c + (CommRing.natCast 1 * sqd b d + (-(CommRing.natCast 1 * sqd a d)
      + (-(CommRing.natCast 1 * sqd b c) + 0))) = (0 : F)) : perp a b c d :=
  linear_combination (coordinates [a, b, c, d]) 2 (dot (vec (P 0) (P 1)) (vec (P 2) (P 3))) 0
    [⟨-1, 1 * sqd (P 0) (P 2) + (1 * sqd (P 1) (P 3) + (-(1 * sqd (P 0) (P 3)) + (-(1 * sqd (P 1) (P 2)) + 0))), 0⟩]
    (by decide +kernel) (natCast_ne_zero 1) ⟨h, trivial⟩

theorem squares_midp {m a b : Point F} (h : midp m a b) (v : Point F) :
    CommRing.natCast 2 * sqd v a + (CommRing.natCast 2 * sqd v b + (-(CommRing.natCast 4 * sqd v m)
      + (-(CommRing.natCast 1 * sqd a b) + 0))) = (0 : F) :=
  ring_combination (coordinates [m, a, b, v])
    (2 * sqd (P 3) (P 1) + (2 * sqd (P 3) (P 2) + (-(4 * sqd (P 3) (P 0)) + (-(1 * sqd (P 1) (P 2)) + 0)))) 0
    [⟨4 * x 3 - x 1 - x 2, (vec (P 1) (P 0)).x, (vec (P 0) (P 2)).x⟩,
      ⟨4 * y 3 - y 1 - y 2, (vec (P 1) (P 0)).y, (vec (P 0) (P 2)).y⟩]
    (by decide +kernel) ⟨h.1, h.2, trivial⟩

/-- Congruent triangles `abc` and `cda` make a parallelogram. -/
theorem squares_parallelogram {a b c d : Point F} (h : contri a b c c d a) (ne : a ≠ c) (v : Point F) :
    CommRing.natCast 1 * sqd v a + (-(CommRing.natCast 1 * sqd v b) + (CommRing.natCast 1 * sqd v c
      + (-(CommRing.natCast 1 * sqd v d) + (CommRing.natCast 1 * sqd a b + (-(CommRing.natCast 1 * sqd a c)
      + (CommRing.natCast 1 * sqd a d + 0)))))) = (0 : F) :=
  linear_combination (coordinates [a, b, c, d, v]) (sqd (P 0) (P 2))
    (1 * sqd (P 4) (P 0) + (-(1 * sqd (P 4) (P 1)) + (1 * sqd (P 4) (P 2) + (-(1 * sqd (P 4) (P 3))
      + (1 * sqd (P 0) (P 1) + (-(1 * sqd (P 0) (P 2)) + (1 * sqd (P 0) (P 3) + 0))))))) 0
    [⟨-2 * (x 4 * x 2 - y 4 * y 2), (mul (vec (P 0) (P 1)) (vec (P 2) (P 0))).x,
        (mul (vec (P 0) (P 2)) (vec (P 2) (P 3))).x⟩,
      ⟨-2 * (x 4 * y 2 + y 4 * x 2), (mul (vec (P 0) (P 1)) (vec (P 2) (P 0))).y,
        (mul (vec (P 0) (P 2)) (vec (P 2) (P 3))).y⟩]
    (by decide +kernel) (sqd_ne_zero ne) ⟨h.1.1, h.1.2, trivial⟩

theorem difference_eq_zero {x y : F} (h : x = y) : x + (-y + 0) = 0 := by
  rw [h, add_zero, add_neg_cancel]
theorem ne_zero_of_not {n : Nat} (h : ((Nat.beq n 0).rec true false : Bool) = true) : n ≠ 0 := fun e => by
  rw [e] at h
  exact Bool.false_ne_true h
theorem eq_of_add_neg {x y : F} (h : x + (-y + 0) = 0) : x = y := by
  rw [add_zero, ← sub_eq_add_neg] at h
  exact eq_of_sub_eq_zero h

variable {w : Point F} {P : List (Point F)}

/-- The square of the distance between two numbered points. -/
noncomputable def squared (P : List (Point F)) (i j : Nat) : Area F := sqd (α := F) (nth P i) (nth P j)
/-- A sum of such squares. -/
noncomputable def area (P : List (Point F)) (l : List Term) : F := Term.eval (G := Area F) (squared P) l

theorem squared_comm (P : List (Point F)) (i j : Nat) : squared P i j = squared P j i := sqd_comm (nth P i) (nth P j)

theorem area_square (m : Bool) (n a b : Nat) (l : List Term) : area P (square m n a b :: l) =
    cond m (-(CommRing.natCast n * sqd (nth P a) (nth P b))) (CommRing.natCast n * sqd (nth P a) (nth P b)) + area P l := by
  have e : @Eq F (AbelianGroup.nsmul (G := Area F) (square m n a b).times (squared P a b))
      (CommRing.natCast n * sqd (nth P a) (nth P b)) := by
    refine (Area.nsmul_eq (sqd (nth P a) (nth P b)) _).trans ?_
    show CommRing.natCast ((Nat.beq a b).rec n 0 : Nat) * _ = _
    cases h : Nat.beq a b with
    | false => rfl
    | true =>
      have z : sqd (nth P a) (nth P b) = 0 := Nat.eq_of_beq_eq_true h ▸ sqd_self (nth P a)
      rw [z, mul_zero, mul_zero]
  cases m with
  | false => exact congrArg (fun x : F => x + area P l) e
  | true => exact congrArg (fun x : F => -x + area P l) e
theorem area_nil : area P [] = 0 := rfl

theorem allZero_views {relation : Nat → List Term} (h : ∀ v, area P (relation v) = 0) :
    (points : Nat) → AllZero (squared P) (views relation points)
  | 0 => trivial
  | n + 1 => ⟨h n, allZero_views h n⟩
theorem allZero_one {l : List Term} (h : area P l = 0) : AllZero (squared P) [l] := ⟨h, trivial⟩

namespace Fact

theorem squares_of_holds (points : Nat) : (f : Fact) → AllProper P f.segments → f.holds w P →
    AllZero (squared P) (f.squares points)
  | cong .., _, h => allZero_one (by
      rw [area_square, area_square, area_nil]
      exact difference_eq_zero (congrArg (CommRing.natCast 1 * ·) h))
  | rconst .., _, h => allZero_one (by
      rw [area_square, area_square, area_nil]
      exact difference_eq_zero h.2)
  | perp .., _, h => allZero_one (by
      rw [area_square, area_square, area_square, area_square, area_nil]
      exact squares_perp h)
  | midp .., _, h => allZero_views (fun v => by
      rw [area_square, area_square, area_square, area_square, area_nil]
      exact squares_midp h (nth P v)) points
  | contri a b c p q r, ⟨_, ac, _⟩, h => by
    show AllZero (squared P) ((Nat.beq p c).rec [] ((Nat.beq r a).rec [] _))
    cases hp : Nat.beq p c with
    | false => exact trivial
    | true =>
      cases hr : Nat.beq r a with
      | false => exact trivial
      | true =>
        cases Nat.eq_of_beq_eq_true hp
        cases Nat.eq_of_beq_eq_true hr
        refine allZero_views (fun v => ?_) points
        rw [area_square, area_square, area_square, area_square, area_square, area_square, area_square, area_nil]
        exact squares_parallelogram h ac.2 (nth P v)
  | coll .., _, _ | para .., _, _ | circle .., _, _ | cyclic .., _, _ | eqangle .., _, _ | compl .., _, _
  | eqratio .., _, _ | simtri .., _, _ | simtrir .., _, _ | contrir .., _, _ | aconst .., _, _ | turn, _, _
  | product .., _, _ | ncoll .., _, _ | npara .., _, _ | nperp .., _, _ | neqangle .., _, _ | sameside .., _, _
  | sameclock .., _, _ | oppclock .., _, _ => trivial

theorem holds_of_squares {points : Nat} : (f : Fact) → f.measurable = true → AllZero (squared P) (f.squares points) →
    f.holds w P
  | cong a b c d, _, h => by
    have e : area P [square false 1 a b, square true 1 c d] = 0 := h.1
    rw [area_square, area_square, area_nil] at e
    have e := eq_of_add_neg e
    rw [natCast_one, one_mul, one_mul] at e
    exact e
  | rconst a b c d p q, n, h => by
    have e : area P [square false (q * q) a b, square true (p * p) c d] = 0 := h.1
    rw [area_square, area_square, area_nil] at e
    have ⟨hp, hq⟩ := Term.both_eq_true.1 n
    exact ⟨⟨ne_zero_of_not hp, ne_zero_of_not hq⟩, eq_of_add_neg e⟩
  | perp a b c d, _, h => by
    have e : area P [square false 1 a c, square false 1 b d, square true 1 a d, square true 1 b c] = 0 := h.1
    rw [area_square, area_square, area_square, area_square, area_nil] at e
    exact perp_of_squares e
  | coll .., n, _ | para .., n, _ | circle .., n, _ | cyclic .., n, _ | eqangle .., n, _ | compl .., n, _
  | eqratio .., n, _ | simtri .., n, _ | simtrir .., n, _ | contri .., n, _ | contrir .., n, _ | aconst .., n, _ | turn, n, _
  | product .., n, _ | midp .., n, _ | ncoll .., n, _ | npara .., n, _ | nperp .., n, _ | neqangle .., n, _ | sameside .., n, _
  | sameclock .., n, _ | oppclock .., n, _ => absurd n Bool.false_ne_true

end Fact

open Certificate in
/-- A fact follows from others: its relation of squares, taken so many times, is the sum of relations of theirs. -/
theorem distances (w : Point F) (points radix : Nat) (distinct : Distinct P) (length : P.length = points) (facts : List Fact)
    (holds : Hold w P facts) (goal : Fact) (times : Nat) (uses : List Use)
    (right : checkSquares points radix facts goal times uses = true) : goal.holds w P := by
  subst length
  have ⟨h, sum⟩ := Term.both_eq_true.1 right
  have ⟨measurable, proper⟩ := Term.both_eq_true.1 h
  have known := fact_sound holds proper distinct
  refine Fact.holds_of_squares goal measurable (sums_sound (squared_comm P)
    (fun i => Fact.squares_of_holds _ _ (known i).1 (known i).2) (fun _ => True)
    (fun n x ne _ e => Area.eq_zero_of_nsmul ne e) _ _ (fun _ _ => trivial) sum)

end Factory.Geometry
