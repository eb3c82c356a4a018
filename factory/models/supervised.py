"""A local model in a process of its own, which is started again when it dies; what was asked is asked again.

A request of which the engine dies is found out: what was in flight at two deaths is asked alone, and refused
if the engine dies of it again.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from concurrent.futures import Future
from typing import Any, Final

from factory.models.child import Child, EngineFailed
from factory.models.engine_process import Answer, Ask, Load, Ready, Start
from factory.models.requests import Completion, ModelError, Refused, Request, Unusable

_SUSPECT: Final = 2  # deaths of the engine, after which a request that was in flight is asked alone


class _Asked:
    """A request that is not answered yet."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.answer: Future[Completion] = Future()
        self.deaths = 0  # of the engine, while it had the request

    def end(self, result: Completion | ModelError) -> None:
        if self.answer.set_running_or_notify_cancel():
            if isinstance(result, ModelError):
                self.answer.set_exception(result)
            else:
                self.answer.set_result(result)


class Supervised:
    """The weights at `path`, run by `engine` ("module:Class", an `engine_process.Engine`) with `settings`."""

    def __init__(self, engine: str, path: str, *, name: str = "", **settings: Any) -> None:
        """Waits until the weights are loaded; raises EngineFailed, ModuleNotFoundError."""
        self.name = name or path
        self.deaths = 0  # of the engine
        self._engine, self._path, self._settings = engine, path, settings
        self._lock = threading.Lock()  # for what follows
        self._asked: dict[int, _Asked] = {}
        self._unsent: deque[int] = deque()
        self._suspects: deque[int] = deque()
        self._in_flight: set[int] = set()
        self._alone: int | None = None  # the suspect in flight
        self._next = 0
        self._loading: Future[None] | None = None
        self._broken = ""
        self._closed = False
        self._child: Child | None = Child(self._start())
        self._keeper = threading.Thread(target=self._keep, args=(self._child,), daemon=True)
        self._keeper.start()

    @property
    def pid(self) -> int | None:
        """The engine's process; None while there is none."""
        child = self._child
        return child.pid if child else None

    async def complete(self, request: Request) -> Completion:
        """Answer a request with whatever else is in flight; raises Refused, Unusable."""
        asked = _Asked(request)
        with self._lock:
            if self._broken:
                raise Unusable(self._broken)
            self._asked[self._next] = asked
            self._unsent.append(self._next)
            self._next += 1
            self._send_waiting()
        return await asyncio.wrap_future(asked.answer)

    async def load(self, path: str) -> None:
        """Put the weights at `path`, of the same shape, in the place of these, while nothing is asked.

        The model has the name `path` from then on. Raises EngineFailed, and keeps the old weights.
        """
        with self._lock:
            if self._asked or self._child is None:
                raise EngineFailed("weights are changed while nothing is asked and the engine runs")
            loaded: Future[None] = Future()
            self._loading = loaded
            self._child.send(Load(path))
        await asyncio.wrap_future(loaded)
        self.name = self._path = path

    async def close(self) -> None:
        """End the engine; what is in flight is given up."""
        with self._lock:
            self._closed = True
            if self._child:
                self._child.kill()
        await asyncio.to_thread(self._keeper.join)
        for asked in self._asked.values():
            asked.answer.cancel()

    def _start(self) -> Start:
        return Start(self._engine, self._path, self._settings)

    def _keep(self, child: Child | None) -> None:
        """Hand out answers, and start the engine again when it has died."""
        while child is not None:
            try:
                frame = child.receive()
            except EOFError:
                child = self._again(child)
                continue
            with self._lock:
                if isinstance(frame, Answer):
                    self._in_flight.discard(frame.number)
                    if self._alone == frame.number:
                        self._alone = None
                    self._asked.pop(frame.number).end(frame.completion or Refused(frame.refused))
                    self._send_waiting()
                else:
                    self._loaded("" if isinstance(frame, Ready) else frame.message)

    def _again(self, dead: Child) -> Child | None:
        """Another engine, which is asked what the dead one left unanswered; None where it is over."""
        with self._lock:
            self._child = None
            words = dead.last_words()
            dead.end()
            if self._closed:
                return None
            self.deaths += 1
            self._blame(words)
            self._loaded(f"the engine died: {words}")
        try:
            child = Child(self._start())
        except (OSError, ModuleNotFoundError) as error:
            with self._lock:
                self._broken = f"the engine died and cannot be started again: {error}"
                for asked in self._asked.values():
                    asked.end(Unusable(self._broken))
                self._asked.clear()
            return None
        with self._lock:
            if self._closed:
                child.end()
                return None
            self._child = child
            self._send_waiting()
        return child

    def _loaded(self, fault: str) -> None:
        loading, self._loading = self._loading, None
        if loading and loading.set_running_or_notify_cancel():
            if fault:
                loading.set_exception(EngineFailed(fault))
            else:
                loading.set_result(None)

    def _send_waiting(self) -> None:
        """Send what may be sent now: a suspect when nothing else is in flight, or all."""
        while self._child and self._alone is None and not (self._suspects and self._in_flight):
            queue = self._suspects or self._unsent
            if not queue:
                return
            number = queue.popleft()
            if self._asked[number].answer.cancelled():
                del self._asked[number]
                continue
            self._alone = number if queue is self._suspects else None
            self._in_flight.add(number)
            self._child.send(Ask(number, self._asked[number].request))

    def _blame(self, words: str) -> None:
        """Refuse the request that was alone with the engine, or count its death for all that it had."""
        if self._alone is not None:
            self._asked.pop(self._alone).end(Refused(f"the engine dies of it: {words}"))
            for asked in self._asked.values():
                asked.deaths = min(asked.deaths, _SUSPECT - 1)
        else:
            for number in self._in_flight:
                self._asked[number].deaths += 1
        self._alone = None
        self._in_flight.clear()
        waiting = sorted(self._asked)
        self._suspects = deque(number for number in waiting if self._asked[number].deaths >= _SUSPECT)
        self._unsent = deque(number for number in waiting if self._asked[number].deaths < _SUSPECT)
