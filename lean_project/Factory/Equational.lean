/-
Algebras of two to five elements, given by tables: what shows that an equation does not follow from others. That an
equation holds in one is computed by the kernel, which goes through all cases; recursors are all it has to unfold.
-/

namespace Factory.Equational

/-- Whether both are true. -/
noncomputable def both (p q : Bool) : Bool := p.rec false q

theorem both_left : {p q : Bool} → both p q = true → p = true
  | true, _, _ => rfl
  | false, _, h => (Bool.false_ne_true h).elim

theorem both_right : {p q : Bool} → both p q = true → q = true
  | true, _, h => h
  | false, _, h => (Bool.false_ne_true h).elim

/-- A type whose elements can be gone through, and told from each other. -/
class Few (α : Type) where
  same : α → α → Bool
  all : (α → Bool) → Bool
  eq_of_same : ∀ {x y : α}, same x y = true → x = y
  same_self : ∀ x : α, same x x = true
  of_all : ∀ {p : α → Bool}, all p = true → ∀ x : α, p x = true

section
open Few
variable {α : Type} [Few α]

/-- Two elements that are not the same are not equal. -/
theorem apart {x y : α} (h : same x y = false) : x ≠ y :=
  fun e => Bool.false_ne_true (h.symm.trans (e ▸ same_self x))

/-! Equations without variables, and with one to four, that hold everywhere. -/

theorem all₀ {a b : α} (h : same a b = true) : a = b := eq_of_same h

theorem all₁ {f g : α → α} (h : (all fun x => same (f x) (g x)) = true) (x : α) : f x = g x :=
  eq_of_same (of_all h x)

theorem all₂ {f g : α → α → α} (h : (all fun x => all fun y => same (f x y) (g x y)) = true) (x y : α) :
    f x y = g x y := eq_of_same (of_all (of_all h x) y)

theorem all₃ {f g : α → α → α → α}
    (h : (all fun x => all fun y => all fun z => same (f x y z) (g x y z)) = true) (x y z : α) :
    f x y z = g x y z := eq_of_same (of_all (of_all (of_all h x) y) z)

theorem all₄ {f g : α → α → α → α → α}
    (h : (all fun x => all fun y => all fun z => all fun u => same (f x y z u) (g x y z u)) = true)
    (x y z u : α) : f x y z u = g x y z u := eq_of_same (of_all (of_all (of_all (of_all h x) y) z) u)

end

/-- Two elements. -/
inductive Two where
  | e0 : Two
  | e1 : Two

namespace Two

/-- An operation on one element, by its table. -/
noncomputable def unary (t0 t1 x : Two) : Two := x.rec t0 t1

/-- An operation on two elements, by the rows of its table. -/
noncomputable def binary (t00 t01 t10 t11 x y : Two) : Two :=
  x.rec (y.rec t00 t01) (y.rec t10 t11)

noncomputable instance : Few Two where
  same x y := x.rec (y.rec true false) (y.rec false true)
  all p := both (p e0) (p e1)
  eq_of_same {x y} h :=
    match x, y, h with
    | e0, e0, _ | e1, e1, _ => rfl
    | e0, e1, h | e1, e0, h => (Bool.false_ne_true h).elim
  same_self x :=
    match x with
    | e0 | e1 => rfl
  of_all {p} h x :=
    match x with
    | e0 => both_left h
    | e1 => both_right h

end Two

/-- Three elements. -/
inductive Three where
  | e0 : Three
  | e1 : Three
  | e2 : Three

namespace Three

/-- An operation on one element, by its table. -/
noncomputable def unary (t0 t1 t2 x : Three) : Three := x.rec t0 t1 t2

/-- An operation on two elements, by the rows of its table. -/
noncomputable def binary (t00 t01 t02 t10 t11 t12 t20 t21 t22 x y : Three) : Three :=
  x.rec (y.rec t00 t01 t02) (y.rec t10 t11 t12) (y.rec t20 t21 t22)

noncomputable instance : Few Three where
  same x y := x.rec (y.rec true false false) (y.rec false true false) (y.rec false false true)
  all p := both (p e0) (both (p e1) (p e2))
  eq_of_same {x y} h :=
    match x, y, h with
    | e0, e0, _ | e1, e1, _ | e2, e2, _ => rfl
    | e0, e1, h | e0, e2, h | e1, e0, h | e1, e2, h | e2, e0, h | e2, e1, h => (Bool.false_ne_true h).elim
  same_self x :=
    match x with
    | e0 | e1 | e2 => rfl
  of_all {p} h x :=
    match x with
    | e0 => both_left h
    | e1 => both_left (both_right h)
    | e2 => both_right (both_right h)

end Three

/-- Four elements. -/
inductive Four where
  | e0 : Four
  | e1 : Four
  | e2 : Four
  | e3 : Four

namespace Four

/-- An operation on one element, by its table. -/
noncomputable def unary (t0 t1 t2 t3 x : Four) : Four := x.rec t0 t1 t2 t3

/-- An operation on two elements, by the rows of its table. -/
noncomputable def binary (t00 t01 t02 t03 t10 t11 t12 t13 t20 t21 t22 t23 t30 t31 t32 t33 x y : Four) : Four :=
  x.rec (y.rec t00 t01 t02 t03)
    (y.rec t10 t11 t12 t13)
    (y.rec t20 t21 t22 t23)
    (y.rec t30 t31 t32 t33)

noncomputable instance : Few Four where
  same x y := x.rec
    (y.rec true false false false)
    (y.rec false true false false)
    (y.rec false false true false)
    (y.rec false false false true)
  all p := both (p e0) (both (p e1) (both (p e2) (p e3)))
  eq_of_same {x y} h :=
    match x, y, h with
    | e0, e0, _ | e1, e1, _ | e2, e2, _ | e3, e3, _ => rfl
    | e0, e1, h | e0, e2, h | e0, e3, h | e1, e0, h | e1, e2, h | e1, e3, h
    | e2, e0, h | e2, e1, h | e2, e3, h | e3, e0, h | e3, e1, h | e3, e2, h => (Bool.false_ne_true h).elim
  same_self x :=
    match x with
    | e0 | e1 | e2 | e3 => rfl
  of_all {p} h x :=
    match x with
    | e0 => both_left h
    | e1 => both_left (both_right h)
    | e2 => both_left (both_right (both_right h))
    | e3 => both_right (both_right (both_right h))

end Four

/-- Five elements. -/
inductive Five where
  | e0 : Five
  | e1 : Five
  | e2 : Five
  | e3 : Five
  | e4 : Five

namespace Five

/-- An operation on one element, by its table. -/
noncomputable def unary (t0 t1 t2 t3 t4 x : Five) : Five := x.rec t0 t1 t2 t3 t4

/-- An operation on two elements, by the rows of its table. -/
noncomputable def binary (t00 t01 t02 t03 t04 t10 t11 t12 t13 t14 t20 t21 t22 t23 t24
    t30 t31 t32 t33 t34 t40 t41 t42 t43 t44 x y : Five) : Five :=
  x.rec (y.rec t00 t01 t02 t03 t04)
    (y.rec t10 t11 t12 t13 t14)
    (y.rec t20 t21 t22 t23 t24)
    (y.rec t30 t31 t32 t33 t34)
    (y.rec t40 t41 t42 t43 t44)

noncomputable instance : Few Five where
  same x y := x.rec
    (y.rec true false false false false)
    (y.rec false true false false false)
    (y.rec false false true false false)
    (y.rec false false false true false)
    (y.rec false false false false true)
  all p := both (p e0) (both (p e1) (both (p e2) (both (p e3) (p e4))))
  eq_of_same {x y} h :=
    match x, y, h with
    | e0, e0, _ | e1, e1, _ | e2, e2, _ | e3, e3, _ | e4, e4, _ => rfl
    | e0, e1, h | e0, e2, h | e0, e3, h | e0, e4, h | e1, e0, h | e1, e2, h
    | e1, e3, h | e1, e4, h | e2, e0, h | e2, e1, h | e2, e3, h | e2, e4, h
    | e3, e0, h | e3, e1, h | e3, e2, h | e3, e4, h | e4, e0, h | e4, e1, h
    | e4, e2, h | e4, e3, h => (Bool.false_ne_true h).elim
  same_self x :=
    match x with
    | e0 | e1 | e2 | e3 | e4 => rfl
  of_all {p} h x :=
    match x with
    | e0 => both_left h
    | e1 => both_left (both_right h)
    | e2 => both_left (both_right (both_right h))
    | e3 => both_left (both_right (both_right (both_right h)))
    | e4 => both_right (both_right (both_right (both_right h)))

end Five

end Factory.Equational
