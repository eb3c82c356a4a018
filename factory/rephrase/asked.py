"""A rephrasing run with a model: requests in flight over several batches, records written batch by batch."""

from __future__ import annotations

import asyncio
import hashlib
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import msgspec

from factory.models.asker import Asker, Limits, NoAnswer, Stopped
from factory.models.ledger import Ledger
from factory.models.requests import Message, Model, Request
from factory.rephrase.content import Content
from factory.rephrase.documents import Source, batches
from factory.rephrase.faithfulness import faults, score
from factory.rephrase.formats import Format, Prompt, filled, formats, shared
from factory.rephrase.methods import Desk, Draft, drafts
from factory.rephrase.records import SUPPORTED, Plan, Record, Sampling, finished, settle, write
from factory.rephrase.tally import Choice, Outcome, Tally

LEDGER: Final = "requests.sqlite"
BATCH: Final = 100  # documents
# Batches at work at once. What a batch is asked with is decided by the records up to so many before it.
_AHEAD: Final = 4
_LABELS: Final = (SUPPORTED, "contradicted", "unsupported")
_JUDGE_TOKENS: Final = 8


class _Asked(msgspec.Struct):
    """A batch as it comes back: its drafts, and how many documents have requests that failed for now."""

    batch: list[Source]
    drafts: list[Draft]
    records: list[Record]
    unfinished: int


def run_asked(
    plan: Plan,
    out: Path,
    opened: Callable[[], dict[str, Model]],
    limits: Limits,
    *,
    workers: int,
    progress: Callable[[int], None],
    give_up: bool = False,
) -> Outcome:
    """Make the records of a plan with a model in `out`, going on where a run was stopped.

    `opened` makes the models by name, inside the event loop; `progress` gets documents done. With `give_up`
    requests that failed in earlier runs are put away, so that the rest of their batches is written. Raises
    InputError where `out` holds a run of another plan, LedgerError, and what reading the files raises.
    """
    settle(plan, out)
    with Ledger(out / LEDGER) as ledger:
        if give_up:
            ledger.give_up()
        return asyncio.run(_Run(plan, out, ledger, limits, progress).run(opened, workers))


def scored(batch: Sequence[Source], made: Sequence[Draft], plan: Plan) -> list[Record]:
    """The records of drafts, in their order."""
    contents: dict[int, Content] = {}
    records = []
    for draft in made:
        form = formats()[draft.format]
        source = batch[draft.source]
        if draft.source not in contents:
            contents[draft.source] = Content(source.text)
        scores = score(contents[draft.source], draft.text, form)
        found = [draft.fault] if draft.fault else faults(scores, plan.thresholds, form)
        records.append(
            Record(
                source_id=source.id,
                format=draft.format,
                format_version=form.version,
                backend=plan.sampling.model if plan.sampling else "",
                prompt=draft.prompt,
                temperature=draft.temperature,
                variant=draft.variant,
                text=draft.text,
                spans=draft.spans,
                kept=not found,
                faults=found,
                scores=scores,
                licence=source.licence,
            )
        )
    return records


class _Run:
    """One run: asks, scores, judges, writes."""

    def __init__(
        self, plan: Plan, out: Path, ledger: Ledger, limits: Limits, progress: Callable[[int], None]
    ) -> None:
        assert plan.sampling
        self._plan = plan
        self._sampling: Sampling = plan.sampling
        self._out = out
        self._ledger = ledger
        self._limits = limits
        self._progress = progress
        self._tally = Tally(plan)
        self._unfinished = 0

    async def run(self, opened: Callable[[], dict[str, Model]], workers: int) -> Outcome:
        models = opened()
        self._asker = Asker(models[self._sampling.model], self._ledger, self._limits)
        judge = models.get(self._sampling.judge)
        self._judge = Asker(judge, self._ledger, self._limits) if judge else None
        self._pool: Executor = (
            ProcessPoolExecutor(workers, get_context("spawn")) if workers > 1 else ThreadPoolExecutor(1)
        )
        collapsed = stopped = None
        try:
            collapsed = await self._batches()
        except Stopped as reason:
            stopped = reason
        finally:
            self._pool.shutdown(cancel_futures=True)
            for model in models.values():
                await model.close()
        return msgspec.structs.replace(
            self._tally.outcome(collapsed),
            unfinished=self._unfinished,
            stopped=str(stopped) if stopped else None,
            broken=stopped is not None and stopped.broken,
            requests=self._ledger.counts(),
            tokens=self._ledger.prompt_tokens + self._ledger.completion_tokens,
        )

    async def _batches(self) -> str | None:
        """All batches in order; says which format has collapsed for good. Raises Stopped."""
        todo = enumerate(
            batches(map(Path, self._plan.inputs), self._plan.column, BATCH, licence=self._plan.licence)
        )
        working: deque[tuple[int, int, asyncio.Task[_Asked] | list[Record]]] = deque()
        try:
            while True:
                while len(working) < _AHEAD and (following := next(todo, None)):
                    working.append(self._start(*following))
                if not working:
                    return None
                if collapsed := await self._end(*working.popleft()):
                    return collapsed
        finally:
            # What is in flight is waited for, so that it is written down, and nothing more is asked.
            for asker in filter(None, (self._asker, self._judge)):
                asker.stop("the run ends")
            tasks = [work for _, _, work in working if isinstance(work, asyncio.Task)]
            await asyncio.gather(*tasks, return_exceptions=True)

    def _start(
        self, number: int, batch: list[Source]
    ) -> tuple[int, int, asyncio.Task[_Asked] | list[Record]]:
        known = finished(self._out, number)
        if known is not None:
            return number, len(batch), known
        retired = self._retired(number)
        return number, len(batch), asyncio.get_running_loop().create_task(self._ask(batch, retired))

    async def _end(
        self, number: int, documents: int, work: asyncio.Task[_Asked] | list[Record]
    ) -> str | None:
        if isinstance(work, list):
            records = work
        else:
            asked = await work
            records = asked.records
            self._ledger.filter(
                (draft.keys[-1], record.faults[0])
                for draft, record in zip(asked.drafts, records, strict=True)
                if record.faults and draft.keys
            )
            self._unfinished += asked.unfinished
            if not asked.unfinished:
                write(self._out, number, records)
        collapsed = self._tally.add(documents, records)
        self._progress(documents)
        return collapsed

    def _retired(self, number: int) -> frozenset[Choice]:
        """The prompts that a batch is not asked with; written down, so that the next run asks the same."""
        name = f"retired {number}"
        noted = self._ledger.note(name)
        if noted is None:
            noted = msgspec.json.encode(sorted(self._tally.retired))
            self._ledger.write_note(name, noted)
        return frozenset(
            Choice(*one) for one in msgspec.json.decode(noted, type=list[tuple[str, str, float]])
        )

    async def _ask(self, batch: list[Source], retired: frozenset[Choice]) -> _Asked:
        """The records of a batch, and how many documents failed for now. Raises Stopped."""
        desks = [
            (source, self._desk(place, source, formats()[name], retired))
            for place, source in enumerate(batch)
            for name in self._plan.formats
        ]
        answers = await asyncio.gather(
            *(drafts(desk, source) for source, desk in desks), return_exceptions=True
        )
        made: list[Draft] = []
        failed: set[str] = set()
        for (source, desk), answer in zip(desks, answers, strict=True):
            if isinstance(answer, NoAnswer):
                if not answer.final:
                    failed.add(source.id)
                made.append(desk.draft(f"no answer: {answer}"))
            elif isinstance(answer, BaseException):
                raise answer
            else:
                made += answer
        loop = asyncio.get_running_loop()
        records = await loop.run_in_executor(self._pool, scored, batch, made, self._plan)
        if self._judge:
            judged = [
                self._judged(self._judge, batch[draft.source], record, failed)
                for draft, record in zip(made, records, strict=True)
            ]
            records = []
            for one in await asyncio.gather(*judged, return_exceptions=True):
                if isinstance(one, BaseException):
                    raise one
                records.append(one)
        return _Asked(batch, made, records, len(failed))

    def _desk(self, place: int, source: Source, form: Format, retired: frozenset[Choice]) -> Desk:
        """With a prompt that the document's id draws from those that have not collapsed."""
        for temperature in self._sampling.temperatures:
            alive = [p for p in form.prompts if Choice(form.name, p.version, temperature) not in retired]
            if alive:
                drawn = _drawn(source.id, form, alive)
                return Desk(self._asker, self._sampling, place, form, drawn, temperature)
        # All have collapsed; the run stops as soon as it sees it.
        return Desk(
            self._asker, self._sampling, place, form, form.prompts[0], self._sampling.temperatures[-1]
        )

    async def _judged(self, judge: Asker, source: Source, record: Record, failed: set[str]) -> Record:
        """A kept record with the judge's label; refused where it is not the first of the three."""
        if not record.kept:
            return record
        common = shared()
        document = filled(common.document, text=source.text)
        asked = filled(common.judge.ask, document=document, record=record.text)
        request = Request(messages=(Message("user", asked),), temperature=0.0, max_tokens=_JUDGE_TOKENS)
        try:
            words = (await judge.ask(request)).text.lower().replace("*", " ").replace(".", " ").split()
        except NoAnswer as error:
            if not error.final:
                failed.add(source.id)
            return _refused(record, "", f"the judge gave no answer: {error}")
        label = next((word for word in words if word in _LABELS), "")
        if label == SUPPORTED:
            return msgspec.structs.replace(record, judged=label)
        return _refused(
            record, label, f"the judge says {label}" if label else "the judge's answer has no label"
        )


def _refused(record: Record, label: str, fault: str) -> Record:
    return msgspec.structs.replace(record, judged=label, kept=False, faults=[fault])


def _drawn(source_id: str, form: Format, prompts: list[Prompt]) -> Prompt:
    digest = hashlib.blake2b(f"{source_id}\0{form.name}".encode(), digest_size=8).digest()
    return prompts[int.from_bytes(digest) % len(prompts)]
