/-
A small imperative language over four natural numbers: its programs, what it is that one runs, Hoare triples, and how
a loop's invariant proves one.
-/
import Factory.Induction

namespace Programs

/-- The values of the variables. -/
structure State where
  x : Nat
  y : Nat
  z : Nat
  n : Nat

/-- Programs: assignments of several variables at once, one program after the other, choices, loops. -/
inductive Program where
  | set (f : State → State)
  | seq (p q : Program)
  | ite (c : State → Prop) (p q : Program)
  | loop (c : State → Prop) (p : Program)

infixr:60 " ;; " => Program.seq

/-- `Runs p s t`: the program `p`, started in `s`, ends in `t`. -/
inductive Runs : Program → State → State → Prop where
  | set {f s} : Runs (.set f) s (f s)
  | seq {p q s u} (t) : Runs p s t → Runs q t u → Runs (p ;; q) s u
  | yes {c p q s t} : c s → Runs p s t → Runs (.ite c p q) s t
  | no {c p q s t} : ¬c s → Runs q s t → Runs (.ite c p q) s t
  | next {c p s u} (t) : c s → Runs p s t → Runs (.loop c p) t u → Runs (.loop c p) s u
  | done {c p s} : ¬c s → Runs (.loop c p) s s

namespace Runs
variable {p q : Program} {c : State → Prop} {s t u : State}

/-- A program ends in one state at most. -/
theorem unique (r : Runs p s t) : Runs p s u → t = u := by
  induction r generalizing u with
  | set => intro r; cases r; rfl
  | seq _ _ _ f g => intro r; cases r with | seq _ a b => exact g (f a ▸ b)
  | yes h _ f => intro r; cases r with
    | yes _ a => exact f a
    | no k => exact absurd h k
  | no h _ f => intro r; cases r with
    | yes k => exact absurd k h
    | no _ a => exact f a
  | next _ h _ _ f g => intro r; cases r with
    | next _ _ a b => exact g (f a ▸ b)
    | done k => exact absurd h k
  | done h => intro r; cases r with
    | next _ k => exact absurd k h
    | done => rfl

/-- Where a program ends is the only state where it does. -/
theorem only (r : Runs p s t) (u : State) : Runs p s u ↔ u = t :=
  ⟨fun q => (r.unique q).symm, fun h => h ▸ r⟩

end Runs

/-- Whatever state with `P` the program starts in, if it ends, then in a state with `Q`. -/
def Triple (P : State → Prop) (p : Program) (Q : State → Prop) : Prop := ∀ s t, P s → Runs p s t → Q t

/-- What must hold before a program without loops for `Q` to hold after it. -/
def Program.before : Program → (State → Prop) → State → Prop
  | .set f, Q, s => Q (f s)
  | .seq p q, Q, s => p.before (q.before Q) s
  | .ite c p q, Q, s => (c s → p.before Q s) ∧ (¬c s → q.before Q s)
  | .loop _ _, _, _ => False

theorem Runs.after {p s t} (r : Runs p s t) : {Q : State → Prop} → p.before Q s → Q t := by
  induction r with
  | set => exact fun h => h
  | seq _ _ _ f g => exact fun h => g (f h)
  | yes c _ f => exact fun h => f (h.1 c)
  | no c _ f => exact fun h => f (h.2 c)
  | next => exact fun h => h.elim
  | done => exact fun h => h.elim

/-- An invariant goes through a loop. -/
theorem Runs.through {c p q s t} {I : State → Prop} (keep : ∀ s, I s → c s → p.before I s)
    (r : Runs q s t) : q = .loop c p → I s → I t ∧ ¬c t := by
  induction r with
  | next _ g a _ _ f =>
    intro e i
    cases e
    exact f rfl (a.after (keep _ i g))
  | done g =>
    intro e i
    cases e
    exact ⟨i, g⟩
  | _ => intro e; cases e

/-- An invariant's three obligations: it holds when the loop begins, every round keeps it, and what is claimed follows
when the loop ends. -/
theorem Triple.loop {P Q c p q} (I : State → Prop) (start : ∀ s, P s → p.before I s)
    (keep : ∀ s, I s → c s → q.before I s) (stop : ∀ s, I s → ¬c s → Q s) :
    Triple P (p ;; .loop c q) Q := by
  intro s t h r
  cases r with
  | seq u a b =>
    have ends := b.through keep rfl (a.after (start s h))
    exact stop t ends.1 ends.2

/-- Taking one number off another leaves their greatest common divisor as it is. -/
theorem gcd_right {x y : Nat} (h : x ≤ y) : Nat.gcd x (y - x) = Nat.gcd x y := by
  have same : y % x = (y - x) % x := by rw [← Nat.add_mod_right (y - x) x, Nat.sub_add_cancel h]
  rw [Nat.gcd_rec x y, same, ← Nat.gcd_rec]
theorem gcd_left {x y : Nat} (h : y ≤ x) : Nat.gcd (x - y) y = Nat.gcd x y := by
  rw [Nat.gcd_comm, gcd_right h, Nat.gcd_comm]
theorem gcd_same {x y g : Nat} (e : x = y) (h : Nat.gcd x y = g) : x = g := by
  rw [← h, ← e, Nat.gcd_self]

/-- A number goes up by `p` and down by `m`. -/
structure Moves (e f p m : Nat) : Prop where
  moves : f + m = e + p

namespace Moves
variable {e f g h p q l m : Nat}

theorem same : Moves e e 0 0 := ⟨rfl⟩
theorem up : Moves e (e + p) p 0 := ⟨rfl⟩
theorem down (h : m ≤ e) : Moves e (e - m) 0 m := ⟨Nat.sub_add_cancel h⟩
theorem mul (k : Nat) (a : Moves e f p m) : Moves (k * e) (k * f) (k * p) (k * m) :=
  ⟨by rw [← Nat.mul_add, a.moves, Nat.mul_add]⟩
theorem add (a : Moves e f p m) (b : Moves g h q l) : Moves (e + g) (f + h) (p + q) (m + l) :=
  ⟨by rw [Nat.add_add_add_comm, a.moves, b.moves, Nat.add_add_add_comm]⟩

/-- What is equal stays so when both sides move alike. -/
theorem eq (old : e = g) (a : Moves e f p m) (b : Moves g h q l) (even : Nat.beq (p + l) (q + m) = true) : f = h := by
  refine Nat.add_right_cancel (m := m + l) ?_
  rw [← Nat.add_assoc, a.moves, old, Nat.add_assoc, Nat.eq_of_beq_eq_true even, ← Nat.add_assoc, ← b.moves,
    Nat.add_assoc, Nat.add_comm l]

/-- What is at most so stays so when it moves no more than the other. -/
theorem le (old : e ≤ g) (a : Moves e f p m) (b : Moves g h q l) (more : Nat.ble (p + l) (q + m) = true) : f ≤ h := by
  refine Nat.le_of_add_le_add_right (b := m + l) ?_
  rw [← Nat.add_assoc, a.moves, Nat.add_comm m l, ← Nat.add_assoc, b.moves, Nat.add_assoc, Nat.add_assoc]
  exact Nat.add_le_add old (Nat.le_of_ble_eq_true more)

end Moves

/-- What a call returns that puts a number before what another one returns. -/
theorem cons {a l r : List Nat} {x y : Nat} (call : a = x :: l) (rest : l = r) (same : Nat.beq x y = true) :
    a = y :: r := Nat.eq_of_beq_eq_true same ▸ rest ▸ call

/-- What a call returns that adds a number to what another one returns. -/
theorem plus {a b l r s : Nat} (call : a = b + l) (rest : l = r) (sum : Nat.beq (b + r) s = true) : a = s :=
  (rest ▸ call).trans (Nat.eq_of_beq_eq_true sum)

end Programs
