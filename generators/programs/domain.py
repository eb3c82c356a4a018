"""Samples programs to run, loops with claims about where they end, and functions on lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from generators.choice import Choice
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling
from generators.programs import sample, triple
from generators.programs.claims import claim
from generators.programs.language import run
from generators.programs.listing import Call
from generators.programs.prove import Question, Trace, givens, parse, prove, statement
from generators.programs.words import say, tell

Share = Annotated[float, Meta(ge=0, le=1)]
Weight = Annotated[int, Meta(ge=0, le=1000)]


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section."""

    traces: Weight = 2  # programs to run
    triples: Weight = 3  # loops with a claim about where they end
    lists: Weight = 1  # functions that go through a list
    true: Share = 0.6  # of the claims
    distractors: bool = True  # variables that do not matter to a claim
    most: Annotated[int, Meta(ge=3, le=1000)] = 30  # no number of a loop that is drawn is much larger
    min_assignments: Annotated[int, Meta(ge=2, le=60)] = 5  # that a program executes
    max_assignments: Annotated[int, Meta(ge=2, le=60)] = 16
    statements: Annotated[int, Meta(ge=1, le=6)] = 3  # of a program at most, with one more; not those within
    min_items: Annotated[int, Meta(ge=2, le=30)] = 3  # of a list
    max_items: Annotated[int, Meta(ge=2, le=30)] = 7
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        for name in ("assignments", "items"):
            least, most = getattr(self, f"min_{name}"), getattr(self, f"max_{name}")
            if least > most:
                raise ValueError(f"min_{name} is {least} but max_{name} is {most}")
        if not self.traces + self.triples + self.lists:
            raise ValueError("all weights are 0: give one kind of question a weight")


class Programs:
    """Satisfies `generators.family.Family`."""

    name: Final = "programs"
    version: Final = "2"
    summary: Final = (
        "programs: where they end, invariants of loops or runs that refute a claim, functions on lists"
    )
    config: Final = Config
    library: Final = ("Factory.Programs",)

    def sample(self, config: Config, choice: Choice) -> Question | None:
        """A program with a question about it."""
        kind = choice.below(config.traces + config.triples + config.lists)
        if kind < config.traces:
            return sample.trace(choice, config.min_assignments, config.max_assignments, config.statements)
        if kind < config.traces + config.triples:
            true = choice.below(1_000_000) < config.true * 1_000_000
            return claim(choice, true, config.most, config.distractors)
        return sample.call(choice, config.min_items, config.max_items)

    def text(self, question: Question) -> str:
        """The canonical text: a program's variables are named in the order in which they are mentioned."""
        return str(question)

    def parse(self, text: str) -> Question:
        """The question of a text."""
        return parse(text)

    def lean(self, question: Question) -> str:
        """The proposition that the answer is."""
        return statement(question)

    def symbols(self, question: Question) -> tuple[list[str], str]:
        """The program and what is known at first, and what is asked."""
        return givens(question)

    def difficulty(self, question: Question) -> Mapping[str, float]:
        """What is executed, whether an invariant is needed, and how many inputs are tried in vain."""
        if isinstance(question, Call):
            return {"executed": len(question.items), "invariant": 0, "tried": 0}
        if isinstance(question, Trace):
            return {"executed": sample.assignments(question.runs), "invariant": 0, "tried": 0}
        if triple.decided(question):
            return {"executed": 0, "invariant": len(triple.meaning(question).invariant), "tried": 1}
        tried = triple.counterexample(question)
        executed = sample.assignments(run(triple.meaning(question).program, tried[-1]))
        return {"executed": executed, "invariant": 0, "tried": len(tried) - 1}

    def tell(self, question: Question, choice: Choice) -> Telling:
        """The question in words."""
        return tell(question, choice)

    def solve(self, question: Question, choice: Choice) -> Solution:
        """The run, the invariant or the counterexample as a proof."""
        solution = prove(question)
        return solution.in_words(say(question, solution.steps, choice))


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Programs())
