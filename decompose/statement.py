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
from decompose.terms.tree import ARROW, FALSE, TRUE, App, Atom, Bind, Term, app, free, fresh, is_app
from decompose.terms.write import write
from factory.records import content_id

_POOLS = {"Prop": "pqrstuvw", "Type": "αβγδ", "Nat": "nmkijabcd", "Int": "xyzabcmn"}
_SORTS = frozenset({"Prop", "Type", "Sort"})
_CONTAINERS = frozenset({"List", "Option", "Fin", "Set", "Finset", "Multiset", "Array", "Vector", "×", "⊕"})
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
    """A goal made a statement: the lemma, and the locals to which it is applied to give back the goal.

    `binders` are the names for `intro`: those of `arguments`, and `_` for instances, which Lean finds itself.
    """

    statement: Statement
    arguments: tuple[str, ...]
    binders: tuple[str, ...]


def close(context: Sequence[Entry], goal: Term, keep: Iterable[str] | None = None) -> Closed:
    """The statement of a goal in its context.

    `keep` names the hypotheses that its proof is known to use; all are kept where it is None. Variables stay
    if something kept mentions them, in the order in which hypotheses and goal mention them.
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
    binders = tuple("_" if entry.style == "[" else entry.name for entry in kept)
    return Closed(of_term(assemble(kept, goal)), arguments, binders)


def _in_order_of_use(entries: list[Entry], goal: Term) -> list[Entry]:
    """Variables by their first occurrence in hypotheses and goal, then hypotheses as they stand.

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
    if not all(place(entry.type) for entry in rest) or not place(goal):
        return entries
    unmentioned = [entry for entry in entries if entry.name not in variables and entry.name not in hypotheses]
    return [*variables.values(), *unmentioned, *rest]


def _is_hypothesis(entry: Entry, context: Sequence[Entry]) -> bool:
    """Whether an entry must be kept for what it says: all that is not clearly a variable."""
    return not _is_data(entry.type, context)


def _is_data(kind: Term, context: Sequence[Entry]) -> bool:
    """Whether a type is clearly one of data, types or predicates rather than a proposition."""
    while True:
        if isinstance(kind, App) and kind.head == ARROW:
            kind = kind.arguments[1]
        elif isinstance(kind, Bind) and kind.kind == "∀":
            kind = kind.body
        else:
            break
    head = kind.head if isinstance(kind, App) else kind
    if not isinstance(head, Atom):
        return False
    if head.name in _SORTS or head.name in _CONTAINERS:
        return True
    for entry in reversed(context):
        if entry.name == head.name:
            return isinstance(entry.type, Atom | App) and _ends_in(entry.type) in ("Type", "Sort")
    return isinstance(kind, Atom) and head.name[:1].isupper() and kind not in (TRUE, FALSE)


def _ends_in(kind: Term) -> str:
    """The head of what a type's arrows lead to."""
    while is_app(kind, ARROW) and isinstance(kind, App):
        kind = kind.arguments[1]
    head = kind.head if isinstance(kind, App) else kind
    return head.name if isinstance(head, Atom) else ""
