/-
Natural numbers: divisibility, and its decision by the remainder.
-/
prelude
import Init.Data.Nat.Div

namespace Nat

instance instDvd : Dvd Nat where
  dvd a b := Exists fun c => b = a * c

protected theorem dvd_refl (a : Nat) : a ∣ a := ⟨1, (Nat.mul_one a).symm⟩
protected theorem dvd_rfl {a : Nat} : a ∣ a := Nat.dvd_refl a
protected theorem dvd_zero (a : Nat) : a ∣ 0 := ⟨0, rfl⟩
protected theorem dvd_mul_right (a b : Nat) : a ∣ a * b := ⟨b, rfl⟩
protected theorem dvd_mul_left (a b : Nat) : a ∣ b * a := ⟨b, Nat.mul_comm b a⟩
protected theorem one_dvd (n : Nat) : 1 ∣ n := ⟨n, (Nat.one_mul n).symm⟩
theorem dvd_of_eq {m n : Nat} (h : m = n) : m ∣ n := h ▸ Nat.dvd_refl m

protected theorem dvd_trans {a b c : Nat} (h₁ : a ∣ b) (h₂ : b ∣ c) : a ∣ c :=
  match h₁, h₂ with
  | ⟨d, e⟩, ⟨f, g⟩ => ⟨d * f, by rw [g, e, Nat.mul_assoc]⟩

protected theorem eq_zero_of_zero_dvd {a : Nat} (h : 0 ∣ a) : a = 0 :=
  match h with
  | ⟨c, e⟩ => e.trans (Nat.zero_mul c)
@[simp] protected theorem zero_dvd {n : Nat} : 0 ∣ n ↔ n = 0 := ⟨Nat.eq_zero_of_zero_dvd, fun h => h ▸ Nat.dvd_zero 0⟩

protected theorem dvd_add {m n k : Nat} (h₁ : k ∣ m) (h₂ : k ∣ n) : k ∣ m + n :=
  match h₁, h₂ with
  | ⟨d, e⟩, ⟨f, g⟩ => ⟨d + f, by rw [e, g, Nat.mul_add]⟩
protected theorem dvd_mul_left_of_dvd {a b : Nat} (h : a ∣ b) (c : Nat) : a ∣ c * b :=
  Nat.dvd_trans h (Nat.dvd_mul_left b c)
protected theorem dvd_mul_right_of_dvd {a b : Nat} (h : a ∣ b) (c : Nat) : a ∣ b * c :=
  Nat.dvd_trans h (Nat.dvd_mul_right b c)
protected theorem mul_dvd_mul {a b c d : Nat} (h₁ : a ∣ b) (h₂ : c ∣ d) : a * c ∣ b * d :=
  match h₁, h₂ with
  | ⟨m, e⟩, ⟨n, g⟩ => ⟨m * n, by rw [e, g, Nat.mul_mul_mul_comm]⟩
protected theorem mul_dvd_mul_left {b c : Nat} (a : Nat) (h : b ∣ c) : a * b ∣ a * c :=
  Nat.mul_dvd_mul (Nat.dvd_refl a) h
protected theorem mul_dvd_mul_right {a b : Nat} (h : a ∣ b) (c : Nat) : a * c ∣ b * c :=
  Nat.mul_dvd_mul h (Nat.dvd_refl c)
protected theorem dvd_of_mul_dvd_mul_left {k m n : Nat} (hk : 0 < k) (h : k * m ∣ k * n) : m ∣ n :=
  match h with
  | ⟨c, e⟩ => ⟨c, Nat.eq_of_mul_eq_mul_left hk (e.trans (Nat.mul_assoc k m c))⟩
theorem dvd_of_mul_right_dvd {a b c : Nat} (h : a * b ∣ c) : a ∣ c := Nat.dvd_trans (Nat.dvd_mul_right a b) h
theorem dvd_of_mul_left_dvd {a b c : Nat} (h : a * b ∣ c) : b ∣ c := Nat.dvd_trans (Nat.dvd_mul_left b a) h

protected theorem dvd_sub {k m n : Nat} (h₁ : k ∣ m) (h₂ : k ∣ n) : k ∣ m - n :=
  match h₁, h₂ with
  | ⟨d, e⟩, ⟨f, g⟩ => ⟨d - f, by rw [e, g, Nat.mul_sub]⟩
protected theorem dvd_add_right {m k n : Nat} (h : k ∣ m) : k ∣ m + n ↔ k ∣ n :=
  ⟨fun g => Nat.add_sub_cancel_left m n ▸ Nat.dvd_sub g h, Nat.dvd_add h⟩
protected theorem dvd_add_iff_right {k m n : Nat} (h : k ∣ m) : k ∣ n ↔ k ∣ m + n := (Nat.dvd_add_right h).symm
protected theorem dvd_add_iff_left {k m n : Nat} (h : k ∣ n) : k ∣ m ↔ k ∣ m + n :=
  Nat.add_comm n m ▸ Nat.dvd_add_iff_right h

theorem dvd_mod_iff {k m n : Nat} (h : k ∣ n) : k ∣ m % n ↔ k ∣ m :=
  have e : k ∣ n * (m / n) := Nat.dvd_mul_right_of_dvd h (m / n)
  ⟨fun g => div_add_mod m n ▸ Nat.dvd_add e g, fun g => (Nat.dvd_add_right e).1 ((div_add_mod m n).symm ▸ g)⟩

theorem le_of_dvd {m n : Nat} (h1 : 0 < n) : m ∣ n → m ≤ n
  | ⟨0, e⟩ => absurd e (ne_zero_of_lt h1)
  | ⟨k + 1, e⟩ => e ▸ Nat.le_mul_of_pos_right m (zero_lt_succ k)
protected theorem dvd_antisymm : {m n : Nat} → m ∣ n → n ∣ m → m = n
  | _, 0, _, h => Nat.eq_zero_of_zero_dvd h
  | 0, _, h, _ => (Nat.eq_zero_of_zero_dvd h).symm
  | _ + 1, _ + 1, h, g => Nat.le_antisymm (le_of_dvd (zero_lt_succ _) h) (le_of_dvd (zero_lt_succ _) g)
theorem pos_of_dvd_of_pos {m n : Nat} (h1 : m ∣ n) (h2 : 0 < n) : 0 < m :=
  Nat.pos_of_ne_zero fun e => ne_zero_of_lt h2 (Nat.eq_zero_of_zero_dvd (e ▸ h1))
theorem eq_one_of_dvd_one {n : Nat} (h : n ∣ 1) : n = 1 := Nat.dvd_antisymm h (Nat.one_dvd n)
@[simp] protected theorem dvd_one {n : Nat} : n ∣ 1 ↔ n = 1 := ⟨eq_one_of_dvd_one, dvd_of_eq⟩
theorem eq_zero_of_dvd_of_lt {a b : Nat} (h : a ∣ b) (g : b < a) : b = 0 :=
  (eq_zero_or_pos b).elim id fun hb => absurd (le_of_dvd hb h) (Nat.not_le_of_gt g)

theorem mod_eq_zero_of_dvd {k n : Nat} (h : k ∣ n) : n % k = 0 :=
  match h with
  | ⟨c, e⟩ => e ▸ mul_mod_right k c
theorem dvd_of_mod_eq_zero {k n : Nat} (h : n % k = 0) : k ∣ n :=
  ⟨n / k, (div_add_mod n k).symm.trans (congrArg (k * (n / k) + ·) h)⟩
theorem dvd_iff_mod_eq_zero {k n : Nat} : k ∣ n ↔ n % k = 0 := ⟨mod_eq_zero_of_dvd, dvd_of_mod_eq_zero⟩
theorem mod_pos_of_not_dvd {a b : Nat} (h : ¬ a ∣ b) : 0 < b % a := Nat.pos_of_ne_zero fun e => h (dvd_of_mod_eq_zero e)

theorem dvd_eq_true_of_mod_eq_zero {m n : Nat} (h : (n % m == 0) = true) : (m ∣ n) = True :=
  eq_true (dvd_of_mod_eq_zero (of_decide_eq_true h))
theorem dvd_eq_false_of_mod_ne_zero {m n : Nat} (h : (n % m != 0) = true) : (m ∣ n) = False :=
  eq_false fun g => Bool.noConfusion ((congrArg (fun r => r != 0) (mod_eq_zero_of_dvd g)).symm.trans h)

instance decidable_dvd (m n : Nat) : Decidable (m ∣ n) :=
  match Nat.decEq (n % m) 0 with
  | isTrue h => isTrue (dvd_of_mod_eq_zero h)
  | isFalse h => isFalse fun g => h (mod_eq_zero_of_dvd g)

protected theorem mul_div_cancel' {n m : Nat} (h : n ∣ m) : n * (m / n) = m :=
  (congrArg (n * (m / n) + ·) (mod_eq_zero_of_dvd h)).symm.trans (div_add_mod m n)
protected theorem div_mul_cancel {n m : Nat} (h : n ∣ m) : m / n * n = m :=
  (Nat.mul_comm (m / n) n).trans (Nat.mul_div_cancel' h)
theorem div_dvd_of_dvd {m n : Nat} (h : n ∣ m) : m / n ∣ m := ⟨n, (Nat.div_mul_cancel h).symm⟩
@[simp] theorem mod_mod_of_dvd (a : Nat) {b c : Nat} (h : c ∣ b) : a % b % c = a % c :=
  match h with
  | ⟨d, e⟩ => (add_mul_mod_self_left (a % b) c (d * (a / b))).symm.trans
    (congrArg (· % c) (by rw [← Nat.mul_assoc, ← e, mod_add_div]))
protected theorem mul_div_assoc {k n : Nat} (m : Nat) (h : k ∣ n) : m * n / k = m * (n / k) :=
  match h, eq_zero_or_pos k with
  | _, .inl e => by rw [e, Nat.div_zero, Nat.div_zero, Nat.mul_zero]
  | ⟨c, e⟩, .inr hk => by rw [e, Nat.mul_left_comm, Nat.mul_div_cancel_left _ hk, Nat.mul_div_cancel_left _ hk]

end Nat
