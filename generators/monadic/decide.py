"""Decides a question: the proof of the claim, the proof of its opposite, or a model for each of the two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from generators.monadic.reason import Argument, argue, model
from generators.monadic.sentence import Fact, Literal, Question, Rule, Sentence, Some, opposite


class Answer(StrEnum):
    """What the premises say of the claim."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Proven:
    """An argument for each literal that the sentence needs, about one thing.

    `witness` is the thing: an individual, or the number of the premise that says there is one; None: any.
    """

    sentence: Sentence
    witness: int | None
    named: bool  # whether `witness` is an individual
    known: tuple[Literal, ...]
    arguments: tuple[tuple[Literal, Argument], ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A world: each thing is the set of its kinds; individuals are things."""

    things: tuple[frozenset[int], ...]
    individuals: tuple[int, ...]


Verdict: TypeAlias = tuple[Answer, Proven | tuple[Model, Model]]


class Contradictory(ValueError):
    """No world satisfies the premises."""


@dataclass(frozen=True, slots=True)
class _Theory:
    rules: tuple[Rule, ...]
    facts: dict[int, tuple[Literal, ...]]
    somes: tuple[tuple[int, Some], ...]  # with their numbers among the premises


def theory(premises: tuple[Sentence, ...], individuals: int) -> _Theory:
    """The premises by form; every individual has an entry."""
    facts: dict[int, tuple[Literal, ...]] = dict.fromkeys(range(individuals), ())
    for premise in premises:
        if isinstance(premise, Fact):
            facts[premise.individual] += (premise.literal,)
    return _Theory(
        tuple(premise for premise in premises if isinstance(premise, Rule)),
        facts,
        tuple((number, premise) for number, premise in enumerate(premises) if isinstance(premise, Some)),
    )


@lru_cache(maxsize=256)  # a question is asked for its answer, its proof, its words and its difficulty in turn
def decide(question: Question) -> Verdict:
    """The answer with what shows it; raises Contradictory when the premises have no model."""
    about = theory(question.premises, question.individuals)
    if world(question.premises, question.individuals) is None:
        raise Contradictory(str(question))
    for answer, sentence in ((Answer.YES, question.claim), (Answer.NO, opposite(question.claim))):
        proven = prove(about, sentence)
        if proven is not None:
            return answer, proven
    true, false = (
        world((*question.premises, sentence), question.individuals)
        for sentence in (question.claim, opposite(question.claim))
    )
    assert true is not None and false is not None, f"neither proof nor model: {question}"
    return Answer.UNKNOWN, (false, true)


def prove(about: _Theory, sentence: Sentence) -> Proven | None:
    """A proof of the sentence, if it follows."""
    if isinstance(sentence, Fact):
        known = about.facts[sentence.individual]
        argument = argue(about.rules, known, sentence.literal)
        found = None if argument is None else ((sentence.literal, argument),)
        return found and Proven(sentence, sentence.individual, True, known, found)
    if isinstance(sentence, Rule):
        (goal,) = sentence.head
        argument = argue(about.rules, sentence.body, goal)
        found = None if argument is None else ((goal, argument),)
        return found and Proven(sentence, None, False, sentence.body, found)
    candidates = [(i, True, known) for i, known in about.facts.items()]
    candidates += [(number, False, some.parts) for number, some in about.somes]
    best: Proven | None = None
    for witness, named, known in candidates:
        arguments = []
        for part in sentence.parts:
            argument = argue(about.rules, known, part)
            if argument is None:
                break
            arguments.append((part, argument))
        else:
            proven = Proven(sentence, witness, named, known, tuple(arguments))
            if best is None or length(proven) < length(best):
                best = proven
    return best


def length(proven: Proven) -> int:
    """The lines of its arguments, all branches together."""
    return sum(_lines(argument) for _, argument in proven.arguments)


def _lines(argument: Argument) -> int:
    end = argument.end
    inner = [getattr(end, name, None) for name in ("part", "positive", "negative")] + list(
        getattr(end, "parts", ())
    )
    return len(argument.lines) + sum(1 + _lines(part) for part in inner if part is not None)


def world(premises: tuple[Sentence, ...], individuals: int) -> Model | None:
    """A model of the sentences with a thing for each individual; None when there is none."""
    about = theory(premises, individuals)
    known: list[tuple[Literal, ...]] = []  # of each thing so far

    def place(literals: tuple[Literal, ...]) -> int | None:
        """A thing that has the literals: if possible one that is there already."""
        for number, others in enumerate(known):
            if model(about.rules, (*others, *literals)) is not None:
                known[number] = (*others, *literals)
                return number
        if model(about.rules, literals) is None:
            return None
        known.append(literals)
        return len(known) - 1

    named = [place(about.facts[i]) for i in range(individuals)]
    others = [place(some.parts) for _, some in about.somes]
    if not named and not others:
        others = [place(())]
    if None in named or None in others:
        return None
    kinds = [model(about.rules, literals) for literals in known]
    return Model(tuple(k for k in kinds if k is not None), tuple(i for i in named if i is not None))
