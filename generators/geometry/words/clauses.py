"""The sentences that define points: how each construction can be said, alone or together with others."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Final

import msgspec

from generators.choice import Choice
from generators.geometry.constructions import Definition, constructions
from generators.geometry.problem import Clause, Construction
from generators.geometry.words.templates import Template, angle_value, ratio_value, shown

# Sentences around a phrase: {P} is the point, {N} a noun, {L} and {M} are loci, {H} is a clause.
_NOUN: Final = (
    "Let {P} be {N}",
    "Let {P} denote {N}",
    "Denote {N} by {P}",
    "{P} is {N}",
    "Write {P} for {N}",
)
_LOCUS: Final = (
    "Let {P} be a point on {L}",
    "Choose a point {P} on {L}",
    "{P} is a point of {L}",
    "Take {P} on {L}",
)
_POLYGON: Final = (
    "Let {S} be {Q}",
    "Consider {R}",
    "Take {R}",
    "Given is {R}",
    "Start with {R}",
    "Draw {R}",
    "We are given {R}",
    "{S} is {Q}",
)
TWO_LOCI: Final = (
    "Let {P} be a common point of {L} and {M}",
    "Let {L} and {M} meet at {P}",
    "Let {P} be a point that lies on {L} and on {M}",
    "{P} lies both on {L} and on {M}",
)
LOCUS_AND_MORE: Final = (
    "Let {P} be a point on {L} such that {H}",
    "Choose a point {P} on {L} such that {H}",
)
ONE_POINT: Final = (
    "Let {P} be a point such that {H}",
    "Choose a point {P} such that {H}",
    "{P} is a point such that {H}",
)
MORE_POINTS: Final = (
    "Let {P} be points such that {H}",
    "Choose points {P} such that {H}",
)


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    noun: list[str] = []
    locus: list[str] = []
    polygon: list[str] = []
    holds: list[str] = []
    let: list[str] = []
    letters: str = ""


class Phrases(msgspec.Struct, frozen=True):
    """The ways to say one construction.

    `sentences` define its points on their own; `holds` are clauses about its points; `loci` are the curves
    that its only point lies on, where it is of that kind.
    """

    sentences: tuple[Template, ...]
    holds: tuple[Template, ...]
    loci: tuple[Template, ...]
    letters: tuple[str, ...]


@cache
def phrases() -> Mapping[str, Phrases]:
    """The phrases of every construction of the table."""
    data = resources.files(__package__).joinpath("data", "constructions.toml").read_text(encoding="utf-8")
    entries = msgspec.convert(tomllib.loads(data), dict[str, _Entry])
    return {name: _phrases(definition, entries[name]) for name, definition in constructions().items()}


def _phrases(definition: Definition, entry: _Entry) -> Phrases:
    point = f"{{{definition.outputs[0]}}}"
    corners = f"{{{''.join(definition.outputs)}}}"
    sentences = list(entry.let)
    holds = list(entry.holds)
    for noun in entry.noun:
        sentences += [_fill(frame, P=point, N=noun) for frame in _NOUN]
        holds.append(f"{point} is {noun}")
    for locus in entry.locus:
        sentences += [_fill(frame, P=point, L=locus) for frame in _LOCUS]
        holds.append(f"{point} lies on {locus}")
    for polygon in entry.polygon:
        nameless, named = polygon.replace(" @", ""), polygon.replace("@", corners)
        sentences += [_fill(frame, S=corners, Q=nameless, R=named) for frame in _POLYGON]
        holds.append(f"{corners} is {nameless}")
    if not sentences:
        frames = ONE_POINT if len(definition.outputs) == 1 else MORE_POINTS
        points = listing([f"{{{output}}}" for output in definition.outputs])
        sentences = [_fill(frame, P=points, H=clause) for frame in frames for clause in holds]

    def templates(texts: Sequence[str]) -> tuple[Template, ...]:
        return tuple(Template(text, definition.parameters) for text in texts)

    return Phrases(
        templates(sentences), templates(holds), templates(entry.locus), tuple(entry.letters.split())
    )


def _fill(frame: str, **parts: str) -> str:
    for key, text in parts.items():
        frame = frame.replace(f"{{{key}}}", text)
    return frame


def listing(items: Sequence[str]) -> str:
    """A, B and C."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def clause_words(clause: Clause, choice: Choice) -> str:
    """A sentence, without its full stop, that defines the clause's points and says what holds of them."""
    made = clause.constructions
    if len(made) == 1 and made[0].outputs == clause.points:
        return _say(made[0], choice.pick(phrases()[made[0].name].sentences))
    points = listing([shown(point) for point in clause.points])
    first = phrases()[made[0].name]
    if len(clause.points) == 1 and first.loci and len(made) > 1:
        locus = _say(made[0], choice.pick(first.loci))
        second = phrases()[made[1].name]
        if second.loci and len(made) == 2:
            other = _say(made[1], choice.pick(second.loci))
            return choice.pick(TWO_LOCI).format(P=points, L=locus, M=other)
        more = listing([_say(c, choice.pick(phrases()[c.name].holds)) for c in made[1:]])
        return choice.pick(LOCUS_AND_MORE).format(P=points, L=locus, H=more)
    holds = listing([_say(c, choice.pick(phrases()[c.name].holds)) for c in made])
    return choice.pick(ONE_POINT if len(clause.points) == 1 else MORE_POINTS).format(P=points, H=holds)


def _say(construction: Construction, template: Template) -> str:
    return template.fill([shown(point) for point in construction.arguments], _value(construction))


def _value(construction: Construction) -> str:
    value: Fraction | None = construction.value
    if value is None:
        return ""
    return ratio_value(value) if construction.definition.value == "ratio" else angle_value(value)
