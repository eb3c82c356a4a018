/-! Natural numbers: induction, calculation, rewriting, simplification, order, divisibility. -/

theorem zero_add_by_induction (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [← Nat.add_assoc, ih]

theorem succ_add_by_induction (n m : Nat) : (n + 1) + m = (n + m) + 1 := by
  induction m with
  | zero => rfl
  | succ m ih =>
    show (n + 1 + m) + 1 = (n + (m + 1)) + 1
    rw [ih]
    rfl

theorem add_comm_by_calc (a b c : Nat) : a + b + c = c + b + a := by
  calc a + b + c = c + (a + b) := Nat.add_comm (a + b) c
    _ = c + (b + a) := by rw [Nat.add_comm a b]
    _ = c + b + a := (Nat.add_assoc c b a).symm

theorem add_swap (a b c d : Nat) : (a + b) + (c + d) = (a + c) + (b + d) := by
  simp [Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]

theorem square_of_sum (a b : Nat) : (a + b) * (a + b) = a * a + 2 * (a * b) + b * b := by
  rw [Nat.mul_add, Nat.add_mul, Nat.add_mul, Nat.mul_comm b a, Nat.two_mul]
  simp [Nat.add_assoc]

theorem mul_zero_simp (n : Nat) : n * 0 + 0 * n + 1 * n = n := by simp

theorem add_cancel (a b c : Nat) (h : a + b = a + c) : b = c := Nat.add_left_cancel h

theorem add_eq_zero_left (a b : Nat) (h : a + b = 0) : a = 0 := by
  simp at h
  exact h.1

theorem sum_to (f : Nat → Nat) (h0 : f 0 = 0) (h : ∀ n, f (n + 1) = f n + (n + 1)) (n : Nat) :
    2 * f n = n * (n + 1) := by
  induction n with
  | zero => rw [h0, Nat.zero_mul]
  | succ n ih =>
    rw [h, Nat.mul_add, ih, ← Nat.add_mul, Nat.mul_comm]

theorem le_add_square (n : Nat) : n ≤ n * n := by
  cases n with
  | zero => exact Nat.le_refl 0
  | succ k => exact Nat.le_mul_of_pos_right (k + 1) (Nat.zero_lt_succ k)

theorem lt_trans_calc (a b c d : Nat) (h₁ : a < b) (h₂ : b ≤ c) (h₃ : c < d) : a < d := calc
  a < b := h₁
  b ≤ c := h₂
  c < d := h₃

theorem no_number_between (n m : Nat) (h : n < m) (g : m < n + 1) : False := by
  have k : m ≤ n := Nat.le_of_lt_succ g
  exact Nat.lt_irrefl n (Nat.lt_of_lt_of_le h k)

theorem total (a b : Nat) : a < b ∨ a = b ∨ b < a := by
  rcases Nat.lt_or_ge a b with h | h
  · exact Or.inl h
  · rcases Nat.eq_or_lt_of_le h with e | g
    · right; left; exact e.symm
    · right; right; exact g

theorem antisymm (a b : Nat) (h : a ≤ b ∧ b ≤ a) : a = b := by
  obtain ⟨h₁, h₂⟩ := h
  exact Nat.le_antisymm h₁ h₂

theorem exists_bigger (n : Nat) : ∃ m, n < m := by
  exists n + 1
  exact Nat.lt_succ_self n

theorem exists_difference (a b : Nat) (h : a ≤ b) : ∃ d, b = a + d := by
  obtain ⟨d, hd⟩ := Nat.le.dest h
  exact ⟨d, hd.symm⟩

theorem even_or_odd (n : Nat) : (∃ k, n = 2 * k) ∨ (∃ k, n = 2 * k + 1) := by
  induction n with
  | zero => exact Or.inl ⟨0, rfl⟩
  | succ n ih =>
    cases ih with
    | inl h =>
      obtain ⟨k, hk⟩ := h
      exact Or.inr ⟨k, by rw [hk]⟩
    | inr h =>
      obtain ⟨k, hk⟩ := h
      exact Or.inl ⟨k + 1, by rw [hk]; rfl⟩

theorem dvd_product (a b c : Nat) (h : a ∣ b) : a ∣ b * c := by
  obtain ⟨k, rfl⟩ := h
  exact ⟨k * c, Nat.mul_assoc a k c⟩

theorem dvd_sum (d a b : Nat) (ha : d ∣ a) (hb : d ∣ b) : d ∣ a + b := Nat.dvd_add ha hb

theorem dvd_antisymm' (a b : Nat) : a ∣ b → b ∣ a → a = b := fun h g => Nat.dvd_antisymm h g

theorem consecutive_even (n : Nat) : 2 ∣ n * (n + 1) := by
  rcases even_or_odd n with ⟨k, hk⟩ | ⟨k, hk⟩
  · exact ⟨k * (n + 1), by rw [← Nat.mul_assoc, ← hk]⟩
  · refine ⟨n * (k + 1), ?_⟩
    have e : n + 1 = 2 * (k + 1) := by rw [hk]; rfl
    rw [e, Nat.mul_left_comm]

theorem division (n : Nat) : 3 * (n / 3) + n % 3 = n := Nat.div_add_mod n 3

theorem remainder_small (n : Nat) : n % 3 < 3 := Nat.mod_lt n (by decide)

theorem mod_add_multiple (n k : Nat) : (n + 5 * k) % 5 = n % 5 := by simp

theorem seven_is_prime_enough : ∀ d < 7, d ∣ 7 → d = 1 ∨ d = 0 := by decide

theorem sum_of_squares : ∃ a b : Nat, a * a + b * b = 25 ∧ a < b := ⟨3, 4, by decide, by decide⟩

theorem power_of_two (n : Nat) : 2 ^ (n + 1) = 2 ^ n + 2 ^ n := by
  rw [Nat.pow_succ, Nat.mul_two]

theorem lt_power_of_two (n : Nat) : n < 2 ^ n := by
  induction n with
  | zero => decide
  | succ n ih =>
    rw [power_of_two]
    exact Nat.lt_of_le_of_lt (Nat.succ_le_of_lt ih) (Nat.lt_add_of_pos_right (Nat.lt_of_le_of_lt (Nat.zero_le n) ih))

theorem big_number : 123456789 * 987654321 = 121932631112635269 := by decide

theorem not_equal : (10 : Nat) ^ 20 ≠ 10 ^ 19 + 1 := by decide

theorem strong (P : Nat → Prop) (h : ∀ n, (∀ m, m < n → P m) → P n) (n : Nat) : P n := by
  induction n using Nat.strongRecOn with
  | ind n ih => exact h n ih

theorem sub_then_add (a b : Nat) (h : b ≤ a) : a - b + b = a := by rw [Nat.sub_add_cancel h]

theorem succ_injective (a b : Nat) (h : a + 1 = b + 1) : a = b := by
  injection h

theorem not_succ_zero (n : Nat) (h : n + 1 = 0) : False := by contradiction

theorem min_le_both (a b : Nat) : min a b ≤ a ∧ min a b ≤ b := by
  constructor
  · exact Nat.min_le_left a b
  · exact Nat.min_le_right a b

theorem gcd_of_multiples (a b : Nat) : Nat.gcd a (a * b) = a := Nat.gcd_eq_left (Nat.dvd_mul_right a b)

theorem cases_on_order (a b : Nat) : max a b = a ∨ max a b = b := by
  by_cases h : a ≤ b
  · exact Or.inr (Nat.max_eq_right h)
  · exact Or.inl (Nat.max_eq_left (Nat.le_of_not_le h))

theorem both_zero (a b : Nat) : a * b = 0 → a = 0 ∨ b = 0 := by
  intro h
  cases a with
  | zero => left; rfl
  | succ a =>
    cases b with
    | zero => right; rfl
    | succ b => contradiction
