-- cases, rcases, obtain, rintro, induction, match, by_cases, split.
theorem c_with (p q : Prop) (h : p ∨ q) : q ∨ p := by
  cases h with
  | inl hp => exact Or.inr hp
  | inr hq => exact Or.inl hq
theorem c_plain (p q : Prop) (h : p ∨ q) : q ∨ p := by
  cases h
  · right; assumption
  · left; assumption
theorem c_case (p q : Prop) (h : p ∨ q) : q ∨ p := by
  cases h
  case inl hp => exact .inr hp
  case inr hq => exact .inl hq
theorem c_next (p q : Prop) (h : p ∨ q) : q ∨ p := by
  cases h
  next hp => exact .inr hp
  next hq => exact .inl hq
theorem c_and (p q : Prop) (h : p ∧ q) : q ∧ p := by
  cases h with
  | intro hp hq => exact ⟨hq, hp⟩
theorem c_exists (p : Nat → Prop) (h : ∃ x, p x) : ∃ y, p y := by
  cases h with
  | intro x hx => exact ⟨x, hx⟩
theorem c_iff (p q : Prop) (h : p ↔ q) (hp : p) : q := by
  cases h with
  | intro f _ => exact f hp
theorem c_false (p : Prop) (h : False) : p := by cases h
theorem c_nested (p q r : Prop) (h : p ∧ (q ∨ r)) : (p ∧ q) ∨ (p ∧ r) := by
  cases h with
  | intro hp h =>
    cases h with
    | inl hq => exact .inl ⟨hp, hq⟩
    | inr hr => exact .inr ⟨hp, hr⟩
theorem c_wildcard (p q : Prop) (h : p ∨ q) : True := by
  cases h with
  | _ => trivial
theorem c_combined (p : Prop) (h : p ∨ p) : p := by
  cases h with
  | inl h | inr h => exact h
theorem c_term (p q r : Prop) (f : p → q ∨ r) (hp : p) : r ∨ q := by
  cases f hp with
  | inl h => exact .inr h
  | inr h => exact .inl h
theorem c_eq (a b : Nat) (h : a = b) : b = a := by
  cases h
  rfl
theorem c_bool (b : Bool) : (b && b) = b := by
  cases b <;> rfl
theorem c_nat (n : Nat) : n = 0 ∨ n ≠ 0 := by
  cases n with
  | zero => exact Or.inl rfl
  | succ n => exact Or.inr nofun
theorem c_hyp (p q : Prop) (h : p ∨ q) : q ∨ p := by
  cases g : h with
  | inl hp => exact .inr hp
  | inr hq => exact .inl hq
theorem rc_and (p q r : Prop) (h : p ∧ q ∧ r) : r := by
  rcases h with ⟨_, _, hr⟩
  exact hr
theorem rc_or (p q r : Prop) (h : p ∨ q ∨ r) : r ∨ q ∨ p := by
  rcases h with hp | hq | hr
  · exact .inr (.inr hp)
  · exact .inr (.inl hq)
  · exact .inl hr
theorem rc_mixed (p q r : Prop) (h : p ∧ (q ∨ r)) : (p ∧ q) ∨ (p ∧ r) := by
  rcases h with ⟨hp, hq | hr⟩
  · exact .inl ⟨hp, hq⟩
  · exact .inr ⟨hp, hr⟩
theorem rc_rfl (a b : Nat) (h : ∃ c, a = c ∧ c = b) : a = b := by
  rcases h with ⟨c, rfl, rfl⟩
  rfl
theorem rc_clear (p q : Prop) (h : p ∧ q) : p := by
  rcases h with ⟨hp, -⟩
  exact hp
theorem rc_typed (p q : Prop) (h : p ∧ q) : p := by
  rcases h with ⟨hp : p, _ : q⟩
  exact hp
theorem ob_and (p q : Prop) (h : p ∧ q) : q ∧ p := by
  obtain ⟨hp, hq⟩ := h
  exact ⟨hq, hp⟩
theorem ob_or (p q : Prop) (h : p ∨ q) : q ∨ p := by
  obtain hp | hq := h
  · exact .inr hp
  · exact .inl hq
theorem ob_exists (p : Nat → Prop) (h : ∃ x, p x ∧ x = 2) : p 2 := by
  obtain ⟨x, hx, rfl⟩ := h
  exact hx
theorem ob_typed (p q : Prop) (hp : p) (f : p → q) : q := by
  obtain hq : q := f hp
  exact hq
theorem ri_and (p q : Prop) : p ∧ q → q ∧ p := by
  rintro ⟨hp, hq⟩
  exact ⟨hq, hp⟩
theorem ri_or (p q r : Prop) : (p ∨ q) → r → (r ∧ p) ∨ (r ∧ q) := by
  rintro (hp | hq) hr
  · exact .inl ⟨hr, hp⟩
  · exact .inr ⟨hr, hq⟩
theorem ri_rfl (a b : Nat) : a = b → b = a := by
  rintro rfl
  rfl
theorem in_zero_add (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [← Nat.add_assoc, ih]
theorem in_plain (n : Nat) : n * 0 = 0 := by
  induction n
  · rfl
  · rfl
theorem in_generalizing (n m : Nat) : n + m = m + n := by
  induction n generalizing m with
  | zero => rw [Nat.zero_add, Nat.add_zero]
  | succ n ih => rw [Nat.succ_add, Nat.add_succ, ih m]
theorem ma_tactic (p q : Prop) (h : p ∨ q) : q ∨ p := by
  match h with
  | .inl hp => exact .inr hp
  | .inr hq => exact .inl hq
theorem ma_pair (p q r : Prop) (h : p ∧ (q ∨ r)) : q ∨ r := by
  match h with
  | ⟨_, .inl hq⟩ => left; exact hq
  | ⟨_, .inr hr⟩ => right; exact hr
theorem bc_named (p q : Prop) (f : p → q) (g : ¬p → q) : q := by
  by_cases h : p
  · exact f h
  · exact g h
theorem bc_classical (p q : Prop) : (p → q) → (¬p ∨ q) := by
  intro f
  by_cases hp : p
  case pos => exact .inr (f hp)
  case neg => exact .inl hp
theorem bc_contra (p : Prop) (h : ¬¬p) : p := by
  by_cases hp : p
  · exact hp
  · exact absurd hp h
theorem sp_if (c : Prop) [Decidable c] (a b : Nat) (h : a = b) : (if c then a else b) = a := by
  split
  · rfl
  · exact h.symm
theorem recursion : ∀ n : Nat, 0 + n = n
  | 0 => rfl
  | n + 1 => congrArg (· + 1) (recursion n)
theorem if_tactic (p q : Prop) (h : p ∨ q) : q ∨ p := by
  if hp : p then
    exact .inr hp
  else
    exact .inl (h.resolve_left hp)
theorem replace_tactic (p q : Prop) (h : p → q) (hp : p) : q := by
  replace hp := h hp
  exact hp
theorem injections_tactic (a b : Nat) (h : a + 1 = b + 1) : a = b := by
  injection h
theorem classical_tactic (p : Prop) : p ∨ ¬p := by
  classical
  exact Decidable.em p
