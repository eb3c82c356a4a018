"""Functions on lists that go through a list once, holding a number: what they return."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generators.programs.language import Comparison, Expression, Reader, comparison_text, holds, text, value


@dataclass(frozen=True, slots=True)
class Rule:
    """What is done with an item x, holding n: something is put out or not, and another number is held."""

    emit: Expression | None
    hold: Expression

    def __str__(self) -> str:
        out = "-" if self.emit is None else text(self.emit)
        return f"{out}, {text(self.hold)}"


@dataclass(frozen=True, slots=True)
class Call:
    """A function, and what it is called with: `yes` is done where the test succeeds, `no` elsewhere."""

    total: bool  # whether it returns the sum of what is put out, or the list
    test: Comparison
    yes: Rule
    no: Rule
    last: bool  # whether the number that is held at the end is put out too
    items: tuple[int, ...]
    start: int

    def __str__(self) -> str:
        kind = f"{'total' if self.total else 'list'}{' last' if self.last else ''}"
        items = " ".join(map(str, self.items))
        return f"{kind} | {comparison_text(self.test)} | {self.yes} | {self.no} | {items} | {self.start}"


@dataclass(frozen=True, slots=True)
class Visit:
    """An item, the number that is held, whether the test succeeds, what is put out, what is held then."""

    item: int
    held: int
    taken: bool
    emitted: int | None
    then: int


@lru_cache(maxsize=256)
def visits(call: Call) -> tuple[Visit, ...]:
    """The items in their order."""
    found = []
    held = call.start
    for item in call.items:
        state = {"x": item, "n": held}
        taken = holds(call.test, state)
        rule = call.yes if taken else call.no
        emitted = None if rule.emit is None else value(rule.emit, state)
        found.append(Visit(item, held, taken, emitted, value(rule.hold, state)))
        held = found[-1].then
    return tuple(found)


def results(call: Call) -> list[tuple[int, ...]]:
    """What is put out from each item on, and at the end: one entry more than there are items."""
    seen = visits(call)
    held = seen[-1].then if seen else call.start
    found: list[tuple[int, ...]] = [(held,) if call.last else ()]
    for visit in reversed(seen):
        found.append(found[-1] if visit.emitted is None else (visit.emitted, *found[-1]))
    return found[::-1]


def parse(said: str) -> Call:
    """The call of a text that `str` wrote; raises ValueError."""
    parts = said.split(" | ")
    if len(parts) != 6 or not re.fullmatch(r"(total|list)( last)?", parts[0]):
        raise ValueError(
            f"{said!r} is not a call: write list last | x < 5 | x + n, n + 1 | -, 2 * n | 3 1 4 | 0"
        )
    kind, test, yes, no, items, start = parts
    if not start.isdecimal() or not all(item.isdecimal() for item in items.split()):
        raise ValueError(f"{said!r} is not a call: items and the first number are natural numbers")
    reader = Reader(test)
    comparison = reader.comparison()
    reader.end()
    listed = tuple(map(int, items.split()))
    return Call(
        kind.startswith("total"), comparison, _rule(yes), _rule(no), kind.endswith("last"), listed, int(start)
    )


def _rule(said: str) -> Rule:
    emit, _, hold = said.partition(", ")
    return Rule(None if emit == "-" else _expression(emit), _expression(hold))


def _expression(said: str) -> Expression:
    reader = Reader(said)
    expression = reader.expression()
    reader.end()
    return expression
