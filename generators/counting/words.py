"""Counts in words, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from factory.records import Step
from generators.choice import Choice
from generators.counting.cases import Case, answer, cases
from generators.counting.description import Condition, Kind, Question
from generators.family import Telling
from generators.lexicon import ENGLISH, NONSENSE, lexicon

# A list, several of them, one of its numbers, several of them.
_THINGS: Final = (
    ("code", "codes", "number", "numbers"),
    ("list", "lists", "number", "numbers"),
    ("sequence", "sequences", "term", "terms"),
    ("row", "rows", "figure", "figures"),
    ("ticket", "tickets", "figure", "figures"),
    ("string", "strings", "symbol", "symbols"),
    ("key", "keys", "notch", "notches"),
    ("chain", "chains", "link", "links"),
    ("word", "words", "letter", "letters"),
    ("route", "routes", "step", "steps"),
    ("tower", "towers", "block", "blocks"),
    ("melody", "melodies", "note", "notes"),
)
_OPENINGS: Final = (
    "{who} makes {things}, whose {parts} are taken from {letters}.",
    "{who} writes down {things}; their {parts} are among {letters}.",
    "{who} has only {letters} for the {parts} of {things}.",
    "{who} likes {things} with {parts} from {letters}.",
    "{who} collects {things} and allows as {parts} only {letters}.",
    "In {who}'s {things} all {parts} are taken from {letters}.",
    "In the land of {who} {things} have only {letters} as {parts}.",
    "The {parts} of {who}'s {things} are taken from {letters}.",
    "The {noun} shows {things} of {who}, with {parts} from {letters}.",
    "For a {noun}, {who} makes {things} with {parts} taken from {letters}.",
    "For {things} {who} may use {letters} as {parts}.",
    "{things} are lists of {parts}; those of {who} use only {letters}.",
    "{things} of {who} have {parts} among {letters}.",
    "{things} with {parts} from {letters} are what {who} needs for a {noun}.",
    "On a {noun} there is room for {things} of {parts} that {who} takes from {letters}.",
    "On each {noun} of {who} stand {things}, the {parts} of which are among {letters}.",
    "{noun}: {who} thinks of {things} with {parts} taken from {letters}.",
    "{letters}: these are the {parts} that {who} may put into {things}.",
    "{letters} are the only {parts} of {who}'s {things}.",
    "With {letters} as {parts}, {who} makes {things}.",
    "Let us take {letters} as {parts} of {things}, as {who} does.",
    "Somebody asks {who} about {things} with {parts} from {letters}.",
    "Every {noun} of {who} carries {things}; {parts} are taken from {letters}.",
    "Among the {parts} {letters}, {who} chooses those of {things}.",
    "A {noun} prints {things} for {who}; {letters} are its {parts}.",
    "Only {letters} come as {parts} in {who}'s {things}.",
    "Whoever makes {things} for {who} takes the {parts} from {letters}.",
    "At the {noun}, {who} sells {things} made of the {parts} {letters}.",
    "When {who} makes {things}, the {parts} are among {letters}.",
    "All {things} of {who} are made of the {parts} {letters}.",
)
_SAID: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.LENGTH: (
        "Each {thing} has exactly {0} {parts}.",
        "A {thing} consists of {0} {parts}.",
        "There are {0} {parts} in each {thing}.",
    ),
    Kind.SUM: (
        "The {parts} of each {thing} add up to {0}.",
        "The sum of all {parts} in a {thing} is {0}.",
        "Added up, the {parts} of a {thing} give {0}.",
    ),
    Kind.RESIDUE: (
        "Divided by {1}, the sum of the {parts} leaves {0}.",
        "The sum of the {parts} is {0} modulo {1}.",
    ),
    Kind.COUNT: (
        "Exactly {1} of the {parts} of a {thing} are {0}.",
        "Exactly {1} times a {thing} has the {part} {0}.",
    ),
    Kind.AVOIDS: (
        "Nowhere in a {thing} comes {pairs} directly one after the other.",
        "No {thing} has, as neighbours in this order, {pairs}.",
        "Directly after one another there is never {pairs}.",
    ),
    Kind.AHEAD: (
        "Every beginning of a {thing} has at least as many 0 as 1.",
        "However far one reads a {thing} from the front, 1 has never come more often than 0.",
    ),
    Kind.CONTAINS: (
        "At least one of the {parts} of each {thing} is {0}.",
        "The {part} {0} comes in each {thing}.",
    ),
    Kind.DISTINCT: (
        "No {part} comes twice in a {thing}.",
        "All {parts} of a {thing} are different.",
    ),
    Kind.STARTS: (
        "Each {thing} begins with {0}.",
        "The first {part} of a {thing} is always {0}.",
    ),
    Kind.ENDS: (
        "Each {thing} ends with {0}.",
        "The last {part} of a {thing} is always {0}.",
    ),
}
_HOW_MANY: Final = (
    "How many such {things} are there?",
    "How many {things} are possible?",
    "What is the number of these {things}?",
    "How many {things} are as described?",
)
_CLAIMED: Final = (
    "Are there exactly {claim} such {things}?",
    "Is it true that exactly {claim} {things} are possible?",
    "Is the number of these {things} exactly {claim}?",
)
_REST: Final[dict[Kind, str]] = {
    Kind.LENGTH: "{0} to go",
    Kind.SUM: "{0} still to be added",
    Kind.RESIDUE: "the sum to leave {0} modulo {1}",
    Kind.SHIFTED: "the sum so far leaving {0} modulo {2}, in the end {1}",
    Kind.COUNT: "{1} times {0} to come",
    Kind.FOLLOWS: "just after {0}",
    Kind.AVOIDS: "some neighbours forbidden",
    Kind.AHEAD: "0 ahead by {0}",
    Kind.CONTAINS: "{0} still to come",
    Kind.LACKS: "{0} used up",
    Kind.DISTINCT: "no repetition",
    Kind.STARTS: "{0} to begin with",
    Kind.ENDS: "{0} at the end",
    Kind.CLOSES: "{0} just before and {1} at the end",
}
_CASES: Final = ("With {rest}: {sum}.", "Cases with {rest}: {sum}.", "Where there are {rest}, {sum}.")
_SUMS: Final = ("{count} in all", "together {count}", "which makes {count}")
_LAST: Final = {
    "counted": ("So there are exactly {0}, by {cited}.", "That is the number, see {cited}: {0}."),
    "unique": (
        "By {cited} there are {0}, and not {1}.",
        "A list of all of them has {0} entries, see {cited}, so none has {1}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Whose lists they are, and what they and their numbers are called."""

    who: str
    noun: str
    thing: str
    things: str
    part: str
    parts: str

    def fill(self, template: str, *numbers: int, **more: str) -> str:
        """The template with names and numbers put in, and a capital at its beginning."""
        text = template.format(
            *numbers,
            who=self.who,
            noun=self.noun,
            thing=self.thing,
            things=self.things,
            part=self.part,
            parts=self.parts,
            **more,
        )
        return text[0].upper() + text[1:]


LIST: Final = Cast("", "", "list", "lists", "number", "numbers")


def cast_of(choice: Choice) -> Cast:
    """A cast, by choice."""
    words = lexicon(choice.pick((ENGLISH, ENGLISH, NONSENSE)))
    who, noun = choice.pick(words.names), choice.pick(words.nouns).singular
    return Cast(who, noun, *choice.pick(_THINGS))


def enumerated(texts: Sequence[str], last: str) -> str:
    """The texts with commas, and a word before the last."""
    return f" {last} ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))


def describe(question: Question, cast: Cast, choice: Choice) -> list[str]:
    """The sentences of a description; the conditions come in any order."""
    letters = enumerated([str(a) for a in question.letters], "and")
    conditions = choice.sample(question.conditions, len(question.conditions))
    opening = cast.fill(choice.pick(_OPENINGS), letters=letters)
    return [opening, *(condition_words(c, cast, choice) for c in conditions)]


def condition_words(c: Condition, cast: Cast, choice: Choice) -> str:
    """The sentence of a condition."""
    pairs = enumerated([f"{a} then {b}" for a, b in c.pairs], "or")
    return cast.fill(choice.pick(_SAID[c.kind]), *c.numbers, pairs=pairs)


def tell(question: Question, choice: Choice) -> Telling:
    """The question in words."""
    cast = cast_of(choice)
    given = describe(question, cast, choice)
    right = answer(question)
    if question.claim is None:
        asked, replies = choice.pick(_HOW_MANY), ("{0}.", "There are {0}.", "Exactly {0}.")
    elif question.claim == right:
        asked, replies = choice.pick(_CLAIMED), ("Yes.", "Yes, that is the number.", "Yes, {0}.")
    else:
        asked, replies = choice.pick(_CLAIMED), ("No.", "No, there are {0}.", "No, it is {0}.")
    return Telling(
        tuple(given), cast.fill(asked, claim=str(question.claim)), choice.pick(replies).format(right)
    )


def say(question: Question, steps: Sequence[Step], choice: Choice) -> list[str]:
    """The words of each step."""
    listed = cases(question.letters, question.conditions)
    last = steps[-1]
    cited = enumerated([f"({number + 1})" for number in last.premises], "and")
    conclusion = choice.pick(_LAST[last.rule]).format(listed[-1].count, question.claim, cited=cited)
    return [*(case_words(case, 0, choice) for case in listed), conclusion]


def case_words(case: Case, before: int, choice: Choice) -> str:
    """The words of a case, in a table before which there are so many steps."""
    rest = enumerated([_REST[c.kind].format(*c.numbers) for c in case.state], "and")
    return choice.pick(_CASES).format(rest=rest, sum=_sum(case, before, choice))


def _sum(case: Case, before: int, choice: Choice) -> str:
    parts = ["the empty one"] if case.empty else []
    for branch in case.branches:
        if branch.count:
            cited = "" if branch.case is None else f" ({before + branch.case + 1})"
            parts.append(f"{branch.count} with {branch.first} first{cited}")
    if not parts:
        return "none"
    return f"{enumerated(parts, 'and')}, {choice.pick(_SUMS).format(count=case.count)}"


def read(given: Sequence[str], asked: str) -> Question:
    """The question that sentences in words ask; raises ValueError."""
    sides = read_described(given)
    if len(sides) != 1:
        raise ValueError(f"not one description but {len(sides)}: {' '.join(given)!r}")
    for claimed, templates in ((False, _HOW_MANY), (True, _CLAIMED)):
        for template in templates:
            match_asked = _pattern(template).fullmatch(asked)
            if match_asked:
                claim = int(match_asked["claim"]) if claimed else None
                return replace(sides[0], claim=claim)
    raise ValueError(f"not a question of counting: {asked!r}")


def read_described(given: Sequence[str]) -> list[Question]:
    """The descriptions that sentences in words give, without claims; raises ValueError."""
    sides: list[Question] = []
    for text in given:
        kind, match = _match(text)
        if kind is None:
            sides.append(Question(tuple(map(int, re.findall(r"\d+", match["letters"]))), (), None))
            continue
        if not sides:
            raise ValueError(f"it is not said of which numbers the lists are: {text!r}")
        if kind is Kind.AVOIDS:
            pairs = re.findall(r"(\d+) then (\d+)", match["pairs"])
            condition = Condition(kind, pairs=tuple((int(a), int(b)) for a, b in pairs))
        elif kind is Kind.AHEAD:
            condition = Condition(kind, (0,))
        else:
            found = {int(name[1:]): int(value) for name, value in match.groupdict().items()}
            condition = Condition(kind, tuple(found[place] for place in sorted(found)))
        sides[-1] = replace(sides[-1], conditions=(*sides[-1].conditions, condition))
    return sides


def _match(text: str) -> tuple[Kind | None, re.Match[str]]:
    for template in _OPENINGS:
        match = _pattern(template).fullmatch(text)
        if match:
            return None, match
    for kind, templates in _SAID.items():
        for template in templates:
            match = _pattern(template).fullmatch(text)
            if match:
                return kind, match
    raise ValueError(f"not a sentence about lists: {text!r}")


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """What a template may become; at its beginning there may be a capital."""
    text = re.escape(template)
    for word in ("who", "noun", "things", "thing", "parts", "part"):
        text = text.replace(rf"\{{{word}\}}", r"[A-Za-z]+")
    text = text.replace(r"\{letters\}", r"(?P<letters>[\d, and]+)")
    text = text.replace(r"\{pairs\}", r"(?P<pairs>\d+ then \d+(?:(?:, | or )\d+ then \d+)*)")
    text = text.replace(r"\{claim\}", r"(?P<claim>\d+)")
    for place in range(2):
        text = text.replace(rf"\{{{place}\}}", rf"(?P<n{place}>\d+)")
    return re.compile(text)
