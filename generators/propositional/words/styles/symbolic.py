"""Proofs in symbols: the bare derivation and the table with scope lines."""

from __future__ import annotations

from typing import Final

from generators.propositional.words.page import Page
from generators.propositional.words.styles.frame import Opening, join, justified

_KINDS: Final = (
    "Derivation",
    "Formal proof",
    "Natural deduction",
    "Symbolic proof",
    "Deduction",
    "Formal derivation",
    "Proof",
    "Proof in symbols",
    "Derivation in symbols",
    "Line-by-line derivation",
)
_REFUTED_KINDS: Final = (
    "Countermodel",
    "Refutation",
    "Counterexample",
    "Invalid sequent",
    "Countervaluation",
    "Disproof",
    "Refuting assignment",
    "Falsifying row",
    "Failure",
    "Truth assignment",
)
_SEQUENT: Final = Opening(((" of ", ": ", " for ", " ({n}): ", " no. {n}: ", " {m}.{n}: ", " {n}. "),))


def symbols(page: Page) -> str:
    """A derivation without words."""
    kind = page.choice.pick(_REFUTED_KINDS if page.refuted else _KINDS)
    heading = f"{kind}{_SEQUENT.write(page)}{page.reading.turnstile}"
    rows = justified(page.lines, page)
    if not page.refuted:
        return join(heading, "\n".join(rows), page.pick("∎", "□", "QED", ""))
    assignment = page.situation_symbols
    values = [f"{name} = 1" for name in page.trace.problem.hypotheses]
    values.append(f"{page.trace.problem.goal} = 0")
    not_derivable = page.reading.turnstile.replace("⊢", "⊬")
    return join(
        heading,
        assignment,
        "\n".join(rows),
        f"{'; '.join(values)}. {page.pick('∴', 'Hence', 'So')} {not_derivable}",
    )


_FITCH: Final = Opening(
    (
        (
            "Fitch-style proof",
            "Natural deduction",
            "Scope-line proof",
            "Fitch diagram",
            "Boxed proof",
            "Fitch proof",
            "Proof table",
            "Nested proof",
            "Scoped derivation",
            "Flag-style proof",
        ),
        ("{n}", "{m}.{n}", "", "no. {n}", "({n})"),
    )
)
_FITCH_REFUTED: Final = Opening(
    (
        (
            "Fitch-style refutation",
            "Scope-line refutation",
            "Deduced negation",
            "Fitch-style disproof",
            "Refutation table",
            "Nested refutation",
            "Scoped refutation",
            "No proof exists",
            "Formal counterexample",
            "Disproof table",
        ),
        ("{n}", "{m}.{n}", "", "no. {n}", "({n})"),
    )
)


def fitch(page: Page) -> str:
    """A table of natural deduction, with a bar for every open assumption.

    For a refuted sequent it is the proof of the negated statement, with the countermodel put in.
    """
    opening = (_FITCH_REFUTED if page.refuted else _FITCH).write(page)
    sign = "⊬" if page.refuted else "⊢"
    heading = f"{opening}: {page.reading.turnstile.replace('⊢', sign)}"
    lines = page.proof_lines
    digits = len(str(len(lines)))
    bodies = ["│ " * line.depth + line.symbols for line in lines]
    width = max(map(len, bodies), default=0)
    rows = []
    for line, body in zip(lines, bodies, strict=True):
        uses = ", ".join(map(str, line.uses))
        rows.append(f"{line.number:>{digits}} │ {body.ljust(width)}  {line.sign} {uses}".rstrip())
    if not page.refuted:
        return join(heading, "\n".join(rows))
    given = f"{page.pick('Countermodel', 'Valuation', 'Model', 'Values put in')}: {page.situation_symbols}"
    return join(heading, given if page.reading.atoms else "", "\n".join(rows))
