"""What a prover is asked, and what it answers: the one interface of all backends.

A prover turns requests into samples, in any order; whether a sample proves anything is for Lean to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import msgspec

from factory.records import Problem, text_hash

THEOREM = "problem"  # the theorem's name in prompts


class ProverError(RuntimeError):
    """A prover cannot work; the message says why, and what to do."""


class Failure(msgspec.Struct, frozen=True):
    """A proof that Lean refused, with what Lean said: shown to the prover so that it may mend it."""

    proof: str
    message: str


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """`samples` proofs of one statement are wanted, numbered from `first` within their round.

    Round 0 holds independent samples; in later rounds a `failure` is to be mended. The same request gives the
    same samples wherever the backend can promise that.
    """

    id: str
    statement: str  # a closed Lean proposition
    header: str = ""  # the imports of the file in which the proof will be checked
    samples: int = 1
    first: int = 0
    round: int = 0
    max_tokens: int = 512
    seed: int = 0
    failure: Failure | None = None
    problem: Problem | None = None  # the record that the statement is of, where there is one

    def seed_of(self, index: int) -> int:
        """A seed of 31 bits for a sample, which no other sample of the run has, but for chance."""
        return int(text_hash(str(self.seed), self.id, str(self.round), str(index))[:8], 16) >> 1


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One answer: a proof, or the reason why the answer holds none. `tokens` were generated for it."""

    id: str  # the request's
    round: int
    index: int
    proof: str
    reason: str = ""  # why there is no proof
    tokens: int = 0
    prompt_tokens: int = 0


Cancelled = Callable[[str], bool]  # id of a problem -> no more samples of it are wanted


class Prover(Protocol):
    """A backend. It likes `batch` samples in one call, and `lanes` calls side by side, each in its thread."""

    name: str
    batch: int
    lanes: int

    def generate(self, requests: Sequence[Request], cancelled: Cancelled) -> Iterator[Sample]:
        """The samples asked for, as they are finished; of cancelled problems it may leave some out.

        Raises ProverError; what was yielded before that counts.
        """
        ...

    def close(self) -> None:
        """Give back what the prover holds."""
        ...
