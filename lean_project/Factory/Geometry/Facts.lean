/-
Facts about numbered points, and what they say of directions and of lengths: the table of `docs/geometry-engine.md`.

A segment is the pair of its end points' numbers. In sums of directions the pair `(0, 0)` stands for a unit of which
`quarter` make a right angle; in sums of logarithms of lengths `(n, n)` stands for the number `n`.
-/
import Factory.Geometry.Predicates
import Factory.Geometry.Sums

universe u

namespace Factory.Geometry

/-- The power of a complex number. -/
def cpow {α : Type u} [CommRing α] (w : Point α) : Nat → Point α
  | 0 => ⟨1, 0⟩
  | n + 1 => mul (cpow w n) w

/-- The full angle from `ab` to `cd` is `n` times that from the first axis to the direction `w`. -/
def aconst {F : Type u} [OrderedField F] (a b c d : Point F) (w : Point F) (n : Nat) : Prop :=
  cross (vec a b) (vec c d) * (cpow w n).x = dot (vec a b) (vec c d) * (cpow w n).y

/-- A predicate applied to numbered points; from `ncoll` on they are conditions, inequalities that are assumed. The last two
are no predicates: what is true of units and of numbers. -/
inductive Fact where
  | coll (a b c : Nat)
  | para (a b c d : Nat)
  | perp (a b c d : Nat)
  | cong (a b c d : Nat)
  | midp (m a b : Nat)
  | circle (o a b c : Nat)
  | cyclic (a b c d : Nat)
  | eqangle (a b c d e f g h : Nat)
  | compl (a b c d e f g h : Nat)
  | eqratio (a b c d e f g h : Nat)
  | simtri (a b c p q r : Nat)
  | simtrir (a b c p q r : Nat)
  | contri (a b c p q r : Nat)
  | contrir (a b c p q r : Nat)
  | aconst (a b c d n : Nat)
  | rconst (a b c d p q : Nat)
  | ncoll (a b c : Nat)
  | npara (a b c d : Nat)
  | nperp (a b c d : Nat)
  | neqangle (a b c d e f g h : Nat)
  | sameside (a b c d e f : Nat)
  | sameclock (a b c p q r : Nat)
  | oppclock (a b c p q r : Nat)
  /-- Twice a right angle is no angle. -/
  | turn
  /-- The logarithm of `m * n` is the sum of those of `m` and `n`. -/
  | product (m n : Nat)

/-- The point of this number; the origin beyond the list. -/
noncomputable def nth {F : Type u} [OrderedField F] (P : List (Point F)) : Nat → Point F :=
  P.rec (fun _ => ⟨0, 0⟩) fun p _ rest i => i.rec p fun i _ => rest i

namespace Fact

/-! The tables below have an entry for each predicate, in the order above. What an entry needs beside the points comes after
the fact, so that the kernel, when it looks up one of them, substitutes nothing in the others. -/

/-- What the fact says of these points; `w` is the unit of angles. -/
noncomputable def holds {F : Type u} [OrderedField F] (w : Point F) (P : List (Point F)) (f : Fact) : Prop :=
  @Fact.rec (fun _ => ∀ (F : Type u) [OrderedField F], Point F → (Nat → Point F) → Prop)
    (fun a b c _ _ _ p => Geometry.coll (p a) (p b) (p c))
    (fun a b c d _ _ _ p => Geometry.para (p a) (p b) (p c) (p d))
    (fun a b c d _ _ _ p => Geometry.perp (p a) (p b) (p c) (p d))
    (fun a b c d _ _ _ p => Geometry.cong (p a) (p b) (p c) (p d))
    (fun m a b _ _ _ p => Geometry.midp (p m) (p a) (p b))
    (fun o a b c _ _ _ p => Geometry.circle (p o) (p a) (p b) (p c))
    (fun a b c d _ _ _ p => Geometry.cyclic (p a) (p b) (p c) (p d))
    (fun a b c d e f g h _ _ _ p => Geometry.eqangle (p a) (p b) (p c) (p d) (p e) (p f) (p g) (p h))
    (fun a b c d e f g h _ _ _ p => Geometry.compl (p a) (p b) (p c) (p d) (p e) (p f) (p g) (p h))
    (fun a b c d e f g h _ _ _ p => Geometry.eqratio (p a) (p b) (p c) (p d) (p e) (p f) (p g) (p h))
    (fun a b c d e f _ _ _ p => Geometry.simtri (p a) (p b) (p c) (p d) (p e) (p f))
    (fun a b c d e f _ _ _ p => Geometry.simtrir (p a) (p b) (p c) (p d) (p e) (p f))
    (fun a b c d e f _ _ _ p => Geometry.contri (p a) (p b) (p c) (p d) (p e) (p f))
    (fun a b c d e f _ _ _ p => Geometry.contrir (p a) (p b) (p c) (p d) (p e) (p f))
    (fun a b c d n _ _ w p => Geometry.aconst (p a) (p b) (p c) (p d) w n)
    (fun a b c d m n _ _ _ p => Geometry.rconst (p a) (p b) (p c) (p d) m n)
    (fun a b c _ _ _ p => Geometry.ncoll (p a) (p b) (p c))
    (fun a b c d _ _ _ p => Geometry.npara (p a) (p b) (p c) (p d))
    (fun a b c d _ _ _ p => Geometry.nperp (p a) (p b) (p c) (p d))
    (fun a b c d e f g h _ _ _ p => Geometry.neqangle (p a) (p b) (p c) (p d) (p e) (p f) (p g) (p h))
    (fun a b c d e f _ _ _ p => Geometry.sameside (p a) (p b) (p c) (p d) (p e) (p f))
    (fun a b c d e f _ _ _ p => Geometry.sameclock (p a) (p b) (p c) (p d) (p e) (p f))
    (fun a b c d e f _ _ _ p => Geometry.oppclock (p a) (p b) (p c) (p d) (p e) (p f))
    (fun _ _ _ _ => True) (fun m n _ _ _ _ => m ≠ 0 ∧ n ≠ 0) f F _ w (nth P)

def two (a b c d : Nat) : List (Nat × Nat) := [(a, b), (c, d)]
def three (a b c : Nat) : List (Nat × Nat) := [(a, b), (a, c), (b, c)]
def four (a b c d e f g h : Nat) : List (Nat × Nat) := [(a, b), (c, d), (e, f), (g, h)]
def six (a b c p q r : Nat) : List (Nat × Nat) := [(a, b), (a, c), (b, c), (p, q), (p, r), (q, r)]

/-- The segments that must not vanish for the relations to say what the fact says, but for those of `cyclic`. -/
noncomputable def segmentsWith (cyclic : Nat → Nat → Nat → Nat → List (Nat × Nat)) (f : Fact) : List (Nat × Nat) :=
  @Fact.rec (fun _ => List (Nat × Nat)) three two two two three (fun o a b c => [(o, a), (o, b), (o, c)])
    cyclic four four four six six six six
    (fun a b c d _ => two a b c d) (fun a b c d _ _ => two a b c d) (fun _ _ _ => []) (fun _ _ _ _ => []) (fun _ _ _ _ => [])
    (fun _ _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ => []) [] (fun _ _ => []) f
def quadrangle (a b c d : Nat) : List (Nat × Nat) := [(a, b), (a, c), (a, d), (b, c), (b, d), (c, d)]
noncomputable def segments (f : Fact) : List (Nat × Nat) := f.segmentsWith quadrangle

def plus (a b : Nat) : Term := ⟨false, 1, a, b⟩
def minus (a b : Nat) : Term := ⟨true, 1, a, b⟩

/-- Sums of directions that are 0. -/
noncomputable def angles (quarter : Nat) (f : Fact) : List (List Term) :=
  @Fact.rec (fun _ => Nat → List (List Term))
    (fun a b c _ => [[plus a b, minus a c], [plus a b, minus b c]])
    (fun a b c d _ => [[plus a b, minus c d]])
    (fun a b c d quarter => [[plus a b, minus c d, ⟨false, quarter, 0, 0⟩]])
    (fun _ _ _ _ _ => [])
    (fun a b c _ => [[plus a b, minus a c], [plus a b, minus b c]])
    (fun _ _ _ _ _ => [])
    (fun a b c d _ => [[plus a b, plus c d, minus a c, minus b d], [plus a b, plus c d, minus a d, minus b c]])
    (fun a b c d e f g h _ => [[plus c d, minus a b, minus g h, plus e f]])
    (fun a b c d e f g h quarter => [[plus c d, minus a b, plus g h, minus e f, ⟨false, quarter, 0, 0⟩]])
    (fun _ _ _ _ _ _ _ _ _ => [])
    (fun a b c p q r _ => [[plus a b, minus a c, minus p q, plus p r], [plus a b, minus b c, minus p q, plus q r]])
    (fun a b c p q r _ => [[plus a b, minus a c, plus p q, minus p r], [plus a b, minus b c, plus p q, minus q r]])
    (fun a b c p q r _ => [[plus a b, minus a c, minus p q, plus p r], [plus a b, minus b c, minus p q, plus q r]])
    (fun a b c p q r _ => [[plus a b, minus a c, plus p q, minus p r], [plus a b, minus b c, plus p q, minus q r]])
    (fun a b c d n _ => [[plus c d, minus a b, ⟨true, n, 0, 0⟩]])
    (fun _ _ _ _ _ _ _ => [])
    (fun _ _ _ _ => []) (fun _ _ _ _ _ => []) (fun _ _ _ _ _ => []) (fun _ _ _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ _ => [])
    (fun _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ _ => []) (fun quarter => [[⟨false, quarter + quarter, 0, 0⟩]]) (fun _ _ _ => []) f quarter

/-- Sums of logarithms of lengths that are 0. -/
noncomputable def lengths (f : Fact) : List (List Term) :=
  @Fact.rec (fun _ => List (List Term))
    (fun _ _ _ => []) (fun _ _ _ _ => []) (fun _ _ _ _ => [])
    (fun a b c d => [[plus a b, minus c d]])
    (fun m a b => [[plus m a, minus m b], [plus a b, minus m a, minus 2 2]])
    (fun o a b c => [[plus o a, minus o b], [plus o a, minus o c]])
    (fun _ _ _ _ => []) (fun _ _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ _ _ => [])
    (fun a b c d e f g h => [[plus a b, minus c d, minus e f, plus g h]])
    (fun a b c p q r => [[plus a b, minus p q, minus a c, plus p r], [plus a b, minus p q, minus b c, plus q r]])
    (fun a b c p q r => [[plus a b, minus p q, minus a c, plus p r], [plus a b, minus p q, minus b c, plus q r]])
    (fun a b c p q r => [[plus a b, minus p q, minus a c, plus p r], [plus a b, minus p q, minus b c, plus q r], [plus a b, minus p q]])
    (fun a b c p q r => [[plus a b, minus p q, minus a c, plus p r], [plus a b, minus p q, minus b c, plus q r], [plus a b, minus p q]])
    (fun _ _ _ _ _ => [])
    (fun a b c d p q => [[plus a b, minus c d, minus p p, plus q q]])
    (fun _ _ _ => []) (fun _ _ _ _ => []) (fun _ _ _ _ => []) (fun _ _ _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ => [])
    (fun _ _ _ _ _ _ => []) (fun _ _ _ _ _ _ => []) []
    (fun m n => [[plus (m * n) (m * n), minus m m, minus n n]]) f

end Fact

end Factory.Geometry
