/-
Algebra for proofs about coordinates: ordered fields, the rational numbers among them, and identities
and linear combinations checked by the kernel.
-/
import Factory.Algebra.OrderedField
import Factory.Algebra.LinearCombination
import Factory.Algebra.Rational
