"""Turns goals as Lean prints them into closed propositions: what is above the turnstile becomes binders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

_NAME = r"[^\s:(){}\[\]]+"
_HYPOTHESIS = re.compile(rf"(?P<names>{_NAME}(?: {_NAME})*) : (?P<type>.*)", re.DOTALL)
# A name that the source cannot write: one that is shadowed, or that nobody gave.
_INACCESSIBLE = re.compile(r"([^\W\d][\w.']*)✝([⁰¹²³⁴⁵⁶⁷⁸⁹]*)")
_UNIVERSE = re.compile(r"\b(Type|Sort) ([a-z]\w*|\([^()]*\))")
_LEVEL = re.compile(r"\b(?!i?max\b)[a-z]\w*")
_BRACKETS = re.compile(r"[(\[{⟨][^()\[\]{}⟨⟩]*[)\]}⟩]")
_LOST = re.compile(r"\?\w|⋯|…")


class NoStatement(ValueError):
    """A goal that stands for no proposition of its own; the message says why."""


def goals(state: str) -> Iterator[str]:
    """The goals in a printed state."""
    if state.strip() != "no goals":
        yield from (goal for goal in re.split(r"\n\n+", state.strip()) if goal)


def closed(goal: str) -> str:
    """The proposition that a goal asks for, closed by its hypotheses. Raises NoStatement.

    Universes become numbers, so it may be a special case. Lean checks it where it is used: a printed term
    does not always read back.
    """
    if _LOST.search(goal):
        raise NoStatement("it was printed with holes")
    above, sign, target = goal.partition("⊢ ")
    if not sign:
        raise NoStatement("it is no goal, but what a conversion looks at")
    names = _readable(goal)
    binders = [_binder(entry) for entry in _entries(above) if not entry.startswith("case ")]
    statement = " ".join(target.split())
    if ":=" in statement:
        statement = f"({statement})"
    for is_let, some in groupby(reversed(binders), lambda binder: binder.startswith("let ")):
        run = list(some)[::-1]
        statement = f"({'; '.join((*run, statement))})" if is_let else f"∀ {' '.join(run)}, {statement}"
    statement = _INACCESSIBLE.sub(lambda found: names[found[0]], statement)
    # One universe, so that every level is a number: the first where there are but types, else the second.
    level = "1" if re.search(r"\bSort [^0]", statement) else "0"
    return _UNIVERSE.sub(lambda found: _numbered(found[1], found[2], level), statement)


def _numbered(kind: str, level: str, number: str) -> str:
    sort = f"{kind} {_LEVEL.sub(number, level)}"
    return "Type" if sort in ("Type 0", "Sort 1") else sort


def _entries(above: str) -> Iterator[str]:
    """Hypotheses, each in one line: what is indented belongs to the line before."""
    entry = ""
    for line in above.splitlines():
        if line.startswith(" "):
            entry += " " + line.strip()
        else:
            if entry:
                yield entry
            entry = line.strip()
    if entry:
        yield entry


def _binder(entry: str) -> str:
    found = _HYPOTHESIS.fullmatch(entry)
    if not found:
        raise NoStatement(f"{entry!r} is no hypothesis")
    type_ = found["type"]
    if _defines(type_):
        return f"let {found['names']} : {type_}"
    if found["names"].startswith("inst✝"):
        return f"[{found['names']} : {type_}]"
    return f"({found['names']} : {type_})"


def _defines(type_: str) -> bool:
    """Whether a value follows the type: `:=` in no bracket and of no `let` within the type."""
    outside = type_
    while (inner := _BRACKETS.sub("", outside)) != outside:
        outside = inner
    return ":=" in outside and not re.search(r"\b(let|have)\b", outside.partition(":=")[0])


def _readable(goal: str) -> dict[str, str]:
    """Names that can be written for those that cannot, different from all others in the goal."""
    taken = set(re.findall(r"[^\W\d][\w']*", goal))
    names: dict[str, str] = {}
    for found in _INACCESSIBLE.finditer(goal):
        if found[0] not in names:
            stem = found[1].rpartition(".")[2].rstrip("_") or "x"
            number = 1
            while f"{stem}_{number}" in taken:
                number += 1
            names[found[0]] = f"{stem}_{number}"
            taken.add(names[found[0]])
    return names
