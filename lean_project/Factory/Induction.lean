/-
Steps of proofs by induction about sequences and lists that are given by recursion equations: each lemma takes the
equation of the step and the induction hypothesis.
-/

namespace Factory.Induction

/-- One more term of a sum. -/
theorem sum {x y z v w : Nat} (step : y = x + z) (known : x = v) (value : v + z = w) : y = w :=
  (known ▸ step).trans value

/-- One more term of a sequence in which each term is `a` times the last plus `b`. -/
theorem affine {x y a b v w : Nat} (step : y = a * x + b) (known : x = v) (value : a * v + b = w) : y = w :=
  (known ▸ step).trans value

/-- The first term's remainder. -/
theorem start {x c m i : Nat} (first : x = c) (value : c % m = i) : x % m = i := (congrArg (· % m) first).trans value

/-- The remainder of the next term depends on the remainder of the last. -/
theorem residue {x y a b m i j : Nat} (step : y = a * x + b) (known : x % m = i) (value : (a * i + b) % m = j) :
    y % m = j := by
  rw [step, ← value, ← known, Nat.add_mod, Nat.add_mod (a * (x % m)), Nat.mul_mod_mod]

private theorem regroup (X Y Z a c e : Nat) : X + Z + c + (Y + Y + (a + e)) = X + Y + (Y + a) + (Z + e) + c := by
  rw [Nat.add_right_comm (X + Z) c, Nat.add_right_comm X Z, Nat.add_comm Z e, ← Nat.add_assoc _ e Z,
    ← Nat.add_assoc (X + Y) Y a, ← Nat.add_assoc X, ← Nat.add_assoc (X + (Y + Y)) a e, ← Nat.add_assoc X Y Y]

/-- A sum of the terms of an arithmetic progression is a quadratic polynomial. -/
theorem quadratic {x y a e c n p q : Nat} (step : y = x + (p * n + q)) (known : x = a * n * n + e * n + c)
    (twice : 2 * a = p) (rest : a + e = q) : y = a * (n + 1) * (n + 1) + e * (n + 1) + c := by
  have square : a * (n + 1) * (n + 1) = a * n * n + a * n + (a * n + a) := by
    rw [Nat.mul_add_one a n, Nat.mul_add_one (a * n + a) n, Nat.add_mul]
  have double : 2 * a * n = a * n + a * n := by rw [Nat.two_mul, Nat.add_mul]
  rw [step, known, ← twice, ← rest, square, Nat.mul_add_one e n, double]
  exact regroup (a * n * n) (a * n) (e * n) a c e

/-- What is `s` more than the terms is multiplied by `r` from term to term. -/
theorem growth {x y r s t w n : Nat} (step : y = r * x + t) (known : x + s = r ^ n * w) (fixed : t + s = r * s) :
    y + s = r ^ (n + 1) * w := by
  rw [step, Nat.add_assoc, fixed, ← Nat.mul_add, known, Nat.pow_succ, Nat.mul_comm (r ^ n) r, Nat.mul_assoc]

/-- One more element at the front of two lists that are joined. -/
theorem append {u v w x y z c : Nat} (joined : x = z + u) (alone : y = z + v) (known : u + c = v + w) :
    x + c = y + w := by
  rw [joined, alone, Nat.add_assoc, known, Nat.add_assoc]

/-- A law about joined lists that fails for two empty ones. -/
theorem empty {x c d : Nat} (first : x = c) (law : x + d = x + x) (differ : Nat.beq (c + d) (c + c) = false) : False :=
  Nat.ne_of_beq_eq_false differ (first ▸ law)

end Factory.Induction
