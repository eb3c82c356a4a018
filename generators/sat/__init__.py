"""Satisfiability: clauses with a model, or a refutation by learnt clauses."""

from generators.sat.domain import domain

__all__ = ["domain"]
