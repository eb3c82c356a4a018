"""A model run by Hugging Face transformers on the CPU or one GPU (extra `transformers`)."""

from __future__ import annotations

from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from factory.models.requests import Completion, ModelError, Refused, Request


class TransformersEngine:
    """The weights and tokenizer at `path`, a folder or a repository of the Hub.

    Requests with the same settings are generated together. A tokenizer without a chat template gets the
    messages' texts, one after another.
    """

    def __init__(self, path: str, *, device: str | None = None) -> None:
        self.name = path
        self._device = device or ("cuda" if torch.cuda.is_available() else "cpu")
        self._tokenizer: Any = AutoTokenizer.from_pretrained(path, padding_side="left")
        if self._tokenizer.pad_token_id is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token
        dtype = torch.bfloat16 if self._device.startswith("cuda") else torch.float32
        loaded: Any = AutoModelForCausalLM.from_pretrained(path, dtype=dtype)
        self._model = loaded.to(self._device).eval()
        self._longest: int = getattr(self._model.config, "max_position_embeddings", 0) or 1 << 30

    def generate(self, requests: list[Request]) -> list[Completion | ModelError]:
        """Answers in the order of the requests."""
        answers: list[Completion | ModelError | None] = [None] * len(requests)
        groups: dict[tuple[Any, ...], list[int]] = {}
        for place, request in enumerate(requests):
            settings = (
                request.temperature, request.top_p, request.max_tokens, request.stop, request.seed
            )  # fmt: skip
            groups.setdefault(settings, []).append(place)
        for places in groups.values():
            for place, answer in zip(places, self._group([requests[p] for p in places]), strict=True):
                answers[place] = answer
        return [answer for answer in answers if answer is not None]

    def close(self) -> None:
        """Free the weights."""
        self._model = None

    def _group(self, requests: list[Request]) -> list[Completion | ModelError]:
        settings = requests[0]
        texts = [self._chat(request) for request in requests]
        lengths = [len(ids) for ids in self._tokenizer(texts)["input_ids"]]
        fits = [length + settings.max_tokens <= self._longest for length in lengths]
        refused = [
            Refused(f"{length} + {settings.max_tokens} tokens, the model takes {self._longest}")
            for length in lengths
        ]
        chosen = [text for text, fit in zip(texts, fits, strict=True) if fit]
        made = iter(self._sample(chosen, settings) if chosen else [])
        return [next(made) if fit else error for fit, error in zip(fits, refused, strict=True)]

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
        chance = {"do_sample": True, "temperature": settings.temperature, "top_p": settings.top_p}
        stop = {"stop_strings": list(settings.stop), "tokenizer": self._tokenizer} if settings.stop else {}
        # Another sample of the same prompt has another key, so it is not the same text again.
        torch.manual_seed(
            int.from_bytes(settings.key(self.name)[:4]) if settings.seed is None else settings.seed
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
