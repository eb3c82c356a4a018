"""Asks a model through a ledger: known answers are not paid twice, failures are tried again, budgets hold."""

from __future__ import annotations

import asyncio
import random
import time
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from factory.models.concurrency import Limit
from factory.models.ledger import ATTEMPTED_RUNS, Entry, Ledger, State
from factory.models.requests import Completion, Model, Refused, Request, Transient, Unusable

_FIRST_WAIT: Final = 0.5  # seconds
_LONGEST_WAIT: Final = 60.0
_FAILED_IN_A_ROW: Final = 20  # requests, after which the server counts as gone


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a run may use. Tokens are counted over all runs with one ledger, seconds in this run."""

    concurrency: Annotated[int, Meta(ge=1)] = 256
    attempts: Annotated[int, Meta(ge=1)] = 6
    tokens: Annotated[int, Meta(ge=0)] | None = None
    seconds: Annotated[float, Meta(ge=0)] | None = None
    first_wait: Annotated[float, Meta(ge=0)] = _FIRST_WAIT


class NoAnswer(Exception):
    """A request without an answer; `final` where no later run will try it again."""

    def __init__(self, reason: str, *, final: bool) -> None:
        super().__init__(reason)
        self.final = final


class Stopped(Exception):
    """Nothing more is asked in this run: a budget is used up, or the model cannot be reached."""

    def __init__(self, reason: str, *, broken: bool) -> None:
        super().__init__(reason)
        self.broken = broken


class Asker:
    """One model, its ledger and its limits."""

    def __init__(self, model: Model, ledger: Ledger, limits: Limits) -> None:
        self.model = model
        self.ledger = ledger
        self.limit = Limit(limits.concurrency)
        self.asked = 0  # requests that were sent in this run, each once
        self._limits = limits
        self._end = None if limits.seconds is None else time.monotonic() + limits.seconds
        self._stopped: Stopped | None = None
        self._failed_in_a_row: list[tuple[bytes, int, int, str]] = []
        self._answers = 0
        self._tokens_before = self._tokens

    async def ask(self, request: Request) -> Completion:
        """The answer, from the ledger or the model; raises NoAnswer, Stopped."""
        key = request.key(self.model.name)
        known = self.ledger.get(key)
        if known is not None and known.completion is not None:
            return known.completion
        if known is not None and known.state is State.QUARANTINED:
            raise NoAnswer(known.reason, final=True)
        self._go_on()
        await self.limit.acquire()
        try:
            self._go_on()
        except Stopped:
            self.limit.release()
            raise
        self.asked += 1
        return await self._try(key, request, known)

    def stop(self, reason: str) -> None:
        """Ask nothing more; what is in flight is still waited for."""
        self._stopped = self._stopped or Stopped(reason, broken=False)

    async def _try(self, key: bytes, request: Request, known: Entry | None) -> Completion:
        """Asks until there is an answer or no more attempt; holds a place, and gives it back."""
        before = (known.attempts, known.runs) if known else (0, 0)
        for attempt in range(1, self._limits.attempts + 1):
            start = time.monotonic()
            try:
                completion = await self.model.complete(request)
            except Transient as error:
                if error.overload:
                    self.limit.overload()
                self.limit.release()
                if attempt == self._limits.attempts or self._stopped:
                    self._failed(key, before[0] + attempt, before[1], str(error))
                await asyncio.sleep(self._wait(attempt, error.after))
                await self.limit.acquire()
            except Refused as error:
                self.limit.release()
                self.ledger.unanswered(key, State.QUARANTINED, before[0] + attempt, before[1] + 1, str(error))
                raise NoAnswer(str(error), final=True) from None
            except Unusable as error:
                self.limit.release()
                self._stopped = Stopped(str(error), broken=True)
                raise self._stopped from None
            except BaseException:
                self.limit.release()
                raise
            else:
                self.ledger.answered(key, before[0] + attempt, completion)
                self.limit.release(time.monotonic() - start)
                self._failed_in_a_row.clear()
                self._answers += 1
                return completion
        raise AssertionError("the last attempt returns or raises")

    def _failed(self, key: bytes, attempts: int, runs: int, reason: str) -> None:
        self._failed_in_a_row.append((key, attempts, runs, reason))
        if len(self._failed_in_a_row) >= _FAILED_IN_A_ROW:
            failed = len(self._failed_in_a_row)
            self._stopped = Stopped(f"{failed} requests failed in a row: {reason}", broken=True)
        if self._stopped:
            # A server that is gone says nothing about a request: the run does not count against it.
            for one, tried, before, why in self._failed_in_a_row:
                self.ledger.unanswered(one, State.FAILED, tried, before, why)
            raise self._stopped
        final = runs + 1 >= ATTEMPTED_RUNS
        self.ledger.unanswered(key, State.QUARANTINED if final else State.FAILED, attempts, runs + 1, reason)
        raise NoAnswer(reason, final=final)

    def _wait(self, attempt: int, asked_for: float) -> float:
        longest = min(_LONGEST_WAIT, self._limits.first_wait * 2.0 ** (attempt - 1))
        # Scattered, so that those who were turned away together do not come back together.
        return max(asked_for, longest * random.uniform(0.5, 1.0))

    @property
    def _tokens(self) -> int:
        return self.ledger.prompt_tokens + self.ledger.completion_tokens

    def _go_on(self) -> None:
        """Raises Stopped where a budget is used up by what is answered and, about, what is in flight."""
        if self._stopped:
            raise self._stopped
        if self._end is not None and time.monotonic() >= self._end:
            self._stopped = Stopped(f"the time of {self._limits.seconds:g} seconds is up", broken=False)
        elif self._limits.tokens is not None:
            mean = (self._tokens - self._tokens_before) / self._answers if self._answers else 0.0
            if self._tokens + mean * self.limit.held >= self._limits.tokens:
                reason = f"the budget of {self._limits.tokens:,} tokens is used up"
                self._stopped = Stopped(reason, broken=False)
        if self._stopped:
            raise self._stopped
