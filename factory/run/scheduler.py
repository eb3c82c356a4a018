"""The coordinator: gives tasks to workers, records what they did, and tells what happens.

It holds nothing that the ledger and the shards do not hold, so it may be killed at any moment and started
again.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType

from factory.domains import library_of
from factory.lean.modules import BuildFailed
from factory.lean.toolchain import MissingLean, Toolchain, find_toolchain
from factory.recipe import Recipe
from factory.run import events
from factory.run.directory import (
    LEDGER,
    RECIPE,
    check_versions,
    locked,
    prepare,
    remove_scratch,
    remove_unrecorded,
)
from factory.run.errors import Interrupted, RunError
from factory.run.events import OnEvent
from factory.run.ledger import Ledger
from factory.run.plan import Plan
from factory.run.stages import Stage, Task, describe
from factory.run.summary import Summary, summarize
from factory.run.workers import Died, Done, Failed, Job, Pool

# A task that kills so many workers is given up.
MAX_ATTEMPTS = 3
# Workers that die without having been given anything: the installation is broken, not a task.
_MAX_STILLBORN = 5
_POLL_SECONDS = 0.1
_DRAIN_SECONDS = 0.8


def run(
    recipe: Recipe,
    directory: Path | str | None = None,
    *,
    workers: int | None = None,
    lean: str | None = None,
    on_event: OnEvent = events.ignore,
) -> Summary:
    """Make the recipe's dataset in `directory` (default: the recipe's), going on where an earlier run ended.

    `workers` processes are used (default: the recipe's, else one per core); the dataset's bytes do not
    depend on their number. `lean` is what `find_toolchain` takes. Raises RunError where the run cannot go
    on, and Interrupted after Ctrl-C or SIGTERM; in both cases finished work is kept. `Summary.failed` lists
    units that were given up. Workers are spawned: a script that calls this at its top level needs the usual
    `__main__` guard.
    """
    root = Path(directory) if directory is not None else recipe.directory
    size = workers or recipe.run.workers or len(os.sched_getaffinity(0))
    with _stoppable() as stop, ExitStack() as stack:
        try:
            stack.enter_context(locked(root))
            prepare(root, recipe)
            ledger = stack.enter_context(Ledger(root / LEDGER))
            ledger.set_meta(name=recipe.run.name)
            toolchain = None
            if Stage(recipe.run.until) is not Stage.MINE:
                toolchain = _toolchain(lean, recipe, on_event)
            check_versions(ledger, recipe, toolchain.id if toolchain else None)
            plan = Plan(recipe, root, ledger)
            remove_unrecorded(root, ledger.units())
            stop.gently = True
            job = Job(recipe=recipe, root=root, toolchain=toolchain, parent=os.getpid())
            return _Coordinator(job, ledger, plan, on_event, stop).run(size)
        except KeyboardInterrupt:
            raise Interrupted(
                f"stopped; finished work is kept. Go on with: factory run {root / RECIPE}"
            ) from None


class _Stop:
    """Whether the user asked for an end. `gently`: a flag is enough; else KeyboardInterrupt is raised."""

    def __init__(self) -> None:
        self.asked = False
        self.gently = False

    def __call__(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True
        if not self.gently:
            raise KeyboardInterrupt


@contextmanager
def _stoppable() -> Iterator[_Stop]:
    """Answer Ctrl-C and SIGTERM through a _Stop, where this is the main thread (others get no signals)."""
    stop = _Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _toolchain(lean: str | None, recipe: Recipe, tell: OnEvent) -> Toolchain:
    def on_module(module: str, done: int, total: int) -> None:
        tell(events.LeanModule(module=module, number=done + 1, of=total))

    library = library_of(section.domain for section in recipe.mine)
    try:
        return find_toolchain(lean, library=library, on_module=on_module)
    except (MissingLean, BuildFailed) as error:
        raise RunError(str(error)) from error


class _Coordinator:
    """One sitting of a run."""

    def __init__(self, job: Job, ledger: Ledger, plan: Plan, on_event: OnEvent, stop: _Stop) -> None:
        self.job = job
        self.root = job.root
        self.ledger = ledger
        self.plan = plan
        self.tell = on_event
        self.stop = stop
        self.attempts: Counter[tuple[str, str, int]] = Counter()
        self.stillborn = 0
        self.told_exhausted: set[str] = set()

    def run(self, size: int) -> Summary:
        begin = time.monotonic()
        resumed = any(done for done, _ in self.plan.progress().values())
        progress = self.plan.progress()
        self.tell(events.Started(directory=self.root, workers=size, resumed=resumed, progress=progress))
        for unit, damage in self.plan.redone:
            self.tell(events.UnitRedone(unit=unit, damage=damage))
        try:
            if not self.plan.finished:
                self._work(size)
        finally:
            # On a full disk the time is not recorded; the error under way is the one to tell.
            with suppress(RunError):
                earlier = float(self.ledger.meta().get("seconds", "0"))
                self.ledger.set_meta(seconds=f"{earlier + time.monotonic() - begin:.3f}")
        summary = summarize(self.root, self.ledger)
        self.tell(events.Finished(summary=summary))
        return summary

    def _work(self, size: int) -> None:
        pool = Pool(self.job, size)
        try:
            while not self.plan.finished and not self.stop.asked:
                self._assign(pool)
                self._listen(pool, _POLL_SECONDS)
            if self.stop.asked:
                self._drain(pool)
                raise KeyboardInterrupt
        finally:
            pool.close()
            remove_scratch(self.root)
            remove_unrecorded(self.root, self.ledger.units())

    def _assign(self, pool: Pool) -> None:
        for worker in pool.idle():
            task = self.plan.next_task()
            if task is None:
                return
            worker.send(task)

    def _drain(self, pool: Pool) -> None:
        """Record what is finished within a moment; what takes longer is done again next time."""
        deadline = time.monotonic() + _DRAIN_SECONDS
        while pool.busy() and (left := deadline - time.monotonic()) > 0:
            self._listen(pool, left)

    def _listen(self, pool: Pool, seconds: float) -> None:
        for message in pool.wait(seconds):
            match message:
                case Done():
                    self._done(message)
                case Failed(reason=reason, fatal=True):
                    raise RunError(reason)
                case Failed(task=task, reason=reason):
                    self._give_up(task, reason)
                case Died():
                    self._died(message)

    def _done(self, done: Done) -> None:
        self.stillborn = 0
        unit = self.plan.complete(done.task, done.result, done.seconds)
        if unit is None:
            return
        self.tell(events.UnitDone(unit=unit, progress=self.plan.progress()))
        for domain in self.plan.domains.values():
            if domain.exhausted and domain.name not in self.told_exhausted:
                self.told_exhausted.add(domain.name)
                wanted = domain.section.problems
                self.tell(events.Exhausted(domain=domain.name, problems=domain.kept, wanted=wanted))

    def _died(self, died: Died) -> None:
        task = died.task
        if task is None:
            self.stillborn += 1
            if self.stillborn >= _MAX_STILLBORN:
                raise RunError(
                    f"workers end as soon as they start (exit code {died.exit_code}); see what they printed, "
                    "and `factory doctor`"
                )
            self.tell(events.WorkerLost(pid=died.pid, exit_code=died.exit_code, task="", attempt=0))
            return
        key = (task.stage, task.domain, task.unit)
        self.attempts[key] += 1
        attempt = self.attempts[key]
        what = describe(task)
        self.tell(events.WorkerLost(pid=died.pid, exit_code=died.exit_code, task=what, attempt=attempt))
        if attempt < MAX_ATTEMPTS:
            self.plan.release(task)
        else:
            self._give_up(task, f"worker died: {attempt} workers ended at it, the last with {died.exit_code}")

    def _give_up(self, task: Task, reason: str) -> None:
        self.tell(events.UnitFailed(unit=self.plan.fail(task, reason)))
