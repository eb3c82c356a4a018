"""Programs: what a small imperative language and functions on lists compute, and invariants of loops."""

from generators.programs.domain import domain

__all__ = ["domain"]
