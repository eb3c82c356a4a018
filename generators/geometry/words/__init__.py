"""Geometry in words: statements that can be read back, lines of proofs, whole documents.

Nothing here proves or checks anything: it writes about problems and proofs that others made.
"""

from __future__ import annotations

from typing import Final

from generators.geometry.words.documents import UnverifiedTraceError, write
from generators.geometry.words.parse import WordsError
from generators.geometry.words.statement import parse_statement, statement
from generators.geometry.words.steps import UnknownRuleError, step_words
from generators.geometry.words.styles import STYLES as _STYLES

STYLES: Final = tuple(_STYLES)
# Styles that show the steps of a proof in Lean.
SCRIPT_STYLES: Final = tuple(name for name, style in _STYLES.items() if style.script)

__all__ = [
    "SCRIPT_STYLES",
    "STYLES",
    "UnknownRuleError",
    "UnverifiedTraceError",
    "WordsError",
    "parse_statement",
    "statement",
    "step_words",
    "write",
]
