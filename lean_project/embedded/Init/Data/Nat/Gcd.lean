/-
Natural numbers: the greatest common divisor, by Euclid's algorithm.
-/
prelude
import Init.Data.Nat.Dvd

namespace Nat

/-- `fuel ≥ m` divisions are enough, since the first argument falls with each. -/
protected def gcd.go : (fuel m n : Nat) → Nat
  | 0, _, n => n
  | fuel + 1, m, n => ite (m = 0) n (Nat.gcd.go fuel (n % m) m)

@[extern "lean_nat_gcd"] def gcd (m n : @& Nat) : Nat := Nat.gcd.go m m n

protected theorem gcd.go_congr : (fuel₁ fuel₂ m n : Nat) → m ≤ fuel₁ → m ≤ fuel₂ →
    Nat.gcd.go fuel₁ m n = Nat.gcd.go fuel₂ m n
  | 0, 0, _, _, _, _ => rfl
  | 0, _ + 1, _, _, h, _ => (if_pos (eq_zero_of_le_zero h)).symm
  | _ + 1, 0, _, _, _, h => if_pos (eq_zero_of_le_zero h)
  | _ + 1, _ + 1, 0, _, _, _ => rfl
  | fuel₁ + 1, fuel₂ + 1, k + 1, n, h₁, h₂ =>
    have small : n % (k + 1) ≤ k := le_of_lt_succ (mod_lt n (zero_lt_succ k))
    Nat.gcd.go_congr fuel₁ fuel₂ (n % (k + 1)) (k + 1) (Nat.le_trans small (le_of_succ_le_succ h₁))
      (Nat.le_trans small (le_of_succ_le_succ h₂))

@[simp] theorem gcd_zero_left (y : Nat) : gcd 0 y = y := rfl
theorem gcd_succ (x y : Nat) : gcd (succ x) y = gcd (y % succ x) (succ x) :=
  Nat.gcd.go_congr x (y % succ x) (y % succ x) (succ x) (le_of_lt_succ (mod_lt y (zero_lt_succ x))) (Nat.le_refl _)
theorem gcd_add_one (x y : Nat) : gcd (x + 1) y = gcd (y % (x + 1)) (x + 1) := gcd_succ x y

attribute [irreducible] gcd

@[simp] theorem gcd_zero_right : (n : Nat) → gcd n 0 = n
  | 0 => gcd_zero_left 0
  | n + 1 => (gcd_succ n 0).trans (gcd_zero_left (n + 1))
theorem gcd_rec : (m n : Nat) → gcd m n = gcd (n % m) m
  | 0, n => by rw [mod_zero, gcd_zero_left, gcd_zero_right]
  | m + 1, n => gcd_succ m n
@[simp] theorem gcd_one_left (n : Nat) : gcd 1 n = 1 := by rw [gcd_succ 0 n, mod_one, gcd_zero_left]
@[simp] theorem gcd_self (n : Nat) : gcd n n = n := by rw [gcd_rec, mod_self, gcd_zero_left]

/-- Induction along Euclid's algorithm. -/
@[elab_as_elim] theorem gcd.induction {P : Nat → Nat → Prop} (m n : Nat) (H0 : ∀ n, P 0 n)
    (H1 : ∀ m n, 0 < m → P (n % m) m → P m n) : P m n :=
  Nat.strongRecOn (motive := fun m => ∀ n, P m n) m (fun m ih n => match m, ih with
    | 0, _ => H0 n
    | k + 1, ih => H1 (k + 1) n (zero_lt_succ k) (ih (n % (k + 1)) (mod_lt n (zero_lt_succ k)) (k + 1))) n

theorem gcd_dvd (m n : Nat) : (gcd m n ∣ m) ∧ (gcd m n ∣ n) :=
  gcd.induction (P := fun m n => (gcd m n ∣ m) ∧ (gcd m n ∣ n)) m n
    (fun n => ⟨Nat.dvd_zero _, dvd_of_eq (gcd_zero_left n)⟩)
    fun m n _ ih => gcd_rec m n ▸ ⟨ih.2, (dvd_mod_iff ih.2).1 ih.1⟩
theorem gcd_dvd_left (m n : Nat) : gcd m n ∣ m := (gcd_dvd m n).1
theorem gcd_dvd_right (m n : Nat) : gcd m n ∣ n := (gcd_dvd m n).2

theorem dvd_gcd {k m n : Nat} : k ∣ m → k ∣ n → k ∣ gcd m n :=
  gcd.induction (P := fun m n => k ∣ m → k ∣ n → k ∣ gcd m n) m n
    (fun n _ h => (gcd_zero_left n).symm ▸ h)
    fun m n _ ih hm hn => gcd_rec m n ▸ ih ((dvd_mod_iff hm).2 hn) hm
theorem dvd_gcd_iff {k m n : Nat} : k ∣ gcd m n ↔ k ∣ m ∧ k ∣ n :=
  ⟨fun h => ⟨Nat.dvd_trans h (gcd_dvd_left m n), Nat.dvd_trans h (gcd_dvd_right m n)⟩, fun h => dvd_gcd h.1 h.2⟩

theorem gcd_comm (m n : Nat) : gcd m n = gcd n m :=
  Nat.dvd_antisymm (dvd_gcd (gcd_dvd_right m n) (gcd_dvd_left m n)) (dvd_gcd (gcd_dvd_right n m) (gcd_dvd_left n m))
theorem gcd_assoc (m n k : Nat) : gcd (gcd m n) k = gcd m (gcd n k) :=
  have left := dvd_gcd_iff.1 (gcd_dvd_left (gcd m n) k)
  have right := dvd_gcd_iff.1 (gcd_dvd_right m (gcd n k))
  Nat.dvd_antisymm (dvd_gcd left.1 (dvd_gcd left.2 (gcd_dvd_right _ _)))
    (dvd_gcd (dvd_gcd (gcd_dvd_left _ _) right.1) right.2)
@[simp] theorem gcd_one_right (n : Nat) : gcd n 1 = 1 := (gcd_comm n 1).trans (gcd_one_left n)
theorem gcd_eq_left {m n : Nat} (h : m ∣ n) : gcd m n = m :=
  Nat.dvd_antisymm (gcd_dvd_left m n) (dvd_gcd (Nat.dvd_refl m) h)
theorem gcd_eq_right {m n : Nat} (h : n ∣ m) : gcd m n = n := (gcd_comm m n).trans (gcd_eq_left h)
theorem gcd_pos_of_pos_left {m : Nat} (n : Nat) (h : 0 < m) : 0 < gcd m n := pos_of_dvd_of_pos (gcd_dvd_left m n) h
theorem gcd_pos_of_pos_right (m : Nat) {n : Nat} (h : 0 < n) : 0 < gcd m n := pos_of_dvd_of_pos (gcd_dvd_right m n) h
theorem gcd_le_left {m : Nat} (n : Nat) (h : 0 < m) : gcd m n ≤ m := le_of_dvd h (gcd_dvd_left m n)
theorem gcd_le_right {m : Nat} (n : Nat) (h : 0 < n) : gcd m n ≤ n := le_of_dvd h (gcd_dvd_right m n)
theorem gcd_mul_left (m n k : Nat) : gcd (m * n) (m * k) = m * gcd n k :=
  Nat.dvd_antisymm
    ((eq_zero_or_pos m).elim (fun e => by rewrite [e, Nat.zero_mul (gcd n k)]; exact Nat.dvd_zero _)
      fun hm =>
        match dvd_gcd (Nat.dvd_mul_right m n) (Nat.dvd_mul_right m k) with
        | ⟨c, e⟩ => e ▸ Nat.mul_dvd_mul_left m (dvd_gcd
          (Nat.dvd_of_mul_dvd_mul_left hm (e ▸ gcd_dvd_left (m * n) (m * k)))
          (Nat.dvd_of_mul_dvd_mul_left hm (e ▸ gcd_dvd_right (m * n) (m * k)))))
    (dvd_gcd (Nat.mul_dvd_mul_left m (gcd_dvd_left n k)) (Nat.mul_dvd_mul_left m (gcd_dvd_right n k)))

/-- Two numbers are coprime when only 1 divides both. -/
@[reducible] def Coprime (m n : Nat) : Prop := gcd m n = 1

instance (m n : Nat) : Decidable (Coprime m n) := Nat.decEq (gcd m n) 1

theorem coprime_iff_gcd_eq_one {m n : Nat} : gcd m n = 1 ↔ Coprime m n := .rfl
theorem Coprime.gcd_eq_one {m n : Nat} (h : Coprime m n) : gcd m n = 1 := h
theorem Coprime.symm {m n : Nat} (h : Coprime n m) : Coprime m n := (gcd_comm m n).trans h
theorem Coprime.dvd_of_dvd_mul_left {k m n : Nat} (h₁ : Coprime k m) (h₂ : k ∣ m * n) : k ∣ n :=
  have g : gcd (n * k) (n * m) = n := (gcd_mul_left n k m).trans ((congrArg (n * ·) h₁).trans (Nat.mul_one n))
  g ▸ dvd_gcd (Nat.dvd_mul_left k n) (Nat.mul_comm m n ▸ h₂)
theorem Coprime.dvd_of_dvd_mul_right {k m n : Nat} (h₁ : Coprime k n) (h₂ : k ∣ m * n) : k ∣ m :=
  h₁.dvd_of_dvd_mul_left (Nat.mul_comm m n ▸ h₂)

end Nat
