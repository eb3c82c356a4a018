/-
Natural numbers: the order, and truncated subtraction.
-/
prelude
import Init.Data.Nat.Basic

attribute [simp] Nat.zero_le Nat.zero_lt_succ

namespace Nat

/-! ### The order -/

@[simp] protected theorem le_refl (n : Nat) : n ≤ n := Nat.le.refl
protected theorem le_rfl {n : Nat} : n ≤ n := Nat.le.refl
protected theorem le_of_eq {n m : Nat} (h : n = m) : n ≤ m := h ▸ Nat.le.refl
theorem le_succ (n : Nat) : n ≤ succ n := .step .refl
theorem le_add_one (n : Nat) : n ≤ n + 1 := .step .refl
theorem le_succ_of_le {n m : Nat} (h : n ≤ m) : n ≤ succ m := .step h
theorem le_add_one_of_le {n m : Nat} (h : n ≤ m) : n ≤ m + 1 := .step h
protected theorem le_step {n m : Nat} (h : n ≤ m) : n ≤ succ m := .step h
theorem le_of_succ_le {n m : Nat} (h : succ n ≤ m) : n ≤ m := Nat.le_trans (le_succ n) h
theorem lt_of_succ_lt {n m : Nat} (h : succ n < m) : n < m := le_of_succ_le h
protected theorem le_of_lt {n m : Nat} (h : n < m) : n ≤ m := le_of_succ_le h
theorem succ_lt_succ {n m : Nat} (h : n < m) : succ n < succ m := succ_le_succ h
theorem lt_of_succ_lt_succ {n m : Nat} (h : succ n < succ m) : n < m := le_of_succ_le_succ h
theorem lt_of_succ_le {n m : Nat} (h : succ n ≤ m) : n < m := h
theorem succ_le_of_lt {n m : Nat} (h : n < m) : succ n ≤ m := h
theorem le_of_lt_succ {n m : Nat} (h : n < succ m) : n ≤ m := le_of_succ_le_succ h
theorem le_of_lt_add_one {n m : Nat} (h : n < m + 1) : n ≤ m := le_of_succ_le_succ h
theorem lt_succ_of_le {n m : Nat} (h : n ≤ m) : n < succ m := succ_le_succ h
theorem lt_add_one_of_le {n m : Nat} (h : n ≤ m) : n < m + 1 := succ_le_succ h
theorem lt_succ_of_lt {n m : Nat} (h : n < m) : n < succ m := .step h
theorem lt_add_one_of_lt {n m : Nat} (h : n < m) : n < m + 1 := .step h
@[simp] theorem lt_add_one (n : Nat) : n < n + 1 := .refl
@[simp] theorem lt_succ_self (n : Nat) : n < succ n := .refl
theorem lt.base (n : Nat) : n < succ n := .refl
theorem lt.step {n m : Nat} (h : n < m) : n < succ m := Nat.le.step h
protected theorem lt_succ_iff {m n : Nat} : m < succ n ↔ m ≤ n := ⟨le_of_lt_succ, lt_succ_of_le⟩
protected theorem lt_add_one_iff {m n : Nat} : m < n + 1 ↔ m ≤ n := ⟨le_of_lt_succ, lt_succ_of_le⟩
theorem succ_le {n m : Nat} : succ n ≤ m ↔ n < m := .rfl
theorem add_one_le_iff {n m : Nat} : n + 1 ≤ m ↔ n < m := .rfl
theorem succ_le_succ_iff {a b : Nat} : succ a ≤ succ b ↔ a ≤ b := ⟨le_of_succ_le_succ, succ_le_succ⟩
theorem succ_lt_succ_iff {a b : Nat} : succ a < succ b ↔ a < b := ⟨lt_of_succ_lt_succ, succ_lt_succ⟩
theorem add_one_le_add_one_iff {a b : Nat} : a + 1 ≤ b + 1 ↔ a ≤ b := ⟨le_of_succ_le_succ, succ_le_succ⟩
theorem add_one_lt_add_one_iff {a b : Nat} : a + 1 < b + 1 ↔ a < b := ⟨lt_of_succ_lt_succ, succ_lt_succ⟩

theorem succ_pos (n : Nat) : 0 < succ n := zero_lt_succ n
@[simp] theorem zero_lt_one : 0 < (1 : Nat) := zero_lt_succ 0
theorem zero_lt_two : 0 < (2 : Nat) := zero_lt_succ 1
theorem one_lt_two : 1 < (2 : Nat) := .refl
theorem add_one_pos (n : Nat) : 0 < n + 1 := zero_lt_succ n
@[simp] theorem not_lt_zero (n : Nat) : ¬ n < 0 := not_succ_le_zero n
theorem not_succ_le_self : (n : Nat) → ¬ succ n ≤ n
  | 0 => not_succ_le_zero 0
  | n + 1 => fun h => not_succ_le_self n (le_of_succ_le_succ h)
@[simp] theorem not_add_one_le_self (n : Nat) : ¬ n + 1 ≤ n := not_succ_le_self n
@[simp] protected theorem lt_irrefl (n : Nat) : ¬ n < n := not_succ_le_self n
protected theorem lt_trans {n m k : Nat} (h : n < m) (g : m < k) : n < k := Nat.le_trans (.step h) g
protected theorem lt_of_lt_of_le {n m k : Nat} (h : n < m) (g : m ≤ k) : n < k := Nat.le_trans h g
protected theorem lt_of_le_of_lt {n m k : Nat} (h : n ≤ m) (g : m < k) : n < k := Nat.le_trans (succ_le_succ h) g
protected theorem lt_of_lt_of_eq {n m k : Nat} (h : n < m) (g : m = k) : n < k := g ▸ h
protected theorem le_of_lt_of_le {n m k : Nat} (h : n < m) (g : m ≤ k) : n ≤ k := Nat.le_of_lt (Nat.le_trans h g)
protected theorem lt_asymm {n m : Nat} (h : n < m) : ¬ m < n := fun g => Nat.lt_irrefl n (Nat.lt_trans h g)
theorem ne_of_lt {a b : Nat} (h : a < b) : a ≠ b := fun e => Nat.lt_irrefl b (e ▸ h)
theorem ne_of_gt {a b : Nat} (h : b < a) : a ≠ b := (ne_of_lt h).symm
protected theorem ne_of_lt' {a b : Nat} (h : a < b) : b ≠ a := ne_of_gt h

protected theorem le_antisymm : {n m : Nat} → n ≤ m → m ≤ n → n = m
  | 0, 0, _, _ => rfl
  | 0, _ + 1, _, h => absurd h (not_succ_le_zero _)
  | _ + 1, 0, h, _ => absurd h (not_succ_le_zero _)
  | _ + 1, _ + 1, h, g => congrArg succ (Nat.le_antisymm (le_of_succ_le_succ h) (le_of_succ_le_succ g))

protected theorem le_antisymm_iff {a b : Nat} : a = b ↔ a ≤ b ∧ b ≤ a :=
  ⟨fun h => h ▸ ⟨.refl, .refl⟩, fun ⟨h, g⟩ => Nat.le_antisymm h g⟩

protected theorem lt_or_ge : (n m : Nat) → n < m ∨ n ≥ m
  | _, 0 => .inr (zero_le _)
  | 0, _ + 1 => .inl (zero_lt_succ _)
  | n + 1, m + 1 => (Nat.lt_or_ge n m).elim (fun h => .inl (succ_le_succ h)) fun h => .inr (succ_le_succ h)

protected theorem le_total (m n : Nat) : m ≤ n ∨ n ≤ m := (Nat.lt_or_ge m n).elim (fun h => .inl (Nat.le_of_lt h)) .inr

protected theorem eq_or_lt_of_le : {n m : Nat} → n ≤ m → n = m ∨ n < m
  | _, _, .refl => .inl rfl
  | _, _, .step h => .inr (succ_le_succ h)

protected theorem lt_or_eq_of_le {n m : Nat} (h : n ≤ m) : n < m ∨ n = m := (Nat.eq_or_lt_of_le h).elim .inr .inl
protected theorem le_iff_lt_or_eq {n m : Nat} : n ≤ m ↔ n < m ∨ n = m :=
  ⟨Nat.lt_or_eq_of_le, fun h => h.elim Nat.le_of_lt Nat.le_of_eq⟩
protected theorem lt_of_le_of_ne {n m : Nat} (h : n ≤ m) (g : ¬ n = m) : n < m :=
  (Nat.eq_or_lt_of_le h).elim (fun e => absurd e g) id
protected theorem lt_iff_le_and_ne {m n : Nat} : m < n ↔ m ≤ n ∧ m ≠ n :=
  ⟨fun h => ⟨Nat.le_of_lt h, ne_of_lt h⟩, fun ⟨h, g⟩ => Nat.lt_of_le_of_ne h g⟩
protected theorem lt_iff_le_not_le {m n : Nat} : m < n ↔ m ≤ n ∧ ¬ n ≤ m :=
  ⟨fun h => ⟨Nat.le_of_lt h, fun g => Nat.lt_irrefl m (Nat.lt_of_lt_of_le h g)⟩,
    fun ⟨h, g⟩ => Nat.lt_of_le_of_ne h fun e => g (e ▸ .refl)⟩
theorem le_or_eq_of_le_succ {m n : Nat} (h : m ≤ succ n) : m ≤ n ∨ m = succ n :=
  (Nat.lt_or_eq_of_le h).elim (fun g => .inl (le_of_lt_succ g)) .inr
theorem le_or_eq_of_le_add_one {m n : Nat} (h : m ≤ n + 1) : m ≤ n ∨ m = n + 1 := le_or_eq_of_le_succ h
theorem lt_or_eq_of_lt_succ {m n : Nat} (h : m < succ n) : m < n ∨ m = n := Nat.lt_or_eq_of_le (le_of_lt_succ h)

protected theorem not_le_of_gt {n m : Nat} (h : n > m) : ¬ n ≤ m := fun g => Nat.lt_irrefl m (Nat.lt_of_lt_of_le h g)
protected theorem not_le_of_lt {a b : Nat} (h : a < b) : ¬ b ≤ a := Nat.not_le_of_gt h
protected theorem not_lt_of_ge {a b : Nat} (h : b ≥ a) : ¬ b < a := fun g => Nat.not_le_of_gt g h
protected theorem not_lt_of_le {a b : Nat} (h : a ≤ b) : ¬ b < a := Nat.not_lt_of_ge h
theorem gt_of_not_le {n m : Nat} (h : ¬ n ≤ m) : n > m := (Nat.lt_or_ge m n).elim id fun g => absurd g h
protected theorem lt_of_not_ge {a b : Nat} (h : ¬ b ≥ a) : b < a := gt_of_not_le h
protected theorem lt_of_not_le {a b : Nat} (h : ¬ a ≤ b) : b < a := gt_of_not_le h
theorem ge_of_not_lt {n m : Nat} (h : ¬ n < m) : n ≥ m := (Nat.lt_or_ge n m).elim (fun g => absurd g h) id
protected theorem le_of_not_gt {a b : Nat} (h : ¬ b > a) : b ≤ a := ge_of_not_lt h
protected theorem le_of_not_lt {a b : Nat} (h : ¬ a < b) : b ≤ a := ge_of_not_lt h
protected theorem le_of_not_le {a b : Nat} (h : ¬ b ≤ a) : a ≤ b := Nat.le_of_lt (gt_of_not_le h)
@[simp] protected theorem not_le {a b : Nat} : ¬ a ≤ b ↔ b < a := ⟨gt_of_not_le, Nat.not_le_of_gt⟩
@[simp] protected theorem not_lt {a b : Nat} : ¬ a < b ↔ b ≤ a := ⟨ge_of_not_lt, Nat.not_lt_of_ge⟩
protected theorem lt_trichotomy (a b : Nat) : a < b ∨ a = b ∨ b < a :=
  (Nat.lt_or_ge a b).elim .inl fun h => (Nat.eq_or_lt_of_le h).elim (fun e => .inr (.inl e.symm)) fun g => .inr (.inr g)
protected theorem lt_or_gt_of_ne {a b : Nat} (h : a ≠ b) : a < b ∨ a > b :=
  (Nat.lt_trichotomy a b).elim .inl fun g => g.elim (fun e => absurd e h) .inr
protected theorem lt_or_lt_of_ne {a b : Nat} (h : a ≠ b) : a < b ∨ b < a := Nat.lt_or_gt_of_ne h

theorem eq_zero_of_le_zero {n : Nat} (h : n ≤ 0) : n = 0 := Nat.le_antisymm h (zero_le n)
@[simp] protected theorem le_zero_eq (a : Nat) : (a ≤ 0) = (a = 0) := propext ⟨eq_zero_of_le_zero, fun h => h ▸ .refl⟩
protected theorem le_zero {i : Nat} : i ≤ 0 ↔ i = 0 := ⟨eq_zero_of_le_zero, fun h => h ▸ .refl⟩
theorem eq_zero_or_pos : (n : Nat) → n = 0 ∨ n > 0
  | 0 => .inl rfl
  | n + 1 => .inr (succ_pos n)
protected theorem pos_of_ne_zero {n : Nat} (h : n ≠ 0) : 0 < n := (eq_zero_or_pos n).elim (fun e => absurd e h) id
theorem zero_lt_of_ne_zero {a : Nat} (h : a ≠ 0) : 0 < a := Nat.pos_of_ne_zero h
theorem ne_zero_of_lt {a b : Nat} (h : b < a) : a ≠ 0 := fun e => not_lt_zero b (e ▸ h)
protected theorem pos_iff_ne_zero {n : Nat} : 0 < n ↔ n ≠ 0 := ⟨ne_zero_of_lt, Nat.pos_of_ne_zero⟩
protected theorem ne_zero_iff_zero_lt {n : Nat} : n ≠ 0 ↔ 0 < n := Nat.pos_iff_ne_zero.symm
theorem zero_lt_of_lt {a b : Nat} (h : a < b) : 0 < b := Nat.lt_of_le_of_lt (zero_le a) h
theorem eq_zero_of_not_pos {n : Nat} (h : ¬ 0 < n) : n = 0 := (eq_zero_or_pos n).elim id fun g => absurd g h
protected theorem lt_one_iff {n : Nat} : n < 1 ↔ n = 0 :=
  ⟨fun h => eq_zero_of_le_zero (le_of_lt_succ h), fun h => h ▸ zero_lt_one⟩
theorem one_le_iff_ne_zero {n : Nat} : 1 ≤ n ↔ n ≠ 0 := Nat.pos_iff_ne_zero

/-! ### Order and addition -/

@[simp] theorem le_add_right (n : Nat) : (k : Nat) → n ≤ n + k
  | 0 => .refl
  | k + 1 => .step (le_add_right n k)
@[simp] theorem le_add_left (n m : Nat) : n ≤ m + n := Nat.add_comm n m ▸ le_add_right n m
theorem le_add_right_of_le {n m k : Nat} (h : n ≤ m) : n ≤ m + k := Nat.le_trans h (le_add_right m k)
theorem le_add_left_of_le {n m k : Nat} (h : n ≤ m) : n ≤ k + m := Nat.le_trans h (le_add_left m k)
protected theorem lt_add_left {a b : Nat} (c : Nat) (h : a < b) : a < c + b := Nat.le_trans h (le_add_left b c)
protected theorem lt_add_right {a b : Nat} (c : Nat) (h : a < b) : a < b + c := Nat.le_trans h (le_add_right b c)
theorem le_of_add_right_le {n m k : Nat} (h : n + k ≤ m) : n ≤ m := Nat.le_trans (le_add_right n k) h
theorem le_of_add_left_le {n m k : Nat} (h : k + n ≤ m) : n ≤ m := Nat.le_trans (le_add_left n k) h

theorem le.intro {n m k : Nat} (h : n + k = m) : n ≤ m := h ▸ le_add_right n k
theorem le.dest {n m : Nat} (h : n ≤ m) : Exists fun k => n + k = m :=
  h.rec ⟨0, rfl⟩ fun _ ⟨k, e⟩ => ⟨succ k, congrArg succ e⟩
protected theorem exists_eq_add_of_le {m n : Nat} (h : m ≤ n) : Exists fun k => n = m + k :=
  match le.dest h with
  | ⟨k, e⟩ => ⟨k, e.symm⟩
protected theorem exists_eq_add_of_lt {m n : Nat} (h : m < n) : Exists fun k => n = m + k + 1 :=
  match le.dest h with
  | ⟨k, e⟩ => ⟨k, (e.symm.trans (succ_add m k))⟩

protected theorem add_le_add_right {n m : Nat} (h : n ≤ m) : (k : Nat) → n + k ≤ m + k
  | 0 => h
  | k + 1 => succ_le_succ (Nat.add_le_add_right h k)
protected theorem add_le_add_left {n m : Nat} (h : n ≤ m) (k : Nat) : k + n ≤ k + m :=
  Nat.add_comm n k ▸ Nat.add_comm m k ▸ Nat.add_le_add_right h k
protected theorem add_le_add {a b c d : Nat} (h : a ≤ b) (g : c ≤ d) : a + c ≤ b + d :=
  Nat.le_trans (Nat.add_le_add_right h c) (Nat.add_le_add_left g b)
protected theorem add_lt_add_left {n m : Nat} (h : n < m) (k : Nat) : k + n < k + m := Nat.add_le_add_left h k
protected theorem add_lt_add_right {n m : Nat} (h : n < m) (k : Nat) : n + k < m + k :=
  Nat.add_comm k n ▸ Nat.add_comm k m ▸ Nat.add_lt_add_left h k
protected theorem add_lt_add_of_le_of_lt {a b c d : Nat} (h : a ≤ b) (g : c < d) : a + c < b + d :=
  Nat.lt_of_le_of_lt (Nat.add_le_add_right h c) (Nat.add_lt_add_left g b)
protected theorem add_lt_add_of_lt_of_le {a b c d : Nat} (h : a < b) (g : c ≤ d) : a + c < b + d :=
  Nat.lt_of_lt_of_le (Nat.add_lt_add_right h c) (Nat.add_le_add_left g b)
protected theorem add_lt_add {a b c d : Nat} (h : a < b) (g : c < d) : a + c < b + d :=
  Nat.add_lt_add_of_lt_of_le h (Nat.le_of_lt g)
protected theorem lt_add_of_pos_right {n k : Nat} (h : 0 < k) : n < n + k := Nat.add_lt_add_left h n
protected theorem lt_add_of_pos_left {n k : Nat} (h : 0 < k) : n < k + n :=
  Nat.add_comm n k ▸ Nat.lt_add_of_pos_right h
protected theorem le_of_add_le_add_right {a c : Nat} : {b : Nat} → a + b ≤ c + b → a ≤ c
  | 0, h => h
  | _ + 1, h => Nat.le_of_add_le_add_right (le_of_succ_le_succ h)
protected theorem le_of_add_le_add_left {a b c : Nat} (h : a + b ≤ a + c) : b ≤ c :=
  Nat.le_of_add_le_add_right (b := a) (Nat.add_comm a b ▸ Nat.add_comm a c ▸ h)
protected theorem lt_of_add_lt_add_left {k n m : Nat} (h : k + n < k + m) : n < m := Nat.le_of_add_le_add_left h
protected theorem lt_of_add_lt_add_right {a b c : Nat} (h : a + b < c + b) : a < c :=
  Nat.lt_of_add_lt_add_left (k := b) (Nat.add_comm a b ▸ Nat.add_comm c b ▸ h)
@[simp] protected theorem add_le_add_iff_left {m k n : Nat} : n + m ≤ n + k ↔ m ≤ k :=
  ⟨Nat.le_of_add_le_add_left, fun h => Nat.add_le_add_left h n⟩
@[simp] protected theorem add_le_add_iff_right {m k n : Nat} : m + n ≤ k + n ↔ m ≤ k :=
  ⟨Nat.le_of_add_le_add_right, fun h => Nat.add_le_add_right h n⟩
@[simp] protected theorem add_lt_add_iff_left {m k n : Nat} : n + m < n + k ↔ m < k :=
  ⟨Nat.lt_of_add_lt_add_left, fun h => Nat.add_lt_add_left h n⟩
@[simp] protected theorem add_lt_add_iff_right {m k n : Nat} : m + n < k + n ↔ m < k :=
  ⟨Nat.lt_of_add_lt_add_right, fun h => Nat.add_lt_add_right h n⟩
protected theorem add_pos_left {m : Nat} (h : 0 < m) (n : Nat) : 0 < m + n := Nat.lt_add_right n h
protected theorem add_pos_right {n : Nat} (m : Nat) (h : 0 < n) : 0 < m + n := Nat.lt_add_left m h

@[simp] protected theorem lt_add_right_iff_pos {n k : Nat} : n < n + k ↔ 0 < k :=
  ⟨fun h => Nat.lt_of_add_lt_add_left (k := n) h, Nat.lt_add_of_pos_right⟩
@[simp] protected theorem lt_add_left_iff_pos {n k : Nat} : n < k + n ↔ 0 < k :=
  Nat.add_comm n k ▸ Nat.lt_add_right_iff_pos

/-! ### Order and multiplication -/

protected theorem mul_le_mul_left {m n : Nat} (k : Nat) (h : m ≤ n) : k * m ≤ k * n :=
  match le.dest h with
  | ⟨d, e⟩ => e ▸ (Nat.left_distrib k m d).symm ▸ le_add_right (k * m) (k * d)
protected theorem mul_le_mul_right {m n : Nat} (k : Nat) (h : m ≤ n) : m * k ≤ n * k :=
  Nat.mul_comm k m ▸ Nat.mul_comm k n ▸ Nat.mul_le_mul_left k h
protected theorem mul_le_mul {n₁ m₁ n₂ m₂ : Nat} (h : n₁ ≤ n₂) (g : m₁ ≤ m₂) : n₁ * m₁ ≤ n₂ * m₂ :=
  Nat.le_trans (Nat.mul_le_mul_right m₁ h) (Nat.mul_le_mul_left n₂ g)
protected theorem mul_pos : {n m : Nat} → n > 0 → m > 0 → n * m > 0
  | _, 0, _, h => absurd h (Nat.lt_irrefl 0)
  | _, _ + 1, h, _ => Nat.lt_add_left _ h
protected theorem mul_lt_mul_of_pos_left {m n k : Nat} (h : m < n) (hk : k > 0) : k * m < k * n :=
  Nat.lt_of_lt_of_le (Nat.lt_add_of_pos_right hk) (Nat.mul_le_mul_left k h)
protected theorem mul_lt_mul_of_pos_right {n m k : Nat} (h : n < m) (hk : k > 0) : n * k < m * k :=
  Nat.mul_comm k n ▸ Nat.mul_comm k m ▸ Nat.mul_lt_mul_of_pos_left h hk
protected theorem le_of_mul_le_mul_left {a b c : Nat} (h : c * a ≤ c * b) (hc : 0 < c) : a ≤ b :=
  (Nat.lt_or_ge b a).elim (fun g => absurd h (Nat.not_le_of_gt (Nat.mul_lt_mul_of_pos_left g hc))) id
protected theorem le_of_mul_le_mul_right {a b c : Nat} (h : a * c ≤ b * c) (hc : 0 < c) : a ≤ b :=
  Nat.le_of_mul_le_mul_left (Nat.mul_comm a c ▸ Nat.mul_comm b c ▸ h) hc
protected theorem eq_of_mul_eq_mul_left {a b c : Nat} (ha : 0 < a) (h : a * b = a * c) : b = c :=
  Nat.le_antisymm (Nat.le_of_mul_le_mul_left (Nat.le_of_eq h) ha)
    (Nat.le_of_mul_le_mul_left (Nat.le_of_eq h.symm) ha)
protected theorem eq_of_mul_eq_mul_right {a b c : Nat} (hb : 0 < b) (h : a * b = c * b) : a = c :=
  Nat.eq_of_mul_eq_mul_left hb ((Nat.mul_comm b a).trans (h.trans (Nat.mul_comm c b)))
protected theorem le_mul_of_pos_left {n : Nat} (m : Nat) (h : 0 < n) : m ≤ n * m :=
  Nat.le_trans (Nat.le_of_eq (Nat.one_mul m).symm) (Nat.mul_le_mul_right m h)
protected theorem le_mul_of_pos_right {n : Nat} (m : Nat) (h : 0 < n) : m ≤ m * n :=
  Nat.mul_comm n m ▸ Nat.le_mul_of_pos_left m h
protected theorem pow_pos {p n : Nat} (hp : 0 < p) : 0 < p ^ n :=
  match n with
  | 0 => zero_lt_one
  | _ + 1 => Nat.mul_pos (Nat.pow_pos hp) hp
protected theorem pow_le_pow_left {m n : Nat} (h : m ≤ n) : (i : Nat) → m ^ i ≤ n ^ i
  | 0 => .refl
  | i + 1 => Nat.mul_le_mul (Nat.pow_le_pow_left h i) h
protected theorem pow_le_pow_right {n m i : Nat} (hn : n > 0) (h : i ≤ m) : n ^ i ≤ n ^ m :=
  match le.dest h with
  | ⟨d, e⟩ => e ▸ (Nat.pow_add n i d).symm ▸ Nat.le_mul_of_pos_right (n ^ i) (Nat.pow_pos hn)

/-! ### Predecessor and truncated subtraction -/

@[simp] theorem pred_le : (n : Nat) → pred n ≤ n
  | 0 => .refl
  | n + 1 => le_succ n
theorem pred_lt : {n : Nat} → n ≠ 0 → pred n < n
  | 0, h => absurd rfl h
  | n + 1, _ => lt_succ_self n
theorem succ_pred {a : Nat} (h : a ≠ 0) : a.pred.succ = a :=
  match a, h with
  | 0, h => absurd rfl h
  | _ + 1, _ => rfl
theorem succ_pred_eq_of_pos {n : Nat} (h : 0 < n) : n.pred.succ = n := succ_pred (ne_zero_of_lt h)

@[simp] protected theorem sub_zero (n : Nat) : n - 0 = n := rfl
theorem sub_succ (n m : Nat) : n - succ m = pred (n - m) := rfl
@[simp] theorem succ_sub_succ_eq_sub (n : Nat) : (m : Nat) → succ n - succ m = n - m
  | 0 => rfl
  | m + 1 => congrArg pred (succ_sub_succ_eq_sub n m)
theorem succ_sub_succ (n m : Nat) : succ n - succ m = n - m := succ_sub_succ_eq_sub n m
theorem add_one_sub_add_one (n m : Nat) : n + 1 - (m + 1) = n - m := succ_sub_succ_eq_sub n m
@[simp] protected theorem zero_sub : (n : Nat) → 0 - n = 0
  | 0 => rfl
  | n + 1 => congrArg pred (Nat.zero_sub n)
@[simp] protected theorem sub_self : (n : Nat) → n - n = 0
  | 0 => rfl
  | n + 1 => (succ_sub_succ n n).trans (Nat.sub_self n)
@[simp] theorem sub_le (n : Nat) : (m : Nat) → n - m ≤ n
  | 0 => .refl
  | m + 1 => Nat.le_trans (pred_le (n - m)) (sub_le n m)
theorem sub_lt : {n m : Nat} → 0 < n → 0 < m → n - m < n
  | 0, _, h, _ => absurd h (Nat.lt_irrefl 0)
  | _ + 1, 0, _, h => absurd h (Nat.lt_irrefl 0)
  | n + 1, m + 1, _, _ => succ_sub_succ n m ▸ lt_succ_of_le (sub_le n m)
theorem sub_add_eq (a b : Nat) : (c : Nat) → a - (b + c) = a - b - c
  | 0 => rfl
  | c + 1 => congrArg pred (sub_add_eq a b c)
protected theorem sub_sub (n m k : Nat) : n - m - k = n - (m + k) := (sub_add_eq n m k).symm
protected theorem sub_right_comm (m n k : Nat) : m - n - k = m - k - n := by
  rw [Nat.sub_sub, Nat.sub_sub, Nat.add_comm n k]
protected theorem add_sub_add_right (n : Nat) : (k m : Nat) → n + k - (m + k) = n - m
  | 0, _ => rfl
  | k + 1, m => (succ_sub_succ (n + k) (m + k)).trans (Nat.add_sub_add_right n k m)
protected theorem add_sub_add_left (k n m : Nat) : k + n - (k + m) = n - m := by
  rw [Nat.add_comm k n, Nat.add_comm k m, Nat.add_sub_add_right]
@[simp] protected theorem add_sub_cancel (n : Nat) : (m : Nat) → n + m - m = n
  | 0 => rfl
  | m + 1 => (succ_sub_succ (n + m) m).trans (Nat.add_sub_cancel n m)
@[simp] protected theorem add_sub_cancel_left (n m : Nat) : n + m - n = m :=
  (congrArg (· - n) (Nat.add_comm n m)).trans (Nat.add_sub_cancel m n)
protected theorem sub_add_cancel : {n m : Nat} → m ≤ n → n - m + m = n
  | _, 0, _ => rfl
  | 0, _ + 1, h => absurd h (not_succ_le_zero _)
  | n + 1, m + 1, h =>
    congrArg succ ((congrArg (· + m) (succ_sub_succ n m)).trans (Nat.sub_add_cancel (le_of_succ_le_succ h)))
protected theorem add_sub_cancel' {n m : Nat} (h : m ≤ n) : m + (n - m) = n :=
  (Nat.add_comm m (n - m)).trans (Nat.sub_add_cancel h)
theorem add_sub_of_le {a b : Nat} (h : a ≤ b) : a + (b - a) = b := Nat.add_sub_cancel' h
protected theorem add_sub_assoc {m k : Nat} (h : k ≤ m) (n : Nat) : n + m - k = n + (m - k) := by
  rw [← Nat.sub_add_cancel h, ← Nat.add_assoc, Nat.add_sub_cancel, Nat.add_sub_cancel]
protected theorem sub_add_comm {n m k : Nat} (h : k ≤ n) : n + m - k = n - k + m := by
  rw [Nat.add_comm n m, Nat.add_sub_assoc h, Nat.add_comm]
protected theorem sub_eq_of_eq_add {a b c : Nat} (h : a = c + b) : a - b = c :=
  (congrArg (· - b) h).trans (Nat.add_sub_cancel c b)
protected theorem eq_sub_of_add_eq {a b c : Nat} (h : a + b = c) : a = c - b := (Nat.sub_eq_of_eq_add h.symm).symm
protected theorem eq_add_of_sub_eq {a b c : Nat} (hle : b ≤ a) (h : a - b = c) : a = c + b :=
  h ▸ (Nat.sub_add_cancel hle).symm
@[simp] theorem sub_eq_zero_of_le {n m : Nat} (h : n ≤ m) : n - m = 0 :=
  match le.dest h with
  | ⟨k, e⟩ => e ▸ (sub_add_eq n n k).trans ((congrArg (· - k) (Nat.sub_self n)).trans (Nat.zero_sub k))
protected theorem le_of_sub_eq_zero : {n m : Nat} → n - m = 0 → n ≤ m
  | 0, m, _ => zero_le m
  | _ + 1, 0, h => Nat.noConfusion h
  | n + 1, m + 1, h => succ_le_succ (Nat.le_of_sub_eq_zero ((succ_sub_succ n m).symm.trans h))
protected theorem sub_eq_zero_iff_le {n m : Nat} : n - m = 0 ↔ n ≤ m := ⟨Nat.le_of_sub_eq_zero, sub_eq_zero_of_le⟩
protected theorem sub_pos_of_lt {m n : Nat} (h : m < n) : 0 < n - m :=
  Nat.pos_of_ne_zero fun e => Nat.not_le_of_gt h (Nat.le_of_sub_eq_zero e)
protected theorem lt_of_sub_pos {m n : Nat} (h : 0 < n - m) : m < n :=
  Nat.lt_of_not_le fun g => Nat.lt_irrefl 0 (sub_eq_zero_of_le g ▸ h)
protected theorem sub_pos_iff_lt {n m : Nat} : 0 < n - m ↔ m < n := ⟨Nat.lt_of_sub_pos, Nat.sub_pos_of_lt⟩
protected theorem sub_ne_zero_of_lt {a b : Nat} (h : a < b) : b - a ≠ 0 := ne_zero_of_lt (Nat.sub_pos_of_lt h)
theorem le_sub_of_add_le {a b c : Nat} (h : a + b ≤ c) : a ≤ c - b :=
  match le.dest h with
  | ⟨k, e⟩ => by rewrite [← e, Nat.add_right_comm, Nat.add_sub_cancel]; exact le_add_right a k
theorem add_le_of_le_sub {a b c : Nat} (hle : b ≤ c) (h : a ≤ c - b) : a + b ≤ c :=
  Nat.sub_add_cancel hle ▸ Nat.add_le_add_right h b
theorem sub_le_of_le_add {a b c : Nat} (h : a ≤ c + b) : a - b ≤ c :=
  (Nat.le_total b a).elim
    (fun g => Nat.le_of_add_le_add_right (b := b) ((Nat.sub_add_cancel g).symm ▸ h))
    fun g => sub_eq_zero_of_le g ▸ zero_le c
theorem le_add_of_sub_le {a b c : Nat} (h : a - b ≤ c) : a ≤ c + b :=
  (Nat.le_total b a).elim
    (fun g => Nat.sub_add_cancel g ▸ Nat.add_le_add_right h b)
    fun g => le_add_left_of_le g
protected theorem sub_le_iff_le_add {a b c : Nat} : a - b ≤ c ↔ a ≤ c + b := ⟨le_add_of_sub_le, sub_le_of_le_add⟩
theorem sub_lt_of_lt_add {a b c : Nat} (h : a < c + b) (hle : b ≤ a) : a - b < c :=
  Nat.lt_of_add_lt_add_right (b := b) ((Nat.sub_add_cancel hle).symm ▸ h)
protected theorem sub_le_sub_right {n m : Nat} (h : n ≤ m) : (k : Nat) → n - k ≤ m - k
  | 0 => h
  | k + 1 => pred_le_pred (Nat.sub_le_sub_right h k)
protected theorem sub_le_sub_left {n m : Nat} (h : n ≤ m) (k : Nat) : k - m ≤ k - n :=
  match le.dest h with
  | ⟨d, e⟩ => e ▸ (sub_add_eq k n d).symm ▸ sub_le (k - n) d
theorem sub_one_lt {n : Nat} (h : n ≠ 0) : n - 1 < n := pred_lt h
theorem sub_one_add_one {a : Nat} (h : a ≠ 0) : a - 1 + 1 = a := succ_pred h
theorem add_one_sub_one (n : Nat) : n + 1 - 1 = n := rfl
protected theorem sub_one_lt_of_lt {n m : Nat} (h : m < n) : n - 1 < n := pred_lt (ne_zero_of_lt h)

protected theorem mul_sub_one (n : Nat) : (m : Nat) → n * (m - 1) = n * m - n
  | 0 => (Nat.zero_sub n).symm
  | m + 1 => (Nat.add_sub_cancel (n * m) n).symm
protected theorem mul_sub (k m : Nat) : (n : Nat) → k * (m - n) = k * m - k * n
  | 0 => rfl
  | n + 1 => (Nat.mul_sub_one k (m - n)).trans
    ((congrArg (· - k) (Nat.mul_sub k m n)).trans (Nat.sub_sub (k * m) (k * n) k))
protected theorem sub_mul (n m k : Nat) : (n - m) * k = n * k - m * k := by
  rw [Nat.mul_comm, Nat.mul_sub, Nat.mul_comm k n, Nat.mul_comm k m]
protected theorem mul_sub_left_distrib (n m k : Nat) : n * (m - k) = n * m - n * k := Nat.mul_sub n m k
protected theorem mul_sub_right_distrib (n m k : Nat) : (n - m) * k = n * k - m * k := Nat.sub_mul n m k

end Nat

instance : Trans (α := Nat) (fun a b => a ≤ b) (fun a b => a ≤ b) (fun a b => a ≤ b) := ⟨Nat.le_trans⟩
instance : Trans (α := Nat) (fun a b => a < b) (fun a b => a < b) (fun a b => a < b) := ⟨Nat.lt_trans⟩
instance : Trans (α := Nat) (fun a b => a < b) (fun a b => a ≤ b) (fun a b => a < b) := ⟨Nat.lt_of_lt_of_le⟩
instance : Trans (α := Nat) (fun a b => a ≤ b) (fun a b => a < b) (fun a b => a < b) := ⟨Nat.lt_of_le_of_lt⟩
