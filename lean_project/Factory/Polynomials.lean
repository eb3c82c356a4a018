/-
Polynomials over the integers: identities that the kernel computes, and inequalities whose difference is a sum of products
of what is known not to be negative.
-/
import Factory.Algebra.Rational

namespace Factory.Polynomials

/-- The expression has that value when the variables have the values `xs`. Proofs of it mirror the shape of `v`. -/
def Is (xs : List Int) (e : RingExpr) (v : Int) : Prop := e.eval xs = v

namespace Is
variable {xs : List Int} {a b : RingExpr} {v w x y z u : Int}

theorem v0 : Is (x :: xs) (.var 0) x := rfl
theorem v1 : Is (x :: y :: xs) (.var 1) y := rfl
theorem v2 : Is (x :: y :: z :: xs) (.var 2) z := rfl
theorem v3 : Is (x :: y :: z :: u :: xs) (.var 3) u := rfl

theorem ofNat_eq_natCast : (n : Nat) → CommRing.natCast n = Int.ofNat n
  | 0 => rfl
  | 1 => rfl
  | n + 2 => congrArg (· + 1) (ofNat_eq_natCast (n + 1))

theorem npow_eq_pow (a : Int) : (n : Nat) → CommRing.npow a n = a ^ n
  | 0 => rfl
  | n + 1 => congrArg (· * a) (npow_eq_pow a n)

theorem num {n : Nat} : Is xs (.num n) (OfNat.ofNat n) := ofNat_eq_natCast n

theorem add (h : Is xs a v) (g : Is xs b w) : Is xs (.add a b) (v + w) := h ▸ g ▸ rfl
theorem sub (h : Is xs a v) (g : Is xs b w) : Is xs (.sub a b) (v - w) := h ▸ g ▸ rfl
theorem mul (h : Is xs a v) (g : Is xs b w) : Is xs (.mul a b) (v * w) := h ▸ g ▸ rfl
theorem neg (h : Is xs a v) : Is xs (.neg a) (-v) := h ▸ rfl
theorem pow {n : Nat} (h : Is xs a v) : Is xs (.pow a n) (v ^ n) := h ▸ npow_eq_pow _ n

end Is

/-- Two expressions that are the same polynomial have the same value. -/
theorem identity (xs : List Int) {l r : RingExpr} {v w : Int} (left : Is xs l v) (right : Is xs r w)
    (h : (l.sub r).isZero = true) : v = w := left.symm.trans ((ring_correct xs l r h).trans right)

theorem square (a : Int) : 0 ≤ a ^ 2 := by
  have e : a ^ 2 = a * a := (Is.npow_eq_pow a 2).symm.trans (congrArg (· * a) (one_mul a))
  rw [e]
  exact Int.mul_self_nonneg a

theorem numeral {n : Nat} : (0 : Int) ≤ OfNat.ofNat n := Int.ofNat_nonneg n

theorem power {a : Int} (h : 0 ≤ a) : (n : Nat) → 0 ≤ a ^ n
  | 0 => (by decide : (0 : Int) ≤ 1)
  | n + 1 => Int.mul_nonneg (power h n) h

theorem even (a : Int) (n : Nat) : 0 ≤ a ^ (2 * n) := by
  have e : a ^ (2 * n) = (a * a) ^ n := by
    induction n with
    | zero => rfl
    | succ n known =>
      change a ^ (2 * n) * a * a = (a * a) ^ n * (a * a)
      rw [known, Int.mul_assoc]
  rw [e]
  exact power (Int.mul_self_nonneg a) n

theorem le_of_difference {l r c : Int} (same : r - l = c) (h : 0 ≤ c) : l ≤ r := Int.le_of_sub_nonneg (same ▸ h)

/-- A positive multiple of the difference is not negative. -/
theorem le_of_multiple {k l r c : Int} (positive : 0 < k) (same : k * (r - l) = c) (h : 0 ≤ c) : l ≤ r :=
  Int.le_of_sub_nonneg (Fraction.nonneg_of_mul_nonneg positive (same ▸ h))

end Factory.Polynomials
