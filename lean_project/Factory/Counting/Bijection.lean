/-
Descriptions with equally many lists: bijections, and what the conditions on a list become for its image.
-/
import Factory.Counting

namespace Counting

/-- As many lists have the one property as the other: maps to and fro, each of which undoes the other. -/
def AsMany (P Q : List Nat → Prop) : Prop :=
  ∃ f g : List Nat → List Nat, (∀ w, P w → Q (f w) ∧ g (f w) = w) ∧ ∀ v, Q v → P (g v) ∧ f (g v) = v

/-- Lists of these numbers that are as the conditions say. -/
@[reducible] def Fits (letters : List Nat) (cs : List Condition) (w : List Nat) : Prop :=
  (∀ a ∈ w, a ∈ letters) ∧ Condition.Said cs w

theorem distinct_map {α β : Type} {f : α → β} : {l : List α} → (∀ a b, a ∈ l → b ∈ l → f a = f b → a = b) →
    Distinct l → Distinct (l.map f)
  | [], _, _ => trivial
  | a :: l, one, h => by
    refine ⟨fun mem => ?_, distinct_map (fun b c hb hc => one b c (List.mem_cons_of_mem a hb) (List.mem_cons_of_mem a hc)) h.2⟩
    obtain ⟨b, inside, same⟩ := List.mem_map.1 mem
    exact h.1 (one b a (List.mem_cons_of_mem a inside) List.mem_cons_self same ▸ inside)

section asMany
variable {P Q R : List Nat → Prop} {c d : Nat}

theorem AsMany.symm : AsMany P Q → AsMany Q P
  | ⟨f, g, there, back⟩ => ⟨g, f, back, there⟩

theorem AsMany.trans (h : AsMany P Q) (k : AsMany Q R) : AsMany P R := by
  obtain ⟨f, g, there, back⟩ := h
  obtain ⟨f', g', there', back'⟩ := k
  refine ⟨fun w => f' (f w), fun v => g (g' v), fun w p => ?_, fun v r => ?_⟩
  · have q := there w p
    have r := there' (f w) q.1
    exact ⟨r.1, (congrArg g r.2).trans q.2⟩
  · have q := back' v r
    have p := back (g' v) q.1
    exact ⟨p.1, (congrArg f' p.2).trans q.2⟩

theorem AsMany.exactly (h : AsMany P Q) (count : Exactly c P) : Exactly c Q := by
  obtain ⟨f, g, there, back⟩ := h
  obtain ⟨all, once, mem, length⟩ := count
  refine ⟨all.map f, distinct_map (fun w v hw hv same => ?_) once, fun v => ⟨fun m => ?_, fun q => ?_⟩,
    (List.length_map ..).trans length⟩
  · exact (there w ((mem w).1 hw)).2.symm.trans ((congrArg g same).trans (there v ((mem v).1 hv)).2)
  · obtain ⟨w, inside, same⟩ := List.mem_map.1 m
    exact same ▸ (there w ((mem w).1 inside)).1
  · exact (back v q).2 ▸ List.mem_map_of_mem ((mem (g v)).2 (back v q).1)

/-- Different numbers of lists are not matched by any bijection. -/
theorem AsMany.not (h : Exactly c P) (k : Exactly d Q) (other : Nat.beq c d = false) : ¬AsMany P Q := fun same =>
  Condition.ne_of_beq other ((same.exactly h).unique k)

end asMany

section maps
variable {f g : Nat → Nat} {ks ls w : List Nat} {cs ds : List Condition} {a : Nat}

/-- On these numbers `f` is undone by `g`. -/
@[reducible] def Undone (f g : Nat → Nat) (ks ls : List Nat) : Prop := ∀ a ∈ ks, f a ∈ ls ∧ g (f a) = a

theorem Undone.one (there : Undone f g ks ls) {b : Nat} (ha : a ∈ ks) (hb : b ∈ ks) (same : f a = f b) : a = b :=
  (there a ha).2.symm.trans ((congrArg g same).trans (there b hb).2)

theorem Undone.numbers (there : Undone f g ks ls) (numbers : ∀ a ∈ w, a ∈ ks) : ∀ b ∈ w.map f, b ∈ ls := fun b mem => by
  obtain ⟨a, inside, same⟩ := List.mem_map.1 mem
  exact same ▸ (there a (numbers a inside)).1

theorem Undone.list (there : Undone f g ks ls) (numbers : ∀ a ∈ w, a ∈ ks) : (w.map f).map g = w :=
  List.map_map.trans ((List.map_congr_left fun a mem => (there a (numbers a mem)).2).trans (List.map_id w))

/-- Each number is replaced by another, and back. -/
theorem AsMany.replaced (there : Undone f g ks ls) (back : Undone g f ls ks)
    (said : ∀ w, (∀ a ∈ w, a ∈ ks) → (Condition.Said cs w ↔ Condition.Said ds (w.map f))) :
    AsMany (Fits ks cs) (Fits ls ds) := by
  refine ⟨List.map f, List.map g, fun w h => ⟨⟨there.numbers h.1, (said w h.1).1 h.2⟩, there.list h.1⟩, fun v h => ?_⟩
  have same := back.list h.1
  refine ⟨⟨back.numbers h.1, (said _ (back.numbers h.1)).2 ?_⟩, same⟩
  rw [same]
  exact h.2

/-- The lists are read backwards. -/
theorem AsMany.reversed (said : ∀ w, Condition.Said cs w ↔ Condition.Said ds w.reverse) : AsMany (Fits ks cs) (Fits ks ds) := by
  refine ⟨List.reverse, List.reverse, fun w h => ⟨⟨fun a mem => h.1 a (List.mem_reverse.1 mem), (said w).1 h.2⟩,
    List.reverse_reverse w⟩, fun v h => ⟨⟨fun a mem => h.1 a (List.mem_reverse.1 mem), (said v.reverse).2 ?_⟩, List.reverse_reverse v⟩⟩
  rw [List.reverse_reverse]
  exact h.2

theorem Condition.of_all {c : Condition} : {cs : List Condition} → Condition.All cs w → c ∈ cs → c.Holds w
  | _ :: _, all, mem => (List.mem_cons.1 mem).elim (fun same => same ▸ all.1) (of_all all.2)

/-- The first number, which is the same in all of them, is left out. -/
theorem AsMany.rest (a : Nat) (mem : a ∈ ks) (starts : Condition.starts a ∈ cs) (left : Condition.allAfter a cs = ds) :
    AsMany (Fits ks cs) (Fits ks ds) := by
  have cons : ∀ v, Condition.Said cs (a :: v) ↔ Condition.Said ds v := fun v => by
    rw [Condition.said_iff, Condition.all_cons_iff, left, Condition.said_iff]
  refine ⟨List.tail, (a :: ·), fun w h => ?_, fun v h => ⟨⟨fun b inside => ?_, (cons v).2 h.2⟩, rfl⟩⟩
  · obtain ⟨v, same⟩ := Condition.of_all (Condition.said_iff.1 h.2) starts
    rw [same] at h ⊢
    exact ⟨⟨fun b inside => h.1 b (List.mem_cons_of_mem a inside), (cons v).1 h.2⟩, rfl⟩
  · exact (List.mem_cons.1 inside).elim (fun same => same ▸ mem) (h.1 b)

end maps

/- What a condition becomes when each number of the list is replaced. -/
namespace Replaced
variable {f g : Nat → Nat} {ks ls w : List Nat} {a n k s t p q m : Nat} {P Q : Prop}

theorem length : w.length = n ↔ (w.map f).length = n :=
  ⟨fun h => (List.length_map f).trans h, fun h => (List.length_map f).symm.trans h⟩

/-- The length, which other conditions may rest on. -/
theorem sized (rest : w.length = n → (P ↔ Q)) : w.length = n ∧ P ↔ (w.map f).length = n ∧ Q :=
  ⟨fun h => ⟨length.1 h.1, (rest h.1).1 h.2⟩, fun h => ⟨length.2 h.1, (rest (length.2 h.1)).2 h.2⟩⟩

theorem count_eq (there : Undone f g ks ls) (ha : a ∈ ks) : {w : List Nat} → (∀ b ∈ w, b ∈ ks) →
    Counting.count a w = Counting.count (f a) (w.map f)
  | [], _ => rfl
  | b :: w, numbers => by
    have rest := count_eq there ha fun c mem => numbers c (List.mem_cons_of_mem b mem)
    show _ = Counting.count (f a) (f b :: w.map f)
    cases e : Nat.beq b a with
    | true =>
      rw [Nat.eq_of_beq_eq_true e, Condition.count_cons_same, Condition.count_cons_same, rest]
    | false =>
      have other : Nat.beq (f b) (f a) = false := by
        cases d : Nat.beq (f b) (f a) with
        | true =>
          exact absurd (there.one (numbers b List.mem_cons_self) ha (Nat.eq_of_beq_eq_true d)) (Condition.ne_of_beq e)
        | false => rfl
      rw [Condition.count_cons_other e, Condition.count_cons_other other, rest]

theorem count (there : Undone f g ks ls) (ha : a ∈ ks) (numbers : ∀ b ∈ w, b ∈ ks) :
    Counting.count a w = k ↔ Counting.count (f a) (w.map f) = k :=
  ⟨(count_eq there ha numbers).symm.trans, (count_eq there ha numbers).trans⟩

theorem contains (there : Undone f g ks ls) (ha : a ∈ ks) (numbers : ∀ b ∈ w, b ∈ ks) : a ∈ w ↔ f a ∈ w.map f := by
  refine ⟨List.mem_map_of_mem, fun mem => ?_⟩
  obtain ⟨b, inside, same⟩ := List.mem_map.1 mem
  exact there.one (numbers b inside) ha same ▸ inside

theorem distinct (there : Undone f g ks ls) : {w : List Nat} → (∀ b ∈ w, b ∈ ks) → (Distinct w ↔ Distinct (w.map f))
  | [], _ => .rfl
  | b :: w, numbers => and_congr
    (not_congr (contains there (numbers b List.mem_cons_self) fun c mem => numbers c (List.mem_cons_of_mem b mem)))
    (distinct there fun c mem => numbers c (List.mem_cons_of_mem b mem))

theorem avoids {pairs : List (Nat × Nat)} (there : Undone f g ks ls) (inside : ∀ p ∈ pairs, p.1 ∈ ks ∧ p.2 ∈ ks) :
    {w : List Nat} → (∀ b ∈ w, b ∈ ks) → (Avoids pairs w ↔ Avoids (pairs.map fun p => (f p.1, f p.2)) (w.map f))
  | [], _ => .rfl
  | [_], _ => .rfl
  | a :: b :: w, numbers => by
    refine and_congr (not_congr ⟨fun mem => List.mem_map.2 ⟨(a, b), mem, rfl⟩, fun mem => ?_⟩)
      (avoids there inside fun c mem => numbers c (List.mem_cons_of_mem a mem))
    obtain ⟨p, known, same⟩ := List.mem_map.1 mem
    have both := Prod.mk.inj same
    have first := there.one (inside p known).1 (numbers a List.mem_cons_self) both.1
    have second := there.one (inside p known).2 (numbers b (List.mem_cons_of_mem a List.mem_cons_self)) both.2
    exact first ▸ second ▸ known

theorem starts (there : Undone f g ks ls) (ha : a ∈ ks) (numbers : ∀ b ∈ w, b ∈ ks) :
    (∃ v, w = a :: v) ↔ ∃ v, w.map f = f a :: v := by
  refine ⟨fun ⟨v, same⟩ => ⟨v.map f, congrArg (List.map f) same⟩, fun ⟨v, same⟩ => ?_⟩
  cases w with
  | nil => exact nomatch same
  | cons b u => exact ⟨u, congrArg (· :: u) (there.one (numbers b List.mem_cons_self) ha (List.cons.inj same).1)⟩

/-- Numbers that add up to `m` with what they are replaced by. -/
theorem sum_mirrored (mirror : ∀ a ∈ ks, a + f a = m) : {w : List Nat} → (∀ b ∈ w, b ∈ ks) → w.sum + (w.map f).sum = m * w.length
  | [], _ => rfl
  | b :: w, numbers => by
    have rest := sum_mirrored mirror fun c mem => numbers c (List.mem_cons_of_mem b mem)
    show b + w.sum + (f b + (w.map f).sum) = m * w.length + m
    rw [Nat.add_add_add_comm, mirror b (numbers b List.mem_cons_self), rest, Nat.add_comm]

theorem mirrored (mirror : ∀ a ∈ ks, a + f a = m) (total : s + t = m * n) (numbers : ∀ b ∈ w, b ∈ ks) (long : w.length = n) :
    w.sum = s ↔ (w.map f).sum = t := by
  have both := sum_mirrored mirror numbers
  rw [long, ← total] at both
  exact ⟨fun h => Nat.add_left_cancel (h ▸ both), fun h => Nat.add_right_cancel (h ▸ both)⟩

theorem sum_scaled (scale : ∀ a ∈ ks, f a = p * a + q) : {w : List Nat} → (∀ b ∈ w, b ∈ ks) → (w.map f).sum = p * w.sum + q * w.length
  | [], _ => rfl
  | b :: w, numbers => by
    have rest := sum_scaled scale fun c mem => numbers c (List.mem_cons_of_mem b mem)
    show f b + (w.map f).sum = p * (b + w.sum) + (q * w.length + q)
    rw [scale b (numbers b List.mem_cons_self), rest, Nat.mul_add, Nat.add_add_add_comm, Nat.add_comm q]

/-- Numbers that are multiplied by `p`, which is not 0, and then increased by `q`. -/
theorem scaled (scale : ∀ a ∈ ks, f a = p * a + q) (some : 0 < p) (total : t = p * s + q * n) (numbers : ∀ b ∈ w, b ∈ ks)
    (long : w.length = n) : w.sum = s ↔ (w.map f).sum = t := by
  rw [sum_scaled scale numbers, long, total]
  exact ⟨fun h => h ▸ rfl, fun h => Nat.eq_of_mul_eq_mul_left some (Nat.add_right_cancel h)⟩

end Replaced

/- What a condition becomes when the list is read backwards. -/
namespace Reversed
variable {w : List Nat} {a n k s r m : Nat}

theorem length : w.length = n ↔ w.reverse.length = n :=
  ⟨fun h => List.length_reverse.trans h, fun h => List.length_reverse.symm.trans h⟩

theorem sum_append : {u v : List Nat} → (u ++ v).sum = u.sum + v.sum
  | [], v => (Nat.zero_add v.sum).symm
  | a :: u, v => by
    show a + (u ++ v).sum = a + u.sum + v.sum
    rw [sum_append, Nat.add_assoc]

theorem sum_eq : {w : List Nat} → w.sum = w.reverse.sum
  | [] => rfl
  | a :: w => by
    show a + w.sum = _
    rw [List.reverse_cons, sum_append, ← sum_eq, Nat.add_comm]
    rfl

theorem sum : w.sum = s ↔ w.reverse.sum = s := ⟨sum_eq.symm.trans, sum_eq.trans⟩

theorem residue : w.sum % m = r ↔ w.reverse.sum % m = r :=
  ⟨(congrArg (· % m) sum_eq).symm.trans, (congrArg (· % m) sum_eq).trans⟩

theorem count_append : {u v : List Nat} → Counting.count a (u ++ v) = Counting.count a u + Counting.count a v
  | [], _ => (Nat.zero_add _).symm
  | b :: u, v => by
    show Counting.count a (b :: (u ++ v)) = _
    cases e : Nat.beq b a with
    | true =>
      rw [Nat.eq_of_beq_eq_true e, Condition.count_cons_same, Condition.count_cons_same, count_append, Nat.add_right_comm]
    | false => rw [Condition.count_cons_other e, Condition.count_cons_other e, count_append]

theorem count_eq : {w : List Nat} → Counting.count a w = Counting.count a w.reverse
  | [] => rfl
  | b :: w => by
    rw [List.reverse_cons, count_append, ← count_eq, Nat.add_comm, ← count_append]
    rfl

theorem count : Counting.count a w = k ↔ Counting.count a w.reverse = k := ⟨count_eq.symm.trans, count_eq.trans⟩

theorem contains : a ∈ w ↔ a ∈ w.reverse := List.mem_reverse.symm

theorem distinct_reverse : {w : List Nat} → Distinct w → Distinct w.reverse
  | [], _ => trivial
  | a :: w, h => by
    rw [List.reverse_cons]
    refine distinct_append (distinct_reverse h.2) ⟨List.not_mem_nil, trivial⟩ fun b mem same => ?_
    exact h.1 (List.mem_singleton.1 same ▸ List.mem_reverse.1 mem)

theorem distinct : Distinct w ↔ Distinct w.reverse :=
  ⟨distinct_reverse, fun h => List.reverse_reverse w ▸ distinct_reverse h⟩

theorem avoids_tail {pairs : List (Nat × Nat)} : {w : List Nat} → Avoids pairs (a :: w) → Avoids pairs w
  | [], _ => trivial
  | _ :: _, h => h.2

theorem avoids_iff {pairs : List (Nat × Nat)} : {w : List Nat} →
    (Avoids pairs w ↔ ∀ u a b v, w = u ++ a :: b :: v → (a, b) ∉ pairs)
  | [] => ⟨fun _ u a b v same => by cases u <;> exact (nomatch same), fun _ => trivial⟩
  | c :: w => by
    constructor
    · intro h u a b v same
      cases u with
      | nil =>
        obtain ⟨first, rest⟩ := List.cons.inj same
        rw [rest] at h
        exact first ▸ h.1
      | cons d u => exact avoids_iff.1 (avoids_tail h) u a b v (List.cons.inj same).2
    · intro h
      have rest := avoids_iff.2 fun u a b v same => h (c :: u) a b v (congrArg (c :: ·) same)
      cases w with
      | nil => exact trivial
      | cons d w => exact ⟨h [] c d w rfl, rest⟩

@[reducible] def swap (p : Nat × Nat) : Nat × Nat := (p.2, p.1)

theorem avoids_reverse {pairs : List (Nat × Nat)} (h : Avoids pairs w) : Avoids (pairs.map swap) w.reverse := by
  refine avoids_iff.2 fun u a b v same mem => ?_
  obtain ⟨p, known, equal⟩ := List.mem_map.1 mem
  have both := Prod.mk.inj equal
  refine avoids_iff.1 h v.reverse b a u.reverse ?_ (both.1 ▸ both.2 ▸ known)
  rw [← List.reverse_reverse w, same, List.reverse_append, List.reverse_cons, List.reverse_cons,
    List.append_assoc, List.append_assoc]
  rfl

theorem avoids {pairs : List (Nat × Nat)} : Avoids pairs w ↔ Avoids (pairs.map swap) w.reverse := by
  refine ⟨avoids_reverse, fun h => ?_⟩
  have again := avoids_reverse h
  rw [List.map_map, List.reverse_reverse] at again
  exact (List.map_id pairs) ▸ again

theorem starts : (∃ v, w = a :: v) ↔ ∃ v, w.reverse = v ++ [a] := by
  constructor
  · intro ⟨v, same⟩
    exact ⟨v.reverse, same ▸ List.reverse_cons⟩
  · intro ⟨v, same⟩
    refine ⟨v.reverse, ?_⟩
    rw [← List.reverse_reverse w, same, List.reverse_append]
    rfl

theorem ends : (∃ v, w = v ++ [a]) ↔ ∃ v, w.reverse = a :: v := by
  have back := starts (w := w.reverse) (a := a)
  rw [List.reverse_reverse] at back
  exact back.symm

end Reversed

theorem Replaced.ends {f g : Nat → Nat} {ks ls w : List Nat} {a : Nat} (there : Undone f g ks ls) (ha : a ∈ ks)
    (numbers : ∀ b ∈ w, b ∈ ks) : (∃ v, w = v ++ [a]) ↔ ∃ v, w.map f = v ++ [f a] := by
  rw [Reversed.ends, Reversed.ends, ← List.map_reverse]
  exact Replaced.starts there ha fun b mem => numbers b (List.mem_reverse.1 mem)

end Counting
