"""The predicates as polynomials, and as the expressions that these are in `Factory/Geometry/Predicates.lean`.

Every equation is a pair of sides. Points are pairs of coordinates, either polynomials or text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sympy.polys.rings import PolyElement


@dataclass(frozen=True)
class Expression:
    """A polynomial, and the Lean term of type `RingExpr` whose value it is."""

    value: PolyElement
    text: str

    def __mul__(self, other: Expression) -> Expression:
        return Expression(self.value * other.value, f"{self.text} * {other.text}")

    def grouped(self) -> Expression:
        """The same in parentheses."""
        return Expression(self.value, f"({self.text})")


@dataclass(frozen=True)
class Vector:
    """A vector, or a complex number, as polynomials and as a Lean term of type `Point RingExpr`."""

    x: PolyElement
    y: PolyElement
    text: str


Equation = tuple[Expression, Expression]
_Points = Sequence[Vector]


def _vec(a: Vector, b: Vector) -> Vector:
    return Vector(b.x - a.x, b.y - a.y, f"(vec {a.text} {b.text})")


def _dot(u: Vector, v: Vector) -> Expression:
    return Expression(u.x * v.x + u.y * v.y, f"dot {u.text} {v.text}")


def _cross(u: Vector, v: Vector) -> Expression:
    return Expression(u.x * v.y - u.y * v.x, f"cross {u.text} {v.text}")


def _mul(u: Vector, v: Vector) -> Vector:
    return Vector(u.x * v.x - u.y * v.y, u.x * v.y + u.y * v.x, f"(mul {u.text} {v.text})")


def _sqd(a: Vector, b: Vector) -> Expression:
    return Expression(_dot(_vec(a, b), _vec(a, b)).value, f"sqd {a.text} {b.text}")


def _circular(a: Vector, b: Vector, c: Vector, d: Vector) -> Expression:
    u, v, w = _vec(d, a), _vec(d, b), _vec(d, c)
    value = (
        _dot(u, u).value * _cross(v, w).value
        - _dot(v, v).value * _cross(u, w).value
        + _dot(w, w).value * _cross(u, v).value
    )
    return Expression(value, f"circular {a.text} {b.text} {c.text} {d.text}")


def _zero(left: Expression) -> Equation:
    return left, Expression(left.value.ring.zero, "0")


def _equal(u: Vector, v: Vector) -> list[Equation]:
    return [
        (Expression(u.x, f"{u.text}.x"), Expression(v.x, f"{v.text}.x")),
        (Expression(u.y, f"{u.text}.y"), Expression(v.y, f"{v.text}.y")),
    ]


def _pairs(p: _Points) -> list[Vector]:
    return [_vec(a, b) for a, b in zip(p[::2], p[1::2], strict=True)]


def _eqangle(p: _Points) -> list[Equation]:
    u, v, w, z = _pairs(p)
    return [(_cross(u, v) * _dot(w, z), _dot(u, v) * _cross(w, z))]


def _compl(p: _Points) -> list[Equation]:
    u, v, w, z = _pairs(p)
    return [(_dot(u, v) * _dot(w, z), _cross(u, v) * _cross(w, z))]


def _simtri(p: _Points) -> list[Equation]:
    a, b, c, d, e, f = p
    return _equal(_mul(_vec(a, b), _vec(d, f)), _mul(_vec(a, c), _vec(d, e)))


def _simtrir(p: _Points) -> list[Equation]:
    a, b, c, d, e, f = p
    sides = ((_vec(a, b), _vec(d, f)), (_vec(a, c), _vec(d, e)))
    return [(_dot(*sides[0]), _dot(*sides[1])), (_cross(*sides[0]), _cross(*sides[1]))]


def _area(p: _Points) -> Expression:
    return _cross(_vec(p[0], p[1]), _vec(p[0], p[2]))


def _power(p: _Points) -> list[Equation]:
    a, c, d, o = p
    far, radius = _sqd(o, a), _sqd(o, c)
    difference = Expression(far.value - radius.value, f"{far.text} - {radius.text}")
    return [(_dot(_vec(a, c), _vec(a, d)), difference)]


def _sines(p: _Points) -> list[Equation]:
    a, b, c, o = p
    sine = _cross(_vec(c, a), _vec(c, b))
    sides = (_sqd(c, a) * _sqd(c, b)).grouped()
    return [(_sqd(a, b) * sides, _times(4, _sqd(o, a)) * (sine * sine).grouped())]


def _times(number: int, factor: Expression) -> Expression:
    return Expression(number * factor.value, f"{number} * {factor.text}")


def _half(p: _Points) -> list[Equation]:
    base = _vec(p[0], p[1])
    near, far = _cross(base, _vec(p[0], p[2])), _cross(base, _vec(p[0], p[3]))
    return [(_times(2, near), far)]


def _same_direction(p: _Points) -> list[Equation]:
    u, v, w, z = _pairs(p)
    return [_zero(_cross(_mul(u, v), _mul(w, z)))]


def _same_product(p: _Points) -> list[Equation]:
    u, v, w, z = _pairs(p)
    return _equal(_mul(u, v), _mul(w, z))


EQUATIONS: dict[str, Callable[[_Points], list[Equation]]] = {
    "coll": lambda p: [_zero(_cross(_vec(p[0], p[1]), _vec(p[0], p[2])))],
    "para": lambda p: [_zero(_cross(*_pairs(p)))],
    "perp": lambda p: [_zero(_dot(*_pairs(p)))],
    "cong": lambda p: [(_sqd(p[0], p[1]), _sqd(p[2], p[3]))],
    "midp": lambda p: _equal(_vec(p[1], p[0]), _vec(p[0], p[2])),
    "circ": lambda p: [_zero(_circular(*p))],
    "eqangle": _eqangle,
    "compl": _compl,
    "eqratio": lambda p: [(_sqd(p[0], p[1]) * _sqd(p[6], p[7]), _sqd(p[2], p[3]) * _sqd(p[4], p[5]))],
    "simtri": _simtri,
    "simtrir": _simtrir,
    "half": _half,
    "flat": lambda p: [_zero(_area(p) * _area(p))],
    "power": _power,
    "sines": _sines,
    "samedirection": _same_direction,
    "sameproduct": _same_product,
}
# Polynomials that do not vanish where the condition holds.
INEQUATIONS: dict[str, Callable[[_Points], Expression]] = {
    "ncoll": lambda p: _cross(_vec(p[0], p[1]), _vec(p[0], p[2])),
    "npara": lambda p: _cross(*_pairs(p)),
    "nperp": lambda p: _dot(*_pairs(p)),
    "diff": lambda p: _sqd(*p),
}
