"""Tests of this folder are about each family of logic and arithmetic in turn."""

from __future__ import annotations

import pytest

from factory.domains import domain_names, load_domain

_OTHERS = {"geometry", "propositional"}  # with documents and proofs of their own, and their own tests


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `family` is given each of them."""
    if "family" in metafunc.fixturenames:
        names = [name for name in domain_names() if name not in _OTHERS]
        metafunc.parametrize("family", [load_domain(name) for name in names], ids=names)
