"""Equality with unknown functions: what follows, by congruence closure, and what is open, by two models."""

from generators.congruence.domain import domain

__all__ = ["domain"]
