"""Which Lean is found, in which order, and what is said when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from factory.lean.toolchain import PROJECT, MissingLean, find_toolchain

COMMIT = "eb6cafb7290e8bd5f2937522d8d804f58f02bafc"
ANSWER = f"Lean (version 4.35.0, x86_64-unknown-linux-gnu, commit {COMMIT}, Release)"


@pytest.fixture(autouse=True)
def no_lean_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("FACTORY_LEAN", raising=False)
    monkeypatch.setenv("ELAN_HOME", str(tmp_path / "elan"))


def fake_lean(path: Path, answer: str = ANSWER, code: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{answer}'\nexit {code}\n")
    path.chmod(0o755)
    return path


def elan_lean(tmp_path: Path) -> Path:
    return fake_lean(tmp_path / "elan/toolchains/leanprover--lean4---v4.35.0/bin/lean")


def project(tmp_path: Path, *, built: bool, mathlib: bool = False) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    (root / "lean-toolchain").write_text("leanprover/lean4:v4.35.0\n")
    if built:
        library = root / ".lake/build/lib/lean"
        library.mkdir(parents=True)
        (library / "Factory.olean").write_bytes(b"olean of the library")
    if mathlib:
        package = root / ".lake/packages/mathlib/.lake/build/lib/lean"
        package.mkdir(parents=True)
        (package / "Mathlib.olean").write_bytes(b"olean of Mathlib")
    return root


def test_embedded_is_the_default() -> None:
    found = find_toolchain()
    assert (found.kind, found.version, found.commit) == ("embedded", "4.35.0", COMMIT)
    assert found.id == f"lean-4.35.0-{COMMIT[:8]}-{found.core_hash[:12]}"
    assert found == find_toolchain("embedded")


def test_elan_with_a_built_project_comes_first(tmp_path: Path) -> None:
    lean = elan_lean(tmp_path)
    root = project(tmp_path, built=True)
    found = find_toolchain(project=root)
    assert (found.kind, found.command) == ("elan", ("exec", str(lean)))
    assert found.header == "import Factory\n" and found.imports == ["Init", "Factory"]
    assert found.search_path[0] == str(root / ".lake/build/lib/lean")
    (root / ".lake/build/lib/lean/Factory.olean").write_bytes(b"another library")
    assert find_toolchain(project=root).id != found.id


def test_mathlib_is_imported_where_it_is_built(tmp_path: Path) -> None:
    elan_lean(tmp_path)
    found = find_toolchain(project=project(tmp_path, built=True, mathlib=True))
    assert found.header == "import Mathlib\nimport Factory\n"
    assert any("packages/mathlib" in folder for folder in found.search_path)


def test_an_explicit_lean_needs_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lean = fake_lean(tmp_path / "bin/lean")
    root = project(tmp_path, built=False)
    found = find_toolchain(str(lean), project=root)
    assert (found.kind, found.header, found.imports) == ("elan", "", ["Init"])
    monkeypatch.setenv("FACTORY_LEAN", str(lean))
    assert find_toolchain(project=root) == found
    monkeypatch.setenv("FACTORY_LEAN", "/nowhere/lean")
    assert find_toolchain(str(lean), project=root) == found


def test_a_project_that_is_not_built_leaves_the_embedded_one(tmp_path: Path) -> None:
    elan_lean(tmp_path)
    root = project(tmp_path, built=False)
    (root / "embedded").symlink_to(PROJECT / "embedded")
    assert find_toolchain(project=root).kind == "embedded"


@pytest.mark.parametrize("wanted", ["/nowhere/lean", "no-such-program", "/tmp"])
def test_an_absent_lean_is_named(wanted: str) -> None:
    with pytest.raises(MissingLean, match=f"{wanted}.*factory doctor"):
        find_toolchain(wanted)


@pytest.mark.parametrize(("answer", "code"), [("Python 3.11.2", 0), (ANSWER, 1), ("", 0)])
def test_a_program_that_is_not_lean_is_refused(tmp_path: Path, answer: str, code: int) -> None:
    lean = fake_lean(tmp_path / "lean", answer, code)
    with pytest.raises(MissingLean, match="not what Lean 4 says"):
        find_toolchain(str(lean))
