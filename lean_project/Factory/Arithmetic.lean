/-
Written arithmetic: substitution of values, and the column methods, each digit a step.

In a column of weight `W` (10, 100, ...) stand digits; capital letters are numbers: what stands to the right of the
column and, primed, the same with it. All hypotheses but the first say what a digit or a number is, by calculation.
-/

namespace Factory.Arithmetic

/-- A known value is put in for a variable. -/
@[elab_as_elim] theorem put {P : Nat → Prop} {x v : Nat} (known : x = v) (rest : P v) : P x := known ▸ rest

/-- Two numbers that differ: the claim that `x` is `w` is wrong. -/
theorem other {x v : Nat} (w : Nat) (known : x = v) (differ : Nat.beq v w = false) : x ≠ w :=
  fun h => Nat.ne_of_beq_eq_false differ (known.symm.trans h)

private theorem column {S T t c x W : Nat} (before : S + c * W = T) (here : x + c = t) : T + x * W = S + t * W := by
  rw [← before, ← here, Nat.add_assoc, ← Nat.add_mul, Nat.add_comm c]

/-- Addition: `T` is `S` with `c` carried; in this column stand `a` and `b`. Subtraction is the same, read from its end. -/
theorem add {A B T A' B' T' : Nat} (right : A + B = T) (W S a b c t : Nat) (here : a + b + c = t)
    (before : S + c * W = T) (first : A + a * W = A') (second : B + b * W = B') (after : S + t * W = T') :
    A' + B' = T' := by
  rw [← first, ← second, ← after, Nat.add_add_add_comm, right, ← Nat.add_mul]
  exact column before here

/-- A difference is what must be added. -/
theorem left {A B D : Nat} (whole : B + D = A) : A - B = D :=
  Nat.sub_eq_of_eq_add ((Nat.add_comm D B).trans whole).symm

/-- Multiplication by one digit `b`: `T` is `S` with `c` carried, and in this column stands `a`. -/
theorem mul {A b T A' T' : Nat} (right : A * b = T) (W S a c t : Nat) (here : a * b + c = t)
    (before : S + c * W = T) (first : A + a * W = A') (after : S + t * W = T') : A' * b = T' := by
  rw [← first, ← after, Nat.add_mul, right, Nat.mul_right_comm]
  exact column before here

/-- Multiplication: the row of one more digit `b` is added to the rows above it. -/
theorem row {A B b S T B' S' : Nat} (above : A * B = S) (here : A * b = T) (W : Nat) (factor : B + b * W = B')
    (after : S + T * W = S') : A * B' = S' := by
  rw [← factor, ← after, Nat.mul_add, above, ← Nat.mul_assoc, here]

/-- Division: the digit `a` is brought down to what was left; there `b` goes `q` times, and `r` is left. -/
theorem div {A b Q R A' Q' r : Nat} (high : b * Q + R = A) (a s q : Nat) (here : b * q + r = s)
    (down : R * 10 + a = s) (first : A * 10 + a = A') (quotient : Q * 10 + q = Q') : b * Q' + r = A' := by
  rw [← first, ← quotient, ← high, Nat.add_mul, Nat.add_assoc, down, ← here, Nat.mul_add, Nat.mul_assoc, Nat.add_assoc]

/-- Quotient and remainder of a finished division. -/
theorem quotient {A b Q R : Nat} (whole : b * Q + R = A) (small : Nat.ble (R + 1) b = true) : A / b = Q ∧ A % b = R :=
  have less : R < b := Nat.le_of_ble_eq_true small
  ⟨Nat.div_eq_of_lt_le (whole ▸ Nat.mul_comm Q b ▸ Nat.le_add_right (b * Q) R)
      (whole ▸ Nat.mul_comm b (Q + 1) ▸ Nat.add_lt_add_left less (b * Q)),
    whole ▸ (Nat.mul_add_mod_self_left b Q R).trans (Nat.mod_eq_of_lt less)⟩

end Factory.Arithmetic
