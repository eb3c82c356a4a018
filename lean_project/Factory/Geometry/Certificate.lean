/-
Certificates of algebra: a fact whose relations are combinations of the relations of other facts is true.

Relations of directions are combined with whole coefficients; of lengths, a multiple of the relation may be combined, since
roots of positive numbers are unique. That a certificate is right is computed by `check`.
-/
import Factory.Geometry.Relations

universe u

namespace Factory.Geometry

/-- How often a relation of a fact is added or subtracted: the number of times, of the fact, of its relation. -/
inductive Use where
  | add (times fact relation : Nat)
  | sub (times fact relation : Nat)

namespace Certificate
open Term (both)

/-- The fact of this number; one that is always true beyond the list. -/
noncomputable def fact (l : List Fact) : Nat → Fact :=
  l.rec (fun _ => .turn) fun f _ rest i => i.rec f fun n _ => rest n
noncomputable def relation (l : List (List Term)) : Nat → List Term :=
  l.rec (fun _ => []) fun r _ rest i => i.rec r fun n _ => rest n
/-- The sum of the relations that are used, before another sum. -/
noncomputable def total (relations : Fact → List (List Term)) (facts : List Fact) (rest : List Term) (uses : List Use) :
    List Term :=
  uses.rec rest fun u _ tail =>
    u.rec (fun n i j => Term.append false n tail (relation (relations (fact facts i)) j))
      (fun n i j => Term.append true n tail (relation (relations (fact facts i)) j))
/-- Whether each relation is, as often as it is said, the sum of those that are used. -/
noncomputable def sums (radix : Nat) (relations : Fact → List (List Term)) (facts : List Fact) (goals : List (List Term)) :
    List (Nat × List Use) → Bool :=
  goals.rec (fun l => l.rec true fun _ _ _ => false) fun r _ rest l =>
    l.rec false fun c tail _ =>
      both ((Nat.beq c.1 0).rec (Term.vanishes radix (total relations facts (Term.append true c.1 [] r) c.2)) false)
        (rest tail)
/-- The same with each relation taken once. -/
noncomputable def wholeSums (radix : Nat) (relations : Fact → List (List Term)) (facts : List Fact)
    (goals : List (List Term)) (certificates : List (List Use)) : Bool :=
  sums radix relations facts goals (certificates.rec [] fun uses _ rest => (1, uses) :: rest)
noncomputable def proper (points : Nat) (l : List (Nat × Nat)) : Bool :=
  l.rec true fun s _ rest =>
    (Nat.beq s.1 s.2).rec (both (both (Nat.ble (Nat.succ s.1) points) (Nat.ble (Nat.succ s.2) points)) rest) false
noncomputable def allProper (points : Nat) (l : List Fact) : Bool :=
  l.rec true fun f _ rest => both (proper points f.segments) rest

/-- Whether the certificates show that the fact follows from the other facts, for this number of points. -/
noncomputable def check (quarter points radix : Nat) (facts : List Fact) (goal : Fact) (angles : List (List Use))
    (lengths : List (Nat × List Use)) : Bool :=
  both
    (both (both (both goal.algebraic (proper points goal.segments)) (allProper points facts))
      (wholeSums radix (Fact.angles quarter) facts (goal.angles quarter) angles))
    (sums radix Fact.lengths facts goal.lengths lengths)

/-! ### Soundness -/

variable {F : Type u} [OrderedField F] {w : Point F} {P : List (Point F)}

def Hold (w : Point F) (P : List (Point F)) : List Fact → Prop
  | [] => True
  | f :: l => f.holds w P ∧ Hold w P l

theorem Hold.nil : Hold w P [] := trivial
theorem Hold.cons {f : Fact} {l : List Fact} (h : f.holds w P) (rest : Hold w P l) : Hold w P (f :: l) := ⟨h, rest⟩

theorem not_then {a b : Bool} (h : @Bool.rec (fun _ => Bool) b false a = true) : a = false ∧ b = true :=
  match a, h with
  | false, h => ⟨rfl, h⟩
  | true, h => (Bool.false_ne_true h).elim

theorem proper_sound (distinct : Distinct P) : (l : List (Nat × Nat)) → proper P.length l = true → AllProper P l
  | [], _ => trivial
  | (i, j) :: l, h => by
    have ⟨n, h⟩ := not_then h
    have ⟨h, rest⟩ := Term.both_eq_true.1 h
    have ⟨hi, hj⟩ := Term.both_eq_true.1 h
    have ne : i ≠ j := fun e => Bool.false_ne_true (n.symm.trans (e ▸ Term.beq_self i))
    exact ⟨⟨ne, distinct.ne (Nat.le_of_ble_eq_true hi) (Nat.le_of_ble_eq_true hj) ne⟩, proper_sound distinct l rest⟩

section Group
variable {G : Type u} [AbelianGroup G] {d : Nat → Nat → G}

theorem relation_sound : {l : List (List Term)} → AllZero d l → (j : Nat) → Term.eval d (relation l j) = 0
  | [], _, _ => rfl
  | _ :: _, h, 0 => h.1
  | _ :: _, h, j + 1 => relation_sound h.2 j

theorem total_sound {relations : Fact → List (List Term)} {facts : List Fact} (rest : List Term)
    (zero : ∀ i, AllZero d (relations (fact facts i))) : (uses : List Use) →
    Term.eval d (total relations facts rest uses) = Term.eval d rest
  | [] => rfl
  | .add _ i j :: l | .sub _ i j :: l => by
    show Term.eval d (Term.append _ _ _ _) = _
    rw [Term.eval_append, relation_sound (zero i) j, AbelianGroup.nsmul_zero, Term.signed_zero, AbelianGroup.zero_add]
    exact total_sound rest zero l

theorem sums_sound {radix : Nat} {relations : Fact → List (List Term)} {facts : List Fact} (sym : ∀ i j, d i j = d j i)
    (zero : ∀ i, AllZero d (relations (fact facts i))) (good : Nat → Prop)
    (cancel : ∀ n (x : G), n ≠ 0 → good n → AbelianGroup.nsmul n x = 0 → x = 0) :
    (goals : List (List Term)) → (l : List (Nat × List Use)) → (∀ c, c ∈ l → good c.1) →
    sums radix relations facts goals l = true → AllZero d goals
  | [], _, _, _ => trivial
  | r :: goals, (n, uses) :: l, g, h => by
    have ⟨h, rest⟩ := Term.both_eq_true.1 h
    have ⟨hn, h⟩ := not_then h
    have ne : n ≠ 0 := fun e => Bool.false_ne_true (hn.symm.trans (e ▸ Term.beq_self n))
    refine ⟨cancel n _ ne (g _ (.head _)) ?_, sums_sound sym zero good cancel goals l (fun c m => g c (.tail _ m)) rest⟩
    have e := Term.eval_eq_zero sym _ h
    rw [total_sound _ zero, Term.eval_append, Term.eval, AbelianGroup.add_zero] at e
    rw [← AbelianGroup.neg_neg (AbelianGroup.nsmul n _)]
    exact (congrArg (- ·) e).trans AbelianGroup.neg_zero
  | _ :: _, [], _, h => absurd h Bool.false_ne_true

end Group

theorem fact_sound {facts : List Fact} (holds : Hold w P facts) (proper : allProper P.length facts = true)
    (distinct : Distinct P) : (i : Nat) → AllProper P (fact facts i).segments ∧ (fact facts i).holds w P :=
  match facts, holds, proper with
  | [], _, _ => fun _ => ⟨trivial, trivial⟩
  | _ :: _, h, p => fun
    | 0 => ⟨proper_sound distinct _ (Term.both_eq_true.1 p).1, h.1⟩
    | i + 1 => fact_sound h.2 (Term.both_eq_true.1 p).2 distinct i

theorem mem_ones {c : Nat × List Use} : (l : List (List Use)) →
    c ∈ (l.rec [] fun uses _ rest => (1, uses) :: rest : List (Nat × List Use)) → c.1 = 1
  | [], h => nomatch h
  | _ :: l, h => (List.mem_cons.1 h).elim (fun e => congrArg Prod.fst e) (mem_ones l)

end Certificate

open Certificate

variable {F : Type u} [OrderedField F] {w : Point F} {P : List (Point F)}

/-- A step of algebra in units of angles of which `quarter` make a right angle. -/
theorem algebraIn {quarter : Nat} (points radix : Nat) (unit : IsUnit w quarter) (distinct : Distinct P) (length : P.length = points)
    (facts : List Fact) (holds : Hold w P facts) (goal : Fact) (angles : List (List Use)) (lengths : List (Nat × List Use))
    (right : check quarter points radix facts goal angles lengths = true) : goal.holds w P := by
  subst length
  have ⟨h, hl⟩ := Term.both_eq_true.1 right
  have ⟨h, ha⟩ := Term.both_eq_true.1 h
  have ⟨h, hp⟩ := Term.both_eq_true.1 h
  have ⟨h, hg⟩ := Term.both_eq_true.1 h
  have known := fact_sound holds hp distinct
  refine Fact.holds_of_relations unit goal h (proper_sound distinct _ hg) ?_ ?_
  · refine sums_sound (dirs_comm w P) (fun i => Fact.angles_of_holds unit _ (known i).1 (known i).2) (· = 1)
      (fun n x _ one e => ?_) _ _ (fun c m => mem_ones _ m) ha
    rw [one, one_nsmul] at e
    exact e
  · exact sums_sound (logs_comm P) (fun i => Fact.lengths_of_holds _ (known i).1 (known i).2) (fun _ => True)
      (fun n x ne _ e => Log.eq_zero_of_nsmul ne e) _ _ (fun _ _ => trivial) hl

/-- A step of algebra: a fact follows from others whose relations combine to its own. -/
theorem algebra (points radix : Nat) (distinct : Distinct P) (length : P.length = points) (facts : List Fact) (holds : Hold right P facts) (goal : Fact)
    (angles : List (List Use)) (lengths : List (Nat × List Use))
    (right : check 1 points radix facts goal angles lengths = true) : goal.holds Geometry.right P :=
  algebraIn points radix isUnit_right distinct length facts holds goal angles lengths right

end Factory.Geometry
