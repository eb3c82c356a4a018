"""Finds the Lean that checks proofs: one asked for, an elan toolchain with a built project, or the embedded
one.

Everything after this module is one code path: a `Toolchain` says what to run, where its libraries are and
which header a file needs, and nothing else distinguishes one Lean from another.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from importlib.metadata import distribution
from pathlib import Path

import msgspec

import factory
from factory.lean import embedded
from factory.lean.library import PACKAGE, OnModule, build_library, say_nothing
from factory.lean.modules import Compiler, olean

EMBEDDED = "embedded"
PROJECT = Path(factory.__file__).resolve().parent.parent / "lean_project"
_VERSION = re.compile(r"Lean \(version ([^,]+),(?: [^,]+,)* commit ([0-9a-f]+)")
_PROBE_SECONDS = 30.0
_FRONT_END = "4.35.0"  # the version whose compiled front end the launcher can drive


class MissingLean(RuntimeError):
    """There is no usable Lean; the message says what was tried and what to do."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}; `factory doctor` shows which Lean is found and how to get one")


class Toolchain(msgspec.Struct, frozen=True, kw_only=True):
    """A Lean that can check files."""

    id: str  # version, commit and core hash in one short word: what verdicts carry
    kind: str  # "embedded" or "elan"
    command: tuple[str, str]  # the launcher's mode, and the library or executable that it runs
    search_path: tuple[str, ...]  # LEAN_PATH: folders with .olean files
    header: str  # the first lines of a file, imports
    version: str
    commit: str
    core_hash: str  # hex; of the sources or the .olean files that proofs may use
    library_mb: int  # how much the .olean files would take if all of them were mapped

    @property
    def imports(self) -> list[str]:
        """The modules that a file with this header imports, Lean's implicit `Init` first."""
        return ["Init", *(line.split()[1] for line in self.header.splitlines())]

    @property
    def path(self) -> Path:
        """The library or executable, for people to read."""
        return Path(self.command[1])


def launcher_path() -> Path:
    """The installed launcher; raises MissingLean when the package was installed without its native parts."""
    path = Path(str(distribution("proof-data-factory").locate_file("factory/lean/launcher")))
    if not path.is_file():
        raise MissingLean(f"the launcher is not at {path}; reinstall the package, or run `make native`")
    return path


def find_toolchain(
    explicit: str | None = None,
    *,
    project: Path = PROJECT,
    library: Sequence[str] = (),
    on_module: OnModule = say_nothing,
) -> Toolchain:
    """The Lean to use: `explicit`, else FACTORY_LEAN, else elan with a built `project`, else the embedded.

    `explicit` is the path of a `lean` executable, or the word "embedded". `library` names modules of the
    project, such as "Factory.Geometry", that files import; for the embedded Lean they are compiled where the
    cache lacks them, and `on_module` hears of each. Raises MissingLean, also when an installed Lean has no
    compiled form of these modules; raises `modules.BuildFailed` when the core or a module does not compile.
    """
    wanted = explicit or os.environ.get("FACTORY_LEAN")
    if wanted == EMBEDDED:
        return _embedded(project, library, on_module)
    if wanted:
        return _installed(_executable(wanted), project, library)
    elan = _elan_lean(project)
    if elan and _built(project):
        return _installed(elan, project, library)
    return _embedded(project, library, on_module)


def _embedded(project: Path, modules: Sequence[str], on_module: OnModule) -> Toolchain:
    try:
        lean_library = embedded.library()
    except FileNotFoundError as error:
        raise MissingLean(str(error)) from error
    core = embedded.build(project, lean_library, launcher_path())
    search, core_hash = [core.folder], core.hash
    if modules:
        compiler = Compiler(launcher_path(), lean_library, (core.folder,))
        library = build_library(project, modules, core, compiler, on_module)
        search.insert(0, library.folder)
        core_hash = library.hash
    return Toolchain(
        id=_toolchain_id(core.version, core.commit, core_hash),
        kind=EMBEDDED,
        command=("front-end" if core.version == _FRONT_END else "embedded", str(lean_library)),
        search_path=tuple(map(str, search)),
        header=_header(modules),
        version=core.version,
        commit=core.commit,
        core_hash=core_hash,
        library_mb=_size_mb(search),
    )


def _header(modules: Iterable[str]) -> str:
    return "".join(f"import {name}\n" for name in modules)


def _executable(wanted: str) -> Path:
    path = Path(shutil.which(wanted) or wanted).expanduser()
    if not path.is_file() or not os.access(path, os.X_OK):
        raise MissingLean(f"{wanted!r} is not an executable; give the path of `lean`, or the word 'embedded'")
    return path.resolve()


def _elan_lean(project: Path) -> Path | None:
    """The `lean` that elan has for the version that the project pins, without asking elan to download one."""
    pin = project / "lean-toolchain"
    if not pin.is_file():
        return None
    folder = pin.read_text("utf-8").strip().replace("/", "--").replace(":", "---")
    home = Path(os.environ.get("ELAN_HOME") or Path.home() / ".elan")
    lean = home / "toolchains" / folder / "bin" / "lean"
    return lean if os.access(lean, os.X_OK) else None


def _built(project: Path) -> Path | None:
    folder = project / ".lake" / "build" / "lib" / "lean"
    return folder if (folder / f"{PACKAGE}.olean").is_file() else None


def _installed(lean: Path, project: Path, library: Sequence[str]) -> Toolchain:
    version, commit = _probe(lean)
    imports: list[str] = []
    search = [
        lean.parent.parent / "lib" / "lean"
    ]  # Lean looks there anyhow; the reader of .olean files must be told
    digest = hashlib.sha256(commit.encode())
    built = _built(project)
    absent = [module for module in library if not (built and olean(built, module).is_file())]
    if absent:
        raise MissingLean(f"{lean} has no compiled {', '.join(absent)}: run `lake build` in {project}")
    if built:
        packages = sorted(project.glob(".lake/packages/*/.lake/build/lib/lean"))
        search = [built, *packages, *search]
        mathlib = any((folder / "Mathlib.olean").is_file() for folder in packages)
        imports = [*["Mathlib"] * mathlib, *(library or [PACKAGE])]
        for olean in sorted(built.rglob("*.olean")):
            digest.update(olean.relative_to(built).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(olean.read_bytes()).digest())
        manifest = project / "lake-manifest.json"
        digest.update(manifest.read_bytes() if manifest.is_file() else b"")
    core_hash = digest.hexdigest()
    return Toolchain(
        id=_toolchain_id(version, commit, core_hash),
        kind="elan",
        command=("exec", str(lean)),
        search_path=tuple(map(str, search)),
        header=_header(imports),
        version=version,
        commit=commit,
        core_hash=core_hash,
        library_mb=_size_mb(search),
    )


def _size_mb(folders: Iterable[Path]) -> int:
    return sum(path.stat().st_size for folder in folders for path in folder.rglob("*.olean")) >> 20


def _probe(lean: Path) -> tuple[str, str]:
    """The version and commit that `lean --version` states."""
    with tempfile.TemporaryDirectory(prefix="factory-lean-") as scratch:
        try:
            done = subprocess.run(
                [lean, "--version"],
                cwd=scratch,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_PROBE_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise MissingLean(f"{lean} could not be run: {error}") from error
    text = done.stdout.decode("utf-8", "replace")
    found = _VERSION.search(text)
    if done.returncode != 0 or found is None:
        raise MissingLean(f"{lean} --version answered {text.strip()[:200]!r}, which is not what Lean 4 says")
    return found[1], found[2]


def _toolchain_id(version: str, commit: str, core_hash: str) -> str:
    return f"lean-{version}-{commit[:8]}-{core_hash[:12]}"
