/-
Directions of lines: vectors up to a factor, a group under the product of complex numbers.

It is written additively, since it is the group of full angles, ℝ/πℤ over the reals: the direction of a product is the sum
of the directions, that of `i` is a right angle, and twice it is 0.
-/
import Factory.Geometry.Expressions
import Factory.Geometry.Facts

universe u

namespace Factory.Geometry

open Coordinates

variable {F : Type u} [OrderedField F]

/-- A vector that is not 0. -/
def Vector (F : Type u) [OrderedField F] : Type u := {v : Point F // dot v v ≠ 0}

/-- What a vector determines of a line: it is not changed by a factor. -/
def Direction (F : Type u) [OrderedField F] : Type u := Quot fun u v : Vector F => cross u.1 v.1 = 0

/-! ### Vectors -/

theorem dot_self_nonneg (v : Point F) : 0 ≤ dot v v := sq_add_sq_nonneg v.x v.y
theorem dot_mul (u v : Point F) : dot (mul u v) (mul u v) = dot u u * dot v v :=
  ring_correct (coordinates [u, v]) (dot (mul (P 0) (P 1)) (mul (P 0) (P 1))) (dot (P 0) (P 0) * dot (P 1) (P 1))
    (by decide +kernel)
theorem dot_mul_ne_zero {u v : Point F} (hu : dot u u ≠ 0) (hv : dot v v ≠ 0) : dot (mul u v) (mul u v) ≠ 0 :=
  dot_mul u v ▸ mul_ne_zero hu hv
theorem cross_trans {u v w : Point F} (hv : dot v v ≠ 0) (h : cross u v = 0) (g : cross v w = 0) : cross u w = 0 :=
  linear_combination (coordinates [u, v, w]) (dot (P 1) (P 1)) (cross (P 0) (P 2)) 0
    [⟨dot (P 1) (P 2), cross (P 0) (P 1), 0⟩, ⟨dot (P 0) (P 1), cross (P 1) (P 2), 0⟩] (by decide +kernel) hv
    ⟨h, g, trivial⟩
theorem cross_comm {u v : Point F} (h : cross u v = 0) : cross v u = 0 :=
  ring_combination (coordinates [u, v]) (cross (P 1) (P 0)) 0 [⟨-1, cross (P 0) (P 1), 0⟩] (by decide +kernel)
    ⟨h, trivial⟩
theorem cross_mul {u v : Point F} (w : Point F) (h : cross u v = 0) : cross (mul u w) (mul v w) = 0 :=
  ring_combination (coordinates [u, v, w]) (cross (mul (P 0) (P 2)) (mul (P 1) (P 2))) 0
    [⟨dot (P 2) (P 2), cross (P 0) (P 1), 0⟩] (by decide +kernel) ⟨h, trivial⟩
/-- The complex conjugate. -/
def conj {α : Type u} [Neg α] (u : Point α) : Point α := ⟨u.x, -u.y⟩
theorem cross_conj {u v : Point F} (h : cross u v = 0) : cross (conj u) (conj v) = 0 :=
  ring_combination (coordinates [u, v]) (cross (conj (P 0)) (conj (P 1))) 0 [⟨-1, cross (P 0) (P 1), 0⟩]
    (by decide +kernel) ⟨h, trivial⟩
theorem cross_self (u : Point F) : cross u u = 0 :=
  ring_correct (coordinates [u]) (cross (P 0) (P 0)) 0 (by decide +kernel)
theorem mul_comm (u v : Point F) : mul u v = mul v u := Point.ext
  (ring_correct (coordinates [u, v]) (mul (P 0) (P 1)).x (mul (P 1) (P 0)).x (by decide +kernel))
  (ring_correct (coordinates [u, v]) (mul (P 0) (P 1)).y (mul (P 1) (P 0)).y (by decide +kernel))
theorem mul_assoc (u v w : Point F) : mul (mul u v) w = mul u (mul v w) := Point.ext
  (ring_correct (coordinates [u, v, w]) (mul (mul (P 0) (P 1)) (P 2)).x (mul (P 0) (mul (P 1) (P 2))).x
    (by decide +kernel))
  (ring_correct (coordinates [u, v, w]) (mul (mul (P 0) (P 1)) (P 2)).y (mul (P 0) (mul (P 1) (P 2))).y
    (by decide +kernel))
theorem mul_one (u : Point F) : mul u ⟨1, 0⟩ = u := by
  refine Point.ext ?_ ?_
  · show u.x * 1 - u.y * 0 = u.x
    rw [Factory.mul_one, mul_zero, sub_zero]
  · show u.x * 0 + u.y * 1 = u.y
    rw [Factory.mul_one, mul_zero, zero_add]
theorem mul_conj (u : Point F) : cross (mul u (conj u)) ⟨1, 0⟩ = 0 := by
  have h : (mul u (conj u)).y = 0 := ring_correct (coordinates [u]) (mul (P 0) (conj (P 0))).y 0 (by decide +kernel)
  show (mul u (conj u)).x * 0 - (mul u (conj u)).y * 1 = 0
  rw [h, mul_zero, zero_mul, sub_zero]
theorem dot_conj (u : Point F) : dot (conj u) (conj u) = dot u u :=
  ring_correct (coordinates [u]) (dot (conj (P 0)) (conj (P 0))) (dot (P 0) (P 0)) (by decide +kernel)
theorem dot_one : dot (⟨1, 0⟩ : Point F) ⟨1, 0⟩ ≠ 0 := by
  show (1 : F) * 1 + 0 * 0 ≠ 0
  rw [Factory.mul_one, mul_zero, add_zero]
  exact one_ne_zero
theorem cross_vec_comm (a b : Point F) : cross (vec a b) (vec b a) = 0 :=
  ring_correct (coordinates [a, b]) (cross (vec (P 0) (P 1)) (vec (P 1) (P 0))) 0 (by decide +kernel)
theorem sqd_comm (a b : Point F) : sqd a b = sqd b a :=
  ring_correct (coordinates [a, b]) (sqd (P 0) (P 1)) (sqd (P 1) (P 0)) (by decide +kernel)
theorem sqd_pos {a b : Point F} (h : a ≠ b) : 0 < sqd a b :=
  lt_of_le_of_ne (dot_self_nonneg (vec a b)) (sqd_ne_zero h).symm

namespace Direction

def mk (v : Vector F) : Direction F := Quot.mk _ v

theorem mk_eq {u v : Vector F} : mk u = mk v ↔ cross u.1 v.1 = 0 := by
  constructor
  · intro h
    have lift : ∀ w w' : Vector F, cross w.1 w'.1 = 0 → (cross u.1 w.1 = 0) = (cross u.1 w'.1 = 0) :=
      fun w w' g => propext ⟨fun k => cross_trans w.2 k g, fun k => cross_trans w'.2 k (cross_comm g)⟩
    have e : (cross u.1 u.1 = 0) = (cross u.1 v.1 = 0) :=
      congrArg (Quot.lift (fun w : Vector F => cross u.1 w.1 = 0) lift) h
    exact e ▸ cross_self u.1
  · exact fun h => Quot.sound h

def mulV (u v : Vector F) : Vector F := ⟨mul u.1 v.1, dot_mul u.1 v.1 ▸ mul_ne_zero u.2 v.2⟩
def conjV (u : Vector F) : Vector F := ⟨conj u.1, (dot_conj u.1).symm ▸ u.2⟩
def oneV : Vector F := ⟨⟨1, 0⟩, dot_one⟩

theorem ind {p : Direction F → Prop} (h : ∀ u, p (mk u)) (a : Direction F) : p a := Quot.ind h a
theorem mk_congr {u v : Vector F} (h : u.1 = v.1) : mk u = mk v := mk_eq.2 (h ▸ cross_self u.1)

noncomputable def addV (u : Vector F) (b : Direction F) : Direction F :=
  Quot.lift (fun v => mk (mulV u v)) (fun v v' h => mk_eq.2 (by
    show cross (mul u.1 v.1) (mul u.1 v'.1) = 0
    rw [mul_comm u.1, mul_comm u.1]
    exact cross_mul u.1 h)) b
noncomputable def add (a b : Direction F) : Direction F :=
  Quot.lift (fun u => addV u b)
    (fun _ _ h => ind (p := fun b => addV _ b = addV _ b) (fun v => mk_eq.2 (cross_mul v.1 h)) b) a
noncomputable def neg (a : Direction F) : Direction F :=
  Quot.lift (fun u => mk (conjV u)) (fun _ _ h => mk_eq.2 (cross_conj h)) a

noncomputable instance : AbelianGroup (Direction F) where
  zero := mk oneV
  add := add
  neg := neg
  add_assoc a b c := ind (p := fun a => add (add a b) c = add a (add b c)) (fun u =>
    ind (p := fun b => add (add (mk u) b) c = add (mk u) (add b c)) (fun v =>
      ind (p := fun c => add (add (mk u) (mk v)) c = add (mk u) (add (mk v) c)) (fun w =>
        mk_congr (mul_assoc u.1 v.1 w.1)) c) b) a
  add_comm a b := ind (p := fun a => add a b = add b a) (fun u =>
    ind (p := fun b => add (mk u) b = add b (mk u)) (fun v => mk_congr (mul_comm u.1 v.1)) b) a
  add_zero a := ind (p := fun a => add a (mk oneV) = a) (fun u => mk_congr (mul_one u.1)) a
  add_neg_cancel a := ind (p := fun a => add a (neg a) = mk oneV) (fun u => mk_eq.2 (mul_conj u.1)) a

theorem mk_add (u v : Vector F) : mk u + mk v = mk (mulV u v) := rfl
theorem neg_mk (u : Vector F) : -mk u = mk (conjV u) := rfl
theorem zero_eq : (0 : Direction F) = mk oneV := rfl

/-- The direction of any vector, 0 for the vector 0. -/
noncomputable def of (v : Point F) : Direction F :=
  open Classical in if h : dot v v ≠ 0 then mk ⟨v, h⟩ else 0

theorem of_eq {v : Point F} (h : dot v v ≠ 0) : of v = mk ⟨v, h⟩ := dif_pos h

theorem of_mul {u v : Point F} (hu : dot u u ≠ 0) (hv : dot v v ≠ 0) : of (mul u v) = of u + of v := by
  rw [of_eq hu, of_eq hv, of_eq (dot_mul u v ▸ mul_ne_zero hu hv)]
  rfl

/-- Directions are equal exactly if the vectors are parallel. -/
theorem of_eq_of {u v : Point F} (hu : dot u u ≠ 0) (hv : dot v v ≠ 0) : of u = of v ↔ cross u v = 0 := by
  rw [of_eq hu, of_eq hv]
  exact mk_eq

theorem of_comm (a b : Point F) : of (vec a b) = of (vec b a) :=
  (Classical.em (a = b)).elim (fun e => by rw [e]) fun e =>
    (of_eq_of (sqd_ne_zero e) (sqd_ne_zero fun g => e g.symm)).2 (cross_vec_comm a b)

end Direction

end Factory.Geometry
