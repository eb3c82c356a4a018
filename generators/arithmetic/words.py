"""Networks in words, and back; each world has its own things to count and its own ways to say so.

Sentences come in any order, and a total is told by what its owner has, never by a sum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from factory.records import Step
from generators.arithmetic.network import Definition, Kind, Network, two_models, values
from generators.arithmetic.prove import calculated, told_definitions, variable
from generators.choice import Choice
from generators.family import Telling
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, lexicon


@dataclass(frozen=True, slots=True)
class _World:
    """How a world names a quantity, a total, and what a total is of; {n} is an owner, {k} a kind."""

    quantity: str
    total: str
    owns: str


_WORLDS = (
    _World(
        "the number of {k} that {n} has", "{n}'s number of things in all", "{n} has {k} and nothing else."
    ),
    _World(
        "the count of {k} in {n}'s house",
        "{n}'s count of things at home",
        "In {n}'s house there are {k} and nothing else.",
    ),
    _World("{n}'s score with {k}", "{n}'s total score", "{n} scores with {k} and with nothing else."),
    _World("the weight of {n}'s {k}", "{n}'s whole burden", "{n} carries {k} and nothing else."),
    _World("the entry for {k} in row {n}", "the sum of row {n}", "Row {n} has entries for {k} only."),
    _World("the price {n} pays for {k}", "{n}'s whole bill", "{n} pays for {k} and for nothing else."),
)
_IS = ("is", "equals", "amounts to", "is the same as", "comes to", "is equal to")
_ASK = ("Find {q}.", "What is {q}?", "How large is {q}?", "Work out {q}.", "Which number is {q}?")
_CHECK = ("Is {q} {v}?", "Is it true that {q} is {v}?", "Does it follow that {q} is {v}?")
_MODULUS = (
    "All numbers are counted modulo {m}.",
    "Everything is reckoned modulo {m}.",
    "Only remainders modulo {m} are counted.",
)
_VALUE = ("It is {v}.", "The answer is {v}.", "{v}.", "One gets {v}.")
_YES = ("Yes.", "Yes, it is.", "Yes, that is right.")
_NO = ("No, it is {v}.", "No: it is {v}.", "No, that is wrong, it is {v}.")
_OPEN = ("That cannot be determined.", "There is not enough to tell.", "It may be one number or another.")
_STEPS = (
    "By {cited}, {q} is {calc}.",
    "{cited}: {q} is {calc}.",
    "From {cited} we get {q}: {calc}.",
    "So {q} is {calc}, by {cited}.",
)
_TOTALS = (
    "By {cited} all that counts is known, and {q} is {calc}.",
    "Nothing else counts, by {cited}: {q} is {calc}.",
    "Adding up what {cited} give, {q} is {calc}.",
)
_SUPPOSE = ("Suppose {q} were {v}.", "Let {q} be {v}.", "Say {q} is {v}.")
_LAST = (
    "With {cited} both possible, nothing follows about {q}.",
    "Both {cited} agree with all that is said, so {q} is not determined.",
)
_DIFFERS = ("That is not {v}.", "So it is not {v}.", "This differs from {v}.")


@dataclass(frozen=True, slots=True)
class Cast:
    """Which world, the order in which definitions are told, and how each quantity is called."""

    world: _World
    order: tuple[int, ...]
    phrases: tuple[str, ...]
    members: dict[int, str]  # of each total: the sentence that says what it is of


def cast(network: Network, choice: Choice) -> Cast:
    """A world, an order and different names; members of a total have one owner, who has nothing else."""
    words = lexicon(choice.pick((ENGLISH, ENGLISH, ENGLISH, NONSENSE, LETTERS)))
    world = choice.pick(_WORLDS)
    told = told_definitions(network)
    order = tuple(choice.sample(told, len(told)))
    count = len(network.definitions)
    names = choice.sample(words.names, count)
    kinds = [noun.plural for noun in choice.sample(words.nouns, count)]
    owner: dict[int, str] = {}
    for number, definition in enumerate(network.definitions):
        if definition.kind is Kind.TOTAL:
            owner[number] = names.pop()
            owner.update((member, owner[number]) for member in definition.operands)
    common = names[: 1 + choice.below(len(names))]  # owners of what is in no total
    phrases, members = [], {}
    for number, definition in enumerate(network.definitions):
        if number not in owner:
            owner[number] = choice.pick(common)
        if definition.kind is Kind.TOTAL:
            phrases.append(world.total.format(n=owner[number]))
            listed = _listed([kinds[member] for member in definition.operands])
            members[number] = world.owns.format(n=owner[number], k=listed)
        else:
            phrases.append(world.quantity.format(n=owner[number], k=kinds[number]))
    return Cast(world, order, tuple(phrases), members)


class Speaker:
    """Tells one network: the cast and the sentences that are given, which equal choices make equal."""

    def __init__(self, network: Network, choice: Choice) -> None:
        self.network = network
        self.people = cast(network, choice)
        self.given = tuple(
            self.people.members.get(number)
            or _sentence(network.definitions[number], number, self.people, choice)
            for number in self.people.order
        )
        self._choice = choice

    @property
    def order(self) -> tuple[int, ...]:
        """The quantities in the order in which their definitions are told."""
        return self.people.order

    def say(self, steps: Sequence[Step]) -> list[str]:
        """The words of each step."""
        return _say(self.network, steps, self.people, self.given, self._choice)


def tell(network: Network, choice: Choice) -> Telling:
    """The network in words."""
    speaker = Speaker(network, choice)
    people, given = speaker.people, speaker.given
    asked = people.phrases[network.asked]
    if network.claimed is None:
        question = choice.pick(_ASK).format(q=asked)
    else:
        question = choice.pick(_CHECK).format(q=asked, v=network.claimed)
    if network.modulus:
        question = f"{choice.pick(_MODULUS).format(m=network.modulus)} {question}"
    if two_models(network) is not None:
        return Telling(given, question, choice.pick(_OPEN))
    found = values(network)
    assert found is not None
    answers = _VALUE if network.claimed is None else _YES if network.claimed == found[network.asked] else _NO
    return Telling(given, question, choice.pick(answers).format(v=found[network.asked]))


def _sentence(definition: Definition, number: int, people: Cast, choice: Choice) -> str:
    names = [people.phrases[operand] for operand in definition.operands]
    constant = definition.constant
    match definition.kind:
        case Kind.CONSTANT:
            said = str(constant)
        case Kind.TIMES:
            said = f"{constant} times {names[0]}"
        case Kind.PRODUCT:
            said = f"{names[0]} times {names[1]}"
        case Kind.MINUS:
            said = f"{names[0]} minus {names[1]}"
        case _:
            if constant and len(names) == 1 and choice.below(2):
                said = f"{constant} more than {names[0]}"
            else:
                said = " plus ".join((*names, *([str(constant)] if constant else [])))
    sides = [people.phrases[number], said]
    if definition.kind is not Kind.CONSTANT and not choice.below(3):
        sides.reverse()
    return _capital(f" {choice.pick(_IS)} ".join(sides)) + "."


def _capital(text: str) -> str:
    """With a capital letter, unless it begins with a name, which stays as it is."""
    return "T" + text[1:] if text.startswith("the ") else text


def _listed(items: Sequence[str]) -> str:
    return f"{', '.join(items[:-1])} and {items[-1]}"


def _say(
    network: Network, steps: Sequence[Step], people: Cast, told: Sequence[str], choice: Choice
) -> list[str]:
    number_of = {variable(number): number for number in range(len(network.definitions))}
    found: dict[int, int] = {}
    for number, definition in enumerate(network.definitions):
        if definition.kind is Kind.CONSTANT:
            found[number] = definition.constant
    result = []
    for step in steps:
        if step.rule == "premise":
            result.append(told[step.index])
            continue
        cited = _listed_or_one([f"({number + 1})" for number in step.premises])
        if step.rule == "undetermined":
            result.append(choice.pick(_LAST).format(cited=cited, q=people.phrases[network.asked]))
        elif step.rule == "differs":
            result.append(choice.pick(_DIFFERS).format(v=network.claimed))
        else:
            name, _, value = step.conclusion.partition(" = ")
            number = number_of[name]
            found[number] = int(value)
            if step.rule == "suppose":
                result.append(choice.pick(_SUPPOSE).format(q=people.phrases[number], v=value))
                continue
            definition = network.definitions[number]
            operands = [found[operand] for operand in definition.operands]
            calc = calculated(definition, operands, network.modulus)
            templates = _TOTALS if step.rule == "total" else _STEPS
            text = choice.pick(templates).format(cited=cited, q=people.phrases[number], calc=calc)
            result.append(text)
    return result


def _listed_or_one(items: Sequence[str]) -> str:
    return _listed(items) if len(items) > 1 else "".join(items)


def read(given: Sequence[str], question: str) -> Network:
    """The network that sentences in words state, its definitions in any order. Raises ValueError."""
    for world in _WORLDS:
        if _patterns(world).known(question):
            return _Reader(world).read(given, question)
    raise ValueError(f"not a question about a quantity: {question!r}")


@dataclass(frozen=True, slots=True)
class _Patterns:
    quantity: re.Pattern[str]
    total: re.Pattern[str]
    owns: re.Pattern[str]

    def known(self, question: str) -> bool:
        return any(
            pattern and (self.quantity.fullmatch(pattern[1]) or self.total.fullmatch(pattern[1]))
            for pattern in (ask.search(question) for ask in _ASKED)
        )


def _regex(template: str, kind: str) -> str:
    return re.escape(template).replace(r"\{n\}", "(?P<n>[A-Za-z0-9]+)", 1).replace(r"\{k\}", f"(?P<k>{kind})")


@cache
def _patterns(world: _World) -> _Patterns:
    word = "[A-Za-z0-9]+"
    return _Patterns(
        re.compile(_regex(world.quantity, word)),
        re.compile(_regex(world.total, "")),
        re.compile(_regex(world.owns, rf"{word}(?:, {word})* and {word}")),
    )


_ASKED = tuple(
    re.compile("(?:^|[.] )" + re.escape(ask).replace(r"\{q\}", "(.+)").replace(r"\{v\}", r"(\d+)") + "$")
    for ask in (*_CHECK[::-1], *_ASK)
)
_MODULI = tuple(re.compile(re.escape(text).replace(r"\{m\}", r"(\d+)")) for text in _MODULUS)
_VERB = re.compile(" (?:" + "|".join(sorted(_IS, key=len, reverse=True)) + ") ")
_MORE = re.compile(r"(\d+) more than (.+)")


class _Reader:
    """Reads the sentences of one world."""

    def __init__(self, world: _World) -> None:
        self.patterns = _patterns(world)
        self.numbers: dict[tuple[str, str], int] = {}
        self.definitions: dict[int, Definition] = {}

    def read(self, given: Sequence[str], question: str) -> Network:
        for text in given:
            self.sentence(text)
        modulus = next((int(found[1]) for p in _MODULI if (found := p.search(question))), 0)
        for pattern in _ASKED:
            found = pattern.search(question)
            number = self.quantity(found[1]) if found else None
            if found and number is not None:
                claimed = int(found[2]) if len(found.groups()) > 1 else None
                unknown = Definition(Kind.UNKNOWN)
                listed = tuple(self.definitions.get(n, unknown) for n in range(len(self.numbers)))
                return Network(modulus, listed, number, claimed)
        raise ValueError(f"not a question about a quantity: {question!r}")

    def sentence(self, text: str) -> None:
        owns = self.patterns.owns.fullmatch(text)
        if owns:
            kinds = re.split(", | and ", owns["k"])
            members = tuple(self.number((owns["n"], kind)) for kind in kinds)
            self.definitions[self.number((owns["n"], ""))] = Definition(Kind.TOTAL, members)
            return
        if text.startswith("The "):
            text = "t" + text[1:]
        sides = _VERB.split(text.removesuffix("."))
        if len(sides) != 2:
            raise ValueError(f"not a sentence about a quantity: {text!r}")
        for defined, said in (sides, sides[::-1]):
            number = self.quantity(defined)
            if number is not None:
                self.definitions[number] = self.expression(said)
                return
        raise ValueError(f"no quantity is defined by {text!r}")

    def number(self, key: tuple[str, str]) -> int:
        return self.numbers.setdefault(key, len(self.numbers))

    def quantity(self, text: str) -> int | None:
        if found := self.patterns.quantity.fullmatch(text):
            return self.number((found["n"], found["k"]))
        if found := self.patterns.total.fullmatch(text):
            return self.number((found["n"], ""))
        return None

    def operand(self, text: str) -> int:
        number = self.quantity(text)
        if number is None:
            raise ValueError(f"not a quantity: {text!r}")
        return number

    def expression(self, text: str) -> Definition:
        if text.isdecimal():
            return Definition(Kind.CONSTANT, (), int(text))
        if found := _MORE.fullmatch(text):
            return Definition(Kind.SUM, (self.operand(found[2]),), int(found[1]))
        if " times " in text:
            first, second = text.split(" times ")
            if first.isdecimal():
                return Definition(Kind.TIMES, (self.operand(second),), int(first))
            return Definition(Kind.PRODUCT, (self.operand(first), self.operand(second)))
        if " minus " in text:
            first, second = text.split(" minus ")
            return Definition(Kind.MINUS, (self.operand(first), self.operand(second)))
        parts = text.split(" plus ")
        operands = tuple(self.operand(part) for part in parts if not part.isdecimal())
        return Definition(Kind.SUM, operands, sum(int(part) for part in parts if part.isdecimal()))
