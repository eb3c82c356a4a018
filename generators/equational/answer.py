"""Decides whether a law follows: by an algebra in which it fails, else by completion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generators.equational.complete import Derived, Hop, complete, prove
from generators.equational.models import Algebra, algebra, models, refuting
from generators.equational.term import Law, Question


@dataclass(frozen=True, slots=True)
class Answer:
    """What decides a question: a way from one side of the claim to the other, or else an algebra against it.

    Where there is a way, the algebra shows that the axioms hold for more than one element.
    """

    way: tuple[Hop, ...] | None
    algebra: Algebra


class Undecided(ValueError):
    """Neither a proof nor an algebra was found within the bounds, or the axioms leave one element only."""


@lru_cache(maxsize=1024)
def refuted(question: Question) -> Algebra | None:
    """An algebra against the claim; cheap, beside a proof."""
    return refuting(models(question.axioms, question.symbols), question.claim)


@lru_cache(
    maxsize=1024
)  # a question is asked for its answer by its proof, its words and its difficulty in turn
def answer(question: Question) -> Answer:
    """The answer; raises Undecided."""
    against = refuted(question)
    if against is not None:
        return Answer(None, against)
    found = models(question.axioms, question.symbols)
    if not found:
        raise Undecided(f"no algebra of more than one element is known for {question}")
    way = prove(question.axioms, question.claim)
    if way is None:
        raise Undecided(f"neither proved nor refuted: {question}")
    size, tables = next(iter(found.items()))
    return Answer(way, algebra(size, tables, len(next(iter(tables.values()))) // 2))


def lemmas(axioms: tuple[Law, ...], way: Sequence[Hop]) -> list[tuple[int, Derived]]:
    """The derived laws that a way rests on, with their numbers, in the order of their proofs."""
    derived = complete(axioms).derived
    needed = {hop.law for hop in way}
    for number in range(len(derived) - 1, len(axioms) - 1, -1):
        hops = derived[number].hops
        if number in needed and hops:
            needed.update(hop.law for hop in hops)
    return [(number, derived[number]) for number in sorted(needed) if number >= len(axioms)]
