-- first, repeat, all_goals, any_goals, try, <;>, ·, case, next, parentheses, semicolons.
theorem l_first (p q : Prop) (hq : q) : p ∨ q := by
  first
  | exact Or.inl hq
  | exact Or.inr hq
theorem l_first_line (p q : Prop) (hq : q) : p ∨ q := by
  first | left; assumption | right; assumption
theorem l_repeat (p q r : Prop) (hr : r) : p ∨ q ∨ r := by
  repeat (first | assumption | right)
theorem l_repeat_and (p q r : Prop) (hp : p) (hq : q) (hr : r) : p ∧ q ∧ r := by
  repeat' constructor
  all_goals assumption
theorem l_all_goals (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  all_goals assumption
theorem l_any_goals (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  any_goals exact hp
  exact hq
theorem l_try (p : Prop) (hp : p) : p := by
  try exact trivial
  exact hp
theorem l_seq (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor <;> first | exact hp | exact hq
theorem l_chain (p q r : Prop) (hp : p) (hq : q) (hr : r) : (p ∧ q) ∧ r := by
  constructor <;> (try constructor) <;> assumption
theorem l_paren (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  (constructor; exact hp)
  exact hq
theorem l_semicolon (p q : Prop) (hp : p) (hq : q) : p ∧ q := by constructor; exact hp; exact hq
theorem l_braces (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  { exact hp }
  { exact hq }
theorem l_focus (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  focus exact hp
  exact hq
theorem l_skip (p : Prop) (hp : p) : p := by
  skip
  exact hp
  done
theorem l_fail_if_success (p q : Prop) (hp : p) : p ∨ q := by
  fail_if_success exact Or.inr hp
  exact Or.inl hp
theorem l_nested_dots (p q r s : Prop) (h : (p ∧ q) ∧ (r ∧ s)) : (q ∧ p) ∧ (s ∧ r) := by
  constructor
  · constructor
    · exact h.1.2
    · exact h.1.1
  · constructor
    · exact h.2.2
    · exact h.2.1
theorem l_rotate (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  rotate_left
  · exact hq
  · exact hp
theorem l_and_intros (p q r : Prop) (hp : p) (hq : q) (hr : r) : p ∧ q ∧ r := by
  and_intros
  · exact hp
  · exact hq
  · exact hr
