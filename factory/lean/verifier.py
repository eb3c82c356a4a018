"""Checks claims on a real Lean: many to a file, each one accepted on what the kernel admitted, never on a
message.

Everything works around one loop: a batch is written, run and judged; what is found wrong is taken out and the
rest is run again, until a run is clean. A batch that dies is split, so that one bad proof costs only itself.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from concurrent.futures import Future
from types import TracebackType
from typing import Self

from factory.lean.acceptance import Accepted, Judgement, axiom_table, judge
from factory.lean.batch import Batch, compose, errors
from factory.lean.claims import DEFAULT_AXIOMS, Claim, Limits
from factory.lean.olean import AxiomTable, OleanError, read_module
from factory.lean.pool import Pool, PoolClosed, Worker
from factory.lean.process import Ended, Ending
from factory.lean.screen import screen_proof, screen_statement
from factory.lean.toolchain import Toolchain, find_toolchain
from factory.records import Status, Verdict, text_hash

__all__ = ["DEFAULT_AXIOMS", "Claim", "Limits", "PoolClosed", "Verifier"]

_PARTS = 20  # a dead batch is split in this many: three levels from 400 claims to one

# So many of our own proofs may take the time of a batch: that they are long is no reason to begin again.
_AT_ONCE = 10

_DEATHS = {
    Ending.TIMEOUT: "timeout: wall or processor time of the Lean process",
    Ending.MEMORY: "memory: limit of the Lean process",
    Ending.CRASH: "crash: the Lean process died",
    Ending.KILLED: "crash: the Lean process was killed, and again when it was tried once more",
    Ending.OUTPUT: "output: more than the limit was printed",
    Ending.DONE: "crash: Lean ended without a result",
}

_Outcome = Accepted | str  # what was found of one claim: a result, or the reason for a refusal


class Verifier:
    """A pool of Lean processes that checks claims. Use it as a context manager, or `close` it."""

    def __init__(
        self,
        toolchain: Toolchain | None = None,
        workers: int = 1,
        limits: Limits | None = None,
        axioms: frozenset[str] = DEFAULT_AXIOMS,
    ) -> None:
        """Start `workers` processes of `toolchain` (found if not given). Raises MissingLean."""
        self.toolchain = toolchain or find_toolchain()
        self.limits = limits or Limits()
        self.axioms = axioms
        self._pool = Pool(self.toolchain, self.limits, workers)
        try:  # while the processes start
            self._table: AxiomTable = axiom_table(self.toolchain)
        except BaseException:
            self._pool.close()
            raise

    def verify(
        self, claims: Sequence[Claim], *, trusted: bool = False, doubtful: bool = False
    ) -> list[Verdict]:
        """One verdict per claim, in order. Raises PoolClosed when closed meanwhile.

        `trusted` is for proofs of our own search only: these are not screened, and their statements are not
        stated a second time. Everything else is checked all the same. `doubtful` says that many will fail: no
        two share a command in the first run, which a failure of one would make worthless for the others.
        """
        outcomes: list[tuple[_Outcome, float]] = [
            (_malformed(claim, self.limits) or "", 0.0) for claim in claims
        ]
        sound = [index for index, (reason, _) in enumerate(outcomes) if not reason]
        running: list[tuple[list[int], Future[tuple[list[_Outcome], float]]]] = []
        for part in _batches([claims[index] for index in sound], self.limits, len(self._pool.workers)):
            indices = sound[part.start : part.stop]
            job = functools.partial(self._check, [claims[index] for index in indices], trusted, not doubtful)
            running.append((indices, self._pool.submit(job)))
        for indices, future in running:
            found, seconds = future.result()
            for index, outcome in zip(indices, found, strict=True):
                outcomes[index] = (outcome, 1000 * seconds / len(indices))
        return [self._verdict(claim, *found) for claim, found in zip(claims, outcomes, strict=True)]

    def close(self) -> None:
        """End all processes."""
        self._pool.close()

    @property
    def pids(self) -> list[int]:
        """The process ids of the Leans that wait or work, for monitoring."""
        return [pid for worker in self._pool.workers for pid in worker.pids]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _verdict(self, claim: Claim, outcome: _Outcome, ms: float) -> Verdict:
        accepted = outcome if isinstance(outcome, Accepted) else None
        return Verdict(
            status=Status.VERIFIED if accepted else Status.REJECTED,
            reason="" if isinstance(outcome, Accepted) else outcome,
            axioms=accepted.axioms if accepted else [],
            statement_hash=_hash(claim.statement),
            proof_hash=_hash(claim.proof, claim.term or ""),
            type_hash=accepted.type_hash if accepted else "",
            toolchain=self.toolchain.id,
            ms=ms,
        )

    def _check(
        self, claims: list[Claim], trusted: bool, grouped: bool, worker: Worker
    ) -> tuple[list[_Outcome], float]:
        """The outcomes of these claims, and the seconds that all runs took together.

        `grouped`: whether theorems share commands in the first run.
        """
        outcomes: dict[int, _Outcome] = {}
        if not trusted:
            outcomes = {index: reason for index, claim in enumerate(claims) if (reason := _screen(claim))}
        seconds = 0.0
        pending = [([index for index in range(len(claims)) if index not in outcomes], grouped)]
        if not pending[0][0]:
            pending.clear()
        while pending:
            indices, grouped = pending.pop()
            chosen = [claims[index] for index in indices]
            batch = compose(
                chosen, self.toolchain.header, trusted=trusted, grouped=grouped and len(chosen) > 1
            )
            patience = max(1.0, len(chosen) / _AT_ONCE) if trusted else 1.0
            judgement, ended = worker.run(batch.text, functools.partial(self._judge, batch), patience)
            seconds += ended.wall_s
            if ended.ending is Ending.KILLED:
                judgement, ended = worker.run(batch.text, functools.partial(self._judge, batch), patience)
                seconds += ended.wall_s
            if isinstance(judgement, Judgement) and not judgement.foreign:
                outcomes.update(zip(indices, judgement.claims, strict=True))
                continue
            wrong = judgement.foreign if isinstance(judgement, Judgement) else judgement
            blamed = {indices[owner]: reason for owner, reason in wrong.items() if owner >= 0}
            if len(indices) == 1:
                outcomes[indices[0]] = next(iter(wrong.values()))
                continue
            if batch.grouped and not blamed and ended.ending is Ending.DONE:
                pending.append((indices, False))
                continue
            # Memory is used up by all claims together: whoever was at work at that moment is tried alone.
            alone = [index for index, reason in blamed.items() if reason.startswith("memory")]
            pending.extend(([index], False) for index in alone)
            outcomes.update((index, reason) for index, reason in blamed.items() if index not in alone)
            rest = [index for index in indices if index not in blamed]
            size = len(rest) if blamed else -(-len(rest) // _PARTS)
            parts = (rest[start : start + size] for start in range(0, len(rest), max(size, 1)))
            pending.extend((part, grouped or bool(blamed)) for part in parts)
        return [outcomes[index] for index in range(len(claims))], seconds

    def _judge(self, batch: Batch, ended: Ended) -> tuple[Judgement | dict[int, str], Ended]:
        """The judgement on a clean run; else claim -> what is wrong, -1 for what is no claim's."""
        if ended.ending is not Ending.DONE:
            return {-1: _DEATHS[ended.ending]}, ended
        if ended.olean is None:
            return errors(batch, ended.output) or {-1: _DEATHS[Ending.DONE]}, ended
        try:
            module = read_module(ended.olean, max_bytes=self.limits.file_mb << 20)
        except OleanError as error:
            return {-1: f"crash: {error}"}, ended
        return judge(module, batch, self.toolchain, self._table, self.axioms), ended


def _hash(*parts: str) -> str:
    """The hash of the texts; of what UTF-8 cannot express, the escaped form."""
    return text_hash(*(part.encode("utf-8", "backslashreplace").decode() for part in parts))


def _malformed(claim: Claim, limits: Limits) -> str | None:
    """Why a claim's texts cannot be put into a file of Lean, whoever wrote them."""
    texts = [
        ("statement", claim.statement, limits.statement_bytes),
        ("proof", claim.proof, limits.proof_bytes),
    ]
    if claim.term is not None:
        texts.append(("term", claim.term, limits.proof_bytes))
    for name, text, most in texts:
        if len(text) > most:  # never fewer bytes than characters
            return f"too-large: the {name} has {len(text)} characters, the limit is {most} bytes"
        try:
            size = len(text.encode())
        except UnicodeEncodeError:
            return f"encoding: the {name} is not valid Unicode"
        if size > most:
            return f"too-large: the {name} has {size} bytes, the limit is {most}"
        if "\0" in text:
            return f"encoding: the {name} has a NUL character"
    return None


def _screen(claim: Claim) -> str | None:
    """Why a claim from outside is not even tried."""
    reason = screen_statement(claim.statement) or screen_proof(claim.proof)
    if reason is None and claim.term is not None:
        reason = screen_proof(claim.term)
    return reason


def _batches(claims: list[Claim], limits: Limits, workers: int) -> list[range]:
    """Consecutive claims that go together: within the limits, and in equal shares for all workers."""
    rounds = max(1, -(-len(claims) // (workers * limits.batch_claims)))
    share = -(-len(claims) // (workers * rounds))
    batches: list[range] = []
    start = size = 0
    for index, claim in enumerate(claims):
        added = len(claim.statement) + len(claim.proof) + len(claim.term or "")
        if index > start and (index - start >= share or size + added > limits.batch_bytes):
            batches.append(range(start, index))
            start, size = index, 0
        size += added
    if claims:
        batches.append(range(start, len(claims)))
    return batches
