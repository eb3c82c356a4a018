"""Resolution of Horn clauses without functions: resolvents, subsumption, and why a resolvent follows.

A resolvent that would lose a variable is not made: to derive `Q` from `P(x) -> Q` and `P(x)` one needs
something that x can be, and a type in Lean may be empty.
Source: J. A. Robinson, "Automatic deduction with hyper-resolution" (1965).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generators.logic.clause import Atom, Clause, Term, normal, put, renamed

_APART = 16  # what is added to the variables of one more clause
_FIXED = -1000  # variables of a clause that is to be proved are constants below this


@dataclass(frozen=True, slots=True)
class Applied:
    """A proof term: hypothesis number `source` of what is proved; or a premise, for terms and proofs."""

    source: int
    is_premise: bool = False
    terms: tuple[Term, ...] = ()  # for the premise's variables in order of first occurrence
    proofs: tuple[Applied, ...] = ()  # of its body in order


def resolvents(
    nucleus: Clause, place: int, satellite: Clause, units: Sequence[Clause]
) -> Iterator[tuple[Clause, tuple[int, ...]]]:
    """What follows when an atom of the nucleus is resolved with the satellite's head, and with which units.

    The rest of the nucleus's body is left as it is, or resolved away with units altogether.
    """
    if satellite.head is None or satellite.head.predicate != nucleus.body[place].predicate:
        return
    other = _shifted(satellite, _APART)
    assert other.head is not None
    values: dict[Term, Term] = {}
    if not _unify(nucleus.body[place], other.head, values):
        return
    rest = [*nucleus.body[:place], *nucleus.body[place + 1 :]]
    made = _resolvent(nucleus.head, [*rest, *other.body], values, (nucleus, other))
    if made is not None:
        yield made, ()
    if not rest:
        return

    def without(
        left: Sequence[Atom], values: dict[Term, Term], used: tuple[Clause, ...], numbers: tuple[int, ...]
    ) -> Iterator[tuple[Clause, tuple[int, ...]]]:
        """The same, when what is left of the body is resolved away with units."""
        if not left:
            made = _resolvent(nucleus.head, other.body, values, used)
            if made is not None:
                yield made, numbers
            return
        for number, unit in enumerate(units):
            if unit.head is None or unit.head.predicate != left[0].predicate:
                continue
            fact = _shifted(unit, _APART * len(used))
            more = dict(values)
            if fact.head is not None and _unify(left[0], fact.head, more):
                yield from without(left[1:], more, (*used, fact), (*numbers, number))

    yield from without(rest, values, (nucleus, other), ())


def _resolvent(
    head: Atom | None, body: Sequence[Atom], values: dict[Term, Term], used: Sequence[Clause]
) -> Clause | None:
    """The clause, unless it says nothing or would lose a variable."""
    final = {t: _walk(t, values) for clause in used for t in clause.variables}
    made = Clause(
        None if head is None else put(head, final), tuple(dict.fromkeys(put(atom, final) for atom in body))
    )
    kept = set(made.variables)
    if made.head in made.body or not all(t < 0 or t in kept for t in final.values()):
        return None
    return normal(_condensed(made))


def _condensed(clause: Clause) -> Clause:
    """The clause without atoms of the body that are instances of others, but for variables of their own."""
    body = list(clause.body)
    for atom in clause.body:
        others = [other for other in body if other is not atom]
        outside = {t for other in others for t in other.terms} | set(clause.head.terms if clause.head else ())
        if any(_instance(atom, other, outside) for other in others):
            body.remove(atom)
    return Clause(clause.head, tuple(body))


def _instance(atom: Atom, other: Atom, outside: set[Term]) -> bool:
    """Whether values for the atom's own variables make it the other."""
    values: dict[Term, Term] = {}
    return atom.predicate == other.predicate and all(
        t == value if t < 0 or t in outside else values.setdefault(t, value) == value
        for t, value in zip(atom.terms, other.terms, strict=True)
    )


def subsumes(general: Clause, special: Clause) -> bool:
    """Whether an instance of the first says the second, or more; a denial says what it denies proves all."""
    if len(general.body) > len(special.body):
        return False
    values: dict[Term, Term] = {}
    if general.head is not None and (special.head is None or not _match(general.head, special.head, values)):
        return False
    return _covers(general.body, special.body, values)


def _covers(body: Sequence[Atom], target: Sequence[Atom], values: Mapping[Term, Term]) -> bool:
    if not body:
        return True
    for atom in target:
        more = dict(values)
        if _match(body[0], atom, more) and _covers(body[1:], target, more):
            return True
    return False


def _match(atom: Atom, target: Atom, values: dict[Term, Term]) -> bool:
    """Whether values make the atom the target; the target's variables stand for themselves."""
    return atom.predicate == target.predicate and all(
        t == value if t < 0 else values.setdefault(t, value) == value
        for t, value in zip(atom.terms, target.terms, strict=True)
    )


def explain(lemma: Clause, premises: Sequence[Clause]) -> Applied | None:
    """How the lemma follows from the first premise, whose body all premises and the lemma's body give.

    Sources are hypotheses and premises by number. None where it does not follow so.
    """
    fixed = renamed(lemma, lambda t: t if t < 0 else _FIXED - t, lambda name: name)
    nucleus = premises[0]
    values: dict[Term, Term] = {}
    if nucleus.head is not None and (fixed.head is None or not _unify(nucleus.head, fixed.head, values)):
        return None
    for chosen, final in _bodies(nucleus.body, fixed, premises, values, 1):
        whole = [_finished(part, premises, final) for part in chosen]
        terms = _terms(nucleus, 0, final)
        if terms is not None and all(part is not None for part in whole):
            return Applied(0, True, terms, tuple(part for part in whole if part is not None))
    return None


@dataclass(frozen=True, slots=True)
class _Part:
    """A choice for one atom: a hypothesis; or a premise, with a shift of its variables, and its body."""

    source: int
    shift: int = -1
    parts: tuple[_Part, ...] = ()


def _bodies(
    body: Sequence[Atom],
    lemma: Clause,
    premises: Sequence[Clause],
    values: dict[Term, Term],
    used: int,
) -> Iterator[tuple[tuple[_Part, ...], dict[Term, Term]]]:
    """The ways to get all atoms of a body."""
    if not body:
        yield (), values
        return
    for number, atom in enumerate(lemma.body):
        more = dict(values)
        if _unify(body[0], atom, more):
            for rest, final in _bodies(body[1:], lemma, premises, more, used):
                yield (_Part(number), *rest), final
    for number in range(len(premises)):
        other = _shifted(premises[number], _APART * used)
        more = dict(values)
        if other.head is None or not _unify(body[0], other.head, more):
            continue
        for inner, middle in _bodies(other.body, lemma, (), more, used + 1):
            for rest, final in _bodies(body[1:], lemma, premises, middle, used + 1):
                yield (_Part(number, _APART * used, inner), *rest), final


def _finished(part: _Part, premises: Sequence[Clause], values: Mapping[Term, Term]) -> Applied | None:
    if part.shift < 0:
        return Applied(part.source)
    terms = _terms(premises[part.source], part.shift, values)
    proofs = [_finished(inner, premises, values) for inner in part.parts]
    if terms is None:
        return None
    return Applied(part.source, True, terms, tuple(proof for proof in proofs if proof is not None))


def _terms(premise: Clause, shift: int, values: Mapping[Term, Term]) -> tuple[Term, ...] | None:
    """Values for a premise's variables; None where one has none."""
    found = [_walk(t + shift, values) for t in premise.variables]
    return None if any(t >= 0 for t in found) else tuple(_FIXED - t if t <= _FIXED else t for t in found)


@lru_cache(maxsize=4096)
def _shifted(clause: Clause, by: int) -> Clause:
    return renamed(clause, lambda t: t if t < 0 else t + by, lambda name: name)


def _walk(term: Term, values: Mapping[Term, Term]) -> Term:
    while term in values:
        term = values[term]
    return term


def _unify(first: Atom, second: Atom, values: dict[Term, Term]) -> bool:
    """Whether values make the two atoms the same; they are added to those that are known."""
    if first.predicate != second.predicate:
        return False
    for a, b in zip(first.terms, second.terms, strict=True):
        one, other = _walk(a, values), _walk(b, values)
        if one == other:
            continue
        if one >= 0:
            values[one] = other
        elif other >= 0:
            values[other] = one
        else:
            return False
    return True
