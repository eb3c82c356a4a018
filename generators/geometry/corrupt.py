"""A line of a proof made wrong: a figure with rational points has all hypotheses, and not what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from factory.records import Corruption, Trace
from generators.choice import Choice
from generators.geometry.derivation import PREMISE, read_lines
from generators.geometry.exact import holds_exactly
from generators.geometry.facts import Fact, vacuous
from generators.geometry.lean import lean_names
from generators.geometry.model import rational_model
from generators.geometry.words.steps import step_words
from search.geometry import IndexedFact

_BOUND: Final = re.compile(r"∃ ([^:]+) : Point Rational,")
_PLACE: Final = re.compile(r"grid (\d+) (\d+)")
_EXACTLY: Final = "(by decide +kernel)"


def corrupted(trace: Trace) -> Corruption | None:
    """A line with two points exchanged, or one in the place of another, that is false in the figure.

    None where no figure with rational points was found: angles of 60°, for instance, have none.
    """
    problem, proof = trace.problem, trace.proof
    found = (proof.model, proof.model_proof) if proof.model else rational_model(problem)
    bound = _BOUND.match(found[0]) if found else None
    if found is None or bound is None:
        return None
    places = [(int(x), int(y)) for x, y in _PLACE.findall(found[1])]
    figure = dict(zip(bound[1].split(), places, strict=True))
    names = dict(zip(problem.figure.points, lean_names(problem.figure.points), strict=True))
    choice = Choice(f"{trace.id}/corrupted")
    lines = [line for line in read_lines(proof.steps) if line.rule != PREMISE and line.fact.value is None]
    for line in choice.sample(lines, len(lines)):
        for wrong in _slips(line.fact, [point for point in names if names[point] in figure], choice):
            lean = [names[point] for point in wrong.points]
            if _holds(wrong, [figure[name] for name in lean]):
                continue
            theorem = proof.statement.splitlines()
            said = f"{wrong.kind} {' '.join(lean)}"
            values = " ".join(f"(grid {x} {y})" for x, y in figure.values())
            shown = " ".join([_EXACTLY] * (len(theorem) - 2))
            return Corruption(
                step=line.index,
                conclusion=str(wrong),
                words=step_words(replace(line, fact=wrong), choice),
                statement="\n".join([f"¬ {theorem[0]}", *theorem[1:-1], f"  {said}"]),
                proof=f"fun h => absurd (h Rational {values} {shown}) {_EXACTLY}",
            )
    return None


def _slips(fact: Fact, points: list[str], choice: Choice) -> Iterator[Fact]:
    """Facts of the same kind: two points exchanged, then another point in the place of one."""
    size = len(fact.points)
    pairs = [(i, j) for i in range(size) for j in range(i) if fact.points[i] != fact.points[j]]
    for i, j in choice.sample(pairs, len(pairs)):
        exchanged = list(fact.points)
        exchanged[i], exchanged[j] = exchanged[j], exchanged[i]
        yield from _proper(replace(fact, points=tuple(exchanged)))
    for i in choice.sample(range(size), size):
        other = choice.pick(points)
        yield from _proper(replace(fact, points=(*fact.points[:i], other, *fact.points[i + 1 :])))


def _proper(fact: Fact) -> Iterator[Fact]:
    if vacuous(fact) is None:
        yield fact


def _holds(fact: Fact, places: list[tuple[int, int]]) -> bool:
    return holds_exactly(IndexedFact(fact.kind, tuple(range(len(places)))), places)
