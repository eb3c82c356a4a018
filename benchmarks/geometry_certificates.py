"""Checks certificates of the geometry engine's algebra a second time, with sympy and mpmath alone.

    python benchmarks/geometry_certificates.py --certificates 20000 [--seed 1]

A certificate says that a relation of directions, or of lengths, is a sum of multiples of relations of earlier
steps; one of squares of distances says the same of these. Here each relation is written down again, from the
tables of `docs/geometry-engine.md`, as a sympy expression, and sympy forms the sum: for directions with
integer coefficients, up to whole half turns; for lengths exactly, logarithms of primes being unknowns; for
squares exactly. Then the figure is refined until it satisfies the
premises to 40 digits, and in it each relation must be true to 30 digits. Nothing here is shared with the
engine or with `search.geometry_replay`. The problems are the random ones of
`geometry_soundness.py`. Exits with 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import mpmath
import numpy as np
import sympy
from geometry_soundness import Sampler, implied

from generators.geometry.figure import FigureError, draw
from search.geometry import IndexedFact, Picture
from search.geometry_engine import Deduction, Proof, Term

# Directions d in half turns, logarithms l of lengths; r is the number of the fact. Each is 0.
_SIMILAR: Final = "l(ab) - l(de) - l(ac) + l(df); l(ab) - l(de) - l(bc) + l(ef)"
RELATIONS: Final = {
    "coll": "d(ab) - d(ac); d(ab) - d(bc)",
    "para": "d(ab) - d(cd)",
    "perp": "d(ab) - d(cd) + 1/2",
    "eqangle": "d(cd) - d(ab) - d(gh) + d(ef)",
    "compl": "d(cd) - d(ab) + d(gh) - d(ef) + 1/2",
    "aconst": "d(cd) - d(ab) - r",
    "cyclic": "d(ab) + d(cd) - d(ac) - d(bd); d(ab) + d(cd) - d(ad) - d(bc)",
    "cong": "l(ab) - l(cd)",
    "eqratio": "l(ab) - l(cd) - l(ef) + l(gh)",
    "rconst": "l(ab) - l(cd) - log(r)",
    "midp": "d(ab) - d(ac); d(ab) - d(bc); l(ab) - l(ac); l(bc) - l(ab) - log(2)",
    "circle": "l(ab) - l(ac); l(ab) - l(ad)",
    "simtri": f"d(ab) - d(ac) - d(de) + d(df); d(ab) - d(bc) - d(de) + d(ef); {_SIMILAR}",
    "simtrir": f"d(ab) - d(ac) + d(de) - d(df); d(ab) - d(bc) + d(de) - d(ef); {_SIMILAR}",
    "contri": f"d(ab) - d(ac) - d(de) + d(df); d(ab) - d(bc) - d(de) + d(ef); {_SIMILAR}; l(ab) - l(de)",
    "contrir": f"d(ab) - d(ac) + d(de) - d(df); d(ab) - d(bc) + d(de) - d(ef); {_SIMILAR}; l(ab) - l(de)",
}
_TERM: Final = re.compile(r"(?:^|([+-]) )(?:([dl])\((\w)(\w)\)|log\((\w)\)|(\S+))")
# Squares of distances s, as seen from a point v.
SQUARES: Final = {
    "cong": "s(ab) - s(cd)",
    "rconst": "s(ab) - r*r*s(cd)",
    "perp": "s(ac) + s(bd) - s(ad) - s(bc)",
    "midp": "2*s(vb) + 2*s(vc) - 4*s(va) - s(bc)",
    "contri": "s(va) - s(vb) + s(vc) - s(ve) + s(ab) - s(ac) + s(ae)",
}
DIGITS: Final = 40


@lru_cache(maxsize=100_000)
def relations(fact: IndexedFact) -> tuple[tuple[bool, sympy.Expr], ...]:
    """Each relation of the fact, as an expression that is 0, and whether it is one of directions."""
    result = []
    for text in RELATIONS[fact.kind].split("; "):
        terms = []
        for sign, unknown, p, q, logarithm, number in _TERM.findall(text):
            if unknown:
                ends = sorted((fact.points["abcdefgh".index(p)], fact.points["abcdefgh".index(q)]))
                term: sympy.Expr = sympy.Symbol(f"{unknown}_{ends[0]}_{ends[1]}")
            elif logarithm:
                powers = sympy.factorrat(sympy.Rational(fact.value if logarithm == "r" else logarithm))
                term = sympy.Add(*(power * sympy.log(prime) for prime, power in powers.items()))
            else:
                term = sympy.Rational(fact.value if number == "r" else number)
            terms.append(-term if sign == "-" else term)
        result.append((text.startswith("d"), sympy.Add(*terms)))
    return tuple(result)


@lru_cache(maxsize=100_000)
def squares(fact: IndexedFact, view: int | None) -> sympy.Expr:
    """What the fact says of squares of distances, as seen from a point; an expression that is 0."""
    if fact.kind == "contri" and (fact.points[3], fact.points[5]) != (fact.points[2], fact.points[0]):
        raise ValueError(f"{fact} makes no parallelogram")

    def square(match: re.Match[str]) -> str:
        ends = sorted(view if p == "v" else fact.points["abcdefgh".index(p)] for p in match.group(1))
        return "0" if ends[0] == ends[1] else f"s_{ends[0]}_{ends[1]}"

    text = re.sub(r"s\((\w\w)\)", square, SQUARES[fact.kind])
    return sympy.expand(sympy.sympify(text, {"r": sympy.Rational(fact.value or 0)}))


def relation_of(fact: IndexedFact, number: int, views: Sequence[int] | None) -> tuple[bool, sympy.Expr]:
    """A relation by its number; of squares of distances if there are points from which figures are seen."""
    if views is None:
        return relations(fact)[number]
    return False, squares(fact, views[number] if fact.kind in ("midp", "contri") else None)


def wrong_sum(
    fact: IndexedFact,
    number: int,
    certificate: Sequence[Term],
    proof: Proof,
    views: Sequence[int] | None = None,
) -> str:
    """Why a certificate does not give relation `number` of the fact, by symbols; empty if it does.

    `views` are the points from which figures are seen, where it is about squares of distances.
    """
    angular, goal = relation_of(fact, number, views)
    parts = [-goal]
    for term in certificate:
        same_kind, relation = relation_of(proof.steps[term.step].fact, term.relation, views)
        if same_kind != angular:
            return "directions and lengths are mixed"
        factor = sympy.Rational(term.coefficient)
        if angular and not factor.is_Integer:
            return f"a direction is multiplied by {factor}"
        parts.append(sympy.expand(factor * relation))
    rest = sympy.Add(*parts)
    return "" if rest.is_Integer and (angular or rest == 0) else f"{rest} is left"


# Formulas of docs/geometry.md in coordinates: numbers that are 0 where the fact holds.
_Point = tuple[Any, Any]


def _minus(p: _Point, q: _Point) -> _Point:
    return p[0] - q[0], p[1] - q[1]


def _cross(u: _Point, v: _Point) -> Any:
    return u[0] * v[1] - u[1] * v[0]


def _dot(u: _Point, v: _Point) -> Any:
    return u[0] * v[0] + u[1] * v[1]


def _times(u: _Point, v: _Point) -> _Point:
    return u[0] * v[0] - u[1] * v[1], u[0] * v[1] + u[1] * v[0]


def _similar(ab: _Point, ac: _Point, pq: _Point, pr: _Point, mirrored: bool) -> list[Any]:
    if mirrored:
        ab, ac = (ab[0], -ab[1]), (ac[0], -ac[1])
    return [*_minus(_times(ab, pr), _times(ac, pq))]


def _about_point(kind: str, u: _Point, v: _Point, w: _Point) -> list[Any]:
    """Formulas in the vectors from the first point to the others."""
    match kind:
        case "coll":
            return [_cross(u, v)]
        case "midp":
            return [u[0] + v[0], u[1] + v[1]]
        case "circle":
            return [_dot(u, u) - _dot(v, v), _dot(u, u) - _dot(w, w)]
    return [_dot(u, u) * _cross(v, w) + _dot(v, v) * _cross(w, u) + _dot(w, w) * _cross(u, v)]


def _about_sides(kind: str, ab: _Point, cd: _Point, ef: _Point, gh: _Point) -> list[Any]:
    """Formulas in the vectors between the first two points, the next two, and so on."""
    match kind:
        case "para":
            return [_cross(ab, cd)]
        case "perp":
            return [_dot(ab, cd)]
        case "cong":
            return [_dot(ab, ab) - _dot(cd, cd)]
        case "eqratio":
            return [_dot(ab, ab) * _dot(gh, gh) - _dot(cd, cd) * _dot(ef, ef)]
    return [_cross(ab, cd) * _dot(ef, gh) - _dot(ab, cd) * _cross(ef, gh)]


def formulas(fact: IndexedFact, point: Callable[[int], _Point]) -> list[Any]:
    """The numbers that are 0 where the fact holds; of numpy or mpmath, as the points are."""
    p, kind = [point(i) for i in fact.points], fact.kind
    if kind in ("coll", "midp", "circle", "cyclic"):
        vectors = [_minus(q, p[0]) for q in p[1:]]
        return _about_point(kind, *vectors, *vectors[: 4 - len(p)])
    if kind in ("simtri", "simtrir", "contri", "contrir"):
        ab, ac, pq, pr = _minus(p[1], p[0]), _minus(p[2], p[0]), _minus(p[4], p[3]), _minus(p[5], p[3])
        same_size = [_dot(ab, ab) - _dot(pq, pq)] if kind.startswith("contri") else []
        return _similar(ab, ac, pq, pr, kind.endswith("r")) + same_size
    sides = [_minus(p[i + 1], p[i]) for i in range(0, len(p), 2)]
    if fact.value is None:
        return _about_sides(kind, *sides, *sides[: 4 - len(sides)])
    ab, cd = sides
    if kind == "rconst":
        square = fact.value**2
        return [_dot(ab, ab) * square.denominator - _dot(cd, cd) * square.numerator]
    turn = mpmath.mpf(fact.value.numerator) / fact.value.denominator
    return [_cross(ab, cd) * mpmath.cospi(turn) - _dot(ab, cd) * mpmath.sinpi(turn)]


def refined(picture: Picture, premises: Sequence[IndexedFact]) -> list[Any] | None:
    """The coordinates of a picture near the given one in which the premises hold to 40 digits, if found."""
    start = np.asarray(picture, np.float64).ravel()

    def residual(x: Sequence[Any]) -> list[Any]:
        return [number for fact in premises for number in formulas(fact, lambda i: (x[2 * i], x[2 * i + 1]))]

    # Newton's method with the slope at the start: it is so near that each round adds several digits.
    rows = []
    for i in range(len(start)):
        shifted = start.astype(complex)
        shifted[i] += 1e-30j
        rows.append([complex(number).imag / 1e-30 for number in residual(list(shifted))])
    inverse = np.linalg.pinv(np.array(rows).T, rcond=1e-7)
    with mpmath.workdps(DIGITS + 10):
        x = [mpmath.mpf(float(number)) for number in start]
        for _ in range(20):
            off = residual(x)
            worst = max((abs(number) for number in off), default=mpmath.mpf(0))
            if worst < mpmath.mpf(10) ** -DIGITS:
                return x
            if worst == 0 or not mpmath.isfinite(worst):
                return None
            scaled = np.array([float(number / worst) for number in off])
            x = [number - worst * float(step) for number, step in zip(x, inverse @ scaled, strict=True)]
    return None


class Numbers:
    """Directions and lengths of a refined picture."""

    def __init__(self, coordinates: Sequence[Any]) -> None:
        self._x = coordinates
        self._known: dict[sympy.Expr, Any] = {}

    def value(self, relation: sympy.Expr) -> Any:
        """The relation's left side."""
        with mpmath.workdps(DIGITS):
            parts = relation.as_coefficients_dict().items()
            return mpmath.fsum(
                mpmath.mpf(int(factor.p)) / int(factor.q) * self._unknown(term) for term, factor in parts
            )

    def _unknown(self, term: sympy.Expr) -> Any:
        if term not in self._known:
            if isinstance(term, sympy.Symbol):
                kind, a, b = term.name.split("_")
                i, j = 2 * int(a), 2 * int(b)
                dx, dy = self._x[j] - self._x[i], self._x[j + 1] - self._x[i + 1]
                if kind == "d":
                    self._known[term] = mpmath.atan2(dy, dx) / mpmath.pi
                else:
                    square = dx * dx + dy * dy
                    self._known[term] = square if kind == "s" else mpmath.log(square) / 2
            else:
                self._known[term] = mpmath.mpf(1) if term == 1 else mpmath.log(int(term.args[0]))
        return self._known[term]


def false_numbers(
    fact: IndexedFact,
    number: int,
    certificate: Sequence[Term],
    proof: Proof,
    numbers: Numbers,
    *,
    views: Sequence[int] | None = None,
) -> str:
    """Which of the relations that a certificate is about is false in the figure; empty if none is."""
    used = [relation_of(fact, number, views)]
    used += [relation_of(proof.steps[term.step].fact, term.relation, views) for term in certificate]
    for angular, relation in used:
        value = numbers.value(relation)
        with mpmath.workdps(DIGITS):
            if abs(value - mpmath.nint(value) if angular else value) > mpmath.mpf(10) ** -30:
                return f"{relation} is {mpmath.nstr(value)} in the refined figure"
    return ""


@dataclass
class Checked:
    """How many certificates were checked, by symbols and by numbers, and what is wrong."""

    symbolic: int = 0
    squares: int = 0  # of them, of squares of distances
    numeric: int = 0
    unrefined: int = 0  # problems whose figure could not be refined
    wrong: list[str] = field(default_factory=list)


def check(
    proof: Proof, premises: Sequence[IndexedFact], picture: Picture, checked: Checked, most: int
) -> None:
    """Checks up to `most` certificates of a proof."""
    coordinates = refined(picture, premises)
    numbers = Numbers(coordinates) if coordinates is not None else None
    checked.unrefined += numbers is None
    certificates = [
        (place, i, certificate)
        for place, step in enumerate(proof.steps)
        for i, certificate in enumerate(step.certificates)
    ]
    for place, i, certificate in certificates[:: max(1, -(-len(certificates) // most))]:
        step = proof.steps[place]
        fact, views = step.fact, step.binding if step.reason == "distances" else None
        checked.symbolic += 1
        checked.squares += views is not None
        reason = wrong_sum(fact, i, certificate, proof, views)
        if numbers and not reason:
            checked.numeric += 1
            reason = false_numbers(fact, i, certificate, proof, numbers, views=views)
        if reason:
            checked.wrong.append(f"step {place}, relation {i} of {fact}: {reason}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Checks certificates with sympy and mpmath.")
    parser.add_argument("--certificates", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from-one-problem", type=int, default=100, help="certificates at most")
    options = parser.parse_args()
    sampler, checked, problems = Sampler(options.seed), Checked(), 0
    while checked.symbolic < options.certificates:
        problem = sampler.problem()
        try:
            pictures = draw(problem, count=2, attempts=50)
        except FigureError:
            continue
        problems += 1
        indices = {point: i for i, point in enumerate(problem.points)}
        premises = [premise.fact.indexed(indices) for premise in problem.premises]
        deduction = Deduction(pictures, premises)
        facts = [*deduction.facts, *implied(deduction, pictures[0], sampler.random)]
        proof, _ = deduction.joint_proof(facts)
        check(proof, premises, pictures[0], checked, options.from_one_problem)
    for reason in checked.wrong:
        print(reason)
    print(
        f"{problems} problems; certificates checked: {checked.symbolic} by symbols "
        f"({checked.squares} of squares), {checked.numeric} also "
        f"in a figure of {DIGITS} digits ({checked.unrefined} figures could not be refined); "
        f"wrong: {len(checked.wrong)}"
    )
    return 1 if checked.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
