"""Induction over numbers and lists: closed forms, invariants, laws of functions given by recursion."""

from generators.induction.domain import domain

__all__ = ["domain"]
