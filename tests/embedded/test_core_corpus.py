"""Ordinary Lean files work on the embedded core as they stand, and false ones do not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.lean"))
REFUSED = sorted((Path(__file__).parent / "refused").glob("*.lean"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_ordinary_file_is_accepted(lean, path: Path) -> None:
    assert [message for message in lean(path.read_text("utf-8")) if message.severity != "information"] == []


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_every_theorem_of_the_file_is_refused(lean, path: Path) -> None:
    text = path.read_text("utf-8")
    starts = [
        text.count("\n", 0, found.start()) + 1 for found in re.finditer(r"^theorem ", text, re.MULTILINE)
    ]
    wrong = {message.line for message in lean(text) if message.severity == "error"}
    for start, end in zip(starts, [*starts[1:], text.count("\n") + 1], strict=True):
        assert wrong & set(range(start, end)), f"accepted: {text.splitlines()[start - 1]}"


@pytest.mark.parametrize("proof", ["sorry", "by sorry", "sorryAx _", "by exact sorry", "(sorry : p ∧ p).1"])
def test_sorry_proves_nothing(lean, proof: str) -> None:
    messages = lean(f"theorem t (p : Prop) : p := {proof}\n")
    assert any(message.severity == "error" for message in messages)


def test_error_says_what_is_wrong_and_where(lean) -> None:
    messages = lean(
        "theorem t (p q : Prop) (hp : p) : p ∧ q := by\n  constructor\n  · exact hp\n  · assumption\n"
    )
    assert any(message.line == 4 and "assumption" in message.text for message in messages)
