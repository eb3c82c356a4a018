"""Equations between numbers in a text, worked out again with exact fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

_NUMBER: Final = r"[$€]?\d[\d,]*(?:\.\d+)?%?"
_SIGN: Final = r"[-+*/×÷−·]"
_EQUATION: Final = re.compile(
    rf"(?<![\w.)])(-?{_NUMBER})((?:\s*{_SIGN}\s*{_NUMBER})+)\s*=\s*(-?{_NUMBER})(?![\w(]|\s*{_SIGN})"
)
_TERM: Final = re.compile(rf"({_SIGN})\s*({_NUMBER})")


class Equation(NamedTuple):
    """An equation: what its right side says, and whether that is so, rounded as written."""

    result: Fraction
    true: bool


def equations(text: str) -> Iterator[Equation]:
    """The equations of a text whose left side is a calculation; * and / before + and -."""
    if "=" not in text:
        return
    for match in _EQUATION.finditer(text):
        result = _value(match[3])
        digits = len(match[3].rstrip("%").partition(".")[2])
        allowed = Fraction(1, 2 * 10**digits) if digits else Fraction(0)
        if match[3].endswith("%"):
            allowed /= 100
        try:
            true = abs(_calculated(match[1], match[2]) - result) <= allowed
        except ZeroDivisionError:
            true = False
        yield Equation(result, true)


def _calculated(first: str, rest: str) -> Fraction:
    total, product = Fraction(0), _value(first)
    for sign, number in _TERM.findall(rest):
        value = _value(number)
        if sign in "*×·":
            product *= value
        elif sign in "/÷":
            product /= value
        else:
            total, product = total + product, value if sign == "+" else -value
    return total + product


def _value(number: str) -> Fraction:
    value = Fraction(number.replace(",", "").replace("$", "").replace("€", "").removesuffix("%"))
    return value / 100 if number.endswith("%") else value
