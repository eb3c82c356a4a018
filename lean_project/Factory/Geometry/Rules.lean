/-
The rules of deduction of `docs/geometry-engine.md`, each a theorem about coordinates.

Those that are one linear combination of their premises are in `Identities.lean`; these here put such identities together,
and decide signs by the order of the field.
-/
import Factory.Geometry.Similar

universe u

namespace Factory.Geometry

open Coordinates

variable {F : Type u} [OrderedField F] {a b c d e f h i m n o p q r : Point F}

/-! ### Points and lines -/

theorem ne_of_ncoll (k : ncoll a b c) : a ≠ b ∧ a ≠ c ∧ b ≠ c := by
  refine ⟨fun e => k ?_, fun e => k ?_, fun e => k ?_⟩
  · rw [e]
    exact ring_correct (coordinates [b, c]) (cross (vec (P 0) (P 0)) (vec (P 0) (P 1))) 0 (by decide +kernel)
  · rw [e]
    exact ring_correct (coordinates [c, b]) (cross (vec (P 0) (P 1)) (vec (P 0) (P 0))) 0 (by decide +kernel)
  · rw [e]
    exact cross_self _
theorem coll_of_para (k : para a b a c) : coll a b c := k
theorem ncoll_swap (k : ncoll a b c) : ncoll b a c := fun e => k
  (ring_combination (coordinates [a, b, c]) (cross (vec (P 0) (P 1)) (vec (P 0) (P 2))) 0
    [⟨-1, cross (vec (P 1) (P 0)) (vec (P 1) (P 2)), 0⟩] (by decide +kernel) ⟨e, trivial⟩)
theorem ncoll_turn (k : ncoll a b c) : ncoll b c a := fun e => k
  (ring_combination (coordinates [a, b, c]) (cross (vec (P 0) (P 1)) (vec (P 0) (P 2))) 0
    [⟨1, cross (vec (P 1) (P 2)) (vec (P 1) (P 0)), 0⟩] (by decide +kernel) ⟨e, trivial⟩)

/-! ### Circles -/

theorem inscribed_converse (k : eqangle a b a c d b d c) (g : ncoll a b c) : cyclic a b c d := ⟨circ_of_eqangle k, g⟩
theorem bisector_circle (k : eqangle a m a r a r a n) (l : cong r m r n) (g : ncoll a m n) (p : nperp a r m n) :
    cyclic a m n r := ⟨bisector_circ k l p, g⟩
theorem centre_cyclic (k : cong o a o b) (l : cong o a o c) (m : cong o a o d) (g : ncoll a b c) : cyclic a b c d :=
  ⟨centre_circ k l m, g⟩
theorem centre_join (k : cong o a o b) (l : cong o a o c) (m : cyclic a b c d) : cong o a o d :=
  centre_join_circ k l m.1 m.2

/-- A line meets a circle in at most two points. -/
theorem cyclic.ncoll_last (k : cyclic a b c d) (hda : a ≠ d) (hdb : b ≠ d) : ncoll a b d := fun g => by
  have perpendicular := circ_coll k.1 g k.2
  have parallel : cross (vec d a) (vec d b) = 0 :=
    ring_combination (coordinates [a, b, d]) (cross (vec (P 2) (P 0)) (vec (P 2) (P 1))) 0
      [⟨1, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)), 0⟩] (by decide +kernel) ⟨g, trivial⟩
  have ⟨x, y⟩ := eq_zero_of_dot_cross (sqd_ne_zero fun e => hda e.symm) perpendicular parallel
  exact hdb (Point.ext (eq_of_sub_eq_zero x) (eq_of_sub_eq_zero y))
theorem cyclic_join (k : cyclic a b c d) (l : cyclic a b c e) (had : a ≠ d) (hbd : b ≠ d) : cyclic a b d e :=
  ⟨circ_join k.1 l.1 k.2, k.ncoll_last had hbd⟩

/-! The points of `cyclic` may stand in any order. -/

theorem cyclic.swap (k : cyclic a b c d) : cyclic b a c d :=
  ⟨ring_combination (coordinates [a, b, c, d]) (circular (P 1) (P 0) (P 2) (P 3)) 0
    [⟨-1, circular (P 0) (P 1) (P 2) (P 3), 0⟩] (by decide +kernel) ⟨k.1, trivial⟩, ncoll_swap k.2⟩
theorem cyclic.turn (k : cyclic a b c d) : cyclic b c a d :=
  ⟨ring_combination (coordinates [a, b, c, d]) (circular (P 1) (P 2) (P 0) (P 3)) 0
    [⟨1, circular (P 0) (P 1) (P 2) (P 3), 0⟩] (by decide +kernel) ⟨k.1, trivial⟩, ncoll_turn k.2⟩
theorem cyclic.swap_last (k : cyclic a b c d) (had : a ≠ d) (hbd : b ≠ d) : cyclic a b d c :=
  ⟨ring_combination (coordinates [a, b, c, d]) (circular (P 0) (P 1) (P 3) (P 2)) 0
    [⟨-1, circular (P 0) (P 1) (P 2) (P 3), 0⟩] (by decide +kernel) ⟨k.1, trivial⟩, k.ncoll_last had hbd⟩

/-! Three points of `cyclic` may be given with one of them twice. -/

theorem cyclic_first (k : ncoll a b c) : cyclic a b c a :=
  ⟨ring_correct (coordinates [a, b, c]) (circular (P 0) (P 1) (P 2) (P 0)) 0 (by decide +kernel), k⟩
theorem cyclic_second (k : ncoll a b c) : cyclic a b c b :=
  ⟨ring_correct (coordinates [a, b, c]) (circular (P 0) (P 1) (P 2) (P 1)) 0 (by decide +kernel), k⟩
theorem cyclic_third (k : ncoll a b c) : cyclic a b c c :=
  ⟨ring_correct (coordinates [a, b, c]) (circular (P 0) (P 1) (P 2) (P 2)) 0 (by decide +kernel), k⟩

/-- The circumcentre of the first three points, given that the last is (1 / (2 cross ab ac), 1). -/
def centre : Point RingExpr :=
  let u := vec (P 0) (P 1)
  let v := vec (P 0) (P 2)
  ⟨(P 0).x + (P 3).x * (dot u u * v.y - dot v v * u.y), (P 0).y + (P 3).x * (dot v v * u.x - dot u u * v.x)⟩

/-- Every triangle has a circumcentre. -/
theorem exists_centre (k : ncoll a b c) : ∃ o : Point F, cong o a o b ∧ cong o a o c := by
  have unit : CommRing.natCast 2 * cross (vec a b) (vec a c) * (CommRing.natCast 2 * cross (vec a b) (vec a c))⁻¹ = 1 :=
    mul_inv_cancel (mul_ne_zero (natCast_ne_zero 1) k)
  let s : Point F := ⟨(CommRing.natCast 2 * cross (vec a b) (vec a c))⁻¹, 1⟩
  refine ⟨⟨centre.x.eval (coordinates [a, b, c, s]), centre.y.eval (coordinates [a, b, c, s])⟩, ?_, ?_⟩
  · exact ring_combination (coordinates [a, b, c, s]) (sqd centre (P 0)) (sqd centre (P 1))
      [⟨sqd (P 0) (P 1), .mul (2 * cross (vec (P 0) (P 1)) (vec (P 0) (P 2))) (P 3).x, (P 3).y⟩,
        ⟨sqd (P 0) (P 1), (P 3).y, 1⟩]
      (by decide +kernel) ⟨unit, natCast_one.symm, trivial⟩
  · exact ring_combination (coordinates [a, b, c, s]) (sqd centre (P 0)) (sqd centre (P 2))
      [⟨sqd (P 0) (P 2), .mul (2 * cross (vec (P 0) (P 1)) (vec (P 0) (P 2))) (P 3).x, (P 3).y⟩,
        ⟨sqd (P 0) (P 2), (P 3).y, 1⟩]
      (by decide +kernel) ⟨unit, natCast_one.symm, trivial⟩

theorem kite (k : cong p a p b) (l : cong q a q b) (g : cyclic a b p q) (hab : a ≠ b) (hpq : p ≠ q) :
    perp p a a q := by
  refine kite_circ k l g.1 fun z => hpq ?_
  have ⟨x, y⟩ := eq_zero_of_dot_cross (sqd_ne_zero hab) (bisector_perp k l) z
  exact Point.ext (eq_of_sub_eq_zero x).symm (eq_of_sub_eq_zero y).symm

/-! ### Bisectors and parallels -/

theorem third_bisector (k : eqangle a b a i a i a c) (l : eqangle b a b i b i b c) (g : ncoll a b c) (hai : a ≠ i) :
    eqangle c a c i c i c b :=
  have away : ncoll i a b := fun e => g (bisector_coll k e hai)
  third_bisector_of_ncoll k l away away
theorem bisector_feet (k : eqangle a c a p a p a b) (l : perp c p a p) (g : eqangle b c b q b q b a) (z : perp c q b q)
    (hap : a ≠ p) (hbq : b ≠ q) : para p q a b :=
  feet_parallel (foot_on_bisector k l hap) (foot_on_bisector g z hbq)
theorem segment_copy (k : coll a b p) (l : cong q b a p) (g : cong q a b p) : coll a b q :=
  mul_self_eq_zero.1 (heron k l g)
theorem para_ratio (k : para a b c d) (l : coll m a d) (g : coll n b c) (z : para m n a b) (t : ncoll a b d) :
    eqratio m a m d n b n c := product_ratio (para_product k l g z t)

/-! ### Similar triangles -/

/-- If `u * t` is `-(v * w)`, then the angles from `u` to `v` and from `w` to `t` differ by two right angles. -/
theorem opposite_signs {u v w t : Point F} (hx : (mul u t).x + (mul v w).x = 0) (hy : (mul u t).y + (mul v w).y = 0) :
    dot w w * cross u v = -(dot u u * cross w t) ∧ dot w w * dot u v = -(dot u u * dot w t) :=
  ⟨ring_combination (coordinates [u, v, w, t]) (dot (P 2) (P 2) * cross (P 0) (P 1))
      (-(dot (P 0) (P 0) * cross (P 2) (P 3)))
      [⟨-(mul (P 0) (P 2)).y, (mul (P 0) (P 3)).x + (mul (P 1) (P 2)).x, 0⟩,
        ⟨(mul (P 0) (P 2)).x, (mul (P 0) (P 3)).y + (mul (P 1) (P 2)).y, 0⟩] (by decide +kernel) ⟨hx, hy, trivial⟩,
    ring_combination (coordinates [u, v, w, t]) (dot (P 2) (P 2) * dot (P 0) (P 1))
      (-(dot (P 0) (P 0) * dot (P 2) (P 3)))
      [⟨(mul (P 0) (P 2)).x, (mul (P 0) (P 3)).x + (mul (P 1) (P 2)).x, 0⟩,
        ⟨(mul (P 0) (P 2)).y, (mul (P 0) (P 3)).y + (mul (P 1) (P 2)).y, 0⟩] (by decide +kernel) ⟨hx, hy, trivial⟩⟩
theorem not_opposite {s t x y : F} (hs : 0 < s) (ht : 0 < t) (h : t * x = -(s * y)) : ¬0 < x * y := fun g => by
  have e : t * (x * x) + s * (x * y) = 0 :=
    ring_combination [s, t, x, y]
      (.add (.mul (.var 1) (.mul (.var 2) (.var 2))) (.mul (.var 0) (.mul (.var 2) (.var 3)))) 0
      [⟨.var 2, .mul (.var 1) (.var 2), .neg (.mul (.var 0) (.var 3))⟩] (by decide +kernel) ⟨h, trivial⟩
  rw [add_comm] at e
  exact ne_of_gt (add_pos_of_pos_of_nonneg (mul_pos hs g) (mul_nonneg (le_of_lt ht) (mul_self_nonneg x))) e

theorem ne_zero_of_mul_pos {x y : F} (h : 0 < x * y) : x ≠ 0 ∧ y ≠ 0 :=
  ⟨left_ne_zero_of_mul (ne_of_gt h), right_ne_zero_of_mul (ne_of_gt h)⟩
theorem sameclock.ncoll (g : sameclock a b c p q r) : ncoll a b c ∧ ncoll p q r := ne_zero_of_mul_pos g

theorem sas (k : eqratio a b a c p q p r) (l : eqangle a b a c p q p r) (g : sameclock a b c p q r) :
    simtri a b c p q r := by
  have hab := (ne_of_ncoll g.ncoll.1).1
  have hpq := (ne_of_ncoll g.ncoll.2).1
  have size : dot (mul (vec a b) (vec p r)) (mul (vec a b) (vec p r))
      = dot (mul (vec a c) (vec p q)) (mul (vec a c) (vec p q)) := by
    rw [dot_mul, dot_mul]
    exact k
  have direction : cross (mul (vec a b) (vec p r)) (mul (vec a c) (vec p q)) = 0 :=
    ring_combination (coordinates [a, b, c, p, q, r])
      (cross (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))) (mul (vec (P 0) (P 2)) (vec (P 3) (P 4)))) 0
      [⟨1, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)) * dot (vec (P 3) (P 4)) (vec (P 3) (P 5)),
        dot (vec (P 0) (P 1)) (vec (P 0) (P 2)) * cross (vec (P 3) (P 4)) (vec (P 3) (P 5))⟩]
      (by decide +kernel) ⟨l, trivial⟩
  exact (eq_or_opposite size direction).resolve_right fun e =>
    not_opposite (sqd_pos hab) (sqd_pos hpq) (opposite_signs e.1 e.2).1 g

/-- What is perpendicular to two vectors of different directions is 0. -/
theorem eq_of_perpendicular {u v s t : Point F} (h : dot (vec v u) s = 0) (g : dot (vec v u) t = 0)
    (k : cross s t ≠ 0) : u.x = v.x ∧ u.y = v.y :=
  ⟨linear_combination (coordinates [u, v, s, t]) (cross (P 2) (P 3)) (P 0).x (P 1).x
      [⟨(P 3).y, dot (vec (P 1) (P 0)) (P 2), 0⟩, ⟨-(P 2).y, dot (vec (P 1) (P 0)) (P 3), 0⟩] (by decide +kernel) k
      ⟨h, g, trivial⟩,
    linear_combination (coordinates [u, v, s, t]) (cross (P 2) (P 3)) (P 0).y (P 1).y
      [⟨-(P 3).x, dot (vec (P 1) (P 0)) (P 2), 0⟩, ⟨(P 2).x, dot (vec (P 1) (P 0)) (P 3), 0⟩] (by decide +kernel) k
      ⟨h, g, trivial⟩⟩
theorem sum_ne_zero {s t x y : F} (hs : 0 < s) (ht : 0 < t) (g : 0 < x * y) : s * x + t * y ≠ 0 := fun e =>
  not_opposite hs ht (y := x) (x := y) (eq_neg_of_add_eq_zero ((add_comm _ _).trans e)) (Factory.mul_comm x y ▸ g)

/-- Triangles of the same orientation whose sizes fit are similar. -/
theorem simtri_of_dots (g : sameclock a b c p q r)
    (h : dot (mul (vec a b) (vec p r)) (mul (vec a b) (vec p r)) = dot (mul (vec a c) (vec p q)) (mul (vec a c) (vec p q)))
    (k : dot (vec (mul (vec a c) (vec p q)) (mul (vec a b) (vec p r))) (mul (vec a b) (vec p q)) = 0) :
    simtri a b c p q r := by
  have hab := (ne_of_ncoll g.ncoll.1).1
  have hpq := (ne_of_ncoll g.ncoll.2).1
  let u := mul (vec a b) (vec p r)
  let v := mul (vec a c) (vec p q)
  refine eq_of_perpendicular (s := mul (vec a b) (vec p q)) (t := ⟨u.x + v.x, u.y + v.y⟩) k ?_ ?_
  · exact ring_combination (coordinates [u, v]) (dot (vec (P 1) (P 0)) ⟨(P 0).x + (P 1).x, (P 0).y + (P 1).y⟩) 0
      [⟨1, dot (P 0) (P 0), dot (P 1) (P 1)⟩] (by decide +kernel) ⟨h, trivial⟩
  · have e : cross (mul (vec a b) (vec p q)) ⟨u.x + v.x, u.y + v.y⟩ =
        sqd p q * cross (vec a b) (vec a c) + sqd a b * cross (vec p q) (vec p r) :=
      ring_correct (coordinates [a, b, c, p, q, r])
        (cross (mul (vec (P 0) (P 1)) (vec (P 3) (P 4)))
          ⟨(mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).x + (mul (vec (P 0) (P 2)) (vec (P 3) (P 4))).x,
            (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).y + (mul (vec (P 0) (P 2)) (vec (P 3) (P 4))).y⟩)
        (sqd (P 3) (P 4) * cross (vec (P 0) (P 1)) (vec (P 0) (P 2))
          + sqd (P 0) (P 1) * cross (vec (P 3) (P 4)) (vec (P 3) (P 5))) (by decide +kernel)
    rw [e]
    exact sum_ne_zero (sqd_pos hpq) (sqd_pos hab) g

theorem sss (k : eqratio a b a c p q p r) (l : eqratio b a b c q p q r) (g : sameclock a b c p q r) :
    simtri a b c p q r := by
  have h : dot (mul (vec a b) (vec p r)) (mul (vec a b) (vec p r))
      = dot (mul (vec a c) (vec p q)) (mul (vec a c) (vec p q)) := by
    rw [dot_mul, dot_mul]
    exact k
  refine simtri_of_dots g h ?_
  exact linear_combination (coordinates [a, b, c, p, q, r]) 2
    (dot (vec (mul (vec (P 0) (P 2)) (vec (P 3) (P 4))) (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))))
      (mul (vec (P 0) (P 1)) (vec (P 3) (P 4)))) 0
    [⟨1, sqd (P 0) (P 1) * sqd (P 3) (P 5), sqd (P 0) (P 2) * sqd (P 3) (P 4)⟩,
      ⟨-1, sqd (P 1) (P 0) * sqd (P 4) (P 5), sqd (P 1) (P 2) * sqd (P 4) (P 3)⟩]
    (by decide +kernel) (natCast_ne_zero 1) ⟨k, l, trivial⟩

theorem rhs (k : perp a b a c) (l : perp p q p r) (g : eqratio a b b c p q q r) (z : sameclock a b c p q r) :
    simtri a b c p q r := by
  refine simtri_of_dots z ?_ ?_
  · exact ring_combination (coordinates [a, b, c, p, q, r])
      (dot (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))) (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))))
      (dot (mul (vec (P 0) (P 2)) (vec (P 3) (P 4))) (mul (vec (P 0) (P 2)) (vec (P 3) (P 4))))
      [⟨1, sqd (P 0) (P 1) * sqd (P 4) (P 5), sqd (P 1) (P 2) * sqd (P 3) (P 4)⟩,
        ⟨2 * sqd (P 0) (P 1), dot (vec (P 3) (P 4)) (vec (P 3) (P 5)), 0⟩,
        ⟨-(2 * sqd (P 3) (P 4)), dot (vec (P 0) (P 1)) (vec (P 0) (P 2)), 0⟩]
      (by decide +kernel) ⟨g, l, k, trivial⟩
  · exact ring_combination (coordinates [a, b, c, p, q, r])
      (dot (vec (mul (vec (P 0) (P 2)) (vec (P 3) (P 4))) (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))))
        (mul (vec (P 0) (P 1)) (vec (P 3) (P 4)))) 0
      [⟨sqd (P 0) (P 1), dot (vec (P 3) (P 4)) (vec (P 3) (P 5)), 0⟩,
        ⟨-sqd (P 3) (P 4), dot (vec (P 0) (P 1)) (vec (P 0) (P 2)), 0⟩]
      (by decide +kernel) ⟨l, k, trivial⟩

/-! The mirrored rules are the others, with the mirror image of the first triangle. -/

theorem mirror_cross (p q r s : Point F) : cross (vec (conj p) (conj q)) (vec (conj r) (conj s)) = -cross (vec p q) (vec r s) :=
  ring_correct (coordinates [p, q, r, s]) (cross (vec (conj (P 0)) (conj (P 1))) (vec (conj (P 2)) (conj (P 3))))
    (-cross (vec (P 0) (P 1)) (vec (P 2) (P 3))) (by decide +kernel)
theorem mirror_dot (p q r s : Point F) : dot (vec (conj p) (conj q)) (vec (conj r) (conj s)) = dot (vec p q) (vec r s) :=
  ring_correct (coordinates [p, q, r, s]) (dot (vec (conj (P 0)) (conj (P 1))) (vec (conj (P 2)) (conj (P 3))))
    (dot (vec (P 0) (P 1)) (vec (P 2) (P 3))) (by decide +kernel)
theorem oppclock.mirror (g : oppclock a b c p q r) : sameclock (conj a) (conj b) (conj c) p q r := by
  unfold sameclock
  rw [mirror_cross, neg_mul]
  exact neg_pos.2 g
theorem mirror_eqratio (k : eqratio a b c d p q m n) :
    eqratio (conj a) (conj b) (conj c) (conj d) p q m n := by
  unfold eqratio
  rw [mirror_sqd, mirror_sqd]
  exact k

theorem sas_mirrored (k : eqratio a b a c p q p r) (l : eqangle a b a c p r p q) (g : oppclock a b c p q r) :
    simtrir a b c p q r := by
  refine simtrir_iff.2 (sas (mirror_eqratio k) ?_ g.mirror)
  unfold eqangle
  rw [mirror_cross, mirror_dot]
  exact ring_combination (coordinates [a, b, c, p, q, r])
    (-cross (vec (P 0) (P 1)) (vec (P 0) (P 2)) * dot (vec (P 3) (P 4)) (vec (P 3) (P 5)))
    (dot (vec (P 0) (P 1)) (vec (P 0) (P 2)) * cross (vec (P 3) (P 4)) (vec (P 3) (P 5)))
    [⟨-1, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)) * dot (vec (P 3) (P 5)) (vec (P 3) (P 4)),
      dot (vec (P 0) (P 1)) (vec (P 0) (P 2)) * cross (vec (P 3) (P 5)) (vec (P 3) (P 4))⟩]
    (by decide +kernel) ⟨l, trivial⟩
theorem sss_mirrored (k : eqratio a b a c p q p r) (l : eqratio b a b c q p q r) (g : oppclock a b c p q r) :
    simtrir a b c p q r := simtrir_iff.2 (sss (mirror_eqratio k) (mirror_eqratio l) g.mirror)
theorem rhs_mirrored (k : perp a b a c) (l : perp p q p r) (g : eqratio a b b c p q q r) (z : oppclock a b c p q r) :
    simtrir a b c p q r := by
  refine simtrir_iff.2 (rhs ?_ l (mirror_eqratio g) z.mirror)
  unfold perp
  rw [mirror_dot]
  exact k

/-! ### Ratios on lines -/

theorem product_of_ratio {s t u v : Point F} (k : dot s s * dot v v = dot t t * dot u u) (l : cross s t = 0)
    (g : cross u v = 0) (z : 0 < dot s t * dot u v) (hs : dot s s ≠ 0) (hu : dot u u ≠ 0) :
    (mul s v).x = (mul t u).x ∧ (mul s v).y = (mul t u).y := by
  have size : dot (mul s v) (mul s v) = dot (mul t u) (mul t u) := by
    rw [dot_mul, dot_mul]
    exact k
  have direction : cross (mul s v) (mul t u) = 0 :=
    ring_combination (coordinates [s, t, u, v]) (cross (mul (P 0) (P 3)) (mul (P 1) (P 2))) 0
      [⟨dot (P 2) (P 3), cross (P 0) (P 1), 0⟩, ⟨-dot (P 0) (P 1), cross (P 2) (P 3), 0⟩] (by decide +kernel)
      ⟨l, g, trivial⟩
  have positive : ∀ x : Point F, dot x x ≠ 0 → 0 < dot x x := fun x h => lt_of_le_of_ne (dot_self_nonneg x) h.symm
  exact (eq_or_opposite size direction).resolve_right fun e =>
    not_opposite (positive s hs) (positive u hu) (opposite_signs e.1 e.2).2 z

theorem ne_of_dot {a b c : Point F} (h : dot (vec a b) (vec a c) ≠ 0) : a ≠ b := fun e => h (by
  rw [e]
  exact ring_correct (coordinates [b, c]) (dot (vec (P 0) (P 0)) (vec (P 0) (P 1))) 0 (by decide +kernel))

theorem ratio_on_line (k : coll a b c) (l : coll p q r) (g : eqratio a b a c p q p r) (z : sameside b a c q p r) :
    eqratio a b b c p q q r := by
  have ⟨hb, hq⟩ := ne_zero_of_mul_pos z
  have similar : simtri a b c p q r :=
    product_of_ratio g k l z (sqd_ne_zero (ne_of_dot hb)) (sqd_ne_zero (ne_of_dot hq))
  exact (simtri_ratio' similar).trans (Factory.mul_comm _ _)
theorem ratio_para (k : para a b c d) (l : coll m a d) (g : coll n b c) (z : eqratio m a m d n b n c)
    (s : sameside a m d b n c) (had : a ≠ d) : para m n a b := by
  have ⟨hm, hn⟩ := ne_zero_of_mul_pos s
  exact product_para k l g (product_of_ratio z l g s (sqd_ne_zero (ne_of_dot hm)) (sqd_ne_zero (ne_of_dot hn))) had

/-! ### Chords and powers of points -/

theorem dot_cross_square (u v : Point F) : dot u u * dot v v = cross u v * cross u v + dot u v * dot u v :=
  ring_correct (coordinates [u, v]) (dot (P 0) (P 0) * dot (P 1) (P 1))
    (cross (P 0) (P 1) * cross (P 0) (P 1) + dot (P 0) (P 1) * dot (P 0) (P 1)) (by decide +kernel)

/-- The chords over inscribed angles in one circle: `sa`, `sb` are the products of the angles' sides. -/
theorem chords_iff {s t sa sb x y radius : F} (hs : s * sa = CommRing.natCast 4 * radius * (x * x))
    (ht : t * sb = CommRing.natCast 4 * radius * (y * y)) (ha : sa ≠ 0) (hb : sb ≠ 0) (hr : radius ≠ 0) :
    s = t ↔ x * x * sb = y * y * sa :=
  ⟨fun h => linear_combination [s, t, sa, sb, x, y, radius] (.mul (.num 4) (.var 6))
      (.mul (.mul (.var 4) (.var 4)) (.var 3)) (.mul (.mul (.var 5) (.var 5)) (.var 2))
      [⟨.neg (.var 3), .mul (.var 0) (.var 2), .mul (.mul (.num 4) (.var 6)) (.mul (.var 4) (.var 4))⟩,
        ⟨.var 2, .mul (.var 1) (.var 3), .mul (.mul (.num 4) (.var 6)) (.mul (.var 5) (.var 5))⟩,
        ⟨.mul (.var 2) (.var 3), .var 0, .var 1⟩]
      (by decide +kernel) (mul_ne_zero (natCast_ne_zero 3) hr) ⟨hs, ht, h, trivial⟩,
    fun h => linear_combination [s, t, sa, sb, x, y, radius] (.mul (.var 2) (.var 3)) (.var 0) (.var 1)
      [⟨.var 3, .mul (.var 0) (.var 2), .mul (.mul (.num 4) (.var 6)) (.mul (.var 4) (.var 4))⟩,
        ⟨.neg (.var 2), .mul (.var 1) (.var 3), .mul (.mul (.num 4) (.var 6)) (.mul (.var 5) (.var 5))⟩,
        ⟨.mul (.num 4) (.var 6), .mul (.mul (.var 4) (.var 4)) (.var 3), .mul (.mul (.var 5) (.var 5)) (.var 2)⟩]
      (by decide +kernel) (mul_ne_zero ha hb) ⟨hs, ht, h, trivial⟩⟩

/-- In one circle, chords are equal exactly if the squares of the tangents of their angles are. -/
theorem chord_iff (k : cyclic a b c p) (l : cyclic a b c q) (g : cyclic a b c r) (h : ncoll a b c) (z : ncoll p q r) :
    cong a b p q ↔ cross (vec c a) (vec c b) * cross (vec c a) (vec c b) * (sqd r p * sqd r q)
      = cross (vec r p) (vec r q) * cross (vec r p) (vec r q) * (sqd c a * sqd c b) := by
  have ⟨o, hb, hc⟩ := exists_centre h
  have hp := centre_join hb hc k
  have hq := centre_join hb hc l
  have hr := centre_join hb hc g
  have ⟨ab, ac, bc⟩ := ne_of_ncoll h
  have ⟨pq, pr, qr⟩ := ne_of_ncoll z
  have radius : sqd o a ≠ 0 := fun e => ab (by
    have ea := Classical.byContradiction fun n => sqd_ne_zero (a := o) (b := a) n e
    have eb := Classical.byContradiction fun n => sqd_ne_zero (a := o) (b := b) n (hb.symm.trans e)
    exact ea.symm.trans eb)
  have first := sines hb hc
  have second := sines (hp.symm.trans hq) (hp.symm.trans hr)
  rw [show sqd o p = sqd o a from hp.symm] at second
  exact chords_iff first second (mul_ne_zero (sqd_ne_zero fun e => ac e.symm) (sqd_ne_zero fun e => bc e.symm))
    (mul_ne_zero (sqd_ne_zero fun e => pr e.symm) (sqd_ne_zero fun e => qr e.symm)) radius

theorem chord_of_angle (k : cyclic a b c p) (l : cyclic a b c q) (g : cyclic a b c r) (t : eqangle c a c b r p r q)
    (h : ncoll a b c) (z : ncoll p q r) : cong a b p q := by
  refine (chord_iff k l g h z).2 ?_
  unfold sqd
  rw [dot_cross_square, dot_cross_square]
  revert t
  unfold eqangle
  generalize vec c a = s
  generalize vec c b = t
  generalize vec r p = u
  generalize vec r q = v
  exact fun k => ring_combination [cross s t, dot s t, cross u v, dot u v]
    (.mul (.mul (.var 0) (.var 0)) (.add (.mul (.var 2) (.var 2)) (.mul (.var 3) (.var 3))))
    (.mul (.mul (.var 2) (.var 2)) (.add (.mul (.var 0) (.var 0)) (.mul (.var 1) (.var 1))))
    [⟨.add (.mul (.var 0) (.var 3)) (.mul (.var 1) (.var 2)), .mul (.var 0) (.var 3), .mul (.var 1) (.var 2)⟩]
    (by decide +kernel) ⟨k, trivial⟩

theorem angle_of_chord (k : cyclic a b c p) (l : cyclic a b c q) (g : cyclic a b c r) (t : cong a b p q)
    (h : ncoll a b c) (z : ncoll p q r) (n : neqangle c a c b r q r p) : eqangle c a c b r p r q := by
  have squares := (chord_iff k l g h z).1 t
  unfold sqd at squares
  rw [dot_cross_square, dot_cross_square] at squares
  have factor : cross (vec c a) (vec c b) * dot (vec r p) (vec r q)
      + dot (vec c a) (vec c b) * cross (vec r p) (vec r q) ≠ 0 := fun e => n
    (ring_combination (coordinates [a, b, c, p, q, r])
      (cross (vec (P 2) (P 0)) (vec (P 2) (P 1)) * dot (vec (P 5) (P 4)) (vec (P 5) (P 3)))
      (dot (vec (P 2) (P 0)) (vec (P 2) (P 1)) * cross (vec (P 5) (P 4)) (vec (P 5) (P 3)))
      [⟨1, cross (vec (P 2) (P 0)) (vec (P 2) (P 1)) * dot (vec (P 5) (P 3)) (vec (P 5) (P 4))
        + dot (vec (P 2) (P 0)) (vec (P 2) (P 1)) * cross (vec (P 5) (P 3)) (vec (P 5) (P 4)), 0⟩]
      (by decide +kernel) ⟨e, trivial⟩)
  revert squares factor
  unfold eqangle
  generalize vec c a = s
  generalize vec c b = t
  generalize vec r p = u
  generalize vec r q = v
  exact fun squares factor => linear_combination [cross s t, dot s t, cross u v, dot u v]
    (.add (.mul (.var 0) (.var 3)) (.mul (.var 1) (.var 2))) (.mul (.var 0) (.var 3)) (.mul (.var 1) (.var 2))
    [⟨1, .mul (.mul (.var 0) (.var 0)) (.add (.mul (.var 2) (.var 2)) (.mul (.var 3) (.var 3))),
      .mul (.mul (.var 2) (.var 2)) (.add (.mul (.var 0) (.var 0)) (.mul (.var 1) (.var 1)))⟩]
    (by decide +kernel) factor ⟨squares, trivial⟩

/-- On a line, the product of two lengths is that of the vectors, up to sign. -/
theorem coll.square (k : coll a c d) : sqd a c * sqd a d = dot (vec a c) (vec a d) * dot (vec a c) (vec a d) := by
  refine (dot_cross_square (vec a c) (vec a d)).trans ?_
  rw [show cross (vec a c) (vec a d) = 0 from k, mul_zero, zero_add]

theorem radical_axis (k : cong o h o c) (l : cong o h o d) (g : cong p h p e) (z : cong p h p f) (t : perp a h o p)
    (s : coll a c d) (u : coll a e f) (hcd : c ≠ d) (hef : e ≠ f) : eqratio a c a e a f a d := by
  have first := power (k.symm.trans l) s hcd
  have second := power (g.symm.trans z) u hef
  have equal : dot (vec a c) (vec a d) = dot (vec a e) (vec a f) := by
    rw [first, second, show sqd o c = sqd o h from k.symm, show sqd p e = sqd p h from g.symm]
    exact ring_combination (coordinates [a, h, o, p]) (sqd (P 2) (P 0) - sqd (P 2) (P 1))
      (sqd (P 3) (P 0) - sqd (P 3) (P 1)) [⟨-2, dot (vec (P 0) (P 1)) (vec (P 2) (P 3)), 0⟩] (by decide +kernel) ⟨t, trivial⟩
  refine s.square.trans ?_
  rw [equal]
  exact u.square.symm

/-- A point that has the same power for two circles through `p` lies with `p` on a line across the centres' line. -/
theorem perp_of_powers {o₁ o₂ : Point F} (k : sqd o₁ a - sqd o₁ p = sqd o₂ a - sqd o₂ p) :
    dot (vec o₂ o₁) (vec a p) = 0 :=
  linear_combination (coordinates [a, p, o₁, o₂]) 2 (dot (vec (P 3) (P 2)) (vec (P 0) (P 1))) 0
    [⟨1, sqd (P 2) (P 0) - sqd (P 2) (P 1), sqd (P 3) (P 0) - sqd (P 3) (P 1)⟩] (by decide +kernel) (natCast_ne_zero 1)
    ⟨k, trivial⟩

theorem three_circles (k : cyclic c d e f) (l : cyclic e f p q) (g : cyclic c d p q) (s : coll a c d) (t : coll a e f)
    (h : ncoll a p q) (z : ncoll c d e) : cyclic c d e p := by
  have ⟨o, od, oe⟩ := exists_centre k.2
  have of := centre_join od oe k
  have ⟨m, mf, mp⟩ := exists_centre l.2
  have mq := centre_join mf mp l
  have ⟨n, nd, np⟩ := exists_centre g.2
  have nq := centre_join nd np g
  have hcd := (ne_of_ncoll z).1
  have hef := (ne_of_ncoll l.2).1
  have same : sqd m a - sqd m e = sqd n a - sqd n c := by
    rw [← power mf t hef, ← power nd s hcd, power od s hcd, power (oe.symm.trans of) t hef,
      show sqd o e = sqd o c from oe.symm]
  have hp : dot (vec n m) (vec a p) = 0 := perp_of_powers (by
    rw [show sqd m p = sqd m e from mp.symm, show sqd n p = sqd n c from np.symm]
    exact same)
  have hq : dot (vec n m) (vec a q) = 0 := perp_of_powers (by
    rw [show sqd m q = sqd m e from mq.symm, show sqd n q = sqd n c from nq.symm]
    exact same)
  have ⟨x, y⟩ := eq_of_perpendicular hp hq h
  have e : m = n := Point.ext x y
  rw [e] at mp
  exact centre_cyclic nd (np.trans mp.symm) np z

theorem equal_power (k : cong o a o b) (l : cong o a o c) (g : cong o a o d) (s : coll p a b) (t : coll q c d)
    (z : eqratio p a q c q d p b) (u : sameside a p b c q d) (hab : a ≠ b) (hcd : c ≠ d) : cong o p o q := by
  have first := power k s hab
  have second := power (l.symm.trans g) t hcd
  have square : dot (vec p a) (vec p b) * dot (vec p a) (vec p b) = dot (vec q c) (vec q d) * dot (vec q c) (vec q d) := by
    rw [← s.square, ← t.square]
    exact z
  have equal : dot (vec p a) (vec p b) = dot (vec q c) (vec q d) :=
    (mul_self_eq_mul_self_iff.1 square).resolve_right fun e => by
      unfold sameside at u
      rw [e, neg_mul] at u
      exact not_le.2 u (neg_nonpos.2 (mul_self_nonneg _))
  rw [first, second, show sqd o c = sqd o a from l.symm] at equal
  exact (sub_eq_iff_eq_add.1 equal).trans (sub_add_cancel _ _)
theorem power_of_equal (k : cong o a o b) (l : cong o a o c) (g : cong o a o d) (s : coll p a b) (t : coll q c d)
    (z : cong o p o q) (hab : a ≠ b) (hcd : c ≠ d) : eqratio p a q c q d p b := by
  have first := power k s hab
  have second := power (l.symm.trans g) t hcd
  have equal : dot (vec p a) (vec p b) = dot (vec q c) (vec q d) := by
    rw [first, second, show sqd o c = sqd o a from l.symm, show sqd o p = sqd o q from z]
  refine s.square.trans ?_
  rw [equal]
  exact t.square.symm

end Factory.Geometry
