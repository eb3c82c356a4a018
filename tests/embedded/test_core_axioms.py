"""The core rests on Lean's three axioms and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from factory.lean.olean import Constant, Kind, Safety, parse_module

AXIOMS = {"propext", "Quot.sound", "Classical.choice"}
# What the code generator and the elaborator need by name; being unsafe, no theorem can use them.
UNSAFE_AXIOMS = {"lcErased", "lcAny", "lcVoid", "lcProof", "lcUnreachable", "sorryAx"}


@pytest.fixture(scope="module")
def constants(core: Path) -> dict[str, Constant]:
    modules = [parse_module(path.read_bytes(), hash_types=False) for path in sorted(core.rglob("*.olean"))]
    return {constant.name: constant for module in modules for constant in module.constants}


def test_the_axioms_are_the_three(constants: dict[str, Constant]) -> None:
    axioms = {name: constant.safety for name, constant in constants.items() if constant.kind is Kind.AXIOM}
    assert {name for name, safety in axioms.items() if safety is Safety.SAFE} == AXIOMS
    assert {name for name, safety in axioms.items() if safety is not Safety.SAFE} == UNSAFE_AXIOMS


def test_no_safe_constant_uses_an_unsafe_one(constants: dict[str, Constant]) -> None:
    unsafe = {name for name, constant in constants.items() if constant.safety is Safety.UNSAFE}
    for constant in constants.values():
        if constant.safety is Safety.SAFE:
            assert unsafe.isdisjoint(constant.type_uses), constant.name
            assert unsafe.isdisjoint(constant.value_uses), constant.name


def test_intuitionistic_lemmas_use_no_choice(lean) -> None:
    names = [
        "and_comm",
        "or_assoc",
        "not_or",
        "and_or_left",
        "Iff.trans",
        "Exists.elim",
        "Decidable.not_and_iff_or_not",
    ]
    messages = lean("".join(f"#print axioms {name}\n" for name in names))
    assert [message.text for message in messages] == [
        f"'{name}' does not depend on any axioms" for name in names
    ]


def test_classical_lemmas_say_so(lean) -> None:
    (message,) = lean("#print axioms Classical.em\n")
    assert message.text == "'Classical.em' depends on axioms: [propext, Classical.choice, Quot.sound]"
