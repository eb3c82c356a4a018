"""Whether a lemma serves a goal: the goal is an instance of it, with hypotheses that are at hand.

`apply_to` gives the proof term, from which Lean says the last word: notation hides types, so a lemma found
here may still be refused there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from decompose.statement import RELATIONS, Entry, Telescope
from decompose.terms.match import match
from decompose.terms.tree import PROP, App, Atom, Bind, Term, free
from decompose.terms.write import write

_DATA = frozenset({"Prop", "Type", "Sort", "Nat", "Int"})  # what proves nothing
MAX_TRIES = 200  # partial matches of hypotheses that one pair of statements may cost


def apply_to(lemma: Telescope, goal: Telescope, name: str) -> str | None:
    """A term that proves `goal`, its entries named, by the lemma called `name`; None where it does not
    serve.
    """
    entries = lemma.entries
    variables = frozenset(entry.name for entry in entries if entry.name != "_")
    values = match(lemma.conclusion, goal.conclusion, variables, {})
    if values is None:
        return None
    # Premises first: they determine variables that the conclusion does not mention. Then variables, last ones
    # first: their types determine the types that came before them.
    explicit = [(place, entry) for place, entry in enumerate(entries) if entry.style != "["]
    order = [place for place, entry in explicit if entry.name == "_"]
    order += [place for place, entry in reversed(explicit) if entry.name != "_"]
    search = _Search(entries, variables, goal.entries)
    for arguments in search.arguments(order, values):
        body = " ".join((name, *(arguments[place] for place in sorted(order))))
        binders = " ".join(entry.name for entry in goal.entries)
        return f"fun {binders} => {body}" if binders else body
    return None


def name_entries(goal: Telescope) -> Telescope:
    """The same goal with its unnamed hypotheses called h1, h2, ..., which nothing in it mentions."""
    taken = {name for entry in goal.entries for name in (entry.name, *free(entry.type))}
    taken |= set(free(goal.conclusion))
    names = (name for number in count(1) if (name := f"h{number}") not in taken)
    entries = (
        Entry(next(names), entry.type, entry.style) if entry.name == "_" else entry for entry in goal.entries
    )
    return Telescope(tuple(entries), goal.conclusion)


class _Search:
    """Arguments for a lemma's entries, found among a goal's locals."""

    def __init__(
        self, entries: tuple[Entry, ...], variables: frozenset[str], locals_: tuple[Entry, ...]
    ) -> None:
        self._entries, self._variables, self._locals = entries, variables, locals_
        self._budget = MAX_TRIES

    def arguments(self, order: list[int], values: dict[str, Term]) -> Iterator[dict[int, str]]:
        """All ways to find arguments for the entries of these places, the first one first."""
        if not order:
            yield {}
            return
        place, rest = order[0], order[1:]
        entry = self._entries[place]
        if entry.name in values:
            value = values[entry.name]
            fitting = self._fit(value, entry.type, values)
            if fitting is not None:
                for found in self.arguments(rest, fitting):
                    yield {**found, place: _argument(value)}
            return
        for local in self._locals:
            if self._budget <= 0:
                return
            if isinstance(local.type, Atom) and local.type.name in _DATA and local.type != entry.type:
                continue
            self._budget -= 1
            extended = match(entry.type, local.type, self._variables, values)
            if extended is None:
                continue
            if entry.name != "_":
                extended[entry.name] = Atom(local.name)
            for found in self.arguments(rest, extended):
                yield {**found, place: local.name}

    def _fit(self, value: Term, kind: Term, values: dict[str, Term]) -> dict[str, Term] | None:
        """`values` and what a value's type says of others; None where it cannot have the type asked for."""
        if isinstance(value, Atom):
            for local in reversed(self._locals):
                if local.name == value.name:
                    return match(kind, local.type, self._variables, values)
        elif _logical(value) and kind != PROP:
            return None
        return values


def _logical(value: Term) -> bool:
    """Whether it is a proposition whatever its parts are."""
    if isinstance(value, Bind):
        return value.kind in ("∃", "∃!")
    return isinstance(value, App) and isinstance(value.head, Atom) and value.head.name in RELATIONS - {"→"}


def _argument(value: Term) -> str:
    text = write(value)
    return text if isinstance(value, Atom) else f"({text})"
