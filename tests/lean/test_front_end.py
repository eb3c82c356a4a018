"""The launcher's own front end says and compiles what Lean's main program does, of right and wrong files."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from factory.lean.batch import compose
from factory.lean.claims import Claim, Limits
from factory.lean.olean import AxiomTable, read_module
from factory.lean.process import Ended, Ending, LeanProcess
from factory.lean.toolchain import Toolchain, launcher_path

PROOFS = [
    "fun p q h => ⟨h.2, h.1⟩",
    "by\n  intro p q h\n  constructor\n  · exact h.2\n  · exact h.1",
    "fun p q ⟨a, b⟩ => And.intro b a",
    "by\n  intro p q h\n  rcases h with ⟨a, b⟩\n  simp_all",
    "fun p q h => Classical.byContradiction fun n => n ⟨h.2, h.1⟩",
]
WRONG = [
    "fun p q h => h",
    "fun p q h => nonsense",
    "by\n  intro p q h\n  constructor\n  · exact h.2",
    "by sorry",
    "by decide",
    "fun p q h => ⟨h.2",
    ")",
    "theorem",
    "",
    "((" * 300,
    "by\n  set_option maxRecDepth 20 in simp",
]
FILES = {
    "right": [*PROOFS] * 3,
    "wrong": WRONG,
    "mixed": [proof for pair in zip(PROOFS, WRONG, strict=False) for proof in pair],
}


def claims(proofs: list[str]) -> list[Claim]:
    statement = "∀ p q : Prop, p ∧ q → q ∧ p"
    return [Claim(id=str(i), statement=statement, proof=proof) for i, proof in enumerate(proofs)]


def run(toolchain: Toolchain, mode: str, text: bytes, folder: Path) -> tuple[Ended, dict[str, object] | None]:
    """How the process ended, and the constants of what it compiled: kinds, types, axioms."""
    toolchain = msgspec.structs.replace(toolchain, command=(mode, toolchain.command[1]))
    process = LeanProcess(toolchain, Limits(), launcher_path(), folder)
    try:
        ended = process.run(text, 60)
        if ended.olean is None:
            return ended, None
        module = read_module(ended.olean, max_bytes=1 << 28)
    finally:
        process.close()
    table = AxiomTable.load([Path(place) for place in toolchain.search_path], toolchain.imports)
    axioms = table.axioms_of(module)
    constants = {c.name: (c.kind, c.type_hash, c.value_uses, axioms[c.name]) for c in module.constants}
    entries = {e.name: sorted(e.subjects) for e in module.extensions}
    return ended, {"constants": constants, "entries": entries, "imports": module.imports}


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize("name", FILES)
def test_it_says_and_compiles_what_lean_does(
    toolchain: Toolchain, tmp_path: Path, name: str, trusted: bool
) -> None:
    assert toolchain.command[0] == "front-end"
    text = compose(claims(FILES[name]), toolchain.header, trusted=trusted).text
    ours, made = run(toolchain, "front-end", text, tmp_path)
    leans, expected = run(toolchain, "embedded", text, tmp_path)
    assert ours.ending is leans.ending is Ending.DONE
    assert ours.output.decode().splitlines() == leans.output.decode().splitlines()
    assert (ours.output == b"") is (name == "right")
    assert made == expected and (made is None) is (name != "right")


def test_what_a_library_lacks_is_named(toolchain: Toolchain, tmp_path: Path) -> None:
    library = next(path for path in Path("/proc/self/maps").read_text().split() if "libc.so" in path)
    lacking = msgspec.structs.replace(toolchain, command=("front-end", library))
    process = LeanProcess(lacking, Limits(), launcher_path(), tmp_path)
    try:
        ended = process.run(b"", 60)
    finally:
        process.close()
    assert ended.ending is Ending.CRASH
    assert b"Lean's library has no lean_initialize" in ended.output
