"""A run of a prover over many problems: samples are drawn while Lean checks those that came before.

Everything works around `Board`, which two threads share under one lock: one feeds the prover, one feeds Lean,
whose work is done in processes of its own. Each waits for the other where it must: the prover where too many
proofs wait for Lean, Lean where none does. Every answer is in the ledger before Lean sees it.
"""

from __future__ import annotations

import functools
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from factory.lean.verifier import PoolClosed, Verifier
from factory.prove.estimate import Rate, pass_at, rate
from factory.prove.interface import Prover, ProverError, Request, Sample
from factory.prove.judge import Judge
from factory.prove.ladder import Climb, Effort
from factory.prove.ledger import Attempt, AttemptLedger, Outcome
from factory.prove.problems import Task

CHECKED_AT_ONCE = 400  # proofs in one call of the verifier
_PAUSE_S = 0.2  # between two reports of progress; longer where a report takes long
_WAITING = 4000  # proofs that wait for Lean before the prover is held up


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How a run stands. Seconds and rates are of this process, all else of the run as a whole."""

    problems: int
    solved: int
    finished: bool
    attempts: dict[str, int]  # by outcome
    tokens: int
    prompt_tokens: int
    pass_at: dict[str, Rate]  # "1", "2", "4", ...: of the problems of which so many samples are known
    checked: int  # different proofs that Lean was asked about
    seconds: float
    tokens_per_second: float
    checked_per_second: float
    prover_busy: float  # share of the time
    lean_busy: float


class Board:
    """The state of a run, shared by the thread of the prover and the thread of Lean."""

    def __init__(self, tasks: Sequence[Task], effort: Effort, ledger: AttemptLedger, header: str) -> None:
        self.effort, self._ledger = effort, ledger
        self._change = threading.Condition()
        self._climbs = {task.id: Climb(task, effort, header) for task in tasks}
        self._turn = deque(self._climbs.values())  # whose turn it is to be asked for
        self._queue: deque[Attempt] = deque()
        self._counts: Counter[Outcome] = Counter()
        self._tokens = self._prompt_tokens = self._new_tokens = 0
        self._stopped = False
        self._asking = 0  # requests that are with the prover
        self._checking = False
        for attempt in ledger.attempts():
            if climb := self._climbs.get(attempt.problem):
                self._note(climb, attempt)

    def requests(self, samples: int) -> list[Request]:
        """Requests for about so many samples; none where the run is over. Waits while Lean is behind."""
        with self._change:
            while not self._stopped:
                if len(self._queue) < _WAITING and (found := self._find(samples)):
                    self._asking += len(found)
                    return found
                if not self._queue and not self._checking and not self._asking:
                    break
                self._change.wait()
            self._stopped = True
            self._change.notify_all()
            return []

    def _find(self, samples: int) -> list[Request]:
        found: list[Request] = []
        size = 0
        for _ in range(len(self._turn)):
            if size >= samples:
                break
            climb = self._turn[0]
            self._turn.rotate(-1)
            if (request := climb.next()) is not None:
                climb.asked = True
                found.append(request)
                size += request.samples
        return found

    def answered(self, requests: Sequence[Request]) -> None:
        """The prover has said all that it will of these."""
        with self._change:
            self._asking -= len(requests)
            for request in requests:
                self._climbs[request.id].asked = False
            self._change.notify_all()

    def add(self, samples: Sequence[Sample]) -> None:
        """Record answers, and have them checked."""
        with self._change:
            self._new_tokens += sum(sample.tokens for sample in samples)
            for attempt in self._ledger.add(samples):
                self._note(self._climbs[attempt.problem], attempt)
            self._change.notify_all()

    def _note(self, climb: Climb, attempt: Attempt) -> None:
        climb.add(attempt)
        self._counts[attempt.outcome] += 1
        self._tokens += attempt.tokens
        self._prompt_tokens += attempt.prompt_tokens
        if attempt.outcome is Outcome.WAITING:
            self._queue.append(attempt)

    def cancelled(self, problem: str) -> bool:
        """Whether no more samples of a problem are wanted."""
        with self._change:
            return self._stopped or self._climbs[problem].settled

    def waiting(self, most: int) -> list[tuple[str, Attempt]]:
        """Attempts to check, with their statements; none where the run is over."""
        with self._change:
            while True:
                chosen: list[tuple[str, Attempt]] = []
                dropped: list[tuple[str, Attempt]] = []
                while self._queue and len(chosen) < most:
                    attempt = self._queue.popleft()
                    climb = self._climbs[attempt.problem]
                    (chosen if climb.needed(attempt) else dropped).append((climb.task.statement, attempt))
                for _, attempt in dropped:
                    attempt.outcome = Outcome.UNNEEDED
                self._record([attempt for _, attempt in dropped])
                if chosen:
                    self._checking = True
                    return chosen
                self._change.notify_all()
                if self._stopped:
                    return []
                self._change.wait()

    def judged(self, attempts: Sequence[Attempt]) -> None:
        """Record what Lean said."""
        with self._change:
            self._checking = False
            self._record(attempts)
            self._change.notify_all()

    def _record(self, attempts: Sequence[Attempt]) -> None:
        if attempts:
            self._ledger.judge(attempts)
            self._counts[Outcome.WAITING] -= len(attempts)
            self._counts.update(attempt.outcome for attempt in attempts)
            for attempt in attempts:
                self._climbs[attempt.problem].judge(attempt)

    def stop(self) -> None:
        """End the run where it stands."""
        with self._change:
            self._stopped = True
            self._change.notify_all()

    def progress(self, seconds: float, prover_s: float, lean_s: float, checked: int) -> Progress:
        """How the run stands."""
        with self._change:
            climbs = list(self._climbs.values())
            outcomes = [climb.outcomes() for climb in climbs]
            finished = not any(climb.asked or climb.waiting or climb.next() for climb in climbs)
            counts = {str(outcome): self._counts[outcome] for outcome in Outcome if self._counts[outcome]}
            tokens, prompts, new = self._tokens, self._prompt_tokens, self._new_tokens
        rates = {}
        for k in _powers(self.effort.most):
            values = [pass_at(k, known, stops=self.effort.stop) for known in outcomes]
            if any(value is not None for value in values):
                rates[str(k)] = rate(value for value in values if value is not None)
        elapsed = max(seconds, 1e-9)
        return Progress(
            problems=len(climbs),
            solved=sum(climb.proved for climb in climbs),
            finished=finished,
            attempts=counts,
            tokens=tokens,
            prompt_tokens=prompts,
            pass_at=rates,
            checked=checked,
            seconds=seconds,
            tokens_per_second=new / elapsed,
            checked_per_second=checked / elapsed,
            prover_busy=min(1.0, prover_s / elapsed),
            lean_busy=min(1.0, lean_s / elapsed),
        )

    def attempts(self) -> list[Attempt]:
        """All attempts, by problem in the order of the tasks, round and sample."""
        with self._change:
            return [climb.attempts[key] for climb in self._climbs.values() for key in sorted(climb.attempts)]


def _powers(most: int) -> list[int]:
    """1, 2, 4, ... and `most` itself."""
    return sorted({min(1 << power, most) for power in range(most.bit_length() + 1)})


class _Clock:
    """Adds up the time in which one thread was at work."""

    def __init__(self) -> None:
        self._total = 0.0
        self._since: float | None = None

    def __enter__(self) -> None:
        self._since = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._total, self._since = self.seconds(), None

    def seconds(self) -> float:
        """The time so far."""
        since = self._since
        return self._total + (time.perf_counter() - since if since is not None else 0.0)


def prove(
    tasks: Sequence[Task],
    prover: Prover,
    verifier: Verifier,
    folder: Path,
    effort: Effort,
    *,
    facts: dict[str, str] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> tuple[Progress, list[Attempt]]:
    """Sample and check until every problem is proved or its effort spent; all of it is in `folder`'s ledger.

    Called again on the same folder it goes on where it stopped. `facts` say what the run is of; another run's
    folder is refused. `on_progress` is called every now and then, in this thread. Raises RunError,
    ProverError, and whatever ends either thread.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ledger = AttemptLedger(folder / "attempts.sqlite")
    try:
        ledger.claim(
            {
                **(facts or {}),
                "effort": msgspec.json.encode(effort).decode(),
                "toolchain": verifier.toolchain.id,
            }
        )
        board = Board(tasks, effort, ledger, verifier.toolchain.header)
        return _run(board, prover, verifier, on_progress)
    finally:
        ledger.close()


def _run(
    board: Board, prover: Prover, verifier: Verifier, on_progress: Callable[[Progress], None] | None
) -> tuple[Progress, list[Attempt]]:
    judge = Judge(verifier)
    begin, lean_clock = time.perf_counter(), _Clock()
    lanes = [_Clock() for _ in range(prover.lanes)]
    errors: list[BaseException] = []

    def generate(clock: _Clock) -> None:
        while requests := board.requests(prover.batch):
            silent = {request.id for request in requests}
            with clock:
                for sample in prover.generate(requests, board.cancelled):
                    board.add([sample])
                    silent.discard(sample.id)
            if any(not board.cancelled(problem) for problem in silent):
                raise ProverError(f"the prover {prover.name} left requests without an answer")
            board.answered(requests)

    def check() -> None:
        while chosen := board.waiting(CHECKED_AT_ONCE):
            with lean_clock:
                judge.judge(chosen)
            board.judged([attempt for _, attempt in chosen])

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # raised again in the caller's thread
            errors.append(error)
            board.stop()

    works = [functools.partial(generate, clock) for clock in lanes]
    threads = [threading.Thread(target=guarded, args=(work,), daemon=True) for work in (*works, check)]
    for thread in threads:
        thread.start()

    def progress() -> Progress:
        prover_s = sum(clock.seconds() for clock in lanes) / len(lanes)
        return board.progress(time.perf_counter() - begin, prover_s, lean_clock.seconds(), judge.checked)

    pause = _PAUSE_S
    try:
        for thread in threads:
            while thread.is_alive() and not errors:
                thread.join(pause)
                if on_progress is not None:
                    shown = time.perf_counter()
                    on_progress(progress())
                    pause = max(_PAUSE_S, 20 * (time.perf_counter() - shown))
    finally:
        board.stop()
        if any(thread.is_alive() for thread in threads):
            prover.close()
            deadline = time.monotonic() + 2.0
            for thread in threads:
                thread.join(max(0.0, deadline - time.monotonic()))
    for error in errors:
        if not isinstance(error, PoolClosed):
            raise error
    return progress(), board.attempts()
