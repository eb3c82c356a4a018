-- Numerals and operators on the natural numbers.
theorem numerals : 2 + 2 = 4 := rfl
theorem times : 12 * 12 = 144 := rfl
theorem minus : 5 - 7 = 0 := rfl
theorem powers : 2 ^ 10 = 1024 := rfl
theorem tower : 2 ^ 3 ^ 2 = 512 := rfl
theorem big : 123456789 * 987654321 = 121932631112635269 := by decide
theorem order : 3 ≤ 5 ∧ 3 < 5 ∧ 5 ≥ 3 ∧ 5 > 3 := by decide
theorem ascii_order (a b : Nat) (h : a <= b) : b >= a := h
theorem precedence (a b c : Nat) : a + b * c = a + (b * c) := rfl
theorem left_assoc (a b c : Nat) : a - b - c = (a - b) - c := rfl
theorem equality_last (a b : Nat) : (a + b = b + a) = ((a + b) = (b + a)) := rfl
theorem beq : (2 == 2) = true := rfl
theorem bool_ops : (true && false || !false) = true := rfl
theorem succ_form (n : Nat) : n + 1 = Nat.succ n := rfl
theorem literal_pattern : ∀ n : Nat, n = 0 ∨ ∃ m, n = m + 1
  | 0 => Or.inl rfl
  | m + 1 => Or.inr ⟨m, rfl⟩
theorem lists : [1, 2, 3] = 1 :: 2 :: [3] := rfl
theorem empty_list : ([] : List Nat) = List.nil := rfl
theorem strings : "abc" = "abc" ∧ 'a' = 'a' := ⟨rfl, rfl⟩
theorem integer_literals : (-3 : Int) + 5 = 2 := rfl
theorem cast_up (n : Nat) (h : (n : Int) = 3) : (n : Int) + 1 = 4 := by rw [h]; rfl
theorem remainder_form (n : Nat) : n % 2 + 2 * (n / 2) = n := Nat.mod_add_div n 2
theorem dvd_form (n : Nat) (h : 2 ∣ n) : ∃ k, n = 2 * k := h
