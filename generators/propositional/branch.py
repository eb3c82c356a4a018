"""A model found by a tableau: what must hold is taken apart until every part has its value.

Everything works around `open_branch`. A formula stands for clauses of one or two parts, of each of which one
part holds at least; what follows is added, and where nothing does, the branch is split. Source: D'Agostino
and Mondadori, "The taming of the cut" (1994), the calculus KE.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generators.propositional.formula import And, Bottom, Formula, Iff, Implies, Not, Or, Top, size


def open_branch(formulas: Iterable[Formula]) -> list[Formula] | None:
    """The formulas and what follows from them on a branch without contradiction, in order, or None.

    An atom that stands on it is true and any other may be false: then all formulas on the branch hold.
    """
    branch = dict.fromkeys(formulas)
    while True:
        if any(_false(formula, branch) for formula in branch):
            return None
        follows = next((f for f in _consequences(branch) if f not in branch), None)
        if follows is None:
            break
        branch[follows] = None
    part = _undecided(branch)
    if part is None:
        return list(branch)
    return open_branch([*branch, part]) or open_branch([*branch, opposite(part)])


def opposite(formula: Formula) -> Formula:
    """Its negation, without a double one."""
    return formula.body if isinstance(formula, Not) else Not(formula)


def _clauses(formula: Formula) -> list[tuple[Formula, ...]]:
    """What a formula says of its parts; an atom or its negation has none."""
    match formula:
        case And(a, b):
            return [(a,), (b,)]
        case Or(a, b):
            return [(a, b)]
        case Implies(a, b):
            return [(opposite(a), b)]
        case Iff(a, b):
            return [(opposite(a), b), (a, opposite(b))]
        case Not(body):
            return _clauses_against(body)
    return []


def _clauses_against(formula: Formula) -> list[tuple[Formula, ...]]:
    """What it says of a formula's parts that the formula is false."""
    match formula:
        case And(a, b):
            return [(opposite(a), opposite(b))]
        case Or(a, b):
            return [(opposite(a),), (opposite(b),)]
        case Implies(a, b):
            return [(a,), (opposite(b),)]
        case Iff(a, b):
            return [(a, b), (opposite(a), opposite(b))]
        case Not(body):
            return [(body,)]
    return []


def _true(formula: Formula, branch: Mapping[Formula, None]) -> bool:
    return formula in branch or formula in (Top(), Not(Bottom()))


def _false(formula: Formula, branch: Mapping[Formula, None]) -> bool:
    return _true(opposite(formula), branch) or (isinstance(formula, Not) and Not(formula) in branch)


def _consequences(branch: Mapping[Formula, None]) -> Iterable[Formula]:
    for formula in branch:
        for clause in _clauses(formula):
            for part in clause:
                others = (other for other in clause if other is not part)
                if not _true(part, branch) and all(_false(other, branch) for other in others):
                    yield part


def _undecided(branch: Mapping[Formula, None]) -> Formula | None:
    """A part of the smallest formula of which a clause is open."""
    for formula in sorted(branch, key=size):
        for clause in _clauses(formula):
            if not any(_true(part, branch) for part in clause):
                return clause[0]
    return None
