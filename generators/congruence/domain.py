"""Samples questions about equality: equations among random terms, and a claim some links away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from generators.choice import Choice
from generators.congruence.prove import Answer, Contradictory, answer, equation_text, solve, statement
from generators.congruence.term import Equation, Question, Term, canonical, parse
from generators.congruence.words import say, tell
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling

Share = Annotated[float, Meta(ge=0, le=1)]


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section."""

    min_equations: Annotated[int, Meta(ge=1, le=30)] = 3
    max_equations: Annotated[int, Meta(ge=1, le=30)] = 8
    constants: Annotated[int, Meta(ge=2, le=12)] = 5
    unary: Annotated[int, Meta(ge=0, le=3)] = 2
    binary: Annotated[int, Meta(ge=0, le=3)] = 1
    depth: Annotated[int, Meta(ge=1, le=4)] = 2  # of terms
    different: Share = 0.2  # premises and claims that say "is not"
    min_steps: Annotated[int, Meta(ge=1, le=30)] = 3  # of a proof
    open_share: Share = 0.25  # open questions that are kept, of those that are met
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if self.min_equations > self.max_equations:
            raise ValueError(
                f"min_equations is {self.min_equations} but max_equations is {self.max_equations}"
            )
        if not self.unary + self.binary:
            raise ValueError("at least one of unary and binary must be above 0")


class Congruence:
    """Satisfies `generators.family.Family`."""

    name: Final = "congruence"
    version: Final = "1"
    summary: Final = "equality with unknown functions: congruence closure with explanations, or finite models"
    config: Final = Config

    def sample(self, config: Config, choice: Choice) -> Question | None:
        """A question with consistent premises that takes at least `min_steps`, or is open."""
        count = config.min_equations + choice.below(config.max_equations - config.min_equations + 1)
        pool = [Term(c) for c in range(config.constants)]
        pool += [_term(config, choice, config.depth) for _ in range(count)]
        premises = tuple(self._equation(config, choice, pool) for _ in range(count))
        parts = Question(premises, premises[0]).terms()
        sides = [_vary(choice, choice.pick(parts), premises) for _ in range(2)]
        if choice.below(2):  # two terms that are equal
            sides[1] = sides[0]
            for _ in range(config.min_steps):
                sides[1] = _vary(choice, sides[1], premises)
        claim = Equation(sides[0], sides[1], choice.below(1000) >= 1000 * config.different)
        if claim.left == claim.right or claim in premises:
            return None
        question = canonical(Question(premises, claim))
        try:
            found = answer(question)
        except Contradictory:
            return None
        if found is Answer.OPEN:
            return question if choice.below(1000) < 1000 * config.open_share else None
        steps = sum(step.rule != "premise" for step in solve(question).steps)
        return question if steps >= config.min_steps else None

    def _equation(self, config: Config, choice: Choice, pool: list[Term]) -> Equation:
        left, right = choice.sample(list(dict.fromkeys(pool)), 2)
        return Equation(left, right, choice.below(1000) >= 1000 * config.different)

    def text(self, question: Question) -> str:
        """The canonical text."""
        return str(question)

    def parse(self, text: str) -> Question:
        """The question of a text."""
        return parse(text)

    def lean(self, question: Question) -> str:
        """The proposition that the answer is."""
        return statement(question)

    def symbols(self, question: Question) -> tuple[list[str], str]:
        """Premises and claim in symbols."""
        return [equation_text(premise) for premise in question.premises], equation_text(question.claim)

    def difficulty(self, question: Question) -> Mapping[str, float]:
        """Premises, different terms, steps of the proof, and the answer as a number."""
        return {
            "premises": len(question.premises),
            "terms": len(question.terms()),
            "steps": sum(step.rule != "premise" for step in solve(question).steps),
            "answer": list(Answer).index(answer(question)),
        }

    def tell(self, question: Question, choice: Choice) -> Telling:
        """The question in words."""
        return tell(question, choice)

    def solve(self, question: Question, choice: Choice) -> Solution:
        """The proof of the answer."""
        solution = solve(question)
        return solution.in_words(say(question, solution.steps, choice))


def _term(config: Config, choice: Choice, depth: int) -> Term:
    """A random term with a function at its head; numbers of functions tell how many arguments they take."""
    function = choice.below(config.unary + config.binary)
    arity = 1 if function < config.unary else 2
    arguments = [
        _term(config, choice, depth - 1)
        if depth > 1 and not choice.below(3)
        else Term(choice.below(config.constants))
        for _ in range(arity)
    ]
    return Term(function, tuple(arguments))


def _vary(choice: Choice, term: Term, premises: tuple[Equation, ...]) -> Term:
    """The term with some subterms replaced by what a premise says they are equal to."""
    equal = {e.left: e.right for e in premises if e.equal} | {e.right: e.left for e in premises if e.equal}
    if term in equal and choice.below(2):
        return equal[term]
    return Term(term.symbol, tuple(_vary(choice, argument, premises) for argument in term.arguments))


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Congruence())
