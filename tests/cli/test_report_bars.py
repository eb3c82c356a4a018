"""Histograms of the report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factory.report.html import binned


@given(st.dictionaries(st.integers(0, 500), st.integers(1, 1000), min_size=1), st.integers(1, 20))
def test_bars_are_few_and_lose_nothing(counts: dict[int, int], most: int) -> None:
    bars = binned(counts, most)
    assert len(bars) <= most
    assert sum(bars.values()) == sum(counts.values())


def test_a_short_histogram_keeps_its_values() -> None:
    assert binned({3: 1, 5: 2}) == {"3": 1, "4": 0, "5": 2}
    assert binned({}) == {}
