"""Numbers, measures and dates of an English text, each in one form however it is written."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

_ONE: Final = Fraction(1)
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
NUMBER_WORDS: Final = frozenset(
    (*_ONES, *_TENS, *_SCALES)
)  # where none is and no digit, there is no quantity
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
    name: (base, Fraction(factor) if factor != "1" else _ONE)
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

_FACTORS: Final = {
    base: [factor for unit, factor in _UNITS.values() if unit == base] for base, _ in _UNITS.values()
}
_ARTICLES: Final = {"a", "an"}
_STARTS: Final = _ARTICLES | _ONES.keys() | _TENS.keys()
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE: Final = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})\b"
    rf"|\b(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\d{4}")
_COUNTED: Final = _ONES.keys() | _TENS.keys()
_LONGEST: Final = 24  # tokens of a number
_TOKEN: Final = re.compile(r"[$€]?\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+|[%°]")


class Quantity(NamedTuple):
    """A number of something: `unit` is a base unit, "date" (an ordinal day) or empty."""

    value: Fraction | int
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


def spans(text: str) -> tuple[Span, ...]:
    """The quantities of a text in the order in which they stand there."""
    if not _YEAR.search(text):
        return tuple(_numbers(text))
    dates = [Span(*match.span(), date) for match in _DATE.finditer(text) if (date := _date(match))]
    for span in dates:  # so that no number is read from a date
        text = text[: span.start] + ";" * (span.end - span.start) + text[span.end :]
    return tuple(sorted([*_numbers(text), *dates]))


def factors(unit: str) -> list[Fraction]:
    """How many of a base unit each of the units is that are counted in it; 1 for no unit."""
    return _FACTORS.get(unit, [_ONE])


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
    return Quantity(day.toordinal(), "date")


def _numbers(text: str) -> Iterator[Span]:
    tokens = list(_TOKEN.finditer(text))
    words = [token[0].lower() for token in tokens]
    after = 0
    for start in [i for i, word in enumerate(words) if word in _STARTS or word[-1].isdecimal()]:
        word = words[start]
        if start < after or (word in _ARTICLES and not _scaled(text, tokens, words, start)):
            continue
        value, after = _number(text, tokens, words, start)
        if words[after : after + 3] == ["and", "a", "half"]:
            value, after = value + Fraction(1, 2), after + 3
        alone = after == start + 1
        unit, factor = _UNITS[word[0]] if word[0] in "$€" else ("", _ONE)
        if (
            not unit
            and after < len(tokens)
            and not text[tokens[after - 1].end() : tokens[after].start()].strip(" -")
        ):
            unit, factor = _unit(tokens[after][0])
            after += bool(unit)
        if unit or not alone or word != "one":
            end = tokens[after - 1].end()
            yield Span(
                tokens[start].start(), end, Quantity(value if factor is _ONE else value * factor, unit)
            )


def _scaled(text: str, tokens: list[re.Match[str]], words: list[str], place: int) -> bool:
    """Whether "hundred", "thousand", ... stands after a token."""
    follows = place + 1 < len(tokens) and words[place + 1] in _SCALES
    return follows and text[tokens[place].end() : tokens[place + 1].start()].isspace()


def _unit(word: str) -> tuple[str, Fraction]:
    # "m" and "M" differ, but words are written with either.
    name = word if len(word) < 3 else word.lower()
    for candidate in (name, name.removesuffix("s")) if len(name) > 2 else (name,):
        if candidate in _UNITS:
            return _UNITS[candidate]
    return "", _ONE


def _number(
    text: str, tokens: list[re.Match[str]], words: list[str], start: int
) -> tuple[Fraction | int, int]:
    """The number that begins at a token, and the token after it."""
    first = words[start].lstrip("$€")
    if first in _ARTICLES:
        return _in_words(text, tokens, words, start + 1, 1)
    if not first[0].isdecimal():
        return _in_words(text, tokens, words, start, 0)
    first = first.replace(",", "")
    value: Fraction | int = Fraction(first) if "." in first else int(first)
    begin = tokens[start].start()
    before = text[max(0, begin - 2) : begin]
    if before.endswith(("-", "−")) and not before[:-1].isalnum():
        value = -value
    if start + 1 < len(tokens) and (scale := _SCALES.get(words[start + 1])):
        return value * scale, start + 2
    return value, start + 1


def _in_words(
    text: str, tokens: list[re.Match[str]], words: list[str], place: int, below: int
) -> tuple[int, int]:
    """Reads "two hundred and fifty thousand" on from a token, `below` being what is said so far."""
    total, start = 0, place
    while place < min(len(tokens), start + _LONGEST):
        word = words[place]
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
            and words[place - 1] in _SCALES
            and words[place + 1] in _COUNTED
        ):
            break
        place += 1
    return total + below, place
