/-
Similar triangles from their angles and ratios: the equations determine complex numbers up to sign, and signs must fit.
-/
import Factory.Geometry.Direction
import Factory.Geometry.Identities

universe u

namespace Factory.Geometry

open Coordinates

variable {F : Type u} [OrderedField F]

theorem eq_zero_of_dot_cross {u v : Point F} (hu : dot u u ≠ 0) (h : dot u v = 0) (g : cross u v = 0) :
    v.x = 0 ∧ v.y = 0 :=
  ⟨linear_combination (coordinates [u, v]) (dot (P 0) (P 0)) (P 1).x 0
    [⟨(P 0).x, dot (P 0) (P 1), 0⟩, ⟨-(P 0).y, cross (P 0) (P 1), 0⟩] (by decide +kernel) hu ⟨h, g, trivial⟩,
  linear_combination (coordinates [u, v]) (dot (P 0) (P 0)) (P 1).y 0
    [⟨(P 0).y, dot (P 0) (P 1), 0⟩, ⟨(P 0).x, cross (P 0) (P 1), 0⟩] (by decide +kernel) hu ⟨h, g, trivial⟩⟩

/-- Numbers of equal size and direction are equal, or opposite. -/
theorem eq_or_opposite {u v : Point F} (h : dot u u = dot v v) (g : cross u v = 0) :
    (u.x = v.x ∧ u.y = v.y) ∨ (u.x + v.x = 0 ∧ u.y + v.y = 0) := by
  have hd : dot (vec v u) ⟨u.x + v.x, u.y + v.y⟩ = 0 :=
    ring_combination (coordinates [u, v]) (dot (vec (P 1) (P 0)) ⟨(P 0).x + (P 1).x, (P 0).y + (P 1).y⟩) 0
      [⟨1, dot (P 0) (P 0), dot (P 1) (P 1)⟩] (by decide +kernel) ⟨h, trivial⟩
  have hc : cross (vec v u) ⟨u.x + v.x, u.y + v.y⟩ = 0 :=
    ring_combination (coordinates [u, v]) (cross (vec (P 1) (P 0)) ⟨(P 0).x + (P 1).x, (P 0).y + (P 1).y⟩) 0
      [⟨2, cross (P 0) (P 1), 0⟩] (by decide +kernel) ⟨g, trivial⟩
  cases Classical.em (dot (vec v u) (vec v u) = 0) with
  | inl e =>
    have ⟨ex, ey⟩ := sq_add_sq_eq_zero.1 e
    exact .inl ⟨eq_of_sub_eq_zero ex, eq_of_sub_eq_zero ey⟩
  | inr e => exact .inr (eq_zero_of_dot_cross e hd hc)

/-- If `u` is `v` or `-v`, and `u - z` is `v - z` or `-(v - z)`, then `u` is `v` or `z` is 0. -/
theorem eq_of_signs {u v z : Point F} (hz : dot z z ≠ 0)
    (h : (u.x = v.x ∧ u.y = v.y) ∨ (u.x + v.x = 0 ∧ u.y + v.y = 0))
    (g : ((vec z u).x = (vec z v).x ∧ (vec z u).y = (vec z v).y)
      ∨ ((vec z u).x + (vec z v).x = 0 ∧ (vec z u).y + (vec z v).y = 0)) : u.x = v.x ∧ u.y = v.y := by
  cases h with
  | inl h => exact h
  | inr h =>
    cases g with
    | inl g =>
      exact ⟨ring_combination (coordinates [u, v, z]) (P 0).x (P 1).x
          [⟨1, (vec (P 2) (P 0)).x, (vec (P 2) (P 1)).x⟩] (by decide +kernel) ⟨g.1, trivial⟩,
        ring_combination (coordinates [u, v, z]) (P 0).y (P 1).y
          [⟨1, (vec (P 2) (P 0)).y, (vec (P 2) (P 1)).y⟩] (by decide +kernel) ⟨g.2, trivial⟩⟩
    | inr g =>
      have ex : z.x = 0 := linear_combination (coordinates [u, v, z]) 2 (P 2).x 0
        [⟨1, (P 0).x + (P 1).x, 0⟩, ⟨-1, (vec (P 2) (P 0)).x + (vec (P 2) (P 1)).x, 0⟩] (by decide +kernel)
        (natCast_ne_zero 1) ⟨h.1, g.1, trivial⟩
      have ey : z.y = 0 := linear_combination (coordinates [u, v, z]) 2 (P 2).y 0
        [⟨1, (P 0).y + (P 1).y, 0⟩, ⟨-1, (vec (P 2) (P 0)).y + (vec (P 2) (P 1)).y, 0⟩] (by decide +kernel)
        (natCast_ne_zero 1) ⟨h.2, g.2, trivial⟩
      exact absurd (sq_add_sq_eq_zero.2 ⟨ex, ey⟩) hz

section Triangles
variable {a b c p q r : Point F}

theorem dot_mul_vec {d e f : Point F} : dot (mul (vec a b) (vec c d)) (mul (vec a b) (vec c d)) = sqd a b * sqd c d :=
  dot_mul _ _

/-- Triangles with the same angles and ratios are similar. -/
theorem simtri_of_relations (hab : a ≠ b) (hpq : p ≠ q)
    (h : cross (mul (vec a b) (vec p r)) (mul (vec a c) (vec p q)) = 0)
    (g : cross (mul (vec a b) (vec q r)) (mul (vec b c) (vec p q)) = 0) (k : eqratio a b p q a c p r)
    (l : eqratio a b p q b c q r) : simtri a b c p q r := by
  let u := mul (vec a b) (vec p r)
  let v := mul (vec a c) (vec p q)
  let z := mul (vec a b) (vec p q)
  have hz : dot z z ≠ 0 := dot_mul_ne_zero (sqd_ne_zero hab) (sqd_ne_zero hpq)
  refine eq_of_signs hz (eq_or_opposite ?_ h) (eq_or_opposite ?_ ?_)
  · rw [dot_mul, dot_mul, Factory.mul_comm (dot (vec a c) _)]
    exact k
  · have eu : dot (vec z u) (vec z u) = sqd a b * sqd q r :=
      ring_correct (coordinates [a, b, p, q, r])
        (dot (vec (mul (vec (P 0) (P 1)) (vec (P 2) (P 3))) (mul (vec (P 0) (P 1)) (vec (P 2) (P 4))))
          (vec (mul (vec (P 0) (P 1)) (vec (P 2) (P 3))) (mul (vec (P 0) (P 1)) (vec (P 2) (P 4)))))
        (sqd (P 0) (P 1) * sqd (P 3) (P 4)) (by decide +kernel)
    have ev : dot (vec z v) (vec z v) = sqd p q * sqd b c :=
      ring_correct (coordinates [a, b, p, q, c])
        (dot (vec (mul (vec (P 0) (P 1)) (vec (P 2) (P 3))) (mul (vec (P 0) (P 4)) (vec (P 2) (P 3))))
          (vec (mul (vec (P 0) (P 1)) (vec (P 2) (P 3))) (mul (vec (P 0) (P 4)) (vec (P 2) (P 3)))))
        (sqd (P 2) (P 3) * sqd (P 1) (P 4)) (by decide +kernel)
    exact eu.trans (l.trans ev.symm)
  · exact ring_combination (coordinates [a, b, c, p, q, r])
      (cross (vec (mul (vec (P 0) (P 1)) (vec (P 3) (P 4))) (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))))
        (vec (mul (vec (P 0) (P 1)) (vec (P 3) (P 4))) (mul (vec (P 0) (P 2)) (vec (P 3) (P 4))))) 0
      [⟨1, cross (mul (vec (P 0) (P 1)) (vec (P 4) (P 5))) (mul (vec (P 1) (P 2)) (vec (P 3) (P 4))), 0⟩]
      (by decide +kernel) ⟨g, trivial⟩

theorem mirror_vec (p q : Point F) : vec (conj p) (conj q) = conj (vec p q) := Point.ext rfl
  (ring_correct (coordinates [p, q]) (vec (conj (P 0)) (conj (P 1))).y (conj (vec (P 0) (P 1))).y (by decide +kernel))
theorem mirror_sqd (p q : Point F) : sqd (conj p) (conj q) = sqd p q :=
  ring_correct (coordinates [p, q]) (sqd (conj (P 0)) (conj (P 1))) (sqd (P 0) (P 1)) (by decide +kernel)
theorem mirror_ne {p q : Point F} (h : p ≠ q) : conj p ≠ conj q := fun e => by
  have g := sqd_ne_zero h
  rw [← mirror_sqd, e] at g
  exact g (ring_correct (coordinates [q]) (sqd (conj (P 0)) (conj (P 0))) 0 (by decide +kernel))

/-- The triangle `abc` is similar to the mirror image of `pqr`. -/
theorem simtrir_iff : simtrir a b c p q r ↔ simtri (conj a) (conj b) (conj c) p q r := by
  have e : ∀ s t : Point F, mul (vec (conj a) (conj s)) t = mulc (vec a s) t := fun s t => Point.ext
    (ring_correct (coordinates [a, s, t]) (mul (vec (conj (P 0)) (conj (P 1))) (P 2)).x (mulc (vec (P 0) (P 1)) (P 2)).x
      (by decide +kernel))
    (ring_correct (coordinates [a, s, t]) (mul (vec (conj (P 0)) (conj (P 1))) (P 2)).y (mulc (vec (P 0) (P 1)) (P 2)).y
      (by decide +kernel))
  unfold simtri
  rw [e, e]
  exact Iff.rfl

theorem simtrir_of_relations (hab : a ≠ b) (hpq : p ≠ q)
    (h : cross (mul (vec a b) (vec p q)) (mul (vec a c) (vec p r)) = 0)
    (g : cross (mul (vec a b) (vec p q)) (mul (vec b c) (vec q r)) = 0) (k : eqratio a b p q a c p r)
    (l : eqratio a b p q b c q r) : simtrir a b c p q r := by
  refine simtrir_iff.2 (simtri_of_relations (mirror_ne hab) hpq ?_ ?_ ?_ ?_)
  · exact ring_combination (coordinates [a, b, c, p, q, r])
      (cross (mul (vec (conj (P 0)) (conj (P 1))) (vec (P 3) (P 5))) (mul (vec (conj (P 0)) (conj (P 2))) (vec (P 3) (P 4))))
      0 [⟨-1, cross (mul (vec (P 0) (P 1)) (vec (P 3) (P 4))) (mul (vec (P 0) (P 2)) (vec (P 3) (P 5))), 0⟩]
      (by decide +kernel) ⟨h, trivial⟩
  · exact ring_combination (coordinates [a, b, c, p, q, r])
      (cross (mul (vec (conj (P 0)) (conj (P 1))) (vec (P 4) (P 5))) (mul (vec (conj (P 1)) (conj (P 2))) (vec (P 3) (P 4))))
      0 [⟨-1, cross (mul (vec (P 0) (P 1)) (vec (P 3) (P 4))) (mul (vec (P 1) (P 2)) (vec (P 4) (P 5))), 0⟩]
      (by decide +kernel) ⟨g, trivial⟩
  · unfold eqratio
    rw [mirror_sqd, mirror_sqd]
    exact k
  · unfold eqratio
    rw [mirror_sqd, mirror_sqd]
    exact l

end Triangles

end Factory.Geometry
