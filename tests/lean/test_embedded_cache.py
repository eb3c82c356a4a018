"""The cache of compiled cores: order of modules, two processes at once, failures that leave nothing."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from factory.lean import embedded
from factory.lean.embedded import Core, build
from factory.lean.modules import BuildFailed, cache_root
from factory.lean.toolchain import launcher_path

FIRST = "prelude\ninductive True : Prop where\n  | intro : True\n"
SECOND = "prelude\nimport Init.First\ntheorem fine : True := True.intro\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write(tmp_path, {"Init": "prelude\nimport Init.Second\n", "Init/First": FIRST, "Init/Second": SECOND})
    return tmp_path


def write(project: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = project / "embedded" / f"{name}.lean"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def compiled(project: Path) -> Core:
    return build(project, embedded.library(), launcher_path())


def test_modules_are_compiled_in_order_and_once(project: Path) -> None:
    core = compiled(project)
    times = {path: path.stat().st_mtime_ns for path in core.folder.rglob("*.olean")}
    assert sorted(str(path.relative_to(core.folder)) for path in times) == [
        "Init.olean",
        "Init/First.olean",
        "Init/Second.olean",
    ]
    assert core.version == "4.35.0"
    assert compiled(project) == core
    assert {path: path.stat().st_mtime_ns for path in core.folder.rglob("*.olean")} == times


def test_a_changed_source_is_another_core(project: Path) -> None:
    before = compiled(project)
    write(project, {"Init/First": FIRST + "-- changed\n"})
    after = compiled(project)
    assert before.hash != after.hash and before.folder != after.folder


def _build(project: Path, barrier: object, answers: object) -> None:
    barrier.wait()  # type: ignore[attr-defined]
    answers.put(compiled(project).hash)  # type: ignore[attr-defined]


def test_two_processes_at_once_build_one_core(project: Path) -> None:
    context = multiprocessing.get_context("fork")
    barrier, answers = context.Barrier(2), context.Queue()
    processes = [context.Process(target=_build, args=(project, barrier, answers)) for _ in range(2)]
    for process in processes:
        process.start()
    hashes = {answers.get(timeout=60) for _ in processes}
    for process in processes:
        process.join(60)
    assert len(hashes) == 1
    assert [path for path in cache_root().iterdir() if path.is_dir()] == [compiled(project).folder]


def test_a_half_removed_core_is_built_again(project: Path) -> None:
    core = compiled(project)
    (core.folder / "core.json").unlink()
    (core.folder / "Init.olean").unlink()
    assert compiled(project) == core
    assert (core.folder / "Init.olean").is_file()


@pytest.mark.parametrize(
    ("module", "text", "complaint"),
    [
        ("Init/Second", "prelude\nimport Init.First\ntheorem wrong : True := nonsense\n", "does not compile"),
        ("Init/Second", "prelude\nimport Init.Absent\n", r"Absent\.lean, which is imported"),
        ("Init/First", "prelude\nimport Init.Second\n", "import each other"),
    ],
)
def test_failures_are_explained_and_leave_nothing(
    project: Path, module: str, text: str, complaint: str
) -> None:
    write(project, {module: text})
    with pytest.raises(BuildFailed, match=complaint):
        compiled(project)
    root = cache_root()
    assert not root.exists() or not [path for path in root.iterdir() if path.is_dir()]


def test_a_project_without_a_core_is_refused(project: Path) -> None:
    (project / "embedded" / "Init.lean").unlink()
    with pytest.raises(BuildFailed, match=r"Init\.lean"):
        compiled(project)
