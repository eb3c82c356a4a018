"""The table of constructions: what each takes, requires, says and how it is drawn.

The table itself is `constructions.toml`; its columns are explained there and in `docs/geometry.md`.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from generators.geometry.facts import Fact
from search.geometry import PREDICATES, is_shape

VALUES: Final = ("degrees", "angle", "ratio")
_KEYS: Final = {
    "summary",
    "parameters",
    "outputs",
    "newclid",
    "value",
    "requires",
    "facts",
    "implies",
    "draw",
}


@dataclass(frozen=True, slots=True)
class LocusRule:
    """A locus in terms of a construction's parameters and helper points.

    `value` is its number; with `power` 1 or -1, the construction's number or its inverse takes its place.
    """

    shape: str
    points: tuple[str, ...]
    value: Fraction = Fraction(1)
    power: int = 0


@dataclass(frozen=True, slots=True)
class DrawRule:
    """A point, output or helper, and the loci that it lies on."""

    point: str
    loci: tuple[LocusRule, ...]


@dataclass(frozen=True, slots=True)
class FactRule:
    """A fact about a construction's parameters; `own_value` when its number is the construction's."""

    fact: Fact
    own_value: bool = False

    def apply(self, names: Mapping[str, str], value: Fraction | None) -> Fact:
        """The fact about the points that the parameters stand for."""
        fact = self.fact.renamed(names)
        if not self.own_value or value is None:
            return fact
        return Fact(fact.kind, fact.points, value % 1 if fact.kind == "aconst" else value)


@dataclass(frozen=True, slots=True)
class Definition:
    """One construction. `value`, the kind of number that it takes, is "" or one of VALUES."""

    name: str
    summary: str
    parameters: tuple[str, ...]
    outputs: tuple[str, ...]
    newclid: tuple[str, ...]  # name and parameters in Newclid 3; empty where it has no such construction
    value: str
    requires: tuple[FactRule, ...]
    facts: tuple[FactRule, ...]
    implies: tuple[FactRule, ...]
    draw: tuple[DrawRule, ...]

    @property
    def inputs(self) -> tuple[str, ...]:
        """The parameters that it does not define."""
        return tuple(p for p in self.parameters if p not in self.outputs)


@functools.cache
def constructions() -> Mapping[str, Definition]:
    """All constructions by name. Raises ValueError, naming the construction, for an unsound table."""
    text = resources.files(__package__).joinpath("constructions.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: _definition(name, entry) for name, entry in tomllib.loads(text).items()})


def _definition(name: str, entry: dict[str, Any]) -> Definition:
    def fail(reason: str) -> ValueError:
        return ValueError(f"construction {name}: {reason}")

    if unknown := entry.keys() - _KEYS:
        raise fail(f"unknown key {min(unknown)}")
    parameters, outputs = tuple(entry["parameters"].split()), tuple(entry["outputs"].split())
    value = entry.get("value", "")
    draw = tuple(_draw_rule(line) for line in entry["draw"])
    drawn = [rule.point for rule in draw]
    if value not in ("", *VALUES) or not set(outputs) <= set(parameters):
        raise fail("value or outputs are not sound")
    if sorted(set(drawn)) != sorted(drawn) or not set(outputs) <= set(drawn):
        raise fail("every output is drawn once")
    known = set(parameters) - set(outputs)
    for rule in draw:
        for locus in rule.loci:
            if not is_shape(locus.shape, len(locus.points)) or not set(locus.points) <= known:
                raise fail(f"the locus {locus.shape} {' '.join(locus.points)} is not sound")
        known.add(rule.point)
    rules = {
        key: tuple(_fact_rule(text) for text in entry.get(key, ()))
        for key in ("requires", "facts", "implies")
    }
    for fact_rule in (*rules["requires"], *rules["facts"], *rules["implies"]):
        fact = fact_rule.fact
        if len(fact.points) != PREDICATES[fact.kind].arity or not set(fact.points) <= set(parameters):
            raise fail(f"{fact} is not sound")
    foreign = entry.get("newclid", f"{name} {' '.join(parameters)}")
    newclid = () if foreign == "-" else tuple(foreign.split())
    if newclid and sorted(newclid[1:]) != sorted(parameters):
        raise fail("newclid has other parameters")
    return Definition(name, entry["summary"], parameters, outputs, newclid, value, draw=draw, **rules)


def _fact_rule(text: str) -> FactRule:
    kind, *arguments = text.split()
    points, numbers = arguments[: PREDICATES[kind].arity], arguments[PREDICATES[kind].arity :]
    own = numbers == ["value"]
    return FactRule(Fact(kind, tuple(points), Fraction(numbers[0]) if numbers and not own else None), own)


def _draw_rule(text: str) -> DrawRule:
    point, _, rest = text.partition(":")
    return DrawRule(point.strip(), tuple(_locus_rule(locus) for locus in rest.split(",")))


def _locus_rule(text: str) -> LocusRule:
    shape, *arguments = text.split()
    if arguments and arguments[-1] in ("value", "1/value"):
        return LocusRule(shape, tuple(arguments[:-1]), power=1 if arguments[-1] == "value" else -1)
    if arguments and not arguments[-1].isalpha():
        return LocusRule(shape, tuple(arguments[:-1]), Fraction(arguments[-1]))
    return LocusRule(shape, tuple(arguments))
