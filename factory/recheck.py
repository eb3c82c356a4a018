"""Re-check a dataset from its bytes: every row's hashes, and every row's proof in Lean again.

The file is untrusted: rows may be missing, malformed, huge or hostile. A row is sound only if its texts hash
to what it claims, Lean accepts them as an untrusted proof, and Lean's findings (axioms, type hash) equal the
row's.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from factory.lean.asked import claims_of, judge
from factory.lean.verifier import Verifier
from factory.records import Status, Trace, Verdict, proof_hash, text_hash
from factory.run.shards import scan_file
from factory.run.tables import BadRow

BATCH_ROWS = 2048


class RowFailure(msgspec.Struct, frozen=True):
    """A row that is not what it claims to be."""

    file: str
    row: int  # from 0, within the file
    id: str  # "" where the row could not be read
    reason: str


class Recheck(msgspec.Struct, kw_only=True):
    """What a re-check found."""

    rows: int = 0
    sound: int = 0
    reasons: dict[str, int] = {}  # the failures' short reasons, counted
    failures: list[RowFailure] = []  # the first `keep` of them
    seconds: float = 0.0


def recheck(
    path: Path, verifier: Verifier, *, keep: int = 1000, on_rows: Callable[[int], None] | None = None
) -> Recheck:
    """Re-check every row of a Parquet file of traces, in batches of `BATCH_ROWS`.

    `on_rows(done)` is called after each batch. Failures do not stop the work; at most `keep` are kept in
    full. Raises factory.run.shards.ShardError when the file as a whole cannot be read.
    """
    found = Recheck(reasons={}, failures=[])
    counts: Counter[str] = Counter()
    begin = time.perf_counter()
    for rows in scan_file(Trace, path, BATCH_ROWS):
        for row_id, reason in _check(rows, verifier):
            if reason is None:
                found.sound += 1
            else:
                counts[reason.split(":", 1)[0]] += 1
                if len(found.failures) < keep:
                    found.failures.append(RowFailure(str(path), found.rows, row_id, reason))
            found.rows += 1
        if on_rows is not None:
            on_rows(found.rows)
    found.reasons = dict(counts.most_common())
    found.seconds = time.perf_counter() - begin
    return found


def _check(rows: Sequence[Trace | BadRow], verifier: Verifier) -> Iterator[tuple[str, str | None]]:
    """For each row its id and what is wrong with it, or None."""
    complaints = [_complaint(row) for row in rows]
    suspects = [row for row, complaint in zip(rows, complaints, strict=True) if complaint is None]
    proofs = [row.proof for row in suspects if isinstance(row, Trace)]
    claims = [claim for proof in proofs for claim in claims_of(proof)]
    verdicts = judge(proofs, verifier.verify(claims, trusted=False))
    for row, complaint in zip(rows, complaints, strict=True):
        if isinstance(row, BadRow):
            yield "", complaint
        else:
            yield row.id, complaint if complaint is not None else _difference(row.verdict, next(verdicts))


def _complaint(row: Trace | BadRow) -> str | None:
    """What is wrong with a row before Lean is asked."""
    if isinstance(row, BadRow):
        return f"unreadable: {row.reason}"
    if row.verdict.status is not Status.VERIFIED:
        return f"not-verified: the row itself says {row.verdict.status} ({row.verdict.reason})"
    if row.verdict.statement_hash != text_hash(row.proof.statement):
        return "statement-hash: the statement is not the one that was verified"
    if row.verdict.proof_hash != proof_hash(row.proof):
        return "proof-hash: the proof is not the one that was verified"
    if row.proof.statement not in (row.problem.lean, f"¬ {row.problem.lean}", f"¬ ({row.problem.lean})"):
        return "problem: the statement is neither the problem's proposition nor its negation"
    return None


def _difference(claimed: Verdict, found: Verdict) -> str | None:
    """How Lean's verdict now differs from the one in the row."""
    if found.status is not Status.VERIFIED:
        return found.reason
    if found.type_hash != claimed.type_hash:
        return f"type-hash: the row says {claimed.type_hash}, Lean found {found.type_hash}"
    if found.axioms != claimed.axioms:
        return f"axioms: the row says {claimed.axioms}, Lean found {found.axioms}"
    return None
