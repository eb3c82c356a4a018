-- Terms: functions, application, anonymous constructors, match, structure instances, if-then-else.
theorem lambda_pattern (p q r : Prop) : p ∧ q ∧ r → r := fun ⟨_, _, hr⟩ => hr
theorem lambda_cases (p q : Prop) : p ∨ q → q ∨ p := fun
  | Or.inl hp => Or.inr hp
  | .inr hq => .inl hq
theorem match_term (p q : Prop) (h : p ∨ q) : q ∨ p :=
  match h with
  | .inl hp => .inr hp
  | .inr hq => .inl hq
theorem match_two (p q : Prop) (h : p ∨ q) (g : q ∨ p) : True :=
  match h, g with
  | .inl _, .inl _ => trivial
  | _, _ => True.intro
theorem have_term (p q r : Prop) (f : p → q) (g : q → r) (hp : p) : r :=
  have hq : q := f hp
  have : r := g hq
  this
theorem show_term (p q : Prop) (hp : p) : p ∨ q := show p ∨ q from Or.inl hp
theorem show_by (p q : Prop) (hp : p) : p ∨ q := show p ∨ q by left; exact hp
theorem suffices_term (p q : Prop) (f : p → q) (hp : p) : q :=
  suffices h : p from f h
  hp
theorem let_term : (let x := 2; x + x) = 4 := rfl
theorem structure_instance (p q : Prop) (hp : p) (hq : q) : p ∧ q := { left := hp, right := hq }
theorem iff_instance (p q : Prop) (f : p → q) (g : q → p) : p ↔ q where
  mp := f
  mpr := g
theorem pipe_left (p q : Prop) (f : p → q) (hp : p) : q := f <| hp
theorem pipe_right (p q : Prop) (f : p → q) (hp : p) : q := hp |> f
theorem pipe_field (p q : Prop) (h : p ∧ q) : q := h |>.right
theorem dollar (p q r : Prop) (f : p → q) (g : q → r) (hp : p) : r := g $ f hp
theorem if_same (c : Prop) [Decidable c] (a : Nat) : (if c then a else a) = a := by split <;> rfl
theorem if_true : (if 1 = 1 then 2 else 3) = 2 := rfl
theorem cdot_function : (· + 1) 2 = 3 := rfl
theorem compose (f g : Nat → Nat) (x : Nat) : (f ∘ g) x = f (g x) := rfl
theorem pair (a b : Nat) : (a, b).1 = a ∧ (a, b).snd = b := ⟨rfl, rfl⟩
theorem product : (1, true) = ((1, true) : Nat × Bool) := rfl
theorem subtype (x : {n : Nat // n = 2}) : x.val = 2 := x.property
theorem subst_arrow (a b : Nat) (p : Nat → Prop) (h : a = b) (ha : p a) : p b := h ▸ ha
theorem no_match (p : Prop) (h : False) : p := nomatch h
theorem no_fun : ¬False := nofun
theorem by_term (p q : Prop) (hp : p) (hq : q) : p ∧ q := ⟨by assumption, by exact hq⟩
theorem french_quotes (p : Prop) (_ : p) : p := ‹p›
theorem type_ascription : (2 : Nat) = (1 + 1 : Nat) := rfl
theorem projections (p q r : Prop) (h : p ∧ q ∧ r) : r := h.2.2
theorem named_argument (p q : Prop) (hp : p) : p ∨ q := Or.inl (b := q) hp
theorem explicit_call (p : Prop) (hp : p) : p := @id p hp
theorem where_clause (p q : Prop) (hp : p) (f : p → q) : q := step hp
where step : p → q := f
theorem at_sign (α : Type) (a : α) : @Eq α a a := @rfl α a
theorem lambda_types : (fun (x : Nat) (y : Nat) => x + y) 1 2 = 3 := rfl
theorem option_match (o : Option Nat) (h : o = some 1) : o ≠ none := by
  subst h
  exact nofun
theorem sum_cases (α β : Type) (s : α ⊕ β) : (∃ a, s = .inl a) ∨ (∃ b, s = .inr b) :=
  match s with
  | .inl a => .inl ⟨a, rfl⟩
  | .inr b => .inr ⟨b, rfl⟩
