/-
Descriptions of lists of numbers: what is left of a description after the first number is again a description.
-/
import Factory.Counting.Exactly

namespace Counting

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
  | starts (a : Nat)
  | ends (a : Nat)
  | closes (a b : Nat)

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
  | starts a, w => ∃ v, w = a :: v
  | ends a, w => ∃ v, w = v ++ [a]
  | closes a b, w => ∃ v, a :: w = v ++ [b]

/-- Whether it is true of the empty list. -/
def nil : Condition → Bool
  | never => false
  | length n => Nat.beq 0 n
  | sum s => Nat.beq 0 s
  | residue r m => Nat.beq (Nat.mod 0 m) r
  | shifted a r m => Nat.beq (Nat.mod a m) r
  | count _ k => Nat.beq 0 k
  | contains _ => false
  | starts _ => false
  | ends _ => false
  | closes a b => Nat.beq a b
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
  | starts b => match Nat.beq a b with
    | true => []
    | false => [never]
  | ends b => [closes a b]
  | closes _ b => [closes a b]

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
  | starts a => exact ⟨fun ⟨_, same⟩ => (nomatch same), fun h => Bool.noConfusion h⟩
  | ends a => exact ⟨fun ⟨v, same⟩ => by cases v <;> exact (nomatch same), fun h => Bool.noConfusion h⟩
  | closes a b =>
    refine ⟨fun ⟨v, same⟩ => ?_, fun h => ⟨[], congrArg (· :: []) (Nat.eq_of_beq_eq_true h)⟩⟩
    cases v with
    | nil => exact (List.cons.inj same).1 ▸ beq_self a
    | cons c v => cases v <;> exact nomatch (List.cons.inj same).2

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
  | starts b =>
    show (∃ v, a :: w = b :: v) ↔ All (match Nat.beq a b with | true => [] | false => [never]) w
    cases e : Nat.beq a b with
    | true => exact ⟨fun _ => trivial, fun _ => ⟨w, congrArg (· :: w) (Nat.eq_of_beq_eq_true e)⟩⟩
    | false => exact all_never fun ⟨_, same⟩ => ne_of_beq e (List.cons.inj same).1
  | ends b => exact alone (closes a b) w
  | closes c b =>
    refine Iff.trans ⟨fun ⟨v, same⟩ => ?_, fun ⟨v, same⟩ => ⟨c :: v, congrArg (c :: ·) same⟩⟩ (alone (closes a b) w)
    cases v with
    | nil => exact nomatch (List.cons.inj same).2
    | cons d v => exact ⟨v, (List.cons.inj same).2⟩

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
  | starts a => match d with | starts b => Nat.beq a b | _ => false
  | ends a => match d with | ends b => Nat.beq a b | _ => false
  | closes a b => match d with | closes a' b' => Nat.beq a a' && Nat.beq b b' | _ => false

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
  case starts.starts => exact congrArg starts (Nat.eq_of_beq_eq_true h)
  case ends.ends => exact congrArg ends (Nat.eq_of_beq_eq_true h)
  case closes.closes =>
    obtain ⟨first, last⟩ := eq_of_both h
    rw [Nat.eq_of_beq_eq_true first, Nat.eq_of_beq_eq_true last]
  all_goals exact Bool.noConfusion h

theorem eq_of_allSame {cs ds : List Condition} : allSame cs ds = true → cs = ds := eq_of_allAs fun _ _ => eq_of_same

end Condition

end Counting
