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

section
variable {x y z w e f a b c d k a' b' c' d' k' e₁ e₂ e₃ e₄ e₅ : Int}

/-- A number is a combination of four variables and a constant. -/
structure Reads (x y z w e a b c d k : Int) : Prop where
  reads : e = dot [a, b, c, d] [x, y, z, w] + k

/-- A combination of four variables is at most a bound. -/
structure Row (x y z w a b c d k : Int) : Prop where
  holds : dot [a, b, c, d] [x, y, z, w] ≤ k

namespace Reads

theorem num : Reads x y z w k 0 0 0 0 k := ⟨by simp [dot]⟩
theorem m1 : Reads x y z w (a * x) a 0 0 0 0 := ⟨by simp [dot]⟩
theorem m2 : Reads x y z w (a * y) 0 a 0 0 0 := ⟨by simp [dot]⟩
theorem m3 : Reads x y z w (a * z) 0 0 a 0 0 := ⟨by simp [dot]⟩
theorem m4 : Reads x y z w (a * w) 0 0 0 a 0 := ⟨by simp [dot]⟩
theorem x1 : Reads x y z w x 1 0 0 0 0 := ⟨by simp [dot]⟩
theorem x2 : Reads x y z w y 0 1 0 0 0 := ⟨by simp [dot]⟩
theorem x3 : Reads x y z w z 0 0 1 0 0 := ⟨by simp [dot]⟩
theorem x4 : Reads x y z w w 0 0 0 1 0 := ⟨by simp [dot]⟩

theorem add (p : Reads x y z w e a b c d k) (q : Reads x y z w f a' b' c' d' k') :
    Reads x y z w (e + f) (a + a') (b + b') (c + c') (d + d') (k + k') := ⟨by
  show e + f = dot (Linear.add [a, b, c, d] [a', b', c', d']) [x, y, z, w] + (k + k')
  rw [p.reads, q.reads, dot_add, Int.add_assoc, Int.add_assoc, Int.add_left_comm k]⟩

end Reads

namespace Row

/-- From `e ≤ f`: what varies goes to the left, what is constant to the right. -/
theorem le (h : e ≤ f) (p : Reads x y z w e a b c d k) (q : Reads x y z w f a' b' c' d' k') :
    Row x y z w (a + -1 * a') (b + -1 * b') (c + -1 * c') (d + -1 * d') (k' - k) := ⟨by
  show dot (Linear.add [a, b, c, d] (scale (-1) [a', b', c', d'])) [x, y, z, w] ≤ k' - k
  rw [dot_add, dot_scale, ← Int.neg_eq_neg_one_mul]
  have r := Int.add_le_add_right h (-k + -dot [a', b', c', d'] [x, y, z, w])
  rw [p.reads, q.reads, Int.add_assoc, Int.add_neg_cancel_left, Int.add_comm (-k), Int.add_assoc,
    Int.add_left_comm k', Int.add_neg_cancel_left] at r
  exact r⟩
theorem lt (h : e < f) (p : Reads x y z w e a b c d k) (q : Reads x y z w f a' b' c' d' k') :
    Row x y z w (a + 0 + -1 * a') (b + 0 + -1 * b') (c + 0 + -1 * c') (d + 0 + -1 * d') (k' - (k + 1)) :=
  le (e := e + 1) h (p.add Reads.num) q
theorem eq (h : e = f) (p : Reads x y z w e a b c d k) (q : Reads x y z w f a' b' c' d' k') :
    Row x y z w (a + -1 * a') (b + -1 * b') (c + -1 * c') (d + -1 * d') (k' - k) := le (Int.le_of_eq h) p q

/-- The sum of multiples of two rows. -/
theorem combine (m : Nat) (p : Row x y z w a b c d k) (n : Nat) (q : Row x y z w a' b' c' d' k')
    (same : [e₁, e₂, e₃, e₄, e₅] =
      [m * a + n * a', m * b + n * b', m * c + n * c', m * d + n * d', m * k + n * k']) :
    Row x y z w e₁ e₂ e₃ e₄ e₅ := by
  injection same with h₁ t₁
  injection t₁ with h₂ t₂
  injection t₂ with h₃ t₃
  injection t₃ with h₄ t₄
  injection t₄ with h₅ _
  subst h₁ h₂ h₃ h₄ h₅
  constructor
  show dot (Linear.add (scale m [a, b, c, d]) (scale n [a', b', c', d'])) [x, y, z, w] ≤ m * k + n * k'
  rw [dot_add, dot_scale, dot_scale]
  exact Int.add_le_add (Int.mul_le_mul_of_nonneg_left p.holds (Int.natCast_nonneg m))
    (Int.mul_le_mul_of_nonneg_left q.holds (Int.natCast_nonneg n))

/-- A row of multiples of a number, divided by it: the bound is rounded down. -/
theorem round (n : Nat) (p : Row x y z w a b c d k)
    (same : [a, b, c, d] = scale (n + 1 : Nat) [e₁, e₂, e₃, e₄]) (below : decide (k < (n + 1 : Nat) * (e₅ + 1)) = true) :
    Row x y z w e₁ e₂ e₃ e₄ e₅ := ⟨by
  have most := p.holds
  rw [same, dot_scale] at most
  refine Int.not_lt.1 fun more => ?_
  have above := Int.le_trans (Int.mul_le_mul_of_nonneg_left more (Int.natCast_nonneg (n + 1))) most
  exact Int.not_le_of_gt (of_decide_eq_true below) above⟩

/-- Zero is not at most a negative bound. -/
theorem absurd (p : Row x y z w a b c d k) (h : (isZero [a, b, c, d] && decide (k < 0)) = true) : False := by
  have both := (Bool.and_eq_true _ _).mp h
  have le := p.holds
  rw [dot_isZero _ both.1] at le
  exact Int.not_le_of_gt (of_decide_eq_true both.2) le

end Row
end
end Linear
