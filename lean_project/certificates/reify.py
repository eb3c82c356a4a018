"""Writes polynomials and certificates as terms of the Lean library's `RingExpr`, for generated Lean texts.

The terms need no opened namespace. Long sums are balanced trees, since others nest deeper than Lean's parser
likes to go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sympy
from sympy.polys.rings import PolyElement


@dataclass(frozen=True)
class Reified:
    """A polynomial in the shape in which a Lean statement has it.

    The operators keep the shape: where a statement says `a * (b - c)`, apply them in this way.
    """

    term: str  # of RingExpr
    text: str  # what a statement says, in parentheses unless it is one word
    value: PolyElement

    @classmethod
    def variable(cls, number: int, text: str, value: PolyElement) -> Reified:
        """The variable that has this number in the list of values."""
        return cls(f"(.var {number})", text, value)

    def integer(self, number: int) -> Reified:
        """An integer, in the ring of this polynomial."""
        value = self.value.ring.ground_new(number)
        if number < 0:
            return Reified(_integer(number), f"(-{-number})", value)
        return Reified(_integer(number), str(number), value)

    def _of(self, other: Reified | int) -> Reified:
        return self.integer(other) if isinstance(other, int) else other

    def __add__(self, other: Reified | int) -> Reified:
        other = self._of(other)
        text = f"({self.text} + {other.text})"
        return Reified(f"(.add {self.term} {other.term})", text, self.value + other.value)

    def __sub__(self, other: Reified | int) -> Reified:
        other = self._of(other)
        text = f"({self.text} - {other.text})"
        return Reified(f"(.sub {self.term} {other.term})", text, self.value - other.value)

    def __mul__(self, other: Reified | int) -> Reified:
        other = self._of(other)
        text = f"({self.text} * {other.text})"
        return Reified(f"(.mul {self.term} {other.term})", text, self.value * other.value)

    def __rmul__(self, other: int) -> Reified:
        return self.integer(other) * self

    def __neg__(self) -> Reified:
        return Reified(f"(.neg {self.term})", f"(-{self.text})", -self.value)

    def __pow__(self, exponent: int) -> Reified:
        value = (
            self.value**exponent if exponent else self.value.ring.one
        )  # sympy has no 0 ** 0, the library has
        return Reified(f"(.pow {self.term} {exponent})", f"({self.text} ^ {exponent})", value)


def expanded(polynomial: PolyElement) -> str:
    """The term for an expanded polynomial over ZZ, its variables numbered as in its ring."""
    terms = sorted(polynomial.terms(), key=lambda term: term[0][::-1])  # the order of the kernel's lists
    return _balanced("add", [_monomial(exponents, int(coefficient)) for exponents, coefficient in terms])


def _monomial(exponents: Sequence[int], coefficient: int) -> str:
    powers = [
        f"(.var {number})" if exponent == 1 else f"(.pow (.var {number}) {exponent})"
        for number, exponent in enumerate(exponents)
        if exponent
    ]
    if abs(coefficient) != 1 or not powers:
        powers.insert(0, f"(.num {abs(coefficient)})")
    product = _balanced("mul", powers)
    return f"(.neg {product})" if coefficient < 0 else product


def expression(polynomial: sympy.Expr, variables: Sequence[sympy.Symbol]) -> str:
    """The term for a polynomial with integer coefficients, in the shape that sympy keeps (say, factored).

    Variable number i is `variables[i]`. Raises ValueError for what is not such a polynomial.
    """
    e = sympy.sympify(polynomial)
    if e in variables:
        return f"(.var {variables.index(e)})"
    if e.is_Integer:
        return _integer(int(e))
    if e.is_Add or e.is_Mul:
        return _balanced("add" if e.is_Add else "mul", [expression(part, variables) for part in e.args])
    if e.is_Pow and e.exp.is_Integer and e.exp >= 0:
        return f"(.pow {expression(e.base, variables)} {e.exp})"
    raise ValueError(f"{e} is not a polynomial in {', '.join(map(str, variables))} with integer coefficients")


def _integer(value: int) -> str:
    return f"(.num {value})" if value >= 0 else f"(.neg (.num {-value}))"


def _balanced(operation: str, parts: Sequence[str]) -> str:
    if not parts:
        return "(.num 0)"
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    return f"(.{operation} {_balanced(operation, parts[:half])} {_balanced(operation, parts[half:])})"


@dataclass(frozen=True)
class Multiple:
    """A hypothesis `left = right`, the Lean text of its proof, and the term that it is multiplied with."""

    coefficient: str
    left: str
    right: str
    proof: str


def ring_identity(values: Sequence[str], left: str, right: str) -> str:
    """A proof, as a Lean term, of an identity between terms; `values` are the texts of the variables."""
    return f"Factory.ring_correct [{', '.join(values)}] {left} {right} (by decide +kernel)"


def linear_combination(
    values: Sequence[str],
    goal: tuple[str, str],
    multiples: Sequence[Multiple],
    factor: tuple[str, str] | None = None,
) -> str:
    """A proof, as a Lean term, of the goal (left term, right term) from hypotheses.

    `factor` is what the goal is multiplied with, a term, and the text of a proof that it is not zero; without
    it any commutative ring will do. Lean refuses the proof when factor · (left - right) is not the sum of
    coefficient · (left - right) over the multiples.
    """
    listed = ", ".join(f"⟨{part.coefficient}, {part.left}, {part.right}⟩" for part in multiples)
    proofs = "".join(f"{part.proof}, " for part in multiples)
    middle = f"{goal[0]} {goal[1]} [{listed}] (by decide +kernel)"
    start = f"[{', '.join(values)}]"
    if factor is None:
        return f"Factory.ring_combination {start} {middle} ⟨{proofs}trivial⟩"
    return f"Factory.linear_combination {start} {factor[0]} {middle} {factor[1]} ⟨{proofs}trivial⟩"
