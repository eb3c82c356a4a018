"""Lean's operators with their precedences, as `Init/Notation.lean` declares them.

Where a position asks for precedence p, an operator of lower precedence needs parentheses.
"""

from __future__ import annotations

from typing import NamedTuple

MAX, LEAD = 1024, 1023
NOT_LEVEL, NEG_LEVEL = 40, 75


class Infix(NamedTuple):
    """The precedence of what an infix operator makes, and those of its two sides."""

    level: int
    left: int
    right: int


def _table(rows: str) -> dict[str, Infix]:
    table: dict[str, Infix] = {}
    for row in rows.strip().splitlines():
        kind, number, *symbols = row.split()
        level = int(number)
        left, right = level + (kind != "left"), level + (kind != "right")
        table.update((symbol, Infix(level, left, right)) for symbol in symbols)
    return table


INFIX = _table("""
    none 20 ↔
    right 25 →
    right 30 ∨ ⊕
    left 30 ||
    right 35 ∧ ×
    left 35 &&
    none 50 = ≠ < > ≤ ≥ == != ∣ ∈ ∉ ⊆ ⊂ ≍ ≈
    left 65 + - ++ ∪
    right 67 ::
    left 70 * / % ∩
    none 70 \\
    right 73 •
    left 75 <<< >>>
    right 80 ^
    right 90 ∘
""")
ASCII = {
    "->": "→",
    "/\\": "∧",
    "\\/": "∨",
    "<->": "↔",
    "<=": "≤",
    ">=": "≥",
    "/=": "≠",
    "forall": "∀",
    "exists": "∃",
    "λ": "fun",
}
BRACKETED = ("(:)", "(,)", "⟨⟩", "[]", "ite")  # ascription, tuple, anonymous constructor, list, if-then-else
_OPERATORS = frozenset((*INFIX, *BRACKETED, "¬", "neg"))


def is_operator(head: object) -> bool:
    """Whether a head is written with notation of its own rather than by juxtaposition; fields `.1` too."""
    name = getattr(head, "name", "")
    return name in _OPERATORS or name.startswith(".")
