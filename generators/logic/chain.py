"""Forward chaining on ground facts: decides whether a clause follows, and gives the least model.

To decide `for all x, B(x) -> H(x)`, things are taken that nothing is known of but B, one a variable. Rules
without functions make no new things, so all that follows is found in finitely many rounds; H follows
from the axioms if and only if it is among it, and else what was found is a model against the claim.
Source: M. van Emden, R. Kowalski, "The semantics of predicate logic as a programming language" (1976); the
rounds are those of semi-naive evaluation, F. Bancilhon, R. Ramakrishnan (1986).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, product

from generators.logic.clause import Atom, Clause, Place, Question, Term, put, sort_of, sorts


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a fact holds: an axiom, by number, with the facts that it was applied to; or it was supposed."""

    axiom: int | None
    facts: tuple[Atom, ...] = ()
    round: int = 0


@dataclass(slots=True)
class Closure:
    """All that follows: facts in the order in which they were found. `denied`: how a denial was violated."""

    facts: dict[Atom, Reason]
    denied: Reason | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What is supposed in order to decide a claim: its things, of each sort, and facts about them.

    Things are the constants, then numbers of 0 and more: one a variable of the claim, and one for each sort
    that would have no thing.
    """

    things: tuple[tuple[Term, ...], ...]  # constants first
    supposed: tuple[Atom, ...]
    goal: Atom | None  # None: a contradiction

    def merged(self, old: Term, new: Term) -> Situation:
        """The same with one thing in place of two."""
        change = {old: new}
        return Situation(
            tuple(tuple(t for t in group if t != old) for group in self.things),
            tuple(dict.fromkeys(put(fact, change) for fact in self.supposed)),
            None if self.goal is None else put(self.goal, change),
        )


@dataclass(frozen=True, slots=True)
class Model:
    """A situation that is closed under the axioms. `same` says which things are one there."""

    situation: Situation
    closure: Closure
    same: Mapping[Term, Term] = field(default_factory=dict)


def situation(question: Question) -> Situation:
    """The situation that decides a question."""
    return _situation(question, sorts(question.clauses))


def _situation(question: Question, found: Mapping[Place | Term, int]) -> Situation:
    claim = question.claim
    groups: list[list[Term]] = [[] for _ in range(1 + max(found.values(), default=-1))]
    for name in question.constants:
        groups[found[name]].append(name)
    variables = claim.variables
    for variable in variables:
        groups[sort_of(variable, claim, found)].append(variable)
    extra = 1 + max(variables, default=-1)
    for group in groups:
        if not group:
            group.append(extra)
            extra += 1
    return Situation(tuple(map(tuple, groups)), claim.body, claim.head)


def _close(
    axioms: Sequence[Clause], start: Situation, found: Mapping[Place | Term, int], until_goal: bool
) -> Closure:
    closure = Closure({fact: Reason(None) for fact in start.supposed})
    old: dict[int, list[Atom]] = {}
    fresh = _by_predicate(closure.facts)
    count = 0
    while True:
        count += 1
        new: dict[Atom, Reason] = {}
        for number, axiom in enumerate(axioms):
            if axiom.body:
                matches = _matches(axiom.body, old, fresh)
            else:
                matches = iter([({}, ())] if count == 1 else [])
            for values, used in matches:
                if axiom.head is None:
                    if closure.denied is None:
                        closure.denied = Reason(number, used, count)
                    continue
                for fact in _heads(axiom, values, start, found):
                    if fact not in closure.facts and fact not in new:
                        new[fact] = Reason(number, used, count)
        closure.facts.update(new)
        if not new or (until_goal and (closure.denied is not None or start.goal in new)):
            return closure
        for name, facts in fresh.items():
            old.setdefault(name, []).extend(facts)
        fresh = _by_predicate(new)


def _by_predicate(facts: Iterable[Atom]) -> dict[int, list[Atom]]:
    found: dict[int, list[Atom]] = {}
    for fact in facts:
        found.setdefault(fact.predicate, []).append(fact)
    return found


def _matches(
    body: Sequence[Atom], old: Mapping[int, Sequence[Atom]], fresh: Mapping[int, Sequence[Atom]]
) -> Iterator[tuple[dict[Term, Term], tuple[Atom, ...]]]:
    """The ways in which all atoms of a body are facts, the first of them that is a fresh one being each."""
    for first, atom in enumerate(body):
        if atom.predicate not in fresh:
            continue
        order = [first, *(place for place in range(len(body)) if place != first)]
        # What comes before the first fresh one is old, what comes after it may be either.
        pools = [(fresh,) if p == first else (old,) if p < first else (old, fresh) for p in order]
        used: dict[int, Atom] = {}

        def extend(
            at: int,
            values: dict[Term, Term],
            order: list[int] = order,
            pools: Sequence[Sequence[Mapping[int, Sequence[Atom]]]] = pools,
            used: dict[int, Atom] = used,
        ) -> Iterator[dict[Term, Term]]:
            if at == len(order):
                yield values
                return
            predicate, terms = body[order[at]]
            for pool in pools[at]:
                for fact in pool.get(predicate, ()):
                    more = _matched(terms, fact.terms, values)
                    if more is not None:
                        used[order[at]] = fact
                        yield from extend(at + 1, more)

        for values in extend(0, {}):
            yield values, tuple(used[place] for place in range(len(body)))


def _matched(
    terms: Sequence[Term], things: Sequence[Term], values: dict[Term, Term]
) -> dict[Term, Term] | None:
    """The values with those that make the terms the things; None where they differ."""
    more = values
    for t, thing in zip(terms, things, strict=True):
        known = t if t < 0 else more.get(t)
        if known is None:
            if more is values:
                more = dict(values)
            more[t] = thing
        elif known != thing:
            return None
    return more


def _heads(
    axiom: Clause, values: Mapping[Term, Term], start: Situation, found: Mapping[Place | Term, int]
) -> Iterator[Atom]:
    """The facts that a head gives; variables that the body does not have may be anything of their sort."""
    assert axiom.head is not None
    free = list(dict.fromkeys(t for t in axiom.head.terms if t >= 0 and t not in values))
    if not free:
        yield put(axiom.head, values)
        return
    groups = [start.things[sort_of(t, axiom, found)] for t in free]
    for chosen in product(*groups):
        yield put(axiom.head, {**values, **dict(zip(free, chosen, strict=True))})


@lru_cache(maxsize=4096)
def closure_of(question: Question) -> Closure:
    """All that follows in the situation of a question, up to the round in which the claim does."""
    found = sorts(question.clauses)
    return _close(question.axioms, _situation(question, found), found, True)


def follows(question: Question) -> bool:
    """Whether the claim follows in worlds without an empty sort."""
    return _reached(closure_of(question), question.claim.head)


def possible(question: Question) -> bool:
    """Whether the axioms allow that the conditions of the claim are met."""
    return not follows(Question(question.axioms, Clause(None, question.claim.body)))


def minimal(question: Question, needed: int) -> bool:
    """Whether a claim that follows does not follow without one of its conditions or of the first axioms."""
    found = sorts(question.clauses)
    axioms, claim = question.axioms, question.claim
    start = _situation(question, found)

    def reached(axioms: Sequence[Clause], supposed: tuple[Atom, ...]) -> bool:
        begun = Situation(start.things, supposed, start.goal)
        return _reached(_close(axioms, begun, found, True), start.goal)

    for place in range(len(claim.body)):
        if reached(axioms, (*claim.body[:place], *claim.body[place + 1 :])):
            return False
    return not any(reached((*axioms[:place], *axioms[place + 1 :]), claim.body) for place in range(needed))


def _reached(closure: Closure, goal: Atom | None) -> bool:
    return closure.denied is not None or goal in closure.facts


def rounds(question: Question) -> int:
    """In which round of forward chaining the claim is found: no proof has less depth."""
    closure = closure_of(question)
    if question.claim.head is None:
        assert closure.denied is not None
        return closure.denied.round
    return closure.facts[question.claim.head].round


def model(question: Question, most: int) -> Model | None:
    """A model of the axioms in which the claim is false, with at most so many things of a sort.

    It is the least one, of which things are taken to be the same where there would be too many. None where
    the claim follows, and where no two things may be the same.
    """
    found = sorts(question.clauses)
    best = _model(question.axioms, _situation(question, found), found, {})
    while best is not None and (large := [g for g in best.situation.things if len(g) > most]):
        best = next(_smaller(question.axioms, best, large[0], found), None)
    return best


def _smaller(
    axioms: Sequence[Clause], large: Model, group: Sequence[Term], found: Mapping[Place | Term, int]
) -> Iterator[Model]:
    """Models in which two things of a group are the same; constants stay different."""
    for new, old in combinations(group, 2):
        if old >= 0:
            same = {t: new if other == old else other for t, other in large.same.items()}
            smaller = _model(axioms, large.situation.merged(old, new), found, {**same, old: new})
            if smaller is not None:
                yield smaller


def _model(
    axioms: Sequence[Clause],
    start: Situation,
    found: Mapping[Place | Term, int],
    same: Mapping[Term, Term],
) -> Model | None:
    closure = _close(axioms, start, found, False)
    if closure.denied is not None or start.goal in closure.facts:
        return None
    return Model(start, closure, same)
