"""The manifest: everything a mix was made from and all that it consists of, without time or machine."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import msgspec

from factory.mix.budget import Variant
from factory.mix.decontaminate import input_files
from factory.mix.errors import MixError
from factory.mix.files import Input, find, fingerprint, traces_beside
from factory.mix.recipe import MixRecipe, mix_text
from factory.mix.tokens import TokenCounter, TokenizerId
from factory.run.shards import Shard, write_atomically

MANIFEST = "manifest.json"
FORMAT = 1
_PINNED = ("msgspec", "numpy", "proof-data-factory", "pyarrow", "rensa", "tokenizers")


class SourceFiles(msgspec.Struct, frozen=True):
    """The files of a source, in order."""

    source: str
    files: list[str]


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What decides every byte of a mix."""

    recipe: str  # as TOML
    tokenizer: TokenizerId
    versions: dict[str, str]
    sources: list[SourceFiles]
    inputs: list[Input]  # all files, each once, by path


class Dropped(msgspec.Struct, frozen=True):
    """What did not enter the mix of a source's rows, by reason."""

    source: str
    rows: int  # read
    dropped: dict[str, int]


class MixShards(msgspec.Struct, frozen=True):
    """A variant with its files."""

    variant: Variant
    files: list[Shard]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The whole manifest. Equal recipes, inputs and versions give equal bytes."""

    format: int = FORMAT
    basis: Basis
    sources: list[Dropped]
    mixes: list[MixShards]


def basis_of(recipe: MixRecipe, on_file: Callable[[int, int], None]) -> Basis:
    """Find and hash everything that the recipe names; `on_file` hears of each. Raises MixError."""
    sources = [SourceFiles(s.name, find(s.patterns, f"source {s.name!r}")) for s in recipe.source]
    paths = {path for source in sources for path in source.files}
    if recipe.decontaminate.canonical:
        paths |= {trace for path in paths for trace in traces_beside(path)}
    ordered = sorted(paths | set(input_files(recipe.decontaminate)))
    inputs = []
    for number, path in enumerate(ordered, 1):
        inputs.append(fingerprint(path))
        on_file(number, len(ordered))
    return Basis(
        recipe=mix_text(recipe),
        tokenizer=TokenCounter(recipe.mix.tokenizer).id,
        versions={package: version(package) for package in _PINNED},
        sources=sources,
        inputs=inputs,
    )


def changes(before: Basis, now: Basis) -> list[str]:
    """What differs, input files by name; versions are left out, since other ones may give the same bytes."""
    old, new = ({file.path: file for file in basis.inputs} for basis in (before, now))
    found = [f"{path} is not among the files any more" for path in sorted(old.keys() - new.keys())]
    found += [f"{path} is new" for path in sorted(new.keys() - old.keys())]
    found += [f"{path} has changed" for path in sorted(old.keys() & new.keys()) if old[path] != new[path]]
    if not found and before.sources != now.sources:
        found.append("the order of the files has changed")
    if before.tokenizer != now.tokenizer:
        found.append(f"the tokenizer {now.tokenizer.name} has changed")
    if before.recipe != now.recipe:
        found.append("the recipe is another one")
    return found


def encoded(value: msgspec.Struct) -> bytes:
    """A struct as indented JSON, always the same bytes for the same value."""
    return msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=2) + b"\n"


def write_manifest(root: Path, manifest: Manifest) -> None:
    """Write the manifest, the last file of a mix. Raises OSError."""
    write_atomically(root / MANIFEST, encoded(manifest))


def load_manifest(path: Path) -> Manifest:
    """Read a manifest; raises MixError when it cannot be."""
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except OSError as error:
        raise MixError(f"{path}: cannot be read: {error.strerror}") from None
    except msgspec.DecodeError as error:
        raise MixError(f"{path}: not the manifest of a mix: {error}") from None
    if manifest.format != FORMAT:
        raise MixError(f"{path}: format {manifest.format}, and this version reads format {FORMAT}")
    return manifest
