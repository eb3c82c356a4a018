"""Makes conjectures out of statements, and sorts true, false and open ones apart before a prover sees any.

A conjecture is a statement changed in one way: a hypothesis dropped, a direction turned round, a part of the
conclusion taken, a value made a variable or a variable a value, two statements put one behind the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from decompose.examine import Finding, examine
from decompose.lean import Lean
from decompose.statement import Entry, Statement, Telescope, close, telescope
from decompose.store import LemmaStore
from decompose.terms.match import match
from decompose.terms.tree import (
    AND,
    FALSE,
    IFF,
    NOT,
    OR,
    PROP,
    TRUE,
    App,
    Atom,
    Bind,
    Term,
    app,
    free,
    fresh,
    substitute,
)
from decompose.terms.tree import size as term_size

_WEAKER = {"<": "≤", "=": "≤", ">": "≥"}
_STRONGER = {weak: strong for strong, weak in reversed(_WEAKER.items())}


class Conjecture(msgspec.Struct, frozen=True):
    """A statement that may be true, how it was made, and of which statements."""

    statement: Statement
    how: str
    parents: tuple[str, ...]


class Triaged(msgspec.Struct, frozen=True):
    """A conjecture and what was found; `detail` is the countermodel, the lemma that gives it, or the
    status of what was known.
    """

    conjecture: Conjecture
    finding: Finding
    detail: str = ""


def conjectures(items: Sequence[Statement]) -> list[Conjecture]:
    """All that follows from the ways above, each statement once, those that were given left out."""
    found: dict[str, Conjecture] = {}
    given = {item.id for item in items}
    for made in (*_single(items), *_composed(items)):
        if made.statement.id not in given:
            found.setdefault(made.statement.id, made)
    return list(found.values())


def _single(items: Iterable[Statement]) -> Iterator[Conjecture]:
    for item in items:
        if item.term is None:
            continue
        parts = telescope(item.term)
        for how, entries, conclusion in _changes(parts):
            made = close(entries, conclusion).statement
            if term_size(conclusion) and made.term not in (TRUE, FALSE):
                yield Conjecture(made, how, (item.id,))


_Change = tuple[str, list[Entry], Term]


def _changes(parts: Telescope) -> Iterator[_Change]:
    entries, conclusion = _named(parts), parts.conclusion
    premises = [entry for entry in entries if entry.name.startswith("_")]
    for premise in premises:
        rest = [entry for entry in entries if entry is not premise]
        yield "drop a hypothesis", rest, conclusion
        yield "converse", [*rest, Entry(premise.name, conclusion)], premise.type
        yield "contrapositive", [*rest, Entry(premise.name, app(NOT, conclusion))], app(NOT, premise.type)
        yield "equivalence", rest, app(IFF, premise.type, conclusion)
    yield from _of_conclusion(entries, conclusion)
    yield from _of_values(entries, conclusion)


def _named(parts: Telescope) -> list[Entry]:
    """The entries, premises told apart by names that no variable has."""
    return [
        Entry(f"_{place}", entry.type, entry.style) if entry.name == "_" and entry.style != "[" else entry
        for place, entry in enumerate(parts.entries)
    ]


def _of_conclusion(entries: list[Entry], conclusion: Term) -> Iterator[_Change]:
    if not isinstance(conclusion, App) or not isinstance(conclusion.head, Atom):
        return
    head, arguments = conclusion.head, conclusion.arguments
    if head in (AND, OR):
        for part in arguments:
            yield ("part" if head == AND else "strengthen"), entries, part
    if head == OR:
        yield "strengthen", entries, App(AND, arguments)
    if head == IFF:
        for left, right in (arguments, arguments[::-1]):
            yield "direction", [*entries, Entry("_c", left)], right
    for table, how in ((_WEAKER, "weaken"), (_STRONGER, "strengthen")):
        if head.name in table:
            yield how, entries, App(Atom(table[head.name]), arguments)


def _of_values(entries: list[Entry], conclusion: Term) -> Iterator[_Change]:
    variables = [entry for entry in entries if not entry.name.startswith("_") and entry.style != "["]
    for place, entry in enumerate(variables):
        values: list[Term] = [Atom(other.name) for other in variables[:place] if other.type == entry.type]
        if entry.type == PROP:
            values += [TRUE, FALSE]
        elif entry.type in (Atom("Nat"), Atom("Int")):
            values += [Atom("0"), Atom("1")]
        for value in values:
            yield "specialise", *_replaced(entries, conclusion, {entry.name: value})
    kinds = {entry.type for entry in variables} & {Atom("Nat"), Atom("Int")}
    if len(kinds) == 1:
        (kind,) = kinds
        whole = [conclusion, *(entry.type for entry in entries if entry.name.startswith("_"))]
        taken = {name for term in whole for name in free(term)} | {entry.name for entry in entries}
        name = fresh("k", taken)
        for value in dict.fromkeys(value for term in whole for value in _numerical(term)):
            wider = [
                Entry(name, kind),
                *(Entry(e.name, _swap(e.type, value, name), e.style) for e in entries),
            ]
            yield "generalise", wider, _swap(conclusion, value, name)


def _replaced(entries: list[Entry], conclusion: Term, values: dict[str, Term]) -> tuple[list[Entry], Term]:
    kept = [Entry(e.name, substitute(e.type, values), e.style) for e in entries if e.name not in values]
    return kept, substitute(conclusion, values)


def _numerical(term: Term) -> Iterator[Term]:
    """Numerals, and sums and products, outside binders: what can be made a variable."""
    if isinstance(term, Atom):
        if term.name.isdigit():
            yield term
    elif isinstance(term, App) and isinstance(term.head, Atom):
        if term.head.name in ("+", "*", "-", "%"):
            yield term
        for part in term.arguments[:1] if term.head.name == "^" else term.arguments:
            yield from _numerical(part)


def _swap(term: Term, old: Term, name: str) -> Term:
    """The term with every occurrence of a part made a variable."""
    if term == old:
        return Atom(name)
    if isinstance(term, App):
        return App(_swap(term.head, old, name), tuple(_swap(part, old, name) for part in term.arguments))
    if isinstance(term, Bind):
        return Bind(term.kind, term.variable, term.type, _swap(term.body, old, name), term.style)
    return term


def _composed(items: Sequence[Statement]) -> Iterator[Conjecture]:
    """One statement's conclusion as another's hypothesis: from A → B and B → C, A → C."""
    for first in items:
        for second in items:
            if first.term is None or second.term is None or first.id == second.id:
                continue
            before, after = telescope(first.term), telescope(second.term)
            for place, premise in enumerate(after.entries):
                if premise.name == "_" and (made := _compose(before, after, place)) is not None:
                    yield Conjecture(made, "compose", (first.id, second.id))


def _compose(before: Telescope, after: Telescope, place: int) -> Statement | None:
    """The second statement with the first in the place of one of its hypotheses, where one is an instance."""
    renamed = {entry.name: Atom(f"{entry.name}'") for entry in before.entries if entry.name != "_"}
    conclusion = substitute(before.conclusion, renamed)
    premise = after.entries[place].type
    own = frozenset(name.name for name in renamed.values())
    others = frozenset(entry.name for entry in after.entries if entry.name != "_")
    values = match(premise, conclusion, others, {}) or match(conclusion, premise, own, {})
    if values is None or isinstance(conclusion, Atom) or isinstance(premise, Atom):
        return None
    first = [
        Entry(f"{e.name}'", substitute(e.type, renamed), e.style) for e in before.entries if e.name != "_"
    ]
    second = [entry for entry in after.entries if entry.name != "_"]
    premises = [substitute(entry.type, renamed) for entry in before.entries if entry.name == "_"]
    premises += [e.type for number, e in enumerate(after.entries) if e.name == "_" and number != place]
    hypotheses = [Entry(f"_{number}", item) for number, item in enumerate(premises)]
    entries, goal = _replaced([*first, *second, *hypotheses], after.conclusion, values)
    return close(entries, goal).statement


def scores(items: Sequence[Statement], goals: Sequence[Statement], rates: Sequence[float]) -> list[float]:
    """How promising lemmas are: relevant to one of the goals, short, and neither always nor never proved.

    Relevance is the share of symbols in common (Jaccard); `rates` are the shares of proofs that succeeded.
    """
    wanted = [symbols for goal in goals if (symbols := _symbols(goal))]
    found = []
    for item, rate in zip(items, rates, strict=True):
        own = _symbols(item)
        relevance = max((len(own & symbols) / len(own | symbols) for symbols in wanted), default=0.0)
        length = term_size(item.term) if item.term is not None else len(item.text)
        found.append(relevance * (1 + 4 * rate * (1 - rate)) / (1 + length / 20))
    return found


def _symbols(item: Statement) -> set[str]:
    return set() if item.term is None else set(free(item.term))


def triage(pool: Sequence[Conjecture], store: LemmaStore, lean: Lean) -> list[Triaged]:
    """What is known, served, false, trivial or open, in the order given; what was not known is filed, and
    looked at once, however often it stands in the pool.
    """
    different = {item.statement.id: item.statement for item in pool}
    known = {id_: lemma for id_, item in different.items() if (lemma := store.find(item)) is not None}
    unknown = [item for id_, item in different.items() if id_ not in known]
    examined = examine(unknown, store, lean)
    found = {
        id_: (Finding.KNOWN, ": ".join(filter(None, (lemma.status, lemma.reason))))
        for id_, lemma in known.items()
    }
    found |= {item.id: finding for item, finding in zip(unknown, examined, strict=True)}
    return [Triaged(item, *found[item.statement.id]) for item in pool]
