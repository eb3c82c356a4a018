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
_KNOWN: Final = 50_000  # conditions whose rests are kept


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


class _Rests(dict[int, "tuple[_Rests, ...] | None"]):
    """A condition, with what it leaves after each first number; None where that can never be true.

    Each condition has one of these in `known`, so that they are compared and looked up as objects.
    """

    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__

    def __init__(self, condition: Condition, known: dict[Condition, _Rests]) -> None:
        self.condition, self.known = condition, known
        self.fits = _empty_fits(condition)

    def __missing__(self, first: int) -> tuple[_Rests, ...] | None:
        left = after(first, self.condition)
        self[first] = None if left == _GONE else tuple(_rests(c, self.known) for c in left)
        return self[first]


def _rests(c: Condition, known: dict[Condition, _Rests]) -> _Rests:
    found = known.get(c)
    if found is None:
        found = known[c] = _Rests(c, known)
    return found


_known: dict[Condition, _Rests] = {}  # of all descriptions: most conditions are met again and again


class Counted:
    """All cases that are met, each after those that it rests on; the last one is the question's.

    Very many descriptions are counted for one that is asked, so only what is needed for that is done at once.
    """

    def __init__(self, letters: Sequence[int], conditions: State, most: int) -> None:
        """Raises TooMany."""
        if len(_known) > _KNOWN:
            _known.clear()
        self.letters, self.most = letters, most
        self._ended = _rests(_ENDED, _known)
        self._found: dict[tuple[_Rests, ...], int] = {}
        self._met = 0
        # Of each case: its state, 1 if the empty list is meant, and by letter the count and the case, or -1
        # where the list ends there, or -2 where there is none.
        self._listed: list[tuple[tuple[_Rests, ...], int, list[tuple[int, int]]]] = []
        self._counts: list[int] = []
        self._visit(tuple(_rests(c, _known) for c in conditions), 0)

    def __len__(self) -> int:
        return len(self._counts)

    @property
    def count(self) -> int:
        """How many lists there are."""
        return self._counts[-1]

    def cases(self) -> tuple[Case, ...]:
        """The cases, with their states."""
        return tuple(
            Case(
                tuple(c.condition for c in state),
                empty,
                tuple(
                    Branch(first, count, case if case >= 0 else None, case == -1)
                    for first, (count, case) in zip(self.letters, branches, strict=True)
                ),
            )
            for state, empty, branches in self._listed
        )

    def _visit(self, state: tuple[_Rests, ...], depth: int) -> int:
        self._met += 1
        if depth > _DEEPEST:
            raise TooMany(f"lists are longer than {_DEEPEST}")
        if self._met > self.most:
            raise TooMany(f"there are more than {self.most} cases")
        empty = count = _start(state)
        branches = []
        for first in self.letters:
            rest: tuple[_Rests, ...] = ()
            for c in state:
                left = c[first]
                if left is None:
                    branches.append((0, -2))
                    break
                rest += left
            else:
                if self._ended in rest:
                    branches.append((_start(rest), -1))
                else:
                    case = self._found.get(rest)
                    if case is None:
                        case = self._visit(rest, depth + 1)
                    branches.append((self._counts[case], case))
                count += branches[-1][0]
        self._listed.append((state, empty, branches))
        self._counts.append(count)
        self._found[state] = len(self._listed) - 1
        return self._found[state]


def _start(state: tuple[_Rests, ...]) -> int:
    return int(all(c.fits for c in state))


@lru_cache(maxsize=64)
def counted(letters: Sequence[int], conditions: State, most: int = 500) -> Counted:
    """The lists counted by cases. Raises TooMany."""
    return Counted(letters, conditions, most)


@lru_cache(maxsize=64)
def cases(letters: Sequence[int], conditions: State) -> tuple[Case, ...]:
    """All cases that are met, each after those that it rests on; the last one is the question's.

    Raises TooMany.
    """
    return counted(letters, conditions).cases()


def answer(question: Question) -> int:
    """How many lists there are."""
    return counted(question.letters, question.conditions).count
