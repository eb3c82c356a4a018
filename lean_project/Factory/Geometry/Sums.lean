/-
Sums of directions or of logarithms of lengths, as lists of terms: when they vanish whatever the elements are.

What the engine calls a certificate says that one sum is a combination of others with whole coefficients. Signs and
multiplicities are kept apart, so that all that is computed is a comparison of natural numbers.
-/
import Factory.Algebra.OrderedField

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

def same (s t : Term) : Bool := (s.a.beq t.a && s.b.beq t.b) || (s.a.beq t.b && s.b.beq t.a)
/-- How often the segment of `t` is added by a sum (or subtracted by it). -/
def count (minus : Bool) (t : Term) : List Term → Nat
  | [] => 0
  | s :: l => cond (t.same s && (s.minus == minus)) (s.times + count minus t l) (count minus t l)
/-- The terms with other segments than that of `t`. -/
def others (t : Term) : List Term → List Term
  | [] => []
  | s :: l => cond (t.same s) (others t l) (s :: others t l)
/-- Whether every segment is added as often as it is subtracted; `fuel` is at least the number of terms. -/
def vanishes : (fuel : Nat) → List Term → Bool
  | _, [] => true
  | 0, _ :: _ => false
  | n + 1, t :: l => (count false t (t :: l)).beq (count true t (t :: l)) && vanishes n (others t l)
/-- The multiple of a sum, added or subtracted, before another sum. -/
def append (minus : Bool) (n : Nat) (rest : List Term) : List Term → List Term
  | [] => rest
  | t :: l => ⟨t.minus != minus, n * t.times, t.a, t.b⟩ :: append minus n rest l

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
theorem signed_signed (m n : Bool) (x : G) : signed (m != n) x = signed n (signed m x) :=
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
    show signed (t.minus != m) (AbelianGroup.nsmul (n * t.times) (d t.a t.b)) + eval d (append m n rest l)
      = signed m (AbelianGroup.nsmul n (signed t.minus (AbelianGroup.nsmul t.times (d t.a t.b)) + eval d l)) + eval d rest
    rw [eval_append d m n rest l, AbelianGroup.nsmul_add, signed_add, AbelianGroup.mul_nsmul, signed_signed, nsmul_signed,
      AbelianGroup.add_assoc]

omit [AbelianGroup G] in
theorem same_eq {d : Nat → Nat → G} (sym : ∀ i j, d i j = d j i) {s t : Term} (h : s.same t = true) :
    d t.a t.b = d s.a s.b := by
  cases (Bool.or_eq_true _ _).mp h with
  | inl h =>
    have ⟨e, f⟩ := (Bool.and_eq_true _ _).mp h
    rw [Nat.eq_of_beq_eq_true e, Nat.eq_of_beq_eq_true f]
  | inr h =>
    have ⟨e, f⟩ := (Bool.and_eq_true _ _).mp h
    rw [Nat.eq_of_beq_eq_true e, Nat.eq_of_beq_eq_true f, sym]

theorem count_of_same {t s : Term} (m : Bool) (l : List Term) (h : t.same s = true) :
    count m t (s :: l) = cond (s.minus == m) (s.times + count m t l) (count m t l) :=
  congrArg (fun b => cond (b && (s.minus == m)) (s.times + count m t l) (count m t l)) h
theorem count_of_other {t s : Term} (m : Bool) (l : List Term) (h : t.same s = false) :
    count m t (s :: l) = count m t l :=
  congrArg (fun b => cond (b && (s.minus == m)) (s.times + count m t l) (count m t l)) h
theorem others_of_same {t s : Term} (l : List Term) (h : t.same s = true) : others t (s :: l) = others t l :=
  congrArg (fun b => cond b (others t l) (s :: others t l)) h
theorem others_of_other {t s : Term} (l : List Term) (h : t.same s = false) :
    others t (s :: l) = s :: others t l :=
  congrArg (fun b => cond b (others t l) (s :: others t l)) h

theorem eval_split {d : Nat → Nat → G} (sym : ∀ i j, d i j = d j i) (t : Term) : (l : List Term) → eval d l =
    AbelianGroup.nsmul (count false t l) (d t.a t.b) + -AbelianGroup.nsmul (count true t l) (d t.a t.b)
      + eval d (others t l)
  | [] => by
    show (0 : G) = 0 + -0 + 0
    rw [AbelianGroup.neg_zero, AbelianGroup.zero_add, AbelianGroup.zero_add]
  | s :: l => by
    have ih := eval_split sym t l
    show signed s.minus (AbelianGroup.nsmul s.times (d s.a s.b)) + eval d l = _
    cases e : t.same s with
    | false =>
      rw [ih, count_of_other false l e, count_of_other true l e, others_of_other l e]
      exact AbelianGroup.add_left_comm _ _ _
    | true =>
      rw [ih, count_of_same false l e, count_of_same true l e, others_of_same l e]
      cases s.minus with
      | false =>
        show AbelianGroup.nsmul s.times (d s.a s.b) + _ = AbelianGroup.nsmul (s.times + count false t l) _ + _ + _
        rw [same_eq sym e, AbelianGroup.add_nsmul, ← AbelianGroup.add_assoc, ← AbelianGroup.add_assoc]
        rfl
      | true =>
        show -AbelianGroup.nsmul s.times (d s.a s.b) + _ = _ + -AbelianGroup.nsmul (s.times + count true t l) _ + _
        rw [same_eq sym e, AbelianGroup.add_nsmul, AbelianGroup.neg_add, ← AbelianGroup.add_assoc,
          AbelianGroup.add_left_comm]
        rfl

theorem same_self (t : Term) : t.same t = true :=
  (Bool.or_eq_true _ _).mpr (.inl ((Bool.and_eq_true _ _).mpr ⟨beq_self t.a, beq_self t.b⟩))
where
  beq_self : (n : Nat) → n.beq n = true
    | 0 => rfl
    | n + 1 => beq_self n

/-- A sum that vanishes formally is 0. -/
theorem eval_eq_zero {d : Nat → Nat → G} (sym : ∀ i j, d i j = d j i) : (fuel : Nat) → (l : List Term) →
    vanishes fuel l = true → eval d l = 0
  | 0, [], _ => rfl
  | _ + 1, [], _ => rfl
  | 0, _ :: _, h => absurd h Bool.false_ne_true
  | n + 1, t :: l, h => by
    have ⟨e, f⟩ := (Bool.and_eq_true _ _).mp h
    rw [eval_split sym t (t :: l), Nat.eq_of_beq_eq_true e, AbelianGroup.add_neg_cancel, AbelianGroup.zero_add,
      others_of_same l t.same_self]
    exact eval_eq_zero sym n (others t l) f

end Term

end Factory.Geometry
