"""What a run tells while it goes on, for a terminal or a log to show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from factory.run.ledger import Unit
from factory.run.summary import Summary

# Units done and units in all (None while it is not known how many will be needed), by stage.
Progress = dict[str, tuple[int, int | None]]


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all events."""


class Started(Event, frozen=True, kw_only=True):
    """The run begins, or goes on where it ended."""

    directory: Path
    workers: int
    resumed: bool
    progress: Progress


class LeanModule(Event, frozen=True, kw_only=True):
    """A module of the Lean library is compiled, before the run begins and once for all runs."""

    module: str
    number: int  # from 1
    of: int


class UnitDone(Event, frozen=True, kw_only=True):
    """A work unit was done and recorded."""

    unit: Unit
    progress: Progress


class UnitFailed(Event, frozen=True, kw_only=True):
    """A work unit was given up; the rest goes on."""

    unit: Unit


class UnitRedone(Event, frozen=True, kw_only=True):
    """A shard of a finished unit was found missing or changed; the unit is done again."""

    unit: Unit
    damage: str


class WorkerLost(Event, frozen=True, kw_only=True):
    """A worker process ended unasked and was replaced; its task, if any, is tried again or given up."""

    pid: int
    exit_code: int  # negative: the signal that killed it
    task: str
    attempt: int


class Exhausted(Event, frozen=True, kw_only=True):
    """A domain has no more distinct problems to give; the run goes on with fewer than asked for."""

    domain: str
    problems: int
    wanted: int


class Finished(Event, frozen=True, kw_only=True):
    """The dataset is there."""

    summary: Summary


OnEvent = Callable[[Event], None]


def ignore(_event: Event) -> None:
    """For a caller that wants the summary only."""
