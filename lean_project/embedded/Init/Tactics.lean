/-
The tactics: their syntax, and macros for those that are built from others.

Lean's tactics are compiled into the shared library and found by the name of the syntax node, so declaring the syntax
with that name and that shape is all it takes for most. What is a macro in Lean is a macro here. The options of `simp`
are in `Init.Config`.
-/
prelude
import Init.Notation
set_option autoImplicit false
set_option linter.all false

namespace Lean.Parser.Tactic

/-! ## Pieces that several tactics share -/

syntax discharger := atomic(" (" patternIgnore(&"discharger" <|> &"disch")) " := " withoutPosition(tacticSeq) ")"
syntax posConfigItem := " +" noWs ident
syntax negConfigItem := " -" noWs ident
syntax valConfigItem := atomic(" (" notFollowedBy(&"discharger" <|> &"disch") ident " := ") withoutPosition(term) ")"
syntax configItem := posConfigItem <|> negConfigItem <|> valConfigItem
syntax optConfig := (colGt configItem)*

syntax locationWildcard := " *"
syntax locationType := patternIgnore(atomic("|" noWs "-") <|> "⊢")
syntax locationHyp := (ppSpace colGt (term:max <|> locationType))+
syntax location := withPosition(ppGroup(" at" (locationWildcard <|> locationHyp)))

syntax elimTarget := atomic(binderIdent " : ")? term
syntax caseArg := binderIdent (ppSpace binderIdent)*

/-! ## Introduction, closing a goal, application -/

syntax (name := intro) "intro" notFollowedBy("|") (ppSpace colGt term:max)* : tactic
syntax (name := intros) "intros" (ppSpace colGt (ident <|> hole))* : tactic
syntax (name := exact) "exact " term : tactic
syntax (name := apply) "apply " term : tactic
syntax (name := refine) "refine " term : tactic
syntax (name := refine') "refine' " term : tactic
syntax (name := assumption) "assumption" : tactic
syntax (name := contradiction) "contradiction" : tactic
syntax (name := constructor) "constructor" optConfig : tactic
syntax (name := left) "left" : tactic
syntax (name := right) "right" : tactic
syntax (name := specialize) "specialize " term : tactic
syntax (name := replace) "replace" letDecl : tactic
syntax (name := «show») "show " term : tactic
syntax (name := change) "change " term (location)? : tactic
syntax (name := symm) "symm" (location)? : tactic
syntax (name := revert) "revert" (ppSpace colGt term:max)+ : tactic
syntax (name := clear) "clear" (ppSpace colGt term:max)+ : tactic
syntax (name := subst) "subst" (ppSpace colGt term:max)+ : tactic
syntax (name := substVars) "subst_vars" : tactic
syntax (name := substEqs) "subst_eqs" : tactic
syntax (name := injection) "injection " term (" with" (ppSpace colGt (ident <|> hole))+)? : tactic
syntax (name := injections) "injections" (ppSpace colGt (ident <|> hole))* : tactic
syntax (name := rename) "rename " term " => " ident : tactic
syntax (name := renameI) "rename_i" (ppSpace colGt binderIdent)+ : tactic
syntax (name := unfold) "unfold" (ppSpace colGt ident)+ (location)? : tactic
syntax (name := delta) "delta" (ppSpace colGt ident)+ (location)? : tactic
syntax generalizeArg := atomic(ident " : ")? term:51 " = " ident
syntax (name := generalize) "generalize " generalizeArg,+ (location)? : tactic
syntax (name := decide) "decide" optConfig : tactic
syntax (name := congr) "congr" (ppSpace num)? : tactic
syntax (name := eqRefl) "eq_refl" : tactic
syntax (name := applyRfl) "apply_rfl" : tactic
syntax (name := exposeNames) "expose_names" : tactic

/-! ## Case analysis and induction -/

syntax inductionAltLHS := ppDedent(ppLine) withPosition("| " (("@"? ident) <|> hole) (colGt (ident <|> hole))*)
syntax inductionAlt := inductionAltLHS+ (" => " (hole <|> syntheticHole <|> tacticSeq))?
syntax inductionAlts := " with" (ppSpace colGt tactic)? withPosition((colGe inductionAlt)*)
syntax (name := induction) "induction " elimTarget,+ (" using " term)? (" generalizing" (ppSpace colGt term:max)+)?
  (inductionAlts)? : tactic
syntax (name := cases) "cases " elimTarget,+ (" using " term)? (inductionAlts)? : tactic
syntax (name := split) "split" (ppSpace colGt term)? (location)? : tactic

end Lean.Parser.Tactic

declare_syntax_cat rcasesPat

namespace Lean.Parser.Tactic

syntax rcasesPatMed := sepBy1(rcasesPat, " | ")
syntax rcasesPatLo := rcasesPatMed (" : " term)?
syntax (name := rcasesPat.one) ident : rcasesPat
syntax (name := rcasesPat.ignore) "_" : rcasesPat
syntax (name := rcasesPat.clear) "-" : rcasesPat
syntax (name := rcasesPat.explicit) "@" noWs rcasesPat : rcasesPat
syntax (name := rcasesPat.tuple) "⟨" rcasesPatLo,* "⟩" : rcasesPat
syntax (name := rcasesPat.paren) "(" rcasesPatLo ")" : rcasesPat

end Lean.Parser.Tactic

declare_syntax_cat rintroPat

namespace Lean.Parser.Tactic

syntax (name := rintroPat.one) rcasesPat : rintroPat
syntax (name := rintroPat.binder) "(" rintroPat+ (" : " term)? ")" : rintroPat
syntax (name := rcases) "rcases " elimTarget,* (" with " rcasesPatLo)? : tactic
syntax (name := obtain) "obtain" (ppSpace rcasesPatMed)? (" : " term)? (" := " term,+)? : tactic
syntax (name := rintro) "rintro" (ppSpace colGt rintroPat)+ (" : " term)? : tactic

/-! ## Tacticals -/

syntax (name := skip) "skip" : tactic
syntax (name := done) "done" : tactic
syntax (name := fail) "fail" (ppSpace str)? : tactic
syntax (name := failIfSuccess) "fail_if_success " tacticSeq : tactic
syntax (name := focus) "focus " tacticSeq : tactic
syntax (name := paren) "(" withoutPosition(tacticSeq) ")" : tactic
syntax (name := first) "first " withPosition((ppDedent(ppLine) colGe "| " tacticSeq)+) : tactic
syntax (name := allGoals) "all_goals " tacticSeq : tactic
syntax (name := anyGoals) "any_goals " tacticSeq : tactic
syntax (name := case) "case " sepBy1(caseArg, " | ") " => " tacticSeq : tactic
syntax (name := case') "case' " sepBy1(caseArg, " | ") " => " tacticSeq : tactic
syntax (name := rotateLeft) "rotate_left" (ppSpace num)? : tactic
syntax (name := rotateRight) "rotate_right" (ppSpace num)? : tactic
syntax (name := withReducible) "with_reducible " tacticSeq : tactic
syntax (name := withReducibleAndInstances) "with_reducible_and_instances " tacticSeq : tactic
syntax (name := withUnfoldingAll) "with_unfolding_all " tacticSeq : tactic
syntax (name := classical) "classical" ppDedent(tacticSeq) : tactic

end Lean.Parser.Tactic
namespace Lean
syntax cdotTk := unicode("· ", ". ")
syntax (name := cdot) cdotTk tacticSeqIndentGt : tactic
end Lean
namespace Lean.Parser.Tactic

macro "try " t:tacticSeq : tactic => `(tactic| first | $t | skip)
macro:1 x:tactic tk:" <;> " y:tactic:2 : tactic => `(tactic|
  focus
    $x:tactic
    all_goals $y:tactic)
syntax "repeat " tacticSeq : tactic
macro_rules | `(tactic| repeat $seq) => `(tactic| first | ($seq); repeat $seq | skip)
syntax (name := repeat') "repeat' " tacticSeq : tactic
syntax (name := repeat1') "repeat1' " tacticSeq : tactic
macro "next " args:binderIdent* arrow:" => " tac:tacticSeq : tactic => `(tactic| case _ $args* => $tac)

/-! ## Terms in tactic position -/

macro "exfalso" : tactic => `(tactic| refine False.elim ?_)
macro "nofun" : tactic => `(tactic| exact nofun)
macro "nomatch " es:term,+ : tactic => `(tactic| exact nomatch $es:term,*)
macro "infer_instance" : tactic => `(tactic| exact inferInstance)
macro "refine_lift " e:term : tactic => `(tactic| focus (refine no_implicit_lambda% $e; rotate_right))
macro "refine_lift' " e:term : tactic => `(tactic| focus (refine' no_implicit_lambda% $e; rotate_right))
macro "suffices " d:sufficesDecl : tactic => `(tactic| refine_lift suffices $d; ?_)
macro "have" c:letConfig d:letDecl : tactic => `(tactic| refine_lift have $c:letConfig $d:letDecl; ?_)
macro "let" c:letConfig d:letDecl : tactic => `(tactic| refine_lift let $c:letConfig $d:letDecl; ?_)
macro "haveI" c:letConfig d:letDecl : tactic => `(tactic| refine_lift haveI $c:letConfig $d:letDecl; ?_)
macro "letI" c:letConfig d:letDecl : tactic => `(tactic| refine_lift letI $c:letConfig $d:letDecl; ?_)
macro "and_intros" : tactic => `(tactic| repeat' refine And.intro ?_ ?_)

/-! ## Reflexivity and closing by routine -/

syntax "rfl" : tactic
macro_rules | `(tactic| rfl) => `(tactic| eq_refl)
macro_rules | `(tactic| rfl) => `(tactic| exact HEq.rfl)
macro_rules | `(tactic| rfl) => `(tactic| apply_rfl)
macro "rfl'" : tactic => `(tactic| set_option smartUnfolding false in with_unfolding_all rfl)

syntax "trivial" : tactic
macro_rules | `(tactic| trivial) => `(tactic| assumption)
macro_rules | `(tactic| trivial) => `(tactic| rfl)
macro_rules | `(tactic| trivial) => `(tactic| contradiction)
macro_rules | `(tactic| trivial) => `(tactic| decide)
macro_rules | `(tactic| trivial) => `(tactic| apply True.intro)
macro_rules | `(tactic| trivial) => `(tactic| apply And.intro <;> trivial)

macro "exists " es:term,+ : tactic => `(tactic| (refine ⟨$es,*, ?_⟩; try trivial))

/-! ## Rewriting -/

syntax rwRule := unicode("← ", "<- ")? term
syntax rwRuleSeq := " [" withoutPosition(rwRule,*,?) "]"
syntax (name := rewriteSeq) "rewrite" optConfig rwRuleSeq (location)? : tactic
syntax (name := rwSeq) "rw " optConfig rwRuleSeq (location)? : tactic
macro_rules
  | `(tactic| rw $c:optConfig [$rs,*] $[$l:location]?) =>
    `(tactic| (rewrite $c [$rs,*] $[$l]?; try (with_reducible rfl)))
syntax (name := rwa) "rwa " rwRuleSeq : tactic
syntax (name := rwaAt) "rwa " rwRuleSeq " at " term:max : tactic

/-! ## Simplification -/

syntax simpPre := "↓"
syntax simpPost := "↑"
syntax simpLemma := ppGroup((simpPre <|> simpPost)? unicode("← ", "<- ")? term)
syntax simpErase := "-" term:max
syntax simpStar := "*"
syntax (name := simp) "simp" optConfig (discharger)? (&" only")?
  (" [" withoutPosition((simpStar <|> simpErase <|> simpLemma),*,?) "]")? (location)? : tactic
syntax (name := simpAll) "simp_all" optConfig (discharger)? (&" only")?
  (" [" withoutPosition((simpStar <|> simpErase <|> simpLemma),*,?) "]")? : tactic
syntax (name := dsimp) "dsimp" optConfig (discharger)? (&" only")?
  (" [" withoutPosition((simpErase <|> simpLemma),*,?) "]")? (location)? : tactic
syntax simpArgs := " [" (simpStar <|> simpErase <|> simpLemma),*,? "]"
syntax simpaArgsRest := optConfig (discharger)? &" only "? (simpArgs)? (" using " term)?
syntax (name := simpa) "simpa" "?"? "!"? simpaArgsRest : tactic

end Lean.Parser.Tactic

/-! ## Attributes, distinction of cases, a proof by its statement -/

namespace Lean.Parser.Attr
syntax (name := simp) "simp" (Tactic.simpPre <|> Tactic.simpPost)? unicode(" ←", " <-")? (ppSpace prio)? : attr
end Lean.Parser.Attr

syntax "by_cases " (atomic(ident " : "))? term : tactic
macro_rules | `(tactic| by_cases $e) => `(tactic| by_cases h : $e)
macro_rules
  | `(tactic| by_cases $h : $e) =>
    `(tactic| open scoped Classical in refine (dite $e ?pos ?neg) <;> intro $h:ident)

namespace Lean.Parser.Tactic
syntax (name := tacDepIfThenElse)
  "if " binderIdent " : " term " then" ppSpace matchRhsTacticSeq ppDedent(ppSpace) "else " matchRhsTacticSeq : tactic
syntax (name := tacIfThenElse)
  "if " term " then" ppSpace matchRhsTacticSeq ppDedent(ppSpace) "else " matchRhsTacticSeq : tactic
macro_rules
  | `(tactic| if $h:ident : $c then $t:tacticSeq else $e:tacticSeq) => `(tactic| (by_cases $h:ident : $c; (focus ($t)); (focus ($e))))
  | `(tactic| if _ : $c then $t:tacticSeq else $e:tacticSeq) => `(tactic| (by_cases h : $c; (focus ($t)); (focus ($e))))
macro_rules
  | `(tactic| if $c then $t:tacticSeq else $e:tacticSeq) => `(tactic| (by_cases h : $c; (focus ($t)); (focus ($e))))
end Lean.Parser.Tactic

macro:max "‹" type:term "›" : term => `((by assumption : $type))
