"""Puzzles of knights, knaves and spies: who says what, when two puzzles are the same, and their solutions.

Of `people` persons, numbered from 1, each is a knight, whose sayings are true, or a knave, whose sayings are
false; where there is a spy, just one of them is that instead, whose sayings may be either. A literal is a
number: x says that x is a knight, `people + x` that x is the spy, and a negative one the opposite.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import TypeAlias

from generators.canonical import LabelledGraph, canonical_order

Kinds: TypeAlias = tuple[bool, ...]  # by variable: first who is a knight, then who is the spy


class Op(StrEnum):
    """How a saying is made of literals."""

    IS = "is"
    AND = "and"
    OR = "or"
    IF = "if"
    IFF = "iff"


@dataclass(frozen=True, slots=True, order=True)
class Saying:
    """What someone says: one literal, or two of different persons; `right` is 0 where there is one."""

    speaker: int
    op: Op
    left: int
    right: int = 0

    @property
    def literals(self) -> tuple[int, ...]:
        """The literals that it has."""
        return (self.left, self.right) if self.right else (self.left,)

    def __str__(self) -> str:
        return f"{self.speaker} {self.op} {' '.join(map(str, self.literals))}"


@dataclass(frozen=True, slots=True)
class Question:
    """Who is what?"""

    people: int
    spy: bool
    sayings: tuple[Saying, ...]

    def __str__(self) -> str:
        return "; ".join((f"{self.people}{' spy' if self.spy else ''}", *map(str, self.sayings)))

    @property
    def variables(self) -> int:
        """Knights first, then spies where there may be one."""
        return self.people * (1 + self.spy)

    def person(self, literal: int) -> int:
        """Whom a literal is about."""
        return (abs(literal) - 1) % self.people + 1


_HEAD = re.compile(r"(\d+)( spy)?")
_SAYING = re.compile(r"(\d+) (is|and|or|if|iff) (-?\d+)(?: (-?\d+))?")


def parse(text: str) -> Question:
    """The question of a text such as `2; 1 is -2; 2 iff 1 2`; raises ValueError."""
    first, *rest = text.split("; ")
    head, found = _HEAD.fullmatch(first), [_SAYING.fullmatch(part) for part in rest]
    if head is None or not found or None in found:
        raise ValueError(f"{text!r} is not a puzzle: write 2; 1 is -2; 2 iff 1 2, persons numbered from 1")
    sayings = tuple(Saying(int(m[1]), Op(m[2]), int(m[3]), int(m[4] or 0)) for m in found if m)
    question = Question(int(head[1]), head[2] is not None, sayings)
    for saying in sayings:
        if not 1 <= saying.speaker <= question.people or any(
            not 1 <= abs(x) <= question.variables for x in saying.literals
        ):
            raise ValueError(f"{saying} is about none of the {question.people} persons of {text!r}")
    return question


def true_in(saying: Saying, kinds: Kinds) -> bool:
    """Whether what is said is so."""
    values = [kinds[abs(x) - 1] == (x > 0) for x in saying.literals]
    match saying.op:
        case Op.IS:
            return values[0]
        case Op.AND:
            return all(values)
        case Op.OR:
            return any(values)
        case Op.IF:
            return not values[0] or values[1]
        case Op.IFF:
            return values[0] == values[1]


def fits(question: Question, saying: Saying, kinds: Kinds) -> bool:
    """Whether someone of that kind may say it."""
    if question.spy and kinds[question.people + saying.speaker - 1]:
        return True
    return true_in(saying, kinds) == kinds[saying.speaker - 1]


def all_kinds(people: int, spy: bool) -> list[Kinds]:
    """Everything that they could be, before anyone has spoken."""
    knights = list(product((False, True), repeat=people))
    if not spy:
        return knights
    spies = [tuple(n == place for n in range(people)) for place in range(people)]
    return [k + s for s in spies for k in knights if not any(a and b for a, b in zip(k, s, strict=True))]


@lru_cache(maxsize=256)
def solutions(question: Question) -> tuple[Kinds, ...]:
    """All that fits everything that is said."""
    return tuple(
        kinds
        for kinds in all_kinds(question.people, question.spy)
        if all(fits(question, saying, kinds) for saying in question.sayings)
    )


def canonical(question: Question) -> Question:
    """The puzzle with persons numbered and sayings ordered in the canonical way."""
    sayings = sorted({_normal(question, saying) for saying in question.sayings})
    colours = [0] * question.people
    edges = []
    for node, saying in enumerate(sayings, question.people):
        same = saying.op is Op.IFF and saying.right > 0
        colours.append(1 + list(Op).index(saying.op) + len(Op) * same)
        edges.append((saying.speaker - 1, 0, node))
        for place, literal in enumerate(saying.literals):
            label = 1 + (literal > 0) + 2 * (abs(literal) > question.people)
            if saying.op is Op.IFF:
                label = 1 + 2 * (abs(literal) > question.people)
            edges.append(
                (node, label + 4 * (saying.op is Op.IF and place == 1), question.person(literal) - 1)
            )
    order = canonical_order(LabelledGraph(tuple(colours), tuple(edges)))
    number = {person: place + 1 for person, place in enumerate(order[: question.people], 1)}

    def renamed(literal: int) -> int:
        new = number[question.person(literal)] + question.people * (abs(literal) > question.people)
        return new if literal > 0 else -new

    moved = (
        Saying(number[s.speaker], s.op, renamed(s.left), renamed(s.right) if s.right else 0) for s in sayings
    )
    return Question(question.people, question.spy, tuple(sorted(_normal(question, s) for s in moved)))


def _normal(question: Question, saying: Saying) -> Saying:
    """What is symmetric in a saying put in order; of "exactly when" only the product of signs counts."""
    if saying.op in (Op.IS, Op.IF):
        return saying
    left, right = sorted(saying.literals, key=lambda x: (abs(x), x))
    if saying.op is Op.IFF:
        left, right = abs(left), abs(right) if (left > 0) == (right > 0) else -abs(right)
    return Saying(saying.speaker, saying.op, left, right)
