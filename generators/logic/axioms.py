"""Random sets of axioms: laws of a few kinds and relations, some facts, some denials."""

from __future__ import annotations

from typing import Final

from generators.choice import Choice
from generators.logic.clause import Atom, Clause, Term, normal

_ONE_SORT: Final = 3  # in so many of four sets all things are of one sort


def random_axioms(
    choice: Choice, *, predicates: int, rules: int, facts: int, denials: int
) -> tuple[Clause, ...]:
    """At most so many axioms of each kind, about so many predicates; facts are about a few constants."""
    split = choice.below(4) >= _ONE_SORT
    kinds: list[tuple[int, ...]] = []  # the sorts of each predicate's arguments
    for _ in range(predicates):
        arity = choice.pick((1, 1, 2, 2, 2, 2, 2, 3)) if choice.below(24) else 0
        kinds.append(tuple(choice.below(2) if split else 0 for _ in range(arity)))
    found = [_rule(choice, kinds) for _ in range(rules)]
    found += [_denial(choice, kinds) for _ in range(denials)]
    names = [(-1 - i, choice.below(2) if split else 0) for i in range(2 + choice.below(3))]
    found += [_fact(choice, kinds, names) for _ in range(facts)]
    kept = [normal(clause) for clause in found if clause is not None and clause.head not in clause.body]
    return tuple(dict.fromkeys(kept))


def _rule(choice: Choice, kinds: list[tuple[int, ...]]) -> Clause | None:
    """A rule whose conclusion is about things that its conditions speak of."""
    body, sort = _body(choice, kinds, choice.pick((1, 1, 1, 1, 2, 2, 2, 2, 2, 3)))
    name = choice.below(len(kinds))
    terms: list[Term] = []
    for kind in kinds[name]:
        fitting = [t for t, other in sort.items() if other == kind]
        unused = [t for t in fitting if t not in terms]
        if not fitting:
            return None
        terms.append(choice.pick(unused or fitting) if choice.below(8) else choice.pick(fitting))
    return Clause(Atom(name, tuple(terms)), body)


def _denial(choice: Choice, kinds: list[tuple[int, ...]]) -> Clause:
    """That some things do not go together."""
    body, _ = _body(choice, kinds, 2)
    if choice.below(4) or len(set(body[0].terms)) < 2 or len(set(kinds[body[0].predicate])) > 1:
        return Clause(None, body)
    return Clause(None, (Atom(body[0].predicate, (0,) * len(body[0].terms)),))  # nothing is so to itself


def _body(
    choice: Choice, kinds: list[tuple[int, ...]], count: int
) -> tuple[tuple[Atom, ...], dict[Term, int]]:
    """So many conditions that hang together, and the sorts of their variables."""
    sort: dict[Term, int] = {}
    atoms: list[Atom] = []
    for _ in range(count):
        name = choice.below(len(kinds))
        fresh = not sort or not any(kind in sort.values() for kind in kinds[name])
        shared = -1 if fresh else choice.pick([p for p, k in enumerate(kinds[name]) if k in sort.values()])
        terms: list[Term] = []
        for position, kind in enumerate(kinds[name]):
            fitting = [t for t, other in sort.items() if other == kind and t not in terms]
            if fitting and (position == shared or len(sort) > 3 or not choice.below(3)):
                terms.append(choice.pick(fitting))
            else:
                terms.append(len(sort))
                sort[terms[-1]] = kind
        atoms.append(Atom(name, tuple(terms)))
    return tuple(dict.fromkeys(atoms)), sort


def _fact(choice: Choice, kinds: list[tuple[int, ...]], names: list[tuple[Term, int]]) -> Clause | None:
    """A predicate of constants."""
    name = choice.below(len(kinds))
    terms: list[Term] = []
    for kind in kinds[name]:
        fitting = [t for t, other in names if other == kind]
        if not fitting:
            return None
        terms.append(choice.pick([t for t in fitting if t not in terms] or fitting))
    return Clause(Atom(name, tuple(terms)), ())
