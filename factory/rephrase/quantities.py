"""Numbers, measures and dates of an English text, each in one form however it is written."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import Final, NamedTuple

_ONES: Final = {
    word: number
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
    )
}  # fmt: skip
_TENS: Final = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
_SCALES: Final = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip
# Names of units, the unit that they are counted in, and how many of these each is.
_UNITS: Final = {
    name: (base, Fraction(factor))
    for base, factor, names in (
        ("m", "1/1000", "mm millimetre millimeter"),
        ("m", "1/100", "cm centimetre centimeter"),
        ("m", "1", "m metre meter"),
        ("m", "1000", "km kilometre kilometer"),
        ("mile", "1", "mi mile"),
        ("foot", "1", "ft foot feet"),
        ("g", "1/1000", "mg milligram"),
        ("g", "1", "g gram gramme"),
        ("g", "1000", "kg kilogram kilo"),
        ("g", "1000000", "t ton tonne"),
        ("l", "1/1000", "ml millilitre milliliter"),
        ("l", "1", "l litre liter"),
        ("s", "1", "s sec second"),
        ("s", "60", "min minute"),
        ("s", "3600", "h hr hour"),
        ("s", "86400", "d day"),
        ("s", "604800", "week"),
        ("month", "1", "month"),
        ("month", "12", "yr year"),
        ("%", "1", "% percent"),
        ("degree", "1", "° degree"),
        ("dollar", "1", "$ usd dollar"),
        ("euro", "1", "€ eur euro"),
    )
    for name in names.split()
}

_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE: Final = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})\b"
    rf"|\b(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})\b",
    re.IGNORECASE,
)
_WORDS: Final = "|".join((*_ONES, *_TENS))
_START: Final = re.compile(
    rf"[$€]?\d+(?:,\d{{3}})*(?:\.\d+)?|\b(?:{_WORDS})\b|\ban?\s+(?=(?:{'|'.join(_SCALES)})\b)", re.IGNORECASE
)
_LONGEST: Final = 24  # tokens of a number
_TOKEN: Final = re.compile(r"[$€]?\d+(?:,\d{3})*(?:\.\d+)?|[a-z]+|[%°]", re.IGNORECASE)


class Quantity(NamedTuple):
    """A number of something: `unit` is a base unit, "date" (an ordinal day) or empty."""

    value: Fraction
    unit: str


class Span(NamedTuple):
    """Where a quantity stands in a text, its unit included."""

    start: int
    end: int
    quantity: Quantity


def quantities(text: str) -> Counter[Quantity]:
    """The quantities of a text and how often each occurs.

    "2,000 m", "two thousand metres" and "2 km" are one quantity, as are "3 May 1990" and "1990-05-03". A bare
    "one" is left out: it is a pronoun more often than a number.
    """
    return Counter(span.quantity for span in spans(text))


def spans(text: str) -> list[Span]:
    """The quantities of a text in the order in which they stand there."""
    dates = [Span(*match.span(), date) for match in _DATE.finditer(text) if (date := _date(match))]
    for span in dates:  # so that no number is read from a date
        text = text[: span.start] + ";" * (span.end - span.start) + text[span.end :]
    return sorted([*_numbers(text), *dates])


def _date(match: re.Match[str]) -> Quantity | None:
    try:
        if match["iso"]:
            day = datetime.date.fromisoformat(match["iso"])
        else:
            month = _MONTHS[(match["month"] or match["month2"]).lower()]
            day = datetime.date(
                int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"])
            )
    except ValueError:
        return None
    return Quantity(Fraction(day.toordinal()), "date")


def _numbers(text: str) -> Iterator[Span]:
    place = 0
    while start := _START.search(text, place):
        tokens = list(islice(_TOKEN.finditer(text, start.start()), _LONGEST))
        first = tokens[0][0]
        value, end = _number(text, tokens)
        if [token[0].lower() for token in tokens[end : end + 3]] == ["and", "a", "half"]:
            value, end = value + Fraction(1, 2), end + 3
        unit, factor = _UNITS[first[0]] if first[0] in "$€" else ("", Fraction(1))
        if (
            not unit
            and end < len(tokens)
            and not text[tokens[end - 1].end() : tokens[end].start()].strip(" -")
        ):
            unit, factor = _unit(tokens[end][0])
            end += bool(unit)
        place = tokens[end - 1].end()
        if unit or end > 1 or first.lower() != "one":
            yield Span(start.start(), place, Quantity(value * factor, unit))


def _unit(word: str) -> tuple[str, Fraction]:
    # "m" and "M" differ, but words are written with either.
    name = word if len(word) < 3 else word.lower()
    for candidate in (name, name.removesuffix("s")) if len(name) > 2 else (name,):
        if candidate in _UNITS:
            return _UNITS[candidate]
    return "", Fraction(1)


def _number(text: str, tokens: list[re.Match[str]]) -> tuple[Fraction, int]:
    """The number that the tokens begin with, and how many of them it takes."""
    first = tokens[0][0].lower().lstrip("$€")
    if not first[0].isdigit():
        return _in_words(text, tokens, 1, 1) if first in ("a", "an") else _in_words(text, tokens, 0, 0)
    value = Fraction(first.replace(",", ""))
    before = text[max(0, tokens[0].start() - 2) : tokens[0].start()]
    if before.endswith(("-", "−")) and not before[:-1].isalnum():
        value = -value
    if len(tokens) > 1 and (scale := _SCALES.get(tokens[1][0].lower())):
        return value * scale, 2
    return value, 1


def _in_words(text: str, tokens: list[re.Match[str]], place: int, below: int) -> tuple[Fraction, int]:
    """Reads "two hundred and fifty thousand" on from a token, `below` being what is said so far."""
    total, start = 0, place
    while place < len(tokens):
        word = tokens[place][0].lower()
        gap = text[tokens[place - 1].end() : tokens[place].start()] if place > start else ""
        if gap.strip(" -"):
            break
        if word in _ONES and below % 10 == 0 and (below % 100 == 0 or _ONES[word] < 10):
            below += _ONES[word]
        elif word in _TENS and below % 100 == 0:
            below += _TENS[word]
        elif word == "hundred" and 0 < below < 100:
            below *= 100
        elif word in _SCALES and word != "hundred" and below:
            total, below = total + below * _SCALES[word], 0
        elif not (
            word == "and"
            and place + 1 < len(tokens)
            and tokens[place - 1][0].lower() in _SCALES
            and (tokens[place + 1][0].lower() in _ONES or tokens[place + 1][0].lower() in _TENS)
        ):
            break
        place += 1
    return Fraction(total + below), place
