"""Samples calculations of chosen sizes, and networks with a chosen number of definitions to be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from generators.arithmetic import columns, network, stories, words
from generators.arithmetic.columns import Calculation, Operation
from generators.arithmetic.network import Definition, Kind, Network
from generators.arithmetic.prove import (
    calculation_statement,
    equation,
    network_statement,
    prove_calculation,
    prove_network,
    told_definitions,
    variable,
)
from generators.choice import Choice
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling

Share = Annotated[float, Meta(ge=0, le=1)]
Weight = Annotated[int, Meta(ge=0, le=1000)]
Digits = Annotated[int, Meta(ge=1, le=60)]
Question = Calculation | Network

_MOST = 10**6  # plain quantities are no larger


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many of each kind there are, in proportion."""

    addition: Weight = 1
    subtraction: Weight = 1
    multiplication: Weight = 1
    division: Weight = 1
    networks: Weight = 6

    def __post_init__(self) -> None:
        if not sum(self.of_operations.values()) + self.networks:
            raise ValueError("all weights are 0: give one kind of problem a weight")

    @property
    def of_operations(self) -> dict[Operation, int]:
        """The weights of the calculations."""
        return {
            Operation.ADD: self.addition,
            Operation.SUBTRACT: self.subtraction,
            Operation.MULTIPLY: self.multiplication,
            Operation.DIVIDE: self.division,
        }


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section."""

    weights: Weights = Weights()
    min_digits: Digits = 3
    max_digits: Digits = 6
    factor_digits: Digits = 2  # at most so many digits of the second factor, or of a divisor
    min_definitions: Annotated[int, Meta(ge=2, le=60)] = 4  # on which the answer depends
    max_definitions: Annotated[int, Meta(ge=2, le=60)] = 7
    distractors: Annotated[int, Meta(ge=0, le=60)] = 2  # at most so many definitions beside them
    modular: Share = 0.6  # of the networks: all is counted modulo a number
    max_modulus: Annotated[int, Meta(ge=3, le=1000)] = 97
    claims: Share = 0.3  # is it this number? the others: what is it?
    right: Share = 0.5  # of the claims
    undetermined: Share = 0.1  # of the networks: something is left unsaid
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if self.min_digits > self.max_digits:
            raise ValueError(f"min_digits is {self.min_digits} but max_digits is {self.max_digits}")
        if self.min_definitions > self.max_definitions:
            least, most = self.min_definitions, self.max_definitions
            raise ValueError(f"min_definitions is {least} but max_definitions is {most}")


class Arithmetic:
    """Satisfies `generators.family.Family`."""

    name: Final = "arithmetic"
    version: Final = "1"
    summary: Final = "calculations by columns with carries, and networks of quantities, plain and modular"
    config: Final = Config
    library: Final = ("Factory.Arithmetic",)

    def sample(self, config: Config, choice: Choice) -> Question | None:
        """A calculation of so many digits, or a network of so many definitions."""
        weights = config.weights.of_operations
        drawn = choice.below(sum(weights.values()) + config.weights.networks)
        for operation, weight in weights.items():
            if drawn < weight:
                return _sample_calculation(operation, config, choice)
            drawn -= weight
        return _sample_network(config, choice)

    def text(self, question: Question) -> str:
        """The canonical text."""
        return str(question)

    def parse(self, text: str) -> Question:
        """The question of a text."""
        return network.parse(text) if text.startswith("mod ") else columns.parse(text)

    def lean(self, question: Question) -> str:
        """The proposition that the answer is."""
        if isinstance(question, Calculation):
            return calculation_statement(question)
        return network_statement(question)

    def symbols(self, question: Question) -> tuple[list[str], str]:
        """The numbers or definitions, and what is asked for."""
        if isinstance(question, Calculation):
            claimed = "?" if question.claimed is None else str(question.claimed)
            given = [f"x = {question.left}", f"y = {question.right}"]
            return given, f"x {question.operation} y = {claimed}"
        claimed = "?" if question.claimed is None else str(question.claimed)
        given = [equation(question, number) for number in told_definitions(question)]
        return given, f"{variable(question.asked)} = {claimed}"

    def difficulty(self, question: Question) -> Mapping[str, float]:
        """Steps of the answer; digits and carries of a calculation, shape of a network."""
        if isinstance(question, Calculation):
            lines = columns.columns(question)
            return {
                "steps": len(lines),
                "digits": len(str(question.left)),
                "carries": sum(line.carried > 0 for line in lines),
            }
        wanted = network.needed(question)
        kinds = [question.definitions[number].kind for number in wanted]
        return {
            "steps": sum(kind not in (Kind.CONSTANT, Kind.UNKNOWN) for kind in kinds),
            "depth": network.depth(question),
            "hidden": kinds.count(Kind.TOTAL),
            "distractors": len(question.definitions) - len(wanted),
        }

    def tell(self, question: Question, choice: Choice) -> Telling:
        """The question in words."""
        if isinstance(question, Calculation):
            return stories.tell(question, choice)
        return words.tell(question, choice)

    def solve(self, question: Question, choice: Choice) -> Solution:
        """The certificate as a proof."""
        if isinstance(question, Calculation):
            solution = prove_calculation(question)
            return solution.in_words(stories.say(question, choice))
        speaker = words.Speaker(question, choice)
        solution = prove_network(question, speaker.order)
        return solution.in_words(speaker.say(solution.steps))


def _sample_calculation(operation: Operation, config: Config, choice: Choice) -> Calculation | None:
    digits = config.min_digits + choice.below(config.max_digits - config.min_digits + 1)
    left = _number(digits, choice)
    if operation in (Operation.ADD, Operation.SUBTRACT):
        right = _number(max(1, digits - choice.below(2)), choice)
    else:
        right = _number(min(digits, 1 + choice.below(config.factor_digits)), choice)
    if operation is Operation.SUBTRACT and left < right:
        left, right = right, left
    calculation = Calculation(operation, left, right)
    if right < 2 or left == right:
        return None
    if operation is not Operation.DIVIDE and _chance(config.claims, choice):
        claimed = calculation.value
        if not _chance(config.right, choice):
            claimed = _mistaken(calculation, choice)
            if claimed == calculation.value:
                return None
        calculation = Calculation(operation, left, right, claimed)
    return columns.canonical(calculation)


def _number(digits: int, choice: Choice) -> int:
    """A number of so many digits."""
    first = 1 + choice.below(9)
    return int(str(first) + "".join(str(choice.below(10)) for _ in range(digits - 1)))


def _mistaken(calculation: Calculation, choice: Choice) -> int:
    """What comes out when one carry is forgotten, or one digit is wrong."""
    value = calculation.value
    carries = [line.weight for line in columns.columns(calculation) if line.carried]
    if carries and choice.below(2):
        wrong = choice.pick(carries)
        return value + wrong if calculation.operation is Operation.SUBTRACT else abs(value - wrong)
    place = choice.below(len(str(value)))
    digit = value // 10**place % 10
    return value + int((choice.below(10) - digit) * 10**place)


def _chance(share: float, choice: Choice) -> bool:
    return choice.below(1_000_000) < share * 1_000_000


def _sample_network(config: Config, choice: Choice) -> Network | None:
    modulus = 3 + choice.below(config.max_modulus - 2) if _chance(config.modular, choice) else 0
    wanted = config.min_definitions + choice.below(config.max_definitions - config.min_definitions + 1)
    builder = _Builder(modulus, choice)
    asked = builder.grow(wanted)
    if len(builder.definitions) > config.max_definitions:
        return None
    for _ in range(choice.below(config.distractors + 1)):
        builder.add_any()
    definitions = list(builder.definitions)
    hidden = _chance(config.undetermined, choice)
    if hidden:
        constants = [
            n for n, d in enumerate(definitions[: asked + 1]) if d.kind is Kind.CONSTANT and n != asked
        ]
        definitions[choice.pick(constants)] = Definition(Kind.UNKNOWN)
    question = Network(modulus, tuple(definitions), asked)
    if hidden:
        return None if network.two_models(question) is None else network.canonical(question)
    found = network.values(question)
    if found is None or max(found) > _MOST:
        return None
    if _chance(config.claims, choice):
        value = found[asked]
        if not _chance(config.right, choice):
            value = choice.below(modulus) if modulus else value + choice.below(21) - min(value, 10)
            if value == found[asked]:
                return None
        question = Network(modulus, tuple(definitions), asked, value)
    return network.canonical(question)


class _Builder:
    """Definitions one after the other, each of quantities that are defined before it."""

    def __init__(self, modulus: int, choice: Choice) -> None:
        self.modulus = modulus
        self.choice = choice
        self.definitions: list[Definition] = []
        self.unowned: list[int] = []  # quantities that may become part of a total

    def grow(self, count: int) -> int:
        """About `count` definitions, the last of which depends on all others; its number."""
        unused: list[int] = []
        constants = 1 + self.choice.below(max(1, count // 2))
        for _ in range(constants):
            unused.append(self.constant())
        while len(self.definitions) < count or len(unused) > 1:
            first = unused.pop(self.choice.below(len(unused)))
            second = None
            if unused and (self.choice.below(3) or len(self.definitions) >= count):
                second = unused.pop(self.choice.below(len(unused)))
            elif len(self.definitions) > 2 and self.choice.below(2):
                second = self.choice.below(len(self.definitions))
            unused.append(self.combine(first, second if second != first else None, unused))
        return unused[0]

    def constant(self) -> int:
        """A new quantity with a value."""
        most = self.modulus - 1 if self.modulus else 40
        return self._append(Definition(Kind.CONSTANT, (), 1 + self.choice.below(most)))

    def combine(self, first: int, second: int | None, unused: list[int]) -> int:
        """A new quantity that is defined by one or two others, or by a total of which they are part."""
        drawn = self.choice.below(10)
        if second is None:
            if drawn < 5:
                return self._append(Definition(Kind.TIMES, (first,), 2 + self.choice.below(4)))
            return self._append(Definition(Kind.SUM, (first,), 1 + self.choice.below(20)))
        pair = (first, second)
        if drawn < 4 and first in self.unowned and second in self.unowned:
            members = [*pair]
            third = [number for number in unused if number in self.unowned and number not in pair]
            if third and self.choice.below(2):
                members.append(third[0])
                unused.remove(third[0])
            for member in members:
                self.unowned.remove(member)
            self.definitions.append(Definition(Kind.TOTAL, tuple(members)))
            return len(self.definitions) - 1
        if drawn < 6 and self.modulus:
            return self._append(Definition(Kind.PRODUCT, pair))
        if drawn < 7 and not self.modulus:
            return self._append(Definition(Kind.MINUS, pair))
        constant = 1 + self.choice.below(20) if drawn == 9 else 0
        return self._append(Definition(Kind.SUM, pair, constant))

    def add_any(self) -> int:
        """A quantity on which nothing depends so far."""
        if not self.choice.below(3):
            return self.constant()
        first, second = (self.choice.below(len(self.definitions)) for _ in range(2))
        return self.combine(first, second if second != first else None, [])

    def _append(self, definition: Definition) -> int:
        self.definitions.append(definition)
        self.unowned.append(len(self.definitions) - 1)
        return len(self.definitions) - 1


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Arithmetic())
