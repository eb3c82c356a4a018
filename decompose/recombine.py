"""Puts a proof together from the lemma graph: each lemma once, as a constant that later ones apply.

The text is printed from the graph, never edited: a lemma's proof and statement are closed, so where they
stand cannot change what they mean. Every lemma comes after those that it uses.
"""

from __future__ import annotations

import re

from decompose.sketch.layout import block_text, moved
from decompose.store import LemmaStore, Reduction, constant

# Tactics that look at whatever hypotheses are there: constants that a lemma does not use are hidden from
# these.
_LOOKS_AROUND = re.compile(
    r"\b(assumption|contradiction|trivial|omega|linarith|nlinarith|simp_all|tauto|aesop|grind|positivity|bound)"
    r"\b|\*\]|‹"
)


class NotProved(ValueError):
    """A lemma that the proof needs is not proved; the message names it."""


def recombine(store: LemmaStore, id_: str) -> str:
    """A proof of the lemma in one text, `by` and tactics, that needs nothing else. Raises NotProved,
    KeyError.
    """
    lines = ["by"]
    before: list[str] = []
    order = _order(store, id_)
    for lemma in order:
        proof = store.proof_of(lemma)
        if proof is None:
            raise NotProved(f"lemma {lemma} is {store.get(lemma).status}: {store.get(lemma).statement}")
        text, used = (
            (proof.skeleton, set(proof.children)) if isinstance(proof, Reduction) else (proof, set[str]())
        )
        last = lemma == id_
        column = 2 if last else 4
        if not last:
            lines.append(f"  have {constant(lemma)} : {store.get(lemma).statement} := by")
        hidden = [constant(other) for other in before if other not in used]
        if hidden and _LOOKS_AROUND.search(text):
            lines.append(" " * column + "clear " + " ".join(hidden))
        lines.append(moved(block_text(text).split("\n"), column))
        before.append(lemma)
    return "\n".join(lines)


def _order(store: LemmaStore, root: str) -> list[str]:
    """The lemmas that the root's proof needs, each after those that it uses, the root last."""
    order: dict[str, None] = {}
    stack = [(root, False)]
    while stack:
        lemma, ready = stack.pop()
        if lemma in order:
            continue
        proof = store.proof_of(lemma)
        if ready or not isinstance(proof, Reduction):
            order[lemma] = None
            continue
        stack.append((lemma, True))
        stack.extend((child, False) for child in reversed(proof.children) if child not in order)
    return list(order)
