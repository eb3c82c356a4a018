"""The gate finds planted collapse soon, and lets varied text pass."""

from __future__ import annotations

import random

import pytest

from factory.rephrase.collapse import Bounds, Gate

WORDS = [f"{first}{last}" for first in "bcdfglmnprst" for last in ("alo", "eni", "iru", "osa", "ume", "yto")]


def varied(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(30))


def caught(share: float, text: str, bounds: Bounds) -> int | None:
    """After how many records collapse is found, when this share of them is one text but for numbers."""
    chance, gate = random.Random(4), Gate(bounds)
    for number in range(1, 3001):
        gate.add(text.format(number) if chance.random() < share else varied(chance))
        if gate.collapse():
            return number
    return None


@pytest.mark.parametrize(
    "text", ["Here is a table that sums up {} things", "{} ships came to Genoa in {} that year"]
)
def test_a_planted_collapse_is_caught_within_1000_records(text: str) -> None:
    found = caught(0.3, text.replace("{}", "{0}"), Bounds())
    assert found is not None and found <= 1000


def test_varied_text_passes() -> None:
    assert caught(0.0, "", Bounds()) is None
    assert caught(0.05, "Here is a table that sums up {} things", Bounds()) is None


def test_the_window_forgets() -> None:
    gate = Gate(Bounds(window=100, after=50))
    for _ in range(60):
        gate.add("the same words again and again")
    assert gate.collapse()
    chance = random.Random(1)
    for _ in range(100):
        gate.add(varied(chance))
    assert gate.collapse() is None
    assert gate.figures.records == 100
