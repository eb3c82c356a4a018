"""Samples descriptions of lists, no condition of which can be spared, claims about counts, and matches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from factory.records import Corruption, Trace
from generators.choice import Choice
from generators.counting.cases import TooMany, answer, counted
from generators.counting.corrupt import corrupted
from generators.counting.description import Condition, Kind, Question, canonical, parse
from generators.counting.match_words import say_match, tell_match
from generators.counting.matching import (
    Match,
    Move,
    Rule,
    bijection,
    canonical_match,
    counts,
    moved,
    parse_match,
)
from generators.counting.prove import said, solve, statement
from generators.counting.prove_match import match_statement, solve_match
from generators.counting.words import say, tell
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling

_MANY: Final = 2000  # cases of a question that is not asked
Share = Annotated[float, Meta(ge=0, le=1)]
_SHAPES: Final = ("words", "compositions", "tuples", "paths")
# There are more different ones of the shapes in which it matters which numbers they are.
_USUAL: Final = ("words", *["compositions"] * 18, *["tuples"] * 20, "paths")
_DRAWS: Final = 12  # of a question: few have neither too many cases nor too few


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section."""

    shapes: list[str] = []  # words, compositions, tuples, paths; empty: all
    matches: Share = 0.4  # questions whether two descriptions have equally many lists; half of them have not
    claims: Share = 0.6  # questions whether there are exactly so many; half of the claims are wrong
    min_cases: Annotated[int, Meta(ge=1, le=60)] = 4  # of the proof
    max_cases: Annotated[int, Meta(ge=1, le=60)] = 12
    max_length: Annotated[int, Meta(ge=3, le=16)] = 9  # of lists whose length is given
    max_sum: Annotated[int, Meta(ge=4, le=400)] = 150
    max_number: Annotated[int, Meta(ge=6, le=99)] = 40  # in the lists
    max_letters: Annotated[int, Meta(ge=2, le=6)] = 4  # different numbers in the lists
    max_conditions: Annotated[int, Meta(ge=1, le=4)] = 3  # beside what makes the lists finite
    most: Annotated[int, Meta(ge=10, le=2000)] = 500  # lists
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if self.min_cases > self.max_cases:
            raise ValueError(f"min_cases is {self.min_cases} but max_cases is {self.max_cases}")
        for name in self.shapes:
            if name not in _SHAPES:
                raise ValueError(f"no shape is called {name!r}; there are {', '.join(_SHAPES)}")


class Counting:
    """Satisfies `generators.family.Family`."""

    name: Final = "counting"
    version: Final = "6"
    summary: Final = "how many lists of numbers are as described, by cases or by bijections"
    config: Final = Config
    library: Final = ("Factory.Counting.Bijection",)

    def sample(self, config: Config, choice: Choice) -> Question | Match | None:
        """A question with a number of cases within bounds, all of whose conditions matter."""
        if choice.below(1000) < 1000 * config.matches:
            same = choice.below(2) == 0
            return next(filter(None, (self._match(config, same, choice) for _ in range(_DRAWS))), None)
        shape = choice.pick(config.shapes or _USUAL)
        return next(filter(None, (self._sample(config, shape, choice) for _ in range(_DRAWS))), None)

    def _match(self, config: Config, same: bool, choice: Choice) -> Match | None:
        first = _draw(config, "matches", choice)
        second = _moved(first, choice) if first else None
        if first is None or second is None:
            return None
        match = canonical_match(Match(first, second if same else _changed(second, choice)))
        sides, most = (match.first, match.second), config.max_cases
        if any(_count(side.letters, side.conditions, most) is None for side in sides):
            return None
        here, there = counts(match)
        tables = (
            len(counted(side.letters, side.conditions, config.max_cases))
            for side in (match.first, match.second)
        )
        if (
            not (min(here, there) >= 1 and 2 <= max(here, there) <= config.most)
            or max(tables) < config.min_cases
        ):
            return None
        if match.first == match.second or (here == there) != same or (bijection(match) is None) == same:
            return None
        return None if answer(first) in _without(first) else match

    def _sample(self, config: Config, shape: str, choice: Choice) -> Question | None:
        drawn = _draw(config, shape, choice)
        if drawn is None:
            return None
        count = _count(drawn.letters, drawn.conditions, config.max_cases)
        if count is None or not 2 <= count <= config.most:
            return None
        # Read backwards it may take more cases, or less.
        drawn = canonical(drawn)
        if _count(drawn.letters, drawn.conditions, config.max_cases) is None:
            return None
        if len(counted(drawn.letters, drawn.conditions, config.max_cases)) < config.min_cases:
            return None
        without = _without(drawn)
        if count in without:
            return None
        if choice.below(1000) >= 1000 * config.claims:
            return drawn
        claim = count if choice.below(2) else _wrong(choice, count, without)
        return Question(drawn.letters, drawn.conditions, claim)

    def text(self, question: Question | Match) -> str:
        """The canonical text."""
        return str(question)

    def parse(self, text: str) -> Question | Match:
        """The question of a text."""
        return parse_match(text) if " ~ " in text else parse(text)

    def lean(self, question: Question | Match) -> str:
        """The proposition that the answer is."""
        return match_statement(question) if isinstance(question, Match) else statement(question)

    def symbols(self, question: Question | Match) -> tuple[list[str], str]:
        """The conditions, and what is claimed or asked."""
        if isinstance(question, Match):
            return [*_symbols(question.first), *_symbols(question.second)], "as many?"
        goal = "#w = ?" if question.claim is None else f"#w = {question.claim}"
        return _symbols(question), goal

    def difficulty(self, question: Question | Match) -> Mapping[str, float]:
        """Cases of the proof, lists, conditions, letters, and the answer: no, yes, or a number (2).

        Of matches, the maps that the bijection is composed of (`moves`), none where there is no bijection.
        """
        if isinstance(question, Match):
            return _match_difficulty(question)
        listed = counted(question.letters, question.conditions)
        count = listed.count
        return {
            "cases": len(listed),
            "count": count,
            "conditions": len(question.conditions),
            "letters": len(question.letters),
            "answer": 2 if question.claim is None else float(question.claim == count),
        }

    def tell(self, question: Question | Match, choice: Choice) -> Telling:
        """The question in words."""
        return tell_match(question, choice) if isinstance(question, Match) else tell(question, choice)

    def solve(self, question: Question | Match, choice: Choice) -> Solution:
        """The proof by cases, or by a bijection."""
        if isinstance(question, Match):
            found = solve_match(question)
            return found.in_words(say_match(question, found.steps, choice))
        solution = solve(question)
        return solution.in_words(say(question, solution.steps, choice))

    def corrupted(self, question: Question | Match, trace: Trace) -> Corruption | None:
        """A line of the proof made wrong, see `generators.counting.corrupt`; none of a match."""
        return None if isinstance(question, Match) else corrupted(question, trace)


def _symbols(question: Question) -> list[str]:
    letters = f"w ∈ {{{', '.join(map(str, question.letters))}}}*"
    return [letters, *map(said, question.conditions)]


def _match_difficulty(match: Match) -> Mapping[str, float]:
    sides, found = (match.first, match.second), bijection(match)
    return {
        "moves": len(found.moves) if found else 0,
        "cases": 0 if found else sum(len(counted(side.letters, side.conditions)) for side in sides),
        "count": max(counts(match)),
        "conditions": sum(len(side.conditions) for side in sides),
        "letters": max(len(side.letters) for side in sides),
        "answer": float(found is not None),
    }


def _without(question: Question) -> list[int | None]:
    """The counts that are left without one of the conditions."""
    return [
        _loose(question.letters, tuple(c for c in question.conditions if c is not spared))
        for spared in question.conditions
    ]


def _moved(question: Question, choice: Choice) -> Question | None:
    """What a random bijection makes of it; None for one that it has not."""
    moves = []
    if any(c.kind is Kind.STARTS for c in question.conditions) and choice.below(4):
        moves.append(Move(Rule.REST))
    if choice.below(2):
        moves.append(Move(Rule.REVERSED))
    kind = choice.below(5)
    if kind < 2:
        moves.append(Move(Rule.MIRRORED, (question.letters[-1] + choice.below(10),)))
    elif kind < 4:
        factor = 1 + choice.below(3)
        moves.append(Move(Rule.SCALED, (factor, choice.below(10) + (factor == 1))))
    try:
        for move in moves:
            question = moved(move, question)
    except ValueError:
        return None
    return question


def _changed(question: Question, choice: Choice) -> Question:
    """The same with one condition a little different, so that it looks as if it had as many lists."""
    place = choice.below(len(question.conditions))
    c, letters = question.conditions[place], question.letters
    if c.kind is Kind.SUM:
        first, second = choice.sample(letters, 2)
        c = Condition(c.kind, (max(0, c.numbers[0] + first - second),))
    elif c.kind is Kind.COUNT:
        c = Condition(c.kind, (c.numbers[0], max(0, c.numbers[1] + (-1, 1)[choice.below(2)])))
    elif c.kind in (Kind.CONTAINS, Kind.STARTS, Kind.ENDS):
        c = Condition(c.kind, (choice.pick(letters),))
    elif c.kind is Kind.AVOIDS:
        pairs = {*c.pairs[1:], (choice.pick(letters), choice.pick(letters))}
        c = Condition(c.kind, pairs=tuple(sorted(pairs)))
    conditions = (*question.conditions[:place], c, *question.conditions[place + 1 :])
    return Question(letters, conditions, None)


def _count(letters: tuple[int, ...], conditions: tuple[Condition, ...], most: int) -> int | None:
    try:
        return counted(letters, conditions, most).count
    except TooMany:
        return None


def _loose(letters: tuple[int, ...], conditions: tuple[Condition, ...]) -> int | None:
    """The count of a question with a condition less; None where there are endlessly or too many lists."""
    bounded = {c.kind for c in conditions} & {Kind.LENGTH, Kind.DISTINCT}
    if not bounded and not (letters[0] and any(c.kind is Kind.SUM for c in conditions)):
        return None
    return _count(letters, conditions, _MANY)


def _wrong(choice: Choice, count: int, without: list[int | None]) -> int:
    """A count that is wrong by little, or that forgets a condition."""
    near = [count + step for step in (-3, -2, -1, 1, 2, 3) if count + step > 0]
    forgotten = [other for other in without if other is not None and other != count]
    return choice.pick([*near, *forgotten]) if forgotten else choice.pick(near)


def _draw(config: Config, shape: str, choice: Choice) -> Question | None:
    size = 2 + choice.below(config.max_letters - 1)
    # Longer lists of as many numbers have more cases than allowed, as a rule.
    longest = max(3, min(config.max_length, 3 * config.max_cases // size**2))
    length = Condition(Kind.LENGTH, (3 + choice.below(longest - 2),))
    extra = 1 + choice.below(config.max_conditions)
    if shape == "words":
        letters = tuple(sorted(choice.sample(range(config.max_number + 1), size)))
        kinds = [*[Kind.AVOIDS, Kind.COUNT] * 2, Kind.CONTAINS, Kind.DISTINCT, Kind.STARTS, Kind.ENDS]
        bound = [length, _condition(Kind.RESIDUE, letters, length, choice)]
    elif shape == "compositions":
        letters = tuple(sorted(choice.sample(range(1, config.max_number + 1), size)))
        kinds = [Kind.AVOIDS, *[Kind.COUNT, Kind.CONTAINS] * 2, Kind.DISTINCT, Kind.LENGTH]
        bound = [_sum(letters, length, choice)]
        if bound[0].numbers[0] > config.max_sum:
            return None
    elif shape == "matches":
        letters = tuple(sorted(choice.sample(range(config.max_number + 1), size)))
        kinds = [*[Kind.AVOIDS, Kind.COUNT, Kind.ENDS, Kind.STARTS] * 2, Kind.STARTS, Kind.CONTAINS]
        bound = [length, _sum(letters, length, choice)]
    elif shape == "tuples":
        letters = tuple(sorted(choice.sample(range(config.max_number + 1), size)))
        kinds = [Kind.AVOIDS, *[Kind.COUNT, Kind.CONTAINS] * 2, Kind.DISTINCT, Kind.STARTS, Kind.ENDS]
        bound = [length, _sum(letters, length, choice)]
        extra -= choice.below(2) if size > 3 else 0
    else:
        letters = (0, 1, *sorted(choice.sample(range(2, config.max_number + 1), size - 2)))
        kinds = [Kind.COUNT, Kind.AVOIDS, Kind.CONTAINS]
        residue = _condition(Kind.RESIDUE, letters, length, choice)
        bound = [length, residue, Condition(Kind.AHEAD, (0,))]
    others = [_condition(kind, letters, length, choice) for kind in choice.sample(kinds, extra)]
    return Question(letters, tuple(dict.fromkeys((*bound, *others))), None)


def _sum(letters: tuple[int, ...], length: Condition, choice: Choice) -> Condition:
    """A sum that lists of these numbers have: that of a list so long."""
    return Condition(Kind.SUM, (sum(choice.pick(letters) for _ in range(length.numbers[0])),))


def _condition(kind: Kind, letters: tuple[int, ...], length: Condition, choice: Choice) -> Condition:
    if kind is Kind.LENGTH:
        return length
    if kind is Kind.AVOIDS:
        if choice.below(4) == 0:
            return Condition(kind, pairs=tuple((a, a) for a in letters))
        every = [(a, b) for a in letters for b in letters]
        return Condition(kind, pairs=tuple(sorted(choice.sample(every, 1 + choice.below(4)))))
    if kind is Kind.COUNT:
        return Condition(kind, (choice.pick(letters), 1 + choice.below(3)))
    if kind in (Kind.CONTAINS, Kind.STARTS, Kind.ENDS):
        return Condition(kind, (choice.pick(letters),))
    if kind is Kind.RESIDUE:
        modulus = 2 + choice.below(12)
        return Condition(kind, (choice.below(modulus), modulus))
    return Condition(kind)


domain: Final[FamilyDomain[Question | Match, Config]] = FamilyDomain(Counting())
