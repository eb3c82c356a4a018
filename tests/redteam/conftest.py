"""The corpus of the benchmark, and a real Lean, for the tests of this folder."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "redteam.py"


@pytest.fixture(scope="session")
def corpus() -> ModuleType:
    """`benchmarks/redteam.py`, which reads the corpus."""
    spec = importlib.util.spec_from_file_location("redteam_benchmark", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def strict(corpus: ModuleType) -> Iterator[Verifier]:
    """A verifier with the narrow limits of the benchmark."""
    with Verifier(find_toolchain("embedded"), workers=2, limits=corpus.LIMITS) as verifier:
        yield verifier
