/-
Logic: equality, the connectives, quantifiers, decidability, classical reasoning, function extensionality.

First come the lemmas that compiled tactics build their proofs with (`of_eq_true`, `forall_congr`, `ite_congr`, ...), then
the ordinary ones, by connective. Only `Classical.*` and what is marked so depends on `Classical.choice`.
-/
prelude
import Init.Tactics
set_option autoImplicit false
set_option linter.all false

universe u v w

theorem trivial : True := ⟨⟩
theorem mt {a b : Prop} (h₁ : a → b) (h₂ : ¬b) : ¬a := fun ha => h₂ (h₁ ha)
theorem not_false : ¬False := id
theorem not_not_intro {p : Prop} (h : p) : ¬(¬p) := fun hn => hn h
axiom propext {a b : Prop} : (a ↔ b) → a = b

theorem Eq.propIntro {a b : Prop} (h₁ : a → b) (h₂ : b → a) : a = b := propext ⟨h₁, h₂⟩

theorem Lean.injEq_helper {P Q R : Prop} (h : P → Q → R) : P ∧ Q → R := fun g => h g.left g.right

abbrev Eq.ndrec_symm.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : b = a) : motive b :=
  h.symm.ndrec m
abbrev HEq.homo_ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : HEq a b) : motive b :=
  (eq_of_heq h).ndrec m
theorem HEq.symm {α β : Sort u} {a : α} {b : β} (h : HEq a b) : HEq b a := h.rec (HEq.refl a)
abbrev HEq.homo_ndrec_symm.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : HEq b a) : motive b :=
  h.symm.homo_ndrec m

/- From here on `inductive` and `structure` prove that constructors are injective; the earlier types catch up. -/
gen_injective_theorems% Prod
gen_injective_theorems% PProd
gen_injective_theorems% MProd
gen_injective_theorems% Sigma
gen_injective_theorems% PSigma
gen_injective_theorems% Subtype
gen_injective_theorems% Fin
gen_injective_theorems% Sum
gen_injective_theorems% PSum
gen_injective_theorems% Nat
gen_injective_theorems% Option
gen_injective_theorems% List
gen_injective_theorems% Except

/-! ## Equality -/

attribute [symm] Eq.symm
@[macro_inline] def Eq.mp {α β : Sort u} (h : α = β) (a : α) : β := h ▸ a
@[macro_inline] def Eq.mpr {α β : Sort u} (h : α = β) (b : β) : α := h ▸ b
theorem Eq.substr {α : Sort u} {p : α → Prop} {a b : α} (h₁ : b = a) : p a → p b := h₁ ▸ id
theorem cast_eq {α : Sort u} (h : α = α) (a : α) : cast h a = a := rfl
theorem Eq.mpr_prop {p q : Prop} (h₁ : p = q) (h₂ : q) : p := h₁ ▸ h₂
theorem Eq.mpr_not {p q : Prop} (h₁ : p = q) (h₂ : ¬q) : ¬p := h₁ ▸ h₂
theorem congrFun' {α : Sort u} {β : Sort v} {f g : α → β} (h : f = g) (a : α) : f a = g a := h ▸ rfl
theorem eqRec_heq {α : Sort u} {φ : α → Sort v} {a a' : α} : (h : a = a') → (p : φ a) → HEq (Eq.recOn (motive := fun x _ => φ x) h p) p
  | rfl, p => HEq.refl p
theorem cast_heq {α β : Sort u} : (h : α = β) → (a : α) → HEq (cast h a) a
  | rfl, a => HEq.refl a
theorem eq_of_cast_heq {α β : Sort u} (h : α = β) {a : α} {b : β} (g : cast h a = b) : HEq a b := by
  subst h; exact heq_of_eq g
theorem HEq.subst {α β : Sort u} {p : (T : Sort u) → T → Prop} {a : α} {b : β} (h₁ : HEq a b) (h₂ : p α a) : p β b :=
  h₁.rec h₂
theorem HEq.trans {α β φ : Sort u} {a : α} {b : β} {c : φ} (h₁ : HEq a b) (h₂ : HEq b c) : HEq a c := h₂.subst h₁
theorem heq_of_heq_of_eq {α β : Sort u} {a : α} {b b' : β} (h₁ : HEq a b) (h₂ : b = b') : HEq a b' := h₂ ▸ h₁
theorem heq_of_eq_of_heq {α β : Sort u} {a a' : α} {b : β} (h₁ : a = a') (h₂ : HEq a' b) : HEq a b := h₁ ▸ h₂
theorem type_eq_of_heq {α β : Sort u} {a : α} {b : β} (h : HEq a b) : α = β := h.rec rfl
abbrev HEq.ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : {β : Sort u2} → β → Sort u1} (m : motive a)
    {β : Sort u2} {b : β} (h : HEq a b) : motive b := h.rec m
theorem heq_self_eq_true {α : Sort u} (a : α) : HEq a a = True := propext ⟨fun _ => trivial, fun _ => HEq.rfl⟩
theorem proof_irrel {a : Prop} (h₁ h₂ : a) : h₁ = h₂ := rfl
theorem proof_irrel_heq {p q : Prop} (hp : p) (hq : q) : HEq hp hq := by
  have h : p = q := propext ⟨fun _ => hq, fun _ => hp⟩
  subst h
  exact HEq.refl hp

/-! ## Disequality -/

@[symm] theorem Ne.symm {α : Sort u} {a b : α} (h : a ≠ b) : b ≠ a := fun e => h e.symm
theorem Ne.intro {α : Sort u} {a b : α} (h : a = b → False) : a ≠ b := h
theorem Ne.elim {α : Sort u} {a b : α} (h : a ≠ b) : a = b → False := h
theorem Ne.irrefl {α : Sort u} {a : α} (h : a ≠ a) : False := h rfl
theorem ne_comm {α : Sort u} {a b : α} : a ≠ b ↔ b ≠ a := ⟨Ne.symm, Ne.symm⟩
theorem false_of_ne {α : Sort u} {a : α} : a ≠ a → False := Ne.irrefl
theorem ne_of_eq_of_ne {α : Sort u} {a b c : α} (h₁ : a = b) (h₂ : b ≠ c) : a ≠ c := h₁.symm ▸ h₂
theorem ne_of_ne_of_eq {α : Sort u} {a b c : α} (h₁ : a ≠ b) (h₂ : b = c) : a ≠ c := h₂ ▸ h₁
theorem ne_false_of_self {p : Prop} (h : p) : p ≠ False := fun e => e ▸ h
theorem ne_true_of_not {p : Prop} (h : ¬p) : p ≠ True := fun e => h (e ▸ trivial)
theorem true_ne_false : ¬True = False := ne_false_of_self trivial
theorem false_ne_true : False ≠ True := fun h => h.symm ▸ trivial
theorem ne_of_apply_ne {α : Sort u} {β : Sort v} (f : α → β) {x y : α} (h : f x ≠ f y) : x ≠ y :=
  fun e => h (congrArg f e)

/-! ## Equivalence -/

@[refl] theorem Iff.refl (a : Prop) : a ↔ a := ⟨id, id⟩
protected theorem Iff.rfl {a : Prop} : a ↔ a := Iff.refl a
theorem Iff.of_eq {a b : Prop} (h : a = b) : a ↔ b := h ▸ Iff.rfl
theorem Iff.trans {a b c : Prop} (h₁ : a ↔ b) (h₂ : b ↔ c) : a ↔ c := ⟨fun ha => h₂.mp (h₁.mp ha), fun hc => h₁.mpr (h₂.mpr hc)⟩
@[symm] theorem Iff.symm {a b : Prop} (h : a ↔ b) : b ↔ a := ⟨h.mpr, h.mp⟩
theorem Iff.comm {a b : Prop} : (a ↔ b) ↔ (b ↔ a) := ⟨Iff.symm, Iff.symm⟩
theorem iff_comm {a b : Prop} : (a ↔ b) ↔ (b ↔ a) := Iff.comm
theorem iff_of_eq {a b : Prop} (h : a = b) : a ↔ b := Iff.of_eq h
def Iff.elim {a b : Prop} {c : Sort u} (f : (a → b) → (b → a) → c) (h : a ↔ b) : c := f h.mp h.mpr
theorem iff_def {a b : Prop} : (a ↔ b) ↔ (a → b) ∧ (b → a) := ⟨fun h => ⟨h.mp, h.mpr⟩, fun h => ⟨h.left, h.right⟩⟩
theorem iff_def' {a b : Prop} : (a ↔ b) ↔ (b → a) ∧ (a → b) := ⟨fun h => ⟨h.mpr, h.mp⟩, fun h => ⟨h.right, h.left⟩⟩
theorem iff_of_true {a b : Prop} (ha : a) (hb : b) : a ↔ b := ⟨fun _ => hb, fun _ => ha⟩
theorem iff_of_false {a b : Prop} (ha : ¬a) (hb : ¬b) : a ↔ b := ⟨fun h => (ha h).elim, fun h => (hb h).elim⟩
theorem iff_true_left {a b : Prop} (ha : a) : (a ↔ b) ↔ b := ⟨fun h => h.mp ha, iff_of_true ha⟩
theorem iff_true_right {a b : Prop} (ha : a) : (b ↔ a) ↔ b := ⟨fun h => h.mpr ha, fun hb => iff_of_true hb ha⟩
theorem iff_false_left {a b : Prop} (ha : ¬a) : (a ↔ b) ↔ ¬b := ⟨fun h hb => ha (h.mpr hb), iff_of_false ha⟩
theorem iff_false_right {a b : Prop} (ha : ¬a) : (b ↔ a) ↔ ¬b := ⟨fun h hb => ha (h.mp hb), fun hb => iff_of_false hb ha⟩
theorem iff_true_intro {a : Prop} (h : a) : a ↔ True := iff_of_true h trivial
theorem iff_false_intro {a : Prop} (h : ¬a) : a ↔ False := iff_of_false h id
theorem of_iff_true {a : Prop} (h : a ↔ True) : a := h.mpr trivial
theorem not_of_iff_false {a : Prop} (h : a ↔ False) : ¬a := h.mp
theorem not_congr {a b : Prop} (h : a ↔ b) : ¬a ↔ ¬b := ⟨mt h.mpr, mt h.mp⟩
theorem iff_congr {a b c d : Prop} (h₁ : a ↔ c) (h₂ : b ↔ d) : (a ↔ b) ↔ (c ↔ d) :=
  ⟨fun h => h₁.symm.trans (h.trans h₂), fun h => h₁.trans (h.trans h₂.symm)⟩
theorem iff_not_self {a : Prop} : ¬(a ↔ ¬a) := fun h =>
  have hn : ¬a := fun ha => h.mp ha ha
  hn (h.mpr hn)
theorem not_iff_self {a : Prop} : ¬(¬a ↔ a) := fun h => iff_not_self h.symm

/-! ## What `simp` builds its proofs with -/

theorem eq_self {α : Sort u} (a : α) : (a = a) = True := propext ⟨fun _ => trivial, fun _ => rfl⟩
theorem of_eq_true {p : Prop} (h : p = True) : p := h ▸ trivial
theorem of_eq_false {p : Prop} (h : p = False) : ¬p := fun hp => h ▸ hp
theorem eq_true {p : Prop} (h : p) : p = True := propext (iff_true_intro h)
theorem eq_false {p : Prop} (h : ¬p) : p = False := propext (iff_false_intro h)
theorem eq_false' {p : Prop} (h : p → False) : p = False := eq_false h
theorem eq_true_of_decide {p : Prop} [inst : Decidable p] (h : decide p = true) : p = True :=
  match inst with
  | isTrue hp => eq_true hp
  | isFalse _ => (Bool.false_ne_true h).elim
theorem eq_false_of_decide {p : Prop} [inst : Decidable p] (h : decide p = false) : p = False :=
  match inst with
  | isFalse hp => eq_false hp
  | isTrue _ => (Bool.false_ne_true h.symm).elim
theorem implies_congr {p₁ p₂ : Sort u} {q₁ q₂ : Sort v} (h₁ : p₁ = p₂) (h₂ : q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) :=
  h₁ ▸ h₂ ▸ rfl
theorem implies_dep_congr_ctx {p₁ p₂ q₁ : Prop} (h₁ : p₁ = p₂) {q₂ : p₂ → Prop} (h₂ : (h : p₂) → q₁ = q₂ h) :
    (p₁ → q₁) = ((h : p₂) → q₂ h) :=
  propext ⟨fun f h => h₂ h ▸ f (h₁ ▸ h), fun f h => (h₂ (h₁ ▸ h)).symm ▸ f (h₁ ▸ h)⟩
theorem implies_congr_ctx {p₁ p₂ q₁ q₂ : Prop} (h₁ : p₁ = p₂) (h₂ : p₂ → q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) :=
  implies_dep_congr_ctx h₁ h₂
theorem forall_congr {α : Sort u} {p q : α → Prop} (h : ∀ a, p a = q a) : (∀ a, p a) = (∀ a, q a) :=
  propext ⟨fun f a => h a ▸ f a, fun f a => (h a).symm ▸ f a⟩
theorem forall_prop_domain_congr {p₁ p₂ : Prop} {q₁ : p₁ → Prop} {q₂ : p₂ → Prop} (h₁ : p₁ = p₂)
    (h₂ : ∀ a : p₂, q₁ (h₁.substr (p := fun x : Prop => x) a) = q₂ a) : (∀ a : p₁, q₁ a) = (∀ a : p₂, q₂ a) := by
  subst h₁
  exact forall_congr h₂
theorem forall_prop_congr_dom {p₁ p₂ : Prop} (h : p₁ = p₂) (q : p₁ → Prop) : (∀ a : p₁, q a) = (∀ a : p₂, q (h.substr (p := fun x : Prop => x) a)) :=
  h ▸ rfl
theorem pi_congr {α : Sort u} {β β' : α → Sort v} (h : ∀ a, β a = β' a) : (∀ a, β a) = ∀ a, β' a := by
  have e : β = β' := Quot.sound (r := fun f g : α → Sort v => ∀ a, f a = g a) h
      |> congrArg (fun (q : Quot _) => fun a => Quot.lift (fun f => f a) (fun _ _ g => g a) q)
  exact e ▸ rfl
theorem let_congr {α : Sort u} {β : Sort v} {a a' : α} {b b' : α → β} (h₁ : a = a') (h₂ : ∀ x, b x = b' x) :
    (let x := a; b x) = (let x := a'; b' x) := h₁ ▸ h₂ a
theorem let_val_congr {α : Sort u} {β : Sort v} {a a' : α} (b : α → β) (h : a = a') : (let x := a; b x) = (let x := a'; b x) :=
  h ▸ rfl
theorem let_body_congr {α : Sort u} {β : α → Sort v} {b b' : (a : α) → β a} (a : α) (h : ∀ x, b x = b' x) :
    (let x := a; b x) = (let x := a; b' x) := h a

theorem funext {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : ∀ x, f x = g x) : f = g :=
  have e := Quot.sound (r := fun f g : (x : α) → β x => ∀ x, f x = g x) h
  congrArg (fun (q : Quot _) => fun x => Quot.lift (fun f => f x) (fun _ _ g => g x) q) e

macro "funext" xs:(ppSpace colGt term:max)+ : tactic => `(tactic| (apply funext; intro $xs:term*))

/-! ## Decidability -/

theorem of_decide_eq_true {p : Prop} [inst : Decidable p] : decide p = true → p :=
  match inst with
  | isTrue h => fun _ => h
  | isFalse _ => fun h => (Bool.false_ne_true h).elim
theorem of_decide_eq_false {p : Prop} [inst : Decidable p] : decide p = false → ¬p :=
  match inst with
  | isTrue _ => fun h => (Bool.false_ne_true h.symm).elim
  | isFalse h => fun _ => h
theorem decide_eq_true {p : Prop} [inst : Decidable p] : p → decide p = true :=
  match inst with
  | isTrue _ => fun _ => rfl
  | isFalse h => fun g => (h g).elim
theorem decide_eq_false {p : Prop} [inst : Decidable p] : ¬p → decide p = false :=
  match inst with
  | isTrue h => fun g => (g h).elim
  | isFalse _ => fun _ => rfl
theorem decide_eq_true_eq {p : Prop} [Decidable p] : (decide p = true) = p := propext ⟨of_decide_eq_true, decide_eq_true⟩
theorem decide_eq_false_iff_not {p : Prop} {_ : Decidable p} : (decide p = false) ↔ ¬p := ⟨of_decide_eq_false, decide_eq_false⟩
theorem of_decide_eq_self_eq_true {α : Type u} [inst : DecidableEq α] (a : α) : decide (a = a) = true := decide_eq_true rfl
theorem Bool.of_not_eq_true : {b : Bool} → ¬(b = true) → b = false
  | true, h => absurd rfl h
  | false, _ => rfl
theorem Bool.of_not_eq_false : {b : Bool} → ¬(b = false) → b = true
  | true, _ => rfl
  | false, h => absurd rfl h
theorem eq_false_of_ne_true : {b : Bool} → ¬(b = true) → b = false := Bool.of_not_eq_true
theorem eq_true_of_ne_false : {b : Bool} → ¬(b = false) → b = true := Bool.of_not_eq_false
theorem ne_false_of_eq_true : {b : Bool} → b = true → ¬(b = false)
  | true, _ => fun h => Bool.false_ne_true h.symm
  | false, h => (Bool.false_ne_true h).elim
theorem ne_true_of_eq_false : {b : Bool} → b = false → ¬(b = true)
  | true, h => (Bool.false_ne_true h.symm).elim
  | false, _ => Bool.false_ne_true

instance instDecidableTrue : Decidable True := isTrue trivial
instance instDecidableFalse : Decidable False := isFalse not_false
@[macro_inline] instance instDecidableAnd {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (p ∧ q) :=
  match dp with
  | isFalse hp => isFalse fun h => hp h.left
  | isTrue hp =>
    match dq with
    | isTrue hq => isTrue ⟨hp, hq⟩
    | isFalse hq => isFalse fun h => hq h.right
@[macro_inline] instance instDecidableOr {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (p ∨ q) :=
  match dp with
  | isTrue hp => isTrue (Or.inl hp)
  | isFalse hp =>
    match dq with
    | isTrue hq => isTrue (Or.inr hq)
    | isFalse hq => isFalse fun h => h.elim hp hq
instance instDecidableNot {p : Prop} [dp : Decidable p] : Decidable (¬p) :=
  match dp with
  | isTrue hp => isFalse fun h => h hp
  | isFalse hp => isTrue hp
@[macro_inline] instance instDecidableForall {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (p → q) :=
  match dp with
  | isFalse hp => isTrue fun h => (hp h).elim
  | isTrue hp =>
    match dq with
    | isTrue hq => isTrue fun _ => hq
    | isFalse hq => isFalse fun h => hq (h hp)
@[inline] instance instDecidableIff {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (p ↔ q) :=
  match dp, dq with
  | isTrue hp, isTrue hq => isTrue (iff_of_true hp hq)
  | isTrue hp, isFalse hq => isFalse fun h => hq (h.mp hp)
  | isFalse hp, isTrue hq => isFalse fun h => hp (h.mpr hq)
  | isFalse hp, isFalse hq => isTrue (iff_of_false hp hq)
instance instDecidableEqProp {p q : Prop} [d : Decidable (p ↔ q)] : Decidable (p = q) :=
  match d with
  | isTrue h => isTrue (propext h)
  | isFalse h => isFalse fun e => h (Iff.of_eq e)
instance instDecidableIte {c t e : Prop} [dc : Decidable c] [dt : Decidable t] [de : Decidable e] : Decidable (if c then t else e) :=
  match dc with
  | isTrue _ => dt
  | isFalse _ => de
instance {α : Sort u} (a b : α) [Decidable (a = b)] : Decidable (a ≠ b) := instDecidableNot
instance {c : Prop} {t : c → Prop} {e : ¬c → Prop} [dC : Decidable c] [dT : ∀ h, Decidable (t h)] [dE : ∀ h, Decidable (e h)] :
    Decidable (if h : c then t h else e h) :=
  match dC with
  | isTrue h => dT h
  | isFalse h => dE h
instance : DecidableEq PUnit.{u} := fun _ _ => isTrue rfl
instance {α : Type u} {β : Type v} [da : DecidableEq α] [db : DecidableEq β] : DecidableEq (α × β) := fun (a, b) (a', b') =>
  match da a a' with
  | isFalse h => isFalse fun e => h (congrArg Prod.fst e)
  | isTrue h =>
    match db b b' with
    | isFalse g => isFalse fun e => g (congrArg Prod.snd e)
    | isTrue g => isTrue (h ▸ g ▸ rfl)

@[instance_reducible, inline] def decidable_of_decidable_of_iff {p q : Prop} [d : Decidable p] (h : p ↔ q) : Decidable q :=
  match d with
  | isTrue hp => isTrue (h.mp hp)
  | isFalse hp => isFalse fun hq => hp (h.mpr hq)
@[instance_reducible, inline] def decidable_of_iff {b : Prop} (a : Prop) (h : a ↔ b) [Decidable a] : Decidable b :=
  decidable_of_decidable_of_iff h

namespace Decidable
variable {p q : Prop}

@[macro_inline] def byCases {q : Sort u} [dec : Decidable p] (h1 : p → q) (h2 : ¬p → q) : q :=
  match dec with
  | isTrue h => h1 h
  | isFalse h => h2 h
theorem em (p : Prop) [Decidable p] : p ∨ ¬p := byCases Or.inl Or.inr
theorem byContradiction [dec : Decidable p] (h : ¬p → False) : p := byCases id fun hn => (h hn).elim
theorem of_not_not [Decidable p] (h : ¬¬p) : p := byContradiction h
theorem not_not [Decidable p] : ¬¬p ↔ p := ⟨of_not_not, not_not_intro⟩
theorem not_and_iff_or_not {p q : Prop} [d₁ : Decidable p] [d₂ : Decidable q] : ¬(p ∧ q) ↔ ¬p ∨ ¬q :=
  ⟨fun h => byCases (fun hp => Or.inr fun hq => h ⟨hp, hq⟩) Or.inl, fun h ⟨hp, hq⟩ => h.elim (fun hn => hn hp) (fun hn => hn hq)⟩
theorem not_imp_not [Decidable p] : (¬p → ¬q) ↔ (q → p) := ⟨fun h hq => byContradiction fun hp => h hp hq, mt⟩
theorem not_imp_iff_and_not [Decidable p] : ¬(p → q) ↔ p ∧ ¬q :=
  ⟨fun h => ⟨byContradiction fun hp => h fun g => (hp g).elim, fun hq => h fun _ => hq⟩, fun ⟨hp, hq⟩ h => hq (h hp)⟩
theorem or_iff_not_imp_left [Decidable p] : p ∨ q ↔ (¬p → q) :=
  ⟨fun h hn => h.elim (fun hp => (hn hp).elim) id, fun h => byCases Or.inl fun hn => Or.inr (h hn)⟩
theorem or_iff_not_imp_right [Decidable q] : p ∨ q ↔ (¬q → p) :=
  ⟨fun h hn => h.elim id (fun hq => (hn hq).elim), fun h => byCases Or.inr fun hn => Or.inl (h hn)⟩
theorem imp_iff_not_or [Decidable p] : (p → q) ↔ (¬p ∨ q) :=
  ⟨fun h => byCases (fun hp => Or.inr (h hp)) Or.inl, fun h hp => h.elim (fun hn => (hn hp).elim) id⟩
theorem imp_iff_or_not [Decidable q] : (q → p) ↔ (p ∨ ¬q) :=
  ⟨fun h => byCases (fun hq => Or.inl (h hq)) Or.inr, fun h hq => h.elim id (fun hn => (hn hq).elim)⟩
theorem not_or_of_imp [Decidable p] (h : p → q) : ¬p ∨ q := imp_iff_not_or.mp h
theorem not_imp_comm [Decidable p] [Decidable q] : (¬p → q) ↔ (¬q → p) :=
  ⟨fun h hq => byContradiction fun hp => hq (h hp), fun h hp => byContradiction fun hq => hp (h hq)⟩
theorem peirce (a b : Prop) [Decidable a] : ((a → b) → a) → a := fun h => byContradiction fun hn => hn (h fun ha => (hn ha).elim)
theorem not_iff_not [Decidable p] [Decidable q] : (¬p ↔ ¬q) ↔ (p ↔ q) :=
  ⟨fun h => ⟨not_imp_not.mp h.mpr, not_imp_not.mp h.mp⟩, not_congr⟩
end Decidable


/-! ## Types with at most one element -/

class Subsingleton (α : Sort u) : Prop where
  intro ::
  allEq : (a b : α) → a = b

protected theorem Subsingleton.elim {α : Sort u} [h : Subsingleton α] : (a b : α) → a = b := h.allEq
protected theorem Subsingleton.helim {α β : Sort u} [h₁ : Subsingleton α] (h₂ : α = β) (a : α) (b : β) : HEq a b := by
  subst h₂
  exact heq_of_eq (Subsingleton.elim a b)
instance (p : Prop) : Subsingleton p := ⟨fun _ _ => rfl⟩
instance : Subsingleton Empty := ⟨fun a => a.rec⟩
instance : Subsingleton PUnit.{u} := ⟨fun _ _ => rfl⟩
instance instSubsingletonDecidable (p : Prop) : Subsingleton (Decidable p) := ⟨fun
  | isTrue _, isTrue _ => rfl
  | isFalse _, isFalse _ => rfl
  | isTrue h, isFalse g => (g h).elim
  | isFalse h, isTrue g => (h g).elim⟩
instance {α : Sort u} {β : α → Sort v} [h : ∀ a, Subsingleton (β a)] : Subsingleton (∀ a, β a) :=
  ⟨fun f g => funext fun a => (h a).allEq (f a) (g a)⟩

/-! ## Classical logic -/

namespace Classical

/-- Diaconescu's argument: choose from `{x | x = True ∨ p}` and `{x | x = False ∨ p}`; if `p` holds they are one set. -/
theorem em (p : Prop) : p ∨ ¬p :=
  let U (x : Prop) : Prop := x = True ∨ p
  let V (x : Prop) : Prop := x = False ∨ p
  let pick (W : Prop → Prop) (ne : ∃ x, W x) : {x : Prop // W x} :=
    Classical.choice (ne.rec fun x hx => ⟨⟨x, hx⟩⟩)
  have exU : ∃ x, U x := ⟨True, Or.inl rfl⟩
  have exV : ∃ x, V x := ⟨False, Or.inl rfl⟩
  have same (hp : p) : (pick U exU).val = (pick V exV).val :=
    have e : U = V := funext fun x => propext ⟨fun _ => Or.inr hp, fun _ => Or.inr hp⟩
    have general (W : Prop → Prop) (h : U = W) (ne : ∃ x, W x) : (pick U exU).val = (pick W ne).val := by
      subst h; rfl
    general V e exV
  match (pick U exU).property, (pick V exV).property with
  | Or.inr hp, _ => Or.inl hp
  | _, Or.inr hp => Or.inl hp
  | Or.inl hu, Or.inl hv => Or.inr fun hp => true_ne_false (hu.symm.trans ((same hp).trans hv))

theorem exists_true_of_nonempty {α : Sort u} : Nonempty α → ∃ _ : α, True
  | ⟨x⟩ => ⟨x, trivial⟩
noncomputable def indefiniteDescription {α : Sort u} (p : α → Prop) (h : ∃ x, p x) : {x // p x} :=
  choice (h.rec fun x hx => ⟨⟨x, hx⟩⟩)
noncomputable def choose {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : α := (indefiniteDescription p h).val
theorem choose_spec {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : p (choose h) := (indefiniteDescription p h).property
@[instance_reducible] noncomputable def propDecidable (a : Prop) : Decidable a :=
  choice ((em a).rec (fun h => ⟨isTrue h⟩) (fun h => ⟨isFalse h⟩))
attribute [scoped instance low] propDecidable
@[instance_reducible] noncomputable def decidableInhabited (a : Prop) : Inhabited (Decidable a) := ⟨propDecidable a⟩
@[instance_reducible] noncomputable def typeDecidableEq (α : Sort u) : DecidableEq α := fun _ _ => propDecidable _
noncomputable def epsilon {α : Sort u} [h : Nonempty α] (p : α → Prop) : α :=
  @dite _ (∃ x, p x) (propDecidable _) choose (fun _ => choice h)

section
variable {p q : Prop}
theorem byCases (hpq : p → q) (hnpq : ¬p → q) : q := (em p).elim hpq hnpq
theorem byContradiction (h : ¬p → False) : p := byCases id fun hn => (h hn).elim
theorem not_not : ¬¬p ↔ p := ⟨byContradiction, not_not_intro⟩
theorem not_forall {α : Sort u} {p : α → Prop} : (¬∀ x, p x) ↔ ∃ x, ¬p x :=
  ⟨fun h => byContradiction fun hn => h fun x => byContradiction fun hx => hn ⟨x, hx⟩, fun ⟨x, hx⟩ h => hx (h x)⟩
theorem not_forall_not {α : Sort u} {p : α → Prop} : (¬∀ x, ¬p x) ↔ ∃ x, p x :=
  ⟨fun h => byContradiction fun hn => h fun x hx => hn ⟨x, hx⟩, fun ⟨x, hx⟩ h => h x hx⟩
theorem not_exists_not {α : Sort u} {p : α → Prop} : (¬∃ x, ¬p x) ↔ ∀ x, p x :=
  ⟨fun h x => byContradiction fun hx => h ⟨x, hx⟩, fun h ⟨x, hx⟩ => hx (h x)⟩
theorem forall_or_exists_not {α : Sort u} (P : α → Prop) : (∀ a, P a) ∨ ∃ a, ¬P a :=
  (em (∀ a, P a)).elim Or.inl fun h => Or.inr (not_forall.mp h)
theorem exists_or_forall_not {α : Sort u} (P : α → Prop) : (∃ a, P a) ∨ ∀ a, ¬P a :=
  (em (∃ a, P a)).elim Or.inl fun h => Or.inr fun a ha => h ⟨a, ha⟩
theorem or_iff_not_imp_left : p ∨ q ↔ (¬p → q) := @Decidable.or_iff_not_imp_left p q (propDecidable p)
theorem or_iff_not_imp_right : p ∨ q ↔ (¬q → p) := @Decidable.or_iff_not_imp_right p q (propDecidable q)
theorem not_imp_iff_and_not : ¬(p → q) ↔ p ∧ ¬q := @Decidable.not_imp_iff_and_not p q (propDecidable p)
theorem not_imp : ¬(p → q) ↔ p ∧ ¬q := not_imp_iff_and_not
theorem not_and_iff_not_or_not : ¬(p ∧ q) ↔ ¬p ∨ ¬q := @Decidable.not_and_iff_or_not p q (propDecidable p) (propDecidable q)
theorem not_imp_not : (¬p → ¬q) ↔ (q → p) := @Decidable.not_imp_not p q (propDecidable p)
theorem imp_iff_not_or : (p → q) ↔ (¬p ∨ q) := @Decidable.imp_iff_not_or p q (propDecidable p)
theorem imp_iff_or_not : (q → p) ↔ (p ∨ ¬q) := @Decidable.imp_iff_or_not p q (propDecidable q)
theorem not_iff : ¬(p ↔ q) ↔ (¬p ↔ q) :=
  ⟨fun h => ⟨fun hp => byContradiction fun hq => h (iff_of_false hp hq), fun hq hp => h (iff_of_true hp hq)⟩,
   fun h g => not_iff_self (h.trans g.symm)⟩
end
end Classical


