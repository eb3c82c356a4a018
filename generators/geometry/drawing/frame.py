"""Where the points of a picture stand in a drawing: turned upright, scaled to the frame."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from generators.geometry.problem import GeometryProblem
from search.geometry import Picture

WIDTH: Final = 440.0
HEIGHT: Final = 360.0
MARGIN: Final = 28.0  # left free for labels
MIDDLE: Final = complex(WIDTH / 2, HEIGHT / 2)
_OUTLIER: Final = 20.0  # times the median distance from the middle; points further out are left outside
_NOTHING: Final = 1e-30  # in parts of the picture: points so near coincide, and say nothing of its size
_HUGE: Final = 1e100
_TINY: Final = 1e-280  # a picture of that size cannot be scaled
_LARGE: Final = 0.75  # times the span of the points; larger circles are cut off by the frame


def upright(problem: GeometryProblem, picture: Picture) -> list[complex]:
    """The points as complex numbers, turned so that the first figure stands on its base.

    Of the first points the second and third are the base, or both when there are two. It goes to the right,
    if need be in the mirror, which no fact minds except an angle of so many degrees. Raises ValueError for a
    picture of other points, or with coordinates that are not finite or beyond 1e100.
    """
    if picture.shape != (len(problem.points), 2):
        raise ValueError(f"a picture of {len(problem.points)} points is needed, not of shape {picture.shape}")
    points = [complex(x, y) for x, y in picture.tolist()]
    if not all(abs(point.real) < _HUGE and abs(point.imag) < _HUGE for point in points):
        raise ValueError("the picture has coordinates that are not finite, or beyond 1e100")
    first = len(problem.clauses[0].points) if problem.clauses else 0
    start, end = (1, 2) if first > 2 else (0, 1)
    base = points[end] - points[start] if end < len(points) else 0j
    if not abs(base) > 0:
        return points
    turn = base.conjugate() / abs(base)
    turned = [point * turn for point in points]
    figure = turned[: max(first, 3)]
    if sum(point.imag - turned[start].imag for point in figure) < 0:
        sense = any(
            c.definition.value in ("degrees", "angle")
            for clause in problem.clauses
            for c in clause.constructions
        )
        turned = [-point if sense else point.conjugate() for point in turned]
    return turned


class Frame:
    """A similarity from the picture to the drawing, whose y axis points down."""

    def __init__(self, points: Sequence[complex], rings: Sequence[tuple[complex, float]]) -> None:
        """Fits the points, and those circles that are not much larger than what the points span."""
        middle = complex(_median([p.real for p in points]), _median([p.imag for p in points]))
        distances = sorted([abs(p - middle) for p in points])
        usual = distances[len(points) // 2]
        limit = _OUTLIER * usual if usual > _NOTHING * distances[-1] else math.inf
        near = [p for p in points if abs(p - middle) <= limit]
        xs, ys = [p.real for p in near], [p.imag for p in near]
        left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        span = max(right - left, top - bottom)
        for centre, radius in rings:
            if radius < _LARGE * span and abs(centre - middle) < limit:
                left, right = min(left, centre.real - radius), max(right, centre.real + radius)
                bottom, top = min(bottom, centre.imag - radius), max(top, centre.imag + radius)
        width, height = right - left, top - bottom
        fits = [
            (room - 2 * MARGIN) / size for room, size in ((WIDTH, width), (HEIGHT, height)) if size > _TINY
        ]
        self.scale = min(fits, default=1.0)
        self._centre = complex(left + width / 2, bottom + height / 2)

    def place(self, point: complex) -> complex:
        """Where a point of the picture stands in the drawing."""
        return MIDDLE + self.scale * (point - self._centre).conjugate()


def is_inside(place: complex) -> bool:
    """Whether a place is within the frame."""
    return 0 <= place.real <= WIDTH and 0 <= place.imag <= HEIGHT


def at_edge(place: complex) -> complex:
    """The place within the margin at which a point outside is shown: in its direction from the middle."""
    away = place - MIDDLE
    stretch = max(abs(away.real) / (WIDTH / 2 - MARGIN), abs(away.imag) / (HEIGHT / 2 - MARGIN))
    return MIDDLE + away / stretch


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]
