"""One engine's process, seen from its parent: started, talked to, ended with all that it started itself."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from multiprocessing import connection
from typing import Final

import msgspec

from factory.models.engine_process import Failed, FromEngine, Start, ToEngine, encode

_GRACE: Final = 5.0  # seconds
_TOLD: Final = 600  # characters of the engine's last words

_read: Final = msgspec.msgpack.Decoder(FromEngine).decode


class EngineFailed(OSError):
    """The engine cannot be started, or cannot load the weights; the message says why."""


class Child:
    """A process with its weights loaded."""

    def __init__(self, start: Start) -> None:
        """Waits for the weights; raises EngineFailed, ModuleNotFoundError where a package is missing."""
        self._line, theirs = connection.Pipe()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "factory.models.engine_process", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                start_new_session=True,  # Ctrl-C is for the parent
            )
        finally:
            theirs.close()
        self.pid = self._process.pid
        self._life = os.pidfd_open(self.pid)
        self.send(start)
        try:
            first = self.receive()
        except EOFError:
            first = Failed(f"the engine ended with status {self._process.wait()}: {self.last_words()}")
        if isinstance(first, Failed):
            self.end()
            if first.missing:
                raise ModuleNotFoundError(first.message, name=first.missing)
            raise EngineFailed(first.message)

    def send(self, frame: ToEngine) -> None:
        """Say something to the engine; a dead one does not hear it."""
        with contextlib.suppress(OSError):
            self._line.send_bytes(encode(frame))

    def receive(self) -> FromEngine:
        """The engine's next word; raises EOFError where it is dead and has said all."""
        # A process that outlives the engine may hold the line open, so the engine's life is watched too.
        if self._line not in connection.wait([self._line, self._life]):
            raise EOFError
        try:
            frame: FromEngine = _read(self._line.recv_bytes())
        except OSError:
            raise EOFError from None
        return frame

    def last_words(self) -> str:
        """The end of what the engine printed."""
        size = self._log.seek(0, os.SEEK_END)
        self._log.seek(max(0, size - _TOLD))
        return self._log.read().decode(errors="replace").strip() or "it printed nothing"

    def kill(self) -> None:
        """End the process and those that it started, which may first put shared memory away."""
        deadline = time.monotonic() + _GRACE
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGTERM)
            while time.monotonic() < deadline:
                self._process.poll()
                os.killpg(self.pid, 0)
                time.sleep(0.01)
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def end(self) -> None:
        """End the process and free what it held here; call it once, when nobody waits in `receive`."""
        self.kill()
        os.close(self._life)
        self._line.close()
        self._log.close()
