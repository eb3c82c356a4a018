"""How many requests are in flight: more while that brings more answers a second, fewer when a server groans.

Doubling at first, then additive increase and multiplicative decrease, as for packets of a network
(V. Jacobson, Congestion avoidance and control, 1988).
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import Final

_DECREASE: Final = 0.6
_PAYS: Final = 1.05  # a larger window pays if it brings at least this much more a second
_CALM: Final = 0.5  # seconds
_ROUND: Final = 16  # answers at least, before the rate is looked at


class Limit:
    """At most `current` holders at once, between 1 and `most`."""

    def __init__(self, most: int, start: int = 8) -> None:
        self.most = most
        self.current = min(start, most)
        self.held = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._doubling = True
        self._answers = 0
        self._since = time.monotonic()
        self._best_rate = 0.0
        self._seconds = 0.0  # of a reply, lately
        self._calm = 0.0  # until then, overload is what was sent before the last decrease

    async def acquire(self) -> None:
        """Wait for a place."""
        if self.held < self.current:
            self.held += 1
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._leave()
            raise

    def release(self, seconds: float | None = None) -> None:
        """Give a place back; `seconds` is how long the answer took, where there was one."""
        if seconds is not None:
            self._seconds = seconds if not self._seconds else 0.9 * self._seconds + 0.1 * seconds
            self._answers += 1
            if self._answers >= max(_ROUND, 2 * self.current):
                self._next_round()
        self._leave()

    def overload(self) -> None:
        """The server asked for fewer requests; several such replies of one moment count once."""
        now = time.monotonic()
        if now >= self._calm:
            self._calm = now + max(self._seconds, _CALM)
            self.current = max(1, int(self.current * _DECREASE))
            self._doubling = False
            self._start_round(now)
            self._best_rate = 0.0

    def _next_round(self) -> None:
        now = time.monotonic()
        rate = self._answers / max(1e-9, now - self._since)
        full = self.held >= self.current
        if full and rate >= _PAYS * self._best_rate:
            grown = 2 * self.current if self._doubling else self.current + max(1, self.current // 16)
            self.current = min(self.most, grown)
            self._best_rate = rate
        elif full:
            self._doubling = False
            # Forgotten little by little, so that a server that gets faster is found out.
            self._best_rate *= 0.98
        self._start_round(now)

    def _start_round(self, now: float) -> None:
        self._answers = 0
        self._since = now

    def _leave(self) -> None:
        self.held -= 1
        while self._waiting and self.held < self.current:
            place = self._waiting.popleft()
            if not place.done():
                self.held += 1
                place.set_result(None)
