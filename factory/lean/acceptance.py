"""Decides from a compiled batch which claims are proved; Lean's printed word counts for nothing here.

A claim is accepted when its theorem is a theorem, of the type that its restated twin has, reaching allowed
axioms only, through no other claim's theorem, and when the file declares and registers nothing but what
honest theorems do.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from factory.lean.batch import Batch
from factory.lean.modules import cache_root
from factory.lean.olean import AxiomTable, Constant, Kind, Module, OleanError
from factory.lean.toolchain import Toolchain

# Extensions in which an honest theorem, or an auxiliary of it, leaves entries under its own name. An
# entry in any other (notation, instance, option, macro, parser, simp set, ...) is the work of a command.
OWN_ENTRIES = frozenset(
    {
        "Lean.Compiler.inlineAttrs",
        "Lean.Meta.Match.Extension.extension",
        "Lean.backwardDefeqAttr",
        "Lean.declRangeExt",
        "Lean.defeqAttr",
        "_private.Lean.AuxRecursor.0.Lean.sparseCasesOnExt",
        "_private.Lean.Namespace.0.Lean.namespacesExt",
        "_private.Lean.Util.CollectAxioms.0.Lean.exportedAxiomsExt",
        "reducibilityCore",
    }
)
# Extensions in which every module leaves one entry, about itself or its imports.
MODULE_ENTRIES = frozenset(
    {
        "Lean.deprecatedModuleExt",
        "_private.Lean.Compiler.ModPkgExt.0.Lean.modPkgExt",
        "_private.Lean.ExtraModUses.0.Lean.extraModUses",
    }
)


class Accepted(msgspec.Struct, frozen=True):
    """What is known of a claim that was accepted."""

    type_hash: str
    axioms: list[str]  # sorted


class Judgement(msgspec.Struct, frozen=True):
    """The findings on one batch.

    `claims` has a result, or the reason for a refusal, per claim. `foreign` names claims that left something
    which may have changed what their neighbours mean; these are to be checked again without them. The key -1
    stands for a finding that belongs to no claim.
    """

    claims: list[Accepted | str]
    foreign: dict[int, str]


def axiom_table(toolchain: Toolchain) -> AxiomTable:
    """The axioms that each library constant of this toolchain reaches; read once, then cached."""
    path = cache_root() / f"{toolchain.id}.axioms"
    try:
        return AxiomTable.from_bytes(path.read_bytes())
    except (OSError, msgspec.DecodeError):
        pass
    table = AxiomTable.load([Path(folder) for folder in toolchain.search_path], toolchain.imports)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    with os.fdopen(handle, "wb") as stream:
        stream.write(table.to_bytes())
    Path(temporary).replace(path)
    return table


def judge(
    module: Module, batch: Batch, toolchain: Toolchain, table: AxiomTable, allowed: frozenset[str]
) -> Judgement:
    """What the compiled file of `batch` proves, and what it holds that it should not."""
    owners = _Owners(batch)
    local = {constant.name: constant for constant in module.constants}
    foreign = _foreign(module, owners, toolchain)
    try:
        reached = table.axioms_of(module)
    except (OleanError, LookupError) as error:
        return Judgement([], {**foreign, -1: f"extra-declaration: {error}"})
    claims = [
        _claim(index, owners, local, reached, allowed) if index not in foreign else foreign[index]
        for index in range(len(batch.names))
    ]
    return Judgement(claims, foreign)


class _Owners:
    """Which claim a declared name belongs to."""

    def __init__(self, batch: Batch) -> None:
        self.names = batch.names
        self.helper = batch.helper
        self._of: dict[str, int] = {}
        for index, names in enumerate(batch.names):
            self._of[names.theorem] = index
            if names.restated is not None:
                self._of[names.restated] = index
        if batch.helper is not None:
            self._of[batch.helper] = -1

    def of_theorem(self, name: str) -> int | None:
        """The claim whose theorem this is; -1 for the header's, None for auxiliaries and strangers."""
        return self._of.get(name)

    def of(self, name: str) -> int | None:
        """The claim whose theorem or auxiliary this is; -1 for the header's, None for a stranger's."""
        found = self._of.get(name)
        while found is None and "." in name:
            name = name.rpartition(".")[0]
            found = self._of.get(name)
        return found


def _foreign(module: Module, owners: _Owners, toolchain: Toolchain) -> dict[int, str]:
    found: dict[int, str] = {}
    if module.commit != toolchain.commit or sorted(module.imports) != sorted(toolchain.imports):
        found[-1] = f"extra-declaration: imports {', '.join(module.imports)} of Lean {module.commit}"
    for constant in module.constants:
        owner = owners.of(constant.name)
        if owner is None:
            found[-1] = f"extra-declaration: {constant.name}"
        elif constant.kind is Kind.AXIOM:
            found[owner] = f"axiom: {constant.name}"
        elif constant.kind not in (Kind.THEOREM, Kind.DEFINITION, Kind.OPAQUE):
            found[owner] = f"extra-declaration: {constant.kind} {constant.name}"
    for extension in module.extensions:
        if not extension.entries or extension.name in MODULE_ENTRIES:
            continue
        subjects = {owners.of(subject) for subject in extension.subjects} or {None}
        if extension.name not in OWN_ENTRIES or None in subjects:
            for owner in subjects:
                found[-1 if owner is None else owner] = f"extra-declaration: an entry in {extension.name}"
    return found


def _claim(
    index: int,
    owners: _Owners,
    local: dict[str, Constant],
    reached: dict[str, frozenset[str]],
    allowed: frozenset[str],
) -> Accepted | str:
    names = owners.names[index]
    theorem = local.get(names.theorem)
    restated = theorem if names.restated is None else local.get(names.restated)
    if theorem is None or restated is None:
        return "statement-mismatch: the theorem is not in the compiled file"
    if theorem.kind is not Kind.THEOREM or restated.kind is not Kind.THEOREM:
        return f"extra-declaration: {theorem.kind} instead of a theorem"
    if theorem.type_hash != restated.type_hash or theorem.level_parameters != restated.level_parameters:
        return "statement-mismatch: the theorem's type is not that of the statement on its own"
    axioms = sorted(reached[names.theorem] | reached[names.restated or names.theorem])
    refused = [axiom for axiom in axioms if axiom not in allowed]
    if refused:
        return f"axiom: {', '.join(refused)}"
    neighbour = _neighbour(index, (theorem, restated), owners, local)
    if neighbour is not None:
        return f"neighbour: the proof uses {neighbour}"
    return Accepted(theorem.type_hash, axioms)


def _neighbour(
    index: int, roots: Sequence[Constant], owners: _Owners, local: dict[str, Constant]
) -> str | None:
    """Another claim's theorem that these use, directly or through auxiliaries.

    Auxiliaries themselves may be shared: Lean makes one matcher for equal matches in a file.
    """
    seen: set[str] = set()
    pending = list(roots)
    while pending:
        constant = pending.pop()
        for used in _uses(constant):
            if used in seen or used not in local:
                continue
            seen.add(used)
            if owners.of_theorem(used) not in (index, -1, None):
                return used
            pending.append(local[used])
    return None


def _uses(constant: Constant) -> Iterable[str]:
    yield from constant.type_uses
    yield from constant.value_uses
