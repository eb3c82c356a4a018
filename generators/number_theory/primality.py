"""Large primes: Pratt's certificates, and factors by Pollard's method, without anything random.

Sources: V. R. Pratt, "Every prime has a succinct certificate" (1975); J. M. Pollard, "A Monte Carlo method
for factorization" (1975); J. Sorenson and J. Webster, "Strong pseudoprimes to twelve prime bases" (2015).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from math import gcd
from typing import Final

SMALL_PRIMES: Final = tuple(p for p in range(2, 200) if all(p % d for d in range(2, p)))  # as in Lean
MOST_DIGITS: Final = 20  # of what is factored in no time
_BASES: Final = SMALL_PRIMES[:13]  # these tell primes from other numbers below 3.3e24


def is_prime(n: int) -> bool:
    """Whether a number below 3.3e24 is prime: it is a strong pseudoprime to all bases."""
    if n < 2:
        return False
    for p in SMALL_PRIMES:
        if n % p == 0:
            return n == p
    halvings = ((n - 1) & (1 - n)).bit_length() - 1
    odd = (n - 1) >> halvings
    return all(_passes(pow(base, odd, n), halvings, n) for base in _BASES)


def _passes(power: int, halvings: int, n: int) -> bool:
    if power in (1, n - 1):
        return True
    for _ in range(halvings - 1):
        power = power * power % n
        if power == n - 1:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Walk:
    """Two values of `x * x + shift`, iterated, whose difference has a common divisor with the number."""

    shift: int
    low: int
    high: int
    divisor: int


@lru_cache(maxsize=256)
def walk(n: int) -> Walk:
    """A proper divisor of a number that is not prime and that no small prime divides (Pollard's rho)."""
    for shift in count(1):
        slow = fast = 2
        while True:
            slow = (slow * slow + shift) % n
            fast = (fast * fast + shift) % n
            fast = (fast * fast + shift) % n
            divisor = gcd(abs(fast - slow), n)
            if divisor > 1:
                break
        if divisor < n:
            return Walk(shift, min(slow, fast), max(slow, fast), divisor)
    raise AssertionError("there are endlessly many shifts")


def factors(n: int) -> dict[int, int]:
    """The primes that divide a positive number, in order, with their exponents."""
    found: dict[int, int] = {}
    for p in SMALL_PRIMES:
        while n % p == 0:
            n //= p
            found[p] = found.get(p, 0) + 1
    rest = [n] if n > 1 else []
    while rest:
        n = rest.pop()
        if is_prime(n):
            found[n] = found.get(n, 0) + 1
        else:
            divisor = walk(n).divisor
            rest += [divisor, n // divisor]
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Lucas:
    """A prime with a number of order `prime - 1` modulo it, and the factors of `prime - 1` with exponents."""

    prime: int
    base: int
    factors: tuple[tuple[int, int], ...]

    @property
    def larger(self) -> tuple[int, ...]:
        """The factors that need a certificate."""
        return tuple(q for q, _ in self.factors if q > SMALL_PRIMES[-1])


@lru_cache(maxsize=256)
def pratt(prime: int) -> tuple[Lucas, ...]:
    """Certificates of a prime and of all larger primes that it rests on, each after those that it needs."""
    found: dict[int, Lucas] = {}

    def certify(n: int) -> None:
        if n in found or n <= SMALL_PRIMES[-1]:
            return
        divisors = factors(n - 1)
        for q in divisors:
            certify(q)
        base = next(a for a in count(2) if all(pow(a, (n - 1) // q, n) != 1 for q in divisors))
        found[n] = Lucas(n, base, tuple(divisors.items()))

    certify(prime)
    return tuple(found.values())
