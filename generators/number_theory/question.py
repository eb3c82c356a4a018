"""Questions of number theory: a kind and its numbers; their canonical texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is asked of the numbers."""

    GCD = "gcd"  # a, b: which is their greatest common divisor?
    COMBINATION = "combination"  # a, b, c: has a x + b y = c integer solutions?
    REMAINDERS = "remainders"  # r, m, s, n: is there a number that leaves r modulo m and s modulo n?
    CONGRUENCE = "congruence"  # a, b, m: which numbers x make a x leave b modulo m?
    ALWAYS = "always"  # m, a, i, b, j: does m divide a n^i + b n^j for all n?
    PRIME = "prime"  # n: is it prime?
    FORM = "form"  # a, i, b, j, c: has a x^i + b y^j = c solutions in natural numbers?
    POWER = "power"  # b, n, m: which remainder does b^n leave modulo m?
    DIGITS = "digits"  # n, b: which are its digits in base b?


_COUNTS = {
    Kind.GCD: 2,
    Kind.COMBINATION: 3,
    Kind.REMAINDERS: 4,
    Kind.CONGRUENCE: 3,
    Kind.ALWAYS: 5,
    Kind.PRIME: 1,
    Kind.FORM: 5,
    Kind.POWER: 3,
    Kind.DIGITS: 2,
}


@dataclass(frozen=True, slots=True)
class Question:
    """A kind of question and the numbers that it is about, all positive (what is left may be 0)."""

    kind: Kind
    numbers: tuple[int, ...]

    def __str__(self) -> str:
        return " ".join((self.kind, *map(str, self.numbers)))


def parse(text: str) -> Question:
    """The question of a text such as `gcd 252 105`; raises ValueError."""
    name, *rest = text.split()
    if name not in list(Kind) or not all(part.isdigit() for part in rest):
        raise ValueError(f"{text!r} is not a question of number theory: write {', '.join(Kind)} and numbers")
    kind = Kind(name)
    if len(rest) != _COUNTS[kind]:
        raise ValueError(f"{text!r}: {kind} takes {_COUNTS[kind]} numbers")
    return Question(kind, tuple(map(int, rest)))


def canonical(question: Question) -> Question:
    """The question with what may be exchanged in a fixed order."""
    n = question.numbers
    if question.kind is Kind.GCD:
        n = (max(n), min(n))
    elif question.kind is Kind.COMBINATION:
        n = (max(n[:2]), min(n[:2]), n[2])
    elif question.kind is Kind.REMAINDERS:
        (m, r), (k, s) = sorted(((n[1], n[0]), (n[3], n[2])))
        n = (r, m, s, k)
    elif question.kind is Kind.ALWAYS:
        first, second = sorted((n[1:3], n[3:5]), key=lambda term: (-term[1], term[0]))
        n = (n[0], *first, *second)
    elif question.kind is Kind.FORM:
        first, second = sorted((n[:2], n[2:4]))
        n = (*first, *second, n[4])
    return Question(question.kind, n)
