"""The attempts of a run as a Parquet file: one row each, in the order of the problems."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from factory.prove.ledger import Attempt, Outcome
from factory.prove.problems import Task
from factory.run.shards import Shard, write_shard

ATTEMPTS = "attempts.parquet"

_SCHEMA = pa.schema(
    [
        pa.field("problem_id", pa.string(), False),
        pa.field("statement", pa.string(), False),
        pa.field("round", pa.int64(), False),
        pa.field("sample", pa.int64(), False),
        pa.field("proof", pa.string(), False),
        pa.field("outcome", pa.string(), False),
        pa.field("detail", pa.string(), False),
        pa.field("axioms", pa.list_(pa.field("item", pa.string(), False)), False),
        pa.field("type_hash", pa.string(), False),
        pa.field("tokens", pa.int64(), False),
        pa.field("prompt_tokens", pa.int64(), False),
        pa.field("prover", pa.string(), False),
    ]
)


def write_attempts(folder: Path, tasks: Sequence[Task], attempts: Sequence[Attempt], prover: str) -> Shard:
    """Write `attempts.parquet`. Raises OSError."""
    statements = {task.id: task.statement for task in tasks}
    rows = [
        {
            "problem_id": attempt.problem,
            "statement": statements[attempt.problem],
            "round": attempt.round,
            "sample": attempt.sample,
            "proof": attempt.proof,
            "outcome": str(attempt.outcome),
            "detail": attempt.detail,
            "axioms": attempt.axioms,
            "type_hash": attempt.type_hash,
            "tokens": attempt.tokens,
            "prompt_tokens": attempt.prompt_tokens,
            "prover": prover,
        }
        for attempt in attempts
        if attempt.outcome is not Outcome.WAITING
    ]
    return write_shard(folder, ATTEMPTS, pa.Table.from_pylist(rows, schema=_SCHEMA))
