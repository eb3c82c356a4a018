"""A language model as a prover: prompts from a template, one request a sample, answers read for their proofs.

The models are those of `factory/models/`, asked through its ledger: what a server was paid for is never asked
for again, what may pass is tried again, and the number of requests in flight is found out.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from pathlib import Path
from typing import Any, TypeVar

from factory.models.asker import Asker, Limits, NoAnswer, Stopped
from factory.models.ledger import Ledger, LedgerError
from factory.models.requests import Message, Model
from factory.models.requests import Request as ModelRequest
from factory.prove.answers import NoProof, read_proof
from factory.prove.interface import Cancelled, ProverError, Request, Sample
from factory.prove.templates import Kind, Template

T = TypeVar("T")


class ModelProver:
    """Asks a model, in an event loop of its own thread.

    `open_model` is called in that loop. `seeded` puts a seed into every request; engines that can only
    generate requests with the same seed together are better off without.
    """

    def __init__(
        self,
        name: str,
        open_model: Callable[[], Model],
        template: Template,
        ledger: Path,
        limits: Limits,
        *,
        temperature: float = 1.0,
        top_p: float = 1.0,
        min_p: float = 0.0,
        lanes: int = 1,
        batch: int = 1,
        seeded: bool = True,
    ) -> None:
        """Raises ProverError where the ledger is in use, and what `open_model` raises."""
        self.name, self.lanes, self.batch = name, lanes, batch
        self._template, self._seeded = template, seeded
        self._temperature, self._top_p, self._min_p = temperature, top_p, min_p
        self._closed = False
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="models", daemon=True).start()

        async def begin() -> tuple[Model, Ledger, Asker]:
            opened = Ledger(ledger)
            try:
                model = open_model()
            except BaseException:
                opened.close()
                raise
            return model, opened, Asker(model, opened, limits)

        try:
            self._model, self._ledger, self._asker = self._submit(begin()).result()
        except LedgerError as error:
            raise ProverError(str(error)) from None

    def generate(self, requests: Sequence[Request], cancelled: Cancelled) -> Iterator[Sample]:
        """The samples of a request together, in their order, as soon as all of them are answered."""
        futures = [self._submit(self._answer(request, cancelled)) for request in requests]
        try:
            for future in as_completed(futures):
                yield from future.result()
        except Stopped as stop:
            raise ProverError(str(stop)) from None
        except NoAnswer as failure:
            raise ProverError(f"{failure}; the same command tries again") from None
        finally:
            for future in futures:
                future.cancel()

    def close(self) -> None:
        """End what is under way, and free the model."""

        async def end() -> None:
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            await self._model.close()
            self._ledger.close()

        if not self._closed:
            self._closed = True
            self._submit(end()).result()
            self._loop.call_soon_threadsafe(self._loop.stop)

    def _submit(self, work: Awaitable[T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)  # type: ignore[arg-type]

    async def _answer(self, request: Request, cancelled: Cancelled) -> list[Sample]:
        places = range(request.first, request.first + request.samples)
        found = await asyncio.gather(*(self._sample(request, index, cancelled) for index in places))
        return [sample for sample in found if sample is not None]

    async def _sample(self, request: Request, index: int, cancelled: Cancelled) -> Sample | None:
        if cancelled(request.id):
            return None
        answer: dict[str, Any] = {"id": request.id, "round": request.round, "index": index}
        try:
            completion = await self._asker.ask(self._model_request(request, index))
        except NoAnswer as failure:
            if not failure.final:
                raise
            return Sample(**answer, proof="", reason=str(failure))
        proof = reason = ""
        try:
            proof = read_proof(completion.text, self._template.opening)
        except NoProof as error:
            reason = str(error)
        tokens, prompt = completion.completion_tokens, completion.prompt_tokens
        return Sample(**answer, proof=proof, reason=reason, tokens=tokens, prompt_tokens=prompt)

    def _model_request(self, request: Request, index: int) -> ModelRequest:
        number = request.seed_of(index)
        goes_on = self._template.kind is Kind.COMPLETION
        talk = [Message("user", self._template.prompt(request))]
        if self._template.system and not goes_on:
            talk.insert(0, Message("system", self._template.system))
        return ModelRequest(
            messages=tuple(talk),
            goes_on=goes_on,
            temperature=self._temperature,
            top_p=self._top_p,
            min_p=self._min_p,
            max_tokens=request.max_tokens,
            stop=tuple(self._template.stop),
            seed=number if self._seeded else None,
            sample=number,
        )
