-- Classical reasoning by name.
theorem x_em (p : Prop) : p ∨ ¬p := Classical.em p
theorem x_dne (p : Prop) (h : ¬¬p) : p := Classical.byContradiction h
theorem x_dne_fun (p : Prop) (h : ¬¬p) : p := Classical.byContradiction fun hn => h hn
theorem x_by_cases (p q : Prop) (f : p → q) (g : ¬p → q) : q := Classical.byCases f g
theorem x_not_not (p : Prop) : ¬¬p ↔ p := Classical.not_not
theorem x_peirce (p q : Prop) : ((p → q) → p) → p := fun h =>
  Classical.byContradiction fun hn => hn (h fun hp => absurd hp hn)
theorem x_not_imp (p q : Prop) : ¬(p → q) ↔ p ∧ ¬q := Classical.not_imp
theorem x_de_morgan (p q : Prop) : ¬(p ∧ q) ↔ ¬p ∨ ¬q := Classical.not_and_iff_not_or_not
theorem x_or_iff (p q : Prop) : p ∨ q ↔ (¬p → q) := Classical.or_iff_not_imp_left
theorem x_not_forall (p : Nat → Prop) (h : ¬∀ x, p x) : ∃ x, ¬p x := Classical.not_forall.mp h
theorem x_not_exists (p : Nat → Prop) (h : ¬∃ x, p x) (x : Nat) : ¬p x := not_exists.mp h x
theorem x_cases_em (p q : Prop) : (p → q) → ¬p ∨ q := by
  intro h
  cases Classical.em p with
  | inl hp => exact Or.inr (h hp)
  | inr hn => exact Or.inl hn
theorem x_rcases_em (p : Prop) : p ∨ ¬p := by
  rcases Classical.em p with h | h
  · exact .inl h
  · exact .inr h
open Classical in
theorem x_open (p : Prop) : p ∨ ¬p := em p
theorem x_propext (p q : Prop) (h : p ↔ q) : p = q := propext h
theorem x_choose (p : Nat → Prop) (h : ∃ x, p x) : p (Classical.choose h) := Classical.choose_spec h
theorem x_decidable (p : Prop) [Decidable p] : ¬¬p → p := Decidable.of_not_not
theorem x_decidable_em (p : Prop) [Decidable p] : p ∨ ¬p := Decidable.em p
theorem x_funext (f g : Nat → Nat) (h : ∀ x, f x = g x) : f = g := funext h
