/-
Well-founded relations: accessibility, the fixed point of a recursion along one, and `<` on the natural numbers.
-/
prelude
import Init.Data.Nat.Order

universe u v

/-- `Acc r x`: every chain `… r y₂ y₁`, `r y₁ x` ends. -/
inductive Acc {α : Sort u} (r : α → α → Prop) : α → Prop where
  | intro (x : α) (h : (y : α) → r y x → Acc r y) : Acc r x

theorem Acc.inv {α : Sort u} {r : α → α → Prop} {x y : α} (h₁ : Acc r x) : (h₂ : r y x) → Acc r y :=
  h₁.rec fun _ h _ => h y

inductive WellFounded {α : Sort u} (r : α → α → Prop) : Prop where
  | intro (h : (a : α) → Acc r a) : WellFounded r

class WellFoundedRelation (α : Sort u) where
  rel : α → α → Prop
  wf : WellFounded rel

namespace WellFounded

theorem apply {α : Sort u} {r : α → α → Prop} (wf : WellFounded r) (a : α) : Acc r a := wf.rec (fun h => h) a

variable {α : Sort u} {r : α → α → Prop}

noncomputable def recursion (hwf : WellFounded r) {C : α → Sort v} (a : α)
    (h : (x : α) → ((y : α) → r y x → C y) → C x) : C a :=
  (apply hwf a).rec fun x _ ih => h x ih

theorem induction (hwf : WellFounded r) {C : α → Prop} (a : α)
    (h : (x : α) → ((y : α) → r y x → C y) → C x) : C a :=
  recursion hwf a h

noncomputable def fixF {C : α → Sort v} (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) (a : Acc r x) : C x :=
  a.rec fun x _ ih => F x ih

theorem fixF_eq {C : α → Sort v} (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) (acx : Acc r x) :
    fixF F x acx = F x fun y p => fixF F y (Acc.inv acx p) :=
  acx.rec fun _ _ _ => rfl

/-- The function that `F` defines by recursion on smaller arguments. -/
noncomputable def fix {C : α → Sort v} (hwf : WellFounded r) (F : (x : α) → ((y : α) → r y x → C y) → C x)
    (x : α) : C x :=
  fixF F x (apply hwf x)

theorem fix_eq {C : α → Sort v} (hwf : WellFounded r) (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) :
    fix hwf F x = F x fun y _ => fix hwf F y :=
  fixF_eq F x (apply hwf x)

end WellFounded

def InvImage {α : Sort u} {β : Sort v} (r : β → β → Prop) (f : α → β) : α → α → Prop := fun a b => r (f a) (f b)

namespace InvImage

variable {α : Sort u} {β : Sort v} {r : β → β → Prop}

theorem accessible {a : α} (f : α → β) (ac : Acc r (f a)) : Acc (InvImage r f) a :=
  have general (b : β) (ac : Acc r b) : (x : α) → f x = b → Acc (InvImage r f) x :=
    ac.rec fun _ _ ih x e => .intro x fun y h => ih (f y) (e ▸ h) y rfl
  general (f a) ac a rfl

theorem wf (f : α → β) (h : WellFounded r) : WellFounded (InvImage r f) := ⟨fun a => accessible f (h.apply (f a))⟩

end InvImage

theorem Subrelation.wf {α : Sort u} {r q : α → α → Prop} (h₁ : {x y : α} → q x y → r x y) (h₂ : WellFounded r) :
    WellFounded q :=
  ⟨fun a => (h₂.apply a).rec fun x _ ih => .intro x fun y h => ih y (h₁ h)⟩

@[reducible] def invImage {α : Sort u} {β : Sort v} (f : α → β) (h : WellFoundedRelation β) : WellFoundedRelation α where
  rel := InvImage h.rel f
  wf := InvImage.wf f h.wf

namespace Nat

theorem acc_lt : (n : Nat) → Acc (fun a b : Nat => a < b) n
  | 0 => .intro 0 fun y h => absurd h (not_lt_zero y)
  | n + 1 => .intro (n + 1) fun _ h =>
    (Nat.eq_or_lt_of_le (le_of_lt_succ h)).elim (fun e => e ▸ acc_lt n) fun g => (acc_lt n).inv g

instance lt_wfRel : WellFoundedRelation Nat where
  rel := fun a b => a < b
  wf := ⟨acc_lt⟩

/-- Strong recursion: the value at `n` from the values at all smaller numbers. -/
@[elab_as_elim] protected noncomputable def strongRecOn {motive : Nat → Sort u} (n : Nat)
    (ind : (n : Nat) → ((m : Nat) → m < n → motive m) → motive n) : motive n :=
  Nat.lt_wfRel.wf.fix ind n

@[elab_as_elim] protected noncomputable def caseStrongRecOn {motive : Nat → Sort u} (a : Nat) (zero : motive 0)
    (ind : (n : Nat) → ((m : Nat) → m ≤ n → motive m) → motive (succ n)) : motive a :=
  Nat.strongRecOn a fun n =>
    match n with
    | 0 => fun _ => zero
    | n + 1 => fun h => ind n fun m g => h m (lt_succ_of_le g)

end Nat

abbrev measure {α : Sort u} (f : α → Nat) : WellFoundedRelation α := invImage f Nat.lt_wfRel
