"""Asks Lean about attempts, each different proof once, and says in which of four ways an attempt ended."""

from __future__ import annotations

from collections.abc import Sequence

from factory.lean.claims import Claim
from factory.lean.lexer import LexicalError, tokenize
from factory.lean.verifier import Verifier
from factory.prove.ledger import Attempt, Outcome
from factory.records import Status, Verdict

_POLICY = ("screen", "axiom", "extra-declaration", "neighbour", "statement-mismatch")
_LIMITS = ("timeout", "memory", "output", "crash")


class Judge:
    """A verifier with a memory: a proof that comes again is not checked again."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier
        self._known: dict[tuple[str, str], Verdict] = {}
        self.checked = 0

    def judge(self, pairs: Sequence[tuple[str, Attempt]]) -> None:
        """Fill in the outcomes of attempts, each given with its statement."""
        claims = {
            (statement, attempt.proof): Claim(id=attempt.problem, statement=statement, proof=attempt.proof)
            for statement, attempt in pairs
            if (statement, attempt.proof) not in self._known
        }
        verdicts = self._verifier.verify(list(claims.values()), trusted=False)
        self.checked += len(claims)
        self._known.update(zip(claims, verdicts, strict=True))
        for statement, attempt in pairs:
            verdict = self._known[statement, attempt.proof]
            attempt.outcome = outcome_of(verdict, attempt.proof)
            attempt.detail = verdict.reason
            attempt.axioms, attempt.type_hash = verdict.axioms, verdict.type_hash


def outcome_of(verdict: Verdict, proof: str) -> Outcome:
    """Proved, wrong, out of limits, or refused by policy."""
    if verdict.status is Status.VERIFIED:
        return Outcome.PROVED
    kind = verdict.reason.split(":", 1)[0]
    if kind in _LIMITS:
        return Outcome.TIMED_OUT
    return Outcome.CHEATING if kind in _POLICY and _is_lean(proof) else Outcome.WRONG


def _is_lean(text: str) -> bool:
    """Whether there is Lean that the screen can refuse: what is cut off or garbled is merely wrong."""
    try:
        return bool(tokenize(text))
    except LexicalError:
        return False
