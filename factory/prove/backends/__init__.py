"""The backends of `factory prove`, by name; what a backend needs is imported when it is opened."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from factory.models import opening
from factory.models.asker import Limits
from factory.prove.backends.model import ModelProver
from factory.prove.backends.symbolic import SymbolicProver
from factory.prove.interface import Prover, ProverError
from factory.prove.templates import find_template

REQUESTS = "requests.sqlite"
_MOST_LANES = 128  # threads that wait for a server


class Backend(StrEnum):
    """Where proofs come from."""

    SYMBOLIC = "symbolic"  # the search of the problem's own domain
    TRANSFORMERS = "transformers"  # a checkpoint on this machine
    VLLM = "vllm"  # the same, by vLLM's engine
    ENDPOINT = "endpoint"  # any server that speaks OpenAI's protocol


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a user says of a prover."""

    backend: Backend
    model: str = ""  # a folder, or what the server calls it
    template: str | None = None
    url: str = ""
    temperature: float = 1.0
    top_p: float = 1.0
    min_p: float = 0.0
    batch: int = 256  # samples at once, of a local model
    concurrency: int = 64  # requests to a server at once, at most
    limits: Limits = Limits()
    settings: dict[str, Any] = {}  # of a local engine


def open_prover(options: Options, folder: Path) -> Prover:
    """A prover that is ready; its ledger of requests is in `folder`.

    Raises ProverError where a package, a model or an option is missing.
    """
    backend = options.backend
    if backend is Backend.SYMBOLIC:
        return SymbolicProver()
    if not options.model:
        raise ProverError(f"the backend {backend} needs a model; name one with --model")
    served = backend is Backend.ENDPOINT
    if served and not options.url.startswith(("http://", "https://")):
        raise ProverError("the backend endpoint needs the server's address: --url http://HOST:PORT/v1")
    batch = {"batch": options.batch} if backend is Backend.TRANSFORMERS else {}
    size = options.concurrency if served else options.batch
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return ModelProver(
            backend,
            lambda: opening.open_model(
                opening.Backend(backend), options.model, options.url, **(batch | options.settings)
            ),
            find_template(options.template, options.model),
            folder / REQUESTS,
            msgspec.structs.replace(options.limits, concurrency=size if served else 4 * size),
            temperature=options.temperature,
            top_p=options.top_p,
            min_p=options.min_p,
            lanes=min(size, _MOST_LANES) if served else 1,
            batch=1 if served else 2 * size,
            seeded=backend is not Backend.TRANSFORMERS,
        )
    except opening.MissingExtra as error:
        raise ProverError(str(error)) from None
    except (OSError, ValueError) as error:
        raise ProverError(f"{options.model} cannot be loaded as a model: {error}") from None
