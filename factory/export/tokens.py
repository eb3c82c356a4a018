"""Tokenised documents: the numbers of all tokens in one file, where each document begins in another.

Both can be mapped into memory, by `numpy.memmap("tokens.bin", dtype)` and by
`numpy.load("tokens.npy", mmap_mode="r")`; document i is `tokens[offsets[i]:offsets[i + 1]]`. The type, the
tokenizer and the sources are in `tokens.json`.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow.parquet as pq

from factory.run.shards import sync_directory, write_atomically

TOKENS, OFFSETS, ABOUT = "tokens.bin", "tokens.npy", "tokens.json"
_BATCH = 1024  # documents tokenised at once


class TokenizerError(ValueError):
    """A tokenizer that cannot be used; the message says why."""


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """What `tokens.json` says."""

    dtype: str  # of tokens.bin, as numpy writes it: "<u2" or "<u4", little-endian
    documents: int
    tokens: int  # with the end tokens
    tokenizer: str  # name of the file
    tokenizer_sha256: str
    end_token: str | None  # after every document, where there is one
    sources: dict[str, str]  # the documents' files in the order of their texts -> SHA-256
    files: dict[str, str]  # tokens.bin and tokens.npy -> SHA-256


def read_tokens(directory: Path) -> Tokens | None:
    """What is said of the tokens in an exported folder; None where there are none."""
    path = directory / ABOUT
    return msgspec.json.decode(path.read_bytes(), type=Tokens) if path.is_file() else None


def remove_tokens(directory: Path) -> None:
    """Remove the tokens from an exported folder, what describes them first."""
    for name in (ABOUT, OFFSETS, TOKENS):
        (directory / name).unlink(missing_ok=True)


def write_tokens(
    directory: Path, tokenizer: Path, end_token: str | None = None, *, kind: str = "documents"
) -> Tokens:
    """Tokenise the texts of `KIND-*.parquet` in `directory`, in order, with no special token but `end_token`.

    Rows whose column `kept` is false are left out. Tokens of the same texts by the same tokenizer that are
    there whole are kept. Raises TokenizerError, OSError.
    """
    sources = {path.name: _sha256(path) for path in sorted(directory.glob(f"{kind}-*.parquet"))}
    if not sources:
        raise TokenizerError(f"{directory} holds no documents to tokenise")
    loaded, end = _load(tokenizer, end_token)
    made_of = (_sha256(tokenizer), end_token, sources)
    known = read_tokens(directory)
    if known is not None and (known.tokenizer_sha256, known.end_token, known.sources) == made_of:
        there = {name: directory / name for name in known.files}
        if all(path.is_file() and _sha256(path) == known.files[name] for name, path in there.items()):
            return known
    remove_tokens(directory)
    largest = max(loaded.get_vocab(with_added_tokens=True).values(), default=0)
    numbers = np.dtype("<u2" if largest < 1 << 16 else "<u4")
    lengths = _write_numbers(
        directory / TOKENS, _encoded(loaded, [directory / name for name in sources], end), numbers
    )
    offsets = np.zeros(len(lengths) + 1, "<u8")
    np.cumsum(lengths, out=offsets[1:])
    buffer = io.BytesIO()
    np.save(buffer, offsets)
    write_atomically(directory / OFFSETS, buffer.getvalue())
    about = Tokens(
        dtype=numbers.str,
        documents=len(lengths),
        tokens=int(offsets[-1]),
        tokenizer=tokenizer.name,
        tokenizer_sha256=made_of[0],
        end_token=end_token,
        sources=sources,
        files={name: _sha256(directory / name) for name in (TOKENS, OFFSETS)},
    )
    write_atomically(directory / ABOUT, msgspec.json.format(msgspec.json.encode(about), indent=2) + b"\n")
    return about


def _load(path: Path, end_token: str | None) -> tuple[Any, list[int]]:
    """The tokenizer of a `tokenizer.json`, and the number of the end token."""
    try:
        from tokenizers import Tokenizer  # noqa: PLC0415 - an extra that most commands do without
    except ImportError:
        raise TokenizerError(
            "tokenising needs the extra `tokens`: pip install 'proof-data-factory[tokens]'"
        ) from None
    text = path.read_text(encoding="utf-8")
    try:
        tokenizer = Tokenizer.from_str(text)
    except Exception as error:  # the library raises nothing more special
        raise TokenizerError(f"{path} is not a tokenizer.json: {error}") from None
    tokenizer.no_truncation()
    tokenizer.no_padding()
    if end_token is None:
        return tokenizer, []
    number = tokenizer.token_to_id(end_token)
    if number is None:
        raise TokenizerError(f"{path} has no token {end_token!r}")
    return tokenizer, [number]


def _encoded(tokenizer: Any, files: list[Path], end: list[int]) -> Iterator[list[int]]:
    """The numbers of each document's tokens, in the order of the rows."""
    for path in files:
        with pq.ParquetFile(path) as file:
            marked = "kept" in file.schema_arrow.names
            for batch in file.iter_batches(_BATCH, columns=["text", "kept"] if marked else ["text"]):
                kept = batch.filter(batch.column("kept")) if marked else batch
                texts = kept.column("text").to_pylist()
                for encoding in tokenizer.encode_batch_fast(texts, add_special_tokens=False):
                    yield encoding.ids + end


def _write_numbers(target: Path, documents: Iterator[list[int]], kind: np.dtype[Any]) -> list[int]:
    """Write all numbers to a file that appears whole; returns how many each document has."""
    lengths = []
    temporary = target.with_name(f"{target.name}.tmp-{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            for numbers in documents:
                lengths.append(len(numbers))
                file.write(np.asarray(numbers, kind).tobytes())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_directory(target.parent)
    return lengths


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
