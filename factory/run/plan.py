"""The plan of a run: which tasks can be done now, and what follows from those that are done.

It runs no process. Mining units are numbered from 0 without end; deduplication takes them in order, however
they arrive, and stops at the recipe's number of distinct problems. So which problems are kept depends on
recipe and seed alone. Units mined ahead and then not needed are forgotten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from factory.recipe import Mine, Recipe
from factory.run.errors import RunError
from factory.run.ledger import Ledger, State, Unit
from factory.run.rows import count_rows, row_numbers
from factory.run.shards import damage
from factory.run.stages import Result, Source, Stage, Task, mined_ids, shard_path

# So many units in a row without a new problem: the domain has no more to give at this configuration.
BARREN_UNITS = 8
_STAGES = (Stage.MINE, Stage.PROVE, Stage.VERIFY, Stage.WRITE)


class DamagedError(RunError):
    """A unit done again came out otherwise than before."""


class DomainPlan:
    """The units of one domain."""

    def __init__(self, section: Mine, stages: tuple[Stage, ...]) -> None:
        self.section = section
        self.stages = stages  # those that units go through, from mining on
        self.name = section.domain
        self.units: dict[Stage, dict[int, Unit]] = {stage: {} for stage in Stage}
        self.done: Counter[Stage] = Counter()  # units done, by stage
        self.ids: dict[int, list[str]] = {}  # of units mined and not yet deduplicated
        self.running: set[tuple[Stage, int]] = set()
        self.kept = 0
        self.barren = 0
        self.redo: list[int] = []  # units to be mined again, as their shards were found damaged
        self._settled = 0  # the units before this one are settled

    def load(self, unit: Unit) -> None:
        """Take note of a unit that the ledger knows."""
        stage = Stage(unit.stage)
        self.done[stage] += (unit.state is State.DONE) - self.is_done(stage, unit.unit)
        self.units[stage][unit.unit] = unit

    def count_kept(self) -> None:
        """Work out how far deduplication has come."""
        self.kept = self.barren = 0
        self.redo = [u for u, unit in sorted(self.units[Stage.MINE].items()) if unit.state is State.REDO]
        for _, unit in sorted(self.units[Stage.DEDUP].items()):
            self.note_kept(count_rows(unit.kept))

    def note_kept(self, kept: int) -> None:
        """Take note of a deduplicated unit."""
        self.kept += kept
        self.barren = 0 if kept else self.barren + 1

    @property
    def deduplicated(self) -> int:
        """How many units were deduplicated: always the first so many."""
        return len(self.units[Stage.DEDUP])

    @property
    def exhausted(self) -> bool:
        """Whether mining ended before the number asked for was reached."""
        return self.barren >= BARREN_UNITS and self.kept < self.section.problems

    @property
    def closed(self) -> bool:
        """Whether no more units are mined."""
        return self.kept >= self.section.problems or self.barren >= BARREN_UNITS

    @property
    def finished(self) -> bool:
        """Whether every unit went through all stages, or was given up on."""
        return self.closed and self._first_unsettled() == self.deduplicated

    def is_done(self, stage: Stage, unit: int) -> bool:
        """Whether a unit's shards of a stage are there."""
        known = self.units[stage].get(unit)
        return known is not None and known.state is State.DONE

    def has_failed(self, unit: int) -> bool:
        """Whether a unit was given up on at some stage."""
        return any(
            (known := self.units[stage].get(unit)) is not None and known.state is State.FAILED
            for stage in self.stages
        )

    def settled(self, unit: int) -> bool:
        """Whether nothing more is to be done for a unit."""
        return self.has_failed(unit) or all(self.is_done(stage, unit) for stage in self.stages)

    def _first_unsettled(self) -> int:
        while self._settled < self.deduplicated and self.settled(self._settled):
            self._settled += 1
        return self._settled

    def next_task(self) -> Task | None:
        """The task to start now, of those that can be: the latest stage first, so that little lies about."""
        for stage in reversed(self.stages[1:]):
            for unit in range(self._first_unsettled(), self.deduplicated):
                if self._can_start(stage, unit):
                    kept = self.units[Stage.DEDUP][unit].kept
                    return Task(stage=stage, domain=self.name, unit=unit, kept=kept)
        fresh = self._next_to_mine()
        return None if fresh is None else Task(stage=Stage.MINE, domain=self.name, unit=fresh)

    def _can_start(self, stage: Stage, unit: int) -> bool:
        needs = {
            Stage.PROVE: (Stage.MINE,),
            Stage.VERIFY: (Stage.MINE, Stage.PROVE),
            Stage.WRITE: (Stage.VERIFY,),
        }[stage]
        if self.is_done(stage, unit) or (stage, unit) in self.running or self.has_failed(unit):
            return False
        return all(self.is_done(need, unit) for need in needs)

    def _next_to_mine(self) -> int | None:
        mined, running = self.units[Stage.MINE], {u for stage, u in self.running if stage is Stage.MINE}
        again = [unit for unit in self.redo if unit not in running and not self.is_done(Stage.MINE, unit)]
        if again:
            return again[0]
        if self.closed:
            return None
        # Every deduplicated unit was mined, so these are the ones that wait or are under way.
        ahead = len(mined) - self.deduplicated + sum(unit not in mined for unit in running)
        per_unit = max(1.0, self.kept / self.deduplicated if self.deduplicated else self.section.unit_size)
        if ahead and self.kept + ahead * per_unit >= self.section.problems:
            return None
        unit = self.deduplicated
        while unit in mined or unit in running:
            unit += 1
        return unit


class Plan:
    """The whole run: the domains' plans, the dataset at the end, and the ledger that remembers."""

    def __init__(self, recipe: Recipe, root: Path, ledger: Ledger) -> None:
        self.root = root
        self.ledger = ledger
        self.stages = _STAGES[: _STAGES.index(Stage(recipe.run.until)) + 1]
        self.domains = {section.domain: DomainPlan(section, self.stages) for section in recipe.mine}
        self.dataset: Unit | None = None
        self.dataset_running = False
        self.redone: list[tuple[Unit, str]] = []  # units whose shards were found damaged, and how
        self._load()

    def _load(self) -> None:
        """Read the ledger, give failed units another chance, find shards that are missing or changed."""
        self._retry_failed()
        for unit in self.ledger.units():
            wrong = next((f"{s.path}: {bad}" for s in unit.shards if (bad := damage(self.root, s))), None)
            if wrong and unit.state is State.DONE:
                self.redone.append((unit, wrong))
                self.ledger.record(msgspec.structs.replace(unit, state=State.REDO, reason=wrong))
        for unit in self.ledger.units():
            if unit.stage == Stage.DATASET:
                self.dataset = unit
            else:
                self.domains[unit.domain].load(unit)
        for domain in self.domains.values():
            domain.count_kept()
            if not domain.closed:
                self.ledger.open_keys(domain.name, self._kept_ids(domain))
            self._deduplicate(domain)

    def _retry_failed(self) -> None:
        failed = [unit for unit in self.ledger.units() if unit.state is State.FAILED]
        for unit in failed:
            if unit.stage == Stage.MINE:
                self.ledger.forget(unit.domain, unit.unit)
            else:
                self.ledger.forget_unit(unit.stage, unit.domain, unit.unit)
        if failed:
            self.ledger.forget_unit(Stage.DATASET, "", 0)

    @property
    def finished(self) -> bool:
        """Whether the dataset is there."""
        return self.dataset is not None and self.dataset.state is not State.REDO and self._units_finished

    @property
    def _units_finished(self) -> bool:
        return all(domain.finished for domain in self.domains.values())

    def next_task(self) -> Task | None:
        """The next task to give to a worker, marked as running; None where all wait for running ones."""
        for domain in self.domains.values():
            task = domain.next_task()
            if task is not None:
                domain.running.add((task.stage, task.unit))
                return task
        if self._units_finished and not self.finished and not self.dataset_running:
            self.dataset_running = True
            return Task(stage=Stage.DATASET, domain="", unit=0, sources=self._sources())
        return None

    def _sources(self) -> dict[str, list[Source]]:
        """What the dataset is made of: the traces and documents, or the problems where none are proved."""
        kinds = (
            {"traces": Stage.VERIFY, "documents": Stage.WRITE}
            if len(self.stages) > 1
            else {"problems": Stage.MINE}
        )
        return {
            kind: [
                Source(
                    shard_path(stage, domain.name, unit),
                    domain.units[Stage.DEDUP][unit].kept if stage is Stage.MINE else None,
                )
                for domain in self.domains.values()
                for unit in range(domain.deduplicated)
                if not domain.has_failed(unit)
            ]
            for kind, stage in kinds.items()
            if stage in self.stages
        }

    def release(self, task: Task) -> None:
        """A running task was lost; it will be given out again."""
        if task.stage is Stage.DATASET:
            self.dataset_running = False
        else:
            self.domains[task.domain].running.discard((task.stage, task.unit))

    def complete(self, task: Task, result: Result, seconds: float) -> Unit | None:
        """Record a task that was done. None where a unit that was mined ahead turned out not to be needed.

        Raises DamagedError where it was done before with other bytes.
        """
        self.release(task)
        unit = Unit(
            stage=task.stage,
            domain=task.domain,
            unit=task.unit,
            shards=result.shards,
            counts=result.counts,
            seconds=seconds,
        )
        if task.stage is Stage.DATASET:
            self._check_same(self.dataset, unit)
            self.ledger.record(unit)
            self.dataset = unit
            return unit
        domain = self.domains[task.domain]
        if task.stage is Stage.MINE and domain.closed and task.unit >= domain.deduplicated:
            return None
        self._check_same(domain.units[task.stage].get(task.unit), unit)
        self.ledger.record(unit)
        domain.load(unit)
        if task.stage is Stage.MINE:
            if task.unit >= domain.deduplicated:
                domain.ids[task.unit] = result.ids
            self._deduplicate(domain)
        return unit

    def fail(self, task: Task, reason: str) -> Unit:
        """Give a unit up, with the reason."""
        self.release(task)
        unit = Unit(stage=task.stage, domain=task.domain, unit=task.unit, state=State.FAILED, reason=reason)
        self.ledger.record(unit)
        if task.stage is Stage.DATASET:
            self.dataset = unit
        else:
            self.domains[task.domain].load(unit)
            self._deduplicate(self.domains[task.domain])
        return unit

    def _check_same(self, before: Unit | None, now: Unit) -> None:
        if before is not None and before.state is State.REDO and before.shards != now.shards:
            paths = ", ".join(shard.path for shard in now.shards)
            raise DamagedError(
                f"{paths} had to be made again ({before.reason}) and came out different. "
                "Something that the recipe does not fix has changed; choose a new directory"
            )

    def _deduplicate(self, domain: DomainPlan) -> None:
        """Deduplicate the units that are next in order and mined; forget those that then are too many."""
        mined, seen = domain.units[Stage.MINE], domain.units[Stage.DEDUP]
        while not domain.closed and (known := mined.get(number := domain.deduplicated)) is not None:
            if known.state is State.REDO:
                break
            failed = known.state is State.FAILED
            ids = [] if failed else domain.ids.pop(number, None)
            if ids is None:
                ids = mined_ids(self.root, number, domain.name)
            kept = self.ledger.deduplicate(domain.name, number, ids, domain.section.problems - domain.kept)
            seen[number] = Unit(stage=Stage.DEDUP, domain=domain.name, unit=number, kept=kept)
            domain.note_kept(count_rows(kept))
        if domain.closed and any(number >= domain.deduplicated for number in mined):
            self.ledger.forget(domain.name, domain.deduplicated)
            for number in [number for number in mined if number >= domain.deduplicated]:
                del mined[number]
                domain.done[Stage.MINE] -= 1

    def _kept_ids(self, domain: DomainPlan) -> Iterator[list[str]]:
        """For each unit that was deduplicated, the ids that it kept, read from its shard."""
        for number, unit in sorted(domain.units[Stage.DEDUP].items()):
            rows = row_numbers(unit.kept).tolist()
            if rows and not domain.is_done(Stage.MINE, number):
                shard = shard_path(Stage.MINE, domain.name, number)
                raise RunError(
                    f"the keys of {domain.name} are missing, and {shard} from which to make them is damaged. "
                    "Move ledger.sqlite away and run again: everything is made again from the recipe"
                )
            ids = mined_ids(self.root, number, domain.name) if rows else []
            yield [ids[row] for row in rows]

    def progress(self) -> dict[str, tuple[int, int | None]]:
        """For each stage: units settled, and units in all where that is known."""
        counts: Counter[str] = Counter()
        total: int | None = 0
        for domain in self.domains.values():
            total = total + domain.deduplicated if domain.closed and total is not None else None
            for stage in self.stages:
                counts[stage] += domain.done[stage]
        return {stage: (counts[stage], total) for stage in self.stages}
