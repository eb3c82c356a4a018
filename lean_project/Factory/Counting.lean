/-
How many lists of numbers are as described: cases by the first number, where what is left to be described is again a
description, so that a count is the sum of smaller counts. Counts are unique, by matching one enumeration with another.
-/

namespace Counting

/-- No member comes twice. -/
def Distinct {α : Type} : List α → Prop
  | [] => True
  | a :: l => a ∉ l ∧ Distinct l

/-- Exactly `c` lists have the property: some list of them has each once. -/
def Exactly (c : Nat) (P : List Nat → Prop) : Prop :=
  ∃ all : List (List Nat), Distinct all ∧ (∀ w, w ∈ all ↔ P w) ∧ all.length = c

/-- How often a number occurs in a list. -/
def count (a : Nat) : List Nat → Nat
  | [] => 0
  | b :: w => match Nat.beq b a with
    | true => count a w + 1
    | false => count a w

/-- Nowhere does the second of a pair follow the first. -/
def Avoids (pairs : List (Nat × Nat)) : List Nat → Prop
  | a :: b :: w => (a, b) ∉ pairs ∧ Avoids pairs (b :: w)
  | _ => True

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

/-- Conditions on a list of numbers. -/
inductive Condition where
  | never
  | length (n : Nat)
  | sum (s : Nat)
  | residue (r m : Nat)
  | shifted (a r m : Nat)
  | count (a k : Nat)
  | avoids (pairs : List (Nat × Nat))
  | follows (a : Nat) (pairs : List (Nat × Nat))
  | ahead (h : Nat)
  | contains (a : Nat)
  | lacks (a : Nat)
  | distinct

namespace Condition

/-- What a condition says. -/
def Holds : Condition → List Nat → Prop
  | never, _ => False
  | length n, w => w.length = n
  | sum s, w => w.sum = s
  | residue r m, w => w.sum % m = r
  | shifted a r m, w => (a + w.sum) % m = r
  | count a k, w => Counting.count a w = k
  | avoids pairs, w => Avoids pairs w
  | follows a pairs, w => Avoids pairs (a :: w)
  | ahead h, w => ∀ u v, w = u ++ v → Counting.count 1 u ≤ Counting.count 0 u + h
  | contains a, w => a ∈ w
  | lacks a, w => a ∉ w
  | distinct, w => Distinct w

/-- Whether it is true of the empty list. -/
def nil : Condition → Bool
  | never => false
  | length n => Nat.beq 0 n
  | sum s => Nat.beq 0 s
  | residue r m => Nat.beq (Nat.mod 0 m) r
  | shifted a r m => Nat.beq (Nat.mod a m) r
  | count _ k => Nat.beq 0 k
  | contains _ => false
  | _ => true

def hasPair (a b : Nat) : List (Nat × Nat) → Bool
  | [] => false
  | p :: ps => (Nat.beq a p.1 && Nat.beq b p.2) || hasPair a b ps

/-- What must be true of the rest of a list that begins with `a`. -/
def after (a : Nat) : Condition → List Condition
  | never => [never]
  | length 0 => [never]
  | length (n + 1) => [length n]
  | sum s => match Nat.ble a s with
    | true => [sum (Nat.sub s a)]
    | false => [never]
  | residue r m => [shifted (Nat.mod a m) r m]
  | shifted b r m => [shifted (Nat.mod (Nat.add b a) m) r m]
  | count b k => match Nat.beq a b, k with
    | true, 0 => [never]
    | true, k + 1 => [count b k]
    | false, k => [count b k]
  | avoids pairs => [follows a pairs]
  | follows b pairs => match hasPair b a pairs with
    | true => [never]
    | false => [follows a pairs]
  | ahead h => match a, h with
    | 0, h => [ahead (Nat.succ h)]
    | 1, 0 => [never]
    | 1, h + 1 => [ahead h]
    | _, h => [ahead h]
  | contains b => match Nat.beq a b with
    | true => []
    | false => [contains b]
  | lacks b => match Nat.beq a b with
    | true => [never]
    | false => [lacks b]
  | distinct => [lacks a, distinct]

theorem beq_self : (n : Nat) → Nat.beq n n = true
  | 0 => rfl
  | n + 1 => beq_self n

theorem hasPair_iff {a b : Nat} : {pairs : List (Nat × Nat)} → hasPair a b pairs = true ↔ (a, b) ∈ pairs
  | [] => ⟨fun h => Bool.noConfusion h, fun h => absurd h List.not_mem_nil⟩
  | p :: ps => by
    show ((Nat.beq a p.1 && Nat.beq b p.2) || hasPair a b ps) = true ↔ _
    rw [Bool.or_eq_true, Bool.and_eq_true, List.mem_cons, hasPair_iff]
    refine or_congr ⟨fun h => ?_, fun h => ?_⟩ .rfl
    · rw [Nat.eq_of_beq_eq_true h.1, Nat.eq_of_beq_eq_true h.2]
    · rw [← h]
      exact ⟨beq_self a, beq_self b⟩

theorem nil_iff (c : Condition) : c.Holds [] ↔ c.nil = true := by
  cases c with
  | never => exact ⟨False.elim, fun h => Bool.noConfusion h⟩
  | length n => exact ⟨fun h => h ▸ rfl, fun h => Nat.eq_of_beq_eq_true h⟩
  | sum s => exact ⟨fun h => h ▸ rfl, fun h => Nat.eq_of_beq_eq_true h⟩
  | residue r m => exact ⟨fun h => h ▸ beq_self _, fun h => Nat.eq_of_beq_eq_true h⟩
  | shifted a r m => exact ⟨fun h => h ▸ beq_self _, fun h => Nat.eq_of_beq_eq_true h⟩
  | count a k => exact ⟨fun h => h ▸ rfl, fun h => Nat.eq_of_beq_eq_true h⟩
  | avoids pairs => exact ⟨fun _ => rfl, fun _ => trivial⟩
  | follows a pairs => exact ⟨fun _ => rfl, fun _ => trivial⟩
  | ahead h =>
    refine ⟨fun _ => rfl, fun _ u v same => ?_⟩
    cases u with
    | nil => exact Nat.zero_le _
    | cons b u => exact nomatch same
  | contains a => exact ⟨fun h => absurd h List.not_mem_nil, fun h => Bool.noConfusion h⟩
  | lacks a => exact ⟨fun _ => rfl, fun _ => List.not_mem_nil⟩
  | distinct => exact ⟨fun _ => rfl, fun _ => trivial⟩

/-- Whether all of them are as said. -/
def All : List Condition → List Nat → Prop
  | [], _ => True
  | c :: cs, w => c.Holds w ∧ All cs w

theorem alone (c : Condition) (w : List Nat) : c.Holds w ↔ All [c] w := ⟨fun h => ⟨h, trivial⟩, fun h => h.1⟩

theorem all_never {P : Prop} {w : List Nat} (h : ¬P) : P ↔ All [never] w := ⟨fun p => absurd p h, fun f => f.1.elim⟩

theorem count_cons_same (a : Nat) (w : List Nat) : Counting.count a (a :: w) = Counting.count a w + 1 := by
  show (match Nat.beq a a with | true => _ | false => _) = _
  rw [beq_self]

theorem count_cons_other {a b : Nat} (h : Nat.beq a b = false) (w : List Nat) : Counting.count b (a :: w) = Counting.count b w := by
  show (match Nat.beq a b with | true => _ | false => _) = _
  rw [h]

theorem ne_of_beq {a b : Nat} (h : Nat.beq a b = false) : a ≠ b := fun e => by
  rw [e, beq_self] at h
  exact Bool.noConfusion h

theorem ahead_cons {h : Nat} {a : Nat} {w : List Nat} : (ahead h).Holds (a :: w) ↔
    ∀ u v, w = u ++ v → Counting.count 1 (a :: u) ≤ Counting.count 0 (a :: u) + h := by
  constructor
  · intro all u v same
    exact all (a :: u) v (congrArg (a :: ·) same)
  · intro all u v same
    cases u with
    | nil => exact Nat.zero_le _
    | cons b u =>
      have parts := List.cons.inj same
      rw [← parts.1]
      exact all u v parts.2

theorem after_iff (a : Nat) (w : List Nat) (c : Condition) : c.Holds (a :: w) ↔ All (c.after a) w := by
  cases c with
  | never => exact all_never id
  | length n => cases n with
    | zero => exact all_never (Nat.succ_ne_zero _)
    | succ n => exact (⟨Nat.succ.inj, congrArg Nat.succ⟩ : _ ↔ w.length = n).trans (alone (length n) w)
  | sum s =>
    show a + w.sum = s ↔ All (match Nat.ble a s with | true => [sum (Nat.sub s a)] | false => [never]) w
    cases e : Nat.ble a s with
    | true =>
      have le := Nat.le_of_ble_eq_true e
      refine Iff.trans ⟨fun h => ?_, fun h => ?_⟩ (alone (sum (s - a)) w)
      · show w.sum = s - a
        rw [← h, Nat.add_sub_cancel_left]
      · rw [show w.sum = s - a from h, Nat.add_sub_cancel' le]
    | false =>
      refine all_never fun h => ?_
      rw [Nat.ble_eq_true_of_le (h ▸ Nat.le_add_right a w.sum)] at e
      exact Bool.noConfusion e
  | residue r m =>
    refine Iff.trans (?_ : (a + w.sum) % m = r ↔ (a % m + w.sum) % m = r) (alone (shifted (a % m) r m) w)
    rw [Nat.mod_add_mod]
  | shifted b r m =>
    refine Iff.trans (?_ : (b + (a + w.sum)) % m = r ↔ ((b + a) % m + w.sum) % m = r) (alone (shifted ((b + a) % m) r m) w)
    rw [Nat.mod_add_mod, Nat.add_assoc]
  | count b k =>
    show Counting.count b (a :: w) = k ↔ All (match Nat.beq a b, k with
      | true, 0 => [never]
      | true, k + 1 => [count b k]
      | false, k => [count b k]) w
    cases e : Nat.beq a b with
    | true =>
      rw [Nat.eq_of_beq_eq_true e, count_cons_same]
      cases k with
      | zero => exact all_never (Nat.succ_ne_zero _)
      | succ k => exact (⟨Nat.succ.inj, congrArg Nat.succ⟩ : _ ↔ Counting.count b w = k).trans (alone (Condition.count b k) w)
    | false =>
      rw [count_cons_other e]
      cases k <;> exact alone (Condition.count b _) w
  | avoids pairs => exact alone (follows a pairs) w
  | follows b pairs =>
    show (b, a) ∉ pairs ∧ Avoids pairs (a :: w) ↔ All (match hasPair b a pairs with | true => [never] | false => [follows a pairs]) w
    cases e : hasPair b a pairs with
    | true => exact all_never fun h => h.1 (hasPair_iff.1 e)
    | false =>
      refine Iff.trans ⟨fun h => h.2, fun h => ⟨fun mem => ?_, h⟩⟩ (alone (follows a pairs) w)
      rw [hasPair_iff.2 mem] at e
      exact Bool.noConfusion e
  | ahead h =>
    refine ahead_cons.trans ?_
    match a, h with
    | 0, h =>
      refine Iff.trans (forall_congr' fun u => forall_congr' fun v => imp_congr .rfl ?_) (alone (ahead (h + 1)) w)
      rw [count_cons_same, count_cons_other (show Nat.beq 0 1 = false from rfl), Nat.add_right_comm]
      exact .rfl
    | 1, 0 =>
      refine all_never fun all => ?_
      have first := all [] w rfl
      exact Nat.not_succ_le_zero 0 first
    | 1, h + 1 =>
      refine Iff.trans (forall_congr' fun u => forall_congr' fun v => imp_congr .rfl ?_) (alone (ahead h) w)
      rw [count_cons_same, count_cons_other (show Nat.beq 1 0 = false from rfl)]
      exact ⟨Nat.le_of_succ_le_succ, Nat.succ_le_succ⟩
    | a + 2, h =>
      refine Iff.trans (forall_congr' fun u => forall_congr' fun v => imp_congr .rfl ?_)
        (show (ahead h).Holds w ↔ All (after (a + 2) (ahead h)) w by cases h <;> exact alone (ahead _) w)
      rw [count_cons_other (show Nat.beq (a + 2) 1 = false from rfl), count_cons_other (show Nat.beq (a + 2) 0 = false from rfl)]
  | contains b =>
    show b ∈ a :: w ↔ All (match Nat.beq a b with | true => [] | false => [contains b]) w
    cases e : Nat.beq a b with
    | true => exact ⟨fun _ => trivial, fun _ => Nat.eq_of_beq_eq_true e ▸ List.mem_cons_self⟩
    | false =>
      refine Iff.trans ⟨fun h => ?_, List.mem_cons_of_mem a⟩ (alone (contains b) w)
      exact (List.mem_cons.1 h).elim (fun same => absurd same.symm (ne_of_beq e)) id
  | lacks b =>
    show b ∉ a :: w ↔ All (match Nat.beq a b with | true => [never] | false => [lacks b]) w
    cases e : Nat.beq a b with
    | true => exact all_never fun h => h (Nat.eq_of_beq_eq_true e ▸ List.mem_cons_self)
    | false =>
      refine Iff.trans ⟨fun h mem => h (List.mem_cons_of_mem a mem), fun h mem => ?_⟩ (alone (lacks b) w)
      exact (List.mem_cons.1 mem).elim (fun same => ne_of_beq e same.symm) h
  | distinct => exact ⟨fun h => ⟨h.1, h.2, trivial⟩, fun h => ⟨h.1, h.2.1⟩⟩

/- The kernel computes the functions below: `rec` takes it fewer steps than an equation a case. -/

/-- One list after the other. -/
noncomputable def joined (cs ds : List Condition) : List Condition := cs.rec ds fun c _ rest => c :: rest

/-- What must be true of the rest of a list that begins with `a`, where all of these are true of it. -/
noncomputable def allAfter (a : Nat) (cs : List Condition) : List Condition :=
  cs.rec [] fun c _ rest => joined (c.after a) rest

theorem all_append {w : List Nat} : {cs ds : List Condition} → All (joined cs ds) w ↔ All cs w ∧ All ds w
  | [], _ => ⟨fun h => ⟨trivial, h⟩, fun h => h.2⟩
  | _ :: _, _ => (and_congr .rfl all_append).trans ⟨fun h => ⟨⟨h.1, h.2.1⟩, h.2.2⟩, fun h => ⟨h.1.1, h.1.2, h.2⟩⟩

theorem all_cons_iff (a : Nat) (w : List Nat) : (cs : List Condition) → (All cs (a :: w) ↔ All (allAfter a cs) w)
  | [] => .rfl
  | c :: cs => (and_congr (after_iff a w c) (all_cons_iff a w cs)).trans all_append.symm

/-- How many of the conditions are of that kind: 1 if all are true of the empty list. -/
noncomputable def start (cs : List Condition) : Nat :=
  cs.rec 1 fun c _ rest => match c.nil with
    | true => rest
    | false => 0

/-- Whether it is the condition that is never true. -/
def isNever : Condition → Bool
  | never => true
  | _ => false

/-- Whether one of the conditions is never true. -/
noncomputable def dead (cs : List Condition) : Bool := cs.rec false fun c _ rest => c.isNever || rest

theorem not_of_dead {w : List Nat} : {cs : List Condition} → dead cs = true → ¬All cs w
  | [], h, _ => Bool.noConfusion h
  | c :: cs, h, all => by
    rcases (Bool.or_eq_true _ _).mp h with here | later
    · cases c
      case never => exact all.1
      all_goals exact Bool.noConfusion here
    · exact not_of_dead later all.2

theorem exactly_start : (cs : List Condition) → Exactly (start cs) fun w => w = [] ∧ All cs w
  | [] => Exactly.empty.congr fun w => ⟨fun h => h.1, fun h => ⟨h, trivial⟩⟩
  | c :: cs => by
    show Exactly (match c.nil with | true => start cs | false => 0) _
    cases e : c.nil with
    | true =>
      refine (exactly_start cs).congr fun w => ⟨fun h => ⟨h.1, h.2.2⟩, fun h => ⟨h.1, ?_, h.2⟩⟩
      rw [h.1]
      exact (nil_iff c).2 e
    | false =>
      refine Exactly.none fun w h => ?_
      have first := h.2.1
      rw [h.1, nil_iff, e] at first
      exact Bool.noConfusion first

end Condition

/-- Whether the conditions leave nothing but the empty list. -/
noncomputable def Condition.ended (cs : List Condition) : Bool :=
  cs.rec false fun c _ rest => match c with
    | length 0 => true
    | _ => rest

theorem Condition.eq_nil_of_ended {w : List Nat} : {cs : List Condition} → ended cs = true → All cs w → w = []
  | [], h, _ => Bool.noConfusion h
  | c :: cs, h, all => by
    have rest : ended cs = true → w = [] := fun g => eq_nil_of_ended g all.2
    cases c
    case length n =>
      cases n with
      | zero => exact List.eq_nil_of_length_eq_zero all.1
      | succ n => exact rest h
    all_goals exact rest h

namespace Condition

/-- Whether two lists have the same members, as `same` says. -/
noncomputable def allAs {α : Type} (same : α → α → Bool) (l : List α) : List α → Bool :=
  l.rec (fun m => m.rec true fun _ _ _ => false) fun a _ rest m => m.rec false fun b m _ => same a b && rest m

theorem eq_of_allAs {α : Type} {same : α → α → Bool} (known : ∀ a b, same a b = true → a = b) :
    {l m : List α} → allAs same l m = true → l = m
  | [], [], _ => rfl
  | [], _ :: _, h => Bool.noConfusion h
  | _ :: _, [], h => Bool.noConfusion h
  | a :: _, b :: _, h => by
    obtain ⟨first, rest⟩ := (Bool.and_eq_true _ _).mp h
    rw [known a b first, eq_of_allAs known rest]

noncomputable def samePairs : List (Nat × Nat) → List (Nat × Nat) → Bool :=
  allAs fun p q => Nat.beq p.1 q.1 && Nat.beq p.2 q.2

/-- Whether two conditions are the same; what differs most is compared first. -/
noncomputable def same (c d : Condition) : Bool :=
  match c with
  | never => false
  | length n => match d with | length n' => Nat.beq n n' | _ => false
  | sum s => match d with | sum s' => Nat.beq s s' | _ => false
  | residue r m => match d with | residue r' m' => Nat.beq r r' && Nat.beq m m' | _ => false
  | shifted a r m => match d with | shifted a' r' m' => Nat.beq a a' && (Nat.beq r r' && Nat.beq m m') | _ => false
  | count a k => match d with | count a' k' => Nat.beq k k' && Nat.beq a a' | _ => false
  | avoids ps => match d with | avoids qs => samePairs ps qs | _ => false
  | follows a ps => match d with | follows b qs => Nat.beq a b && samePairs ps qs | _ => false
  | ahead h => match d with | ahead h' => Nat.beq h h' | _ => false
  | contains a => match d with | contains b => Nat.beq a b | _ => false
  | lacks a => match d with | lacks b => Nat.beq a b | _ => false
  | distinct => match d with | distinct => true | _ => false

noncomputable def allSame : List Condition → List Condition → Bool := allAs same

theorem eq_of_both {a b : Bool} (h : (a && b) = true) : a = true ∧ b = true := (Bool.and_eq_true _ _).mp h

theorem eq_of_samePairs {ps qs : List (Nat × Nat)} : samePairs ps qs = true → ps = qs :=
  eq_of_allAs fun (a, b) (c, d) h => by
    obtain ⟨left, right⟩ := eq_of_both h
    rw [show a = c from Nat.eq_of_beq_eq_true left, show b = d from Nat.eq_of_beq_eq_true right]

theorem eq_of_same {c d : Condition} (h : same c d = true) : c = d := by
  cases c <;> cases d
  case length.length => exact congrArg length (Nat.eq_of_beq_eq_true h)
  case sum.sum => exact congrArg sum (Nat.eq_of_beq_eq_true h)
  case residue.residue =>
    obtain ⟨first, last⟩ := eq_of_both h
    rw [Nat.eq_of_beq_eq_true first, Nat.eq_of_beq_eq_true last]
  case shifted.shifted =>
    obtain ⟨first, rest⟩ := eq_of_both h
    obtain ⟨next, last⟩ := eq_of_both rest
    rw [Nat.eq_of_beq_eq_true first, Nat.eq_of_beq_eq_true next, Nat.eq_of_beq_eq_true last]
  case count.count =>
    obtain ⟨first, last⟩ := eq_of_both h
    rw [Nat.eq_of_beq_eq_true first, Nat.eq_of_beq_eq_true last]
  case avoids.avoids => exact congrArg avoids (eq_of_samePairs h)
  case follows.follows =>
    obtain ⟨first, last⟩ := eq_of_both h
    rw [Nat.eq_of_beq_eq_true first, eq_of_samePairs last]
  case ahead.ahead => exact congrArg ahead (Nat.eq_of_beq_eq_true h)
  case contains.contains => exact congrArg contains (Nat.eq_of_beq_eq_true h)
  case lacks.lacks => exact congrArg lacks (Nat.eq_of_beq_eq_true h)
  case distinct.distinct => exact rfl
  all_goals exact Bool.noConfusion h

theorem eq_of_allSame {cs ds : List Condition} : allSame cs ds = true → cs = ds := eq_of_allAs fun _ _ => eq_of_same

end Condition

/-- So many lists of numbers of `letters` are as all conditions say. -/
def Counts (letters : List Nat) (cs : List Condition) (c : Nat) : Prop :=
  Exactly c fun w => (∀ a, a ∈ w → a ∈ letters) ∧ Condition.All cs w

/-- Whether each number is below the next. -/
def ascending : List Nat → Bool
  | a :: b :: l => Nat.ble (Nat.succ a) b && ascending (b :: l)
  | _ => true

theorem below_of_ascending {a : Nat} : {l : List Nat} → ascending (a :: l) = true → ∀ b, b ∈ l → a < b
  | [], _, _, mem => absurd mem List.not_mem_nil
  | b :: l, h, c, mem => by
    have both := (Bool.and_eq_true _ _).mp h
    have less : a < b := Nat.le_of_ble_eq_true both.1
    rcases List.mem_cons.1 mem with same | rest
    · exact same ▸ less
    · exact Nat.lt_trans less (below_of_ascending both.2 c rest)

theorem ascending_tail {a : Nat} : {l : List Nat} → ascending (a :: l) = true → ascending l = true
  | [], _ => rfl
  | _ :: _, h => ((Bool.and_eq_true _ _).mp h).2

theorem counts_ended {letters : List Nat} {cs : List Condition} (h : Condition.ended cs = true) :
    Counts letters cs (Condition.start cs) := by
  refine (Condition.exactly_start cs).congr fun w => ⟨fun g => ⟨Condition.eq_nil_of_ended h g.2, g.2⟩, fun g => ⟨?_, g.2⟩⟩
  exact fun a mem => absurd (g.1 ▸ mem) List.not_mem_nil

theorem cons_exactly {letters : List Nat} {cs : List Condition} {a c t : Nat} {as : List Nat}
    (h : Counts letters (Condition.allAfter a cs) c) (order : ascending (a :: as) = true)
    (known : Exactly t fun w => ∃ a v, a ∈ as ∧ w = a :: v ∧
      (∀ b, b ∈ v → b ∈ letters) ∧ Condition.All (Condition.allAfter a cs) v) :
    Exactly (Nat.add c t) fun w => ∃ b v, b ∈ a :: as ∧ w = b :: v ∧
      (∀ d, d ∈ v → d ∈ letters) ∧ Condition.All (Condition.allAfter b cs) v := by
  refine ((Exactly.cons a h).add known ?_).congr fun w => ⟨?_, ?_⟩
  · intro w ⟨v, first, _⟩ ⟨b, u, mem, second, _⟩
    have same := (List.cons.inj (first.symm.trans second)).1
    exact Nat.lt_irrefl b (same ▸ below_of_ascending order b mem)
  · intro ⟨b, v, mem, same, rest⟩
    rcases List.mem_cons.1 mem with first | later
    · exact .inl ⟨v, first ▸ same, first ▸ rest⟩
    · exact .inr ⟨b, v, later, same, rest⟩
  · intro either
    rcases either with ⟨v, same, rest⟩ | ⟨b, v, mem, same, rest⟩
    · exact ⟨a, v, List.mem_cons_self, same, rest⟩
    · exact ⟨b, v, List.mem_cons_of_mem a mem, same, rest⟩

/-- All cases by the first number, and the empty list. -/
theorem Counts.of_cases {letters : List Nat} {cs : List Condition} {t : Nat}
    (h : Exactly t fun w => ∃ a v, a ∈ letters ∧ w = a :: v ∧
      (∀ b, b ∈ v → b ∈ letters) ∧ Condition.All (Condition.allAfter a cs) v) :
    Counts letters cs (Nat.add (Condition.start cs) t) := by
  refine ((Condition.exactly_start cs).add h ?_).congr fun w => ⟨?_, ?_⟩
  · intro w ⟨empty, _⟩ ⟨a, v, _, same, _⟩
    exact nomatch empty.symm.trans same
  · intro ⟨mem, all⟩
    cases w with
    | nil => exact .inl ⟨rfl, all⟩
    | cons a v =>
      exact .inr ⟨a, v, mem a List.mem_cons_self, rfl, fun b h => mem b (List.mem_cons_of_mem a h),
        (Condition.all_cons_iff a v cs).1 all⟩
  · intro either
    rcases either with ⟨empty, all⟩ | ⟨a, v, mem, same, rest, all⟩
    · exact ⟨fun a h => absurd (empty ▸ h) List.not_mem_nil, all⟩
    · refine same ▸ ⟨fun b h => ?_, (Condition.all_cons_iff a v cs).2 all⟩
      rcases List.mem_cons.1 h with first | later
      · exact first ▸ mem
      · exact rest b later

/-- Descriptions with their counts. -/
abbrev Known := List (List Condition × Nat)

/-- The sum, if both are known. -/
def plus : Option Nat → Option Nat → Option Nat
  | some m, some n => some (Nat.add m n)
  | _, _ => none

noncomputable def lookup (cs : List Condition) (known : Known) : Option Nat :=
  known.rec none fun row _ rest => match Condition.allSame cs row.1 with
    | true => some row.2
    | false => rest

/-- The count of a description that is never true, that leaves nothing but the empty list, or that is known. -/
noncomputable def direct (known : Known) (cs : List Condition) : Option Nat :=
  match Condition.dead cs with
  | true => some 0
  | false => match Condition.ended cs with
    | true => some (Condition.start cs)
    | false => lookup cs known

/-- How many lists begin with one of some letters, from what is known of the rest of them. -/
noncomputable def begun (known : Known) (cs : List Condition) (letters : List Nat) : Option Nat :=
  letters.rec (some 0) fun a _ rest => plus (direct known (Condition.allAfter a cs)) rest

/-- How many lists there are: the empty one, and those that begin with one of the letters. -/
noncomputable def total (known : Known) (letters : List Nat) (cs : List Condition) : Option Nat :=
  plus (some (Condition.start cs)) (begun known cs letters)

def isSome (c : Nat) : Option Nat → Bool
  | none => false
  | some d => Nat.beq d c

/-- What is to be described after a beginning. -/
noncomputable def allAfterList (u : List Nat) : List Condition → List Condition :=
  u.rec (fun cs => cs) fun a _ rest cs => rest (Condition.allAfter a cs)

/-- Whether each row, a beginning and in how many ways it can be continued, follows from those before, and the count from all. -/
noncomputable def follows (letters : List Nat) (cs : List Condition) (c : Nat) (rows : List (List Nat × Nat)) : Known → Bool :=
  rows.rec (fun known => isSome c (total known letters cs)) fun row _ rest known =>
    isSome row.2 (total known letters (allAfterList row.1 cs)) && rest ((allAfterList row.1 cs, row.2) :: known)

section known
variable {letters : List Nat} {known : Known}

/-- What is known is so. -/
def Right (letters : List Nat) (known : Known) : Prop := ∀ cs c, lookup cs known = some c → Counts letters cs c

theorem of_plus {x y : Option Nat} {t : Nat} (h : plus x y = some t) : ∃ m n, x = some m ∧ y = some n ∧ Nat.add m n = t := by
  match x, y, h with
  | some m, some n, h => exact ⟨m, n, rfl, rfl, Option.some.inj h⟩

theorem of_isSome {c : Nat} : {x : Option Nat} → isSome c x = true → x = some c
  | none, h => Bool.noConfusion h
  | some _, h => congrArg some (Nat.eq_of_beq_eq_true h)

theorem counts_direct (right : Right letters known) {cs : List Condition} {c : Nat} (h : direct known cs = some c) :
    Counts letters cs c := by
  unfold direct at h
  cases e : Condition.dead cs with
  | true =>
    rw [e] at h
    exact Option.some.inj h ▸ Exactly.none fun w g => Condition.not_of_dead e g.2
  | false =>
    rw [e] at h
    cases f : Condition.ended cs with
    | true =>
      rw [f] at h
      exact Option.some.inj h ▸ counts_ended f
    | false =>
      rw [f] at h
      exact right cs c h

theorem exactly_begun (right : Right letters known) {cs : List Condition} : {as : List Nat} → {t : Nat} →
    ascending as = true → begun known cs as = some t →
    Exactly t fun w => ∃ a v, a ∈ as ∧ w = a :: v ∧ (∀ b, b ∈ v → b ∈ letters) ∧ Condition.All (Condition.allAfter a cs) v
  | [], _, _, h => Option.some.inj h ▸ Exactly.none fun w ⟨a, _, mem, _⟩ => List.not_mem_nil mem
  | a :: as, t, order, h => by
    obtain ⟨m, n, first, rest, same⟩ := of_plus h
    exact same ▸ cons_exactly (counts_direct right first) order (exactly_begun right (ascending_tail order) rest)

theorem counts_total (right : Right letters known) (order : ascending letters = true) {cs : List Condition} {c : Nat}
    (h : total known letters cs = some c) : Counts letters cs c := by
  obtain ⟨m, n, first, rest, same⟩ := of_plus h
  exact same ▸ Option.some.inj first ▸ .of_cases (exactly_begun right order rest)

theorem right_cons (right : Right letters known) {row : List Condition × Nat} (h : Counts letters row.1 row.2) :
    Right letters (row :: known) := fun cs c known => by
  change (match Condition.allSame cs row.1 with | true => some row.2 | false => lookup cs _) = some c at known
  cases e : Condition.allSame cs row.1 with
  | true =>
    rw [e] at known
    exact Condition.eq_of_allSame e ▸ Option.some.inj known ▸ h
  | false =>
    rw [e] at known
    exact right cs c known

end known

theorem counts_of_follows {letters : List Nat} (order : ascending letters = true) {cs : List Condition} {c : Nat} :
    (rows : List (List Nat × Nat)) → (known : Known) → Right letters known → follows letters cs c rows known = true → Counts letters cs c
  | [], _, right, h => counts_total right order (of_isSome h)
  | _ :: rows, _, right, h => by
    have both := (Bool.and_eq_true _ _).mp h
    exact counts_of_follows order rows _ (right_cons right (counts_total right order (of_isSome both.1))) both.2

/-- `c` lists are as described, by cases: a row says of a beginning in how many ways it can be continued; the rows after it,
and the count, may rest on it, also for other beginnings that leave the same to be described. -/
def ByCases (letters : List Nat) (cs : List Condition) (rows : List (List Nat × Nat)) (c : Nat) : Prop :=
  (ascending letters && follows letters cs c rows []) = true

noncomputable instance (letters : List Nat) (cs : List Condition) (rows : List (List Nat × Nat)) (c : Nat) :
    Decidable (ByCases letters cs rows c) :=
  inferInstanceAs (Decidable (_ = true))

theorem ByCases.counts {letters : List Nat} {cs : List Condition} {rows : List (List Nat × Nat)} {c : Nat}
    (h : ByCases letters cs rows c) : Counts letters cs c := by
  have both := (Bool.and_eq_true _ _).mp h
  exact counts_of_follows both.1 rows [] (fun _ _ known => nomatch known) both.2

/-- The conditions, one after the other. -/
@[reducible] def Condition.Said : List Condition → List Nat → Prop
  | [], _ => True
  | [c], w => c.Holds w
  | c :: cs, w => c.Holds w ∧ Condition.Said cs w

theorem Condition.said_iff {w : List Nat} : {cs : List Condition} → (Condition.Said cs w ↔ Condition.All cs w)
  | [] => .rfl
  | [c] => alone c w
  | _ :: _ :: _ => and_congr .rfl said_iff

theorem ByCases.exactly {letters : List Nat} {cs : List Condition} {rows : List (List Nat × Nat)} {c : Nat}
    (h : ByCases letters cs rows c) : Exactly c fun w => (∀ a, a ∈ w → a ∈ letters) ∧ Condition.Said cs w :=
  Exactly.congr h.counts fun _ => and_congr .rfl Condition.said_iff

end Counting
