/-
Natural numbers: everything.
-/
prelude
import Init.Data.Nat.Basic
import Init.Data.Nat.Order
import Init.Data.Nat.Div
import Init.Data.Nat.Dvd
import Init.Data.Nat.Gcd
import Init.Data.Nat.MinMax
import Init.Data.Nat.Bitwise
import Init.Data.Nat.Quantifiers
import Init.Data.Nat.Simproc
