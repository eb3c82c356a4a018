-- intro, exact, apply, refine, constructor, left, right, assumption, contradiction, exfalso, trivial.
theorem t_intro (p q r : Prop) : (p → q) → (q → r) → p → r := by
  intro f g hp
  exact g (f hp)
theorem t_intro_pattern (p q : Prop) : p ∧ q → q ∧ p := by
  intro ⟨hp, hq⟩
  exact ⟨hq, hp⟩
theorem t_intros (p q : Prop) : p → q → p := by
  intros
  assumption
theorem t_intros_names (p q : Prop) : p → q → p := by
  intros hp _
  exact hp
theorem t_intro_not (p : Prop) (hp : p) : ¬¬p := by
  intro h
  exact h hp
theorem t_apply (p q r : Prop) (f : p → q → r) (hp : p) (hq : q) : r := by
  apply f
  · exact hp
  · exact hq
theorem t_apply_hole (p q r : Prop) (f : p → q → r) (hp : p) (hq : q) : r := by
  apply f hp
  exact hq
theorem t_refine (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  refine ⟨?_, ?_⟩
  · exact hp
  · exact hq
theorem t_refine_named (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  refine And.intro ?first ?second
  case second => exact hq
  case first => exact hp
theorem t_constructor (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  . exact hp
  . exact hq
theorem t_constructor_iff (p q : Prop) : (p ∧ q) ↔ (q ∧ p) := by
  constructor
  case mp => exact fun ⟨a, b⟩ => ⟨b, a⟩
  case mpr =>
    intro h
    exact And.intro h.2 h.1
theorem t_left_right (p q r : Prop) (hq : q) : p ∨ q ∨ r := by
  right
  left
  exact hq
theorem t_exists : ∃ x : Nat, x + 2 = 5 := by
  exists 3
theorem t_exists_two : ∃ x y : Nat, x + y = 5 := by
  exists 3, 2
theorem t_assumption (p q : Prop) (_ : p) (_ : q) : q := by assumption
theorem t_contradiction (p q : Prop) (hp : p) (hn : ¬p) : q := by contradiction
theorem t_contradiction_false (q : Prop) (h : False) : q := by contradiction
theorem t_exfalso (p q : Prop) (hp : p) (hn : p → False) : q := by
  exfalso
  exact hn hp
theorem t_absurd (p q : Prop) (hp : p) (hn : ¬p) : q := by
  exact absurd hp hn
theorem t_trivial : True := by trivial
theorem t_trivial_and (p : Prop) (hp : p) : p ∧ True := by
  constructor <;> trivial
theorem t_rfl (a : Nat) : a + 0 = a := by rfl
theorem t_iff_rfl (p : Prop) : p ↔ p := by rfl
theorem t_have (p q r : Prop) (f : p → q) (g : q → r) (hp : p) : r := by
  have hq : q := f hp
  have hr := g hq
  exact hr
theorem t_have_this (p q : Prop) (f : p → q) (hp : p) : q := by
  have := f hp
  exact this
theorem t_have_by (p q : Prop) (f : p → q) (hp : p) : q := by
  have h : q := by
    apply f
    exact hp
  assumption
theorem t_have_pattern (p q : Prop) (h : p ∧ q) : q := by
  have ⟨_, hq⟩ := h
  exact hq
theorem t_suffices (p q : Prop) (f : p → q) (hp : p) : q := by
  suffices h : p from f h
  exact hp
theorem t_show (p q : Prop) (hp : p) : p ∨ q := by
  show p ∨ q
  exact Or.inl hp
theorem t_show_from (p q : Prop) (hp : p) : p ∨ q := by
  exact show p ∨ q from Or.inl hp
theorem t_let : 2 + 2 = 4 := by
  let x := 2
  show x + x = 4
  rfl
theorem t_specialize (p q : Prop) (f : p → q) (hp : p) : q := by
  specialize f hp
  exact f
theorem t_revert (p q : Prop) (hp : p) (hq : q) : p := by
  revert hp
  intro hp
  clear hq
  exact hp
theorem t_subst (a b c : Nat) (h : a = b) (g : b = c) : a = c := by
  subst h
  subst g
  rfl
theorem t_symm (a b : Nat) (h : a = b) : b = a := by
  symm
  exact h
theorem t_change (a : Nat) (h : a + 0 = 3) : a = 3 := by
  change a = 3 at h
  exact h
theorem t_exact_fun (p q : Prop) : p → q → p := by exact fun hp _ => hp
theorem t_funext (f : Nat → Nat) (h : ∀ x, f x = x) : f = id := by
  funext x
  exact h x
theorem t_injection (a b : Nat) (h : Nat.succ a = Nat.succ b) : a = b := by
  injection h
theorem t_unfold (p : Prop) (hp : p) : ¬¬p := by
  unfold Not
  exact fun h => h hp
theorem t_rename_i (p q : Prop) : p → q → p := by
  intros
  rename_i hp _
  exact hp
theorem t_nofun : ¬False := by nofun
theorem t_infer : Decidable (1 = 2) → True := by
  intro _
  trivial
theorem t_generalize (f : Nat → Nat) (h : ∀ n, f n = 0) : f (1 + 1) = 0 := by
  generalize 1 + 1 = n
  exact h n
theorem t_decide : ¬(3 < 2) := by decide
