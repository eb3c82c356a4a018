/-
Optional values and pairs: the basic functions and their equations.
-/
prelude
import Init.Data.Nat.Order

universe u v w

namespace Option

variable {α : Type u} {β : Type v} {γ : Type w}

@[inline] protected def bind : Option α → (α → Option β) → Option β
  | none, _ => none
  | some a, f => f a
@[inline] def getD (opt : Option α) (dflt : α) : α :=
  match opt with
  | some x => x
  | none => dflt
@[inline] def isSome : Option α → Bool
  | some _ => true
  | none => false
@[inline] def isNone : Option α → Bool
  | some _ => false
  | none => true
@[inline] protected def filter (p : α → Bool) : Option α → Option α
  | some a => ite (p a = true) (some a) none
  | none => none
@[inline] protected def orElse : Option α → (Unit → Option α) → Option α
  | some a, _ => some a
  | none, b => b ()

instance instDecidableEq [DecidableEq α] : DecidableEq (Option α)
  | none, none => isTrue rfl
  | none, some _ => isFalse fun h => nomatch h
  | some _, none => isFalse fun h => nomatch h
  | some a, some b =>
    match decEq a b with
    | isTrue h => isTrue (congrArg some h)
    | isFalse h => isFalse fun g => h (Option.some.inj g)

@[simp] theorem map_none (f : α → β) : none.map f = none := rfl
@[simp] theorem map_some (f : α → β) (a : α) : (some a).map f = some (f a) := rfl
@[simp] theorem bind_none (f : α → Option β) : none.bind f = none := rfl
@[simp] theorem bind_some (f : α → Option β) (a : α) : (some a).bind f = f a := rfl
@[simp] theorem getD_none {a : α} : getD none a = a := rfl
@[simp] theorem getD_some {a b : α} : getD (some a) b = a := rfl
@[simp] theorem isSome_none : @isSome α none = false := rfl
@[simp] theorem isSome_some {a : α} : isSome (some a) = true := rfl
@[simp] theorem isNone_none : @isNone α none = true := rfl
@[simp] theorem isNone_some {a : α} : isNone (some a) = false := rfl
theorem some_ne_none (x : α) : some x ≠ none := fun h => nomatch h
theorem eq_none_or_eq_some : (a : Option α) → a = none ∨ ∃ x, a = some x
  | none => .inl rfl
  | some x => .inr ⟨x, rfl⟩
@[simp] theorem map_map (h : β → γ) (g : α → β) : (x : Option α) → (x.map g).map h = x.map (h ∘ g)
  | none => rfl
  | some _ => rfl
@[simp] theorem map_id_apply : {x : Option α} → x.map id = x
  | none => rfl
  | some _ => rfl

end Option

namespace Prod

variable {α α' : Type u} {β β' : Type v}

def map {α₁ α₂ β₁ β₂ : Type u} (f : α₁ → α₂) (g : β₁ → β₂) : (p : α₁ × β₁) → α₂ × β₂
  | (a, b) => (f a, g b)
def swap (p : α × β) : β × α := (p.2, p.1)
@[simp] theorem swap_swap (p : α × β) : p.swap.swap = p := rfl
@[simp] theorem fst_swap {p : α × β} : p.swap.1 = p.2 := rfl
@[simp] theorem snd_swap {p : α × β} : p.swap.2 = p.1 := rfl
protected theorem ext : {p q : α × β} → p.fst = q.fst → p.snd = q.snd → p = q
  | (_, _), (_, _), rfl, rfl => rfl

end Prod
