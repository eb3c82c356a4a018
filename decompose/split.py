"""Sketches that a goal's own structure suggests: its conclusion taken apart, a hypothesis taken apart,
cases, values of an atom, induction.

Each is an ordinary proof with `sorry`s, so that what holds of a model's sketch holds of these.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from decompose.fold import LEMMAS, fold, is_propositional
from decompose.serve import name_entries
from decompose.statement import Entry, Statement, assemble, mentions, telescope
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
    free,
    fresh,
    is_app,
    substitute,
)


class Split(msgspec.Struct, frozen=True):
    """One way to take a goal apart."""

    how: str
    proof: str


def splits(item: Statement) -> list[Split]:
    """The sketches for a goal, the plainest first; none where its notation is not known."""
    if item.term is None:
        return []
    goal = name_entries(telescope(item.term))
    names = ["_" if entry.style == "[" else entry.name for entry in goal.entries]
    head = f"by\n  intro {' '.join(names)}\n" if names else "by\n"
    found = (
        *_conclusion(goal.conclusion),
        *_hypotheses(goal.entries),
        *_cases(goal.entries, goal.conclusion),
    )
    return [Split(how, head + "\n".join(f"  {line}" for line in tactics)) for how, tactics in found]


_Tactics = tuple[str, list[str]]


def _conclusion(conclusion: Term) -> Iterator[_Tactics]:
    if is_app(conclusion, AND) or is_app(conclusion, IFF):
        yield "parts of the conclusion", ["constructor", "· sorry", "· sorry"]
    elif is_app(conclusion, NOT):
        yield "assume the opposite", [f"intro {fresh('h', set(free(conclusion)))}", "sorry"]
    elif is_app(conclusion, OR):
        yield "left", ["left", "sorry"]
        yield "right", ["right", "sorry"]


def _hypotheses(entries: tuple[Entry, ...]) -> Iterator[_Tactics]:
    taken = {entry.name for entry in entries}
    one, two = fresh("a", taken), fresh("b", taken)
    for entry in entries:
        if is_app(entry.type, OR):
            cases = [f"cases {entry.name} with", f"| inl {one} => sorry", f"| inr {two} => sorry"]
            yield f"cases of {entry.name}", cases
        elif is_app(entry.type, AND) or is_app(entry.type, IFF):
            yield f"parts of {entry.name}", [f"obtain ⟨{one}, {two}⟩ := {entry.name}", "sorry"]
        elif isinstance(entry.type, Bind) and entry.type.kind == "∃":
            yield f"witness of {entry.name}", [f"obtain ⟨{one}, {two}⟩ := {entry.name}", "sorry"]


def _cases(entries: tuple[Entry, ...], conclusion: Term) -> Iterator[_Tactics]:
    taken = {entry.name for entry in entries}
    step, hypothesis = fresh("k", taken), fresh("ih", taken)
    for entry in entries:
        if entry.type == Atom("Nat") and mentions(conclusion, entry.name):
            lines = [
                f"induction {entry.name} with",
                "| zero => sorry",
                f"| succ {step} {hypothesis} => sorry",
            ]
            yield f"induction on {entry.name}", lines
    atoms: set[Term] = {Atom(entry.name) for entry in entries if entry.type == PROP}
    premises = [entry for entry in entries if entry.type != PROP]
    body = assemble([Entry("_", entry.type) for entry in premises], conclusion)
    for entry in entries:
        if entry.type != PROP:
            continue
        if is_propositional(body, atoms):
            yield f"value of {entry.name}", _values(entry, premises, body)
        elif _undecided(entry, entries):
            name = fresh("h", taken)
            yield f"whether {entry.name}", [f"by_cases {name} : {entry.name}", "· sorry", "· sorry"]


def _values(atom: Entry, premises: list[Entry], body: Term) -> list[str]:
    """The atom is true, or it is false, and the rest is made shorter; what becomes true is proved by that."""
    lines = [f"revert {' '.join(entry.name for entry in premises)}"] if premises else []
    lines.append(f"rcases (Classical.em {atom.name}).imp eq_true eq_false with rfl | rfl")
    for value in (TRUE, FALSE):
        left = fold(substitute(body, {atom.name: value}))
        lines += [f"· simp only [{LEMMAS}]", *([] if left == TRUE else ["  sorry"])]
    return lines


def _undecided(entry: Entry, entries: tuple[Entry, ...]) -> bool:
    """Whether no hypothesis says that a proposition holds, or that it does not."""
    own = Atom(entry.name)
    return not any(other.type in (own, App(NOT, (own,))) for other in entries)
