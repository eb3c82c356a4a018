"""Plane geometry on pictures: numeric checks of predicates, and numeric construction from loci.

Everything works on point indices; `generators.geometry` turns named problems into plans. The work is native
(`search/native/geometry/`). Predicates and loci are defined in `docs/geometry.md`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from search import _geometry

MAX_POINTS: Final = _geometry.MAX_POINTS
Picture: TypeAlias = NDArray[np.float64]  # shape (points, 2)


@dataclass(frozen=True, slots=True)
class Signature:
    """How a predicate is applied: to how many points, with a number or not; an inequality or an equation."""

    arity: int
    takes_value: bool
    is_open: bool


PREDICATES: Final[Mapping[str, Signature]] = MappingProxyType(
    {name: Signature(arity, value, is_open) for name, arity, value, is_open in _geometry.predicates()}
)
_NATIVE_NUMBERS: Final = 2**31
_TRIPLES: Final = frozenset(("simtri", "simtrir", "contri", "contrir", "sameclock", "oppclock"))


@dataclass(frozen=True, slots=True)
class IndexedFact:
    """A predicate applied to point indices; `value` for `aconst` (half turns) and `rconst`."""

    kind: str
    points: tuple[int, ...]
    value: Fraction | None = None

    def native(self) -> tuple[str, tuple[int, ...], int, int]:
        """The form that the native module takes; raises ValueError for a number missing or too long."""
        value = self.value
        if value is None:
            if self.kind in PREDICATES and PREDICATES[self.kind].takes_value:
                raise ValueError(f"{self.kind} needs a number")
            return self.kind, self.points, 0, 1
        if max(abs(value.numerator), value.denominator) >= _NATIVE_NUMBERS:
            raise ValueError(f"the number of {self.kind}, {value}, is too long")
        return self.kind, self.points, value.numerator, value.denominator


def repeats_point(kind: str, points: Sequence[Hashable]) -> bool:
    """Whether the predicate is applied to the same point twice where it needs different ones."""
    if kind in ("coll", "ncoll", "midp", "diff", "circle", "cyclic"):
        return len(set(points)) < len(points)
    if kind in _TRIPLES:
        return any(len(set(points[i : i + 3])) < 3 for i in (0, 3))
    if kind == "sameside":
        return any(b in (a, c) for a, b, c in (points[:3], points[3:]))
    return any(a == b for a, b in zip(points[::2], points[1::2], strict=False))


@dataclass(frozen=True, slots=True)
class Locus:
    """Where a point may lie: a shape given by points, and a number for some shapes."""

    shape: str
    points: tuple[int, ...]
    value: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Step:
    """One point, drawn on all its loci, or at the position that the problem prescribes."""

    point: int
    loci: tuple[Locus, ...]
    position: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class PlannedClause:
    """What must hold before drawing, the points to draw, the facts that then hold."""

    requires: tuple[IndexedFact, ...]
    steps: tuple[Step, ...]
    facts: tuple[IndexedFact, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A problem ready for drawing. Points are 0..points-1; `helpers` more only serve the drawing."""

    points: int
    helpers: int
    clauses: tuple[PlannedClause, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why no picture was found, at the furthest clause that any attempt reached.

    `reason` is one of: degenerate, no_common, coincident, too_close, too_far, requirement, violated.
    """

    clause: int
    reason: str
    point: int | None
    other: int | None
    fact: IndexedFact | None


class NoPicture(ValueError):
    """No attempt at drawing a plan succeeded; `obstacle` says where and why."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(f"clause {obstacle.clause + 1} cannot be drawn: {obstacle.reason}")
        self.obstacle = obstacle


def realize(plan: Plan, *, count: int = 1, seed: int = 0, attempts: int = 1000) -> NDArray[np.float64]:
    """Independent pictures of the plan, shape (count, points, 2); the same seed gives the same pictures.

    Raises NoPicture when `attempts` attempts at one picture all failed, ValueError for a malformed plan or
    one of more than MAX_POINTS points (helpers included).
    """
    clauses = [
        (
            [fact.native() for fact in clause.requires],
            [
                (
                    step.point,
                    [(locus.shape, locus.points, float(locus.value)) for locus in step.loci],
                    step.position,
                )
                for step in clause.steps
            ],
            [fact.native() for fact in clause.facts],
        )
        for clause in plan.clauses
    ]
    found = _geometry.realize(plan.points, plan.helpers, clauses, seed % 2**64, count, attempts)
    if isinstance(found, np.ndarray):
        return found
    clause, reason, point, other, fact = found
    broken = None
    if fact is not None:
        kind, points, numerator, denominator = fact
        value = Fraction(numerator, denominator) if PREDICATES[kind].takes_value else None
        broken = IndexedFact(kind, tuple(points), value)
    raise NoPicture(
        Obstacle(clause, reason, point if point >= 0 else None, other if other >= 0 else None, broken)
    )


def measures(facts: Sequence[IndexedFact], picture: Picture) -> list[float]:
    """For an equation its violation (0 is exact), for an inequality by how much it holds; free of scale."""
    return _geometry.measures([fact.native() for fact in facts], np.ascontiguousarray(picture, np.float64))


def holds(facts: Sequence[IndexedFact], picture: Picture) -> list[bool]:
    """Whether each fact holds in the picture: equations to 1e-9, inequalities with a margin of 1e-5."""
    return _geometry.holds([fact.native() for fact in facts], np.ascontiguousarray(picture, np.float64))


def is_shape(name: str, count: int) -> bool:
    """Whether there is a locus of that name that is given by that many points."""
    return _geometry.is_shape(name, count)


def place_labels(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    *,
    lines: Sequence[tuple[float, float, float, float]] = (),
    rings: Sequence[tuple[float, float, float]] = (),
    marks: Sequence[tuple[float, float, float]] = (),
    frame: tuple[float, float],
    dot: float,
) -> list[list[float]]:
    """Where the labels of points go in a drawing: the centre of each label's box, in the drawing's units.

    `sizes` are the boxes' widths and heights, `dot` is the radius of a point, `frame` the drawing's size.
    Boxes overlap neither one another nor a point, and stay within the frame where it has room; `lines` (ends
    of segments), `rings` (centre and radius) and `marks` (discs) are avoided where that is possible, and
    places in a wide free sector between the lines through the point are preferred. Raises ValueError for
    numbers beyond 1e9.
    """
    return _geometry.place_labels(points, sizes, lines, rings, marks, frame, dot)
