/-! What the simplifier does with numbers, Booleans and lists, and programs on numbers. -/

theorem s1 (x : Nat) (h : x + 5 = 2) : False := by simp at h

theorem s2 (x : Nat) (h : x + 3 ≤ 5) : x ≤ 2 := by simpa using h

theorem s3 (x y : Nat) (h : x + 2 = y + 5) : x = y + 3 := by simpa using h

theorem s4 (x : Nat) (h : 5 ≤ x + 3) : 2 ≤ x := by simpa using h

theorem s5 (x : Nat) : x + 2 - 1 = x + 1 := by simp

theorem s6 : ¬ ((3:Nat) = 4) := by simp

theorem s7 : (2:Nat) ∣ 6 := by simp

theorem s8 : Nat.gcd 4 6 = 2 := by simp

theorem s9 : (2:Int) < 3 := by simp

theorem s10 : -(-3 : Int) = 3 := by simp

theorem s11 : (7:Int) / 2 = 3 := by simp

theorem s12 (x : Int) : x + 0 = x := by simp

theorem s13 : (10 : Nat) % 3 = 1 := by simp

theorem s15 (x : Nat) : x + 1 ≠ x := by simp

theorem s16 (x : Nat) : x ≤ x + 7 := by simp

theorem s17 (x y : Nat) (h : x + 2 = y + 2) : x = y := by simpa using h

theorem s18 (x y : Nat) : x + 5 - (y + 3) = x + 2 - y := by simp

theorem s19 (x y : Nat) (h : x = y + 1) : y < x := by simp [h]

theorem s20 (p : Nat → Prop) (h : p 4) : p (2 + 2) := by simpa using h

theorem s21 (x : Nat) (h : x ∈ List.range 3) : x < 3 := by simpa using h

theorem s22 (a b : Nat) (h : a = 0 ∧ b = 3) : a * b + b = 3 := by simp [h]

theorem s23 (a b : Nat) (h : a * b = 0) (ha : a ≠ 0) : b = 0 := by simp_all

theorem s24 (b : Bool) : (b && true) = b := by simp

theorem s25 (b : Bool) : (b || !b) = true := by cases b <;> rfl

theorem s26 (x : Nat) : (if x = x then 1 else 2) = 1 := by simp

theorem s27 (x y : Nat) : (x == y) = true ↔ x = y := by simp

theorem s28 (a b c : Nat) (h : a < b) : ¬ (b < a) := by intro g; exact Nat.lt_asymm h g

theorem s30 (x : Nat) : max x x = x ∧ min x 0 = 0 := by simp

theorem s31 (xs ys : List Nat) (x : Nat) : x ∈ xs ++ ys ↔ x ∈ ys ∨ x ∈ xs := by simp [or_comm]

theorem s32 (a b : Nat) (h : a ≤ b) (h2 : b ≤ a) : a = b := by
  apply Nat.le_antisymm <;> assumption

theorem s33 (a b : Nat) : a ^ 2 * a ^ 3 = a ^ 5 := by rw [← Nat.pow_add]

theorem s34 (a b : Nat) (h : a.succ = b.succ) : a = b := by cases h; rfl

theorem s37 (x : Nat) : decide (x = x) = true := by simp

theorem s38 (a b : Nat) (h : a ∣ b) (hb : 0 < b) : a ≤ b := Nat.le_of_dvd hb h

theorem s39 (n : Nat) : n.succ = n + 1 := rfl

theorem w1 (a b c : Nat) (h : a ≤ b) : a * c ≤ b * c := Nat.mul_le_mul_right c h

theorem w2 (n : Nat) : n ^ 2 = n * n := by rw [Nat.pow_two]

theorem w3 (n : Nat) : n * n + 2 * n + 1 = (n + 1) * (n + 1) := by
  simp [Nat.mul_add, Nat.add_mul, Nat.two_mul, Nat.add_assoc]

theorem w4 (n : Nat) (h : 0 < n) : ∃ m, n = m + 1 := by
  cases n with
  | zero => exact absurd h (Nat.lt_irrefl 0)
  | succ m => exact ⟨m, rfl⟩

theorem w5 (a b : Nat) (h : a < b) : ¬ b ≤ a := by simp [h]

theorem w6 (a b : Nat) (h : ¬ a ≤ b) : b < a := by simpa using h

theorem w7 (x : Nat) (h : x + 2 = 5) : x = 3 := by simpa using h

theorem w8 (x : Nat) (h : 2 * x = 6) : x = 3 := Nat.eq_of_mul_eq_mul_left (by decide) (h.trans (rfl : 6 = 2 * 3))

theorem w10 (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 := Nat.mod_two_eq_zero_or_one n

theorem w11 : (5 : Nat) ≤ 7 := by simp

theorem w13 (p : Nat → Prop) (h : ∀ n, p n → p (n+1)) (h0 : p 0) : ∀ n, p n := by
  intro n
  induction n with
  | zero => assumption
  | succ n ih => apply h; assumption

theorem w14 (a b : Nat) (h : a = b) : b = a := by
  rw [h]

theorem w15 (a b : Nat) : (if a ≤ b then a else b) ≤ b := by
  split
  · assumption
  · exact Nat.le_refl b

theorem w16 (f : Nat → Nat) (h : ∀ x y, f (x + y) = f x + f y) : f 0 = 0 := by
  have h0 := h 0 0
  simp at h0
  exact h0

theorem w17 (a b c : Int) (h : a < b) (hc : 0 < c) : a + c < b + c := by exact Int.add_lt_add_right h c

theorem w18 (xs : List Nat) (h : xs ≠ []) : 0 < xs.length := by
  cases xs with
  | nil => contradiction
  | cons x xs => simp

theorem w19 (n : Nat) : (List.range n).length = n := by simp

theorem w20 (n : Nat) : ∀ m, n + m = m + n := by
  induction n with
  | zero => intro m; simp
  | succ k ih => intro m; rw [Nat.add_right_comm, ih]; rfl

theorem w21 (a b : Nat) : a ∣ b ↔ ∃ c, b = a * c := Iff.rfl

theorem w22 (x y : Int) : x - y = 0 ↔ x = y := by constructor <;> intro h <;> simp_all [Int.sub_eq_zero]

theorem w23 (n : Nat) (h : n ≠ 0) : n - 1 + 1 = n := Nat.succ_pred h

theorem w24 (a b c d : Nat) (h1 : a = b) (h2 : c = d) : a + c = b + d := by subst h1; subst h2; rfl

theorem w25 (a b : Nat) (h : a + b = b) : a = 0 := by simpa using h

theorem w26 (x : Nat) : x = 0 ∨ x ≥ 1 := by
  match x with
  | 0 => exact Or.inl rfl
  | n + 1 => exact Or.inr (Nat.le_add_left 1 n)

def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

theorem w27 : fib 10 = 55 := by decide

theorem w28 (n : Nat) : fib (n + 2) = fib n + fib (n + 1) := rfl

theorem w29 (n : Nat) : 0 < fib (n + 1) := by
  induction n with
  | zero => decide
  | succ n ih => rw [fib]; exact Nat.lt_of_lt_of_le ih (Nat.le_add_left _ _)

theorem w30 (x : Nat) (h : x < 3) : x = 0 ∨ x = 1 ∨ x = 2 := by
  revert x; decide

theorem w31 (a b : Nat) : a - b ≤ a := by simp
