"""Takes a closed Lean proposition apart as far as its text shows: binders, hypotheses, goal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_OPEN, _CLOSE = "([{⟨", ")]}⟩"
_NAMES: Final = re.compile(r"[^\s:()]+")
_BINDING: Final = re.compile(r"[∀∃λ]|\bfun\b|\blet\b|\bif\b")


@dataclass(frozen=True)
class Proposition:
    """`∀ binders, h1 → ... → hn → goal`; without binders where the text has none."""

    binders: str
    names: tuple[str, ...]  # of the explicit binders
    bound: tuple[str, ...]  # the same with `_` for each instance
    hypotheses: tuple[str, ...]
    goal: str

    def having(self, hypotheses: tuple[str, ...], goal: str) -> str:
        """The proposition with these in their place, in parentheses."""
        body = " → ".join(f"({part})" for part in (*hypotheses, goal))
        return f"∀ {self.binders}, {body}" if self.binders else body


def proposition(text: str) -> Proposition:
    """The parts of a proposition. What could be read in two ways is left in the goal."""
    binders, body = "", text.strip()
    bound: tuple[str, ...] = ()
    if body.startswith("∀ "):
        comma = next((i for i, depth in _outside(body) if body[i] == "," and depth == 0), None)
        if comma is not None:
            binders, body = body[2:comma].strip(), body[comma + 1 :].strip()
            bound = _names(binders)
    hypotheses, goal = _arrows(body)
    return Proposition(binders, tuple(name for name in bound if name != "_"), bound, hypotheses, goal)


def left_side(text: str) -> str | None:
    """What stands before the only outermost `↔`; None where there is none, or a quantifier around it."""
    places = [i for i, depth in _outside(text) if depth == 0 and text[i] == "↔"]
    if len(places) != 1 or _BINDING.search(text[: places[0]]):
        return None
    return text[: places[0]].strip()


def _names(binders: str) -> tuple[str, ...]:
    if not binders.startswith("("):
        return tuple(_NAMES.findall(binders.partition(":")[0]))
    return tuple(
        name
        for match in re.finditer(r"\(([^():]+):|\[", binders)
        for name in (_NAMES.findall(match[1]) if match[1] else ["_"])
    )


def _arrows(body: str) -> tuple[tuple[str, ...], str]:
    """The parts between the outermost arrows. `↔` binds more weakly; a quantifier takes all that follows."""
    places = [i for i, depth in _outside(body) if depth == 0]
    if any(body[i] == "↔" for i in places):
        return (), body
    parts, start = [], 0
    bound = {i for match in _BINDING.finditer(body) for i in (match.start(),)} & set(places)
    for i in places:
        if i in bound:
            break
        if body[i] == "→":
            parts.append(body[start:i].strip())
            start = i + 1
    return tuple(parts), body[start:].strip()


def _outside(text: str) -> list[tuple[int, int]]:
    """Each place with the number of brackets that are open there."""
    depth, found = 0, []
    for place, letter in enumerate(text):
        depth += (letter in _OPEN) - (letter in _CLOSE)
        found.append((place, depth))
    return found
