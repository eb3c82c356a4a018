"""Congruence closure with explanations: which ground terms equations make equal, and why.

Terms that are equal because their arguments are get an edge of their own, after the edges that make the
arguments equal; an explanation is a shortest path over edges older than what it explains: no circles.
Source: R. Nieuwenhuis, A. Oliveras, "Fast congruence closure and extensions" (2007), here by rounds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from generators.congruence.term import Equation, Question, Term


@dataclass(frozen=True, slots=True)
class Link:
    """Two equal terms: by the premise of that number, or (None) because their arguments are equal."""

    left: Term
    right: Term
    premise: int | None


@dataclass(frozen=True, slots=True)
class Hop:
    """A link as it is walked along, and its number."""

    link: int
    source: Term
    target: Term


class Closure:
    """The equalities between the terms given that follow from equations."""

    def __init__(self, terms: Sequence[Term], equations: Sequence[tuple[int, Equation]]) -> None:
        self.links: list[Link] = []
        self._around: dict[Term, list[tuple[int, Term]]] = {term: [] for term in terms}
        self._parent: dict[Term, Term] = {term: term for term in terms}
        for number, equation in equations:
            self._add(Link(equation.left, equation.right, number))
        self._saturate([term for term in terms if term.arguments])

    def _saturate(self, applications: Sequence[Term]) -> None:
        changed = True
        while changed:
            changed = False
            first: dict[tuple[int, tuple[Term, ...]], Term] = {}
            for term in applications:
                key = (term.symbol, tuple(self.root(argument) for argument in term.arguments))
                other = first.setdefault(key, term)
                if self.root(other) != self.root(term):
                    self._add(Link(other, term, None))
                    changed = True

    def _add(self, link: Link) -> None:
        number = len(self.links)
        self.links.append(link)
        self._around[link.left].append((number, link.right))
        self._around[link.right].append((number, link.left))
        self._parent[self.root(link.left)] = self.root(link.right)

    def root(self, term: Term) -> Term:
        """The representative of the term's class."""
        while self._parent[term] != term:
            term = self._parent[term]
        return term

    def equal(self, left: Term, right: Term) -> bool:
        """Whether the equations make the terms equal."""
        return self.root(left) == self.root(right)

    def path(self, left: Term, right: Term, before: int | None = None) -> tuple[Hop, ...]:
        """A shortest walk from one term to an equal one along links with a number below `before`."""
        limit = len(self.links) if before is None else before
        came: dict[Term, Hop | None] = {left: None}
        queue = deque([left])
        while queue and right not in came:
            term = queue.popleft()
            for number, other in self._around[term]:
                if number < limit and other not in came:
                    came[other] = Hop(number, term, other)
                    queue.append(other)
        hops: list[Hop] = []
        hop = came[right]
        while hop is not None:
            hops.append(hop)
            hop = came[hop.source]
        return tuple(reversed(hops))


def closure(question: Question, assumed: Equation | None = None) -> Closure:
    """The closure of the premises; what is assumed beside them has the number after the last."""
    equations = list(enumerate(question.premises))
    if assumed is not None:
        equations.append((len(question.premises), assumed))
    return Closure(question.terms(), [(number, e) for number, e in equations if e.equal])


def clash(question: Question, classes: Closure) -> int | None:
    """The number of a premise that says two terms are not equal that are."""
    return next(
        (n for n, e in enumerate(question.premises) if not e.equal and classes.equal(e.left, e.right)), None
    )
