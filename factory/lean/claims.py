"""What is asked of the verifier: claims, and the limits within which each must be checked."""

from __future__ import annotations

import msgspec

# What classical mathematics in Lean rests on; everything else (sorryAx, ofReduceBool, ...) is refused.
DEFAULT_AXIOMS = frozenset({"propext", "Classical.choice", "Quot.sound"})


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A statement and its proof: `proof` is a tactic block that starts with `by`, or a term.

    `term`, when given, is a second proof of the same statement, and both must be right.
    """

    id: str
    statement: str
    proof: str
    term: str | None = None


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a proof, and the Lean process that checks it together with others, may use."""

    heartbeats: int = 200_000  # per declaration, thousands of small allocations, as Lean counts them
    recursion: int = 512  # Lean's maxRecDepth
    memory_mb: int = 1024  # heap of one Lean process
    wall_s: float = (
        10.0  # one batch once its process has started, waiting for a core aside; trusted ones longer
    )
    cpu_s: int = 60  # one process, its start-up and its waiting threads included
    output_bytes: int = 4 << 20  # what one batch may print
    file_mb: int = 256  # the largest file that a process may write
    open_files: int = 64
    statement_bytes: int = 64 << 10
    proof_bytes: int = 256 << 10  # tactic text and term text, each
    batch_claims: int = 600
    batch_bytes: int = 1 << 20  # a batch is closed when its texts reach this size
