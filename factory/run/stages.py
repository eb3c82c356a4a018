"""The stages of a run, as functions of a work unit: read the unit's shards, do the work, write new shards.

Each is deterministic: the same recipe and unit give the same shards, byte for byte. They run in worker
processes and know nothing of the ledger or of each other.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import msgspec
import pyarrow as pa

from factory.domains import Domain
from factory.lean.asked import claims_of, judge
from factory.lean.claims import Claim
from factory.recipe import Mine, Recipe, Texts
from factory.records import (
    Document,
    Outcome,
    Problem,
    Proof,
    Record,
    Status,
    Trace,
    Verdict,
    content_id,
    proof_hash,
    text_hash,
)
from factory.run.rows import row_numbers
from factory.run.schema import SCHEMAS
from factory.run.shards import Shard, read_shard, read_table, write_records, write_shard

DATASET = "dataset"
DATASET_KINDS: dict[str, type[Record]] = {"problems": Problem, "traces": Trace, "documents": Document}
# Reasons for which a Lean process, not a proof, may be to blame: a busy machine, a kill from outside.
_DOUBTFUL = frozenset({"timeout", "crash"})
# What a Lean process may need for one batch: its compiled file, and room to spare.
_SCRATCH_BYTES = 32 << 20


class Stage(StrEnum):
    """The stages, in order. Deduplication and the dataset are not split among workers by unit."""

    MINE = "mine"
    DEDUP = "dedup"
    PROVE = "prove"
    VERIFY = "verify"
    WRITE = "write"
    DATASET = "dataset"


class StageError(RuntimeError):
    """A domain or the verifier broke its contract."""


class Source(msgspec.Struct, frozen=True):
    """A shard that goes into the dataset, and which of its rows, one bit a row; None: all."""

    path: str
    rows: bytes | None = None


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One work unit of one stage, to be done by a worker."""

    stage: Stage
    domain: str
    unit: int
    kept: bytes = b""  # prove, verify: which rows of the mine shard deduplication kept, one bit a row
    sources: dict[str, list[Source]] = {}  # dataset: the shards of each kind of rows, in order


def describe(task: Task) -> str:
    """The task in words, for messages."""
    if task.stage is Stage.DATASET:
        return "the dataset"
    return f"{task.stage} unit {task.unit} of {task.domain}"


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What a task made."""

    shards: list[Shard]
    counts: dict[str, int] = {}
    ids: list[str] = []  # mine: the problems' ids, row by row


class Checker(Protocol):
    """What the verify stage asks of a verifier."""

    def verify(self, claims: Sequence[Claim], *, trusted: bool = False) -> list[Verdict]:
        """One verdict a claim, in order."""
        ...


def shard_path(stage: str, domain: str, unit: int) -> str:
    """Where a unit's shard lies within the run directory."""
    return f"{stage}/{domain}/unit-{unit:06d}.parquet"


def mine(root: Path, recipe: Recipe, section: Mine, domain: Domain, task: Task) -> Result:
    """Generate the unit's candidates; problems that the unit holds twice are dropped by the domain."""
    mined = domain.mine(section.config, recipe.run.seed, task.unit, section.unit_size)
    shard = write_records(root, shard_path(task.stage, task.domain, task.unit), Problem, mined.problems)
    counts = {
        "generated": mined.generated,
        "candidates": section.unit_size,
        "problems": len(mined.problems),
    }
    return Result(shards=[shard], counts=counts, ids=[problem.id for problem in mined.problems])


def mined_ids(root: Path, unit: int, domain: str) -> list[str]:
    """The ids in a mine shard, row by row."""
    table = read_table(root / shard_path(Stage.MINE, domain, unit))
    return [str(key) for key in table.column("problem_id").to_pylist()]


def prove(root: Path, section: Mine, domain: Domain, task: Task) -> Result:
    """Search a proof, or a refutation, for each problem that was kept, in the texts that are asked for."""
    problems = _kept_problems(root, task)
    proofs = domain.prove(section.config, problems) if problems else []
    _check_answers(domain, "prove", problems, proofs)
    proofs = [in_texts(proof, section.proofs) for proof in proofs]
    shard = write_records(root, shard_path(task.stage, task.domain, task.unit), Proof, proofs)
    return Result(
        shards=[shard], counts=dict(sorted(Counter(str(proof.outcome) for proof in proofs).items()))
    )


def in_texts(proof: Proof, texts: Texts) -> Proof:
    """The proof in the texts that are asked for; as it is where it has no more than one."""
    if texts == "both" or not (proof.tactic and proof.term):
        return proof
    tactic, term = (proof.tactic, "") if texts == "tactic" else ("", proof.term)
    identity = content_id("proof", proof.statement, tactic, term)
    return msgspec.structs.replace(proof, id=identity, tactic=tactic, term=term)


def verify(root: Path, recipe: Recipe, checker: Checker, task: Task) -> Result:
    """Have each proof checked: verified traces go to one shard, all others with reasons to quarantine."""
    problems = _kept_problems(root, task)
    proofs: list[Proof] = read_shard(Proof, root / shard_path(Stage.PROVE, task.domain, task.unit))
    closed = [proof for proof in proofs if proof.outcome is not Outcome.OPEN]
    verdicts = _check(checker, [claim for proof in closed for claim in claims_of(proof)])
    given = judge(closed, verdicts)
    traces, refused = [], []
    counts: Counter[str] = Counter({"verified": 0})
    for problem, proof in zip(problems, proofs, strict=True):
        verdict = _open(proof) if proof.outcome is Outcome.OPEN else next(given)
        trace = _trace(recipe, problem, proof, verdict)
        if verdict.status is Status.VERIFIED:
            traces.append(trace)
            counts["verified"] += 1
        else:
            refused.append(trace)
            counts["rejected:" + reason_word(verdict.reason)] += 1
    shards = [
        write_records(root, shard_path(task.stage, task.domain, task.unit), Trace, traces),
        write_records(root, shard_path("quarantine", task.domain, task.unit), Trace, refused),
    ]
    return Result(shards=shards, counts=dict(sorted(counts.items())))


def write(root: Path, recipe: Recipe, section: Mine, domain: Domain, task: Task) -> Result:
    """Write the documents of each verified trace."""
    traces = read_shard(Trace, root / shard_path(Stage.VERIFY, task.domain, task.unit))
    documents = [
        msgspec.structs.replace(document, licence=recipe.export.licence)
        for trace in traces
        for document in domain.write(section.config, trace)
    ]
    shard = write_records(root, shard_path(task.stage, task.domain, task.unit), Document, documents)
    return Result(shards=[shard], counts={"documents": len(documents)})


def dataset(root: Path, recipe: Recipe, task: Task) -> Result:
    """Put the rows of the sources, in order, into files of `export.shard_rows` rows."""
    counts = {}
    shards: list[Shard] = []
    for name, sources in task.sources.items():
        made = list(_gather(root, name, sources, recipe.export.shard_rows))
        counts[name] = sum(shard.rows for shard in made)
        shards += made
    known = {shard.path for shard in shards}
    for path in (root / DATASET).glob("*.parquet"):
        if f"{DATASET}/{path.name}" not in known:
            path.unlink()
    return Result(shards=shards, counts=counts)


def reason_word(reason: str) -> str:
    """The machine-readable start of a verdict's reason, by which rejections are counted."""
    return reason.split(":", 1)[0].strip() or "unknown"


def _kept_problems(root: Path, task: Task) -> list[Problem]:
    problems = read_shard(Problem, root / shard_path(Stage.MINE, task.domain, task.unit))
    return [problems[row] for row in row_numbers(task.kept).tolist()]


def _check_answers(domain: Domain, what: str, problems: list[Problem], proofs: list[Proof]) -> None:
    if [proof.problem_id for proof in proofs] != [problem.id for problem in problems]:
        message = f"domain {domain.name!r}: {what} must give one proof a problem, in order"
        raise StageError(f"{message}; it gave {len(proofs)} for {len(problems)}")


def _trace(recipe: Recipe, problem: Problem, proof: Proof, verdict: Verdict) -> Trace:
    return Trace(
        id=content_id("trace", problem.id, proof.id),
        problem=msgspec.structs.replace(problem, licence=recipe.export.licence),
        proof=proof,
        verdict=msgspec.structs.replace(verdict, ms=None),  # measured, so it may not enter the dataset
    )


def _check(checker: Checker, claims: list[Claim]) -> list[Verdict]:
    """The verdicts on the claims; those that say that Lean died are asked for a second time."""
    verdicts = checker.verify(claims, trusted=True) if claims else []
    doubtful = [place for place, verdict in enumerate(verdicts) if reason_word(verdict.reason) in _DOUBTFUL]
    if doubtful:
        _check_room()
        again = checker.verify([claims[place] for place in doubtful], trusted=True)
        for place, verdict in zip(doubtful, again, strict=True):
            verdicts[place] = verdict
    if len(verdicts) != len(claims):
        raise StageError(f"the verifier gave {len(verdicts)} verdicts for {len(claims)} claims")
    return verdicts


def _check_room() -> None:
    """Raise OSError where Lean may have died for want of disk space: that must not count against a proof."""
    scratch = tempfile.gettempdir()
    if shutil.disk_usage(scratch).free < _SCRATCH_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), scratch)


def _open(proof: Proof) -> Verdict:
    return Verdict(
        status=Status.REJECTED,
        reason=f"open: {proof.reason}",
        axioms=[],
        statement_hash=text_hash(proof.statement),
        proof_hash=proof_hash(proof),
        type_hash="",
        toolchain="",
    )


def _gather(root: Path, name: str, sources: Iterable[Source], rows: int) -> Iterator[Shard]:
    """Cut the rows of the sources into files of `rows` rows; one empty file where there are none."""
    waiting: list[pa.Table] = [SCHEMAS[DATASET_KINDS[name]].empty_table()]
    count = number = 0

    def cut(size: int) -> Shard:
        nonlocal waiting, count, number
        table = pa.concat_tables(waiting)
        waiting, count = [table.slice(size)], table.num_rows - min(size, table.num_rows)
        number += 1
        return write_shard(root, f"{DATASET}/{name}-{number - 1:05d}.parquet", table.slice(0, size))

    for source in sources:
        table = read_table(root / source.path)
        if source.rows is not None:
            table = table.take(row_numbers(source.rows))
        waiting.append(table)
        count += table.num_rows
        while count >= rows:
            yield cut(rows)
    if count or not number:
        yield cut(rows)
