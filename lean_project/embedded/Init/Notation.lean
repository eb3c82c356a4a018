/-
Notation: precedence arithmetic, the shorthands of `syntax`, and the operators of mathematics.

The kinds, precedences and expansions are Lean's, so that what is written here parses the same way there. The infix
operators of arithmetic and order go through `binop%` and `binrel%`, whose compiled elaborators put coercions
between `Nat` and `Int` where they belong. Macros run in the interpreter on every use, so each one is a single step.
-/
prelude
import Init.Meta
set_option autoImplicit false
set_option linter.all false

universe u v w

/-! ## Precedences, and `x*`, `x,*`, `x?`, `a <|> b` in `syntax` -/

macro "max" : prec => `(prec| 1024)
macro "arg" : prec => `(prec| 1023)
macro "lead" : prec => `(prec| 1022)
macro "min1" : prec => `(prec| 11)
macro "min" : prec => `(prec| 10)
macro "(" p:prec ")" : prec => return p
macro "default" : prio => `(prio| 1000)
macro "low" : prio => `(prio| 100)
macro "mid" : prio => `(prio| 500)
macro "high" : prio => `(prio| 10000)
macro "(" p:prio ")" : prio => return p

namespace Lean.Parser.Syntax
syntax:65 (name := addPrec) prec " + " prec:66 : prec
syntax:65 (name := subPrec) prec " - " prec:66 : prec
syntax:65 (name := addPrio) prio " + " prio:66 : prio
syntax:65 (name := subPrio) prio " - " prio:66 : prio
end Lean.Parser.Syntax

macro:1023 p:stx:1024 "*" : stx => `(stx| many($p))
macro:1023 p:stx:1024 "+" : stx => `(stx| many1($p))
macro:1023 p:stx:1024 "?" : stx => `(stx| optional($p))
macro:2 p:stx:2 " <|> " q:stx:1 : stx => `(stx| orelse($p, $q))
macro:1023 p:stx:1024 ",*" : stx => `(stx| sepBy($p, ",", ", "))
macro:1023 p:stx:1024 ",+" : stx => `(stx| sepBy1($p, ",", ", "))
macro:1023 p:stx:1024 ",*,?" : stx => `(stx| sepBy($p, ",", ", ", allowTrailingSep))
macro:1023 p:stx:1024 ",+,?" : stx => `(stx| sepBy1($p, ",", ", ", allowTrailingSep))
macro:1023 "!" p:stx:1024 : stx => `(stx| notFollowedBy($p))


/-! ## Logic and application -/

syntax (name := rawNatLit) "nat_lit " num : term
syntax:1024 (name := coeNotation) "↑" term:1024 : term
syntax:1024 (name := coeFunNotation) "⇑" term:1024 : term
syntax:1024 (name := coeSortNotation) "↥" term:1024 : term

infixr:90 " ∘ " => Function.comp
infixr:35 " × " => Prod
infixr:35 " ×' " => PProd
infixr:30 " ⊕ " => Sum
infixr:30 " ⊕' " => PSum

infixr:35 unicode(" ∧ ", " /\\ ") => And
infixr:30 unicode(" ∨ ", " \\/ ") => Or
notation:max "¬" p:40 => Not p
infix:20 " ↔ " => Iff
syntax:20 term:21 " <-> " term:21 : term
macro_rules | `($a <-> $b) => `(Iff $a $b)


syntax (name := termIfThenElse) "if " term " then" ppSpace term ppDedent(ppSpace) "else " term : term
macro_rules | `(if $c then $t else $e) => `(ite $c $t $e)

namespace Lean
syntax binderIdent := ident <|> hole
syntax unbracketedExplicitBinders := (ppSpace binderIdent)+ (" : " term)?
syntax bracketedExplicitBinders := "(" withoutPosition((binderIdent ppSpace)+ ": " term) ")"
syntax explicitBinders := (ppSpace bracketedExplicitBinders)+ <|> unbracketedExplicitBinders
end Lean

syntax (name := termDepIfThenElse)
  "if " Lean.binderIdent " : " term " then" ppSpace term ppDedent(ppSpace) "else " term : term
macro_rules
  | `(if $h:ident : $c then $t else $e) => `(dite $c (fun $h:ident => $t) (fun $h:ident => $e))
  | `(if _ : $c then $t else $e) => `(dite $c (fun _ => $t) (fun _ => $e))

syntax (name := termIfLet) "if " "let " term " := " term " then" ppSpace term ppDedent(ppSpace) "else " term : term
macro_rules | `(if let $pat := $d then $t else $e) => `(match $d:term with | $pat => $t | _ => $e)

macro "∃" xs:Lean.explicitBinders ", " b:term : term => Lean.expandExplicitBinders ``Exists xs b
macro "exists" xs:Lean.explicitBinders ", " b:term : term => Lean.expandExplicitBinders ``Exists xs b
macro "Σ" xs:Lean.explicitBinders ", " b:term : term => Lean.expandExplicitBinders ``Sigma xs b
macro "Σ'" xs:Lean.explicitBinders ", " b:term : term => Lean.expandExplicitBinders ``PSigma xs b
macro:35 xs:Lean.bracketedExplicitBinders " × " b:term:35 : term => Lean.expandBracketedBinders ``Sigma xs b
macro:35 xs:Lean.bracketedExplicitBinders " ×' " b:term:35 : term => Lean.expandBracketedBinders ``PSigma xs b

syntax "{ " withoutPosition(ident (" : " term)? " // " term) " }" : term
macro_rules
  | `({ $x:ident : $type // $p }) => `(Subtype (fun ($x:ident : $type) => $p))
  | `({ $x:ident // $p }) => `(Subtype (fun ($x:ident : _) => $p))

syntax:min term " <| " term:min : term
syntax:min term " |> " term:min1 : term
syntax:min term atomic(" $" ws) term:min : term
macro_rules
  | `($f $args* <| $a) => `($f $args* $a)
  | `($f <| $a) => `($f $a)
macro_rules
  | `($a |> $f $args*) => `($f $args* $a)
  | `($a |> $f) => `($f $a)
macro_rules
  | `($f $args* $ $a) => `($f $args* $a)
  | `($f $ $a) => `($f $a)

/-! ## Arithmetic, order, Booleans, containers -/

infixl:65 " + " => HAdd.hAdd
infixl:65 " - " => HSub.hSub
infixl:70 " * " => HMul.hMul
infixl:70 " / " => HDiv.hDiv
infixl:70 " % " => HMod.hMod
infixr:80 " ^ " => HPow.hPow
infixl:65 " ++ " => HAppend.hAppend
infixl:55 " ||| " => HOr.hOr
infixl:58 " ^^^ " => HXor.hXor
infixl:60 " &&& " => HAnd.hAnd
infixl:75 " <<< " => HShiftLeft.hShiftLeft
infixl:75 " >>> " => HShiftRight.hShiftRight
infixr:73 " • " => HSMul.hSMul
prefix:75 "-" => Neg.neg
prefix:100 "~~~" => Complement.complement
postfix:max "⁻¹" => Inv.inv

macro_rules | `($x ||| $y) => `(binop% HOr.hOr $x $y)
macro_rules | `($x ^^^ $y) => `(binop% HXor.hXor $x $y)
macro_rules | `($x &&& $y) => `(binop% HAnd.hAnd $x $y)
macro_rules | `($x + $y) => `(binop% HAdd.hAdd $x $y)
macro_rules | `($x - $y) => `(binop% HSub.hSub $x $y)
macro_rules | `($x * $y) => `(binop% HMul.hMul $x $y)
macro_rules | `($x / $y) => `(binop% HDiv.hDiv $x $y)
macro_rules | `($x % $y) => `(binop% HMod.hMod $x $y)
macro_rules | `($x ^ $y) => `(rightact% HPow.hPow $x $y)
-- What a numeral in an exponent is would else be guessed, last of all and for each afresh: 10 ms where there are many.
macro_rules | `($x ^ $y:num) => `(rightact% HPow.hPow $x ($y : Nat))
macro_rules | `($x ++ $y) => `(binop% HAppend.hAppend $x $y)
macro_rules | `($x • $y) => `(leftact% HSMul.hSMul $x $y)
macro_rules | `(-$x) => `(unop% Neg.neg $x)

@[reducible] def Ne {α : Sort u} (a b : α) : Prop := ¬ Eq a b

syntax:50 term:51 unicode(" ≤ ", " <= ") term:51 : term
syntax:50 term:51 unicode(" ≥ ", " >= ") term:51 : term
infix:50 " < " => LT.lt
infix:50 " > " => GT.gt
infix:50 " = " => Eq
infix:50 " ≠ " => Ne
infix:50 " == " => BEq.beq
infix:50 " ≍ " => HEq
infix:50 " ∣ " => Dvd.dvd
infix:50 " ≈ " => HasEquiv.Equiv
infix:50 " ⊆ " => HasSubset.Subset
infix:50 " ⊂ " => HasSSubset.SSubset
infixl:65 " ∪ " => Union.union
infixl:70 " ∩ " => Inter.inter
infix:70 " \\ " => SDiff.sdiff
notation:max "∅" => EmptyCollection.emptyCollection

macro_rules | `($x ≤ $y) => `(binrel% LE.le $x $y)
macro_rules | `($x ≥ $y) => `(binrel% GE.ge $x $y)
macro_rules | `($x < $y) => `(binrel% LT.lt $x $y)
macro_rules | `($x > $y) => `(binrel% GT.gt $x $y)
macro_rules | `($x = $y) => `(binrel% Eq $x $y)
macro_rules | `($x ≠ $y) => `(binrel% Ne $x $y)
macro_rules | `($x == $y) => `(binrel_no_prop% BEq.beq $x $y)

notation:50 a:50 " ∈ " b:50 => Membership.mem b a
notation:50 a:50 " ∉ " b:50 => ¬ (a ∈ b)

@[reducible] def bne {α : Type u} [BEq α] (a b : α) : Bool := not (a == b)
infix:50 " != " => bne
macro_rules | `($x != $y) => `(binrel_no_prop% bne $x $y)

infixl:35 " && " => and
infixl:30 " || " => or
notation:max "!" b:40 => not b

infixr:67 " :: " => List.cons
syntax "[" withoutPosition(term,*,?) "]" : term
macro_rules
  | `([]) => `(List.nil)
  | `([$a]) => `(List.cons $a List.nil)
  | `([$a, $as,*]) => `(List.cons $a [$as,*])

/-! ## Printing: how goals and messages show what has no notation of its own -/

namespace Lean.PrettyPrinter
@[app_unexpander LE.le] def unexpandLe : Unexpander
  | `($_ $a $b) => `($a ≤ $b)
  | _ => throw Unit.unit
@[app_unexpander GE.ge] def unexpandGe : Unexpander
  | `($_ $a $b) => `($a ≥ $b)
  | _ => throw Unit.unit
@[app_unexpander Exists] def unexpandExists : Unexpander
  | `($_ fun $x:ident => ∃ $xs:binderIdent*, $b) => `(∃ $x:ident $xs:binderIdent*, $b)
  | `($_ fun $x:ident => $b) => `(∃ $x:ident, $b)
  | _ => throw Unit.unit
@[app_unexpander List.nil] def unexpandListNil : Unexpander
  | `($(_)) => `([])
@[app_unexpander List.cons] def unexpandListCons : Unexpander
  | `($_ $x []) => `([$x])
  | `($_ $x [$xs,*]) => `([$x, $xs,*])
  | _ => throw Unit.unit
@[app_unexpander Prod.mk] def unexpandProdMk : Unexpander
  | `($_ $x ($y, $ys,*)) => `(($x, $y, $ys,*))
  | `($_ $x $y) => `(($x, $y))
  | _ => throw Unit.unit
@[app_unexpander ite] def unexpandIte : Unexpander
  | `($_ $c $t $e) => `(if $c then $t else $e)
  | _ => throw Unit.unit
@[app_unexpander Subtype] def unexpandSubtype : Unexpander
  | `($_ fun $x:ident => $p) => `({ $x:ident // $p })
  | _ => throw Unit.unit
end Lean.PrettyPrinter

/-! ## Bounded quantifiers: `∀ x > 0, p`, `∃ x ∈ s, p` -/

namespace Lean
declare_syntax_cat binderPred
syntax "satisfies_binder_pred% " term:max binderPred : term
syntax "∃ " binderIdent binderPred ", " term : term
syntax "∀ " binderIdent binderPred ", " term : term
macro_rules
  | `(∃ $x:ident $pred:binderPred, $p) => `(∃ $x:ident, satisfies_binder_pred% $x $pred ∧ $p)
macro_rules
  | `(∀ $x:ident $pred:binderPred, $p) => `(∀ $x:ident, satisfies_binder_pred% $x $pred → $p)
syntax " > " term : binderPred
syntax " ≥ " term : binderPred
syntax " < " term : binderPred
syntax " ≤ " term : binderPred
syntax " ≠ " term : binderPred
syntax " ∈ " term : binderPred
syntax " ∉ " term : binderPred
macro_rules
  | `(satisfies_binder_pred% $x > $y) => `($x > $y)
  | `(satisfies_binder_pred% $x ≥ $y) => `($x ≥ $y)
  | `(satisfies_binder_pred% $x < $y) => `($x < $y)
  | `(satisfies_binder_pred% $x ≤ $y) => `($x ≤ $y)
  | `(satisfies_binder_pred% $x ≠ $y) => `($x ≠ $y)
  | `(satisfies_binder_pred% $x ∈ $y) => `($x ∈ $y)
  | `(satisfies_binder_pred% $x ∉ $y) => `($x ∉ $y)
end Lean

/-! ## Calculations -/

namespace Lean
syntax calcFirstStep := ppIndent(colGe term (" := " term)?)
syntax calcStep := ppIndent(colGe term " := " term)
syntax calcSteps := ppLine withPosition(calcFirstStep) withPosition((ppLine linebreak calcStep)*)
syntax (name := calc) "calc" calcSteps : term
syntax (name := calcTactic) "calc" calcSteps : tactic
end Lean
