"""Figures of problems: coordinates in which every premise holds, and whether the goals do.

A picture is drawn clause by clause (`search.geometry`). A goal that holds in one picture may do so by
accident, and constructions that leave a choice (which of two intersections) may make a goal depend on it;
`examine` looks at several independent pictures and says in how many of them the goals hold.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from generators.geometry.constructions import LocusRule
from generators.geometry.facts import Fact
from generators.geometry.problem import Clause, GeometryProblem
from search.geometry import (
    MAX_POINTS,
    IndexedFact,
    Locus,
    NoPicture,
    Picture,
    Plan,
    PlannedClause,
    Step,
    holds,
    realize,
)

_REASONS = {
    "degenerate": "its locus does not exist, because the points it is made from are too special",
    "no_common": "its loci have no common point",
    "coincident": "its loci are one and the same curve, so they do not determine the point",
    "too_close": "the point falls on another one",
    "too_far": "the point falls too far away",
    "requirement": "a requirement fails",
    "violated": "a fact of the clause does not hold",
}


class FigureError(ValueError):
    """A problem that cannot be drawn: which clause, which point, and why."""


@dataclass(frozen=True, slots=True)
class Examination:
    """Pictures in which premises and goals hold, and the share of all pictures in which the goals did."""

    pictures: tuple[Picture, ...]
    tried: int
    held: int


def plan(problem: GeometryProblem, *, positions: bool = True) -> Plan:
    """The problem as loci over point indices; prescribed positions are dropped on request.

    Raises FigureError for more points, helpers included, than a picture may have.
    """
    indices = {point: i for i, point in enumerate(problem.points)}
    planner = _Planner(indices, positions)
    clauses = tuple(planner.clause(clause) for clause in problem.all_clauses)
    if len(indices) + planner.helpers > MAX_POINTS:
        raise FigureError(f"a picture has at most {MAX_POINTS} points, those for the drawing included")
    return Plan(len(indices), planner.helpers, clauses)


def draw(
    problem: GeometryProblem, *, count: int = 1, seed: int = 0, attempts: int = 1000, positions: bool = True
) -> list[Picture]:
    """`count` independent pictures, each an array (points, 2) in the order of `problem.points`.

    In each, every premise and every requirement holds, and no two points coincide. Deterministic in the seed.
    Raises FigureError when `attempts` attempts at a picture failed, or for too many points.
    """
    try:
        return list(realize(plan(problem, positions=positions), count=count, seed=seed, attempts=attempts))
    except NoPicture as error:
        raise FigureError(_explain(problem, error)) from error


def satisfied(problem: GeometryProblem, facts: Sequence[Fact], picture: Picture) -> list[bool]:
    """Which of the facts hold in a picture of the problem."""
    indices = {point: i for i, point in enumerate(problem.points)}
    return holds([fact.indexed(indices) for fact in facts], picture)


def examine(
    problem: GeometryProblem,
    *,
    count: int = 3,
    tries: int = 60,
    seed: int = 0,
    attempts: int = 1000,
    deadline: float = math.inf,
) -> Examination:
    """Up to `count` pictures in which all goals hold, from at most `tries` pictures.

    No picture is begun after the deadline, a time of `time.perf_counter`. No picture in the answer means: the
    goals were false together in every realization tried. Prescribed positions serve where free pictures are
    too few. Raises FigureError when the problem cannot be drawn.
    """
    found: list[Picture] = []
    tried = 0
    prescribed = any(clause.positions for clause in problem.all_clauses)
    for positions in (False, True) if prescribed else (False,):
        for i in range(tries):
            if len(found) == count or time.perf_counter() > deadline:
                break
            try:
                (picture,) = draw(problem, seed=seed * tries + i, attempts=attempts, positions=positions)
            except FigureError:
                if positions or not prescribed:
                    raise
                break
            tried += 1
            if all(satisfied(problem, problem.goals, picture)):
                found.append(picture)
    return Examination(tuple(found), tried, len(found))


def clearest(pictures: Sequence[Picture]) -> Picture:
    """The picture whose two nearest points are furthest apart, in parts of the picture's extent."""
    return max(pictures, key=_clearness)


def _clearness(picture: Picture) -> float:
    distances = np.linalg.norm(picture[:, None] - picture[None], axis=2)
    apart = distances[~np.eye(len(picture), dtype=bool)]
    return float(apart.min() / max(apart.max(), 1e-300)) if apart.size else 1.0


def _explain(problem: GeometryProblem, error: NoPicture) -> str:
    obstacle = error.obstacle
    points = problem.points
    clause = problem.all_clauses[obstacle.clause]
    text = f"clause {obstacle.clause + 1} ({' '.join(clause.points)} = "
    text += ", ".join(construction.name for construction in clause.constructions) + ")"
    if obstacle.point is not None and obstacle.point < len(points):
        text += f", point {points[obstacle.point]}"
    text += f": {_REASONS[obstacle.reason]}"
    if obstacle.other is not None:
        text += f" ({points[obstacle.other]})"
    if obstacle.fact is not None:
        fact = obstacle.fact
        text += f" ({Fact(fact.kind, tuple(points[i] for i in fact.points), fact.value)})"
    return text


class _Planner:
    """Turns clauses into steps; `helpers` is the largest number of helper points that a clause needs."""

    def __init__(self, indices: dict[str, int], positions: bool) -> None:
        self._indices = indices
        self._positions = positions
        self.helpers = 0

    def clause(self, clause: Clause) -> PlannedClause:
        loci: dict[int, list[Locus]] = {}
        helpers = 0
        for construction in clause.constructions:
            local = {parameter: self._indices[point] for parameter, point in construction.names.items()}
            for rule in construction.definition.draw:
                if rule.point not in local:
                    local[rule.point] = len(self._indices) + helpers
                    helpers += 1
                loci.setdefault(local[rule.point], []).extend(
                    _locus(locus, local, construction.value) for locus in rule.loci
                )
        self.helpers = max(self.helpers, helpers)
        positions = (
            {self._indices[point]: (x, y) for point, x, y in clause.positions} if self._positions else {}
        )
        steps = [Step(point, tuple(loci[point]), positions.get(point)) for point in _order(loci)]
        requires = dict.fromkeys(self._indexed(f) for c in clause.constructions for f in c.requires)
        facts = dict.fromkeys(self._indexed(f) for c in clause.constructions for f in c.facts)
        return PlannedClause(tuple(requires), tuple(steps), tuple(facts))

    def _indexed(self, fact: Fact) -> IndexedFact:
        return fact.indexed(self._indices)


def _locus(rule: LocusRule, local: dict[str, int], value: Fraction | None) -> Locus:
    number = rule.value if rule.power == 0 or value is None else value**rule.power
    return Locus(rule.shape, tuple(local[point] for point in rule.points), number)


def _order(loci: dict[int, list[Locus]]) -> list[int]:
    """The clause's points, each after those that its loci mention."""
    order: list[int] = []
    waiting = list(loci)
    while waiting:
        for point in waiting:
            mentioned = {other for locus in loci[point] for other in locus.points}
            if not any(other in waiting for other in mentioned):
                break
        else:
            point = waiting[0]
        waiting.remove(point)
        order.append(point)
    return order
