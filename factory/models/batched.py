"""Turns an engine that answers lists of requests into a model that answers single ones, in batches."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Protocol

from factory.models.requests import Completion, ModelError, Request, Transient


class Engine(Protocol):
    """A model in this process."""

    name: str

    def generate(self, requests: list[Request]) -> list[Completion | ModelError]:
        """Answers in the order of the requests; an error stands in the place of its request."""

    def close(self) -> None:
        """Free the weights."""


class Batched:
    """Gathers what is asked while a batch is at work into the next batch, at most `size` requests."""

    def __init__(self, engine: Engine, size: int = 64) -> None:
        self.name = engine.name
        self._engine = engine
        self._size = size
        self._waiting: asyncio.Queue[tuple[Request, asyncio.Future[Completion]]] = asyncio.Queue()
        self._thread = ThreadPoolExecutor(1)  # an engine is not asked twice at once
        self._worker: asyncio.Task[None] | None = None

    async def complete(self, request: Request) -> Completion:
        """Answer a request with the others of its batch; raises ModelError."""
        loop = asyncio.get_running_loop()
        if self._worker is None:
            self._worker = loop.create_task(self._work())
        answer: asyncio.Future[Completion] = loop.create_future()
        self._waiting.put_nowait((request, answer))
        return await answer

    async def close(self) -> None:
        """Stop after the batch at work."""
        if self._worker:
            self._worker.cancel()
            with suppress(asyncio.CancelledError):
                await self._worker
        self._thread.shutdown()
        self._engine.close()

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            batch = [await self._waiting.get()]
            await asyncio.sleep(0)  # so that all who are about to ask have asked
            while len(batch) < self._size and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            requests = [request for request, _ in batch]
            try:
                results = await loop.run_in_executor(self._thread, self._engine.generate, requests)
            except Exception as error:  # an engine may fail in any way; its requests must not wait for ever
                results = [Transient(f"{type(error).__name__}: {error}")] * len(batch)
            for (_, answer), result in zip(batch, results, strict=True):
                if answer.done():
                    continue
                if isinstance(result, ModelError):
                    answer.set_exception(result)
                else:
                    answer.set_result(result)
