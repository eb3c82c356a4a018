"""Lean texts of puzzles: the clues hold exactly in the solutions; and the steps that lead there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from factory.records import Outcome
from generators.family import Solution
from generators.grids.puzzle import Clue, Kind, Puzzle, solutions
from generators.grids.reason import Cases, Excluded, Found, Tree, branches, cases, leaves
from generators.parts import named
from generators.steps import Steps

_LETTERS = "abcdefghijmnopquvwxyz"  # k, l, r, s and t are used otherwise
_SPLIT = {2: "two", 3: "three", 4: "four", 5: "five"}
_FALSE_WITHOUT_VALUES = (Kind.NOT, Kind.DIFFER)  # why a clue fails needs no calculation


def name(place: int) -> str:
    """The formal name of a number."""
    return _LETTERS[place]


_SAID: Final = {
    Kind.IS: "{0} = {k}",
    Kind.NOT: "{0} ≠ {k}",
    Kind.SAME: "{0} = {1}",
    Kind.DIFFER: "{0} ≠ {1}",
    Kind.NEXT: "{0} + 1 = {1}",
    Kind.BESIDE: "({0} + 1 = {1} ∨ {1} + 1 = {0})",
    Kind.APART: "¬({0} + 1 = {1} ∨ {1} + 1 = {0})",
    Kind.BEFORE: "{0} < {1}",
    Kind.PAIR: "{0} + {1} = {k}",
    Kind.TRIPLE: "{0} + {1} + {2} = {k}",
}


def clue_text(clue: Clue) -> str:
    """What a clue says, in Lean."""
    return _SAID[clue.kind].format(*map(name, clue.places), k=clue.number)


def ground(puzzle: Puzzle) -> list[str]:
    """What is known without clues: the rows, and the bounds of free numbers."""
    size = puzzle.size
    rows = [
        f"Grids.Row{size} {' '.join(map(name, range(row * size, (row + 1) * size)))}"
        for row in range(puzzle.rows)
    ]
    return [*rows, *(f"{name(place)} < {size}" for place in range(puzzle.rows * size, puzzle.numbers))]


def said(values: Sequence[int]) -> str:
    """A solution."""
    return " ∧ ".join(f"{name(place)} = {value}" for place, value in enumerate(values))


def statement(puzzle: Puzzle) -> str:
    """That the clues hold exactly in the solutions."""
    names = " ".join(map(name, range(puzzle.numbers)))
    given = " ∧ ".join((*ground(puzzle), *map(clue_text, puzzle.clues)))
    found = solutions(puzzle)
    if not found:
        return f"∀ {names} : Nat, ¬({given})"
    listed = [said(values) for values in found]
    either = listed[0] if len(listed) == 1 else " ∨ ".join(f"({one})" for one in listed)
    return f"∀ {names} : Nat, {given} ↔ {either}"


@dataclass(frozen=True, slots=True)
class _Writer:
    puzzle: Puzzle

    @property
    def parts(self) -> list[str]:
        """The names of the proofs of what is given: rows, bounds of free numbers, clues."""
        puzzle = self.puzzle
        return [
            *(f"r{row}" for row in range(1, puzzle.rows + 1)),
            *(f"l{number}" for number in range(1, puzzle.free + 1)),
            *(f"k{number}" for number in range(1, len(puzzle.clues) + 1)),
        ]

    def bound(self, place: int) -> str:
        """That a number is below the size."""
        row, size = self.puzzle.row(place), self.puzzle.size
        if row is None:
            return f"l{place - self.puzzle.rows * size + 1}"
        return f"r{row + 1}.b{place % size + 1}"

    def excluded(self, why: Excluded, known: Mapping[int, int]) -> str:
        """A term for whatever is wanted, from values that are excluded."""
        facts = " ".join(f"{name(place)}{known[place]}" for place in why.places)
        size = self.puzzle.size
        if why.clue is None:
            first, second = (place % size + 1 for place in why.places)
            return f"Grids.no_differ r{why.places[0] // size + 1}.d{first}{second} {facts}"
        kind = self.puzzle.clues[why.clue].kind
        end = "" if kind in _FALSE_WITHOUT_VALUES else " rfl"
        return f"Grids.no_{kind} k{why.clue + 1} {facts}{end}"

    def split(self, tree: Cases, known: Mapping[int, int], ways: Sequence[str]) -> str:
        """The cases of a number; `ways` are the terms of the values that are left."""
        rest = iter(ways)
        shown = []
        for value, way in enumerate(tree.ways):
            fact = f"{name(tree.place)}{value}"
            inside = {**known, tree.place: value}
            proof = self.excluded(way, inside) if isinstance(way, Excluded) else next(rest)
            shown.append(f"(fun {fact} => {proof})")
        return f"Grids.{_SPLIT[self.puzzle.size]} {self.bound(tree.place)} {' '.join(shown)}"

    def have(self, tree: Cases, known: Mapping[int, int], value: int) -> str:
        """That a number has the only value that is left."""
        fact = f"{name(tree.place)}{value}"
        proof = self.told(tree, known, value) or self.split(tree, known, [fact])
        return f"have {fact} : {name(tree.place)} = {value} := {proof}"

    def told(self, tree: Cases, known: Mapping[int, int], value: int) -> str | None:
        """The value from a clue that excludes others because it says the value; None where there is none."""
        for way in tree.ways:
            if not isinstance(way, Excluded) or way.clue is None:
                continue
            clue, proof = self.puzzle.clues[way.clue], f"k{way.clue + 1}"
            if clue.kind is Kind.IS and clue.number == value:
                return proof
            if clue.kind is Kind.SAME:
                turned = clue.places[1] == tree.place
                other = clue.places[0 if turned else 1]
                if known.get(other) == value:
                    return f"{proof}{'.symm' if turned else ''}.trans {name(other)}{value}"
        return None

    def result(self, found: Found) -> str:
        """The solution that was found, as one of all."""
        listed = solutions(self.puzzle)
        shown = f"⟨{', '.join(self.facts(found.values))}⟩"
        return _one_of(shown, listed.index(found.values), len(listed))

    def term(self, tree: Tree, known: Mapping[int, int]) -> str:
        """The tree as a term."""
        if isinstance(tree, Found):
            return self.result(tree)
        inner = [(value, way) for value, way in enumerate(tree.ways) if not isinstance(way, Excluded)]
        if len(inner) == 1:
            value, way = inner[0]
            return f"{self.have(tree, known, value)}; {self.term(way, {**known, tree.place: value})}"
        return self.split(tree, known, [self.term(way, {**known, tree.place: value}) for value, way in inner])

    def lines(self, tree: Tree, known: Mapping[int, int]) -> Iterator[str]:
        """The tree as a script."""
        if isinstance(tree, Found):
            yield f"exact {self.result(tree)}"
            return
        inner = [(value, way) for value, way in enumerate(tree.ways) if not isinstance(way, Excluded)]
        if len(inner) == 1:
            value, way = inner[0]
            yield self.have(tree, known, value)
            yield from self.lines(way, {**known, tree.place: value})
            return
        yield f"{'refine' if inner else 'exact'} {self.split(tree, known, ['?_'] * len(inner))}"
        for value, way in inner:
            first, *rest = self.lines(way, {**known, tree.place: value})
            yield f"· {first}"
            yield from (f"  {line}" for line in rest)

    def fits(self, values: Sequence[int]) -> str:
        """That a solution is as the clues say, from the parts of what says what it is."""
        puzzle, size = self.puzzle, self.puzzle.size
        facts = self.facts(values)
        shown = [
            f"Grids.row{size} {' '.join(facts[row * size : (row + 1) * size])} rfl"
            for row in range(puzzle.rows)
        ]
        shown += [f"Grids.below_of {fact} rfl" for fact in facts[puzzle.rows * size :]]
        for clue in puzzle.clues:
            cited = " ".join(facts[place] for place in clue.places)
            if clue.kind is Kind.IS:
                shown.append(cited)
            elif clue.kind is Kind.SAME:
                shown.append(f"Grids.same {cited}")
            else:
                lemma = "is_not" if clue.kind is Kind.NOT else str(clue.kind)
                shown.append(f"Grids.{lemma} {cited} rfl")
        return f"⟨{', '.join(shown)}⟩"

    def facts(self, values: Sequence[int]) -> list[str]:
        """The names of the proofs of a solution's parts."""
        return [f"{name(place)}{value}" for place, value in enumerate(values)]


def _one_of(proof: str, place: int, count: int) -> str:
    """A proof of one part of a disjunction as one of the whole."""
    if count == 1:
        return proof
    inner = proof if place == count - 1 else f"(Or.inl {proof})"
    for _ in range(place):
        inner = f"(Or.inr {inner})"
    return inner


def prove(puzzle: Puzzle) -> Solution:
    """The proof of `statement`; its steps have no words yet."""
    tree = cases(puzzle)
    writer = _Writer(puzzle)
    names = " ".join(map(name, range(puzzle.numbers)))
    given = named(writer.parts)
    inner = writer.term(tree, {})
    lines = [f"refine {given}?_", *writer.lines(tree, {})]
    found = solutions(puzzle)
    if not found:
        tactic = "\n  ".join((f"by\n  intro {names} s", *lines))
        term = f"fun {names} s => {given}{inner}"
    else:
        only = "\n    ".join(("intro s", *lines))
        fits = [named(writer.facts(values)) + writer.fits(values) for values in found]
        if len(found) == 1:
            back = f"intro s\n    exact {fits[0]}"
        else:
            back = "\n    ".join(
                (f"rintro ({' | '.join('s' * len(found))})", *(f"· exact {fit}" for fit in fits))
            )
        tactic = f"by\n  intro {names}\n  constructor\n  · {only}\n  · {back}"
        term = f"fun {names} => ⟨fun s => {given}{inner}, {_either([f'fun s => {fit}' for fit in fits])}⟩"
    search = {"leaves": float(leaves(tree)), "branches": float(branches(tree))}
    return Solution(Outcome.INTUITIONISTIC, tactic, term, _Tracer(puzzle, tree).steps, search)


def _either(ways: Sequence[str]) -> str:
    """A function on a disjunction, from one on each part."""
    if len(ways) == 1:
        return ways[0]
    return f"fun t => t.elim ({ways[0]}) ({_either(ways[1:])})"


class _Tracer:
    """The steps: the setting and the clues, what each leaves of the cases, the solutions."""

    def __init__(self, puzzle: Puzzle, tree: Tree) -> None:
        self.puzzle = puzzle
        self.steps = Steps()
        self.steps.add("premise", [], " ∧ ".join(ground(puzzle)))
        for clue in puzzle.clues:
            self.steps.add("premise", [], clue_text(clue))
        ends: list[int] = []
        self._walk(tree, {}, {}, 0, ends)
        found = solutions(puzzle)
        listed = " ∨ ".join(f"({said(values)})" for values in found)
        self.steps.add("solution" if found else "none", ends, listed or "False")

    def _why(self, tree: Cases, facts: Mapping[int, int]) -> list[int]:
        """The steps by which values are excluded."""
        cited: dict[int, None] = {}
        for way in tree.ways:
            if isinstance(way, Excluded):
                cited[0 if way.clue is None else way.clue + 1] = None
                cited |= dict.fromkeys(facts[place] for place in way.places if place != tree.place)
        return sorted(cited)

    def _walk(
        self, tree: Tree, known: dict[int, int], facts: dict[int, int], depth: int, ends: list[int]
    ) -> bool:
        """Write the steps of a tree; whether it has a solution."""
        if isinstance(tree, Found):
            cited = [facts[place] for place in range(self.puzzle.numbers)]
            ends.append(self.steps.add("found", cited, said(tree.values), depth))
            return True
        open_values, why = tree.open, self._why(tree, facts)
        if not open_values:
            every = _any(tree.place, range(self.puzzle.size))
            ends.append(self.steps.add("clash", why, f"¬({every})", depth, failed=depth > 0))
            return False
        if len(open_values) == 1:
            (value,) = open_values
            step = self.steps.add("only", why, f"{name(tree.place)} = {value}", depth)
            way = tree.ways[value]
            assert not isinstance(way, Excluded)
            return self._walk(way, {**known, tree.place: value}, {**facts, tree.place: step}, depth, ends)
        cited = [self.steps.add("split", why, _any(tree.place, open_values), depth)]
        solved = False
        for value in open_values:
            begin = len(self.steps)
            step = self.steps.add("suppose", cited, f"{name(tree.place)} = {value}", depth + 1)
            way = tree.ways[value]
            assert not isinstance(way, Excluded)
            inside = {**facts, tree.place: step}
            if self._walk(way, {**known, tree.place: value}, inside, depth + 1, ends):
                solved = True
            else:
                self._fail(begin)
        return solved

    def _fail(self, begin: int) -> None:
        """Mark the steps from one on as a branch that leads nowhere."""
        for number in range(begin, len(self.steps)):
            self.steps[number] = msgspec.structs.replace(self.steps[number], failed=True)


def _any(place: int, values: Iterable[int]) -> str:
    """That a number is one of some values."""
    return " ∨ ".join(f"{name(place)} = {value}" for value in values)
