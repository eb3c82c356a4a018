"""Lean terms that a sentence is true, or false, in a small world: what shows that a claim does not follow.

A world of one thing is `Unit`, of two `Bool`, of three `Factory.Finite.Three`. Tables compute, so an atom
about known things is `True` or `False` as it stands; a quantifier is split into its things only where the
tables need to know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from generators.firstorder.formula import (
    EQUAL,
    And,
    Atom,
    Bottom,
    Exists,
    Forall,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Signature,
    Term,
    Theory,
)
from generators.firstorder.models import World

LIBRARY: Final = "Factory.Finite"
_CARRIERS: Final = ("Unit", "Bool", f"{LIBRARY}.Three")
_THINGS: Final = (("()",), ("false", "true"), (".a", ".b", ".c"))
_LETTERS: Final = "abc"
_Thing: TypeAlias = tuple[int | None, str]  # which one, where that matters, and its sort
_Things: TypeAlias = Mapping[str, _Thing]


def refutation(theory: Theory, claim: Formula, world: World) -> str:
    """A term of type `False` from `h`, which says that the claim follows: in the world it is false."""
    signature, truth = theory.signature, _Truth(world, theory.signature)
    arguments = [_CARRIERS[world.sizes[sort] - 1] for sort in signature.sorts]
    for symbol in signature.ordered():
        if symbol in signature.constants:
            arguments.append(_THINGS[world.sizes[signature.constants[symbol]] - 1][world.constants[symbol]])
        else:
            arguments.append(table(theory, world, symbol))
    arguments += [truth.proof(premise, {}) for premise in theory.premises]
    return truth.absurdity(claim, {}, f"(h {' '.join(arguments)})")


def table(theory: Theory, world: World, symbol: str) -> str:
    """The function or predicate as a Lean function."""
    signature = theory.signature
    if symbol in signature.functions:
        source, target = signature.functions[symbol]
        names = _THINGS[world.sizes[target] - 1]
        entries: Mapping[tuple[int, ...], str] = {
            (n,): names[value] for n, value in enumerate(world.functions[symbol])
        }
        sorts: tuple[str, ...] = (source,)
    else:
        sorts = signature.predicates[symbol]
        entries = {
            places: str(places in world.predicates[symbol])
            for places in _places([world.sizes[sort] for sort in sorts])
        }
    variables = ("x", "y", "z")[: len(sorts)]
    text = _cells(entries, (), sorts, variables, world)
    used = [name if re.search(rf"\b{name}\b", text) else "_" for name in variables]
    return f"(fun {' '.join(used)} => {text})" if used else text


def _places(sizes: Sequence[int]) -> list[tuple[int, ...]]:
    places: list[tuple[int, ...]] = [()]
    for size in sizes:
        places = [(*place, thing) for place in places for thing in range(size)]
    return places


def _cells(
    entries: Mapping[tuple[int, ...], str],
    before: tuple[int, ...],
    sorts: tuple[str, ...],
    variables: tuple[str, ...],
    world: World,
) -> str:
    """What the table says when its first places are known."""
    met = {entry for places, entry in entries.items() if places[: len(before)] == before}
    if len(met) == 1:
        return met.pop()
    size = world.sizes[sorts[len(before)]]
    parts = []
    for thing in range(size):
        text = _cells(entries, (*before, thing), sorts, variables, world)
        parts.append(f"({text})" if " " in text else text)
    name = variables[len(before)]
    if size == 2:
        return f"cond {name} {parts[1]} {parts[0]}"
    return f"{name}.pick {' '.join(parts)}" if size == 3 else parts[0]


@dataclass(slots=True)
class _Truth:
    """Proofs in a world. `things` are the values of variables; one that is not split yet has none."""

    world: World
    signature: Signature

    def _value(self, term: Term, things: _Things) -> _Thing:
        world = self.world
        if isinstance(term, str):
            return things[term] if term in things else (world.constants[term], self.signature.constants[term])
        row = world.functions[term.function]
        value, _ = self._value(term.argument, things)
        if value is None:
            value = 0 if len(set(row)) == 1 else None
        return None if value is None else row[value], self.signature.functions[term.function][1]

    def _of_atom(self, atom: Atom, things: _Things) -> bool | None:
        values = [self._value(term, things)[0] for term in atom.terms]
        if atom.predicate == EQUAL:
            if atom.terms[0] == atom.terms[1]:
                return True
            return None if None in values else values[0] == values[1]
        left = set(_places([self.world.sizes[s] for s in self.signature.predicates[atom.predicate]]))
        rows = self.world.predicates[atom.predicate]
        for place, value in enumerate(values):
            if len({cell in rows for cell in left}) == 1:
                break
            if value is None:
                return None
            left = {cell for cell in left if cell[place] == value}
        (truth,) = {cell in rows for cell in left}
        return truth

    def truth(self, formula: Formula, things: _Things) -> bool | None:
        """Whether the formula is true; None where that depends on what is not split."""
        match formula:
            case Atom():
                return self._of_atom(formula, things)
            case Not(part):
                inner = self.truth(part, things)
                return None if inner is None else not inner
            case And(parts):
                return _least([self.truth(part, things) for part in parts])
            case Or(parts):
                return _most([self.truth(part, things) for part in parts])
            case Implies(left, right):
                before, after = self.truth(left, things), self.truth(right, things)
                return True if before is False or after is True else None if before is None else after
            case Iff(left, right):
                one, other = self.truth(left, things), self.truth(right, things)
                return None if one is None or other is None else one is other
            case Forall(variable, sort, body) | Exists(variable, sort, body):
                whole = self.truth(body, {**things, variable: (None, sort)})
                if whole is not None:
                    return whole
                each = [
                    self.truth(body, {**things, variable: (n, sort)}) for n in range(self.world.sizes[sort])
                ]
                return _least(each) if isinstance(formula, Forall) else _most(each)
            case Bottom():
                return False

    def proof(self, formula: Formula, things: _Things) -> str:
        """A term of what is true."""
        match formula:
            case Atom(predicate):
                return "rfl" if predicate == EQUAL else "True.intro"
            case Not(part):
                return self.disproof(part, things)
            case And(parts):
                return f"⟨{', '.join(self.proof(part, things) for part in parts)}⟩"
            case Or(parts):
                place = next(n for n, part in enumerate(parts) if self.truth(part, things))
                text = self.proof(parts[place], things)
                text = f"(Or.inl {text})" if place < len(parts) - 1 else text
                for _ in range(place):
                    text = f"(Or.inr {text})"
                return text
            case Implies(left, right):
                if self.truth(right, things):
                    return f"(fun _ => {self.proof(right, things)})"
                absurdity = self.absurdity(left, things, "g")
                return f"(fun g => False.elim {f'({absurdity})' if ' ' in absurdity else absurdity})"
            case Iff(left, right):
                ways = (Implies(left, right), Implies(right, left))
                return f"⟨{', '.join(self.proof(way, things) for way in ways)}⟩"
            case Forall(variable, sort, body):
                if self.truth(body, {**things, variable: (None, sort)}):
                    return f"(fun _ => {self.proof(body, {**things, variable: (None, sort)})})"
                return self._all([self.proof(body, t) for t in self._split(variable, sort, things)])
            case Exists(variable, sort, body):
                split = self._split(variable, sort, things)
                thing = next(n for n, inner in enumerate(split) if self.truth(body, inner))
                shown = self.proof(body, split[thing])
                return f"⟨{_THINGS[len(split) - 1][thing]}, {shown}⟩"
            case Bottom():
                raise ValueError("what is absurd has no proof")

    def disproof(self, formula: Formula, things: _Things) -> str:
        """A term that what is false implies `False`."""
        return f"(fun g => {self.absurdity(formula, things, 'g')})"

    def absurdity(self, formula: Formula, things: _Things, proof: str) -> str:
        """A term of type `False`, from a proof of what is false."""
        match formula:
            case Atom(predicate, terms):
                return self._unequal(terms, things, proof) if predicate == EQUAL else proof
            case Not(part):
                return f"{proof} {self.proof(part, things)}"
            case And(parts):
                place = next(n for n, part in enumerate(parts) if self.truth(part, things) is False)
                held = proof + ".2" * place + (".1" if place < len(parts) - 1 else "")
                return self.absurdity(parts[place], things, held)
            case Or(parts):
                first, *rest = parts
                other = self.disproof(rest[0] if len(rest) == 1 else Or(tuple(rest)), things)
                return f"{proof}.elim {self.disproof(first, things)} {other}"
            case Implies(left, right):
                return self.absurdity(right, things, f"({proof} {self.proof(left, things)})")
            case Iff(left, right):
                forward = self.truth(left, things)
                way, side, other_side = (".mp", left, right) if forward else (".mpr", right, left)
                return self.absurdity(other_side, things, f"({proof}{way} {self.proof(side, things)})")
            case Forall(variable, sort, body):
                split = self._split(variable, sort, things)
                thing = next(n for n, inner in enumerate(split) if self.truth(body, inner) is False)
                return self.absurdity(body, split[thing], f"({proof} {_THINGS[len(split) - 1][thing]})")
            case Exists(variable, sort, body):
                if self.truth(body, {**things, variable: (None, sort)}) is False:
                    each = f"(fun _ => {self.disproof(body, {**things, variable: (None, sort)})})"
                else:
                    each = self._all([self.disproof(body, t) for t in self._split(variable, sort, things)])
                return f"{proof}.elim {each}"
            case Bottom():
                return proof

    def _split(self, variable: str, sort: str, things: _Things) -> list[_Things]:
        return [{**things, variable: (thing, sort)} for thing in range(self.world.sizes[sort])]

    def _all(self, proofs: list[str]) -> str:
        if len(proofs) == 1:
            return f"(fun _ => {proofs[0]})"
        name = f"{LIBRARY}.both" if len(proofs) == 2 else f"{LIBRARY}.Three.all"
        return f"({name} {' '.join(proofs)})"

    def _unequal(self, terms: tuple[Term, ...], things: _Things, proof: str) -> str:
        (left, sort), (right, _) = (self._value(term, things) for term in terms)
        assert left is not None and right is not None
        low, high = sorted((left, right))
        size = self.world.sizes[sort]
        name = f"{LIBRARY}.apart" if size == 2 else f"{LIBRARY}.Three.{_LETTERS[low]}{_LETTERS[high]}"
        return f"{name} {proof if left == low else f'{proof}.symm'}"


def _least(values: list[bool | None]) -> bool | None:
    return False if False in values else None if None in values else True


def _most(values: list[bool | None]) -> bool | None:
    return True if True in values else None if None in values else False
