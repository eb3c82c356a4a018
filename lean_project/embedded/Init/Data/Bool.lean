/-
Booleans: the simp laws of `&&`, `||` and `!`, and of `==` where it means equality.
-/
prelude
import Init.PropLemmas

universe u

namespace Bool

@[simp] theorem or_false (b : Bool) : (b || false) = b := by cases b <;> rfl
@[simp] theorem or_true (b : Bool) : (b || true) = true := by cases b <;> rfl
@[simp] theorem false_or (b : Bool) : (false || b) = b := rfl
@[simp] theorem true_or (b : Bool) : (true || b) = true := rfl
@[simp] theorem or_self (b : Bool) : (b || b) = b := by cases b <;> rfl
@[simp] theorem and_false (b : Bool) : (b && false) = false := by cases b <;> rfl
@[simp] theorem and_true (b : Bool) : (b && true) = b := by cases b <;> rfl
@[simp] theorem false_and (b : Bool) : (false && b) = false := rfl
@[simp] theorem true_and (b : Bool) : (true && b) = b := rfl
@[simp] theorem and_self (b : Bool) : (b && b) = b := by cases b <;> rfl
@[simp] theorem not_not (b : Bool) : (!!b) = b := by cases b <;> rfl
@[simp] theorem not_true : (!true) = false := rfl
@[simp] theorem not_false : (!false) = true := rfl
theorem and_comm (x y : Bool) : (x && y) = (y && x) := by cases x <;> cases y <;> rfl
theorem or_comm (x y : Bool) : (x || y) = (y || x) := by cases x <;> cases y <;> rfl
theorem and_assoc (x y z : Bool) : ((x && y) && z) = (x && (y && z)) := by cases x <;> rfl
theorem or_assoc (x y z : Bool) : ((x || y) || z) = (x || (y || z)) := by cases x <;> rfl
theorem not_and (x y : Bool) : (!(x && y)) = (!x || !y) := by cases x <;> rfl
theorem not_or (x y : Bool) : (!(x || y)) = (!x && !y) := by cases x <;> rfl
@[simp] theorem and_eq_true : (a b : Bool) → ((a && b) = true) = (a = true ∧ b = true)
  | true, _ => propext ⟨fun h => ⟨rfl, h⟩, And.right⟩
  | false, _ => propext ⟨fun h => Bool.noConfusion h, fun h => Bool.noConfusion h.1⟩
@[simp] theorem or_eq_true : (a b : Bool) → ((a || b) = true) = (a = true ∨ b = true)
  | true, _ => propext ⟨fun _ => .inl rfl, fun _ => rfl⟩
  | false, _ => propext ⟨.inr, fun h => h.elim (fun e => Bool.noConfusion e) id⟩
@[simp] theorem not_eq_true' : (b : Bool) → ((!b) = true) = (b = false)
  | true => propext ⟨fun h => Bool.noConfusion h, fun h => Bool.noConfusion h⟩
  | false => propext ⟨fun _ => rfl, fun _ => rfl⟩

end Bool

class ReflBEq (α : Type u) [BEq α] : Prop where
  protected rfl {a : α} : (a == a) = true

class LawfulBEq (α : Type u) [BEq α] : Prop extends ReflBEq α where
  eq_of_beq {a b : α} : (a == b) = true → a = b

export LawfulBEq (eq_of_beq)

instance instLawfulBEqOfDecidableEq {α : Type u} [DecidableEq α] : LawfulBEq α where
  eq_of_beq h := of_decide_eq_true h
  rfl := decide_eq_true rfl

@[simp] theorem beq_self_eq_true {α : Type u} [BEq α] [ReflBEq α] (a : α) : (a == a) = true := ReflBEq.rfl
@[simp] theorem beq_iff_eq {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : (a == b) = true ↔ a = b :=
  ⟨eq_of_beq, fun h => h ▸ ReflBEq.rfl⟩
