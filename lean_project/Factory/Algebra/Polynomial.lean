/-
Polynomials as the kernel computes with them: lists of terms in the order of their monomials, with natural numbers for
everything, since those are what the kernel calculates natively.

A monomial is one number, its exponents the digits in base `2 ^ 20`, so that a product of monomials is a sum of
numbers, as long as no digit overflows: every polynomial here comes with a bound on its degree. A coefficient is a
pair `a`, `b` that stands for `a - b`. Functions are written with recursors instead of `match`, because these are what
the kernel reduces in the fewest steps.
-/
import Factory.Algebra.Ring

universe u

namespace Factory

/-! ### Monomials -/

namespace Monomial

/-- The base of the digits. -/
abbrev base : Nat := 2 ^ 20

/-- The product of the values, each to the power of its digit. -/
def eval {α : Type u} [CommRing α] : List α → Nat → α
  | [], _ => 1
  | x :: xs, k => x ^ (k % base) * eval xs (k / base)

/-- The sum of the first `n` digits. -/
def degree : Nat → Nat → Nat
  | 0, _ => 0
  | n + 1, k => k % base + degree n (k / base)

/-- The variable with a given number. -/
abbrev var (i : Nat) : Nat := 2 ^ (20 * i)

theorem split_add {j k : Nat} (h : j % base + k % base < base) :
    (j + k) % base = j % base + k % base ∧ (j + k) / base = j / base + k / base := by
  have e : j + k = j % base + k % base + base * (j / base + k / base) := by
    rw [Nat.mul_add, Nat.add_add_add_comm, Nat.mod_add_div, Nat.mod_add_div]
  have positive : 0 < base := Nat.le_of_ble_eq_true rfl
  constructor
  · rw [e, Nat.add_mul_mod_self_left, Nat.mod_eq_of_lt h]
  · rw [e, Nat.add_mul_div_left _ _ positive, Nat.div_eq_of_lt h, Nat.zero_add]

theorem degree_add : {n j k : Nat} → degree n j + degree n k < base → degree n (j + k) = degree n j + degree n k
  | 0, _, _, _ => rfl
  | n + 1, j, k, h => by
    have e : degree (n + 1) j + degree (n + 1) k =
        j % base + k % base + (degree n (j / base) + degree n (k / base)) :=
      Nat.add_add_add_comm _ _ _ _
    rw [e] at h ⊢
    have ⟨m, d⟩ := split_add (Nat.lt_of_le_of_lt (Nat.le_add_right _ _) h)
    show (j + k) % base + degree n ((j + k) / base) = _
    rw [m, d, degree_add (Nat.lt_of_le_of_lt (Nat.le_add_left _ _) h)]

theorem eval_add {α : Type u} [CommRing α] : {xs : List α} → {j k : Nat} →
    degree xs.length j + degree xs.length k < base → eval xs (j + k) = eval xs j * eval xs k
  | [], _, _, _ => (mul_one 1).symm
  | x :: xs, j, k, h => by
    have e : degree (xs.length + 1) j + degree (xs.length + 1) k =
        j % base + k % base + (degree xs.length (j / base) + degree xs.length (k / base)) :=
      Nat.add_add_add_comm _ _ _ _
    replace h := Nat.lt_of_le_of_lt (Nat.le_of_eq e.symm) h
    have ⟨m, d⟩ := split_add (Nat.lt_of_le_of_lt (Nat.le_add_right _ _) h)
    show x ^ ((j + k) % base) * eval xs ((j + k) / base) =
      x ^ (j % base) * eval xs (j / base) * (x ^ (k % base) * eval xs (k / base))
    rw [m, d, pow_add, eval_add (Nat.lt_of_le_of_lt (Nat.le_add_left _ _) h), mul_mul_mul_comm]

theorem degree_zero : (n : Nat) → degree n 0 = 0
  | 0 => rfl
  | n + 1 => by
    show 0 % base + degree n (0 / base) = 0
    rw [Nat.zero_mod, Nat.zero_div, degree_zero n]

theorem eval_zero {α : Type u} [CommRing α] : (xs : List α) → eval xs 0 = 1
  | [] => rfl
  | x :: xs => by
    show x ^ (0 % base) * eval xs (0 / base) = 1
    rw [Nat.zero_mod, Nat.zero_div, eval_zero xs, mul_one]
    rfl

theorem var_succ (i : Nat) : var (i + 1) = base * var i := by
  show 2 ^ (20 * i + 20) = 2 ^ 20 * 2 ^ (20 * i)
  rw [Nat.pow_add, Nat.mul_comm]

theorem degree_var : (n i : Nat) → degree n (var i) ≤ 1
  | 0, _ => Nat.zero_le 1
  | n + 1, 0 => by
    show 1 + degree n 0 ≤ 1
    rw [degree_zero]
    exact Nat.le_refl 1
  | n + 1, i + 1 => by
    show var (i + 1) % base + degree n (var (i + 1) / base) ≤ 1
    rw [var_succ, Nat.mul_mod_right, Nat.mul_div_cancel_left _ (Nat.le_of_ble_eq_true rfl), Nat.zero_add]
    exact degree_var n i

/-- The value of a variable; 1 for one that has no value. -/
def lookup {α : Type u} [CommRing α] : List α → Nat → α
  | [], _ => 1
  | x :: _, 0 => x
  | _ :: xs, i + 1 => lookup xs i

theorem eval_var {α : Type u} [CommRing α] : (xs : List α) → (i : Nat) → eval xs (var i) = lookup xs i
  | [], _ => rfl
  | x :: xs, 0 => by
    show x ^ 1 * eval xs 0 = x
    rw [eval_zero, mul_one, pow_one]
  | x :: xs, i + 1 => by
    show x ^ (var (i + 1) % base) * eval xs (var (i + 1) / base) = lookup xs i
    rw [var_succ, Nat.mul_mod_right, Nat.mul_div_cancel_left _ (Nat.le_of_ble_eq_true rfl), eval_var xs i]
    exact one_mul _

end Monomial

/-! ### Polynomials -/

/-- `term k a b p` is the monomial `k` times `a - b`, plus `p`. -/
inductive Polynomial where
  | zero : Polynomial
  | term (k a b : Nat) (p : Polynomial) : Polynomial

namespace Polynomial

section
variable {α : Type u} [CommRing α] {xs : List α}

/-- The coefficient that a pair stands for. -/
def coefficient (a b : Nat) : α := CommRing.natCast a - CommRing.natCast b

/-- The value of a polynomial when the variables have the values `xs`. -/
def eval (xs : List α) : Polynomial → α
  | zero => 0
  | term k a b p => coefficient a b * Monomial.eval xs k + eval xs p

/-- No monomial has a degree above `d`. -/
def Bounded (n d : Nat) : Polynomial → Prop
  | zero => True
  | term k _ _ p => Monomial.degree n k ≤ d ∧ Bounded n d p

/-- The polynomial has this value, and no monomial of it a degree above `d`. -/
structure Means (xs : List α) (d : Nat) (p : Polynomial) (v : α) : Prop where
  bounded : Bounded xs.length d p
  value : eval xs p = v

/-! #### Sums -/

/-- The sum: like monomials meet, since both lists are in order. -/
noncomputable def add (p : Polynomial) : Polynomial → Polynomial :=
  p.rec (fun q => q) fun k a b p addTail q =>
    q.rec (term k a b p) fun l c d q addHere =>
      (Nat.beq k l).rec
        ((Nat.ble k l).rec (term l c d addHere) (term k a b (addTail (term l c d q))))
        (term k (Nat.add a c) (Nat.add b d) (addTail q))

theorem add_term (k a b : Nat) (p : Polynomial) (l c d : Nat) (q : Polynomial) :
    (k = l ∧ add (term k a b p) (term l c d q) = term k (a + c) (b + d) (add p q)) ∨
    add (term k a b p) (term l c d q) = term k a b (add p (term l c d q)) ∨
    add (term k a b p) (term l c d q) = term l c d (add (term k a b p) q) :=
  match h : Nat.beq k l with
  | true => .inl ⟨Nat.eq_of_beq_eq_true h, by
      show @Bool.rec (fun _ => Polynomial) _ _ (Nat.beq k l) = _
      rw [h]
      rfl⟩
  | false => .inr (match g : Nat.ble k l with
    | true => .inl (by
        show @Bool.rec (fun _ => Polynomial) (@Bool.rec (fun _ => Polynomial) _ _ (Nat.ble k l)) _ (Nat.beq k l) = _
        rw [h, g]
        rfl)
    | false => .inr (by
        show @Bool.rec (fun _ => Polynomial) (@Bool.rec (fun _ => Polynomial) _ _ (Nat.ble k l)) _ (Nat.beq k l) = _
        rw [h, g]
        rfl))

theorem coefficient_add (a b c d : Nat) :
    (coefficient (a + c) (b + d) : α) = coefficient a b + coefficient c d := by
  unfold coefficient
  rw [natCast_add, natCast_add, sub_eq_add_neg, neg_add, add_add_add_comm, ← sub_eq_add_neg, ← sub_eq_add_neg]

theorem eval_add (p q : Polynomial) : eval xs (add p q) = eval xs p + eval xs q := by
  induction p generalizing q with
  | zero => exact (zero_add _).symm
  | term k a b p tail =>
    induction q with
    | zero => exact (add_zero _).symm
    | term l c d q here =>
      rcases add_term k a b p l c d q with ⟨e, g⟩ | g | g
      · rw [g]
        show coefficient (a + c) (b + d) * Monomial.eval xs k + eval xs (add p q) =
          coefficient a b * Monomial.eval xs k + eval xs p + (coefficient c d * Monomial.eval xs l + eval xs q)
        rw [tail, ← e, coefficient_add, add_mul, add_add_add_comm]
      · rw [g]
        show coefficient a b * Monomial.eval xs k + eval xs (add p (term l c d q)) =
          coefficient a b * Monomial.eval xs k + eval xs p + eval xs (term l c d q)
        rw [tail, add_assoc]
      · rw [g]
        show coefficient c d * Monomial.eval xs l + eval xs (add (term k a b p) q) =
          eval xs (term k a b p) + (coefficient c d * Monomial.eval xs l + eval xs q)
        rw [here, add_left_comm]

theorem Bounded.add {n m : Nat} {p q : Polynomial} (hp : Bounded n m p) (hq : Bounded n m q) :
    Bounded n m (Polynomial.add p q) := by
  induction p generalizing q with
  | zero => exact hq
  | term k a b p tail =>
    induction q with
    | zero => exact hp
    | term l c d q here =>
      rcases add_term k a b p l c d q with ⟨_, g⟩ | g | g
      · rw [g]
        exact ⟨hp.1, tail hp.2 hq.2⟩
      · rw [g]
        exact ⟨hp.1, tail hp.2 hq⟩
      · rw [g]
        exact ⟨hq.1, here hq.2⟩

theorem Bounded.mono {n d e : Nat} (h : d ≤ e) : {p : Polynomial} → Bounded n d p → Bounded n e p
  | zero, _ => trivial
  | term _ _ _ _, g => ⟨Nat.le_trans g.1 h, g.2.mono h⟩

theorem Means.add {p q : Polynomial} {d e : Nat} {v w : α} (hp : Means xs d p v) (hq : Means xs e q w) :
    Means xs (d + e) (Polynomial.add p q) (v + w) :=
  ⟨(hp.bounded.mono (Nat.le_add_right d e)).add (hq.bounded.mono (Nat.le_add_left e d)), by
    rw [eval_add, hp.value, hq.value]⟩

/-! #### Negation -/

/-- The negation: every pair is turned round. -/
noncomputable def neg (p : Polynomial) : Polynomial := p.rec zero fun k a b _ negTail => term k b a negTail

theorem coefficient_swap (a b : Nat) : (coefficient b a : α) = -coefficient a b := (neg_sub _ _).symm

theorem Means.neg {d : Nat} : {p : Polynomial} → {v : α} → Means xs d p v → Means xs d p.neg (-v)
  | zero, _, h => ⟨trivial, by rw [← h.value]; exact neg_zero.symm⟩
  | term k a b p, _, h => by
    have tail : Means xs d p (eval xs p) := ⟨h.bounded.2, rfl⟩
    refine ⟨⟨h.bounded.1, tail.neg.bounded⟩, ?_⟩
    show coefficient b a * Monomial.eval xs k + eval xs p.neg = _
    rw [← h.value, tail.neg.value, coefficient_swap, neg_mul, ← neg_add]
    rfl

/-! #### Products -/

/-- The product with one term. -/
noncomputable def scale (k a b : Nat) (p : Polynomial) : Polynomial :=
  p.rec zero fun l c d _ scaleTail =>
    term (Nat.add k l) (Nat.add (Nat.mul a c) (Nat.mul b d)) (Nat.add (Nat.mul a d) (Nat.mul b c)) scaleTail

theorem coefficient_mul (a b c d : Nat) :
    (coefficient (a * c + b * d) (a * d + b * c) : α) = coefficient a b * coefficient c d := by
  unfold coefficient
  rw [natCast_add, natCast_add, natCast_mul, natCast_mul, natCast_mul, natCast_mul, mul_sub, sub_mul, sub_mul,
    sub_eq_add_neg, neg_add, sub_eq_add_neg, sub_eq_add_neg, sub_eq_add_neg, neg_add, neg_neg,
    add_comm (-(CommRing.natCast a * CommRing.natCast d : α)), add_add_add_comm,
    add_comm (-(CommRing.natCast a * CommRing.natCast d : α))]

theorem Means.scale {k a b d e : Nat} (hk : Monomial.degree xs.length k ≤ d) (small : d + e < Monomial.base) :
    {p : Polynomial} → {v : α} → Means xs e p v →
    Means xs (d + e) (p.scale k a b) (coefficient a b * Monomial.eval xs k * v)
  | zero, _, h => ⟨trivial, by rw [← h.value]; exact (mul_zero _).symm⟩
  | term l c m p, _, h => by
    have tail : Means xs e p (eval xs p) := ⟨h.bounded.2, rfl⟩
    have next := tail.scale (a := a) (b := b) hk small
    have degrees : Monomial.degree xs.length k + Monomial.degree xs.length l ≤ d + e :=
      Nat.add_le_add hk h.bounded.1
    have fits := Nat.lt_of_le_of_lt degrees small
    refine ⟨⟨Nat.le_trans (Nat.le_of_eq (Monomial.degree_add fits)) degrees, next.bounded⟩, ?_⟩
    show coefficient (a * c + b * m) (a * m + b * c) * Monomial.eval xs (k + l) + eval xs (p.scale k a b) = _
    rw [next.value, ← h.value, coefficient_mul, Monomial.eval_add fits, mul_mul_mul_comm, ← mul_add]
    rfl

/-- The product, one term of the first factor after the other. -/
noncomputable def mul (p q : Polynomial) : Polynomial :=
  p.rec zero fun k a b _ mulTail => add (scale k a b q) mulTail

theorem Means.mul {d e : Nat} (small : d + e < Monomial.base) {q : Polynomial} {w : α} (hq : Means xs e q w) :
    {p : Polynomial} → {v : α} → Means xs d p v → Means xs (d + e) (p.mul q) (v * w)
  | zero, _, h => ⟨trivial, by rw [← h.value]; exact (zero_mul _).symm⟩
  | term k a b p, _, h => by
    have tail : Means xs d p (eval xs p) := ⟨h.bounded.2, rfl⟩
    have next := Means.mul small hq tail
    have first := hq.scale (a := a) (b := b) h.bounded.1 small
    refine ⟨first.bounded.add next.bounded, ?_⟩
    show eval xs (Polynomial.add (q.scale k a b) (p.mul q)) = _
    rw [eval_add, first.value, next.value, ← h.value, ← add_mul]
    rfl

/-! #### What the kernel is asked -/

/-- Whether every coefficient is zero. -/
noncomputable def isZero (p : Polynomial) : Bool := p.rec true fun _ a b _ tail => (Nat.beq a b).rec false tail

theorem eval_of_isZero : {p : Polynomial} → p.isZero = true → eval xs p = 0
  | zero, _ => rfl
  | term k a b p, h => by
    change Bool.rec false p.isZero (Nat.beq a b) = true at h
    match e : Nat.beq a b, h with
    | true, h =>
      show coefficient a b * Monomial.eval xs k + eval xs p = 0
      rw [eval_of_isZero h, Nat.eq_of_beq_eq_true e, add_zero]
      unfold coefficient
      rw [sub_self, zero_mul]
    | false, h => exact (Bool.false_ne_true h).elim

end

end Polynomial

end Factory
