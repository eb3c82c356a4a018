/-
Integers: the type, its operations and its order, each defined by cases on the sign.

`/` and `%` round so that `0 ≤ a % b` for `b ≠ 0` (Euclidean division); `a / 0 = 0` and `a % 0 = a`.
-/
prelude
import Init.Data.Nat

set_option genCtorIdx false in
/-- `ofNat n` is `n`, `negSucc n` is `-(n + 1)`. -/
inductive Int : Type where
  | ofNat : Nat → Int
  | negSucc : Nat → Int

attribute [extern "lean_nat_to_int"] Int.ofNat
attribute [extern "lean_int_neg_succ_of_nat"] Int.negSucc

universe u

class IntCast (R : Type u) where
  protected intCast : Int → R

@[coe, reducible, match_pattern] protected def Int.cast {R : Type u} [IntCast R] : Int → R := IntCast.intCast

instance instNatCastInt : NatCast Int := ⟨Int.ofNat⟩
instance instIntCastInt : IntCast Int := ⟨id⟩
instance instOfNat {n : Nat} : OfNat Int n := ⟨Int.ofNat n⟩
instance {R : Type u} [IntCast R] : CoeTail Int R where coe := Int.cast
instance {R : Type u} [IntCast R] : CoeHTCT Int R where coe := Int.cast

namespace Int

scoped notation "-[" n "+1]" => negSucc n

instance instInhabited : Inhabited Int := ⟨ofNat 0⟩

def negOfNat : Nat → Int
  | 0 => 0
  | .succ m => negSucc m

set_option bootstrap.genMatcherCode false in
@[extern "lean_int_neg"] protected def neg (n : @& Int) : Int :=
  match n with
  | ofNat n => negOfNat n
  | negSucc n => ofNat (.succ n)

@[default_instance 500] instance instNegInt : Neg Int := ⟨Int.neg⟩

/-- The integer `m - n`. -/
def subNatNat (m n : Nat) : Int :=
  match (n - m : Nat) with
  | 0 => ofNat (m - n)
  | .succ k => negSucc k

set_option bootstrap.genMatcherCode false in
@[extern "lean_int_add"] protected def add (m n : @& Int) : Int :=
  match m, n with
  | ofNat m, ofNat n => ofNat (m + n)
  | ofNat m, negSucc n => subNatNat m (.succ n)
  | negSucc m, ofNat n => subNatNat n (.succ m)
  | negSucc m, negSucc n => negSucc (.succ (m + n))

instance instAdd : Add Int := ⟨Int.add⟩

set_option bootstrap.genMatcherCode false in
@[extern "lean_int_mul"] protected def mul (m n : @& Int) : Int :=
  match m, n with
  | ofNat m, ofNat n => ofNat (m * n)
  | ofNat m, negSucc n => negOfNat (m * .succ n)
  | negSucc m, ofNat n => negOfNat (.succ m * n)
  | negSucc m, negSucc n => ofNat (.succ m * .succ n)

instance instMul : Mul Int := ⟨Int.mul⟩

@[extern "lean_int_sub"] protected def sub (m n : @& Int) : Int := m + -n

instance instSub : Sub Int := ⟨Int.sub⟩

/-! ### Order -/

inductive NonNeg : Int → Prop where
  | mk (n : Nat) : NonNeg (ofNat n)

protected def le (a b : Int) : Prop := NonNeg (b - a)
instance instLEInt : LE Int := ⟨Int.le⟩
protected def lt (a b : Int) : Prop := a + 1 ≤ b
instance instLTInt : LT Int := ⟨Int.lt⟩

/-! ### What can be decided -/

theorem ofNat_ne_negSucc {m n : Nat} (h : ofNat m = negSucc n) : False :=
  Eq.subst (motive := fun a => @Int.rec (fun _ => Prop) (fun _ => True) (fun _ => False) a) h True.intro

set_option bootstrap.genMatcherCode false in
@[extern "lean_int_dec_eq"] protected def decEq (a b : @& Int) : Decidable (a = b) :=
  match a, b with
  | ofNat a, ofNat b =>
    match Nat.decEq a b with
    | isTrue h => isTrue (congrArg ofNat h)
    | isFalse h => isFalse fun e => h (ofNat.inj e)
  | ofNat _, negSucc _ => isFalse ofNat_ne_negSucc
  | negSucc _, ofNat _ => isFalse fun e => ofNat_ne_negSucc e.symm
  | negSucc a, negSucc b =>
    match Nat.decEq a b with
    | isTrue h => isTrue (congrArg negSucc h)
    | isFalse h => isFalse fun e => h (negSucc.inj e)

instance instDecidableEq : DecidableEq Int := Int.decEq

set_option bootstrap.genMatcherCode false in
@[extern "lean_int_dec_nonneg"] def decNonneg (m : @& Int) : Decidable (NonNeg m) :=
  match m with
  | ofNat m => isTrue (.mk m)
  | negSucc _ => isFalse fun h =>
    have general (a : Int) (h : NonNeg a) : ∀ k, a ≠ negSucc k := h.rec fun _ _ => ofNat_ne_negSucc
    general _ h _ rfl

@[extern "lean_int_dec_le"] instance decLe (a b : @& Int) : Decidable (a ≤ b) := decNonneg (b - a)
@[extern "lean_int_dec_lt"] instance decLt (a b : @& Int) : Decidable (a < b) := decNonneg (b - (a + 1))

set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_abs"] def natAbs (m : @& Int) : Nat :=
  match m with
  | ofNat m => m
  | negSucc m => m + 1

/-- The number of the constructor, by which the elaborator tells constructors apart. It comes so late because the
compiler takes an integer apart with `Int.decLt` and `Int.natAbs`. -/
def ctorIdx (a : Int) : Nat :=
  match a with
  | ofNat _ => 0
  | negSucc _ => 1

/-! ### Division, powers -/

def sign : Int → Int
  | ofNat (.succ _) => 1
  | ofNat 0 => 0
  | negSucc _ => -1

def toNat : Int → Nat
  | ofNat n => n
  | negSucc _ => 0

set_option bootstrap.genMatcherCode false in
@[extern "lean_int_ediv"] def ediv : (@& Int) → (@& Int) → Int
  | ofNat m, ofNat n => ofNat (Nat.div m n)
  | ofNat m, negSucc n => -ofNat (Nat.div m (.succ n))
  | negSucc _, ofNat 0 => 0
  | negSucc m, ofNat (.succ n) => negSucc (Nat.div m (.succ n))
  | negSucc m, negSucc n => ofNat (.succ (Nat.div m (.succ n)))

set_option bootstrap.genMatcherCode false in
@[extern "lean_int_emod"] def emod : (@& Int) → (@& Int) → Int
  | ofNat m, n => ofNat (m % natAbs n)
  | negSucc m, n => subNatNat (natAbs n) (.succ (m % natAbs n))

instance instDiv : Div Int := ⟨Int.ediv⟩
instance instMod : Mod Int := ⟨Int.emod⟩

protected def pow (m : Int) : Nat → Int
  | 0 => 1
  | .succ n => Int.pow m n * m

instance instNatPow : NatPow Int := ⟨Int.pow⟩

instance instDvd : Dvd Int := ⟨fun a b => Exists fun c => b = a * c⟩

end Int

instance instMinInt : Min Int where
  min a b := ite (a ≤ b) a b
instance instMaxInt : Max Int where
  max a b := ite (a ≤ b) b a
