"""A family whose questions are of first-order logic: which are kept, and how they are answered."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Final, Generic, Protocol, TypeVar

import msgspec
from msgspec import Meta

from factory.records import Corruption, Trace
from generators.choice import Choice
from generators.family import Solution, Telling
from generators.firstorder import answer as answers
from generators.firstorder.answer import Answer, Asked, Verdict
from generators.firstorder.corrupt import corrupted
from generators.firstorder.formula import Formula, Theory, formula_text
from generators.firstorder.telling import Narrator
from generators.firstorder.worlds import LIBRARY

Hops = Annotated[int, Meta(ge=1, le=20)]


class Question(Protocol):
    """What is asked of a claim, given premises, in a language of the family's own."""

    @property
    def premises(self) -> tuple[Any, ...]:
        """What is given."""
        ...

    @property
    def claim(self) -> Any:
        """What is asked about."""
        ...

    @property
    def asked(self) -> Asked:
        """Which answers there are."""
        ...

    def __hash__(self) -> int: ...

    def unfolded(self) -> tuple[Theory, Formula]:
        """The premises as formulas over their signature, and the claim."""
        ...


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the recipe's section of each such family has; hops are rules from what is known to the claim."""

    min_hops: Hops = 2
    max_hops: Hops = 7
    min_lines: Annotated[int, Meta(ge=1, le=40)] = 2  # of an argument
    distractors: Annotated[int, Meta(ge=0, le=20)] = 4  # at most so many sentences that are not needed

    def __post_init__(self) -> None:
        if self.min_hops > self.max_hops:
            raise ValueError(f"min_hops is {self.min_hops} but max_hops is {self.max_hops}")

    def hops(self, choice: Choice) -> int:
        """A number of hops between the bounds."""
        return self.min_hops + choice.below(self.max_hops - self.min_hops + 1)


Q = TypeVar("Q", bound=Question)
C = TypeVar("C", bound=Config)


@lru_cache(maxsize=256)  # a question is asked for its answer, its proof, its words and its difficulty in turn
def decide(question: Question) -> Verdict | None:
    """The verdict, if the search settles it."""
    return answers.decide(*question.unfolded(), question.asked)


def _verdict(question: Question) -> Verdict:
    verdict = decide(question)
    if verdict is None:
        raise ValueError(f"this question is not settled, or its premises are contradictory: {question}")
    return verdict


class FirstOrder(ABC, Generic[Q, C]):
    """Satisfies `generators.family.Family` for a language that says how it draws, reads and speaks."""

    library: Final = (LIBRARY,)

    @abstractmethod
    def draw(self, config: C, choice: Choice) -> Q | None:
        """A random question in canonical form; None for one that answers itself."""

    @abstractmethod
    def size(self, question: Q) -> Mapping[str, float]:
        """How large the question is in its own language."""

    @abstractmethod
    def words(self, question: Q, answer: Answer, choice: Choice) -> Telling:
        """The question in words, and the answer."""

    @abstractmethod
    def narrator(self, question: Q, choice: Choice) -> Narrator:
        """Says the steps in the words that `words` uses for an equal choice."""

    def sample(self, config: C, choice: Choice) -> Q | None:
        """A question whose premises hold together and which takes more than one step."""
        question = self.draw(config, choice)
        if question is None or question.claim in question.premises:
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

    def text(self, question: Q) -> str:
        """The canonical text."""
        return str(question)

    def lean(self, question: Q) -> str:
        """The proposition that the claim follows, that its opposite does, or that it does not."""
        return answers.statement(*question.unfolded(), _verdict(question).answer)

    def symbols(self, question: Q) -> tuple[list[str], str]:
        """Premises and claim in symbols."""
        theory, claim = question.unfolded()
        return [formula_text(premise) for premise in theory.premises], formula_text(claim)

    def difficulty(self, question: Q) -> Mapping[str, float]:
        """Premises, size, lines of the argument, things in the largest world; the answer as a number."""
        verdict = _verdict(question)
        return {
            "premises": len(question.premises),
            **self.size(question),
            "lines": verdict.lines,
            "things": max(size for world in verdict.worlds for size in world.sizes.values()),
            "answer": list(Answer).index(verdict.answer),
        }

    def tell(self, question: Q, choice: Choice) -> Telling:
        """The question in words."""
        return self.words(question, _verdict(question).answer, choice)

    def solve(self, question: Q, choice: Choice) -> Solution:
        """The proof of the answer."""
        return answers.solve(*question.unfolded(), _verdict(question), self.narrator(question, choice))

    def corrupted(self, question: Q, trace: Trace) -> Corruption | None:
        """A line of the proof made wrong, see `generators.firstorder.corrupt`."""
        theory, _ = question.unfolded()
        return corrupted(theory, trace, self.narrator(question, Choice(trace.problem.id)))
