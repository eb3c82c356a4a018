/-
How many lists of numbers are as described, by cases of the first number: a table of cases that the kernel goes through.
-/
import Factory.Counting.Condition

namespace Counting

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
