/-
The data types with their laws: natural numbers, integers, lists, options.
-/
prelude
import Init.Data.WellFounded
import Init.Data.Nat
