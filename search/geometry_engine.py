"""Deduction in plane geometry: which facts follow from premises, and the proof of each.

The work is native (`search/native/geometry/`): rules are matched against pictures, and angles and ratios of
lengths, and squares of distances, are linear algebra with exact coefficients. Everything works on point
indices. Proofs are strict:
directions are numbers modulo pi, of which no half is ever taken. `search.geometry_replay` checks proofs on
its own; `docs/geometry-engine.md` describes rules, relations and limits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from search import _geometry
from search.geometry import PREDICATES, IndexedFact, Picture, holds, repeats_point

MAX_ENGINE_POINTS: Final = _geometry.MAX_ENGINE_POINTS
_COINCIDENT: Final = 1e-9  # a distance, in parts of the picture's extent


Mark: TypeAlias = _geometry.Mark


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a deduction may go; each limit has an outcome of its own."""

    facts: int = 200_000
    rounds: int = 1_000
    seconds: float = 10.0
    bytes: int = 1 << 30
    distances: bool = True  # whether squares of distances are added up where nothing else follows


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of deduction: premises and conditions give the conclusion. Points are numbers of variables.

    Conditions are inequalities; they hold in the pictures, and a proof rests on them as hypotheses.
    """

    name: str
    variables: tuple[str, ...]
    premises: tuple[IndexedFact, ...]
    conclusion: IndexedFact
    conditions: tuple[IndexedFact, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A multiple of a relation of an earlier step; `docs/geometry-engine.md` numbers the relations."""

    step: int
    relation: int
    coefficient: Fraction


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a proof.

    `reason` is "premise", "algebra", "distances" or the name of a rule. Of a rule: `binding` are the points
    for its variables, `premises` the earlier steps (-1 where points coincide so that the premise says
    nothing). Of algebra: `certificates` has for each relation of the fact the combination of earlier
    relations that it is. Of distances: `certificates` has one combination, of relations of squares of
    distances; relation i of a midpoint or a parallelogram is what it says as seen from `binding[i]`.
    """

    fact: IndexedFact
    reason: str
    binding: tuple[int, ...]
    premises: tuple[int, ...]
    certificates: tuple[tuple[Term, ...], ...]

    @property
    def sources(self) -> tuple[int, ...]:
        """The earlier steps that it rests on, ascending."""
        used = {term.step for certificate in self.certificates for term in certificate}
        return tuple(sorted(used.union(step for step in self.premises if step >= 0)))

    @property
    def restates(self) -> bool:
        """Whether it says an earlier step in another way: its relations are that step's, up to sign."""
        terms = [term for certificate in self.certificates for term in certificate]
        single = all(len(certificate) == 1 for certificate in self.certificates)
        return (
            self.reason == "algebra"
            and single
            and len({t.step for t in terms}) == 1
            and all(abs(term.coefficient) == 1 for term in terms)
        )

    @property
    def conditions(self) -> tuple[IndexedFact, ...]:
        """The inequalities that the rule needs, about the points of this step."""
        if self.reason in ("premise", "algebra", "distances"):
            return ()
        return tuple(bind(condition, self.binding) for condition in RULES[self.reason].conditions)


@dataclass(frozen=True, slots=True)
class Proof:
    """Steps in an order in which each rests on earlier ones only; the last one is what is proved."""

    steps: tuple[Step, ...]

    @property
    def length(self) -> int:
        """The steps of deduction: neither premises nor restatements."""
        return sum(step.reason != "premise" and not step.restates for step in self.steps)

    @property
    def premises(self) -> tuple[IndexedFact, ...]:
        """The premises that it uses."""
        return tuple(step.fact for step in self.steps if step.reason == "premise")

    @property
    def points(self) -> frozenset[int]:
        """The points that it mentions."""
        return frozenset(
            point
            for step in self.steps
            for point in (step.fact.points if step.reason != "distances" else step.fact.points + step.binding)
        )

    @property
    def conditions(self) -> tuple[IndexedFact, ...]:
        """The inequalities that it rests on, each once; besides, all its points are different."""
        return tuple(dict.fromkeys(c for step in self.steps for c in step.conditions if c.kind != "diff"))


@dataclass(frozen=True, slots=True)
class ProofSummary:
    """What a proof amounts to, without its steps."""

    premises: int
    length: int  # steps of deduction: neither premises nor restatements
    depth: int  # the longest chain of them
    rules: int  # different rules
    terms: int  # of all certificates


class IncrementalDeduction:
    """A closure that grows by points and premises, and can go back.

    Adding a point costs what is new with it; a search over constructions keeps one closure, adds, deduces,
    and undoes. Which rules could apply at all depends on points only: to deduce from other premises on the
    same points, mark the state without premises and undo to it.
    """

    def __init__(self, pictures: int) -> None:
        """No points yet; each point will have a place in every one of `pictures` pictures."""
        if pictures < 1:
            raise ValueError("a deduction needs at least one picture in which the premises hold")
        self._native = _geometry.Closure(pictures)

    def add_point(self, places: Sequence[tuple[float, float]]) -> int:
        """Adds a point at one place (x, y) in each picture; its index, which is the largest.

        Raises ValueError for the wrong number of places, one that is not finite or that of another point, too
        many points, or a picture so regular that the rules have more than 4 million instances; then nothing
        has changed.
        """
        return self._native.add_point(places)

    def assume(self, premise: IndexedFact) -> None:
        """Adds a premise. Raises ValueError when it is false in a picture, IndexError for unknown points."""
        self._native.assume(premise.native())

    def saturate(self, goal: IndexedFact | None = None, limits: Limits | None = None) -> str:
        """Deduces until the goal is reached, or everything when there is none; the outcome.

        Outcomes are "proved" (the goal was reached), "saturated" (nothing more follows), "out_of_facts",
        "out_of_rounds", "out_of_time" or "out_of_memory". What was deduced is kept in any case.
        """
        limits = limits or Limits()
        wanted = None if goal is None else goal.native()
        return self._native.saturate(
            wanted, limits.facts, limits.rounds, limits.seconds, limits.bytes, limits.distances
        )

    def mark(self) -> Mark:
        """The present state, to go back to; valid until the closure is undone to an earlier one."""
        return self._native.mark()

    def undo(self, mark: Mark) -> None:
        """Goes back to exactly the state that was marked. Raises ValueError for one of another past."""
        self._native.undo(mark)

    @property
    def points(self) -> int:
        """How many points there are."""
        return self._native.points

    @property
    def candidates(self) -> int:
        """How many instances of rules the pictures allow, similar triangles apart."""
        return self._native.candidates

    @property
    def bytes(self) -> int:
        """About how much memory the closure's lists hold; `Limits.bytes` bounds it."""
        return self._native.bytes

    @property
    def rounds(self) -> int:
        """How many times everything was looked through."""
        return self._native.rounds

    @property
    def work(self) -> int:
        """How many instances of rules were found to have all their premises."""
        return self._native.work

    @property
    def facts(self) -> tuple[IndexedFact, ...]:
        """Premises and conclusions of rules, in the order in which they were found."""
        return tuple(indexed_fact(fact) for fact, _, _ in self._native.facts())

    def proved(self, fact: IndexedFact) -> bool:
        """Whether the fact follows; more do than `facts` lists, through algebra."""
        return self._native.proved(fact.native())

    def summary(self, fact: IndexedFact) -> ProofSummary | None:
        """What the proof of a fact amounts to; None when it has not been proved."""
        found = self._native.summary(fact.native())
        return None if found is None else ProofSummary(*found)

    def proof(self, fact: IndexedFact) -> Proof | None:
        """The proof of a fact; None when it has not been proved.

        Its last step is the fact, the points of a `cyclic` perhaps in another order.
        """
        steps = self._native.trace(fact.native())
        return None if steps is None else read_proof(steps)

    def joint_proof(self, facts: Sequence[IndexedFact]) -> tuple[Proof, tuple[int | None, ...]]:
        """One proof of several facts, which share its steps, and the step of each; None if not proved."""
        steps, places = self._native.trace_all([fact.native() for fact in facts])
        return read_proof(steps), tuple(place if place >= 0 else None for place in places)


class Deduction(IncrementalDeduction):
    """The closure of premises under rules and algebra, as far as the limits allowed.

    `outcome` is that of `saturate`, or "false_in_a_picture": so is the goal, and nothing was deduced.
    """

    outcome: str

    def __init__(
        self,
        pictures: Sequence[Picture],
        premises: Iterable[IndexedFact],
        goal: IndexedFact | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Deduces from the premises until the goal is reached, or everything when there is none.

        `pictures` are one or more arrays (points, 2) in which all premises hold; a fact is only considered if
        it holds in all of them. Raises ValueError for pictures that are not finite, of different or too many
        points, or with two points in one place; when a premise is false in one of them; and when a premise or
        the goal is malformed or repeats a point where it needs two.
        """
        stack = _stacked(pictures)
        premises = list(premises)
        for fact in [*premises, *([] if goal is None else [goal])]:
            if repeats_point(fact.kind, fact.points):
                raise ValueError(f"{fact.kind} {fact.points} repeats a point where it needs different ones")
        super().__init__(len(stack))
        self._native = _geometry.Closure(stack, [premise.native() for premise in premises])
        if goal is not None and not all(holds([goal], picture)[0] for picture in stack):
            self.outcome = "false_in_a_picture"
            return
        self.outcome = self.saturate(goal, limits)


def _stacked(pictures: Sequence[Picture]) -> NDArray[np.float64]:
    """The pictures as one array (pictures, points, 2); raises ValueError for what a deduction cannot use."""
    if not pictures:
        raise ValueError("a deduction needs at least one picture in which the premises hold")
    shapes = {np.shape(picture) for picture in pictures}
    shape = shapes.pop()
    if shapes or len(shape) != 2 or shape[1] != 2:
        raise ValueError("the pictures must be arrays of one shape (points, 2)")
    if shape[0] > MAX_ENGINE_POINTS:
        raise ValueError(f"{shape[0]} points; a deduction takes at most {MAX_ENGINE_POINTS}")
    stack = np.ascontiguousarray(np.stack(list(pictures)), np.float64)
    if not np.isfinite(stack).all():
        raise ValueError("a coordinate of a picture is not a finite number")
    places = stack[..., 0] + 1j * stack[..., 1]
    distances = np.abs(places[:, :, None] - places[:, None, :])
    near = distances <= _COINCIDENT * distances.max(axis=(1, 2), initial=0, keepdims=True)
    for _, a, b in np.argwhere(np.triu(near, 1)):
        raise ValueError(f"points {a} and {b} coincide in a picture")
    return stack


def minimal_proof(
    pictures: Sequence[Picture],
    premises: Iterable[IndexedFact],
    goal: IndexedFact,
    limits: Limits | None = None,
) -> Proof | None:
    """A proof from which no premise can be left out; the shortest that was met. None when there is no proof.

    Premises are dropped one at a time, in their order, as long as the engine still reaches the goal.
    """
    best = Deduction(pictures, premises, goal, limits).proof(goal)
    if best is None:
        return None
    kept = list(best.premises)
    for premise in tuple(kept):
        if premise not in kept:
            continue
        found = Deduction(pictures, [p for p in kept if p != premise], goal, limits).proof(goal)
        if found is not None:
            kept = [p for p in kept if p in found.premises]
            best = found
    again = Deduction(pictures, kept, goal, limits).proof(goal)
    return best if again is None else min(best, again, key=lambda proof: proof.length)


def bind(schema: IndexedFact, binding: Sequence[int]) -> IndexedFact:
    """A rule's predicate with points for its variables."""
    return IndexedFact(schema.kind, tuple(binding[i] for i in schema.points), schema.value)


@lru_cache(maxsize=4096)
def _fraction(numerator: int, denominator: int) -> Fraction:
    # The same few coefficients come again and again.
    return Fraction(numerator, denominator)


def read_proof(steps: Iterable[_geometry.Derivation]) -> Proof:
    """A proof from the form that the native module gives."""
    return Proof(
        tuple(
            Step(
                indexed_fact(said),
                reason,
                tuple(binding),
                tuple(premises),
                tuple(
                    tuple(Term(step, relation, _fraction(n, d)) for step, relation, n, d in certificate)
                    for certificate in certificates
                ),
            )
            for said, reason, binding, premises, certificates in steps
        )
    )


def indexed_fact(native: tuple[str, tuple[int, ...], int, int]) -> IndexedFact:
    """A fact from the form that the native module gives."""
    kind, points, numerator, denominator = native
    return IndexedFact(
        kind, points, Fraction(numerator, denominator) if PREDICATES[kind].takes_value else None
    )


def _rule(name: str, text: str) -> Rule:
    names, _, rest = text.partition(":")
    premises, _, rest = rest.partition("=>")
    conclusion, _, conditions = rest.partition("|")
    variables = tuple(names.split())

    def schemas(listed: str) -> tuple[IndexedFact, ...]:
        parts = [part.split() for part in listed.split(",") if part.strip()]
        return tuple(IndexedFact(kind, tuple(map(variables.index, points))) for kind, *points in parts)

    return Rule(name, variables, schemas(premises), schemas(conclusion)[0], schemas(conditions))


RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {name: _rule(name, text) for name, text in _geometry.rules()}
)
