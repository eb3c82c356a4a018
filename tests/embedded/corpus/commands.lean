-- Declarations around theorems: definitions, structures, inductive types, sections, namespaces, attributes.
section
variable (p q : Prop)
theorem uses_variables (hp : p) (hq : q) : p ∧ q := ⟨hp, hq⟩
end

namespace Logic
theorem swap {p q : Prop} (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩
end Logic
theorem uses_namespace (p q : Prop) (h : p ∧ q) : q ∧ p := Logic.swap h
open Logic in
theorem uses_open (p q : Prop) (h : p ∧ q) : q ∧ p := swap h

def double (n : Nat) : Nat := n + n
theorem double_two : double 2 = 4 := rfl
theorem double_unfold (n : Nat) : double n = n + n := by unfold double; rfl
theorem double_simp (n : Nat) : double n = n + n := by simp [double]
theorem double_rw (n : Nat) : double n = n + n := by rw [double]

abbrev Pred' := Nat → Prop
theorem uses_abbrev (p : Pred') (h : ∀ n, p n) : p 3 := h 3

inductive Colour where
  | red
  | green
  | blue
theorem colours (c : Colour) : c = .red ∨ c = .green ∨ c = .blue := by
  cases c
  · exact .inl rfl
  · exact .inr (.inl rfl)
  · exact .inr (.inr rfl)
theorem distinct : Colour.red ≠ Colour.green := nofun

inductive Tree (α : Type) where
  | leaf : Tree α
  | node (left : Tree α) (value : α) (right : Tree α) : Tree α
def Tree.size {α : Type} : Tree α → Nat
  | .leaf => 0
  | .node l _ r => l.size + 1 + r.size
def Tree.mirror {α : Type} : Tree α → Tree α
  | .leaf => .leaf
  | .node l x r => .node r.mirror x l.mirror
theorem mirror_twice {α : Type} (t : Tree α) : t.mirror.mirror = t := by
  induction t with
  | leaf => rfl
  | node l x r ihl ihr => simp [Tree.mirror, ihl, ihr]

structure Point where
  x : Nat
  y : Nat
def Point.swap (a : Point) : Point := { x := a.y, y := a.x }
theorem swap_swap (a : Point) : a.swap.swap = a := rfl
theorem update (a : Point) : { a with x := 3 }.y = a.y := rfl
theorem fields : (Point.mk 1 2).x = 1 := rfl
theorem eta (a : Point) : Point.mk a.x a.y = a := rfl

class Pointed (α : Type) where
  point : α
instance : Pointed Nat := ⟨7⟩
instance : Pointed Bool where
  point := true
theorem uses_instance : (Pointed.point : Nat) = 7 := rfl

inductive Even : Nat → Prop where
  | zero : Even 0
  | step {n : Nat} : Even n → Even (n + 2)
theorem even_four : Even 4 := .step (.step .zero)
theorem not_even_one : ¬Even 1 := nofun
theorem even_pred (n : Nat) (h : Even (n + 2)) : Even n := by
  cases h with
  | step h => exact h

@[simp] theorem my_simp (p : Prop) : (p ∧ p ∧ p) = p := by simp
theorem uses_attribute (p : Prop) (hp : p) : p ∧ p ∧ p := by simp [hp]
private theorem hidden : True := trivial
protected theorem Logic.guarded : True := hidden
theorem with_universe.{u} {α : Sort u} (a : α) : ∃ b, b = a := ⟨a, rfl⟩
theorem auto_bound {α : Type u} (a : α) : a = a := rfl
notation:65 a " plus " b => Nat.add a b
theorem uses_notation : (2 plus 2) = 4 := rfl
macro "finish" : tactic => `(tactic| first | assumption | trivial)
theorem uses_macro (p : Prop) (hp : p) : p ∧ True := by constructor <;> finish
set_option autoImplicit false in
theorem uses_option (p : Prop) (hp : p) : p := hp
