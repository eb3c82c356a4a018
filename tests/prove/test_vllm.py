"""The vLLM backend; reported as skipped where vLLM is not installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from factory.prove.backends import Backend, Options, open_prover
from factory.prove.interface import ProverError, Request


def test_without_vllm_it_says_what_to_install(tmp_path: Path) -> None:
    try:
        import vllm  # noqa: F401, PLC0415
    except ImportError:
        with pytest.raises(ProverError, match=r"pip install .proof-data-factory\[vllm\]"):
            open_prover(Options(backend=Backend.VLLM, model="m"), tmp_path)
    else:
        pytest.skip("vLLM is installed")


@pytest.mark.needs_vllm
def test_the_engine_answers_every_request(tmp_path: Path) -> None:
    pytest.importorskip("vllm", reason="vLLM is not installed")
    import os  # noqa: PLC0415

    model = os.environ.get("FACTORY_TEST_VLLM_MODEL")
    if not model:
        pytest.skip("FACTORY_TEST_VLLM_MODEL names no checkpoint")
    prover = open_prover(Options(backend=Backend.VLLM, model=model, template="statement"), tmp_path)
    requests = [Request(id=name, statement="∀ (p : Prop), p → p", samples=4, max_tokens=32) for name in "ab"]
    found = list(prover.generate(requests, lambda name: False))
    prover.close()
    assert sorted((s.id, s.index) for s in found) == [(name, i) for name in "ab" for i in range(4)]
