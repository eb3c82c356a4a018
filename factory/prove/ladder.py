"""What is asked of the prover next: how far up the ladder of effort each problem has come.

Everything works around `Climb`, the state of one problem, a function of its attempts alone: after a crash it
is built again from the ledger. Independent samples come first, in waves; then rounds in which the prover is
shown what Lean said of its failures; then more of both, as the budget allows.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from factory.prove.interface import Failure, Request
from factory.prove.ledger import Attempt, Outcome
from factory.prove.problems import Task

_LONGEST_SHOWN = 4000  # characters of a refused proof that a prover is shown


class Budget(StrEnum):
    """How far a problem may climb."""

    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"


class Rung(msgspec.Struct, frozen=True):
    """Independent samples, as a multiple of those asked for, and failures to mend after them."""

    samples: int
    mended: int


_RUNGS = [Rung(1, 0), Rung(1, 4), Rung(2, 8)]
LADDERS = {Budget.LIGHT: _RUNGS[:1], Budget.MEDIUM: _RUNGS[:2], Budget.HEAVY: _RUNGS}


class Effort(msgspec.Struct, frozen=True, kw_only=True):
    """What may be spent on each problem."""

    samples: int = 8
    budget: Budget = Budget.LIGHT
    wave: int = 8  # samples asked for at once; fewer waste less where a problem is proved early
    max_tokens: int = 512  # of one sample
    stop: bool = True  # no more samples of a problem that is proved
    seed: int = 0

    @property
    def most(self) -> int:
        """The independent samples of a problem that climbs to the top."""
        return self.samples * sum(rung.samples for rung in LADDERS[self.budget])


class Climb:
    """One problem's way up: its attempts so far, and what to ask for next."""

    def __init__(self, task: Task, effort: Effort, header: str) -> None:
        self.task, self._effort, self._header = task, effort, header
        self.attempts: dict[tuple[int, int], Attempt] = {}
        self.asked = False  # a request is with the prover
        self.waiting = 0  # attempts that Lean has not judged
        self._first_proof: tuple[int, int] | None = None

    @property
    def proved(self) -> bool:
        """Whether some attempt proves it."""
        return self._first_proof is not None

    @property
    def settled(self) -> bool:
        """Whether nothing more is wanted of the prover, unless what waits for Lean turns out wrong."""
        return self.proved and self._effort.stop

    def add(self, attempt: Attempt) -> None:
        """Take note of an answer, judged or not."""
        self.attempts[attempt.round, attempt.sample] = attempt
        if attempt.outcome is Outcome.WAITING:
            self.waiting += 1
        else:
            self._note(attempt)

    def judge(self, attempt: Attempt) -> None:
        """Take note of what was found of an attempt that waited."""
        self.waiting -= 1
        self._note(attempt)

    def _note(self, attempt: Attempt) -> None:
        key = (attempt.round, attempt.sample)
        if attempt.outcome is Outcome.PROVED and (self._first_proof is None or key < self._first_proof):
            self._first_proof = key

    def needed(self, attempt: Attempt) -> bool:
        """Whether Lean must still see this: not where a sample that was drawn earlier proves the problem."""
        first = self._first_proof
        return not self._effort.stop or first is None or (attempt.round, attempt.sample) < first

    def next(self) -> Request | None:
        """What to ask for next; None where there is nothing, or an answer is awaited."""
        if self.asked or self.settled or self.waiting:
            return None
        target = 0
        for number, rung in enumerate(LADDERS[self._effort.budget], 1):
            target += rung.samples * self._effort.samples
            first = sum(round_ == 0 for round_, _ in self.attempts)
            if first < target:
                return self._request(first=first, samples=min(self._effort.wave, target - first))
            request = None if self.proved else self._mend(number, rung.mended)
            if request is not None:
                return request
        return None

    def _mend(self, round_: int, most: int) -> Request | None:
        """The next failure to show in this round, if any is left: different proofs, the latest first."""
        done = sum(key[0] == round_ for key in self.attempts)
        if done >= most:
            return None
        failures: dict[str, Failure] = {}
        for (other, _), attempt in sorted(self.attempts.items(), reverse=True):
            if (
                other < round_
                and attempt.outcome is Outcome.WRONG
                and 0 < len(attempt.proof) <= _LONGEST_SHOWN
            ):
                failures.setdefault(attempt.proof, Failure(attempt.proof, attempt.detail))
        shown = list(failures.values())[:most]
        if done >= len(shown):
            return None
        return self._request(first=done, samples=1, round_=round_, failure=shown[done])

    def _request(
        self,
        *,
        first: int,
        samples: int,
        round_: int = 0,
        failure: Failure | None = None,
    ) -> Request:
        return Request(
            id=self.task.id,
            statement=self.task.statement,
            header=self._header,
            samples=samples,
            first=first,
            round=round_,
            max_tokens=self._effort.max_tokens,
            seed=self._effort.seed,
            failure=failure,
            problem=self.task.problem,
        )

    def outcomes(self) -> list[bool | None]:
        """Of each independent sample, in order, whether it is a proof; None where that is not known."""
        known = {Outcome.PROVED: True, Outcome.WAITING: None, Outcome.UNNEEDED: None}
        drawn = [self.attempts.get((0, index)) for index in range(self._effort.most)]
        return [None if attempt is None else known.get(attempt.outcome, False) for attempt in drawn]
