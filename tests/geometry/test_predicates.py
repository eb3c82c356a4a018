"""Numeric predicates against exact rational arithmetic: the formulas of docs/geometry.md once more."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from search.geometry import PREDICATES, IndexedFact, holds, measures

Vector = tuple[Fraction, Fraction]
Points = list[Vector]


def sub(a: Vector, b: Vector) -> Vector:
    return a[0] - b[0], a[1] - b[1]


def add(a: Vector, b: Vector) -> Vector:
    return a[0] + b[0], a[1] + b[1]


def times(u: Vector, v: Vector) -> Vector:
    """Product as complex numbers."""
    return u[0] * v[0] - u[1] * v[1], u[0] * v[1] + u[1] * v[0]


def conj(u: Vector) -> Vector:
    return u[0], -u[1]


def cross(u: Vector, v: Vector) -> Fraction:
    return u[0] * v[1] - u[1] * v[0]


def dot(u: Vector, v: Vector) -> Fraction:
    return u[0] * v[0] + u[1] * v[1]


def square(a: Vector, b: Vector) -> Fraction:
    return dot(sub(b, a), sub(b, a))


def coll(p: Points) -> bool:
    return cross(sub(p[1], p[0]), sub(p[2], p[0])) == 0


def para(p: Points) -> bool:
    return cross(sub(p[1], p[0]), sub(p[3], p[2])) == 0


def perp(p: Points) -> bool:
    return dot(sub(p[1], p[0]), sub(p[3], p[2])) == 0


def cyclic(p: Points) -> bool:
    rows = [[dot(u, u), *u] for u in (sub(q, p[3]) for q in p[:3])]
    (a, b, c), (d, e, f), (g, h, i) = rows
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g) == 0 and not coll(p[:3])


def eqangle(p: Points) -> bool:
    u, v, w, x = (sub(p[i + 1], p[i]) for i in (0, 2, 4, 6))
    return cross(times(v, conj(u)), times(x, conj(w))) == 0


def compl(p: Points) -> bool:
    u, v, w, x = (sub(p[i + 1], p[i]) for i in (0, 2, 4, 6))
    return dot(times(times(v, conj(u)), times(x, conj(w))), (Fraction(1), Fraction(0))) == 0


def turns(p: Points) -> Fraction:
    return cross(sub(p[1], p[0]), sub(p[2], p[0])) * cross(sub(p[4], p[3]), sub(p[5], p[3]))


def similar(p: Points, mirrored: bool) -> bool:
    turn = conj if mirrored else lambda u: u
    return times(turn(sub(p[1], p[0])), sub(p[5], p[3])) == times(turn(sub(p[2], p[0])), sub(p[4], p[3]))


def sameside(p: Points) -> bool:
    return dot(sub(p[0], p[1]), sub(p[2], p[1])) * dot(sub(p[3], p[4]), sub(p[5], p[4])) > 0


TANGENTS = {Fraction(0): (1, 0), Fraction(1, 4): (1, 1), Fraction(1, 2): (0, 1), Fraction(3, 4): (-1, 1)}

EXACT: dict[str, Callable[[Points, Fraction], bool]] = {
    "coll": lambda p, _: coll(p),
    "para": lambda p, _: para(p),
    "perp": lambda p, _: perp(p),
    "cong": lambda p, _: square(p[0], p[1]) == square(p[2], p[3]),
    "midp": lambda p, _: add(p[0], p[0]) == add(p[1], p[2]),
    "circle": lambda p, _: square(p[0], p[1]) == square(p[0], p[2]) == square(p[0], p[3]),
    "cyclic": lambda p, _: cyclic(p),
    "eqangle": lambda p, _: eqangle(p),
    "eqratio": lambda p, _: (
        square(p[0], p[1]) * square(p[6], p[7]) == square(p[2], p[3]) * square(p[4], p[5])
    ),
    "simtri": lambda p, _: similar(p, False),
    "simtrir": lambda p, _: similar(p, True),
    "contri": lambda p, _: similar(p, False) and square(p[0], p[1]) == square(p[3], p[4]),
    "contrir": lambda p, _: similar(p, True) and square(p[0], p[1]) == square(p[3], p[4]),
    "aconst": lambda p, r: (
        cross(times(sub(p[1], p[0]), (Fraction(TANGENTS[r][0]), Fraction(TANGENTS[r][1]))), sub(p[3], p[2]))
        == 0
    ),
    "compl": lambda p, _: compl(p),
    "rconst": lambda p, r: square(p[0], p[1]) == r * r * square(p[2], p[3]),
    "sameside": lambda p, _: sameside(p),
    "diff": lambda p, _: p[0] != p[1],
    "ncoll": lambda p, _: not coll(p),
    "npara": lambda p, _: not para(p),
    "nperp": lambda p, _: not perp(p),
    "neqangle": lambda p, _: not eqangle(p),
    "sameclock": lambda p, _: turns(p) > 0,
    "oppclock": lambda p, _: turns(p) < 0,
}


class Exact:
    """Random exact configurations."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def number(self) -> Fraction:
        return Fraction(self.random.choice([i for i in range(-12, 13) if i]), self.random.randint(1, 5))

    def point(self) -> Vector:
        return self.number(), self.number()

    def rotation(self) -> Vector:
        t = self.number()
        return (1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)

    def along(self, base: Vector, direction: Vector) -> Vector:
        return add(base, times(direction, (self.number(), Fraction(0))))

    def turned(self, base: Vector, vector: Vector) -> Vector:
        return add(base, times(vector, self.rotation()))

    def satisfying(self, kind: str) -> tuple[Points, Fraction]:
        """Points that satisfy an equation, or of no particular position for an inequality."""
        p = [self.point() for _ in range(8)]
        quarter = (Fraction(0), Fraction(1))
        r = self.random.choice(list(TANGENTS)) if kind == "aconst" else abs(self.number())
        match kind:
            case "coll" | "ncoll":
                p[2] = self.along(p[0], sub(p[1], p[0]))
            case "para" | "npara":
                p[3] = self.along(p[2], sub(p[1], p[0]))
            case "perp" | "nperp":
                p[3] = self.along(p[2], times(quarter, sub(p[1], p[0])))
            case "cong":
                p[3] = self.turned(p[2], sub(p[1], p[0]))
            case "midp":
                p[2] = sub(add(p[0], p[0]), p[1])
            case "circle":
                p[2], p[3] = (self.turned(p[0], sub(p[1], p[0])) for _ in range(2))
            case "cyclic":
                p = [self.turned(p[4], sub(p[5], p[4])) for _ in range(4)]
            case "compl":
                turn = self.point()
                p[3] = self.along(p[2], times(turn, sub(p[1], p[0])))
                p[7] = self.along(p[6], times(times(quarter, conj(turn)), sub(p[5], p[4])))
            case "neqangle":
                turn = self.rotation()
                p[3], p[7] = (add(p[i], times(turn, sub(p[j + 1], p[j]))) for i, j in ((2, 0), (6, 4)))
            case "eqangle":
                turn = self.point()
                p[3] = self.along(p[2], times(turn, sub(p[1], p[0])))
                p[7] = self.along(p[6], times(turn, sub(p[5], p[4])))
            case "eqratio":
                p[3] = self.turned(p[2], times((r, Fraction(0)), sub(p[1], p[0])))
                p[7] = self.turned(p[6], times((r, Fraction(0)), sub(p[5], p[4])))
            case "simtri" | "contri" | "simtrir" | "contrir":
                scale = self.rotation() if kind.startswith("con") else self.point()
                turn = conj if kind.endswith("r") else (lambda u: u)
                p[4], p[5] = (add(p[3], times(scale, turn(sub(p[i], p[0])))) for i in (1, 2))
            case "aconst":
                tangent = (Fraction(TANGENTS[r][0]), Fraction(TANGENTS[r][1]))
                p[3] = self.along(p[2], times(tangent, sub(p[1], p[0])))
            case "rconst":
                p[3] = self.turned(p[2], times((1 / r, Fraction(0)), sub(p[1], p[0])))
        return p, r


def numerically(kind: str, points: Points, value: Fraction) -> bool:
    signature = PREDICATES[kind]
    fact = IndexedFact(kind, tuple(range(signature.arity)), value if signature.takes_value else None)
    return holds([fact], np.array([[float(x), float(y)] for x, y in points]))[0]


@pytest.mark.parametrize("kind", PREDICATES)
def test_every_predicate_agrees_with_its_exact_formula(kind: str) -> None:
    exact = Exact(seed=len(kind) * 1000 + ord(kind[0]))
    seen = {True: 0, False: 0}
    for _ in range(300):
        points, value = exact.satisfying(kind)
        used = points[: PREDICATES[kind].arity]
        if len(set(used)) < len(used):
            continue
        nudged = [*points]
        moved = exact.random.randrange(PREDICATES[kind].arity)
        nudged[moved] = add(nudged[moved], (Fraction(1, 7), Fraction(-1, 11)))
        scrambled = [exact.point() for _ in range(8)]
        for version in (points, nudged, scrambled):
            arguments = version[: PREDICATES[kind].arity]
            if len(set(arguments)) < len(arguments):
                continue
            expected = EXACT[kind](arguments, value)
            assert numerically(kind, version, value) == expected, (kind, version, value)
            seen[expected] += 1
    assert kind == "diff" or min(seen.values()) > 50


def test_diff_tells_apart_points_from_one_another() -> None:
    picture = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 0.0]])
    assert holds([IndexedFact("diff", (0, 1)), IndexedFact("diff", (1, 2))], picture) == [True, False]


def test_four_points_of_a_line_lie_on_no_circle() -> None:
    line = np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 4.0], [5.0, 10.0]])
    assert holds([IndexedFact("cyclic", (0, 1, 2, 3))], line) == [False]


@pytest.mark.parametrize("scale", [1e-6, 1e6])
def test_checks_are_free_of_scale_place_and_rotation(scale: float) -> None:
    for kind, signature in PREDICATES.items():
        exact = Exact(seed=5)
        for _ in range(20):
            points, value = exact.satisfying(kind)
            if len(set(points)) < len(points):
                continue
            picture = np.array([[float(x), float(y)] for x, y in points])
            turn = np.array([[0.6, -0.8], [0.8, 0.6]])
            moved = scale * (picture @ turn.T + np.array([3.0, -7.0]))
            fact = IndexedFact(kind, tuple(range(signature.arity)), value if signature.takes_value else None)
            assert holds([fact], picture) == holds([fact], moved), (kind, points)


def test_a_degenerate_direction_never_holds() -> None:
    picture = np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [2.0, 1.0]])
    for kind in ("para", "perp", "npara", "nperp"):
        assert holds([IndexedFact(kind, (0, 1, 2, 3))], picture) == [False]


def test_bad_facts_are_refused() -> None:
    picture = np.zeros((3, 2))
    with pytest.raises(ValueError, match="coll takes 3 points"):
        measures([IndexedFact("coll", (0, 1))], picture)
    with pytest.raises(ValueError, match="unknown predicate"):
        measures([IndexedFact("on_moon", (0, 1))], picture)
    with pytest.raises(IndexError):
        measures([IndexedFact("coll", (0, 1, 3))], picture)
