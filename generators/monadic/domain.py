"""Samples monadic questions: syllogisms, with existence or without, and ontologies with distractors."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from generators.choice import Choice
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling
from generators.monadic.decide import Answer, Contradictory, Proven, decide, length
from generators.monadic.lean import sentence_text, statement, write_proof
from generators.monadic.sentence import (
    Fact,
    Literal,
    Question,
    Rule,
    Sentence,
    Some,
    canonical,
    opposite,
    parse,
)
from generators.monadic.words import Speaker, tell

Share = Annotated[float, Meta(ge=0, le=1)]
Hops = Annotated[int, Meta(ge=1, le=40)]


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section. Hops are the steps from what is known to the claim."""

    syllogisms: Share = 0.03  # few differ in more than words; the others are ontologies
    existence: Share = 0.3  # of syllogisms: with the explicit premise that there is such a thing
    min_hops: Hops = 2
    max_hops: Hops = 12
    distractors: Annotated[int, Meta(ge=0, le=40)] = 6  # at most so many sentences that are not needed
    negation: Share = 0.25  # literals that are denied
    branching: Share = 0.2  # links of a chain that go through cases or need two conditions
    backwards: Share = 0.25  # chains that are to be read from the end: modus tollens
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if self.min_hops > self.max_hops:
            raise ValueError(f"min_hops is {self.min_hops} but max_hops is {self.max_hops}")


class Monadic:
    """Satisfies `generators.family.Family`."""

    name: Final = "monadic"
    version: Final = "4"
    summary: Final = (
        "kinds and individuals: syllogisms and ontologies; entailed, refuted, or left open by two models"
    )
    config: Final = Config

    def sample(self, config: Config, choice: Choice) -> Question | None:
        """A question whose premises are consistent and which takes more than one step."""
        syllogism = _chance(choice, config.syllogisms)
        question = _syllogism(config, choice) if syllogism else _ontology(config, choice)
        if question.claim in question.premises or opposite(question.claim) in question.premises:
            return None
        try:
            answer, shown = decide(question)
        except Contradictory:
            return None
        if isinstance(shown, Proven) and length(shown) < (1 if syllogism else config.min_hops):
            return None
        if syllogism and answer is Answer.UNKNOWN and choice.below(3):
            return None  # most random syllogisms are invalid
        return canonical(question)

    def text(self, question: Question) -> str:
        """The canonical text."""
        return str(question)

    def parse(self, text: str) -> Question:
        """The question of a text."""
        return parse(text)

    def lean(self, question: Question) -> str:
        """The proposition that the claim follows, that its opposite follows, or that neither does."""
        return statement(question, decide(question)[0])

    def symbols(self, question: Question) -> tuple[list[str], str]:
        """Premises and claim in symbols."""
        return [sentence_text(premise) for premise in question.premises], sentence_text(question.claim)

    def difficulty(self, question: Question) -> Mapping[str, float]:
        """Premises, kinds, lines of the argument (0 where there is none), and the answer as a number."""
        answer, shown = decide(question)
        return {
            "premises": len(question.premises),
            "kinds": question.kinds,
            "individuals": question.individuals,
            "lines": length(shown) if isinstance(shown, Proven) else 0,
            "answer": list(Answer).index(answer),
        }

    def tell(self, question: Question, choice: Choice) -> Telling:
        """The question in words."""
        return tell(question, decide(question)[0], choice)

    def solve(self, question: Question, choice: Choice) -> Solution:
        """The proof of the answer."""
        return write_proof(question, Speaker(question, choice))


def _chance(choice: Choice, share: float) -> bool:
    return choice.below(1_000_000) < share * 1_000_000


def _literal(config: Config, choice: Choice, kind: int) -> Literal:
    return Literal(kind, not _chance(choice, config.negation))


def _syllogism(config: Config, choice: Choice) -> Question:
    """Two categorical premises that share the middle term, in any of the 256 forms; S, P, M are 0, 1, 2."""

    def form(first: int, second: int) -> Sentence:
        letter = choice.below(4)
        if letter < 2:
            return Rule((Literal(first),), (Literal(second, letter == 0),))
        return Some((Literal(first), Literal(second, letter == 2)))

    major = form(*((2, 1) if choice.below(2) else (1, 2)))
    minor = form(*((2, 0) if choice.below(2) else (0, 2)))
    premises: tuple[Sentence, ...] = (major, minor)
    if _chance(choice, config.existence):
        premises += (Some((Literal(choice.below(3)),)),)
    return Question(premises, form(0, 1))


def _ontology(config: Config, choice: Choice) -> Question:
    """A chain of rules from a fact, a thing that exists, or nothing, to a claim; and distractors."""
    hops = config.min_hops + choice.below(config.max_hops - config.min_hops + 1)
    chain = [_literal(config, choice, kind) for kind in range(hops + 1)]
    kinds = hops + 1
    premises: list[Sentence] = []
    extra: list[Literal] = []
    for source, target in pairwise(chain):
        if not _chance(choice, config.branching):
            premises.append(Rule((source,), (target,)) if choice.below(4) else Rule((-target,), (-source,)))
        elif choice.below(2):
            second = _literal(config, choice, kinds)
            kinds += 1
            premises.append(Rule((source, second), (target,)))
            extra.append(second)
        else:
            left, right = (_literal(config, choice, kinds + i) for i in range(2))
            kinds += 2
            premises += [Rule((source,), (left, right)), Rule((left,), (target,)), Rule((right,), (target,))]
    start, end = chain[0], chain[-1]
    if _chance(choice, config.backwards) and not extra:
        start, end = -end, -start
    form = choice.below(3)
    claim: Sentence
    if form == 0:
        premises += [Fact(0, literal) for literal in (start, *extra)]
        claim = Fact(0, end)
    elif form == 1:
        mark = _literal(config, choice, kinds)
        kinds += 1
        premises.append(Some((mark, start, *extra)))
        claim = Some((mark, end))
    else:
        claim = Rule((start, *extra), (end,))
    spare = choice.below(config.distractors + 1)
    for _ in range(spare):
        premises.append(_distractor(config, choice, chain, kinds))
        kinds += 1
    return Question(tuple(premises), _asked(claim, premises, chain, choice))


def _distractor(config: Config, choice: Choice, chain: list[Literal], kinds: int) -> Sentence:
    """A sentence about a new kind that hangs on the chain, or about another individual."""
    new, old = _literal(config, choice, kinds), choice.pick(chain)
    form = choice.below(6)
    if form == 0:
        return Fact(1 + choice.below(2), new if choice.below(2) else old)
    if form == 1:
        return Some((new, old))
    if form == 2:
        return Rule((new,), (old,))
    other = choice.pick(chain)
    if form == 3 and other.kind != old.kind:
        return Rule((old,), (new, other))
    return Rule((old,), (new,))


def _asked(claim: Sentence, premises: list[Sentence], chain: list[Literal], choice: Choice) -> Sentence:
    """The claim, its opposite where that is simple, or a claim that the premises may leave open."""
    form = choice.below(5)
    if form < 2:
        return claim
    if form < 4 and isinstance(claim, Fact):
        return opposite(claim)
    if form < 4 and isinstance(claim, Some):
        return Rule(claim.parts[:1], (-claim.parts[-1],))
    # Convert the claim, or ask about a kind that a distractor brings in.
    other = choice.pick([literal for premise in premises for literal in _last(premise)])
    if isinstance(claim, Fact):
        return Fact(0, other)
    if isinstance(claim, Rule) and choice.below(2):
        return Rule(claim.head, claim.body[:1])
    return Rule((chain[0],), (other,)) if isinstance(claim, Rule) else Some((claim.parts[0], other))


def _last(premise: Sentence) -> tuple[Literal, ...]:
    if isinstance(premise, Fact):
        return (premise.literal,)
    return premise.head[-1:] if isinstance(premise, Rule) else premise.parts[-1:]


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Monadic())
