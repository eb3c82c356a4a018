/-
The classes behind operators, the order of the naturals as far as literals want it, machine words, characters, strings.
-/
prelude
import Init.Prelude
set_option autoImplicit false
set_option linter.all false

universe u v w

/-! ## Operator classes -/

class HAdd (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAdd : α → β → γ
class HSub (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hSub : α → β → γ
class HMul (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hMul : α → β → γ
class HDiv (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hDiv : α → β → γ
class HMod (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hMod : α → β → γ
class HPow (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hPow : α → β → γ
class HSMul (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hSMul : α → β → γ
class HAppend (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAppend : α → β → γ
class HOrElse (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hOrElse : α → (Unit → β) → γ
class HAndThen (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAndThen : α → (Unit → β) → γ
class HAnd (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAnd : α → β → γ
class HXor (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hXor : α → β → γ
class HOr (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hOr : α → β → γ
class HShiftLeft (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hShiftLeft : α → β → γ
class HShiftRight (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hShiftRight : α → β → γ

class Zero (α : Type u) where
  zero : α
class One (α : Type u) where
  one : α
class Add (α : Type u) where
  add : α → α → α
class Sub (α : Type u) where
  sub : α → α → α
class Mul (α : Type u) where
  mul : α → α → α
class Neg (α : Type u) where
  neg : α → α
class Inv (α : Type u) where
  inv : α → α
class Div (α : Type u) where
  div : α → α → α
class Mod (α : Type u) where
  mod : α → α → α
class Dvd (α : Type u) where
  dvd : α → α → Prop
class Pow (α : Type u) (β : Type v) where
  pow : α → β → α
class NatPow (α : Type u) where
  protected pow : α → Nat → α
class SMul (M : Type u) (α : Type v) where
  smul : M → α → α
class Append (α : Type u) where
  append : α → α → α
class OrElse (α : Type u) where
  orElse : α → (Unit → α) → α
class AndThen (α : Type u) where
  andThen : α → (Unit → α) → α
class AndOp (α : Type u) where
  and : α → α → α
class XorOp (α : Type u) where
  xor : α → α → α
class OrOp (α : Type u) where
  or : α → α → α
class Complement (α : Type u) where
  complement : α → α
class ShiftLeft (α : Type u) where
  shiftLeft : α → α → α
class ShiftRight (α : Type u) where
  shiftRight : α → α → α
class BEq (α : Type u) where
  beq : α → α → Bool
class Max (α : Type u) where
  max : α → α → α
class Min (α : Type u) where
  min : α → α → α
export BEq (beq)
export Max (max)
export Min (min)
class Membership (α : outParam (Type u)) (γ : Type v) where
  mem : γ → α → Prop
class EmptyCollection (α : Type u) where
  emptyCollection : α
class Insert (α : outParam (Type u)) (γ : Type v) where
  insert : α → γ → γ
class Singleton (α : outParam (Type u)) (β : Type v) where
  singleton : α → β
export Insert (insert)
export Singleton (singleton)
class Union (α : Type u) where
  union : α → α → α
class Inter (α : Type u) where
  inter : α → α → α
class SDiff (α : Type u) where
  sdiff : α → α → α
class HasSubset (α : Type u) where
  Subset : α → α → Prop
class HasSSubset (α : Type u) where
  SSubset : α → α → Prop
export HasSubset (Subset)
export HasSSubset (SSubset)
class HasEquiv (α : Sort u) where
  Equiv : α → α → Sort v

@[default_instance] instance instHAdd {α : Type u} [Add α] : HAdd α α α where
  hAdd a b := Add.add a b
@[default_instance] instance instHSub {α : Type u} [Sub α] : HSub α α α where
  hSub a b := Sub.sub a b
@[default_instance] instance instHMul {α : Type u} [Mul α] : HMul α α α where
  hMul a b := Mul.mul a b
@[default_instance] instance instHDiv {α : Type u} [Div α] : HDiv α α α where
  hDiv a b := Div.div a b
@[default_instance] instance instHMod {α : Type u} [Mod α] : HMod α α α where
  hMod a b := Mod.mod a b
@[default_instance] instance instHPow {α : Type u} {β : Type v} [Pow α β] : HPow α β α where
  hPow a b := Pow.pow a b
@[default_instance] instance instPowNat {α : Type u} [NatPow α] : Pow α Nat where
  pow x n := NatPow.pow x n
@[default_instance] instance instHSMul {α : Type u} {β : Type v} [SMul α β] : HSMul α β β where
  hSMul a b := SMul.smul a b
@[default_instance] instance instHAppendOfAppend {α : Type u} [Append α] : HAppend α α α where
  hAppend a b := Append.append a b
@[default_instance] instance instHOrElseOfOrElse {α : Type u} [OrElse α] : HOrElse α α α where
  hOrElse a b := OrElse.orElse a b
@[default_instance] instance instHAndThenOfAndThen {α : Type u} [AndThen α] : HAndThen α α α where
  hAndThen a b := AndThen.andThen a b
@[default_instance] instance instHAndOfAndOp {α : Type u} [AndOp α] : HAnd α α α where
  hAnd a b := AndOp.and a b
@[default_instance] instance instHXorOfXorOp {α : Type u} [XorOp α] : HXor α α α where
  hXor a b := XorOp.xor a b
@[default_instance] instance instHOrOfOrOp {α : Type u} [OrOp α] : HOr α α α where
  hOr a b := OrOp.or a b
@[default_instance] instance instHShiftLeftOfShiftLeft {α : Type u} [ShiftLeft α] : HShiftLeft α α α where
  hShiftLeft a b := ShiftLeft.shiftLeft a b
@[default_instance] instance instHShiftRightOfShiftRight {α : Type u} [ShiftRight α] : HShiftRight α α α where
  hShiftRight a b := ShiftRight.shiftRight a b
instance instBEqOfDecidableEq {α : Type u} [DecidableEq α] : BEq α where
  beq a b := decide (Eq a b)

attribute [match_pattern] Add.add HAdd.hAdd Neg.neg Mul.mul HMul.hMul Inv.inv

instance instAddNat : Add Nat := ⟨Nat.add⟩
instance instSubNat : Sub Nat := ⟨Nat.sub⟩
instance instMulNat : Mul Nat := ⟨Nat.mul⟩
instance instNatPowNat : NatPow Nat := ⟨Nat.pow⟩

/-! ## Order of the naturals, as far as literals and `decide` want it -/

theorem Nat.zero_le : (n : Nat) → LE.le 0 n :=
  fun n => n.rec Nat.le.refl (fun _ ih => Nat.le.step ih)
theorem Nat.succ_le_succ {n m : Nat} (h : LE.le n m) : LE.le (Nat.succ n) (Nat.succ m) :=
  h.rec Nat.le.refl (fun _ ih => Nat.le.step ih)
theorem Nat.zero_lt_succ (n : Nat) : LT.lt 0 (Nat.succ n) := Nat.succ_le_succ (Nat.zero_le n)
protected theorem Nat.le_trans {n m k : Nat} (h : LE.le n m) (g : LE.le m k) : LE.le n k :=
  g.rec h (fun _ ih => Nat.le.step ih)
theorem Nat.pred_le_pred {n m : Nat} (h : LE.le n m) : LE.le (Nat.pred n) (Nat.pred m) :=
  h.rec Nat.le.refl (fun {m} _ ih =>
    m.rec (motive := fun m => LE.le (Nat.pred n) (Nat.pred m) → LE.le (Nat.pred n) m) id (fun _ _ h => Nat.le.step h) ih)
theorem Nat.le_of_succ_le_succ {n m : Nat} (h : LE.le (Nat.succ n) (Nat.succ m)) : LE.le n m := Nat.pred_le_pred h
theorem Nat.not_succ_le_zero (n : Nat) : Not (LE.le (Nat.succ n) 0) :=
  have general (m : Nat) (h : LE.le (Nat.succ n) m) : Not (Eq m 0) :=
    h.rec (fun e => Bool.false_ne_true (congrArg (fun k : Nat => Nat.beq k 0) e))
      (fun _ _ e => Bool.false_ne_true (congrArg (fun k : Nat => Nat.beq k 0) e))
  fun h => general 0 h rfl

theorem Nat.le_of_ble_eq_true : {n m : Nat} → Eq (Nat.ble n m) true → LE.le n m
  | .zero, m, _ => Nat.zero_le m
  | .succ _, .zero, h => (Bool.false_ne_true h).elim
  | .succ n, .succ m, h => Nat.succ_le_succ (Nat.le_of_ble_eq_true (n := n) (m := m) h)
theorem Nat.ble_self_eq_true : (n : Nat) → Eq (Nat.ble n n) true
  | .zero => rfl
  | .succ n => Nat.ble_self_eq_true n
theorem Nat.ble_succ_eq_true : {n m : Nat} → Eq (Nat.ble n m) true → Eq (Nat.ble n (.succ m)) true
  | .zero, _, _ => rfl
  | .succ _, .zero, h => (Bool.false_ne_true h).elim
  | .succ n, .succ m, h => Nat.ble_succ_eq_true (n := n) (m := m) h
theorem Nat.ble_eq_true_of_le {n m : Nat} (h : LE.le n m) : Eq (Nat.ble n m) true :=
  h.rec (Nat.ble_self_eq_true n) (fun _ ih => Nat.ble_succ_eq_true ih)
theorem Nat.not_le_of_not_ble_eq_true {n m : Nat} (h : Not (Eq (Nat.ble n m) true)) : Not (LE.le n m) :=
  fun g => h (Nat.ble_eq_true_of_le g)

@[extern "lean_nat_dec_le"]
instance Nat.decLe (n m : @& Nat) : Decidable (LE.le n m) :=
  match h : Nat.ble n m with
  | true => isTrue (Nat.le_of_ble_eq_true h)
  | false => isFalse (fun g => Bool.false_ne_true (h.symm.trans (Nat.ble_eq_true_of_le g)))

@[extern "lean_nat_dec_lt"]
instance Nat.decLt (n m : @& Nat) : Decidable (LT.lt n m) := Nat.decLe (Nat.succ n) m

/-! ## Machine words, characters and strings: the types only, for the compiled code that syntax is made with -/

@[pp_using_anonymous_constructor] structure Fin (n : Nat) where
  mk ::
  val : Nat
  isLt : LT.lt val n

structure BitVec (w : Nat) where
  ofFin ::
  toFin : Fin (HPow.hPow 2 w)

structure UInt8 where
  ofBitVec ::
  toBitVec : BitVec 8
structure UInt16 where
  ofBitVec ::
  toBitVec : BitVec 16
structure UInt32 where
  ofBitVec ::
  toBitVec : BitVec 32
structure UInt64 where
  ofBitVec ::
  toBitVec : BitVec 64
structure USize where
  ofBitVec ::
  toBitVec : BitVec 64

theorem Nat.pow_two_pos (w : Nat) : LT.lt 0 (HPow.hPow 2 w) :=
  w.rec Nat.le.refl (fun n ih =>
    (HPow.hPow 2 n : Nat).rec (motive := fun x => LT.lt 0 x → LT.lt 0 (Nat.mul x 2)) (fun h => h)
      (fun x _ _ => Nat.zero_lt_succ _) ih)
instance {w : Nat} : Inhabited (BitVec w) := ⟨⟨⟨0, Nat.pow_two_pos w⟩⟩⟩
instance : Inhabited UInt8 := ⟨⟨default⟩⟩
instance : Inhabited UInt32 := ⟨⟨default⟩⟩
instance : Inhabited UInt64 := ⟨⟨default⟩⟩

abbrev Nat.isValidChar (n : Nat) : Prop := Or (LT.lt n 0xd800) (And (LT.lt 0xdfff n) (LT.lt n 0x110000))

structure Char where
  val : UInt32
  valid : Nat.isValidChar val.toBitVec.toFin.val

def Char.ofNatAux (n : Nat) (h : Nat.isValidChar n) : Char :=
  have bound : LT.lt n 4294967296 := h.elim
    (fun h => Nat.le_trans h (Nat.le_of_ble_eq_true rfl))
    (fun h => Nat.le_trans h.right (Nat.le_of_ble_eq_true rfl))
  ⟨⟨⟨⟨n, bound⟩⟩⟩, h⟩

/-- The character with a given code, or the character with code 0 if there is none: string literals are made of it. -/
@[noinline, match_pattern] def Char.ofNat (n : Nat) : Char :=
  dite (LT.lt n 0xd800) (fun h => Char.ofNatAux n (Or.inl h)) fun _ =>
    dite (LT.lt 0xdfff n)
      (fun h => dite (LT.lt n 0x110000) (fun g => Char.ofNatAux n (Or.inr ⟨h, g⟩)) fun _ =>
        Char.ofNatAux 0 (Or.inl (Nat.le_of_ble_eq_true rfl)))
      (fun _ => Char.ofNatAux 0 (Or.inl (Nat.le_of_ble_eq_true rfl)))

/-- Lean keeps the UTF-8 bytes here; a list of characters says the same to a theorem. -/
structure String where
  ofList ::
  toList : List Char

instance : Inhabited String := ⟨⟨.nil⟩⟩

structure NonScalar where
  val : Nat
structure PNonScalar : Type u where
  val : Nat

@[inline] unsafe def unsafeCast {α : Sort u} {β : Sort v} (a : α) : β :=
  PLift.down (ULift.down.{max u v} (cast lcProof (ULift.up.{max u v} (PLift.up a))))
