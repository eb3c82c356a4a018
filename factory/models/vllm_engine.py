"""A model run by vLLM (extra `vllm`), in its own process: see `engine_process`."""

from __future__ import annotations

import os
from typing import Any

# The process is ours already; vLLM need not start another for its scheduler.
os.environ.setdefault("VLLM_ENABLE_V1_MULTIPROCESSING", "0")

from vllm import LLM, SamplingParams
from vllm.lora.request import LoRARequest
from vllm.sampling_params import RequestOutputKind

from factory.models.requests import Completion, Refused, Request


class VllmEngine:
    """The weights at `path`; `settings` go to `vllm.LLM` as they are, e.g. `max_model_len=8192`.

    Requests join and leave the batch at every step. Equal beginnings of prompts are computed once. `lora` is
    the folder of an adapter that all requests are answered with.
    """

    def __init__(self, path: str, *, lora: str = "", **settings: Any) -> None:
        defaults: dict[str, Any] = {"enable_prefix_caching": True} | ({"enable_lora": True} if lora else {})
        self._llm: Any = LLM(model=path, **(defaults | settings))
        self._engine: Any = self._llm.llm_engine
        self._tokenizer: Any = self._llm.get_tokenizer()
        self._longest = int(self._engine.model_config.max_model_len)
        self._adapter = LoRARequest("adapter", 1, lora) if lora else None

    def add(self, number: int, request: Request) -> None:
        """Take a request into the next step's batch; raises Refused where it is too long."""
        prompt = self._tokens(request)
        if len(prompt) + request.max_tokens > self._longest:
            raise Refused(f"{len(prompt)} + {request.max_tokens} tokens, the model takes {self._longest}")
        sampling = SamplingParams(
            temperature=request.temperature,
            top_p=request.top_p,
            min_p=request.min_p,
            max_tokens=request.max_tokens,
            stop=list(request.stop) or None,
            seed=request.seed,
            output_kind=RequestOutputKind.FINAL_ONLY,
        )
        self._engine.add_request(
            str(number), {"prompt_token_ids": prompt}, sampling, lora_request=self._adapter
        )

    def step(self) -> list[tuple[int, Completion]]:
        """One token for every request in the batch; those that ended with it."""
        return [(int(one.request_id), _completion(one)) for one in self._engine.step() if one.finished]

    @property
    def busy(self) -> bool:
        """Whether some request is not answered."""
        return bool(self._engine.has_unfinished_requests())

    def load(self, path: str) -> None:
        """Copy the weights at `path` over these. What was computed with the old ones is forgotten."""
        self._llm.collective_rpc("reload_weights", kwargs={"weights_path": path})
        self._llm.reset_prefix_cache()

    def _tokens(self, request: Request) -> list[int]:
        if request.goes_on:
            return list(self._tokenizer.encode(request.messages[0].content))
        messages = [{"role": message.role, "content": message.content} for message in request.messages]
        if not self._tokenizer.chat_template:
            return list(self._tokenizer.encode("\n\n".join(one["content"] for one in messages)))
        text = self._tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        return list(self._tokenizer.encode(text, add_special_tokens=False))


def _completion(output: Any) -> Completion:
    made = output.outputs[0]
    return Completion(
        text=made.text,
        finish=made.finish_reason or "stop",
        prompt_tokens=len(output.prompt_token_ids),
        completion_tokens=len(made.token_ids),
    )
