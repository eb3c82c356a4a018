"""The process in which a local model runs: takes requests from its parent, sends answers as they come."""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pkgutil import resolve_name
from typing import Any, Final, Protocol

import msgspec

from factory.models.requests import Completion, Refused, Request

_GATHER: Final = 0.005  # seconds in which an idle engine waits for others to ask
_GRACE: Final = 10.0  # seconds in which a step may end after the parent has gone


class Engine(Protocol):
    """A model in this process. Whatever a method raises, but for what is named here, ends the process."""

    def add(self, number: int, request: Request) -> None:
        """Take a request; raises Refused where it can never be answered."""

    def step(self) -> Iterable[tuple[int, Completion]]:
        """Work on what was taken for a while; the answers that are finished, by their numbers."""

    @property
    def busy(self) -> bool:
        """Whether some request that was taken is not answered yet."""

    def load(self, path: str) -> None:
        """Put other weights of the same shape in the place of these; raises OSError, ValueError."""


class Start(msgspec.Struct, frozen=True, tag=True):
    """Which engine, e.g. "module:Class", and the arguments with which it is made."""

    engine: str
    model: str
    settings: dict[str, Any]


class Ask(msgspec.Struct, frozen=True, tag=True):
    """A request and its number."""

    number: int
    request: Request


class Load(msgspec.Struct, frozen=True, tag=True):
    """Change the weights, after what was asked before."""

    path: str


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The weights are loaded."""


class Failed(msgspec.Struct, frozen=True, tag=True):
    """They are not; `missing` names a package that is not installed."""

    message: str
    missing: str = ""


class Answer(msgspec.Struct, frozen=True, tag=True):
    """The answer to a request, or why there will be none."""

    number: int
    completion: Completion | None = None
    refused: str = ""


ToEngine = Start | Ask | Load
FromEngine = Ready | Failed | Answer

encode: Final = msgspec.msgpack.Encoder().encode
_read: Final = msgspec.msgpack.Decoder(ToEngine).decode


def main(descriptor: int) -> None:
    """Serve the parent at the other end of a socket until it closes that."""
    os.set_inheritable(descriptor, False)  # a process that the engine starts must not keep it open
    parent = Connection(descriptor)
    start = _read(parent.recv_bytes())
    assert isinstance(start, Start)
    try:
        engine: Engine = resolve_name(start.engine)(start.model, **start.settings)
    except Exception as error:  # whatever it is, the parent must be told
        traceback.print_exc()
        missing = error.name or "" if isinstance(error, ModuleNotFoundError) else ""
        parent.send_bytes(encode(Failed(f"{type(error).__name__}: {error}", missing)))
        sys.exit(1)
    parent.send_bytes(encode(Ready()))
    asked: queue.SimpleQueue[ToEngine | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(parent, asked), daemon=True).start()
    _serve(engine, parent, asked)


def _listen(parent: Connection, asked: queue.SimpleQueue[ToEngine | None]) -> None:
    try:
        while True:
            asked.put(_read(parent.recv_bytes()))
    except (EOFError, OSError):
        asked.put(None)
        time.sleep(_GRACE)
        os._exit(1)


def _serve(engine: Engine, parent: Connection, asked: queue.SimpleQueue[ToEngine | None]) -> None:
    while True:
        for frame in _arrived(asked, wait=not engine.busy):
            if frame is None:
                return
            _take(engine, parent, frame)
        if engine.busy:
            _step(engine, parent)


def _arrived(asked: queue.SimpleQueue[ToEngine | None], *, wait: bool) -> list[ToEngine | None]:
    """What was asked meanwhile; to `wait` is for the first to come, and a moment for what comes with it."""
    frames = [asked.get()] if wait else []
    with contextlib.suppress(queue.Empty):
        while True:
            frames.append(asked.get(timeout=_GATHER) if wait else asked.get_nowait())
    return frames


def _take(engine: Engine, parent: Connection, frame: ToEngine) -> None:
    if isinstance(frame, Ask):
        try:
            engine.add(frame.number, frame.request)
        except Refused as error:
            parent.send_bytes(encode(Answer(frame.number, refused=str(error))))
    elif isinstance(frame, Load):
        while engine.busy:
            _step(engine, parent)
        try:
            engine.load(frame.path)
        except (OSError, ValueError) as error:
            parent.send_bytes(encode(Failed(str(error))))
        else:
            parent.send_bytes(encode(Ready()))


def _step(engine: Engine, parent: Connection) -> None:
    for number, completion in engine.step():
        parent.send_bytes(encode(Answer(number, completion)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
