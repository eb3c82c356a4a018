/-
Identities of commutative rings, decided by the kernel.

An expression is a value of `RingExpr`; what it means in a ring is `eval`, which unfolds to the terms that it
was made from, so an equation proved of `eval` proves the equation of these terms. Whether two expressions are equal in
every commutative ring is a computation on polynomials, and the kernel does it: write `by decide +kernel`.
-/
import Factory.Algebra.Field
import Factory.Algebra.Polynomial

universe u

namespace Factory

/-- A polynomial expression in numbered variables. -/
inductive RingExpr where
  | var (i : Nat) : RingExpr
  | num (n : Nat) : RingExpr
  | add (a b : RingExpr) : RingExpr
  | sub (a b : RingExpr) : RingExpr
  | mul (a b : RingExpr) : RingExpr
  | neg (a : RingExpr) : RingExpr
  | pow (a : RingExpr) (n : Nat) : RingExpr

namespace RingExpr

/-- What an expression means when the variables have the values `xs`. -/
def eval {α : Type u} [CommRing α] (xs : List α) : RingExpr → α
  | var i => Monomial.lookup xs i
  | num n => CommRing.natCast n
  | add a b => eval xs a + eval xs b
  | sub a b => eval xs a - eval xs b
  | mul a b => eval xs a * eval xs b
  | neg a => -eval xs a
  | pow a n => eval xs a ^ n

/-- A bound on the degree. -/
noncomputable def degree (e : RingExpr) : Nat :=
  e.rec (fun _ => 1) (fun _ => 0) (fun _ _ m n => Nat.add m n) (fun _ _ m n => Nat.add m n)
    (fun _ _ m n => Nat.add m n) (fun _ m => m) (fun _ n m => Nat.mul n m)

/-- The power of a polynomial. -/
noncomputable def powPolynomial (p : Polynomial) (n : Nat) : Polynomial :=
  n.rec (.term 0 1 0 .zero) fun _ power => power.mul p

/-- The polynomial that an expression is equal to. -/
noncomputable def norm (e : RingExpr) : Polynomial :=
  e.rec (fun i => .term (Monomial.var i) 1 0 .zero) (fun n => .term 0 n 0 .zero) (fun _ _ p q => p.add q)
    (fun _ _ p q => p.add q.neg) (fun _ _ p q => p.mul q) (fun _ p => p.neg) (fun _ n p => powPolynomial p n)

section
variable {α : Type u} [CommRing α] {xs : List α}

theorem natCast_means (n : Nat) : Polynomial.Means xs 0 (.term 0 n 0 .zero) (CommRing.natCast n) := by
  refine ⟨⟨Nat.le_of_eq (Monomial.degree_zero _), trivial⟩, ?_⟩
  show Polynomial.coefficient n 0 * Monomial.eval xs 0 + 0 = CommRing.natCast n
  rw [Monomial.eval_zero, mul_one, add_zero]
  exact sub_zero _

theorem one_means : Polynomial.Means xs 0 (.term 0 1 0 .zero) (1 : α) := by
  have h := natCast_means (xs := xs) 1
  rwa [natCast_one] at h

theorem powPolynomial_means {p : Polynomial} {d : Nat} {v : α} (h : Polynomial.Means xs d p v) : (n : Nat) →
    n * d < Monomial.base → Polynomial.Means xs (n * d) (powPolynomial p n) (v ^ n)
  | 0, _ => by
    rw [Nat.zero_mul]
    exact one_means
  | n + 1, small => by
    rw [Nat.succ_mul] at small ⊢
    exact .mul small h (powPolynomial_means h n (Nat.lt_of_le_of_lt (Nat.le_add_right _ _) small))

theorem norm_means : (e : RingExpr) → e.degree < Monomial.base → Polynomial.Means xs e.degree e.norm (eval xs e)
  | var i, _ => by
    refine ⟨⟨Monomial.degree_var _ i, trivial⟩, ?_⟩
    show Polynomial.coefficient 1 0 * Monomial.eval xs (Monomial.var i) + 0 = Monomial.lookup xs i
    rw [Monomial.eval_var, add_zero]
    show (CommRing.natCast 1 - 0) * _ = _
    rw [sub_zero, natCast_one, one_mul]
  | num n, _ => natCast_means n
  | add a b, small => (norm_means a (left small)).add (norm_means b (right small))
  | sub a b, small => by
    have h := (norm_means a (left small)).add (norm_means b (right small)).neg
    rwa [← sub_eq_add_neg] at h
  | mul a b, small => .mul small (norm_means b (right small)) (norm_means a (left small))
  | neg a, small => (norm_means a small).neg
  | pow a 0, _ => by
    show Polynomial.Means xs (0 * a.degree) (powPolynomial a.norm 0) 1
    rw [Nat.zero_mul]
    exact one_means
  | pow a (n + 1), small =>
    have smaller := Nat.lt_of_le_of_lt (Nat.le_mul_of_pos_left _ (Nat.succ_pos n)) small
    powPolynomial_means (norm_means a smaller) (n + 1) small
where
  left {m n : Nat} (h : m + n < Monomial.base) : m < Monomial.base := Nat.lt_of_le_of_lt (Nat.le_add_right m n) h
  right {m n : Nat} (h : m + n < Monomial.base) : n < Monomial.base := Nat.lt_of_le_of_lt (Nat.le_add_left n m) h

/-- Whether an expression is zero in every commutative ring. -/
noncomputable def isZero (e : RingExpr) : Bool :=
  (Nat.ble (Nat.succ e.degree) Monomial.base).rec false e.norm.isZero

theorem eval_of_isZero {e : RingExpr} (h : e.isZero = true) : eval xs e = 0 := by
  change @Bool.rec (fun _ => Bool) false e.norm.isZero (Nat.ble (Nat.succ e.degree) Monomial.base) = true at h
  match small : Nat.ble (Nat.succ e.degree) Monomial.base, h with
  | true, h =>
    have means := norm_means (xs := xs) e (Nat.le_of_ble_eq_true small)
    exact means.value.symm.trans (Polynomial.eval_of_isZero h)
  | false, h => exact (Bool.false_ne_true h).elim

end

end RingExpr

/-- An identity: `xs` are the values of the variables, `l` and `r` the two sides. -/
theorem ring_correct {α : Type u} [CommRing α] (xs : List α) (l r : RingExpr) (h : (l.sub r).isZero = true) :
    l.eval xs = r.eval xs :=
  eq_of_sub_eq_zero (RingExpr.eval_of_isZero (e := l.sub r) h)

end Factory
