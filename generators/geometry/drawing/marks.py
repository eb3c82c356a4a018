"""Marks that say what is equal, parallel or perpendicular, as paths in the coordinates of the drawing.

Equally long segments have the same ticks (one to three strokes, then rings, then crosses), parallel lines the
same number of arrow heads, equal angles the same arcs (one to three, then with strokes across). Goals are
classes by themselves.
"""

from __future__ import annotations

import math
from cmath import phase, rect
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

from generators.geometry.drawing.classes import Classes
from generators.geometry.drawing.content import Content, Level, Saying
from generators.geometry.drawing.frame import is_inside
from generators.geometry.drawing.outline import Stretch

_CORNER: Final = 8.0
_ARC, _ARC_STEP, _ARC_GAP = 15.0, 3.2, 4.0  # radius, between the arcs of one class, between classes
_STUB: Final = 30.0  # of a line that is prolonged for an arc
_TICK, _TICK_STEP = 4.6, 3.2
_HEAD, _HEAD_STEP = 4.6, 4.4
_CLEAR: Final = 9.0  # between marks on a line, and from a point
_PLACES: Final = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
_SAME: Final = 0.01  # in radians
_FLAT: Final = 0.03

_Wedge: TypeAlias = tuple[int, int, int]  # a vertex; the angles of its sides in half degrees, clockwise


class Stroke(NamedTuple):
    """A mark: "tick", "arrow", "corner" or "arc"."""

    kind: str
    level: Level
    path: str


class Marks:
    """All marks of a figure."""

    def __init__(self, content: Content, dots: Sequence[complex], places: Sequence[complex]) -> None:
        """`places` are where all points stand, `dots` those of the points that are shown."""
        self.strokes: list[Stroke] = []
        self.texts: list[tuple[complex, str, Level]] = []  # angles in degrees
        self.extensions: list[Stretch] = []  # of lines to where marks are
        self.discs: list[tuple[float, float, float]] = []  # where marks are: x, y, radius
        self._places = places
        self._dots = dots
        self._lines = [line.points for line in content.lines]
        self._spots: list[complex] = []
        self._corners: set[tuple[int, int, int]] = set()
        self._arcs_at: dict[int, float] = {}  # the radius up to which a vertex has arcs
        for number, (segments, level) in enumerate(content.equal, 1):
            for a, b in segments:
                self._ticks(a, b, number, level)
        for saying in content.marked:
            if saying.kind == "perp":
                self._corner(saying.points, saying.level)
        self._arrows([saying for saying in content.marked if saying.kind == "para"])
        self._angles([saying for saying in content.marked if saying.kind == "eqangle"])
        for saying in content.marked:
            if saying.kind == "aconst":
                self._measure(saying)

    def _ticks(self, a: int, b: int, number: int, level: Level) -> None:
        start, end = self._places[a], self._places[b]
        length = abs(end - start)
        if length < 1:
            return
        along = (end - start) / length
        size = min(_TICK, length / 4)
        middle = self._spot(start, end)
        path = ""
        style, more = divmod(number - 1, 3) if number < 10 else (0, number - 7)
        for i in range(more + 1):
            at = middle + along * _TICK_STEP * (1 + (style > 0)) * (i - more / 2)
            path += _tick(at, along * size, style)
        self._add("tick", level, path, middle, 5.0)

    def _arrows(self, sayings: Sequence[Saying]) -> None:
        classes: Classes[int | tuple[int, int]] = Classes()
        ends: dict[int | tuple[int, int], tuple[int, int, Level]] = {}
        for _, p, level, _ in sayings:
            keys = []
            for a, b in ((p[0], p[1]), (p[2], p[3])):
                key = (a, b) if level == Level.GOAL else self._line_of(a, b)
                ends.setdefault(key, (a, b, level))
                keys.append(key)
            classes.unite(keys[0], keys[1])
        for number, keys in enumerate(classes.groups(), 1):
            way = 0j
            for key in keys:
                a, b, level = ends[key]
                start, end = self._places[a], self._places[b]
                if abs(end - start) < 1:
                    continue
                along = (end - start) / abs(end - start)
                way = way or along
                if (along * way.conjugate()).real < 0:
                    along = -along
                middle = self._spot(start, end)
                path = ""
                for i in range(number):
                    tip = middle + along * (_HEAD_STEP * (i - (number - 1) / 2) + _HEAD / 2)
                    wing = along * complex(-_HEAD, _HEAD * 0.7)
                    path += _path(tip + wing, tip, tip + along * complex(-_HEAD, -_HEAD * 0.7))
                self._add("arrow", level, path, middle, 6.0)

    def _corner(self, p: Sequence[int], level: Level) -> None:
        a, b, c, d = (self._places[i] for i in p)
        u, v = b - a, d - c
        cross = (u.conjugate() * v).imag
        if abs(cross) < 1e-9:
            return
        meet = a + u * (((c - a).conjugate() * v).imag / cross)
        if not is_inside(meet):
            return
        sides = []
        for start, end in ((a, b), (c, d)):
            far, near = (start, end) if abs(start - meet) > abs(end - meet) else (end, start)
            reach = abs(far - meet)
            if reach > abs(end - start) + 1:
                self.extensions.append((near, meet, level))
            sides.append((far - meet) / reach)
            size = min(_CORNER, reach / 2)
        key = (round(meet.real), round(meet.imag), round(phase(sides[0] ** 4) * 5))
        if key in self._corners:
            return
        self._corners.add(key)
        u, v = (side * size for side in sides)
        self._add("corner", level, _path(meet + u, meet + u + v, meet + v), meet + (u + v) / 2, size)

    def _angles(self, sayings: Sequence[Saying]) -> None:
        groups: Classes[tuple[bool, _Wedge]] = Classes()  # a goal's arcs are its own, wherever others are
        levels: dict[tuple[bool, _Wedge], Level] = {}
        for _, p, level, _ in sayings:
            first, other = self._wedge(p[:4]), self._wedge(p[4:])
            if first is None or other is None:
                continue
            if abs(_size(first) + _size(other) - 360) <= 2 and abs(_size(first) - _size(other)) > 2:
                if _size(first) > _size(other):
                    first = self._supplement(first, level)
                else:
                    other = self._supplement(other, level)
            if abs(_size(first) - _size(other)) > 2 or not 4 < _size(first) < 356:
                continue
            keys = [(level == Level.GOAL, wedge) for wedge in (first, other)]
            for key in keys:
                levels.setdefault(key, level)
            groups.unite(*keys)
        for number, group in enumerate(groups.groups(), 1):
            for key in group:
                self._arcs(key[1], number, levels[key])

    def _arcs(self, wedge: _Wedge, number: int, level: Level) -> None:
        vertex, start, end = wedge
        at = self._places[vertex]
        inner = self._arcs_at.get(vertex, _ARC - _ARC_GAP) + _ARC_GAP
        strokes, more = divmod(number - 1, 3)
        radius = inner + more * _ARC_STEP
        path = "".join([_arc(at, inner + i * _ARC_STEP, start, end) for i in range(more + 1)])
        self._arcs_at[vertex] = radius
        middle = at + rect((inner + radius) / 2, math.radians((start + end) / 4))
        for i in range(strokes):
            way = rect(1.0, math.radians((start + end) / 4 + 8 * (i - (strokes - 1) / 2)))
            path += _path(at + way * (inner - 3), at + way * (radius + 3))
        self._add("arc", level, path, middle, 4.0 + (radius - inner) / 2)

    def _measure(self, saying: Saying) -> None:
        wedge = self._wedge(saying.points)
        if wedge is None or not 4 < _size(wedge) < 356:
            return
        vertex, start, end = wedge
        if _size(wedge) == 180:
            self._corner(saying.points, saying.level)
            return
        self._arcs(wedge, 1, saying.level)
        degrees = saying.degrees if abs(2 * saying.degrees - _size(wedge)) < 2 else 180 - saying.degrees
        at = self._places[vertex] + rect(self._arcs_at[vertex] + 11, math.radians((start + end) / 4))
        self.texts.append((at, f"{degrees:.4g}°", saying.level))
        self.discs.append((at.real, at.imag, 8.0))
        self._arcs_at[vertex] += 14

    def _wedge(self, p: Sequence[int]) -> _Wedge | None:
        """The angle at the common point of the segments p0 p1 and p2 p3, less than 360 half degrees."""
        a, b, c, d = p
        if a in (c, d):
            vertex, one, other = a, b, d if a == c else c
        elif b in (c, d):
            vertex, one, other = b, a, d if b == c else c
        else:
            return None
        at = self._places[vertex]
        start, end = (round(2 * math.degrees(phase(self._places[i] - at))) for i in (one, other))
        turn = (end - start) % 720
        return (vertex, start, start + turn) if turn <= 360 else (vertex, end, end + 720 - turn)

    def _supplement(self, wedge: _Wedge, level: Level) -> _Wedge:
        """The angle beside a wedge; the side that it needs is drawn."""
        vertex, start, end = wedge
        at = self._places[vertex]
        self.extensions.append((at, at + rect(_STUB, math.radians(start / 2 + 180)), level))
        return vertex, end, start + 360

    def _spot(self, start: complex, end: complex) -> complex:
        """A place on a segment, in its middle if possible, clear of points and of other marks on lines."""
        for part in _PLACES:
            spot = start + (end - start) * part
            if all(abs(spot - other) > _CLEAR for other in (*self._dots, *self._spots)):
                break
        else:
            spot = (start + end) / 2
        self._spots.append(spot)
        return spot

    def _line_of(self, a: int, b: int) -> int:
        return next(i for i, points in enumerate(self._lines) if a in points and b in points)

    def _add(self, kind: str, level: Level, path: str, at: complex, radius: float) -> None:
        if is_inside(at):
            self.strokes.append(Stroke(kind, level, path))
            self.discs.append((at.real, at.imag, radius))


def _size(wedge: _Wedge) -> int:
    return wedge[2] - wedge[1]


def _path(*places: complex) -> str:
    return "M" + "L".join([f"{place.real:.1f} {place.imag:.1f}" for place in places])


def _tick(at: complex, size: complex, style: int) -> str:
    """A stroke across a line of that direction, a ring on it or a cross; with more styles, strokes again."""
    if style == 1:
        radius = abs(size) / 2
        return _arc(at, radius, 0, 360) + _arc(at, radius, 360, 720)
    if style == 2:
        wing = size * complex(0.6, 0.6)
        return _path(at - wing, at + wing) + _path(at - wing * 1j, at + wing * 1j)
    return _path(at + size * 1j, at - size * 1j)


def _arc(at: complex, radius: float, start: int, end: int) -> str:
    """Clockwise, between angles in half degrees."""
    first, last = (at + rect(radius, math.radians(angle / 2)) for angle in (start, end))
    return (
        f"M{first.real:.1f} {first.imag:.1f}A{radius:.1f} {radius:.1f} 0 0 1 {last.real:.1f} {last.imag:.1f}"
    )
