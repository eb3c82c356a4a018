"""A model run by vLLM in this process (extra `vllm`)."""

from __future__ import annotations

from typing import Any

from vllm import LLM, SamplingParams

from factory.models.requests import Completion, ModelError, Refused, Request


class VllmEngine:
    """The weights at `path`; `settings` go to `vllm.LLM` as they are, e.g. `max_model_len=8192`.

    Equal beginnings of prompts are computed once.
    """

    def __init__(self, path: str, **settings: Any) -> None:
        self.name = path
        self._engine: Any = LLM(model=path, **({"enable_prefix_caching": True} | settings))
        self._tokenizer: Any = self._engine.get_tokenizer()
        self._longest = int(self._engine.llm_engine.model_config.max_model_len)

    def generate(self, requests: list[Request]) -> list[Completion | ModelError]:
        """Answers in the order of the requests, all in one batch of the engine."""
        prompts = [self._tokens(request) for request in requests]
        fits = [
            len(ids) + one.max_tokens <= self._longest for ids, one in zip(prompts, requests, strict=True)
        ]
        outputs = iter(
            self._engine.generate(
                [{"prompt_token_ids": ids} for ids, fit in zip(prompts, fits, strict=True) if fit],
                [_sampling(request) for request, fit in zip(requests, fits, strict=True) if fit],
                use_tqdm=False,
            )
            if any(fits)
            else []
        )
        return [
            _completion(next(outputs))
            if fit
            else Refused(f"{len(ids)} + {one.max_tokens} tokens, the model takes {self._longest}")
            for ids, one, fit in zip(prompts, requests, fits, strict=True)
        ]

    def close(self) -> None:
        """Free the engine."""
        self._engine = None

    def _tokens(self, request: Request) -> list[int]:
        if request.goes_on:
            return list(self._tokenizer.encode(request.messages[0].content))
        messages = [{"role": message.role, "content": message.content} for message in request.messages]
        if not self._tokenizer.chat_template:
            return list(self._tokenizer.encode("\n\n".join(one["content"] for one in messages)))
        text = self._tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        return list(self._tokenizer.encode(text, add_special_tokens=False))


def _sampling(request: Request) -> SamplingParams:
    return SamplingParams(
        temperature=request.temperature,
        top_p=request.top_p,
        max_tokens=request.max_tokens,
        stop=list(request.stop) or None,
        seed=request.seed,
    )


def _completion(output: Any) -> Completion:
    made = output.outputs[0]
    return Completion(
        text=made.text,
        finish=made.finish_reason or "stop",
        prompt_tokens=len(output.prompt_token_ids),
        completion_tokens=len(made.token_ids),
    )
