/-
Lists: everything.
-/
prelude
import Init.Data.List.Basic
import Init.Data.List.Lemmas
