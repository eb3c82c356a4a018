"""A pool of Lean processes: worker threads that each keep one started process waiting ahead of the next
batch.

A worker's thread starts all its processes and lives as long as the pool, because a child's parent-death
signal is tied to the thread that made it: when the owner of the pool is killed, so is every Lean. Python only
waits here; the work is done by the children, so threads scale to as many cores as there are workers.
"""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from factory.lean.claims import Limits
from factory.lean.process import Ended, LeanProcess
from factory.lean.toolchain import Toolchain, launcher_path

T = TypeVar("T")


class PoolClosed(RuntimeError):
    """The pool was closed while the work was under way."""


class Worker:
    """One thread's processes: at most one at work, and one that waits."""

    def __init__(self, toolchain: Toolchain, limits: Limits, launcher: Path, folder: Path) -> None:
        self._toolchain, self._limits, self._launcher, self._folder = toolchain, limits, launcher, folder
        self._waiting: LeanProcess | None = None
        self._working: LeanProcess | None = None
        self._closing = False

    @property
    def pids(self) -> list[int]:
        """The process ids of its Leans."""
        return [process.pid for process in (self._working, self._waiting) if process is not None]

    def prepare(self) -> None:
        """See to it that a living process waits for the next batch. For the worker's own thread only."""
        if self._waiting is not None and not self._waiting.alive():
            self._waiting.close()
            self._waiting = None
        if self._waiting is None:
            self._waiting = LeanProcess(self._toolchain, self._limits, self._launcher, self._folder)

    def run(self, text: bytes, read: Callable[[Ended], T], patience: float = 1.0) -> T:
        """Check one file; `read` looks at what the process left before its scratch folder is removed.

        `patience` times the limit's wall seconds are waited.
        """
        self.prepare()
        process, self._waiting = self._waiting, None
        assert process is not None
        self._working = process
        try:
            self.prepare()
            if self._closing:
                raise PoolClosed
            ended = process.run(text, self._limits.wall_s * patience)
            if self._closing:
                raise PoolClosed
            return read(ended)
        finally:
            self._working = None
            process.close()

    def interrupt(self) -> None:
        """From another thread: end what runs now, and let nothing else run."""
        self._closing = True
        working = self._working
        if working is not None:
            working.interrupt()

    def close(self) -> None:
        """From its own thread: end the waiting process."""
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None


class Pool:
    """`workers` threads that run jobs in the order of their submission."""

    def __init__(self, toolchain: Toolchain, limits: Limits, workers: int) -> None:
        if workers < 1:
            raise ValueError(f"a pool needs at least one worker, not {workers}")
        launcher = launcher_path()
        self._folder = tempfile.TemporaryDirectory(prefix="factory-lean-", ignore_cleanup_errors=True)
        self._jobs: SimpleQueue[tuple[Future[Any], Callable[[Worker], Any]] | None] = SimpleQueue()
        self._closed = False
        self._lock = threading.Lock()
        self.workers = [Worker(toolchain, limits, launcher, Path(self._folder.name)) for _ in range(workers)]
        self._threads = [
            threading.Thread(target=self._work, args=(worker,), name=f"lean-{index}", daemon=True)
            for index, worker in enumerate(self.workers)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Callable[[Worker], T]) -> Future[T]:
        """Run `job` on the next free worker; raises PoolClosed."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise PoolClosed("this pool of Lean processes has been closed")
            self._jobs.put((future, job))
        return future

    def _work(self, worker: Worker) -> None:
        with contextlib.suppress(OSError):  # the first job will meet the same error, and report it
            worker.prepare()
        while (task := self._jobs.get()) is not None:
            future, job = task
            if self._closed or not future.set_running_or_notify_cancel():
                future.cancel()
                continue
            try:
                future.set_result(job(worker))
            except BaseException as error:  # handed on to whoever waits for the job
                future.set_exception(error)
        worker.close()

    def close(self) -> None:
        """End all processes and threads; work under way ends with PoolClosed."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        for worker in self.workers:
            worker.interrupt()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._folder.cleanup()
