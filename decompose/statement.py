"""A lemma's statement: a closed proposition `∀ variables, hypotheses → conclusion`, in canonical form.

Two statements that differ only in names of bound variables, spelling of operators or spacing have one
canonical text. A goal with its context becomes a statement by `close`, which keeps of the context only what
is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from decompose.terms.notation import is_operator
from decompose.terms.read import TermError, read
from decompose.terms.tree import ARROW, PROP, App, Atom, Bind, Term, app, free, fresh, is_app
from decompose.terms.write import write
from factory.records import content_id

_POOLS = {"Prop": "pqrstuvw", "Type": "αβγδ", "Nat": "nmkijabcd", "Int": "xyzabcmn"}
_OTHERS = "abcdefgxyzmn"


class Statement(msgspec.Struct, frozen=True):
    """A closed proposition. `term` is None where its notation is not known here: it is then only a text."""

    text: str
    term: Term | None

    @property
    def id(self) -> str:
        """The address of the lemma: a hash of the canonical text."""
        return content_id("lemma", self.text)


class Entry(msgspec.Struct, frozen=True):
    """One local of a context: a variable, or a hypothesis with its proposition as `type`."""

    name: str
    type: Term
    style: str = "("  # the bracket of its binder


class Telescope(msgspec.Struct, frozen=True):
    """A statement taken apart: binders and arrows in order, then what is concluded.

    An arrow's premise is an entry of the name "_" that nothing refers to.
    """

    entries: tuple[Entry, ...]
    conclusion: Term


def statement(text: str) -> Statement:
    """The canonical statement of a closed proposition's text; of what cannot be read, the text itself."""
    try:
        return of_term(read(text))
    except TermError:
        return Statement(" ".join(text.split()), None)


def of_term(term: Term) -> Statement:
    """The canonical statement of a closed proposition."""
    named = canonical(term)
    return Statement(write(named), named)


def canonical(term: Term) -> Term:
    """The term with its bound variables named by their types, in order: p q for propositions, n m for
    Nat, ...
    """
    return _rename(term, {}, frozenset(free(term)))


def _rename(term: Term, names: dict[str, str], taken: frozenset[str]) -> Term:
    if isinstance(term, Atom):
        root, dot, rest = term.name.partition(".")
        if term.name in names:
            return Atom(names[term.name])
        return Atom(names[root] + dot + rest) if dot and root in names else term
    if isinstance(term, App):
        arguments = tuple(_rename(argument, names, taken) for argument in term.arguments)
        return App(_rename(term.head, names, taken), arguments)
    kind = None if term.type is None else _rename(term.type, names, taken)
    # What nothing mentions is an arrow: to Lean the two are one term.
    if term.kind == "∀" and kind is not None and term.style != "[" and not mentions(term.body, term.variable):
        return app(ARROW, kind, _rename(term.body, names, taken))
    variable = "_" if term.variable == "_" else _name(kind, taken)
    style = "(" if term.style in "{⦃" else term.style
    return Bind(
        term.kind,
        variable,
        kind,
        _rename(term.body, {**names, term.variable: variable}, taken | {variable}),
        style,
    )


def mentions(term: Term, variable: str) -> bool:
    """Whether a variable stands free in a term, also as `h.1`."""
    if isinstance(term, Atom):
        return term.name == variable or term.name.startswith(f"{variable}.")
    if isinstance(term, App):
        return mentions(term.head, variable) or any(mentions(part, variable) for part in term.arguments)
    if term.type is not None and mentions(term.type, variable):
        return True
    return term.variable != variable and mentions(term.body, variable)


def _name(kind: Term | None, taken: frozenset[str]) -> str:
    if kind is not None and is_proposition(kind):
        pool = "h"
    else:
        head = kind.head if isinstance(kind, App) else kind
        pool = _POOLS.get(head.name if isinstance(head, Atom) else "", _OTHERS)
    for name in pool:
        if name not in taken:
            return name
    return fresh(pool[0], set(taken))


RELATIONS = frozenset("∧∨→¬↔=≠<>≤≥∣∈∉⊆⊂≍≈")


def is_proposition(kind: Term) -> bool:
    """Whether the type of a binder is, by its look, a proposition, so that the binder is a hypothesis."""
    if isinstance(kind, Bind):
        return kind.kind != "fun" and (kind.kind != "∀" or is_proposition(kind.body))
    if isinstance(kind, App) and isinstance(kind.head, Atom):
        if kind.head.name == "→":
            return is_proposition(kind.arguments[1])
        if is_operator(kind.head):
            return kind.head.name in RELATIONS
        return not kind.head.name[:1].isupper()
    return kind in (Atom("True"), Atom("False"))


def telescope(term: Term) -> Telescope:
    """A statement taken apart."""
    entries: list[Entry] = []
    while True:
        if isinstance(term, Bind) and term.kind == "∀" and term.type is not None:
            entries.append(Entry(term.variable, term.type, term.style))
            term = term.body
        elif is_app(term, ARROW):
            assert isinstance(term, App)
            entries.append(Entry("_", term.arguments[0]))
            term = term.arguments[1]
        else:
            return Telescope(tuple(entries), term)


def assemble(entries: Iterable[Entry], conclusion: Term) -> Term:
    """The statement of these parts."""
    term = conclusion
    for entry in reversed(list(entries)):
        if entry.name == "_" and entry.style == "(":
            term = app(ARROW, entry.type, term)
        else:
            term = Bind("∀", entry.name, entry.type, term, entry.style)
    return term


class Closed(msgspec.Struct, frozen=True):
    """A goal made a statement: the lemma, and the locals to which it is applied to give back the goal."""

    statement: Statement
    arguments: tuple[str, ...]


def close(context: Sequence[Entry], goal: Term, keep: Iterable[str] | None = None) -> Closed:
    """The statement of a goal in its context.

    `keep` names the hypotheses that its proof is known to use; all are kept where it is None. Variables stay
    if something kept mentions them, in the order in which goal and hypotheses mention them.
    """
    wanted = None if keep is None else set(keep)
    needed = set(free(goal))
    kept: list[Entry] = []
    for entry in reversed(context):
        hypothesis = _is_hypothesis(entry, context)
        used = any(name == entry.name or name.startswith(f"{entry.name}.") for name in needed)
        by_choice = hypothesis and (wanted is None or entry.name in wanted)
        instance = entry.style == "["
        if used or by_choice or instance or (wanted is not None and entry.name in wanted):
            kept.append(entry)
            needed |= set(free(entry.type))
    kept.reverse()
    kept = _in_order_of_use(kept, goal)
    arguments = tuple(entry.name for entry in kept if entry.style != "[")
    return Closed(of_term(assemble(kept, goal)), arguments)


def _in_order_of_use(entries: list[Entry], goal: Term) -> list[Entry]:
    """Variables by their first occurrence in goal and hypotheses, then hypotheses as they stand.

    Where a variable's type needs a hypothesis or an instance, everything stays as it is.
    """
    by_name = {entry.name: entry for entry in entries if entry.style != "["}
    if len(by_name) < len(entries):
        return entries
    variables: dict[str, Entry] = {}
    hypotheses = {entry.name for entry in entries if _is_hypothesis(entry, entries)}

    def place(term: Term) -> bool:
        for name in free(term):
            entry = by_name.get(name) or by_name.get(name.partition(".")[0])
            if entry is None or entry.name in variables:
                continue
            if entry.name in hypotheses:
                return False
            if not place(entry.type):
                return False
            variables.setdefault(entry.name, entry)
        return True

    rest = [entry for entry in entries if entry.name in hypotheses]
    if not place(goal) or not all(place(entry.type) for entry in rest):
        return entries
    return [*variables.values(), *rest]


def _is_hypothesis(entry: Entry, context: Sequence[Entry]) -> bool:
    return is_proposition(entry.type) or _is_local_proposition(entry.type, context)


def _is_local_proposition(kind: Term, context: Sequence[Entry]) -> bool:
    """Whether a type is a local variable of type Prop, or an application of one that gives a Prop."""
    head = kind.head if isinstance(kind, App) else kind
    if not isinstance(head, Atom):
        return False
    for entry in reversed(context):
        if entry.name == head.name:
            result = entry.type
            while is_app(result, ARROW):
                assert isinstance(result, App)
                result = result.arguments[1]
            return result == PROP
    return False
