"""A model run by Hugging Face transformers on the CPU or one GPU (extra `transformers`)."""

from __future__ import annotations

from collections import deque
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from factory.models.requests import Completion, Refused, Request


class TransformersEngine:
    """The weights and tokenizer at `path`, a folder or a repository of the Hub.

    Requests with the same settings are generated together. A tokenizer without a chat template gets the
    messages' texts, one after another.
    """

    def __init__(self, path: str, *, batch: int = 16, device: str | None = None) -> None:
        self._batch = batch
        self._device = device or ("cuda" if torch.cuda.is_available() else "cpu")
        self._waiting: dict[tuple[Any, ...], deque[tuple[int, Request, str]]] = {}
        self.load(path)

    def load(self, path: str) -> None:
        """Put the weights and tokenizer at `path` in the place of these."""
        tokenizer: Any = AutoTokenizer.from_pretrained(path, padding_side="left")
        if tokenizer.pad_token_id is None:
            tokenizer.pad_token = tokenizer.eos_token
        dtype = torch.bfloat16 if self._device.startswith("cuda") else torch.float32
        loaded: Any = AutoModelForCausalLM.from_pretrained(path, dtype=dtype)
        self._name, self._tokenizer, self._model = path, tokenizer, loaded.to(self._device).eval()
        self._longest: int = getattr(self._model.config, "max_position_embeddings", 0) or 1 << 30

    def add(self, number: int, request: Request) -> None:
        """Take a request; raises Refused where it does not fit into the model's context."""
        text = self._chat(request)
        length = len(self._tokenizer(text)["input_ids"])
        if length + request.max_tokens > self._longest:
            raise Refused(f"{length} + {request.max_tokens} tokens, the model takes {self._longest}")
        chance = request.temperature, request.top_p, request.min_p
        settings = chance, request.max_tokens, request.stop, request.seed
        self._waiting.setdefault(settings, deque()).append((number, request, text))

    def step(self) -> list[tuple[int, Completion]]:
        """Answer a batch of requests with the same settings."""
        settings = next(iter(self._waiting))
        group = self._waiting[settings]
        chosen = [group.popleft() for _ in range(min(self._batch, len(group)))]
        if not group:
            del self._waiting[settings]
        made = self._sample([text for _, _, text in chosen], chosen[0][1])
        return [(number, completion) for (number, _, _), completion in zip(chosen, made, strict=True)]

    @property
    def busy(self) -> bool:
        """Whether some request is not answered."""
        return bool(self._waiting)

    def _chat(self, request: Request) -> str:
        if request.goes_on:
            return request.messages[0].content
        messages = [{"role": message.role, "content": message.content} for message in request.messages]
        if self._tokenizer.chat_template:
            return str(
                self._tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
            )
        return "\n\n".join(message["content"] for message in messages)

    def _sample(self, texts: list[str], settings: Request) -> list[Completion]:
        batch = self._tokenizer(texts, return_tensors="pt", padding=True).to(self._device)
        warm = settings.temperature > 0
        chance = {
            "do_sample": True,
            "temperature": settings.temperature,
            "top_p": settings.top_p,
            "min_p": settings.min_p or None,
        }
        stop = {"stop_strings": list(settings.stop), "tokenizer": self._tokenizer} if settings.stop else {}
        # Another sample of the same prompt has another key, so it is not the same text again.
        torch.manual_seed(
            int.from_bytes(settings.key(self._name)[:4]) if settings.seed is None else settings.seed
        )
        with torch.inference_mode():
            out = self._model.generate(
                **batch,
                **(chance if warm else {"do_sample": False}),
                max_new_tokens=settings.max_tokens,
                pad_token_id=self._tokenizer.pad_token_id,
                **stop,
            )
        width = batch["input_ids"].shape[1]
        return [
            self._completion(row[width:].tolist(), int(mask.sum()), settings)
            for row, mask in zip(out, batch["attention_mask"], strict=True)
        ]

    def _completion(self, ids: list[int], prompt_tokens: int, settings: Request) -> Completion:
        ends = {self._tokenizer.eos_token_id, self._tokenizer.pad_token_id}
        count = next((place for place, one in enumerate(ids) if one in ends), len(ids))
        text = str(self._tokenizer.decode(ids[:count], skip_special_tokens=True))
        cut = [place for stop in settings.stop if (place := text.find(stop)) >= 0]
        finish = "stop" if cut or count < settings.max_tokens else "length"
        return Completion(
            text=text[: min(cut)] if cut else text,
            finish=finish,
            prompt_tokens=prompt_tokens,
            completion_tokens=count,
        )
