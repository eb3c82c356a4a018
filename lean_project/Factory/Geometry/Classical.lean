/-
Rules of the classical engines that are true as they are usually stated, where ours ask for another condition.

The points are pairwise different, in the order in which a rule mentions them. `benchmarks/geometry_classical.py` has all
43 rules, and counterexamples for those that are false.
-/
import Factory.Geometry.Rules
import Factory.Geometry.Relations

universe u

namespace Factory.Geometry

open Coordinates
open RingExpr (var)

variable {F : Type u} [OrderedField F] {a b c d e f o m n p q r : Point F}

theorem sqd_symm (a b : Point F) : sqd a b = sqd b a :=
  ring_correct (coordinates [a, b]) (sqd (P 0) (P 1)) (sqd (P 1) (P 0)) (by decide +kernel)
theorem dot_symm (u v : Point F) : dot u v = dot v u :=
  ring_correct (coordinates [u, v]) (dot (P 0) (P 1)) (dot (P 1) (P 0)) (by decide +kernel)
theorem eqangle_reverse {g h : Point F} (k : eqangle a b c d e f g h) : eqangle c d a b g h e f :=
  ring_combination (coordinates [vec a b, vec c d, vec e f, vec g h]) (cross (P 1) (P 0) * dot (P 3) (P 2))
    (dot (P 1) (P 0) * cross (P 3) (P 2))
    [⟨-1, cross (P 0) (P 1) * dot (P 2) (P 3), dot (P 0) (P 1) * cross (P 2) (P 3)⟩] (by decide +kernel) ⟨k, trivial⟩
theorem simtri_turn (k : simtri b c a q r p) : simtri a b c p q r :=
  ⟨ring_combination (coordinates [a, b, c, p, q, r]) (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).x
      (mul (vec (P 0) (P 2)) (vec (P 3) (P 4))).x
      [⟨1, (mul (vec (P 1) (P 2)) (vec (P 4) (P 3))).x, (mul (vec (P 1) (P 0)) (vec (P 4) (P 5))).x⟩]
      (by decide +kernel) ⟨k.1, trivial⟩,
    ring_combination (coordinates [a, b, c, p, q, r]) (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).y
      (mul (vec (P 0) (P 2)) (vec (P 3) (P 4))).y
      [⟨1, (mul (vec (P 1) (P 2)) (vec (P 4) (P 3))).y, (mul (vec (P 1) (P 0)) (vec (P 4) (P 5))).y⟩]
      (by decide +kernel) ⟨k.2, trivial⟩⟩
theorem simtrir_turn (k : simtrir b c a q r p) : simtrir a b c p q r :=
  simtrir_iff.2 (simtri_turn (simtrir_iff.1 k))

/-! ### Points that are not on one line -/

/-- Three points of a circle are not collinear. -/
theorem ncoll_of_centre (k : cong o a o b) (l : cong o a o c) (hab : a ≠ b) (hac : a ≠ c) (hbc : b ≠ c) : ncoll a b c := by
  intro g
  have first : sqd a b * (sqd a c - dot (vec a b) (vec a c)) = 0 :=
    ring_combination (coordinates [o, a, b, c])
      (sqd (P 1) (P 2) * (sqd (P 1) (P 3) - dot (vec (P 1) (P 2)) (vec (P 1) (P 3)))) 0
      [⟨dot (vec (P 1) (P 2)) (vec (P 1) (P 3)), sqd (P 0) (P 1), sqd (P 0) (P 2)⟩,
        ⟨-sqd (P 1) (P 2), sqd (P 0) (P 1), sqd (P 0) (P 3)⟩,
        ⟨-(2 * cross (vec (P 1) (P 2)) (vec (P 0) (P 1))), cross (vec (P 1) (P 2)) (vec (P 1) (P 3)), 0⟩]
      (by decide +kernel) ⟨k, l, g, trivial⟩
  have second : sqd a c * (sqd a b - dot (vec a b) (vec a c)) = 0 :=
    ring_combination (coordinates [o, a, b, c])
      (sqd (P 1) (P 3) * (sqd (P 1) (P 2) - dot (vec (P 1) (P 2)) (vec (P 1) (P 3)))) 0
      [⟨-sqd (P 1) (P 3), sqd (P 0) (P 1), sqd (P 0) (P 2)⟩,
        ⟨dot (vec (P 1) (P 2)) (vec (P 1) (P 3)), sqd (P 0) (P 1), sqd (P 0) (P 3)⟩,
        ⟨2 * cross (vec (P 1) (P 3)) (vec (P 0) (P 1)), cross (vec (P 1) (P 2)) (vec (P 1) (P 3)), 0⟩]
      (by decide +kernel) ⟨k, l, g, trivial⟩
  exact sqd_ne_zero hbc (ring_combination (coordinates [a, b, c]) (sqd (P 1) (P 2)) 0
    [⟨1, sqd (P 0) (P 2) - dot (vec (P 0) (P 1)) (vec (P 0) (P 2)), 0⟩,
      ⟨1, sqd (P 0) (P 1) - dot (vec (P 0) (P 1)) (vec (P 0) (P 2)), 0⟩] (by decide +kernel)
    ⟨eq_zero_of_mul_eq_zero (sqd_ne_zero hab) first, eq_zero_of_mul_eq_zero (sqd_ne_zero hac) second, trivial⟩)

/-- Nor are three further points of a circle. -/
theorem ncoll_of_cyclic (k : cyclic a b c p) (l : cyclic a b c q) (g : cyclic a b c r) (hap : a ≠ p) (hbp : b ≠ p)
    (hbq : b ≠ q) (hpq : p ≠ q) (hpr : p ≠ r) (hqr : q ≠ r) : ncoll p q r :=
  (cyclic_join (cyclic_join k l hap hbp).turn (cyclic_join k g hap hbp).turn hbq hpq).turn.ncoll_last hpr hqr

/-- A triangle with an angle of one that is not degenerate is not. -/
theorem ncoll_of_eqangle (k : eqangle b a b c q p q r) (g : ncoll a b c) (hpq : p ≠ q) (hqr : q ≠ r) : ncoll p q r := by
  intro z
  have flat : cross (vec q p) (vec q r) = 0 :=
    ring_combination (coordinates [p, q, r]) (cross (vec (P 1) (P 0)) (vec (P 1) (P 2))) 0
      [⟨-1, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)), 0⟩] (by decide +kernel) ⟨z, trivial⟩
  have turn : cross (vec b a) (vec b c) ≠ 0 := fun e => g
    (ring_combination (coordinates [a, b, c]) (cross (vec (P 0) (P 1)) (vec (P 0) (P 2))) 0
      [⟨-1, cross (vec (P 1) (P 0)) (vec (P 1) (P 2)), 0⟩] (by decide +kernel) ⟨e, trivial⟩)
  have e : cross (vec b a) (vec b c) * dot (vec q p) (vec q r) = 0 := k.trans (by rw [flat, mul_zero])
  have ⟨x, y⟩ := eq_zero_of_dot_cross (sqd_ne_zero hpq.symm) (eq_zero_of_mul_eq_zero turn e) flat
  exact hqr (Point.ext (eq_of_sub_eq_zero x) (eq_of_sub_eq_zero y)).symm

theorem heron_triangle (a b c : Point F) : 2 * cross (vec a b) (vec a c) * (2 * cross (vec a b) (vec a c)) =
    (2 + 2) * (sqd b c * sqd b a) - (sqd b c + sqd b a - sqd c a) * (sqd b c + sqd b a - sqd c a) :=
  ring_correct (coordinates [a, b, c])
    (2 * cross (vec (P 0) (P 1)) (vec (P 0) (P 2)) * (2 * cross (vec (P 0) (P 1)) (vec (P 0) (P 2))))
    ((2 + 2) * (sqd (P 1) (P 2) * sqd (P 1) (P 0)) - (sqd (P 1) (P 2) + sqd (P 1) (P 0) - sqd (P 2) (P 0)) *
      (sqd (P 1) (P 2) + sqd (P 1) (P 0) - sqd (P 2) (P 0))) (by decide +kernel)
/-- If one of two triangles with proportional sides is degenerate, the other is. -/
theorem ncoll_of_eqratio (k : eqratio b a b c q p q r) (l : eqratio c a c b r p r q) (g : ncoll a b c) (hqr : q ≠ r) :
    ncoll p q r := by
  intro z
  have flat := heron_triangle p q r
  rw [show cross (vec p q) (vec p r) = 0 from z, mul_zero, mul_zero] at flat
  have k' : sqd b a * sqd q r = sqd b c * sqd q p := k
  have l' : sqd c a * sqd q r = sqd b c * sqd r p := by rw [sqd_symm q r, sqd_symm b c]; exact l
  have e : sqd q r * sqd q r * (2 * cross (vec a b) (vec a c) * (2 * cross (vec a b) (vec a c))) = 0 := by
    rw [heron_triangle a b c]
    exact ring_combination [sqd b c, sqd b a, sqd c a, sqd q r, sqd q p, sqd r p]
      (var 3 * var 3 * ((2 + 2) * (var 0 * var 1) - (var 0 + var 1 - var 2) * (var 0 + var 1 - var 2))) 0
      [⟨-(var 0 * var 0), 0, (2 + 2) * (var 3 * var 4) - (var 3 + var 4 - var 5) * (var 3 + var 4 - var 5)⟩,
        ⟨(2 + 2) * (var 0 * var 3) - (2 * (var 0 * var 3) + var 3 * var 1 + var 0 * var 4 - var 3 * var 2 -
          var 0 * var 5), var 1 * var 3, var 0 * var 4⟩,
        ⟨2 * (var 0 * var 3) + var 3 * var 1 + var 0 * var 4 - var 3 * var 2 - var 0 * var 5,
          var 2 * var 3, var 0 * var 5⟩]
      (by decide +kernel) ⟨flat, k', l', trivial⟩
  have two : (2 : F) ≠ 0 := two_ne_zero
  exact mul_ne_zero (mul_ne_zero (sqd_ne_zero hqr) (sqd_ne_zero hqr))
    (mul_ne_zero (mul_ne_zero two g) (mul_ne_zero two g)) e

theorem coll_join (k : coll p a b) (l : coll q a b) (hab : a ≠ b) : coll p q a :=
  linear_combination (coordinates [a, b, p, q]) (sqd (P 0) (P 1)) (cross (vec (P 2) (P 3)) (vec (P 2) (P 0))) 0
    [⟨dot (vec (P 0) (P 2)) (vec (P 0) (P 1)), cross (vec (P 3) (P 0)) (vec (P 3) (P 1)), 0⟩,
      ⟨-dot (vec (P 0) (P 3)) (vec (P 0) (P 1)), cross (vec (P 2) (P 0)) (vec (P 2) (P 1)), 0⟩]
    (by decide +kernel) (sqd_ne_zero hab) ⟨l, k, trivial⟩
theorem coll_swap (k : coll p a b) : coll p b a :=
  ring_combination (coordinates [a, b, p]) (cross (vec (P 2) (P 1)) (vec (P 2) (P 0))) 0
    [⟨-1, cross (vec (P 2) (P 0)) (vec (P 2) (P 1)), 0⟩] (by decide +kernel) ⟨k, trivial⟩

/-! ### The rules -/

namespace Classical

theorem centre_cyclic (distinct : Distinct [o, a, b, c, d]) (k : cong o a o b) (l : cong o b o c) (g : cong o c o d) :
    cyclic a b c d :=
  Geometry.centre_cyclic k (k.trans l) (k.trans (l.trans g)) (ncoll_of_centre k (k.trans l)
    (distinct.diff rfl 1 2 rfl) (distinct.diff rfl 1 3 rfl) (distinct.diff rfl 2 3 rfl))

theorem inscribed_converse (distinct : Distinct [p, a, b, q]) (k : eqangle p a p b q a q b)
    (g : ¬(coll p q a ∧ coll p q b)) : cyclic a b p q := by
  have hab : a ≠ b := distinct.diff rfl 1 2 rfl
  refine (Geometry.inscribed_converse k fun z => g ?_).turn
  have e : dot (vec p a) (vec p b) * cross (vec q a) (vec q b) = 0 :=
    k.symm.trans (by rw [show cross (vec p a) (vec p b) = 0 from z, zero_mul])
  refine (eq_zero_or_eq_zero_of_mul_eq_zero e).elim (fun h => ?_) fun h =>
    ⟨coll_join z h hab, coll_join (coll_swap z) (coll_swap h) hab.symm⟩
  have ⟨x, y⟩ := eq_zero_of_dot_cross (sqd_ne_zero (distinct.diff rfl 0 1 rfl)) h z
  exact absurd (Point.ext (eq_of_sub_eq_zero x).symm (eq_of_sub_eq_zero y).symm)
    (show p ≠ b from distinct.diff rfl 0 2 rfl)

theorem chord_of_angle (distinct : Distinct [a, b, c, p, q, r]) (k : cyclic a b c p) (l : cyclic a b c q)
    (g : cyclic a b c r) (z : eqangle c a c b r p r q) : cong a b p q :=
  Geometry.chord_of_angle k l g z k.2 (ncoll_of_cyclic k l g (distinct.diff rfl 0 3 rfl) (distinct.diff rfl 1 3 rfl)
    (distinct.diff rfl 1 4 rfl) (distinct.diff rfl 3 4 rfl) (distinct.diff rfl 3 5 rfl) (distinct.diff rfl 4 5 rfl))

theorem midline (k : midp e a b) (l : midp f a c) : para e f b c :=
  linear_combination (coordinates [a, b, c, e, f]) 2 (cross (vec (P 3) (P 4)) (vec (P 1) (P 2))) 0
    [⟨-(vec (P 1) (P 2)).y, (vec (P 0) (P 3)).x, (vec (P 3) (P 1)).x⟩,
      ⟨(vec (P 1) (P 2)).x, (vec (P 0) (P 3)).y, (vec (P 3) (P 1)).y⟩,
      ⟨(vec (P 1) (P 2)).y, (vec (P 0) (P 4)).x, (vec (P 4) (P 2)).x⟩,
      ⟨-(vec (P 1) (P 2)).x, (vec (P 0) (P 4)).y, (vec (P 4) (P 2)).y⟩]
    (by decide +kernel) (natCast_ne_zero 1) ⟨k.1, k.2, l.1, l.2, trivial⟩
theorem diagonals (k : midp m a b) (l : midp m c d) : para a c b d :=
  ring_combination (coordinates [a, b, c, d, m]) (cross (vec (P 0) (P 2)) (vec (P 1) (P 3))) 0
    [⟨-(vec (P 0) (P 2)).y, (vec (P 0) (P 4)).x, (vec (P 4) (P 1)).x⟩,
      ⟨(vec (P 0) (P 2)).x, (vec (P 0) (P 4)).y, (vec (P 4) (P 1)).y⟩,
      ⟨(vec (P 0) (P 2)).y, (vec (P 2) (P 4)).x, (vec (P 4) (P 3)).x⟩,
      ⟨-(vec (P 0) (P 2)).x, (vec (P 2) (P 4)).y, (vec (P 4) (P 3)).y⟩]
    (by decide +kernel) ⟨k.1, k.2, l.1, l.2, trivial⟩

theorem para_of_ratio (distinct : Distinct [o, a, c, b, d]) (k : eqratio o a a c o b b d) (l : coll o a c)
    (g : coll o b d) (_ : ncoll a b c) (z : sameside o a c o b d) : para a b c d := by
  have turned {a c : Point F} (l : coll o a c) : coll a c o :=
    ring_combination (coordinates [o, a, c]) (cross (vec (P 1) (P 2)) (vec (P 1) (P 0))) 0
      [⟨1, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)), 0⟩] (by decide +kernel) ⟨l, trivial⟩
  refine ratio_para (c := o) (d := o) ?_ (turned l) (turned g) ?_ ?_ (distinct.diff rfl 2 0 rfl)
  · exact ring_correct (coordinates [c, d, o]) (cross (vec (P 0) (P 1)) (vec (P 2) (P 2))) 0 (by decide +kernel)
  · show sqd a c * sqd b o = sqd a o * sqd b d
    rw [sqd_symm b o, sqd_symm a o]
    exact k.symm
  · show 0 < dot (vec a c) (vec a o) * dot (vec b d) (vec b o)
    rw [dot_symm (vec a c), dot_symm (vec b d)]
    exact z

theorem aa (distinct : Distinct [b, a, c, q, p, r]) (k : eqangle b a b c q p q r) (l : eqangle c a c b r p r q)
    (g : ncoll a b c) : simtri a b c p q r :=
  simtri_turn (Geometry.aa (eqangle_reverse k) (eqangle_reverse l)
    (ncoll_turn (ncoll_of_eqangle k g (distinct.diff rfl 4 3 rfl) (distinct.diff rfl 3 5 rfl)))
    (distinct.diff rfl 0 2 rfl))
theorem aa_mirrored (distinct : Distinct [b, a, c, q, r, p]) (k : eqangle b a b c q r q p) (l : eqangle c a c b r q r p)
    (g : ncoll a b c) : simtrir a b c p q r :=
  simtrir_turn (Geometry.aa_mirrored (eqangle_reverse k) (eqangle_reverse l)
    (ncoll_swap (ncoll_of_eqangle k g (distinct.diff rfl 4 3 rfl) (distinct.diff rfl 3 5 rfl)))
    (distinct.diff rfl 0 2 rfl))
theorem aa_equal (distinct : Distinct [b, a, c, q, p, r]) (k : eqangle b a b c q p q r) (l : eqangle c a c b r p r q)
    (g : ncoll a b c) (z : cong a b p q) : contri a b c p q r := ⟨aa distinct k l g, z⟩
theorem aa_equal_mirrored (distinct : Distinct [b, a, c, q, r, p]) (k : eqangle b a b c q r q p)
    (l : eqangle c a c b r q r p) (g : ncoll a b c) (z : cong a b p q) : contrir a b c p q r :=
  ⟨aa_mirrored distinct k l g, z⟩

/-- Triangles with proportional sides are similar, in one orientation or the other. -/
theorem sss_of_ncoll (hbc : b ≠ c) (hqr : q ≠ r) (k : eqratio b a b c q p q r) (l : eqratio c a c b r p r q)
    (g : ncoll a b c) : simtri a b c p q r ∨ simtrir a b c p q r := by
  have k' : sqd a b * sqd q r = sqd b c * sqd p q := by
    rw [sqd_symm a b, sqd_symm p q]
    exact k
  have l' : sqd a c * sqd q r = sqd b c * sqd p r := by
    rw [sqd_symm a c, sqd_symm q r, sqd_symm b c, sqd_symm p r]
    exact l
  have first : eqratio a b a c p q p r :=
    linear_combination [sqd a b, sqd b c, sqd a c, sqd p q, sqd q r, sqd p r] (var 1) (var 0 * var 5)
      (var 2 * var 3)
      [⟨var 2, var 0 * var 4, var 1 * var 3⟩, ⟨-var 0, var 2 * var 4, var 1 * var 5⟩] (by decide +kernel)
      (sqd_ne_zero hbc) ⟨k', l', trivial⟩
  exact (lt_or_gt_of_ne (mul_ne_zero g (ncoll_of_eqratio k l g hqr))).elim
    (fun h => .inr (sss_mirrored first k h)) fun h => .inl (sss first k h)

theorem sss (distinct : Distinct [b, a, c, q, p, r]) (k : eqratio b a b c q p q r) (l : eqratio c a c b r p r q)
    (g : ncoll a b c) : simtri a b c p q r ∨ simtrir a b c p q r :=
  sss_of_ncoll (distinct.diff rfl 0 2 rfl) (distinct.diff rfl 3 5 rfl) k l g
theorem sss_equal (distinct : Distinct [b, a, c, q, p, r]) (k : eqratio b a b c q p q r) (l : eqratio c a c b r p r q)
    (g : ncoll a b c) (z : cong a b p q) : contri a b c p q r ∨ contrir a b c p q r :=
  (sss distinct k l g).imp (⟨·, z⟩) (⟨·, z⟩)
theorem sss_congruent (distinct : Distinct [a, b, p, q, c, r]) (k : cong a b p q) (l : cong b c q r) (z : cong c a r p)
    (g : ncoll a b c) : contri a b c p q r ∨ contrir a b c p q r := by
  refine (sss_of_ncoll (distinct.diff rfl 1 4 rfl) (distinct.diff rfl 3 5 rfl) ?_ ?_ g).imp (⟨·, k⟩) (⟨·, k⟩)
  · show sqd b a * sqd q r = sqd b c * sqd q p
    rw [sqd_symm b a, sqd_symm q p, show sqd a b = sqd p q from k, show sqd b c = sqd q r from l]
    exact Factory.mul_comm _ _
  · show sqd c a * sqd r q = sqd c b * sqd r p
    rw [sqd_symm c b, sqd_symm r q, show sqd c a = sqd r p from z, show sqd b c = sqd q r from l]
    exact Factory.mul_comm _ _

/-! ### With the condition that the usual statement lacks -/

theorem ratio_of_para (_ : Distinct [a, b, c, d, o]) (k : para a b c d) (l : coll o a c) (g : coll o b d)
    (z : ncoll a b c) : eqratio o a o c o b o d :=
  para_ratio (c := d) (d := c)
    (ring_combination (coordinates [a, b, c, d]) (cross (vec (P 0) (P 1)) (vec (P 3) (P 2))) 0
      [⟨-1, cross (vec (P 0) (P 1)) (vec (P 2) (P 3)), 0⟩] (by decide +kernel) ⟨k, trivial⟩)
    l g (ring_correct (coordinates [a, b, o]) (cross (vec (P 2) (P 2)) (vec (P 0) (P 1))) 0 (by decide +kernel)) z
theorem sas (k : eqratio b a b c q p q r) (l : eqangle b a b c q p q r) (_ : ncoll a b c) (g : sameclock a b c p q r) :
    simtri a b c p q r := by
  have z : sameclock b a c q p r :=
    lt_of_lt_of_le g (le_of_eq (ring_correct (coordinates [a, b, c, p, q, r])
      (cross (vec (P 0) (P 1)) (vec (P 0) (P 2)) * cross (vec (P 3) (P 4)) (vec (P 3) (P 5)))
      (cross (vec (P 1) (P 0)) (vec (P 1) (P 2)) * cross (vec (P 4) (P 3)) (vec (P 4) (P 5))) (by decide +kernel)))
  have s := Geometry.sas k l z
  exact ⟨ring_combination (coordinates [a, b, c, p, q, r]) (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).x
      (mul (vec (P 0) (P 2)) (vec (P 3) (P 4))).x
      [⟨-1, (mul (vec (P 1) (P 0)) (vec (P 4) (P 5))).x, (mul (vec (P 1) (P 2)) (vec (P 4) (P 3))).x⟩]
      (by decide +kernel) ⟨s.1, trivial⟩,
    ring_combination (coordinates [a, b, c, p, q, r]) (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).y
      (mul (vec (P 0) (P 2)) (vec (P 3) (P 4))).y
      [⟨-1, (mul (vec (P 1) (P 0)) (vec (P 4) (P 5))).y, (mul (vec (P 1) (P 2)) (vec (P 4) (P 3))).y⟩]
      (by decide +kernel) ⟨s.2, trivial⟩⟩
theorem sas_congruent (k : cong a b p q) (l : cong b c q r) (z : eqangle b a b c q p q r) (h : ncoll a b c)
    (g : sameclock a b c p q r) : contri a b c p q r := by
  refine ⟨sas ?_ z h g, k⟩
  show sqd b a * sqd q r = sqd b c * sqd q p
  rw [sqd_symm b a, sqd_symm q p, show sqd a b = sqd p q from k, show sqd b c = sqd q r from l]
  exact Factory.mul_comm _ _

end Classical

end Factory.Geometry
