/-
Lists: everything.
-/
prelude
import Init.Data.List.Basic
