"""Whether facts hold of points with rational coordinates, exactly, by the formulas of docs/geometry.md."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Final, TypeAlias

from search.geometry import IndexedFact

Number: TypeAlias = int | Fraction
Vector: TypeAlias = tuple[Number, Number]


def vec(a: Vector, b: Vector) -> Vector:
    """The vector from a to b."""
    return b[0] - a[0], b[1] - a[1]


def dot(u: Vector, v: Vector) -> Number:
    """The scalar product."""
    return u[0] * v[0] + u[1] * v[1]


def cross(u: Vector, v: Vector) -> Number:
    """The determinant of the two vectors."""
    return u[0] * v[1] - u[1] * v[0]


def product(u: Vector, v: Vector) -> Vector:
    """The product as complex numbers."""
    return u[0] * v[0] - u[1] * v[1], u[0] * v[1] + u[1] * v[0]


def _sqd(a: Vector, b: Vector) -> Number:
    return dot(vec(a, b), vec(a, b))


def _circular(a: Vector, b: Vector, c: Vector, d: Vector) -> Number:
    u, v, w = vec(d, a), vec(d, b), vec(d, c)
    return dot(u, u) * cross(v, w) - dot(v, v) * cross(u, w) + dot(w, w) * cross(u, v)


def _turns(p: Sequence[Vector]) -> tuple[Number, Number, Number, Number]:
    """cross and dot of the first two of four lines, then of the others."""
    first = vec(p[0], p[1]), vec(p[2], p[3])
    second = vec(p[4], p[5]), vec(p[6], p[7])
    return cross(*first), dot(*first), cross(*second), dot(*second)


def _eqangle(p: Sequence[Vector]) -> bool:
    sine, cosine, other_sine, other_cosine = _turns(p)
    return sine * other_cosine == cosine * other_sine


def _compl(p: Sequence[Vector]) -> bool:
    sine, cosine, other_sine, other_cosine = _turns(p)
    return cosine * other_cosine == sine * other_sine


def _similar(p: Sequence[Vector]) -> bool:
    return product(vec(p[0], p[1]), vec(p[3], p[5])) == product(vec(p[0], p[2]), vec(p[3], p[4]))


def _mirrored(p: Sequence[Vector]) -> bool:
    return _similar([(x, -y) for x, y in p[:3]] + list(p[3:]))


def _orientation(p: Sequence[Vector]) -> Number:
    return cross(vec(p[0], p[1]), vec(p[0], p[2])) * cross(vec(p[3], p[4]), vec(p[3], p[5]))


def _apart(p: Sequence[Vector]) -> Number:
    return dot(vec(p[1], p[0]), vec(p[1], p[2])) * dot(vec(p[4], p[3]), vec(p[4], p[5]))


_FORMULAS: Final = MappingProxyType[str, Callable[[Sequence[Vector]], bool]](
    {
        "coll": lambda p: cross(vec(p[0], p[1]), vec(p[0], p[2])) == 0,
        "para": lambda p: cross(vec(p[0], p[1]), vec(p[2], p[3])) == 0,
        "perp": lambda p: dot(vec(p[0], p[1]), vec(p[2], p[3])) == 0,
        "cong": lambda p: _sqd(p[0], p[1]) == _sqd(p[2], p[3]),
        "midp": lambda p: vec(p[1], p[0]) == vec(p[0], p[2]),
        "circle": lambda p: _sqd(p[0], p[1]) == _sqd(p[0], p[2]) == _sqd(p[0], p[3]),
        "cyclic": lambda p: _circular(*p) == 0 != cross(vec(p[0], p[1]), vec(p[0], p[2])),
        "eqangle": _eqangle,
        "compl": _compl,
        "eqratio": lambda p: _sqd(p[0], p[1]) * _sqd(p[6], p[7]) == _sqd(p[2], p[3]) * _sqd(p[4], p[5]),
        "simtri": _similar,
        "simtrir": _mirrored,
        "contri": lambda p: _similar(p) and _sqd(p[0], p[1]) == _sqd(p[3], p[4]),
        "contrir": lambda p: _mirrored(p) and _sqd(p[0], p[1]) == _sqd(p[3], p[4]),
        "diff": lambda p: p[0] != p[1],
        "ncoll": lambda p: cross(vec(p[0], p[1]), vec(p[0], p[2])) != 0,
        "npara": lambda p: cross(vec(p[0], p[1]), vec(p[2], p[3])) != 0,
        "nperp": lambda p: dot(vec(p[0], p[1]), vec(p[2], p[3])) != 0,
        "neqangle": lambda p: not _eqangle(p),
        "sameside": lambda p: (
            dot(vec(p[1], p[0]), vec(p[1], p[2])) * dot(vec(p[4], p[3]), vec(p[4], p[5])) > 0
        ),
        "sameclock": lambda p: _orientation(p) > 0,
        "oppclock": lambda p: _orientation(p) < 0,
    }
)
_EIGHTHS: Final[tuple[Vector, ...]] = ((1, 0), (1, 1), (0, 1), (-1, 1))


def eighths(half_turns: Fraction) -> Vector | None:
    """A direction with this angle to the first axis; None but for multiples of 45°."""
    number = 4 * half_turns
    return _EIGHTHS[int(number) % 4] if number.denominator == 1 else None


def holds_exactly(fact: IndexedFact, points: Sequence[Vector]) -> bool:
    """Whether the fact is true of the points. An angle that no rational point has is false of all."""
    p = [points[i] for i in fact.points]
    if fact.kind == "rconst" and fact.value is not None:
        return _sqd(p[0], p[1]) == fact.value**2 * _sqd(p[2], p[3])
    if fact.kind == "aconst" and fact.value is not None:
        direction = eighths(fact.value)
        u, v = vec(p[0], p[1]), vec(p[2], p[3])
        return direction is not None and cross(u, v) * direction[0] == dot(u, v) * direction[1]
    return _FORMULAS[fact.kind](p)
