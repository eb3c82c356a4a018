/-
Constructors are injective: `C.inj` and the simp lemma `C.injEq` for the types that were declared before equality.

Later inductive types get theirs from the `inductive` command, which needs `Eq.propIntro` and the helper below.
-/
prelude
import Init.PropLemmas

theorem Eq.propIntro {a b : Prop} (h₁ : a → b) (h₂ : b → a) : a = b := propext ⟨h₁, h₂⟩
theorem Lean.injEq_helper {P Q R : Prop} (h : P → Q → R) : P ∧ Q → R := fun ⟨p, q⟩ => h p q

abbrev Eq.ndrec_symm.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : b = a) :
    motive b :=
  h.symm.ndrec m
abbrev HEq.homo_ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : HEq a b) :
    motive b :=
  (eq_of_heq h).ndrec m
abbrev HEq.homo_ndrec_symm.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α}
    (h : HEq b a) : motive b :=
  (eq_of_heq h).symm.ndrec m
theorem noConfusion_of_Nat.{u} {α : Sort u} (f : α → Nat) {a b : α} (h : a = b) :
    @Bool.rec (fun _ => Prop) False True ((f a).beq (f b)) :=
  h ▸ (Nat.beq_self (f a)).symm ▸ trivial

gen_injective_theorems% Prod
gen_injective_theorems% PProd
gen_injective_theorems% MProd
gen_injective_theorems% Sum
gen_injective_theorems% PSum
gen_injective_theorems% Sigma
gen_injective_theorems% PSigma
gen_injective_theorems% Subtype
gen_injective_theorems% Fin
gen_injective_theorems% PLift
gen_injective_theorems% ULift
gen_injective_theorems% Nat
gen_injective_theorems% List
gen_injective_theorems% Option
gen_injective_theorems% Except
