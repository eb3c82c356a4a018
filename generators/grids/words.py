"""Puzzles in words, and back: places in a row, regions and colours, numbers to be added."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from factory.records import Step
from generators.choice import Choice
from generators.family import Telling
from generators.grids.prove import name
from generators.grids.puzzle import Clue, Kind, Puzzle, Theme, solutions
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, lexicon

# {k} is the number of a place, counted from 1.
_PLACES: Final = (
    "in house {k}",
    "on floor {k}",
    "at desk {k}",
    "in carriage {k}",
    "on shelf {k}",
    "at stop {k}",
    "in booth {k}",
    "on day {k}",
)
# {n} is how many, {first} and {last} the ends of the row, {rows} what there is.
_INTRODUCTIONS: Final = {
    Theme.GRID: (
        "{rows}: of each group one is {first}, one at each place that follows, and one {last}.",
        "{rows}: each group has one {first}, one at each place after it, the last {last}.",
        "{rows} are to be placed, one of each group at each place: the first is {first}, the last {last}.",
    ),
    Theme.SEATS: (
        "{rows} take {n} places in a row, one each; the first is {first}, the last {last}.",
        "{rows} are lined up, one {first}, and so on, one {last}.",
        "{rows}: one is {first}, one at each place that follows, the last {last}.",
    ),
    Theme.COLOURS: (
        "{rows} are each one of these: {colours}.",
        "{rows} shall each be made one of {colours}.",
        "{rows} each have one of the properties {colours}.",
    ),
    Theme.SUMS: (
        "{rows} stand for the numbers from 0 to {top}, each for another one.",
        "{rows} are the numbers from 0 to {top} in some order.",
        "{rows}: behind each is a number from 0 to {top}, and no two are the same.",
    ),
}
_ORDERED: Final = {
    Kind.IS: ("{a} is {v}.", "It is known that {a} is {v}.", "They say that {a} is {v}."),
    Kind.NOT: ("{a} is not {v}.", "It is false that {a} is {v}."),
    Kind.SAME: ("{a} and {b} share a place.", "{a} goes with {b}.", "Where {a} is, there is {b}."),
    Kind.DIFFER: ("{a} and {b} do not share a place.", "{a} does not go with {b}."),
    Kind.NEXT: (
        "{a} comes directly before {b}.",
        "{b} comes directly after {a}.",
        "{a} is followed at once by {b}.",
    ),
    Kind.BESIDE: ("{a} and {b} are neighbours.", "{a} is next to {b}, before or after."),
    Kind.APART: ("{a} and {b} are no neighbours.", "{a} is not next to {b}, neither before nor after."),
    Kind.BEFORE: (
        "{a} comes somewhere before {b}.",
        "{b} comes later than {a}.",
        "{a} is earlier in the row than {b}.",
    ),
}
_CLUES: Final[Mapping[Theme, Mapping[Kind, tuple[str, ...]]]] = {
    Theme.GRID: _ORDERED,
    Theme.SEATS: _ORDERED,
    Theme.COLOURS: {
        Kind.IS: ("{a} is {v}.", "It is settled that {a} is {v}.", "Everyone knows that {a} is {v}."),
        Kind.NOT: ("{a} is not {v}.", "It cannot be that {a} is {v}.", "Nobody wants that {a} is {v}."),
        Kind.SAME: ("{a} and {b} are alike.", "{a} is the same as {b}."),
        Kind.DIFFER: (
            "{a} and {b} are not alike.",
            "{a} borders on {b}, so they differ.",
            "{a} differs from {b}.",
        ),
    },
    Theme.SUMS: {
        Kind.IS: ("{a} is {v}.", "Behind {a} is {v}."),
        Kind.NOT: ("{a} is not {v}.", "Behind {a} there is not {v}."),
        Kind.NEXT: ("{b} is one more than {a}.", "Add 1 to {a}, and it makes {b}."),
        Kind.BESIDE: ("{a} and {b} differ by just 1.", "From {a} to {b} it is one step up or down."),
        Kind.APART: (
            "{a} and {b} do not differ by just 1.",
            "From {a} to {b} it is not one step up or down.",
        ),
        Kind.BEFORE: ("{a} is less than {b}.", "{b} is more than {a}."),
        Kind.PAIR: ("{a} and {b} add up to {k}.", "Together {a} and {b} make {k}."),
        Kind.TRIPLE: ("{a}, {b} and {c} add up to {k}.", "Together {a}, {b} and {c} make {k}."),
    },
}
_QUESTIONS: Final = (
    "What are all the possibilities?",
    "In how many ways can this be, and which?",
    "Which ways are there?",
    "Find everything that is possible.",
    "List the solutions, and say how many there are.",
)
_NONE: Final = ("There is none.", "None: it is impossible.", "No way at all.")
_ONE: Final = ("There is just one: {s}.", "Exactly one: {s}.", "Only this: {s}.")
_MANY: Final = ("There are {n}: {s}.", "{n} in all: {s}.", "Exactly {n}: {s}.")
_STEPS: Final = {
    "only": (
        "{s}: the rest is excluded by {cited}.",
        "By {cited}, {s}.",
        "So {s}, from {cited}.",
        "{s}, by {cited}.",
    ),
    "split": ("What is left: {s}.", "There remains: {s}.", "Two ways or more: {s}."),
    "split cited": ("By {cited} what is left is: {s}.", "From {cited} there remains: {s}."),
    "suppose": ("Suppose that {s}.", "Try it: {s}.", "Case: {s}."),
    "clash": (
        "Now nothing is left for {a}, by {cited}.",
        "Impossible: {cited} exclude all for {a}.",
        "{a} finds no place: {cited}.",
    ),
    "found": ("A solution: {s}.", "Everything is settled here: {s}.", "That works: {s}."),
    "solution": ("So these are all: {s}.", "All cases are done: {s}.", "In all: {s}."),
    "none": ("So there is no solution.", "Every case is impossible.", "Nothing is left."),
}


@dataclass(frozen=True, slots=True)
class _Cast:
    """What the unknowns are called, and what their values."""

    names: tuple[str, ...]
    values: tuple[str, ...]

    def equation(self, place: int, value: int) -> str:
        return f"{self.names[place]} is {self.values[value]}"

    def solution(self, values: Sequence[int]) -> str:
        return ", ".join(self.equation(place, value) for place, value in enumerate(values))


def _cast(puzzle: Puzzle, choice: Choice) -> _Cast:
    words = lexicon(choice.pick((ENGLISH, ENGLISH, NONSENSE, LETTERS)))
    people = [person for person in words.names if person not in ("a", "i")]
    size = puzzle.size
    if puzzle.theme is Theme.GRID:
        things = choice.sample([noun.singular for noun in words.nouns], puzzle.numbers - size)
        names = (*choice.sample(people, size), *(f"the {thing}" for thing in things))
    elif choice.below(2):
        names = tuple(choice.sample(people, puzzle.numbers))
    else:
        names = tuple(f"the {noun.singular}" for noun in choice.sample(words.nouns, puzzle.numbers))
    if puzzle.theme is Theme.COLOURS:
        return _Cast(names, tuple(choice.sample(words.adjectives, size)))
    if puzzle.theme is Theme.SUMS:
        return _Cast(names, tuple(map(str, range(size))))
    where = choice.pick(_PLACES)
    return _Cast(names, tuple(where.format(k=number) for number in range(1, size + 1)))


def _listed(items: Sequence[str]) -> str:
    return f"{', '.join(items[:-1])} and {items[-1]}"


def _sentence(clue: Clue, puzzle: Puzzle, cast: _Cast, choice: Choice) -> str:
    names = dict(zip("abc", (cast.names[place] for place in clue.places), strict=False))
    value = cast.values[clue.number] if clue.kind in (Kind.IS, Kind.NOT) else ""
    said = choice.pick(_CLUES[puzzle.theme][clue.kind]).format(v=value, k=clue.number, **names)
    return said[0].upper() + said[1:]


def tell(puzzle: Puzzle, choice: Choice) -> Telling:
    """The puzzle in words."""
    return _told(puzzle, choice)[0]


def _told(puzzle: Puzzle, choice: Choice) -> tuple[Telling, _Cast]:
    cast = _cast(puzzle, choice)
    size = puzzle.size if puzzle.theme is Theme.GRID else puzzle.numbers
    groups = [cast.names[first : first + size] for first in range(0, puzzle.numbers, size)]
    introduction = choice.pick(_INTRODUCTIONS[puzzle.theme]).format(
        rows=_capital("; ".join(map(_listed, groups))),
        n=size,
        top=puzzle.size - 1,
        first=cast.values[0],
        last=cast.values[-1],
        colours=", ".join(cast.values),
    )
    given = (introduction, *(_sentence(clue, puzzle, cast, choice) for clue in puzzle.clues))
    found = solutions(puzzle)
    answers = _NONE if not found else _ONE if len(found) == 1 else _MANY
    listed = "; or ".join(map(cast.solution, found))
    answer = choice.pick(answers).format(s=listed, n=len(found))
    return Telling(given, choice.pick(_QUESTIONS), answer), cast


def say(puzzle: Puzzle, steps: Sequence[Step], choice: Choice) -> list[str]:
    """The words of each step, after the sentences that `tell` gives for an equal choice."""
    told, cast = _told(puzzle, choice)
    called = {name(place): place for place in range(puzzle.numbers)}
    result = []
    for step in steps:
        if step.rule == "premise":
            result.append(told.given[step.index])
            continue
        numbers = [f"({number + 1})" for number in step.premises]
        cited = _listed(numbers) if len(numbers) > 1 else "".join(numbers)
        said = re.sub(
            r"(\w) = ([0-9]+)", lambda e: cast.equation(called[e[1]], int(e[2])), step.conclusion
        )  # an equation is "Ada is in house 2"
        said = said.replace(" ∧ ", ", ").replace(") ∨ (", "; or ").replace(" ∨ ", ", or ").strip("()")
        about = cast.names[called[step.conclusion[2]]] if step.rule == "clash" else ""
        kind = "split cited" if step.rule == "split" and cited else step.rule
        result.append(_capital(choice.pick(_STEPS[kind]).format(s=said, cited=cited, a=about)))
    return result


def _capital(said: str) -> str:
    return said[0].upper() + said[1:]


def read(given: Sequence[str]) -> Puzzle:
    """The puzzle that sentences in words state, unknowns numbered as they are named; raises ValueError."""
    for theme, templates in _INTRODUCTIONS.items():
        for template in templates:
            found = _pattern(template).fullmatch(given[0])
            if found is None:
                continue
            groups = [re.split(", | and ", group) for group in found["rows"].split("; ")]
            if (len(groups) > 1) is not (theme is Theme.GRID):
                continue
            return _Reader(theme, groups, found.groupdict()).puzzle(given[1:])
    raise ValueError(f"not the beginning of a puzzle: {given[0]!r}")


class _Reader:
    """Reads clues about things that have been named."""

    def __init__(self, theme: Theme, groups: list[list[str]], named: Mapping[str, str]) -> None:
        self.theme = theme
        self.groups = groups
        names = [item for group in groups for item in group]
        self.places = {item: place for place, item in enumerate(names)}
        self.places |= {_capital(item): place for item, place in self.places.items()}
        self.places |= {item[0].lower() + item[1:]: place for item, place in self.places.items()}
        size = len(groups[0])
        if theme is Theme.COLOURS:
            values = named["colours"].split(", ")
        elif theme is Theme.SUMS:
            values = [str(value) for value in range(size)]
        else:
            values = [re.sub(r"[0-9]+$", str(number), named["first"]) for number in range(1, size + 1)]
        self.values = {value: number for number, value in enumerate(values)}

    def puzzle(self, said: Sequence[str]) -> Puzzle:
        clues = tuple(map(self._clue, said))
        count = sum(map(len, self.groups))
        if self.theme is Theme.COLOURS:
            return Puzzle(self.theme, len(self.values), 0, count, clues)
        return Puzzle(self.theme, len(self.groups[0]), len(self.groups), 0, clues)

    def _clue(self, said: str) -> Clue:
        for kind, templates in _CLUES[self.theme].items():
            for template in templates:
                found = _pattern(template).fullmatch(said)
                if found is None:
                    continue
                parts = found.groupdict()
                try:
                    places = tuple(self.places[parts[letter]] for letter in "abc" if letter in parts)
                    number = self.values[parts["v"]] if "v" in parts else int(parts.get("k", 0))
                except LookupError:
                    continue
                return Clue(kind, places, number)
        raise ValueError(f"not a clue: {said!r}")


@cache
def _pattern(template: str) -> re.Pattern[str]:
    def field(found: re.Match[str]) -> str:
        return f"(?P<{found[1]}>{'[0-9]+' if found[1] in ('n', 'top', 'k') else '.+?'})"

    # A sentence begins with a capital, whatever the template begins with.
    written = re.sub(r"\\\{(\w+)\\\}", field, re.escape(template))
    return re.compile(written)
