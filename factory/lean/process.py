"""One confined Lean process: started ahead, given one file on its standard input, watched until it ends.

A process checks one file and is gone, so nothing that a proof does can reach the next batch. Its start-up is
paid before the batch comes: it waits for input with Lean's runtime initialised.
"""

from __future__ import annotations

import os
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
from enum import StrEnum
from pathlib import Path

import msgspec

from factory.lean.claims import Limits
from factory.lean.toolchain import Toolchain

# What a process maps before it does any work: Lean's library, the allocator's reserve, five thread stacks.
# Reserve and stacks are made smaller than Lean's defaults (1 GiB, and 0.5 GiB each), else the limit on the
# address space would have to be so wide that it limits nothing.
_MAPPED_MB = 2048
_STACK_KB = 64 << 10
_RESERVE_KB = 64 << 10
_CHUNK = 1 << 16
_LOOK_S = 0.25  # between two looks at what a process has had of a core
_TICKS = os.sysconf("SC_CLK_TCK")


class Ending(StrEnum):
    """How a process ended."""

    DONE = "done"  # it read its input and exited, with or without errors to report
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASH = "crash"
    KILLED = "killed"  # by someone else: the kernel's out-of-memory killer, or a person
    OUTPUT = "output"


class Ended(msgspec.Struct, frozen=True):
    """What a process left."""

    ending: Ending
    output: bytes  # standard output and error together
    olean: Path | None  # the compiled file, when Lean found no error
    wall_s: float


class _Clock:
    """The time that a process has had: while it could run, that in which it ran; else, that which passed.

    On a busy machine it may wait for a core many times longer than it works, which says nothing of proofs.
    """

    def __init__(self, pid: int) -> None:
        self._folder = Path(f"/proc/{pid}")
        self._looked, self._ran, self._had = time.monotonic(), 0.0, 0.0
        self._ran = self._look()[0]

    def seconds(self) -> float:
        """The time since this was made, as of the last look."""
        passed = time.monotonic() - self._looked
        if passed >= _LOOK_S:
            ran, ready = self._look()
            # That a look comes late is our own waiting.
            self._had += min(passed, ran - self._ran if ready else 2 * _LOOK_S)
            self._looked, self._ran = self._looked + passed, ran
        return self._had

    def _look(self) -> tuple[float, bool]:
        """Its processor seconds so far, and whether a thread of it runs, waits for a core, or for a disk."""
        try:
            total = _fields(self._folder)
            states = [_fields(task)[0] for task in (self._folder / "task").iterdir()]
        except OSError:  # it has ended, or a thread of it, or may not be looked at: then all time counts
            return self._ran, False
        return (int(total[11]) + int(total[12])) / _TICKS, not {"R", "D"}.isdisjoint(states)


def _fields(task: Path) -> list[str]:
    """What Linux says of a process or thread, from its state on: after its name, which may hold anything."""
    return (task / "stat").read_text().rpartition(")")[2].split()


class LeanProcess:
    """A started Lean that waits for its file. Use it once, then `close` it, which removes its scratch folder.

    It dies with the thread that made it (Linux ties the parent-death signal to that thread).
    """

    def __init__(self, toolchain: Toolchain, limits: Limits, launcher: Path, folder: Path) -> None:
        """Start it with a scratch folder inside `folder`."""
        self.limits = limits
        self.scratch = Path(tempfile.mkdtemp(prefix="batch-", dir=folder))
        self._process = subprocess.Popen(
            [*_launch(toolchain, limits, launcher, self.scratch), *_lean_arguments(limits)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        os.set_blocking(self._stdin.fileno(), False)
        os.set_blocking(self._stdout.fileno(), False)
        self._exit = os.pidfd_open(self._process.pid)

    @property
    def pid(self) -> int:
        """The process id, for tests and benchmarks that kill it."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether it still waits or works."""
        return self._process.poll() is None

    def run(self, text: bytes, wall_s: float) -> Ended:
        """Check one file within `wall_s` seconds, not counting those in which it waits for a core."""
        start = time.monotonic()
        output = bytearray()
        ending = self._converse(text, wall_s, output)
        self._kill_session()
        code = self._process.wait()
        if ending is Ending.DONE:
            ending = _ending(code, output)
        olean = self.scratch / "batch.olean"
        left = olean if ending is Ending.DONE and code == 0 and olean.is_file() else None
        return Ended(ending, bytes(output), left, time.monotonic() - start)

    def interrupt(self) -> None:
        """From another thread: make `run` return at once."""
        self._process.kill()

    def _converse(self, text: bytes, wall_s: float, output: bytearray) -> Ending:
        """Write the file, read what is printed, until the process exits or oversteps."""
        pending = memoryview(text)
        clock = _Clock(self._process.pid)
        with selectors.DefaultSelector() as selector:
            selector.register(self._stdin, selectors.EVENT_WRITE)
            selector.register(self._stdout, selectors.EVENT_READ)
            selector.register(self._exit, selectors.EVENT_READ)
            while clock.seconds() < wall_s:
                for key, _ in selector.select(_LOOK_S):
                    if key.fileobj is self._stdin:
                        pending = self._send(pending)
                        if not pending:
                            selector.unregister(self._stdin)
                            self._stdin.close()
                    elif key.fileobj is self._stdout:
                        if not self._receive(output):
                            selector.unregister(self._stdout)
                    else:
                        self._drain(output)
                        return Ending.DONE if len(output) <= self.limits.output_bytes else Ending.OUTPUT
                if len(output) > self.limits.output_bytes:
                    return Ending.OUTPUT
        return Ending.TIMEOUT

    def _send(self, pending: memoryview) -> memoryview:
        try:
            return pending[os.write(self._stdin.fileno(), pending[:_CHUNK]) :]
        except BrokenPipeError:  # it died; its exit will say more
            return pending[:0]

    def _receive(self, output: bytearray) -> bool:
        """Read what is there; false at the end of the stream."""
        try:
            data = os.read(self._stdout.fileno(), _CHUNK)
        except BlockingIOError:
            return True
        output += data
        return bool(data)

    def _drain(self, output: bytearray) -> None:
        while len(output) <= self.limits.output_bytes:
            try:
                data = os.read(self._stdout.fileno(), _CHUNK)
            except BlockingIOError:  # a child of the dead process holds the pipe; it is killed next
                return
            if not data:
                return
            output += data

    def _kill_session(self) -> None:
        # The leader is not reaped yet, so its group id cannot have been given to anyone else.
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self._process.kill()

    def close(self) -> None:
        """Kill it if it lives, and remove its scratch folder."""
        if self._process.returncode is None:
            self._kill_session()
            self._process.wait()
        if not self._stdin.closed:
            self._stdin.close()
        if not self._stdout.closed:
            self._stdout.close()
            os.close(self._exit)
        shutil.rmtree(self.scratch, ignore_errors=True)


def _launch(toolchain: Toolchain, limits: Limits, launcher: Path, scratch: Path) -> list[str]:
    return [
        str(launcher),
        *("--scratch", str(scratch)),
        *("--address-space", str(limits.memory_mb + _MAPPED_MB + toolchain.library_mb)),
        *("--cpu", str(limits.cpu_s)),
        *("--file-size", str(limits.file_mb)),
        *("--open-files", str(limits.open_files)),
        *("--parent", str(os.getpid())),
        *("--env", f"LEAN_PATH={os.pathsep.join(toolchain.search_path)}"),
        *("--env", f"MIMALLOC_ARENA_RESERVE={_RESERVE_KB}"),
        # Two Leans side by side wait for each other while the system clears huge pages for them.
        *("--env", "MIMALLOC_ALLOW_THP=0"),
        "--",
        *toolchain.command,
    ]


def _lean_arguments(limits: Limits) -> list[str]:
    return [
        *("--stdin", "--json", "-j1", f"-s{_STACK_KB}", f"-M{limits.memory_mb}", "-obatch.olean"),
        f"-DmaxHeartbeats={limits.heartbeats}",
        f"-DmaxRecDepth={limits.recursion}",
        "-DautoImplicit=false",
        "-DmaxErrors=0",  # no limit: every claim that is wrong is to be named in one run
        "-DElab.async=false",
        "-Dlinter.all=false",
    ]


def _ending(code: int, output: bytearray) -> Ending:
    """Tell an exit with errors to report from a death. Lean exits with 0 or 1 when it could do its work."""
    if code in (0, 1):
        return Ending.DONE
    if code == -signal.SIGXCPU:
        return Ending.TIMEOUT
    if code == -signal.SIGKILL:
        return Ending.KILLED
    if b"memory" in output[-2000:].lower() or b"bad_alloc" in output[-2000:]:
        return Ending.MEMORY
    return Ending.CRASH
