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

/-- What the fact says of these points; `w` is the unit of angles. -/
noncomputable def holds {F : Type u} [OrderedField F] (w : Point F) (P : List (Point F)) : Fact → Prop
  | coll a b c => Geometry.coll (nth P a) (nth P b) (nth P c)
  | para a b c d => Geometry.para (nth P a) (nth P b) (nth P c) (nth P d)
  | perp a b c d => Geometry.perp (nth P a) (nth P b) (nth P c) (nth P d)
  | cong a b c d => Geometry.cong (nth P a) (nth P b) (nth P c) (nth P d)
  | midp m a b => Geometry.midp (nth P m) (nth P a) (nth P b)
  | circle o a b c => Geometry.circle (nth P o) (nth P a) (nth P b) (nth P c)
  | cyclic a b c d => Geometry.cyclic (nth P a) (nth P b) (nth P c) (nth P d)
  | eqangle a b c d e f g h =>
    Geometry.eqangle (nth P a) (nth P b) (nth P c) (nth P d) (nth P e) (nth P f) (nth P g) (nth P h)
  | compl a b c d e f g h =>
    Geometry.compl (nth P a) (nth P b) (nth P c) (nth P d) (nth P e) (nth P f) (nth P g) (nth P h)
  | eqratio a b c d e f g h =>
    Geometry.eqratio (nth P a) (nth P b) (nth P c) (nth P d) (nth P e) (nth P f) (nth P g) (nth P h)
  | simtri a b c p q r => Geometry.simtri (nth P a) (nth P b) (nth P c) (nth P p) (nth P q) (nth P r)
  | simtrir a b c p q r => Geometry.simtrir (nth P a) (nth P b) (nth P c) (nth P p) (nth P q) (nth P r)
  | contri a b c p q r => Geometry.contri (nth P a) (nth P b) (nth P c) (nth P p) (nth P q) (nth P r)
  | contrir a b c p q r => Geometry.contrir (nth P a) (nth P b) (nth P c) (nth P p) (nth P q) (nth P r)
  | aconst a b c d n => Geometry.aconst (nth P a) (nth P b) (nth P c) (nth P d) w n
  | rconst a b c d p q => Geometry.rconst (nth P a) (nth P b) (nth P c) (nth P d) p q
  | ncoll a b c => Geometry.ncoll (nth P a) (nth P b) (nth P c)
  | npara a b c d => Geometry.npara (nth P a) (nth P b) (nth P c) (nth P d)
  | nperp a b c d => Geometry.nperp (nth P a) (nth P b) (nth P c) (nth P d)
  | neqangle a b c d e f g h =>
    Geometry.neqangle (nth P a) (nth P b) (nth P c) (nth P d) (nth P e) (nth P f) (nth P g) (nth P h)
  | sameside a b c d e f => Geometry.sameside (nth P a) (nth P b) (nth P c) (nth P d) (nth P e) (nth P f)
  | sameclock a b c p q r => Geometry.sameclock (nth P a) (nth P b) (nth P c) (nth P p) (nth P q) (nth P r)
  | oppclock a b c p q r => Geometry.oppclock (nth P a) (nth P b) (nth P c) (nth P p) (nth P q) (nth P r)
  | turn => True
  | product m n => m ≠ 0 ∧ n ≠ 0

/-- The segments that must not vanish for the relations to say what the fact says. -/
def segments : Fact → List (Nat × Nat)
  | coll a b c | midp a b c => [(a, b), (a, c), (b, c)]
  | para a b c d | perp a b c d | cong a b c d | aconst a b c d _ | rconst a b c d _ _ => [(a, b), (c, d)]
  | circle o a b c => [(o, a), (o, b), (o, c)]
  | cyclic a b c d => [(a, b), (a, c), (a, d), (b, c), (b, d), (c, d)]
  | eqangle a b c d e f g h | compl a b c d e f g h | eqratio a b c d e f g h => [(a, b), (c, d), (e, f), (g, h)]
  | simtri a b c p q r | simtrir a b c p q r | contri a b c p q r | contrir a b c p q r =>
    [(a, b), (a, c), (b, c), (p, q), (p, r), (q, r)]
  | _ => []

def plus (a b : Nat) : Term := ⟨false, 1, a, b⟩
def minus (a b : Nat) : Term := ⟨true, 1, a, b⟩

/-- Sums of directions that are 0. -/
def angles (quarter : Nat) : Fact → List (List Term)
  | coll a b c | midp a b c => [[plus a b, minus a c], [plus a b, minus b c]]
  | para a b c d => [[plus a b, minus c d]]
  | perp a b c d => [[plus a b, minus c d, ⟨false, quarter, 0, 0⟩]]
  | aconst a b c d n => [[plus c d, minus a b, ⟨true, n, 0, 0⟩]]
  | eqangle a b c d e f g h => [[plus c d, minus a b, minus g h, plus e f]]
  | compl a b c d e f g h => [[plus c d, minus a b, plus g h, minus e f, ⟨false, quarter, 0, 0⟩]]
  | cyclic a b c d =>
    [[plus a b, plus c d, minus a c, minus b d], [plus a b, plus c d, minus a d, minus b c]]
  | simtri a b c p q r | contri a b c p q r =>
    [[plus a b, minus a c, minus p q, plus p r], [plus a b, minus b c, minus p q, plus q r]]
  | simtrir a b c p q r | contrir a b c p q r =>
    [[plus a b, minus a c, plus p q, minus p r], [plus a b, minus b c, plus p q, minus q r]]
  | turn => [[⟨false, quarter + quarter, 0, 0⟩]]
  | _ => []

/-- Sums of logarithms of lengths that are 0. -/
def lengths : Fact → List (List Term)
  | cong a b c d => [[plus a b, minus c d]]
  | circle o a b c => [[plus o a, minus o b], [plus o a, minus o c]]
  | midp m a b => [[plus m a, minus m b], [plus a b, minus m a, minus 2 2]]
  | eqratio a b c d e f g h => [[plus a b, minus c d, minus e f, plus g h]]
  | rconst a b c d p q => [[plus a b, minus c d, minus p p, plus q q]]
  | simtri a b c p q r | simtrir a b c p q r =>
    [[plus a b, minus p q, minus a c, plus p r], [plus a b, minus p q, minus b c, plus q r]]
  | contri a b c p q r | contrir a b c p q r =>
    [[plus a b, minus p q, minus a c, plus p r], [plus a b, minus p q, minus b c, plus q r], [plus a b, minus p q]]
  | product m n => [[plus (m * n) (m * n), minus m m, minus n n]]
  | _ => []

end Fact

end Factory.Geometry
