"""Decides propositional problems and makes their proof records: tactic script, term, steps, countermodel.

Everything works around `prove`; the search itself is native (`search/native/propositional/prove/`). It reads
a problem's Lean statement and its number of hypotheses, and knows nothing of where problems come from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from factory.records import Outcome, Problem, Proof, Step, content_id
from search import _prove

PROVER: Final = "propositional-ljt 1"

# The rules that steps are made by; see docs/propositional.md.
RULES: Final = (
    "premise",
    "assume",
    "case",
    "and_intro",
    "and_left",
    "and_right",
    "or_intro_left",
    "or_intro_right",
    "or_elim",
    "imp_intro",
    "imp_elim",
    "not_intro",
    "not_elim",
    "iff_intro",
    "iff_mp",
    "iff_mpr",
    "true_intro",
    "false_elim",
    "excluded_middle",
    "by_contradiction",
    "instantiate",
    "reiterate",
    "dead_end",
)


class Budget(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much work one problem is worth. Work is counted, never timed, so results are reproducible."""

    nodes: int = 20_000  # sequents that the decision procedure may look at, for each question it is asked
    shorten: int = 10_000  # goals that the search for shorter proofs may look at; 0 keeps the first proof
    dead_ends: int = 3  # abandoned attempts kept in the steps


class _Found(msgspec.Struct, frozen=True):
    """What the native search says of one problem."""

    outcome: Outcome
    reason: str
    tactic: str
    term: str
    steps: list[Step]
    search: dict[str, float]
    countermodel: dict[str, bool] | None


_decoder: Final = msgspec.json.Decoder(list[_Found])


def prove(problems: Sequence[Problem], budget: Budget | None = None) -> list[Proof]:
    """One proof per problem, in order; the steps' `words` are left empty.

    The outcome is `open`, with the reason, where the budget ran out. Raises ValueError for a problem whose
    statement is not propositional.
    """
    budget = budget or Budget()
    statements = [(problem.lean, len(problem.hypotheses)) for problem in problems]
    answer = _prove.prove(statements, nodes=budget.nodes, shorten=budget.shorten, dead_ends=budget.dead_ends)
    return [_proof(problem, found) for problem, found in zip(problems, _decoder.decode(answer), strict=True)]


def negation(statement: str) -> str:
    """The Lean text of a closed statement's negation, e.g. `¬ ∀ (p : Prop), p`."""
    return f"¬ {statement}" if statement.startswith("∀") else f"¬ ({statement})"


def _proof(problem: Problem, found: _Found) -> Proof:
    statement = negation(problem.lean) if found.outcome is Outcome.REFUTED else problem.lean
    return Proof(
        id=content_id("proof", statement, found.tactic, found.term),
        problem_id=problem.id,
        outcome=found.outcome,
        statement=statement,
        tactic=found.tactic,
        term=found.term,
        steps=found.steps,
        prover=PROVER,
        search=found.search,
        countermodel=found.countermodel,
        reason=found.reason,
    )
