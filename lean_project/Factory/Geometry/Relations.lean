/-
Facts and their relations: what a fact says of directions and lengths is true, and facts follow from their relations.
-/
import Factory.Geometry.Length
import Factory.Geometry.Similar

universe u

namespace Factory.Geometry

open Coordinates

variable {F : Type u} [OrderedField F]

/-! ### Points that are different -/

def apart (p : Point F) : List (Point F) → Prop
  | [] => True
  | q :: l => p ≠ q ∧ apart p l

/-- The points of the list are pairwise different. -/
def Distinct : List (Point F) → Prop
  | [] => True
  | p :: l => apart p l ∧ Distinct l

theorem apart.ne {p : Point F} : {l : List (Point F)} → apart p l → {i : Nat} → i < l.length → p ≠ nth l i
  | _ :: _, h, 0, _ => h.1
  | _ :: _, h, _ + 1, g => apart.ne h.2 (Nat.lt_of_succ_lt_succ g)
  | [], _, _, g => absurd g (Nat.not_lt_zero _)

/-- The points of two different numbers are different. -/
theorem Distinct.ne : {l : List (Point F)} → Distinct l → {i j : Nat} → i < l.length → j < l.length → i ≠ j →
    nth l i ≠ nth l j
  | _ :: _, _, 0, 0, _, _, h => absurd rfl h
  | _ :: _, d, 0, _ + 1, _, g, _ => apart.ne d.1 (Nat.lt_of_succ_lt_succ g)
  | _ :: _, d, _ + 1, 0, g, _, _ => (apart.ne d.1 (Nat.lt_of_succ_lt_succ g)).symm
  | _ :: _, d, _ + 1, _ + 1, f, g, h =>
    Distinct.ne d.2 (Nat.lt_of_succ_lt_succ f) (Nat.lt_of_succ_lt_succ g) fun e => h (congrArg Nat.succ e)
  | [], _, _, _, f, _, _ => absurd f (Nat.not_lt_zero _)

/-- The same, computed: for numerals the last argument is `rfl`. -/
theorem Distinct.diff {l : List (Point F)} (d : Distinct l) {points : Nat} (length : l.length = points) (i j : Nat)
    (h : (!i.beq j && (i + 1).ble points && (j + 1).ble points) = true) : nth l i ≠ nth l j := by
  subst length
  have ⟨h, hj⟩ := (Bool.and_eq_true _ _).mp h
  have ⟨h, hi⟩ := (Bool.and_eq_true _ _).mp h
  refine d.ne (Nat.le_of_ble_eq_true hi) (Nat.le_of_ble_eq_true hj) fun e => ?_
  rw [e, Term.beq_self] at h
  exact Bool.false_ne_true h

/-! ### The elements that belong to segments -/

/-- The direction of a segment; the unit of angles for `(i, i)`. -/
noncomputable def dirs (w : Point F) (P : List (Point F)) (i j : Nat) : Direction F :=
  cond (i.beq j) (.of w) (.of (vec (nth P i) (nth P j)))
/-- The logarithm of the square of a segment's length; that of `i * i` for `(i, i)`. -/
noncomputable def logs (P : List (Point F)) (i j : Nat) : Log F :=
  cond (i.beq j) (.of (CommRing.natCast (i * i))) (.of (sqd (nth P i) (nth P j)))

theorem beq_of_ne {i j : Nat} (h : i ≠ j) : i.beq j = false :=
  match e : i.beq j with
  | true => absurd (Nat.eq_of_beq_eq_true e) h
  | false => rfl

theorem ne_zero_of_beq {n : Nat} (h : (!n.beq 0) = true) : n ≠ 0 := fun e =>
  Bool.false_ne_true (e ▸ h : (!Nat.beq 0 0) = true)

theorem dirs_self (w : Point F) (P : List (Point F)) (i : Nat) : dirs w P i i = .of w :=
  congrArg (cond · _ _) (Term.beq_self i)
theorem dirs_of_ne (w : Point F) (P : List (Point F)) {i j : Nat} (h : i ≠ j) :
    dirs w P i j = .of (vec (nth P i) (nth P j)) := congrArg (cond · _ _) (beq_of_ne h)
theorem logs_self (P : List (Point F)) (i : Nat) : logs P i i = .of (CommRing.natCast (i * i)) :=
  congrArg (cond · _ _) (Term.beq_self i)
theorem logs_of_ne (P : List (Point F)) {i j : Nat} (h : i ≠ j) : logs P i j = .of (sqd (nth P i) (nth P j)) :=
  congrArg (cond · _ _) (beq_of_ne h)

theorem dirs_comm (w : Point F) (P : List (Point F)) (i j : Nat) : dirs w P i j = dirs w P j i :=
  (Nat.decEq i j).casesOn (fun h => by rw [dirs_of_ne w P h, dirs_of_ne w P (Ne.symm h), Direction.of_comm])
    fun h => by rw [h]
theorem logs_comm (P : List (Point F)) (i j : Nat) : logs P i j = logs P j i :=
  (Nat.decEq i j).casesOn (fun h => by rw [logs_of_ne P h, logs_of_ne P (Ne.symm h), sqd_comm])
    fun h => by rw [h]

/-! ### Sums of a few terms -/

section Sums
open Fact
variable {G : Type u} [AbelianGroup G] (d : Nat → Nat → G)

theorem one_nsmul (x : G) : AbelianGroup.nsmul 1 x = x := AbelianGroup.zero_add x
theorem eval_plus (a b : Nat) (l : List Term) : Term.eval d (plus a b :: l) = d a b + Term.eval d l :=
  congrArg (· + Term.eval d l) (one_nsmul (d a b))
theorem eval_minus (a b : Nat) (l : List Term) : Term.eval d (minus a b :: l) = -d a b + Term.eval d l :=
  congrArg (-· + Term.eval d l) (one_nsmul (d a b))
theorem eval_nil : Term.eval d [] = 0 := rfl

/-- `x - y = 0`. -/
theorem eval_two {a b e f : Nat} : Term.eval d [plus a b, minus e f] = 0 ↔ d a b = d e f := by
  rw [eval_plus, eval_minus, eval_nil, AbelianGroup.add_zero]
  exact AbelianGroup.add_neg_eq_zero
/-- `x - y - z + w = 0`. -/
theorem eval_four {a b e f g h i j : Nat} :
    Term.eval d [plus a b, minus e f, minus g h, plus i j] = 0 ↔ d a b + d i j = d e f + d g h := by
  rw [eval_plus, eval_minus, eval_minus, eval_plus, eval_nil, AbelianGroup.add_zero, AbelianGroup.add_comm (-d g h),
    AbelianGroup.add_left_comm (-d e f), ← AbelianGroup.neg_add, ← AbelianGroup.add_assoc]
  exact AbelianGroup.add_neg_eq_zero

/-- `x + y - z - w = 0`. -/
theorem eval_four' {a b e f g h i j : Nat} :
    Term.eval d [plus a b, plus e f, minus g h, minus i j] = 0 ↔ d a b + d e f = d g h + d i j := by
  rw [eval_plus, eval_plus, eval_minus, eval_minus, eval_nil, AbelianGroup.add_zero, ← AbelianGroup.neg_add,
    ← AbelianGroup.add_assoc]
  exact AbelianGroup.add_neg_eq_zero
/-- `x - y + z - w = 0`. -/
theorem eval_mirrored {a b e f g h i j : Nat} :
    Term.eval d [plus a b, minus e f, plus g h, minus i j] = 0 ↔ d a b + d g h = d e f + d i j := by
  rw [eval_plus, eval_minus, eval_plus, eval_minus, eval_nil, AbelianGroup.add_zero,
    AbelianGroup.add_left_comm (-d e f), ← AbelianGroup.neg_add, ← AbelianGroup.add_assoc]
  exact AbelianGroup.add_neg_eq_zero
/-- `x - y + n z = 0`. -/
theorem eval_and_plus {a b e f g h n : Nat} : Term.eval d [plus a b, minus e f, ⟨false, n, g, h⟩] = 0 ↔
    d a b + AbelianGroup.nsmul n (d g h) = d e f := by
  rw [eval_plus, eval_minus, Term.eval, eval_nil, AbelianGroup.add_zero, AbelianGroup.add_comm (-d e f),
    ← AbelianGroup.add_assoc]
  exact AbelianGroup.add_neg_eq_zero
/-- `x - y - n z = 0`. -/
theorem eval_and_minus {a b e f g h n : Nat} : Term.eval d [plus a b, minus e f, ⟨true, n, g, h⟩] = 0 ↔
    d a b = d e f + AbelianGroup.nsmul n (d g h) := by
  rw [eval_plus, eval_minus, Term.eval, eval_nil, AbelianGroup.add_zero]
  show d a b + (-d e f + -AbelianGroup.nsmul n (d g h)) = 0 ↔ _
  rw [← AbelianGroup.neg_add]
  exact AbelianGroup.add_neg_eq_zero
/-- `x - y + z - w + n v = 0`. -/
theorem eval_five {a b e f g h i j k l n : Nat} :
    Term.eval d [plus a b, minus e f, plus g h, minus i j, ⟨false, n, k, l⟩] = 0 ↔
      d a b + d g h + AbelianGroup.nsmul n (d k l) = d e f + d i j := by
  rw [eval_plus, eval_minus, eval_plus, eval_minus, Term.eval, eval_nil, AbelianGroup.add_zero,
    AbelianGroup.add_left_comm (-d e f), AbelianGroup.add_comm (-d i j), AbelianGroup.add_left_comm (-d e f),
    ← AbelianGroup.neg_add, ← AbelianGroup.add_assoc, ← AbelianGroup.add_assoc]
  exact AbelianGroup.add_neg_eq_zero

end Sums

/-- The two points of a segment are different, by number and by place. -/
def Proper (P : List (Point F)) (i j : Nat) : Prop := i ≠ j ∧ nth P i ≠ nth P j
/-! ### What equations between directions and lengths say -/


section Equations
variable {w : Point F} {P : List (Point F)} {a b c d e f g h : Nat}

theorem dirs_eq (p : Proper P a b) (q : Proper P c d) :
    dirs w P a b = dirs w P c d ↔ cross (vec (nth P a) (nth P b)) (vec (nth P c) (nth P d)) = 0 := by
  rw [dirs_of_ne w P p.1, dirs_of_ne w P q.1]
  exact Direction.of_eq_of (sqd_ne_zero p.2) (sqd_ne_zero q.2)
theorem dirs_add_eq (p : Proper P a b) (q : Proper P c d) (r : Proper P e f) (s : Proper P g h) :
    dirs w P a b + dirs w P c d = dirs w P e f + dirs w P g h ↔
      cross (mul (vec (nth P a) (nth P b)) (vec (nth P c) (nth P d)))
        (mul (vec (nth P e) (nth P f)) (vec (nth P g) (nth P h))) = 0 := by
  rw [dirs_of_ne w P p.1, dirs_of_ne w P q.1, dirs_of_ne w P r.1, dirs_of_ne w P s.1,
    ← Direction.of_mul (sqd_ne_zero p.2) (sqd_ne_zero q.2), ← Direction.of_mul (sqd_ne_zero r.2) (sqd_ne_zero s.2)]
  exact Direction.of_eq_of (dot_mul_ne_zero (sqd_ne_zero p.2) (sqd_ne_zero q.2))
    (dot_mul_ne_zero (sqd_ne_zero r.2) (sqd_ne_zero s.2))
theorem logs_eq (p : Proper P a b) (q : Proper P c d) :
    logs P a b = logs P c d ↔ sqd (nth P a) (nth P b) = sqd (nth P c) (nth P d) := by
  rw [logs_of_ne P p.1, logs_of_ne P q.1]
  exact Log.of_inj (sqd_pos p.2) (sqd_pos q.2)
theorem logs_add_eq (p : Proper P a b) (q : Proper P c d) (r : Proper P e f) (s : Proper P g h) :
    logs P a b + logs P c d = logs P e f + logs P g h ↔
      sqd (nth P a) (nth P b) * sqd (nth P c) (nth P d) = sqd (nth P e) (nth P f) * sqd (nth P g) (nth P h) := by
  rw [logs_of_ne P p.1, logs_of_ne P q.1, logs_of_ne P r.1, logs_of_ne P s.1, ← Log.of_mul (sqd_pos p.2) (sqd_pos q.2),
    ← Log.of_mul (sqd_pos r.2) (sqd_pos s.2)]
  exact Log.of_inj (mul_pos (sqd_pos p.2) (sqd_pos q.2)) (mul_pos (sqd_pos r.2) (sqd_pos s.2))

end Equations

/-! ### Units of angles, and numbers -/

/-- `quarter` times the direction `w` is a right angle. -/
def IsUnit (w : Point F) (quarter : Nat) : Prop := dot w w ≠ 0 ∧ (cpow w quarter).x = 0

/-- The complex number `i`, in whose direction there is one right angle. -/
def right : Point F := ⟨0, 1⟩

section Units
variable {w : Point F} {quarter : Nat} {P : List (Point F)} {a b c d e f g h n : Nat}

theorem dot_right : dot (right : Point F) right ≠ 0 := by
  show (0 : F) * 0 + 1 * 1 ≠ 0
  rw [mul_zero, zero_add, Factory.mul_one]
  exact one_ne_zero
theorem dot_cpow (hw : dot w w ≠ 0) : (n : Nat) → dot (cpow w n) (cpow w n) ≠ 0
  | 0 => dot_one
  | n + 1 => dot_mul_ne_zero (dot_cpow hw n) hw
theorem nsmul_of (hw : dot w w ≠ 0) : (n : Nat) → AbelianGroup.nsmul n (Direction.of w) = .of (cpow w n)
  | 0 => (Direction.of_eq dot_one).symm
  | n + 1 => (congrArg (· + Direction.of w) (nsmul_of hw n)).trans (Direction.of_mul (dot_cpow hw n) hw).symm
theorem IsUnit.nsmul (unit : IsUnit w quarter) : AbelianGroup.nsmul quarter (dirs w P 0 0) = .of right := by
  rw [dirs_self, nsmul_of unit.1]
  refine (Direction.of_eq_of (dot_cpow unit.1 quarter) dot_right).2 ?_
  show (cpow w quarter).x * 1 - (cpow w quarter).y * 0 = 0
  rw [unit.2, zero_mul, mul_zero, sub_zero]
theorem isUnit_right : IsUnit (right : Point F) 1 := by
  refine ⟨dot_right, ?_⟩
  show (1 : F) * 0 - 0 * 1 = 0
  rw [mul_zero, zero_mul, sub_zero]

theorem eval_perp (unit : IsUnit w quarter) (p : Proper P a b) (q : Proper P c d) :
    Term.eval (dirs w P) [Fact.plus a b, Fact.minus c d, ⟨false, quarter, 0, 0⟩] = 0 ↔
      dot (vec (nth P a) (nth P b)) (vec (nth P c) (nth P d)) = 0 := by
  rw [eval_and_plus, unit.nsmul, dirs_of_ne w P p.1, dirs_of_ne w P q.1,
    ← Direction.of_mul (sqd_ne_zero p.2) dot_right,
    Direction.of_eq_of (dot_mul_ne_zero (sqd_ne_zero p.2) dot_right) (sqd_ne_zero q.2)]
  generalize vec (nth P a) (nth P b) = u
  generalize vec (nth P c) (nth P d) = v
  have e : cross (mul u right) v = -dot u v := by
    show (u.x * 0 - u.y * 1) * v.y - (u.x * 1 + u.y * 0) * v.x = -(u.x * v.x + u.y * v.y)
    rw [mul_zero, mul_zero, Factory.mul_one, Factory.mul_one, zero_sub, add_zero, neg_mul, sub_eq_add_neg, add_comm, ← neg_add]
  rw [e]
  exact neg_eq_zero

theorem eval_turn (unit : IsUnit w quarter) :
    Term.eval (dirs w P) [⟨false, quarter + quarter, 0, 0⟩] = 0 := by
  show AbelianGroup.nsmul (quarter + quarter) (dirs w P 0 0) + 0 = 0
  rw [AbelianGroup.add_zero, AbelianGroup.add_nsmul, unit.nsmul, ← Direction.of_mul dot_right dot_right]
  refine Eq.trans ?_ (Direction.of_eq (dot_one (F := F)))
  refine (Direction.of_eq_of (dot_mul_ne_zero dot_right dot_right) dot_one).2 ?_
  exact ring_correct [(1 : F)] (cross (mul ⟨0, .var 0⟩ ⟨0, .var 0⟩) ⟨.var 0, 0⟩) 0 (by decide +kernel)

theorem eval_aconst (unit : IsUnit w quarter) (p : Proper P a b) (q : Proper P c d) :
    Term.eval (dirs w P) [Fact.plus c d, Fact.minus a b, ⟨true, n, 0, 0⟩] = 0 ↔
      aconst (nth P a) (nth P b) (nth P c) (nth P d) w n := by
  rw [eval_and_minus, dirs_self, nsmul_of unit.1, dirs_of_ne w P p.1, dirs_of_ne w P q.1,
    ← Direction.of_mul (sqd_ne_zero p.2) (dot_cpow unit.1 n),
    Direction.of_eq_of (sqd_ne_zero q.2) (dot_mul_ne_zero (sqd_ne_zero p.2) (dot_cpow unit.1 n))]
  unfold aconst
  generalize vec (nth P a) (nth P b) = u
  generalize vec (nth P c) (nth P d) = v
  generalize cpow w n = z
  exact ⟨fun h => ring_combination (coordinates [u, v, z])
      (cross (Coordinates.P 0) (Coordinates.P 1) * (Coordinates.P 2).x) (dot (Coordinates.P 0) (Coordinates.P 1) * (Coordinates.P 2).y)
      [⟨-1, cross (Coordinates.P 1) (mul (Coordinates.P 0) (Coordinates.P 2)), 0⟩] (by decide +kernel) ⟨h, trivial⟩,
    fun h => ring_combination (coordinates [u, v, z]) (cross (Coordinates.P 1) (mul (Coordinates.P 0) (Coordinates.P 2))) 0
      [⟨-1, cross (Coordinates.P 0) (Coordinates.P 1) * (Coordinates.P 2).x, dot (Coordinates.P 0) (Coordinates.P 1) * (Coordinates.P 2).y⟩] (by decide +kernel)
      ⟨h, trivial⟩⟩

theorem eval_eqangle (p : Proper P a b) (q : Proper P c d) (r : Proper P e f) (s : Proper P g h) :
    Term.eval (dirs w P) [Fact.plus c d, Fact.minus a b, Fact.minus g h, Fact.plus e f] = 0 ↔
      eqangle (nth P a) (nth P b) (nth P c) (nth P d) (nth P e) (nth P f) (nth P g) (nth P h) := by
  rw [eval_four, dirs_add_eq q r p s]
  unfold eqangle
  generalize vec (nth P a) (nth P b) = u
  generalize vec (nth P c) (nth P d) = v
  generalize vec (nth P e) (nth P f) = z
  generalize vec (nth P g) (nth P h) = t
  exact ⟨fun h => ring_combination (coordinates [u, v, z, t]) (cross (Coordinates.P 0) (Coordinates.P 1) * dot (Coordinates.P 2) (Coordinates.P 3))
      (dot (Coordinates.P 0) (Coordinates.P 1) * cross (Coordinates.P 2) (Coordinates.P 3)) [⟨-1, cross (mul (Coordinates.P 1) (Coordinates.P 2)) (mul (Coordinates.P 0) (Coordinates.P 3)), 0⟩]
      (by decide +kernel) ⟨h, trivial⟩,
    fun h => ring_combination (coordinates [u, v, z, t]) (cross (mul (Coordinates.P 1) (Coordinates.P 2)) (mul (Coordinates.P 0) (Coordinates.P 3))) 0
      [⟨-1, cross (Coordinates.P 0) (Coordinates.P 1) * dot (Coordinates.P 2) (Coordinates.P 3), dot (Coordinates.P 0) (Coordinates.P 1) * cross (Coordinates.P 2) (Coordinates.P 3)⟩]
      (by decide +kernel) ⟨h, trivial⟩⟩

theorem eval_compl (unit : IsUnit w quarter) (p : Proper P a b) (q : Proper P c d) (r : Proper P e f)
    (s : Proper P g h) :
    Term.eval (dirs w P)
        [Fact.plus c d, Fact.minus a b, Fact.plus g h, Fact.minus e f, ⟨false, quarter, 0, 0⟩] = 0 ↔
      compl (nth P a) (nth P b) (nth P c) (nth P d) (nth P e) (nth P f) (nth P g) (nth P h) := by
  rw [eval_five, unit.nsmul, dirs_of_ne w P p.1, dirs_of_ne w P q.1, dirs_of_ne w P r.1, dirs_of_ne w P s.1,
    ← Direction.of_mul (sqd_ne_zero q.2) (sqd_ne_zero s.2), ← Direction.of_mul (sqd_ne_zero p.2) (sqd_ne_zero r.2),
    ← Direction.of_mul (dot_mul_ne_zero (sqd_ne_zero q.2) (sqd_ne_zero s.2)) dot_right,
    Direction.of_eq_of (dot_mul_ne_zero (dot_mul_ne_zero (sqd_ne_zero q.2) (sqd_ne_zero s.2)) dot_right)
      (dot_mul_ne_zero (sqd_ne_zero p.2) (sqd_ne_zero r.2))]
  unfold compl
  generalize vec (nth P a) (nth P b) = u
  generalize vec (nth P c) (nth P d) = v
  generalize vec (nth P e) (nth P f) = z
  generalize vec (nth P g) (nth P h) = t
  have e : cross (mul (mul v t) right) (mul u z) = -(dot u v * dot z t - cross u v * cross z t) := by
    have k : (⟨-(mul v t).y, (mul v t).x⟩ : Point F) = mul (mul v t) right := by
      refine Point.ext ?_ ?_
      · show -(mul v t).y = (mul v t).x * 0 - (mul v t).y * 1
        rw [mul_zero, Factory.mul_one, zero_sub]
      · show (mul v t).x = (mul v t).x * 1 + (mul v t).y * 0
        rw [mul_zero, Factory.mul_one, add_zero]
    rw [← k]
    exact ring_correct (coordinates [u, v, z, t])
      (cross ⟨-(mul (Coordinates.P 1) (Coordinates.P 3)).y, (mul (Coordinates.P 1) (Coordinates.P 3)).x⟩ (mul (Coordinates.P 0) (Coordinates.P 2)))
      (-(dot (Coordinates.P 0) (Coordinates.P 1) * dot (Coordinates.P 2) (Coordinates.P 3) - cross (Coordinates.P 0) (Coordinates.P 1) * cross (Coordinates.P 2) (Coordinates.P 3))) (by decide +kernel)
  rw [e, neg_eq_zero]
  exact sub_eq_zero

theorem natCast_square_pos (h : n ≠ 0) : (0 : F) < CommRing.natCast (n * n) := by
  rw [natCast_mul]
  refine mul_self_pos ?_
  match n, h with
  | 0, h => exact absurd rfl h
  | n + 1, _ => exact natCast_ne_zero n

theorem eval_double (p : Proper P a b) (q : Proper P b c) (h : midp (nth P a) (nth P b) (nth P c)) :
    Term.eval (logs P) [Fact.plus b c, Fact.minus a b, Fact.minus 2 2] = 0 := by
  refine (eval_and_minus (logs P)).2 ?_
  rw [one_nsmul, logs_self, logs_of_ne P p.1, logs_of_ne P q.1,
    ← Log.of_mul (sqd_pos p.2) (natCast_square_pos (n := 2) fun h => nomatch h)]
  refine congrArg Log.of ?_
  revert h
  generalize nth P a = m
  generalize nth P b = u
  generalize nth P c = v
  intro h
  exact ring_combination (coordinates [m, u, v]) (sqd (Coordinates.P 1) (Coordinates.P 2)) (sqd (Coordinates.P 0) (Coordinates.P 1) * .num 4)
    [⟨(vec (Coordinates.P 1) (Coordinates.P 2)).x + 2 * (vec (Coordinates.P 1) (Coordinates.P 0)).x, (vec (Coordinates.P 0) (Coordinates.P 2)).x, (vec (Coordinates.P 1) (Coordinates.P 0)).x⟩,
      ⟨(vec (Coordinates.P 1) (Coordinates.P 2)).y + 2 * (vec (Coordinates.P 1) (Coordinates.P 0)).y, (vec (Coordinates.P 0) (Coordinates.P 2)).y, (vec (Coordinates.P 1) (Coordinates.P 0)).y⟩]
    (by decide +kernel) ⟨h.1.symm, h.2.symm, trivial⟩

theorem eval_rconst (p : Proper P a b) (q : Proper P c d) (he : e ≠ 0) (hf : f ≠ 0) :
    Term.eval (logs P) [Fact.plus a b, Fact.minus c d, Fact.minus e e, Fact.plus f f] = 0 ↔
      rconst (nth P a) (nth P b) (nth P c) (nth P d) e f := by
  rw [eval_four, logs_self, logs_self, logs_of_ne P p.1, logs_of_ne P q.1,
    ← Log.of_mul (sqd_pos p.2) (natCast_square_pos hf), ← Log.of_mul (sqd_pos q.2) (natCast_square_pos he),
    Log.of_inj (mul_pos (sqd_pos p.2) (natCast_square_pos hf)) (mul_pos (sqd_pos q.2) (natCast_square_pos he)),
    Factory.mul_comm (sqd (nth P a) _), Factory.mul_comm (sqd (nth P c) _)]
  exact ⟨fun h => ⟨⟨he, hf⟩, h⟩, fun h => h.2⟩

theorem eval_product (h : a ≠ 0 ∧ b ≠ 0) :
    Term.eval (logs P) [Fact.plus (a * b) (a * b), Fact.minus a a, Fact.minus b b] = 0 := by
  refine (eval_and_minus (logs P)).2 ?_
  rw [one_nsmul, logs_self, logs_self, logs_self, ← Log.of_mul (natCast_square_pos h.1) (natCast_square_pos h.2),
    ← natCast_mul, Nat.mul_mul_mul_comm]

end Units

/-! ### From facts to relations, and back -/



def AllZero {G : Type u} [AbelianGroup G] (d : Nat → Nat → G) : List (List Term) → Prop
  | [] => True
  | l :: rest => Term.eval d l = 0 ∧ AllZero d rest
def AllProper (P : List (Point F)) : List (Nat × Nat) → Prop
  | [] => True
  | (i, j) :: rest => Proper P i j ∧ AllProper P rest


namespace Fact
variable {w : Point F} {quarter : Nat} {P : List (Point F)}

theorem angles_of_holds (unit : IsUnit w quarter) : (f : Fact) → AllProper P f.segments → f.holds w P →
    AllZero (dirs w P) (f.angles quarter)
  | coll .., ⟨ab, ac, bc, _⟩, h => ⟨(eval_two _).2 ((dirs_eq ab ac).2 h), (eval_two _).2 ((dirs_eq ab bc).2 (coll_turn h)), trivial⟩
  | midp .., ⟨ab, ac, bc, _⟩, h => ⟨(eval_two _).2 ((dirs_eq ab ac).2 (coll_of_midp h)), (eval_two _).2 ((dirs_eq ab bc).2 (coll_turn (coll_of_midp h))), trivial⟩
  | para .., ⟨ab, cd, _⟩, h => ⟨(eval_two _).2 ((dirs_eq ab cd).2 h), trivial⟩
  | perp .., ⟨ab, cd, _⟩, h => ⟨(eval_perp unit ab cd).2 h, trivial⟩
  | aconst .., ⟨ab, cd, _⟩, h => ⟨(eval_aconst unit ab cd).2 h, trivial⟩
  | eqangle .., ⟨ab, cd, ef, gh, _⟩, h => ⟨(eval_eqangle ab cd ef gh).2 h, trivial⟩
  | compl .., ⟨ab, cd, ef, gh, _⟩, h => ⟨(eval_compl unit ab cd ef gh).2 h, trivial⟩
  | cyclic .., ⟨ab, ac, ad, bc, bd, cd, _⟩, h => ⟨(eval_four' _).2 ((dirs_add_eq ab cd ac bd).2 (cyclic_direction h.1)), (eval_four' _).2 ((dirs_add_eq ab cd ad bc).2 (cyclic_direction' h.1)), trivial⟩
  | simtri .., ⟨ab, ac, bc, pq, pr, qr, _⟩, h => ⟨(eval_four _).2 ((dirs_add_eq ab pr ac pq).2 (simtri_direction h)), (eval_four _).2 ((dirs_add_eq ab qr bc pq).2 (simtri_direction' h)), trivial⟩
  | contri .., ⟨ab, ac, bc, pq, pr, qr, _⟩, h => ⟨(eval_four _).2 ((dirs_add_eq ab pr ac pq).2 (simtri_direction h.1)), (eval_four _).2 ((dirs_add_eq ab qr bc pq).2 (simtri_direction' h.1)), trivial⟩
  | simtrir .., ⟨ab, ac, bc, pq, pr, qr, _⟩, h => ⟨(eval_mirrored _).2 ((dirs_add_eq ab pq ac pr).2 (simtrir_direction h)), (eval_mirrored _).2 ((dirs_add_eq ab pq bc qr).2 (simtrir_direction' h)), trivial⟩
  | contrir .., ⟨ab, ac, bc, pq, pr, qr, _⟩, h => ⟨(eval_mirrored _).2 ((dirs_add_eq ab pq ac pr).2 (simtrir_direction h.1)), (eval_mirrored _).2 ((dirs_add_eq ab pq bc qr).2 (simtrir_direction' h.1)), trivial⟩
  | turn, _, _ => ⟨eval_turn unit, trivial⟩
  | cong .., _, _ | circle .., _, _ | eqratio .., _, _ | rconst .., _, _ | product .., _, _
  | ncoll .., _, _ | npara .., _, _ | nperp .., _, _ | neqangle .., _, _ | sameside .., _, _ | sameclock .., _, _
  | oppclock .., _, _ => trivial

theorem lengths_of_holds : (f : Fact) → AllProper P f.segments → f.holds w P → AllZero (logs P) f.lengths
  | cong .., ⟨ab, cd, _⟩, h => ⟨(eval_two _).2 ((logs_eq ab cd).2 h), trivial⟩
  | circle .., ⟨oa, ob, oc, _⟩, h =>
    ⟨(eval_two _).2 ((logs_eq oa ob).2 h.1), (eval_two _).2 ((logs_eq oa oc).2 h.2), trivial⟩
  | midp .., ⟨ma, mb, ab, _⟩, h => ⟨(eval_two _).2 ((logs_eq ma mb).2 (cong_of_midp h)), eval_double ma ab h, trivial⟩
  | eqratio .., ⟨ab, cd, ef, gh, _⟩, h => ⟨(eval_four _).2 ((logs_add_eq ab gh cd ef).2 h), trivial⟩
  | rconst .., ⟨ab, cd, _⟩, h => ⟨(eval_rconst ab cd h.1.1 h.1.2).2 h, trivial⟩
  | simtri .., ⟨ab, ac, bc, pq, pr, qr, _⟩, h => ⟨(eval_four _).2 ((logs_add_eq ab pr pq ac).2 (simtri_ratio h)), (eval_four _).2 ((logs_add_eq ab qr pq bc).2 (simtri_ratio' h)), trivial⟩
  | contri .., ⟨ab, ac, bc, pq, pr, qr, _⟩, h => ⟨(eval_four _).2 ((logs_add_eq ab pr pq ac).2 (simtri_ratio h.1)), (eval_four _).2 ((logs_add_eq ab qr pq bc).2 (simtri_ratio' h.1)), (eval_two _).2 ((logs_eq ab pq).2 h.2), trivial⟩
  | simtrir .., ⟨ab, ac, bc, pq, pr, qr, _⟩, h => ⟨(eval_four _).2 ((logs_add_eq ab pr pq ac).2 (simtrir_ratio h)), (eval_four _).2 ((logs_add_eq ab qr pq bc).2 (simtrir_ratio' h)), trivial⟩
  | contrir .., ⟨ab, ac, bc, pq, pr, qr, _⟩, h => ⟨(eval_four _).2 ((logs_add_eq ab pr pq ac).2 (simtrir_ratio h.1)), (eval_four _).2 ((logs_add_eq ab qr pq bc).2 (simtrir_ratio' h.1)), (eval_two _).2 ((logs_eq ab pq).2 h.2), trivial⟩
  | product .., _, h => ⟨eval_product h, trivial⟩
  | coll .., _, _ | para .., _, _ | perp .., _, _ | cyclic .., _, _ | eqangle .., _, _ | compl .., _, _
  | aconst .., _, _ | turn, _, _
  | ncoll .., _, _ | npara .., _, _ | nperp .., _, _ | neqangle .., _, _ | sameside .., _, _ | sameclock .., _, _
  | oppclock .., _, _ => trivial

/-- Facts that follow from their relations. -/
noncomputable def algebraic (f : Fact) : Bool :=
  @Fact.rec (fun _ => Bool) (fun _ _ _ => true) (fun _ _ _ _ => true) (fun _ _ _ _ => true) (fun _ _ _ _ => true)
    (fun _ _ _ => false) (fun _ _ _ _ => true) (fun _ _ _ _ => false) (fun _ _ _ _ _ _ _ _ => true)
    (fun _ _ _ _ _ _ _ _ => true) (fun _ _ _ _ _ _ _ _ => true) (fun _ _ _ _ _ _ => true) (fun _ _ _ _ _ _ => true)
    (fun _ _ _ _ _ _ => true) (fun _ _ _ _ _ _ => true) (fun _ _ _ _ _ => true)
    (fun _ _ _ _ p q => !p.beq 0 && !q.beq 0) (fun _ _ _ => false) (fun _ _ _ _ => false) (fun _ _ _ _ => false)
    (fun _ _ _ _ _ _ _ _ => false) (fun _ _ _ _ _ _ => false) (fun _ _ _ _ _ _ => false) (fun _ _ _ _ _ _ => false) false
    (fun _ _ => false) f

theorem holds_of_relations (unit : IsUnit w quarter) : (f : Fact) → f.algebraic = true → AllProper P f.segments →
    AllZero (dirs w P) (f.angles quarter) → AllZero (logs P) f.lengths → f.holds w P
  | coll .., _, ⟨ab, ac, _⟩, h, _ => (dirs_eq ab ac).1 ((eval_two _).1 h.1)
  | para .., _, ⟨ab, cd, _⟩, h, _ => (dirs_eq ab cd).1 ((eval_two _).1 h.1)
  | perp .., _, ⟨ab, cd, _⟩, h, _ => (eval_perp unit ab cd).1 h.1
  | aconst .., _, ⟨ab, cd, _⟩, h, _ => (eval_aconst unit ab cd).1 h.1
  | eqangle .., _, ⟨ab, cd, ef, gh, _⟩, h, _ => (eval_eqangle ab cd ef gh).1 h.1
  | compl .., _, ⟨ab, cd, ef, gh, _⟩, h, _ => (eval_compl unit ab cd ef gh).1 h.1
  | cong .., _, ⟨ab, cd, _⟩, _, h => (logs_eq ab cd).1 ((eval_two _).1 h.1)
  | circle .., _, ⟨oa, ob, oc, _⟩, _, h => ⟨(logs_eq oa ob).1 ((eval_two _).1 h.1), (logs_eq oa oc).1 ((eval_two _).1 h.2.1)⟩
  | eqratio .., _, ⟨ab, cd, ef, gh, _⟩, _, h => (logs_add_eq ab gh cd ef).1 ((eval_four _).1 h.1)
  | rconst .., n, ⟨ab, cd, _⟩, _, h =>
    have ⟨p, q⟩ := (Bool.and_eq_true _ _).mp n
    (eval_rconst ab cd (ne_zero_of_beq p) (ne_zero_of_beq q)).1 h.1
  | simtri .., _, ⟨ab, ac, bc, pq, pr, qr, _⟩, g, h =>
    simtri_of_relations ab.2 pq.2 ((dirs_add_eq ab pr ac pq).1 ((eval_four _).1 g.1)) ((dirs_add_eq ab qr bc pq).1 ((eval_four _).1 g.2.1))
      ((logs_add_eq ab pr pq ac).1 ((eval_four _).1 h.1)) ((logs_add_eq ab qr pq bc).1 ((eval_four _).1 h.2.1))
  | contri .., _, ⟨ab, ac, bc, pq, pr, qr, _⟩, g, h =>
    ⟨simtri_of_relations ab.2 pq.2 ((dirs_add_eq ab pr ac pq).1 ((eval_four _).1 g.1)) ((dirs_add_eq ab qr bc pq).1 ((eval_four _).1 g.2.1))
      ((logs_add_eq ab pr pq ac).1 ((eval_four _).1 h.1)) ((logs_add_eq ab qr pq bc).1 ((eval_four _).1 h.2.1)),
      (logs_eq ab pq).1 ((eval_two _).1 h.2.2.1)⟩
  | simtrir .., _, ⟨ab, ac, bc, pq, pr, qr, _⟩, g, h =>
    simtrir_of_relations ab.2 pq.2 ((dirs_add_eq ab pq ac pr).1 ((eval_mirrored _).1 g.1)) ((dirs_add_eq ab pq bc qr).1 ((eval_mirrored _).1 g.2.1))
      ((logs_add_eq ab pr pq ac).1 ((eval_four _).1 h.1)) ((logs_add_eq ab qr pq bc).1 ((eval_four _).1 h.2.1))
  | contrir .., _, ⟨ab, ac, bc, pq, pr, qr, _⟩, g, h =>
    ⟨simtrir_of_relations ab.2 pq.2 ((dirs_add_eq ab pq ac pr).1 ((eval_mirrored _).1 g.1)) ((dirs_add_eq ab pq bc qr).1 ((eval_mirrored _).1 g.2.1))
      ((logs_add_eq ab pr pq ac).1 ((eval_four _).1 h.1)) ((logs_add_eq ab qr pq bc).1 ((eval_four _).1 h.2.1)),
      (logs_eq ab pq).1 ((eval_two _).1 h.2.2.1)⟩
  | midp .., n, _, _, _ | cyclic .., n, _, _, _ | turn, n, _, _, _ | product .., n, _, _, _
  | ncoll .., n, _, _, _ | npara .., n, _, _, _ | nperp .., n, _, _, _ | neqangle .., n, _, _, _
  | sameside .., n, _, _, _ | sameclock .., n, _, _, _ | oppclock .., n, _, _, _ =>
    absurd n Bool.false_ne_true

end Fact

end Factory.Geometry
