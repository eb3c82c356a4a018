/-
Integers: the ring laws.

Every integer is a difference `subNatNat m n` of natural numbers, and the operations on differences are polynomials in
`m` and `n`; so a law of the integers is a law of the natural numbers for each component.
-/
prelude
import Init.Data.Int.Basic

namespace Int

theorem subNatNat_add_left (m n : Nat) : subNatNat (m + n) m = ofNat n := by
  unfold subNatNat
  rw [Nat.sub_eq_zero_of_le (Nat.le_add_right m n), Nat.add_sub_cancel_left]

theorem subNatNat_add_right (m n : Nat) : subNatNat m (m + (n + 1)) = negSucc n := by
  unfold subNatNat
  rw [Nat.add_sub_cancel_left]

theorem subNatNat_zero_right (m : Nat) : subNatNat m 0 = ofNat m :=
  (congrArg (subNatNat · 0) (Nat.zero_add m)).symm.trans (subNatNat_add_left 0 m)

theorem subNatNat_add_eq_negOfNat (m : Nat) : (n : Nat) → subNatNat m (m + n) = negOfNat n
  | 0 => subNatNat_add_left m 0
  | n + 1 => subNatNat_add_right m n

/-- An integer is a natural number or the negation of a positive one, so a difference is one of two sums. -/
theorem subNatNat_elim (m n : Nat) (motive : Nat → Nat → Int → Prop) (hp : ∀ i n, motive (n + i) n (ofNat i))
    (hn : ∀ i m, motive m (m + i + 1) (negSucc i)) : motive m n (subNatNat m n) :=
  (Nat.lt_or_ge m n).elim
    (fun h => match Nat.le.dest h with
      | ⟨k, e⟩ =>
        have e : n = m + (k + 1) := e.symm.trans (Nat.succ_add m k)
        e ▸ (subNatNat_add_right m k).symm ▸ hn k m)
    fun h => match Nat.le.dest h with
      | ⟨k, e⟩ => e ▸ (subNatNat_add_left n k).symm ▸ hp k n

theorem subNatNat_add_add (m n k : Nat) : subNatNat (m + k) (n + k) = subNatNat m n := by
  unfold subNatNat
  rw [Nat.add_sub_add_right, Nat.add_sub_add_right]

theorem exists_subNatNat : (a : Int) → Exists fun m => Exists fun n => a = subNatNat m n
  | ofNat m => ⟨m, 0, (subNatNat_zero_right m).symm⟩
  | negSucc n => ⟨0, n + 1, (subNatNat_add_eq_negOfNat 0 (n + 1)).symm.trans
    (congrArg (subNatNat 0) (Nat.zero_add (n + 1)))⟩

theorem subNatNat_add_subNatNat (m n p q : Nat) : subNatNat m n + subNatNat p q = subNatNat (m + p) (n + q) :=
  subNatNat_elim m n (fun m n a => a + subNatNat p q = subNatNat (m + p) (n + q))
    (fun i n => subNatNat_elim p q (fun p q b => ofNat i + b = subNatNat (n + i + p) (n + q))
      (fun j q => by rewrite [Nat.add_add_add_comm, subNatNat_add_left]; rfl)
      fun j p => by
        rw [Nat.add_assoc p j 1, ← Nat.add_assoc n p, Nat.add_right_comm n i p, Nat.add_comm (n + p) i,
          Nat.add_comm (n + p) (j + 1), subNatNat_add_add]
        rfl)
    fun i m => subNatNat_elim p q (fun p q b => negSucc i + b = subNatNat (m + p) (m + i + 1 + q))
      (fun j q => by
        rw [← Nat.add_assoc m q j, Nat.add_assoc m i 1, Nat.add_right_comm m (i + 1) q, Nat.add_comm (m + q) j,
          Nat.add_comm (m + q) (i + 1), subNatNat_add_add]
        rfl)
      fun j p => by
        rw [Nat.add_assoc m i 1, Nat.add_assoc p j 1, Nat.add_add_add_comm, ← Nat.add_assoc (i + 1) j 1,
          subNatNat_add_right, Nat.add_right_comm i 1 j]
        rfl

theorem neg_subNatNat (m n : Nat) : -subNatNat m n = subNatNat n m :=
  subNatNat_elim m n (fun m n a => -a = subNatNat n m)
    (fun i n => (subNatNat_add_eq_negOfNat n i).symm)
    fun i m => (subNatNat_add_left m (i + 1)).symm

private theorem cross (n i m j : Nat) : (n + i) * (m + j) + n * m = (n + i) * m + n * (m + j) + i * j := by
  rw [Nat.mul_add (n + i) m j, Nat.add_mul n i j, Nat.mul_add n m j, Nat.add_right_comm ((n + i) * m),
    ← Nat.add_assoc ((n + i) * m + n * m), ← Nat.add_assoc ((n + i) * m)]

theorem subNatNat_mul_subNatNat (m n p q : Nat) :
    subNatNat m n * subNatNat p q = subNatNat (m * p + n * q) (m * q + n * p) :=
  subNatNat_elim m n (fun m n a => a * subNatNat p q = subNatNat (m * p + n * q) (m * q + n * p))
    (fun i n => subNatNat_elim p q (fun p q b => ofNat i * b = subNatNat ((n + i) * p + n * q) ((n + i) * q + n * p))
      (fun j q => by rewrite [cross n i q j, subNatNat_add_left]; rfl)
      fun j p => by rewrite [Nat.add_assoc p j 1, cross n i p (j + 1), subNatNat_add_eq_negOfNat]; rfl)
    fun i m => subNatNat_elim p q
      (fun p q b => negSucc i * b = subNatNat (m * p + (m + i + 1) * q) (m * q + (m + i + 1) * p))
      (fun j q => by
        rewrite [Nat.add_assoc m i 1, Nat.add_comm (m * q), cross m (i + 1) q j, Nat.add_comm (m * (q + j)),
          subNatNat_add_eq_negOfNat]
        rfl)
      fun j p => by
        rewrite [Nat.add_assoc m i 1, Nat.add_assoc p j 1, Nat.add_comm (m * p), cross m (i + 1) p (j + 1),
          Nat.add_comm (m * (p + (j + 1))), subNatNat_add_left]
        rfl

theorem subNatNat_self (n : Nat) : subNatNat n n = 0 := subNatNat_add_left n 0

theorem subNatNat_inj {m n p q : Nat} : subNatNat m n = subNatNat p q ↔ m + q = p + n :=
  ⟨fun h =>
    have g : subNatNat m n + subNatNat q p = 0 := by
      rw [h, subNatNat_add_subNatNat, Nat.add_comm q p, subNatNat_self]
    have g : subNatNat (m + q) (n + p) = 0 := (subNatNat_add_subNatNat m n q p).symm.trans g
    (subNatNat_elim (m + q) (n + p) (fun a b c => c = 0 → a = b) (fun i n e => match i, e with
      | 0, _ => rfl) (fun _ _ e => nomatch e) g).trans (Nat.add_comm n p),
  fun h => by
    rw [← subNatNat_add_add m n q, h, Nat.add_comm n q, subNatNat_add_add]⟩

/-! ### Addition and negation -/

protected theorem add_comm (a b : Int) : a + b = b + a :=
  match exists_subNatNat a, exists_subNatNat b with
  | ⟨m, n, e⟩, ⟨p, q, g⟩ => by
    rw [e, g, subNatNat_add_subNatNat, subNatNat_add_subNatNat, Nat.add_comm m, Nat.add_comm n]

protected theorem add_assoc (a b c : Int) : a + b + c = a + (b + c) :=
  match exists_subNatNat a, exists_subNatNat b, exists_subNatNat c with
  | ⟨m, n, e⟩, ⟨p, q, g⟩, ⟨r, s, k⟩ => by
    rw [e, g, k, subNatNat_add_subNatNat, subNatNat_add_subNatNat, subNatNat_add_subNatNat, subNatNat_add_subNatNat,
      Nat.add_assoc, Nat.add_assoc]

protected theorem add_left_comm (a b c : Int) : a + (b + c) = b + (a + c) := by
  rw [← Int.add_assoc, Int.add_comm a b, Int.add_assoc]
protected theorem add_right_comm (a b c : Int) : a + b + c = a + c + b := by
  rw [Int.add_assoc, Int.add_comm b c, ← Int.add_assoc]
@[simp] protected theorem add_zero : (a : Int) → a + 0 = a
  | ofNat _ => rfl
  | negSucc _ => rfl
@[simp] protected theorem zero_add (a : Int) : 0 + a = a := (Int.add_comm 0 a).trans (Int.add_zero a)

@[simp] protected theorem neg_zero : -(0 : Int) = 0 := rfl
@[simp] protected theorem neg_neg : (a : Int) → - -a = a
  | ofNat 0 => rfl
  | ofNat (_ + 1) => rfl
  | negSucc _ => rfl
protected theorem neg_inj {a b : Int} : -a = -b ↔ a = b :=
  ⟨fun h => (Int.neg_neg a).symm.trans ((congrArg Neg.neg h).trans (Int.neg_neg b)), congrArg Neg.neg⟩
@[simp] protected theorem neg_eq_zero {a : Int} : -a = 0 ↔ a = 0 := Int.neg_inj (b := 0)

protected theorem add_right_neg (a : Int) : a + -a = 0 :=
  match exists_subNatNat a with
  | ⟨m, n, e⟩ => by rw [e, neg_subNatNat, subNatNat_add_subNatNat, Nat.add_comm n m, subNatNat_self]
protected theorem add_left_neg (a : Int) : -a + a = 0 := (Int.add_comm (-a) a).trans (Int.add_right_neg a)
protected theorem neg_add {a b : Int} : -(a + b) = -a + -b :=
  match exists_subNatNat a, exists_subNatNat b with
  | ⟨m, n, e⟩, ⟨p, q, g⟩ => by
    rw [e, g, subNatNat_add_subNatNat, neg_subNatNat, neg_subNatNat, neg_subNatNat, subNatNat_add_subNatNat]
protected theorem neg_add_cancel_left (a b : Int) : -a + (a + b) = b := by
  rw [← Int.add_assoc, Int.add_left_neg, Int.zero_add]
protected theorem add_neg_cancel_left (a b : Int) : a + (-a + b) = b := by
  rw [← Int.add_assoc, Int.add_right_neg, Int.zero_add]
protected theorem add_neg_cancel_right (a b : Int) : a + b + -b = a := by
  rw [Int.add_assoc, Int.add_right_neg, Int.add_zero]
protected theorem neg_add_cancel_right (a b : Int) : a + -b + b = a := by
  rw [Int.add_assoc, Int.add_left_neg, Int.add_zero]
protected theorem add_left_cancel {a b c : Int} (h : a + b = a + c) : b = c :=
  (Int.neg_add_cancel_left a b).symm.trans ((congrArg (-a + ·) h).trans (Int.neg_add_cancel_left a c))
protected theorem add_right_cancel {a b c : Int} (h : a + b = c + b) : a = c :=
  Int.add_left_cancel ((Int.add_comm b a).trans (h.trans (Int.add_comm c b)))
protected theorem neg_eq_of_add_eq_zero {a b : Int} (h : a + b = 0) : -a = b :=
  Int.add_left_cancel ((Int.add_right_neg a).trans h.symm)
protected theorem eq_neg_of_eq_neg {a b : Int} (h : a = -b) : b = -a := by rw [h, Int.neg_neg]

/-! ### Subtraction -/

protected theorem sub_eq_add_neg {a b : Int} : a - b = a + -b := rfl
@[simp] protected theorem sub_self (a : Int) : a - a = 0 := Int.add_right_neg a
@[simp] protected theorem sub_zero (a : Int) : a - 0 = a := Int.add_zero a
@[simp] protected theorem zero_sub (a : Int) : 0 - a = -a := Int.zero_add (-a)
@[simp] protected theorem sub_neg (a b : Int) : a - -b = a + b := congrArg (a + ·) (Int.neg_neg b)
@[simp] protected theorem sub_add_cancel (a b : Int) : a - b + b = a := Int.neg_add_cancel_right a b
@[simp] protected theorem add_sub_cancel (a b : Int) : a + b - b = a := Int.add_neg_cancel_right a b
protected theorem add_sub_assoc (a b c : Int) : a + b - c = a + (b - c) := Int.add_assoc a b (-c)
protected theorem sub_eq_zero_of_eq {a b : Int} (h : a = b) : a - b = 0 := h ▸ Int.sub_self a
protected theorem eq_of_sub_eq_zero {a b : Int} (h : a - b = 0) : a = b :=
  (Int.sub_add_cancel a b).symm.trans ((congrArg (· + b) h).trans (Int.zero_add b))
protected theorem sub_eq_zero {a b : Int} : a - b = 0 ↔ a = b := ⟨Int.eq_of_sub_eq_zero, Int.sub_eq_zero_of_eq⟩
protected theorem neg_sub (a b : Int) : -(a - b) = b - a := by
  rw [Int.sub_eq_add_neg, Int.neg_add, Int.neg_neg, Int.add_comm, Int.sub_eq_add_neg]
protected theorem sub_sub (a b c : Int) : a - b - c = a - (b + c) := by
  rw [Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.add_assoc, ← Int.neg_add, Int.sub_eq_add_neg]
protected theorem sub_sub_self (a b : Int) : a - (a - b) = b := by
  rw [Int.sub_eq_add_neg, Int.neg_sub, Int.sub_eq_add_neg, Int.add_left_comm, Int.add_right_neg, Int.add_zero]
protected theorem eq_sub_of_add_eq {a b c : Int} (h : a + c = b) : a = b - c := h ▸ (Int.add_sub_cancel a c).symm
protected theorem sub_eq_of_eq_add {a b c : Int} (h : a = b + c) : a - c = b := h ▸ Int.add_sub_cancel b c
protected theorem eq_add_of_sub_eq {a b c : Int} (h : a - c = b) : a = b + c := h ▸ (Int.sub_add_cancel a c).symm
protected theorem add_eq_of_eq_sub {a b c : Int} (h : a = b - c) : a + c = b := h ▸ Int.sub_add_cancel b c

/-! ### Multiplication -/

protected theorem mul_comm (a b : Int) : a * b = b * a :=
  match exists_subNatNat a, exists_subNatNat b with
  | ⟨m, n, e⟩, ⟨p, q, g⟩ => by
    rw [e, g, subNatNat_mul_subNatNat, subNatNat_mul_subNatNat, Nat.mul_comm m p, Nat.mul_comm n q, Nat.mul_comm m q, Nat.mul_comm n p,
      Nat.add_comm (q * m)]

protected theorem mul_assoc (a b c : Int) : a * b * c = a * (b * c) :=
  match exists_subNatNat a, exists_subNatNat b, exists_subNatNat c with
  | ⟨m, n, e⟩, ⟨p, q, g⟩, ⟨r, s, k⟩ => by
    rw [e, g, k, subNatNat_mul_subNatNat, subNatNat_mul_subNatNat, subNatNat_mul_subNatNat, subNatNat_mul_subNatNat]
    rw [Nat.add_mul, Nat.add_mul, Nat.add_mul, Nat.add_mul, Nat.mul_add, Nat.mul_add, Nat.mul_add, Nat.mul_add,
      ← Nat.mul_assoc, ← Nat.mul_assoc, ← Nat.mul_assoc, ← Nat.mul_assoc, ← Nat.mul_assoc, ← Nat.mul_assoc,
      ← Nat.mul_assoc, ← Nat.mul_assoc, Nat.add_add_add_comm (m * p * r), Nat.add_comm (n * q * r),
      Nat.add_add_add_comm (m * p * s), Nat.add_comm (n * q * s)]

protected theorem mul_add (a b c : Int) : a * (b + c) = a * b + a * c :=
  match exists_subNatNat a, exists_subNatNat b, exists_subNatNat c with
  | ⟨m, n, e⟩, ⟨p, q, g⟩, ⟨r, s, k⟩ => by
    rw [e, g, k, subNatNat_add_subNatNat, subNatNat_mul_subNatNat, subNatNat_mul_subNatNat, subNatNat_mul_subNatNat, subNatNat_add_subNatNat,
      Nat.mul_add, Nat.mul_add, Nat.mul_add, Nat.mul_add, Nat.add_add_add_comm, Nat.add_add_add_comm (m * q)]

protected theorem add_mul (a b c : Int) : (a + b) * c = a * c + b * c := by
  rw [Int.mul_comm, Int.mul_add, Int.mul_comm c a, Int.mul_comm c b]
protected theorem mul_left_comm (a b c : Int) : a * (b * c) = b * (a * c) := by
  rw [← Int.mul_assoc, Int.mul_comm a b, Int.mul_assoc]
protected theorem mul_right_comm (a b c : Int) : a * b * c = a * c * b := by
  rw [Int.mul_assoc, Int.mul_comm b c, ← Int.mul_assoc]
@[simp] protected theorem mul_zero : (a : Int) → a * 0 = 0
  | ofNat _ => rfl
  | negSucc _ => rfl
@[simp] protected theorem zero_mul (a : Int) : 0 * a = 0 := (Int.mul_comm 0 a).trans (Int.mul_zero a)
@[simp] protected theorem one_mul : (a : Int) → 1 * a = a
  | ofNat n => congrArg ofNat (Nat.one_mul n)
  | negSucc n => congrArg negOfNat (Nat.one_mul (n + 1))
@[simp] protected theorem mul_one (a : Int) : a * 1 = a := (Int.mul_comm a 1).trans (Int.one_mul a)
protected theorem neg_mul (a b : Int) : -a * b = -(a * b) :=
  (Int.neg_eq_of_add_eq_zero ((Int.add_mul a (-a) b).symm.trans
    ((congrArg (· * b) (Int.add_right_neg a)).trans (Int.zero_mul b)))).symm
protected theorem mul_neg (a b : Int) : a * -b = -(a * b) := by rw [Int.mul_comm, Int.neg_mul, Int.mul_comm]
@[simp] protected theorem neg_mul_neg (a b : Int) : -a * -b = a * b := by rw [Int.neg_mul, Int.mul_neg, Int.neg_neg]
protected theorem neg_mul_comm (a b : Int) : -a * b = a * -b := by rw [Int.neg_mul, Int.mul_neg]
protected theorem neg_eq_neg_one_mul (a : Int) : -a = -1 * a := by rw [Int.neg_mul, Int.one_mul]
protected theorem mul_sub (a b c : Int) : a * (b - c) = a * b - a * c := by
  rw [Int.sub_eq_add_neg, Int.mul_add, Int.mul_neg, Int.sub_eq_add_neg]
protected theorem sub_mul (a b c : Int) : (a - b) * c = a * c - b * c := by
  rw [Int.mul_comm, Int.mul_sub, Int.mul_comm c a, Int.mul_comm c b]
protected theorem two_mul (a : Int) : 2 * a = a + a :=
  (Int.add_mul 1 1 a).trans (congr (congrArg HAdd.hAdd (Int.one_mul a)) (Int.one_mul a))

protected theorem zero_of_mul_eq_zero : {a b : Int} → a * b = 0 → a = 0 ∨ b = 0
  | ofNat _, ofNat _, h => (Nat.eq_zero_of_mul_eq_zero (ofNat.inj h)).elim (fun e => .inl (congrArg ofNat e))
      fun e => .inr (congrArg ofNat e)
  | ofNat 0, negSucc _, _ => .inl rfl
  | ofNat (_ + 1), negSucc _, h => nomatch h
  | negSucc _, ofNat 0, _ => .inr rfl
  | negSucc _, ofNat (_ + 1), h => nomatch h
  | negSucc _, negSucc _, h => nomatch h
protected theorem mul_eq_zero {a b : Int} : a * b = 0 ↔ a = 0 ∨ b = 0 :=
  ⟨Int.zero_of_mul_eq_zero, fun h => h.elim (fun e => (congrArg (· * b) e).trans (Int.zero_mul b))
    fun e => (congrArg (a * ·) e).trans (Int.mul_zero a)⟩
protected theorem mul_ne_zero {a b : Int} (ha : a ≠ 0) (hb : b ≠ 0) : a * b ≠ 0 :=
  fun h => (Int.mul_eq_zero.1 h).elim ha hb
protected theorem eq_of_mul_eq_mul_left {a b c : Int} (ha : a ≠ 0) (h : a * b = a * c) : b = c :=
  (Int.mul_eq_zero.1 ((Int.mul_sub a b c).trans (Int.sub_eq_zero_of_eq h))).elim (fun e => absurd e ha)
    Int.eq_of_sub_eq_zero

@[simp] protected theorem pow_zero (b : Int) : b ^ 0 = 1 := rfl
protected theorem pow_succ (b : Int) (e : Nat) : b ^ (e + 1) = b ^ e * b := rfl
protected theorem pow_succ' (b : Int) (e : Nat) : b ^ (e + 1) = b * b ^ e := Int.mul_comm (b ^ e) b

/-! ### The natural numbers among the integers -/

theorem ofNat_eq_natCast (n : Nat) : Int.ofNat n = (n : Int) := rfl
@[simp] theorem ofNat_eq_coe {n : Nat} : Int.ofNat n = (n : Int) := rfl
theorem natCast_add (n m : Nat) : ((n + m : Nat) : Int) = (n : Int) + (m : Int) := rfl
theorem natCast_mul (n m : Nat) : ((n * m : Nat) : Int) = (n : Int) * (m : Int) := rfl
theorem natCast_succ (n : Nat) : ((n.succ : Nat) : Int) = (n : Int) + 1 := rfl
theorem natCast_inj {m n : Nat} : (m : Int) = (n : Int) ↔ m = n := ⟨ofNat.inj, congrArg ofNat⟩
theorem ofNat_add (n m : Nat) : ((n + m : Nat) : Int) = (n : Int) + (m : Int) := rfl
theorem ofNat_mul (n m : Nat) : ((n * m : Nat) : Int) = (n : Int) * (m : Int) := rfl
theorem ofNat_inj {m n : Nat} : (m : Int) = (n : Int) ↔ m = n := natCast_inj
theorem negSucc_eq (n : Nat) : negSucc n = -((n : Int) + 1) := rfl
theorem negSucc_ne_zero (n : Nat) : negSucc n ≠ 0 := fun h => nomatch h
theorem subNatNat_eq_coe {m n : Nat} : subNatNat m n = (m : Int) - (n : Int) := by
  show subNatNat m n = ofNat m + -ofNat n
  rw [← subNatNat_zero_right m, ← subNatNat_zero_right n, neg_subNatNat, subNatNat_add_subNatNat, Nat.add_zero,
    Nat.zero_add]

end Int
