/-
Linear inequalities between integers: how rows are read off hypotheses, combined with factors that are not negative,
and rounded; a row of zeros below a negative bound is absurd (Farkas' certificate, and Gomory's cuts). The coefficients are
worked out by the kernel.
-/

namespace Linear

/-- The value of a row of coefficients: the first with the first variable, and so on. -/
def dot : List Int → List Int → Int
  | c :: cs, x :: xs => c * x + dot cs xs
  | _, _ => 0

/-- The sum of two rows. -/
def add : List Int → List Int → List Int
  | [], ds => ds
  | c :: cs, [] => c :: cs
  | c :: cs, d :: ds => (c + d) :: add cs ds

/-- A multiple of a row. -/
def scale (m : Int) : List Int → List Int
  | [] => []
  | c :: cs => (m * c) :: scale m cs

/-- A row divided by a number. -/
def divide (d : Int) : List Int → List Int
  | [] => []
  | c :: cs => (c / d) :: divide d cs

/-- Whether all coefficients are zero. -/
def isZero : List Int → Bool
  | [] => true
  | c :: cs => c == 0 && isZero cs

theorem dot_nil (xs : List Int) : dot [] xs = 0 := by cases xs <;> rfl
theorem dot_empty (cs : List Int) : dot cs [] = 0 := by cases cs <;> rfl

theorem dot_add : (cs ds xs : List Int) → dot (add cs ds) xs = dot cs xs + dot ds xs
  | [], ds, xs => by
    show dot ds xs = dot [] xs + dot ds xs
    rw [dot_nil, Int.zero_add]
  | c :: cs, [], xs => by
    show dot (c :: cs) xs = dot (c :: cs) xs + dot [] xs
    rw [dot_nil, Int.add_zero]
  | c :: cs, d :: ds, [] => by simp only [dot_empty, Int.add_zero]
  | c :: cs, d :: ds, x :: xs => by
    show (c + d) * x + dot (add cs ds) xs = c * x + dot cs xs + (d * x + dot ds xs)
    rw [dot_add cs ds xs, Int.add_mul, Int.add_assoc, Int.add_assoc, Int.add_left_comm (d * x)]

theorem dot_scale (m : Int) : (cs xs : List Int) → dot (scale m cs) xs = m * dot cs xs
  | [], xs => by
    show dot [] xs = m * dot [] xs
    rw [dot_nil, Int.mul_zero]
  | c :: cs, [] => by rw [dot_empty, dot_empty, Int.mul_zero]
  | c :: cs, x :: xs => by
    show m * c * x + dot (scale m cs) xs = m * (c * x + dot cs xs)
    rw [dot_scale m cs xs, Int.mul_add, Int.mul_assoc]

theorem dot_isZero : {cs : List Int} → (xs : List Int) → isZero cs = true → dot cs xs = 0
  | [], xs, _ => dot_nil xs
  | c :: cs, [], _ => dot_empty _
  | c :: cs, x :: xs, h => by
    have both := (Bool.and_eq_true _ _).mp h
    show c * x + dot cs xs = 0
    rw [eq_of_beq both.1, dot_isZero xs both.2, Int.zero_mul, Int.add_zero]

/-- Coefficients of four variables, and a constant: a sum's, or a row's bound. -/
structure Form where
  a : Int
  b : Int
  c : Int
  d : Int
  k : Int

namespace Form

/-- The coefficients. -/
def list (r : Form) : List Int := [r.a, r.b, r.c, r.d]

/-- What a sum of two numbers is made of. -/
def plus (r s : Form) : Form := ⟨r.a + s.a, r.b + s.b, r.c + s.c, r.d + s.d, r.k + s.k⟩

/-- The row that says that one number is at most another: what varies is on the left, the constants on the right. -/
def upTo (r s : Form) : Form := ⟨r.a + -1 * s.a, r.b + -1 * s.b, r.c + -1 * s.c, r.d + -1 * s.d, s.k - r.k⟩

/-- The sum of multiples of two rows. -/
def combine (m : Nat) (r : Form) (n : Nat) (s : Form) : Form :=
  ⟨m * r.a + n * s.a, m * r.b + n * s.b, m * r.c + n * s.c, m * r.d + n * s.d, m * r.k + n * s.k⟩

/-- Whether the coefficients are multiples of a positive number. -/
def divisible (n : Nat) (r : Form) : Bool :=
  isZero (Linear.add (scale n (divide n r.list)) (scale (-1) r.list)) && decide ((0 : Int) < n)

/-- The row divided by a number, its bound rounded down; the row itself if its coefficients are no multiples. -/
def round (n : Nat) (r : Form) : Form :=
  match r.divisible n with
  | true => ⟨r.a / n, r.b / n, r.c / n, r.d / n, r.k / n⟩
  | false => r

/-- Whether the row says that zero is at most a negative number. -/
def isAbsurd (r : Form) : Bool := isZero r.list && decide (r.k < 0)

end Form

section
variable {x y z w e f a k : Int} {r s : Form}

/-- A number is a combination of four variables and a constant. -/
structure Reads (x y z w e : Int) (r : Form) : Prop where
  reads : e = dot r.list [x, y, z, w] + r.k

/-- A combination of four variables is at most a bound. -/
structure Row (x y z w : Int) (r : Form) : Prop where
  holds : dot r.list [x, y, z, w] ≤ r.k

namespace Reads

theorem num : Reads x y z w k ⟨0, 0, 0, 0, k⟩ := ⟨by simp [dot, Form.list]⟩
theorem m1 : Reads x y z w (a * x) ⟨a, 0, 0, 0, 0⟩ := ⟨by simp [dot, Form.list]⟩
theorem m2 : Reads x y z w (a * y) ⟨0, a, 0, 0, 0⟩ := ⟨by simp [dot, Form.list]⟩
theorem m3 : Reads x y z w (a * z) ⟨0, 0, a, 0, 0⟩ := ⟨by simp [dot, Form.list]⟩
theorem m4 : Reads x y z w (a * w) ⟨0, 0, 0, a, 0⟩ := ⟨by simp [dot, Form.list]⟩
theorem x1 : Reads x y z w x ⟨1, 0, 0, 0, 0⟩ := ⟨by simp [dot, Form.list]⟩
theorem x2 : Reads x y z w y ⟨0, 1, 0, 0, 0⟩ := ⟨by simp [dot, Form.list]⟩
theorem x3 : Reads x y z w z ⟨0, 0, 1, 0, 0⟩ := ⟨by simp [dot, Form.list]⟩
theorem x4 : Reads x y z w w ⟨0, 0, 0, 1, 0⟩ := ⟨by simp [dot, Form.list]⟩

theorem add (p : Reads x y z w e r) (q : Reads x y z w f s) : Reads x y z w (e + f) (r.plus s) := ⟨by
  show e + f = dot (Linear.add r.list s.list) [x, y, z, w] + (r.k + s.k)
  rw [p.reads, q.reads, dot_add, Int.add_assoc, Int.add_assoc, Int.add_left_comm r.k]⟩

end Reads

namespace Row

theorem le (h : e ≤ f) (p : Reads x y z w e r) (q : Reads x y z w f s) : Row x y z w (r.upTo s) := ⟨by
  show dot (Linear.add r.list (scale (-1) s.list)) [x, y, z, w] ≤ s.k - r.k
  rw [dot_add, dot_scale, ← Int.neg_eq_neg_one_mul]
  have g := Int.add_le_add_right h (-r.k + -dot s.list [x, y, z, w])
  rw [p.reads, q.reads, Int.add_assoc, Int.add_neg_cancel_left, Int.add_comm (-r.k), Int.add_assoc,
    Int.add_left_comm s.k, Int.add_neg_cancel_left] at g
  exact g⟩
theorem lt (h : e < f) (p : Reads x y z w e r) (q : Reads x y z w f s) :
    Row x y z w ((r.plus ⟨0, 0, 0, 0, 1⟩).upTo s) := le (e := e + 1) h (p.add Reads.num) q
theorem eq (h : e = f) (p : Reads x y z w e r) (q : Reads x y z w f s) : Row x y z w (r.upTo s) :=
  le (Int.le_of_eq h) p q

theorem combine (m : Nat) (p : Row x y z w r) (n : Nat) (q : Row x y z w s) : Row x y z w (.combine m r n s) := ⟨by
  show dot (Linear.add (scale m r.list) (scale n s.list)) [x, y, z, w] ≤ m * r.k + n * s.k
  rw [dot_add, dot_scale, dot_scale]
  exact Int.add_le_add (Int.mul_le_mul_of_nonneg_left p.holds (Int.natCast_nonneg m))
    (Int.mul_le_mul_of_nonneg_left q.holds (Int.natCast_nonneg n))⟩

theorem divided (n : Nat) (p : Row x y z w r) (h : r.divisible n = true) :
    Row x y z w ⟨r.a / n, r.b / n, r.c / n, r.d / n, r.k / n⟩ := ⟨by
  show dot (divide n r.list) [x, y, z, w] ≤ r.k / n
  have both := (Bool.and_eq_true _ _).mp h
  have positive : (0 : Int) < n := of_decide_eq_true both.2
  have zero := dot_isZero [x, y, z, w] both.1
  rw [dot_add, dot_scale, dot_scale, ← Int.neg_eq_neg_one_mul] at zero
  have most := p.holds
  rw [← Int.eq_of_sub_eq_zero zero] at most
  refine Int.not_lt.1 fun more => ?_
  have above := Int.le_trans (Int.mul_le_mul_of_nonneg_left more (Int.le_of_lt positive)) most
  rw [Int.mul_add, Int.mul_one] at above
  have below := Int.add_lt_add_left (Int.emod_lt_of_pos r.k positive) (n * (r.k / n))
  rw [Int.mul_ediv_add_emod] at below
  exact Int.not_le_of_gt below above⟩

theorem round (n : Nat) (p : Row x y z w r) : Row x y z w (r.round n) := by
  unfold Form.round
  cases h : r.divisible n with
  | true => exact divided n p h
  | false => exact p

theorem absurd (p : Row x y z w r) (h : r.isAbsurd = true) : False := by
  have both := (Bool.and_eq_true _ _).mp h
  have le := p.holds
  rw [dot_isZero _ both.1] at le
  exact Int.not_le_of_gt (of_decide_eq_true both.2) le

end Row
end
end Linear
