"""The table of constructions as templates for the miner, chosen as often as the user's clauses say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from generators.geometry.constructions import Definition, DrawRule, FactRule, constructions
from generators.geometry.problem import GeometryProblem
from search.geometry import IndexedFact, Locus, Step
from search.geometry_mine import MAX_PARAMETERS, Template

# The numbers that constructions are mined with: ratios, and angles in half turns.
RATIOS: Final = (Fraction(2), Fraction(1, 2))
ANGLES: Final = (Fraction(1, 6), Fraction(1, 4), Fraction(1, 3), Fraction(1, 2))


def templates(
    weights: Mapping[str, float] | None = None, also: Iterable[tuple[str, Fraction | None]] = ()
) -> list[Template]:
    """A template for each construction, and for each of some numbers where it takes one.

    `weights` are by name; a construction without one is never chosen. None: all are chosen equally often.
    Constructions with numbers that are in `also` have a template too, which is never chosen either.
    Raises ValueError for the name of no construction.
    """
    table = constructions()
    if weights is not None and (unknown := weights.keys() - table.keys()):
        raise ValueError(f"there is no construction {min(unknown)}")
    result = []
    for name, definition in table.items():
        if len(definition.parameters) > MAX_PARAMETERS:
            continue
        weight = 1.0 if weights is None else weights.get(name, 0.0)
        values = _values(definition)
        result += [template(definition, value, weight / len(values)) for value in values]
    new = dict.fromkeys(also).keys() - {(one.name, one.value) for one in result}
    return result + [template(table[name], value, 0.0) for name, value in sorted(new)]


def clause_statistics(problems: Iterable[GeometryProblem]) -> dict[str, float]:
    """How often each construction occurs in the problems: weights for `templates`."""
    counts = Counter(
        c.name for problem in problems for clause in problem.all_clauses for c in clause.constructions
    )
    return {name: float(counts[name]) for name in sorted(counts)}


def template(definition: Definition, value: Fraction | None, weight: float) -> Template:
    """The construction with its parameters numbered, helpers of the drawing after them."""
    numbers = {name: i for i, name in enumerate(definition.parameters)}
    for rule in definition.draw:
        numbers.setdefault(rule.point, len(numbers))

    def facts(rules: Iterable[FactRule]) -> tuple[IndexedFact, ...]:
        names = {name: name for name in definition.parameters}
        return tuple(rule.apply(names, value).indexed(numbers) for rule in rules)

    def step(rule: DrawRule) -> Step:
        loci = (
            Locus(
                locus.shape,
                tuple(numbers[point] for point in locus.points),
                locus.value if locus.power == 0 or value is None else value**locus.power,
            )
            for locus in rule.loci
        )
        return Step(numbers[rule.point], tuple(loci))

    return Template(
        definition.name,
        value,
        len(definition.parameters),
        tuple(numbers[point] for point in definition.outputs),
        facts(definition.requires),
        facts(definition.facts),
        tuple(map(step, definition.draw)),
        weight,
    )


def _values(definition: Definition) -> tuple[Fraction | None, ...]:
    if not definition.value:
        return (None,)
    return RATIOS if definition.value == "ratio" else ANGLES
