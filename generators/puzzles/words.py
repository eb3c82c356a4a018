"""Puzzles in words, and back: islanders, angels and devils, honest clerks and crooked ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from factory.records import Step
from generators.choice import Choice
from generators.family import Telling
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, lexicon
from generators.puzzles.question import Op, Question, Saying, solutions, true_in


@dataclass(frozen=True, slots=True)
class _World:
    """The words for who tells the truth, who lies, and who does either."""

    knight: str
    knave: str
    spy: str


_WORLDS = (
    _World("a knight", "a knave", "the spy"),
    _World("a truth-teller", "a liar", "the trickster"),
    _World("an angel", "a devil", "the human"),
    _World("a loyalist", "a rebel", "the double agent"),
    _World("a sage", "a rogue", "the jester"),
    _World("an oracle", "a deceiver", "the poet"),
)
_INTRODUCTIONS = (
    "{names} have met: each is {knight}, who speaks only truth, or {knave}, who speaks only lies{spy}.",
    "{names} are each {knight}, who always tells the truth, or {knave}, who always lies{spy}.",
    "Of {names}, each is {knight}, and says only what is true, or {knave}, and says only what is false{spy}.",
    "{names} sit at one table. Each is {knight}, always truthful, or {knave}, never truthful{spy}.",
)
_SPY = "; but exactly one is {spy} instead, and may say anything"
_DIRECT = (
    '{name} says: "{claim}."',
    '"{Claim}," says {name}.',
    '{name}: "{Claim}."',
    '{name} remarks: "{claim}."',
    '"{Claim}," {name} declares.',
)
_INDIRECT = (
    "{name} says that {claim}.",
    "According to {name}, {claim}.",
    "{name} claims that {claim}.",
    "If you believe {name}, {claim}.",
    "{name} swears that {claim}.",
)
_JOINS = {
    Op.IF: ("if {a}, then {b}", "{b}, provided that {a}"),
    Op.IFF: ("{a} exactly when {b}", "{a} if and only if {b}"),
    Op.AND: ("{a} and {b}",),
    Op.OR: ("{a} or {b}",),
    Op.IS: ("{a}",),
}
_QUESTIONS = (
    "Who is what?",
    "What is each of them?",
    "What is everyone?",
    "Can you tell what each one is?",
    "Find out what each of them is.",
)
_STEPS = {
    "suppose": ("Suppose that {said}.", "Assume for a moment that {said}.", "What if {said}?"),
    "try": ("Suppose that {said}.", "Let us try this: {said}.", "Could it be that {said}?"),
    "stuck": (
        "This leads to no contradiction, and no further. Back.",
        "Nothing decides it from here; leave this way.",
        "That settles nothing yet. Try something else.",
    ),
    "forced": (
        "Then {said}: otherwise {first} could not be{rest}.",
        "So {said}, or else {first} would be impossible{rest}.",
        "By {first}, {said}{rest}.",
    ),
    "clash": (
        "Now {first} is impossible{rest}.",
        "But that contradicts {first}{rest}.",
        "This cannot be, by {first}{rest}.",
    ),
    "so": (
        "So the assumption {first} was wrong: {said}.",
        "Hence {said}, for {first} leads to a contradiction.",
        "Therefore {said}; {first} is refuted.",
    ),
    "solution": ("So this is the only possibility: {said}.", "Everything is settled: {said}."),
    "check": ("It fits {first}: {said}.", "Check {first}: {said}.", "As to {first}: {said}."),
}
_NAME = "[A-Za-z][A-Za-z0-9]*"


@dataclass(frozen=True, slots=True)
class Cast:
    """Which world, and the name of each person."""

    world: _World
    names: tuple[str, ...]
    question: Question

    def name(self, literal: int) -> str:
        """Whom a literal is about."""
        return self.names[self.question.person(literal) - 1]

    def kind(self, literal: int) -> str:
        """What a literal says that the person is."""
        if abs(literal) > self.question.people:
            return self.world.spy if literal > 0 else f"not {self.world.spy}"
        if literal > 0:
            return self.world.knight
        return f"not {self.world.knight}" if self.question.spy else self.world.knave

    def literal(self, literal: int, speaker: int = 0) -> str:
        """ "Ada is a knave"; "I am a knave" of the speaker."""
        own = self.question.person(literal) == speaker
        return f"{'I am' if own else self.name(literal) + ' is'} {self.kind(literal)}"

    def solution(self) -> str:
        """What each one is."""
        (kinds,) = solutions(self.question)
        people = self.question.people
        told = []
        for person, name in enumerate(self.names):
            spy = self.question.spy and kinds[people + person]
            kind = self.world.spy if spy else self.world.knight if kinds[person] else self.world.knave
            told.append(f"{name} is {kind}")
        return ", ".join(told)


def cast(question: Question, choice: Choice) -> Cast:
    """A world, and different names."""
    words = lexicon(choice.pick((ENGLISH, ENGLISH, NONSENSE, LETTERS)))
    names = words.names if words is not lexicon(LETTERS) else tuple(noun.singular for noun in words.nouns)
    # "I" is what a speaker is called in direct speech.
    chosen = [name for name in choice.sample(names, question.people + 1) if name != "I"]
    return Cast(choice.pick(_WORLDS), tuple(chosen[: question.people]), question)


def _given(people: Cast, choice: Choice) -> list[str]:
    world = people.world
    names = f"{', '.join(people.names[:-1])} and {people.names[-1]}"
    spy = _SPY.format(spy=world.spy) if people.question.spy else ""
    introduction = choice.pick(_INTRODUCTIONS).format(
        names=names, knight=world.knight, knave=world.knave, spy=spy
    )
    return [introduction, *(sentence(saying, people, choice) for saying in people.question.sayings)]


def sentence(saying: Saying, people: Cast, choice: Choice) -> str:
    """Someone says something; of themselves only in direct speech."""
    own = any(people.question.person(x) == saying.speaker for x in saying.literals)
    direct = own or choice.below(2) == 0
    parts = [people.literal(x, saying.speaker if direct else 0) for x in saying.literals]
    if saying.op is not Op.IF and choice.below(2):
        parts.reverse()
    claim = choice.pick(_JOINS[saying.op]).format(a=parts[0], b=parts[-1])
    return choice.pick(_DIRECT if direct else _INDIRECT).format(
        name=people.names[saying.speaker - 1], claim=claim, Claim=claim[0].upper() + claim[1:]
    )


def tell(question: Question, choice: Choice) -> Telling:
    """The question in words; the cast is the first thing that is chosen."""
    people = cast(question, choice)
    given = tuple(_given(people, choice))
    return Telling(given, choice.pick(_QUESTIONS), f"{people.solution()}.")


def say(question: Question, steps: Sequence[Step], literals: Mapping[str, int], choice: Choice) -> list[str]:
    """The words of each step, with the names that `tell` uses for an equal choice.

    `literals` reads the conclusions of steps.
    """
    people = cast(question, choice)
    told = _given(people, choice)
    (kinds,) = solutions(question)
    for step in steps[len(told) :]:
        numbers = [f"({number + 1})" for number in step.premises]
        said = people.solution()
        if step.rule == "check":
            saying = question.sayings[step.premises[0] - 1]
            spy = question.spy and kinds[question.people + saying.speaker - 1]
            truth = "true" if true_in(saying, kinds) else "false"
            speaker = people.names[saying.speaker - 1]
            what = people.world.knight if kinds[saying.speaker - 1] else people.world.knave
            said = f"{speaker} is {people.world.spy if spy else what}, and what was said is {truth}"
        elif step.conclusion in literals:
            said = people.literal(literals[step.conclusion])
        rest = f", given {' and '.join(numbers[1:])}" if len(numbers) > 1 else ""
        first = numbers[0] if numbers else ""
        told.append(choice.pick(_STEPS[step.rule]).format(said=said, first=first, rest=rest))
    return told


def read(given: Sequence[str]) -> Question:
    """The puzzle that sentences in words state; persons are numbered as they are named. Raises ValueError."""
    for world in _WORLDS:
        for template in _INTRODUCTIONS:
            for spy in ("", _SPY.format(spy=world.spy)):
                pattern = re.escape(
                    template.format(names="@", knight=world.knight, knave=world.knave, spy=spy)
                ).replace("@", f"(?P<names>{_NAME}(?:, {_NAME})* and {_NAME})")
                match = re.fullmatch(pattern, given[0])
                if match:
                    names = re.split(", | and ", match["names"])
                    reader = _Reader(world, names, bool(spy))
                    return Question(len(names), bool(spy), tuple(map(reader.saying, given[1:])))
    raise ValueError(f"not the beginning of a puzzle: {given[0]!r}")


class _Reader:
    def __init__(self, world: _World, names: Sequence[str], spy: bool) -> None:
        self.numbers = {name: number for number, name in enumerate(names, 1)}
        people = len(names)
        self.kinds = {world.knight: (1, 0), f"not {world.knight}": (-1, 0)}
        if spy:
            self.kinds |= {world.spy: (1, people), f"not {world.spy}": (-1, people)}
        else:
            self.kinds[world.knave] = (-1, 0)

    def saying(self, text: str) -> Saying:
        for template in (*_DIRECT, *_INDIRECT):
            match = _pattern(template).fullmatch(text)
            if match:
                parts = match.groupdict()
                claim = parts.get("claim") or parts["Claim"]
                name = parts["name"]
                for option in dict.fromkeys((claim, claim[0].lower() + claim[1:])):
                    try:
                        return self._claim(self.numbers[name], option)
                    except LookupError:
                        continue
        raise ValueError(f"not a saying: {text!r}")

    def _claim(self, speaker: int, text: str) -> Saying:
        for op, templates in _JOINS.items():
            for template in templates:
                match = _pattern(template).fullmatch(text)
                if match:
                    parts = match.groupdict()
                    left = self._literal(speaker, parts["a"])
                    right = self._literal(speaker, parts["b"]) if "b" in parts else 0
                    return Saying(speaker, op, left, right)
        raise LookupError(text)

    def _literal(self, speaker: int, text: str) -> int:
        subject, _, kind = text.partition(" is ")
        if text.lower().startswith("i am "):
            sign, shift = self.kinds[text[5:]]
            return sign * (speaker + shift)
        sign, shift = self.kinds[kind]
        return sign * (self.numbers[subject] + shift)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", lambda m: f"(?P<{m[1]}>.+?)", re.escape(template)))
