"""Writes `Factory/Geometry/Identities.lean`: the theorems of `identities.txt`, proved by their cofactors.

    python lean_project/certificates/generate.py [--check]

`--check` writes nothing and fails if the file is not what would be written.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

from cofactors import NoCofactors, cofactors
from predicates import EQUATIONS, INEQUATIONS, Equation, Expression, Vector
from sympy import ZZ
from sympy.polys.rings import PolyElement, PolyRing

_HERE = Path(__file__).parent
_OUTPUT = _HERE.parent / "Factory" / "Geometry" / "Identities.lean"
_WIDTH = 110

_HEAD = """\
/-
Written by `lean_project/certificates/generate.py`; change `identities.txt` there instead.

Each theorem is a linear combination of its hypotheses: the factors that do not vanish, times the goal, are
the sum of the hypotheses' multiples. `x i` and `y i` are the coordinates of the point with number `i` as seen
from the first.
-/
import Factory.Geometry.Expressions

universe u

namespace Factory.Geometry

variable {F : Type u} [OrderedField F]

open Coordinates

"""
_TAIL = "end Factory.Geometry\n"
# How the predicates that Lean does not name are written there.
_SAID = {
    "circ": "circular {0} {1} {2} {3} = 0",
    "diff": "{0} ≠ {1}",
    "flat": "cross (vec {0} {1}) (vec {0} {2}) * cross (vec {0} {1}) (vec {0} {2}) = 0",
    "power": "dot (vec {0} {1}) (vec {0} {2}) = sqd {3} {0} - sqd {3} {1}",
    "sines": (
        "sqd {0} {1} * (sqd {2} {0} * sqd {2} {1}) = CommRing.natCast 4 * sqd {3} {0}"
        " * (cross (vec {2} {0}) (vec {2} {1}) * cross (vec {2} {0}) (vec {2} {1}))"
    ),
    "half": ("CommRing.natCast 2 * cross (vec {0} {1}) (vec {0} {2}) = cross (vec {0} {1}) (vec {0} {3})"),
    "samedirection": "cross (mul (vec {0} {1}) (vec {2} {3})) (mul (vec {4} {5}) (vec {6} {7})) = 0",
    "sameproduct": (
        "(mul (vec {0} {1}) (vec {2} {3})).x = (mul (vec {4} {5}) (vec {6} {7})).x"
        " ∧ (mul (vec {0} {1}) (vec {2} {3})).y = (mul (vec {4} {5}) (vec {6} {7})).y"
    ),
}


@dataclass(frozen=True)
class _Statement:
    name: str
    points: list[str]
    hypotheses: list[tuple[str, list[str]]]
    goal: tuple[str, list[str]]
    conditions: list[tuple[str, list[str]]]


def _read(line: str) -> _Statement:
    head, _, rest = line.partition(":")
    name, *points = head.split()
    hypotheses, _, rest = rest.partition("=>")
    goal, _, conditions = rest.partition("|")

    def facts(text: str) -> list[tuple[str, list[str]]]:
        return [(words[0], words[1:]) for part in text.split(",") if (words := part.split())]

    return _Statement(name, points, facts(hypotheses), facts(goal)[0], facts(conditions))


def _variables(exponents: tuple[int, ...]) -> list[str]:
    return [f"{'xy'[i % 2]} {i // 2}" for i, power in enumerate(exponents) for _ in range(power)]


def _polynomial(polynomial: PolyElement) -> str:
    text = ""
    for exponents, coefficient in polynomial.terms():
        size = abs(coefficient)
        factors = [str(size)] if size != 1 or not any(exponents) else []
        product = " * ".join([*factors, *_variables(exponents)])
        if text:
            text += f" {'-' if coefficient < 0 else '+'} {product}"
        else:
            text = f"-({product})" if coefficient < 0 else product
    return text


def _proofs(statement: _Statement) -> list[str]:
    """The proofs of the goal's equations."""
    ring = PolyRing([f"{p}{c}" for p in statement.points for c in "xy"], ZZ)
    zero = ring.zero
    place: dict[str, Vector] = {}
    for i, p in enumerate(statement.points):
        x, y = (zero, zero) if i == 0 else (ring.gens[2 * i], ring.gens[2 * i + 1])
        place[p] = Vector(x, y, f"(P {i})")

    def equations(fact: tuple[str, list[str]]) -> list[Equation]:
        return EQUATIONS[fact[0]]([place[p] for p in fact[1]])

    hypotheses: list[tuple[str, Equation]] = []
    for number, fact in enumerate(statement.hypotheses, 1):
        found = equations(fact)
        hypotheses += [
            (f"h{number}" if len(found) == 1 else f"h{number}.{side}", equation)
            for side, equation in enumerate(found, 1)
        ]
    factors: list[Expression] = [
        INEQUATIONS[kind]([place[p] for p in points]) for kind, points in statement.conditions
    ]
    proofs = []
    for sides in equations(statement.goal):
        goal = sides[0].value - sides[1].value
        for factor in factors:
            goal *= factor.value
        scale, found = cofactors(goal, [left.value - right.value for _, (left, right) in hypotheses])
        used = [(c, name, e) for c, (name, e) in zip(found, hypotheses, strict=True) if c]
        multiples = ",\n    ".join(
            f"⟨{_polynomial(c)}, {left.text}, {right.text}⟩" for c, _, (left, right) in used
        )
        nonzero = [
            f"(sqd_ne_zero n{i})" if kind == "diff" else f"n{i}"
            for i, (kind, _) in enumerate(statement.conditions, 1)
        ]
        terms = [f.text for f in factors]
        if scale != 1:
            terms.insert(0, str(scale))
            nonzero.insert(0, f"(natCast_ne_zero {scale - 1})")
        holds = ", ".join([*(name for _, name, _ in used), "trivial"])
        points = "[" + ", ".join(statement.points) + "]"
        compared = f"({sides[0].text}) ({sides[1].text})"
        if terms:
            product = nonzero[0]
            for other in nonzero[1:]:
                product = f"(mul_ne_zero {product} {other})"
            proofs.append(
                f"linear_combination (coordinates {points}) ({' * '.join(terms)})\n    {compared}\n"
                f"    [{multiples}]\n    (by decide +kernel) {product} ⟨{holds}⟩"
            )
        else:
            proofs.append(
                f"ring_combination (coordinates {points}) {compared}\n    [{multiples}]\n"
                f"    (by decide +kernel) ⟨{holds}⟩"
            )
    return proofs


def _theorem(statement: _Statement) -> str:
    def said(kind: str, points: list[str]) -> str:
        return _SAID[kind].format(*points) if kind in _SAID else f"{kind} {' '.join(points)}"

    binders = [f"(h{i} : {said(*fact)})" for i, fact in enumerate(statement.hypotheses, 1)]
    binders += [f"(n{i} : {said(*fact)})" for i, fact in enumerate(statement.conditions, 1)]
    points = " ".join(sorted(statement.points))
    lines = _wrapped(f"theorem {statement.name} {{{points} : Point F}} {' '.join(binders)} :", "    ")
    lines += _wrapped(f"    {said(*statement.goal)} :=", "      ")
    proofs = _proofs(statement)
    body = "  " + proofs[0] if len(proofs) == 1 else "  ⟨" + ",\n  ".join(proofs) + "⟩"
    for line in body.splitlines():
        lines += _wrapped(line, "      ")
    return "\n".join(lines) + "\n\n"


def _wrapped(line: str, indent: str) -> list[str]:
    if len(line) <= _WIDTH:
        return [line]
    return textwrap.wrap(
        line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def main() -> None:
    """Reads the command line, finds all cofactors, writes or compares the file."""
    parser = argparse.ArgumentParser(description="Writes Identities.lean.")
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    options = parser.parse_args()
    text = _HEAD
    for line in (_HERE / "identities.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            statement = _read(line)
            try:
                text += _theorem(statement)
            except NoCofactors as error:
                sys.exit(f"{statement.name}: {error}")
    text += _TAIL
    if not options.check:
        _OUTPUT.write_text(text, "utf-8")
    elif _OUTPUT.read_text("utf-8") != text:
        sys.exit(f"{_OUTPUT} is not what identities.txt gives: run this script without --check")


if __name__ == "__main__":
    main()
