"""Torch, or nothing: a small model, a tokenizer, and lessons that the domain's search proved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("tokenizers")

from factory.lean.toolchain import find_toolchain  # noqa: E402
from factory.lean.verifier import Verifier  # noqa: E402
from factory.train.model import Shape, Transformer  # noqa: E402
from factory.train.once import fit_tokenizer  # noqa: E402
from factory.train.traces import Lesson, Source, verified  # noqa: E402

torch.set_num_threads(1)  # these models are too small to share out
SMALL = {"width": 64, "heads": 2, "hidden": 96, "layers": 2, "context": 256}


@pytest.fixture(scope="session")
def verifier() -> Iterator[Verifier]:
    with Verifier(find_toolchain("embedded"), workers=2) as shared:
        yield shared


@pytest.fixture(scope="session")
def lessons(verifier: Verifier) -> list[Lesson]:
    """Some 300 propositional lessons."""
    source = Source(domain="propositional", config={"min_size": 3, "max_size": 6})
    return verified(source.mine(5, 0, 320), verifier)


@pytest.fixture(scope="session")
def tokenizer(lessons: list[Lesson]) -> Any:
    return fit_tokenizer(lessons, 400)


@pytest.fixture
def model(tokenizer: Any) -> Transformer:
    """Random weights."""
    return Transformer(Shape(vocabulary=tokenizer.get_vocab_size(), **SMALL), seed=3).eval()
