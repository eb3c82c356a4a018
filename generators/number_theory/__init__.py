"""Number theory: divisors, equations in integers, remainders, primes, powers, digits, with certificates."""

from generators.number_theory.domain import domain

__all__ = ["domain"]
