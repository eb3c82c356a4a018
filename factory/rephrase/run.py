"""A rephrasing run without a model: documents in, checked records out; what is finished is not made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from factory.rephrase.content import Content
from factory.rephrase.documents import Source, batches
from factory.rephrase.faithfulness import faults, score
from factory.rephrase.formats import formats
from factory.rephrase.records import SHARD, Plan, Record, finished, settle, write
from factory.rephrase.sentences import sentences
from factory.rephrase.tally import Outcome, Tally
from factory.rephrase.template import NAME, rephrase


def run(plan: Plan, out: Path, workers: int, progress: Callable[[int], None]) -> Outcome:
    """Make the records of a plan in `out`, going on where a run was stopped; `progress` gets documents done.

    Raises InputError where `out` holds a run of another plan, and what reading the files raises.
    """
    settle(plan, out)
    tally = Tally(plan)
    with ExitStack() as stack:
        pool = (
            stack.enter_context(ProcessPoolExecutor(workers, get_context("spawn"))) if workers > 1 else None
        )
        for number, (documents, records) in enumerate(_made(plan, out, pool, workers)):
            if not (out / SHARD.format(number)).exists():
                write(out, number, records)
            collapsed = tally.add(documents, records)
            progress(documents)
            if collapsed:
                if pool:
                    pool.shutdown(cancel_futures=True)
                return tally.outcome(collapsed)
    return tally.outcome(None)


def rephrased(batch: Sequence[Source], plan: Plan) -> list[Record]:
    """The records of some documents, in the order of the documents and of the plan's formats."""
    records = []
    for source in batch:
        told, content = sentences(source.text), Content(source.text)
        for name in plan.formats:
            form = formats()[name]
            text = rephrase(told, name)
            if text is None:
                continue
            scores = score(content, text, form)
            found = faults(scores, plan.thresholds, form)
            records.append(
                Record(
                    source_id=source.id,
                    format=name,
                    format_version=form.version,
                    backend=NAME,
                    text=text,
                    kept=not found,
                    faults=found,
                    scores=scores,
                    licence=source.licence,
                )
            )
    return records


def _made(
    plan: Plan, out: Path, pool: ProcessPoolExecutor | None, workers: int
) -> Iterator[tuple[int, list[Record]]]:
    """Batch by batch how many documents, and their records: read where there is a shard, else made."""
    todo = enumerate(batches(map(Path, plan.inputs), plan.column, licence=plan.licence))
    if pool is None:
        for number, batch in todo:
            known = finished(out, number)
            yield len(batch), rephrased(batch, plan) if known is None else known
        return
    waiting: list[tuple[int, Future[list[Record]] | list[Record]]] = []
    while True:
        for number, batch in islice(todo, 2 * workers + 1 - len(waiting)):
            known = finished(out, number)
            waiting.append((len(batch), pool.submit(rephrased, batch, plan) if known is None else known))
        if not waiting:
            return
        documents, result = waiting.pop(0)
        yield documents, result.result() if isinstance(result, Future) else result
