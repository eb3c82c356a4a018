"""Proofs of the engine as steps of a record, and back.

A step's `conclusion` is the text of a fact; `premises` are the earlier steps that it rests on, ascending for
algebra and in the rule's order for a rule. Its `certificate` is JSON: for a rule `points`, one for each
variable of the rule, and `conditions`, the inequalities that it needs; for algebra `terms`, which has for
each relation of the fact a list of [step, number of its relation, coefficient]; for distances the same and
`points`, from which midpoints and parallelograms are seen; for a premise it is empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

import msgspec

from factory.records import Step
from generators.geometry.facts import Fact, LanguageError, parse_fact
from search import geometry_engine as engine
from search.geometry import IndexedFact

PREMISE: Final = "premise"
ALGEBRA: Final = "algebra"
DISTANCES: Final = "distances"
_ANGLES: Final = frozenset({"para", "perp", "eqangle", "compl", "aconst", "coll", "cyclic"})
_LENGTHS: Final = frozenset({"cong", "eqratio", "rconst"})


class DerivationError(ValueError):
    """Steps that are not a proof: which one, and why."""


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    points: list[str]
    conditions: list[str]


_Terms: TypeAlias = list[list[tuple[int, int, int | str]]]


class _Algebra(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    terms: _Terms


class _Distances(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    points: list[str]
    terms: _Terms


_encode: Final = msgspec.json.Encoder().encode
_rule: Final = msgspec.json.Decoder(_Rule)
_algebra: Final = msgspec.json.Decoder(_Algebra)
_distances: Final = msgspec.json.Decoder(_Distances)


@dataclass(frozen=True, slots=True)
class Line:
    """One step as its words need it. `about` is "angles", "lengths" or "" for what algebra computes with."""

    index: int
    fact: Fact
    rule: str
    premises: tuple[int, ...]
    conditions: tuple[Fact, ...] = ()
    restates: bool = False

    def renamed(self, names: Mapping[str, str]) -> Line:
        """The same line about other points."""
        conditions = tuple([condition.renamed(names) for condition in self.conditions])
        return Line(self.index, self.fact.renamed(names), self.rule, self.premises, conditions, self.restates)

    @property
    def about(self) -> str:
        """What the fact is about, where it is of one kind."""
        kind = self.fact.kind
        return "angles" if kind in _ANGLES else "lengths" if kind in _LENGTHS else ""


def lines(proof: engine.Proof, names: Sequence[str]) -> list[Line]:
    """The steps of a proof about named points."""
    return [_line(index, step, names) for index, step in enumerate(proof.steps)]


def _line(index: int, step: engine.Step, names: Sequence[str]) -> Line:
    fact = named(step.fact, names)
    if step.reason == PREMISE:
        return Line(index, fact, PREMISE, ())
    if step.reason == ALGEBRA:
        return Line(index, fact, ALGEBRA, step.sources, (), step.restates)
    if step.reason == DISTANCES:
        return Line(index, fact, DISTANCES, step.sources)
    bound = [names[point] for point in step.binding]
    conditions = tuple([named(condition, bound) for condition in engine.RULES[step.reason].conditions])
    return Line(index, fact, step.reason, tuple([p for p in step.premises if p >= 0]), conditions)


def named(fact: IndexedFact, names: Sequence[str]) -> Fact:
    """The fact about names in place of indices."""
    return Fact(fact.kind, tuple([names[point] for point in fact.points]), fact.value)


def certificate(step: engine.Step, line: Line, names: Sequence[str]) -> str:
    """The JSON text that a checker needs besides rule and premises."""
    if step.reason == PREMISE:
        return ""
    points = [names[point] for point in step.binding]
    if step.reason in (ALGEBRA, DISTANCES):
        terms = [
            [(term.step, term.relation, _number(term.coefficient)) for term in terms]
            for terms in step.certificates
        ]
        of_views = {"points": points} if step.reason == DISTANCES else {}
        return _encode({**of_views, "terms": terms}).decode()
    return _encode({"points": points, "conditions": [str(c) for c in line.conditions]}).decode()


def _number(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else str(value)


def read_lines(steps: Sequence[Step]) -> list[Line]:
    """The lines of a record's steps. Raises DerivationError for steps that `certificate` did not write."""
    result: list[Line] = []
    for place, step in enumerate(steps):
        try:
            if step.index != place or any(not 0 <= premise < place for premise in step.premises):
                raise DerivationError("steps are not numbered from 0, each resting on earlier ones")
            conditions: tuple[Fact, ...] = ()
            restates = False
            if step.rule == ALGEBRA:
                restates = _restates(_algebra.decode(step.certificate))
            elif step.rule == DISTANCES:
                _distances.decode(step.certificate)
            elif step.rule != PREMISE:
                conditions = tuple(map(parse_fact, _rule.decode(step.certificate).conditions))
            fact = parse_fact(step.conclusion)
            result.append(Line(place, fact, step.rule, tuple(step.premises), conditions, restates))
        except (LanguageError, msgspec.DecodeError, DerivationError) as error:
            raise DerivationError(f"step {step.index}: {error}") from None
    return result


def _restates(algebra: _Algebra) -> bool:
    terms = [term for terms in algebra.terms for term in terms]
    return (
        all(len(terms) == 1 for terms in algebra.terms)
        and len({step for step, _, _ in terms}) == 1
        and all(coefficient in (1, -1) for _, _, coefficient in terms)
    )


def read_proof(steps: Sequence[Step], indices: Mapping[str, int]) -> engine.Proof:
    """The engine's proof that the steps of a record are made from. Raises DerivationError."""
    result: list[engine.Step] = []
    for step in steps:
        try:
            fact = parse_fact(step.conclusion).indexed(indices)
            binding: tuple[int, ...] = ()
            premises: tuple[int, ...] = ()
            certificates: tuple[tuple[engine.Term, ...], ...] = ()
            if step.rule == ALGEBRA:
                certificates = _certificates(_algebra.decode(step.certificate).terms)
            elif step.rule == DISTANCES:
                sum_of_squares = _distances.decode(step.certificate)
                binding = tuple(indices[point] for point in sum_of_squares.points)
                certificates = _certificates(sum_of_squares.terms)
            elif step.rule != PREMISE:
                binding = tuple(indices[point] for point in _rule.decode(step.certificate).points)
                premises = _placed(step.rule, binding, step.premises)
        except (LanguageError, msgspec.DecodeError, KeyError, IndexError, ValueError) as error:
            raise DerivationError(f"step {step.index}: {error}") from None
        result.append(engine.Step(fact, step.rule, binding, premises, certificates))
    return engine.Proof(tuple(result))


def _certificates(terms: _Terms) -> tuple[tuple[engine.Term, ...], ...]:
    return tuple(tuple([engine.Term(i, relation, Fraction(c)) for i, relation, c in one]) for one in terms)


def _placed(rule: str, binding: Sequence[int], premises: Sequence[int]) -> tuple[int, ...]:
    """The premises in the rule's order, with -1 for those that say nothing since their points coincide."""
    given = iter(premises)
    bound = [engine.bind(premise, binding) for premise in engine.RULES[rule].premises]
    placed = tuple(
        -1 if fact.kind == "cyclic" and len(set(fact.points)) < 4 else next(given, -1) for fact in bound
    )
    if next(given, None) is not None or placed.count(-1) > sum(f.kind == "cyclic" for f in bound):
        raise DerivationError(f"{rule} has other premises")
    return placed
