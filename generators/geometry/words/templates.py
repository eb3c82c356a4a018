"""Templates of sentences about points: filled with the names of points, and read back.

In a template `{abc}` stands for the names of the points that are the parameters a, b and c, `{<abcd}` for the
full angle from the line ab to the line cd, `{value}` for a number. A point is shown as a capital letter, with
its digits as subscripts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Final

POINT: Final = r"[A-Z][₀-₉]*"
_VALUE: Final = r"−?\d[\dπ/ :]*°?"
_FIELD: Final = re.compile(r"\{(<?)(\w+)\}")
_SUBSCRIPTS: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_DIGITS: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_NAME: Final = re.compile(r"[a-z]\d*")
_POINT: Final = re.compile(POINT)


def is_plain(name: str) -> bool:
    """Whether a point's name is a small letter with digits, so that it can be shown and read back."""
    return _NAME.fullmatch(name) is not None


@lru_cache(maxsize=4096)
def shown(name: str) -> str:
    """A point's name as texts show it: `a1` becomes A₁."""
    return name.upper().translate(_SUBSCRIPTS)


def display(names: Iterable[str]) -> Callable[[str], str]:
    """How the points of one problem are shown: as they are written where one of the names is not plain."""
    return shown if all(map(is_plain, names)) else str


def hidden(text: str) -> str:
    """The inverse of `shown`."""
    return text.lower().translate(_DIGITS)


def points_in(text: str) -> tuple[str, ...]:
    """The names, as shown, that a text such as AB₁C is made of."""
    return tuple(_POINT.findall(text))


def angle(a: str, b: str, c: str, d: str) -> str:
    """The full angle from the line ab to the line cd: ∠BAD where a and c are one point."""
    return f"∠{b}{a}{d}" if a == c else f"∠({a}{b}, {c}{d})"


def angle_value(value: Fraction) -> str:
    """Half turns as degrees: 30°; as a part of π where the degrees are not whole."""
    degrees = value * 180
    text = f"{degrees}°" if degrees.denominator == 1 else f"{value.numerator}π/{value.denominator}"
    return text.replace("-", "−")


def ratio_value(value: Fraction) -> str:
    """A ratio: 1 : 2."""
    return f"{value.numerator} : {value.denominator}"


def parse_value(text: str) -> Fraction | None:
    """The inverse of `angle_value` and `ratio_value`; None for another text."""
    text = text.replace("−", "-")
    if match := re.fullmatch(r"(-?\d+)°", text):
        return Fraction(int(match[1]), 180)
    if match := re.fullmatch(r"(-?\d+)(?:π/| : )([1-9]\d*)", text):
        return Fraction(int(match[1]), int(match[2]))
    return None


class Template:
    """A text with fields for the points of `parameters`, which are single letters."""

    __slots__ = ("__dict__", "_angles", "_format", "_parameters", "text")

    def __init__(self, text: str, parameters: Sequence[str]) -> None:
        self.text = text
        self._parameters = tuple(parameters)
        self._angles: list[tuple[int, ...]] = []
        self._format = _FIELD.sub(self._slot, text)

    def _slot(self, field: re.Match[str]) -> str:
        if field[2] == "value":
            return f"{{{len(self._parameters)}}}"
        indices = [self._parameters.index(letter) for letter in field[2]]
        if not field[1]:
            return "".join(f"{{{index}}}" for index in indices)
        self._angles.append(tuple(indices))
        return f"{{{len(self._parameters) + len(self._angles)}}}"

    def fill(self, points: Sequence[str], value: str = "") -> str:
        """The text about these points, given as they are shown, one a parameter."""
        if not self._angles:
            return self._format.format(*points, value)
        angles = [angle(points[a], points[b], points[c], points[d]) for a, b, c, d in self._angles]
        return self._format.format(*points, value, *angles)

    def match(self, text: str) -> tuple[dict[str, str], str] | None:
        """The points, as shown, by parameter, and the number, that make the template this text."""
        found = self._pattern.fullmatch(text)
        if found is None:
            return None
        groups = found.groupdict()
        points = {
            parameter: next(groups[key] for key in self._keys[parameter] if groups[key] is not None)
            for parameter in self._parameters
            if parameter in self._keys
        }
        return points, groups.get("value") or ""

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], dict[str, list[str]]]:
        keys: dict[str, list[str]] = {}
        pattern, end, angles = "", 0, 0
        for field in _FIELD.finditer(self.text):
            pattern += re.escape(self.text[end : field.start()])
            end = field.end()
            if field[2] == "value":
                pattern += f"(?P<value>{_VALUE})"
            elif field[1]:
                angles += 1
                a, b, c, d = (f"{letter}{angles}" for letter in field[2])
                for letter, key in zip(field[2], (a, b, c, d), strict=True):
                    keys[letter] = [key, f"{field[2][0]}{angles}_" if key == c else f"{key}_"]
                pattern += f"∠(?:\\((?P<{a}>{POINT})(?P<{b}>{POINT}), (?P<{c}>{POINT})(?P<{d}>{POINT})\\)"
                pattern += f"|(?P<{b}_>{POINT})(?P<{a}_>{POINT})(?P<{d}_>{POINT}))"
            else:
                for letter in field[2]:
                    seen = letter in keys
                    pattern += f"(?P={letter}0)" if seen else f"(?P<{letter}0>{POINT})"
                    keys[letter] = [f"{letter}0"]
        return re.compile(pattern + re.escape(self.text[end:])), keys

    @property
    def _pattern(self) -> re.Pattern[str]:
        return self._compiled[0]

    @property
    def _keys(self) -> dict[str, list[str]]:
        return self._compiled[1]
