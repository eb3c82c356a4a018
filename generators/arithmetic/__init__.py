"""Arithmetic: calculations digit by digit, and quantities that depend on each other, some of it unsaid."""

from generators.arithmetic.domain import domain

__all__ = ["domain"]
