"""Questions about ways in words, and back; each world has its own places, roads and ways of asking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from factory.records import Step
from generators.choice import Choice
from generators.family import Telling
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, lexicon
from generators.routes.graph import Asked, Question, Road, shortest_ways, way


@dataclass(frozen=True, slots=True)
class _World:
    """How a world speaks; {a} and {b} are places, {n} a length."""

    roads: tuple[str, ...]
    long_roads: tuple[str, ...]
    reach: tuple[str, ...]
    shortest: tuple[str, ...]
    unit: str


_WORLDS = (
    _World(
        (
            "One can drive from {a} to {b}.",
            "From {a} one can drive straight to {b}.",
            "{a} has a one-way road to {b}.",
        ),
        (
            "The one-way road from {a} to {b} is {n} miles long.",
            "From {a} it is {n} miles by a one-way road to {b}.",
            "{a} lies {n} miles of one-way road before {b}.",
        ),
        (
            "Can one get from {a} to {b}?",
            "Is there a way from {a} to {b}?",
            "Starting in {a}, can {b} be reached?",
        ),
        ("How long is the shortest way from {a} to {b}?", "What is the least distance from {a} to {b}?"),
        "miles",
    ),
    _World(
        (
            "Whatever {a} hears, {a} tells {b}.",
            "{a} passes every rumour on to {b}.",
            "{b} hears all that {a} hears.",
        ),
        (
            "Whatever {a} hears, {b} hears {n} minutes later from {a}.",
            "{a} passes every rumour on to {b} after {n} minutes.",
            "{b} gets each rumour from {a} within {n} minutes.",
        ),
        (
            "If {a} hears a rumour, must {b} hear it?",
            "Does every rumour that {a} hears come to {b}?",
            "Will {b} learn what {a} hears?",
        ),
        (
            "How many minutes after {a} does {b} first hear a rumour?",
            "When {a} hears a rumour, after how many minutes does {b} know it?",
        ),
        "minutes",
    ),
    _World(
        (
            "Water flows from {a} into {b}.",
            "Pipes lead water from {a} into {b}.",
            "{a} drains into {b}.",
        ),
        (
            "From {a} water takes {n} seconds to {b}.",
            "Pipes lead water from {a} into {b} in {n} seconds.",
            "{a} drains into {b} within {n} seconds.",
        ),
        ("Does water from {a} get to {b}?", "If dye is poured into {a}, can it appear in {b}?"),
        (
            "How many seconds does dye take at least from {a} to {b}?",
            "After how many seconds can dye from {a} first appear in {b}?",
        ),
        "seconds",
    ),
)
_ANSWERS = {
    True: ("Yes.", "Yes, it can be done.", "Yes, there is a way."),
    False: ("No.", "No, there is no way.", "No, that is impossible."),
}
_STEPS = {
    "along": (
        "From {start} we come to {end}, by {cited}.",
        "So {end} is reached from {start}: {cited}.",
        "By {cited}, on to {end}.",
    ),
    "closed": ("From {start} these are reached: {places}.", "What can be reached from {start}: {places}."),
    "stays": ("{cited} stays among them.", "The link in {cited} leads to one of these again."),
    "no_way": (
        "Nothing leads out of them, and {end} is not among them.",
        "So {end} is out of reach: it is none of these.",
    ),
    "height": ("Give {place} the number {n}.", "Let {place} have the number {n}."),
    "rises": (
        "In {cited} the number grows by no more than the length.",
        "Check {cited}: the number rises by at most the length.",
    ),
    "no_shorter": (
        "So no way can be shorter than {n}.",
        "Every way from {start} to {end} therefore takes at least {n}.",
    ),
}
_PLACE = "(?P<{}>[A-Za-z][A-Za-z0-9]*)"


@dataclass(frozen=True, slots=True)
class Cast:
    """Which world, and which names the places have."""

    world: _World
    names: tuple[str, ...]


def cast(question: Question, choice: Choice) -> Cast:
    """A world, and different names for the places."""
    words = lexicon(choice.pick((ENGLISH, ENGLISH, NONSENSE, LETTERS)))
    names = words.names if words is not lexicon(LETTERS) else tuple(noun.singular for noun in words.nouns)
    return Cast(choice.pick(_WORLDS), tuple(choice.sample(names, question.places)))


def tell(question: Question, choice: Choice) -> Telling:
    """The question in words; the cast is the first thing that is chosen."""
    people = cast(question, choice)
    given = _given(question, people, choice)
    world, names = people.world, people.names
    lengths = question.asked is Asked.SHORTEST
    ask = choice.pick(world.shortest if lengths else world.reach)
    asked = ask.format(a=names[question.start], b=names[question.end])
    roads = way(question)
    if not lengths:
        return Telling(given, asked, choice.pick(_ANSWERS[roads is not None]))
    length = sum(question.roads[number].length for number in roads or ())
    return Telling(given, asked, f"{length} {world.unit}.")


def _given(question: Question, people: Cast, choice: Choice) -> tuple[str, ...]:
    world, names = people.world, people.names
    templates = world.long_roads if question.asked is Asked.SHORTEST else world.roads
    return tuple(
        choice.pick(templates).format(a=names[road.source], b=names[road.target], n=road.length)
        for road in question.roads
    )


def say(question: Question, steps: Sequence[Step], choice: Choice) -> list[str]:
    """The words of each step, with the names that `tell` uses for an equal choice."""
    people = cast(question, choice)
    told = _given(question, people, choice)
    distances, _ = shortest_ways(question)
    roads = iter(way(question) or ())
    places = iter(range(question.places))
    result = []
    for step in steps:
        if step.rule == "premise":
            result.append(told[step.index])
            continue
        numbers = [f"({number + 1})" for number in step.premises]
        only = {"rises": numbers[:1], "stays": numbers[-1:]}.get(step.rule, numbers)
        end, length = question.end, str(distances.get(question.end, 0))
        if step.rule == "along":
            end = question.roads[next(roads)].target
        elif step.rule == "height":
            end, length = next(places), step.conclusion.rsplit(maxsplit=1)[-1]
        result.append(
            choice.pick(_STEPS[step.rule]).format(
                start=people.names[question.start],
                end=people.names[end],
                place=people.names[end],
                cited=" and ".join(only),
                places=", ".join(people.names[place] for place in sorted(distances)),
                n=length,
            )
        )
    return result


def read(given: Sequence[str], asked: str) -> Question:
    """The question that sentences in words ask; places are numbered as they are met. Raises ValueError."""
    numbers: dict[str, int] = {}

    def number(name: str) -> int:
        return numbers.setdefault(name, len(numbers))

    roads = []
    for text in given:
        match = next((m for p in _patterns("road") if (m := p.fullmatch(text))), None)
        if match is None:
            raise ValueError(f"not a sentence about a road: {text!r}")
        roads.append(Road(number(match["a"]), number(match["b"]), int(match.groupdict().get("n", 1))))
    for what, name in ((Asked.SHORTEST, "shortest"), (Asked.REACH, "reach")):
        match = next((m for p in _patterns(name) if (m := p.fullmatch(asked))), None)
        if match:
            return Question(tuple(roads), what, number(match["a"]), number(match["b"]))
    raise ValueError(f"not a question about a way: {asked!r}")


@cache
def _patterns(what: str) -> tuple[re.Pattern[str], ...]:
    chosen: list[str] = []
    for world in _WORLDS:
        chosen += {"road": world.long_roads + world.roads, "reach": world.reach, "shortest": world.shortest}[
            what
        ]
    return tuple(re.compile(_pattern(template)) for template in chosen)


def _pattern(template: str) -> str:
    pattern, seen = "", set()
    for part in re.split(r"(\{\w\})", template):
        if part == "{n}":
            pattern += r"(?P<n>\d+)"
        elif part in ("{a}", "{b}"):
            pattern += f"(?P={part[1]})" if part in seen else _PLACE.format(part[1])
            seen.add(part)
        else:
            pattern += re.escape(part)
    return pattern
