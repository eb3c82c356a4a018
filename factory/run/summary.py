"""What a run made, counted from its ledger alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from factory.records import Outcome
from factory.run.directory import LEDGER
from factory.run.errors import RunError
from factory.run.ledger import Ledger, State, Unit
from factory.run.shards import Shard
from factory.run.stages import Stage


class StageCount(msgspec.Struct, frozen=True, kw_only=True):
    """One stage: units done, rows that went through it, and the seconds that workers spent on it."""

    units: int
    rows: int
    seconds: float

    @property
    def rate(self) -> float:
        """Rows a worker-second."""
        return self.rows / self.seconds if self.seconds else 0.0


class FailedUnit(msgspec.Struct, frozen=True, kw_only=True):
    """A unit that was given up, and why."""

    stage: str
    domain: str
    unit: int
    reason: str


class Counts(msgspec.Struct, kw_only=True):
    """What was made, of one domain or of all."""

    generated: int = 0  # drawn while mining, unsuitable ones included
    mined: int = 0  # candidates that they gave
    duplicates: int = 0  # of them, those that were there already
    surplus: int = 0  # of them, those beyond the number asked for
    problems: int = 0  # distinct problems kept
    proved: int = 0  # proofs and refutations found
    outcomes: dict[str, int] = {}  # intuitionistic, classical, refuted, open
    verified: int = 0
    rejected: dict[str, int] = {}  # reason -> proofs found that the verifier refused
    documents: int = 0


class Summary(Counts, kw_only=True):
    """A run as its ledger stands."""

    name: str
    directory: str
    complete: bool
    domains: dict[str, Counts] = {}
    stages: dict[str, StageCount] = {}
    failed: list[FailedUnit] = []
    dataset: list[Shard] = []
    seconds: float = 0.0  # wall clock, over all sittings


def status(directory: Path | str) -> Summary:
    """How a run stands, while it goes on or after. Raises RunError where there is none to read."""
    root = Path(directory)
    if not (root / LEDGER).is_file():
        raise RunError(f"{root} is not a run directory: there is no {LEDGER} in it")
    with Ledger(root / LEDGER, read_only=True) as ledger:
        return summarize(root, ledger)


def mining_pace(directory: Path | str) -> list[tuple[int, float]]:
    """Of each mining unit, in order: the problems that it gave, and the seconds that a worker took for it.

    Raises RunError where there is no run.
    """
    with Ledger(Path(directory) / LEDGER, read_only=True) as ledger:
        units = [unit for unit in ledger.units() if unit.stage == Stage.MINE and unit.state is State.DONE]
    return [(unit.counts.get("problems", 0), unit.seconds) for unit in units]


def summarize(root: Path, ledger: Ledger) -> Summary:
    """The summary of an open ledger."""
    units = ledger.units()
    meta = ledger.meta()
    done = [unit for unit in units if unit.state is State.DONE]
    names = sorted({unit.domain for unit in units if unit.domain})
    domains = {name: _counts([unit for unit in done if unit.domain == name]) for name in names}
    dataset = next((unit for unit in done if unit.stage == Stage.DATASET), None)
    total = _counts(done)
    return Summary(
        **msgspec.structs.asdict(total),
        name=meta.get("name", root.name),
        directory=str(root),
        complete=dataset is not None,
        domains=domains,
        stages={stage: _stage(stage, done) for stage in Stage if stage is not Stage.DEDUP},
        failed=[
            FailedUnit(stage=unit.stage, domain=unit.domain, unit=unit.unit, reason=unit.reason)
            for unit in units
            if unit.state is State.FAILED
        ],
        dataset=dataset.shards if dataset else [],
        seconds=float(meta.get("seconds", "0")),
    )


def _counts(units: Iterable[Unit]) -> Counts:
    sums: dict[str, Counter[str]] = {stage: Counter() for stage in Stage}
    for unit in units:
        sums[unit.stage].update(unit.counts)
    mine, dedup, verify = sums[Stage.MINE], sums[Stage.DEDUP], sums[Stage.VERIFY]
    outcomes = {str(outcome): sums[Stage.PROVE][outcome] for outcome in Outcome}
    rejected = {
        key.removeprefix("rejected:"): count
        for key, count in sorted(verify.items())
        if key.startswith("rejected:") and key != f"rejected:{Outcome.OPEN}"
    }
    return Counts(
        generated=mine["generated"],
        mined=mine["candidates"],
        duplicates=mine["candidates"] - mine["problems"] + dedup["duplicates"],
        surplus=dedup["surplus"],
        problems=dedup["kept"],
        proved=sum(outcomes.values()) - outcomes[Outcome.OPEN],
        outcomes=outcomes,
        verified=verify["verified"],
        rejected=rejected,
        documents=sums[Stage.WRITE]["documents"],
    )


def _stage(stage: Stage, done: list[Unit]) -> StageCount:
    units = [unit for unit in done if unit.stage == stage]
    counted = {Stage.MINE: "problems", Stage.WRITE: "documents"}.get(stage)
    rows = sum(unit.counts.get(counted, 0) if counted else sum(unit.counts.values()) for unit in units)
    return StageCount(units=len(units), rows=rows, seconds=sum(unit.seconds for unit in units))
