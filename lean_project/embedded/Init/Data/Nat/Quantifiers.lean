/-
Natural numbers: quantifiers up to a bound can be decided, by trying every number below it.
-/
prelude
import Init.Data.Nat.Order

namespace Nat

instance decidableBallLT : (n : Nat) → (P : (k : Nat) → k < n → Prop) → [∀ n h, Decidable (P n h)] →
    Decidable (∀ n h, P n h)
  | 0, _, _ => isTrue fun k h => absurd h (not_lt_zero k)
  | n + 1, P, _ =>
    match decidableBallLT n fun k h => P k (lt_succ_of_lt h) with
    | isFalse h => isFalse fun g => h fun k lt => g k (lt_succ_of_lt lt)
    | isTrue h =>
      match (inferInstance : Decidable (P n (lt_succ_self n))) with
      | isFalse g => isFalse fun e => g (e n (lt_succ_self n))
      | isTrue g => isTrue fun k lt => (Nat.lt_or_eq_of_le (le_of_lt_succ lt)).elim (h k) fun e => e ▸ g

instance decidableBallLE (n : Nat) (P : (k : Nat) → k ≤ n → Prop) [∀ n h, Decidable (P n h)] :
    Decidable (∀ n h, P n h) :=
  match decidableBallLT (n + 1) fun k h => P k (le_of_lt_succ h) with
  | isTrue h => isTrue fun k le => h k (lt_succ_of_le le)
  | isFalse h => isFalse fun g => h fun k lt => g k (le_of_lt_succ lt)

instance decidableExistsLT {p : Nat → Prop} [DecidablePred p] : (n : Nat) → Decidable (∃ m, m < n ∧ p m)
  | 0 => isFalse fun ⟨m, h, _⟩ => not_lt_zero m h
  | n + 1 =>
    match decidableExistsLT n, (inferInstance : Decidable (p n)) with
    | isTrue h, _ => isTrue (match h with | ⟨m, lt, hm⟩ => ⟨m, lt_succ_of_lt lt, hm⟩)
    | isFalse _, isTrue h => isTrue ⟨n, lt_succ_self n, h⟩
    | isFalse g, isFalse h => isFalse fun ⟨m, lt, hm⟩ =>
      (Nat.lt_or_eq_of_le (le_of_lt_succ lt)).elim (fun lt => g ⟨m, lt, hm⟩) fun e => h (e ▸ hm)

instance decidableExistsLE {p : Nat → Prop} [DecidablePred p] (n : Nat) : Decidable (∃ m, m ≤ n ∧ p m) :=
  match decidableExistsLT (p := p) (n + 1) with
  | isTrue h => isTrue (match h with | ⟨m, lt, hm⟩ => ⟨m, le_of_lt_succ lt, hm⟩)
  | isFalse h => isFalse fun ⟨m, le, hm⟩ => h ⟨m, lt_succ_of_le le, hm⟩

instance decidableForallFin {n : Nat} (P : Fin n → Prop) [DecidablePred P] : Decidable (∀ i, P i) :=
  match decidableBallLT n fun k h => P ⟨k, h⟩ with
  | isTrue h => isTrue fun ⟨k, lt⟩ => h k lt
  | isFalse h => isFalse fun g => h fun k lt => g ⟨k, lt⟩

instance decidableExistsFin {n : Nat} (P : Fin n → Prop) [DecidablePred P] : Decidable (∃ i, P i) :=
  let below (k : Nat) : Decidable (∃ h : k < n, P ⟨k, h⟩) :=
    match decLt k n with
    | isFalse g => isFalse fun ⟨h, _⟩ => g h
    | isTrue h =>
      match (inferInstance : Decidable (P ⟨k, h⟩)) with
      | isTrue hp => isTrue ⟨h, hp⟩
      | isFalse g => isFalse fun ⟨_, hp⟩ => g hp
  match @decidableExistsLT (fun k => ∃ h : k < n, P ⟨k, h⟩) below n with
  | isTrue h => isTrue (match h with | ⟨k, _, lt, hk⟩ => ⟨⟨k, lt⟩, hk⟩)
  | isFalse h => isFalse fun ⟨⟨k, lt⟩, hk⟩ => h ⟨k, lt, lt, hk⟩

end Nat
