-- Proofs in the styles that people and models write, on the same notations and tactics.
theorem m_contextual (p q : Prop) (h : p → q) : p → p ∧ q := by simp +contextual [h]
theorem m_config (p q : Prop) (h : p → q) : p → p ∧ q := by simp (config := { contextual := true }) [h]
theorem m_simp_back (a b : Nat) (h : b = a) : a = b := by simp [← h]
theorem m_simp_at_goal (a b : Nat) (h : a = b) (g : a = 3) : b = 3 ∧ a = 3 := by
  simp only [h] at g ⊢
  exact ⟨g, g⟩
theorem m_simpa (a b : Nat) (h : a + 1 = b + 1) : a = b := by simpa using h
theorem m_simpa_lemma (p q : Prop) (h : p → q) (hp : p) : q := by simpa [hp] using h
theorem m_intro_match (a b : Nat) : a = b → b = a := by
  intro
  | rfl => rfl
theorem m_equations (p q : Prop) : p ∨ q → q ∨ p
  | .inl h => .inr h
  | .inr h => .inl h
theorem m_refine : ∃ x : Nat, x * x = 9 := by
  refine ⟨3, ?_⟩
  decide
theorem m_forall_and (α : Type) (p q : α → Prop) : (∀ x, p x ∧ q x) ↔ (∀ x, p x) ∧ ∀ x, q x := by
  constructor
  · intro h
    exact ⟨fun x => (h x).1, fun x => (h x).2⟩
  · rintro ⟨hp, hq⟩ x
    exact ⟨hp x, hq x⟩
theorem m_rw_iff (p q r : Prop) (hpq : p ↔ q) (hqr : q ↔ r) : p ↔ r := by rw [hpq, hqr]
theorem m_refute : ¬∀ (p q : Prop), p ∨ q → p := by
  intro h
  have := h False True (Or.inr trivial)
  exact this
theorem m_refute_term : ¬∀ (p q : Prop), p ∨ q → p := fun h => h False True (.inr trivial)
theorem m_refute_decide : ¬∀ (p q : Prop), (p → q) → (q → p) := by
  intro h
  exact absurd (h False True (fun _ => trivial) trivial) (by decide)
theorem m_simp_all (p q r : Prop) (h : p ∨ q) (f : p → r) (g : q → r) : r := by
  rcases h with h | h <;> simp_all
theorem m_simp_only_at (p q : Prop) (h : ¬(p ∨ q)) : ¬p := by
  simp only [not_or] at h
  exact h.left
theorem m_rfl_patterns (x : Nat) (h : x = 2 ∨ x = 3) : x < 4 := by
  rcases h with rfl | rfl <;> decide
theorem m_peirce (p q : Prop) : ((p → q) → p) → p := by
  intro h
  by_cases hp : p
  · exact hp
  · exact h (fun hp' => absurd hp' hp)
theorem m_sequence (s : Nat → Nat) (h : ∀ n, s (n + 1) = s n) : ∀ n, s n = s 0 := by
  intro n
  induction n with
  | zero => rfl
  | succ k ih => rw [h, ih]
theorem m_not_not (p : Prop) : ¬¬p ↔ p := by simp
theorem m_not_and (p q : Prop) : ¬(p ∧ q) ↔ (p → ¬q) := by simp
theorem m_not_imp (p q : Prop) : ¬(p → q) ↔ p ∧ ¬q := by simp
theorem m_not_forall (p : Nat → Prop) : (¬∀ x, p x) ↔ ∃ x, ¬p x := by simp
theorem m_not_exists (p : Nat → Prop) : (¬∃ x, p x) ↔ ∀ x, ¬p x := by simp
theorem m_pair (a b c d : Nat) (h : (a, b) = (c, d)) : a = c ∧ b = d := by simpa using h
theorem m_some (a b : Nat) (h : some a = some b) : a = b := by simpa using h
theorem m_divides (a b c : Nat) (h : a ∣ b) (g : b ∣ c) : a ∣ c := Nat.dvd_trans h g
theorem m_divides_decide : 3 ∣ 12 ∧ ¬5 ∣ 12 := by decide
theorem m_remainder : 17 % 5 = 2 ∧ 17 / 5 = 3 := by decide
theorem m_distribute (a b c : Nat) : a * (b + c) = a * b + a * c := by rw [Nat.mul_add]
theorem m_comm (a b c : Nat) : a + b + c = c + b + a := by simp [Nat.add_comm, Nat.add_left_comm]
theorem m_le_calc (a b c : Nat) (h : a ≤ b) (g : b < c) : a < c := calc
  a ≤ b := h
  _ < c := g
theorem m_integers : (3 : Int) - 5 = -2 := by decide
theorem m_list (l : List Nat) : l ++ [] = l := by simp
theorem m_length (l m : List Nat) : (l ++ m).length = l.length + m.length := by simp
theorem m_member (x : Nat) (h : x ∈ [1, 2]) : x = 1 ∨ x = 2 := by simpa using h
theorem m_split_le (a b : Nat) : (if a < b then a else b) ≤ b := by
  split
  · exact Nat.le_of_lt ‹_›
  · exact Nat.le_refl b
theorem m_obtain_le (a b : Nat) (h : a ≤ b) : ∃ c, b = a + c := by
  obtain ⟨c, hc⟩ := Nat.le.dest h
  exact ⟨c, hc.symm⟩
