/-
Algebra for proofs about coordinates: rings, fields, ordered fields.
-/
import Factory.Algebra.OrderedField
