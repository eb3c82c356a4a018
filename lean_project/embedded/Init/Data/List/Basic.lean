/-
Lists: the functions on them, with the equations that define them.
-/
prelude
import Init.Data.Option

universe u v w

namespace List

variable {α : Type u} {β : Type v} {γ : Type w}

def length : List α → Nat
  | nil => 0
  | cons _ as => length as + 1

protected def append : (xs ys : List α) → List α
  | nil, bs => bs
  | cons a as, bs => cons a (List.append as bs)

instance instAppend : Append (List α) := ⟨List.append⟩

def map (f : α → β) : (l : List α) → List β
  | nil => nil
  | cons a as => cons (f a) (map f as)

def filter (p : α → Bool) : (l : List α) → List α
  | nil => nil
  | cons a as =>
    match p a with
    | true => cons a (filter p as)
    | false => filter p as

def filterMap (f : α → Option β) : List α → List β
  | nil => nil
  | cons a as =>
    match f a with
    | none => filterMap f as
    | some b => cons b (filterMap f as)

def foldr (f : α → β → β) (init : β) : (l : List α) → β
  | nil => init
  | cons a as => f a (foldr f init as)

def foldl {α : Type u} {β : Type v} (f : α → β → α) : (init : α) → (l : List β) → α
  | a, nil => a
  | a, cons b bs => foldl f (f a b) bs

def reverseAux : List α → List α → List α
  | nil, r => r
  | cons a as, r => reverseAux as (cons a r)

def reverse (as : List α) : List α := reverseAux as nil

def concat : List α → α → List α
  | nil, b => cons b nil
  | cons a as, b => cons a (concat as b)

def flatten : List (List α) → List α
  | nil => nil
  | cons l ls => l ++ flatten ls

def flatMap {α : Type u} {β : Type v} (b : α → List β) (as : List α) : List β := flatten (map b as)

def isEmpty : List α → Bool
  | nil => true
  | cons _ _ => false

def head? : List α → Option α
  | nil => none
  | cons a _ => some a

def headD (as : List α) (fallback : α) : α :=
  match as with
  | nil => fallback
  | cons a _ => a

def head : (as : List α) → as ≠ nil → α
  | nil, h => absurd rfl h
  | cons a _, _ => a

def tail : List α → List α
  | nil => nil
  | cons _ as => as

def getLast? : List α → Option α
  | nil => none
  | cons a nil => some a
  | cons _ (cons b bs) => getLast? (cons b bs)

def take : (n : Nat) → (xs : List α) → List α
  | 0, _ => nil
  | _ + 1, nil => nil
  | n + 1, cons a as => cons a (take n as)

def drop : (n : Nat) → (xs : List α) → List α
  | 0, as => as
  | _ + 1, nil => nil
  | n + 1, cons _ as => drop n as

def replicate : (n : Nat) → (a : α) → List α
  | 0, _ => nil
  | n + 1, a => cons a (replicate n a)

def zipWith (f : α → β → γ) : (xs : List α) → (ys : List β) → List γ
  | cons x xs, cons y ys => cons (f x y) (zipWith f xs ys)
  | _, _ => nil

def zip (xs : List α) (ys : List β) : List (α × β) := zipWith Prod.mk xs ys

def any : (l : List α) → (p : α → Bool) → Bool
  | nil, _ => false
  | cons h t, p => or (p h) (any t p)

def all : List α → (α → Bool) → Bool
  | nil, _ => true
  | cons h t, p => and (p h) (all t p)

def find? (p : α → Bool) : List α → Option α
  | nil => none
  | cons a as =>
    match p a with
    | true => some a
    | false => find? p as

def get : (as : List α) → Fin as.length → α
  | cons a _, ⟨0, _⟩ => a
  | cons _ as, ⟨i + 1, h⟩ => get as ⟨i, Nat.le_of_succ_le_succ h⟩

/-- `range n` is `[0, 1, …, n - 1]`. -/
def range (n : Nat) : List Nat := loop n nil
where
  loop : Nat → List Nat → List Nat
  | 0, ns => ns
  | n + 1, ns => loop n (cons n ns)

protected def sum [Add α] [Zero α] (l : List α) : α := l.foldr (fun a b => a + b) 0

/-- `a` is one of the elements. -/
inductive Mem (a : α) : List α → Prop where
  | head (as : List α) : Mem a (cons a as)
  | tail (b : α) {as : List α} : Mem a as → Mem a (cons b as)

instance instMembership : Membership α (List α) where
  mem l a := Mem a l

/-! ### The equations -/

@[simp] theorem length_nil : length (nil : List α) = 0 := rfl
@[simp] theorem length_cons {a : α} {as : List α} : (a :: as).length = as.length + 1 := rfl
theorem length_singleton {a : α} : length [a] = 1 := rfl
@[simp] theorem append_eq {as bs : List α} : List.append as bs = as ++ bs := rfl
@[simp] theorem nil_append (as : List α) : [] ++ as = as := rfl
@[simp] theorem cons_append {a : α} {as bs : List α} : (a :: as) ++ bs = a :: (as ++ bs) := rfl
theorem singleton_append {x : α} {l : List α} : [x] ++ l = x :: l := rfl
@[simp] theorem map_nil {f : α → β} : map f [] = [] := rfl
@[simp] theorem map_cons {f : α → β} {a : α} {l : List α} : map f (a :: l) = f a :: map f l := rfl
theorem map_singleton {f : α → β} {a : α} : map f [a] = [f a] := rfl
@[simp] theorem filter_nil {p : α → Bool} : filter p [] = [] := rfl
@[simp] theorem filterMap_nil {f : α → Option β} : filterMap f [] = [] := rfl
@[simp] theorem foldr_nil {f : α → β → β} {b : β} : [].foldr f b = b := rfl
@[simp] theorem foldr_cons {a : α} {f : α → β → β} {b : β} {l : List α} :
    (a :: l).foldr f b = f a (l.foldr f b) := rfl
@[simp] theorem foldl_nil {f : β → α → β} {b : β} : [].foldl f b = b := rfl
@[simp] theorem foldl_cons {a : α} {l : List α} {f : β → α → β} {b : β} :
    (a :: l).foldl f b = l.foldl f (f b a) := rfl
@[simp] theorem reverse_nil : reverse ([] : List α) = [] := rfl
@[simp] theorem flatten_nil : List.flatten ([] : List (List α)) = [] := rfl
@[simp] theorem flatten_cons {l : List α} {L : List (List α)} : (l :: L).flatten = l ++ L.flatten := rfl
@[simp] theorem flatMap_nil {f : α → List β} : List.flatMap f [] = [] := rfl
@[simp] theorem flatMap_cons {x : α} {xs : List α} {f : α → List β} :
    List.flatMap f (x :: xs) = f x ++ List.flatMap f xs := rfl
@[simp] theorem head?_nil : head? ([] : List α) = none := rfl
@[simp] theorem head?_cons {a : α} {l : List α} : head? (a :: l) = some a := rfl
@[simp] theorem head_cons {a : α} {l : List α} {h : a :: l ≠ []} : head (a :: l) h = a := rfl
@[simp] theorem tail_nil : tail ([] : List α) = [] := rfl
@[simp] theorem tail_cons {a : α} {as : List α} : (a :: as).tail = as := rfl
@[simp] theorem isEmpty_nil : ([] : List α).isEmpty = true := rfl
@[simp] theorem isEmpty_cons {x : α} {xs : List α} : (x :: xs).isEmpty = false := rfl
@[simp] theorem take_zero {l : List α} : l.take 0 = [] := rfl
@[simp] theorem take_nil : {i : Nat} → ([] : List α).take i = []
  | 0 => rfl
  | _ + 1 => rfl
@[simp] theorem take_succ_cons {i : Nat} {a : α} {as : List α} : (a :: as).take (i + 1) = a :: as.take i := rfl
@[simp] theorem drop_zero {l : List α} : l.drop 0 = l := rfl
@[simp] theorem drop_nil : {i : Nat} → ([] : List α).drop i = []
  | 0 => rfl
  | _ + 1 => rfl
@[simp] theorem drop_succ_cons {a : α} {l : List α} {i : Nat} : (a :: l).drop (i + 1) = l.drop i := rfl
@[simp] theorem replicate_zero {a : α} : replicate 0 a = [] := rfl
theorem replicate_succ {a : α} {n : Nat} : replicate (n + 1) a = a :: replicate n a := rfl
@[simp] theorem zipWith_nil_left {l : List β} {f : α → β → γ} : zipWith f [] l = [] := rfl
@[simp] theorem zipWith_cons_cons {f : α → β → γ} {a : α} {as : List α} {b : β} {bs : List β} :
    zipWith f (a :: as) (b :: bs) = f a b :: zipWith f as bs := rfl
@[simp] theorem zip_nil_left {l : List β} : zip ([] : List α) l = [] := rfl
@[simp] theorem zip_cons_cons {a : α} {as : List α} {b : β} {bs : List β} :
    zip (a :: as) (b :: bs) = (a, b) :: zip as bs := rfl
@[simp] theorem any_nil {f : α → Bool} : [].any f = false := rfl
@[simp] theorem any_cons {l : List α} {p : α → Bool} {a : α} : (a :: l).any p = or (p a) (l.any p) := rfl
@[simp] theorem all_nil {f : α → Bool} : [].all f = true := rfl
@[simp] theorem all_cons {l : List α} {p : α → Bool} {a : α} : (a :: l).all p = and (p a) (l.all p) := rfl

end List
