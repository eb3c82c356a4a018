/-
The data types with their laws: Booleans, natural numbers, integers, lists, options and pairs.
-/
prelude
import Init.Data.Bool
import Init.Data.WellFounded
import Init.Data.Nat
import Init.Data.Int
import Init.Data.Option
import Init.Data.List
