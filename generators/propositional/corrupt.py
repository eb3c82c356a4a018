"""Makes a line of a proof wrong, with a case in which all that is in force holds and the line does not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from factory.records import Corruption, Outcome, Step, Trace
from generators.choice import Choice
from generators.propositional.formula import (
    And,
    Atom,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Sequent,
    atoms,
    holds,
    lean,
    parse_symbols,
    symbols,
)
from generators.propositional.words.lexicon import ENGLISH, propositions
from generators.propositional.words.steps import cited, step_words
from generators.propositional.words.wording import Wording

_ASSUMING: Final = frozenset({"assume", "case"})
_MOST_ATOMS: Final = 8


def corrupted(trace: Trace) -> Corruption | None:
    """A line that does not follow from the hypotheses and the assumptions in force, if a line can be made so.

    Refutations reason about truth values and are left alone.
    """
    problem, proof = trace.problem, trace.proof
    sequent = Sequent(tuple(map(parse_symbols, problem.hypotheses)), parse_symbols(problem.goal))
    known = atoms(*sequent.hypotheses, sequent.goal)
    if proof.outcome is Outcome.REFUTED or not 1 < len(known) <= _MOST_ATOMS:
        return None
    choice = Choice(f"{trace.id}/corrupted")
    lines = [step for step in proof.steps if not step.failed and step.premises and step.rule not in _ASSUMING]
    for step in choice.sample(lines, len(lines)):
        facts = [*sequent.hypotheses, *_assumed(proof.steps, step)]
        slips = list(_slips(parse_symbols(step.conclusion), known))
        for slip in choice.sample(slips, len(slips)):
            model = next(
                (m for m in _models(known) if not holds(slip, m) and all(holds(f, m) for f in facts)), None
            )
            if model is not None:
                return _corruption(trace, step, slip, facts, model)
    return None


def _assumed(steps: list[Step], line: Step) -> list[Formula]:
    """At each depth the assumption made last before the line: all that are in force are among these."""
    last: dict[int, Step] = {}
    for step in steps[: line.index]:
        if step.rule in _ASSUMING and not step.failed and step.depth <= line.depth:
            last[step.depth] = step
    return [parse_symbols(step.conclusion) for step in last.values()]


def _slips(formula: Formula, known: list[Atom]) -> Iterator[Formula]:
    """What a careless reader might have written for it."""
    yield formula.body if isinstance(formula, Not) else Not(formula)
    match formula:
        case Implies(left, right):
            yield Implies(right, left)
            yield Implies(left, Not(right))
        case And(left, right):
            yield And(left, Not(right))
        case Or(left, right):
            yield And(left, right)
            yield left
        case Iff(left, right):
            yield And(left, right)
        case Atom():
            yield from (atom for atom in known if atom != formula)


def _models(known: list[Atom]) -> Iterator[dict[Atom, bool]]:
    for values in product((True, False), repeat=len(known)):
        yield dict(zip(known, values, strict=True))


def _corruption(
    trace: Trace, step: Step, slip: Formula, facts: list[Formula], model: dict[Atom, bool]
) -> Corruption:
    known = list(model)
    binders = " ".join(atom.name for atom in known)
    parts = [*dict.fromkeys(f"({lean(fact)})" for fact in facts), f"({lean(slip)})"]
    values = " ".join("True" if model[atom] else "False" for atom in known)
    shown = " (by decide)" * (len(parts) - 1)
    choice = Choice(f"{trace.id}/corrupted/{step.index}")
    wording = Wording(propositions(known, ENGLISH, trace.problem.id), ENGLISH, choice)
    premises = [f"step {premise}" for premise in cited(step.rule, step.premises)]
    return Corruption(
        step=step.index,
        conclusion=symbols(slip),
        words=step_words(step.rule, wording.whole(slip), premises, choice),
        statement=f"¬ ∀ ({binders} : Prop), {' → '.join(parts)}",
        proof=f"fun h => absurd (h {values}{shown}) (by decide)",
    )
