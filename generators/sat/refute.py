"""Lean terms for what follows from clauses: forward from what is known, by cases where a clause leaves some.

Clauses are read as rules, from the variables that they deny to a choice among the others, so that no
classical logic is needed. A clause follows from others exactly when every branch ends in one of its own
variables or in a contradiction: the positive hyper-tableau of R. Manthey and F. Bry, "SATCHMO: a theorem
prover implemented in Prolog" (1988).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generators.sat.formula import Clause

Name = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Reached:
    """A branch that ends in a variable that was to be proved."""

    variable: int


@dataclass(frozen=True, slots=True)
class Use:
    """A rule and what follows for each variable it leaves; without any, the branch is contradictory."""

    clause: int
    denied: tuple[int, ...]
    left: tuple[tuple[int, Tree], ...]


Tree: TypeAlias = Reached | Use


def tableau(clauses: Mapping[int, Clause], goal: Clause) -> Tree:
    """The tree that proves `goal` from the numbered clauses; only what is used is in it.

    Raises ValueError when the goal does not follow.
    """
    rules = [
        (number, tuple(-x for x in clause if x < 0), tuple(x for x in clause if x > 0))
        for number, clause in clauses.items()
    ]
    rules.sort(key=lambda rule: len(rule[2]))
    wanted = frozenset(x for x in goal if x > 0)

    def grow(known: frozenset[int]) -> tuple[Tree, frozenset[int]]:
        """A tree for what is known, and what of it the tree uses."""
        fired = next((r for r in rules if known.issuperset(r[1]) and known.isdisjoint(r[2])), None)
        if fired is None:
            raise ValueError(f"{goal} does not follow from {list(clauses.values())}")
        number, denied, left = fired
        branches = []
        used = frozenset(denied)
        for variable in left:
            if variable in wanted:
                below: tuple[Tree, frozenset[int]] = Reached(variable), frozenset({variable})
            else:
                below = grow(known | {variable})
            if variable not in below[1]:
                return below
            branches.append((variable, below[0]))
            used |= below[1] - {variable}
        return Use(number, denied, tuple(branches)), used

    return grow(frozenset(-x for x in goal if x < 0))[0]


def term(tree: Tree, goal: Clause, variable: Name, clause: Name) -> str:
    """The tree as a Lean term that proves `goal`; `variable` and `clause` give names."""
    denied = [-x for x in goal if x < 0]
    wanted = [x for x in goal if x > 0]
    body = _body(tree, {v: "h" + variable(v) for v in denied}, wanted, variable, clause)
    return f"fun {' '.join('h' + variable(v) for v in denied)} => {body}" if denied else body


def _body(tree: Tree, known: Mapping[int, str], wanted: Sequence[int], variable: Name, clause: Name) -> str:
    if isinstance(tree, Reached):
        return inject(known[tree.variable], wanted.index(tree.variable), len(wanted))
    arguments = [known[v] for v in tree.denied]
    applied = " ".join((clause(tree.clause), *arguments))
    inner = f"({applied})" if arguments else applied
    if not tree.left:
        return f"{inner}.elim" if wanted else applied
    branches = [v for v, _ in tree.left]
    if len(branches) == 1:
        ((v, below),) = tree.left
        if not arguments or _uses(below)[v] == 1:
            return _body(below, {**known, v: inner}, wanted, variable, clause)
        rest = _body(below, {**known, v: f"h{variable(v)}"}, wanted, variable, clause)
        return f"have h{variable(v)} := {applied}; {rest}"
    parts = [
        f"(fun h{variable(v)} => {_body(below, {**known, v: f'h{variable(v)}'}, wanted, variable, clause)})"
        for v, below in tree.left
    ]
    cases = parts[-1]
    for part in reversed(parts[1:-1]):
        cases = f"(fun h => h.elim {part} {cases})"
    return f"{inner}.elim {parts[0]} {cases}"


def _uses(tree: Tree) -> Counter[int]:
    """How often each variable that is known is used."""
    if isinstance(tree, Reached):
        return Counter({tree.variable: 1})
    total = Counter(tree.denied)
    for v, below in tree.left:
        inside = _uses(below)
        del inside[v]
        total += inside
    return total


def inject(proof: str, place: int, count: int) -> str:
    """A proof of alternative `place` as one of the disjunction; `proof` is a name or in parentheses."""
    if count == 1:
        return proof
    if place == 0:
        return f"Or.inl {proof}"
    inner = inject(proof, place - 1, count - 1)
    return f"Or.inr {inner}" if count == 2 else f"Or.inr ({inner})"
