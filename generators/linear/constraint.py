"""Linear constraints between integers or rational numbers, questions about them, their canonical texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from generators.canonical import LabelledGraph, canonical_order

_RATIONAL = "rational: "
_TERM = re.compile(r"([+-]\d+)x(\d+)")
_CONSTRAINT = re.compile(r"((?:[+-]\d+x\d+)*) (<=|<|=|!=) (-?\d+)")


class Relation(StrEnum):
    """How the sum of the terms is to the bound."""

    LE = "<="
    LT = "<"
    EQ = "="
    NE = "!="

    @property
    def symbol(self) -> str:
        """As Lean writes it."""
        return {"<=": "≤", "!=": "≠"}.get(self.value, self.value)


@dataclass(frozen=True, slots=True, order=True)
class Constraint:
    """A sum of terms (variable, coefficient that is not 0), ordered by variables, against a bound."""

    terms: tuple[tuple[int, int], ...]
    relation: Relation
    bound: int

    def __str__(self) -> str:
        return "".join(f"{a:+}x{v}" for v, a in self.terms) + f" {self.relation} {self.bound}"

    @property
    def sides(
        self,
    ) -> tuple[tuple[tuple[tuple[int, int], ...], int], tuple[tuple[tuple[int, int], ...], int]]:
        """Both sides with nothing negative in them: the terms and the constant of each."""
        left = tuple((v, a) for v, a in self.terms if a > 0)
        right = tuple((v, -a) for v, a in self.terms if a < 0)
        return (left, max(-self.bound, 0)), (right, max(self.bound, 0))

    def negation(self) -> Constraint:
        """What holds exactly when this does not."""
        if self.relation in (Relation.EQ, Relation.NE):
            other = Relation.NE if self.relation is Relation.EQ else Relation.EQ
            return Constraint(self.terms, other, self.bound)
        other = Relation.LT if self.relation is Relation.LE else Relation.LE
        return Constraint(tuple((v, -a) for v, a in self.terms), other, -self.bound)

    def holds(self, point: Sequence[Fraction]) -> bool:
        """Whether it is true when the variables have these values."""
        value = sum((a * point[v] for v, a in self.terms), Fraction(0))
        if self.relation is Relation.LE:
            return value <= self.bound
        if self.relation is Relation.LT:
            return value < self.bound
        return (value == self.bound) is (self.relation is Relation.EQ)


def constraint(terms: Mapping[int, int], relation: Relation, bound: int) -> Constraint:
    """The constraint with these coefficients; the first of an equation is made positive."""
    listed = tuple((v, a) for v, a in sorted(terms.items()) if a)
    if relation is Relation.EQ and listed and listed[0][1] < 0:
        listed, bound = tuple((v, -a) for v, a in listed), -bound
    return Constraint(listed, relation, bound)


@dataclass(frozen=True, slots=True)
class Question:
    """Does the claim follow from the premises? Without a claim: can the premises all hold?

    The variables are integers, or rational numbers.
    """

    premises: tuple[Constraint, ...]
    claim: Constraint | None
    rational: bool = False

    @property
    def variables(self) -> int:
        """How many there are; they are numbered from 0."""
        return 1 + max((v for c in self.constraints for v, _ in c.terms), default=0)

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """The premises, then the claim if there is one."""
        return self.premises if self.claim is None else (*self.premises, self.claim)

    @property
    def is_order(self) -> bool:
        """Whether all is about which of two integers is greater."""
        return not self.rational and all(
            c.bound == 0 and sorted(a for _, a in c.terms) == [-1, 1] for c in self.constraints
        )

    def __str__(self) -> str:
        kind = _RATIONAL if self.rational else ""
        said = "; ".join(map(str, self.premises))
        return f"{kind}{said} |- {'' if self.claim is None else self.claim}".rstrip()


def parse(text: str) -> Question:
    """The question of a text such as `+2x0-1x1 <= 5; +1x1 < 3 |- +1x0 <= 3`; raises ValueError.

    With `rational: ` before it, the variables are rational numbers.
    """
    premises, mark, claim = text.removeprefix(_RATIONAL).partition(" |-")
    if not mark:
        raise ValueError(
            f"{text!r} is not a question about constraints: write `+2x0-1x1 <= 5; ... |- +1x0 < 3`"
        )
    return Question(
        tuple(_parse(part) for part in premises.split("; ")),
        _parse(claim.strip()) if claim.strip() else None,
        text.startswith(_RATIONAL),
    )


def _parse(text: str) -> Constraint:
    match = _CONSTRAINT.fullmatch(text)
    terms = tuple((int(v), int(a)) for a, v in _TERM.findall(match[1])) if match else ()
    if match is None or any(v >= w for (v, _), (w, _) in pairwise(terms)) or any(a == 0 for _, a in terms):
        raise ValueError(f"{text!r} is not a linear constraint: write `+2x0-1x1 <= 5`")
    return Constraint(terms, Relation(match[2]), int(match[3]))


def canonical(question: Question) -> Question:
    """The question with variables numbered, and premises ordered, in the canonical way."""
    question = replace(question, premises=tuple(dict.fromkeys(question.premises)))
    used = sorted({v for c in question.constraints for v, _ in c.terms})
    number = {v: i for i, v in enumerate(used)}
    kinds: list[tuple[int, int, Relation, int]] = [(0, 0, Relation.EQ, 0)] * len(used)
    edges = []
    for place, c in enumerate(question.constraints):
        # An equation is the same with both sides exchanged: it is a pair of nodes, one for each way round.
        signs = (1, -1) if c.relation is Relation.EQ else (1,)
        for sign in signs:
            node = len(kinds)
            edges += [(node, sign * a, number[v]) for v, a in c.terms]
            kinds.append((1, int(place < len(question.premises)), c.relation, sign * c.bound))
        if len(signs) == 2:
            edges += [(node, 0, node - 1), (node - 1, 0, node)]
    colours = {kind: colour for colour, kind in enumerate(sorted(set(kinds)))}
    order = canonical_order(LabelledGraph(tuple(colours[kind] for kind in kinds), tuple(edges)))
    # Nodes of variables have the least colour, so they have the first places.
    renamed = [
        constraint({order[number[v]]: a for v, a in c.terms}, c.relation, c.bound)
        for c in question.constraints
    ]
    premises = tuple(sorted(renamed[: len(question.premises)]))
    return replace(question, premises=premises, claim=None if question.claim is None else renamed[-1])
