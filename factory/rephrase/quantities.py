"""Numbers, measures and dates of an English text, each in one form however it is written."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
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
# Names of units, the unit that they are counted in, and how many of these each is: whole numbers are faster.
_UNITS: Final[dict[str, tuple[str, Fraction | int]]] = {
    name: (base, Fraction(factor) if "/" in factor else int(factor))
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
    base: [Fraction(factor) for unit, factor in _UNITS.values() if unit == base]
    for base, _ in _UNITS.values()
}
_ARTICLES: Final = {"a", "an"}
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE: Final = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})\b"
    rf"|\b(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\d\d\d\d")
_WORDS: Final = _ONES | _TENS
_LONGEST: Final = 24  # tokens of a number
_TOKEN: Final = re.compile(r"[$€]?\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+|[%°]")
_SIGNS: Final = frozenset("$€")
# Where a number may begin: figures, words by their first letters, an article before what may be a scale. It
# begins with a set of characters, as others here do: Python searches for that fastest.
_TAILS: Final = "|".join(sorted({case(word[1:]) for word in _WORDS for case in (str.lower, str.upper)}))
_START: Final = re.compile(
    r"[\dEFNOSTZAefnostza](?<![^\W\d_]\D)"
    rf"(?:(?<=\d)\d*(?:,\d{{3}})*(?:\.\d+)?|(?:{_TAILS})(?![^\W\d_])|(?<=[Aa])[Nn]?(?=\s+[HTMBhtmb]))"
)
# The words of which a number can go on.
_INNER: Final = _WORDS.keys() | _SCALES.keys() | _ARTICLES | {"and", "half"}


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
    behind = 0
    for found in _START.finditer(text):
        begin, end = found.span()
        if begin < behind:
            continue
        if begin and text[begin - 1] in _SIGNS and found[0][0].isdecimal():
            begin -= 1
        following = _TOKEN.search(text, end)
        value: Fraction | int | None
        if following and following[0].lower() in _INNER:
            tokens, words = _tokens(text, begin)
            value, after = _longer(text, tokens, words)
            end = tokens[max(after, 1) - 1].end()
            following = tokens[after] if after < len(tokens) else None
        else:
            value, after = _single(text, begin, found[0]), 1
        if value is None:
            continue
        behind = end
        unit, factor = _UNITS[text[begin]] if text[begin] in _SIGNS else ("", 1)
        if not unit and following and not text[end : following.start()].strip(" -"):
            unit, factor = _unit(following[0])
            if unit:
                behind = following.end()
        if unit or after > 1 or found[0].lower() != "one":
            yield Span(begin, behind, Quantity(value * factor, unit))


def _single(text: str, begin: int, word: str) -> Fraction | int | None:
    """The number that is one token, from `begin` on; None for another word."""
    if not word[0].isdecimal():
        return _WORDS.get(word.lower())
    figures = word.replace(",", "")
    value = Fraction(figures) if "." in figures else int(figures)
    before = text[max(0, begin - 2) : begin]
    return -value if before.endswith(("-", "−")) and not before[:-1].isalnum() else value


def _longer(text: str, tokens: list[re.Match[str]], words: list[str]) -> tuple[Fraction | int | None, int]:
    """The number with which the tokens begin, None where it is none, and the place of the token after it."""
    value: Fraction | int | None
    if words[0] in _ARTICLES:
        if words[1] not in _SCALES or not text[tokens[0].end() : tokens[1].start()].isspace():
            return None, 0
        value, after = _in_words(text, tokens, words, 1, 1)
    elif words[0] in _WORDS:
        value, after = _in_words(text, tokens, words, 0, 0)
    else:
        value, after = _single(text, tokens[0].start(), words[0].lstrip("$€")), 1
        if value is not None and words[1] in _SCALES:
            value, after = value * _SCALES[words[1]], 2
    if value is not None and words[after : after + 3] == ["and", "a", "half"]:
        value, after = value + Fraction(1, 2), after + 3
    return value, after


def _tokens(text: str, begin: int) -> tuple[list[re.Match[str]], list[str]]:
    """The tokens from a place on that a number can have, the one after it, and their words."""
    tokens: list[re.Match[str]] = []
    words: list[str] = []
    for token in islice(_TOKEN.finditer(text, begin), _LONGEST + 5):
        tokens.append(token)
        words.append(token[0].lower())
        if len(words) > 1 and words[-1] not in _INNER:
            break
    return tokens, words


def _unit(word: str) -> tuple[str, Fraction | int]:
    # "m" and "M" differ, but words are written with either.
    name = word if len(word) < 3 else word.lower()
    for candidate in (name, name.removesuffix("s")) if len(name) > 2 else (name,):
        if candidate in _UNITS:
            return _UNITS[candidate]
    return "", 1


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
            and words[place + 1] in _WORDS
        ):
            break
        place += 1
    return total + below, place
