"""Propositional logic: problems, proofs and texts over ∧ ∨ ¬ → ↔ ⊤ ⊥."""
