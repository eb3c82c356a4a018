"""Search for a model by decisions and propagation, which learns a clause from every dead end.

Conflict-driven clause learning at the first unique implication point: J. P. Marques-Silva and K. A. Sakallah,
"GRASP: a search algorithm for propositional satisfiability" (1999). Without restarts or deletion: what is
searched here is small, and every learnt clause is a line of a proof.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from generators.sat.formula import Clause, Formula


class Move(StrEnum):
    """What the search did."""

    DECIDE = "decide"
    PROPAGATE = "propagate"
    CONFLICT = "conflict"
    LEARN = "learn"


@dataclass(slots=True)
class Event:
    """A move. `clause` is the number of the clause that propagates, fails or was learnt; -1 of a decision.

    `literal` became true, by a decision or propagation. `used` are the clauses that a learnt one was resolved
    from. `failed`: it was undone later.
    """

    move: Move
    level: int
    literal: int = 0
    clause: int = -1
    used: tuple[int, ...] = ()
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A finished search: the clauses, learnt ones after those of the formula, and a model if there is one."""

    clauses: tuple[Clause, ...]
    events: tuple[Event, ...]
    used: Mapping[int, tuple[int, ...]]  # learnt clause -> the clauses that it was resolved from
    model: tuple[bool, ...] | None  # of variable 1, 2, ...

    def count(self, move: Move) -> int:
        """How often the search did this."""
        return sum(event.move is move for event in self.events)

    @property
    def needed(self) -> list[int]:
        """The learnt clauses that the empty one, which is the last, depends on; ascending."""
        wanted, waiting = set[int](), [len(self.clauses) - 1]
        while waiting:
            number = waiting.pop()
            if number in self.used and number not in wanted:
                wanted.add(number)
                waiting += self.used[number]
        return sorted(wanted)


@lru_cache(maxsize=256)
def search(formula: Formula) -> Run:
    """The search for a model of a formula; it always ends."""
    return _Search(formula).run()


class _Search:
    def __init__(self, formula: Formula) -> None:
        self.variables = formula.variables
        self.clauses = list(formula.clauses)
        self.used: dict[int, tuple[int, ...]] = {}
        self.events: list[Event] = []
        self.trail: list[Event] = []  # decisions and propagations that stand
        self.place: dict[int, int] = {}  # true literal -> its place in the trail
        self.level = 0

    def run(self) -> Run:
        while True:
            conflict = self._propagate()
            if conflict is None:
                literal = self._decision()
                if literal is None:
                    return self._end(tuple(v in self.place for v in range(1, self.variables + 1)))
                self.level += 1
                self._hold(Event(Move.DECIDE, self.level, literal))
                continue
            self.events.append(Event(Move.CONFLICT, self.level, clause=conflict))
            learnt, used = self._explain(conflict)
            back = self._level_after(learnt)
            self._undo(back)
            self.used[len(self.clauses)] = used
            self.events.append(Event(Move.LEARN, back, clause=len(self.clauses), used=used))
            self.clauses.append(learnt)
            if not learnt:
                return self._end(None)

    def _end(self, model: tuple[bool, ...] | None) -> Run:
        return Run(tuple(self.clauses), tuple(self.events), self.used, model)

    def _hold(self, event: Event) -> None:
        self.place[event.literal] = len(self.trail)
        self.trail.append(event)
        self.events.append(event)

    def _propagate(self) -> int | None:
        """Draw all conclusions from clauses with one literal left; the number of a clause that fails."""
        moved = True
        while moved:
            moved = False
            for number, clause in enumerate(self.clauses):
                left = [literal for literal in clause if -literal not in self.place]
                if not left:
                    return number
                if len(left) == 1 and left[0] not in self.place:
                    self._hold(Event(Move.PROPAGATE, self.level, left[0], number))
                    moved = True
        return None

    def _decision(self) -> int | None:
        """The literal that most open clauses have; None when no clause is open."""
        counts: Counter[int] = Counter()
        for clause in self.clauses:
            if not any(literal in self.place for literal in clause):
                counts.update(literal for literal in clause if -literal not in self.place)
        return min(counts, key=lambda literal: (-counts[literal], abs(literal), literal), default=None)

    def _explain(self, conflict: int) -> tuple[Clause, tuple[int, ...]]:
        """A clause that fails too, of whose literals one at most is of this level and none of level 0."""
        clause, used = set(self.clauses[conflict]), [conflict]
        for event in reversed(self.trail):
            if -event.literal not in clause or event.move is Move.DECIDE:
                continue
            here = sum(self._level(literal) == self.level for literal in clause)
            if event.level == 0 or (event.level == self.level and here > 1):
                clause.remove(-event.literal)
                clause.update(literal for literal in self.clauses[event.clause] if literal != event.literal)
                used.append(event.clause)
        return tuple(sorted(clause, key=abs)), tuple(used)

    def _level(self, literal: int) -> int:
        return self.trail[self.place[-literal]].level

    def _level_after(self, learnt: Clause) -> int:
        """The level at which the learnt clause has one literal left."""
        levels = sorted(self._level(literal) for literal in learnt)
        return levels[-2] if len(levels) > 1 else 0

    def _undo(self, back: int) -> None:
        if self.level > back:
            self.events[-1].failed = True
        while self.trail and self.trail[-1].level > back:
            event = self.trail.pop()
            event.failed = True
            del self.place[event.literal]
        self.level = back
