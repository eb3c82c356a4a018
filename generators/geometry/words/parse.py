"""Reads statements in words back as problems: each sentence must have exactly one reading.

Phrases are tried one after another; a phrase fits only if it defines points that are new, from points that
are known. That settles which construction is meant where two share their words, such as a square that is
given and the square on a segment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from generators.geometry.constructions import constructions
from generators.geometry.problem import Clause, Construction
from generators.geometry.words import clauses
from generators.geometry.words.clauses import phrases
from generators.geometry.words.templates import POINT, Template, hidden, parse_value, points_in

_LIST: Final = rf"{POINT}(?:, {POINT})*(?: and {POINT})?"
_SEPARATOR: Final = re.compile(r" and |, ")


class WordsError(ValueError):
    """A text that is not a statement in words: which sentence, and why."""


def read_sentence(text: str, known: set[str]) -> list[Clause]:
    """The clauses of a sentence without its full stop. Raises WordsError when it has no or several readings.

    A sentence may define points more than once, its parts joined by ", and let".
    """
    readings = [[clause] for clause in _readings(text, known)]
    for join in re.finditer(r", and let ", text):
        for before in _readings(text[: join.start()], known):
            try:
                after = read_sentence("Let " + text[join.end() :], known | set(before.points))
            except WordsError:
                continue
            readings.append([before, *after])
    return _only(readings, text)


def _only(readings: list[list[Clause]], text: str) -> list[Clause]:
    distinct = [reading for i, reading in enumerate(readings) if reading not in readings[:i]]
    if len(distinct) != 1:
        what = "has several readings" if distinct else "is not understood"
        raise WordsError(f"the sentence {text[:200]!r} {what}")
    return distinct[0]


def _readings(text: str, known: set[str]) -> Iterator[Clause]:
    for construction in _fitting("sentences", text, known, None):
        yield Clause(construction.outputs, (construction,))
    for frames, read in (
        (clauses.TWO_LOCI, _two_loci),
        (clauses.LOCUS_AND_MORE, _locus_and_more),
        ((*clauses.ONE_POINT, *clauses.MORE_POINTS), _conditions),
    ):
        for pattern in _frames(frames):
            if found := pattern.fullmatch(text):
                parts = found.groupdict()
                points = tuple(hidden(point) for point in points_in(parts.pop("P")))
                if known.isdisjoint(points):
                    for made in read(parts, points, known):
                        yield Clause(points, tuple(made))


@cache
def _frames(frames: tuple[str, ...]) -> list[re.Pattern[str]]:
    """The frames as patterns: {P} is one point or several, the other fields are anything."""
    return [
        re.compile(
            "".join(
                f"(?P<P>{_LIST})" if part == "P" else f"(?P<{part}>.+)" if place % 2 else re.escape(part)
                for place, part in enumerate(re.split(r"\{(\w)\}", frame))
            )
        )
        for frame in frames
    ]


def _two_loci(
    parts: dict[str, str], points: tuple[str, ...], known: set[str]
) -> Iterator[list[Construction]]:
    # The pattern splits at the last "and" that it can; the others are tried here.
    text = f"{parts['L']}\n{parts['M']}"
    for first, second in {(parts["L"], parts["M"]), *_splits(text.replace("\n", " and "))}:
        for one in _fitting("loci", first, known, points):
            for other in _fitting("loci", second, known, points):
                yield [one, other]


def _splits(text: str) -> Iterator[tuple[str, str]]:
    for join in re.finditer(" and ", text):
        yield text[: join.start()], text[join.end() :].removeprefix("on ")


def _locus_and_more(
    parts: dict[str, str], points: tuple[str, ...], known: set[str]
) -> Iterator[list[Construction]]:
    for locus in _fitting("loci", parts["L"], known, points):
        for more in _clauses(parts["H"], points, known):
            yield [locus, *more]


def _conditions(
    parts: dict[str, str], points: tuple[str, ...], known: set[str]
) -> Iterator[list[Construction]]:
    for made in _clauses(parts["H"], points, known):
        if {point for construction in made for point in construction.outputs} == set(points):
            yield made


def _clauses(text: str, points: tuple[str, ...], known: set[str]) -> Iterator[list[Construction]]:
    """All ways to read a list of clauses about new points, joined by commas and "and"."""
    for construction in _fitting("holds", text, known, points):
        yield [construction]
    for join in _SEPARATOR.finditer(text):
        for construction in _fitting("holds", text[: join.start()], known, points):
            for more in _clauses(text[join.end() :], points, known):
                yield [construction, *more]


def _fitting(kind: str, text: str, known: set[str], points: tuple[str, ...] | None) -> Iterator[Construction]:
    """The constructions that a phrase may mean: of known points, and of `points` if they are given."""
    for name, template in _candidates(kind, text):
        found = template.match(text)
        if found is None:
            continue
        definition = constructions()[name]
        named, number = found
        if kind == "loci":
            if points is None or len(points) != 1:
                continue
            named = {**named, definition.outputs[0]: ""}
        names = {key: hidden(point) for key, point in named.items()}
        if kind == "loci" and points:
            names[definition.outputs[0]] = points[0]
        value = parse_value(number) if number else None
        made = Construction(name, tuple(names[parameter] for parameter in definition.parameters), value)
        outputs = made.outputs
        fresh = len(set(outputs)) == len(outputs) and known.isdisjoint(outputs)
        if fresh and known.issuperset(made.inputs) and (points is None or set(outputs) <= set(points)):
            yield made


@cache
def _templates(kind: str) -> list[tuple[str, Template]]:
    return [(name, t) for name, entry in phrases().items() for t in getattr(entry, kind)]


@cache
def _by_start(kind: str) -> dict[str, list[tuple[str, Template]]]:
    """The phrases by the word that they begin with; under "" those that begin with a point."""
    table: dict[str, list[tuple[str, Template]]] = {}
    for name, template in _templates(kind):
        first = template.text.split(" ", 1)[0]
        table.setdefault("" if "{" in first else first, []).append((name, template))
    return table


def _candidates(kind: str, text: str) -> Iterable[tuple[str, Template]]:
    table = _by_start(kind)
    yield from table.get(text.split(" ", 1)[0], ())
    yield from table.get("", ())
