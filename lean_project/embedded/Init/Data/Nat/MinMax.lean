/-
Natural numbers: minimum and maximum.
-/
prelude
import Init.Data.Nat.Order

instance instMinNat : Min Nat where
  min n m := ite (n ≤ m) n m

instance instMaxNat : Max Nat where
  max n m := ite (n ≤ m) m n

namespace Nat

protected abbrev min (n m : Nat) : Nat := Min.min n m
protected abbrev max (n m : Nat) : Nat := Max.max n m

protected theorem min_def {n m : Nat} : min n m = ite (n ≤ m) n m := rfl
protected theorem max_def {n m : Nat} : max n m = ite (n ≤ m) m n := rfl

@[simp] protected theorem min_eq_left {a b : Nat} (h : a ≤ b) : min a b = a := if_pos h
@[simp] protected theorem max_eq_right {a b : Nat} (h : a ≤ b) : max a b = b := if_pos h

protected theorem min_comm (a b : Nat) : min a b = min b a :=
  Decidable.byCases (p := a ≤ b)
    (fun h => Decidable.byCases (p := b ≤ a)
      (fun g => Nat.le_antisymm h g ▸ rfl)
      fun g => (if_pos h).trans (if_neg g).symm)
    fun h => (if_neg h).trans (if_pos (Nat.le_of_not_le h)).symm

protected theorem max_comm (a b : Nat) : max a b = max b a :=
  Decidable.byCases (p := a ≤ b)
    (fun h => Decidable.byCases (p := b ≤ a)
      (fun g => Nat.le_antisymm h g ▸ rfl)
      fun g => (if_pos h).trans (if_neg g).symm)
    fun h => (if_neg h).trans (if_pos (Nat.le_of_not_le h)).symm

@[simp] protected theorem min_eq_right {a b : Nat} (h : b ≤ a) : min a b = b :=
  (Nat.min_comm a b).trans (Nat.min_eq_left h)
@[simp] protected theorem max_eq_left {a b : Nat} (h : b ≤ a) : max a b = a :=
  (Nat.max_comm a b).trans (Nat.max_eq_right h)

protected theorem min_le_left (a b : Nat) : min a b ≤ a :=
  (Nat.le_total a b).elim (fun h => Nat.le_of_eq (Nat.min_eq_left h)) fun h => (Nat.min_eq_right h).symm ▸ h
protected theorem min_le_right (a b : Nat) : min a b ≤ b := Nat.min_comm b a ▸ Nat.min_le_left b a
protected theorem le_max_left (a b : Nat) : a ≤ max a b :=
  (Nat.le_total a b).elim (fun h => (Nat.max_eq_right h).symm ▸ h) fun h => Nat.le_of_eq (Nat.max_eq_left h).symm
protected theorem le_max_right (a b : Nat) : b ≤ max a b := Nat.max_comm b a ▸ Nat.le_max_left b a

protected theorem le_min {a b c : Nat} : a ≤ min b c ↔ a ≤ b ∧ a ≤ c :=
  ⟨fun h => ⟨Nat.le_trans h (Nat.min_le_left b c), Nat.le_trans h (Nat.min_le_right b c)⟩,
    fun ⟨h, g⟩ => (Nat.le_total b c).elim (fun e => (Nat.min_eq_left e).symm ▸ h) fun e => (Nat.min_eq_right e).symm ▸ g⟩
protected theorem le_min_of_le_of_le {a b c : Nat} (h : a ≤ b) (g : a ≤ c) : a ≤ min b c := Nat.le_min.2 ⟨h, g⟩
protected theorem max_le {a b c : Nat} : max a b ≤ c ↔ a ≤ c ∧ b ≤ c :=
  ⟨fun h => ⟨Nat.le_trans (Nat.le_max_left a b) h, Nat.le_trans (Nat.le_max_right a b) h⟩,
    fun ⟨h, g⟩ => (Nat.le_total a b).elim (fun e => (Nat.max_eq_right e).symm ▸ g) fun e => (Nat.max_eq_left e).symm ▸ h⟩
protected theorem max_le_of_le_of_le {a b c : Nat} (h : a ≤ c) (g : b ≤ c) : max a b ≤ c := Nat.max_le.2 ⟨h, g⟩

@[simp] protected theorem min_self (a : Nat) : min a a = a := Nat.min_eq_left (Nat.le_refl a)
@[simp] protected theorem max_self (a : Nat) : max a a = a := Nat.max_eq_right (Nat.le_refl a)
@[simp] protected theorem zero_min (a : Nat) : min 0 a = 0 := Nat.min_eq_left (zero_le a)
@[simp] protected theorem min_zero (a : Nat) : min a 0 = 0 := Nat.min_eq_right (zero_le a)
@[simp] protected theorem zero_max (a : Nat) : max 0 a = a := Nat.max_eq_right (zero_le a)
@[simp] protected theorem max_zero (a : Nat) : max a 0 = a := Nat.max_eq_left (zero_le a)

protected theorem min_assoc (a b c : Nat) : min (min a b) c = min a (min b c) :=
  Nat.le_antisymm
    (Nat.le_min.2 ⟨Nat.le_trans (Nat.min_le_left _ _) (Nat.min_le_left _ _),
      Nat.le_min.2 ⟨Nat.le_trans (Nat.min_le_left _ _) (Nat.min_le_right _ _), Nat.min_le_right _ _⟩⟩)
    (Nat.le_min.2 ⟨Nat.le_min.2 ⟨Nat.min_le_left _ _, Nat.le_trans (Nat.min_le_right _ _) (Nat.min_le_left _ _)⟩,
      Nat.le_trans (Nat.min_le_right _ _) (Nat.min_le_right _ _)⟩)

protected theorem max_assoc (a b c : Nat) : max (max a b) c = max a (max b c) :=
  Nat.le_antisymm
    (Nat.max_le.2 ⟨Nat.max_le.2 ⟨Nat.le_max_left _ _, Nat.le_trans (Nat.le_max_left _ _) (Nat.le_max_right _ _)⟩,
      Nat.le_trans (Nat.le_max_right _ _) (Nat.le_max_right _ _)⟩)
    (Nat.max_le.2 ⟨Nat.le_trans (Nat.le_max_left _ _) (Nat.le_max_left _ _),
      Nat.max_le.2 ⟨Nat.le_trans (Nat.le_max_right _ _) (Nat.le_max_left _ _), Nat.le_max_right _ _⟩⟩)

end Nat
