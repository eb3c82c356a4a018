/-
What proofs of the factory import beyond Lean's own `Init`.

Each domain adds its definitions here, as a module `Factory.<Domain>` that compiles on an ordinary Lean 4.35 and on the
embedded core alike, and a file of it imports what it needs. Propositional logic needs none.
-/
