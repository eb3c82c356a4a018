"""Polynomials over the integers: identities, sums of squares, means of numbers; or points against them."""

from generators.polynomials.domain import domain

__all__ = ["domain"]
