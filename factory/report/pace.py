"""How fast a run mined, as a chart over its work: one bar for some units in a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

BARS: Final = 60


class Bar(NamedTuple):
    """Some mining units in a row: the first and the last of them, and problems a worker-second."""

    first: int
    last: int
    rate: float
    height: float  # percent of the highest


def pace_chart(units: Sequence[tuple[int, float]]) -> list[Bar]:
    """The bars for units given as problems and seconds, at most `BARS`; none for fewer than two units."""
    if len(units) < 2:
        return []
    width = -(-len(units) // BARS)
    groups = [(start, units[start : start + width]) for start in range(0, len(units), width)]
    rates = [
        sum(problems for problems, _ in group) / max(1e-9, sum(s for _, s in group)) for _, group in groups
    ]
    top = max(rates) or 1.0
    return [
        Bar(start, start + len(group) - 1, rate, 100 * rate / top)
        for (start, group), rate in zip(groups, rates, strict=True)
    ]
