/-! Integers: ring laws, order, division, and the naturals among them. -/

theorem add_three (a b c : Int) : a + b + c = c + b + a := by
  rw [Int.add_comm a b, Int.add_comm (b + a) c, Int.add_assoc]

theorem sub_self' (a : Int) : a - a = 0 := by simp

theorem add_neg (a : Int) : a + -a = 0 := Int.add_right_neg a

theorem neg_twice (a : Int) : - -a = a := by simp

theorem simp_units (a : Int) : a * 1 + 0 * a + 0 = a := by simp

theorem distribute (a b c : Int) : a * (b + c) = a * b + a * c := by rw [Int.mul_add]

theorem square_of_difference (a b : Int) : (a - b) * (a + b) = a * a - b * b := by
  rw [Int.sub_mul, Int.mul_add, Int.mul_add, Int.mul_comm b a, Int.sub_eq_add_neg, Int.neg_add, Int.add_assoc,
    ← Int.add_assoc (a * b), Int.add_right_neg, Int.zero_add, Int.sub_eq_add_neg]

theorem cancel (a b c : Int) (h : a + b = a + c) : b = c := Int.add_left_cancel h

theorem move_over (a b c : Int) (h : a + b = c) : a = c - b := Int.eq_sub_of_add_eq h

theorem move_back (a b c : Int) (h : a = c - b) : a + b = c := by
  rw [h, Int.sub_add_cancel]

theorem negative_product (a b : Int) : -a * -b = a * b := by simp

theorem negation_is_unique (a b : Int) (h : a + b = 0) : b = -a := (Int.neg_eq_of_add_eq_zero h).symm

theorem no_zero_divisors (a b : Int) (h : a * b = 0) : a = 0 ∨ b = 0 := Int.mul_eq_zero.mp h

theorem le_chain (a b c d : Int) (h₁ : a ≤ b) (h₂ : b < c) (h₃ : c ≤ d) : a < d := calc
  a ≤ b := h₁
  _ < c := h₂
  _ ≤ d := h₃

theorem le_antisymm' (a b : Int) : a ≤ b → b ≤ a → a = b := by
  intro h g
  exact Int.le_antisymm h g

theorem add_both (a b c : Int) (h : a ≤ b) : a + c ≤ b + c := Int.add_le_add_right h c

theorem add_two_inequalities (a b c d : Int) (h : a ≤ b) (g : c ≤ d) : a + c ≤ b + d := Int.add_le_add h g

theorem square_nonneg (a : Int) : 0 ≤ a * a := Int.mul_self_nonneg a

theorem sum_of_squares_nonneg (a b : Int) : 0 ≤ a * a + b * b := by
  apply Int.add_nonneg
  · exact Int.mul_self_nonneg a
  · exact Int.mul_self_nonneg b

theorem total (a b : Int) : a ≤ b ∨ b ≤ a := Int.le_total a b

theorem trichotomy (a b : Int) : a < b ∨ a = b ∨ b < a := by
  rcases Int.lt_trichotomy a b with h | h | h
  · left; exact h
  · right; left; exact h
  · right; right; exact h

theorem not_both (a b : Int) (h : a < b) : ¬b < a := by
  intro g
  exact Int.lt_irrefl a (Int.lt_trans h g)

theorem negate_order (a b : Int) (h : a ≤ b) : -b ≤ -a := Int.neg_le_neg h

theorem euclid (a b : Int) : b * (a / b) + a % b = a := Int.mul_ediv_add_emod a b

theorem remainder_nonneg (a : Int) : 0 ≤ a % 7 := Int.emod_nonneg a (by decide)

theorem negative_division : (-7 : Int) / 2 = -4 ∧ (-7 : Int) % 2 = 1 := by decide

theorem negative_divisor : (7 : Int) / (-2) = -3 ∧ (7 : Int) % (-2) = 1 := by constructor <;> decide

theorem arithmetic : (2 : Int) * (3 - 5) + 4 = 0 := by decide

theorem power : (-2 : Int) ^ 3 = -8 := by decide

theorem comparison : (-3 : Int) < 2 ∧ ¬((2 : Int) ≤ -3) := by decide

theorem dvd_difference (d a b : Int) (ha : d ∣ a) (hb : d ∣ b) : d ∣ a - b := by
  obtain ⟨x, hx⟩ := ha
  obtain ⟨y, hy⟩ := hb
  exact ⟨x - y, by rw [hx, hy, Int.mul_sub]⟩

theorem dvd_decided : (3 : Int) ∣ -12 ∧ ¬((5 : Int) ∣ 12) := by decide

theorem cast_add (m n : Nat) : ((m + n : Nat) : Int) = (m : Int) + (n : Int) := rfl

theorem cast_inj (m n : Nat) (h : (m : Int) = (n : Int)) : m = n := Int.ofNat_inj.mp h

theorem cast_le (m n : Nat) (h : m ≤ n) : (m : Int) ≤ (n : Int) := Int.ofNat_le.mpr h

theorem nonneg_is_natural (a : Int) (h : 0 ≤ a) : ∃ n : Nat, a = n := Int.eq_ofNat_of_zero_le h

theorem by_constructors (a : Int) : a * 0 = 0 := by
  cases a with
  | ofNat n => rfl
  | negSucc n => rfl

theorem absolute (a : Int) : a = Int.natAbs a ∨ a = -(Int.natAbs a : Int) := by
  cases a with
  | ofNat n => left; rfl
  | negSucc n => right; rfl

theorem linear_equation (x : Int) (h : x + 5 = 2) : x = -3 := by
  have g : x = 2 - 5 := Int.eq_sub_of_add_eq h
  rw [g]
  rfl

theorem successor_is_bigger (a : Int) : a < a + 1 := Int.lt_add_one_of_le (Int.le_refl a)
