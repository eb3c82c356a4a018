"""A real Lean for all tests of the folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from factory.lean.verifier import Verifier


@pytest.fixture(scope="module")
def shared_verifier() -> Iterator[Verifier]:
    with Verifier() as verifier:
        yield verifier
