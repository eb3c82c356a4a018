"""Compiles the factory's own Lean library on a core, when a caller wants it, into the user's cache.

Every module is kept by itself, under the hash of the core, of its source and of the modules that it imports;
a library is a folder of links to the modules that it needs. So a change of one file costs the modules that
depend on it, and a build that was interrupted goes on where it ended.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from factory.lean.embedded import Core
from factory.lean.modules import (
    Compiler,
    Sources,
    cache_root,
    find_sources,
    in_parallel,
    locked,
    olean,
)

PACKAGE = "Factory"
_COMPLETE = "complete"

OnModule = Callable[
    [str, int, int], None
]  # a module is compiled now: its name, how many before it, of how many


def say_nothing(_module: str, _done: int, _total: int) -> None:
    """For callers that do not report on the modules that are compiled."""


class Library(msgspec.Struct, frozen=True, kw_only=True):
    """Compiled modules in the cache."""

    folder: Path
    hash: str  # of the core and the sources, hex


def build_library(
    project: Path,
    modules: Sequence[str],
    core: Core,
    compiler: Compiler,
    on_module: OnModule = say_nothing,
) -> Library:
    """The modules of `project` named, with all that they import, from the cache or compiled now.

    `compiler` knows the folder of `core`.
    Raises BuildFailed when one does not exist or does not compile, OSError when the cache cannot be written.
    """
    sources = find_sources(sorted(modules), PACKAGE, project)
    hashes = _hashes(sources, core)
    key = hashlib.sha256("\n".join(sorted(hashes.values())).encode()).hexdigest()
    root = cache_root()
    folder = root / key[:32]
    if not (folder / _COMPLETE).is_file():
        with locked(root / f"{key[:32]}.lock"):
            if not (folder / _COMPLETE).is_file():
                _fill(folder, sources, hashes, compiler, on_module)
    return Library(folder=folder, hash=key)


def _hashes(sources: Sources, core: Core) -> dict[str, str]:
    """Module -> the hash of all that its compiled form depends on."""
    hashes: dict[str, str] = {}
    for module in sources.in_order():
        digest = hashlib.sha256(f"{core.hash}\0{module}\0".encode())
        digest.update(hashlib.sha256(sources.files[module].read_bytes()).digest())
        for needed in sources.imports[module]:
            digest.update(f"{needed}\0{hashes[needed]}\0".encode())
        hashes[module] = digest.hexdigest()
    return hashes


def _fill(
    folder: Path, sources: Sources, hashes: dict[str, str], compiler: Compiler, on_module: OnModule
) -> None:
    store = folder.parent / "modules"
    store.mkdir(exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="building-", dir=folder.parent))
    compiler = Compiler(compiler.launcher, compiler.library, (work, *compiler.search_path))
    kept = {module: store / f"{digest}.olean" for module, digest in hashes.items()}
    total = sum(not path.is_file() for path in kept.values())
    done = 0
    counting = threading.Lock()

    def provide(module: str) -> None:
        nonlocal done
        place = olean(work, module)
        place.parent.mkdir(parents=True, exist_ok=True)
        if not kept[module].is_file():
            with counting:
                on_module(module, done, total)
                done += 1
            made = work / f"{hashes[module]}.olean"
            compiler.compile(module, sources.files[module], made, work)
            made.rename(kept[module])
        _link(kept[module], place)

    try:
        in_parallel(sources.imports, provide)
        (work / _COMPLETE).touch()
        if folder.exists():  # left half-removed by someone
            shutil.rmtree(folder)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _link(target: Path, place: Path) -> None:
    try:
        os.link(target, place)
    except OSError:  # a file system without hard links
        shutil.copyfile(target, place)
