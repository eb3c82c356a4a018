"""Functions given by recursion, claims about all their values, and what decides them.

A closed form is decided by its coefficients, a remainder by the orbit of the recursion among the remainders:
a finite set that contains the first and is closed, which is the invariant that an induction needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is given of f, and what is claimed."""

    SUM = "sum"  # f 0 = start, f (n+1) = f n + (p n + q); f n = a n n + e n + start
    GROWTH = "growth"  # f 0 = start, f (n+1) = p f n + q; f n + a = p^n e
    RESIDUE = "residue"  # the same f; some f n leaves remainder e modulo a
    LIST = "list"  # f [] = start, f (x::l) = (p x + q) + f l; f (k ++ l) + a = f k + f l, e is 0


@dataclass(frozen=True, slots=True)
class Question:
    """A function and a claim about it; the letters are those of `Kind`."""

    kind: Kind
    start: int
    p: int
    q: int
    a: int
    e: int

    def __str__(self) -> str:
        return f"{self.kind} {self.start} {self.p} {self.q} ? {self.a} {self.e}"


def parse(text: str) -> Question:
    """The question of a text such as `sum 5 6 5 ? 3 2`; raises ValueError."""
    given, _, claimed = text.partition(" ? ")
    kind, *numbers = given.split()
    numbers += claimed.split()
    if kind not in list(Kind) or len(numbers) != 5 or not all(number.isdecimal() for number in numbers):
        raise ValueError(f"{text!r} is not a question about a recursion: write sum 5 6 5 ? 3 2")
    return Question(Kind(kind), *map(int, numbers))


def following(question: Question, n: int, value: int) -> int:
    """f (n+1) from f n; not for lists."""
    if question.kind is Kind.SUM:
        return value + question.p * n + question.q
    return question.p * value + question.q


def claimed(question: Question, n: int) -> tuple[int, int]:
    """What a closed form adds to f n, and what it says this makes."""
    if question.kind is Kind.SUM:
        return 0, question.a * n * n + question.e * n + question.start
    return question.a, question.p**n * question.e


def orbit(question: Question) -> list[int]:
    """The remainders of f 0, f 1, ... up to the first that was there before."""
    found: list[int] = []
    remainder = question.start % question.a
    while remainder not in found:
        found.append(remainder)
        remainder = (question.p * remainder + question.q) % question.a
    return found


def holds(question: Question) -> bool:
    """Whether the claim is true."""
    match question.kind:
        case Kind.SUM:
            return 2 * question.a == question.p and question.a + question.e == question.q
        case Kind.GROWTH:
            fixed = question.q + question.a == question.p * question.a
            return fixed and question.e == question.start + question.a
        case Kind.RESIDUE:
            return question.e in orbit(question)
        case Kind.LIST:
            return question.a == question.start


def counterexample(question: Question) -> list[int]:
    """f 0, f 1, ... up to the first value that is not as a false closed form says."""
    found = [question.start]
    while True:
        n = len(found) - 1
        more, said = claimed(question, n)
        if found[n] + more != said:
            return found
        found.append(following(question, n, found[n]))
