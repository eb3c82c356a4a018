"""Rules that hypotheses are made of: variables, conditions, one conclusion, and the way there in Lean.

A hypothesis such as `∀ x, (∃ y, R x y) → A x ∧ B x` becomes the rules R(x, y) → A(x) and R(x, y) → B(x), each
with a path that says how Lean gets its conclusion from the hypothesis: `(h x ⟨y, r⟩).1`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from generators.firstorder.formula import (
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
    Term,
    replace_in,
    substitute,
    term_text,
)


class Literal(NamedTuple):
    """An atom that is said to be true or false."""

    atom: Atom
    positive: bool = True

    def __neg__(self) -> Literal:
        return Literal(self.atom, not self.positive)

    @property
    def formula(self) -> Formula:
        """The literal as a formula."""
        return self.atom if self.positive else Not(self.atom)

    def instance(self, values: dict[str, Term]) -> Literal:
        """The literal with terms for variables."""
        atom = self.atom
        terms = tuple([replace_in(term, values) for term in atom.terms])  # many are made: no generator
        return Literal(Atom(atom.predicate, terms), self.positive)


@dataclass(frozen=True, slots=True)
class Slot:
    """The proof of the condition of that number."""

    number: int


@dataclass(frozen=True, slots=True)
class Tuple:
    """The proof of a conjunction, or of an existence after its witness."""

    parts: tuple[Pattern | str, ...]  # a text is a variable


@dataclass(frozen=True, slots=True)
class Injection:
    """The proof of one of `count` alternatives."""

    part: Pattern
    place: int
    count: int


Pattern: TypeAlias = Slot | Tuple | Injection
Move: TypeAlias = tuple[str, object]  # ("all", variable), ("given", pattern) or ("part", text)


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions → conclusion, for all values of the variables. An Or or Exists is left as it is."""

    variables: tuple[tuple[str, str], ...]  # with their sorts
    conditions: tuple[Literal, ...]
    conclusion: Literal | Or | Exists | Bottom
    path: tuple[Move, ...]

    def proof(self, hypothesis: str, values: dict[str, Term], known: Sequence[str]) -> str:
        """The Lean term of the conclusion, from proofs of the conditions."""
        text, atomic = hypothesis, True
        for move, what in self.path:
            if move == "part":
                text = f"({text}){what}" if not atomic else f"{text}{what}"
                atomic = True
                continue
            if move == "all":
                assert isinstance(what, str)
                given = _term(values[what])
            else:
                assert isinstance(what, Slot | Tuple | Injection)
                given = _pattern(what, values, known)
            text, atomic = f"{text} {given}", False
        return text


def _term(term: Term) -> str:
    return term if isinstance(term, str) else f"({term_text(term)})"


def _pattern(pattern: Pattern, values: dict[str, Term], known: Sequence[str]) -> str:
    if isinstance(pattern, Slot):
        return known[pattern.number]
    if isinstance(pattern, Tuple):
        parts = [
            term_text(values[part]) if isinstance(part, str) else _pattern(part, values, known)
            for part in pattern.parts
        ]
        return f"⟨{', '.join(parts)}⟩"
    return f"({injected(_pattern(pattern.part, values, known), pattern.place, pattern.count)})"


def injected(proof: str, place: int, count: int) -> str:
    """The proof of a disjunction of `count` parts from that of one."""
    text = f"Or.inl {proof}" if place < count - 1 else proof
    for _ in range(place):
        text = f"Or.inr {text if text == proof and ' ' not in proof else f'({text})'}"
    return text


def literal_of(formula: Formula) -> Literal | None:
    """The literal that a formula is, if it is one."""
    if isinstance(formula, Atom):
        return Literal(formula)
    if isinstance(formula, Not) and isinstance(formula.part, Atom):
        return Literal(formula.part, False)
    return None


_Variables: TypeAlias = tuple[tuple[str, str], ...]
_Given: TypeAlias = tuple[_Variables, tuple[Literal, ...], Pattern]


def rules_of(hypothesis: Formula) -> list[Rule]:
    """The rules of a hypothesis, but for those under a condition that is itself general."""
    return list(_rules(hypothesis, (), (), ()))


def _fresh(formula: Forall | Exists, count: int) -> tuple[tuple[str, str], Formula]:
    """Its variable with a name that is not used elsewhere in the hypothesis, and its body with that name."""
    name = f"?{count}"
    return (name, formula.sort), substitute(formula.body, {formula.variable: name})


def _rules(
    formula: Formula, variables: _Variables, conditions: tuple[Literal, ...], path: tuple[Move, ...]
) -> Iterator[Rule]:
    literal = literal_of(formula)
    if literal is not None:
        yield Rule(variables, conditions, literal, path)
        return
    match formula:
        case Or() | Exists() | Bottom():
            yield Rule(variables, conditions, formula, path)
        case Forall():
            variable, body = _fresh(formula, len(variables))
            yield from _rules(body, (*variables, variable), conditions, (*path, ("all", variable[0])))
        case And(parts):
            for place, part in enumerate(parts):
                to_part = ".2" * place + (".1" if place < len(parts) - 1 else "")
                yield from _rules(part, variables, conditions, (*path, ("part", to_part)))
        case Iff(left, right):
            yield from _rules(Implies(left, right), variables, conditions, (*path, ("part", ".mp")))
            yield from _rules(Implies(right, left), variables, conditions, (*path, ("part", ".mpr")))
        case Implies(left, right):
            for more, literals, pattern in _given(left, len(variables), len(conditions)):
                yield from _rules(
                    right, (*variables, *more), (*conditions, *literals), (*path, ("given", pattern))
                )
        case Not(part):
            yield from _rules(Implies(part, Bottom()), variables, conditions, path)


def _given(formula: Formula, variables: int, literals: int) -> Iterator[_Given]:
    """Ways to prove a condition from literals; variables and literals are numbered from these numbers on."""
    literal = literal_of(formula)
    if literal is not None:
        yield (), (literal,), Slot(literals)
    elif isinstance(formula, Exists):
        variable, body = _fresh(formula, variables)
        for more, found, pattern in _given(body, variables + 1, literals):
            rest = pattern.parts if isinstance(pattern, Tuple) else (pattern,)
            yield (variable, *more), found, Tuple((variable[0], *rest))
    elif isinstance(formula, Or):
        for place, part in enumerate(formula.parts):
            for more, found, pattern in _given(part, variables, literals):
                yield more, found, Injection(pattern, place, len(formula.parts))
    elif isinstance(formula, And):
        yield from _all_given(formula.parts, variables, literals)


def _all_given(parts: tuple[Formula, ...], variables: int, literals: int) -> Iterator[_Given]:
    for first, found, pattern in _given(parts[0], variables, literals):
        if len(parts) == 1:
            yield first, found, pattern
            continue
        for more, others, rest in _all_given(parts[1:], variables + len(first), literals + len(found)):
            tail = rest.parts if len(parts) > 2 and isinstance(rest, Tuple) else (rest,)
            yield (*first, *more), (*found, *others), Tuple((pattern, *tail))
