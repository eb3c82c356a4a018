"""A stream of choices that depends on nothing but the text it was seeded with."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")

_MASK = (1 << 64) - 1


class Choice:
    """Deterministic choices: the same seed text gives the same answers, on every machine and Python.

    The stream is SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014)
    started from the SHA-256 of the seed text.
    """

    __slots__ = ("_state",)

    def __init__(self, seed: str) -> None:
        self._state = int.from_bytes(sha256(seed.encode()).digest()[:8], "big")

    def below(self, bound: int) -> int:
        """A number from 0 to `bound - 1`; the bias, below `bound / 2**33`, does not matter here."""
        self._state = state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return ((mixed >> 31) * bound) >> 33

    def pick(self, options: Sequence[T]) -> T:
        """One of the options; raises IndexError when there are none."""
        # `below` written out: this is called a dozen times a line.
        self._state = state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return options[((mixed >> 31) * len(options)) >> 33]

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """`count` different items in a chosen order, or all; a smaller sample begins a larger one."""
        order = list(items)
        count = min(count, len(order))
        for place in range(count):
            other = place + self.below(len(order) - place)
            order[place], order[other] = order[other], order[place]
        return order[:count]
