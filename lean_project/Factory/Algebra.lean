/-
Algebra for proofs about coordinates: ordered fields, and identities and linear combinations checked by the kernel.
-/
import Factory.Algebra.OrderedField
import Factory.Algebra.LinearCombination
