"""Samples puzzles of which the clues leave one solution, a few, or none, and no clue can be spared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from generators.choice import Choice
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling
from generators.grids.prove import clue_text, ground, name, prove, statement
from generators.grids.puzzle import (
    Clue,
    Kind,
    Puzzle,
    Theme,
    admitted,
    candidates,
    canonical,
    fits,
    left,
    parse,
    solutions,
)
from generators.grids.reason import branches, cases, depth, leaves
from generators.grids.words import say, tell

Share = Annotated[float, Meta(ge=0, le=1)]
Weight = Annotated[int, Meta(ge=0, le=1000)]

_MIXES: Final[Mapping[Theme, Sequence[Kind]]] = {
    Theme.GRID: (Kind.SAME, Kind.SAME, Kind.NEXT, Kind.BESIDE, Kind.BEFORE, Kind.DIFFER, Kind.IS, Kind.NOT),
    Theme.SEATS: (Kind.NEXT, Kind.BESIDE, Kind.APART, Kind.APART, Kind.BEFORE, Kind.BEFORE, Kind.NOT),
    Theme.COLOURS: (*[Kind.DIFFER] * 6, Kind.SAME, Kind.IS, Kind.NOT, Kind.NOT),
    Theme.SUMS: (Kind.PAIR, Kind.TRIPLE, Kind.BEFORE, Kind.APART, Kind.BESIDE, Kind.NEXT, Kind.NOT),
}


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section."""

    grids: Weight = 4  # rows of things, one of each row at every place
    seats: Weight = 2  # one row
    colours: Weight = 1  # regions, neighbours of different colours
    sums: Weight = 2  # numbers to be added
    several: Share = 0.2  # puzzles with two or three solutions
    impossible: Share = 0.2
    distractors: Annotated[int, Meta(ge=0, le=8)] = 3  # at most so many clues that could be spared
    min_size: Annotated[int, Meta(ge=3, le=5)] = 5  # places, people, numbers; of a grid 3 or 4
    max_size: Annotated[int, Meta(ge=3, le=5)] = 5
    max_rows: Annotated[int, Meta(ge=2, le=3)] = 3  # of a grid
    min_leaves: Annotated[int, Meta(ge=2, le=200)] = 8  # cases of the proof
    max_leaves: Annotated[int, Meta(ge=2, le=200)] = 28
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        for what in ("size", "leaves"):
            least, most = getattr(self, f"min_{what}"), getattr(self, f"max_{what}")
            if least > most:
                raise ValueError(f"min_{what} is {least} but max_{what} is {most}")
        if not self.grids + self.seats + self.colours + self.sums:
            raise ValueError("all weights are 0: give one kind of puzzle a weight")


class Grids:
    """Satisfies `generators.family.Family`."""

    name: Final = "grids"
    version: Final = "4"
    summary: Final = "zebra grids, seatings, colourings and sums: all solutions, and that there is no other"
    config: Final = Config
    library: Final = ("Factory.Grids",)

    def sample(self, config: Config, choice: Choice) -> Puzzle | None:
        """A puzzle whose proof takes so many cases; None for a draw that does not fit."""
        frame = _frame(config, choice)
        kind = choice.below(1_000_000)
        least, most = (2, 3) if kind < config.several * 1_000_000 else (1, 1)
        impossible = kind >= (1 - config.impossible) * 1_000_000
        truth = choice.pick(candidates(frame.size, frame.rows, frame.free))
        clues: list[Clue] = []
        while left(frame, tuple(clues)).bit_count() > most:
            if len(clues) == 4 * frame.numbers:
                return None
            clue = _clue(frame, choice)
            if _admits(frame, clue, truth) and clue not in clues:
                clues.append(clue)
        if impossible:
            clue = _clue(frame, choice)
            while _admits(frame, clue, truth):
                clue = _clue(frame, choice)
            clues.append(clue)
        if left(frame, tuple(clues)).bit_count() < (0 if impossible else least):
            return None
        kept = _minimal(frame, choice.sample(clues, len(clues)))
        bits = left(frame, tuple(kept))
        for _ in range(choice.below(config.distractors + 1)):
            clue = _clue(frame, choice)
            if bits & ~admitted(frame.size, frame.rows, frame.free, clue) == 0 and clue not in kept:
                kept.append(clue)
        puzzle = canonical(replace(frame, clues=tuple(kept)))
        size = leaves(cases(puzzle))
        return puzzle if len(kept) > 1 and config.min_leaves <= size <= config.max_leaves else None

    def text(self, question: Puzzle) -> str:
        """The canonical text."""
        return str(question)

    def parse(self, text: str) -> Puzzle:
        """The puzzle of a text."""
        return parse(text)

    def lean(self, question: Puzzle) -> str:
        """That the clues hold exactly in the solutions."""
        return statement(question)

    def symbols(self, question: Puzzle) -> tuple[list[str], str]:
        """The setting, the clues, and the unknowns."""
        given = [*map(clue_text, reversed(question.clues)), *ground(question)]
        return given, ", ".join(f"{name(place)}?" for place in range(question.numbers))

    def difficulty(self, question: Puzzle) -> Mapping[str, float]:
        """Size, and what the proof takes."""
        tree = cases(question)
        return {
            "unknowns": question.numbers,
            "clues": len(question.clues),
            "solutions": len(solutions(question)),
            "leaves": leaves(tree),
            "branches": branches(tree),
            "depth": depth(tree),
        }

    def tell(self, question: Puzzle, choice: Choice) -> Telling:
        """The puzzle in words."""
        return tell(question, choice)

    def solve(self, question: Puzzle, choice: Choice) -> Solution:
        """All cases, and that the solutions fit."""
        solution = prove(question)
        return solution.in_words(say(question, solution.steps, choice))


def _frame(config: Config, choice: Choice) -> Puzzle:
    """A puzzle without clues."""
    weights = {
        Theme.GRID: config.grids,
        Theme.SEATS: config.seats,
        Theme.COLOURS: config.colours,
        Theme.SUMS: config.sums,
    }
    theme = choice.pick([theme for theme, weight in weights.items() for _ in range(weight)])
    size = config.min_size + choice.below(config.max_size - config.min_size + 1)
    match theme:
        case Theme.GRID:
            size = min(size, 3 + choice.below(2))
            return Puzzle(theme, size, config.max_rows if size == 3 else 2, 0, ())
        case Theme.COLOURS:
            return Puzzle(theme, 3, 0, size + 1, ())
        case _:
            return Puzzle(theme, max(size, 4), 1, 0, ())


def _clue(frame: Puzzle, choice: Choice) -> Clue:
    """Something that may be said."""
    kind = choice.pick(_MIXES[frame.theme])
    if kind in (Kind.IS, Kind.NOT):
        return Clue(kind, (choice.below(frame.numbers),), choice.below(frame.size))
    places = choice.sample(range(frame.numbers), 3 if kind is Kind.TRIPLE else 2)
    if kind in (Kind.SAME, Kind.DIFFER) and frame.rows:
        while frame.row(places[0]) == frame.row(places[1]):
            places = choice.sample(range(frame.numbers), 2)
    if kind in (Kind.PAIR, Kind.TRIPLE):
        return Clue(
            kind, tuple(sorted(places)), len(places) - 1 + choice.below(len(places) * (frame.size - 2))
        )
    return Clue(kind, tuple(places if kind in (Kind.NEXT, Kind.BEFORE) else sorted(places)))


def _admits(frame: Puzzle, clue: Clue, truth: tuple[int, ...]) -> bool:
    """Whether a clue admits a way."""
    return fits(clue, tuple(truth[place] for place in clue.places))


def _minimal(frame: Puzzle, clues: list[Clue]) -> list[Clue]:
    """Without clues that can be spared."""
    bits = left(frame, tuple(clues))
    for clue in list(clues):
        rest = [other for other in clues if other != clue]
        if left(frame, tuple(rest)) == bits:
            clues = rest
    return clues


domain: Final[FamilyDomain[Puzzle, Config]] = FamilyDomain(Grids())
