"""Directed graphs with lengths, questions about them, and the certificates of the answers.

A way certifies that a place can be reached; a set of places that no road leaves certifies that it cannot; a
potential, a number for each place that no road raises by more than its length, that no way is shorter.
"""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass
from enum import StrEnum

from generators.canonical import LabelledGraph, canonical_order

_ROAD = re.compile(r"(\d+)-(\d+)->(\d+)")
_CLAIM = re.compile(r"(reach|shortest) (\d+) (\d+)")


class Asked(StrEnum):
    """What is asked of two places."""

    REACH = "reach"
    SHORTEST = "shortest"


@dataclass(frozen=True, slots=True, order=True)
class Road:
    """A one-way road; its length plays no part where only `reach` is asked."""

    source: int
    target: int
    length: int


@dataclass(frozen=True, slots=True)
class Question:
    """Is there a way from `start` to `end`, or how long is the shortest?"""

    roads: tuple[Road, ...]
    asked: Asked
    start: int
    end: int

    @property
    def places(self) -> int:
        """How many places there are; they are numbered from 0."""
        ends = [place for road in self.roads for place in (road.source, road.target)]
        return 1 + max((*ends, self.start, self.end))

    def __str__(self) -> str:
        roads = "; ".join(f"{road.source}-{road.length}->{road.target}" for road in self.roads)
        return f"{roads} |- {self.asked} {self.start} {self.end}"


def parse(text: str) -> Question:
    """The question of a text such as `0-1->1; 1-1->2 |- reach 0 2`; raises ValueError."""
    roads, _, claim = text.partition(" |- ")
    asked = _CLAIM.fullmatch(claim)
    found = [_ROAD.fullmatch(road) for road in roads.split("; ")]
    if asked is None or None in found:
        raise ValueError(f"{text!r} is not a question about roads: write 0-LENGTH->1; ... |- reach 0 1")
    listed = tuple(Road(int(road[1]), int(road[3]), int(road[2])) for road in found if road)
    return Question(listed, Asked(asked[1]), int(asked[2]), int(asked[3]))


def canonical(question: Question) -> Question:
    """The question with places numbered, and roads ordered, in the canonical way."""
    ends = {place for road in question.roads for place in (road.source, road.target)}
    used = sorted(ends | {question.start, question.end})
    number = {place: i for i, place in enumerate(used)}
    colours = tuple(1 * (p == question.start) + 2 * (p == question.end) for p in used)
    edges = tuple((number[r.source], r.length, number[r.target]) for r in question.roads)
    order = canonical_order(LabelledGraph(colours, edges))
    place = {p: order[number[p]] for p in used}
    roads = sorted({Road(place[r.source], place[r.target], r.length) for r in question.roads})
    return Question(tuple(roads), question.asked, place[question.start], place[question.end])


def shortest_ways(question: Question) -> tuple[dict[int, int], dict[int, int]]:
    """Distances from the start, and by which road (its number) each place is reached. Dijkstra (1959)."""
    distances: dict[int, int] = {}
    last: dict[int, int] = {}
    queue: list[tuple[int, int, int]] = [(0, question.start, -1)]
    while queue:
        distance, place, by = heapq.heappop(queue)
        if place in distances:
            continue
        distances[place] = distance
        if by >= 0:
            last[place] = by
        for number, road in enumerate(question.roads):
            if road.source == place and road.target not in distances:
                heapq.heappush(queue, (distance + road.length, road.target, number))
    return distances, last


def way(question: Question) -> tuple[int, ...] | None:
    """The numbers of the roads of a shortest way; None where there is no way at all."""
    distances, last = shortest_ways(question)
    if question.end not in distances:
        return None
    roads: list[int] = []
    place = question.end
    while place != question.start:
        roads.append(last[place])
        place = question.roads[last[place]].source
    return tuple(reversed(roads))
