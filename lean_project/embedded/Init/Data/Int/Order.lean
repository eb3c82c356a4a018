/-
Integers: the order, and what it does with sums and products.
-/
prelude
import Init.Data.Int.Ring

namespace Int

theorem le_def {a b : Int} : a ≤ b ↔ NonNeg (b - a) := .rfl
theorem lt_iff_add_one_le {a b : Int} : a < b ↔ a + 1 ≤ b := .rfl
theorem add_one_le_of_lt {a b : Int} (h : a < b) : a + 1 ≤ b := h
theorem lt_of_add_one_le {a b : Int} (h : a + 1 ≤ b) : a < b := h

theorem le.intro_sub {a b : Int} (n : Nat) (h : b - a = n) : a ≤ b := show NonNeg (b - a) from h ▸ .mk n
theorem le.intro {a b : Int} (n : Nat) (h : a + n = b) : a ≤ b :=
  le.intro_sub n (by rw [← h, Int.add_comm a, Int.add_sub_cancel])
theorem le.dest {a b : Int} (h : a ≤ b) : ∃ n : Nat, a + n = b :=
  have general (c : Int) (h : NonNeg c) : ∃ n : Nat, c = n := h.rec fun n => ⟨n, rfl⟩
  match general (b - a) h with
  | ⟨n, e⟩ => ⟨n, by rw [← e, Int.add_comm, Int.sub_add_cancel]⟩
theorem lt.intro {a b : Int} {n : Nat} (h : a + (n.succ : Nat) = b) : a < b :=
  le.intro n ((Int.add_assoc a 1 n).trans ((congrArg (a + ·) (Int.add_comm 1 n)).trans h))
theorem lt.dest {a b : Int} (h : a < b) : ∃ n : Nat, a + (n.succ : Nat) = b :=
  match le.dest h with
  | ⟨n, e⟩ => ⟨n, (congrArg (a + ·) (Int.add_comm n 1)).trans ((Int.add_assoc a 1 n).symm.trans e)⟩

theorem natCast_nonneg (n : Nat) : 0 ≤ (n : Int) := le.intro n (Int.zero_add n)
theorem ofNat_nonneg (n : Nat) : 0 ≤ (n : Int) := natCast_nonneg n
theorem ofNat_zero_le (n : Nat) : 0 ≤ (n : Int) := natCast_nonneg n
theorem natCast_le {m n : Nat} : (m : Int) ≤ (n : Int) ↔ m ≤ n :=
  ⟨fun h => match le.dest h with
    | ⟨_, e⟩ => Nat.le.intro (ofNat.inj e),
  fun h => match Nat.le.dest h with
    | ⟨k, e⟩ => le.intro k (congrArg ofNat e)⟩
theorem ofNat_le {m n : Nat} : (m : Int) ≤ (n : Int) ↔ m ≤ n := natCast_le
theorem natCast_lt {m n : Nat} : (m : Int) < (n : Int) ↔ m < n := natCast_le (m := m + 1)
theorem ofNat_lt {m n : Nat} : (m : Int) < (n : Int) ↔ m < n := natCast_lt
theorem eq_ofNat_of_zero_le {a : Int} (h : 0 ≤ a) : ∃ n : Nat, a = n :=
  match le.dest h with
  | ⟨n, e⟩ => ⟨n, e.symm.trans (Int.zero_add n)⟩
theorem negSucc_lt_zero (n : Nat) : negSucc n < 0 := lt.intro (n := n) (Int.add_left_neg (ofNat (n + 1)))
theorem negSucc_not_nonneg (n : Nat) : ¬0 ≤ negSucc n := fun h => match le.dest h with
  | ⟨m, e⟩ => nomatch (Int.zero_add m).symm.trans e

@[simp] protected theorem le_refl (a : Int) : a ≤ a := le.intro 0 (Int.add_zero a)
protected theorem le_rfl {a : Int} : a ≤ a := Int.le_refl a
protected theorem le_of_eq {a b : Int} (h : a = b) : a ≤ b := h ▸ Int.le_refl a
protected theorem le_trans {a b c : Int} (h₁ : a ≤ b) (h₂ : b ≤ c) : a ≤ c :=
  match le.dest h₁, le.dest h₂ with
  | ⟨m, e⟩, ⟨n, g⟩ => le.intro (m + n) ((Int.add_assoc a m n).symm.trans ((congrArg (· + (n : Int)) e).trans g))
protected theorem le_antisymm {a b : Int} (h₁ : a ≤ b) (h₂ : b ≤ a) : a = b :=
  match le.dest h₁, le.dest h₂ with
  | ⟨m, e⟩, ⟨n, g⟩ =>
    have z : a + ((m + n : Nat) : Int) = a + 0 :=
      (Int.add_assoc a m n).symm.trans ((congrArg (· + (n : Int)) e).trans (g.trans (Int.add_zero a).symm))
    have m0 : m = 0 := (Nat.eq_zero_of_add_eq_zero (ofNat.inj (Int.add_left_cancel z))).1
    (Int.add_zero a).symm.trans ((congrArg (fun k : Nat => a + (k : Int)) m0.symm).trans e)
protected theorem le_total (a b : Int) : a ≤ b ∨ b ≤ a :=
  have general : (c : Int) → b - a = c → a ≤ b ∨ b ≤ a
    | ofNat n, h => .inl (le.intro_sub n h)
    | negSucc n, h => .inr (le.intro_sub (n + 1) ((Int.neg_sub b a).symm.trans (congrArg Neg.neg h)))
  general (b - a) rfl

protected theorem lt_add_one (a : Int) : a < a + 1 := Int.le_refl (a + 1)
theorem lt_add_one_of_le {a b : Int} (h : a ≤ b) : a < b + 1 :=
  match le.dest h with
  | ⟨n, e⟩ => le.intro n (by rw [Int.add_right_comm, e])
theorem le_of_lt_add_one {a b : Int} (h : a < b + 1) : a ≤ b :=
  match le.dest h with
  | ⟨n, e⟩ => le.intro n (Int.add_right_cancel ((Int.add_right_comm a n 1).trans e))
theorem lt_add_one_iff {a b : Int} : a < b + 1 ↔ a ≤ b := ⟨le_of_lt_add_one, lt_add_one_of_le⟩
protected theorem le_of_lt {a b : Int} (h : a < b) : a ≤ b := Int.le_trans (le.intro 1 rfl) h
@[simp] protected theorem lt_irrefl (a : Int) : ¬a < a := fun h => match lt.dest h with
  | ⟨_, e⟩ => nomatch Int.add_left_cancel (e.trans (Int.add_zero a).symm)
protected theorem lt_of_le_of_lt {a b c : Int} (h₁ : a ≤ b) (h₂ : b < c) : a < c :=
  Int.le_trans (lt_add_one_of_le h₁) h₂
protected theorem lt_of_lt_of_le {a b c : Int} (h₁ : a < b) (h₂ : b ≤ c) : a < c := Int.le_trans h₁ h₂
protected theorem lt_trans {a b c : Int} (h₁ : a < b) (h₂ : b < c) : a < c := Int.lt_of_le_of_lt (Int.le_of_lt h₁) h₂
protected theorem ne_of_lt {a b : Int} (h : a < b) : a ≠ b := fun e => Int.lt_irrefl b (e ▸ h)
protected theorem ne_of_gt {a b : Int} (h : b < a) : a ≠ b := (Int.ne_of_lt h).symm
protected theorem not_le_of_gt {a b : Int} (h : b < a) : ¬a ≤ b := fun g => Int.lt_irrefl b (Int.lt_of_lt_of_le h g)
protected theorem not_lt_of_ge {a b : Int} (h : b ≤ a) : ¬a < b := fun g => Int.not_le_of_gt g h
protected theorem lt_of_le_of_ne {a b : Int} (h : a ≤ b) (g : a ≠ b) : a < b :=
  match le.dest h with
  | ⟨0, e⟩ => absurd ((Int.add_zero a).symm.trans e) g
  | ⟨_ + 1, e⟩ => lt.intro e
protected theorem lt_or_ge (a b : Int) : a < b ∨ b ≤ a :=
  (Int.le_total b a).elim .inr fun h => Decidable.byCases (p := a = b) (fun e => .inr (Int.le_of_eq e.symm))
    fun g => .inl (Int.lt_of_le_of_ne h g)
protected theorem not_le {a b : Int} : ¬a ≤ b ↔ b < a :=
  ⟨fun h => (Int.lt_or_ge b a).elim id fun g => absurd g h, Int.not_le_of_gt⟩
protected theorem not_lt {a b : Int} : ¬a < b ↔ b ≤ a :=
  ⟨fun h => (Int.lt_or_ge a b).elim (fun g => absurd g h) id, Int.not_lt_of_ge⟩
protected theorem lt_of_not_ge {a b : Int} (h : ¬b ≤ a) : a < b := Int.not_le.1 h
protected theorem lt_iff_le_and_ne {a b : Int} : a < b ↔ a ≤ b ∧ a ≠ b :=
  ⟨fun h => ⟨Int.le_of_lt h, Int.ne_of_lt h⟩, fun h => Int.lt_of_le_of_ne h.1 h.2⟩
protected theorem lt_trichotomy (a b : Int) : a < b ∨ a = b ∨ b < a :=
  (Int.lt_or_ge a b).elim .inl fun h => Decidable.byCases (p := a = b) (fun e => .inr (.inl e))
    fun g => .inr (.inr (Int.lt_of_le_of_ne h fun e => g e.symm))
protected theorem lt_asymm {a b : Int} (h : a < b) : ¬b < a := Int.not_lt_of_ge (Int.le_of_lt h)
protected theorem zero_lt_one : (0 : Int) < 1 := Int.le_refl 1

/-! ### Sums -/

protected theorem add_le_add_right {a b : Int} (h : a ≤ b) (c : Int) : a + c ≤ b + c :=
  match le.dest h with
  | ⟨n, e⟩ => le.intro n (by rw [Int.add_right_comm, e])
protected theorem add_le_add_left {a b : Int} (h : a ≤ b) (c : Int) : c + a ≤ c + b :=
  Int.add_comm a c ▸ Int.add_comm b c ▸ Int.add_le_add_right h c
protected theorem add_le_add {a b c d : Int} (h₁ : a ≤ b) (h₂ : c ≤ d) : a + c ≤ b + d :=
  Int.le_trans (Int.add_le_add_right h₁ c) (Int.add_le_add_left h₂ b)
protected theorem add_lt_add_right {a b : Int} (h : a < b) (c : Int) : a + c < b + c :=
  match lt.dest h with
  | ⟨n, e⟩ => lt.intro (n := n) (by rw [Int.add_right_comm, e])
protected theorem add_lt_add_left {a b : Int} (h : a < b) (c : Int) : c + a < c + b :=
  Int.add_comm a c ▸ Int.add_comm b c ▸ Int.add_lt_add_right h c
protected theorem add_lt_add {a b c d : Int} (h₁ : a < b) (h₂ : c < d) : a + c < b + d :=
  Int.lt_trans (Int.add_lt_add_right h₁ c) (Int.add_lt_add_left h₂ b)
protected theorem le_of_add_le_add_right {a b c : Int} (h : a + b ≤ c + b) : a ≤ c :=
  match le.dest h with
  | ⟨n, e⟩ => le.intro n (Int.add_right_cancel ((Int.add_right_comm a n b).trans e))
protected theorem le_of_add_le_add_left {a b c : Int} (h : a + b ≤ a + c) : b ≤ c :=
  Int.le_of_add_le_add_right (b := a) (Int.add_comm a b ▸ Int.add_comm a c ▸ h)
@[simp] protected theorem add_le_add_iff_left {b c : Int} (a : Int) : a + b ≤ a + c ↔ b ≤ c :=
  ⟨Int.le_of_add_le_add_left, fun h => Int.add_le_add_left h a⟩
@[simp] protected theorem add_le_add_iff_right {a b : Int} (c : Int) : a + c ≤ b + c ↔ a ≤ b :=
  ⟨Int.le_of_add_le_add_right, fun h => Int.add_le_add_right h c⟩
protected theorem neg_le_neg {a b : Int} (h : a ≤ b) : -b ≤ -a :=
  match le.dest h with
  | ⟨n, e⟩ => le.intro n (by rw [← e, Int.neg_add, Int.neg_add_cancel_right])
protected theorem neg_lt_neg {a b : Int} (h : a < b) : -b < -a :=
  match lt.dest h with
  | ⟨n, e⟩ => lt.intro (n := n) (by rw [← e, Int.neg_add, Int.neg_add_cancel_right])
protected theorem sub_nonneg_of_le {a b : Int} (h : b ≤ a) : 0 ≤ a - b :=
  match le.dest h with
  | ⟨n, e⟩ => le.intro n (by rw [← e, Int.add_comm b, Int.add_sub_cancel, Int.zero_add])
protected theorem le_of_sub_nonneg {a b : Int} (h : 0 ≤ a - b) : b ≤ a :=
  match eq_ofNat_of_zero_le h with
  | ⟨n, e⟩ => le.intro_sub n e
protected theorem sub_nonneg {a b : Int} : 0 ≤ a - b ↔ b ≤ a := ⟨Int.le_of_sub_nonneg, Int.sub_nonneg_of_le⟩
protected theorem add_nonneg {a b : Int} (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a + b :=
  Int.zero_add (0 : Int) ▸ Int.add_le_add ha hb
protected theorem add_pos {a b : Int} (ha : 0 < a) (hb : 0 < b) : 0 < a + b := Int.zero_add (0 : Int) ▸ Int.add_lt_add ha hb

/-! ### Products -/

protected theorem mul_nonneg {a b : Int} (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a * b :=
  match eq_ofNat_of_zero_le ha, eq_ofNat_of_zero_le hb with
  | ⟨m, e⟩, ⟨n, g⟩ => e ▸ g ▸ natCast_nonneg (m * n)
protected theorem mul_pos {a b : Int} (ha : 0 < a) (hb : 0 < b) : 0 < a * b :=
  Int.lt_of_le_of_ne (Int.mul_nonneg (Int.le_of_lt ha) (Int.le_of_lt hb))
    (Int.mul_ne_zero (Int.ne_of_gt ha) (Int.ne_of_gt hb)).symm
protected theorem mul_le_mul_of_nonneg_left {a b c : Int} (h₁ : a ≤ b) (h₂ : 0 ≤ c) : c * a ≤ c * b :=
  Int.le_of_sub_nonneg (Int.mul_sub c b a ▸ Int.mul_nonneg h₂ (Int.sub_nonneg_of_le h₁))
protected theorem mul_le_mul_of_nonneg_right {a b c : Int} (h₁ : a ≤ b) (h₂ : 0 ≤ c) : a * c ≤ b * c :=
  Int.mul_comm c a ▸ Int.mul_comm c b ▸ Int.mul_le_mul_of_nonneg_left h₁ h₂
protected theorem mul_le_mul {a b c d : Int} (hac : a ≤ c) (hbd : b ≤ d) (hb : 0 ≤ b) (hc : 0 ≤ c) : a * b ≤ c * d :=
  Int.le_trans (Int.mul_le_mul_of_nonneg_right hac hb) (Int.mul_le_mul_of_nonneg_left hbd hc)
protected theorem mul_self_nonneg (a : Int) : 0 ≤ a * a :=
  (Int.le_total 0 a).elim (fun h => Int.mul_nonneg h h) fun h =>
    Int.neg_mul_neg a a ▸ Int.mul_nonneg (Int.neg_le_neg h) (Int.neg_le_neg h)

end Int

instance : Trans (α := Int) (fun a b => a ≤ b) (fun a b => a ≤ b) (fun a b => a ≤ b) := ⟨Int.le_trans⟩
instance : Trans (α := Int) (fun a b => a < b) (fun a b => a < b) (fun a b => a < b) := ⟨Int.lt_trans⟩
instance : Trans (α := Int) (fun a b => a < b) (fun a b => a ≤ b) (fun a b => a < b) := ⟨Int.lt_of_lt_of_le⟩
instance : Trans (α := Int) (fun a b => a ≤ b) (fun a b => a < b) (fun a b => a < b) := ⟨Int.lt_of_le_of_lt⟩
