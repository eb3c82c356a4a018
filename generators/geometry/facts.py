"""Facts: predicates applied to named points, and their text.

The text of a fact is the predicate, its points and, for `aconst` and `rconst`, a number:
`aconst a b c d 1pi/3` (or `60o`), `rconst a b c d 1/2` (or `1 2`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from search.geometry import PREDICATES, IndexedFact, repeats_point

# Names that other texts use for the same predicates.
ALIASES: Final = {"eqangle6": "eqangle", "eqratio6": "eqratio", "simtri2": "simtrir", "contri2": "contrir"}

_POINT: Final = re.compile(r"[A-Za-z][A-Za-z0-9_']*")
_DEGREES: Final = re.compile(r"([+-]?\d+(?:\.\d+)?)(o?)")
_HALF_TURNS: Final = re.compile(r"([+-]?\d*)pi(?:/(\d+))?")
_RATIO: Final = re.compile(r"(\d+)(?:[/ ](\d+))?")
_MAX_NUMBER: Final = 10**6  # of numerators and denominators
_MAX_DIGITS: Final = 40  # of a number as it is written
_LISTS: Final = ("coll", "cyclic", "circle")  # may be said of more points at once


class LanguageError(ValueError):
    """A text that is not in the language: which clause, and why."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A predicate of `docs/geometry.md` applied to points; `value`: half turns of aconst, ratio of rconst."""

    kind: str
    points: tuple[str, ...]
    value: Fraction | None = None

    def renamed(self, names: Mapping[str, str]) -> Fact:
        """The same fact about other points; points that `names` lacks keep their name."""
        return Fact(self.kind, tuple([names.get(point, point) for point in self.points]), self.value)

    def indexed(self, indices: Mapping[str, int]) -> IndexedFact:
        """The fact about point indices, for `search.geometry`."""
        return IndexedFact(self.kind, tuple(indices[point] for point in self.points), self.value)

    def __str__(self) -> str:
        words = [self.kind, *self.points]
        if self.value is not None:
            words.append(angle_text(self.value) if self.kind == "aconst" else ratio_text(self.value))
        return " ".join(words)


def is_point(text: str) -> bool:
    """Whether the text can name a point: a letter, then letters, digits, `_` and `'`."""
    return _POINT.fullmatch(text) is not None


def parse_facts(text: str) -> tuple[Fact, ...]:
    """The facts of a text: mostly one, several where `coll`, `cyclic` or `circle` is given more points.

    `cyclic a b c d e` says `cyclic a b c d` and `cyclic a b c e`. Raises LanguageError with the reason.
    """
    words = text.split()
    if not words or words[0] not in _LISTS or len(words) - 1 <= PREDICATES[words[0]].arity:
        return (parse_fact(text),)
    common, others = words[: PREDICATES[words[0]].arity], words[PREDICATES[words[0]].arity :]
    if len(set(words[1:])) < len(words) - 1:
        raise LanguageError("it names the same point twice where it needs different ones")
    return tuple(parse_fact(" ".join([*common, other])) for other in others)


@lru_cache(maxsize=1 << 16)  # steps of a proof need the same conditions, problems of a search say the same
def parse_fact(text: str) -> Fact:
    """The fact of a text; raises LanguageError with the reason."""
    words = text.split()
    if not words:
        raise LanguageError("a predicate is expected")
    kind, arguments = ALIASES.get(words[0], words[0]), words[1:]
    signature = PREDICATES.get(kind)
    if signature is None:
        raise LanguageError(f"unknown predicate {words[0]!r}; the predicates are {', '.join(PREDICATES)}")
    points, numbers = arguments[: signature.arity], arguments[signature.arity :]
    value = None
    if signature.takes_value and numbers:
        value = parse_angle(" ".join(numbers)) if kind == "aconst" else parse_ratio(" ".join(numbers))
    if (
        len(points) != signature.arity
        or (value is None) != (not signature.takes_value)
        or (numbers and value is None)
    ):
        number = " and a number" if signature.takes_value else ""
        raise LanguageError(f"{kind} takes {signature.arity} points{number}, not {len(arguments)} arguments")
    for point in points:
        if not is_point(point):
            raise LanguageError(f"{point!r} is not the name of a point")
    fact = Fact(kind, tuple(points), value % 1 if kind == "aconst" and value is not None else value)
    if reason := vacuous(fact):
        raise LanguageError(f"{fact}: {reason}")
    return fact


def vacuous(fact: Fact) -> str | None:
    """Why a fact can never hold, or says nothing: it repeats a point where it needs two. Else None."""
    repeated = repeats_point(fact.kind, fact.points)
    return "it names the same point twice where it needs different ones" if repeated else None


def parse_angle(text: str) -> Fraction:
    """An angle in half turns: `30o` and `30` are degrees, `1pi/6` and `pi/6` parts of pi."""
    _check_length(text)
    if match := _DEGREES.fullmatch(text):
        return _bounded(Fraction(match[1]) / 180, text)
    if match := _HALF_TURNS.fullmatch(text):
        numerator = int(match[1] + "1" if match[1] in ("", "+", "-") else match[1])
        return _bounded(_quotient(numerator, match[2], text), text)
    raise LanguageError(f"{text!r} is not an angle: write 30o or 1pi/6")


def parse_ratio(text: str) -> Fraction:
    """A positive ratio: `1/2`, `1 2` or `3`."""
    _check_length(text)
    match = _RATIO.fullmatch(text)
    value = _quotient(int(match[1]), match[2], text) if match else Fraction(0)
    if value <= 0:
        raise LanguageError(f"{text!r} is not a positive ratio: write 1/2")
    return _bounded(value, text)


def _check_length(text: str) -> None:
    if len(text) > _MAX_DIGITS:
        raise LanguageError(f"{text[:_MAX_DIGITS]!r}... has too many digits")


def _quotient(numerator: int, denominator: str | None, text: str) -> Fraction:
    if denominator is not None and int(denominator) == 0:
        raise LanguageError(f"{text!r} divides by zero")
    return Fraction(numerator, int(denominator or 1))


def _bounded(value: Fraction, text: str) -> Fraction:
    if abs(value.numerator) > _MAX_NUMBER or value.denominator > _MAX_NUMBER:
        raise LanguageError(f"{text!r} has too many digits")
    return value


def angle_text(value: Fraction) -> str:
    """An angle as a part of pi: `1pi/6`."""
    return f"{value.numerator}pi/{value.denominator}"


def degrees_text(value: Fraction, unit: str) -> str:
    """An angle in whole degrees with the unit, e.g. `30o`; as a part of pi where it has none."""
    degrees = value * 180
    return f"{degrees.numerator}{unit}" if degrees.denominator == 1 else angle_text(value)


def ratio_text(value: Fraction) -> str:
    """A ratio: `1/2`."""
    return f"{value.numerator}/{value.denominator}"
