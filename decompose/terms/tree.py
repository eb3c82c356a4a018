"""The tree of a Lean term, as far as its notation tells it: no types are inferred and nothing is unfolded.

Everything works around three nodes: `Atom` (a constant, variable or literal), `App` and `Bind`. Operators are
applications whose head is the operator's symbol, `neg` for the sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from decompose.terms.notation import is_operator


class Atom(msgspec.Struct, frozen=True, gc=False):
    """A name or a literal."""

    name: str


class App(msgspec.Struct, frozen=True):
    """A head applied to at least one argument."""

    head: Term
    arguments: tuple[Term, ...]


class Bind(msgspec.Struct, frozen=True):
    """A binder of one variable: `kind` is ∀, ∃, ∃! or fun; `style` the bracket that it was written with.

    `type` is None where the text leaves it to Lean. An instance without a name has the variable `_`.
    """

    kind: str
    variable: str
    type: Term | None
    body: Term
    style: str = "("


Term: TypeAlias = Atom | App | Bind

ARROW, AND, OR, IFF, NOT, EQ = (Atom(symbol) for symbol in ("→", "∧", "∨", "↔", "¬", "="))
TRUE, FALSE, PROP = Atom("True"), Atom("False"), Atom("Prop")


def app(head: Atom, *arguments: Term) -> App:
    """An application, of an operator or of a constant."""
    return App(head, arguments)


def applied(head: Term, arguments: tuple[Term, ...]) -> App:
    """A head applied to arguments; (f x) y is f x y, except where f has notation of its own."""
    if isinstance(head, App) and not is_operator(head.head):
        return App(head.head, head.arguments + arguments)
    return App(head, arguments)


def is_app(term: Term, head: Atom) -> bool:
    """Whether it is an application of this operator."""
    return isinstance(term, App) and term.head == head


def size(term: Term) -> int:
    """How many nodes the tree has."""
    total, stack = 0, [term]
    while stack:
        node = stack.pop()
        total += 1
        if isinstance(node, App):
            stack.append(node.head)
            stack.extend(node.arguments)
        elif isinstance(node, Bind):
            stack.append(node.body)
            if node.type is not None:
                stack.append(node.type)
    return total


def free(term: Term) -> list[str]:
    """The names that no binder of the term binds, constants and operators too, in order, with repetitions."""
    found: list[str] = []
    _free(term, frozenset(), found)
    return found


def _free(term: Term, bound: frozenset[str], found: list[str]) -> None:
    if isinstance(term, Atom):
        if term.name not in bound:
            found.append(term.name)
    elif isinstance(term, App):
        _free(term.head, bound, found)
        for argument in term.arguments:
            _free(argument, bound, found)
    else:
        if term.type is not None:
            _free(term.type, bound, found)
        _free(term.body, bound | {term.variable}, found)


def substitute(term: Term, values: Mapping[str, Term]) -> Term:
    """The term with free variables replaced; binders in the way are renamed, so nothing is captured."""
    if isinstance(term, Atom):
        return values.get(term.name, term)
    if isinstance(term, App):
        head = substitute(term.head, values)
        arguments = tuple(substitute(argument, values) for argument in term.arguments)
        return applied(head, arguments) if isinstance(term.head, Atom) else App(head, arguments)
    kind = None if term.type is None else substitute(term.type, values)
    inner = {name: value for name, value in values.items() if name != term.variable}
    variable = term.variable
    if inner:
        met = {name for value in inner.values() for name in free(value)}
        if variable in met:
            variable = fresh(variable, met | set(free(term.body)))
            inner[term.variable] = Atom(variable)
    return Bind(term.kind, variable, kind, substitute(term.body, inner) if inner else term.body, term.style)


def fresh(name: str, taken: set[str]) -> str:
    """A name like this one that is not among those taken."""
    number, candidate = 0, name
    while candidate in taken:
        number += 1
        candidate = f"{name}{number}"
    return candidate
