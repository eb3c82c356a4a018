/-
Natural numbers: the bitwise operations, shifts and the binary logarithm.

The kernel computes these by name on literals, as it does the arithmetic.
-/
prelude
import Init.Data.Nat.Div

namespace Nat

/-- Applies `f` bit by bit; `fuel ≥ n` halvings reach zero. -/
protected def bitwise.go (f : Bool → Bool → Bool) : (fuel n m : Nat) → Nat
  | 0, _, m => ite (f false true = true) m 0
  | fuel + 1, n, m =>
    ite (n = 0) (ite (f false true = true) m 0)
      (ite (m = 0) (ite (f true false = true) n 0)
        (ite (f (decide (n % 2 = 1)) (decide (m % 2 = 1)) = true)
          (Nat.bitwise.go f fuel (n / 2) (m / 2) + Nat.bitwise.go f fuel (n / 2) (m / 2) + 1)
          (Nat.bitwise.go f fuel (n / 2) (m / 2) + Nat.bitwise.go f fuel (n / 2) (m / 2))))

def bitwise (f : Bool → Bool → Bool) (n m : Nat) : Nat := Nat.bitwise.go f n n m

@[extern "lean_nat_land"] def land : @& Nat → @& Nat → Nat := bitwise and
@[extern "lean_nat_lor"] def lor : @& Nat → @& Nat → Nat := bitwise or
@[extern "lean_nat_lxor"] def xor : @& Nat → @& Nat → Nat := bitwise fun a b => cond a (not b) b

set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_shiftl"] def shiftLeft : @& Nat → @& Nat → Nat
  | n, 0 => n
  | n, succ m => shiftLeft (2 * n) m

set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_shiftr"] def shiftRight : @& Nat → @& Nat → Nat
  | n, 0 => n
  | n, succ m => shiftRight n m / 2

instance instAndOp : AndOp Nat := ⟨Nat.land⟩
instance instOrOp : OrOp Nat := ⟨Nat.lor⟩
instance instXorOp : XorOp Nat := ⟨Nat.xor⟩
instance instShiftLeft : ShiftLeft Nat := ⟨Nat.shiftLeft⟩
instance instShiftRight : ShiftRight Nat := ⟨Nat.shiftRight⟩

/-- `fuel ≥ n` halvings reach zero or one. -/
protected def log2.go : (fuel n : Nat) → Nat
  | 0, _ => 0
  | fuel + 1, n => ite (2 ≤ n) (Nat.log2.go fuel (n / 2) + 1) 0

@[extern "lean_nat_log2"] def log2 (n : @& Nat) : Nat := Nat.log2.go n n

/-! ### The recursion equations -/

theorem bitwise_rec_lemma {n : Nat} (h : n ≠ 0) : n / 2 < n := div_lt_self (Nat.pos_of_ne_zero h) one_lt_two

protected theorem half_le {n fuel : Nat} (h : n ≤ fuel + 1) : n / 2 ≤ fuel :=
  match n with
  | 0 => Nat.zero_div 2 ▸ zero_le fuel
  | n + 1 => le_of_lt_succ (Nat.lt_of_lt_of_le (bitwise_rec_lemma (succ_ne_zero n)) h)

protected theorem bitwise.go_congr (f : Bool → Bool → Bool) : (fuel₁ fuel₂ n m : Nat) → n ≤ fuel₁ → n ≤ fuel₂ →
    Nat.bitwise.go f fuel₁ n m = Nat.bitwise.go f fuel₂ n m
  | 0, 0, _, _, _, _ => rfl
  | 0, _ + 1, _, _, h, _ => (if_pos (eq_zero_of_le_zero h)).symm
  | _ + 1, 0, _, _, _, h => if_pos (eq_zero_of_le_zero h)
  | fuel₁ + 1, fuel₂ + 1, n, m, h₁, h₂ =>
    congrArg (fun r => ite (n = 0) (ite (f false true = true) m 0) (ite (m = 0) (ite (f true false = true) n 0)
        (ite (f (decide (n % 2 = 1)) (decide (m % 2 = 1)) = true) (r + r + 1) (r + r))))
      (Nat.bitwise.go_congr f fuel₁ fuel₂ (n / 2) (m / 2) (Nat.half_le h₁) (Nat.half_le h₂))

theorem bitwise_zero_left (f : Bool → Bool → Bool) (m : Nat) :
    bitwise f 0 m = ite (f false true = true) m 0 := rfl
theorem bitwise_zero_right (f : Bool → Bool → Bool) : (n : Nat) → bitwise f n 0 = ite (f true false = true) n 0
  | 0 => (match f false true, f true false with
    | true, true => rfl
    | true, false => rfl
    | false, true => rfl
    | false, false => rfl : ite (f false true = true) 0 0 = ite (f true false = true) 0 0)
  | _ + 1 => rfl

theorem bitwise_of_ne_zero (f : Bool → Bool → Bool) : {n m : Nat} → n ≠ 0 → m ≠ 0 →
    bitwise f n m = ite (f (decide (n % 2 = 1)) (decide (m % 2 = 1)) = true)
      (bitwise f (n / 2) (m / 2) + bitwise f (n / 2) (m / 2) + 1) (bitwise f (n / 2) (m / 2) + bitwise f (n / 2) (m / 2))
  | 0, _, hn, _ => absurd rfl hn
  | _ + 1, 0, _, hm => absurd rfl hm
  | n + 1, m + 1, _, _ =>
    congrArg (fun r => ite (f (decide ((n + 1) % 2 = 1)) (decide ((m + 1) % 2 = 1)) = true) (r + r + 1) (r + r))
      (Nat.bitwise.go_congr f n ((n + 1) / 2) ((n + 1) / 2) ((m + 1) / 2) (Nat.half_le (Nat.le_refl _)) (Nat.le_refl _))

protected theorem log2.go_congr : (fuel₁ fuel₂ n : Nat) → n ≤ fuel₁ → n ≤ fuel₂ →
    Nat.log2.go fuel₁ n = Nat.log2.go fuel₂ n
  | 0, 0, _, _, _ => rfl
  | 0, _ + 1, _, h, _ => (if_neg fun g => not_lt_zero 1 (Nat.le_trans g h)).symm
  | _ + 1, 0, _, _, h => if_neg fun g => not_lt_zero 1 (Nat.le_trans g h)
  | fuel₁ + 1, fuel₂ + 1, n, h₁, h₂ => congrArg (fun r => ite (2 ≤ n) (r + 1) 0)
      (Nat.log2.go_congr fuel₁ fuel₂ (n / 2) (Nat.half_le h₁) (Nat.half_le h₂))

theorem log2_def : (n : Nat) → log2 n = ite (2 ≤ n) (log2 (n / 2) + 1) 0
  | 0 => rfl
  | n + 1 => congrArg (fun r => ite (2 ≤ n + 1) (r + 1) 0)
      (Nat.log2.go_congr n ((n + 1) / 2) ((n + 1) / 2) (Nat.half_le (Nat.le_refl _)) (Nat.le_refl _))

attribute [irreducible] bitwise

@[simp] theorem land_eq {m n : Nat} : m.land n = m &&& n := rfl
@[simp] theorem lor_eq {m n : Nat} : m.lor n = m ||| n := rfl
@[simp] theorem xor_eq {m n : Nat} : m.xor n = m ^^^ n := rfl
@[simp] theorem shiftLeft_eq' {m n : Nat} : m.shiftLeft n = m <<< n := rfl
@[simp] theorem shiftRight_eq' {m n : Nat} : m.shiftRight n = m >>> n := rfl
@[simp] theorem shiftRight_zero {n : Nat} : n >>> 0 = n := rfl
theorem shiftRight_succ (m n : Nat) : m >>> (n + 1) = (m >>> n) / 2 := rfl
theorem shiftLeft_eq : (a b : Nat) → a <<< b = a * 2 ^ b
  | a, 0 => (Nat.mul_one a).symm
  | a, b + 1 => (shiftLeft_eq (2 * a) b).trans (by rw [Nat.pow_succ, Nat.mul_comm 2 a, Nat.mul_assoc, Nat.mul_comm 2])

end Nat
