"""Polynomials with integer coefficients, sums of products of them, and questions about these.

A text is an ordinary formula, `2*x^2*(x-3*y)-5`; what is in brackets is a factor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import prod
from typing import Final, TypeAlias

Monomial: TypeAlias = tuple[int, ...]  # exponents, one a variable
VARIABLES: Final = "xyz"
_TOKEN: Final = re.compile(r"\d+|[a-z]|\S")


@dataclass(frozen=True, slots=True)
class Poly:
    """Monomials with coefficients that are not zero, by falling degree."""

    terms: tuple[tuple[Monomial, int], ...]

    def __add__(self, other: Poly) -> Poly:
        found = dict(self.terms)
        for monomial, coefficient in other.terms:
            found[monomial] = found.get(monomial, 0) + coefficient
        return poly(found)

    def __sub__(self, other: Poly) -> Poly:
        return self + other.scaled(-1)

    def __mul__(self, other: Poly) -> Poly:
        found: dict[Monomial, int] = {}
        for one, a in self.terms:
            for two, b in other.terms:
                both = tuple(i + j for i, j in zip(one, two, strict=True))
                found[both] = found.get(both, 0) + a * b
        return poly(found)

    def __pow__(self, exponent: int) -> Poly:
        result = self
        for _ in range(exponent - 1):
            result *= self
        return result

    def scaled(self, factor: int) -> Poly:
        """The multiple."""
        return Poly(tuple((m, c * factor) for m, c in self.terms)) if factor else Poly(())

    @property
    def degree(self) -> int:
        """The greatest degree of a monomial."""
        return max((sum(monomial) for monomial, _ in self.terms), default=0)

    def at(self, point: Sequence[int]) -> int:
        """The value at a point."""
        total = 0
        for monomial, coefficient in self.terms:
            powers = (value**exponent for value, exponent in zip(point, monomial, strict=True))
            total += coefficient * prod(powers)
        return total

    def __str__(self) -> str:
        return str(Sum(tuple(Product(c, _powers(m)) for m, c in self.terms)))


def poly(found: Mapping[Monomial, int]) -> Poly:
    """The polynomial of these monomials."""
    kept = [(m, c) for m, c in found.items() if c]
    return Poly(tuple(sorted(kept, key=lambda term: (-sum(term[0]), [-e for e in term[0]]))))


def variable(number: int, count: int) -> Poly:
    """One of `count` variables."""
    return Poly(((tuple(int(i == number) for i in range(count)), 1),))


def constant(value: int, count: int) -> Poly:
    """A number, as a polynomial in `count` variables."""
    return poly({(0,) * count: value})


def _powers(monomial: Monomial) -> tuple[tuple[Poly, int], ...]:
    return tuple((variable(i, len(monomial)), e) for i, e in enumerate(monomial) if e)


@dataclass(frozen=True, slots=True)
class Product:
    """A coefficient, and factors with exponents; a variable is a factor like others."""

    coefficient: int
    factors: tuple[tuple[Poly, int], ...] = ()

    def expanded(self, count: int) -> Poly:
        """The polynomial in `count` variables that it is equal to."""
        result = constant(self.coefficient, count)
        for factor, exponent in self.factors:
            result *= factor**exponent
        return result

    @property
    def plain(self) -> bool:
        """Whether it is a monomial already."""
        return all(is_variable(factor) for factor, _ in self.factors)

    def __str__(self) -> str:
        parts = [str(abs(self.coefficient))] if abs(self.coefficient) != 1 or not self.factors else []
        for factor, exponent in self.factors:
            text = VARIABLES[factor.terms[0][0].index(1)] if is_variable(factor) else f"({factor})"
            parts.append(text + (f"^{exponent}" if exponent > 1 else ""))
        return "*".join(parts)


def is_variable(factor: Poly) -> bool:
    """Whether it is a variable and nothing else."""
    return len(factor.terms) == 1 and factor.terms[0][1] == 1 and sum(factor.terms[0][0]) == 1


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of products; none at all is zero."""

    products: tuple[Product, ...]

    def expanded(self, count: int) -> Poly:
        """The polynomial in `count` variables that it is equal to."""
        result = Poly(())
        for product in self.products:
            result += product.expanded(count)
        return result

    def __str__(self) -> str:
        text = ""
        for product in self.products:
            sign = "-" if product.coefficient < 0 else "+" if text else ""
            text += sign + str(product)
        return text or "0"


def summed(found: Poly) -> Sum:
    """A polynomial as a sum of monomials, those with positive coefficients first."""
    products = [Product(c, _powers(m)) for m, c in found.terms]
    return Sum(tuple(sorted(products, key=lambda product: product.coefficient < 0)))


@dataclass(frozen=True, slots=True)
class Question:
    """Are the sides equal, or (not `equal`) is the left side at most the right one, for all integers?

    With `positive` only for integers that are not negative.
    """

    equal: bool
    positive: bool
    count: int  # of variables
    left: Sum
    right: Sum

    @property
    def difference(self) -> Poly:
        """The right side minus the left one."""
        return self.right.expanded(self.count) - self.left.expanded(self.count)

    def __str__(self) -> str:
        sign = "=" if self.equal else "<="
        return f"{self.count}{'+' if self.positive else ''}: {self.left}{sign}{self.right}"


def parse(text: str) -> Question:
    """The question of a text such as `2+: 2*x*y<=x^2+y^2`; raises ValueError."""
    match = re.fullmatch(r"([1-3])(\+?): (.*?)(<?=)(.*)", text)
    if not match:
        raise ValueError(f"{text!r} is not a question about polynomials: write 2: (x+y)^2=x^2+2*x*y+y^2")
    count = int(match[1])
    sides = [parse_sum(side, VARIABLES[:count]) for side in (match[3], match[5])]
    return Question(match[4] == "=", bool(match[2]), count, sides[0], sides[1])


def parse_sum(text: str, names: str) -> Sum:
    """The sum of products that a formula with these variables says; raises ValueError."""
    tokens = _TOKEN.findall(text)
    found, rest = _sum(tokens, 0, names)
    if rest != len(tokens):
        raise ValueError(f"{text!r} goes on after a formula")
    return found


def _sum(tokens: Sequence[str], at: int, names: str) -> tuple[Sum, int]:
    products: list[Product] = []
    while at < len(tokens) and tokens[at] != ")":
        sign = -1 if tokens[at] == "-" else 1
        if tokens[at] in ("-", "+"):
            at += 1
        elif products:
            raise ValueError(f"a sign was expected at {tokens[at]!r} in {''.join(tokens)!r}")
        product, at = _product(tokens, at, names)
        products.append(Product(sign * product.coefficient, product.factors))
    if not products:
        raise ValueError(f"a formula was expected in {''.join(tokens)!r}")
    return Sum(tuple(product for product in products if product.coefficient)), at


def _product(tokens: Sequence[str], at: int, names: str) -> tuple[Product, int]:
    coefficient = 1
    factors: dict[Poly, int] = {}
    begin = at
    while at < len(tokens) and tokens[at] not in ("+", "-", ")"):
        if tokens[at] == "*" and at > begin:
            at += 1
            continue
        token, at = tokens[at], at + 1
        if token.isdigit():
            coefficient *= int(token)
            continue
        if token == "(":
            inner, at = _sum(tokens, at, names)
            if tokens[at : at + 1] != [")"]:
                raise ValueError(f"a bracket is not closed in {''.join(tokens)!r}")
            at += 1
            factor = inner.expanded(len(names))
        elif token in names:
            factor = variable(names.index(token), len(names))
        else:
            raise ValueError(f"{token!r} is no part of a formula in {', '.join(names)}")
        exponent = 1
        if tokens[at : at + 1] == ["^"]:
            exponent, at = int("".join(tokens[at + 1 : at + 2])), at + 2
        factors[factor] = factors.get(factor, 0) + exponent
    if at == begin:
        raise ValueError(f"a factor was expected in {''.join(tokens)!r}")
    return Product(coefficient, tuple(factors.items())), at


def canonical(question: Question) -> Question:
    """The same for all names of variables, orders of summands and factors, and sides of an equation."""
    return min(
        (_ordered(question, order) for order in permutations(range(question.count))),
        key=lambda found: (len(str(found)), str(found)),
    )


def _ordered(question: Question, order: Sequence[int]) -> Question:
    def renamed(factor: Poly) -> Poly:
        return poly({tuple(monomial[i] for i in order): c for monomial, c in factor.terms})

    def side(old: Sum) -> Sum:
        products = []
        for product in old.products:
            factors = [(renamed(factor), exponent) for factor, exponent in product.factors]
            factors.sort(
                key=lambda power: (not is_variable(power[0]), len(power[0].terms), str(power[0]), power[1])
            )
            factors.sort(key=lambda power: is_variable(power[0]) and power[0].terms[0][0].index(1))
            products.append(Product(product.coefficient, tuple(factors)))
        products.sort(key=lambda product: (product.coefficient < 0, product.plain, *_degree(product)))
        return Sum(tuple(products))

    sides = [side(question.left), side(question.right)]
    if question.equal:
        sides.sort(key=lambda found: (all(p.plain for p in found.products), len(str(found)), str(found)))
    return Question(question.equal, question.positive, question.count, sides[0], sides[1])


def _degree(product: Product) -> tuple[int, str]:
    return -sum(factor.degree * exponent for factor, exponent in product.factors), str(product)
