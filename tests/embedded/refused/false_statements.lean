theorem f_and (p q : Prop) (h : p ∨ q) : p ∧ q := by
  cases h <;> constructor <;> assumption
theorem f_or (p q : Prop) (h : p ∨ q) : p := h.elim id id
theorem f_imp (p q : Prop) (f : p → q) (hq : q) : p := f hq
theorem f_false : False := trivial
theorem f_em_wrong (p : Prop) : p ∨ ¬p := Or.inl p
theorem f_exists : ∃ x : Nat, x ≠ x := ⟨0, rfl⟩
theorem f_eq : 2 + 2 = 5 := rfl
theorem f_decide : 2 + 2 = 5 := by decide
theorem f_simp (p q : Prop) : p ∧ q ↔ p ∨ q := by simp
theorem f_rw (a b c : Nat) (h : a = b) : a = c := by rw [h]
theorem f_assumption (p q : Prop) (hp : p) : q := by assumption
theorem f_contradiction (p q : Prop) (hp : p) : q := by contradiction
theorem f_goals_left (p q : Prop) (hp : p) : p ∧ q := by
  constructor
  exact hp
theorem f_unknown_name (p : Prop) : p := lemma_that_does_not_exist
theorem f_unknown_tactic (p : Prop) (hp : p) : p := by frobnicate
theorem f_induction (n : Nat) : n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => exact ih
theorem f_exfalso (p : Prop) : p := by exfalso; trivial
theorem f_calc (a b c : Nat) (h : a = b) : a = c := calc
  a = b := h
  _ = c := rfl
theorem f_by_cases (p q : Prop) (f : p → q) : q := by
  by_cases h : p
  · exact f h
  · exact h
theorem f_loop (n : Nat) : n = n + 1 := f_loop n
theorem f_universe : Type = Prop := rfl
theorem f_huge : 123456789 * 987654321 = 121932631112635268 := by decide
