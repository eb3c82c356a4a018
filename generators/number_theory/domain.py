"""Samples questions of number theory, half of them with the answer yes where there is a yes or no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from math import gcd, isqrt
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from generators.choice import Choice
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling
from generators.number_theory.certificate import least_divisor, obstruction, solve_form
from generators.number_theory.primality import MOST_DIGITS, SMALL_PRIMES, is_prime
from generators.number_theory.prove import TRIED, solution, write
from generators.number_theory.question import Kind, Question, canonical, parse
from generators.number_theory.words import say, tell

# The answers of a kind, as numbers; what is no yes or no counts as a value.
_ANSWERS: Final = {"no": 0, "yes": 1}


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section."""

    kinds: list[str] = []  # the kinds to choose among; empty: all
    max_number: Annotated[int, Meta(ge=100, le=100_000_000)] = 5000  # of numbers that are divided
    max_prime: Annotated[int, Meta(ge=100, le=TRIED)] = 50_000  # of numbers that are tried for divisors
    large: Annotated[float, Meta(ge=0, le=1)] = 0.5  # of numbers that may be prime, those with a certificate
    min_digits: Annotated[int, Meta(ge=6, le=MOST_DIGITS)] = 6  # of these
    max_digits: Annotated[int, Meta(ge=6, le=MOST_DIGITS)] = 16
    max_modulus: Annotated[int, Meta(ge=6, le=120)] = 42  # of what is divided whatever the number is
    max_exponent: Annotated[int, Meta(ge=4, le=250)] = 60
    min_steps: Annotated[int, Meta(ge=1, le=12)] = 3  # of a proof
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if self.min_digits > self.max_digits:
            raise ValueError(f"min_digits is {self.min_digits} but max_digits is {self.max_digits}")
        for name in self.kinds:
            if name not in list(Kind):
                raise ValueError(f"no kind is called {name!r}; there are {', '.join(Kind)}")


class NumberTheory:
    """Satisfies `generators.family.Family`."""

    name: Final = "number_theory"
    version: Final = "3"
    summary: Final = (
        "divisors, equations in integers, remainders, primes, powers and digits, with certificates"
    )
    config: Final = Config
    library: Final = ("Factory.NumberTheory", "Factory.Primality")

    def sample(self, config: Config, choice: Choice) -> Question | None:
        """A question that takes at least `min_steps`."""
        kind = Kind(choice.pick(config.kinds or list(Kind)))
        drawn = _DRAWS[kind](config, choice)
        if drawn is None:
            return None
        question = canonical(Question(kind, drawn))
        return question if len(write(question).steps) >= config.min_steps else None

    def text(self, question: Question) -> str:
        """The canonical text."""
        return str(question)

    def parse(self, text: str) -> Question:
        """The question of a text."""
        return parse(text)

    def lean(self, question: Question) -> str:
        """The proposition that the answer is."""
        return write(question).statement

    def symbols(self, question: Question) -> tuple[list[str], str]:
        """No hypotheses; the question as its canonical text."""
        return [], str(question)

    def difficulty(self, question: Question) -> Mapping[str, float]:
        """Steps of the proof, digits of the largest number, kind and answer (2: a value) as numbers."""
        written = write(question)
        return {
            "steps": len(written.steps),
            "digits": len(str(max(question.numbers))),
            "kind": list(Kind).index(question.kind),
            "answer": _ANSWERS.get(written.answer, 2),
        }

    def tell(self, question: Question, choice: Choice) -> Telling:
        """The question in words."""
        return tell(question, choice)

    def solve(self, question: Question, choice: Choice) -> Solution:
        """The certificate as a proof."""
        return solution(question).in_words(say(write(question), choice))


def _gcd(config: Config, choice: Choice) -> tuple[int, ...]:
    return _two(choice, config.max_number)


def _combination(config: Config, choice: Choice) -> tuple[int, ...]:
    a, b = _two(choice, config.max_number)
    target = 1 + choice.below(config.max_number)
    common = gcd(a, b)
    return (a, b, common * (1 + target // common)) if choice.below(2) else (a, b, target)


def _remainders(config: Config, choice: Choice) -> tuple[int, ...] | None:
    common = 1 + choice.below(12)
    m, n = (common * (2 + choice.below(max(2, config.max_number // 100))) for _ in range(2))
    r, s = choice.below(m), choice.below(n)
    if choice.below(2):
        s = (s - s % gcd(m, n) + r % gcd(m, n)) % n
    return (r, m, s, n) if m != n else None


def _congruence(config: Config, choice: Choice) -> tuple[int, ...]:
    common = 1 + choice.below(12)
    m = common * (3 + choice.below(max(2, config.max_number // 100)))
    a = common * (1 + choice.below(m // common - 1))
    b = choice.below(m)
    return a, b - b % gcd(a, m) if choice.below(2) else b, m


def _always(config: Config, choice: Choice) -> tuple[int, ...]:
    """A modulus for which the first and, if possible, all powers leave the same as a smaller power."""
    i = 2 + choice.below(9)
    j = 1 + choice.below(i - 1)
    moduli = list(range(2, config.max_modulus + 1))
    if choice.below(2):
        moduli = [m for m in moduli if all(pow(n, i, m) == pow(n, j, m) for n in range(m))]
    m, a = choice.pick(moduli), 1 + choice.below(config.max_modulus)
    return m, a, i, m * (1 + a // m + choice.below(3)) - a, j


def _prime(config: Config, choice: Choice) -> tuple[int, ...] | None:
    if choice.below(1000) < 1000 * config.large:
        return (_large(config, choice),)
    n = 101 + choice.below(config.max_prime - 100)
    return (n,) if least_divisor(n) > 7 else None


def _large(config: Config, choice: Choice) -> int:
    """A prime, or a product of two primes, both too large to be met by chance."""
    digits = config.min_digits + choice.below(config.max_digits - config.min_digits + 1)
    low = max(10 ** (digits - 1), TRIED)
    n = low + _below(choice, 10**digits - low)
    if choice.below(2):
        return _prime_from(n)
    smaller = _prime_from(SMALL_PRIMES[-1] + 1 + _below(choice, isqrt(n) - SMALL_PRIMES[-1]))
    return smaller * _prime_from(n // smaller)


def _below(choice: Choice, bound: int) -> int:
    """A number below a bound that may be beyond what `choice` draws from."""
    return (choice.below(10**9) + 10**9 * (choice.below(10**9) + 10**9 * choice.below(10**9))) % bound


def _prime_from(n: int) -> int:
    return next(k for k in count(n) if is_prime(k))


def _power(config: Config, choice: Choice) -> tuple[int, ...]:
    return 2 + choice.below(98), 4 + choice.below(config.max_exponent - 3), 7 + choice.below(994)


def _digits(config: Config, choice: Choice) -> tuple[int, ...]:
    return 10 + choice.below(20 * config.max_number), choice.pick([b for b in range(2, 17) if b != 10])


def _two(choice: Choice, top: int) -> tuple[int, int]:
    """Two numbers that have a common divisor more often than not."""
    common = 1 + choice.below(60)
    a, b = (common * (2 + choice.below(max(2, top // common))) for _ in range(2))
    return (a, b) if a % b and b % a else (a + common, b + 2 * common)


def _form(config: Config, choice: Choice) -> tuple[int, ...] | None:
    a, b = 1 + choice.below(12), 1 + choice.below(12)
    i, j = choice.pick(((2, 2), (2, 2), (2, 3), (3, 3), (2, 4), (3, 2), (4, 4), (6, 3)))
    if choice.below(2):
        c = a * choice.below(9) ** i + b * choice.below(9) ** j
        return (a, i, b, j, c) if 0 < c <= 20 * config.max_number else None
    c = 1 + choice.below(config.max_number)
    if obstruction(a, i, b, j, c) is None and solve_form(a, i, b, j, c) is None:
        return None
    return a, i, b, j, c


_DRAWS: Final[dict[Kind, Callable[[Config, Choice], tuple[int, ...] | None]]] = {
    Kind.GCD: _gcd,
    Kind.COMBINATION: _combination,
    Kind.REMAINDERS: _remainders,
    Kind.CONGRUENCE: _congruence,
    Kind.ALWAYS: _always,
    Kind.PRIME: _prime,
    Kind.FORM: _form,
    Kind.POWER: _power,
    Kind.DIGITS: _digits,
}

domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(NumberTheory())
