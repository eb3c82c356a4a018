/-! Lists, options and pairs: functions, laws by induction, membership, decisions. -/

theorem append_nil' {α : Type} (xs : List α) : xs ++ [] = xs := by
  induction xs with
  | nil => rfl
  | cons x xs ih => rw [List.cons_append, ih]

theorem append_assoc' {α : Type} (xs ys zs : List α) : (xs ++ ys) ++ zs = xs ++ (ys ++ zs) := by
  induction xs with
  | nil => rfl
  | cons x xs ih => simp

theorem length_append' {α : Type} (xs ys : List α) : (xs ++ ys).length = xs.length + ys.length := by
  induction xs with
  | nil => simp
  | cons x xs ih => rw [List.cons_append, List.length_cons, ih, List.length_cons, Nat.add_right_comm]

theorem length_swap {α : Type} (xs ys : List α) : (xs ++ ys).length = (ys ++ xs).length := by
  rw [List.length_append, List.length_append, Nat.add_comm]

theorem map_length {α β : Type} (f : α → β) (xs : List α) : (xs.map f).length = xs.length := by simp

theorem map_twice (xs : List Nat) : (xs.map (fun n => n + 1)).map (fun n => n * 2) = xs.map (fun n => (n + 1) * 2) := by
  rw [List.map_map]
  rfl

theorem map_append' {α β : Type} (f : α → β) (xs ys : List α) : (xs ++ ys).map f = xs.map f ++ ys.map f := by
  induction xs with
  | nil => rfl
  | cons x xs ih => simp

theorem map_identity {α : Type} (xs : List α) : xs.map id = xs := by simp

theorem reverse_twice {α : Type} (xs : List α) : xs.reverse.reverse = xs := by simp

theorem reverse_append' {α : Type} (xs ys : List α) : (xs ++ ys).reverse = ys.reverse ++ xs.reverse := by
  induction xs with
  | nil => simp
  | cons x xs ih => rw [List.cons_append, List.reverse_cons, ih, List.reverse_cons, List.append_assoc]

theorem length_reverse' {α : Type} (xs : List α) : xs.reverse.length = xs.length := by simp

theorem mem_first {α : Type} (x : α) (xs : List α) : x ∈ x :: xs := by simp

theorem mem_append' {α : Type} (x : α) (xs ys : List α) (h : x ∈ xs) : x ∈ xs ++ ys := by
  rw [List.mem_append]
  left
  exact h

theorem mem_two (n : Nat) (h : n ∈ [1, 2]) : n = 1 ∨ n = 2 := by simpa using h

theorem mem_map' (f : Nat → Nat) (n : Nat) (xs : List Nat) (h : n ∈ xs.map f) : ∃ m, m ∈ xs ∧ f m = n := by
  rw [List.mem_map] at h
  obtain ⟨m, hm, e⟩ := h
  exact ⟨m, hm, e⟩

theorem not_mem_empty {α : Type} (x : α) : ¬x ∈ ([] : List α) := by
  intro h
  cases h

theorem filter_true {α : Type} (xs : List α) : xs.filter (fun _ => true) = xs := by
  induction xs with
  | nil => rfl
  | cons x xs ih => rw [List.filter_cons_of_pos rfl, ih]

theorem filter_is_shorter {α : Type} (p : α → Bool) (xs : List α) : (xs.filter p).length ≤ xs.length :=
  List.length_filter_le p xs

theorem filter_mem {α : Type} (p : α → Bool) (x : α) (xs : List α) (h : x ∈ xs.filter p) : p x = true :=
  (List.mem_filter.mp h).2

theorem cons_injective {α : Type} (x y : α) (xs ys : List α) (h : x :: xs = y :: ys) : x = y ∧ xs = ys := by
  injection h with h₁ h₂
  exact ⟨h₁, h₂⟩

theorem cons_injective_simp {α : Type} (x y : α) (xs ys : List α) : x :: xs = y :: ys ↔ x = y ∧ xs = ys := by simp

theorem nil_or_cons {α : Type} (xs : List α) : xs = [] ∨ ∃ y ys, xs = y :: ys := by
  cases xs with
  | nil => left; rfl
  | cons y ys => right; exact ⟨y, ys, rfl⟩

theorem empty_iff_no_length {α : Type} (xs : List α) : xs.length = 0 ↔ xs = [] := by simp

theorem foldr_is_id {α : Type} (xs : List α) : xs.foldr List.cons [] = xs := by
  induction xs with
  | nil => rfl
  | cons x xs ih => rw [List.foldr_cons, ih]

theorem sum_append (xs ys : List Nat) : (xs ++ ys).foldr (· + ·) 0 = xs.foldr (· + ·) 0 + ys.foldr (· + ·) 0 := by
  induction xs with
  | nil => simp
  | cons x xs ih => rw [List.cons_append, List.foldr_cons, ih, List.foldr_cons, Nat.add_assoc]

def double : List Nat → List Nat
  | [] => []
  | x :: xs => (x + x) :: double xs

theorem double_is_map (xs : List Nat) : double xs = xs.map (fun x => 2 * x) := by
  induction xs with
  | nil => rfl
  | cons x xs ih => rw [double, ih, List.map_cons, Nat.two_mul]

theorem double_length : ∀ xs : List Nat, (double xs).length = xs.length
  | [] => rfl
  | _ :: xs => by rw [double, List.length_cons, double_length xs, List.length_cons]

theorem range_three : List.range 3 = [0, 1, 2] := by decide

theorem mem_range' (n m : Nat) (h : n < m) : n ∈ List.range m := by
  rw [List.mem_range]
  exact h

theorem concrete : [1, 2, 3].map (· * 10) ++ [4] = [10, 20, 30, 4] := by decide

theorem all_small : ∀ x ∈ [3, 1, 4, 1, 5], x < 6 := by decide

theorem different : [1, 2] ≠ [2, 1] := by decide

theorem take_and_drop {α : Type} (n : Nat) (xs : List α) : xs.take n ++ xs.drop n = xs := List.take_append_drop n xs

theorem option_cases (o : Option Nat) : o = none ∨ ∃ n, o = some n := by
  cases o with
  | none => left; rfl
  | some n => right; exact ⟨n, rfl⟩

theorem some_injective (a b : Nat) (h : some a = some b) : a = b := by
  injection h

theorem option_map (n : Nat) : (some n).map (· + 1) = some (n + 1) := by simp

theorem none_is_not_some (n : Nat) : none ≠ some n := by
  intro h
  contradiction

theorem pair_eta (p : Nat × Nat) : (p.1, p.2) = p := rfl

theorem pair_ext (p q : Nat × Nat) (h₁ : p.1 = q.1) (h₂ : p.2 = q.2) : p = q := by
  obtain ⟨a, b⟩ := p
  obtain ⟨c, d⟩ := q
  simp at h₁ h₂
  rw [h₁, h₂]
