"""The family of questions about relations: what it samples, and how it answers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from generators.choice import Choice
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling
from generators.firstorder import answer as answers
from generators.firstorder.answer import Answer, Asked, Verdict
from generators.firstorder.formula import formula_text
from generators.firstorder.worlds import LIBRARY
from generators.relational.sample import chain, laws
from generators.relational.sentence import Question, canonical, parse
from generators.relational.words import narrator, tell

Hops = Annotated[int, Meta(ge=1, le=20)]


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section. Hops are rules from what is known to the claim."""

    laws: Annotated[float, Meta(ge=0, le=1)] = 0.25  # the others are chains
    min_hops: Hops = 2
    max_hops: Hops = 7
    min_lines: Annotated[int, Meta(ge=1, le=40)] = 2  # of an argument
    distractors: Annotated[int, Meta(ge=0, le=20)] = 4  # at most so many sentences that are not needed
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if self.min_hops > self.max_hops:
            raise ValueError(f"min_hops is {self.min_hops} but max_hops is {self.max_hops}")


@lru_cache(maxsize=256)  # a question is asked for its answer, its proof, its words and its difficulty in turn
def decide(question: Question) -> Verdict | None:
    """The verdict, if the search settles it."""
    return answers.decide(question.theory, question.claim.formula, question.asked)


def _verdict(question: Question) -> Verdict:
    verdict = decide(question)
    if verdict is None:
        raise ValueError(f"this question is not settled, or its premises are contradictory: {question}")
    return verdict


class Relational:
    """Satisfies `generators.family.Family`."""

    name: Final = "relational"
    version: Final = "1"
    summary: Final = (
        "relations with alternating quantifiers: entailed, refuted, or left open by finite worlds"
    )
    config: Final = Config
    library: Final = (LIBRARY,)

    def sample(self, config: Config, choice: Choice) -> Question | None:
        """A question whose premises hold together and which takes more than one step."""
        if choice.below(1_000_000) < config.laws * 1_000_000:
            question = laws(choice)
        else:
            hops = config.min_hops + choice.below(config.max_hops - config.min_hops + 1)
            question = chain(choice, hops, config.distractors)
        question = canonical(question)
        if question.claim in question.premises:
            return None
        verdict = decide(question)
        if verdict is None:
            return None
        if verdict.argument is None:
            # Most random claims do not follow.
            return question if question.asked is Asked.FOLLOWS or choice.below(2) else None
        if verdict.lines < config.min_lines or answers.vacuous(question.theory, question.claim.formula):
            return None
        return question

    def text(self, question: Question) -> str:
        """The canonical text."""
        return str(question)

    def parse(self, text: str) -> Question:
        """The question of a text."""
        return parse(text)

    def lean(self, question: Question) -> str:
        """The proposition that the claim follows, that its opposite does, or that it does not."""
        return answers.statement(question.theory, question.claim.formula, _verdict(question).answer)

    def symbols(self, question: Question) -> tuple[list[str], str]:
        """Premises and claim in symbols."""
        return [formula_text(premise) for premise in question.theory.premises], formula_text(
            question.claim.formula
        )

    def difficulty(self, question: Question) -> Mapping[str, float]:
        """Premises, symbols, lines of the argument, things in the largest world; the answer as a number."""
        verdict = _verdict(question)
        return {
            "premises": len(question.premises),
            "symbols": sum(question.counts),
            "lines": verdict.lines,
            "things": max(size for world in verdict.worlds for size in world.sizes.values()),
            "answer": list(Answer).index(verdict.answer),
        }

    def tell(self, question: Question, choice: Choice) -> Telling:
        """The question in words."""
        return tell(question, _verdict(question).answer, choice)

    def solve(self, question: Question, choice: Choice) -> Solution:
        """The proof of the answer."""
        return answers.solve(
            question.theory, question.claim.formula, _verdict(question), narrator(question, choice)
        )


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Relational())
