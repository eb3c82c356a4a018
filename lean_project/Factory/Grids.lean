/-
Puzzles in which unknown numbers below a small bound are found by cases: rows of numbers in some order, the cases of a
number, and for each kind of clue why numbers contradict it, and why they fit it.
-/
import Factory.Parts

namespace Grids

/-- The numbers from 0 to 2, in some order. -/
structure Row3 (a b c : Nat) : Prop where
  b1 : a < 3
  b2 : b < 3
  b3 : c < 3
  d12 : a ≠ b
  d13 : a ≠ c
  d23 : b ≠ c

/-- The numbers from 0 to 3, in some order. -/
structure Row4 (a b c d : Nat) : Prop where
  b1 : a < 4
  b2 : b < 4
  b3 : c < 4
  b4 : d < 4
  d12 : a ≠ b
  d13 : a ≠ c
  d14 : a ≠ d
  d23 : b ≠ c
  d24 : b ≠ d
  d34 : c ≠ d

/-- The numbers from 0 to 4, in some order. -/
structure Row5 (a b c d e : Nat) : Prop where
  b1 : a < 5
  b2 : b < 5
  b3 : c < 5
  b4 : d < 5
  b5 : e < 5
  d12 : a ≠ b
  d13 : a ≠ c
  d14 : a ≠ d
  d15 : a ≠ e
  d23 : b ≠ c
  d24 : b ≠ d
  d25 : b ≠ e
  d34 : c ≠ d
  d35 : c ≠ e
  d45 : d ≠ e

section
variable {a b c i j k t : Nat} {P : Prop}

private theorem below {n : Nat} (h : a < n + 1) : a = n ∨ a < n := Nat.eq_or_lt_of_le (Nat.le_of_lt_succ h)

private theorem both : {x y : Bool} → (x && y) = true → x = true ∧ y = true
  | true, true, _ => ⟨rfl, rfl⟩
  | false, _, h => Bool.noConfusion h
  | true, false, h => Bool.noConfusion h
private theorem either : {x y : Bool} → (x || y) = true → x = true ∨ y = true
  | true, _, _ => .inl rfl
  | false, _, h => .inr h
private theorem not_true : {x : Bool} → (!x) = true → x = false
  | false, _ => rfl
  | true, h => Bool.noConfusion h
private theorem neither : {x y : Bool} → (x || y) = false → x = false ∧ y = false
  | false, false, _ => ⟨rfl, rfl⟩
  | false, true, h => Bool.noConfusion h
  | true, _, h => Bool.noConfusion h

/-- The cases of a number below 2, 3, 4, 5. -/
theorem two (h : a < 2) (f0 : a = 0 → P) (f1 : a = 1 → P) : P :=
  (below h).elim f1 fun h => (below h).elim f0 fun h => absurd h (Nat.not_lt_zero a)
theorem three (h : a < 3) (f0 : a = 0 → P) (f1 : a = 1 → P)
    (f2 : a = 2 → P) : P := (below h).elim f2 fun h => two h f0 f1
theorem four (h : a < 4) (f0 : a = 0 → P) (f1 : a = 1 → P) (f2 : a = 2 → P) (f3 : a = 3 → P) : P :=
  (below h).elim f3 fun h => three h f0 f1 f2
theorem five (h : a < 5) (f0 : a = 0 → P) (f1 : a = 1 → P) (f2 : a = 2 → P) (f3 : a = 3 → P) (f4 : a = 4 → P) : P :=
  (below h).elim f4 fun h => four h f0 f1 f2 f3

/-- Numbers that contradict a clue. -/
theorem no_differ (h : a ≠ b) (p : a = i) (q : b = i) : P := absurd (p.trans q.symm) h
theorem no_is (h : a = k) (p : a = i) (no : Nat.beq i k = false) : P
    := absurd (p.symm.trans h) (Nat.ne_of_beq_eq_false no)
theorem no_not (h : a ≠ k) (p : a = k) : P := absurd p h
theorem no_same (h : a = b) (p : a = i) (q : b = j) (no : Nat.beq i j = false) : P :=
  no_is (h.trans q) p no
theorem no_next (h : a + 1 = b) (p : a = i) (q : b = j) (no : Nat.beq (i + 1) j = false) : P := by
  cases p
  exact no_is (h.trans q) rfl no
theorem no_beside (h : a + 1 = b ∨ b + 1 = a) (p : a = i) (q : b = j)
    (no : (Nat.beq (i + 1) j || Nat.beq (j + 1) i) = false) : P := by
  exact h.elim (fun h => no_next h p q (neither no).1) fun h => no_next h q p (neither no).2
theorem no_apart (h : ¬(a + 1 = b ∨ b + 1 = a)) (p : a = i) (q : b = j)
    (no : (Nat.beq (i + 1) j || Nat.beq (j + 1) i) = true) : P := by
  cases p
  cases q
  refine absurd ?_ h
  exact (either no).imp Nat.eq_of_beq_eq_true Nat.eq_of_beq_eq_true
theorem no_before (h : a < b) (p : a = i) (q : b = j) (no : Nat.ble j i = true) : P := by
  cases p
  cases q
  exact absurd h (Nat.not_lt_of_le (Nat.le_of_ble_eq_true no))
theorem no_pair (h : a + b = t) (p : a = i) (q : b = j) (no : Nat.beq (i + j) t = false) : P := by
  cases p
  cases q
  exact absurd h (Nat.ne_of_beq_eq_false no)
theorem no_triple (h : a + b + c = t) (p : a = i) (q : b = j) (r : c = k) (no : Nat.beq (i + j + k) t = false) : P
    := by
  cases p
  cases q
  cases r
  exact absurd h (Nat.ne_of_beq_eq_false no)

/-- Numbers that fit a clue. -/
theorem below_of (p : a = i) (yes : Nat.ble (i + 1) k = true) : a < k := p ▸ Nat.le_of_ble_eq_true yes
theorem differ (p : a = i) (q : b = j) (yes : Nat.beq i j = false) : a ≠ b := fun h =>
  Nat.ne_of_beq_eq_false yes (p.symm.trans (h.trans q))
theorem is_not (p : a = i) (yes : Nat.beq i k = false) : a ≠ k := fun h => Nat.ne_of_beq_eq_false yes (p.symm.trans h)
theorem same (p : a = i) (q : b = i) : a = b := p.trans q.symm
theorem next (p : a = i) (q : b = j) (yes : Nat.beq (i + 1) j = true) : a + 1 = b := by
  cases p
  cases q
  exact Nat.eq_of_beq_eq_true yes
theorem beside (p : a = i) (q : b = j) (yes : (Nat.beq (i + 1) j || Nat.beq (j + 1) i) = true)
    : a + 1 = b ∨ b + 1 = a :=
  (either yes).imp (next p q) (next q p)
theorem apart (p : a = i) (q : b = j) (yes : (Nat.beq (i + 1) j || Nat.beq (j + 1) i) = false) :
    ¬(a + 1 = b ∨ b + 1 = a) := fun h => no_beside h p q yes
theorem before (p : a = i) (q : b = j) (yes : Nat.ble (i + 1) j = true) : a < b := by
  cases p
  cases q
  exact Nat.le_of_ble_eq_true yes
theorem pair (p : a = i) (q : b = j) (yes : Nat.beq (i + j) t = true) : a + b = t := by
  cases p
  cases q
  exact Nat.eq_of_beq_eq_true yes
theorem triple (p : a = i) (q : b = j) (r : c = k) (yes : Nat.beq (i + j + k) t = true) : a + b + c = t := by
  cases p
  cases q
  cases r
  exact Nat.eq_of_beq_eq_true yes

end

/-- Numbers that are 0 to 2 in some order. -/
theorem row3 {a b c i j k : Nat} (ha : a = i) (hb : b = j) (hc : c = k)
    (ok : (Nat.ble (i + 1) 3 && (Nat.ble (j + 1) 3 && (Nat.ble (k + 1) 3 && (!Nat.beq i j && (!Nat.beq i k &&
      (!Nat.beq j k)))))) = true) : Row3 a b c := by
  have s0 := both ok
  have s1 := both s0.2
  have s2 := both s1.2
  have s3 := both s2.2
  have s4 := both s3.2
  exact ⟨below_of ha s0.1, below_of hb s1.1, below_of hc s2.1, differ ha hb (not_true s3.1),
    differ ha hc (not_true s4.1), differ hb hc (not_true s4.2)⟩

/-- Numbers that are 0 to 3 in some order. -/
theorem row4 {a b c d i j k l : Nat} (ha : a = i) (hb : b = j) (hc : c = k) (hd : d = l)
    (ok : (Nat.ble (i + 1) 4 && (Nat.ble (j + 1) 4 && (Nat.ble (k + 1) 4 && (Nat.ble (l + 1) 4 && (!Nat.beq i j &&
      (!Nat.beq i k && (!Nat.beq i l && (!Nat.beq j k && (!Nat.beq j l &&
      (!Nat.beq k l)))))))))) = true) : Row4 a b c d := by
  have s0 := both ok
  have s1 := both s0.2
  have s2 := both s1.2
  have s3 := both s2.2
  have s4 := both s3.2
  have s5 := both s4.2
  have s6 := both s5.2
  have s7 := both s6.2
  have s8 := both s7.2
  exact ⟨below_of ha s0.1, below_of hb s1.1, below_of hc s2.1, below_of hd s3.1, differ ha hb (not_true s4.1),
    differ ha hc (not_true s5.1), differ ha hd (not_true s6.1), differ hb hc (not_true s7.1),
    differ hb hd (not_true s8.1), differ hc hd (not_true s8.2)⟩

/-- Numbers that are 0 to 4 in some order. -/
theorem row5 {a b c d e i j k l m : Nat} (ha : a = i) (hb : b = j) (hc : c = k) (hd : d = l) (he : e = m)
    (ok : (Nat.ble (i + 1) 5 && (Nat.ble (j + 1) 5 && (Nat.ble (k + 1) 5 && (Nat.ble (l + 1) 5 &&
      (Nat.ble (m + 1) 5 && (!Nat.beq i j && (!Nat.beq i k && (!Nat.beq i l && (!Nat.beq i m && (!Nat.beq j k &&
      (!Nat.beq j l && (!Nat.beq j m && (!Nat.beq k l && (!Nat.beq k m &&
      (!Nat.beq l m))))))))))))))) = true) : Row5 a b c d e := by
  have s0 := both ok
  have s1 := both s0.2
  have s2 := both s1.2
  have s3 := both s2.2
  have s4 := both s3.2
  have s5 := both s4.2
  have s6 := both s5.2
  have s7 := both s6.2
  have s8 := both s7.2
  have s9 := both s8.2
  have s10 := both s9.2
  have s11 := both s10.2
  have s12 := both s11.2
  have s13 := both s12.2
  exact ⟨below_of ha s0.1, below_of hb s1.1, below_of hc s2.1, below_of hd s3.1, below_of he s4.1,
    differ ha hb (not_true s5.1), differ ha hc (not_true s6.1), differ ha hd (not_true s7.1),
    differ ha he (not_true s8.1), differ hb hc (not_true s9.1), differ hb hd (not_true s10.1),
    differ hb he (not_true s11.1), differ hc hd (not_true s12.1), differ hc he (not_true s13.1),
    differ hd he (not_true s13.2)⟩

end Grids
