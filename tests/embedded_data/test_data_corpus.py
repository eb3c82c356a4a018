"""Ordinary theorem files about numbers and lists are accepted as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.lean"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_file_is_accepted(compile_lean, path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(re.findall(r"^theorem ", text, re.MULTILINE)) >= 30
    assert compile_lean(text) == []
