/-
How many lists have a property: a list of them that has each once. Such counts are unique, and add up.
-/

namespace Counting

/-- No member comes twice. -/
def Distinct {α : Type} : List α → Prop
  | [] => True
  | a :: l => a ∉ l ∧ Distinct l

/-- Exactly `c` lists have the property: some list of them has each once. -/
def Exactly (c : Nat) (P : List Nat → Prop) : Prop :=
  ∃ all : List (List Nat), Distinct all ∧ (∀ w, w ∈ all ↔ P w) ∧ all.length = c

section exactly
variable {c d : Nat} {P Q : List Nat → Prop}

theorem Exactly.congr (h : Exactly c P) (same : ∀ w, Q w ↔ P w) : Exactly c Q := by
  obtain ⟨all, once, mem, length⟩ := h
  exact ⟨all, once, fun w => (mem w).trans (same w).symm, length⟩

theorem Exactly.none (h : ∀ w, ¬P w) : Exactly 0 P :=
  ⟨[], trivial, fun w => ⟨fun mem => absurd mem List.not_mem_nil, fun p => absurd p (h w)⟩, rfl⟩

theorem Exactly.empty : Exactly 1 (· = []) :=
  ⟨[[]], ⟨List.not_mem_nil, trivial⟩, fun _ => List.mem_singleton, rfl⟩

theorem distinct_append {α : Type} : {l m : List α} → Distinct l → Distinct m → (∀ a, a ∈ l → a ∉ m) → Distinct (l ++ m)
  | [], _, _, h, _ => h
  | a :: l, m, g, h, apart => by
    refine ⟨fun mem => ?_, distinct_append g.2 h fun b mem => apart b (List.mem_cons_of_mem a mem)⟩
    rcases List.mem_append.1 mem with first | second
    · exact g.1 first
    · exact apart a List.mem_cons_self second

/-- Either, where both is impossible. -/
theorem Exactly.add (h : Exactly c P) (g : Exactly d Q) (apart : ∀ w, P w → ¬Q w) : Exactly (c + d) fun w => P w ∨ Q w := by
  obtain ⟨all, once, mem, length⟩ := h
  obtain ⟨all', once', mem', length'⟩ := g
  refine ⟨all ++ all', distinct_append once once' fun w p q => apart w ((mem w).1 p) ((mem' w).1 q), fun w => ?_, ?_⟩
  · exact List.mem_append.trans (or_congr (mem w) (mem' w))
  · rw [List.length_append, length, length']

theorem distinct_map_cons (a : Nat) : {l : List (List Nat)} → Distinct l → Distinct (l.map (a :: ·))
  | [], h => h
  | w :: l, h => by
    refine ⟨fun mem => ?_, distinct_map_cons a h.2⟩
    obtain ⟨v, other, same⟩ := List.mem_map.1 mem
    exact h.1 ((List.cons.inj same).2 ▸ other)

/-- A number put before each. -/
theorem Exactly.cons (a : Nat) (h : Exactly c P) : Exactly c fun w => ∃ v, w = a :: v ∧ P v := by
  obtain ⟨all, once, mem, length⟩ := h
  refine ⟨all.map (a :: ·), distinct_map_cons a once, fun w => ?_, (List.length_map ..).trans length⟩
  constructor
  · intro h
    obtain ⟨v, other, same⟩ := List.mem_map.1 h
    exact ⟨v, same.symm, (mem v).1 other⟩
  · intro ⟨v, same, p⟩
    exact same ▸ List.mem_map_of_mem ((mem v).2 p)

theorem length_le {α : Type} : {l m : List α} → Distinct l → (∀ a, a ∈ l → a ∈ m) → l.length ≤ m.length
  | [], _, _, _ => Nat.zero_le _
  | a :: l, m, h, sub => by
    obtain ⟨s, t, same⟩ := List.append_of_mem (sub a List.mem_cons_self)
    have shorter : l.length ≤ (s ++ t).length := length_le h.2 fun b mem => by
      have there := sub b (List.mem_cons_of_mem a mem)
      rw [same] at there
      rcases List.mem_append.1 there with first | second
      · exact List.mem_append_left t first
      · rcases List.mem_cons.1 second with itself | last
        · exact absurd (itself ▸ mem) h.1
        · exact List.mem_append_right s last
    rw [same, List.length_append]
    rw [List.length_append] at shorter
    exact Nat.succ_le_succ shorter

/-- There is only one number of them. -/
theorem Exactly.unique (h : Exactly c P) (g : Exactly d P) : c = d := by
  obtain ⟨all, once, mem, length⟩ := h
  obtain ⟨all', once', mem', length'⟩ := g
  rw [← length, ← length']
  exact Nat.le_antisymm (length_le once fun w h => (mem' w).2 ((mem w).1 h))
    (length_le once' fun w h => (mem w).2 ((mem' w).1 h))

end exactly

end Counting
