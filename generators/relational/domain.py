"""The family of questions about relations: what it samples, and how it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

from msgspec import Meta

from generators.choice import Choice
from generators.documents import Writing
from generators.family import FamilyDomain, Telling
from generators.firstorder import domain as firstorder
from generators.firstorder.answer import Answer
from generators.firstorder.telling import Narrator
from generators.relational import words
from generators.relational.sample import chain, laws
from generators.relational.sentence import Question, canonical, parse


class Config(firstorder.Config, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section."""

    laws: Annotated[float, Meta(ge=0, le=1)] = 0.25  # the others are chains
    writing: Writing = Writing()


class Relational(firstorder.FirstOrder[Question, Config]):
    """Satisfies `generators.family.Family`."""

    name: Final = "relational"
    version: Final = "4"
    summary: Final = (
        "relations with alternating quantifiers: entailed, refuted, or left open by finite worlds"
    )
    config: Final = Config

    def draw(self, config: Config, choice: Choice) -> Question:
        """A law of relations, or a chain of rules."""
        if choice.below(1_000_000) < config.laws * 1_000_000:
            return canonical(laws(choice))
        return canonical(chain(choice, config.hops(choice), config.distractors))

    def parse(self, text: str) -> Question:
        """The question of a text."""
        return parse(text)

    def size(self, question: Question) -> Mapping[str, float]:
        """The number of symbols."""
        return {"symbols": sum(question.counts)}

    def words(self, question: Question, answer: Answer, choice: Choice) -> Telling:
        """The question in words, and the answer."""
        return words.tell(question, answer, choice)

    def narrator(self, question: Question, choice: Choice) -> Narrator:
        """Says the steps in the same words."""
        return words.narrator(question, choice)


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Relational())
