"""Equational theories: what follows from laws, by completion, and what does not, by finite algebras."""

from generators.equational.domain import domain

__all__ = ["domain"]
