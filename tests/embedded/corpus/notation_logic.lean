-- Connectives, quantifiers and their precedences.
theorem and_form (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩
theorem or_form (p q : Prop) : p ∨ q → q ∨ p := fun h => h.elim Or.inr Or.inl
theorem not_form (p : Prop) (hp : p) : ¬¬p := fun hn => hn hp
theorem iff_form (p q : Prop) (h : p ↔ q) : q ↔ p := ⟨h.mpr, h.mp⟩
theorem ascii (p q : Prop) (h : p /\ q) : q \/ p := Or.inl h.right
theorem arrows (p q r : Prop) : (p → q → r) ↔ (p ∧ q → r) := ⟨fun f ⟨a, b⟩ => f a b, fun f a b => f ⟨a, b⟩⟩
theorem precedence (p q r : Prop) : (p ∧ q ∨ r → ¬p ∨ q ↔ r) = ((((p ∧ q) ∨ r) → ((¬p) ∨ q)) ↔ r) := rfl
theorem right_assoc (p q r : Prop) : (p ∧ q ∧ r) = (p ∧ (q ∧ r)) ∧ (p ∨ q ∨ r) = (p ∨ (q ∨ r)) := ⟨rfl, rfl⟩
theorem not_binds_tight (p q : Prop) : (¬p ∧ q) = ((¬p) ∧ q) := rfl
theorem exists_one : ∃ x : Nat, x = 3 := ⟨3, rfl⟩
theorem exists_many : ∃ x y : Nat, ∃ z, x + y = z := ⟨1, 2, 3, rfl⟩
theorem exists_binders : ∃ (x : Nat) (b : Bool), x = 0 ∧ b = true := ⟨0, true, rfl, rfl⟩
theorem exists_bounded : ∃ x > 0, x = 3 := ⟨3, Nat.zero_lt_succ 2, rfl⟩
theorem forall_bounded (p : Nat → Prop) (h : ∀ x, x > 0 → p x) : ∀ x > 0, p x := h
theorem forall_anonymous (p : Prop) : ∀ _ : p, p := fun hp => hp
theorem ne_form (a b : Nat) (h : a ≠ b) : b ≠ a := fun e => h e.symm
theorem true_form : True ∧ ¬False := ⟨trivial, id⟩
theorem arrow_dependent (α : Type) (p : α → Prop) (h : (x : α) → p x) (a : α) : p a := h a
theorem implicit_binder {p q : Prop} (hp : p) : q → p := fun _ => hp
theorem strict_implicit : ∀ ⦃p : Prop⦄, p → p := fun _ hp => hp
theorem universes.{u} (α : Sort u) (a : α) : a = a := rfl
theorem iff_ascii (p : Prop) : p ↔ p := Iff.rfl
theorem prop_eq (p q : Prop) (h : p = q) (hp : p) : q := h ▸ hp
example (p q : Prop) (hp : p) (hq : q) : p ∧ q := And.intro hp hq
