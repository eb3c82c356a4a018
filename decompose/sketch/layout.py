"""Moves pieces of a proof's text to another column without changing how its lines stand to each other."""

from __future__ import annotations

import re

_SKIPPED = re.compile(r"(?:\s|--[^\n]*\n|/-.*?-/)*", re.DOTALL)


def lines_of(text: str, start: int, end: int) -> list[str]:
    """The lines of a span, the first one indented as in the text."""
    begin = text.rfind("\n", 0, start) + 1
    return (" " * (start - begin) + text[start:end]).split("\n")


def moved(lines: list[str], column: int) -> str:
    """The lines, with the first one in this column and the others moved as far."""
    first = len(lines[0]) - len(lines[0].lstrip(" "))
    shifted = []
    for line in lines:
        bare = line.lstrip(" ")
        shifted.append(" " * max(len(line) - len(bare) - first + column, 0) + bare if bare else "")
    return "\n".join(shifted).rstrip()


def block_text(proof: str) -> str:
    """A proof's tactics without the `by` in front, from column 0; of a term, `exact` and the term."""
    bare = proof.strip()
    if bare.startswith("by") and not bare[2:3].strip():
        start = _SKIPPED.match(bare, 2).end()  # type: ignore[union-attr]  # it matches the empty text too
        return moved(lines_of(bare, start, len(bare)), 0)
    lines = bare.split("\n")
    return moved([f"exact ({lines[0]}", *lines[1:]], 0) + ")"
