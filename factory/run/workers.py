"""Worker processes: each does one task at a time, and none outlives the coordinator.

A worker is spawned, not forked, so that it shares nothing with the coordinator but one pipe. It writes its
shards itself and answers with what the ledger needs. It may be killed at any moment: a shard is whole or
not there.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

import msgspec
from multiprocess import get_context
from multiprocess.connection import Connection, wait

from factory.domains import Domain, load_domain
from factory.lean.modules import BuildFailed
from factory.lean.toolchain import MissingLean, Toolchain
from factory.recipe import Mine, Recipe
from factory.run import stages
from factory.run.directory import SCRATCH
from factory.run.errors import from_os_error
from factory.run.shards import ShardError
from factory.run.stages import Result, Stage, Task, describe

_PR_SET_PDEATHSIG = 1


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What every worker of a run needs to know."""

    recipe: Recipe
    root: Path
    toolchain: Toolchain | None  # None where nothing is verified
    parent: int  # the coordinator's process id


class Done(msgspec.Struct, frozen=True):
    """A task was done, in so many seconds."""

    task: Task
    result: Result
    seconds: float


class Failed(msgspec.Struct, frozen=True):
    """A task cannot be done. `fatal`: nor can any other, as the disk is full, or Lean missing."""

    task: Task
    reason: str
    fatal: bool


class Died(msgspec.Struct, frozen=True):
    """A worker process ended on its own or was killed; `task` is what it was at."""

    pid: int
    exit_code: int
    task: Task | None


class Worker:
    """The coordinator's end of one worker process."""

    def __init__(self, job: Job, number: int) -> None:
        self.scratch = job.root / SCRATCH / f"worker-{number}"
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        arguments = (theirs, job, self.scratch)
        self.process = context.Process(target=_serve, args=arguments, daemon=True, name=f"worker-{number}")
        self.process.start()
        theirs.close()
        self.task: Task | None = None

    def send(self, task: Task) -> None:
        """Give an idle worker a task. A worker that has just died is noticed later, by `Pool.wait`."""
        self.task = task
        try:
            self.connection.send(task)
        except OSError:
            return

    def kill(self) -> None:
        """End the process at once, and remove what it had in its scratch directory."""
        self.process.kill()
        self.process.join()
        self.connection.close()
        shutil.rmtree(self.scratch, ignore_errors=True)


class Pool:
    """A fixed number of workers; one that dies is replaced."""

    def __init__(self, job: Job, size: int) -> None:
        self.job = job
        self.started = 0
        self.workers: list[Worker] = []
        for _ in range(size):
            self._start()

    def _start(self) -> None:
        self.workers.append(Worker(self.job, self.started))
        self.started += 1

    def idle(self) -> list[Worker]:
        """The workers that have nothing to do."""
        return [worker for worker in self.workers if worker.task is None]

    def busy(self) -> list[Worker]:
        """The workers that are at a task."""
        return [worker for worker in self.workers if worker.task is not None]

    def wait(self, seconds: float) -> list[Done | Failed | Died]:
        """What happened within the next `seconds`; returns as soon as anything did."""
        by_connection = {worker.connection: worker for worker in self.workers}
        messages: list[Done | Failed | Died] = []
        for connection in wait(list(by_connection), seconds):
            worker = by_connection[connection]
            # A worker's last answer may still be in the pipe when it is dead; after it comes the end of file.
            try:
                messages.append(worker.connection.recv())
                worker.task = None
            except (EOFError, OSError):
                messages.append(self._bury(worker))
        return messages

    def _bury(self, worker: Worker) -> Died:
        pid, task = worker.process.pid, worker.task
        worker.kill()
        code = worker.process.exitcode
        self.workers.remove(worker)
        self._start()
        return Died(pid or 0, code if code is not None else 0, task)

    def close(self) -> None:
        """End all workers. Those that are at a task lose it: what they recorded so far is whole."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.kill()


def _serve(connection: Connection, job: Job, scratch: Path) -> None:
    """A worker's whole life."""
    die_with(job.parent)
    # Ctrl-C reaches every process of the terminal; only the coordinator answers it, and ends the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    scratch.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(scratch)
    with ExitStack() as stack:
        bench = _Bench(job, stack)
        while True:
            try:
                task = connection.recv()
            except EOFError:
                return
            connection.send(bench.do(task))


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def die_with(parent: int) -> None:
    """Have the kernel kill this process when the coordinator ends, however it ends (prctl(2))."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the request was made
        os._exit(1)


class _Bench:
    """What a worker keeps between tasks: its domains and its verifier, made when first needed."""

    def __init__(self, job: Job, stack: ExitStack) -> None:
        self.job = job
        self.stack = stack
        self.sections: dict[str, Mine] = {section.domain: section for section in job.recipe.mine}
        self.domains: dict[str, Domain] = {}
        self.checker: stages.Checker | None = None

    def do(self, task: Task) -> Done | Failed:
        start = time.perf_counter()
        try:
            result = self._dispatch(task)
        except OSError as error:
            return Failed(task, str(from_os_error(error, f"working on {describe(task)}")), fatal=True)
        except ShardError as error:
            # It was whole when it was recorded; when the run goes on, it is found damaged and made again.
            return Failed(task, f"a shard was damaged during the run: {error}. Run again", fatal=True)
        except (MissingLean, BuildFailed) as error:
            return Failed(task, str(error), fatal=True)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(where.filename).name}:{where.lineno}"
            return Failed(task, f"{type(error).__name__}: {error} ({place})", fatal=False)
        return Done(task, result, time.perf_counter() - start)

    def _dispatch(self, task: Task) -> Result:
        root, recipe = self.job.root, self.job.recipe
        if task.stage is Stage.DATASET:
            return stages.dataset(root, recipe, task)
        section = self.sections[task.domain]
        match task.stage:
            case Stage.MINE:
                return stages.mine(root, recipe, section, self._domain(task.domain), task)
            case Stage.PROVE:
                return stages.prove(root, section, self._domain(task.domain), task)
            case Stage.VERIFY:
                return stages.verify(root, recipe, self._verifier(), task)
            case Stage.WRITE:
                return stages.write(root, recipe, section, self._domain(task.domain), task)
        raise ValueError(f"{task.stage} is not a worker's task")

    def _domain(self, name: str) -> Domain:
        if name not in self.domains:
            self.domains[name] = load_domain(name)
        return self.domains[name]

    def _verifier(self) -> stages.Checker:
        if self.checker is None:
            # Imported here, as a worker that only mines or writes does without Lean.
            from factory.lean.verifier import Verifier  # noqa: PLC0415

            verify = self.job.recipe.verify
            self.checker = self.stack.enter_context(
                Verifier(self.job.toolchain, workers=1, limits=verify.limits, axioms=frozenset(verify.axioms))
            )
        return self.checker
