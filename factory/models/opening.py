"""Opens a model by the name of its backend."""

from __future__ import annotations

import os
from enum import StrEnum

from factory.models.batched import Batched
from factory.models.requests import Model

KEY_VARIABLE = "OPENAI_API_KEY"


class Backend(StrEnum):
    """The ways to reach a model."""

    ENDPOINT = "endpoint"
    TRANSFORMERS = "transformers"
    VLLM = "vllm"


class MissingExtra(ImportError):
    """A backend whose packages are not installed; the message names the extra."""


def open_model(backend: Backend, name: str, url: str = "", *, batch: int = 16) -> Model:
    """The model; an endpoint is made inside a running event loop. Raises MissingExtra, OSError (no weights).

    `batch` is how many requests transformers generates at once.

    The key of an endpoint is taken from the environment (`OPENAI_API_KEY`).
    """
    try:
        match backend:
            case Backend.ENDPOINT:
                from factory.models.endpoint import Endpoint  # noqa: PLC0415

                return Endpoint(url, name, key=os.environ.get(KEY_VARIABLE))
            case Backend.TRANSFORMERS:
                from factory.models.transformers_engine import TransformersEngine  # noqa: PLC0415

                return Batched(TransformersEngine(name), batch)
            case Backend.VLLM:
                from factory.models.vllm_engine import VllmEngine  # noqa: PLC0415

                return Batched(VllmEngine(name), 256)
    except ImportError as error:
        raise MissingExtra(
            f"the backend {backend.value} needs packages that are not installed ({error.name}): "
            f'pip install "proof-data-factory[{backend.value}]"'
        ) from None
