"""The lines and circles of a figure as segments and radii."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, TypeAlias

from generators.geometry.drawing.content import Content, Level
from generators.geometry.drawing.frame import MIDDLE

Stretch: TypeAlias = tuple[complex, complex, Level]  # the ends of a segment
Circle: TypeAlias = tuple[complex, float, Level]  # centre and radius

_FAR: Final = 5000.0  # from the middle of the drawing: nothing is drawn further out
_SAME: Final = 1e-4  # of two circles, in parts of their radius
_STRAIGHT: Final = 1e-7  # of three points


def circles(content: Content, points: Sequence[complex]) -> list[Circle]:
    """The different circles of a picture; a goal's are listed by themselves, in front of others."""
    found: list[Circle] = []
    for ring in content.rings:
        if ring.centre is None:
            a, b, c = (points[i] for i in ring.points[:3])
            centre = _circumcentre(a, b, c)
            if centre is None:
                continue
        else:
            a, centre = points[ring.points[0]], points[ring.centre]
        radius = abs(a - centre)
        for i, (other, size, level) in enumerate(found):
            same = abs(other - centre) + abs(size - radius) <= _SAME * radius
            if same and (level == Level.GOAL) == (ring.level == Level.GOAL):
                found[i] = (other, size, min(level, ring.level))
                break
        else:
            found.append((centre, radius, ring.level))
    return sorted(found, key=_level)


def segments(content: Content, places: Sequence[complex]) -> list[Stretch]:
    """The segments of a drawing: each line as far as its outermost points, goals on top."""
    found: list[Stretch] = []
    for points, stated in content.lines:
        ends = _ends(points, places)
        if len(stated) < 2:
            found.append((*ends, Level.AUXILIARY))
            continue
        if len(stated) == len(points):
            found.append((*ends, Level.STATEMENT))
            continue
        start, stop = _ends(stated, places)
        found.append((start, stop, Level.STATEMENT))
        for end in ends:
            near = start if abs(start - end) < abs(stop - end) else stop
            if abs(near - end) > 1:
                found.append((near, end, Level.AUXILIARY))
    for goal in content.goal_lines:
        found.append((*_ends(goal, places), Level.GOAL))
    return clipped(sorted(found, key=_level))


def clipped(stretches: list[Stretch]) -> list[Stretch]:
    """The parts of segments that are not far out."""
    if all(max(abs(start - MIDDLE), abs(end - MIDDLE)) < _FAR for start, end, _ in stretches):
        return stretches
    return [near for stretch in stretches if (near := _clipped(stretch))]


def _level(drawn: Stretch | Circle) -> int:
    return drawn[2]


def _ends(points: Collection[int], places: Sequence[complex]) -> tuple[complex, complex]:
    """The outermost of points of a line."""
    if len(points) == 2:
        a, b = points
        return places[a], places[b]
    along = [places[i] for i in points]
    first = max(along, key=lambda place: abs(place - along[0]))
    return first, max(along, key=lambda place: abs(place - first))


def _clipped(stretch: Stretch) -> Stretch | None:
    """The part of a segment that is not far out."""
    start, end, level = stretch
    if start == end:
        return None
    along = (end - start) / abs(end - start)
    to_foot = ((MIDDLE - start) * along.conjugate()).real
    foot = start + along * to_foot
    half = (max(_FAR**2 - abs(foot - MIDDLE) ** 2, 0.0)) ** 0.5
    low, high = max(0.0, to_foot - half), min(abs(end - start), to_foot + half)
    return (start + along * low, start + along * high, level) if low < high else None


def _circumcentre(a: complex, b: complex, c: complex) -> complex | None:
    """The centre of the circle through three points; None when they are nearly on a line."""
    b, c = b - a, c - a
    cross = (b.conjugate() * c).imag
    if abs(cross) <= _STRAIGHT * abs(b) * abs(c):
        return None
    return a + 1j * (abs(c) ** 2 * b - abs(b) ** 2 * c) / (2 * cross)
