-- rw, rewrite, simp, simp only, simp_all, dsimp, calc, decide.
theorem r_chain (a b c : Nat) (h : a = b) (g : b = c) : a = c := by rw [h, g]
theorem r_back (a b : Nat) (h : a = b) (g : b = 3) : a = 3 := by
  rw [← g] at *
  exact h
theorem r_at (a b : Nat) (h : a = b) (g : a = 2) : b = 2 := by
  rw [h] at g
  exact g
theorem r_iff (p q : Prop) (h : p ↔ q) (hq : q) : p := by
  rw [h]
  exact hq
theorem r_forall (f : Nat → Nat) (h : ∀ x, f x = x) : f (f 2) = 2 := by rw [h, h]
theorem r_rewrite (a b : Nat) (h : a = b) : a + a = b + b := by
  rewrite [h]
  rfl
theorem r_rwa (a b : Nat) (h : a = b) (g : b = 2) : a = 2 := by rwa [h]
theorem r_subst_arrow (a b : Nat) (h : a = b) : b = a := h ▸ rfl
theorem s_only (a b : Nat) (h : a = b) : a + 1 = b + 1 := by simp only [h]
theorem s_hyps (p q : Prop) (hp : p) (hq : q) : p ∧ q := by simp [hp, hq]
theorem s_true (p : Prop) : p ∨ True := by simp
theorem s_and (p : Prop) : (p ∧ True) ↔ p := by simp
theorem s_not (p q : Prop) : ¬(p ∨ q) ↔ ¬p ∧ ¬q := by simp
theorem s_at (p q : Prop) (h : p ∧ True) (f : p → q) : q := by
  simp at h
  exact f h
theorem s_at_only (a b : Nat) (h : a = b) (g : a = 2) : b = 2 := by
  simp only [h] at g
  exact g
theorem s_star (p q : Prop) (hp : p) (f : p → q) : q := by simp [*]
theorem s_iff (p q : Prop) (h : p ↔ q) : (p ∧ p) ↔ q := by simp [h]
theorem s_all (p q r : Prop) (h : p ∧ q) (f : p → r) : r := by simp_all
theorem s_if (a b : Nat) : (if True then a else b) = a := by simp
theorem s_ne (a : Nat) : ¬(a ≠ a) := by simp
theorem s_arith : 2 + 3 = 5 := by simp
theorem d_simp (a : Nat) : (fun x => x) a = a := by dsimp
theorem k_eq (a b c d : Nat) (h : a = b) (g : b = c) (k : c = d) : a = d := calc
  a = b := h
  _ = c := g
  _ = d := k
theorem k_tactic (a b c : Nat) (h : a = b) (g : b = c) : a = c := by
  calc a = b := h
    _ = c := g
theorem k_by (a b : Nat) (h : a = b) : a + 0 = b := by
  calc
    a + 0 = a := by rfl
    _ = b := by rw [h]
theorem k_iff (p q r : Prop) (h : p ↔ q) (g : q ↔ r) : p ↔ r := calc
  p ↔ q := h
  _ ↔ r := g
theorem d_props : ¬(True ∧ False) := by decide
theorem d_bool : (true || false) = true := by decide
theorem d_nested : (1 = 1 ∧ ¬(2 = 3)) ∨ False := by decide
theorem d_forall_bool : ∀ b : Bool, (b || !b) = true := by intro b; cases b <;> decide
theorem s_show (p q : Prop) (hp : p) : p ∨ q := by simp only [hp, true_or]
theorem c_congr (f : Nat → Nat) (a b : Nat) (h : a = b) : f a = f b := by
  congr
