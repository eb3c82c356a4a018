"""Quantities that are defined by each other, as in a word problem: constants, sums, multiples, totals.

A total depends on all that its owner has, which the text says elsewhere or nowhere near: a hidden dependency
in the sense of Ye, Xu, Li, Allen-Zhu, "Physics of language models: part 2.1" (2024). With a modulus all is
counted modulo that number.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from generators.canonical import LabelledGraph, canonical_order

MOST_UNKNOWN = 6  # values of an unknown quantity that are tried


class Kind(StrEnum):
    """How a quantity is defined."""

    CONSTANT = "constant"
    SUM = "sum"  # of quantities and a constant
    TIMES = "times"  # the constant times a quantity
    PRODUCT = "product"  # of two quantities
    MINUS = "minus"  # the first quantity less the second; only where nothing is modulo
    TOTAL = "total"  # of all that an owner has
    UNKNOWN = "unknown"  # nothing is said of it


@dataclass(frozen=True, slots=True)
class Definition:
    """One quantity; `operands` are earlier quantities, sorted where their order does not matter."""

    kind: Kind
    operands: tuple[int, ...] = ()
    constant: int = 0

    def __str__(self) -> str:
        shown = [
            *([str(self.constant)] if self.constant else []),
            *(f"q{number}" for number in self.operands),
        ]
        return " ".join((self.kind, *shown))


@dataclass(frozen=True, slots=True)
class Network:
    """What is quantity `asked`, or is it `claimed`? `modulus` is 0 where numbers are plain."""

    modulus: int
    definitions: tuple[Definition, ...]
    asked: int
    claimed: int | None = None

    def __str__(self) -> str:
        claim = "" if self.claimed is None else f" ? {self.claimed}"
        listed = "; ".join(map(str, self.definitions))
        return f"mod {self.modulus}: {listed} |- q{self.asked}{claim}"


_TEXT = re.compile(r"mod (\d+): (.+) \|- q(\d+)(?: \? (\d+))?")
_DEFINITION = re.compile(r"([a-z]+)(?: (\d+))?((?: q\d+)*)")


def parse(text: str) -> Network:
    """The network of a text such as `mod 7: constant 3; times 2 q0 |- q1`; raises ValueError."""
    match = _TEXT.fullmatch(text)
    parts = [_DEFINITION.fullmatch(part) for part in match[2].split("; ")] if match else [None]
    if match is None or None in parts:
        raise ValueError(f"{text!r} is not a network: write mod 7: constant 3; times 2 q0 |- q1")
    definitions: list[Definition] = []
    for part in parts:
        assert part is not None
        operands = tuple(int(name[1:]) for name in part[3].split())
        if any(number >= len(definitions) for number in operands):
            raise ValueError(f"{text!r}: {part[0]!r} uses a quantity that is not defined before it")
        definitions.append(Definition(Kind(part[1]), operands, int(part[2] or 0)))
    return Network(int(match[1]), tuple(definitions), int(match[3]), int(match[4]) if match[4] else None)


def apply(definition: Definition, operands: Sequence[int], modulus: int) -> int | None:
    """The value of a definition from those of its operands; None for a difference that would be negative."""
    match definition.kind:
        case Kind.TIMES:
            value = definition.constant * operands[0]
        case Kind.PRODUCT:
            value = operands[0] * operands[1]
        case Kind.MINUS:
            value = operands[0] - operands[1]
        case _:
            value = definition.constant + sum(operands)
    if value < 0:
        return None
    return value % modulus if modulus else value


def values(network: Network, unknown: int = 0) -> tuple[int, ...] | None:
    """The values of all when the unknown ones have that value; None where a difference is negative."""
    found: list[int] = []
    for definition in network.definitions:
        if definition.kind is Kind.UNKNOWN:
            found.append(unknown)
            continue
        value = apply(definition, [found[number] for number in definition.operands], network.modulus)
        if value is None:
            return None
        found.append(value)
    return tuple(found)


def needed(network: Network) -> tuple[int, ...]:
    """The quantities on which the one that is asked for depends, itself included, in order."""
    wanted = {network.asked}
    for number in reversed(range(len(network.definitions))):
        if number in wanted:
            wanted.update(network.definitions[number].operands)
    return tuple(sorted(wanted))


def two_models(network: Network) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Two ways for all to be as said that differ in what is asked for; None where none were found."""
    if all(network.definitions[number].kind is not Kind.UNKNOWN for number in needed(network)):
        return None
    found = [model for value in range(MOST_UNKNOWN) if (model := values(network, value)) is not None]
    for model in found[1:]:
        if model[network.asked] != found[0][network.asked]:
            return found[0], model
    return None


def depth(network: Network) -> int:
    """The most definitions in a row that lead to what is asked for."""
    levels: list[int] = []
    for definition in network.definitions:
        levels.append(1 + max((levels[number] for number in definition.operands), default=-1))
    return levels[network.asked]


def canonical(network: Network) -> Network:
    """The network with its quantities in the canonical order: the first in which none comes too early.

    `network.definitions` may be in any order here.
    """
    count = len(network.definitions)
    kinds = list(Kind)
    signs = [
        (kinds.index(d.kind), d.constant, len(d.operands), number == network.asked)
        for number, d in enumerate(network.definitions)
    ]
    ranks = {sign: rank for rank, sign in enumerate(sorted(set(signs)))}
    edges = []
    for number, definition in enumerate(network.definitions):
        for place, operand in enumerate(definition.operands):
            edges.append((number, place if definition.kind is Kind.MINUS else 0, operand))
    place_of = canonical_order(LabelledGraph(tuple(ranks[sign] for sign in signs), tuple(edges)))
    # The topological order that takes the quantity of least place whenever it can choose.
    waiting = [len(definition.operands) for definition in network.definitions]
    users: list[list[int]] = [[] for _ in range(count)]
    for number, definition in enumerate(network.definitions):
        for operand in definition.operands:
            users[operand].append(number)
    ready = [(place_of[number], number) for number in range(count) if not waiting[number]]
    heapq.heapify(ready)
    new: dict[int, int] = {}
    while ready:
        _, number = heapq.heappop(ready)
        new[number] = len(new)
        for user in users[number]:
            waiting[user] -= 1
            if not waiting[user]:
                heapq.heappush(ready, (place_of[user], user))
    ordered = []
    for number in new:
        definition = network.definitions[number]
        operands = [new[operand] for operand in definition.operands]
        if definition.kind is not Kind.MINUS:
            operands.sort()
        ordered.append(replace(definition, operands=tuple(operands)))
    return Network(network.modulus, tuple(ordered), new[network.asked], network.claimed)
