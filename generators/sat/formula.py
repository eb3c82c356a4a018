"""Formulas in clausal form, and when two of them are the same.

A literal is a variable's number, from 1, negative where it is denied, as in the DIMACS format. Formulas are
the same up to the names of variables, the exchange of a variable with its negation, and the order of clauses
and literals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from generators.canonical import LabelledGraph, canonical_order

Clause: TypeAlias = tuple[int, ...]

_OPPOSITE, _IN = 0, 1  # labels of edges: between a variable's literals, from a literal to its clause


@dataclass(frozen=True, slots=True)
class Formula:
    """Clauses that shall all hold; its variables are numbered from 1 without gaps."""

    clauses: tuple[Clause, ...]

    @property
    def variables(self) -> int:
        """How many variables there are."""
        return max(abs(literal) for clause in self.clauses for literal in clause)

    def __str__(self) -> str:
        return "; ".join(" ".join(map(str, clause)) for clause in self.clauses)


def parse(text: str) -> Formula:
    """The formula of a text such as `1 -2 3; 2; -1 -3`; raises ValueError."""
    try:
        clauses = tuple(tuple(int(literal) for literal in clause.split()) for clause in text.split(";"))
    except ValueError:
        clauses = ()
    used = {abs(literal) for clause in clauses for literal in clause}
    if not clauses or () in clauses or used != set(range(1, len(used) + 1)):
        raise ValueError(
            f"{text!r} is not a formula: write clauses such as 1 -2 3; 2; -1 -3, with variables from 1 on"
        )
    return Formula(clauses)


def canonical(clauses: tuple[Clause, ...]) -> Formula:
    """The formula with variables numbered, their signs chosen and clauses ordered in the canonical way.

    Repeated clauses and literals are dropped. A variable may have any number but 0.
    """
    distinct = {frozenset(clause) for clause in clauses}
    variables = sorted({abs(literal) for clause in distinct for literal in clause})
    literals = [sign * variable for variable in variables for sign in (1, -1)]
    node = {literal: number for number, literal in enumerate(literals)}
    edges = [(node[literal], _OPPOSITE, node[-literal]) for literal in literals]
    for number, clause in enumerate(sorted(map(sorted, distinct)), len(literals)):
        edges += [(node[literal], _IN, number) for literal in clause]
    colours = (0,) * len(literals) + (1,) * len(distinct)
    order = canonical_order(LabelledGraph(colours, tuple(edges)))
    place = {literal: order[node[literal]] for literal in literals}
    new: dict[int, int] = {}
    for literal in sorted(literals, key=place.__getitem__):
        if literal not in new:
            new[literal], new[-literal] = len(new) // 2 + 1, -(len(new) // 2 + 1)
    renamed = (tuple(sorted((new[literal] for literal in clause), key=_order)) for clause in distinct)
    return Formula(tuple(sorted(renamed, key=lambda clause: (len(clause), tuple(map(_order, clause))))))


def _order(literal: int) -> tuple[int, bool]:
    return abs(literal), literal < 0
