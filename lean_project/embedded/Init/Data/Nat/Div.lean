/-
Natural numbers: division and remainder.

Both subtract the divisor as long as it fits; the fuel `x + 1` is always enough. `x / 0 = 0` and `x % 0 = x`.
-/
prelude
import Init.Data.WellFounded

namespace Nat

theorem div_rec_lemma {x y : Nat} : 0 < y ∧ y ≤ x → x - y < x :=
  fun ⟨hy, h⟩ => sub_lt (Nat.lt_of_lt_of_le hy h) hy

theorem div_rec_fuel_lemma {x y fuel : Nat} (hy : 0 < y) (hle : y ≤ x) (hfuel : x < fuel + 1) : x - y < fuel :=
  Nat.lt_of_lt_of_le (div_rec_lemma ⟨hy, hle⟩) (le_of_lt_succ hfuel)

set_option bootstrap.genMatcherCode false in
protected def div.go (y : Nat) (hy : 0 < y) (fuel : Nat) (x : Nat) (hfuel : x < fuel) : Nat :=
  match fuel with
  | 0 => absurd hfuel (not_lt_zero x)
  | fuel + 1 => dite (y ≤ x) (fun h => Nat.div.go y hy fuel (x - y) (div_rec_fuel_lemma hy h hfuel) + 1) fun _ => 0

@[extern "lean_nat_div"] protected def div (x y : @& Nat) : Nat :=
  dite (0 < y) (fun hy => Nat.div.go y hy (x + 1) x (lt_succ_self x)) fun _ => 0

instance instDiv : Div Nat := ⟨Nat.div⟩

set_option bootstrap.genMatcherCode false in
protected def modCore.go (y : Nat) (hy : 0 < y) (fuel : Nat) (x : Nat) (hfuel : x < fuel) : Nat :=
  match fuel with
  | 0 => absurd hfuel (not_lt_zero x)
  | fuel + 1 => dite (y ≤ x) (fun h => Nat.modCore.go y hy fuel (x - y) (div_rec_fuel_lemma hy h hfuel)) fun _ => x

protected def modCore (x y : Nat) : Nat :=
  dite (0 < y) (fun hy => Nat.modCore.go y hy (x + 1) x (lt_succ_self x)) fun _ => x

@[extern "lean_nat_mod"] protected def mod : @& Nat → @& Nat → Nat
  | 0, _ => 0
  | n@(_ + 1), m => ite (m ≤ n) (Nat.modCore n m) n

instance instMod : Mod Nat := ⟨Nat.mod⟩

/-! ### The recursion equations -/

set_option linter.unusedVariables false

theorem div.go.fuel_congr (y : Nat) (hy : 0 < y) : (fuel₁ fuel₂ x : Nat) → (h₁ : x < fuel₁) → (h₂ : x < fuel₂) →
    Nat.div.go y hy fuel₁ x h₁ = Nat.div.go y hy fuel₂ x h₂
  | 0, _, x, h₁, _ => absurd h₁ (not_lt_zero x)
  | _, 0, x, _, h₂ => absurd h₂ (not_lt_zero x)
  | fuel₁ + 1, fuel₂ + 1, x, h₁, h₂ =>
    Decidable.byCases (p := y ≤ x)
      (fun h => (dif_pos h).trans ((congrArg (· + 1) (fuel_congr y hy fuel₁ fuel₂ (x - y) _ _)).trans
        (dif_pos h : Nat.div.go y hy (fuel₂ + 1) x h₂ = _).symm))
      fun h => (dif_neg h).trans (dif_neg h : Nat.div.go y hy (fuel₂ + 1) x h₂ = _).symm

theorem modCore.go.fuel_congr (y : Nat) (hy : 0 < y) : (fuel₁ fuel₂ x : Nat) → (h₁ : x < fuel₁) → (h₂ : x < fuel₂) →
    Nat.modCore.go y hy fuel₁ x h₁ = Nat.modCore.go y hy fuel₂ x h₂
  | 0, _, x, h₁, _ => absurd h₁ (not_lt_zero x)
  | _, 0, x, _, h₂ => absurd h₂ (not_lt_zero x)
  | fuel₁ + 1, fuel₂ + 1, x, h₁, h₂ =>
    Decidable.byCases (p := y ≤ x)
      (fun h => (dif_pos h).trans ((fuel_congr y hy fuel₁ fuel₂ (x - y) _ _).trans
        (dif_pos h : Nat.modCore.go y hy (fuel₂ + 1) x h₂ = _).symm))
      fun h => (dif_neg h).trans (dif_neg h : Nat.modCore.go y hy (fuel₂ + 1) x h₂ = _).symm

theorem div_eq_sub_div {a b : Nat} (h₁ : 0 < b) (h₂ : b ≤ a) : a / b = (a - b) / b + 1 :=
  have step (z : Nat) : Nat.div z b = Nat.div.go b h₁ (z + 1) z (lt_succ_self z) := dif_pos h₁
  (step a).trans ((dif_pos h₂).trans
    (congrArg (· + 1) ((div.go.fuel_congr b h₁ _ _ (a - b) _ _).trans (step (a - b)).symm)))

protected theorem div_zero_or_lt {a b : Nat} (h : ¬ (0 < b ∧ b ≤ a)) : a / b = 0 :=
  Decidable.byCases (p := 0 < b)
    (fun hb => (dif_pos hb : Nat.div a b = _).trans (dif_neg fun hle => h ⟨hb, hle⟩))
    fun hb => (dif_neg hb : Nat.div a b = _)

theorem div_eq (x y : Nat) : x / y = ite (0 < y ∧ y ≤ x) ((x - y) / y + 1) 0 :=
  Decidable.byCases (p := 0 < y ∧ y ≤ x)
    (fun h => (div_eq_sub_div h.1 h.2).trans (if_pos h).symm)
    fun h => (Nat.div_zero_or_lt h).trans (if_neg h).symm

attribute [irreducible] Nat.div

theorem div_eq_of_lt {a b : Nat} (h : a < b) : a / b = 0 := Nat.div_zero_or_lt fun g => Nat.not_le_of_gt h g.2
@[simp] protected theorem div_zero (n : Nat) : n / 0 = 0 := Nat.div_zero_or_lt fun g => Nat.lt_irrefl 0 g.1
@[simp] protected theorem zero_div (b : Nat) : 0 / b = 0 :=
  Nat.div_zero_or_lt fun g => Nat.lt_irrefl 0 (Nat.lt_of_lt_of_le g.1 g.2)

theorem modCore_eq_sub {x y : Nat} (h₁ : 0 < y) (h₂ : y ≤ x) : Nat.modCore x y = Nat.modCore (x - y) y :=
  have step (z : Nat) : Nat.modCore z y = Nat.modCore.go y h₁ (z + 1) z (lt_succ_self z) := dif_pos h₁
  (step x).trans ((dif_pos h₂).trans ((modCore.go.fuel_congr y h₁ _ _ (x - y) _ _).trans (step (x - y)).symm))

theorem modCore_eq_self {x y : Nat} (h : ¬ (0 < y ∧ y ≤ x)) : Nat.modCore x y = x :=
  Decidable.byCases (p := 0 < y)
    (fun hy => (dif_pos hy : Nat.modCore x y = _).trans (dif_neg fun hle => h ⟨hy, hle⟩))
    fun hy => (dif_neg hy : Nat.modCore x y = _)

protected theorem modCore_eq_mod : (n m : Nat) → Nat.modCore n m = n % m
  | 0, _ => modCore_eq_self fun g => Nat.lt_irrefl 0 (Nat.lt_of_lt_of_le g.1 g.2)
  | n + 1, m =>
    Decidable.byCases (p := m ≤ n + 1) (fun h => (if_pos h : Nat.mod (n + 1) m = _).symm)
      fun h => (modCore_eq_self fun g => h g.2).trans (if_neg h : Nat.mod (n + 1) m = _).symm

theorem mod_eq_sub_mod {a b : Nat} (h : a ≥ b) : a % b = (a - b) % b :=
  match b with
  | 0 => rfl
  | b + 1 => (Nat.modCore_eq_mod a (b + 1)).symm.trans
    ((modCore_eq_sub (zero_lt_succ b) h).trans (Nat.modCore_eq_mod (a - (b + 1)) (b + 1)))

protected theorem mod_eq_self {a b : Nat} (h : ¬ (0 < b ∧ b ≤ a)) : a % b = a :=
  (Nat.modCore_eq_mod a b).symm.trans (modCore_eq_self h)

theorem mod_eq (x y : Nat) : x % y = ite (0 < y ∧ y ≤ x) ((x - y) % y) x :=
  Decidable.byCases (p := 0 < y ∧ y ≤ x)
    (fun h => (mod_eq_sub_mod h.2).trans (if_pos h).symm)
    fun h => (Nat.mod_eq_self h).trans (if_neg h).symm

theorem mod_eq_of_lt {a b : Nat} (h : a < b) : a % b = a := Nat.mod_eq_self fun g => Nat.not_le_of_gt h g.2
@[simp] theorem mod_zero (a : Nat) : a % 0 = a := Nat.mod_eq_self fun g => Nat.lt_irrefl 0 g.1
@[simp] theorem zero_mod (b : Nat) : 0 % b = 0 := rfl

/-! ### Quotient and remainder together -/

theorem div_add_mod (m n : Nat) : n * (m / n) + m % n = m :=
  Nat.strongRecOn m fun m ih =>
    Decidable.byCases (p := 0 < n ∧ n ≤ m)
      (fun h => by
        rw [div_eq_sub_div h.1 h.2, mod_eq_sub_mod h.2, mul_add_one, Nat.add_right_comm,
          ih (m - n) (div_rec_lemma h), Nat.sub_add_cancel h.2])
      fun h => by rw [Nat.div_zero_or_lt h, Nat.mod_eq_self h, Nat.mul_zero, Nat.zero_add]

theorem mod_add_div (m k : Nat) : m % k + k * (m / k) = m :=
  (Nat.add_comm (m % k) (k * (m / k))).trans (div_add_mod m k)
theorem div_add_mod' (a b : Nat) : a / b * b + a % b = a :=
  (congrArg (· + a % b) (Nat.mul_comm (a / b) b)).trans (div_add_mod a b)
theorem mod_add_div' (a b : Nat) : a % b + a / b * b = a :=
  (Nat.add_comm (a % b) (a / b * b)).trans (div_add_mod' a b)
theorem mod_def (m k : Nat) : m % k = m - k * (m / k) := Nat.eq_sub_of_add_eq (mod_add_div m k)

theorem mod_lt (x : Nat) {y : Nat} (hy : y > 0) : x % y < y :=
  Nat.strongRecOn x fun x ih => (Nat.lt_or_ge x y).elim
    (fun h => (mod_eq_of_lt h).symm ▸ h)
    fun h => (mod_eq_sub_mod h).symm ▸ ih (x - y) (div_rec_lemma ⟨hy, h⟩)

theorem mod_le (x y : Nat) : x % y ≤ x := le.intro (mod_add_div x y)
theorem mod_lt_of_lt {a b c : Nat} (h : a < c) : a % b < c := Nat.lt_of_le_of_lt (mod_le a b) h
@[simp] theorem mod_self (n : Nat) : n % n = 0 := by rw [mod_eq_sub_mod (Nat.le_refl n), Nat.sub_self, zero_mod]
theorem mod_one (x : Nat) : x % 1 = 0 := eq_zero_of_le_zero (le_of_lt_succ (mod_lt x zero_lt_one))

@[simp] theorem add_div_right (x : Nat) {z : Nat} (h : 0 < z) : (x + z) / z = x / z + 1 := by
  rw [div_eq_sub_div h (le_add_left z x), Nat.add_sub_cancel]
@[simp] theorem add_div_left (x : Nat) {z : Nat} (h : 0 < z) : (z + x) / z = x / z + 1 := by
  rw [Nat.add_comm, add_div_right x h]
theorem add_mul_div_left (x : Nat) (z : Nat) {y : Nat} (h : 0 < y) : (x + y * z) / y = x / y + z :=
  match z with
  | 0 => rfl
  | z + 1 => by rw [mul_add_one, ← Nat.add_assoc, add_div_right _ h, add_mul_div_left x z h, Nat.add_assoc]
theorem add_mul_div_right (x y : Nat) {z : Nat} (h : 0 < z) : (x + y * z) / z = x / z + y := by
  rw [Nat.mul_comm, add_mul_div_left x y h]
@[simp] theorem add_mod_right (x z : Nat) : (x + z) % z = x % z := by
  rw [mod_eq_sub_mod (le_add_left z x), Nat.add_sub_cancel]
@[simp] theorem add_mod_left (x z : Nat) : (x + z) % x = z % x := by rw [Nat.add_comm, add_mod_right]
@[simp] theorem add_mul_mod_self_left (x y : Nat) : (z : Nat) → (x + y * z) % y = x % y
  | 0 => rfl
  | z + 1 => by rw [mul_add_one, ← Nat.add_assoc, add_mod_right, add_mul_mod_self_left x y z]
@[simp] theorem add_mul_mod_self_right (x y z : Nat) : (x + y * z) % z = x % z := by
  rw [Nat.mul_comm, add_mul_mod_self_left]
@[simp] theorem mul_add_mod_self_left (a b c : Nat) : (a * b + c) % a = c % a := by
  rw [Nat.add_comm, add_mul_mod_self_left]
@[simp] theorem mul_add_mod_self_right (a b c : Nat) : (a * b + c) % b = c % b := by
  rw [Nat.add_comm, add_mul_mod_self_right]
@[simp] theorem mul_mod_right (m n : Nat) : (m * n) % m = 0 := by
  rw [← Nat.zero_add (m * n), add_mul_mod_self_left, zero_mod]
@[simp] theorem mul_mod_left (m n : Nat) : (m * n) % n = 0 := by rw [Nat.mul_comm, mul_mod_right]

protected theorem mul_div_cancel (m : Nat) {n : Nat} (h : 0 < n) : m * n / n = m := by
  rw [← Nat.zero_add (m * n), add_mul_div_right 0 m h, Nat.zero_div, Nat.zero_add]
protected theorem mul_div_cancel_left (m : Nat) {n : Nat} (h : 0 < n) : n * m / n = m := by
  rw [Nat.mul_comm, Nat.mul_div_cancel m h]
@[simp] theorem mul_div_right (n : Nat) {m : Nat} (h : 0 < m) : m * n / m = n := Nat.mul_div_cancel_left n h
@[simp] theorem mul_div_left (m : Nat) {n : Nat} (h : 0 < n) : m * n / n = m := Nat.mul_div_cancel m h
@[simp] protected theorem div_one (n : Nat) : n / 1 = n :=
  (congrArg (· / 1) (Nat.mul_one n)).symm.trans (Nat.mul_div_cancel n zero_lt_one)
protected theorem div_self {n : Nat} (h : 0 < n) : n / n = 1 :=
  (congrArg (· / n) (Nat.one_mul n)).symm.trans (Nat.mul_div_cancel 1 h)

theorem div_le_self (n k : Nat) : n / k ≤ n :=
  match k with
  | 0 => (Nat.div_zero n).symm ▸ zero_le n
  | k + 1 => Nat.le_trans (Nat.le_mul_of_pos_left (n / (k + 1)) (zero_lt_succ k)) (le_of_add_right_le
      (Nat.le_of_eq (div_add_mod n (k + 1))))
theorem div_mul_le_self (m n : Nat) : m / n * n ≤ m := le.intro (div_add_mod' m n)
theorem mul_div_le (m n : Nat) : n * (m / n) ≤ m := le.intro (div_add_mod m n)
theorem lt_mul_div_succ (a : Nat) {b : Nat} (hb : 0 < b) : a < b * (a / b + 1) :=
  Nat.lt_of_le_of_lt (Nat.le_of_eq (div_add_mod a b).symm) (Nat.add_lt_add_left (mod_lt a hb) (b * (a / b)))

theorem le_div_iff_mul_le {k x y : Nat} (hk : 0 < k) : x ≤ y / k ↔ x * k ≤ y :=
  ⟨fun h => Nat.le_trans (Nat.mul_le_mul_right k h) (div_mul_le_self y k),
    fun h => le_of_lt_succ (Nat.lt_of_not_le fun g => Nat.lt_irrefl y (Nat.lt_of_lt_of_le (lt_mul_div_succ y hk)
      (Nat.le_trans (Nat.mul_le_mul_left k g) (Nat.mul_comm k x ▸ h))))⟩
theorem div_lt_iff_lt_mul {k x y : Nat} (hk : 0 < k) : x / k < y ↔ x < y * k :=
  ⟨fun h => Nat.lt_of_not_le fun g => Nat.not_le_of_gt h ((le_div_iff_mul_le hk).2 g),
    fun h => Nat.lt_of_not_le fun g => Nat.not_le_of_gt h ((le_div_iff_mul_le hk).1 g)⟩
theorem div_lt_of_lt_mul {m n k : Nat} (h : m < n * k) : m / n < k :=
  (div_lt_iff_lt_mul (Nat.pos_of_ne_zero fun e => not_lt_zero m (Nat.zero_mul k ▸ e ▸ h))).2 (Nat.mul_comm n k ▸ h)
theorem div_lt_self {n k : Nat} (hn : 0 < n) (hk : 1 < k) : n / k < n :=
  (div_lt_iff_lt_mul (Nat.lt_trans zero_lt_one hk)).2
    (Nat.lt_of_le_of_lt (Nat.le_of_eq (Nat.mul_one n).symm) (Nat.mul_lt_mul_of_pos_left hk hn))
protected theorem div_eq_of_lt_le {k n m : Nat} (lo : k * n ≤ m) (hi : m < (k + 1) * n) : m / n = k :=
  have hn : 0 < n := Nat.pos_of_ne_zero fun e => not_lt_zero m (Nat.mul_zero (k + 1) ▸ e ▸ hi)
  Nat.le_antisymm (le_of_lt_succ ((div_lt_iff_lt_mul hn).2 hi)) ((le_div_iff_mul_le hn).2 lo)
protected theorem div_le_div_right {m n : Nat} (h : m ≤ n) (k : Nat) : m / k ≤ n / k :=
  match k with
  | 0 => (Nat.div_zero m).symm ▸ zero_le (n / 0)
  | k + 1 => (le_div_iff_mul_le (zero_lt_succ k)).2 (Nat.le_trans (div_mul_le_self m (k + 1)) h)

@[simp] theorem mod_mod (a : Nat) : (n : Nat) → a % n % n = a % n
  | 0 => mod_zero (a % 0)
  | n + 1 => mod_eq_of_lt (mod_lt a (zero_lt_succ n))
@[simp] theorem mod_add_mod (m n k : Nat) : (m % n + k) % n = (m + k) % n :=
  (add_mul_mod_self_left (m % n + k) n (m / n)).symm.trans
    (congrArg (· % n) (by rw [Nat.add_right_comm, mod_add_div]))
@[simp] theorem add_mod_mod (m n k : Nat) : (m + n % k) % k = (m + n) % k := by
  rw [Nat.add_comm, mod_add_mod, Nat.add_comm]
theorem add_mod (a b n : Nat) : (a + b) % n = (a % n + b % n) % n := by rw [add_mod_mod, mod_add_mod]
@[simp] theorem mod_mul_mod (a b n : Nat) : (a % n * b) % n = a * b % n :=
  (add_mul_mod_self_left (a % n * b) n (a / n * b)).symm.trans
    (congrArg (· % n) (by rw [← Nat.mul_assoc, ← Nat.add_mul, mod_add_div]))
@[simp] theorem mul_mod_mod (m n k : Nat) : (m * (n % k)) % k = m * n % k := by
  rw [Nat.mul_comm, mod_mul_mod, Nat.mul_comm]
theorem mul_mod (a b n : Nat) : a * b % n = (a % n) * (b % n) % n := by rw [mul_mod_mod, mod_mul_mod]
theorem pow_mod (a : Nat) : (b n : Nat) → a ^ b % n = (a % n) ^ b % n
  | 0, _ => rfl
  | b + 1, n => by rw [Nat.pow_succ, Nat.pow_succ, mul_mod, pow_mod a b n, ← mul_mod, mul_mod_mod]
theorem mod_two_eq_zero_or_one (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 :=
  match n % 2, mod_lt n zero_lt_two with
  | 0, _ => .inl rfl
  | 1, _ => .inr rfl
  | r + 2, h => absurd h (Nat.not_lt_of_le (le_add_left 2 r))

end Nat
