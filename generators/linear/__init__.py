"""Order and linear arithmetic over the integers: chains, Farkas certificates, cuts, refuting points."""

from generators.linear.domain import domain

__all__ = ["domain"]
