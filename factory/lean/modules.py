"""Compiles modules of Lean to `.olean` files, each after those that it imports, two at a time."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import msgspec

_IMPORT = re.compile(r"^(?:public |meta |private )*import (?:all )?([\w.]+)", re.MULTILINE)
_PRELUDE = re.compile(r"^prelude\b", re.MULTILINE)
_PARALLEL = 2
_SECONDS = 300.0  # for one module; most take a second or two
# Theorems elaborated on threads of their own would fill the address space with stacks.
_OPTIONS = ("-j1", "-M2048", "-q", "-DElab.async=false")
_ADDRESS_SPACE_MB = 8192


class BuildFailed(RuntimeError):
    """A module could not be compiled; the message has the module and what Lean said."""


def cache_root() -> Path:
    """Where compiled modules and what is derived from them are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "proof-data-factory" / "lean"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of this name, among processes."""
    with path.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


class Sources(msgspec.Struct, frozen=True):
    """Modules to compile, with what each of them imports."""

    files: dict[str, Path]
    imports: dict[str, list[str]]

    def in_order(self) -> list[str]:
        """The modules, each after those that it imports; raises BuildFailed when they import each other."""
        try:
            return [name for name in TopologicalSorter(self.imports).static_order() if name in self.files]
        except CycleError as error:
            raise BuildFailed(f"modules import each other: {' -> '.join(error.args[1])}") from error


def find_sources(roots: list[str], package: str, folder: Path) -> Sources:
    """The modules that `roots` need among those of `package`, which has its files in `folder`.

    Raises BuildFailed when a file is missing.
    """
    files: dict[str, Path] = {}
    imports: dict[str, list[str]] = {}
    pending = list(roots)
    while pending:
        module = pending.pop()
        if module in files:
            continue
        path = folder.joinpath(*module.split(".")).with_suffix(".lean")
        if not path.is_file():
            raise BuildFailed(f"there is no {path}, which is imported: the package is incomplete")
        files[module] = path
        needed = _imports(path)
        imports[module] = [name for name in needed if name.split(".")[0] == package]
        pending += imports[module]
    return Sources(files, imports)


def _imports(source: Path) -> list[str]:
    text = source.read_text("utf-8")
    implicit = [] if _PRELUDE.search(text) else ["Init"]
    return [*implicit, *_IMPORT.findall(text)]


class Compiler(msgspec.Struct, frozen=True):
    """The Lean that compiles, and where it looks for compiled modules."""

    launcher: Path
    library: Path  # Lean's shared library
    search_path: tuple[Path, ...]

    def run(self, scratch: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run Lean with these arguments; it may write in `scratch` only."""
        command = [str(self.launcher), "--scratch", str(scratch), "--address-space", str(_ADDRESS_SPACE_MB)]
        command += ["--env", f"LEAN_PATH={os.pathsep.join(map(str, self.search_path))}"]
        command += ["--", "embedded", str(self.library), *arguments]
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )

    def compile(self, module: str, source: Path, output: Path, scratch: Path) -> None:
        """Compile one module whose imports are compiled; raises BuildFailed. `output` is in `scratch`."""
        output.parent.mkdir(parents=True, exist_ok=True)
        root = source.parents[module.count(".")]
        try:
            done = self.run(scratch, f"-R{root}", *_OPTIONS, f"-o{output}", str(source))
        except subprocess.TimeoutExpired as error:
            raise BuildFailed(f"{source} took more than {_SECONDS:.0f} s to compile") from error
        if done.returncode != 0 or not output.is_file():
            said = (done.stdout + done.stderr).decode("utf-8", "replace")
            raise BuildFailed(f"{source} does not compile: {said[:2000]}")


def olean(folder: Path, module: str) -> Path:
    """Where Lean looks for a compiled module."""
    return folder.joinpath(*module.split(".")).with_suffix(".olean")


def in_parallel(imports: Mapping[str, list[str]], work: Callable[[str], None]) -> None:
    """Do the work for each module, after that for its imports; the first failure is raised."""
    order = TopologicalSorter(imports)
    order.prepare()
    with ThreadPoolExecutor(_PARALLEL) as executor:
        running: dict[Future[None], str] = {}
        while order.is_active():
            for module in order.get_ready():
                running[executor.submit(work, module)] = module
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                order.done(running.pop(done))
                done.result()
