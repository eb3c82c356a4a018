"""Small worlds in which sentences hold, found by propagation and decisions over what may be true there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final, TypeAlias

from generators.firstorder.formula import (
    EQUAL,
    And,
    Atom,
    Bottom,
    Exists,
    Forall,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Signature,
    Term,
)

_MOST_DECISIONS: Final = 400
_MOST_LINKED: Final = 3  # sorts whose sizes are varied


@dataclass(frozen=True, slots=True)
class World:
    """Sorts are 0 .. size - 1; functions and predicates are tables."""

    sizes: Mapping[str, int]
    constants: Mapping[str, int]
    functions: Mapping[str, tuple[int, ...]]
    predicates: Mapping[str, frozenset[tuple[int, ...]]]

    def value(self, term: Term, things: Mapping[str, int]) -> int:
        """What a term is, its variables being these things."""
        if isinstance(term, str):
            return things[term] if term in things else self.constants[term]
        return self.functions[term.function][self.value(term.argument, things)]

    def holds(self, formula: Formula, things: Mapping[str, int] | None = None) -> bool:
        """Whether the formula is true, its free variables being these things."""
        given = things or {}
        match formula:
            case Atom(predicate, terms):
                values = tuple(self.value(term, given) for term in terms)
                return values[0] == values[1] if predicate == EQUAL else values in self.predicates[predicate]
            case Not(part):
                return not self.holds(part, given)
            case And(parts):
                return all(self.holds(part, given) for part in parts)
            case Or(parts):
                return any(self.holds(part, given) for part in parts)
            case Implies(left, right):
                return not self.holds(left, given) or self.holds(right, given)
            case Iff(left, right):
                return self.holds(left, given) is self.holds(right, given)
            case Forall(variable, sort, body):
                return all(self.holds(body, {**given, variable: thing}) for thing in range(self.sizes[sort]))
            case Exists(variable, sort, body):
                return any(self.holds(body, {**given, variable: thing}) for thing in range(self.sizes[sort]))
            case Bottom():
                return False


def find_world(
    signature: Signature, sentences: Sequence[Formula], least: int = 1, most: int = 3
) -> World | None:
    """A world of the sentences whose largest sort has `least` to `most` things; small ones first."""
    for size in range(least, most + 1):
        for sizes in _sizes(signature, size):
            world = _Clauses(signature, sizes).world(sentences)
            if world is not None:
                return world
    return None


def _sizes(signature: Signature, largest: int) -> list[dict[str, int]]:
    """Sizes of sorts up to that of the largest; those that no function links to others are as large."""
    linked = list(dict.fromkeys(sort for sorts in signature.functions.values() for sort in sorts))[
        :_MOST_LINKED
    ]
    if len(linked) < 2:
        return [dict.fromkeys(signature.sorts, largest)]
    chosen = product(range(1, largest + 1), repeat=len(linked))
    return [
        {**dict.fromkeys(signature.sorts, largest), **dict(zip(linked, sizes, strict=True))}
        for sizes in sorted(chosen, key=lambda sizes: (sum(sizes), sizes))
        if max(sizes) == largest
    ]


_Cell: TypeAlias = tuple[
    str, tuple[int, ...]
]  # a predicate of things; or a function of things with its value last


class _Clauses:
    """Sentences over worlds of some size as clauses: numbers of cells that hold, negative where not."""

    def __init__(self, signature: Signature, sizes: Mapping[str, int]) -> None:
        self.signature = signature
        self.sizes = sizes
        self.cells: dict[_Cell, int] = {}
        self.count = 0
        self.clauses: list[frozenset[int]] = []
        for name, sort in signature.constants.items():
            self._one_value(name, (), sizes[sort])
        for name, (source, target) in signature.functions.items():
            for thing in range(sizes[source]):
                self._one_value(name, (thing,), sizes[target])

    def world(self, sentences: Sequence[Formula]) -> World | None:
        """A world in which the sentences hold, if one is found in bounds."""
        for sentence in sentences:
            found = self.clausal(sentence, {}, True)
            if frozenset() in found:
                return None
            self.clauses += found
        true = _satisfy([clause for clause in self.clauses if not any(-n in clause for n in clause)])
        if true is None:
            return None
        holds: dict[str, list[tuple[int, ...]]] = {name: [] for name in self.signature.symbols}
        for (name, places), number in self.cells.items():
            if number in true:
                holds[name].append(places)
        return World(
            dict(self.sizes),
            {name: holds[name][0][0] for name in self.signature.constants},
            {name: tuple(value for _, value in sorted(holds[name])) for name in self.signature.functions},
            {name: frozenset(holds[name]) for name in self.signature.predicates},
        )

    def _one_value(self, name: str, places: tuple[int, ...], size: int) -> None:
        numbers = [self.number((name, (*places, value))) for value in range(size)]
        self.clauses.append(frozenset(numbers))
        self.clauses += [frozenset((-one, -other)) for one, other in combinations(numbers, 2)]

    def number(self, cell: _Cell) -> int:
        """The number of a cell."""
        if cell not in self.cells:
            self.count += 1
            self.cells[cell] = self.count
        return self.cells[cell]

    def values(self, term: Term, things: dict[str, int]) -> list[tuple[frozenset[int], int]]:
        """What a term may be; each with cells, denied, that would have to hold."""
        if isinstance(term, str):
            if term in things:
                return [(frozenset(), things[term])]
            size = self.sizes[self.signature.constants[term]]
            return [(frozenset((-self.number((term, (value,))),)), value) for value in range(size)]
        target = self.signature.functions[term.function][1]
        return [
            (unless | {-self.number((term.function, (argument, value)))}, value)
            for unless, argument in self.values(term.argument, things)
            for value in range(self.sizes[target])
        ]

    def _atom(self, atom: Atom, things: dict[str, int], positive: bool) -> list[frozenset[int]]:
        clauses = []
        for chosen in product(*(self.values(term, things) for term in atom.terms)):
            unless = frozenset[int]().union(*(condition for condition, _ in chosen))
            values = tuple(value for _, value in chosen)
            if atom.predicate != EQUAL:
                number = self.number((atom.predicate, values))
                clauses.append(unless | {number if positive else -number})
            elif (values[0] == values[1]) is not positive:
                clauses.append(unless)
        return clauses

    def clausal(self, formula: Formula, things: dict[str, int], positive: bool) -> list[frozenset[int]]:
        """Clauses that hold together exactly if the formula, or its negation, does."""
        match formula:
            case Atom():
                return self._atom(formula, things, positive)
            case Not(part):
                return self.clausal(part, things, not positive)
            case And(parts) | Or(parts):
                sides = [self.clausal(part, things, positive) for part in parts]
                return self._joined(sides, isinstance(formula, And) is positive)
            case Implies(left, right):
                sides = [self.clausal(left, things, not positive), self.clausal(right, things, positive)]
                return self._joined(sides, not positive)
            case Iff(left, right):
                ways = (Implies(left, right), Implies(right, left))
                return self._joined([self.clausal(way, things, positive) for way in ways], positive)
            case Forall(variable, sort, body) | Exists(variable, sort, body):
                sides = [
                    self.clausal(body, {**things, variable: thing}, positive)
                    for thing in range(self.sizes[sort])
                ]
                return self._joined(sides, isinstance(formula, Forall) is positive)
            case Bottom():
                return [frozenset()] if positive else []

    def _joined(self, sides: list[list[frozenset[int]]], all_of_them: bool) -> list[frozenset[int]]:
        if all_of_them:
            return [clause for side in sides for clause in side]
        if [] in sides:
            return []
        result: frozenset[int] = frozenset()
        for side in sides:
            if len(side) == 1:
                result |= side[0]
            else:  # a name for the side
                self.count += 1
                self.clauses += [clause | {-self.count} for clause in side]
                result |= {self.count}
        return [result]


def _satisfy(clauses: list[frozenset[int]]) -> set[int] | None:
    """The literals of a model of the clauses, none that is not needed; None if none was found in bounds."""
    within: dict[int, list[int]] = {}
    for number, clause in enumerate(clauses):
        for literal in clause:
            within.setdefault(literal, []).append(number)
    true: set[int] = set()
    trail: list[int] = []
    decisions: list[tuple[int, int]] = []  # places in the trail, and the literals that were tried there
    waiting = [next(iter(clause)) for clause in clauses if len(clause) == 1]
    spent = 0
    while True:
        if not _propagated(clauses, within, true, trail, waiting):
            if not decisions:
                return None
            place, literal = decisions.pop()
            true.difference_update(trail[place:])
            del trail[place:]
            waiting = [-literal]
            continue
        # A clause that is open: deny an atom of it that may be false, else take one that may be true.
        open_clause = next((clause for clause in clauses if clause.isdisjoint(true)), None)
        if open_clause is None:
            return true
        spent += 1
        if spent > _MOST_DECISIONS:
            return None
        literal = min(
            (literal for literal in open_clause if -literal not in true), key=lambda n: (n > 0, abs(n))
        )
        decisions.append((len(trail), literal))
        waiting = [literal]


def _propagated(
    clauses: list[frozenset[int]],
    within: Mapping[int, list[int]],
    true: set[int],
    trail: list[int],
    waiting: list[int],
) -> bool:
    """Hold the literals that wait, and what follows; whether that is possible."""
    while waiting:
        literal = waiting.pop()
        if literal in true:
            continue
        if -literal in true:
            return False
        true.add(literal)
        trail.append(literal)
        for number in within.get(-literal, ()):
            clause = clauses[number]
            if not clause.isdisjoint(true):
                continue
            left = [other for other in clause if -other not in true]
            if not left:
                return False
            if len(left) == 1:
                waiting.append(left[0])
    return True
