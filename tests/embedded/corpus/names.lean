-- The lemmas of Lean's Init that proofs of propositional logic lean on, with their usual shapes.
example (p q : Prop) : p ∧ q ↔ q ∧ p := and_comm
example (p q : Prop) : p ∨ q ↔ q ∨ p := or_comm
example (p q r : Prop) : (p ∧ q) ∧ r ↔ p ∧ q ∧ r := and_assoc
example (p q r : Prop) : (p ∨ q) ∨ r ↔ p ∨ q ∨ r := or_assoc
example (p q r : Prop) : p ∧ (q ∨ r) ↔ (p ∧ q) ∨ (p ∧ r) := and_or_left
example (p q r : Prop) : p ∨ (q ∧ r) ↔ (p ∨ q) ∧ (p ∨ r) := or_and_left
example (p q : Prop) : ¬(p ∨ q) ↔ ¬p ∧ ¬q := not_or
example (p q : Prop) : ¬(p ∧ q) ↔ (p → ¬q) := not_and
example (p q r : Prop) : (p ∨ q → r) ↔ (p → r) ∧ (q → r) := or_imp
example (p q r : Prop) : (p ∧ q → r) ↔ (p → q → r) := and_imp
example (p : Prop) : (p → False) ↔ ¬p := imp_false
example (p q : Prop) : (p ↔ q) ↔ (p → q) ∧ (q → p) := iff_def
example (p q : Prop) (h : p → q) : ¬q → ¬p := mt h
example (p : Prop) (hp : p) : ¬¬p := not_not_intro hp
example (p q : Prop) (hp : p) (hn : ¬p) : q := absurd hp hn
example (p : Prop) (h : False) : p := False.elim h
example (p q r : Prop) (h : p ∨ q) (f : p → r) (g : q → r) : r := Or.elim h f g
example (p q : Prop) (h : p ∨ q) (hn : ¬p) : q := h.resolve_left hn
example (p q : Prop) (h : p ∨ q) (hn : ¬q) : p := Or.resolve_right h hn
example (p q r s : Prop) (f : p → r) (g : q → s) (h : p ∨ q) : r ∨ s := h.imp f g
example (p q r s : Prop) (f : p → r) (g : q → s) (h : p ∧ q) : r ∧ s := And.imp f g h
example (p q : Prop) (h : p ∧ q) : q ∧ p := h.symm
example (p q : Prop) (h : p ∨ q) : q ∨ p := h.symm
example (p q r : Prop) (h : p ↔ q) (g : q ↔ r) : p ↔ r := h.trans g
example (p q : Prop) (h : p ↔ q) : ¬p ↔ ¬q := not_congr h
example (p q r s : Prop) (h : p ↔ r) (g : q ↔ s) : p ∧ q ↔ r ∧ s := and_congr h g
example (p : Prop) (hp : p) : p ↔ True := iff_true_intro hp
example (p : Prop) (hn : ¬p) : p ↔ False := iff_false_intro hn
example (p : Prop) : ¬(p ∧ ¬p) := and_not_self
example (p : Prop) (hp : p) : p = True := eq_true hp
example (p : Nat → Prop) (x : Nat) (h : p x) : ∃ x, p x := Exists.intro x h
example (p : Nat → Prop) (q : Prop) (h : ∃ x, p x) (f : ∀ x, p x → q) : q := Exists.elim h f
example (p : Nat → Prop) (q : Prop) : ((∃ x, p x) → q) ↔ ∀ x, p x → q := exists_imp
example (α : Type) (a b : α) (p : α → Prop) (h : a = b) (ha : p a) : p b := Eq.subst h ha
example (α : Type) (a b c : α) (h : a = b) (g : b = c) : a = c := h.trans g
example (f : Nat → Nat) (a b : Nat) (h : a = b) : f a = f b := congrArg f h
example (f g : Nat → Nat) (a : Nat) (h : f = g) : f a = g a := congrFun h a
example (α : Type) (r : α → α → Prop) (a b : α) (h : r a b) : Quot.mk r a = Quot.mk r b := Quot.sound h
example (α : Type) [Inhabited α] : Nonempty α := ⟨default⟩
example (n : Nat) (h : 0 < n) : n ≠ 0 := Nat.pos_iff_ne_zero.mp h
example (a b : Nat) : a + b = b + a := Nat.add_comm a b
example (a b c : Nat) : a * (b + c) = a * b + a * c := Nat.mul_add a b c
