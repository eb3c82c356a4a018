"""Small worlds in which sentences hold: functions are tried in turn, predicates are found by a search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
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

_MOST_INTERPRETATIONS: Final = 80  # of constants and functions, for one choice of sizes
_MOST_DECISIONS: Final = 400


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
    """A world of the sentences, whose largest sort has `least` to `most` things; small ones first."""
    for sizes in sorted(product(range(1, most + 1), repeat=len(signature.sorts)), key=lambda s: (sum(s), s)):
        if max(sizes) < least:
            continue
        world = _of_size(signature, sentences, dict(zip(signature.sorts, sizes, strict=True)))
        if world is not None:
            return world
    return None


def _of_size(signature: Signature, sentences: Sequence[Formula], sizes: Mapping[str, int]) -> World | None:
    for tried, (constants, functions) in enumerate(_interpretations(signature, sizes)):
        if tried == _MOST_INTERPRETATIONS:
            return None
        atoms = _ground(World(sizes, constants, functions, {}), sentences)
        if atoms is not None:
            predicates = {
                name: frozenset(args for predicate, args in atoms if predicate == name)
                for name in signature.predicates
            }
            return World(sizes, constants, functions, predicates)
    return None


def _interpretations(
    signature: Signature, sizes: Mapping[str, int]
) -> Iterator[tuple[dict[str, int], dict[str, tuple[int, ...]]]]:
    """Values of constants, up to renaming where they come first, and tables of functions."""
    tables = [
        list(product(range(sizes[target]), repeat=sizes[source]))
        for source, target in signature.functions.values()
    ]
    for chosen in product(*tables):
        functions = dict(zip(signature.functions, chosen, strict=True))
        for values in _values(list(signature.constants.values()), sizes, bool(functions)):
            yield dict(zip(signature.constants, values, strict=True)), functions


def _values(sorts: Sequence[str], sizes: Mapping[str, int], fixed: bool) -> Iterator[tuple[int, ...]]:
    """Unless a table tells things apart, a constant is one met before, or the next."""
    if not sorts:
        yield ()
        return
    for before in _values(sorts[:-1], sizes, fixed):
        met = [value for value, sort in zip(before, sorts, strict=False) if sort == sorts[-1]]
        bound = sizes[sorts[-1]] if fixed else min(sizes[sorts[-1]], max(met, default=-1) + 2)
        # Different things first: names usually are of different things.
        for value in sorted(range(bound), key=lambda v: (v in met, v)):
            yield (*before, value)


_Known: TypeAlias = tuple[str, tuple[int, ...]]  # a ground atom


class _Clauses:
    """The sentences over a world of some size as clauses: numbers of atoms, negative where denied."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.atoms: dict[_Known, int] = {}
        self.count = 0
        self.clauses: list[frozenset[int]] = []

    def number(self, atom: _Known) -> int:
        if atom not in self.atoms:
            self.count += 1
            self.atoms[atom] = self.count
        return self.atoms[atom]

    def clausal(self, formula: Formula, things: dict[str, int], positive: bool) -> list[frozenset[int]]:
        """Clauses that hold together exactly if the formula, or its negation, does."""
        match formula:
            case Atom(predicate, terms):
                values = tuple(self.world.value(term, things) for term in terms)
                if predicate == EQUAL:
                    return [] if (values[0] == values[1]) is positive else [frozenset()]
                number = self.number((predicate, values))
                return [frozenset((number if positive else -number,))]
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
                    for thing in range(self.world.sizes[sort])
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


def _ground(world: World, sentences: Sequence[Formula]) -> list[_Known] | None:
    """The atoms that hold in a world that makes the sentences true; None if there is none."""
    clauses = _Clauses(world)
    for sentence in sentences:
        found = clauses.clausal(sentence, {}, True)
        if frozenset() in found:
            return None
        clauses.clauses += found
    true = _satisfy([clause for clause in clauses.clauses if not any(-n in clause for n in clause)])
    return None if true is None else [atom for atom, number in clauses.atoms.items() if number in true]


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
