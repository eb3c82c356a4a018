"""Certificates as Lean reads them: which relations of which facts are added, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import lcm
from types import MappingProxyType
from typing import Final, TypeAlias

from search.geometry import IndexedFact
from search.geometry_engine import Term

# The relations of each fact that are about directions; docs/geometry-engine.md.
ANGLES: Final = MappingProxyType(
    {"coll": 2, "midp": 2, "para": 1, "perp": 1, "aconst": 1, "eqangle": 1, "compl": 1, "cyclic": 2}
    | dict.fromkeys(("simtri", "simtrir", "contri", "contrir"), 2)
)
# How often a relation is added, of which of the facts at hand, which relation.
Use: TypeAlias = tuple[int, int, int]


def length_uses(
    goal: Sequence[tuple[int, int]],
    terms: Sequence[Term],
    sources: list[int],
    facts: list[IndexedFact],
    products: list[tuple[int, int]],
) -> tuple[int, list[Use]]:
    """How often the goal's relation is meant, and the uses that add up to it.

    `goal` are the numbers in that relation; `products` are added to where numbers must be split.
    """
    scale = lcm(1, *(term.coefficient.denominator for term in terms))
    uses = []
    numbers: Counter[int] = Counter()
    for n, sign in goal:
        numbers[n] -= scale * sign
    for term in terms:
        position = sources.index(term.step)
        relation = term.relation - ANGLES.get(facts[position].kind, 0)
        count = int(term.coefficient * scale)
        uses.append((count, position, relation))
        for n, sign in numbers_of(facts[position], relation):
            numbers[n] += count * sign
    # The logarithms of composite numbers are split until only primes are left, and these cancel.
    while composite := [n for n in numbers if n == 1 or _least_factor(n) < n]:
        n = max(composite)
        count, p = numbers.pop(n), _least_factor(n)
        if not count:
            continue
        if (p, n // p) not in products:
            products.append((p, n // p))
        if n > 1:
            numbers[p] += count
            numbers[n // p] += count
        # Twice log 1 is log 1.
        uses.append((-count if n > 1 else count, len(facts) + products.index((p, n // p)), 0))
    return scale, uses


def _least_factor(number: int) -> int:
    """The least prime factor; 1 of 1."""
    return next((p for p in range(2, number + 1) if number % p == 0), 1)


def numbers_of(fact: IndexedFact, relation: int) -> tuple[tuple[int, int], ...]:
    """The numbers whose logarithms are in a relation of lengths, with their signs."""
    if fact.kind == "midp" and relation == 1:
        return ((2, -1),)
    if fact.kind == "rconst" and fact.value is not None:
        return ((fact.value.numerator, -1), (fact.value.denominator, 1))
    return ()
