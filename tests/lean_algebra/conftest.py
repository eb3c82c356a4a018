"""The algebra library on the embedded Lean, and the module that writes its terms."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from factory.lean.claims import Limits
from factory.lean.toolchain import PROJECT, find_toolchain
from factory.lean.verifier import Verifier


@pytest.fixture(scope="session")
def algebra() -> Iterator[Verifier]:
    toolchain = find_toolchain("embedded", library=["Factory.Algebra"])
    with Verifier(toolchain, workers=2, limits=Limits(wall_s=60, batch_claims=40)) as started:
        yield started


@pytest.fixture(scope="session")
def reify() -> ModuleType:
    path = PROJECT / "certificates" / "reify.py"
    spec = importlib.util.spec_from_file_location("reify", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["reify"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module
