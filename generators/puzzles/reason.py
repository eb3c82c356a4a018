"""How someone reasons about conditions with one solution: what is forced, what an assumption leads to.

A literal follows when its opposite, with what is known, makes a condition false, or leads to such a
contradiction by further steps. Assumptions within assumptions are made only where simpler ones do not help,
as in G. Stålmarck's method (M. Sheeran and G. Stålmarck, "A tutorial on Stålmarck's proof procedure", 2000).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generators.puzzles.formula import Certifier, Formula, Known, value


@dataclass(frozen=True, slots=True)
class Line:
    """A literal that follows: its opposite is refuted."""

    literal: int
    refuted: Refutation


@dataclass(frozen=True, slots=True)
class Refutation:
    """Lines until a condition (its number) is false; `used` are the literals that it takes from outside."""

    lines: tuple[Line, ...]
    condition: int
    used: frozenset[int]

    @property
    def depth(self) -> int:
        """How many assumptions are made within it at once."""
        return 1 + max((line.refuted.depth for line in self.lines if line.refuted.lines), default=0)


@dataclass(frozen=True, slots=True)
class Attempt:
    """An assumption that led to no contradiction, and what followed from it."""

    before: int  # it was made before this line of the argument
    literal: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """All literals of the one solution in the order in which they follow, and attempts that led nowhere."""

    lines: tuple[Line, ...]
    attempts: tuple[Attempt, ...]


class Reasoner:
    """Reasons about conditions over `variables` variables."""

    def __init__(self, conditions: Sequence[Formula], variables: int) -> None:
        self.conditions = conditions
        self.variables = range(1, variables + 1)

    def argue(self) -> Argument:
        """The argument for the solution; raises ValueError when there is not exactly one."""
        known: dict[int, bool] = {}
        lines: list[Line] = []
        attempts: list[Attempt] = []
        while len(known) < len(self.variables):
            line = self._forced(known)
            for depth in range(1, len(self.variables) + 1):
                if line is not None:
                    break
                line = self._by_assumption(known, depth, len(lines), attempts)
            if line is None or self._false(known) is not None:
                raise ValueError("the conditions have no solution, or more than one")
            lines.append(line)
            known[abs(line.literal)] = line.literal > 0
        return Argument(tuple(lines), tuple(attempts))

    def _false(self, known: Known) -> int | None:
        """The first condition that is false."""
        return next((n for n, c in enumerate(self.conditions) if value(c, known) is False), None)

    def _forced(self, known: Known) -> Line | None:
        """A literal whose opposite makes a condition false."""
        for number, condition in enumerate(self.conditions):
            if value(condition, known) is not None:
                continue
            for variable in self.variables:
                for guess in (True, False):
                    if variable not in known and value(condition, {**known, variable: guess}) is False:
                        literal = -variable if guess else variable
                        return Line(literal, self._closed({**known, variable: guess}, number))
        return None

    def _closed(self, known: Known, number: int) -> Refutation:
        certifier = Certifier(known, str)
        certifier.refutation(self.conditions[number], "")
        return Refutation((), number, frozenset(certifier.used))

    def _by_assumption(self, known: Known, depth: int, before: int, attempts: list[Attempt]) -> Line | None:
        for variable in self.variables:
            if variable in known:
                continue
            for guess in (True, False):
                literal = variable if guess else -variable
                found = self._refute({**known, variable: guess}, depth)
                if isinstance(found, Refutation):
                    return Line(-literal, found)
                # One fruitless attempt is shown where the argument goes on by an assumption.
                if found and not any(attempt.before == before for attempt in attempts):
                    attempts.append(Attempt(before, literal, tuple(found)))
        return None

    def _refute(self, known: Known, depth: int) -> Refutation | list[Line]:
        """A refutation of what is known, or the lines that follow from it."""
        inner = dict(known)
        lines: list[Line] = []
        while True:
            false = self._false(inner)
            if false is not None:
                return _needed(lines, self._closed(inner, false))
            line = self._forced(inner)
            if line is None and depth > 1:
                line = self._by_assumption(inner, depth - 1, -1, [Attempt(-1, 0, ())])
            if line is None:
                return lines
            if -line.literal not in line.refuted.used:
                return _needed(lines, line.refuted)
            lines.append(line)
            inner[abs(line.literal)] = line.literal > 0


def _needed(lines: Sequence[Line], end: Refutation) -> Refutation:
    """The refutation with those lines before it that it rests on."""
    used = set(end.used)
    kept = list(end.lines)
    for line in reversed(lines):
        if line.literal in used:
            used.remove(line.literal)
            used |= line.refuted.used - {-line.literal}
            kept.insert(0, line)
    return Refutation(tuple(kept), end.condition, frozenset(used))
