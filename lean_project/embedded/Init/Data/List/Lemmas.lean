/-
Lists: the laws of append, map, filter, the folds, reverse, membership and ranges; what can be decided.
-/
prelude
import Init.Data.List.Basic
import Init.Data.Nat.MinMax

universe u v w

namespace List

variable {α : Type u} {β : Type v} {γ : Type w}

/-! ### Append and length -/

@[simp] theorem append_nil : (as : List α) → as ++ [] = as
  | [] => rfl
  | a :: as => congrArg (cons a) (append_nil as)
@[simp] theorem append_assoc : (as bs cs : List α) → as ++ bs ++ cs = as ++ (bs ++ cs)
  | [], _, _ => rfl
  | a :: as, bs, cs => congrArg (cons a) (append_assoc as bs cs)
theorem append_cons (as : List α) (b : α) (bs : List α) : as ++ b :: bs = as ++ [b] ++ bs := (append_assoc as [b] bs).symm
theorem concat_eq_append : {as : List α} → {a : α} → as.concat a = as ++ [a]
  | [], _ => rfl
  | b :: _, _ => congrArg (cons b) concat_eq_append

theorem cons_ne_nil (a : α) (l : List α) : a :: l ≠ [] := fun h => nomatch h
theorem nil_ne_cons (a : α) (l : List α) : [] ≠ a :: l := fun h => nomatch h
theorem cons_inj_right (a : α) {l l' : List α} : a :: l = a :: l' ↔ l = l' := ⟨fun h => (cons.inj h).2, congrArg (cons a)⟩
theorem exists_cons_of_ne_nil : {l : List α} → l ≠ [] → ∃ b L, l = b :: L
  | [], h => absurd rfl h
  | b :: L, _ => ⟨b, L, rfl⟩

@[simp] theorem length_append : {as bs : List α} → (as ++ bs).length = as.length + bs.length
  | [], bs => (Nat.zero_add bs.length).symm
  | _ :: as, bs => (congrArg (· + 1) length_append).trans (Nat.add_right_comm as.length bs.length 1)
@[simp] theorem length_map : {as : List α} → (f : α → β) → (as.map f).length = as.length
  | [], _ => rfl
  | _ :: _, f => congrArg (· + 1) (length_map f)
@[simp] theorem length_replicate : {n : Nat} → {a : α} → (replicate n a).length = n
  | 0, _ => rfl
  | _ + 1, _ => congrArg (· + 1) length_replicate
theorem eq_nil_of_length_eq_zero : {l : List α} → l.length = 0 → l = []
  | [], _ => rfl
  | _ :: _, h => nomatch h
@[simp] theorem length_eq_zero_iff {l : List α} : l.length = 0 ↔ l = [] :=
  ⟨eq_nil_of_length_eq_zero, fun h => h ▸ rfl⟩
theorem length_pos_iff {l : List α} : 0 < l.length ↔ l ≠ [] :=
  ⟨fun h e => Nat.lt_irrefl 0 (Nat.lt_of_lt_of_eq h (congrArg length e)),
    fun h => Nat.pos_of_ne_zero fun e => h (eq_nil_of_length_eq_zero e)⟩
theorem length_pos_of_ne_nil {l : List α} (h : l ≠ []) : 0 < l.length := length_pos_iff.2 h
theorem ne_nil_of_length_pos {l : List α} (h : 0 < l.length) : l ≠ [] := length_pos_iff.1 h

@[simp] theorem append_eq_nil_iff : {p q : List α} → p ++ q = [] ↔ p = [] ∧ q = []
  | [], _ => ⟨fun h => ⟨rfl, h⟩, And.right⟩
  | _ :: _, _ => ⟨fun h => (nomatch h), fun h => (nomatch h.1)⟩
theorem append_cancel_left : {as bs cs : List α} → as ++ bs = as ++ cs → bs = cs
  | [], _, _, h => h
  | _ :: _, _, _, h => append_cancel_left (cons.inj h).2
theorem append_inj : {s₁ s₂ t₁ t₂ : List α} → s₁ ++ t₁ = s₂ ++ t₂ → s₁.length = s₂.length → s₁ = s₂ ∧ t₁ = t₂
  | [], [], _, _, h, _ => ⟨rfl, h⟩
  | _ :: _, [], _, _, _, e => nomatch e
  | [], _ :: _, _, _, _, e => nomatch e
  | _ :: _, _ :: _, _, _, h, e =>
    have g := append_inj (cons.inj h).2 (Nat.succ.inj e)
    ⟨(cons.inj h).1 ▸ g.1 ▸ rfl, g.2⟩

/-! ### Map and filter -/

@[simp] theorem map_map {g : β → γ} {f : α → β} : {l : List α} → (l.map f).map g = l.map (g ∘ f)
  | [] => rfl
  | a :: _ => congrArg (cons (g (f a))) map_map
@[simp] theorem map_append {f : α → β} : {l₁ l₂ : List α} → (l₁ ++ l₂).map f = l₁.map f ++ l₂.map f
  | [], _ => rfl
  | a :: _, _ => congrArg (cons (f a)) map_append
@[simp] theorem map_id : (l : List α) → l.map id = l
  | [] => rfl
  | a :: l => congrArg (cons a) (map_id l)
@[simp] theorem map_id' : (l : List α) → l.map (fun a => a) = l := map_id
@[simp] theorem map_id_fun : map (id : α → α) = id := funext map_id
theorem map_congr_left : {l : List α} → {f g : α → β} → ((a : α) → a ∈ l → f a = g a) → l.map f = l.map g
  | [], _, _, _ => rfl
  | a :: as, f, g, h => by
    rw [map_cons, map_cons, h a (.head as), map_congr_left (f := f) (g := g) fun b m => h b (.tail a m)]
@[simp] theorem map_eq_nil_iff {f : α → β} : {l : List α} → l.map f = [] ↔ l = []
  | [] => ⟨fun _ => rfl, fun _ => rfl⟩
  | _ :: _ => ⟨fun h => (nomatch h), fun h => (nomatch h)⟩

@[simp] theorem filter_cons_of_pos {p : α → Bool} {a : α} {l : List α} (h : p a = true) :
    (a :: l).filter p = a :: l.filter p := by
  rw [filter, h]
@[simp] theorem filter_cons_of_neg {p : α → Bool} {a : α} {l : List α} (h : ¬p a = true) :
    (a :: l).filter p = l.filter p := by
  rw [filter, Bool.of_not_eq_true h]
theorem filter_cons {x : α} {xs : List α} {p : α → Bool} :
    (x :: xs).filter p = ite (p x = true) (x :: xs.filter p) (xs.filter p) :=
  Decidable.byCases (p := p x = true) (fun h => (filter_cons_of_pos h).trans (if_pos h).symm)
    fun h => (filter_cons_of_neg h).trans (if_neg h).symm
@[simp] theorem filter_append {p : α → Bool} : (l₁ l₂ : List α) → (l₁ ++ l₂).filter p = l₁.filter p ++ l₂.filter p
  | [], _ => rfl
  | a :: l₁, l₂ => Decidable.byCases (p := p a = true)
    (fun h => by rw [cons_append, filter_cons_of_pos h, filter_cons_of_pos h, filter_append l₁ l₂, cons_append])
    fun h => by rw [cons_append, filter_cons_of_neg h, filter_cons_of_neg h, filter_append l₁ l₂]
theorem length_filter_le (p : α → Bool) : (l : List α) → (l.filter p).length ≤ l.length
  | [] => Nat.le_refl 0
  | a :: l => Decidable.byCases (p := p a = true)
    (fun h => (filter_cons_of_pos h (l := l)).symm ▸ Nat.succ_le_succ (length_filter_le p l))
    fun h => (filter_cons_of_neg h (l := l)).symm ▸ Nat.le_succ_of_le (length_filter_le p l)

/-! ### Folds -/

@[simp] theorem foldr_append {f : α → β → β} {b : β} : {l l' : List α} →
    (l ++ l').foldr f b = l.foldr f (l'.foldr f b)
  | [], _ => rfl
  | a :: _, _ => congrArg (f a) foldr_append
@[simp] theorem foldl_append {f : β → α → β} : {b : β} → {l l' : List α} →
    (l ++ l').foldl f b = l'.foldl f (l.foldl f b)
  | _, [], _ => rfl
  | _, _ :: l, _ => foldl_append (l := l)
theorem foldr_map {f : α → β} {g : β → γ → γ} {init : γ} : {l : List α} →
    (l.map f).foldr g init = l.foldr (fun x y => g (f x) y) init
  | [] => rfl
  | a :: _ => congrArg (g (f a)) foldr_map
theorem foldl_map {f : α → β} {g : γ → β → γ} : {l : List α} → {init : γ} →
    (l.map f).foldl g init = l.foldl (fun x y => g x (f y)) init
  | [], _ => rfl
  | _ :: l, _ => foldl_map (l := l)
@[simp] theorem foldr_cons_eq_append {f : α → β} {l' : List β} : {l : List α} →
    l.foldr (fun x ys => f x :: ys) l' = l.map f ++ l'
  | [] => rfl
  | a :: _ => congrArg (cons (f a)) foldr_cons_eq_append
@[simp] theorem foldr_cons_nil : {l : List α} → l.foldr cons [] = l
  | [] => rfl
  | a :: _ => congrArg (cons a) foldr_cons_nil

/-! ### Reverse -/

theorem reverseAux_eq_append : {as bs : List α} → reverseAux as bs = reverseAux as [] ++ bs
  | [], _ => rfl
  | a :: as, bs => (reverseAux_eq_append (as := as) (bs := a :: bs)).trans
    ((append_cons (reverseAux as []) a bs).trans
      (congrArg (· ++ bs) (reverseAux_eq_append (as := as) (bs := [a])).symm))
theorem reverseAux_eq {as bs : List α} : reverseAux as bs = reverse as ++ bs := reverseAux_eq_append
@[simp] theorem reverse_cons {a : α} {as : List α} : (a :: as).reverse = as.reverse ++ [a] :=
  reverseAux_eq_append (as := as) (bs := [a])
theorem reverse_singleton {a : α} : [a].reverse = [a] := rfl
@[simp] theorem reverse_append : {as bs : List α} → (as ++ bs).reverse = bs.reverse ++ as.reverse
  | [], bs => (append_nil bs.reverse).symm
  | a :: as, bs => by rw [cons_append, reverse_cons, reverse_cons, reverse_append (as := as), append_assoc]
@[simp] theorem reverse_reverse : (as : List α) → as.reverse.reverse = as
  | [] => rfl
  | a :: as => by rw [reverse_cons, reverse_append, reverse_reverse as, reverse_singleton, singleton_append]
@[simp] theorem length_reverse : {as : List α} → as.reverse.length = as.length
  | [] => rfl
  | a :: as => by rw [reverse_cons, length_append, length_reverse (as := as), length_singleton, length_cons]
theorem map_reverse {f : α → β} : {l : List α} → l.reverse.map f = (l.map f).reverse
  | [] => rfl
  | a :: l => by rw [reverse_cons, map_append, map_reverse (l := l), map_singleton, map_cons,
    reverse_cons]
theorem filter_reverse {p : α → Bool} : {l : List α} → l.reverse.filter p = (l.filter p).reverse
  | [] => rfl
  | a :: l => Decidable.byCases (p := p a = true)
    (fun h => by rw [reverse_cons, filter_append, filter_reverse (l := l), filter_cons_of_pos h, filter_cons_of_pos h,
      reverse_cons, filter_nil])
    fun h => by rw [reverse_cons, filter_append, filter_reverse (l := l), filter_cons_of_neg h, filter_cons_of_neg h,
      filter_nil, append_nil]
@[simp] theorem reverse_eq_nil_iff {xs : List α} : xs.reverse = [] ↔ xs = [] :=
  ⟨fun h => (reverse_reverse xs).symm.trans (congrArg reverse h), congrArg reverse⟩
theorem reverse_inj {xs ys : List α} : xs.reverse = ys.reverse ↔ xs = ys :=
  ⟨fun h => (reverse_reverse xs).symm.trans ((congrArg reverse h).trans (reverse_reverse ys)), congrArg reverse⟩
theorem foldl_reverse {f : β → α → β} {b : β} : {l : List α} → l.reverse.foldl f b = l.foldr (fun x y => f y x) b
  | [] => rfl
  | a :: l => by rw [reverse_cons, foldl_append, foldl_reverse (l := l), foldl_cons, foldl_nil, foldr_cons]
theorem foldr_reverse {l : List α} {f : α → β → β} {b : β} : l.reverse.foldr f b = l.foldl (fun x y => f y x) b :=
  (foldl_reverse (f := fun x y => f y x) (b := b) (l := l.reverse)).symm.trans
    (congrArg (foldl (fun x y => f y x) b) (reverse_reverse l))

/-! ### Membership -/

theorem not_mem_nil {a : α} : ¬a ∈ ([] : List α) := fun h => nomatch h
@[simp] theorem mem_nil_iff (a : α) : a ∈ ([] : List α) ↔ False := ⟨not_mem_nil, False.elim⟩
theorem mem_cons_self {a : α} {l : List α} : a ∈ a :: l := .head l
theorem mem_cons_of_mem (y : α) {a : α} {l : List α} (h : a ∈ l) : a ∈ y :: l := .tail y h
@[simp] theorem mem_cons {a b : α} {l : List α} : a ∈ b :: l ↔ a = b ∨ a ∈ l :=
  ⟨fun h => match h with
    | .head _ => .inl rfl
    | .tail _ h => .inr h,
    fun h => h.elim (fun e => e ▸ mem_cons_self) (mem_cons_of_mem b)⟩
theorem eq_or_mem_of_mem_cons {a b : α} {l : List α} (h : a ∈ b :: l) : a = b ∨ a ∈ l := mem_cons.1 h
theorem mem_singleton_self (a : α) : a ∈ [a] := mem_cons_self
theorem mem_singleton {a b : α} : a ∈ [b] ↔ a = b :=
  ⟨fun h => (mem_cons.1 h).elim id fun g => absurd g not_mem_nil, fun h => h ▸ mem_cons_self⟩
theorem eq_of_mem_singleton {a b : α} (h : a ∈ [b]) : a = b := mem_singleton.1 h
theorem ne_nil_of_mem {a : α} {l : List α} (h : a ∈ l) : l ≠ [] := fun e => not_mem_nil (e ▸ h)
theorem forall_mem_cons {p : α → Prop} {a : α} {l : List α} :
    (∀ x, x ∈ a :: l → p x) ↔ p a ∧ ∀ x, x ∈ l → p x :=
  ⟨fun h => ⟨h a mem_cons_self, fun x m => h x (mem_cons_of_mem a m)⟩,
    fun ⟨h, g⟩ x m => (mem_cons.1 m).elim (fun e => e ▸ h) (g x)⟩

@[simp] theorem mem_append {a : α} : {s t : List α} → a ∈ s ++ t ↔ a ∈ s ∨ a ∈ t
  | [], _ => ⟨.inr, fun h => h.elim (fun g => absurd g not_mem_nil) id⟩
  | b :: _, _ =>
    ⟨fun h => (mem_cons.1 h).elim (fun e => .inl (mem_cons.2 (.inl e)))
      fun g => (mem_append.1 g).elim (fun g => .inl (mem_cons_of_mem b g)) .inr,
    fun h => h.elim (fun g => (mem_cons.1 g).elim (fun e => mem_cons.2 (.inl e))
      fun g => mem_cons_of_mem b (mem_append.2 (.inl g))) fun g => mem_cons_of_mem b (mem_append.2 (.inr g))⟩
theorem mem_append_left {a : α} {as : List α} (bs : List α) (h : a ∈ as) : a ∈ as ++ bs := mem_append.2 (.inl h)
theorem mem_append_right {b : α} (as : List α) {bs : List α} (h : b ∈ bs) : b ∈ as ++ bs := mem_append.2 (.inr h)

@[simp] theorem mem_map {b : β} {f : α → β} : {l : List α} → b ∈ l.map f ↔ ∃ a, a ∈ l ∧ f a = b
  | [] => ⟨fun h => absurd h not_mem_nil, fun ⟨_, h, _⟩ => absurd h not_mem_nil⟩
  | a :: _ =>
    ⟨fun h => (mem_cons.1 h).elim (fun e => ⟨a, mem_cons_self, e.symm⟩)
      fun g => match mem_map.1 g with
        | ⟨x, m, e⟩ => ⟨x, mem_cons_of_mem a m, e⟩,
    fun ⟨x, m, e⟩ => (mem_cons.1 m).elim (fun g => mem_cons.2 (.inl (e.symm.trans (congrArg f g))))
      fun g => mem_cons_of_mem (f a) (mem_map.2 ⟨x, g, e⟩)⟩
theorem mem_map_of_mem {f : α → β} {a : α} {l : List α} (h : a ∈ l) : f a ∈ l.map f := mem_map.2 ⟨a, h, rfl⟩
theorem exists_of_mem_map {f : α → β} {b : β} {l : List α} (h : b ∈ l.map f) : ∃ a, a ∈ l ∧ f a = b :=
  mem_map.1 h

@[simp] theorem mem_filter {p : α → Bool} {x : α} : {as : List α} → x ∈ as.filter p ↔ x ∈ as ∧ p x = true
  | [] => ⟨fun h => absurd h not_mem_nil, fun h => absurd h.1 not_mem_nil⟩
  | a :: as => Decidable.byCases (p := p a = true)
    (fun h => (filter_cons_of_pos h (l := as)).symm ▸
      ⟨fun g => (mem_cons.1 g).elim (fun e => ⟨mem_cons.2 (.inl e), e ▸ h⟩)
        fun g => ⟨mem_cons_of_mem a (mem_filter.1 g).1, (mem_filter.1 g).2⟩,
      fun ⟨g, hx⟩ => (mem_cons.1 g).elim (fun e => mem_cons.2 (.inl e)) fun g => mem_cons_of_mem a (mem_filter.2 ⟨g, hx⟩)⟩)
    fun h => (filter_cons_of_neg h (l := as)).symm ▸
      ⟨fun g => ⟨mem_cons_of_mem a (mem_filter.1 g).1, (mem_filter.1 g).2⟩,
      fun ⟨g, hx⟩ => (mem_cons.1 g).elim (fun e => absurd (e ▸ hx) h) fun g => mem_filter.2 ⟨g, hx⟩⟩

@[simp] theorem mem_reverse {x : α} : {as : List α} → x ∈ as.reverse ↔ x ∈ as
  | [] => .rfl
  | a :: as => by
    rw [reverse_cons, mem_append, mem_reverse (as := as), mem_singleton, mem_cons]
    exact ⟨Or.symm, Or.symm⟩
theorem mem_replicate {a b : α} : {n : Nat} → b ∈ replicate n a ↔ n ≠ 0 ∧ b = a
  | 0 => ⟨fun h => absurd h not_mem_nil, fun h => absurd rfl h.1⟩
  | n + 1 => ⟨fun h => ⟨Nat.succ_ne_zero n, (mem_cons.1 h).elim id fun g => (mem_replicate.1 g).2⟩,
      fun h => mem_cons.2 (.inl h.2)⟩
theorem append_of_mem {a : α} : {l : List α} → a ∈ l → ∃ s t, l = s ++ a :: t
  | b :: l, h => (mem_cons.1 h).elim (fun e => ⟨[], l, e ▸ rfl⟩)
    fun g => match append_of_mem g with
      | ⟨s, t, e⟩ => ⟨b :: s, t, congrArg (cons b) e⟩
theorem length_pos_of_mem {a : α} {l : List α} (h : a ∈ l) : 0 < l.length := length_pos_iff.2 (ne_nil_of_mem h)

/-! ### Taking and dropping -/

@[simp] theorem take_append_drop : (i : Nat) → (l : List α) → l.take i ++ l.drop i = l
  | 0, _ => rfl
  | _ + 1, [] => rfl
  | i + 1, a :: l => congrArg (cons a) (take_append_drop i l)
@[simp] theorem take_length : {l : List α} → l.take l.length = l
  | [] => rfl
  | a :: _ => congrArg (cons a) take_length
@[simp] theorem drop_length : {l : List α} → l.drop l.length = []
  | [] => rfl
  | _ :: l => drop_length (l := l)
@[simp] theorem length_drop : {i : Nat} → {l : List α} → (l.drop i).length = l.length - i
  | 0, _ => rfl
  | i + 1, [] => (Nat.zero_sub (i + 1)).symm
  | i + 1, _ :: l => (length_drop (i := i) (l := l)).trans (Nat.succ_sub_succ l.length i).symm
@[simp] theorem length_take : {i : Nat} → {l : List α} → (l.take i).length = min i l.length
  | 0, l => (Nat.zero_min l.length).symm
  | i + 1, [] => rfl
  | i + 1, _ :: l => (congrArg (· + 1) (length_take (i := i) (l := l))).trans
    ((Nat.le_total i l.length).elim
      (fun h => by rw [Nat.min_eq_left h, length_cons, Nat.min_eq_left (Nat.succ_le_succ h)])
      fun h => by rw [Nat.min_eq_right h, length_cons, Nat.min_eq_right (Nat.succ_le_succ h)])
@[simp] theorem length_zipWith (f : α → β → γ) : (l₁ : List α) → (l₂ : List β) →
    (zipWith f l₁ l₂).length = min l₁.length l₂.length
  | [], l₂ => (Nat.zero_min l₂.length).symm
  | _ :: _, [] => rfl
  | _ :: l₁, _ :: l₂ => (congrArg (· + 1) (length_zipWith f l₁ l₂)).trans
    ((Nat.le_total l₁.length l₂.length).elim
      (fun h => by rw [Nat.min_eq_left h, length_cons, length_cons, Nat.min_eq_left (Nat.succ_le_succ h)])
      fun h => by rw [Nat.min_eq_right h, length_cons, length_cons, Nat.min_eq_right (Nat.succ_le_succ h)])

/-! ### Ranges and sums -/

theorem range_loop_eq : (n : Nat) → (ns : List Nat) → range.loop n ns = range.loop n [] ++ ns
  | 0, _ => rfl
  | n + 1, ns => (range_loop_eq n (n :: ns)).trans ((append_cons (range.loop n []) n ns).trans
    (congrArg (· ++ ns) (range_loop_eq n [n]).symm))
@[simp] theorem range_zero : range 0 = [] := rfl
theorem range_succ {n : Nat} : range (n + 1) = range n ++ [n] := range_loop_eq n [n]
@[simp] theorem length_range : {n : Nat} → (range n).length = n
  | 0 => rfl
  | n + 1 => by rw [range_succ, length_append, length_range (n := n), length_singleton]
@[simp] theorem mem_range {m : Nat} : {n : Nat} → m ∈ range n ↔ m < n
  | 0 => ⟨fun h => absurd h not_mem_nil, fun h => absurd h (Nat.not_lt_zero m)⟩
  | n + 1 => by
    rw [range_succ, mem_append, mem_range (n := n), mem_singleton, Nat.lt_succ_iff, Nat.le_iff_lt_or_eq]

@[simp] theorem sum_nil [Add α] [Zero α] : ([] : List α).sum = 0 := rfl
@[simp] theorem sum_cons [Add α] [Zero α] {a : α} {l : List α} : (a :: l).sum = a + l.sum := rfl

/-! ### What can be decided -/

protected def hasDecEq [DecidableEq α] : (a b : List α) → Decidable (a = b)
  | [], [] => isTrue rfl
  | _ :: _, [] => isFalse fun h => nomatch h
  | [], _ :: _ => isFalse fun h => nomatch h
  | a :: as, b :: bs =>
    match decEq a b with
    | isFalse h => isFalse fun g => h (cons.inj g).1
    | isTrue h =>
      match List.hasDecEq as bs with
      | isTrue g => isTrue (h ▸ g ▸ rfl)
      | isFalse g => isFalse fun e => g (cons.inj e).2

instance instDecidableEq [DecidableEq α] : DecidableEq (List α) := List.hasDecEq

instance instDecidableMem [DecidableEq α] (a : α) : (as : List α) → Decidable (a ∈ as)
  | [] => isFalse not_mem_nil
  | b :: as =>
    match decEq a b with
    | isTrue h => isTrue (mem_cons.2 (.inl h))
    | isFalse h =>
      match instDecidableMem a as with
      | isTrue g => isTrue (mem_cons_of_mem b g)
      | isFalse g => isFalse fun e => (mem_cons.1 e).elim h g

instance decidableBAll (p : α → Prop) [DecidablePred p] : (l : List α) → Decidable (∀ x, x ∈ l → p x)
  | [] => isTrue fun _ h => absurd h not_mem_nil
  | a :: l =>
    match (inferInstance : Decidable (p a)), decidableBAll p l with
    | isTrue h, isTrue g => isTrue (forall_mem_cons.2 ⟨h, g⟩)
    | isFalse h, _ => isFalse fun e => h (e a mem_cons_self)
    | _, isFalse g => isFalse fun e => g (forall_mem_cons.1 e).2

instance decidableBEx (p : α → Prop) [DecidablePred p] : (l : List α) → Decidable (∃ x, x ∈ l ∧ p x)
  | [] => isFalse fun ⟨_, h, _⟩ => absurd h not_mem_nil
  | a :: l =>
    match (inferInstance : Decidable (p a)), decidableBEx p l with
    | isTrue h, _ => isTrue ⟨a, mem_cons_self, h⟩
    | isFalse _, isTrue g => isTrue (match g with | ⟨x, m, h⟩ => ⟨x, mem_cons_of_mem a m, h⟩)
    | isFalse h, isFalse g => isFalse fun ⟨x, m, hx⟩ => (mem_cons.1 m).elim (fun e => h (e ▸ hx)) fun m => g ⟨x, m, hx⟩

end List
