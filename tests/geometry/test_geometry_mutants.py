"""Corrupted theorems of geometry are refused by Lean, or still true by numbers."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from factory.lean.claims import Limits
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier


@pytest.fixture(scope="module")
def mutation() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "benchmarks"))
        yield importlib.import_module("geometry_mutants")


def test_what_lean_accepts_of_corrupted_theorems_is_true(mutation: ModuleType) -> None:
    toolchain = find_toolchain("embedded", library=("Factory.Geometry",))
    with Verifier(toolchain, limits=Limits(heartbeats=3_000, wall_s=60.0)) as verifier:
        found = mutation.check(0, 12, 2, verifier, problems=8)
    assert found["wrong"] == []
    outcomes = [name.split("/")[1] for name, count in found["tally"].items() for _ in range(count)]
    assert len(outcomes) == 96
    assert outcomes.count("refused") > 70


def test_numbers_tell_true_statements_from_false(mutation: ModuleType) -> None:
    head = "∀ (F : Type) [OrderedField F] (a b c h : Point F),\n  Distinct [a, b, c, h] →\n"
    figure = np.array([[0.0, 0.0], [4.0, 0.0], [1.0, 3.0], [1.0, 1.0]])
    altitudes = head + "  perp a h b c →\n  perp b h a c →\n  "
    assert mutation.still_true(altitudes + "perp c h a b", figure) == "true"
    assert mutation.still_true(altitudes + "cong c h a b", figure) == "false"
    assert (
        mutation.still_true(head + "  coll a b c →\n  ncoll a b c →\n  perp c h a b", figure) == "undecided"
    )
