"""The reader against files that Lean compiled, with Lean's own record of axioms as an oracle."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factory.lean.claims import Limits
from factory.lean.olean import AxiomTable, Kind, Module, OleanError, Safety, parse_module, read_module
from factory.lean.pool import Pool
from factory.lean.process import Ended
from factory.lean.toolchain import Toolchain, find_toolchain

Compile = Callable[[str], bytes]


@pytest.fixture(scope="module")
def toolchain() -> Toolchain:
    return find_toolchain("embedded")


@pytest.fixture(scope="module")
def compiled(toolchain: Toolchain) -> Iterator[Compile]:
    pool = Pool(toolchain, Limits(), 1)

    def take(ended: Ended) -> bytes:
        assert ended.olean is not None, ended.output.decode()
        return ended.olean.read_bytes()

    yield lambda text: pool.submit(lambda worker: worker.run(text.encode(), take)).result()
    pool.close()


@pytest.fixture(scope="module")
def table(toolchain: Toolchain) -> AxiomTable:
    return AxiomTable.load([Path(folder) for folder in toolchain.search_path], toolchain.imports)


def by_name(module: Module) -> dict[str, Kind]:
    return {constant.name: constant.kind for constant in module.constants}


def hashes(data: bytes) -> dict[str, str]:
    return {constant.name: constant.type_hash for constant in parse_module(data).constants}


SOURCE = """
theorem first (p : Prop) (h : p) : p := h
axiom second : 1 = 2
opaque third : Nat
def fourth : Nat := 5
inductive Fifth where
  | left
  | right (other : Fifth)
unsafe def sixth : Nat := 6
theorem seventh : 1 = 2 := second
theorem «odd name» : ∀ q : Prop, q → q := fun _ h => h
theorem eighth (p : Prop) : p ∨ ¬p := Classical.em p
"""


def test_kinds_and_safety(compiled: Compile) -> None:
    module = parse_module(compiled(SOURCE))
    kinds = by_name(module)
    assert kinds["first"] is Kind.THEOREM
    assert kinds["second"] is Kind.AXIOM
    assert kinds["third"] is Kind.OPAQUE
    assert kinds["fourth"] is Kind.DEFINITION
    assert kinds["Fifth"] is Kind.INDUCTIVE
    assert kinds["Fifth.left"] is Kind.CONSTRUCTOR
    assert kinds["Fifth.rec"] is Kind.RECURSOR
    assert "«odd\\{20}name»" in kinds
    unsafe = {constant.name for constant in module.constants if constant.safety is Safety.UNSAFE}
    assert "sixth" in unsafe
    assert "first" not in unsafe
    assert module.imports == ["Init"]


def test_axioms_agree_with_what_lean_recorded(compiled: Compile, table: AxiomTable) -> None:
    module = parse_module(compiled(SOURCE))
    reached = table.axioms_of(module)
    assert reached["seventh"] == {"second"}
    assert "Classical.choice" in reached["eighth"]
    assert reached["first"] == frozenset()
    for name, axioms in module.recorded_axioms.items():
        assert reached[name] == set(axioms), name


def test_the_library_s_axioms_agree_with_what_lean_recorded(toolchain: Toolchain, table: AxiomTable) -> None:
    """Our walk over all constants of the core against Lean's own CollectAxioms."""
    count = 0
    for folder in map(Path, toolchain.search_path):
        for path in sorted(folder.rglob("*.olean")):
            module = read_module(path, hash_types=False)
            for name, axioms in module.recorded_axioms.items():
                assert table[name] == set(axioms), name
                count += 1
    assert count > 1000


def test_types_that_differ_in_names_only_have_one_hash(compiled: Compile) -> None:
    found = hashes(
        compiled(
            "theorem a : ∀ (p q : Prop), p → q → p := fun _ _ h _ => h\n"
            "theorem b : ∀ (x y : Prop), x → y → x := fun _ _ h _ => h\n"
            "theorem c (u v : Prop) (h : u) (_ : v) : u := h\n"
            "theorem d : ∀ (p q : Prop), p → q → q := fun _ _ _ h => h\n"
            "theorem e : ∀ {p q : Prop}, p → q → p := fun h _ => h\n"
        )
    )
    assert found["a"] == found["b"] == found["c"]
    assert len({found["a"], found["d"], found["e"]}) == 3


def test_a_hash_depends_on_the_type_alone(compiled: Compile) -> None:
    statement = "theorem t : ∀ (p q : Prop), p ∧ q → q ∧ p := fun _ _ h => ⟨h.2, h.1⟩\n"
    before = "".join(f"theorem x{index} : ∀ p : Prop, p → p := fun _ h => h\n" for index in range(100))
    alone, among = (
        hashes(compiled(statement)),
        hashes(compiled(before + statement + before.replace("x", "y"))),
    )
    assert alone["t"] == among["t"]


def test_damage_to_a_compiled_file_never_crashes(compiled: Compile) -> None:
    whole = compiled(SOURCE)
    chance = random.Random(20)
    refused = 0
    for _ in range(2000):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        if chance.random() < 0.1:
            del damaged[chance.randrange(len(damaged)) :]
        try:
            parse_module(bytes(damaged), max_steps=5_000_000)
        except OleanError:
            refused += 1
    assert refused > 500


def test_the_table_survives_its_cache(table: AxiomTable) -> None:
    again = AxiomTable.from_bytes(table.to_bytes())
    assert again.to_bytes() == table.to_bytes()
    assert len(again) == len(table)


def test_a_missing_module_is_named(tmp_path: Path) -> None:
    with pytest.raises(OleanError, match=r"module No\.Such is not in"):
        AxiomTable.load([tmp_path], ["No.Such"])
