"""The gate against collapse into templates, which looks at text while it is generated and stops it.

Text that has collapsed begins alike and repeats itself but for numbers and names. Both are counted over the
last records of one format and backend, and compared with bounds.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from math import log2
from typing import Annotated, Final, TypeVar

import msgspec
from msgspec import Meta

from factory.write.openings import opening

T = TypeVar("T", str, int)

_MASKED: Final = re.compile(r"\d[\d,.]*|\b[A-Z][\w'’]*")


class Bounds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When generated text counts as collapsed."""

    window: Annotated[int, Meta(ge=10)] = 1_000  # records looked at
    after: Annotated[int, Meta(ge=10)] = 100  # records before there is a verdict
    opening_share: float = 0.1  # of the commonest first six words, at most
    entropy: float = 3.0  # bits over openings, at least
    repeated: float = 0.2  # records that another one equals but for numbers and names, at most


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What the window shows."""

    records: int
    commonest: str
    opening_share: float
    entropy: float
    repeated: float


class Gate:
    """The last records of one format and backend."""

    def __init__(self, bounds: Bounds) -> None:
        self.added = 0  # records in all
        self._bounds = bounds
        self._recent: deque[tuple[str, int]] = deque()
        self._openings: Counter[str] = Counter()
        self._skeletons: Counter[int] = Counter()

    def add(self, text: str) -> None:
        """Count a record; the oldest one leaves a full window."""
        self.added += 1
        entry = opening(text), hash(_MASKED.sub("…", text))
        self._recent.append(entry)
        self._openings[entry[0]] += 1
        self._skeletons[entry[1]] += 1
        if len(self._recent) > self._bounds.window:
            first, skeleton = self._recent.popleft()
            _take(self._openings, first)
            _take(self._skeletons, skeleton)

    @property
    def figures(self) -> Figures:
        """The figures of the window."""
        records = len(self._recent)
        counts = self._openings.values()
        commonest, times = max(self._openings.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        repeated = sum(count for count in self._skeletons.values() if count > 1)
        return Figures(
            records=records,
            commonest=commonest,
            opening_share=times / records if records else 0.0,
            entropy=-sum(count / records * log2(count / records) for count in counts),
            repeated=repeated / records if records else 0.0,
        )

    def collapse(self) -> str | None:
        """Why the window counts as collapsed; nothing while it does not."""
        figures, bounds = self.figures, self._bounds
        if figures.records < bounds.after:
            return None
        if figures.opening_share > bounds.opening_share:
            return (
                f"{figures.opening_share:.0%} of {figures.records:,} records begin with {figures.commonest!r}"
            )
        if figures.entropy < bounds.entropy:
            return f"the openings of {figures.records:,} records have {figures.entropy:.1f} bits of entropy"
        if figures.repeated > bounds.repeated:
            return (
                f"{figures.repeated:.0%} of {figures.records:,} records are equal but for numbers and names"
            )
        return None


def _take(counts: Counter[T], thing: T) -> None:
    counts[thing] -= 1
    if not counts[thing]:
        del counts[thing]
