"""Facts in words and in symbols, in a form that a person would choose."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Final

import msgspec

from generators.choice import Choice
from generators.geometry.facts import Fact
from generators.geometry.words.templates import (
    Template,
    angle_value,
    hidden,
    parse_value,
    ratio_value,
    shown,
)

_ANGLES: Final = ("eqangle", "neqangle", "compl")


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    points: str
    symbols: str
    goals: list[str]
    told: list[str]


class Phrases(msgspec.Struct, frozen=True):
    """The ways to say one predicate."""

    symbols: Template
    goals: tuple[Template, ...]
    told: tuple[Template, ...]


@cache
def phrases() -> Mapping[str, Phrases]:
    """The phrases of every predicate."""
    data = resources.files(__package__).joinpath("data", "predicates.toml").read_text(encoding="utf-8")
    entries = msgspec.convert(tomllib.loads(data), dict[str, _Entry])
    return {kind: _phrases(entry) for kind, entry in entries.items()}


def _phrases(entry: _Entry) -> Phrases:
    letters = entry.points.split()

    def templates(texts: list[str]) -> tuple[Template, ...]:
        return tuple(Template(text, letters) for text in texts)

    return Phrases(Template(entry.symbols, letters), templates(entry.goals), templates(entry.told))


@lru_cache(maxsize=1 << 16)
def readable(fact: Fact) -> Fact:
    """An equivalent fact whose angles have their common point first, and whose segments are in order."""
    points = fact.points
    if fact.kind in _ANGLES:
        a, b, c, d, e, f, g, h = points
        straight = (*_vertex_first(a, b, c, d), *_vertex_first(e, f, g, h))
        across = (a, b, e, f, c, d, g, h) if fact.kind != "compl" else (e, f, c, d, a, b, g, h)
        crossed = (*_vertex_first(*across[:4]), *_vertex_first(*across[4:]))
        best = crossed if _vertices(crossed) > _vertices(straight) else straight
        return Fact(fact.kind, best)
    if fact.kind == "aconst":
        a, b, c, d = points
        return Fact(fact.kind, _vertex_first(a, b, c, d), fact.value)
    if fact.kind in ("para", "perp", "npara", "nperp", "cong", "eqratio", "rconst"):
        ordered = tuple(p for i in range(0, len(points), 2) for p in sorted(points[i : i + 2]))
        return Fact(fact.kind, ordered, fact.value)
    if fact.kind in ("ncoll", "diff"):
        return Fact(fact.kind, tuple(sorted(points)))
    return fact


def _vertex_first(a: str, b: str, c: str, d: str) -> tuple[str, ...]:
    if {a, b} == {c, d}:
        return (a, b, a, b)
    if b in (c, d):
        a, b = b, a
    if a == d:
        c, d = d, c
    if a == c:
        return (a, b, c, d)
    return (*sorted((a, b)), *sorted((c, d)))


def _vertices(points: tuple[str, ...]) -> int:
    return (points[0] == points[2]) + (points[4] == points[6])


def _value(fact: Fact) -> str:
    if fact.value is None:
        return ""
    return angle_value(fact.value) if fact.kind == "aconst" else ratio_value(fact.value)


@lru_cache(maxsize=1 << 16)
def symbols(fact: Fact) -> str:
    """The fact in its short form: ∠ABC = ∠DEF."""
    fact = readable(fact)
    return phrases()[fact.kind].symbols.fill([shown(point) for point in fact.points], _value(fact))


def plainly(fact: Fact, show: Callable[[str], str]) -> tuple[str, str]:
    """The fact in symbols and as a clause, always in the same words; `show` gives the points' names."""
    fact = readable(fact)
    entry, points, value = phrases()[fact.kind], [show(point) for point in fact.points], _value(fact)
    return entry.symbols.fill(points, value), entry.told[0].fill(points, value)


def told(fact: Fact, choice: Choice) -> str:
    """The fact as a clause of running text."""
    options = _told(fact)
    return options[0] if len(options) == 1 else choice.pick(options)


@lru_cache(maxsize=1 << 16)
def _told(fact: Fact) -> tuple[str, ...]:
    # Problems of one search say many facts in common.
    fact = readable(fact)
    points, value = [shown(point) for point in fact.points], _value(fact)
    return tuple(template.fill(points, value) for template in phrases()[fact.kind].told)


def goal_words(fact: Fact, choice: Choice) -> str:
    """The fact as a clause that `parse_goal` reads back."""
    fact = readable(fact)
    template = choice.pick(phrases()[fact.kind].goals)
    return template.fill([shown(point) for point in fact.points], _value(fact))


def parse_goal(text: str) -> Fact | None:
    """The fact that a clause of `goal_words` states; None for another text."""
    for kind, entry in phrases().items():
        for template in entry.goals:
            if found := template.match(text):
                points, value = found
                names = tuple(hidden(point) for point in points.values())
                return Fact(kind, names, parse_value(value) if value else None)
    return None
