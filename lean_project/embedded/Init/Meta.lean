/-
What syntax and macros are made of: names, parser descriptions, syntax trees, the macro monad, coercions.

Compiled Lean builds and reads values of these types, so each has Lean's constructors and fields in Lean's order; the
functions over them are not written again here but bound to the compiled ones of the same name (an `opaque` marked
`extern` is looked up in the shared library by its mangled name). Nothing here can be used in a proof: no lemma is
stated about any of it.
-/
prelude
import Init.Classes
set_option autoImplicit false
set_option linter.all false
set_option bootstrap.inductiveCheckResultingUniverse false

universe u v w

/-! ## Words and strings, as far as names are hashed and compared -/

class Hashable (α : Sort u) where
  hash : α → UInt64

export Hashable (hash)

@[extern "lean_uint64_of_nat"] opaque UInt64.ofNat (n : @& Nat) : UInt64
@[extern "lean_uint64_mix_hash"] opaque mixHash (u₁ u₂ : UInt64) : UInt64
@[extern "lean_string_hash"] protected opaque String.hash (s : @& String) : UInt64
instance : Hashable String := ⟨String.hash⟩
@[extern "lean_string_utf8_byte_size"] opaque String.utf8ByteSize (s : @& String) : Nat
@[extern "lean_string_append"] opaque String.append (s : String) (t : @& String) : String
instance : Append String := ⟨String.append⟩

structure String.Pos.Raw where
  byteIdx : Nat

structure Substring.Raw where
  str : String
  startPos : String.Pos.Raw
  stopPos : String.Pos.Raw

instance : Inhabited Substring.Raw := ⟨⟨default, ⟨0⟩, ⟨0⟩⟩⟩
@[extern "l_String_toRawSubstring_x27"] opaque String.toRawSubstring' (s : String) : Substring.Raw

/-! ## Arrays -/

@[extern "lean_mk_empty_array"] def Array.empty {α : Type u} : Array α := ⟨.nil⟩
@[extern "lean_mk_empty_array_with_capacity"] def Array.mkEmpty {α : Type u} (c : @& Nat) : Array α := ⟨.nil⟩
@[extern "lean_array_push"] opaque Array.push {α : Type u} (a : Array α) (v : α) : Array α
@[extern "lean_array_get_size"] opaque Array.size {α : Type u} (a : @& Array α) : Nat
@[extern "lean_array_get"] opaque Array.get!Internal {α : Type u} [Inhabited α] (a : @& Array α) (i : @& Nat) : α := default
@[extern "lean_array_get_borrowed"] unsafe opaque Array.get!InternalBorrowed {α : Type u} [Inhabited α] (a : @& Array α) (i : @& Nat) : α
@[extern "l_Array_append"] opaque Array.append {α : Type u} (as bs : Array α) : Array α
@[extern "l_Array_extract"] opaque Array.extract {α : Type u} (as : Array α) (start stop : Nat) : Array α
instance {α : Type u} : Append (Array α) := ⟨Array.append⟩
instance {α : Type u} : EmptyCollection (Array α) := ⟨Array.empty⟩
abbrev Array.mkArray0 {α : Type u} : Array α := Array.mkEmpty 0
def Array.mkArray1 {α : Type u} (a₁ : α) : Array α := (mkEmpty 1).push a₁
def Array.mkArray2 {α : Type u} (a₁ a₂ : α) : Array α := (mkArray1 a₁).push a₂
def Array.mkArray3 {α : Type u} (a₁ a₂ a₃ : α) : Array α := (mkArray2 a₁ a₂).push a₃
def Array.mkArray4 {α : Type u} (a₁ a₂ a₃ a₄ : α) : Array α := (mkArray3 a₁ a₂ a₃).push a₄
def Array.mkArray5 {α : Type u} (a₁ a₂ a₃ a₄ a₅ : α) : Array α := (mkArray4 a₁ a₂ a₃ a₄).push a₅
def Array.mkArray6 {α : Type u} (a₁ a₂ a₃ a₄ a₅ a₆ : α) : Array α := (mkArray5 a₁ a₂ a₃ a₄ a₅).push a₆
def Array.mkArray7 {α : Type u} (a₁ a₂ a₃ a₄ a₅ a₆ a₇ : α) : Array α := (mkArray6 a₁ a₂ a₃ a₄ a₅ a₆).push a₇
def Array.mkArray8 {α : Type u} (a₁ a₂ a₃ a₄ a₅ a₆ a₇ a₈ : α) : Array α := (mkArray7 a₁ a₂ a₃ a₄ a₅ a₆ a₇).push a₈

/-! ## Names and parser descriptions -/

namespace Lean

inductive Name where
  | anonymous : Name
  | str (pre : Name) (str : String)
  | num (pre : Name) (i : Nat)
with
  @[computed_field] hash : Name → UInt64
    | .anonymous => UInt64.ofNat 1723
    | .str p s => mixHash p.hash s.hash
    | .num p v => mixHash p.hash (UInt64.ofNat v)

instance : Inhabited Name := ⟨Name.anonymous⟩
instance : Hashable Name := ⟨Name.hash⟩
abbrev Name.mkStr (p : Name) (s : String) : Name := Name.str p s
abbrev Name.mkNum (p : Name) (v : Nat) : Name := Name.num p v
abbrev Name.mkSimple (s : String) : Name := Name.str .anonymous s
abbrev mkNameSimple := @Name.mkSimple
abbrev Name.mkStr1 (s₁ : String) : Name := .str .anonymous s₁
abbrev Name.mkStr2 (s₁ s₂ : String) : Name := .str (mkStr1 s₁) s₂
abbrev Name.mkStr3 (s₁ s₂ s₃ : String) : Name := .str (mkStr2 s₁ s₂) s₃
abbrev Name.mkStr4 (s₁ s₂ s₃ s₄ : String) : Name := .str (mkStr3 s₁ s₂ s₃) s₄
abbrev Name.mkStr5 (s₁ s₂ s₃ s₄ s₅ : String) : Name := .str (mkStr4 s₁ s₂ s₃ s₄) s₅
abbrev Name.mkStr6 (s₁ s₂ s₃ s₄ s₅ s₆ : String) : Name := .str (mkStr5 s₁ s₂ s₃ s₄ s₅) s₆
abbrev Name.mkStr7 (s₁ s₂ s₃ s₄ s₅ s₆ s₇ : String) : Name := .str (mkStr6 s₁ s₂ s₃ s₄ s₅ s₆) s₇
abbrev Name.mkStr8 (s₁ s₂ s₃ s₄ s₅ s₆ s₇ s₈ : String) : Name := .str (mkStr7 s₁ s₂ s₃ s₄ s₅ s₆ s₇) s₈
@[extern "lean_name_eq"] opaque Name.beq (a b : @& Name) : Bool
instance : BEq Name := ⟨Name.beq⟩

inductive ParserDescr where
  | const (name : Name)
  | unary (name : Name) (p : ParserDescr)
  | binary (name : Name) (p₁ p₂ : ParserDescr)
  | node (kind : Name) (prec : Nat) (p : ParserDescr)
  | trailingNode (kind : Name) (prec lhsPrec : Nat) (p : ParserDescr)
  | symbol (val : String)
  | nonReservedSymbol (val : String) (includeIdent : Bool)
  | cat (catName : Name) (rbp : Nat)
  | parser (declName : Name)
  | nodeWithAntiquot (name : String) (kind : Name) (p : ParserDescr)
  | sepBy (p : ParserDescr) (sep : String) (psep : ParserDescr) (allowTrailingSep : Bool)
  | sepBy1 (p : ParserDescr) (sep : String) (psep : ParserDescr) (allowTrailingSep : Bool)
  | unicodeSymbol (val asciiVal : String) (preserveForPP : Bool)

instance : Inhabited ParserDescr := ⟨ParserDescr.symbol ""⟩
abbrev TrailingParserDescr := ParserDescr

/-! ## Syntax trees -/

abbrev SyntaxNodeKind := Name
abbrev SyntaxNodeKinds := List SyntaxNodeKind

inductive SourceInfo where
  | original (leading : Substring.Raw) (pos : String.Pos.Raw) (trailing : Substring.Raw) (endPos : String.Pos.Raw)
  | synthetic (pos : String.Pos.Raw) (endPos : String.Pos.Raw) (canonical : Bool := false)
  | none

instance : Inhabited SourceInfo := ⟨SourceInfo.none⟩

inductive Syntax.Preresolved where
  | namespace (ns : Name)
  | decl (n : Name) (fields : List String)

inductive Syntax where
  | missing : Syntax
  | node (info : SourceInfo) (kind : SyntaxNodeKind) (args : Array Syntax) : Syntax
  | atom (info : SourceInfo) (val : String) : Syntax
  | ident (info : SourceInfo) (rawVal : Substring.Raw) (val : Name) (preresolved : List Syntax.Preresolved) : Syntax

instance : Inhabited Syntax := ⟨Syntax.missing⟩

end Lean

@[reducible] def autoParam.{q} (α : Sort q) (tactic : Lean.Syntax) : Sort q := α

/-! ## Coercions -/

class Coe (α : semiOutParam (Sort u)) (β : Sort v) where
  coe : α → β
class CoeTC (α : Sort u) (β : Sort v) where
  coe : α → β
class CoeOut (α : Sort u) (β : semiOutParam (Sort v)) where
  coe : α → β
class CoeOTC (α : Sort u) (β : Sort v) where
  coe : α → β
class CoeHead (α : Sort u) (β : semiOutParam (Sort v)) where
  coe : α → β
class CoeHTC (α : Sort u) (β : Sort v) where
  coe : α → β
class CoeTail (α : semiOutParam (Sort u)) (β : Sort v) where
  coe : α → β
class CoeHTCT (α : Sort u) (β : Sort v) where
  coe : α → β
class CoeDep (α : Sort u) (_ : α) (β : Sort v) where
  coe : β
class CoeT (α : Sort u) (_ : α) (β : Sort v) where
  coe : β
class CoeFun (α : Sort u) (γ : outParam (α → Sort v)) where
  coe : (f : α) → γ f
class CoeSort (α : Sort u) (β : outParam (Sort v)) where
  coe : α → β
class NatCast (R : Type u) where
  protected natCast : Nat → R

attribute [coe_decl] Coe.coe CoeTC.coe CoeOut.coe CoeOTC.coe CoeHead.coe CoeHTC.coe CoeTail.coe CoeHTCT.coe
  CoeDep.coe CoeT.coe CoeFun.coe CoeSort.coe

section
variable {α : Sort u} {β : Sort v} {γ : Sort w}
instance [Coe β γ] [CoeTC α β] : CoeTC α γ where coe a := Coe.coe (CoeTC.coe a : β)
instance [Coe α β] : CoeTC α β where coe a := Coe.coe a
instance : CoeTC α α where coe a := a
instance [CoeOut α β] [CoeOTC β γ] : CoeOTC α γ where coe a := CoeOTC.coe (CoeOut.coe a : β)
instance [CoeTC α β] : CoeOTC α β where coe a := CoeTC.coe a
instance [CoeHead α β] [CoeOTC β γ] : CoeHTC α γ where coe a := CoeOTC.coe (CoeHead.coe a : β)
instance [CoeOTC α β] : CoeHTC α β where coe a := CoeOTC.coe a
instance [CoeTail β γ] [CoeHTC α β] : CoeHTCT α γ where coe a := CoeTail.coe (CoeHTC.coe a : β)
instance [CoeHTC α β] : CoeHTCT α β where coe a := CoeHTC.coe a
instance (a : α) [CoeDep α a β] : CoeT α a β where coe := CoeDep.coe a
instance (a : α) [CoeHTCT α β] : CoeT α a β where coe := CoeHTCT.coe a
end

@[coe, reducible, match_pattern] protected def Nat.cast {R : Type u} [NatCast R] : Nat → R := NatCast.natCast
instance : NatCast Nat := ⟨id⟩
instance {R : Type u} [NatCast R] : CoeTail Nat R where coe := Nat.cast
instance {R : Type u} [NatCast R] : CoeHTCT Nat R where coe := Nat.cast

theorem Bool.eq_false_of_ne_true : (b : Bool) → Not (Eq b true) → Eq b false
  | true, h => (h rfl).elim
  | false, _ => rfl

instance instDecidableEqBool : DecidableEq Bool := fun a b =>
  match a, b with
  | false, false => isTrue rfl
  | true, true => isTrue rfl
  | false, true => isFalse Bool.false_ne_true
  | true, false => isFalse (fun h => Bool.false_ne_true h.symm)

instance boolToProp : Coe Bool Prop where coe b := Eq b true
instance boolToSort : CoeSort Bool Prop where coe b := Eq b true
instance decPropToBool (p : Prop) [Decidable p] : CoeDep Prop p Bool where coe := decide p
instance {α : Sort u} {p : α → Prop} : CoeOut (Subtype p) α where coe v := v.val

@[inline] protected def Option.map {α : Type u} {β : Type v} (f : α → β) : Option α → Option β
  | some x => some (f x)
  | none => none

/-! ## Monads, as far as macros want them -/

class Functor (f : Type u → Type v) : Type (max (u+1) v) where
  map : {α β : Type u} → (α → β) → f α → f β
  mapConst : {α β : Type u} → α → f β → f α := Function.comp map (Function.const _)
class Pure (f : Type u → Type v) where
  pure : {α : Type u} → α → f α
class Bind (m : Type u → Type v) where
  bind : {α β : Type u} → m α → (α → m β) → m β
class Seq (f : Type u → Type v) where
  seq : {α β : Type u} → f (α → β) → (Unit → f α) → f β
class SeqLeft (f : Type u → Type v) where
  seqLeft : {α β : Type u} → f α → (Unit → f β) → f α
class SeqRight (f : Type u → Type v) where
  seqRight : {α β : Type u} → f α → (Unit → f β) → f β

export Pure (pure)
export Bind (bind)

class Applicative (f : Type u → Type v) extends Functor f, Pure f, Seq f, SeqLeft f, SeqRight f where
  map := fun x y => Seq.seq (pure x) fun _ => y
  seqLeft := fun a b => Seq.seq (Functor.map (Function.const _) a) b
  seqRight := fun a b => Seq.seq (Functor.map (Function.const _ id) a) b

class Monad (m : Type u → Type v) : Type (max (u+1) v) extends Applicative m, Bind m where
  map f x := bind x (Function.comp pure f)
  seq f x := bind f fun y => Functor.map y (x Unit.unit)
  seqLeft x y := bind x fun a => bind (y Unit.unit) (fun _ => pure a)
  seqRight x y := bind x fun _ => y Unit.unit

class MonadExceptOf (ε : semiOutParam (Type u)) (m : Type v → Type w) where
  throw {α : Type v} : ε → m α
  tryCatch {α : Type v} (body : m α) (handler : ε → m α) : m α

class MonadExcept (ε : outParam (Type u)) (m : Type v → Type w) where
  throw {α : Type v} : ε → m α
  tryCatch {α : Type v} : m α → (ε → m α) → m α

export MonadExcept (throw tryCatch)

instance (ε : outParam (Type u)) (m : Type v → Type w) [MonadExceptOf ε m] : MonadExcept ε m where
  throw := MonadExceptOf.throw
  tryCatch := MonadExceptOf.tryCatch

def ReaderT (ρ : Type u) (m : Type u → Type v) (α : Type u) : Type (max u v) := (a : @&ρ) → m α

inductive EStateM.Result (ε σ α : Type u) where
  | ok : α → σ → EStateM.Result ε σ α
  | error : ε → σ → EStateM.Result ε σ α

def EStateM (ε σ α : Type u) := σ → EStateM.Result ε σ α

section
variable {ε σ ρ : Type u} {m : Type u → Type v}

@[always_inline, inline] protected def EStateM.bind {α β : Type u} (x : EStateM ε σ α) (f : α → EStateM ε σ β) :
    EStateM ε σ β := fun s =>
  match x s with
  | .ok a s => f a s
  | .error e s => .error e s

instance : Monad (EStateM ε σ) where
  pure a := fun s => .ok a s
  bind := EStateM.bind

instance : MonadExceptOf ε (EStateM ε σ) where
  throw e := fun s => .error e s
  tryCatch x h := fun s =>
    match x s with
    | .error e s => h e s
    | .ok a s => .ok a s

instance {α : Type u} [Inhabited ε] : Inhabited (EStateM ε σ α) := ⟨fun s => .error default s⟩

instance [Monad m] : Monad (ReaderT ρ m) where
  pure a := fun _ => pure a
  bind x f := fun r => bind (x r) fun a => f a r

instance {α : Type u} [Inhabited (m α)] : Inhabited (ReaderT ρ m α) := ⟨fun _ => default⟩

instance {ε' : Type w} [MonadExceptOf ε' m] : MonadExceptOf ε' (ReaderT ρ m) where
  throw e := fun _ => MonadExceptOf.throw e
  tryCatch x h := fun r => MonadExceptOf.tryCatch (x r) (fun e => h e r)
end

/-! ## Quotations and macros -/

namespace Lean

structure TSyntax (ks : SyntaxNodeKinds) where
  raw : Syntax

instance {ks : SyntaxNodeKinds} : Inhabited (TSyntax ks) := ⟨⟨default⟩⟩

abbrev TSyntaxArray (ks : SyntaxNodeKinds) := Array (TSyntax ks)

@[inline] unsafe def TSyntaxArray.mkImpl {ks : SyntaxNodeKinds} (a : Array Syntax) : TSyntaxArray ks := unsafeCast a
@[implemented_by TSyntaxArray.mkImpl] opaque TSyntaxArray.mk {ks : SyntaxNodeKinds} (a : Array Syntax) : TSyntaxArray ks
@[inline] unsafe def TSyntaxArray.rawImpl {ks : SyntaxNodeKinds} (as : TSyntaxArray ks) : Array Syntax := unsafeCast as
@[implemented_by TSyntaxArray.rawImpl] opaque TSyntaxArray.raw {ks : SyntaxNodeKinds} (as : TSyntaxArray ks) : Array Syntax

structure Syntax.SepArray (sep : String) where
  elemsAndSeps : Array Syntax

structure Syntax.TSepArray (ks : SyntaxNodeKinds) (sep : String) where
  elemsAndSeps : Array Syntax

instance {ks : SyntaxNodeKinds} {sep : String} : Inhabited (Syntax.TSepArray ks sep) := ⟨⟨default⟩⟩

abbrev choiceKind : SyntaxNodeKind := .mkSimple "choice"
abbrev nullKind : SyntaxNodeKind := .mkSimple "null"
abbrev identKind : SyntaxNodeKind := .mkSimple "ident"
abbrev numLitKind : SyntaxNodeKind := .mkSimple "num"
abbrev strLitKind : SyntaxNodeKind := .mkSimple "str"

abbrev Term := TSyntax (.cons (.mkSimple "term") .nil)
abbrev Command := TSyntax (.cons (.mkSimple "command") .nil)
abbrev Ident := TSyntax (.cons (.mkSimple "ident") .nil)
abbrev Syntax.Tactic := TSyntax (.cons (.mkSimple "tactic") .nil)
abbrev Syntax.Ident := TSyntax (.cons identKind .nil)
abbrev Syntax.NumLit := TSyntax (.cons numLitKind .nil)
abbrev Syntax.StrLit := TSyntax (.cons strLitKind .nil)
abbrev Syntax.Prec := TSyntax (.cons (.mkSimple "prec") .nil)

instance : CoeOut SyntaxNodeKind SyntaxNodeKinds where coe k := .cons k .nil
instance {ks : SyntaxNodeKinds} : CoeOut (TSyntax ks) Syntax where coe s := s.raw
instance : Coe Syntax.Ident Term where coe s := ⟨s.raw⟩
instance : Coe Syntax.NumLit Term where coe s := ⟨s.raw⟩

/-- Only its name matters: each syntax category is a constant of this type. -/
structure Parser.Category

namespace Parser.Category
def command : Category := {}
def term : Category := {}
def tactic : Category := {}
def stx : Category := {}
def prec : Category := {}
def prio : Category := {}
def level : Category := {}
def attr : Category := {}
def doElem : Category := {}
def structInstFieldDecl : Category := {}
end Parser.Category

@[extern "l_Lean_Syntax_getKind"] opaque Syntax.getKind (stx : Syntax) : SyntaxNodeKind
@[extern "l_Lean_Syntax_isOfKind"] opaque Syntax.isOfKind (stx : Syntax) (k : SyntaxNodeKind) : Bool
@[extern "l_Lean_Syntax_getArg"] opaque Syntax.getArg (stx : Syntax) (i : Nat) : Syntax
@[extern "l_Lean_Syntax_getArgs"] opaque Syntax.getArgs (stx : Syntax) : Array Syntax
@[extern "l_Lean_Syntax_getNumArgs"] opaque Syntax.getNumArgs (stx : Syntax) : Nat
@[extern "l_Lean_Syntax_getOptional_x3f"] opaque Syntax.getOptional? (stx : Syntax) : Option Syntax
@[extern "l_Lean_Syntax_getId"] opaque Syntax.getId (stx : Syntax) : Name
@[extern "l_Lean_Syntax_isNone"] opaque Syntax.isNone (stx : Syntax) : Bool
@[extern "l_Lean_Syntax_matchesNull"] opaque Syntax.matchesNull (stx : Syntax) (n : Nat) : Bool
@[extern "l_Lean_Syntax_matchesIdent"] opaque Syntax.matchesIdent (stx : Syntax) (id : Name) : Bool
@[extern "l_Lean_Syntax_matchesLit"] opaque Syntax.matchesLit (stx : Syntax) (k : SyntaxNodeKind) (val : String) : Bool
@[extern "l_Lean_mkAtom"] opaque mkAtom (val : String) : Syntax
@[extern "l_Lean_mkIdent"] opaque mkIdent (val : Name) : Ident
@[extern "l_Lean_mkNullNode"] opaque mkNullNode (args : Array Syntax := Array.empty) : Syntax
@[extern "l_Lean_Syntax_SepArray_getElems"]
opaque Syntax.SepArray.getElems {sep : String} (sa : SepArray sep) : Array Syntax
@[extern "l_Lean_Syntax_TSepArray_getElems"]
opaque Syntax.TSepArray.getElems {ks : SyntaxNodeKinds} {sep : String} (sa : TSepArray ks sep) : TSyntaxArray ks
@[extern "l_Lean_SourceInfo_fromRef"] opaque SourceInfo.fromRef (ref : Syntax) (canonical : Bool := false) : SourceInfo
@[extern "l_Lean_addMacroScope"] opaque addMacroScope (mainModule : Name) (n : Name) (scp : Nat) : Name
@[extern "l_Lean_replaceRef"] opaque replaceRef (ref : Syntax) (oldRef : Syntax) : Syntax

abbrev Syntax.node1 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ : Syntax) : Syntax :=
  .node info kind (Array.mkArray1 a₁)
abbrev Syntax.node2 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ : Syntax) : Syntax :=
  .node info kind (Array.mkArray2 a₁ a₂)
abbrev Syntax.node3 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ : Syntax) : Syntax :=
  .node info kind (Array.mkArray3 a₁ a₂ a₃)
abbrev Syntax.node4 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ : Syntax) : Syntax :=
  .node info kind (Array.mkArray4 a₁ a₂ a₃ a₄)
abbrev Syntax.node5 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ a₅ : Syntax) : Syntax :=
  .node info kind (Array.mkArray5 a₁ a₂ a₃ a₄ a₅)
abbrev Syntax.node6 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ a₅ a₆ : Syntax) : Syntax :=
  .node info kind (Array.mkArray6 a₁ a₂ a₃ a₄ a₅ a₆)
abbrev Syntax.node7 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ a₅ a₆ a₇ : Syntax) : Syntax :=
  .node info kind (Array.mkArray7 a₁ a₂ a₃ a₄ a₅ a₆ a₇)
abbrev Syntax.node8 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ a₅ a₆ a₇ a₈ : Syntax) : Syntax :=
  .node info kind (Array.mkArray8 a₁ a₂ a₃ a₄ a₅ a₆ a₇ a₈)

abbrev MacroScope := Nat

class MonadRef (m : Type → Type) where
  getRef : m Syntax
  withRef {α : Type} : Syntax → m α → m α

export MonadRef (getRef)

class MonadQuotation (m : Type → Type) extends MonadRef m where
  getCurrMacroScope : m MacroScope
  getContext : m Name
  withFreshMacroScope {α : Type} : m α → m α

export MonadQuotation (getCurrMacroScope withFreshMacroScope)

@[always_inline, inline] def withRef {m : Type → Type} [Monad m] [MonadRef m] {α : Type} (ref : Syntax) (x : m α) : m α :=
  bind getRef fun oldRef => MonadRef.withRef (replaceRef ref oldRef) x

@[always_inline, inline] def MonadRef.mkInfoFromRefPos {m : Type → Type} [Monad m] [MonadRef m] : m SourceInfo :=
  bind getRef fun ref => pure (SourceInfo.fromRef ref)

opaque Macro.MethodsRefPointed : Unit
def Macro.MethodsRef : Type := Unit

structure Macro.Context where
  methods : Macro.MethodsRef
  quotContext : Name
  currMacroScope : MacroScope
  currRecDepth : Nat
  maxRecDepth : Nat
  ref : Syntax

inductive Macro.Exception where
  | error : Syntax → String → Macro.Exception
  | unsupportedSyntax : Macro.Exception

structure Macro.State where
  macroScope : MacroScope
  expandedMacroDecls : List Name
  traceMsgs : List (Prod Name String)

abbrev MacroM := ReaderT Macro.Context (EStateM Macro.Exception Macro.State)
abbrev Macro := Syntax → MacroM Syntax

instance : Inhabited Macro.Exception := ⟨.unsupportedSyntax⟩

instance : MonadRef MacroM where
  getRef := fun ctx => pure ctx.ref
  withRef ref x := fun ctx => x { ctx with ref := ref }

abbrev Macro.Result (α : Type) := EStateM.Result Macro.Exception Macro.State α
instance : Inhabited Macro.State := ⟨⟨0, .nil, .nil⟩⟩
instance {α : Type} : Inhabited (Macro.Result α) := ⟨.error default default⟩

/- The compiled functions take the context and the state as arguments: their types are spelt out. -/
@[extern "l_Lean_Macro_withFreshMacroScope"]
opaque Macro.withFreshMacroScope {α : Type} (x : MacroM α) (ctx : Macro.Context) (s : Macro.State) : Macro.Result α
@[extern "l_Lean_Macro_throwError"]
opaque Macro.throwError {α : Type} (msg : String) (ctx : Macro.Context) (s : Macro.State) : Macro.Result α
@[extern "l_Lean_expandExplicitBinders"]
opaque expandExplicitBinders (combinatorDeclName : Name) (explicitBinders : Syntax) (body : Syntax)
    (ctx : Macro.Context) (s : Macro.State) : Macro.Result Term
@[extern "l_Lean_expandBracketedBinders"]
opaque expandBracketedBinders (combinatorDeclName : Name) (bracketedExplicitBinders : Syntax) (body : Syntax)
    (ctx : Macro.Context) (s : Macro.State) : Macro.Result Term
def Macro.throwUnsupported {α : Type} : MacroM α := throw Macro.Exception.unsupportedSyntax

instance : MonadQuotation MacroM where
  getCurrMacroScope := fun ctx => pure ctx.currMacroScope
  getContext := fun ctx => pure ctx.quotContext
  withFreshMacroScope := Macro.withFreshMacroScope

/-! ## Unexpanders: how a notation is printed again -/

abbrev PrettyPrinter.UnexpandM := ReaderT Syntax (EStateM Unit Unit)
abbrev PrettyPrinter.Unexpander := Syntax → PrettyPrinter.UnexpandM Syntax

instance : MonadRef PrettyPrinter.UnexpandM where
  getRef := fun ref => pure ref
  withRef ref x := fun _ => x ref

instance : MonadQuotation PrettyPrinter.UnexpandM where
  getCurrMacroScope := pure 0
  getContext := pure (Name.mkSimple "_fakeMod")
  withFreshMacroScope x := x

end Lean
