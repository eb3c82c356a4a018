"""Whether a statement of geometry in Lean is true, by numbers alone: points that satisfy its hypotheses are
sought from its text, with formulas of our own, and its goal must hold of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from search.geometry import PREDICATES, IndexedFact

Points = NDArray[np.float64]  # shape (points, 2)


@dataclass(frozen=True)
class Reading:
    """A statement as facts about numbered points; `distinct` are pairs of points that are different."""

    points: int
    distinct: tuple[tuple[int, int], ...]
    hypotheses: tuple[IndexedFact, ...]
    goal: IndexedFact


def read_names(statement: str) -> list[str]:
    """The points that a statement is about."""
    return statement.split("] (")[1].split(" :", maxsplit=1)[0].split()


def read(statement: str) -> Reading:
    """What the text of a statement says."""
    _, *lines = statement.splitlines()
    names = read_names(statement)
    quarter = 1
    distinct: list[tuple[int, int]] = []
    facts = []
    for line in lines:
        kind, *words = line.removesuffix(" →").split()
        if kind == "IsUnit":
            quarter = int(words[1])
        elif kind == "Distinct":
            listed = [names.index(word.strip("[],")) for word in words]
            distinct = [(a, b) for n, a in enumerate(listed) for b in listed[n + 1 :]]
        else:
            arity = PREDICATES[kind].arity
            points = tuple(map(names.index, words[:arity]))
            value = None
            if kind == "aconst":
                value = Fraction(int(words[-1]), 2 * quarter)
            if kind == "rconst":
                value = Fraction(int(words[-2]), int(words[-1]))
            facts.append(IndexedFact(kind, points, value))
    return Reading(len(names), tuple(distinct), tuple(facts[:-1]), facts[-1])


Numbers = NDArray[np.float64]
Complexes = NDArray[np.complex128]  # shape (points of a fact, pictures)


def _turn(p: Complexes, i: int) -> Complexes:
    """The conjugate of one vector times the next: dot and cross."""
    return np.conj(p[i + 1] - p[i]) * (p[i + 3] - p[i + 2])


def _size(p: Complexes, i: int) -> Numbers:
    return np.abs(p[i + 1] - p[i]) ** 2


def _area(p: Complexes, i: int) -> Numbers:
    return (np.conj(p[i + 1] - p[i]) * (p[i + 2] - p[i])).imag


def _inside(p: Complexes, i: int) -> Numbers:
    return (np.conj(p[i] - p[i + 1]) * (p[i + 2] - p[i + 1])).real


def _parts(z: Complexes) -> list[Numbers]:
    return [z.real, z.imag]


def _spread(p: Complexes) -> list[Numbers]:
    """What vanishes for triangles of the same shape and orientation."""
    return _parts((p[1] - p[0]) * (p[5] - p[3]) - (p[2] - p[0]) * (p[4] - p[3]))


def _mirrored(p: Complexes) -> Complexes:
    return np.concatenate([np.conj(p[:3]), p[3:]])


def _sides(p: Complexes) -> Numbers:
    return np.abs(p[1] - p[0]) ** 2 - np.abs(p[4] - p[3]) ** 2


_EQUATIONS: dict[str, Callable[[Complexes, float], list[Numbers]]] = {
    "coll": lambda p, _: [_area(p, 0)],
    "para": lambda p, _: [_turn(p, 0).imag],
    "perp": lambda p, _: [_turn(p, 0).real],
    "cong": lambda p, _: [_size(p, 0) - _size(p, 2)],
    "rconst": lambda p, value: [_size(p, 0) - value**2 * _size(p, 2)],
    "aconst": lambda p, value: [(_turn(p, 0) * np.exp(-1j * np.pi * value)).imag],
    "midp": lambda p, _: _parts(p[1] + p[2] - 2 * p[0]),
    "circle": lambda p, _: [np.abs(p[1] - p[0]) ** 2 - np.abs(p[i] - p[0]) ** 2 for i in (2, 3)],
    # The cross ratio of four points of a circle is real.
    "cyclic": lambda p, _: [((p[0] - p[2]) * (p[1] - p[3]) * np.conj((p[1] - p[2]) * (p[0] - p[3]))).imag],
    "eqangle": lambda p, _: [(np.conj(_turn(p, 0)) * _turn(p, 4)).imag],
    "compl": lambda p, _: [(_turn(p, 0) * _turn(p, 4)).real],
    "eqratio": lambda p, _: [_size(p, 0) * _size(p, 6) - _size(p, 2) * _size(p, 4)],
    "simtri": lambda p, _: _spread(p),
    "simtrir": lambda p, _: _spread(_mirrored(p)),
    "contri": lambda p, _: [*_spread(p), _sides(p)],
    "contrir": lambda p, _: [*_spread(_mirrored(p)), _sides(p)],
}
# What is positive where the condition is true; the others are equations that must fail.
_CONDITIONS: dict[str, Callable[[Complexes], Numbers]] = {
    "sameside": lambda p: _inside(p, 0) * _inside(p, 3),
    "sameclock": lambda p: _area(p, 0) * _area(p, 3),
    "oppclock": lambda p: -_area(p, 0) * _area(p, 3),
}


def violation(fact: IndexedFact, pictures: Complexes) -> list[Numbers]:
    """What vanishes where an equation is true; for a condition, what is positive. In each picture."""
    p = pictures[list(fact.points)]
    if fact.kind in _CONDITIONS:
        return [_CONDITIONS[fact.kind](p)]
    if PREDICATES[fact.kind].is_open:
        return [np.abs(_EQUATIONS[fact.kind.removeprefix("n")](p, 0.0)[0])]
    return _EQUATIONS[fact.kind](p, float(fact.value or 0))


def realizations(
    reading: Reading, start: Points, chance: np.random.Generator, count: int
) -> Iterator[Complexes]:
    """Points near and far from a start of which the hypotheses are true, by Gauss and Newton."""
    equations = [fact for fact in reading.hypotheses if not PREDICATES[fact.kind].is_open]
    conditions = [fact for fact in reading.hypotheses if PREDICATES[fact.kind].is_open]

    def residual(flat: Numbers) -> Numbers:
        """Of pictures, one a column: all x, then all y."""
        pictures = flat[: reading.points] + 1j * flat[reading.points :]
        return np.array([x for fact in equations for x in violation(fact, pictures)])

    found = 0
    for attempt in range(24):
        noise = (0.02, 0.2, 1.0)[attempt % 3]
        x = (start + chance.normal(0, noise, start.shape)).T.ravel()
        for _ in range(30):
            if not equations:
                break
            step = 1e-7
            trial = residual(np.column_stack([x, x[:, None] + step * np.eye(len(x))]))
            if np.max(np.abs(trial[:, 0])) < 1e-13:
                break
            slope = (trial[:, 1:] - trial[:, :1]) / step
            x = x - np.linalg.lstsq(slope, trial[:, 0], rcond=1e-9)[0]
            if not np.all(np.isfinite(x)) or np.max(np.abs(x)) > 1e3:
                break
        if not np.all(np.isfinite(x)) or np.max(np.abs(x)) > 1e3:
            continue
        if equations and np.max(np.abs(residual(x[:, None]))) > 1e-12:
            continue
        points = (x[: reading.points] + 1j * x[reading.points :])[:, None]
        apart = all(abs(points[a, 0] - points[b, 0]) > 1e-3 for a, b in reading.distinct)
        proper = all(
            abs(_area(points[list(fact.points)], 0)[0]) > 1e-4 for fact in equations if fact.kind == "cyclic"
        )
        if apart and proper and all(violation(fact, points)[0][0] > 1e-4 for fact in conditions):
            yield points
            found += 1
            if found == count:
                return


def still_true(statement: str, figure: Points) -> str:
    """ "true", "false" or "undecided" (no realizations found) of a statement about the points of a figure."""
    reading = read(statement)
    start = (figure - figure.mean(axis=0)) / max(float(np.std(figure)), 1e-9)
    seen = 0
    for points in realizations(reading, start, np.random.default_rng(1), 4):
        if max(abs(x[0]) for x in violation(reading.goal, points)) > 1e-7:
            return "false"
        seen += 1
    return "true" if seen >= 2 else "undecided"
