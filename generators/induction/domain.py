"""Samples recursions with claims that are true, or just not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from generators.choice import Choice
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling
from generators.induction.prove import claim, givens, prove, statement
from generators.induction.recursion import Kind, Question, counterexample, holds, orbit, parse
from generators.induction.words import say, tell

Share = Annotated[float, Meta(ge=0, le=1)]
Weight = Annotated[int, Meta(ge=0, le=1000)]


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section."""

    sums: Weight = 1  # closed forms of sums
    growth: Weight = 1  # closed forms with powers
    residues: Weight = 2  # remainders: a way to one, or an invariant
    lists: Weight = 1  # laws of functions on lists
    true: Share = 0.6  # of the claims
    most: Annotated[int, Meta(ge=9, le=10**6)] = 99  # no first value or coefficient that is drawn is larger
    max_modulus: Annotated[int, Meta(ge=3, le=200)] = 40
    min_orbit: Annotated[int, Meta(ge=1, le=12)] = 2  # remainders that an invariant has, or steps to one
    max_orbit: Annotated[int, Meta(ge=1, le=12)] = 5
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if self.min_orbit > self.max_orbit:
            raise ValueError(f"min_orbit is {self.min_orbit} but max_orbit is {self.max_orbit}")
        if not self.sums + self.growth + self.residues + self.lists:
            raise ValueError("all weights are 0: give one kind of question a weight")


class Induction:
    """Satisfies `generators.family.Family`."""

    name: Final = "induction"
    version: Final = "1"
    summary: Final = "induction over numbers and lists: closed forms, remainders with invariants, laws"
    config: Final = Config
    library: Final = ("Factory.Induction",)

    def sample(self, config: Config, choice: Choice) -> Question | None:
        """A function with a claim about it."""
        weights = {
            Kind.SUM: config.sums,
            Kind.GROWTH: config.growth,
            Kind.RESIDUE: config.residues,
            Kind.LIST: config.lists,
        }
        kind = choice.pick([kind for kind, weight in weights.items() for _ in range(weight)])
        true = choice.below(1_000_000) < config.true * 1_000_000
        start = choice.below(config.most + 1)
        match kind:
            case Kind.SUM:
                question = _sum(start, true, config, choice)
            case Kind.GROWTH:
                question = _growth(start, true, config, choice)
            case Kind.RESIDUE:
                return _residue(start, true, config, choice)
            case Kind.LIST:
                wrong = choice.below(config.most + 1)
                p, q = 1 + choice.below(config.most), choice.below(config.most + 1)
                question = Question(kind, start, p, q, start if true else wrong, 0)
        return question if holds(question) is true else None

    def text(self, question: Question) -> str:
        """The canonical text: the numbers, since nothing has a name."""
        return str(question)

    def parse(self, text: str) -> Question:
        """The question of a text."""
        return parse(text)

    def lean(self, question: Question) -> str:
        """The proposition that the answer is."""
        return statement(question)

    def symbols(self, question: Question) -> tuple[list[str], str]:
        """The equations, and the claim."""
        return list(givens(question)), claim(question)

    def difficulty(self, question: Question) -> Mapping[str, float]:
        """Steps of the proof, whether it is by induction, and how many cases the hypothesis has."""
        true = holds(question)
        if question.kind is Kind.RESIDUE:
            found = orbit(question)
            cases, steps = (0, found.index(question.e) + 1) if true else (len(found), 2 * len(found) + 3)
        elif true:
            cases, steps = 1, 4
        else:
            cases, steps = 0, 1 if question.kind is Kind.LIST else len(counterexample(question))
        return {"steps": steps, "inductive": int(cases > 0), "cases": cases}

    def tell(self, question: Question, choice: Choice) -> Telling:
        """The question in words."""
        return tell(question, choice)

    def solve(self, question: Question, choice: Choice) -> Solution:
        """The certificate as a proof."""
        solution = prove(question)
        return solution.in_words(say(question, solution.steps, choice))


def _sum(start: int, true: bool, config: Config, choice: Choice) -> Question:
    a = 1 + choice.below(config.most // 2)
    e = choice.below(config.most - a)
    p, q = 2 * a, a + e
    if not true:  # agrees for 0, and every other time for 1
        e += 1
        a -= choice.below(2)
    return Question(Kind.SUM, start, p, q, a, e)


def _growth(start: int, true: bool, config: Config, choice: Choice) -> Question:
    p, a = 2 + choice.below(8), 1 + choice.below(config.most)
    q = (p - 1) * a
    if not true:  # agrees for 0
        a = 1 + choice.below(config.most)
    return Question(Kind.GROWTH, start, p, q, a, start + a)


def _residue(start: int, true: bool, config: Config, choice: Choice) -> Question | None:
    modulus = 3 + choice.below(config.max_modulus - 2)
    p, q = 1 + choice.below(config.most), choice.below(config.most + 1)
    found = orbit(Question(Kind.RESIDUE, start, p, q, modulus, 0))
    if true:
        places = range(config.min_orbit, min(len(found), config.max_orbit + 1))
        return Question(Kind.RESIDUE, start, p, q, modulus, found[choice.pick(places)]) if places else None
    others = [value for value in range(modulus) if value not in found]
    if not others or not config.min_orbit <= len(found) <= config.max_orbit:
        return None
    return Question(Kind.RESIDUE, start, p, q, modulus, choice.pick(others))


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Induction())
