/-
Certificates of algebra: a fact whose relations are combinations of the relations of other facts is true.

Relations of directions are combined with whole coefficients; of lengths, a multiple of the relation may be combined, since
roots of positive numbers are unique. That a certificate is right is computed by `check`.
-/
import Factory.Geometry.Relations

universe u

namespace Factory.Geometry

/-- How often a relation of a fact is added, the number of the fact, the number of its relation. -/
abbrev Use := Int × Nat × Nat

namespace Certificate

/-- The fact of this number; one that is always true beyond the list. -/
def fact : List Fact → Nat → Fact
  | [], _ => .turn
  | f :: _, 0 => f
  | _ :: l, n + 1 => fact l n
def relation : List (List Term) → Nat → List Term
  | [], _ => []
  | r :: _, 0 => r
  | _ :: l, n + 1 => relation l n
def isNegative : Int → Bool
  | .ofNat _ => false
  | .negSucc _ => true
def size : Int → Nat
  | .ofNat n => n
  | .negSucc n => n + 1
/-- The sum of the relations that are used, before another sum. -/
def total (relations : Fact → List (List Term)) (facts : List Fact) (rest : List Term) : List Use → List Term
  | [] => rest
  | (c, i, j) :: l =>
    Term.append (isNegative c) (size c) (total relations facts rest l) (relation (relations (fact facts i)) j)
def formal (l : List Term) : Bool := Term.vanishes l.length l
/-- Whether each relation is, as often as it is said, the sum of those that are used. -/
def sums (relations : Fact → List (List Term)) (facts : List Fact) : List (List Term) → List (Nat × List Use) → Bool
  | [], [] => true
  | r :: goals, (n, uses) :: l =>
    !n.beq 0 && formal (total relations facts (Term.append true n [] r) uses) && sums relations facts goals l
  | _, _ => false
/-- The same with each relation taken once. -/
def wholeSums (relations : Fact → List (List Term)) (facts : List Fact) (goals : List (List Term))
    (certificates : List (List Use)) : Bool := sums relations facts goals (certificates.map fun uses => (1, uses))
def proper (points : Nat) : List (Nat × Nat) → Bool
  | [] => true
  | (i, j) :: l => !i.beq j && (i + 1).ble points && (j + 1).ble points && proper points l
def allProper (points : Nat) : List Fact → Bool
  | [] => true
  | f :: l => proper points f.segments && allProper points l

/-- Whether the certificates show that the fact follows from the other facts, for this number of points. -/
def check (quarter points : Nat) (facts : List Fact) (goal : Fact) (angles : List (List Use))
    (lengths : List (Nat × List Use)) : Bool :=
  goal.algebraic && proper points goal.segments && allProper points facts
    && wholeSums (Fact.angles quarter) facts (goal.angles quarter) angles
    && sums Fact.lengths facts goal.lengths lengths

/-! ### Soundness -/

variable {F : Type u} [OrderedField F] {w : Point F} {P : List (Point F)}

def Hold (w : Point F) (P : List (Point F)) : List Fact → Prop
  | [] => True
  | f :: l => f.holds w P ∧ Hold w P l

theorem blt_lt {i n : Nat} (h : (i + 1).ble n = true) : i < n := Nat.le_of_ble_eq_true h

theorem proper_sound (distinct : Distinct P) : (l : List (Nat × Nat)) → proper P.length l = true → AllProper P l
  | [], _ => trivial
  | (i, j) :: l, h => by
    have ⟨h, rest⟩ := (Bool.and_eq_true _ _).mp h
    have ⟨h, hj⟩ := (Bool.and_eq_true _ _).mp h
    have ⟨h, hi⟩ := (Bool.and_eq_true _ _).mp h
    have ne : i ≠ j := fun e => absurd (e ▸ h : (!i.beq i) = true) (by rw [beq_self]; exact Bool.false_ne_true)
    exact ⟨⟨ne, distinct.ne (blt_lt hi) (blt_lt hj) ne⟩, proper_sound distinct l rest⟩

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
  | (c, i, j) :: l => by
    show Term.eval d (Term.append _ _ _ _) = _
    rw [Term.eval_append, relation_sound (zero i) j, AbelianGroup.nsmul_zero, Term.signed_zero, AbelianGroup.zero_add]
    exact total_sound rest zero l

theorem sums_sound {relations : Fact → List (List Term)} {facts : List Fact} (sym : ∀ i j, d i j = d j i)
    (zero : ∀ i, AllZero d (relations (fact facts i))) (good : Nat → Prop)
    (cancel : ∀ n (x : G), n ≠ 0 → good n → AbelianGroup.nsmul n x = 0 → x = 0) :
    (goals : List (List Term)) → (l : List (Nat × List Use)) → (∀ c, c ∈ l → good c.1) →
    sums relations facts goals l = true → AllZero d goals
  | [], _, _, _ => trivial
  | r :: goals, (n, uses) :: l, g, h => by
    have ⟨h, rest⟩ := (Bool.and_eq_true _ _).mp h
    have ⟨hn, h⟩ := (Bool.and_eq_true _ _).mp h
    have ne : n ≠ 0 := fun e => absurd (e ▸ hn : (!Nat.beq 0 0) = true) Bool.false_ne_true
    refine ⟨cancel n _ ne (g _ (.head _)) ?_, sums_sound sym zero good cancel goals l (fun c m => g c (.tail _ m)) rest⟩
    have e := Term.eval_eq_zero sym _ _ h
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
    | 0 => ⟨proper_sound distinct _ ((Bool.and_eq_true _ _).mp p).1, h.1⟩
    | i + 1 => fact_sound h.2 ((Bool.and_eq_true _ _).mp p).2 distinct i

theorem mem_ones {c : Nat × List Use} : (l : List (List Use)) → c ∈ l.map (fun uses => (1, uses)) → c.1 = 1
  | [], h => nomatch h
  | u :: l, h => (List.mem_cons.1 h).elim (fun e => congrArg Prod.fst e) (mem_ones l)

end Certificate

open Certificate

variable {F : Type u} [OrderedField F] {w : Point F} {P : List (Point F)}

/-- A step of algebra in units of angles of which `quarter` make a right angle. -/
theorem algebraIn {quarter : Nat} (points : Nat) (unit : IsUnit w quarter) (distinct : Distinct P) (length : P.length = points)
    (facts : List Fact) (holds : Hold w P facts) (goal : Fact) (angles : List (List Use)) (lengths : List (Nat × List Use))
    (right : check quarter points facts goal angles lengths = true) : goal.holds w P := by
  subst length
  have ⟨h, hl⟩ := (Bool.and_eq_true _ _).mp right
  have ⟨h, ha⟩ := (Bool.and_eq_true _ _).mp h
  have ⟨h, hp⟩ := (Bool.and_eq_true _ _).mp h
  have ⟨h, hg⟩ := (Bool.and_eq_true _ _).mp h
  have known := fact_sound holds hp distinct
  refine Fact.holds_of_relations unit goal h (proper_sound distinct _ hg) ?_ ?_
  · refine sums_sound (dirs_comm w P) (fun i => Fact.angles_of_holds unit _ (known i).1 (known i).2) (· = 1)
      (fun n x _ one e => ?_) _ _ (fun c m => mem_ones _ m) ha
    rw [one, one_nsmul] at e
    exact e
  · exact sums_sound (logs_comm P) (fun i => Fact.lengths_of_holds _ (known i).1 (known i).2) (fun _ => True)
      (fun n x ne _ e => Log.eq_zero_of_nsmul ne e) _ _ (fun _ _ => trivial) hl

/-- A step of algebra: a fact follows from others whose relations combine to its own. -/
theorem algebra (points : Nat) (distinct : Distinct P) (length : P.length = points) (facts : List Fact) (holds : Hold right P facts) (goal : Fact)
    (angles : List (List Use)) (lengths : List (Nat × List Use))
    (right : check 1 points facts goal angles lengths = true) : goal.holds Geometry.right P :=
  algebraIn points isUnit_right distinct length facts holds goal angles lengths right

end Factory.Geometry
