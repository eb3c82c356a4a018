/-
Consequences of equations: a goal that is a combination of hypotheses, with factors that are known not to vanish
cancelled. The coefficients are found elsewhere; the kernel checks the one identity that they amount to.
-/
import Factory.Algebra.RingExpr

universe u

namespace Factory

/-- An equation, and what it is multiplied with. -/
structure Multiple where
  coefficient : RingExpr
  left : RingExpr
  right : RingExpr

namespace Multiple

/-- All the equations hold when the variables have the values `xs`. -/
@[reducible] def Hold {α : Type u} [CommRing α] (xs : List α) : List Multiple → Prop
  | [] => True
  | m :: ms => m.left.eval xs = m.right.eval xs ∧ Hold xs ms

/-- The sum of the multiples of left side minus right side. -/
def sum : List Multiple → RingExpr
  | [] => .num 0
  | m :: ms => .add (.mul m.coefficient (.sub m.left m.right)) (sum ms)

theorem eval_sum {α : Type u} [CommRing α] {xs : List α} : {ms : List Multiple} → Hold xs ms → (sum ms).eval xs = 0
  | [], _ => rfl
  | m :: ms, h => by
    show m.coefficient.eval xs * (m.left.eval xs - m.right.eval xs) + (sum ms).eval xs = 0
    rw [eval_sum h.2, sub_eq_zero.2 h.1, mul_zero, add_zero]

end Multiple

open RingExpr in
/-- The goal `l = r` is the sum of the multiples. -/
theorem ring_combination {α : Type u} [CommRing α] (xs : List α) (l r : RingExpr) (ms : List Multiple)
    (identity : (sub (sub l r) (Multiple.sum ms)).isZero = true) (hold : Multiple.Hold xs ms) :
    l.eval xs = r.eval xs :=
  have e : l.eval xs - r.eval xs = (Multiple.sum ms).eval xs :=
    eq_of_sub_eq_zero (eval_of_isZero (e := sub (sub l r) _) identity)
  eq_of_sub_eq_zero (e.trans (Multiple.eval_sum hold))

section
open RingExpr
variable {α : Type u} [Field α] (xs : List α) (f l r : RingExpr) (ms : List Multiple)

/-- The goal `l = r`, times a factor that is not zero, is the sum of the multiples. -/
theorem linear_combination (identity : (sub (mul f (sub l r)) (Multiple.sum ms)).isZero = true)
    (factor : f.eval xs ≠ 0) (hold : Multiple.Hold xs ms) : l.eval xs = r.eval xs :=
  have e : f.eval xs * (l.eval xs - r.eval xs) = 0 :=
    (eq_of_sub_eq_zero (eval_of_isZero (e := sub (mul f (sub l r)) _) identity)).trans (Multiple.eval_sum hold)
  eq_of_sub_eq_zero (eq_zero_of_mul_eq_zero factor e)

/-- If `l` were `r`, then `f`, which is not zero, would be a sum of multiples of equations. -/
theorem ne_of_combination (c : RingExpr)
    (identity : (sub f (add (mul c (sub l r)) (Multiple.sum ms))).isZero = true)
    (factor : f.eval xs ≠ 0) (hold : Multiple.Hold xs ms) : l.eval xs ≠ r.eval xs := fun e =>
  factor ((eq_of_sub_eq_zero (eval_of_isZero (e := sub f _) identity)).trans
    (Multiple.eval_sum (ms := ⟨c, l, r⟩ :: ms) ⟨e, hold⟩))

end

end Factory
