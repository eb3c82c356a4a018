"""The family of questions about sets: what it samples, and how it speaks."""

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
from generators.sets import words
from generators.sets.canonical import canonical
from generators.sets.language import Question, parse
from generators.sets.sample import chain, classes, functions, laws

Weight = Annotated[int, Meta(ge=0, le=100)]


class Config(firstorder.Config, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section. Hops are inclusions up to the claim; weights are those of sources."""

    chains: Weight = 4
    laws: Weight = 4
    functions: Weight = 2
    classes: Weight = 2
    max_hops: firstorder.Hops = 6
    distractors: Annotated[int, Meta(ge=0, le=20)] = 3
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.chains + self.laws + self.functions + self.classes:
            raise ValueError("all sources have weight 0: give chains, laws, functions or classes one")


class Sets(firstorder.FirstOrder[Question, Config]):
    """Satisfies `generators.family.Family`."""

    name: Final = "sets"
    version: Final = "3"
    summary: Final = (
        "sets, images, injections and classes: inclusions proved by unfolding, or refuted by worlds"
    )
    config: Final = Config

    def draw(self, config: Config, choice: Choice) -> Question | None:
        """A question of one of the sources; none whose claim compares a set with itself."""
        drawn = choice.below(config.chains + config.laws + config.functions + config.classes)
        if drawn < config.chains:
            question = chain(choice, config.hops(choice), config.distractors)
        elif drawn < config.chains + config.laws:
            question = laws(choice, config.distractors)
        elif drawn < config.chains + config.laws + config.functions:
            question = functions(choice, config.distractors)
        else:
            question = classes(choice, config.distractors)
        parts = question.claim.parts
        return canonical(question) if len(set(parts)) == len(parts) else None

    def parse(self, text: str) -> Question:
        """The question of a text."""
        return parse(text)

    def size(self, question: Question) -> Mapping[str, float]:
        """The number of operations."""
        return {"operations": sum(node.number < 0 for s in question.sentences for node in s.nodes())}

    def words(self, question: Question, answer: Answer, choice: Choice) -> Telling:
        """The question in words, and the answer."""
        return words.tell(question, answer, choice)

    def narrator(self, question: Question, choice: Choice) -> Narrator:
        """Says the steps in the same words."""
        return words.narrator(question, choice)


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Sets())
