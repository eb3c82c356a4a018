/-
Natural numbers: the induction principle in `0` and `n + 1`, and the laws of addition, multiplication and powers.
-/
prelude
import Init.PropLemmas

universe u

instance instZeroNat : Zero Nat := ⟨0⟩
instance instOneNat : One Nat := ⟨1⟩
instance (priority := 300) Zero.toOfNat0 {α : Type u} [Zero α] : OfNat α (nat_lit 0) := ⟨Zero.zero⟩
instance (priority := 300) One.toOfNat1 {α : Type u} [One α] : OfNat α (nat_lit 1) := ⟨One.one⟩

namespace Nat

/-- Induction with the goals written `0` and `n + 1`. -/
@[elab_as_elim, induction_eliminator] protected noncomputable abbrev recAux {motive : Nat → Sort u} (zero : motive 0)
    (succ : (n : Nat) → motive n → motive (n + 1)) (t : Nat) : motive t :=
  Nat.rec zero succ t

/-- Case analysis with the goals written `0` and `n + 1`. -/
@[elab_as_elim, cases_eliminator] protected abbrev casesAuxOn {motive : Nat → Sort u} (t : Nat) (zero : motive 0)
    (succ : (n : Nat) → motive (n + 1)) : motive t :=
  Nat.casesOn t zero succ

/-! ### Successor, and the raw functions behind the notation -/

@[simp] theorem zero_eq : Nat.zero = 0 := rfl
@[simp] theorem add_eq {x y : Nat} : Nat.add x y = x + y := rfl
@[simp] theorem mul_eq {x y : Nat} : Nat.mul x y = x * y := rfl
@[simp] theorem sub_eq {x y : Nat} : Nat.sub x y = x - y := rfl
@[simp] theorem pow_eq {m n : Nat} : m.pow n = m ^ n := rfl

@[simp] theorem succ_ne_zero (n : Nat) : succ n ≠ 0 := fun h => Nat.noConfusion h
theorem zero_ne_one : 0 ≠ (1 : Nat) := fun h => Nat.noConfusion h
@[simp] theorem one_ne_zero : 1 ≠ (0 : Nat) := fun h => Nat.noConfusion h
@[simp] theorem add_one_ne_zero (n : Nat) : n + 1 ≠ 0 := fun h => Nat.noConfusion h
theorem succ_ne_self : (n : Nat) → succ n ≠ n
  | 0 => fun h => Nat.noConfusion h
  | n + 1 => fun h => succ_ne_self n (Nat.noConfusion h id)

theorem succ_inj {a b : Nat} : succ a = succ b ↔ a = b := ⟨Nat.succ.inj, congrArg succ⟩
theorem add_one_inj {a b : Nat} : a + 1 = b + 1 ↔ a = b := succ_inj

@[simp] theorem pred_zero : pred 0 = 0 := rfl
@[simp] theorem pred_succ (n : Nat) : pred n.succ = n := rfl

theorem exists_eq_succ_of_ne_zero : {n : Nat} → n ≠ 0 → Exists fun k => n = succ k
  | 0, h => absurd rfl h
  | n + 1, _ => ⟨n, rfl⟩

theorem exists_eq_add_one_of_ne_zero {n : Nat} (h : n ≠ 0) : Exists fun k => n = k + 1 :=
  exists_eq_succ_of_ne_zero h

/-! ### Addition -/

@[simp] protected theorem add_zero (n : Nat) : n + 0 = n := rfl
theorem add_succ (n m : Nat) : n + succ m = succ (n + m) := rfl
theorem add_one (n : Nat) : n + 1 = succ n := rfl
theorem succ_eq_add_one (n : Nat) : succ n = n + 1 := rfl

@[simp] protected theorem zero_add : (n : Nat) → 0 + n = n
  | 0 => rfl
  | n + 1 => congrArg succ (Nat.zero_add n)

theorem succ_add (n : Nat) : (m : Nat) → succ n + m = succ (n + m)
  | 0 => rfl
  | m + 1 => congrArg succ (succ_add n m)

theorem one_add (n : Nat) : 1 + n = succ n := (succ_add 0 n).trans (congrArg succ (Nat.zero_add n))

protected theorem add_comm (n : Nat) : (m : Nat) → n + m = m + n
  | 0 => (Nat.zero_add n).symm
  | m + 1 => (congrArg succ (Nat.add_comm n m)).trans (succ_add m n).symm

protected theorem add_assoc (n m : Nat) : (k : Nat) → n + m + k = n + (m + k)
  | 0 => rfl
  | k + 1 => congrArg succ (Nat.add_assoc n m k)

protected theorem add_left_comm (n m k : Nat) : n + (m + k) = m + (n + k) :=
  (Nat.add_assoc n m k).symm.trans ((congrArg (· + k) (Nat.add_comm n m)).trans (Nat.add_assoc m n k))

protected theorem add_right_comm (n m k : Nat) : n + m + k = n + k + m :=
  (Nat.add_assoc n m k).trans ((congrArg (n + ·) (Nat.add_comm m k)).trans (Nat.add_assoc n k m).symm)

protected theorem add_add_add_comm (a b c d : Nat) : a + b + (c + d) = a + c + (b + d) := by
  rw [Nat.add_assoc, Nat.add_left_comm b c d, ← Nat.add_assoc]

protected theorem add_right_cancel {n k : Nat} : {m : Nat} → n + m = k + m → n = k
  | 0, h => h
  | _ + 1, h => Nat.add_right_cancel (Nat.succ.inj h)

protected theorem add_left_cancel {n m k : Nat} (h : n + m = n + k) : m = k :=
  Nat.add_right_cancel ((Nat.add_comm m n).trans (h.trans (Nat.add_comm n k)))

@[simp] protected theorem add_left_cancel_iff {m k n : Nat} : n + m = n + k ↔ m = k :=
  ⟨Nat.add_left_cancel, congrArg (n + ·)⟩

@[simp] protected theorem add_right_cancel_iff {m k n : Nat} : m + n = k + n ↔ m = k :=
  ⟨Nat.add_right_cancel, congrArg (· + n)⟩

theorem eq_zero_of_add_eq_zero : {n m : Nat} → n + m = 0 → n = 0 ∧ m = 0
  | _, 0, h => ⟨h, rfl⟩
  | _, _ + 1, h => Nat.noConfusion h

protected theorem eq_zero_of_add_eq_zero_left {n m : Nat} (h : n + m = 0) : m = 0 := (eq_zero_of_add_eq_zero h).2
protected theorem eq_zero_of_add_eq_zero_right {n m : Nat} (h : n + m = 0) : n = 0 := (eq_zero_of_add_eq_zero h).1

@[simp] protected theorem add_eq_zero_iff {n m : Nat} : n + m = 0 ↔ n = 0 ∧ m = 0 :=
  ⟨eq_zero_of_add_eq_zero, fun ⟨h, g⟩ => g.symm ▸ h⟩

@[simp high] protected theorem add_eq_left {a b : Nat} : a + b = a ↔ b = 0 :=
  ⟨fun h => Nat.add_left_cancel (h.trans (Nat.add_zero a).symm), fun h => h ▸ rfl⟩

@[simp high] protected theorem add_eq_right {a b : Nat} : a + b = b ↔ a = 0 :=
  ⟨fun h => Nat.add_right_cancel (h.trans (Nat.zero_add b).symm), fun h => h ▸ Nat.zero_add b⟩

@[simp high] protected theorem left_eq_add {a b : Nat} : a = a + b ↔ b = 0 :=
  ⟨fun h => Nat.add_eq_left.1 h.symm, fun h => (Nat.add_eq_left.2 h).symm⟩
@[simp high] protected theorem right_eq_add {a b : Nat} : b = a + b ↔ a = 0 :=
  ⟨fun h => Nat.add_eq_right.1 h.symm, fun h => (Nat.add_eq_right.2 h).symm⟩

/-! ### Multiplication -/

@[simp] protected theorem mul_zero (n : Nat) : n * 0 = 0 := rfl
theorem mul_succ (n m : Nat) : n * succ m = n * m + n := rfl
theorem mul_add_one (n m : Nat) : n * (m + 1) = n * m + n := rfl

@[simp] protected theorem zero_mul : (n : Nat) → 0 * n = 0
  | 0 => rfl
  | n + 1 => Nat.zero_mul n

theorem succ_mul (n : Nat) : (m : Nat) → succ n * m = n * m + m
  | 0 => rfl
  | m + 1 => congrArg succ ((congrArg (· + n) (succ_mul n m)).trans (Nat.add_right_comm (n * m) m n))

theorem add_one_mul (n m : Nat) : (n + 1) * m = n * m + m := succ_mul n m

@[simp] protected theorem mul_one (n : Nat) : n * 1 = n := Nat.zero_add n
@[simp] protected theorem one_mul (n : Nat) : 1 * n = n :=
  (succ_mul 0 n).trans ((congrArg (· + n) (Nat.zero_mul n)).trans (Nat.zero_add n))

protected theorem mul_comm (n : Nat) : (m : Nat) → n * m = m * n
  | 0 => (Nat.zero_mul n).symm
  | m + 1 => (congrArg (· + n) (Nat.mul_comm n m)).trans (succ_mul m n).symm

protected theorem left_distrib (n m : Nat) : (k : Nat) → n * (m + k) = n * m + n * k
  | 0 => rfl
  | k + 1 => (congrArg (· + n) (Nat.left_distrib n m k)).trans (Nat.add_assoc (n * m) (n * k) n)

protected theorem right_distrib (n m k : Nat) : (n + m) * k = n * k + m * k := by
  rw [Nat.mul_comm, Nat.left_distrib, Nat.mul_comm k n, Nat.mul_comm k m]

protected theorem mul_add (n m k : Nat) : n * (m + k) = n * m + n * k := Nat.left_distrib n m k
protected theorem add_mul (n m k : Nat) : (n + m) * k = n * k + m * k := Nat.right_distrib n m k

protected theorem mul_assoc (n m : Nat) : (k : Nat) → n * m * k = n * (m * k)
  | 0 => rfl
  | k + 1 => (congrArg (· + n * m) (Nat.mul_assoc n m k)).trans (Nat.left_distrib n (m * k) m).symm

protected theorem mul_left_comm (n m k : Nat) : n * (m * k) = m * (n * k) := by
  rw [← Nat.mul_assoc, Nat.mul_comm n m, Nat.mul_assoc]

protected theorem mul_right_comm (n m k : Nat) : n * m * k = n * k * m := by
  rw [Nat.mul_assoc, Nat.mul_comm m k, ← Nat.mul_assoc]

protected theorem mul_mul_mul_comm (a b c d : Nat) : a * b * (c * d) = a * c * (b * d) := by
  rw [Nat.mul_assoc, Nat.mul_left_comm b c d, ← Nat.mul_assoc]

protected theorem mul_two (n : Nat) : n * 2 = n + n := congrArg (· + n) (Nat.zero_add n)
protected theorem two_mul (n : Nat) : 2 * n = n + n := (Nat.mul_comm 2 n).trans (Nat.mul_two n)

@[simp] protected theorem mul_eq_zero : {m n : Nat} → n * m = 0 ↔ n = 0 ∨ m = 0
  | 0, _ => ⟨fun _ => .inr rfl, fun _ => rfl⟩
  | _ + 1, 0 => ⟨fun _ => .inl rfl, fun _ => Nat.zero_mul _⟩
  | _ + 1, _ + 1 => ⟨fun h => Nat.noConfusion h, fun h => h.elim (fun e => Nat.noConfusion e) fun e => Nat.noConfusion e⟩

theorem eq_zero_of_mul_eq_zero {n m : Nat} (h : n * m = 0) : n = 0 ∨ m = 0 := Nat.mul_eq_zero.1 h

/-! ### Powers -/

@[simp] protected theorem pow_zero (b : Nat) : b ^ 0 = 1 := rfl
protected theorem pow_succ {b n : Nat} : b ^ (n + 1) = b ^ n * b := rfl
protected theorem pow_add_one {b n : Nat} : b ^ (n + 1) = b ^ n * b := rfl
theorem pow_succ' {m n : Nat} : m ^ succ n = m * m ^ n := Nat.mul_comm (m ^ n) m
theorem pow_add_one' {m n : Nat} : m ^ (n + 1) = m * m ^ n := pow_succ'
@[simp] protected theorem pow_one (a : Nat) : a ^ 1 = a := Nat.one_mul a
protected theorem pow_two (b : Nat) : b ^ 2 = b * b := congrArg (· * b) (Nat.one_mul b)

@[simp] protected theorem one_pow : (n : Nat) → 1 ^ n = 1
  | 0 => rfl
  | n + 1 => (Nat.mul_one (1 ^ n)).trans (Nat.one_pow n)

protected theorem zero_pow_succ (n : Nat) : 0 ^ (n + 1) = 0 := rfl

protected theorem pow_add (a m : Nat) : (n : Nat) → a ^ (m + n) = a ^ m * a ^ n
  | 0 => (Nat.mul_one (a ^ m)).symm
  | n + 1 => (congrArg (· * a) (Nat.pow_add a m n)).trans (Nat.mul_assoc (a ^ m) (a ^ n) a)

protected theorem pow_mul (a m : Nat) : (n : Nat) → a ^ (m * n) = (a ^ m) ^ n
  | 0 => rfl
  | n + 1 => (Nat.pow_add a (m * n) m).trans (congrArg (· * a ^ m) (Nat.pow_mul a m n))

protected theorem mul_pow (a b : Nat) : (n : Nat) → (a * b) ^ n = a ^ n * b ^ n
  | 0 => rfl
  | n + 1 => (congrArg (· * (a * b)) (Nat.mul_pow a b n)).trans (Nat.mul_mul_mul_comm (a ^ n) (b ^ n) a b)

end Nat
