/-
Facts as natural numbers, for proofs that the kernel computes with: the digits are the predicate and its arguments.

Everything here is made for the kernel's evaluator: recursors are named, arithmetic is that which the kernel does natively.
-/
import Factory.Geometry.Certificate

universe u v

namespace Factory.Geometry

/-! ### Digits -/

namespace Digits

scoped notation "head" x:max => Nat.mod x (nat_lit 65536)
scoped notation "tail" x:max => Nat.div x (nat_lit 65536)
scoped notation "cons" a:max x:max => Nat.add a (Nat.mul (nat_lit 65536) x)

variable {a b c d e f g h x : Nat}

theorem base_pos : 0 < 65536 := Nat.le_of_ble_eq_true rfl
theorem head_lt (x : Nat) : head x < 65536 := Nat.mod_lt x base_pos
theorem head_eq (h : a < 65536) : head a = a := Nat.mod_eq_of_lt h
theorem head_cons (h : a < 65536) : head (cons a x) = a :=
  (Nat.add_mul_mod_self_left a 65536 x).trans (Nat.mod_eq_of_lt h)
theorem tail_cons (h : a < 65536) : tail (cons a x) = x :=
  (Nat.add_mul_div_left a x base_pos).trans ((congrArg (· + x) (Nat.div_eq_of_lt h)).trans (Nat.zero_add x))

/-- A member of a list; `default` beyond its end. -/
noncomputable def pick {α : Type v} (default : α) (l : List α) : Nat → α :=
  l.rec (fun _ => default) fun a _ rest i => i.rec a fun i _ => rest i

end Digits

open Digits

/-! ### Facts -/

namespace Fact

noncomputable def code2 (k a b : Nat) : Nat := cons k (cons a b)
noncomputable def code3 (k a b c : Nat) : Nat := cons k (cons a (cons b c))
noncomputable def code4 (k a b c d : Nat) : Nat := cons k (cons a (cons b (cons c d)))
noncomputable def code5 (k a b c d e : Nat) : Nat := cons k (cons a (cons b (cons c (cons d e))))
noncomputable def code6 (k a b c d e f : Nat) : Nat := cons k (cons a (cons b (cons c (cons d (cons e f)))))
noncomputable def code8 (k a b c d e f g h : Nat) : Nat :=
  cons k (cons a (cons b (cons c (cons d (cons e (cons f (cons g h)))))))

noncomputable def sum3 (a b c : Nat) : Nat := Nat.add a (Nat.add b c)
noncomputable def sum4 (a b c d : Nat) : Nat := Nat.add a (sum3 b c d)
noncomputable def sum5 (a b c d e : Nat) : Nat := Nat.add a (sum4 b c d e)
noncomputable def sum6 (a b c d e f : Nat) : Nat := Nat.add a (sum5 b c d e f)
noncomputable def sum8 (a b c d e f g h : Nat) : Nat := Nat.add a (Nat.add b (sum6 c d e f g h))

section
variable {a b c d e f g h bound : Nat}
theorem parts (l : Nat.add a b < bound) : a < bound ∧ b < bound :=
  ⟨Nat.lt_of_le_of_lt (Nat.le_add_right a b) l, Nat.lt_of_le_of_lt (Nat.le_add_left b a) l⟩
theorem parts3 (l : sum3 a b c < bound) : a < bound ∧ b < bound ∧ c < bound := ⟨(parts l).1, parts (parts l).2⟩
theorem parts4 (l : sum4 a b c d < bound) : a < bound ∧ b < bound ∧ c < bound ∧ d < bound := ⟨(parts l).1, parts3 (parts l).2⟩
theorem parts5 (l : sum5 a b c d e < bound) : a < bound ∧ b < bound ∧ c < bound ∧ d < bound ∧ e < bound :=
  ⟨(parts l).1, parts4 (parts l).2⟩
theorem parts6 (l : sum6 a b c d e f < bound) : a < bound ∧ b < bound ∧ c < bound ∧ d < bound ∧ e < bound ∧ f < bound :=
  ⟨(parts l).1, parts5 (parts l).2⟩
theorem parts8 (l : sum8 a b c d e f g h < bound) :
    a < bound ∧ b < bound ∧ c < bound ∧ d < bound ∧ e < bound ∧ f < bound ∧ g < bound ∧ h < bound :=
  ⟨(parts l).1, (parts (parts l).2).1, parts6 (parts (parts l).2).2⟩
end

/-- The number of a fact. -/
noncomputable def code (f : Fact) : Nat :=
  @Fact.rec (fun _ => Nat) (code3 0) (code4 1) (code4 2) (code4 3) (code3 4) (code4 5) (code4 6) (code8 7) (code8 8)
    (code8 9) (code6 10) (code6 11) (code6 12) (code6 13) (code5 14) (code6 15) (code3 16) (code4 17) (code4 18) (code8 19)
    (code6 20) (code6 21) (code6 22) (cons 23 0) (code2 24) f

noncomputable def of2 (F : Nat → Nat → Fact) (x : Nat) : Fact := F (head x) (head (tail x))
noncomputable def of3 (F : Nat → Nat → Nat → Fact) (x : Nat) : Fact := F (head x) (head (tail x)) (head (tail (tail x)))
noncomputable def of4 (F : Nat → Nat → Nat → Nat → Fact) (x : Nat) : Fact :=
  of3 (F (head x)) (tail x)
noncomputable def of5 (F : Nat → Nat → Nat → Nat → Nat → Fact) (x : Nat) : Fact :=
  of3 (F (head x) (head (tail x))) (tail (tail x))
noncomputable def of6 (F : Nat → Nat → Nat → Nat → Nat → Nat → Fact) (x : Nat) : Fact :=
  of3 (F (head x) (head (tail x)) (head (tail (tail x)))) (tail (tail (tail x)))
noncomputable def of8 (F : Nat → Nat → Nat → Nat → Nat → Nat → Nat → Nat → Fact) (x : Nat) : Fact :=
  of6 (F (head x) (head (tail x))) (tail (tail x))

/-- How to read the facts, by the number of the predicate: eight to a row. -/
noncomputable def readers : List (List (Nat → Fact)) :=
  [[of3 coll, of4 para, of4 perp, of4 cong, of3 midp, of4 circle, of4 cyclic, of8 eqangle],
    [of8 compl, of8 eqratio, of6 simtri, of6 simtrir, of6 contri, of6 contrir, of5 aconst, of6 rconst],
    [of3 ncoll, of4 npara, of4 nperp, of8 neqangle, of6 sameside, of6 sameclock, of6 oppclock, fun _ => turn],
    [of2 product]]

/-- The fact with this number. -/
noncomputable def ofCode (x : Nat) : Fact :=
  pick (fun _ => turn) (pick [] readers (Nat.div (head x) 8)) (Nat.mod (head x) 8) (tail x)

/-- All its arguments are digits. -/
def Bounded : Fact → Prop
  | coll a b c | midp a b c | ncoll a b c => a < 65536 ∧ b < 65536 ∧ c < 65536
  | para a b c d | perp a b c d | cong a b c d | circle a b c d | cyclic a b c d | npara a b c d | nperp a b c d =>
    a < 65536 ∧ b < 65536 ∧ c < 65536 ∧ d < 65536
  | aconst a b c d n => a < 65536 ∧ b < 65536 ∧ c < 65536 ∧ d < 65536 ∧ n < 65536
  | simtri a b c d e f | simtrir a b c d e f | contri a b c d e f | contrir a b c d e f | rconst a b c d e f
  | sameside a b c d e f | sameclock a b c d e f | oppclock a b c d e f =>
    a < 65536 ∧ b < 65536 ∧ c < 65536 ∧ d < 65536 ∧ e < 65536 ∧ f < 65536
  | eqangle a b c d e f g h | compl a b c d e f g h | eqratio a b c d e f g h | neqangle a b c d e f g h =>
    a < 65536 ∧ b < 65536 ∧ c < 65536 ∧ d < 65536 ∧ e < 65536 ∧ f < 65536 ∧ g < 65536 ∧ h < 65536
  | turn => True
  | product m n => m < 65536 ∧ n < 65536

variable {a b c d e f g h : Nat}

theorem of2_code {F : Nat → Nat → Fact} (ha : a < 65536) (hb : b < 65536) : of2 F (cons a b) = F a b := by
  unfold of2
  rw [head_cons ha, tail_cons ha, head_eq hb]
theorem of3_code {F : Nat → Nat → Nat → Fact} (ha : a < 65536) (hb : b < 65536) (hc : c < 65536) :
    of3 F (cons a (cons b c)) = F a b c := by
  unfold of3
  rw [head_cons ha, tail_cons ha, head_cons hb, tail_cons hb, head_eq hc]
theorem of4_code {F : Nat → Nat → Nat → Nat → Fact} (ha : a < 65536) (hb : b < 65536) (hc : c < 65536) (hd : d < 65536) :
    of4 F (cons a (cons b (cons c d))) = F a b c d := by
  unfold of4
  rw [head_cons ha, tail_cons ha, of3_code hb hc hd]
theorem of5_code {F : Nat → Nat → Nat → Nat → Nat → Fact} (ha : a < 65536) (hb : b < 65536) (hc : c < 65536)
    (hd : d < 65536) (he : e < 65536) : of5 F (cons a (cons b (cons c (cons d e)))) = F a b c d e := by
  unfold of5
  rw [head_cons ha, tail_cons ha, head_cons hb, tail_cons hb, of3_code hc hd he]
theorem of6_code {F : Nat → Nat → Nat → Nat → Nat → Nat → Fact} (ha : a < 65536) (hb : b < 65536) (hc : c < 65536)
    (hd : d < 65536) (he : e < 65536) (hf : f < 65536) :
    of6 F (cons a (cons b (cons c (cons d (cons e f))))) = F a b c d e f := by
  unfold of6
  rw [head_cons ha, tail_cons ha, head_cons hb, tail_cons hb, head_cons hc, tail_cons hc, of3_code hd he hf]
theorem of8_code {F : Nat → Nat → Nat → Nat → Nat → Nat → Nat → Nat → Fact} (ha : a < 65536) (hb : b < 65536)
    (hc : c < 65536) (hd : d < 65536) (he : e < 65536) (hf : f < 65536) (hg : g < 65536) (hh : h < 65536) :
    of8 F (cons a (cons b (cons c (cons d (cons e (cons f (cons g h))))))) = F a b c d e f g h := by
  unfold of8
  rw [head_cons ha, tail_cons ha, head_cons hb, tail_cons hb, of6_code hc hd he hf hg hh]

theorem ofCode_cons (k x : Nat) (h : k < 65536) :
    ofCode (cons k x) = pick (fun _ => turn) (pick [] readers (Nat.div k 8)) (Nat.mod k 8) x := by
  unfold ofCode
  rw [head_cons h, tail_cons h]
theorem read {f : Fact} (k x : Nat) (h : Nat.ble (k + 1) 65536 = true)
    (e : pick (fun _ => turn) (pick [] readers (Nat.div k 8)) (Nat.mod k 8) x = f) : ofCode (cons k x) = f :=
  (ofCode_cons k x (Nat.le_of_ble_eq_true h)).trans e

/-- A fact whose arguments are digits is read from its number. -/
theorem ofCode_code : (f : Fact) → f.Bounded → ofCode f.code = f
  | coll .., ⟨a, b, c⟩ => read 0 _ rfl (of3_code a b c)
  | para .., ⟨a, b, c, d⟩ => read 1 _ rfl (of4_code a b c d)
  | perp .., ⟨a, b, c, d⟩ => read 2 _ rfl (of4_code a b c d)
  | cong .., ⟨a, b, c, d⟩ => read 3 _ rfl (of4_code a b c d)
  | midp .., ⟨a, b, c⟩ => read 4 _ rfl (of3_code a b c)
  | circle .., ⟨a, b, c, d⟩ => read 5 _ rfl (of4_code a b c d)
  | cyclic .., ⟨a, b, c, d⟩ => read 6 _ rfl (of4_code a b c d)
  | eqangle .., ⟨a, b, c, d, e, f, g, h⟩ => read 7 _ rfl (of8_code a b c d e f g h)
  | compl .., ⟨a, b, c, d, e, f, g, h⟩ => read 8 _ rfl (of8_code a b c d e f g h)
  | eqratio .., ⟨a, b, c, d, e, f, g, h⟩ => read 9 _ rfl (of8_code a b c d e f g h)
  | simtri .., ⟨a, b, c, d, e, f⟩ => read 10 _ rfl (of6_code a b c d e f)
  | simtrir .., ⟨a, b, c, d, e, f⟩ => read 11 _ rfl (of6_code a b c d e f)
  | contri .., ⟨a, b, c, d, e, f⟩ => read 12 _ rfl (of6_code a b c d e f)
  | contrir .., ⟨a, b, c, d, e, f⟩ => read 13 _ rfl (of6_code a b c d e f)
  | aconst .., ⟨a, b, c, d, e⟩ => read 14 _ rfl (of5_code a b c d e)
  | rconst .., ⟨a, b, c, d, e, f⟩ => read 15 _ rfl (of6_code a b c d e f)
  | ncoll .., ⟨a, b, c⟩ => read 16 _ rfl (of3_code a b c)
  | npara .., ⟨a, b, c, d⟩ => read 17 _ rfl (of4_code a b c d)
  | nperp .., ⟨a, b, c, d⟩ => read 18 _ rfl (of4_code a b c d)
  | neqangle .., ⟨a, b, c, d, e, f, g, h⟩ => read 19 _ rfl (of8_code a b c d e f g h)
  | sameside .., ⟨a, b, c, d, e, f⟩ => read 20 _ rfl (of6_code a b c d e f)
  | sameclock .., ⟨a, b, c, d, e, f⟩ => read 21 _ rfl (of6_code a b c d e f)
  | oppclock .., ⟨a, b, c, d, e, f⟩ => read 22 _ rfl (of6_code a b c d e f)
  | turn, _ => read 23 _ rfl rfl
  | product .., ⟨a, b⟩ => read 24 _ rfl (of2_code a b)

/-- The sum of its arguments. -/
noncomputable def size (f : Fact) : Nat :=
  @Fact.rec (fun _ => Nat) sum3 sum4 sum4 sum4 sum3 sum4 sum4 sum8 sum8 sum8 sum6 sum6 sum6 sum6 sum5 sum6 sum3 sum4 sum4 sum8
    sum6 sum6 sum6 0 Nat.add f

theorem bounded_of_size : (f : Fact) → f.size < 65536 → f.Bounded
  | coll .., h | midp .., h | ncoll .., h => parts3 h
  | para .., h | perp .., h | cong .., h | circle .., h | cyclic .., h | npara .., h | nperp .., h => parts4 h
  | aconst .., h => parts5 h
  | simtri .., h | simtrir .., h | contri .., h | contrir .., h | rconst .., h | sameside .., h | sameclock .., h
  | oppclock .., h => parts6 h
  | eqangle .., h | compl .., h | eqratio .., h | neqangle .., h => parts8 h
  | turn, _ => trivial
  | product .., h => parts h

/-- The segments whose ends are looked at when the fact is proved; those of `cyclic` when it is used, since it may say of three
points that they are not collinear. -/
noncomputable def sooner (f : Fact) : List (Nat × Nat) := f.segmentsWith fun _ _ _ _ => []
noncomputable def later (f : Fact) : List (Nat × Nat) :=
  @Fact.rec (fun _ => List (Nat × Nat)) (fun _ _ _ => []) (fun _ _ _ _ => []) (fun _ _ _ _ => []) (fun _ _ _ _ => [])
    (fun _ _ _ => []) (fun _ _ _ _ => []) quadrangle (fun _ _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ _ _ => [])
    (fun _ _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ => [])
    (fun _ _ _ _ _ _ => []) (fun _ _ _ _ _ => []) (fun _ _ _ _ _ _ => []) (fun _ _ _ => []) (fun _ _ _ _ => [])
    (fun _ _ _ _ => []) (fun _ _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ => [])
    (fun _ _ _ _ _ _ => []) [] (fun _ _ => []) f

theorem sooner_proper {F : Type u} [OrderedField F] {P : List (Point F)} {f : Fact} (h : AllProper P f.segments) :
    AllProper P f.sooner := by
  cases f <;> first | exact h | exact trivial
theorem segments_proper {F : Type u} [OrderedField F] {P : List (Point F)} {f : Fact} (h : AllProper P f.sooner)
    (g : AllProper P f.later) : AllProper P f.segments := by
  cases f <;> first | exact g | exact h

end Fact

/-! ### Instances of rules -/

/-- What a rule says of some points: premises and conditions, which points must be different, what follows. -/
structure Instance where
  premises : List Fact
  different : List (Nat × Nat)
  conclusion : Fact

/-- A rule, of at most eight points. -/
abbrev Rule := Nat → Nat → Nat → Nat → Nat → Nat → Nat → Nat → Instance

def AllBounded : List Fact → Prop
  | [] => True
  | f :: l => f.Bounded ∧ AllBounded l

/-- The rule is true, and names no points but those that it is given. -/
def Rule.Sound (r : Rule) : Prop :=
  ∀ (F : Type) [OrderedField F] (w : Point F) (P : List (Point F)) (a b c d e f g h : Nat), a < 65536 → b < 65536 →
    c < 65536 → d < 65536 → e < 65536 → f < 65536 → g < 65536 → h < 65536 →
    (AllBounded (r a b c d e f g h).premises ∧ (r a b c d e f g h).conclusion.Bounded) ∧
      (Certificate.Hold w P (r a b c d e f g h).premises → AllProper P (r a b c d e f g h).different →
        (r a b c d e f g h).conclusion.holds w P)

end Factory.Geometry
