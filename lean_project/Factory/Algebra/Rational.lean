/-
The rational numbers as an ordered field of our own: statements about ordered fields are about something, and what is
true of a figure with rational coordinates can be decided by computation.

A rational number is a class of fractions of the same value. Ordinary Lean has `Rat`, reduced fractions, and the embedded
core has not; so this file does without, and compiles in both.
-/
import Factory.Algebra.OrderedField
import Factory.Algebra.LinearCombination

namespace Factory

instance : CommRing Int where
  zero := 0
  one := 1
  add_assoc := Int.add_assoc
  add_comm := Int.add_comm
  add_zero := Int.add_zero
  add_neg_cancel := Int.add_right_neg
  sub_eq_add_neg _ _ := Int.sub_eq_add_neg
  mul_assoc := Int.mul_assoc
  mul_comm := Int.mul_comm
  mul_one := Int.mul_one
  mul_add := Int.mul_add

/-- A fraction, not necessarily in lowest terms. -/
structure Fraction where
  num : Int
  den : Int
  positive : 0 < den

namespace Fraction

theorem den_ne_zero (p : Fraction) : p.den ≠ 0 := Int.ne_of_gt p.positive

theorem nonneg_of_mul_nonneg {a b : Int} (ha : 0 < a) (h : 0 ≤ a * b) : 0 ≤ b :=
  (Int.lt_or_ge b 0).elim (fun hb => by
    have g := Int.mul_pos ha (show (0 : Int) < -b from Int.neg_lt_neg hb)
    rw [Int.mul_neg] at g
    exact absurd (Int.neg_lt_neg g) (by rw [Int.neg_neg]; exact Int.not_lt_of_ge h)) id

/-- The two fractions have the same value. -/
def Same (p q : Fraction) : Prop := p.num * q.den = q.num * p.den
/-- The value of the first is at most that of the second. -/
def Le (p q : Fraction) : Prop := 0 ≤ q.num * p.den - p.num * q.den

theorem Le.refl (p : Fraction) : p.Le p := Int.le_of_eq (Int.sub_self _).symm
theorem Le.trans {p q s : Fraction} (h : p.Le q) (g : q.Le s) : p.Le s := by
  refine nonneg_of_mul_nonneg q.positive ?_
  have e : s.den * (q.num * p.den - p.num * q.den) + p.den * (s.num * q.den - q.num * s.den) =
      q.den * (s.num * p.den - p.num * s.den) :=
    ring_correct [p.num, p.den, q.num, q.den, s.num, s.den]
      (.add (.mul (.var 5) (.sub (.mul (.var 2) (.var 1)) (.mul (.var 0) (.var 3))))
        (.mul (.var 1) (.sub (.mul (.var 4) (.var 3)) (.mul (.var 2) (.var 5)))))
      (.mul (.var 3) (.sub (.mul (.var 4) (.var 1)) (.mul (.var 0) (.var 5)))) (by decide +kernel)
  rw [← e]
  exact Int.add_nonneg (Int.mul_nonneg (Int.le_of_lt s.positive) h) (Int.mul_nonneg (Int.le_of_lt p.positive) g)
theorem Le.total (p q : Fraction) : p.Le q ∨ q.Le p :=
  (Int.le_total (p.num * q.den) (q.num * p.den)).imp Int.sub_nonneg_of_le Int.sub_nonneg_of_le
theorem Same.le {p q : Fraction} (h : p.Same q) : p.Le q := Int.le_of_eq (sub_eq_zero.2 h.symm).symm
theorem Same.symm {p q : Fraction} (h : p.Same q) : q.Same p := Eq.symm h
theorem Same.of_le {p q : Fraction} (h : p.Le q) (g : q.Le p) : p.Same q :=
  Int.le_antisymm (Int.le_of_sub_nonneg h) (Int.le_of_sub_nonneg g)

/-! ### Operations -/

def ofInt (n : Int) : Fraction := ⟨n, 1, Int.zero_lt_one⟩
def add (p q : Fraction) : Fraction := ⟨p.num * q.den + q.num * p.den, p.den * q.den, Int.mul_pos p.positive q.positive⟩
def mul (p q : Fraction) : Fraction := ⟨p.num * q.num, p.den * q.den, Int.mul_pos p.positive q.positive⟩
def neg (p : Fraction) : Fraction := ⟨-p.num, p.den, p.positive⟩

theorem square_nonneg (a : Int) : 0 ≤ a * a :=
  (Int.le_total 0 a).elim (fun h => Int.mul_nonneg h h) fun h =>
    have g : 0 ≤ -a := Int.neg_le_neg h
    Int.neg_mul_neg a a ▸ Int.mul_nonneg g g
theorem square_pos {a : Int} (h : a ≠ 0) : 0 < a * a :=
  Int.lt_of_le_of_ne (square_nonneg a) fun e => (Int.mul_eq_zero.1 e.symm).elim h h
def inv (p : Fraction) : Fraction :=
  if h : p.num = 0 then ofInt 0 else ⟨p.num * p.den, p.num * p.num, square_pos h⟩

/-- The fraction in lowest terms, so that numbers stay small. That it is the same is looked at, not proved. -/
def reduce (p : Fraction) : Fraction :=
  let g : Int := ((p.num.natAbs.gcd p.den.natAbs : Nat) : Int)
  if h : 0 < p.den / g ∧ p.num / g * p.den = p.num * (p.den / g) then ⟨p.num / g, p.den / g, h.1⟩ else p

theorem reduce_same (p : Fraction) : p.reduce.Same p := by
  show Same (dite _ _ _) p
  split
  · next h => exact h.2
  · exact Eq.refl _

theorem Same.add_left {p p' : Fraction} (h : p.Same p') (q : Fraction) : (p.add q).Same (p'.add q) :=
  ring_combination [p.num, p.den, p'.num, p'.den, q.num, q.den]
    (.mul (.add (.mul (.var 0) (.var 5)) (.mul (.var 4) (.var 1))) (.mul (.var 3) (.var 5)))
    (.mul (.add (.mul (.var 2) (.var 5)) (.mul (.var 4) (.var 3))) (.mul (.var 1) (.var 5)))
    [⟨.mul (.var 5) (.var 5), .mul (.var 0) (.var 3), .mul (.var 2) (.var 1)⟩] (by decide +kernel) ⟨h, trivial⟩
theorem Same.mul_left {p p' : Fraction} (h : p.Same p') (q : Fraction) : (p.mul q).Same (p'.mul q) :=
  ring_combination [p.num, p.den, p'.num, p'.den, q.num, q.den]
    (.mul (.mul (.var 0) (.var 4)) (.mul (.var 3) (.var 5))) (.mul (.mul (.var 2) (.var 4)) (.mul (.var 1) (.var 5)))
    [⟨.mul (.var 4) (.var 5), .mul (.var 0) (.var 3), .mul (.var 2) (.var 1)⟩] (by decide +kernel) ⟨h, trivial⟩
theorem add_comm (p q : Fraction) : p.add q = q.add p := by
  unfold add
  congr 1
  · exact Int.add_comm _ _
  · exact Int.mul_comm _ _
theorem mul_comm (p q : Fraction) : p.mul q = q.mul p := by
  unfold mul
  congr 1
  · exact Int.mul_comm _ _
  · exact Int.mul_comm _ _
theorem Same.neg {p p' : Fraction} (h : p.Same p') : p.neg.Same p'.neg := by
  show -p.num * p'.den = -p'.num * p.den
  rw [Int.neg_mul, Int.neg_mul, show p.num * p'.den = p'.num * p.den from h]
theorem Same.num_eq_zero {p p' : Fraction} (h : p.Same p') (e : p.num = 0) : p'.num = 0 := by
  have g : p'.num * p.den = 0 := Eq.trans (Eq.symm h) (by rw [e, Int.zero_mul])
  exact (Int.mul_eq_zero.1 g).resolve_right p.den_ne_zero
theorem Same.inv {p p' : Fraction} (h : p.Same p') : p.inv.Same p'.inv := by
  unfold Fraction.inv
  split
  · next e =>
    rw [dif_pos (h.num_eq_zero e)]
    exact Eq.refl _
  · next e =>
    rw [dif_neg fun g => e (h.symm.num_eq_zero g)]
    exact ring_combination [p.num, p.den, p'.num, p'.den] (.mul (.mul (.var 0) (.var 1)) (.mul (.var 2) (.var 2)))
      (.mul (.mul (.var 2) (.var 3)) (.mul (.var 0) (.var 0)))
      [⟨.neg (.mul (.var 0) (.var 2)), .mul (.var 0) (.var 3), .mul (.var 2) (.var 1)⟩] (by decide +kernel) ⟨h, trivial⟩

end Fraction

/-- A rational number. -/
def Rational : Type := Quot Fraction.Same

namespace Rational

/-- The value of a fraction. -/
def mk (p : Fraction) : Rational := Quot.mk _ p
/-- `n / d`; 0 when `d` is not positive. -/
def ratio (n d : Int) : Rational := if h : 0 < d then mk ⟨n, d, h⟩ else mk (Fraction.ofInt 0)

theorem sound {p q : Fraction} (h : p.Same q) : mk p = mk q := Quot.sound h
theorem mk_reduce (p : Fraction) : mk p.reduce = mk p := sound p.reduce_same

noncomputable section

/-- A function of fractions, its result reduced, as a function of their values. -/
def lift (f : Fraction → Fraction) (h : ∀ p q : Fraction, p.Same q → (f p).Same (f q)) (a : Rational) : Rational :=
  Quot.lift (fun p => mk (f p).reduce)
    (fun p q e => (mk_reduce (f p)).trans ((sound (h p q e)).trans (mk_reduce (f q)).symm)) a
/-- The same for two arguments, in any order. -/
def lift₂ (f : Fraction → Fraction → Fraction) (comm : ∀ p q, f p q = f q p)
    (h : ∀ p q s : Fraction, p.Same q → (f p s).Same (f q s)) (a b : Rational) : Rational :=
  Quot.lift (fun p => lift (f p) (fun q s e => by rw [comm p q, comm p s]; exact h q s p e) b)
    (fun p q e => Quot.ind (β := fun b => lift (f p) _ b = lift (f q) _ b)
      (fun s => (mk_reduce (f p s)).trans ((sound (h p q s e)).trans (mk_reduce (f q s)).symm)) b) a

instance : Zero Rational := ⟨mk (Fraction.ofInt 0)⟩
instance : One Rational := ⟨mk (Fraction.ofInt 1)⟩
instance : Add Rational := ⟨lift₂ Fraction.add Fraction.add_comm fun _ _ s e => e.add_left s⟩
instance : Mul Rational := ⟨lift₂ Fraction.mul Fraction.mul_comm fun _ _ s e => e.mul_left s⟩
instance : Neg Rational := ⟨lift Fraction.neg fun _ _ => Fraction.Same.neg⟩
instance : Inv Rational := ⟨lift Fraction.inv fun _ _ => Fraction.Same.inv⟩
instance : Sub Rational := ⟨fun a b => a + -b⟩
instance : Div Rational := ⟨fun a b => a * b⁻¹⟩

theorem mk_add (p q : Fraction) : mk p + mk q = mk (p.add q) := mk_reduce (p.add q)
theorem mk_mul (p q : Fraction) : mk p * mk q = mk (p.mul q) := mk_reduce (p.mul q)
theorem mk_neg (p : Fraction) : -mk p = mk p.neg := mk_reduce p.neg
theorem mk_inv (p : Fraction) : (mk p)⁻¹ = mk p.inv := mk_reduce p.inv

theorem ind {motive : Rational → Prop} (h : ∀ p, motive (mk p)) (a : Rational) : motive a := Quot.ind h a

/-! ### Order and equality, decided by computation -/

instance (p q : Fraction) : Decidable (p.Le q) := inferInstanceAs (Decidable (0 ≤ _))

theorem decide_congr {p q : Prop} [Decidable p] [Decidable q] (h : p ↔ q) : decide p = decide q := by
  by_cases hp : p
  · rw [decide_eq_true hp, decide_eq_true (h.1 hp)]
  · rw [decide_eq_false hp, decide_eq_false fun g => hp (h.2 g)]

/-- Whether the value of a fraction is at most `b`. -/
def fractionLe (p : Fraction) (b : Rational) : Bool :=
  Quot.lift (fun q => decide (p.Le q)) (fun _ _ e => decide_congr ⟨fun h => h.trans e.le, fun h => h.trans e.symm.le⟩) b
/-- Whether `a` is at most `b`. -/
def ble (a b : Rational) : Bool :=
  Quot.lift (fun p => fractionLe p b)
    (fun p q e => Quot.ind (β := fun b => fractionLe p b = fractionLe q b)
      (fun _ => decide_congr ⟨fun h => e.symm.le.trans h, fun h => e.le.trans h⟩) b) a

instance : LE Rational := ⟨fun a b => ble a b = true⟩
instance : LT Rational := ⟨fun a b => ¬b ≤ a⟩
instance (a b : Rational) : Decidable (a ≤ b) := inferInstanceAs (Decidable (ble a b = true))
instance (a b : Rational) : Decidable (a < b) := inferInstanceAs (Decidable (¬b ≤ a))

theorem mk_le {p q : Fraction} : mk p ≤ mk q ↔ p.Le q := ⟨of_decide_eq_true, decide_eq_true⟩

theorem le_refl (a : Rational) : a ≤ a := by
  induction a using ind with | h p
  exact mk_le.2 (.refl p)
theorem le_antisymm {a b : Rational} : a ≤ b → b ≤ a → a = b := by
  induction a using ind with | h p
  induction b using ind with | h q
  exact fun h g => sound (.of_le (mk_le.1 h) (mk_le.1 g))

instance : DecidableEq Rational := fun a b =>
  if h : a ≤ b ∧ b ≤ a then isTrue (le_antisymm h.1 h.2)
  else isFalse fun e => h (e ▸ ⟨le_refl a, le_refl a⟩)

/-! ### The laws -/

instance : OrderedField Rational where
  add_assoc a b c := by
    induction a using ind with | h p
    induction b using ind with | h q
    induction c using ind with | h s
    rw [mk_add, mk_add, mk_add, mk_add]
    exact sound (ring_correct [p.num, p.den, q.num, q.den, s.num, s.den]
      (.mul (.add (.mul (.add (.mul (.var 0) (.var 3)) (.mul (.var 2) (.var 1))) (.var 5))
        (.mul (.var 4) (.mul (.var 1) (.var 3)))) (.mul (.var 1) (.mul (.var 3) (.var 5))))
      (.mul (.add (.mul (.var 0) (.mul (.var 3) (.var 5)))
        (.mul (.add (.mul (.var 2) (.var 5)) (.mul (.var 4) (.var 3))) (.var 1)))
        (.mul (.mul (.var 1) (.var 3)) (.var 5))) (by decide +kernel))
  add_comm a b := by
    induction a using ind with | h p
    induction b using ind with | h q
    rw [mk_add, mk_add, Fraction.add_comm]
  add_zero a := by
    induction a using ind with | h p
    refine (mk_add p (.ofInt 0)).trans (sound ?_)
    show (p.num * 1 + 0 * p.den) * p.den = p.num * (p.den * 1)
    rw [Int.mul_one, Int.zero_mul, Int.add_zero, Int.mul_one]
  add_neg_cancel a := by
    induction a using ind with | h p
    rw [mk_neg, mk_add]
    refine sound ?_
    show (p.num * p.den + -p.num * p.den) * 1 = 0 * (p.den * p.den)
    rw [Int.neg_mul, Int.add_right_neg, Int.zero_mul, Int.zero_mul]
  sub_eq_add_neg _ _ := rfl
  mul_assoc a b c := by
    induction a using ind with | h p
    induction b using ind with | h q
    induction c using ind with | h s
    rw [mk_mul, mk_mul, mk_mul, mk_mul]
    refine sound ?_
    show p.num * q.num * s.num * (p.den * (q.den * s.den)) = p.num * (q.num * s.num) * (p.den * q.den * s.den)
    rw [Int.mul_assoc p.num, Int.mul_assoc p.den]
  mul_comm a b := by
    induction a using ind with | h p
    induction b using ind with | h q
    rw [mk_mul, mk_mul, Fraction.mul_comm]
  mul_one a := by
    induction a using ind with | h p
    refine (mk_mul p (.ofInt 1)).trans (sound ?_)
    show p.num * 1 * p.den = p.num * (p.den * 1)
    rw [Int.mul_one, Int.mul_one]
  mul_add a b c := by
    induction a using ind with | h p
    induction b using ind with | h q
    induction c using ind with | h s
    rw [mk_add, mk_mul, mk_mul, mk_mul, mk_add]
    exact sound (ring_correct [p.num, p.den, q.num, q.den, s.num, s.den]
      (.mul (.mul (.var 0) (.add (.mul (.var 2) (.var 5)) (.mul (.var 4) (.var 3))))
        (.mul (.mul (.var 1) (.var 3)) (.mul (.var 1) (.var 5))))
      (.mul (.add (.mul (.mul (.var 0) (.var 2)) (.mul (.var 1) (.var 5)))
        (.mul (.mul (.var 0) (.var 4)) (.mul (.var 1) (.var 3)))) (.mul (.var 1) (.mul (.var 3) (.var 5))))
      (by decide +kernel))
  zero_ne_one h := absurd (show (1 : Rational) ≤ 0 from h ▸ le_refl 0) (by decide)
  mul_inv_cancel a h := by
    induction a using ind with | h p
    have n : p.num ≠ 0 := fun e => h (sound (show p.num * 1 = 0 * p.den by rw [e, Int.zero_mul, Int.zero_mul]))
    rw [mk_inv, mk_mul]
    unfold Fraction.inv
    rw [dif_neg n]
    exact sound (ring_correct [p.num, p.den] (.mul (.mul (.var 0) (.mul (.var 0) (.var 1))) (.num 1))
      (.mul (.num 1) (.mul (.var 1) (.mul (.var 0) (.var 0)))) (by decide +kernel))
  inv_zero := by decide
  div_eq_mul_inv _ _ := rfl
  le_refl := le_refl
  le_trans a b c := by
    induction a using ind with | h p
    induction b using ind with | h q
    induction c using ind with | h s
    exact fun h g => mk_le.2 ((mk_le.1 h).trans (mk_le.1 g))
  le_antisymm _ _ := le_antisymm
  le_total a b := by
    induction a using ind with | h p
    induction b using ind with | h q
    exact (Fraction.Le.total p q).imp mk_le.2 mk_le.2
  lt_iff_not_le _ _ := .rfl
  add_le_add_left a b := by
    induction a using ind with | h p
    induction b using ind with | h q
    intro h c
    induction c using ind with | h s
    rw [mk_add, mk_add]
    refine mk_le.2 ?_
    have e : s.den * s.den * (q.num * p.den - p.num * q.den) =
        (s.num * q.den + q.num * s.den) * (s.den * p.den) - (s.num * p.den + p.num * s.den) * (s.den * q.den) :=
      ring_correct [p.num, p.den, q.num, q.den, s.num, s.den]
        (.mul (.mul (.var 5) (.var 5)) (.sub (.mul (.var 2) (.var 1)) (.mul (.var 0) (.var 3))))
        (.sub (.mul (.add (.mul (.var 4) (.var 3)) (.mul (.var 2) (.var 5))) (.mul (.var 5) (.var 1)))
          (.mul (.add (.mul (.var 4) (.var 1)) (.mul (.var 0) (.var 5))) (.mul (.var 5) (.var 3)))) (by decide +kernel)
    show 0 ≤ (s.num * q.den + q.num * s.den) * (s.den * p.den) - (s.num * p.den + p.num * s.den) * (s.den * q.den)
    rw [← e]
    exact Int.mul_nonneg (Fraction.square_nonneg _) (mk_le.1 h)
  mul_nonneg a b := by
    induction a using ind with | h p
    induction b using ind with | h q
    intro h g
    have nonneg {s : Fraction} (h : (0 : Rational) ≤ mk s) : 0 ≤ s.num := by
      have g : 0 ≤ s.num * 1 - 0 * s.den := mk_le.1 h
      rwa [Int.mul_one, Int.zero_mul, Int.sub_zero] at g
    rw [mk_mul]
    refine mk_le.2 ?_
    show 0 ≤ p.num * q.num * 1 - 0 * (p.den * q.den)
    rw [Int.mul_one, Int.zero_mul, Int.sub_zero]
    exact Int.mul_nonneg (nonneg h) (nonneg g)

end

end Rational

end Factory
