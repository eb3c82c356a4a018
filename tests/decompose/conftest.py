"""One Lean for all tests of decomposition."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from decompose.lean import Lean


@pytest.fixture(scope="session")
def lean() -> Iterator[Lean]:
    with Lean(workers=2) as lean:
        yield lean
