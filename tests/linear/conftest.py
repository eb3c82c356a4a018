"""A real Lean with the library of linear rows, for all tests of the folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier


@pytest.fixture(scope="module")
def shared_verifier() -> Iterator[Verifier]:
    with Verifier(find_toolchain(library=["Factory.Linear", "Factory.RationalLinear"])) as verifier:
        yield verifier
