"""What a figure shows: the lines, circles and marked facts that a problem speaks of, by point indices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple, TypeAlias

from generators.geometry.drawing.classes import Classes
from generators.geometry.facts import Fact
from generators.geometry.problem import Construction, GeometryProblem

Segment: TypeAlias = tuple[int, int]  # ascending

# Constructions that speak of circles: pairs of parameters, a centre and a point.
_ROUND: Final = {
    "on_circle": ("oa",),
    "lc_tangent": ("oa",),
    "incenter2": ("ix",),
    "excenter2": ("ix",),
    "intersection_lc": ("ob",),
    "intersection_cc": ("oa", "wa"),
    "tangent": ("ob",),
    "cc_tangent0": ("oa", "wb"),
    "cc_tangent": ("oa", "wb"),
    "cc_itangent": ("oa", "wb"),
    "2l1c": ("oa", "ix"),
    "e5128": ("cb",),
}
_PAIRS: Final = frozenset(("para", "perp", "eqangle", "eqratio", "aconst", "rconst", "compl"))
_TRIANGLES: Final = frozenset(("simtri", "simtrir", "contri", "contrir"))
_MARKED: Final = frozenset(("para", "perp", "eqangle", "aconst"))


class Level(IntEnum):
    """What something drawn belongs to."""

    STATEMENT = 0
    AUXILIARY = 1
    GOAL = 2


class Saying(NamedTuple):
    """A fact about points of the figure."""

    kind: str
    points: list[int]
    level: Level
    degrees: float  # of aconst


class Line(NamedTuple):
    """The points of a line, and those of them that the statement puts there."""

    points: set[int]
    stated: set[int]


class Ring(NamedTuple):
    """A circle through points, round a centre where that is a point."""

    centre: int | None
    points: tuple[int, ...]
    level: Level


@dataclass(slots=True)
class Content:
    """All that is drawn; points are numbered as in the problem."""

    lines: list[Line]
    goal_lines: list[set[int]]
    rings: list[Ring]
    equal: list[tuple[list[Segment], Level]]  # classes of equally long segments
    marked: list[Saying]


def content(problem: GeometryProblem, shown: Sequence[bool]) -> Content:
    """What constructions, facts and goals ask to be drawn, as far as it concerns points that are shown."""
    collector = _Collector(problem, shown)
    stated = len(problem.clauses)
    for number, clause in enumerate(problem.all_clauses):
        level = Level.STATEMENT if number < stated else Level.AUXILIARY
        for construction in clause.constructions:
            collector.construction(construction, level)
    for goal in problem.goals:
        collector.goal(goal)
    return collector.finish()


class _Collector:
    def __init__(self, problem: GeometryProblem, shown: Sequence[bool]) -> None:
        self._indices = {point: i for i, point in enumerate(problem.points)}
        self._hidden = {i for i, is_shown in enumerate(shown) if not is_shown}
        self._lines: list[Line] = []
        self._goal_lines: list[set[int]] = []
        self._rings: list[Ring] = []
        self._round: dict[tuple[int, int], Level] = {}  # centre and point of circles that are spoken of
        self._lengths: Classes[Segment] = Classes()
        self._levels: dict[Segment, Level] = {}  # of segments in `_lengths`
        self._goal_lengths: list[list[Segment]] = []
        self._marked: list[Saying] = []

    def construction(self, construction: Construction, level: Level) -> None:
        names, definition = construction.names, construction.definition
        if self._are_shown([self._indices[point] for point in construction.arguments]):
            if construction.name == "reflect":  # one line across the axis says more than two kites
                self._join((self._indices[names["x"]], self._indices[names["a"]]), level)
                return
            self._shape(construction, names, level)
        value = construction.value
        for rule in definition.facts:
            points = [self._indices[names[parameter]] for parameter in rule.fact.points]
            degrees = float((value if rule.own_value else rule.fact.value) or 0) * 180 % 180
            self._fact(Saying(rule.fact.kind, points, level, degrees))

    def _shape(self, construction: Construction, names: Mapping[str, str], level: Level) -> None:
        """What a construction shows besides its facts: a polygon that it is made of, circles."""
        if len(construction.definition.outputs) == len(construction.arguments) > 1:
            corners = [self._indices[point] for point in construction.arguments]
            for a, b in zip(corners, corners[1:] + corners[:1], strict=True):
                self._join((a, b), level)
        for pair in _ROUND.get(construction.name, ()):
            centre, point = (self._indices[names[parameter]] for parameter in pair)
            self._round.setdefault((centre, point), level)
            self._same_length(level, (centre, point))

    def goal(self, goal: Fact) -> None:
        saying = self._saying(goal, Level.GOAL)
        kind, p, _, _ = saying
        if not self._are_shown(p):
            return
        if kind == "cong":
            self._goal_lengths.append([_segment(p[0], p[1]), _segment(p[2], p[3])])
        if kind == "midp":
            self._goal_lengths.append([_segment(p[0], p[1]), _segment(p[0], p[2])])
        if kind in ("cyclic", "circle"):
            self._ring(saying)
        elif kind in ("coll", "midp"):
            self._goal_lines.append(set(p))
        elif kind != "cyclic":
            self._goal_lines += [set(pair) for pair in _pairs(saying)]
        if kind in _MARKED:
            self._marked.append(saying)

    def finish(self) -> Content:
        equal = []
        for segments in self._lengths.groups():
            level = min(self._levels[segment] for segment in segments)
            rest = self._without_radii(segments, level)
            if len(rest) > 1:
                equal.append((rest, level))
                for segment in rest:
                    self._join(segment, self._levels[segment])
        for segments in self._goal_lengths:
            self._goal_lines += map(set, segments)
            equal.append((segments, Level.GOAL))
        return Content(self._lines, self._goal_lines, self._rings, equal, self._marked)

    def _saying(self, fact: Fact, level: Level) -> Saying:
        indices = self._indices
        degrees = float(fact.value * 180) if fact.kind == "aconst" and fact.value is not None else 0.0
        return Saying(fact.kind, [indices[point] for point in fact.points], level, degrees)

    def _fact(self, saying: Saying) -> None:
        kind, p, level, _ = saying
        if not self._are_shown(p):
            return
        if kind == "cong":
            self._same_length(level, (p[0], p[1]), (p[2], p[3]))
        elif kind in ("coll", "midp"):
            self._join(p, level)
            if kind == "midp":
                self._same_length(level, (p[0], p[1]), (p[0], p[2]))
        elif kind == "cyclic":
            self._ring(saying)
        elif kind == "circle":
            self._round.setdefault((p[0], p[1]), level)
            self._same_length(level, *((p[0], point) for point in p[1:]))
        else:
            for pair in _pairs(saying):
                self._join(pair, level)
        if kind in _MARKED:
            self._marked.append(saying)

    def _are_shown(self, points: Iterable[int]) -> bool:
        return not self._hidden or self._hidden.isdisjoint(points)

    def _same_length(self, level: Level, *pairs: tuple[int, int]) -> None:
        segments = [_segment(a, b) for a, b in pairs]
        for segment in segments:
            self._levels.setdefault(segment, level)
            self._lengths.unite(segments[0], segment)

    def _ring(self, saying: Saying) -> None:
        if saying.kind == "circle":
            self._rings.append(Ring(saying.points[0], tuple(saying.points[1:]), saying.level))
        else:
            self._rings.append(Ring(None, tuple(saying.points), saying.level))

    def _join(self, points: Sequence[int], level: Level) -> None:
        """Draws a line through points; lines with two points in common are one."""
        a, b, *_ = points
        for on_line, stated in self._lines:
            if a in on_line and b in on_line:
                on_line.update(points)
                if level == Level.STATEMENT:
                    stated.update(points)
                break
        else:
            on_line = set(points)
            stated = set(points) if level == Level.STATEMENT else set()
            self._lines.append(Line(on_line, stated))
        if len(points) > 2:
            for other in [line for line in self._lines if len(line.points & on_line) > 1]:
                if other.points is not on_line:
                    on_line |= other.points
                    stated |= other.stated
                    self._lines.remove(other)

    def _without_radii(self, segments: list[Segment], level: Level) -> list[Segment]:
        """Draws the circles that equal segments make; the segments left, and one radius of each circle."""
        ends: dict[int, list[int]] = {}
        for a, b in segments:
            ends.setdefault(a, []).append(b)
            ends.setdefault(b, []).append(a)
        radii: set[Segment] = set()
        kept: list[Segment] = []
        for centre, points in ends.items():
            spoken = [self._round[centre, point] for point in points if (centre, point) in self._round]
            if spoken or len(points) > 2:
                self._rings.append(Ring(centre, tuple(points), min(spoken, default=level)))
                mine = [_segment(centre, point) for point in points]
                radii.update(mine)
                kept.append(
                    next((s for s in mine if any(set(s) <= line.points for line in self._lines)), mine[0])
                )
        rest = [segment for segment in segments if segment not in radii]
        return [*rest, *dict.fromkeys(kept)]


def _pairs(saying: Saying) -> list[Segment]:
    """The segments that a fact speaks of."""
    kind, p, _, _ = saying
    if kind in _PAIRS:
        return [_segment(p[i], p[i + 1]) for i in range(0, len(p), 2)]
    if kind in _TRIANGLES:
        return [_segment(p[i + j], p[i + (j + 1) % 3]) for i in (0, 3) for j in range(3)]
    return []


def _segment(a: int, b: int) -> Segment:
    return (a, b) if a < b else (b, a)
