"""Reads what a compiled Lean module declares, from the bytes of its .olean file, believing none of them.

Everything works around `Module`: constants with their kinds, structural type hashes and the constants that
they use, and the entries that commands left in environment extensions. It knows nothing of batches.
The file format and its checks are in `native/olean/`; a malformed file raises OleanError and nothing worse.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec

from factory.lean import _olean

MAX_BYTES = 1 << 30
MAX_STEPS = 200_000_000  # visited nodes of terms and names: a second or two of work


class OleanError(ValueError):
    """The file is not a well-formed .olean, or it is not there to be read."""


class Kind(StrEnum):
    """The kinds of constants, in the order in which Lean numbers them."""

    AXIOM = "axiom"
    DEFINITION = "definition"
    THEOREM = "theorem"
    OPAQUE = "opaque"
    QUOTIENT = "quotient"
    INDUCTIVE = "inductive"
    CONSTRUCTOR = "constructor"
    RECURSOR = "recursor"


class Safety(StrEnum):
    """Whether the kernel's word counts for a definition, in the order in which Lean numbers them."""

    UNSAFE = "unsafe"
    SAFE = "safe"
    PARTIAL = "partial"


class Constant(msgspec.Struct, frozen=True):
    """A declared constant.

    `type_hash` (64 hex digits) identifies the type up to names of bound variables and metadata: BLAKE2b over
    the list of universe parameters and the Merkle hash of the expression. It is the same in every file and
    process; "" when hashes were not asked for. `value_uses` are the constants in the value, or in the
    constructors, rules and siblings of an inductive type.
    """

    name: str
    kind: Kind
    safety: Safety
    level_parameters: list[str]
    type_hash: str
    type_uses: list[str]
    value_uses: list[str]


class Extension(msgspec.Struct, frozen=True):
    """A module's entries in one environment extension; `subjects` are the names that they begin with."""

    name: str
    entries: int
    subjects: list[str]


class Module(msgspec.Struct, frozen=True):
    """The contents of an .olean file. `recorded_axioms` is Lean's own record: for trusted libraries only.

    Names are texts with dots between their components; a component that is no plain identifier stands between
    « », with `\\{hex}` for every character that could mislead, so two names never have the same text.
    """

    version: str
    commit: str
    is_module: bool  # written with the `module` keyword: proofs are then not in this file
    imports: list[str]
    constants: list[Constant]
    extra_constants: list[str]  # names made by the code generator
    extensions: list[Extension]
    recorded_axioms: dict[str, list[str]]


_KINDS = tuple(Kind)
_SAFETIES = tuple(Safety)


def parse_module(data: bytes, *, hash_types: bool = True, max_steps: int = MAX_STEPS) -> Module:
    """The module in the bytes of an .olean file; raises OleanError."""
    try:
        fields = _olean.read(data, hash_types, max_steps)
    except ValueError as error:
        raise OleanError(str(error)) from None
    version, commit, is_module, imports, constants, extra, extensions, axioms = fields
    return Module(
        version=version,
        commit=commit,
        is_module=is_module,
        imports=list(dict.fromkeys(imports)),
        constants=[
            Constant(name, _KINDS[kind], _SAFETIES[safety], levels, type_hash.hex(), type_uses, value_uses)
            for name, kind, safety, levels, type_hash, type_uses, value_uses in constants
        ],
        extra_constants=extra,
        extensions=[Extension(*extension) for extension in extensions],
        recorded_axioms=dict(axioms),
    )


def read_module(path: Path, *, hash_types: bool = True, max_bytes: int = MAX_BYTES) -> Module:
    """The module in a file, which must be a regular one of at most `max_bytes`; raises OleanError.

    Links are not followed and a pipe is not waited for: a hostile process may have chosen what lies there.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise OleanError(f"{path}: {error.strerror}") from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OleanError(f"{path}: not a regular file")
        if status.st_size > max_bytes:
            raise OleanError(f"{path}: {status.st_size} bytes, more than the limit of {max_bytes}")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(max_bytes)
    finally:
        os.close(descriptor)
    try:
        return parse_module(data, hash_types=hash_types)
    except OleanError as error:
        raise OleanError(f"{path}: {error}") from None


class UnknownConstantError(LookupError):
    """A constant is used that neither the module nor its imports declare."""


class AxiomTable:
    """The axioms that each constant of a trusted library reaches; answers the same for modules on top of it.

    The table holds one entry for each constant of the library. `load` makes it by reading all modules that
    `roots` import, directly or not; modules of Lean's module system keep proofs elsewhere, so for these what
    Lean recorded counts, for others the constants' uses are followed.
    """

    def __init__(self, axioms: Mapping[str, tuple[str, ...]]) -> None:
        self._axioms = axioms

    def __len__(self) -> int:
        return len(self._axioms)

    def __contains__(self, name: str) -> bool:
        return name in self._axioms

    def __iter__(self) -> Iterator[str]:
        return iter(self._axioms)

    def __getitem__(self, name: str) -> frozenset[str]:
        """The axioms that a constant of the library reaches; raises KeyError."""
        return frozenset(self._axioms[name])

    @classmethod
    def load(cls, search_path: Sequence[Path], roots: Iterable[str]) -> AxiomTable:
        """Read the modules that `roots` need from the folders of `search_path`; raises OleanError."""
        axioms: dict[str, tuple[str, ...]] = {}
        shared: dict[tuple[str, ...], tuple[str, ...]] = {}
        for module in _in_import_order(search_path, roots):
            found: Mapping[str, Iterable[str]] = (
                module.recorded_axioms if module.is_module else cls(axioms).axioms_of(module)
            )
            for name, reached in found.items():
                key = tuple(sorted(reached))
                axioms[name] = shared.setdefault(key, key)
        return cls(axioms)

    @classmethod
    def from_bytes(cls, data: bytes) -> AxiomTable:
        """The table that `to_bytes` wrote; raises msgspec.DecodeError."""
        groups = msgspec.msgpack.decode(data, type=list[tuple[tuple[str, ...], list[str]]])
        return cls({name: axioms for axioms, names in groups for name in names})

    def to_bytes(self) -> bytes:
        """The table as bytes, for a cache: constants grouped by the axioms that they reach."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for name, axioms in sorted(self._axioms.items()):
            groups.setdefault(axioms, []).append(name)
        return msgspec.msgpack.encode(sorted(groups.items()))

    def axioms_of(self, module: Module) -> dict[str, frozenset[str]]:
        """For each constant of `module`, the axioms that it reaches through the module and the library.

        Raises UnknownConstantError when a constant is used that is in neither, and OleanError when the module
        declares a constant of the library again or has a theorem that its own proof uses.
        """
        local = {constant.name: constant for constant in module.constants}
        for name in local:
            if name in self._axioms:
                raise OleanError(f"{name} is declared again")
        reached: dict[str, frozenset[str]] = {}
        for component in _components(local):
            axioms: set[str] = set()
            for name in component:
                constant = local[name]
                if constant.kind is Kind.AXIOM:
                    axioms.add(name)
                uses = (*constant.type_uses, *constant.value_uses)
                if constant.kind is Kind.THEOREM and (len(component) > 1 or name in uses):
                    raise OleanError(f"{name} is proved by itself")
                for used in uses:
                    if used in reached:
                        axioms |= reached[used]
                    elif used not in local:
                        axioms.update(self._of_library(used, name))
            reached.update(dict.fromkeys(component, frozenset(axioms)))
        return reached

    def _of_library(self, used: str, by: str) -> tuple[str, ...]:
        try:
            return self._axioms[used]
        except KeyError:
            raise UnknownConstantError(f"{by} uses {used}, which is not declared anywhere") from None


def _in_import_order(search_path: Sequence[Path], roots: Iterable[str]) -> Iterable[Module]:
    """The modules that `roots` need, each after those that it imports."""
    done: set[str] = set()
    stack: list[tuple[str, Module | None]] = [(root, None) for root in roots]
    while stack:
        name, module = stack.pop()
        if name in done:
            continue
        if module is not None:
            done.add(name)
            yield module
            continue
        module = read_module(_find(search_path, name), hash_types=False)
        stack.append((name, module))
        stack.extend((needed, None) for needed in module.imports if needed not in done)


def _find(search_path: Sequence[Path], name: str) -> Path:
    relative = Path(*name.split(".")).with_suffix(".olean")
    for folder in search_path:
        # Trusted folders may use links; the file that they lead to is the one to read.
        path = (folder / relative).resolve()
        if path.is_file():
            return path
    raise OleanError(f"module {name} is not in {', '.join(map(str, search_path)) or 'an empty search path'}")


def _components(local: Mapping[str, Constant]) -> Iterable[list[str]]:
    """Strongly connected components of the local constants, each after those that it uses (Tarjan 1972)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    pending: list[str] = []
    waiting: set[str] = set()
    for root in local:
        if root in order:
            continue
        order[root] = low[root] = len(order)
        pending.append(root)
        waiting.add(root)
        work = [(root, iter((*local[root].type_uses, *local[root].value_uses)))]
        while work:
            name, uses = work[-1]
            for used in uses:
                if used not in local:
                    continue
                if used not in order:
                    order[used] = low[used] = len(order)
                    pending.append(used)
                    waiting.add(used)
                    work.append((used, iter((*local[used].type_uses, *local[used].value_uses))))
                    break
                if used in waiting:
                    low[name] = min(low[name], order[used])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == order[name]:
                    component: list[str] = []
                    while not component or component[-1] != name:
                        component.append(pending.pop())
                        waiting.discard(component[-1])
                    yield component
