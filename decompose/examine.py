"""Looks at new lemmas before any prover does: instances of proved ones, false ones, and ones that are
trivial.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from decompose.holes import implication
from decompose.lean import Lean
from decompose.refute import refute
from decompose.statement import Statement, statement
from decompose.store import LemmaStore

# Tactics that end soon either way.
TRIVIAL = """by
  intros
  first
  | assumption
  | rfl
  | contradiction
  | (constructor <;> assumption)
  | simp_all"""


class Finding(StrEnum):
    """What a first look says of a statement."""

    KNOWN = "known"  # the store has it
    SERVED = "served"  # a proved lemma of the store gives it
    REFUTED = "refuted"
    TRIVIAL = "trivial"  # a few tactics prove it
    OPEN = "open"  # worth a prover's time


def examine(items: Sequence[Statement], store: LemmaStore, lean: Lean) -> list[tuple[Finding, str]]:
    """File statements and look at each: what was found, with the countermodel or the lemma that serves.

    The store has it all: reductions to lemmas that serve, countermodels, proofs.
    """
    ids = store.add(items)
    found: dict[int, tuple[Finding, str]] = {}
    _served(items, ids, store, lean, found)
    left = [place for place in range(len(items)) if place not in found]
    for place, model in zip(left, refute([items[place] for place in left], lean), strict=True):
        if model is not None:
            store.refute(ids[place], str(model))
            found[place] = Finding.REFUTED, str(model)
    left = [place for place in left if place not in found]
    for place, proved in zip(left, _proved([items[place] for place in left], lean), strict=True):
        store.attempted(ids[place], 1, int(proved))
        if proved:
            store.prove(ids[place], TRIVIAL)
        found[place] = (Finding.TRIVIAL if proved else Finding.OPEN), ""
    return [found[place] for place in range(len(items))]


def _proved(items: Sequence[Statement], lean: Lean) -> list[bool]:
    """Whether a few tactics prove each; texts that are not printed from terms are screened."""
    printed = [(item.text, TRIVIAL) for item in items if item.term is not None]
    others = [(item.text, TRIVIAL) for item in items if item.term is None]
    proved, reasons = iter(lean.succeed(printed, doubtful=True)), iter(lean.verify(others))
    return [next(proved) if item.term is not None else not next(reasons) for item in items]


def _served(
    items: Sequence[Statement],
    ids: list[str],
    store: LemmaStore,
    lean: Lean,
    found: dict[int, tuple[Finding, str]],
) -> None:
    """Reduce statements to proved lemmas of which they are instances, as far as Lean agrees."""
    candidates = []
    for place, item in enumerate(items):
        candidates += [(place, serving) for serving in store.serving(item, limit=1, proved=True)]
    claims = [
        implication([statement(serving.lemma.statement)], items[place].text, serving.application)
        for place, serving in candidates
    ]
    for (place, serving), reason in zip(candidates, lean.verify(claims), strict=True):
        if not reason:
            store.reduce(ids[place], [serving.lemma.id], serving.application)
            found[place] = Finding.SERVED, serving.lemma.id
