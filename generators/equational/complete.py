"""Completion: laws that follow from axioms by overlaps, each with the rewriting that proves it.

Unfailing completion, bounded by counts: a law that is taken up is overlapped with all that were taken up
before; what is found is rewritten with these, and kept if it is new and small. Terms are compared by the
lexicographic path order.
Sources: D. Knuth, P. Bendix, "Simple word problems in universal algebras" (1970); L. Bachmair, N. Dershowitz,
D. Plaisted, "Completion without failure" (1989).
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, TypeAlias

from generators.equational.term import (
    ARITY,
    VARIABLES,
    Law,
    Term,
    canonical_law,
    put,
    replaced,
    size,
    subterm,
    variables,
)

Heads: TypeAlias = "tuple[str | None, ...]"  # the symbol of a term and those its arguments begin with

_TAKEN: Final = 14  # laws that are overlapped, besides the axioms
_FOUND: Final = 100  # laws that are kept
_SIZE: Final = 11  # of a side of a law
_TOP: Final = 13  # of a term that two laws overlap in
_HOPS: Final = 12  # of one law's rewriting, and so of what it may be used in
_REWRITES: Final = 40  # in bringing one term into normal form
_APART: Final = 16  # what is added to the variables of one law of an overlap
_RANK: Final = {symbol: rank for rank, symbol in enumerate((*VARIABLES[::-1], *"dcba", *"mnki"))}


@dataclass(frozen=True, slots=True)
class Hop:
    """One rewriting with a law, forward or back, at a place, with values for the law's variables."""

    law: int
    forward: bool
    path: tuple[int, ...]
    values: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """A law with the rewriting from its left side to its right one; none for an axiom."""

    law: Law
    hops: tuple[Hop, ...] | None


@dataclass(slots=True)
class Completion:
    """The axioms, first, and what was derived from them, later laws from earlier ones."""

    derived: list[Derived]
    rules: list[_Rule] = field(default_factory=list)
    # The rules that may apply to terms of these heads, with their numbers.
    fitting: dict[Heads, tuple[list[int], list[_Rule]]] = field(default_factory=dict)
    settled: dict[Term, int] = field(default_factory=dict)  # terms to which so many rules do not apply

    def normal(self, term: Term) -> tuple[Term, list[Hop]]:
        """The normal form of a term, and the way to it."""
        hops: list[Hop] = []
        return self._normal(term, (), hops), hops

    def add(self, rule: _Rule) -> None:
        """One more rule to rewrite with."""
        for heads, (numbers, rules) in self.fitting.items():
            if rule.fits(heads):
                numbers.append(len(self.rules))
                rules.append(rule)
        self.rules.append(rule)

    def _normal(self, term: Term, path: tuple[int, ...], hops: list[Hop]) -> Term:
        if isinstance(term, int) or self.settled.get(term) == len(self.rules):
            return term
        if len(term) == 3:
            symbol, first, second = term
            if not isinstance(first, int):
                first = self._normal(first, (*path, 1), hops)
            if not isinstance(second, int):
                second = self._normal(second, (*path, 2), hops)
            term = (symbol, first, second)
        elif len(term) == 2:
            term = (term[0], self._normal(term[1], (*path, 1), hops))
        if len(hops) > _REWRITES:
            return term
        heads = _heads(term)
        known = self.fitting.get(heads)
        if known is None:
            fitting = [number for number, rule in enumerate(self.rules) if rule.fits(heads)]
            known = self.fitting[heads] = fitting, [self.rules[number] for number in fitting]
        numbers, rules = known
        for rule in rules[bisect_left(numbers, self.settled.get(term, 0)) :]:
            found: dict[int, Term] = {}
            if match(rule.left, term, found):
                values = [found.get(v, v) for v in range(rule.variables)]
                new = put(rule.right, values)
                if rule.oriented or greater(term, new):
                    hops.append(Hop(rule.law, rule.forward, path, tuple(values)))
                    return self._normal(new, path, hops)
        self.settled[term] = len(self.rules)
        return term


@dataclass(frozen=True, slots=True)
class _Rule:
    """A law as it may be used, from `left` to `right`: always, or where that makes a term smaller."""

    law: int
    forward: bool
    left: Term
    right: Term
    oriented: bool
    variables: int
    heads: Heads  # of the left side
    apart: Term  # the left side with variables that no other law has

    def fits(self, heads: Heads) -> bool:
        """Whether terms of these heads can be instances of the left side."""
        return self.heads[0] == heads[0] and all(
            mine is None or mine == theirs for mine, theirs in zip(self.heads[1:], heads[1:], strict=True)
        )


@lru_cache(maxsize=1 << 16)
def greater(s: Term, t: Term) -> bool:
    """The lexicographic path order; variables are not compared, letters of variables as symbols are least."""
    if isinstance(s, int):
        return False
    if isinstance(t, int):
        return t in variables(s)
    for inner in s[1:]:
        if inner == t or greater(inner, t):
            return True
    if s[0] != t[0]:
        return _RANK[s[0]] > _RANK[t[0]] and all(greater(s, inner) for inner in t[1:])
    for place in range(1, len(s)):
        if s[place] != t[place]:
            return greater(s[place], t[place]) and all(greater(s, inner) for inner in t[place + 1 :])
    return False


def match(pattern: Term, term: Term, found: dict[int, Term]) -> bool:
    """Whether values for the variables make the pattern the term; they are put into `found`."""
    if isinstance(pattern, int):
        known = found.setdefault(pattern, term)
        return known is term or known == term
    if isinstance(term, int) or pattern[0] != term[0]:
        return False
    if len(pattern) == 3:
        return match(pattern[1], term[1], found) and match(pattern[2], term[2], found)
    return len(pattern) == 1 or match(pattern[1], term[1], found)


def _walk(term: Term, found: dict[int, Term]) -> Term:
    while isinstance(term, int) and term in found:
        term = found[term]
    return term


def _occurs(variable: int, term: Term, found: dict[int, Term]) -> bool:
    term = _walk(term, found)
    if isinstance(term, int):
        return term == variable
    return any(_occurs(variable, inner, found) for inner in term[1:])


def unify(s: Term, t: Term, found: dict[int, Term]) -> bool:
    """Whether values for the variables make the terms the same; `found` gets them, to be followed."""
    s, t = _walk(s, found), _walk(t, found)
    if s == t:
        return True
    if isinstance(s, int):
        if _occurs(s, t, found):
            return False
        found[s] = t
        return True
    if isinstance(t, int):
        return unify(t, s, found)
    if s[0] != t[0]:
        return False
    return all(unify(a, b, found) for a, b in zip(s[1:], t[1:], strict=True))


def _resolved(term: Term, found: dict[int, Term]) -> Term:
    term = _walk(term, found)
    if isinstance(term, int):
        return term
    return (term[0], *[_resolved(inner, found) for inner in term[1:]])


def _shifted(term: Term) -> Term:
    if isinstance(term, int):
        return term + _APART
    return (term[0], *map(_shifted, term[1:]))


def backwards(hops: Sequence[Hop]) -> list[Hop]:
    """The same way from its end."""
    return [Hop(hop.law, not hop.forward, hop.path, hop.values) for hop in reversed(hops)]


def _inner(term: Term, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Term]]:
    """Places that are not variables."""
    if not isinstance(term, int):
        yield path, term
        for number, argument in enumerate(term[1:], 1):
            yield from _inner(argument, (*path, number))


@lru_cache(maxsize=2048)
def complete(axioms: tuple[Law, ...]) -> Completion:
    """What follows from the axioms within the bounds; the same for the same axioms."""
    return _Completing(axioms).result


class _Completing:
    def __init__(self, axioms: tuple[Law, ...]) -> None:
        self.result = Completion([Derived(law, None) for law in axioms])
        self.constant = next((s for law in axioms for s in law.symbols if ARITY[s] == 0), None)
        self.known = {str(canonical_law(law)) for law in axioms}
        self.taken: list[_Rule] = []
        self.queue: list[tuple[int, int]] = []
        for number in range(len(axioms)):
            self._enqueue(number)
        count = 0
        while self.queue and count < _TAKEN + len(axioms):
            _, number = heapq.heappop(self.queue)
            count += self._take(number)

    def _enqueue(self, number: int) -> None:
        law, hops = self.result.derived[number].law, self.result.derived[number].hops
        heapq.heappush(self.queue, (size(law.left) + size(law.right) if hops else 0, number))

    def _take(self, number: int) -> bool:
        """Overlap a law with those taken before, unless these make it idle."""
        law = self.result.derived[number].law
        left, first = self.result.normal(law.left)
        right, second = self.result.normal(law.right)
        if left == right:
            return False
        if first or second:
            way = [
                *backwards(first),
                Hop(number, True, (), tuple(range(1 + max(law.variables, default=-1)))),
                *second,
            ]
            self._keep(left, right, way)
            return False
        rules = self._rules(number, law)
        for rule in rules:
            self.result.add(rule)
        self.taken += rules
        for mine in rules:
            for other in self.taken:
                self._overlap(mine, other)
                if other.law != number:
                    self._overlap(other, mine)
        return True

    def _rules(self, number: int, law: Law) -> list[_Rule]:
        for forward in (True, False):
            left, right = (law.left, law.right) if forward else (law.right, law.left)
            if greater(left, right):
                return [_rule(number, law, forward, True)]
        return [
            _rule(number, law, forward, False)
            for forward, left, right in ((True, law.left, law.right), (False, law.right, law.left))
            if not isinstance(left, int) and set(variables(right)) <= set(variables(left))
        ]

    def _overlap(self, outer: _Rule, inner: _Rule) -> None:
        """What follows where the left side of `inner` meets a part of that of `outer`."""
        for path, part in _inner(outer.left):
            if len(self.result.derived) >= _FOUND:
                return
            if not path and outer.law == inner.law and outer.forward == inner.forward:
                continue
            found: dict[int, Term] = {}
            if not unify(part, inner.apart, found):
                continue
            ours = tuple(_resolved(v, found) for v in range(outer.variables))
            theirs = tuple(_resolved(v + _APART, found) for v in range(inner.variables))
            top = put(outer.left, ours)
            if size(top) > _TOP:
                continue
            one = replaced(top, path, put(inner.right, theirs))
            other = put(outer.right, ours)
            left, first = self.result.normal(one)
            right, second = self.result.normal(other)
            if left != right:
                way = [
                    *backwards(first),
                    Hop(inner.law, not inner.forward, path, theirs),
                    Hop(outer.law, outer.forward, (), ours),
                    *second,
                ]
                self._keep(left, right, way)

    def _keep(self, left: Term, right: Term, way: list[Hop]) -> None:
        if max(size(left), size(right)) > _SIZE or len(way) > _HOPS or len(self.result.derived) >= _FOUND:
            return
        order = list(dict.fromkeys([*variables(left), *variables(right)]))
        if len(order) > len(VARIABLES):
            return
        law = canonical_law(Law(left, right))
        if str(law) in self.known:
            return
        if not order and self.constant is None:
            return
        self.known.add(str(law))
        # Variables that only the way has may be anything.
        names: dict[int, Term] = {old: new for new, old in enumerate(order)}
        anything: Term = 0 if order else (self.constant,)
        hops = tuple(
            Hop(h.law, h.forward, h.path, tuple(_named(v, names, anything) for v in h.values)) for h in way
        )
        number = len(self.result.derived)
        self.result.derived.append(
            Derived(Law(_named(left, names, anything), _named(right, names, anything)), hops)
        )
        self._enqueue(number)


def _rule(number: int, law: Law, forward: bool, oriented: bool) -> _Rule:
    left, right = (law.left, law.right) if forward else (law.right, law.left)
    assert not isinstance(left, int)
    names = 1 + max(law.variables, default=-1)
    return _Rule(number, forward, left, right, oriented, names, _heads(left), _shifted(left))


def _heads(term: tuple[Any, ...]) -> Heads:
    return (term[0], *[None if isinstance(inner, int) else inner[0] for inner in term[1:]])


def _named(term: Term, names: dict[int, Term], anything: Term) -> Term:
    if isinstance(term, int):
        return names.get(term, anything)
    return (term[0], *[_named(inner, names, anything) for inner in term[1:]])


def way_terms(start: Term, hops: Sequence[Hop], derived: Sequence[Derived]) -> list[Term]:
    """The terms that a way goes through; raises ValueError where a hop does not fit."""
    terms = [start]
    for hop in hops:
        law = derived[hop.law].law
        source, target = (law.left, law.right) if hop.forward else (law.right, law.left)
        if subterm(terms[-1], hop.path) != put(source, hop.values):
            raise ValueError(f"law {hop.law} does not fit at {hop.path} of {terms[-1]}")
        terms.append(replaced(terms[-1], hop.path, put(target, hop.values)))
    return terms


def shortened(start: Term, hops: Sequence[Hop], derived: Sequence[Derived]) -> tuple[Hop, ...]:
    """A way to the same end that meets no term twice."""
    terms = way_terms(start, hops, derived)
    kept: list[Hop] = []
    at = 0
    while at < len(hops):
        last = max(place for place, term in enumerate(terms) if term == terms[at])
        kept += hops[last : last + 1]
        at = last + 1
    return tuple(kept)


def _constants(term: Term) -> Term:
    """Variables as symbols without arguments, so that all terms can be compared."""
    if isinstance(term, int):
        return (VARIABLES[term],)
    return (term[0], *map(_constants, term[1:]))


def _variables(term: Term) -> Term:
    if isinstance(term, int):
        return term
    if term[0] in VARIABLES:
        return VARIABLES.index(term[0])
    return (term[0], *map(_variables, term[1:]))


def prove(axioms: tuple[Law, ...], claim: Law) -> tuple[Hop, ...] | None:
    """A way from one side of the claim to the other; None where completion has found none."""
    completion = complete(axioms)
    for number, derived in enumerate(completion.derived):
        for forward in (True, False):
            sides = (
                (derived.law.left, derived.law.right) if forward else (derived.law.right, derived.law.left)
            )
            found: dict[int, Term] = {}
            if match(sides[0], claim.left, found) and match(sides[1], claim.right, found):
                values = tuple(found[v] for v in range(1 + max(derived.law.variables, default=-1)))
                same = derived.hops if derived.hops and values == tuple(range(len(values))) else None
                if same is None:
                    return (Hop(number, forward, (), values),)
                return same if forward else tuple(backwards(same))
    left, first = completion.normal(_constants(claim.left))
    right, second = completion.normal(_constants(claim.right))
    if left != right:
        return None
    hops = [*first, *backwards(second)]
    free: Term = 0 if claim.variables else (next(s for s in claim.symbols if ARITY[s] == 0),)
    named = [
        Hop(h.law, h.forward, h.path, tuple(_free(_variables(v), claim, free) for v in h.values))
        for h in hops
    ]
    return shortened(claim.left, named, completion.derived)


def _free(term: Term, claim: Law, free: Term) -> Term:
    if isinstance(term, int):
        return term if term in claim.variables else free
    return (term[0], *[_free(inner, claim, free) for inner in term[1:]])
