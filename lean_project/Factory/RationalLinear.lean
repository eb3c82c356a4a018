/-
Linear inequalities between rational numbers: how rows are read off hypotheses and combined with factors that are not
negative; a row that says that a positive number is at most zero is absurd (Farkas' certificate). What a combination comes to is
worked out by the kernel, once, at the end. Points are checked as fractions, since a numeral is a sum of ones.
-/
import Factory.Algebra.Rational

namespace Factory.RationalLinear

/-- The expression has that value when the variables have the values `xs`. Proofs of it mirror the shape of `v`. -/
def Is (xs : List Rational) (e : RingExpr) (v : Rational) : Prop := e.eval xs = v

namespace Is
variable {xs : List Rational} {a b : RingExpr} {v w x y z u : Rational} {n : Nat}

theorem x1 : Is (x :: xs) (.var 0) x := rfl
theorem x2 : Is (x :: y :: xs) (.var 1) y := rfl
theorem x3 : Is (x :: y :: z :: xs) (.var 2) z := rfl
theorem x4 : Is (x :: y :: z :: u :: xs) (.var 3) u := rfl
theorem zero : Is xs (.num 0) 0 := rfl
theorem one : Is xs (.num 1) 1 := rfl
theorem num : Is xs (.num (n + 2)) (OfNat.ofNat (n + 2)) := rfl
theorem times (h : Is xs a v) : Is xs (.mul (.num (n + 2)) a) (OfNat.ofNat (n + 2) * v) := h ▸ rfl
theorem add (h : Is xs a v) (g : Is xs b w) : Is xs (.add a b) (v + w) := h ▸ g ▸ rfl

end Is

/-- An expression is at most zero, or below zero if that is strict. -/
def Row (xs : List Rational) (strict : Bool) (e : RingExpr) : Prop :=
  match strict with
  | false => e.eval xs ≤ 0
  | true => e.eval xs < 0

namespace Row
variable {xs : List Rational} {s t : Bool} {a b : RingExpr} {v w : Rational}

theorem le (h : v ≤ w) (p : Is xs a v) (q : Is xs b w) : Row xs false (.sub a b) := by
  show a.eval xs - b.eval xs ≤ 0
  rw [show a.eval xs = v from p, show b.eval xs = w from q, ← neg_nonneg, neg_sub]
  exact sub_nonneg.2 h

theorem lt (h : v < w) (p : Is xs a v) (q : Is xs b w) : Row xs true (.sub a b) := by
  show a.eval xs - b.eval xs < 0
  rw [show a.eval xs = v from p, show b.eval xs = w from q, ← neg_pos, neg_sub]
  exact sub_pos.2 h

theorem eq (h : v = w) (p : Is xs a v) (q : Is xs b w) : Row xs false (.sub a b) := le (le_of_eq h) p q

theorem weak : {s : Bool} → Row xs s a → a.eval xs ≤ 0
  | false, h => h
  | true, h => le_of_lt h

theorem scaled (n : Nat) (h : Row xs s a) : Row xs (s && Nat.ble 1 n) (.mul (.num n) a) := by
  have weakly : CommRing.natCast n * a.eval xs ≤ 0 := by
    have g := mul_le_mul_of_nonneg_left (weak h) (natCast_nonneg n)
    rw [mul_zero] at g
    exact g
  cases s
  · exact weakly
  · cases n with
    | zero => exact weakly
    | succ n =>
      have g := mul_lt_mul_of_pos_left (show a.eval xs < 0 from h) (natCast_pos n)
      rw [mul_zero] at g
      rw [show (true && Nat.ble 1 (n + 1)) = true from Nat.ble_eq_true_of_le (Nat.succ_le_succ (Nat.zero_le n))]
      exact g

theorem add (h : Row xs s a) (g : Row xs t b) : Row xs (s || t) (.add a b) := by
  have zero : (0 : Rational) + 0 ≤ 0 := le_of_eq (add_zero 0)
  cases s <;> cases t
  · exact le_trans (add_le_add (weak h) (weak g)) zero
  · exact lt_of_lt_of_le (lt_of_lt_of_le (add_lt_add_left g (a.eval xs)) (add_le_add_right (weak h) 0)) zero
  · exact lt_of_lt_of_le (lt_of_le_of_lt (add_le_add_left (weak g) (a.eval xs)) (add_lt_add_right h 0)) zero
  · exact lt_of_lt_of_le (add_lt_add h g) zero

/-- The sum of multiples of two rows. -/
theorem combine (m : Nat) (p : Row xs s a) (n : Nat) (q : Row xs t b) :
    Row xs (s && Nat.ble 1 m || t && Nat.ble 1 n) (.add (.mul (.num m) a) (.mul (.num n) b)) := (p.scaled m).add (q.scaled n)

/-- A row that is a number which is not negative, or is zero where the row is strict. -/
theorem absurd (k : Nat) (p : Row xs s a) (h : ((a.sub (.num k)).isZero && (s || Nat.ble 1 k)) = true) : False := by
  have both := (Bool.and_eq_true _ _).mp h
  have same : a.eval xs = CommRing.natCast k := ring_correct xs a (.num k) both.1
  cases s
  · have positive : 0 < k := Nat.le_of_ble_eq_true both.2
    rw [← Nat.sub_add_cancel positive] at same
    exact not_le.2 (natCast_pos (k - 1)) (le_trans (le_of_eq same.symm) (weak p))
  · exact not_lt.2 (natCast_nonneg k) (lt_of_le_of_lt (le_of_eq same.symm) p)

end Row

/-- The rational number has the value of the fraction. Proofs of it mirror the shape of `v`. -/
def At (p : Fraction) (v : Rational) : Prop := Rational.mk p = v

/-- The fraction `n / d`, or 0 when `d` is not positive. -/
def fraction (n d : Int) : Fraction := if h : 0 < d then ⟨n, d, h⟩ else .ofInt 0

namespace At
variable {p q : Fraction} {v w : Rational}

theorem value {n d : Int} : At (fraction n d) (.ratio n d) := by
  unfold At fraction Rational.ratio
  split <;> rfl

theorem natCast : (n : Nat) → Rational.mk (.ofInt n) = CommRing.natCast n
  | 0 => rfl
  | 1 => rfl
  | n + 2 => by
    show Rational.mk (.ofInt ((n + 2 : Nat) : Int)) = CommRing.natCast (n + 1) + 1
    rw [← natCast (n + 1)]
    refine Eq.trans (Rational.sound ?_) (Rational.mk_add _ (.ofInt 1)).symm
    show ((n + 2 : Nat) : Int) * (1 * 1) = (((n + 1 : Nat) : Int) * 1 + 1 * 1) * 1
    rw [Int.mul_one, Int.mul_one, Int.mul_one, Int.mul_one]
    rfl

theorem zero : At (.ofInt 0) 0 := rfl
theorem one : At (.ofInt 1) 1 := rfl
theorem num {n : Nat} : At (.ofInt (n + 2 : Nat)) (OfNat.ofNat (n + 2)) := natCast (n + 2)

theorem times {n : Nat} (h : At p v) : At ((Fraction.ofInt (n + 2 : Nat)).mul p) (OfNat.ofNat (n + 2) * v) := by
  rw [← show Rational.mk p = v from h, ← show Rational.mk (.ofInt (n + 2 : Nat)) = OfNat.ofNat (n + 2) from natCast (n + 2)]
  exact (Rational.mk_mul _ _).symm

theorem add (h : At p v) (g : At q w) : At (p.add q) (v + w) := by
  rw [← show Rational.mk p = v from h, ← show Rational.mk q = w from g]
  exact (Rational.mk_add _ _).symm

theorem le (h : At p v) (g : At q w) (k : p.Le q) : v ≤ w := h ▸ g ▸ Rational.mk_le.2 k
theorem lt (h : At p v) (g : At q w) (k : ¬q.Le p) : v < w := h ▸ g ▸ fun e => k (Rational.mk_le.1 e)
theorem eq (h : At p v) (g : At q w) (k : p.Le q ∧ q.Le p) : v = w := Rational.le_antisymm (h.le g k.1) (g.le h k.2)
theorem ne (h : At p v) (g : At q w) (k : ¬(p.Le q ∧ q.Le p)) : v ≠ w := fun e => by
  subst e
  rw [← show Rational.mk q = v from g] at h
  exact k ⟨Rational.mk_le.1 (le_of_eq h), Rational.mk_le.1 (le_of_eq h.symm)⟩

end At
end Factory.RationalLinear
