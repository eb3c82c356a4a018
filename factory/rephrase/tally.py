"""Counts over a rephrasing run, and the gates that watch each format, model, prompt and temperature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from factory.rephrase.collapse import Figures, Gate
from factory.rephrase.formats import formats
from factory.rephrase.records import Plan, Record

_EVERY: Final = 20  # records between two looks at a gate
_EMPTY: Final = Figures(records=0, commonest="", opening_share=0.0, entropy=0.0, repeated=0.0)


class Choice(NamedTuple):
    """What a record was made with."""

    format: str
    prompt: str
    temperature: float


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a run ended, its numbers by format."""

    documents: int
    kept: dict[str, int]
    refused: dict[str, int]
    inapplicable: dict[str, int]  # documents that have nothing to put into the format
    reasons: dict[str, int]  # the first fault of each refused record, without its figure
    openings: dict[str, Figures]
    collapsed: str | None = None
    retired: list[str] = []  # prompts and temperatures that were given up since they collapsed
    unfinished: int = 0  # documents whose requests failed; the next run asks again
    stopped: str | None = None  # why nothing more was asked: a budget, a server that is gone
    broken: bool = False  # the latter
    requests: dict[str, int] = {}  # by state, over all runs
    tokens: int = 0  # of questions and answers, over all runs


class Tally:
    """Records are added in the order of their documents."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._documents = 0
        self._kept = dict.fromkeys(plan.formats, 0)
        self._refused = dict.fromkeys(plan.formats, 0)
        self._made = dict.fromkeys(plan.formats, 0)  # documents that have a record
        self._reasons: dict[str, int] = {}
        self._gates: dict[Choice, Gate] = {}
        self.retired: dict[Choice, str] = {}

    def add(self, documents: int, records: Sequence[Record]) -> str | None:
        """Count the records of some documents; says which format has collapsed with all its choices."""
        last: dict[str, str] = {}
        seen: set[str] = set()
        for record in records:
            self._made[record.format] += last.get(record.format) != record.source_id
            last[record.format] = record.source_id
            seen.add(record.source_id)
            if not record.kept:
                self._refuse(record)
                continue
            self._kept[record.format] += 1
            choice = Choice(record.format, record.prompt, record.temperature)
            gate = self._gates.setdefault(choice, Gate(self._plan.bounds))
            gate.add(record.text)
            due = gate.added % _EVERY == 0 and choice not in self.retired
            if due and (reason := gate.collapse()):
                self.retired[choice] = reason
                if choices(self._plan, choice.format) <= self.retired.keys():
                    self._documents += len(seen)  # what comes after was not looked at
                    return f"{record.format}: {reason}"
        self._documents += documents
        return None

    def outcome(self, collapsed: str | None) -> Outcome:
        """The numbers so far."""
        return Outcome(
            documents=self._documents,
            kept=self._kept,
            refused=self._refused,
            inapplicable={name: self._documents - self._made[name] for name in self._plan.formats},
            reasons=dict(sorted(self._reasons.items(), key=lambda item: (-item[1], item[0]))),
            openings={name: self._figures(name) for name in self._plan.formats},
            collapsed=collapsed,
            retired=[
                f"{choice.format}, prompt {choice.prompt} at {choice.temperature:g}: {reason}"
                for choice, reason in self.retired.items()
                if choice.prompt
            ],
        )

    def _refuse(self, record: Record) -> None:
        self._refused[record.format] += 1
        reason = " ".join(word for word in record.faults[0].split() if not any(map(str.isdigit, word)))
        self._reasons[reason] = self._reasons.get(reason, 0) + 1

    def _figures(self, name: str) -> Figures:
        """Of the prompt with the most collapsed openings."""
        figures = [gate.figures for choice, gate in self._gates.items() if choice.format == name]
        return max(figures, key=lambda one: one.opening_share, default=_EMPTY)


def choices(plan: Plan, name: str) -> set[Choice]:
    """All that records of a format may be made with."""
    if plan.sampling is None:
        return {Choice(name, "", 0.0)}
    return {
        Choice(name, prompt.version, temperature)
        for prompt in formats()[name].prompts
        for temperature in plan.sampling.temperatures
    }
