"""What tests of several folders share: a real Lean for the families of logic, hypothesis without a clock."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from factory.domains import domain_names, library_of
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier

# Hypothesis times examples against the clock by default; on a busy machine that says nothing of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

_OTHERS = {"geometry", "propositional"}  # whose tests start a Lean of their own


@pytest.fixture(scope="session")
def shared_verifier() -> Iterator[Verifier]:
    """A real Lean with the libraries of all families."""
    library = library_of(name for name in domain_names() if name not in _OTHERS)
    with Verifier(find_toolchain(library=library)) as verifier:
        yield verifier
