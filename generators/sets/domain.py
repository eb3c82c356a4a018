"""The family of questions about sets: what it samples, and how it answers."""

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
from generators.sets.canonical import canonical
from generators.sets.language import Question, parse
from generators.sets.sample import chain, classes, functions, laws
from generators.sets.words import narrator, tell

Hops = Annotated[int, Meta(ge=1, le=20)]
Weight = Annotated[int, Meta(ge=0, le=100)]


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section. Hops are inclusions up to the claim; weights are those of sources."""

    chains: Weight = 4
    laws: Weight = 4
    functions: Weight = 2
    classes: Weight = 2
    min_hops: Hops = 2
    max_hops: Hops = 6
    min_lines: Annotated[int, Meta(ge=1, le=40)] = 2  # of an argument
    distractors: Annotated[int, Meta(ge=0, le=20)] = 3  # at most so many sentences that are not needed
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if self.min_hops > self.max_hops:
            raise ValueError(f"min_hops is {self.min_hops} but max_hops is {self.max_hops}")
        if not self.chains + self.laws + self.functions + self.classes:
            raise ValueError("all sources have weight 0: give chains, laws, functions or classes one")


@lru_cache(maxsize=256)  # a question is asked for its answer, its proof, its words and its difficulty in turn
def decide(question: Question) -> Verdict | None:
    """The verdict, if the search settles it."""
    theory, claim = question.unfolded()
    return answers.decide(theory, claim, question.asked)


def _verdict(question: Question) -> Verdict:
    verdict = decide(question)
    if verdict is None:
        raise ValueError(f"this question is not settled, or its premises are contradictory: {question}")
    return verdict


class Sets:
    """Satisfies `generators.family.Family`."""

    name: Final = "sets"
    version: Final = "1"
    summary: Final = (
        "sets, images, injections and classes: inclusions proved by unfolding, or refuted by worlds"
    )
    config: Final = Config
    library: Final = (LIBRARY,)

    def sample(self, config: Config, choice: Choice) -> Question | None:
        """A question whose premises hold together and which takes more than one step."""
        question = self._drawn(config, choice)
        question = canonical(question)
        if question.claim in question.premises or len(set(question.claim.parts)) < len(question.claim.parts):
            return None
        verdict = decide(question)
        if verdict is None:
            return None
        if verdict.argument is None:
            # Most random claims do not follow.
            return question if question.asked is Asked.FOLLOWS or choice.below(2) else None
        if verdict.lines < config.min_lines or answers.vacuous(*question.unfolded()):
            return None
        return question

    def _drawn(self, config: Config, choice: Choice) -> Question:
        drawn = choice.below(config.chains + config.laws + config.functions + config.classes)
        if drawn < config.chains:
            hops = config.min_hops + choice.below(config.max_hops - config.min_hops + 1)
            return chain(choice, hops, config.distractors)
        if drawn < config.chains + config.laws:
            return laws(choice, config.distractors)
        if drawn < config.chains + config.laws + config.functions:
            return functions(choice, config.distractors)
        return classes(choice, config.distractors)

    def text(self, question: Question) -> str:
        """The canonical text."""
        return str(question)

    def parse(self, text: str) -> Question:
        """The question of a text."""
        return parse(text)

    def lean(self, question: Question) -> str:
        """The proposition that the claim follows, that its opposite does, or that it does not."""
        theory, claim = question.unfolded()
        return answers.statement(theory, claim, _verdict(question).answer)

    def symbols(self, question: Question) -> tuple[list[str], str]:
        """Premises and claim in symbols, unfolded."""
        theory, claim = question.unfolded()
        return [formula_text(premise) for premise in theory.premises], formula_text(claim)

    def difficulty(self, question: Question) -> Mapping[str, float]:
        """Premises, operations, lines of the argument, things in the largest world; the answer's number."""
        verdict = _verdict(question)
        return {
            "premises": len(question.premises),
            "operations": sum(node.number < 0 for s in question.sentences for node in s.nodes()),
            "lines": verdict.lines,
            "things": max(size for world in verdict.worlds for size in world.sizes.values()),
            "answer": list(Answer).index(verdict.answer),
        }

    def tell(self, question: Question, choice: Choice) -> Telling:
        """The question in words."""
        return tell(question, _verdict(question).answer, choice)

    def solve(self, question: Question, choice: Choice) -> Solution:
        """The proof of the answer."""
        theory, claim = question.unfolded()
        return answers.solve(theory, claim, _verdict(question), narrator(question, choice))


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Sets())
