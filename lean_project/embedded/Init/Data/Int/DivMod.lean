/-
Integers: Euclidean division and divisibility.
-/
prelude
import Init.Data.Int.Order

namespace Int

theorem emod_def_aux : (a b : Int) → a % b + b * (a / b) = a
  | ofNat m, ofNat n => congrArg ofNat (Nat.mod_add_div m n)
  | ofNat m, negSucc n => by
    show ofNat (m % (n + 1)) + -ofNat (n + 1) * -ofNat (m / (n + 1)) = ofNat m
    rw [Int.neg_mul_neg]
    exact congrArg ofNat (Nat.mod_add_div m (n + 1))
  | negSucc m, ofNat 0 => by
    show subNatNat 0 (m % 0 + 1) + 0 * 0 = negSucc m
    rw [Int.zero_mul, Int.add_zero, Nat.mod_zero]
    rfl
  | negSucc m, ofNat (n + 1) => by
    show subNatNat (n + 1) (m % (n + 1) + 1) + ofNat (n + 1) * -ofNat (m / (n + 1) + 1) = -ofNat (m + 1)
    rw [subNatNat_eq_coe, Int.mul_neg]
    exact step (n + 1) (m % (n + 1)) (m / (n + 1)) m (Nat.mod_add_div m (n + 1))
  | negSucc m, negSucc n => by
    show subNatNat (n + 1) (m % (n + 1) + 1) + -ofNat (n + 1) * ofNat (m / (n + 1) + 1) = -ofNat (m + 1)
    rw [subNatNat_eq_coe, Int.neg_mul]
    exact step (n + 1) (m % (n + 1)) (m / (n + 1)) m (Nat.mod_add_div m (n + 1))
where
  step (k r q m : Nat) (h : r + k * q = m) :
      (k : Int) - ((r + 1 : Nat) : Int) + -(ofNat k * ofNat (q + 1)) = -ofNat (m + 1) := by
    have e : ofNat (m + 1) + ofNat k = ofNat (r + 1) + ofNat k * ofNat (q + 1) := congrArg ofNat (by
      rw [← h, Nat.mul_add_one, Nat.add_right_comm r (k * q) 1, ← Nat.add_assoc])
    show ofNat k + -ofNat (r + 1) + -(ofNat k * ofNat (q + 1)) = -ofNat (m + 1)
    rw [Int.add_assoc, ← Int.neg_add, ← e, Int.neg_add, Int.add_comm (-ofNat (m + 1)), Int.add_neg_cancel_left]

theorem emod_add_mul_ediv (a b : Int) : a % b + b * (a / b) = a := emod_def_aux a b
theorem mul_ediv_add_emod (a b : Int) : b * (a / b) + a % b = a :=
  (Int.add_comm (b * (a / b)) (a % b)).trans (emod_add_mul_ediv a b)
theorem emod_add_ediv_mul (a b : Int) : a % b + a / b * b = a := Int.mul_comm b (a / b) ▸ emod_add_mul_ediv a b
theorem ediv_mul_add_emod (a b : Int) : a / b * b + a % b = a := Int.mul_comm b (a / b) ▸ mul_ediv_add_emod a b
theorem emod_def (a b : Int) : a % b = a - b * (a / b) := Int.eq_sub_of_add_eq (emod_add_mul_ediv a b)

theorem natCast_ediv (m n : Nat) : ((m / n : Nat) : Int) = (m : Int) / (n : Int) := rfl
theorem natCast_emod (m n : Nat) : ((m % n : Nat) : Int) = (m : Int) % (n : Int) := rfl
@[simp] protected theorem zero_ediv : (b : Int) → 0 / b = 0
  | ofNat n => congrArg ofNat (Nat.zero_div n)
  | negSucc n => congrArg (fun k => -ofNat k) (Nat.zero_div (n + 1))
@[simp] protected theorem ediv_zero : (a : Int) → a / 0 = 0
  | ofNat n => congrArg ofNat (Nat.div_zero n)
  | negSucc _ => rfl
@[simp] theorem zero_emod (b : Int) : 0 % b = 0 := by rw [emod_def, Int.zero_ediv, Int.mul_zero, Int.sub_zero]
@[simp] theorem emod_zero (a : Int) : a % 0 = a := by rw [emod_def, Int.zero_mul, Int.sub_zero]

theorem emod_nonneg : (a : Int) → {b : Int} → b ≠ 0 → 0 ≤ a % b
  | ofNat m, b, _ => natCast_nonneg (m % natAbs b)
  | negSucc m, b, h => by
    have pos : 0 < natAbs b := match b, h with
      | ofNat 0, h => absurd rfl h
      | ofNat (n + 1), _ => Nat.zero_lt_succ n
      | negSucc n, _ => Nat.zero_lt_succ n
    show 0 ≤ subNatNat (natAbs b) (m % natAbs b + 1)
    rw [subNatNat_eq_coe]
    exact Int.sub_nonneg_of_le (natCast_le.2 (Nat.mod_lt m pos))

theorem emod_lt_of_pos (a : Int) {b : Int} (h : 0 < b) : a % b < b :=
  match eq_ofNat_of_zero_le (Int.le_of_lt h) with
  | ⟨n, e⟩ => by
    rw [e] at h ⊢
    exact match a with
      | ofNat m => natCast_lt.2 (Nat.mod_lt m (natCast_lt.1 h))
      | negSucc m => by
        show subNatNat n (m % n + 1) < (n : Int)
        rw [subNatNat_eq_coe]
        exact lt.intro (n := m % n) (Int.sub_add_cancel _ _)

/-! ### Divisibility -/

protected theorem dvd_refl (a : Int) : a ∣ a := ⟨1, (Int.mul_one a).symm⟩
protected theorem dvd_zero (a : Int) : a ∣ 0 := ⟨0, (Int.mul_zero a).symm⟩
protected theorem one_dvd (a : Int) : 1 ∣ a := ⟨a, (Int.one_mul a).symm⟩
protected theorem dvd_mul_right (a b : Int) : a ∣ a * b := ⟨b, rfl⟩
protected theorem dvd_mul_left (a b : Int) : b ∣ a * b := ⟨a, Int.mul_comm a b⟩
protected theorem dvd_trans {a b c : Int} : a ∣ b → b ∣ c → a ∣ c
  | ⟨d, e⟩, ⟨f, g⟩ => ⟨d * f, by rw [g, e, Int.mul_assoc]⟩
protected theorem dvd_add {a b c : Int} : a ∣ b → a ∣ c → a ∣ b + c
  | ⟨d, e⟩, ⟨f, g⟩ => ⟨d + f, by rw [e, g, Int.mul_add]⟩
protected theorem dvd_sub {a b c : Int} : a ∣ b → a ∣ c → a ∣ b - c
  | ⟨d, e⟩, ⟨f, g⟩ => ⟨d - f, by rw [e, g, Int.mul_sub]⟩
protected theorem dvd_neg {a b : Int} : a ∣ -b ↔ a ∣ b :=
  ⟨fun ⟨c, e⟩ => ⟨-c, by rw [Int.mul_neg, ← e, Int.neg_neg]⟩, fun ⟨c, e⟩ => ⟨-c, by rw [Int.mul_neg, ← e]⟩⟩
protected theorem neg_dvd {a b : Int} : -a ∣ b ↔ a ∣ b :=
  ⟨fun ⟨c, e⟩ => ⟨-c, by rw [Int.mul_neg, ← Int.neg_mul, ← e]⟩, fun ⟨c, e⟩ => ⟨-c, by rw [Int.neg_mul_neg, ← e]⟩⟩
theorem dvd_of_emod_eq_zero {a b : Int} (h : b % a = 0) : a ∣ b :=
  ⟨b / a, (emod_add_mul_ediv b a).symm.trans ((congrArg (· + a * (b / a)) h).trans (Int.zero_add _))⟩
theorem natCast_dvd_natCast {m n : Nat} : (m : Int) ∣ (n : Int) ↔ m ∣ n :=
  ⟨fun ⟨c, e⟩ => match c, e with
    | ofNat k, e => ⟨k, ofNat.inj e⟩
    | negSucc k, e => (match m, e with
      | 0, e => ⟨0, ofNat.inj (e.trans (Int.zero_mul (negSucc k)))⟩
      | _ + 1, e => nomatch e),
  fun ⟨c, e⟩ => ⟨c, congrArg ofNat e⟩⟩
theorem natAbs_dvd_natAbs : {a b : Int} → a.natAbs ∣ b.natAbs ↔ a ∣ b
  | ofNat _, ofNat _ => natCast_dvd_natCast.symm
  | ofNat m, negSucc n => (natCast_dvd_natCast (m := m) (n := n + 1)).symm.trans (Int.dvd_neg (b := ofNat (n + 1))).symm
  | negSucc m, ofNat n => (natCast_dvd_natCast (m := m + 1) (n := n)).symm.trans (Int.neg_dvd (a := ofNat (m + 1))).symm
  | negSucc m, negSucc n => (natCast_dvd_natCast (m := m + 1) (n := n + 1)).symm.trans
    ((Int.dvd_neg (b := ofNat (n + 1))).symm.trans (Int.neg_dvd (a := ofNat (m + 1))).symm)

instance decidableDvd (a b : Int) : Decidable (a ∣ b) :=
  match Nat.decidable_dvd a.natAbs b.natAbs with
  | isTrue h => isTrue (natAbs_dvd_natAbs.1 h)
  | isFalse h => isFalse fun g => h (natAbs_dvd_natAbs.2 g)

/-! ### Absolute value -/

@[simp] theorem natAbs_natCast (n : Nat) : natAbs (n : Int) = n := rfl
@[simp] theorem natAbs_neg : (a : Int) → natAbs (-a) = natAbs a
  | ofNat 0 => rfl
  | ofNat (_ + 1) => rfl
  | negSucc _ => rfl
theorem natAbs_mul : (a b : Int) → natAbs (a * b) = natAbs a * natAbs b
  | ofNat _, ofNat _ => rfl
  | ofNat m, negSucc n => natAbs_neg (ofNat (m * (n + 1)))
  | negSucc m, ofNat n => natAbs_neg (ofNat ((m + 1) * n))
  | negSucc _, negSucc _ => rfl
theorem natAbs_eq : (a : Int) → a = natAbs a ∨ a = -(natAbs a : Int)
  | ofNat _ => .inl rfl
  | negSucc _ => .inr rfl
@[simp] theorem natAbs_eq_zero : {a : Int} → natAbs a = 0 ↔ a = 0
  | ofNat _ => ⟨congrArg ofNat, ofNat.inj⟩
  | negSucc _ => ⟨fun h => (nomatch h), fun h => (nomatch h)⟩
@[simp] theorem toNat_natCast (n : Nat) : toNat (n : Int) = n := rfl
theorem toNat_of_nonneg : {a : Int} → 0 ≤ a → (toNat a : Int) = a
  | ofNat _, _ => rfl
  | negSucc n, h => absurd h (negSucc_not_nonneg n)

end Int
