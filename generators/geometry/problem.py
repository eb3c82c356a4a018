"""Geometry problems as immutable records: constructions, clauses, premises, goals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from generators.geometry.constructions import Definition, FactRule, constructions
from generators.geometry.facts import Fact


@dataclass(frozen=True, slots=True)
class Construction:
    """A construction applied to points, in the order of the full form; `value` where it takes a number."""

    name: str
    arguments: tuple[str, ...]
    value: Fraction | None = None  # half turns, or a ratio

    @property
    def definition(self) -> Definition:
        """Its entry in the table."""
        return constructions()[self.name]

    @property
    def names(self) -> dict[str, str]:
        """The point that each parameter stands for."""
        return dict(zip(self.definition.parameters, self.arguments, strict=True))

    @property
    def outputs(self) -> tuple[str, ...]:
        """The points that it defines."""
        names = self.names
        return tuple(names[parameter] for parameter in self.definition.outputs)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The points that it is made from."""
        names = self.names
        return tuple(names[parameter] for parameter in self.definition.inputs)

    @property
    def requires(self) -> tuple[Fact, ...]:
        """What its arguments must satisfy, mostly that they are not degenerate."""
        return self._apply(self.definition.requires)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The hypotheses that it contributes."""
        return self._apply(self.definition.facts)

    @property
    def implies(self) -> tuple[Fact, ...]:
        """What follows from `facts` and `requires`."""
        return self._apply(self.definition.implies)

    def _apply(self, rules: tuple[FactRule, ...]) -> tuple[Fact, ...]:
        names = self.names
        return tuple(rule.apply(names, self.value) for rule in rules)


@dataclass(frozen=True, slots=True)
class Clause:
    """New points and the constructions that all hold of them; `positions` are prescribed coordinates."""

    points: tuple[str, ...]
    constructions: tuple[Construction, ...]
    positions: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Premise:
    """A fact that a clause states, with the clause's number (from 0)."""

    clause: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class GeometryProblem:
    """A problem: clauses of the statement, auxiliary ones that only a proof needs, and the goals."""

    clauses: tuple[Clause, ...]
    goals: tuple[Fact, ...]
    auxiliary: tuple[Clause, ...] = ()
    name: str = ""

    @property
    def all_clauses(self) -> tuple[Clause, ...]:
        """Those of the statement, then the auxiliary ones. Premises are numbered along these."""
        return self.clauses + self.auxiliary

    @property
    def points(self) -> tuple[str, ...]:
        """In the order in which they are defined."""
        return tuple(point for clause in self.all_clauses for point in clause.points)

    @property
    def premises(self) -> tuple[Premise, ...]:
        """The facts that the clauses state, without repetition."""
        return tuple(self._collect("facts"))

    @property
    def requirements(self) -> tuple[Premise, ...]:
        """The conditions under which the clauses make sense, without repetition."""
        return tuple(self._collect("requires"))

    @property
    def implied(self) -> tuple[Premise, ...]:
        """Further facts that follow clause by clause from premises and requirements."""
        return tuple(self._collect("implies"))

    def renamed(self, names: Mapping[str, str]) -> GeometryProblem:
        """The same problem about other point names; names that the mapping lacks stay."""

        def clause(old: Clause) -> Clause:
            return Clause(
                tuple(names.get(p, p) for p in old.points),
                tuple(
                    replace(c, arguments=tuple(names.get(p, p) for p in c.arguments))
                    for c in old.constructions
                ),
                tuple((names.get(p, p), x, y) for p, x, y in old.positions),
            )

        return replace(
            self,
            clauses=tuple(map(clause, self.clauses)),
            auxiliary=tuple(map(clause, self.auxiliary)),
            goals=tuple(goal.renamed(names) for goal in self.goals),
        )

    def _collect(self, kind: str) -> Iterator[Premise]:
        seen: set[Fact] = set()
        for number, clause in enumerate(self.all_clauses):
            for construction in clause.constructions:
                for fact in getattr(construction, kind):
                    if fact not in seen:
                        seen.add(fact)
                        yield Premise(number, fact)
