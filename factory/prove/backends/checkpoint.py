"""A prover on this machine: any causal language model that transformers loads, on processor or GPU."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig

from factory.prove.answers import NoProof, read_proof
from factory.prove.backends import Options
from factory.prove.interface import Cancelled, ProverError, Request, Sample
from factory.prove.templates import Kind, Template


class CheckpointProver:
    """Answers in batches of `batch` samples; requests with prompts of like length go together."""

    name = "transformers"
    lanes = 1

    def __init__(self, options: Options, template: Template) -> None:
        self._options, self._template, self.batch = options, template, options.batch
        self._device = options.device or ("cuda" if torch.cuda.is_available() else "cpu")
        self.reload(options.model)

    def reload(self, model: str) -> None:
        """Put other weights in place. Raises ProverError where there is no such model."""
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(model, padding_side="left")
            loaded: Any = AutoModelForCausalLM.from_pretrained(model, dtype="auto")
        except (OSError, ValueError) as error:
            raise ProverError(f"{model} cannot be loaded as a model: {error}") from None
        self._model: Any = loaded.to(self._device).eval()
        if self._tokenizer.pad_token_id is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token
        self._context = getattr(self._model.config, "max_position_embeddings", None) or 1 << 20

    def generate(self, requests: Sequence[Request], cancelled: Cancelled) -> Iterator[Sample]:
        """Samples, batch by batch; the seed is that of the first request of a batch."""
        ready = sorted(((self._encode(r), r) for r in requests), key=lambda pair: len(pair[0]))
        batch: list[tuple[list[int], Request]] = []
        for place, (ids, request) in enumerate(ready):
            if not cancelled(request.id):
                batch.append((ids, request))
            full = sum(r.samples for _, r in batch) >= self.batch
            # Samples of one call are as many for each prompt.
            last = place + 1 == len(ready) or ready[place + 1][1].samples != request.samples
            if batch and (full or last):
                yield from self._run(batch)
                batch = []

    def close(self) -> None:
        """Let go of the weights."""
        self._model = None

    def _encode(self, request: Request) -> list[int]:
        if self._template.kind is Kind.CHAT:
            talk = self._template.messages(request)
            if self._tokenizer.chat_template:
                text = self._tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True)
            else:
                text = "\n\n".join(message["content"] for message in talk)
        else:
            text = self._template.prompt(request)
        ids: list[int] = self._tokenizer(text)["input_ids"]
        return ids

    @torch.inference_mode()
    def _run(self, batch: Sequence[tuple[list[int], Request]]) -> Iterator[Sample]:
        options, pad = self._options, self._tokenizer.pad_token_id
        longest = max(len(ids) for ids, _ in batch)
        copies = batch[0][1].samples
        room = min(max(request.max_tokens for _, request in batch), self._context - longest)
        if room < 1:
            for ids, request in batch:
                yield from (
                    self._sample(request, at, [], len(ids), "the prompt fills the context")
                    for at in range(copies)
                )
            return
        ids = torch.tensor([[pad] * (longest - len(ids)) + ids for ids, _ in batch], device=self._device)
        mask = torch.tensor(
            [[0] * (longest - len(ids)) + [1] * len(ids) for ids, _ in batch], device=self._device
        )
        torch.manual_seed(batch[0][1].sampling_seed)
        sampled = {"temperature": options.temperature, "top_p": options.top_p, "top_k": 0}
        config = GenerationConfig(
            do_sample=options.temperature > 0,
            num_return_sequences=copies if options.temperature > 0 else 1,
            max_new_tokens=room,
            pad_token_id=pad,
            eos_token_id=self._model.generation_config.eos_token_id or self._tokenizer.eos_token_id,
            **(sampled if options.temperature > 0 else {}),
        )
        out = self._model.generate(ids, attention_mask=mask, generation_config=config)
        answers = out[:, longest:].tolist()
        for place, (prompt, request) in enumerate(batch):
            for copy in range(copies):
                row = place * copies + copy if options.temperature > 0 else place
                yield self._sample(request, copy, answers[row], len(prompt) if copy == 0 else 0)

    def _sample(self, request: Request, at: int, ids: list[int], prompt: int, reason: str = "") -> Sample:
        ends = {self._tokenizer.pad_token_id, self._tokenizer.eos_token_id}
        length = next((place for place, token in enumerate(ids) if token in ends), len(ids))
        proof = ""
        if not reason:
            try:
                text = self._tokenizer.decode(ids[:length], skip_special_tokens=True)
                proof = read_proof(text, self._template.opening)
            except NoProof as error:
                reason = str(error)
        return Sample(
            id=request.id,
            round=request.round,
            index=request.first + at,
            proof=proof,
            reason=reason,
            tokens=min(length + 1, len(ids)),
            prompt_tokens=prompt,
        )
