/-
Sums of directions or of logarithms of lengths, as lists of terms: when they vanish whatever the elements are.

What the engine calls a certificate says that one sum is a combination of others with whole coefficients. To compare
what is added with what is subtracted, each of them is one natural number: how often each segment occurs are its
digits, in the base of the exponents of `Factory/Algebra/Polynomial.lean`. What the kernel computes with is written by
recursors, and with the functions on `Nat` that it knows, as there.
-/
import Factory.Algebra.Polynomial

universe u

namespace Factory.Geometry

/-- An abelian group, written additively. -/
class AbelianGroup (G : Type u) extends Zero G, Add G, Neg G where
  protected add_assoc : ∀ a b c : G, a + b + c = a + (b + c)
  protected add_comm : ∀ a b : G, a + b = b + a
  protected add_zero : ∀ a : G, a + 0 = a
  protected add_neg_cancel : ∀ a : G, a + -a = 0

namespace AbelianGroup
variable {G : Type u} [AbelianGroup G] (a b c d : G)

protected theorem zero_add : 0 + a = a := (AbelianGroup.add_comm 0 a).trans (AbelianGroup.add_zero a)
protected theorem add_left_comm : a + (b + c) = b + (a + c) := by
  rw [← AbelianGroup.add_assoc, AbelianGroup.add_comm a b, AbelianGroup.add_assoc]
protected theorem add_add_add_comm : a + b + (c + d) = a + c + (b + d) := by
  rw [AbelianGroup.add_assoc, AbelianGroup.add_left_comm b c d, ← AbelianGroup.add_assoc]
protected theorem neg_eq_of_add_eq_zero {a b : G} (h : a + b = 0) : -a = b := by
  rw [← AbelianGroup.add_zero (-a), ← h, ← AbelianGroup.add_assoc, AbelianGroup.add_comm (-a) a,
    AbelianGroup.add_neg_cancel, AbelianGroup.zero_add]
protected theorem neg_zero : -(0 : G) = 0 := AbelianGroup.neg_eq_of_add_eq_zero (AbelianGroup.add_zero 0)
protected theorem neg_neg : - -a = a :=
  AbelianGroup.neg_eq_of_add_eq_zero ((AbelianGroup.add_comm (-a) a).trans (AbelianGroup.add_neg_cancel a))
protected theorem neg_add : -(a + b) = -a + -b :=
  AbelianGroup.neg_eq_of_add_eq_zero (by
    rw [AbelianGroup.add_add_add_comm, AbelianGroup.add_neg_cancel, AbelianGroup.add_neg_cancel, AbelianGroup.add_zero])

protected theorem add_neg_eq_zero {a b : G} : a + -b = 0 ↔ a = b := by
  constructor
  · intro h
    have g := AbelianGroup.neg_eq_of_add_eq_zero h
    rw [← AbelianGroup.neg_neg a, g, AbelianGroup.neg_neg]
  · intro h
    rw [h, AbelianGroup.add_neg_cancel]

/-- The multiple `n • a`. -/
protected def nsmul : Nat → G → G
  | 0, _ => 0
  | n + 1, a => AbelianGroup.nsmul n a + a
protected theorem nsmul_zero : (n : Nat) → AbelianGroup.nsmul n (0 : G) = 0
  | 0 => rfl
  | n + 1 => (AbelianGroup.add_zero (AbelianGroup.nsmul n (0 : G))).trans (AbelianGroup.nsmul_zero n)
protected theorem add_nsmul (m : Nat) : (n : Nat) → AbelianGroup.nsmul (m + n) a = AbelianGroup.nsmul m a + AbelianGroup.nsmul n a
  | 0 => (AbelianGroup.add_zero (AbelianGroup.nsmul m a)).symm
  | n + 1 => (congrArg (· + a) (AbelianGroup.add_nsmul m n)).trans (AbelianGroup.add_assoc (AbelianGroup.nsmul m a) (AbelianGroup.nsmul n a) a)
protected theorem mul_nsmul (m : Nat) : (n : Nat) → AbelianGroup.nsmul (n * m) a = AbelianGroup.nsmul n (AbelianGroup.nsmul m a)
  | 0 => by rw [Nat.zero_mul]; rfl
  | n + 1 => by rw [Nat.succ_mul, AbelianGroup.add_nsmul, AbelianGroup.mul_nsmul m n]; rfl
protected theorem nsmul_add : (n : Nat) → AbelianGroup.nsmul n (a + b) = AbelianGroup.nsmul n a + AbelianGroup.nsmul n b
  | 0 => (AbelianGroup.add_zero (0 : G)).symm
  | n + 1 => (congrArg (· + (a + b)) (AbelianGroup.nsmul_add n)).trans (AbelianGroup.add_add_add_comm (AbelianGroup.nsmul n a) (AbelianGroup.nsmul n b) a b)
protected theorem nsmul_neg : (n : Nat) → AbelianGroup.nsmul n (-a) = -AbelianGroup.nsmul n a
  | 0 => AbelianGroup.neg_zero.symm
  | n + 1 => (congrArg (· + -a) (AbelianGroup.nsmul_neg n)).trans (AbelianGroup.neg_add (AbelianGroup.nsmul n a) a).symm

end AbelianGroup

/-- A multiple, added or subtracted, of the element that belongs to the segment between two numbered points. -/
structure Term where
  minus : Bool
  times : Nat
  a : Nat
  b : Nat

namespace Term

/-- The number of a segment, the same whichever end is named first; `radix` is above all numbers of points. -/
noncomputable def position (radix a b : Nat) : Nat :=
  (Nat.ble a b).rec (Nat.add (Nat.mul b radix) a) (Nat.add (Nat.mul a radix) b)
noncomputable def agree (a b : Bool) : Bool := a.rec (b.rec true false) b
/-- How often each segment is added (or subtracted), as the digits of one number. -/
noncomputable def code (radix : Nat) (minus : Bool) (l : List Term) : Nat :=
  l.rec 0 fun t _ rest =>
    (agree t.minus minus).rec rest
      (Nat.add (Nat.mul t.times (Nat.pow 2 (Nat.mul 20 (position radix t.a t.b)))) rest)
/-- A bound on the digits. -/
noncomputable def weight (l : List Term) : Nat := l.rec 0 fun t _ rest => Nat.add t.times rest
noncomputable def both (a b : Bool) : Bool := a.rec false b
noncomputable def small (radix : Nat) (l : List Term) : Bool :=
  l.rec true fun t _ rest => both (both (Nat.ble (Nat.succ t.a) radix) (Nat.ble (Nat.succ t.b) radix)) rest
/-- Whether every segment is added as often as it is subtracted. -/
noncomputable def vanishes (radix : Nat) (l : List Term) : Bool :=
  both (both (small radix l) (Nat.ble (Nat.succ (weight l)) Monomial.base)) (Nat.beq (code radix false l) (code radix true l))
/-- The multiple of a sum, added or subtracted, before another sum. -/
noncomputable def append (minus : Bool) (n : Nat) (rest l : List Term) : List Term :=
  l.rec rest fun t _ tail => ⟨agree (agree t.minus minus) false, Nat.mul n t.times, t.a, t.b⟩ :: tail

theorem both_eq_true {a b : Bool} : both a b = true ↔ a = true ∧ b = true :=
  match a, b with
  | true, true => ⟨fun _ => ⟨rfl, rfl⟩, fun _ => rfl⟩
  | true, false => ⟨fun h => (Bool.false_ne_true h).elim, fun h => (Bool.false_ne_true h.2).elim⟩
  | false, _ => ⟨fun h => (Bool.false_ne_true h).elim, fun h => (Bool.false_ne_true h.1).elim⟩

variable {G : Type u} [AbelianGroup G]

def signed (minus : Bool) (x : G) : G := cond minus (-x) x

/-- The value of a sum. -/
def eval (d : Nat → Nat → G) : List Term → G
  | [] => 0
  | t :: l => signed t.minus (AbelianGroup.nsmul t.times (d t.a t.b)) + eval d l

theorem signed_add (m : Bool) (x y : G) : signed m (x + y) = signed m x + signed m y :=
  match m with
  | true => AbelianGroup.neg_add x y
  | false => rfl
theorem signed_zero (m : Bool) : signed m (0 : G) = 0 :=
  match m with
  | true => AbelianGroup.neg_zero
  | false => rfl
theorem signed_signed (m n : Bool) (x : G) : signed (agree (agree m n) false) x = signed n (signed m x) :=
  match m, n with
  | true, true => (AbelianGroup.neg_neg x).symm
  | true, false => rfl
  | false, true => rfl
  | false, false => rfl
theorem nsmul_signed (n : Nat) (m : Bool) (x : G) : AbelianGroup.nsmul n (signed m x) = signed m (AbelianGroup.nsmul n x) :=
  match m with
  | true => AbelianGroup.nsmul_neg x n
  | false => rfl

theorem eval_append (d : Nat → Nat → G) (m : Bool) (n : Nat) (rest : List Term) : (l : List Term) →
    eval d (append m n rest l) = signed m (AbelianGroup.nsmul n (eval d l)) + eval d rest
  | [] => by
    show eval d rest = signed m (AbelianGroup.nsmul n 0) + eval d rest
    rw [AbelianGroup.nsmul_zero, signed_zero, AbelianGroup.zero_add]
  | t :: l => by
    show signed (agree (agree t.minus m) false) (AbelianGroup.nsmul (n * t.times) (d t.a t.b)) + eval d (append m n rest l)
      = signed m (AbelianGroup.nsmul n (signed t.minus (AbelianGroup.nsmul t.times (d t.a t.b)) + eval d l)) + eval d rest
    rw [eval_append d m n rest l, AbelianGroup.nsmul_add, signed_add, AbelianGroup.mul_nsmul, signed_signed, nsmul_signed,
      AbelianGroup.add_assoc]

/-! ### Numbers whose digits count elements -/

/-- The sum of the elements, each as often as its digit says. -/
def value (f : Nat → G) : Nat → Nat → G
  | 0, _ => 0
  | n + 1, k => AbelianGroup.nsmul (k % Monomial.base) (f 0) + value (fun i => f (i + 1)) n (k / Monomial.base)

theorem value_zero (f : Nat → G) : (n : Nat) → value f n 0 = 0
  | 0 => rfl
  | n + 1 => by
    show AbelianGroup.nsmul (0 % Monomial.base) (f 0) + value _ n (0 / Monomial.base) = 0
    rw [Nat.zero_mod, Nat.zero_div, value_zero]
    exact AbelianGroup.zero_add 0

theorem value_add (f : Nat → G) : (n : Nat) → {j k : Nat} →
    Monomial.degree n j + Monomial.degree n k < Monomial.base → value f n (j + k) = value f n j + value f n k
  | 0, _, _, _ => (AbelianGroup.zero_add 0).symm
  | n + 1, j, k, h => by
    have e : Monomial.degree (n + 1) j + Monomial.degree (n + 1) k = j % Monomial.base + k % Monomial.base
        + (Monomial.degree n (j / Monomial.base) + Monomial.degree n (k / Monomial.base)) :=
      Nat.add_add_add_comm _ _ _ _
    replace h := Nat.lt_of_le_of_lt (Nat.le_of_eq e.symm) h
    have ⟨m, d⟩ := Monomial.split_add (Nat.lt_of_le_of_lt (Nat.le_add_right _ _) h)
    show AbelianGroup.nsmul ((j + k) % Monomial.base) (f 0) + value _ n ((j + k) / Monomial.base) =
      AbelianGroup.nsmul (j % Monomial.base) (f 0) + value _ n (j / Monomial.base)
        + (AbelianGroup.nsmul (k % Monomial.base) (f 0) + value _ n (k / Monomial.base))
    rw [m, d, AbelianGroup.add_nsmul, value_add _ n (Nat.lt_of_le_of_lt (Nat.le_add_left _ _) h),
      AbelianGroup.add_add_add_comm]

theorem digit_of_zero {t : Nat} (h : t < Monomial.base) : t * Monomial.var 0 % Monomial.base = t
    ∧ t * Monomial.var 0 / Monomial.base = 0 := by
  rw [show Monomial.var 0 = 1 from rfl, Nat.mul_one]
  exact ⟨Nat.mod_eq_of_lt h, Nat.div_eq_of_lt h⟩
theorem digit_of_succ (t i : Nat) : t * Monomial.var (i + 1) % Monomial.base = 0
    ∧ t * Monomial.var (i + 1) / Monomial.base = t * Monomial.var i := by
  rw [Monomial.var_succ, Nat.mul_left_comm]
  exact ⟨Nat.mul_mod_right _ _, Nat.mul_div_cancel_left _ (Nat.le_of_ble_eq_true rfl)⟩

theorem value_var {t : Nat} (h : t < Monomial.base) : (f : Nat → G) → (n i : Nat) → i < n →
    value f n (t * Monomial.var i) = AbelianGroup.nsmul t (f i)
  | _, 0, _, g => absurd g (Nat.not_lt_zero _)
  | f, n + 1, 0, _ => by
    show AbelianGroup.nsmul (t * Monomial.var 0 % Monomial.base) (f 0) + value _ n (t * Monomial.var 0 / Monomial.base) = _
    rw [(digit_of_zero h).1, (digit_of_zero h).2, value_zero, AbelianGroup.add_zero]
  | f, n + 1, i + 1, g => by
    show AbelianGroup.nsmul (t * Monomial.var (i + 1) % Monomial.base) (f 0)
      + value _ n (t * Monomial.var (i + 1) / Monomial.base) = _
    rw [(digit_of_succ t i).1, (digit_of_succ t i).2, value_var h _ n i (Nat.lt_of_succ_lt_succ g)]
    exact AbelianGroup.zero_add _

theorem degree_var {t : Nat} (h : t < Monomial.base) : (n i : Nat) → Monomial.degree n (t * Monomial.var i) ≤ t
  | 0, _ => Nat.zero_le _
  | n + 1, 0 => by
    show t * Monomial.var 0 % Monomial.base + Monomial.degree n (t * Monomial.var 0 / Monomial.base) ≤ t
    rw [(digit_of_zero h).1, (digit_of_zero h).2, Monomial.degree_zero]
    exact Nat.le_refl t
  | n + 1, i + 1 => by
    show t * Monomial.var (i + 1) % Monomial.base + Monomial.degree n (t * Monomial.var (i + 1) / Monomial.base) ≤ t
    rw [(digit_of_succ t i).1, (digit_of_succ t i).2, Nat.zero_add]
    exact degree_var h n i

/-! ### Sums as such numbers -/

section Code
variable {radix : Nat} {d : Nat → Nat → G}

theorem position_lt {a b : Nat} (ha : a < radix) (hb : b < radix) : position radix a b < radix * radix := by
  have bound : ∀ {m n : Nat}, m < radix → n < radix → m * radix + n < radix * radix := fun {m n} hm hn =>
    Nat.lt_of_lt_of_le (Nat.add_lt_add_left hn (m * radix)) (Nat.succ_mul m radix ▸ Nat.mul_le_mul_right radix hm)
  show @Bool.rec (fun _ => Nat) (b * radix + a) (a * radix + b) (Nat.ble a b) < _
  cases Nat.ble a b with
  | true => exact bound ha hb
  | false => exact bound hb ha
/-- The element of the segment with this number. -/
def element (d : Nat → Nat → G) (radix k : Nat) : G := d (k / radix) (k % radix)
omit [AbelianGroup G] in
theorem element_position (sym : ∀ i j, d i j = d j i) {a b : Nat} (ha : a < radix) (hb : b < radix) :
    element d radix (position radix a b) = d a b := by
  have decode : ∀ {m n : Nat}, n < radix → element d radix (m * radix + n) = d m n := fun {m n} hn => by
    unfold element
    rw [Nat.mul_comm, Nat.add_comm, Nat.add_mul_div_left _ _ (Nat.lt_of_le_of_lt (Nat.zero_le n) hn),
      Nat.add_mul_mod_self_left, Nat.div_eq_of_lt hn, Nat.mod_eq_of_lt hn, Nat.zero_add]
  show element d radix (@Bool.rec (fun _ => Nat) (b * radix + a) (a * radix + b) (Nat.ble a b)) = _
  cases Nat.ble a b with
  | true => exact decode hb
  | false => exact (decode ha).trans (sym b a)

theorem degree_code (m : Bool) (n : Nat) : (l : List Term) → weight l < Monomial.base →
    Monomial.degree n (code radix m l) ≤ weight l
  | [], _ => Nat.le_of_eq (Monomial.degree_zero n)
  | t :: l, h => by
    have ht : t.times < Monomial.base := Nat.lt_of_le_of_lt (Nat.le_add_right _ _) h
    have rest := degree_code m n l (Nat.lt_of_le_of_lt (Nat.le_add_left _ _) h)
    show Monomial.degree n (@Bool.rec (fun _ => Nat) (code radix m l)
      (t.times * Monomial.var (position radix t.a t.b) + code radix m l) (agree t.minus m)) ≤ t.times + weight l
    cases agree t.minus m with
    | true =>
      have sum := Nat.add_le_add (degree_var ht n (position radix t.a t.b)) rest
      show Monomial.degree n (t.times * Monomial.var (position radix t.a t.b) + code radix m l) ≤ _
      rw [Monomial.degree_add (Nat.lt_of_le_of_lt sum h)]
      exact sum
    | false => exact Nat.le_trans rest (Nat.le_add_left _ _)

theorem eval_code (sym : ∀ i j, d i j = d j i) : (l : List Term) → small radix l = true → weight l < Monomial.base →
    eval d l = value (element d radix) (radix * radix) (code radix false l)
      + -value (element d radix) (radix * radix) (code radix true l)
  | [], _, _ => by
    show 0 = value _ _ 0 + -value _ _ 0
    rw [value_zero, AbelianGroup.add_neg_cancel]
  | t :: l, s, h => by
    have ⟨s, sl⟩ := both_eq_true.1 s
    have ⟨sa, sb⟩ := both_eq_true.1 s
    have ha := Nat.le_of_ble_eq_true sa
    have hb := Nat.le_of_ble_eq_true sb
    have ht : t.times < Monomial.base := Nat.lt_of_le_of_lt (Nat.le_add_right _ _) h
    have hl : weight l < Monomial.base := Nat.lt_of_le_of_lt (Nat.le_add_left _ _) h
    have ih := eval_code sym l sl hl
    have first : value (element d radix) (radix * radix) (t.times * Monomial.var (position radix t.a t.b))
        = AbelianGroup.nsmul t.times (d t.a t.b) := by
      rw [value_var ht _ _ _ (position_lt ha hb), element_position sym ha hb]
    have fits : ∀ m, Monomial.degree (radix * radix) (t.times * Monomial.var (position radix t.a t.b))
        + Monomial.degree (radix * radix) (code radix m l) < Monomial.base := fun m =>
      Nat.lt_of_le_of_lt (Nat.add_le_add (degree_var ht _ _) (degree_code m _ l hl)) h
    have same : ∀ m, t.minus = m → code radix m (t :: l)
        = t.times * Monomial.var (position radix t.a t.b) + code radix m l := fun m e => by
      show @Bool.rec (fun _ => Nat) (code radix m l)
        (t.times * Monomial.var (position radix t.a t.b) + code radix m l) (agree t.minus m) = _
      rw [e]
      cases m <;> rfl
    have other : ∀ m, t.minus = !m → code radix m (t :: l) = code radix m l := fun m e => by
      show @Bool.rec (fun _ => Nat) (code radix m l)
        (t.times * Monomial.var (position radix t.a t.b) + code radix m l) (agree t.minus m) = _
      rw [e]
      cases m <;> rfl
    show signed t.minus (AbelianGroup.nsmul t.times (d t.a t.b)) + eval d l = _
    rw [ih]
    cases e : t.minus with
    | false =>
      rw [same false e, other true e, value_add _ _ (fits false), first, AbelianGroup.add_assoc]
      rfl
    | true =>
      rw [same true e, other false e, value_add _ _ (fits true), first, AbelianGroup.neg_add, AbelianGroup.add_left_comm]
      rfl

/-- A sum that vanishes formally is 0. -/
theorem eval_eq_zero (sym : ∀ i j, d i j = d j i) (l : List Term) (h : vanishes radix l = true) : eval d l = 0 := by
  have ⟨h, e⟩ := both_eq_true.1 h
  have ⟨s, w⟩ := both_eq_true.1 h
  rw [eval_code sym l s (Nat.le_of_ble_eq_true w), Nat.eq_of_beq_eq_true e, AbelianGroup.add_neg_cancel]

end Code

theorem beq_self : (n : Nat) → n.beq n = true
  | 0 => rfl
  | n + 1 => beq_self n

end Term

end Factory.Geometry
