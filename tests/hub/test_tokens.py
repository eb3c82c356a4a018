"""Tokenised documents: what numpy maps back is what the tokenizer says of each document."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from factory.export.facts import dataset_facts
from factory.export.local import ExportError, export_local
from factory.export.tokens import TokenizerError, read_tokens, write_tokens


def tokenizer_of(folder: Path, texts: list[str], size: int = 0) -> Path:
    """A tokenizer of whole words, with as many more as fill `size`."""
    words = sorted({word for text in texts for word, _ in pre_tokenizers.Whitespace().pre_tokenize_str(text)})
    words += [f"filler{number}" for number in range(size - len(words))]
    vocabulary = {word: number for number, word in enumerate(["<unk>", "<end>", *reversed(words)])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.enable_truncation(5)  # a setting of whoever saved it, which must not cut documents
    tokenizer.enable_padding(length=50)
    path = folder / "tokenizer.json"
    tokenizer.save(str(path))
    return path


@pytest.fixture
def texts(run_directory: Path) -> list[str]:
    files = sorted((run_directory / "dataset").glob("documents-*.parquet"))
    return [text for file in files for text in pq.read_table(file).column("text").to_pylist()]


@pytest.mark.parametrize(("size", "dtype"), [(0, "<u2"), (70_000, "<u4")])
def test_documents_are_mapped_back(run_directory, texts, tmp_path, size, dtype):
    path = tokenizer_of(tmp_path, texts, size)
    target = tmp_path / "out"
    facts = export_local(run_directory, target, name="small", tokenizer=path, end_token="<end>")
    about = json.loads((target / "tokens.json").read_text())
    tokens = np.memmap(target / "tokens.bin", about["dtype"], mode="r")
    offsets = np.load(target / "tokens.npy", mmap_mode="r")
    assert about["dtype"] == dtype
    assert len(offsets) == len(texts) + 1
    assert offsets[-1] == len(tokens) == about["tokens"] == facts.tokens.tokens
    oracle = Tokenizer.from_file(str(path))
    oracle.no_truncation()
    oracle.no_padding()
    for index, text in enumerate(texts):
        assert tokens[offsets[index] : offsets[index + 1]].tolist() == [*oracle.encode(text).ids, 1]
    card = (target / "README.md").read_text()
    assert f"| tokens in documents | {len(tokens):,} |" in card
    lock = json.loads((target / "run.lock.json").read_text())
    assert set(about["files"].items()) <= set(lock["files"].items())


def test_tokens_of_the_same_are_kept_and_of_others_made_again(run_directory, texts, tmp_path):
    path = tokenizer_of(tmp_path, texts)
    target = tmp_path / "out"
    export_local(run_directory, target, name="small", tokenizer=path)
    first = (target / "tokens.bin").read_bytes()
    written = (target / "tokens.bin").stat().st_mtime_ns
    assert write_tokens(target, path) == read_tokens(target)
    assert (target / "tokens.bin").stat().st_mtime_ns == written
    write_tokens(target, path, "<end>")
    assert len((target / "tokens.bin").read_bytes()) == len(first) + 2 * len(texts)
    write_tokens(target, path)
    (target / "tokens.bin").write_bytes(first[:-2])
    write_tokens(target, path)
    assert (target / "tokens.bin").read_bytes() == first


def test_the_kept_texts_of_records_are_tokenised(tmp_path):
    texts = ["one two", "three", "two two one"]
    source = tmp_path / "records"
    source.mkdir()
    rows = [{"text": text, "kept": text != "three"} for text in texts]
    pq.write_table(pa.Table.from_pylist(rows), source / "records-00000.parquet")
    path = tokenizer_of(tmp_path, texts)
    about = write_tokens(source, path, "<end>", kind="records")
    tokens = np.memmap(source / "tokens.bin", about.dtype, mode="r")
    offsets = np.load(source / "tokens.npy")
    oracle = Tokenizer.from_file(str(path))
    oracle.no_truncation()
    oracle.no_padding()
    found = [tokens[start:end].tolist() for start, end in pairwise(offsets)]
    assert found == [[*oracle.encode(text).ids, 1] for text in texts if text != "three"]


def test_bad_tokenizers_are_named(run_directory, texts, tmp_path):
    path = tokenizer_of(tmp_path, texts)
    target = tmp_path / "out"
    with pytest.raises(ExportError, match="has no token '<stop>'"):
        export_local(run_directory, target, name="small", tokenizer=path, end_token="<stop>")
    path.write_text("{}")
    with pytest.raises(TokenizerError, match=r"not a tokenizer\.json"):
        write_tokens(target, path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(TokenizerError, match="no documents"):
        write_tokens(tmp_path / "empty", path)


def test_copies_are_counted(run_directory, tmp_path):
    shutil.copytree(run_directory / "dataset", tmp_path / "twice")
    before = dataset_facts(tmp_path / "twice")
    assert before.repeated_texts == 0
    table = pq.read_table(tmp_path / "twice" / "documents-00000.parquet")
    pq.write_table(table, tmp_path / "twice" / "documents-00009.parquet")
    after = dataset_facts(tmp_path / "twice")
    assert after.repeated_texts == table.num_rows
    assert after.copied_share > before.copied_share
