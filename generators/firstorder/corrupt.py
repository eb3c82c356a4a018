"""A line of a first-order proof made wrong: a world has all that is in force, and not what the line says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from factory.records import Corruption, Step, Trace
from generators.choice import Choice
from generators.firstorder.answer import Answer, Speaker, statement
from generators.firstorder.formula import (
    EQUAL,
    And,
    App,
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
    formula_text,
    negation,
    subterms,
)
from generators.firstorder.models import find_world
from generators.firstorder.reading import read
from generators.firstorder.worlds import refutation

# Lines that say of things what follows, and lines that suppose something or name a thing.
_SHOWING: Final = frozenset({"rule", "contrapositive", "replace", "exclusion"})
_SUPPOSING: Final = frozenset({"suppose", "assume", "case", "otherwise", "take"})
_ARBITRARY: Final = "arbitrary"
_TRIES: Final = 6  # worlds that are looked for
_LARGEST: Final = 2  # things of a sort in them


def corrupted(theory: Theory, trace: Trace, say: Speaker) -> Corruption | None:
    """A line that does not follow from the premises and what is supposed where it stands, if there is one."""
    choice = Choice(f"{trace.id}/corrupted")
    steps = [step for step in trace.proof.steps if step.rule in _SHOWING and not step.failed]
    tries = 0
    for step in choice.sample(steps, len(steps)):
        right = read(step.conclusion)
        supposed, sorts = _in_force(trace.proof.steps, step)
        facts = tuple(dict.fromkeys((*theory.premises, *supposed)))
        for wrong in _slips(right, theory.signature, choice):
            tries += 1
            whole = Theory(_with_names(theory.signature, (*supposed, right), sorts), facts)
            world = find_world(whole.signature, (*facts, negation(wrong)), most=_LARGEST)
            if world is not None:
                return Corruption(
                    step=step.index,
                    conclusion=formula_text(wrong),
                    words=say(step.rule, step.premises, wrong),
                    statement=statement(whole, wrong, Answer.INVALID),
                    proof=f"fun h => {refutation(whole, wrong, world)}",
                )
            if tries == _TRIES:
                return None
    return None


def _in_force(steps: list[Step], line: Step) -> tuple[list[Formula], dict[str, str]]:
    """What is supposed where a line stands, and the sorts of the things that were named as arbitrary."""
    open_: list[tuple[int, Formula]] = []
    sorts: dict[str, str] = {}
    for step in steps[: line.index]:
        # A case ends the one before it; every other supposition ends where a line stands further out.
        bound = step.depth - (step.rule == "case")
        open_ = [(depth, formula) for depth, formula in open_ if depth <= bound]
        if step.rule in _SUPPOSING and not step.failed:
            open_.append((step.depth, read(step.conclusion)))
        elif step.rule == _ARBITRARY:
            names, _, sort = step.conclusion.partition(" : ")
            sorts |= dict.fromkeys(names.split(), sort)
    return [formula for _, formula in open_], sorts


def _slips(right: Formula, signature: Signature, choice: Choice) -> Iterator[Formula]:
    """What a careless reader might have written: with places exchanged, of another relation, the contrary."""
    atom = right.part if isinstance(right, Not) else right
    if not isinstance(atom, Atom):
        return
    found: list[Formula] = [negation(right)]
    if atom.predicate != EQUAL:
        places = signature.predicates[atom.predicate]
        if len(set(places)) < len(places) and atom.terms != atom.terms[::-1]:
            found.append(_signed(Atom(atom.predicate, atom.terms[::-1]), right))
        others = [
            name for name, of in signature.predicates.items() if of == places and name != atom.predicate
        ]
        if others:
            found.append(_signed(Atom(choice.pick(others), atom.terms), right))
    yield from choice.sample(found, len(found))


def _signed(atom: Atom, like: Formula) -> Formula:
    return Not(atom) if isinstance(like, Not) else atom


def _with_names(signature: Signature, formulas: tuple[Formula, ...], sorts: Mapping[str, str]) -> Signature:
    """The signature with the things that the formulas name beside it, of the sorts of their places."""
    known = dict(sorts)
    for formula in formulas:
        _sorted(formula, signature, frozenset(), known)
    used = {name for formula in formulas for name in _free(formula, frozenset())}
    more = {name: known[name] for name in sorted(used - set(signature.constants))}
    return replace(signature, constants={**signature.constants, **more})


def _sorted(formula: Formula, signature: Signature, bound: frozenset[str], known: dict[str, str]) -> None:
    """Adds the sorts of names that stand where only one sort can."""

    def place(term: Term, sort: str) -> None:
        if isinstance(term, App):
            place(term.argument, signature.functions[term.function][0])
        elif term not in bound:
            known.setdefault(term, sort)

    def sort_of(term: Term) -> str | None:
        if isinstance(term, App):
            return signature.functions[term.function][1]
        return signature.constants.get(term) or known.get(term)

    match formula:
        case Atom(predicate, terms) if predicate == EQUAL:
            sort = next(filter(None, map(sort_of, terms)), None)
            for term in terms:
                if isinstance(term, App) or sort:
                    place(term, sort or "")
        case Atom(predicate, terms):
            for term, sort in zip(terms, signature.predicates[predicate], strict=True):
                place(term, sort)
        case Forall(variable, _, body) | Exists(variable, _, body):
            _sorted(body, signature, bound | {variable}, known)
        case _:
            for part in _parts(formula):
                _sorted(part, signature, bound, known)


def _free(formula: Formula, bound: frozenset[str]) -> Iterator[str]:
    """The names of things that no quantifier binds."""
    match formula:
        case Atom(_, terms):
            for term in terms:
                *_, name = subterms(term)
                if isinstance(name, str) and name not in bound:
                    yield name
        case Forall(variable, _, body) | Exists(variable, _, body):
            yield from _free(body, bound | {variable})
        case _:
            for part in _parts(formula):
                yield from _free(part, bound)


def _parts(formula: Formula) -> tuple[Formula, ...]:
    match formula:
        case Not(part):
            return (part,)
        case And(parts) | Or(parts):
            return parts
        case Implies(left, right) | Iff(left, right):
            return left, right
        case Bottom() | _:
            return ()
