/-
A whole proof as one number, and its replay: a function that the kernel evaluates, and that is right.

The number's digits are, from the lowest: how many hypotheses and steps there are, how many units of angles make a
right angle, the radix of segments, the number of digits of the steps; the steps; and the facts, ten digits each, first the
hypotheses, then what each step proves. A step begins with its number of digits and what it is: 0 is algebra, 1 the logarithm of
a product, 2 a sum of squares of distances, and from 3 on the rules of `RuleTable`.
-/
import Factory.Geometry.Distances
import Factory.Geometry.RuleTable

universe u

namespace Factory.Geometry

namespace Replay
open Term (both both_eq_true agree small code weight position)
open Digits

/-! ### Algebra -/

/-- Adds multiples of a sum's terms to numbers whose digits count what is added and what is subtracted, and to the bound on
them. -/
noncomputable def gather (radix : Nat) (minus : Bool) (n : Nat) (next : Nat → Nat → Nat → Bool) (l : List Term) :
    Nat → Nat → Nat → Bool :=
  l.rec next fun t _ rest p m w =>
    t.rec fun s times a b =>
      both (Nat.ble (Nat.succ ((Nat.ble a b).rec a b)) radix)
        ((agree s minus).rec
          (rest p (Nat.add (Nat.mul (Nat.mul n times) (Nat.pow 2 (Nat.mul 20 (position radix a b)))) m)
            (Nat.add (Nat.mul n times) w))
          (rest (Nat.add (Nat.mul (Nat.mul n times) (Nat.pow 2 (Nat.mul 20 (position radix a b)))) p) m
            (Nat.add (Nat.mul n times) w)))

/-- Adds the relations that are used; then both numbers must be the same. Two digits say of each how often it is added, or
subtracted if that is odd, and which relation of which fact it is, counted from 1. -/
noncomputable def sum (known : Nat → Nat) (relations : Fact → List (List Term)) (points k radix : Nat) (next : Nat → Bool)
    (count : Nat) : Nat → Nat → Nat → Nat → Bool :=
  count.rec (fun x p m w => both (both (Nat.ble (Nat.succ w) Monomial.base) (Nat.beq p m)) (next x))
    fun _ rest x p m w =>
      (Nat.div (head (tail x)) 64).rec false fun i _ =>
        both (both (Nat.ble (Nat.succ i) k) (Certificate.proper points (Fact.ofCode (known i)).later))
          (gather radix (Nat.beq (Nat.mod (head x) 2) 1) (Nat.div (head x) 2) (rest (tail (tail x)))
            (Certificate.relation (relations (Fact.ofCode (known i))) (Nat.mod (head (tail x)) 64)) p m w)

/-- Whether each relation, as often as it is said, is the sum of others; `whole` if it may only be said once. -/
noncomputable def sums (known : Nat → Nat) (relations : Fact → List (List Term)) (points k radix : Nat) (whole : Bool)
    (next : Nat → Bool) (goals : List (List Term)) : Nat → Bool :=
  goals.rec next fun r _ rest x =>
    both ((Nat.beq (head x) 0).rec (whole.rec true (Nat.beq (head x) 1)) false)
      (gather radix true (head x) (sum known relations points k radix rest (head (tail x)) (tail (tail x))) r 0 0 0)

noncomputable def algebra (known : Nat → Nat) (points quarter radix k : Nat) (goal : Fact) (x : Nat) : Bool :=
  both (both goal.algebraic (Certificate.proper points goal.segments))
    (sums known (Fact.angles quarter) points k radix true
      (sums known Fact.lengths points k radix false (fun _ => true) goal.lengths) (goal.angles quarter) x)

noncomputable def distances (known : Nat → Nat) (points radix k : Nat) (goal : Fact) (x : Nat) : Bool :=
  both (both goal.measurable (Certificate.proper points goal.sooner))
    (sums known (Fact.squares points) points k radix false (fun _ => true) (goal.squares points) x)

/-! ### Steps -/

/-- Whether this is the number of the fact. -/
noncomputable def is (code : Nat) (f : Fact) : Bool := both (Nat.ble (Nat.succ f.size) 65536) (Nat.beq code f.code)

noncomputable def product (known : Nat → Nat) (k x : Nat) : Bool :=
  both (Nat.beq (known k) (Fact.code (.product (head x) (head (tail x)))))
    ((Nat.beq (head x) 0).rec ((Nat.beq (head (tail x)) 0).rec true false) false)

/-- Whether the facts are known; the digits say which they are, counted from 1. -/
noncomputable def premises (known : Nat → Nat) (k : Nat) (l : List Fact) : Nat → Bool :=
  l.rec (fun _ => true) fun f _ rest x =>
    (head x).rec false fun i _ => both (both (Nat.ble (Nat.succ i) k) (Nat.beq (known i) f.code)) (rest (tail x))

noncomputable def applies (known : Nat → Nat) (points k : Nat) (i : Instance) (x : Nat) : Bool :=
  both (both (Nat.beq (known k) i.conclusion.code) (Certificate.proper points i.conclusion.sooner))
    (both (Certificate.proper points i.different) (premises known k i.premises x))

/-- The rule with the points that the next eight digits name. -/
noncomputable def rule (known : Nat → Nat) (points k : Nat) (r : Rule) (x : Nat) : Bool :=
  applies known points k
    (r (head x) (head (tail x)) (head (tail (tail x))) (head (tail (tail (tail x)))) (head (tail (tail (tail (tail x)))))
      (head (tail (tail (tail (tail (tail x)))))) (head (tail (tail (tail (tail (tail (tail x)))))))
      (head (tail (tail (tail (tail (tail (tail (tail x)))))))))
    (tail (tail (tail (tail (tail (tail (tail (tail x))))))))

noncomputable def step (known : Nat → Nat) (points quarter radix k x : Nat) : Bool :=
  (head x).rec (motive := fun _ => Nat → Bool) (algebra known points quarter radix k (Fact.ofCode (known k)))
    (fun i _ => i.rec (motive := fun _ => Nat → Bool) (product known k) fun i _ =>
      i.rec (motive := fun _ => Nat → Bool) (distances known points radix k (Fact.ofCode (known k))) fun i _ =>
        rule known points k (ruleOf i)) (tail x)

/-- Whether the next `n` steps, from fact `k` on, are right. -/
noncomputable def steps (known : Nat → Nat) (points quarter radix n : Nat) : Nat → Nat → Bool :=
  n.rec (fun _ _ => true) fun _ rest k x =>
    both (step known points quarter radix k (tail x)) (rest (Nat.add k 1) (Nat.shiftRight x (Nat.mul 16 (head x))))

/-- Whether these are the known facts from number `k` on, `count` in all, and their segments have two ends. -/
noncomputable def stated (known : Nat → Nat) (points count : Nat) (l : List Fact) : Nat → Bool :=
  l.rec (fun k => Nat.beq k count) fun f _ rest k =>
    both (both (is (known k) f) (Certificate.proper points f.sooner)) (rest (Nat.add k 1))

/-! ### Soundness -/

section
variable {G : Type u} [AbelianGroup G] {d : Nat → Nat → G} {radix : Nat}

theorem small_of_larger {a b : Nat} (h : Nat.ble (Nat.succ ((Nat.ble a b).rec a b)) radix = true) :
    both (Nat.ble (Nat.succ a) radix) (Nat.ble (Nat.succ b) radix) = true := by
  refine both_eq_true.2 ?_
  suffices a < radix ∧ b < radix from ⟨Nat.ble_eq_true_of_le this.1, Nat.ble_eq_true_of_le this.2⟩
  cases e : Nat.ble a b with
  | true =>
    rw [e] at h
    have hb : b < radix := Nat.le_of_ble_eq_true h
    exact ⟨Nat.lt_of_le_of_lt (Nat.le_of_ble_eq_true e) hb, hb⟩
  | false =>
    rw [e] at h
    have ha : a < radix := Nat.le_of_ble_eq_true h
    refine ⟨ha, Nat.lt_of_le_of_lt ?_ ha⟩
    exact (Nat.le_total a b).elim (fun g => absurd ((Nat.ble_eq_true_of_le g).symm.trans e) (fun c => Bool.false_ne_true c.symm)) id

theorem gather_sound {minus : Bool} {n : Nat} {next : Nat → Nat → Nat → Bool} : (l L : List Term) → small radix L = true →
    gather radix minus n next l (code radix false L) (code radix true L) (weight L) = true →
    ∃ L', small radix L' = true
      ∧ Term.eval d L' = Term.signed minus (AbelianGroup.nsmul n (Term.eval d l)) + Term.eval d L
      ∧ next (code radix false L') (code radix true L') (weight L') = true
  | [], L, s, h => ⟨L, s, by
      show _ = Term.signed minus (AbelianGroup.nsmul n 0) + _
      rw [AbelianGroup.nsmul_zero, Term.signed_zero, AbelianGroup.zero_add], h⟩
  | t :: l, L, s, h => by
    have ⟨hp, h⟩ := both_eq_true.1 h
    have fits : small radix (⟨agree (agree t.minus minus) false, n * t.times, t.a, t.b⟩ :: L) = true :=
      both_eq_true.2 ⟨small_of_larger hp, s⟩
    have h : gather radix minus n next l
        (code radix false (⟨agree (agree t.minus minus) false, n * t.times, t.a, t.b⟩ :: L))
        (code radix true (⟨agree (agree t.minus minus) false, n * t.times, t.a, t.b⟩ :: L))
        (weight (⟨agree (agree t.minus minus) false, n * t.times, t.a, t.b⟩ :: L)) = true := by
      revert h
      unfold code
      show (@Bool.rec (fun _ => Bool) _ _ (agree t.minus minus) = true) → _
      cases agree t.minus minus
      · exact id
      · exact id
    have ⟨L', s', e, g⟩ := gather_sound l _ fits h
    refine ⟨L', s', e.trans ?_, g⟩
    show Term.signed minus (AbelianGroup.nsmul n (Term.eval d l))
        + (Term.signed (agree (agree t.minus minus) false) (AbelianGroup.nsmul (n * t.times) (d t.a t.b)) + Term.eval d L)
      = Term.signed minus (AbelianGroup.nsmul n (Term.signed t.minus (AbelianGroup.nsmul t.times (d t.a t.b)) + Term.eval d l))
        + Term.eval d L
    rw [AbelianGroup.nsmul_add, Term.signed_add, AbelianGroup.mul_nsmul, Term.signed_signed, Term.nsmul_signed,
      AbelianGroup.add_assoc, AbelianGroup.add_left_comm]

variable {known : Nat → Nat} {relations : Fact → List (List Term)} {points k : Nat}

theorem sum_sound (sym : ∀ i j, d i j = d j i) (zero : ∀ i, i < k → Certificate.proper points (Fact.ofCode (known i)).later = true →
      AllZero d (relations (Fact.ofCode (known i))))
    {next : Nat → Bool} : (count x : Nat) → (L : List Term) → small radix L = true →
    sum known relations points k radix next count x (code radix false L) (code radix true L) (weight L) = true →
    Term.eval d L = 0 ∧ ∃ y, next y = true
  | 0, x, L, s, h =>
    have ⟨h, g⟩ := both_eq_true.1 h
    have ⟨w, e⟩ := both_eq_true.1 h
    ⟨Term.eval_eq_zero sym L (both_eq_true.2 ⟨both_eq_true.2 ⟨s, w⟩, e⟩), x, g⟩
  | count + 1, x, L, s, h => by
    revert h
    show @Nat.rec (fun _ => Bool) false _ (Nat.div (head (tail x)) 64) = true → _
    cases Nat.div (head (tail x)) 64 with
    | zero => exact fun h => absurd h Bool.false_ne_true
    | succ i =>
    intro h
    have ⟨hk, h⟩ := both_eq_true.1 h
    have ⟨hk, hp⟩ := both_eq_true.1 hk
    have ⟨L', s', e, g⟩ := gather_sound (d := d) _ L s h
    have ⟨z, y⟩ := sum_sound sym zero count _ L' s' g
    rw [Certificate.relation_sound (zero _ (Nat.le_of_ble_eq_true hk) hp), AbelianGroup.nsmul_zero, Term.signed_zero,
      AbelianGroup.zero_add] at e
    exact ⟨e.symm.trans z, y⟩

theorem sums_sound (sym : ∀ i j, d i j = d j i) (zero : ∀ i, i < k → Certificate.proper points (Fact.ofCode (known i)).later = true →
      AllZero d (relations (Fact.ofCode (known i))))
    {whole : Bool} (cancel : ∀ n (x : G), n ≠ 0 → (whole = true → n = 1) → AbelianGroup.nsmul n x = 0 → x = 0)
    {next : Nat → Bool} : (goals : List (List Term)) → (x : Nat) → sums known relations points k radix whole next goals x = true →
    AllZero d goals ∧ ∃ y, next y = true
  | [], x, h => ⟨trivial, x, h⟩
  | r :: goals, x, h => by
    have ⟨c, h⟩ := both_eq_true.1 h
    have ⟨n0, c⟩ := Certificate.not_then c
    have ⟨L, s, e, g⟩ := gather_sound (d := d) r [] rfl h
    have ⟨z, y, g⟩ := sum_sound sym zero _ _ L s g
    have ⟨rest, y⟩ := sums_sound sym zero cancel goals y g
    refine ⟨⟨cancel (head x) _ (fun e => Bool.false_ne_true (n0.symm.trans (e ▸ Term.beq_self _))) ?_ ?_, rest⟩, y⟩
    · intro w
      rw [w] at c
      exact Nat.eq_of_beq_eq_true c
    · rw [z] at e
      have e : 0 = -AbelianGroup.nsmul (head x) (Term.eval d r) + 0 := e
      rw [AbelianGroup.add_zero] at e
      rw [← AbelianGroup.neg_neg (AbelianGroup.nsmul _ _), ← e]
      exact AbelianGroup.neg_zero

end

section
variable {F : Type} [OrderedField F] {w : Point F} {P : List (Point F)} {known : Nat → Nat} {quarter radix k : Nat}

/-- What is known of a fact once it is proved. -/
def Known (w : Point F) (P : List (Point F)) (f : Fact) : Prop := AllProper P f.sooner ∧ f.holds w P

theorem algebra_sound (unit : IsUnit w quarter) (distinct : Distinct P) (before : ∀ i, i < k → Known w P (Fact.ofCode (known i)))
    {goal : Fact} {x : Nat} (h : algebra known P.length quarter radix k goal x = true) : Known w P goal := by
  have ⟨h, s⟩ := both_eq_true.1 h
  have ⟨a, p⟩ := both_eq_true.1 h
  have proper := Certificate.proper_sound distinct _ p
  have all : ∀ i, i < k → Certificate.proper P.length (Fact.ofCode (known i)).later = true →
      AllProper P (Fact.ofCode (known i)).segments := fun i l p =>
    Fact.segments_proper (before i l).1 (Certificate.proper_sound distinct _ p)
  have ⟨angles, y, s⟩ := sums_sound (dirs_comm w P)
    (fun i l p => Fact.angles_of_holds unit _ (all i l p) (before i l).2)
    (fun n x _ one e => by
      rw [one rfl, one_nsmul] at e
      exact e) _ _ s
  have ⟨lengths, _⟩ := sums_sound (logs_comm P) (fun i l p => Fact.lengths_of_holds _ (all i l p) (before i l).2)
    (fun n x ne _ e => Log.eq_zero_of_nsmul ne e) _ _ s
  exact ⟨Fact.sooner_proper proper, Fact.holds_of_relations unit goal a proper angles lengths⟩

theorem distances_sound (distinct : Distinct P) (before : ∀ i, i < k → Known w P (Fact.ofCode (known i)))
    {goal : Fact} {x : Nat} (h : distances known P.length radix k goal x = true) : Known w P goal := by
  have ⟨h, s⟩ := both_eq_true.1 h
  have ⟨m, p⟩ := both_eq_true.1 h
  have ⟨squares, _⟩ := sums_sound (squared_comm P)
    (fun i l p => Fact.squares_of_holds _ _ (Fact.segments_proper (before i l).1 (Certificate.proper_sound distinct _ p))
      (before i l).2)
    (fun n x ne _ e => Area.eq_zero_of_nsmul ne e) _ _ s
  exact ⟨Certificate.proper_sound distinct _ p, Fact.holds_of_squares goal m squares⟩

theorem known_of_code {f : Fact} (bounded : f.Bounded) {c : Nat} (e : Nat.beq c f.code = true) : Fact.ofCode c = f :=
  (congrArg Fact.ofCode (Nat.eq_of_beq_eq_true e)).trans (f.ofCode_code bounded)

theorem product_sound {x : Nat} (h : product known k x = true) : Known w P (Fact.ofCode (known k)) := by
  have ⟨e, h⟩ := both_eq_true.1 h
  have ⟨m, h⟩ := Certificate.not_then h
  have ⟨n, _⟩ := Certificate.not_then h
  rw [known_of_code (f := .product _ _) ⟨head_lt _, head_lt _⟩ e]
  have ne : ∀ {i : Nat}, Nat.beq i 0 = false → i ≠ 0 := fun g e => Bool.false_ne_true (g.symm.trans (e ▸ Term.beq_self 0))
  exact ⟨trivial, ne m, ne n⟩

theorem premises_sound (before : ∀ i, i < k → Known w P (Fact.ofCode (known i))) : (l : List Fact) → AllBounded l → (x : Nat) →
    premises known k l x = true → Certificate.Hold w P l
  | [], _, _, _ => trivial
  | f :: l, ⟨b, bs⟩, x, h => by
    revert h
    show @Nat.rec (fun _ => Bool) false _ (head x) = true → _
    cases head x with
    | zero => exact fun h => absurd h Bool.false_ne_true
    | succ i =>
    intro h
    have ⟨h, rest⟩ := both_eq_true.1 h
    have ⟨hk, e⟩ := both_eq_true.1 h
    have holds := (before _ (Nat.le_of_ble_eq_true hk)).2
    rw [known_of_code b e] at holds
    exact ⟨holds, premises_sound before l bs _ rest⟩

theorem rule_sound (distinct : Distinct P) (before : ∀ i, i < k → Known w P (Fact.ofCode (known i))) {r : Rule} (sound : r.Sound)
    {x : Nat} (h : rule known P.length k r x = true) : Known w P (Fact.ofCode (known k)) := by
  have ⟨⟨bp, bc⟩, right⟩ := sound F w P (head x) (head (tail x)) (head (tail (tail x))) (head (tail (tail (tail x)))) (head (tail (tail (tail (tail x)))))
    (head (tail (tail (tail (tail (tail x)))))) (head (tail (tail (tail (tail (tail (tail x))))))) (head (tail (tail (tail (tail (tail (tail (tail x))))))))
    (head_lt _) (head_lt _) (head_lt _) (head_lt _) (head_lt _) (head_lt _)
    (head_lt _) (head_lt _)
  have ⟨h, g⟩ := both_eq_true.1 h
  have ⟨e, p⟩ := both_eq_true.1 h
  have ⟨d, g⟩ := both_eq_true.1 g
  rw [known_of_code bc e]
  exact ⟨Certificate.proper_sound distinct _ p,
    right (premises_sound before _ bp _ g) (Certificate.proper_sound distinct _ d)⟩

theorem step_sound (unit : IsUnit w quarter) (distinct : Distinct P) (before : ∀ i, i < k → Known w P (Fact.ofCode (known i)))
    {x : Nat} (h : step known P.length quarter radix k x = true) : Known w P (Fact.ofCode (known k)) := by
  revert h
  unfold step
  cases head x with
  | zero => exact algebra_sound unit distinct before
  | succ i =>
    cases i with
    | zero => exact product_sound
    | succ i =>
      cases i with
      | zero => exact distances_sound distinct before
      | succ i => exact rule_sound distinct before (ruleOf_sound i)

theorem steps_sound (unit : IsUnit w quarter) (distinct : Distinct P) : (n k x : Nat) →
    steps known P.length quarter radix n k x = true → (∀ i, i < k → Known w P (Fact.ofCode (known i))) →
    ∀ i, i < k + n → Known w P (Fact.ofCode (known i))
  | 0, _, _, _, before => before
  | n + 1, k, x, h, before => fun i l => by
    have ⟨s, h⟩ := both_eq_true.1 h
    refine steps_sound unit distinct n (k + 1) _ h (fun i l => ?_) i (Nat.succ_add k n ▸ l)
    exact (Nat.lt_or_eq_of_le (Nat.le_of_lt_succ l)).elim (before i) fun e => e ▸ step_sound unit distinct before s

/-! ### Theorems -/

/-- The goal follows from the facts. -/
noncomputable def Follows (w : Point F) (P : List (Point F)) (goal : Fact) (facts : List Fact) : Prop :=
  facts.rec (goal.holds w P) fun f _ rest => f.holds w P → rest

theorem of_is {c : Nat} {f : Fact} (h : is c f = true) : Fact.ofCode c = f :=
  have ⟨size, e⟩ := both_eq_true.1 h
  known_of_code (f.bounded_of_size (Nat.le_of_ble_eq_true size)) e

theorem follows (distinct : Distinct P) {goal : Fact} {count : Nat} : (l : List Fact) → (k : Nat) →
    stated known P.length count l k = true → (∀ i, i < k → Known w P (Fact.ofCode (known i))) →
    ((∀ i, i < count → Known w P (Fact.ofCode (known i))) → goal.holds w P) → Follows w P goal l
  | [], _, h, before, last => last fun i l => before i (Nat.eq_of_beq_eq_true h ▸ l)
  | f :: l, k, h, before, last => fun holds => by
    have ⟨h, rest⟩ := both_eq_true.1 h
    have ⟨e, proper⟩ := both_eq_true.1 h
    refine follows distinct l (k + 1) rest (fun i l => ?_) last
    refine (Nat.lt_or_eq_of_le (Nat.le_of_lt_succ l)).elim (before i) fun i => ?_
    rw [i, of_is e]
    exact ⟨Certificate.proper_sound distinct _ proper, holds⟩

end

/-- Something about all lists of so many points. -/
noncomputable def ForPoints {F : Type} [OrderedField F] (points : Nat) : (List (Point F) → Prop) → Prop :=
  points.rec (fun p => p []) fun _ rest p => ∀ a, rest fun l => p (a :: l)

theorem forPoints {F : Type} [OrderedField F] : (points : Nat) → {p : List (Point F) → Prop} →
    (∀ P, P.length = points → p P) → ForPoints points p
  | 0, _, h => h [] rfl
  | points + 1, _, h => fun a => forPoints points fun P e => h (a :: P) (congrArg Nat.succ e)

/-! ### The parts of the number -/

noncomputable def digit (n i : Nat) : Nat := Nat.mod (Nat.shiftRight n (Nat.mul 16 i)) 65536
noncomputable def hypotheses (n : Nat) : Nat := digit n 0
noncomputable def quarter (n : Nat) : Nat := digit n 2
noncomputable def fact (n i : Nat) : Nat :=
  Nat.mod (Nat.shiftRight (Nat.shiftRight n (Nat.mul 16 (Nat.add 5 (digit n 4)))) (Nat.mul 160 i))
    1461501637330902918203684832716283019655932542976
/-- The number of the last fact. -/
noncomputable def last (n : Nat) : Nat := Nat.sub (Nat.add (hypotheses n) (digit n 1)) 1
noncomputable def valid (points : Nat) (facts : List Fact) (goal : Fact) (n : Nat) : Bool :=
  both (both (both (Nat.ble 1 (digit n 1)) (is (fact n (last n)) goal)) (stated (fact n) points (hypotheses n) facts 0))
    (steps (fact n) points (quarter n) (digit n 3) (digit n 1) (hypotheses n) (Nat.shiftRight n 80))

theorem follows_of_valid {F : Type} [OrderedField F] {w : Point F} {P : List (Point F)} {points n : Nat} {facts : List Fact}
    {goal : Fact} (h : valid points facts goal n = true) (unit : IsUnit w (quarter n)) (length : P.length = points)
    (distinct : Distinct P) : Follows w P goal facts := by
  subst length
  have ⟨h, right⟩ := both_eq_true.1 h
  have ⟨h, given⟩ := both_eq_true.1 h
  have ⟨positive, e⟩ := both_eq_true.1 h
  refine follows distinct facts 0 given (fun i l => absurd l (Nat.not_lt_zero i)) fun before => ?_
  have known := (steps_sound unit distinct _ _ _ right before (last n) ?_).2
  · rw [of_is e] at known
    exact known
  · exact Nat.sub_lt (Nat.lt_of_lt_of_le (Nat.le_of_ble_eq_true positive) (Nat.le_add_left _ _)) Nat.zero_lt_one

end Replay

open Replay

/-- So many points, pairwise different, of which the facts are true: then the goal is, with right angles as unit. -/
noncomputable def Proves (points : Nat) (facts : List Fact) (goal : Fact) : Prop :=
  ∀ (F : Type) [OrderedField F], ForPoints (F := F) points fun P => Distinct P → Follows right P goal facts
/-- The same with units of angles of which so many make a right angle. -/
noncomputable def ProvesIn (quarter points : Nat) (facts : List Fact) (goal : Fact) : Prop :=
  ∀ (F : Type) [OrderedField F], ForPoints (F := F) points fun P => ∀ w : Point F, IsUnit w quarter →
    Distinct P → Follows w P goal facts

/-- The replay of a proof is right. -/
theorem replay (points : Nat) (facts : List Fact) (goal : Fact) (n : Nat)
    (h : Term.both (valid points facts goal n) (Nat.beq (quarter n) 1) = true) : Proves points facts goal := fun F _ =>
  forPoints (F := F) _ fun _ length distinct =>
    have ⟨v, q⟩ := Term.both_eq_true.1 h
    follows_of_valid v ((Nat.eq_of_beq_eq_true q).symm ▸ isUnit_right) length distinct
theorem replayIn (quarter points : Nat) (facts : List Fact) (goal : Fact) (n : Nat)
    (h : Term.both (valid points facts goal n) (Nat.beq (Replay.quarter n) quarter) = true) :
    ProvesIn quarter points facts goal := fun F _ =>
  forPoints (F := F) _ fun _ length _ unit distinct =>
    have ⟨v, q⟩ := Term.both_eq_true.1 h
    follows_of_valid v ((Nat.eq_of_beq_eq_true q).symm ▸ unit) length distinct

/-! ### Numbers of points -/

abbrev p0 : Nat := nat_lit 0
abbrev p1 : Nat := nat_lit 1
abbrev p2 : Nat := nat_lit 2
abbrev p3 : Nat := nat_lit 3
abbrev p4 : Nat := nat_lit 4
abbrev p5 : Nat := nat_lit 5
abbrev p6 : Nat := nat_lit 6
abbrev p7 : Nat := nat_lit 7
abbrev p8 : Nat := nat_lit 8
abbrev p9 : Nat := nat_lit 9
abbrev p10 : Nat := nat_lit 10
abbrev p11 : Nat := nat_lit 11
abbrev p12 : Nat := nat_lit 12
abbrev p13 : Nat := nat_lit 13
abbrev p14 : Nat := nat_lit 14
abbrev p15 : Nat := nat_lit 15
abbrev p16 : Nat := nat_lit 16
abbrev p17 : Nat := nat_lit 17
abbrev p18 : Nat := nat_lit 18
abbrev p19 : Nat := nat_lit 19
abbrev p20 : Nat := nat_lit 20
abbrev p21 : Nat := nat_lit 21
abbrev p22 : Nat := nat_lit 22
abbrev p23 : Nat := nat_lit 23
abbrev p24 : Nat := nat_lit 24
abbrev p25 : Nat := nat_lit 25
abbrev p26 : Nat := nat_lit 26
abbrev p27 : Nat := nat_lit 27
abbrev p28 : Nat := nat_lit 28
abbrev p29 : Nat := nat_lit 29
abbrev p30 : Nat := nat_lit 30
abbrev p31 : Nat := nat_lit 31

end Factory.Geometry
