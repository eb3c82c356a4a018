/-
Worlds of one to five things, with relations given by tables: what shows that a claim does not follow from rules. That a
rule holds in one is decided by the kernel, which goes through all cases.
-/
import Factory.Equational

namespace Factory.Equational

/-- One thing. -/
inductive One where
  | e0 : One

noncomputable instance : Few One where
  same _ _ := true
  all p := p One.e0
  eq_of_same {x y} _ :=
    match x, y with
    | .e0, .e0 => rfl
  same_self _ := rfl
  of_all {_} h x :=
    match x with
    | .e0 => h

/-! A row of a table. -/

noncomputable def One.pick (x : One) (a0 : Bool) : Bool := x.rec a0
noncomputable def Two.pick (x : Two) (a0 a1 : Bool) : Bool := x.rec a0 a1
noncomputable def Three.pick (x : Three) (a0 a1 a2 : Bool) : Bool := x.rec a0 a1 a2
noncomputable def Four.pick (x : Four) (a0 a1 a2 a3 : Bool) : Bool := x.rec a0 a1 a2 a3
noncomputable def Five.pick (x : Five) (a0 a1 a2 a3 a4 : Bool) : Bool := x.rec a0 a1 a2 a3 a4

end Factory.Equational

namespace Factory.Horn
open Factory.Equational

/-- A proposition that a computation may show to be true. -/
class Checked (p : Prop) where
  value : Bool
  sound : value = true → p

/-- That the first implies the second. -/
noncomputable def imp (p q : Bool) : Bool := p.rec true q

theorem of_imp : {p q : Bool} → imp p q = true → p = true → q = true
  | true, _, h, _ => h
  | false, _, _, h => (Bool.false_ne_true h).elim

noncomputable instance (b : Bool) : Checked (b = true) := ⟨b, id⟩
noncomputable instance : Checked False := ⟨false, fun h => Bool.false_ne_true h⟩
noncomputable instance (b : Bool) (p : Prop) [Checked p] : Checked (b = true → p) :=
  ⟨imp b (Checked.value p), fun h hb => Checked.sound (of_imp h hb)⟩
noncomputable instance (b : Bool) : Checked (¬ b = true) :=
  ⟨imp b false, fun h hb => Bool.false_ne_true (of_imp h hb)⟩
noncomputable instance {α : Type} [Few α] (p : α → Prop) [∀ x, Checked (p x)] : Checked (∀ x, p x) :=
  ⟨Few.all fun x => Checked.value (p x), fun h x => Checked.sound (Few.of_all h x)⟩

/-- What is computed to be true. -/
theorem check {p : Prop} [Checked p] (h : Checked.value p = true) : p := Checked.sound h

end Factory.Horn
