"""A prover by vLLM's engine in this process: continuous batches, shared prefixes, a seed a request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vllm import LLM, SamplingParams

from factory.prove.answers import NoProof, read_proof
from factory.prove.backends import Options
from factory.prove.interface import Cancelled, ProverError, Request, Sample
from factory.prove.templates import Kind, Template


class VllmProver:
    """All requests of a call go to the engine together, which batches them as it sees fit."""

    name = "vllm"
    lanes = 1

    def __init__(self, options: Options, template: Template) -> None:
        self._options, self._template, self.batch = options, template, 16 * options.batch
        self.reload(options.model)

    def reload(self, model: str) -> None:
        """Start the engine on other weights. Raises ProverError where they cannot be loaded."""
        self.close()
        try:
            self._engine: Any = LLM(model=model, enable_prefix_caching=True, disable_log_stats=True)
        except (OSError, ValueError, RuntimeError) as error:
            raise ProverError(f"vLLM cannot load {model}: {error}") from None

    def generate(self, requests: Sequence[Request], cancelled: Cancelled) -> Iterator[Sample]:
        """Samples once all requests are answered."""
        asked = [request for request in requests if not cancelled(request.id)]
        if not asked:
            return
        parameters = [self._parameters(request) for request in asked]
        if self._template.kind is Kind.CHAT:
            talks = [self._template.messages(request) for request in asked]
            replies = self._engine.chat(talks, parameters, use_tqdm=False)
        else:
            prompts = [self._template.prompt(request) for request in asked]
            replies = self._engine.generate(prompts, parameters, use_tqdm=False)
        for request, reply in zip(asked, replies, strict=True):
            for place, output in enumerate(reply.outputs):
                proof = reason = ""
                try:
                    proof = read_proof(output.text, self._template.opening)
                except NoProof as error:
                    reason = str(error)
                yield Sample(
                    id=request.id,
                    round=request.round,
                    index=request.first + place,
                    proof=proof,
                    reason=reason,
                    tokens=len(output.token_ids),
                    prompt_tokens=len(reply.prompt_token_ids or ()) if place == 0 else 0,
                )

    def close(self) -> None:
        """End the engine."""
        self._engine = None

    def _parameters(self, request: Request) -> Any:
        return SamplingParams(
            n=request.samples,
            max_tokens=request.max_tokens,
            temperature=self._options.temperature,
            top_p=self._options.top_p,
            seed=request.sampling_seed,
            stop=self._template.stop or None,
        )
