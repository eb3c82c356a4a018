"""Samples puzzles of knights, knaves and spies that have one solution, of which no saying can be spared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from generators.choice import Choice
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling
from generators.parts import LIBRARY
from generators.puzzles.formula import text
from generators.puzzles.prove import (
    argument,
    assumptions,
    condition,
    solution_literals,
    statement,
    variable_name,
    write_proof,
)
from generators.puzzles.question import (
    Kinds,
    Op,
    Question,
    Saying,
    all_kinds,
    canonical,
    fits,
    parse,
    solutions,
)
from generators.puzzles.words import say, tell

Share = Annotated[float, Meta(ge=0, le=1)]
People = Annotated[int, Meta(ge=2, le=8)]

_OPS = (Op.IS, Op.AND, Op.OR, Op.OR, Op.IF, Op.IF, Op.IFF, Op.IFF)


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section. An assumption is one from which something must be drawn before it fails."""

    min_people: People = 4
    max_people: People = 6
    spies: Share = 0.15  # puzzles in which one of three or four persons is a spy
    distractors: Annotated[int, Meta(ge=0, le=10)] = 1  # at most so many sayings that could be spared
    min_assumptions: Annotated[int, Meta(ge=0, le=20)] = 1
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if self.min_people > self.max_people:
            raise ValueError(f"min_people is {self.min_people} but max_people is {self.max_people}")


class Puzzles:
    """Satisfies `generators.family.Family`."""

    name: Final = "puzzles"
    version: Final = "2"
    summary: Final = "knights, knaves and spies: the solution, and that there is no other"
    config: Final = Config
    library: Final = (LIBRARY,)

    def sample(self, config: Config, choice: Choice) -> Question | None:
        """A puzzle with one solution, which takes so many assumptions to find."""
        spy = choice.below(1_000_000) < config.spies * 1_000_000
        least, most = (3, 4) if spy else (config.min_people, config.max_people)
        people = least + choice.below(most - least + 1)
        left = all_kinds(people, spy)
        truth = choice.pick(left)
        frame = Question(people, spy, ())
        sayings: list[Saying] = []
        while len(left) > 1:
            if len(sayings) == 3 * people:
                return None
            saying = _saying(frame, truth, choice)
            fitting = [kinds for kinds in left if fits(frame, saying, kinds)]
            if len(fitting) < len(left):
                sayings.append(saying)
                left = fitting
        question = _minimal(Question(people, spy, tuple(dict.fromkeys(sayings))))
        spare = [_saying(frame, truth, choice) for _ in range(choice.below(config.distractors + 1))]
        listed = dict.fromkeys((*question.sayings, *spare))
        if len(listed) < 2:
            return None
        question = canonical(Question(people, spy, tuple(listed)))
        return question if assumptions(argument(question)) >= config.min_assumptions else None

    def text(self, question: Question) -> str:
        """The canonical text."""
        return str(question)

    def parse(self, text: str) -> Question:
        """The puzzle of a text."""
        return parse(text)

    def lean(self, question: Question) -> str:
        """That all is as it is said exactly when everyone is what the solution says."""
        return statement(question)

    def symbols(self, question: Question) -> tuple[list[str], str]:
        """What it means that someone says something, and the kinds that are asked for."""
        sayings = [
            text(condition(question, saying), lambda variable: variable_name(question, variable))
            for saying in question.sayings
        ]
        return sayings, ", ".join(f"{variable_name(question, v + 1)}?" for v in range(question.people))

    def difficulty(self, question: Question) -> Mapping[str, float]:
        """Size, and what the argument takes: assumptions, the most at once, attempts that lead nowhere."""
        found = argument(question)
        return {
            "people": question.people,
            "sayings": len(question.sayings),
            "spies": question.spy,
            "assumptions": assumptions(found),
            "depth": max(line.refuted.depth if line.refuted.lines else 0 for line in found.lines),
            "attempts": len(found.attempts),
        }

    def tell(self, question: Question, choice: Choice) -> Telling:
        """The puzzle in words."""
        return tell(question, choice)

    def solve(self, question: Question, choice: Choice) -> Solution:
        """The solution, why there is no other, and why it fits."""
        solution = write_proof(question)
        literals = {
            text(sign * literal, lambda variable: variable_name(question, variable)): sign * literal
            for literal in solution_literals(question)
            for sign in (1, -1)
        }
        return solution.in_words(say(question, solution.steps, literals, choice))


def _saying(frame: Question, truth: Kinds, choice: Choice) -> Saying:
    """Something that one of them may say."""
    while True:
        speaker = 1 + choice.below(frame.people)
        op = choice.pick(_OPS)
        about = choice.sample(range(1, frame.people + 1), 2 if op is not Op.IS else 1)
        if op is Op.IS and about == [speaker]:
            continue
        literals = []
        for person in about:
            literal = person + frame.people * (frame.spy and choice.below(3) == 0)
            literals.append(literal if choice.below(2) else -literal)
        saying = Saying(speaker, op, *literals)
        if fits(frame, saying, truth):
            return saying


def _minimal(question: Question) -> Question:
    """Without sayings that can be spared."""
    for saying in question.sayings:
        rest = tuple(other for other in question.sayings if other is not saying)
        fewer = Question(question.people, question.spy, rest)
        if len(solutions(fewer)) == 1:
            question = fewer
    return question


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Puzzles())
