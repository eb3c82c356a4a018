"""The library that proofs import: compiled when asked for, module by module, and held to the same rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from factory.lean.claims import Claim
from factory.lean.library import PACKAGE
from factory.lean.modules import BuildFailed, cache_root
from factory.lean.olean import AxiomTable
from factory.lean.toolchain import PROJECT, MissingLean, Toolchain, find_toolchain
from factory.lean.verifier import DEFAULT_AXIOMS, Verifier
from factory.records import Status

FILES = {
    "Factory/Base": "theorem Factory.base (p : Prop) (h : p) : p := h\n",
    "Factory/Left": "import Factory.Base\ntheorem Factory.left (p : Prop) (h : p) : p := Factory.base p h\n",
    "Factory/Right": "import Factory.Base\ndef Factory.Both (p q : Prop) : Prop := p ∧ q\n",
    "Factory/Top": "import Factory.Left\nimport Factory.Right\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a small library on the real core, whose cache is not shared with anything."""
    core = find_toolchain("embedded")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    cache_root().mkdir(parents=True)
    for folder in core.search_path:
        (cache_root() / Path(folder).name).symlink_to(folder)
    (tmp_path / "embedded").symlink_to(PROJECT / "embedded")
    for name, text in FILES.items():
        write(tmp_path, name, text)
    return tmp_path


def write(project: Path, name: str, text: str) -> None:
    path = project / f"{name}.lean"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def find(project: Path, *library: str) -> tuple[Toolchain, list[str]]:
    """The toolchain with these modules, and the modules that had to be compiled."""
    compiled: list[str] = []
    found = find_toolchain(
        "embedded",
        project=project,
        library=library,
        on_module=lambda name, _done, _total: compiled.append(name),
    )
    return found, compiled


def test_nothing_is_compiled_for_those_who_do_not_ask(project: Path) -> None:
    found, compiled = find(project)
    assert not compiled and found.header == "" and found.imports == ["Init"]
    assert not (cache_root() / "modules").exists()


def test_a_library_is_compiled_once_and_then_only_where_it_changed(project: Path) -> None:
    found, compiled = find(project, "Factory.Top")
    assert compiled[0] == "Factory.Base" and compiled[-1] == "Factory.Top" and len(compiled) == 4
    assert found.header == "import Factory.Top\n" and found.imports == ["Init", "Factory.Top"]
    assert find(project, "Factory.Top") == (found, [])
    write(project, "Factory/Left", FILES["Factory/Left"] + "-- changed\n")
    changed, compiled = find(project, "Factory.Top")
    assert compiled == ["Factory.Left", "Factory.Top"]
    assert changed.id != found.id and changed.search_path[1:] == found.search_path[1:]
    write(project, "Factory/Left", FILES["Factory/Left"])
    assert find(project, "Factory.Top") == (found, [])
    part, compiled = find(project, "Factory.Right")
    assert not compiled and part.id != found.id


def test_a_build_that_failed_goes_on_where_it_ended(project: Path) -> None:
    write(project, "Factory/Right", "import Factory.Base\ntheorem Factory.wrong : False := trivial\n")
    with pytest.raises(BuildFailed, match=r"Right\.lean does not compile"):
        find(project, "Factory.Top")
    assert not [path for path in cache_root().iterdir() if path.name.startswith("building-")]
    write(project, "Factory/Right", FILES["Factory/Right"])
    assert "Factory.Base" not in find(project, "Factory.Top")[1]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("import Factory.Absent\n", r"Absent\.lean, which is imported"),
        ("import Factory.Top\n", "import each other"),
    ],
)
def test_sources_that_cannot_be_ordered_are_refused(project: Path, text: str, complaint: str) -> None:
    write(project, "Factory/Base", text)
    with pytest.raises(BuildFailed, match=complaint):
        find(project, "Factory.Top")


def test_claims_use_the_library_and_nothing_else(project: Path) -> None:
    toolchain, _ = find(project, "Factory.Top")
    claims = [
        Claim(id="uses", statement="∀ p : Prop, p → p", proof="Factory.left"),
        Claim(id="states", statement="Factory.Both True True", proof="⟨trivial, trivial⟩"),
        Claim(id="false", statement="Factory.Both True False", proof="⟨trivial, trivial⟩"),
        Claim(id="redeclares", statement="True", proof="trivial\ntheorem Factory.left : True := trivial"),
        Claim(id="absent", statement="True", proof="Factory.absent"),
    ]
    with Verifier(toolchain) as verifier:
        for trusted in (False, True):
            found = [verdict.status for verdict in verifier.verify(claims[:3] + claims[4:], trusted=trusted)]
            assert found == [Status.VERIFIED, Status.VERIFIED, Status.REJECTED, Status.REJECTED]
        assert verifier.verify(claims[3:4])[0].status is Status.REJECTED
        assert verifier.verify(claims[3:4], trusted=True)[0].status is Status.REJECTED
    with Verifier(find(project)[0]) as plain:
        assert plain.verify(claims[:1])[0].status is Status.REJECTED


def test_an_installed_lean_must_have_the_modules_built(tmp_path: Path) -> None:
    lean = tmp_path / "lean"
    lean.write_text("#!/bin/sh\necho 'Lean (version 4.35.0, commit eb6cafb7290e, Release)'\n")
    lean.chmod(0o755)
    with pytest.raises(MissingLean, match=r"no compiled Factory\.Top: run `lake build`"):
        find_toolchain(str(lean), project=tmp_path, library=["Factory.Top"])


def test_the_whole_library_rests_on_the_three_axioms() -> None:
    sources = sorted((PROJECT / PACKAGE).rglob("*.lean"))
    modules = [".".join(path.relative_to(PROJECT).with_suffix("").parts) for path in sources]
    toolchain = find_toolchain("embedded", library=modules)
    folders = [Path(folder) for folder in toolchain.search_path]
    library = AxiomTable.load(folders, modules)
    core = AxiomTable.load(folders[1:], ["Init"])
    assert len(library) > len(core)
    reached = {axiom for name in library if name not in core for axiom in library[name]}
    assert reached <= DEFAULT_AXIOMS
