"""What the answer to a question about constraints is, with its certificate."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from generators.linear.constraint import Constraint, Question, Relation
from generators.linear.eliminate import Row, decide


class Answer(StrEnum):
    """Of a claim: it follows, its opposite does, neither does. Of premises: they can all hold, or cannot."""

    YES = "yes"
    NO = "no"
    OPEN = "open"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Refutation:
    """Why the premises and one more constraint, if there is one, cannot all hold."""

    assumed: Constraint | None
    row: Row


Link: TypeAlias = tuple[int, bool]  # a premise by its number, and whether it is read from right to left


@dataclass(frozen=True, slots=True)
class Chain:
    """Premises that lead from one variable up to another."""

    start: int
    links: tuple[Link, ...]
    strict: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The answer, and what shows it: refutations, chains, or points (open: one where it holds first)."""

    answer: Answer
    refutations: tuple[Refutation, ...] = ()
    chains: tuple[Chain, ...] = ()
    points: tuple[tuple[Fraction, ...], ...] = ()


@lru_cache(maxsize=64)
def find(question: Question) -> Found | None:
    """The answer; None where the search gave up, or premises under a claim contradict each other."""
    whole = decide(question.premises, question.variables, question.rational)
    if whole is None:
        return None
    if question.claim is None:
        return _alone(question, whole)
    return None if isinstance(whole, Row) else _claimed(question, question.claim)


def _alone(question: Question, whole: Row | tuple[Fraction, ...]) -> Found:
    """Whether the premises can all hold."""
    if not isinstance(whole, Row):
        return Found(Answer.POSSIBLE, points=(whole,))
    if question.is_order:
        return Found(Answer.IMPOSSIBLE, chains=_cycle(question))
    return Found(Answer.IMPOSSIBLE, (Refutation(None, whole),))


def _claimed(question: Question, claim: Constraint) -> Found | None:
    """What the premises, which can all hold, say of the claim."""
    against = [_with(question, c) for c in opposites(claim)]
    if all(isinstance(found, Refutation) for found in against):
        return _proved(Answer.YES, question, claim, against)
    holding = _with(question, claim)
    if isinstance(holding, Refutation):
        return _proved(Answer.NO, question, claim.negation(), [holding])
    other = next((found for found in against if isinstance(found, tuple)), None)
    if holding is None or other is None:
        return None
    return Found(Answer.OPEN, points=(holding, other))


def opposites(claim: Constraint) -> tuple[Constraint, ...]:
    """Constraints of which one holds where the claim does not; of `L = R` these are `R < L` and `L < R`."""
    if claim.relation is not Relation.EQ:
        return (claim.negation(),)
    less = Constraint(claim.terms, Relation.LT, claim.bound)
    more = Constraint(tuple((v, -a) for v, a in claim.terms), Relation.LT, -claim.bound)
    return more, less


def _with(question: Question, c: Constraint) -> Refutation | tuple[Fraction, ...] | None:
    found = decide((*question.premises, c), question.variables, question.rational)
    return Refutation(c, found) if isinstance(found, Row) else found


def _proved(answer: Answer, question: Question, target: Constraint, refuted: Sequence[object]) -> Found:
    if question.is_order:
        return Found(answer, chains=_chains(question, target))
    return Found(answer, tuple(r for r in refuted if isinstance(r, Refutation)))


def ends(c: Constraint) -> tuple[int, int]:
    """The variables of a constraint about order: the one that is not greater first."""
    (first, sign), (second, _) = c.terms
    return (first, second) if sign > 0 else (second, first)


def _chains(question: Question, target: Constraint) -> tuple[Chain, ...]:
    low, high = ends(target)
    if target.relation is Relation.EQ:
        return _chain(question, low, high, False), _chain(question, high, low, False)
    if target.relation is Relation.NE:
        chains = [_climb(question, low, high, True), _climb(question, high, low, True)]
        return (min((c for c in chains if c is not None), key=lambda c: len(c.links)),)
    return (_chain(question, low, high, target.relation is Relation.LT),)


def _cycle(question: Question) -> tuple[Chain, ...]:
    chains = (_climb(question, v, v, True) for v in range(question.variables))
    return (min((c for c in chains if c is not None), key=lambda c: (len(c.links), c.start)),)


def _chain(question: Question, low: int, high: int, strict: bool) -> Chain:
    found = _climb(question, low, high, strict)
    assert found is not None, "elimination found what no chain shows"
    return found


def _climb(question: Question, low: int, high: int, strict: bool) -> Chain | None:
    """A shortest chain, by breadth-first search over variables and whether it has been strict so far."""
    links: list[tuple[int, int, bool, Link]] = []
    for number, c in enumerate(question.premises):
        a, b = ends(c)
        links.append((a, b, c.relation is Relation.LT, (number, False)))
        if c.relation is Relation.EQ:
            links.append((b, a, False, (number, True)))
    came: dict[tuple[int, bool], tuple[tuple[int, bool], Link] | None] = {(low, False): None}
    queue = deque(came)
    while queue:
        state = queue.popleft()
        if state != (low, False) and state[0] == high and (state[1] or not strict):
            path: list[Link] = []
            at: tuple[int, bool] = state
            while (step := came[at]) is not None:
                at, link = step
                path.append(link)
            return Chain(low, tuple(reversed(path)), state[1])
        for a, b, sharp, link in links:
            if a == state[0] and (b, state[1] or sharp) not in came:
                came[b, state[1] or sharp] = (state, link)
                queue.append((b, state[1] or sharp))
    return None
