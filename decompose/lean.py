"""What decomposers ask of Lean: which goals a proof leaves, and whether claims are proved."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from factory.lean.claims import Limits
from factory.lean.goals import GoalReader, Report, Unfinished
from factory.lean.toolchain import Toolchain, find_toolchain
from factory.lean.verifier import Claim, Verifier
from factory.records import Status

# A proof put together of hundreds of lemmas takes seconds, and minutes where others want the processors: what
# counts is processor time.
_LIMITS = Limits(wall_s=600.0)


class Lean:
    """A goal reader and a verifier of one toolchain. Use it as a context manager, or `close` it."""

    def __init__(self, toolchain: Toolchain | None = None, workers: int = 1) -> None:
        """Start the processes. Raises MissingLean."""
        toolchain = toolchain or find_toolchain()
        self._verifier = Verifier(toolchain, workers, _LIMITS)
        self._goals: GoalReader | None = None
        self._workers = workers

    @property
    def toolchain(self) -> Toolchain:
        """The Lean that answers."""
        return self._verifier.toolchain

    def goals(self, proofs: Sequence[Unfinished], *, precise: bool = False) -> list[Report]:
        """The goals at each hole of each proof."""
        if self._goals is None:
            self._goals = GoalReader(self.toolchain, self._workers, _LIMITS)
        return self._goals.read(proofs, precise=precise)

    def verify(self, claims: Sequence[tuple[str, str]]) -> list[str]:
        """For each statement with its proof, "" if Lean accepts it, else the reason."""
        asked = [Claim(id="", statement=statement, proof=proof) for statement, proof in claims]
        verdicts = self._verifier.verify(asked)
        return ["" if verdict.status is Status.VERIFIED else verdict.reason for verdict in verdicts]

    def propositions(self, texts: Sequence[str]) -> list[str]:
        """For each text, "" if Lean takes it for a closed proposition, else the reason why not."""
        return self.verify([(f"True ∨ (\n{text}\n)", "Or.inl trivial") for text in texts])

    def succeed(self, claims: Sequence[tuple[str, str]], *, doubtful: bool) -> list[bool]:
        """Whether proofs of our own prove statements that we have printed; `doubtful`: many will not."""
        asked = [Claim(id="", statement=statement, proof=proof) for statement, proof in claims]
        verdicts = self._verifier.verify(asked, trusted=True, doubtful=doubtful)
        return [verdict.status is Status.VERIFIED for verdict in verdicts]

    def close(self) -> None:
        """End all processes."""
        self._verifier.close()
        if self._goals is not None:
            self._goals.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
