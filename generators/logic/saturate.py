"""Saturation by resolution, with a best-first search over which lemma to expand; what it proves is a graph.

A node of the search is a lemma. To expand one is to resolve it with every lemma that was expanded before, on
both sides; of what is new the best `children` are kept, each a child of the lemma that was expanded. The
frontier holds the best `beam` lemmas that wait. A lemma that an older one subsumes is not new, and one that a
newer one subsumes is not expanded any more, so nothing is proved twice.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from generators.choice import Choice
from generators.logic.clause import Clause
from generators.logic.resolve import resolvents, subsumes

Weight: TypeAlias = Annotated[float, Meta(ge=-100, le=100)]
Shape: TypeAlias = tuple[int | None, tuple[int, ...]]  # the predicates of a clause: head, body


class Scoring(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What makes a lemma worth expanding; the score is the sum of the measures with these weights."""

    novelty: Weight = 4.0  # 1 / (1 + lemmas so far with the same predicates)
    depth: Weight = 1.0  # inferences one after the other in its proof
    size: Weight = -1.0  # atoms and variables
    uses: Weight = 1.5  # lemmas in its proof that are used more than once there
    chance: Weight = 3.0  # a random number from 0 to 1, so that searches differ


@dataclass(frozen=True, slots=True)
class Lemma:
    """A node: a clause, the lemmas that it was resolved from (none: an axiom), and what its proof uses.

    `proof` has a bit for each lemma of the whole proof, itself included.
    """

    clause: Clause
    premises: tuple[int, ...]
    depth: int
    proof: int


@dataclass(slots=True)
class Graph:
    """All lemmas of a search, axioms first, premises before what rests on them."""

    axioms: int
    lemmas: list[Lemma]
    expanded: list[int] = field(default_factory=list)
    generated: int = 0  # resolvents, those that were not new among them
    contradictory: bool = False

    def steps(self, lemma: Lemma) -> list[int]:
        """The lemmas, in order, that the proof of one consists of; axioms left out."""
        proof = lemma.proof >> self.axioms
        return [self.axioms + i for i in range(proof.bit_length()) if proof >> i & 1]

    def needed(self, lemma: Lemma) -> list[int]:
        """The axioms, by number, that the proof of a lemma rests on."""
        return [i for i in range(self.axioms) if lemma.proof >> i & 1]

    def reused(self, lemma: Lemma) -> int:
        """How many lemmas of a proof are used more than once in it."""
        uses: Counter[int] = Counter()
        for step in {*self.steps(lemma)}:
            uses.update(self.lemmas[step].premises)
        return sum(count > 1 and number >= self.axioms for number, count in uses.items())


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a search goes, in counts."""

    nodes: int  # lemmas that are expanded, the axioms among them
    beam: int
    children: int
    conditions: int  # of a lemma's body
    variables: int


def saturate(axioms: Sequence[Clause], bounds: Bounds, scoring: Scoring, choice: Choice) -> Graph:
    """The graph of a search. It is `contradictory` when the axioms are found to be so."""
    graph = Graph(len(axioms), [])
    search = _Search(graph, bounds, scoring, choice)
    for number, axiom in enumerate(axioms):
        search.add(Lemma(axiom, (), 0, 1 << number))
    search.frontier = [(-1e9, number) for number in range(len(axioms))]
    while search.frontier and len(graph.expanded) < bounds.nodes and not graph.contradictory:
        _, number = heapq.heappop(search.frontier)
        if number not in search.dead:
            search.expand(number)
    return graph


@dataclass(slots=True)
class _Search:
    graph: Graph
    bounds: Bounds
    scoring: Scoring
    choice: Choice
    frontier: list[tuple[float, int]] = field(default_factory=list)  # of least cost first
    dead: set[int] = field(default_factory=set)  # subsumed by newer ones
    by_head: dict[int | None, list[int]] = field(default_factory=dict)
    shapes: Counter[Shape] = field(default_factory=Counter)

    def add(self, lemma: Lemma) -> int:
        """Put a lemma into the graph; those that it subsumes are expanded no more."""
        number = len(self.graph.lemmas)
        name = _head(lemma.clause)
        for older in range(number) if name is None else self.by_head.get(name, ()):
            if older not in self.dead and subsumes(lemma.clause, self.graph.lemmas[older].clause):
                self.dead.add(older)
        self.graph.lemmas.append(lemma)
        self.by_head.setdefault(name, []).append(number)
        self.shapes[_shape(lemma.clause)] += 1
        return number

    def expand(self, number: int) -> None:
        """Resolve a lemma with those that were expanded before, and with itself."""
        graph = self.graph
        graph.expanded.append(number)
        alive = [other for other in graph.expanded if other not in self.dead]
        units = [unit for unit in alive if not graph.lemmas[unit].clause.body]
        found: dict[Clause, Lemma] = {}
        for other in alive:
            for pair in dict.fromkeys(((number, other), (other, number))):
                for clause, more in self._resolved(pair, units):
                    graph.generated += 1
                    if not clause.body and clause.head is None:
                        graph.contradictory = True
                        return
                    if clause not in found and self._fits(clause) and not self._known(clause):
                        found[clause] = self._lemma(clause, tuple(dict.fromkeys((*pair, *more))))
        self._keep(list(found.values()))

    def _resolved(
        self, pair: tuple[int, int], units: Sequence[int]
    ) -> Iterator[tuple[Clause, tuple[int, ...]]]:
        nucleus, satellite = (self.graph.lemmas[number].clause for number in pair)
        if satellite.head is None or all(atom.predicate != satellite.head.predicate for atom in nucleus.body):
            return
        clauses = [self.graph.lemmas[unit].clause for unit in units]
        for place in range(len(nucleus.body)):
            for clause, more in resolvents(nucleus, place, satellite, clauses):
                yield clause, tuple(units[number] for number in more)

    def _fits(self, clause: Clause) -> bool:
        return len(clause.body) <= self.bounds.conditions and len(clause.variables) <= self.bounds.variables

    def _known(self, clause: Clause) -> bool:
        """Whether a lemma that is alive says as much."""
        return any(
            number not in self.dead and subsumes(self.graph.lemmas[number].clause, clause)
            for name in dict.fromkeys((_head(clause), None))
            for number in self.by_head.get(name, ())
        )

    def _lemma(self, clause: Clause, premises: tuple[int, ...]) -> Lemma:
        parents = [self.graph.lemmas[number] for number in premises]
        proof = 0
        for parent in parents:
            proof |= parent.proof
        return Lemma(clause, premises, 1 + max(parent.depth for parent in parents), proof)

    def _keep(self, found: Sequence[Lemma]) -> None:
        """The best of what is new join the graph and the frontier."""
        scored = [(-self._score(lemma), place) for place, lemma in enumerate(found)]
        kept = 0
        for cost, place in sorted(scored):
            lemma = found[place]
            if kept == self.bounds.children:
                break
            if not self._known(lemma.clause):
                kept += 1
                number = len(self.graph.lemmas)
                self.add(replace(lemma, proof=lemma.proof | 1 << number))
                heapq.heappush(self.frontier, (cost, number))
        if len(self.frontier) > self.bounds.beam:
            self.frontier = heapq.nsmallest(self.bounds.beam, self.frontier)

    def _score(self, lemma: Lemma) -> float:
        scoring, clause = self.scoring, lemma.clause
        return (
            scoring.novelty / (1 + self.shapes[_shape(clause)])
            + scoring.depth * lemma.depth
            + scoring.size * (len(clause.atoms) + len(clause.variables))
            + scoring.uses * self.graph.reused(lemma)
            + scoring.chance * self.choice.below(1 << 20) / (1 << 20)
        )


def _head(clause: Clause) -> int | None:
    return None if clause.head is None else clause.head.predicate


def _shape(clause: Clause) -> Shape:
    return _head(clause), tuple(atom.predicate for atom in clause.body)
