"""The backends of `factory prove`, by name; what a backend needs is imported when it is opened."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from factory.prove.interface import Prover, ProverError
from factory.prove.templates import find_template


class Backend(StrEnum):
    """Where proofs come from."""

    SYMBOLIC = "symbolic"  # the search of the problem's own domain
    TRANSFORMERS = "transformers"  # a checkpoint on this machine
    VLLM = "vllm"  # the same, by vLLM's engine in this process
    ENDPOINT = "endpoint"  # any server that speaks OpenAI's protocol


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a user says of a prover."""

    backend: Backend
    model: str = ""  # a folder, or what the server calls it
    template: str | None = None
    url: str = ""
    key_variable: str = "OPENAI_API_KEY"  # the environment variable with the server's key
    temperature: float = 1.0
    top_p: float = 1.0
    batch: int = 256  # samples at once
    concurrency: int = 32  # requests to a server at once
    timeout_s: float = 600.0  # of one request to a server
    device: str = ""  # "": the first accelerator, else the processor


_EXTRAS = {Backend.TRANSFORMERS: "transformers", Backend.VLLM: "vllm"}


def open_prover(options: Options) -> Prover:
    """A prover that is ready. Raises ProverError where a package, a model or an option is missing."""
    backend = options.backend
    if backend is Backend.SYMBOLIC:
        from factory.prove.backends.symbolic import SymbolicProver  # noqa: PLC0415

        return SymbolicProver()
    if not options.model:
        raise ProverError(f"the backend {backend} needs a model; name one with --model")
    template = find_template(options.template, options.model)
    try:
        if backend is Backend.ENDPOINT:
            from factory.prove.backends.endpoint import EndpointProver  # noqa: PLC0415

            return EndpointProver(options, template)
        if backend is Backend.VLLM:
            from factory.prove.backends.vllm_engine import VllmProver  # noqa: PLC0415

            return VllmProver(options, template)
        from factory.prove.backends.checkpoint import CheckpointProver  # noqa: PLC0415

        return CheckpointProver(options, template)
    except ImportError as error:
        raise ProverError(
            f"the backend {backend} needs a package that is not installed ({error.name}): "
            f"pip install 'proof-data-factory[{_EXTRAS.get(backend, '')}]'"
        ) from None
