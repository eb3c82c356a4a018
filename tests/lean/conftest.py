"""A real Lean for the tests: the embedded one, and one verifier on it that the tests of a session share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from factory.lean.toolchain import Toolchain, find_toolchain
from factory.lean.verifier import Verifier


@pytest.fixture(scope="session")
def toolchain() -> Toolchain:
    return find_toolchain("embedded")


@pytest.fixture(scope="session")
def verifier(toolchain: Toolchain) -> Iterator[Verifier]:
    with Verifier(toolchain, workers=2) as shared:
        yield shared
