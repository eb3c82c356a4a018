"""Proofs in Lean of problem records, from the derivations that they hold."""

from __future__ import annotations

from factory.records import Outcome, Problem, Proof, content_id
from generators.geometry.derivation import DerivationError, read_proof
from generators.geometry.facts import LanguageError, parse_fact
from generators.geometry.lean import LeanTextError, lean_theorem
from generators.geometry.model import rational_model

PROVER = "geometry 2"


def prove(problem: Problem, *, script: bool = True, model: bool = False) -> Proof:
    """The proof of a record's theorem: a replay, and a script in which step n of the derivation is h(n+1).

    Without `script` it is a replay alone. What a proof holds is what Lean checks: then its tactic text is the
    replay, and it has no term. With `model` it also says that the hypotheses are true of rational points,
    where such points are found.

    Open, with the reason, where the record has no derivation that is a proof of its statement.
    """
    names = problem.figure.points
    indices = {point: i for i, point in enumerate(names)}
    try:
        derived = read_proof(problem.derivation, indices)
        theorem = lean_theorem(derived, names, parse_fact(problem.goal).indexed(indices))
    except (DerivationError, LanguageError, LeanTextError, KeyError, IndexError) as error:
        return _open(problem, f"{type(error).__name__}: {error}")
    if theorem.statement != problem.lean:
        return _open(problem, "the derivation is not one of the problem's statement")
    found = rational_model(problem) if model else None
    tactics, term = (theorem.tactics, theorem.term) if script else (f"by exact {theorem.term}", "")
    return Proof(
        id=content_id("proof", theorem.statement, tactics, term),
        problem_id=problem.id,
        outcome=Outcome.CLASSICAL,
        statement=theorem.statement,
        tactic=tactics,
        term=term,
        steps=problem.derivation,
        prover=PROVER,
        search={"work": problem.difficulty.get("work", 0.0)},
        model=found[0] if found else "",
        model_proof=found[1] if found else "",
    )


def _open(problem: Problem, reason: str) -> Proof:
    return Proof(
        id=content_id("proof", problem.id),
        problem_id=problem.id,
        outcome=Outcome.OPEN,
        statement="",
        tactic="",
        term="",
        steps=[],
        prover=PROVER,
        reason=reason,
    )
