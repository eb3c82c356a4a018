"""Loops with claims about where they end, drawn by chance: true ones, and ones that just fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import gcd
from typing import TypeAlias

from generators.choice import Choice
from generators.programs.triple import CHOICES, EXTRAS, Shape, Triple, decided, meaning

Numbers: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Draw:
    """The numbers of a program, of the true claim, and of one that the first input does not refute."""

    numbers: Numbers
    claimed: Numbers
    late: Numbers | None = None
    tests: int = 1  # how many ways the test may be written


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Draws numbers up to about `most`."""

    choice: Choice
    most: int

    def number(self, least: int = 1) -> int:
        return least + self.choice.below(self.most)


def _count(sizes: _Sizes) -> _Draw:
    a, c, q = sizes.choice.below(8), sizes.number(0), sizes.number(2)
    return _Draw((a, c, q), (a * q, q, c), (a * (q + 1), q + 1, c), 3)


def _down(sizes: _Sizes) -> _Draw:
    d, c, q = sizes.number(2), sizes.number(0), sizes.number()
    return _Draw((d, c, q), (d, q, d * c))


def _square(sizes: _Sizes) -> _Draw:
    a, e, c = sizes.number(2), sizes.number(3), sizes.number()
    return _Draw((a, e, c), (a, e, c), (a + 1, e - 1, c))


def _growth(sizes: _Sizes) -> _Draw:
    p, off, c = 2 + sizes.choice.below(8), sizes.number(), sizes.number(0)
    return _Draw((p, (p - 1) * off, c), (off, c + off), (off + 1, c + off + 1))


def _remainder(sizes: _Sizes) -> _Draw | None:
    p, q, modulus = 2 + sizes.choice.below(8), sizes.number(), 3 + sizes.choice.below(20)
    fixed = [rest for rest in range(modulus) if (p * rest + q) % modulus == rest]
    if not fixed:
        return None
    rest = sizes.choice.pick(fixed)
    return _Draw((p, q, rest + modulus * sizes.choice.below(5)), (modulus, rest))


def _gcd(sizes: _Sizes) -> _Draw | None:
    unit = sizes.number(2)
    a, b = unit * sizes.number(), unit * sizes.number()
    few_rounds = a != b and max(a, b) <= 8 * min(a, b)
    return _Draw((a, b), (gcd(a, b),), (2 * gcd(a, b),)) if few_rounds else None


def _share(sizes: _Sizes) -> _Draw:
    p, q, c, e = sizes.number(2), sizes.number(), sizes.number(0), sizes.number(0)
    return _Draw((p, q, c, e), (q, p, q * c + p * e), tests=len(CHOICES))


def _bound(sizes: _Sizes) -> _Draw:
    less, c, gap = sizes.number(2), sizes.number(0), sizes.number(0)
    more = less + sizes.choice.below(sizes.most)
    return _Draw((less, more, c, c + gap), (sizes.choice.below(gap + 1),), tests=len(CHOICES))


_DRAWS: dict[Shape, Callable[[_Sizes], _Draw | None]] = {
    Shape.COUNT: _count,
    Shape.DOWN: _down,
    Shape.SQUARE: _square,
    Shape.GROWTH: _growth,
    Shape.REMAINDER: _remainder,
    Shape.GCD: _gcd,
    Shape.SHARE: _share,
    Shape.BOUND: _bound,
}
_PLAIN = (Shape.GCD, Shape.SHARE, Shape.BOUND)  # there is no variable left that does not matter


def claim(choice: Choice, true: bool, most: int, distractors: bool) -> Triple | None:
    """A loop with a claim that is true or false, as is wanted; None for a draw of which neither is shown."""
    shape = choice.pick(tuple(Shape))
    drawn = _DRAWS[shape](_Sizes(choice, most))
    if drawn is None:
        return None
    test = choice.below(drawn.tests)
    extra = choice.below(len(EXTRAS)) if distractors and shape not in _PLAIN else 0
    numbers, claimed = drawn.numbers, drawn.claimed
    if not true and shape is Shape.BOUND and choice.below(2):
        numbers = (numbers[1], numbers[0], *numbers[2:])
    elif not true and drawn.late is not None and choice.below(2):
        claimed = drawn.late
    elif not true:
        place = choice.below(len(claimed))
        wrong = max(claimed[place] + choice.pick((1, 1, 2, -1)), 2 if place < 2 else 0)
        claimed = (*claimed[:place], wrong, *claimed[place + 1 :])
    question = Triple(shape, numbers, claimed, test, extra)
    return question if meaning(question).true is true and decided(question) is true else None
