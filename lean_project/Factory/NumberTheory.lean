/-
Number theory from certificates: Bezout's coefficients, moduli that rule solutions out, trial division, powers by
squaring. What has to be computed is decided by the kernel.
-/

namespace NumberTheory

/-- Common divisors divide a combination (Bezout). -/
theorem bezout {e a b d : Nat} (u v : Nat) (same : a * u = b * v + d) (h : e ∣ a) (k : e ∣ b) : e ∣ d :=
  (Nat.dvd_add_right (Nat.dvd_mul_right_of_dvd k v)).1 (same ▸ Nat.dvd_mul_right_of_dvd h u)

/-- A common divisor of the coefficients that does not divide the right-hand side. -/
theorem insoluble (d : Int) {a b c : Int} (h : d ∣ a) (k : d ∣ b) (not : ¬d ∣ c) (x y : Int) : a * x + b * y ≠ c :=
  fun e => not (e ▸ Int.dvd_add (Int.dvd_trans h (Int.dvd_mul_right a x)) (Int.dvd_trans k (Int.dvd_mul_right b y)))

/-- Two remainders that differ modulo a common divisor of the moduli. -/
theorem clash (d : Nat) {m n r s : Nat} (h : d ∣ m) (k : d ∣ n) (differ : r % d ≠ s % d) (x : Nat) (e : x % m = r) :
    x % n ≠ s := fun f => differ (by rw [← e, ← f, Nat.mod_mod_of_dvd x h, Nat.mod_mod_of_dvd x k])

/-- Whether some number below `k`, at least 2, divides `n`. -/
def hasDivisor (n : Nat) : Nat → Bool
  | 0 => false
  | k + 1 => (Nat.ble 2 k && Nat.beq (n % k) 0) || hasDivisor n k

theorem hasDivisor_of {n d : Nat} (two : 2 ≤ d) (h : d ∣ n) : {k : Nat} → d < k → hasDivisor n k = true
  | k + 1, less => by
    show ((Nat.ble 2 k && Nat.beq (n % k) 0) || hasDivisor n k) = true
    rcases Nat.lt_or_eq_of_le (Nat.le_of_lt_succ less) with below | same
    · rw [hasDivisor_of two h below, Bool.or_true]
    · subst same
      rw [Nat.ble_eq_true_of_le two, Nat.mod_eq_zero_of_dvd h]
      rfl

/-- A number above 1 that nothing but 1 and itself divides. -/
structure Prime (n : Nat) : Prop where
  one_lt : 1 < n
  divisors : ∀ d : Nat, d ∣ n → d = 1 ∨ d = n

/-- What trial division by the numbers below `k` has to find. -/
def trial (n k : Nat) : Bool := Nat.ble (n + 1) (k * k) && !hasDivisor n k && Nat.ble 2 n

/-- Trial division up to the square root. -/
theorem Prime.of_trial (n k : Nat) (h : trial n k = true) : Prime n := by
  have parts := (Bool.and_eq_true _ _).mp h
  have first := (Bool.and_eq_true _ _).mp parts.1
  have small : n < k * k := Nat.le_of_ble_eq_true first.1
  have two : 1 < n := Nat.le_of_ble_eq_true parts.2
  have positive : 0 < n := Nat.lt_trans Nat.zero_lt_one two
  refine ⟨two, fun d divides => ?_⟩
  have none : hasDivisor n k = false := by
    cases e : hasDivisor n k with
    | false => rfl
    | true => rw [e] at first; exact absurd first.2 (by decide)
  obtain ⟨q, product⟩ := divides
  have dpos : 0 < d := Nat.pos_of_ne_zero fun e => by
    rw [e, Nat.zero_mul] at product
    exact Nat.lt_irrefl 0 (product ▸ positive)
  have qpos : 0 < q := Nat.pos_of_ne_zero fun e => by
    rw [e, Nat.mul_zero] at product
    exact Nat.lt_irrefl 0 (product ▸ positive)
  have no {c : Nat} (two : 2 ≤ c) (c_divides : c ∣ n) : k ≤ c := by
    refine Nat.not_lt.1 fun less => ?_
    rw [hasDivisor_of two c_divides less] at none
    exact Bool.noConfusion none
  rcases Nat.lt_or_eq_of_le dpos with big | one
  · rcases Nat.lt_or_eq_of_le qpos with large | one
    · have dk := no big ⟨q, product⟩
      have qk := no large ⟨d, product.trans (Nat.mul_comm d q)⟩
      exact absurd small (Nat.not_lt.2 (product ▸ Nat.mul_le_mul dk qk))
    · exact .inr (by rw [product, ← one, Nat.mul_one])
  · exact .inl one.symm

/-- Whether no `a * x ^ i + b * y ^ j` is `c` modulo `m`: all residues below a bound are tried. -/
def below : Nat → (Nat → Bool) → Bool
  | 0, _ => true
  | n + 1, p => p n && below n p

theorem of_below {p : Nat → Bool} {x : Nat} : {n : Nat} → below n p = true → x < n → p x = true
  | n + 1, h, less => by
    have both := (Bool.and_eq_true _ _).mp h
    rcases Nat.lt_or_eq_of_le (Nat.le_of_lt_succ less) with small | same
    · exact of_below both.2 small
    · exact same ▸ both.1

/-- The residues of two powers never add up to the right-hand side. -/
def noResidues (m a b c i j : Nat) : Bool :=
  Nat.ble 1 m && below m fun x => below m fun y => decide ((a * x ^ i + b * y ^ j) % m ≠ c % m)

theorem no_form (m : Nat) {a b c i j : Nat} (h : noResidues m a b c i j = true) (x y : Nat) : a * x ^ i + b * y ^ j ≠ c := by
  intro e
  have both := (Bool.and_eq_true _ _).mp h
  have positive : 0 < m := Nat.le_of_ble_eq_true both.1
  have one := of_below (of_below both.2 (Nat.mod_lt x positive)) (Nat.mod_lt y positive)
  have same : (a * (x % m) ^ i + b * (y % m) ^ j) % m = c % m := by
    rw [← e, Nat.add_mod, Nat.mul_mod a, ← Nat.pow_mod, ← Nat.mul_mod, Nat.mul_mod b, ← Nat.pow_mod, ← Nat.mul_mod, ← Nat.add_mod]
  exact of_decide_eq_true one same

/-- A common factor of number and modulus is one of the remainder. -/
theorem scaled_mod {g k : Nat} (positive : 0 < g) (h : 0 < k) (y : Nat) : g * y % (g * k) = g * (y % k) := by
  have parts := congrArg (g * ·) (Nat.div_add_mod y k)
  rw [← show g * (k * (y / k) + y % k) = g * y from parts, Nat.mul_add, ← Nat.mul_assoc, Nat.mul_add_mod_self_left]
  exact Nat.mod_eq_of_lt (Nat.mul_lt_mul_of_pos_left (Nat.mod_lt y h) positive)

/-- All solutions of a congruence whose numbers have been divided by `g`: `u` inverts the coefficient modulo `k`. -/
theorem congruence {a b m k r : Nat} (g c e u : Nat)
    (h : (g * c = a ∧ g * k = m ∧ g * e = b) ∧ 0 < g ∧ e < k ∧ c * u % k = 1 % k ∧ e * u % k = r) (x : Nat) :
    a * x % m = b ↔ x % k = r := by
  obtain ⟨⟨rfl, rfl, rfl⟩, positive, small, inverse, rfl⟩ := h
  rw [Nat.mul_assoc, scaled_mod positive (Nat.lt_of_le_of_lt (Nat.zero_le e) small)]
  constructor
  · intro same
    rw [← Nat.eq_of_mul_eq_mul_left positive same, Nat.mod_mul_mod, Nat.mul_right_comm, Nat.mul_mod, inverse, ← Nat.mul_mod,
      Nat.one_mul]
  · intro same
    rw [Nat.mul_mod, same, ← Nat.mul_mod, Nat.mul_left_comm, Nat.mul_mod, inverse, ← Nat.mul_mod, Nat.mul_one,
      Nat.mod_eq_of_lt small]

/-- A common divisor of coefficient and modulus that does not divide the right-hand side. -/
theorem no_residue (g : Nat) {a b m : Nat} (h : g ∣ a) (k : g ∣ m) (not : ¬g ∣ b) (x : Nat) : a * x % m ≠ b :=
  fun e => not (e ▸ (Nat.dvd_mod_iff k).2 (Nat.dvd_mul_right_of_dvd h x))

/-- Whether `a * x ^ i + b * x ^ j` is a multiple of `m` for all remainders. -/
def allMultiples (m a b i j : Nat) : Bool :=
  Nat.ble 1 m && below m fun x => Nat.beq (Nat.mod (Nat.add (Nat.mul a (Nat.pow x i)) (Nat.mul b (Nat.pow x j))) m) 0

theorem always {m a b i j : Nat} (h : allMultiples m a b i j = true) (n : Nat) : m ∣ a * n ^ i + b * n ^ j := by
  have both := (Bool.and_eq_true _ _).mp h
  have zero : (a * (n % m) ^ i + b * (n % m) ^ j) % m = 0 :=
    Nat.eq_of_beq_eq_true (of_below (x := n % m) both.2 (Nat.mod_lt n (Nat.le_of_ble_eq_true both.1)))
  refine Nat.dvd_of_mod_eq_zero ?_
  rw [Nat.add_mod, Nat.mul_mod a, Nat.pow_mod, ← Nat.mul_mod, Nat.mul_mod b, Nat.pow_mod n j, ← Nat.mul_mod, ← Nat.add_mod]
  exact zero

theorem always_linear {m a b i : Nat} (h : allMultiples m a b i 1 = true) (n : Nat) : m ∣ a * n ^ i + b * n :=
  Eq.mp (congrArg (fun power => m ∣ a * n ^ i + b * power) (Nat.pow_one n)) (always h n)

/-- The remainder of the square of a power. -/
theorem square {b m n r e s : Nat} (h : b ^ n % m = r) (same : r * r % m = s ∧ n + n = e) : b ^ e % m = s := by
  rw [← same.2, Nat.pow_add, Nat.mul_mod, h, same.1]

/-- The remainder of the next power. -/
theorem next {b m n r e s : Nat} (h : b ^ n % m = r) (same : r * b % m = s ∧ n + 1 = e) : b ^ e % m = s := by
  rw [← same.2, Nat.pow_succ, Nat.mul_mod, h, Nat.mul_mod_mod, same.1]

end NumberTheory
