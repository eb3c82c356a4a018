"""Re-plays proofs of the geometry engine: a checker that knows the rules and what predicates say.

A step by a rule must be an instance of the rule, with the very premises that the rule names, proved earlier.
A step of algebra must be the sum that its certificate says, in exact arithmetic: integers for angles (so that
nothing is divided modulo pi), rationals for lengths; so must a sum of squares of distances. Only the text of
the rules is shared with the engine.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from search.geometry import IndexedFact, Picture, holds
from search.geometry_engine import RULES, Proof, Step, Term, bind

_RIGHT: Final = Fraction(1, 2)  # of half turns

# A relation: coefficients by unknown, whose sum is 0. An unknown is a segment, the logarithm of a prime, or
# (None) a half turn, which counts modulo 1.
_Unknown: TypeAlias = frozenset[int] | int | None
_Relation: TypeAlias = dict[_Unknown, int | Fraction]


class ReplayError(ValueError):
    """A step that does not follow: its number and the reason."""

    def __init__(self, step: int, reason: str) -> None:
        super().__init__(f"step {step}: {reason}")


def replay(proof: Proof, premises: Collection[IndexedFact], pictures: Sequence[Picture] = ()) -> None:
    """Checks every step; in the pictures also that each fact and each condition holds. Raises ReplayError."""
    given = set(premises)
    for number, step in enumerate(proof.steps):
        if any(not 0 <= source < number for source in step.sources):
            raise ReplayError(number, "it rests on a step that does not come before it")
        if step.reason == "premise":
            if step.fact not in given:
                raise ReplayError(number, "it is not a premise of the problem")
        elif step.reason == "algebra":
            _check_algebra(number, step, proof.steps)
        elif step.reason == "distances":
            _check_distances(number, step, proof.steps)
        else:
            _check_rule(number, step, proof.steps)
        for picture in pictures:
            if not all(holds([step.fact, *step.conditions], picture)):
                raise ReplayError(number, "it does not hold in a picture")


def _check_rule(number: int, step: Step, steps: Sequence[Step]) -> None:
    rule = RULES.get(step.reason)
    if rule is None or len(step.binding) != len(rule.variables) or len(step.premises) != len(rule.premises):
        raise ReplayError(number, f"it is not an instance of a rule {step.reason!r}")
    for schema, source in zip(rule.premises, step.premises, strict=True):
        needed = bind(schema, step.binding)
        if source < 0:
            if needed.kind != "cyclic" or len(set(needed.points)) == 4:
                raise ReplayError(number, f"the premise {needed.kind} is left out")
        elif _canonical(steps[source].fact) != _canonical(needed):
            raise ReplayError(number, f"step {source} is not the premise {needed.kind} {needed.points}")
    if bind(rule.conclusion, step.binding) != step.fact:
        raise ReplayError(number, "it is not what the rule concludes")


def _check_algebra(number: int, step: Step, steps: Sequence[Step]) -> None:
    angles, lengths = _relations(step.fact)
    # Angles alone do not tell four points of a circle from four of a line.
    if step.fact.kind == "cyclic" or (not angles and not lengths):
        raise ReplayError(number, f"{step.fact.kind} is not a matter of algebra")
    if len(step.certificates) != len(angles) + len(lengths):
        raise ReplayError(number, "it has not one certificate for each relation")
    for i, certificate in enumerate(step.certificates):
        angular = i < len(angles)
        wanted = angles[i] if angular else lengths[i - len(angles)]
        if not _same(_combination(number, certificate, steps, angular), wanted, angular):
            raise ReplayError(number, f"certificate {i} does not give its relation")


def _check_distances(number: int, step: Step, steps: Sequence[Step]) -> None:
    total: _Relation = {}
    for term in (term for certificate in step.certificates for term in certificate):
        source = steps[term.step].fact
        view = None
        if source.kind in ("midp", "contri"):
            if not 0 <= term.relation < len(step.binding):
                raise ReplayError(number, f"no point is given from which step {term.step} is seen")
            view = step.binding[term.relation]
        for segment, coefficient in _squares(number, source, view).items():
            total[segment] = total.get(segment, 0) + coefficient * term.coefficient
    if not _same(total, _squares(number, step.fact, None), False):
        raise ReplayError(number, "the squares do not give its relation")


def _squares(number: int, fact: IndexedFact, view: int | None) -> _Relation:
    """What the fact says of squares of distances; of a midpoint or parallelogram as seen from a point."""
    p = fact.points
    match fact.kind:
        case "cong":
            terms = [(p[0], p[1], 1), (p[2], p[3], -1)]
        case "rconst" if fact.value is not None:
            numerator, denominator = fact.value.as_integer_ratio()
            terms = [(p[0], p[1], denominator**2), (p[2], p[3], -(numerator**2))]
        case "perp":
            terms = [(p[0], p[2], 1), (p[1], p[3], 1), (p[0], p[3], -1), (p[1], p[2], -1)]
        case "midp" if view is not None:
            terms = [(view, p[1], 2), (view, p[2], 2), (view, p[0], -4), (p[1], p[2], -1)]
        case "contri" if view is not None and p[3] == p[2] and p[5] == p[0]:
            a, b, c, _, d, _ = p
            terms = [
                (view, a, 1),
                (view, b, -1),
                (view, c, 1),
                (view, d, -1),
                (a, b, 1),
                (a, c, -1),
                (a, d, 1),
            ]
        case _:
            raise ReplayError(number, f"{fact.kind} says nothing of squares of distances")
    return _sum(*((a, b, c) for a, b, c in terms if a != b))


def _combination(number: int, certificate: Sequence[Term], steps: Sequence[Step], angular: bool) -> _Relation:
    total: _Relation = {}
    for term in certificate:
        angles, lengths = _relations(steps[term.step].fact)
        position = term.relation if angular else term.relation - len(angles)
        source = angles if angular else lengths
        if not 0 <= position < len(source):
            raise ReplayError(number, f"step {term.step} has no such relation")
        if angular and term.coefficient.denominator != 1:
            raise ReplayError(number, "angles are divided")
        whole = term.coefficient.denominator == 1
        factor = term.coefficient.numerator if whole else term.coefficient
        for unknown, coefficient in source[position].items():
            total[unknown] = total.get(unknown, 0) + coefficient * factor
    return total


def _same(left: _Relation, right: _Relation, angular: bool) -> bool:
    for unknown in left.keys() | right.keys():
        difference = left.get(unknown, 0) - right.get(unknown, 0)
        if difference != 0 and not (angular and unknown is None and difference.denominator == 1):
            return False
    return True


def _canonical(fact: IndexedFact) -> tuple[str, tuple[int, ...], Fraction | None]:
    points = tuple(sorted(fact.points)) if fact.kind == "cyclic" else fact.points
    return fact.kind, points, fact.value


def _sum(*terms: tuple[int, int, int], turns: Fraction | None = None) -> _Relation:
    relation: _Relation = {None: turns} if turns else {}
    for a, b, sign in terms:
        segment = frozenset((a, b))
        relation[segment] = relation.get(segment, 0) + sign
    return relation


def _with_logarithm(relation: _Relation, value: Fraction) -> _Relation:
    """The relation plus the logarithm of the value."""
    for number, sign in ((value.numerator, 1), (value.denominator, -1)):
        prime = 2
        rest = number
        while rest > 1:
            while rest % prime == 0:
                rest //= prime
                relation[prime] = relation.get(prime, 0) + sign
            prime += 1
    return relation


_Terms: TypeAlias = tuple[tuple[int, int, int], ...]


def _relations(fact: IndexedFact) -> tuple[list[_Relation], list[_Relation]]:
    """What the fact says of directions (in half turns, modulo 1) and of logarithms of lengths."""
    p, kind = fact.points, fact.kind
    if kind in ("simtri", "simtrir", "contri", "contrir"):
        return _triangles(kind, p)
    if kind == "midp":
        collinear, _ = _relations(IndexedFact("coll", p))
        double = _with_logarithm(_sum((p[1], p[2], 1), (p[0], p[1], -1)), Fraction(1, 2))
        return collinear, [_sum((p[0], p[1], 1), (p[0], p[2], -1)), double]
    if kind == "rconst" and fact.value is not None:
        return [], [_with_logarithm(_sum((p[0], p[1], 1), (p[2], p[3], -1)), 1 / fact.value)]
    turns = _RIGHT if kind in ("perp", "compl") else None
    if kind == "aconst" and fact.value is not None:
        turns = -fact.value
    angles = [_sum(*terms, turns=turns) for terms in _angular(kind, p)]
    return angles, [_sum(*terms) for terms in _metric(kind, p)]


def _angular(kind: str, p: tuple[int, ...]) -> tuple[_Terms, ...]:
    terms: tuple[_Terms, ...] = ()
    match kind:
        case "coll":
            terms = ((p[0], p[1], 1), (p[0], p[2], -1)), ((p[0], p[1], 1), (p[1], p[2], -1))
        case "para" | "perp":
            terms = (((p[0], p[1], 1), (p[2], p[3], -1)),)
        case "aconst":
            terms = (((p[2], p[3], 1), (p[0], p[1], -1)),)
        case "eqangle":
            terms = (((p[2], p[3], 1), (p[0], p[1], -1), (p[6], p[7], -1), (p[4], p[5], 1)),)
        case "compl":
            terms = (((p[2], p[3], 1), (p[0], p[1], -1), (p[6], p[7], 1), (p[4], p[5], -1)),)
        case "cyclic":
            first = ((p[0], p[1], 1), (p[2], p[3], 1))
            terms = (*first, (p[0], p[2], -1), (p[1], p[3], -1)), (*first, (p[0], p[3], -1), (p[1], p[2], -1))
    return terms


def _metric(kind: str, p: tuple[int, ...]) -> tuple[_Terms, ...]:
    match kind:
        case "cong":
            return (((p[0], p[1], 1), (p[2], p[3], -1)),)
        case "eqratio":
            return (((p[0], p[1], 1), (p[2], p[3], -1), (p[4], p[5], -1), (p[6], p[7], 1)),)
        case "circle":
            return ((p[0], p[1], 1), (p[0], p[2], -1)), ((p[0], p[1], 1), (p[0], p[3], -1))
    return ()


def _triangles(kind: str, p: tuple[int, ...]) -> tuple[list[_Relation], list[_Relation]]:
    s = 1 if kind.endswith("r") else -1
    angles = [
        _sum((p[0], p[1], 1), (p[0], p[2], -1), (p[3], p[4], s), (p[3], p[5], -s)),
        _sum((p[0], p[1], 1), (p[1], p[2], -1), (p[3], p[4], s), (p[4], p[5], -s)),
    ]
    lengths = [
        _sum((p[0], p[1], 1), (p[3], p[4], -1), (p[0], p[2], -1), (p[3], p[5], 1)),
        _sum((p[0], p[1], 1), (p[3], p[4], -1), (p[1], p[2], -1), (p[4], p[5], 1)),
    ]
    if kind.startswith("contri"):
        lengths.append(_sum((p[0], p[1], 1), (p[3], p[4], -1)))
    return angles, lengths
