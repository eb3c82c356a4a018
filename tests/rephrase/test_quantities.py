"""Numbers, measures and dates are one quantity however they are written."""

from __future__ import annotations

import datetime
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory.rephrase.quantities import Quantity, quantities, spans

ONES = [
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """English words of a number below a billion; an independent writer for the reader under test."""
    for scale, name in ((10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = f" {in_words(number % scale)}" if number % scale else ""
            return f"{in_words(number // scale)} {name}{rest}"
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.integers(2, 999_999_999))
def test_words_and_digits_are_one_number(number: int) -> None:
    for text in (in_words(number), str(number), f"{number:,}"):
        assert quantities(f"There were {text} of them.") == {Quantity(Fraction(number), ""): 1}


@given(st.dates(datetime.date(1000, 1, 1)))
def test_a_date_is_one_day(day: datetime.date) -> None:
    month = day.strftime("%B")
    texts = f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", day.isoformat()
    for text in texts:
        assert quantities(f"It was {text}, in the morning") == {
            Quantity(Fraction(day.toordinal()), "date"): 1
        }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2 km", "2,000 metres"),
        ("two thousand metres", "2 kilometers"),
        ("half past", "a quarter"),
        ("an hour and 30 minutes", "an hour and 1,800 s"),
        ("a thousand litres", "1000 l"),
        ("$3 million", "3,000,000 dollars"),
        ("12%", "twelve percent"),
        ("twenty-nine and a half days", "29.5 days"),
        ("two weeks", "2 weeks"),
        ("five feet", "5 ft"),
    ],
)
def test_measures_are_counted_in_one_unit(one: str, other: str) -> None:
    assert quantities(one) == quantities(other)


def test_what_differs_stays_different() -> None:
    assert quantities("5 kg") != quantities("5 g") != quantities("5")
    assert quantities("a ratio of -5") == {Quantity(Fraction(-5), ""): 1}
    assert quantities("pages 3-5") == {Quantity(Fraction(3), ""): 1, Quantity(Fraction(5), ""): 1}
    assert quantities("one of them and a few hundred") == {}
    assert quantities("31 February 2020").keys() == {Quantity(Fraction(31), ""), Quantity(Fraction(2020), "")}


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = spans(text)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
