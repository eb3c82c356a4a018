"""Counts by cases on the first number: what is left to be said of the rest is again a description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from generators.counting.description import Condition, Kind, Question

State: TypeAlias = tuple[Condition, ...]
_NEVER: Final = Condition(Kind.NEVER)
_GONE: Final[State] = (_NEVER,)
_ENDED: Final = Condition(Kind.LENGTH, (0,))
_DEEPEST: Final = 40  # numbers in a list


def after(first: int, c: Condition) -> State:
    """What must be true of the rest of a list that begins so; in Lean it is `Condition.after`."""
    n = c.numbers
    kind = c.kind
    if kind is Kind.LENGTH:
        return (Condition(kind, (n[0] - 1,)),) if n[0] else _GONE
    if kind is Kind.SUM:
        return (Condition(kind, (n[0] - first,)),) if first <= n[0] else _GONE
    if kind is Kind.RESIDUE:
        return (Condition(Kind.SHIFTED, (first % n[1], *n)),)
    if kind is Kind.SHIFTED:
        return (Condition(kind, ((n[0] + first) % n[2], n[1], n[2])),)
    if kind is Kind.COUNT and n[0] == first:
        return (Condition(kind, (n[0], n[1] - 1)),) if n[1] else _GONE
    if kind in (Kind.AVOIDS, Kind.FOLLOWS):
        clash = kind is Kind.FOLLOWS and (n[0], first) in c.pairs
        return _GONE if clash else (Condition(Kind.FOLLOWS, (first,), c.pairs),)
    if kind is Kind.AHEAD and first < 2:
        height = n[0] + 1 - 2 * first
        return (Condition(kind, (height,)),) if height >= 0 else _GONE
    if kind is Kind.CONTAINS and n[0] == first:
        return ()
    if kind is Kind.LACKS and n[0] == first:
        return _GONE
    if kind is Kind.DISTINCT:
        return Condition(Kind.LACKS, (first,)), c
    if kind is Kind.STARTS:
        return () if n[0] == first else _GONE
    if kind in (Kind.ENDS, Kind.CLOSES):
        return (Condition(Kind.CLOSES, (first, n[-1])),)
    return (c,)


def all_after(first: int, state: State) -> State:
    """The same for all conditions."""
    return tuple(left for c in state for left in after(first, c))


def _left(first: int, state: State) -> State | None:
    """The same; None when one of them can never be true."""
    rest: list[Condition] = []
    for c in state:
        left = after(first, c)
        if left == _GONE:
            return None
        rest += left
    return tuple(rest)


def _empty_fits(c: Condition) -> bool:
    n = c.numbers
    if c.kind in (Kind.LENGTH, Kind.SUM):
        return n[0] == 0
    if c.kind is Kind.RESIDUE:
        return 0 % n[1] == n[0]
    if c.kind is Kind.SHIFTED:
        return n[0] % n[2] == n[1]
    if c.kind is Kind.COUNT:
        return n[1] == 0
    if c.kind is Kind.CLOSES:
        return n[0] == n[1]
    return c.kind not in (Kind.CONTAINS, Kind.STARTS, Kind.ENDS, Kind.NEVER)


def start(state: State) -> int:
    """1 if the empty list is as described."""
    return int(all(map(_empty_fits, state)))


@dataclass(frozen=True, slots=True)
class Branch:
    """The lists that begin with a number: how many, and the case that says so.

    Without a case the list ends there (`last`), or there are none.
    """

    first: int
    count: int
    case: int | None
    last: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A description with its count, as the sum over its branches, and of the empty list."""

    state: State
    empty: int
    branches: tuple[Branch, ...]

    @property
    def count(self) -> int:
        """How many lists there are."""
        return self.empty + sum(branch.count for branch in self.branches)


class TooMany(ValueError):
    """There are more cases than allowed, or lists that are too long."""


@lru_cache(maxsize=64)
def cases(letters: Sequence[int], conditions: State, most: int = 500) -> tuple[Case, ...]:
    """All cases that are met, each after those that it rests on; the last one is the question's.

    Raises TooMany.
    """
    found: dict[State, int] = {}
    listed: list[Case] = []
    counts: list[int] = []
    met = 0

    def visit(state: State, depth: int) -> int:
        nonlocal met
        met += 1
        if depth > _DEEPEST:
            raise TooMany(f"lists are longer than {_DEEPEST}")
        if met > most:
            raise TooMany(f"there are more than {most} cases")
        empty = count = start(state)
        branches = []
        for first in letters:
            rest = _left(first, state)
            if rest is None:
                branches.append(Branch(first, 0, None, False))
                continue
            if _ENDED in rest:
                branches.append(Branch(first, start(rest), None, True))
            else:
                case = found.get(rest)
                if case is None:
                    case = visit(rest, depth + 1)
                branches.append(Branch(first, counts[case], case, False))
            count += branches[-1].count
        listed.append(Case(state, empty, tuple(branches)))
        counts.append(count)
        found[state] = len(listed) - 1
        return found[state]

    visit(conditions, 0)
    return tuple(listed)


def answer(question: Question) -> int:
    """How many lists there are."""
    return cases(question.letters, question.conditions)[-1].count
