"""Finite algebras in which laws hold: all of two or three elements, some of four or five.

Tables are tried many at a time: an array of candidates, from which those are taken away in which a law fails,
a few values of the variables after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from generators.equational.term import ARITY, Law, Term

Array: TypeAlias = npt.NDArray[Any]

SIZES: Final = (2, 3, 4, 5)
_KEPT: Final = 48  # algebras of each size
_CROSSED: Final = 20_000  # candidates at a time


@dataclass(frozen=True, slots=True)
class Algebra:
    """Tables by symbol: rows of rows, a row, or one value."""

    size: int
    tables: dict[str, Any]

    def value(self, term: Term, values: Sequence[int]) -> int:
        """The value of a term, from those of the variables by number."""
        if isinstance(term, int):
            return values[term]
        found = self.tables[term[0]]
        for argument in term[1:]:
            found = found[self.value(argument, values)]
        return int(found)

    def failure(self, law: Law) -> tuple[int, ...] | None:
        """Values of the law's variables, in order of number, for which it is false; None where it holds."""
        names = law.variables
        for values in product(range(self.size), repeat=len(names)):
            given = [0] * (1 + max(names, default=-1))
            for name, value in zip(names, values, strict=True):
                given[name] = value
            if self.value(law.left, given) != self.value(law.right, given):
                return values
        return None


@cache
def _candidates(size: int, arity: int) -> Array:
    """Tables to try: all small ones; else `a x + b y + c` and products modulo `size`, and lattices."""
    if arity == 0:
        return np.arange(size)
    if size ** (size**arity) <= 20_000 and size < 5:
        return np.array(list(product(range(size), repeat=size**arity)), dtype=np.int8).reshape(
            -1, *[size] * arity
        )
    span = range(size)
    if arity == 1:
        return np.array(
            [[(a * x + c) % size for x in span] for a, c in product(span, repeat=2)], dtype=np.int8
        )
    tables = [
        [[(a * x + b * y + c) % size for y in span] for x in span] for a, b, c in product(span, repeat=3)
    ]
    tables += [[[a * x * y % size for y in span] for x in span] for a in span if a]
    tables += [[[pick(x, y) for y in span] for x in span] for pick in (min, max)]
    if size == 4:  # sets of two things
        tables += [[[x & y for y in span] for x in span], [[x | y for y in span] for x in span]]
        tables += [[[x ^ y for y in span] for x in span]]
    return np.array(tables, dtype=np.int8)


def _evaluated(term: Term, tables: dict[str, Array], values: Mapping[int, Array], rows: Array) -> Array:
    """The values of a term in each algebra (first axis), for each choice of values (second axis)."""
    if isinstance(term, int):
        return values[term]
    table = tables[term[0]]
    if len(term) == 1:
        return table[:, None]
    inner = [_evaluated(argument, tables, values, rows) for argument in term[1:]]
    found: Array = table[(rows, *inner)]
    return found


def _holding(tables: dict[str, Array], size: int, law: Law) -> Array:
    """The numbers of the algebras in which the law holds."""
    names = law.variables
    choices = np.array(list(product(range(size), repeat=len(names))), dtype=np.int8)
    choices = choices.reshape(size ** len(names), len(names))
    # Spread over all choices, so that the first few already tell most algebras apart.
    choices = choices[np.argsort((np.arange(len(choices)) * 7919) % len(choices), kind="stable")]
    left = np.arange(len(next(iter(tables.values()))))
    begin, width = 0, 2
    while begin < len(choices) and len(left):
        part = choices[begin : begin + width].T[:, None, :]
        values = dict(zip(names, part, strict=True))
        kept = {symbol: table[left] for symbol, table in tables.items() if symbol in law.symbols}
        rows = np.arange(len(left))[:, None]
        same = _evaluated(law.left, kept, values, rows) == _evaluated(law.right, kept, values, rows)
        left = left[np.broadcast_to(same, (len(left), same.shape[1])).all(axis=1)]
        begin, width = begin + width, 3 * width
    return left


@lru_cache(maxsize=1024)
def _alone(size: int, symbol: str, laws: tuple[Law, ...]) -> Array:
    """The tables of one symbol in which laws about it alone hold."""
    tables = {symbol: _candidates(size, ARITY[symbol])}
    for law in laws:
        tables[symbol] = tables[symbol][_holding(tables, size, law)]
    return tables[symbol]


def _thinned(count: int, bound: int) -> Array:
    return np.arange(count) if count <= bound else np.arange(bound) * count // bound


@lru_cache(maxsize=2048)
def models(axioms: tuple[Law, ...], symbols: str) -> dict[int, dict[str, Array]]:
    """Algebras with these symbols in which the axioms hold, by size: tables by symbol, one row an algebra."""
    found: dict[int, dict[str, Array]] = {}
    for size in SIZES:
        tables: dict[str, Array] = {}
        rest = list(axioms)
        count = 1
        for symbol in symbols:
            mine = tuple(law for law in rest if law.symbols == symbol)
            rest = [law for law in rest if law not in mine]
            table = _alone(size, symbol, mine)
            table = table[_thinned(len(table), max(1, _CROSSED // max(count, 1)))]
            tables = {other: np.repeat(old, len(table), axis=0) for other, old in tables.items()}
            tables[symbol] = np.tile(table, (count, *[1] * (table.ndim - 1)))
            count *= len(table)
            for law in [law for law in rest if set(law.symbols) <= set(tables)]:
                rest.remove(law)
                if count:
                    left = _holding(tables, size, law)
                    tables = {other: old[left] for other, old in tables.items()}
                    count = len(left)
        kept = _thinned(count, _KEPT)
        if count:
            found[size] = {symbol: table[kept] for symbol, table in tables.items()}
    return found


def hardness(found: dict[int, dict[str, Array]], law: Law) -> tuple[int, int] | None:
    """The size of the least algebra that refutes the law, and in how many it holds; None where none does."""
    good, least = 0, 0
    for size, tables in found.items():
        holding = len(_holding(tables, size, law))
        good += holding
        if not least and holding < len(next(iter(tables.values()))):
            least = size
    return (least, good) if least else None


def refuting(found: dict[int, dict[str, Array]], law: Law) -> Algebra | None:
    """The first of the algebras in which the law is false."""
    for size, tables in found.items():
        count = len(next(iter(tables.values())))
        good = set(_holding(tables, size, law).tolist())
        for number in range(count):
            if number not in good:
                return algebra(size, tables, number)
    return None


def algebra(size: int, tables: dict[str, Array], number: int) -> Algebra:
    """One algebra of many."""
    return Algebra(size, {symbol: table[number].tolist() for symbol, table in tables.items()})
