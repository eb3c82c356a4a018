"""What the table says follows from a construction's facts does follow, on every branch of their solutions.

The drawing is not asked: the facts are solved as equations by Newton's method from random starts, so that
solutions which no drawing shows are found as well.
"""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from generators.geometry.constructions import constructions
from generators.geometry.facts import Fact
from generators.geometry.problem import Construction
from search.geometry import measures

IMPLYING = [name for name, definition in constructions().items() if definition.implies]


def equations(fact: Fact, at: dict[str, complex]) -> list[float]:
    """The fact as polynomials that vanish."""
    p = [at[point] for point in fact.points]

    def span(i: int) -> complex:
        return p[i + 1] - p[i]

    match fact.kind:
        case "coll":
            return [((p[1] - p[0]).conjugate() * (p[2] - p[0])).imag]
        case "para":
            return [(span(0).conjugate() * span(2)).imag]
        case "perp":
            return [(span(0).conjugate() * span(2)).real]
        case "cong":
            return [abs(span(0)) ** 2 - abs(span(2)) ** 2]
        case "midp":
            double = p[1] + p[2] - 2 * p[0]
            return [double.real, double.imag]
        case "eqangle":
            return [(span(2) * span(0).conjugate() * (span(6) * span(4).conjugate()).conjugate()).imag]
    raise AssertionError(f"no equations for {fact.kind}")


def solve(facts: tuple[Fact, ...], at: dict[str, complex], unknown: list[str]) -> bool:
    """Moves the unknown points until the facts hold; False where Newton's method does not get there."""

    def residual(x: NDArray[np.float64]) -> NDArray[np.float64]:
        at.update(zip(unknown, (complex(a, b) for a, b in x.reshape(-1, 2)), strict=True))
        return np.array([value for fact in facts for value in equations(fact, at)])

    x = np.array([part for point in unknown for part in (at[point].real, at[point].imag)])
    for _ in range(60):
        value = residual(x)
        if np.abs(value).max() < 1e-15:
            return True
        step = 1e-7
        jacobian = np.array(
            [(residual(x + step * e) - residual(x - step * e)) / (2 * step) for e in np.eye(len(x))]
        )
        x = x - np.linalg.lstsq(jacobian.T, value, rcond=1e-8)[0]
        if not np.isfinite(x).all() or np.abs(x).max() > 1e3:
            return False
    return bool(np.abs(residual(x)).max() < 1e-13)


@pytest.mark.parametrize("name", IMPLYING)
def test_implied_facts_follow(name: str) -> None:
    definition = constructions()[name]
    construction = Construction(name, definition.parameters, Fraction(1) if definition.value else None)
    randomness = random.Random(name)
    indices = {point: i for i, point in enumerate(definition.parameters)}
    solved = 0
    for _ in range(60):
        at = {p: complex(randomness.gauss(0, 1), randomness.gauss(0, 1)) for p in definition.parameters}
        if not solve(construction.facts, at, list(definition.outputs)):
            continue
        picture = np.array([[at[p].real, at[p].imag] for p in definition.parameters])
        distances = np.linalg.norm(picture[:, None] - picture[None], axis=2) + 9 * np.eye(len(picture))
        required = measures([fact.indexed(indices) for fact in construction.requires], picture)
        if distances.min() < 1e-2 or min(required, default=1) < 1e-2 or distances.max() > 100:
            continue  # coinciding points and degenerate arguments are excluded by the statement
        solved += 1
        for fact in construction.implies:
            assert measures([fact.indexed(indices)], picture)[0] < 1e-6, (str(fact), at)
    assert solved >= 5
