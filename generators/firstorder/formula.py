"""Formulas of first-order logic with sorts, functions and equality, and their texts in Lean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

EQUAL: Final = "="


class App(NamedTuple):
    """A function's value."""

    function: str
    argument: Term


Term: TypeAlias = str | App  # a name is that of a variable or of a constant


class Atom(NamedTuple):
    """A predicate of terms; the predicate EQUAL of two terms of one sort."""

    predicate: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """A negation."""

    part: Formula


@dataclass(frozen=True, slots=True)
class And:
    """A conjunction of two or more."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """A disjunction of two or more."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Implies:
    """An implication."""

    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True)
class Iff:
    """An equivalence."""

    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True)
class Forall:
    """Everything of a sort."""

    variable: str
    sort: str
    body: Formula


@dataclass(frozen=True, slots=True)
class Exists:
    """Something of a sort."""

    variable: str
    sort: str
    body: Formula


@dataclass(frozen=True, slots=True)
class Bottom:
    """What is absurd."""


Formula: TypeAlias = Atom | Not | And | Or | Implies | Iff | Forall | Exists | Bottom


@dataclass(frozen=True, slots=True)
class Signature:
    """The symbols that a theory speaks of, in the order in which its statement binds them."""

    sorts: tuple[str, ...]
    predicates: Mapping[str, tuple[str, ...]]  # the sorts of its places
    functions: Mapping[str, tuple[str, str]]  # the sorts of argument and value
    constants: Mapping[str, str]

    @property
    def symbols(self) -> tuple[str, ...]:
        """All symbols that are not sorts."""
        return (*self.functions, *self.predicates, *self.constants)

    def binders(self) -> str:
        """The symbols as Lean binds them, those of one type together."""
        types = [(name, f"{a} → {b}") for name, (a, b) in self.functions.items()]
        types += [(name, " → ".join((*places, "Prop"))) for name, places in self.predicates.items()]
        types += list(self.constants.items())
        groups: dict[str, list[str]] = {}
        for name, of in types:
            groups.setdefault(of, []).append(name)
        rest = "".join(f" ({' '.join(names)} : {of})" for of, names in groups.items())
        return f"({' '.join(self.sorts)} : Type){rest}" if self.sorts else rest.lstrip()

    def ordered(self) -> tuple[str, ...]:
        """The symbols in the order of `binders`."""
        groups: dict[object, list[str]] = {}
        for name, (a, b) in self.functions.items():
            groups.setdefault(("function", a, b), []).append(name)
        for name, places in self.predicates.items():
            groups.setdefault(("predicate", places), []).append(name)
        for name, sort in self.constants.items():
            groups.setdefault(("constant", sort), []).append(name)
        return tuple(name for names in groups.values() for name in names)


@dataclass(frozen=True, slots=True)
class Theory:
    """Premises over a signature."""

    signature: Signature
    premises: tuple[Formula, ...]

    def closed(self, claim: Formula) -> str:
        """The Lean proposition that the claim follows."""
        parts = [_text(premise, 26) for premise in self.premises]
        return f"∀ {self.signature.binders()}, " + " → ".join((*parts, formula_text(claim)))


def term_text(term: Term) -> str:
    """`f x`, in parentheses where it is an argument."""
    return term if isinstance(term, str) else f"{term.function} {_argument(term.argument)}"


def _argument(term: Term) -> str:
    return term if isinstance(term, str) else f"({term_text(term)})"


def formula_text(formula: Formula) -> str:
    """The proposition in Lean."""
    return _text(formula, 0)


def _text(formula: Formula, level: int) -> str:
    """In parentheses where it binds weaker than `level`, Lean's precedence."""
    text, binds = _bare(formula)
    return f"({text})" if binds < level else text


def _bare(formula: Formula) -> tuple[str, int]:
    match formula:
        case Atom(predicate, terms):
            if predicate == EQUAL:
                return f"{term_text(terms[0])} = {term_text(terms[1])}", 50
            return " ".join((predicate, *map(_argument, terms))), 60
        case Not(Atom(predicate, terms)) if predicate == EQUAL:
            return f"{term_text(terms[0])} ≠ {term_text(terms[1])}", 50
        case Not(part):
            return f"¬ {_text(part, 51)}", 40
        case And(parts):
            return " ∧ ".join(_text(part, 36) for part in parts), 35
        case Or(parts):
            return " ∨ ".join(_text(part, 31) for part in parts), 30
        case Implies(left, right):
            last, binds = _bare(right)
            if isinstance(right, Forall | Exists) or binds >= 25:
                return f"{_text(left, 26)} → {last}", min(binds, 25)
            return f"{_text(left, 26)} → ({last})", 25
        case Iff(left, right):
            return f"{_text(left, 21)} ↔ {_text(right, 21)}", 20
        case Forall(_, sort, _) | Exists(_, sort, _):
            names: list[str] = []
            inner: Formula = formula
            while isinstance(inner, type(formula)) and inner.sort == sort:
                names.append(inner.variable)
                inner = inner.body
            sign = "∀" if isinstance(formula, Forall) else "∃"
            return f"{sign} {' '.join(names)} : {sort}, {_text(inner, 0)}", 1
        case Bottom():
            return "False", 60


def substitute(formula: Formula, values: Mapping[str, Term]) -> Formula:
    """The formula with terms for free variables; no term may contain a variable that is bound in it."""
    match formula:
        case Atom(predicate, terms):
            return Atom(predicate, tuple(replace_in(term, values) for term in terms))
        case Not(part):
            return Not(substitute(part, values))
        case And(parts):
            return And(tuple(substitute(part, values) for part in parts))
        case Or(parts):
            return Or(tuple(substitute(part, values) for part in parts))
        case Implies(left, right):
            return Implies(substitute(left, values), substitute(right, values))
        case Iff(left, right):
            return Iff(substitute(left, values), substitute(right, values))
        case Forall(variable, sort, body) | Exists(variable, sort, body):
            free = {name: term for name, term in values.items() if name != variable}
            return type(formula)(variable, sort, substitute(body, free))
        case Bottom():
            return formula


def replace_in(term: Term, values: Mapping[str, Term]) -> Term:
    """The term with terms for names."""
    if isinstance(term, str):
        return values.get(term, term)
    return App(term.function, replace_in(term.argument, values))


def renamed(formula: Formula, names: Mapping[str, str]) -> Formula:
    """The formula with other names for predicates, functions and constants."""
    match formula:
        case Atom(predicate, terms):
            return Atom(names.get(predicate, predicate), tuple(_renamed(term, names) for term in terms))
        case Not(part):
            return Not(renamed(part, names))
        case And(parts) | Or(parts):
            return type(formula)(tuple(renamed(part, names) for part in parts))
        case Implies(left, right) | Iff(left, right):
            return type(formula)(renamed(left, names), renamed(right, names))
        case Forall(variable, sort, body) | Exists(variable, sort, body):
            return type(formula)(variable, sort, renamed(body, names))
        case Bottom():
            return formula


def _renamed(term: Term, names: Mapping[str, str]) -> Term:
    if isinstance(term, str):
        return names.get(term, term)
    return App(names.get(term.function, term.function), _renamed(term.argument, names))


def negation(formula: Formula) -> Formula:
    """What is true exactly when the formula is false, with `not` in front of atoms only."""
    match formula:
        case Atom():
            return Not(formula)
        case Not(part):
            return part
        case And(parts):
            if len(parts) == 2:
                return Implies(parts[0], negation(parts[1]))
            return Implies(And(parts[:-1]), negation(parts[-1]))
        case Or(parts):
            return And(tuple(map(negation, parts)))
        case Implies(left, right):
            return conjunction(left, negation(right))
        case Iff(left, right):
            return Or((conjunction(left, negation(right)), conjunction(right, negation(left))))
        case Forall(variable, sort, body):
            return Exists(variable, sort, negation(body))
        case Exists(variable, sort, body):
            return Forall(variable, sort, negation(body))
        case Bottom():
            raise ValueError("what is absurd has no negation that is said of anything")


def conjunction(*parts: Formula) -> Formula:
    """Formulas that hold together; conjunctions among them become one with the others."""
    flat: list[Formula] = []
    for part in parts:
        flat += part.parts if isinstance(part, And) else (part,)
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def subterms(term: Term) -> Iterator[Term]:
    """The term's parts, then the term."""
    if isinstance(term, App):
        yield from subterms(term.argument)
    yield term
