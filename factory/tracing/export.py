"""Reads a traced repository in the form of LeanDojo Benchmark 4: `corpus.jsonl` and files of theorems.

Source of the form: Yang et al., "LeanDojo: theorem proving with retrieval-augmented language models" (2023),
and the export in lean-dojo's own scripts.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")
CORPUS = "corpus.jsonl"


class TraceError(ValueError):
    """What was given is no trace, or cannot be traced; the message says where and why."""


class Used(msgspec.Struct, frozen=True):
    """A premise where a tactic names it."""

    full_name: str
    def_path: str


class Tactic(msgspec.Struct, frozen=True):
    """One tactic, with the goals before and after it as Lean prints them."""

    tactic: str
    annotated_tactic: tuple[str, list[Used]]
    state_before: str
    state_after: str


class Theorem(msgspec.Struct, frozen=True):
    """A theorem with its proof's tactics; `start` and `end` are line and column, from 1."""

    url: str
    commit: str
    file_path: str
    full_name: str
    start: tuple[int, int]
    end: tuple[int, int]
    traced_tactics: list[Tactic]


class Premise(msgspec.Struct, frozen=True):
    """A declaration that proofs may use: of a theorem the statement, of others the whole."""

    full_name: str | None
    code: str
    kind: str = ""


class File(msgspec.Struct, frozen=True):
    """A Lean file of the repository or of what it depends on."""

    path: str
    imports: list[str]
    premises: list[Premise]


class Export(msgspec.Struct, frozen=True):
    """A traced repository: each theorem once, in the order of the files; files as the corpus has them."""

    theorems: list[Theorem]
    files: list[File]


def read_export(folder: Path) -> Export:
    """The trace in a folder: `corpus.jsonl`, and theorems in any `.json` file in it or one folder below.

    Splits of one repository repeat its theorems; each counts once. Raises TraceError.
    """
    theorems: dict[tuple[str, str, tuple[int, int]], Theorem] = {}
    for path in sorted((*folder.glob("*.json"), *folder.glob("*/*.json"))):
        if path.name != "metadata.json":
            for theorem in _decoded(path, path.read_bytes(), list[Theorem]):
                theorems.setdefault((theorem.file_path, theorem.full_name, theorem.start), theorem)
    corpus = folder / CORPUS
    if not theorems or not corpus.is_file():
        raise TraceError(f"{folder}: no trace of lean-dojo: it has a {CORPUS} and .json files of theorems")
    files = [
        _decoded(f"{corpus}, line {number}", line, File)
        for number, line in enumerate(corpus.read_bytes().splitlines(), 1)
        if line.strip()
    ]
    return Export(list(theorems.values()), files)


def _decoded(where: object, data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise TraceError(f"{where}: not in the form of lean-dojo's export: {error}") from None
