"""Propositional logic: problems, proofs and texts over ∧ ∨ ¬ → ↔ ⊤ ⊥."""

from generators.propositional.domain import domain

__all__ = ["domain"]
