"""Pictures with rational coordinates: a problem drawn exactly, where fractions suffice.

Clause by clause, as in `search.geometry.realize`, with free choices made at random among small numbers.
Square roots are taken where they are rational; for bisectors that is so among points of one circle whose half
angles have rational tangents, and some attempts begin with those.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, lcm
from typing import Final

from generators.geometry.exact import Number, Vector, cross, dot, eighths, holds_exactly, product, vec
from generators.geometry.figure import plan
from generators.geometry.problem import GeometryProblem
from search.geometry import IndexedFact, Locus, Plan, Step

ATTEMPTS: Final = 24
_STEPS: Final = tuple(
    Fraction(n, d) for n, d in ((1, 2), (-1, 1), (2, 1), (3, 2), (-1, 2), (1, 3), (3, 1), (2, 3))
)
_DIRECTIONS: Final = ((1, 0), (0, 1), (1, 1), (1, -1), (2, 1), (1, 2), (2, -1), (1, -2), (3, 1), (1, 3))
_HALF_ANGLES: Final = tuple(
    Fraction(n, d)
    for n, d in ((0, 1), (1, 1), (1, 2), (-1, 2), (2, 1), (1, 3), (-1, 3), (-2, 1), (-3, 1), (3, 1))
)


class _Irrational(Exception):
    """No rational point was found for a step."""


@dataclass(frozen=True, slots=True)
class _Line:
    base: Vector
    direction: Vector

    def holds(self, p: Vector) -> bool:
        return cross(self.direction, vec(self.base, p)) == 0


@dataclass(frozen=True, slots=True)
class _Circle:
    centre: Vector
    square: Number  # of the radius
    through: Vector | None = None  # a rational point of it

    def holds(self, p: Vector) -> bool:
        u = vec(self.centre, p)
        return dot(u, u) == self.square


@dataclass(frozen=True, slots=True)
class _Spot:
    place: Vector

    def holds(self, p: Vector) -> bool:
        return p == self.place


_Curve = _Line | _Circle | _Spot


def rational_picture(
    problem: GeometryProblem, facts: Sequence[IndexedFact], points: Sequence[int], seed: str
) -> list[tuple[int, int]] | None:
    """Natural coordinates of the points of these numbers: they are different, and all facts are true.

    None where `ATTEMPTS` attempts found nothing. Deterministic in the seed. Raises FigureError for too many
    points.
    """
    drawing = plan(problem, positions=False)
    chance = random.Random(seed)
    for attempt in range(ATTEMPTS):
        try:
            picture = _Attempt(drawing, chance, round_=attempt % 2 == 1).draw()
        except (_Irrational, ZeroDivisionError):
            continue
        used = [picture[i] for i in points]
        if len(set(used)) == len(used) and all(holds_exactly(fact, picture) for fact in facts):
            return _natural(used)
    return None


def _natural(points: Sequence[Vector]) -> list[tuple[int, int]]:
    """The points moved and scaled to natural coordinates."""
    scale = lcm(*(Fraction(x).denominator for p in points for x in p))
    left, low = (min(p[axis] for p in points) for axis in (0, 1))
    return [(int((x - left) * scale), int((y - low) * scale)) for x, y in points]


class _Attempt:
    """One picture, drawn point by point."""

    def __init__(self, drawing: Plan, chance: random.Random, *, round_: bool) -> None:
        self.plan = drawing
        self.chance = chance
        self.round = round_
        self.points: list[Vector | None] = [None] * (drawing.points + drawing.helpers)

    def draw(self) -> list[Vector]:
        """All points. Raises _Irrational or ZeroDivisionError."""
        for clause in self.plan.clauses:
            for step in clause.steps:
                self.points[step.point] = self._place(step)
        return [p for p in self.points[: self.plan.points] if p is not None]

    def _place(self, step: Step) -> Vector:
        curves = [curve for locus in step.loci if (curve := self._trace(locus)) is not None]
        if not curves:
            return self._free()
        candidates = self._on(curves[0]) if len(curves) == 1 else self._common(curves[0], curves[1])
        fresh = [p for p in candidates if p not in self.points and all(curve.holds(p) for curve in curves)]
        if not fresh:
            raise _Irrational
        return self.chance.choice(fresh)

    def _free(self) -> Vector:
        for _ in range(100):
            if self.round:
                t = self.chance.choice(_HALF_ANGLES)
                # The square of a point of the unit circle with a rational half angle.
                u = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
                p: Vector = product(u, u)
            else:
                p = (self.chance.randrange(7), self.chance.randrange(7))
            if p not in self.points:
                return p
        raise _Irrational

    def _on(self, curve: _Curve) -> list[Vector]:
        """Some rational points of the curve."""
        if isinstance(curve, _Spot):
            return [curve.place]
        if isinstance(curve, _Line):
            x, y = curve.base
            u, v = curve.direction
            return [(x + t * u, y + t * v) for t in _STEPS]
        start = curve.through or next((p for p in self.points if p is not None and curve.holds(p)), None)
        if start is None:
            raise _Irrational
        radius = vec(curve.centre, start)
        found = [_step(start, d, -2 * Fraction(dot(d, radius)) / dot(d, d)) for d in _DIRECTIONS]
        return [p for p in found if p != start]

    def _common(self, left: _Curve, right: _Curve) -> list[Vector]:
        """The rational common points of two curves."""
        for first, second in ((left, right), (right, left)):
            if isinstance(first, _Spot):
                return [first.place]
            if isinstance(first, _Line) and isinstance(second, _Line):
                t = Fraction(cross(vec(first.base, second.base), second.direction)) / cross(
                    first.direction, second.direction
                )
                return [_step(first.base, first.direction, t)]
            if isinstance(first, _Line) and isinstance(second, _Circle):
                return _meet(first, second)
        assert isinstance(left, _Circle) and isinstance(right, _Circle)
        return _meet(_radical_axis(left, right), left)

    def _trace(self, locus: Locus) -> _Curve | None:
        """The curve that a locus is; None for the whole plane. Raises _Irrational."""
        p = [point for i in locus.points if (point := self.points[i]) is not None]
        if locus.shape in ("anywhere", "ring"):
            return None
        make = _SHAPES.get(locus.shape)
        if make is None:
            raise _Irrational
        return make(p, locus.value)


def _step(p: Vector, direction: Vector, t: Number) -> Vector:
    return p[0] + t * direction[0], p[1] + t * direction[1]


def _meet(line: _Line, circle: _Circle) -> list[Vector]:
    u, w = line.direction, vec(circle.centre, line.base)
    a, b, c = dot(u, u), dot(u, w), dot(w, w) - circle.square
    root = _root(Fraction(b * b - a * c))
    return [_step(line.base, u, (sign * root - b) / a) for sign in (1, -1)]


def _radical_axis(left: _Circle, right: _Circle) -> _Line:
    u = vec(left.centre, right.centre)
    t = (Fraction(left.square - right.square) / dot(u, u) + 1) / 2
    return _Line(_step(left.centre, u, t), _turned(u))


def _root(square: Fraction) -> Fraction:
    """The square root. Raises _Irrational."""
    if square < 0:
        raise _Irrational
    n, d = isqrt(square.numerator), isqrt(square.denominator)
    if n * n != square.numerator or d * d != square.denominator:
        raise _Irrational
    return Fraction(n, d)


def _turned(u: Vector) -> Vector:
    return -u[1], u[0]


def _conjugate(u: Vector) -> Vector:
    return u[0], -u[1]


def _middle(a: Vector, b: Vector) -> Vector:
    return _step(a, vec(a, b), Fraction(1, 2))


def _bisector(p: Sequence[Vector], _: Fraction) -> _Line:
    return _Line(_middle(p[0], p[1]), _turned(vec(p[0], p[1])))


def _angle_bisector(p: Sequence[Vector], _: Fraction) -> _Line:
    u, v = vec(p[1], p[0]), vec(p[1], p[2])
    sizes = _root(Fraction(dot(u, u) * dot(v, v)))
    return _Line(p[1], (u[0] * dot(v, v) + v[0] * sizes, u[1] * dot(v, v) + v[1] * sizes))


def _outer_bisector(p: Sequence[Vector], value: Fraction) -> _Line:
    inner = _angle_bisector(p, value)
    return _Line(inner.base, _turned(inner.direction))


def _turned_line(p: Sequence[Vector], value: Fraction) -> _Line:
    direction = vec(p[1], p[2])
    if len(p) == 7:
        return _Line(p[0], product(direction, product(_conjugate(vec(p[3], p[4])), vec(p[5], p[6]))))
    return _Line(p[0], product(direction, _eighth(value)))


def _eighth(value: Fraction) -> Vector:
    direction = eighths(value)
    if direction is None:
        raise _Irrational
    return direction


def _circle(p: Sequence[Vector], value: Fraction) -> _Circle:
    u = vec(p[1], p[2])
    if len(p) == 3:
        return _Circle(p[0], value**2 * dot(u, u), _step(p[0], u, value))
    v, w = vec(p[3], p[4]), vec(p[5], p[6])
    return _Circle(p[0], Fraction(dot(u, u) * dot(v, v)) / dot(w, w))


def _circumcircle(p: Sequence[Vector], _: Fraction) -> _Circle:
    u, v = vec(p[0], p[1]), vec(p[0], p[2])
    area = Fraction(2 * cross(u, v))
    x = (u[0] * dot(v, v) - v[0] * dot(u, u)) / area
    y = (u[1] * dot(v, v) - v[1] * dot(u, u)) / area
    w = -y, x
    return _Circle(_step(p[0], w, 1), dot(w, w), p[0])


def _inscribed(p: Sequence[Vector], _: Fraction) -> _Circle:
    """Where a and b are seen under the full angle between two directions; see locus.cpp."""
    a, b = p[0], p[1]
    rotation = product(_conjugate(vec(p[2], p[3])), vec(p[4], p[5]))
    normal = _turned(product(vec(a, b), _conjugate(rotation)))
    middle = _bisector(p, Fraction(1))
    t = Fraction(cross(vec(a, middle.base), middle.direction)) / cross(normal, middle.direction)
    centre = _step(a, normal, t)
    radius = vec(centre, a)
    return _Circle(centre, dot(radius, radius), a)


def _apollonius(p: Sequence[Vector], value: Fraction) -> _Curve:
    a, b = p[0], p[1]
    square = value**2
    if len(p) == 6:
        square = Fraction(dot(vec(p[2], p[3]), vec(p[2], p[3]))) / dot(vec(p[4], p[5]), vec(p[4], p[5]))
    u = vec(a, b)
    if square == 1:
        return _bisector(p, value)
    # x = a + t u with t = k / (1 + k), k the ratio, where that is rational
    try:
        ratio = _root(square)
        through: Vector | None = _step(a, u, ratio / (1 + ratio))
    except _Irrational:
        through = None
    centre = _step(a, u, -square / (1 - square))
    return _Circle(centre, square * dot(u, u) / (1 - square) ** 2, through)


def _spin(p: Sequence[Vector], value: Fraction) -> _Spot:
    if (2 * value).denominator != 1:
        raise _Irrational
    turn = ((1, 0), (0, 1), (-1, 0), (0, -1))[int(2 * value) % 4]
    return _Spot(_step(p[0], product(turn, vec(p[0], p[1])), 1))


def _reflect(p: Sequence[Vector], _: Fraction) -> _Spot:
    u = vec(p[1], p[2])
    image = product(product(u, u), _conjugate(vec(p[1], p[0])))
    return _Spot(_step(p[1], image, Fraction(1) / dot(u, u)))


def _similar(p: Sequence[Vector], value: Fraction) -> _Spot:
    u, v = vec(p[0], p[1]), vec(p[0], p[2])
    ratio = product(_conjugate(u), v)
    return _Spot(
        _step(
            p[3], product(vec(p[3], p[4]), _conjugate(ratio) if value < 0 else ratio), Fraction(1) / dot(u, u)
        )
    )


_SHAPES: Final[dict[str, Callable[[Sequence[Vector], Fraction], _Curve]]] = {
    "line": lambda p, _: _Line(p[0], vec(p[0], p[1])),
    "parallel": lambda p, _: _Line(p[0], vec(p[1], p[2])),
    "perpendicular": lambda p, _: _Line(p[0], _turned(vec(p[1], p[2]))),
    "bisector": _bisector,
    "angle_bisector": _angle_bisector,
    "outer_bisector": _outer_bisector,
    "turned": _turned_line,
    "ray": lambda p, value: _Line(p[0], product(vec(p[0], p[1]), _eighth(value))),
    "circle": _circle,
    "circumcircle": _circumcircle,
    "diameter": lambda p, _: _Circle(
        _middle(p[0], p[1]), Fraction(dot(vec(p[0], p[1]), vec(p[0], p[1]))) / 4, p[0]
    ),
    "inscribed": _inscribed,
    "apollonius": _apollonius,
    "divide": lambda p, value: _Spot(_step(p[0], vec(p[0], p[1]), value)),
    "spin": _spin,
    "shift": lambda p, _: _Spot(_step(p[0], vec(p[2], p[1]), 1)),
    "reflect": _reflect,
    "similar": _similar,
}
