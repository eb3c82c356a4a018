"""Propositional logic in words: lexicons, statements, proof lines and whole documents.

Everything works around `Wording`, which says formulas, and `Page`, which holds one document in the making.
Nothing here proves or checks anything: it writes about traces that were verified.
"""

from __future__ import annotations

from typing import Final

from generators.propositional.words.documents import UnverifiedTraceError, write
from generators.propositional.words.lexicon import VOCABULARIES
from generators.propositional.words.statement import parse_statement, statement
from generators.propositional.words.steps import UnknownRuleError, step_words
from generators.propositional.words.styles import STYLES as _STYLES

STYLES: Final = tuple(_STYLES)

__all__ = [
    "STYLES",
    "VOCABULARIES",
    "UnknownRuleError",
    "UnverifiedTraceError",
    "parse_statement",
    "statement",
    "step_words",
    "write",
]
