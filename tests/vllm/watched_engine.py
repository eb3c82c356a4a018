"""vLLM's engine, which also writes down how much of each prompt it took from its prefix cache."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from factory.models.vllm_engine import VllmEngine


class Watched(VllmEngine):
    """One line of `log` for each answer: tokens of the prompt, and those that were there already."""

    def __init__(self, path: str, *, log: str, **settings: Any) -> None:
        super().__init__(path, **settings)
        step = self._engine.step

        def watched() -> Any:
            outputs = step()
            with Path(log).open("a") as file:
                for one in outputs:
                    file.write(f"{len(one.prompt_token_ids)} {one.num_cached_tokens}\n")
            return outputs

        self._engine.step = watched
