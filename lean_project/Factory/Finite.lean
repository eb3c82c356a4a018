/-
Worlds of a few things: what shows that a claim does not follow. A world of one thing is `Unit`, of two things `Bool`, of
three things `Three`. Tables are written with `cond` and `pick`, so that what they say is computed.
-/

namespace Factory.Finite

/-- What is true of both Booleans is true of all. -/
theorem both {p : Bool → Prop} (f : p false) (t : p true) : (x : Bool) → p x
  | false => f
  | true => t

theorem apart (h : false = true) : False := absurd h (by decide)

/-- Three things. -/
inductive Three where
  | a
  | b
  | c

namespace Three

/-- A table of one row. -/
def pick {α : Type u} (x : Three) (ofA ofB ofC : α) : α :=
  match x with
  | a => ofA
  | b => ofB
  | c => ofC

/-- What is true of each of the three things is true of all. -/
theorem all {p : Three → Prop} (ofA : p a) (ofB : p b) (ofC : p c) : (x : Three) → p x
  | a => ofA
  | b => ofB
  | c => ofC

theorem ab (h : a = b) : False := apart (congrArg (fun x => x.pick false true true) h)

theorem ac (h : a = c) : False := apart (congrArg (fun x => x.pick false true true) h)

theorem bc (h : b = c) : False := apart (congrArg (fun x => x.pick false false true) h)

end Three

end Factory.Finite
