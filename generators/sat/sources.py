"""Where formulas come from: random clauses at the threshold, pigeonholes, parities.

Unsatisfiable random formulas are cut down to a minimal core, beside which clauses may be put that are not
needed. Whether a random formula has a model is read off its truth table, a number with a bit for each
assignment.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations, product

from generators.choice import Choice
from generators.sat.formula import Clause

_WIDTHS = (3, 3, 3, 3, 4)  # of clauses that are not short


def random_formula(
    variables: int, short: float, satisfiable: bool, spare: int, choice: Choice
) -> list[Clause]:
    """Random clauses up to the one that leaves no model: without it; or a minimal core and `spare` others.

    `short` is the share of clauses with two literals.
    """
    clauses: list[Clause] = []
    table = every = (1 << (1 << variables)) - 1
    while table:
        clauses.append(random_clause(variables, short, choice))
        table &= _table(clauses[-1], variables)
    if satisfiable:
        return clauses[:-1]
    core = choice.sample(clauses, len(clauses))
    for clause in tuple(core):
        rest = [other for other in core if other is not clause]
        table = every
        for other in rest:
            table &= _table(other, variables)
        if not table:
            core = rest
    return core + choice.sample([clause for clause in clauses if clause not in core], spare)


def random_clause(variables: int, short: float, choice: Choice) -> Clause:
    """A clause over different variables."""
    width = 2 if choice.below(1_000_000) < short * 1_000_000 else choice.pick(_WIDTHS)
    chosen = choice.sample(range(1, variables + 1), min(width, variables))
    return tuple(variable if choice.below(2) else -variable for variable in chosen)


@cache
def _column(variable: int, variables: int) -> int:
    """The assignments in which a variable is true."""
    period = 1 << (variable - 1)
    block = ((1 << period) - 1) << period
    return sum(block << start for start in range(0, 1 << variables, 2 * period))


def _table(clause: Clause, variables: int) -> int:
    """The assignments in which a clause is true."""
    every = (1 << (1 << variables)) - 1
    table = 0
    for literal in clause:
        column = _column(abs(literal), variables)
        table |= column if literal > 0 else every ^ column
    return table


def pigeonholes(pigeons: int, choice: Choice) -> list[Clause]:
    """Each pigeon sits in one of some holes, no two in the same; there is one hole less than pigeons."""
    holes = range(pigeons - 1)
    seats = [
        sorted(choice.sample(holes, 2 + choice.below(pigeons - 2) if pigeons > 3 else 2))
        for _ in range(pigeons)
    ]
    number = {seat: i for i, seat in enumerate(((p, h) for p in range(pigeons) for h in seats[p]), 1)}
    clauses: list[Clause] = [tuple(number[p, h] for h in seats[p]) for p in range(pigeons)]
    for first, second in combinations(range(pigeons), 2):
        clauses += [(-number[first, h], -number[second, h]) for h in seats[first] if h in seats[second]]
    return clauses


def parities(places: int, choice: Choice) -> list[Clause]:
    """A random graph: each place, which has up to three edges, has an odd or an even number of chosen ones.

    Source: G. S. Tseitin, "On the complexity of derivation in propositional calculus" (1968).
    """
    around: list[list[int]] = [[] for _ in range(places)]
    edges = 0
    pairs: Sequence[tuple[int, int]] = list(combinations(range(places), 2))
    for first, second in choice.sample(pairs, len(pairs)):
        if len(around[first]) < 3 and len(around[second]) < 3 and edges < places + 2:
            edges += 1
            around[first].append(edges)
            around[second].append(edges)
    clauses: list[Clause] = []
    for here in around:
        odd = choice.below(2)
        for signs in product((1, -1), repeat=len(here)):
            # The clause excludes the assignment in which all its literals are false.
            if here and (sum(sign < 0 for sign in signs) - odd) % 2:
                clauses.append(tuple(sign * edge for sign, edge in zip(signs, here, strict=True)))
    return clauses
