"""Problem records from problems, their proofs and pictures; what a run of the miner writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from factory.records import Figure, Problem, Provenance, Step, content_id
from generators.choice import Choice
from generators.geometry.derivation import ALGEBRA, PREMISE, Line, certificate, lines
from generators.geometry.facts import Fact
from generators.geometry.language import clauses_text, problem_text
from generators.geometry.lean import LeanTextError, lean_statement, lean_theorem
from generators.geometry.problem import GeometryProblem
from generators.geometry.words.clauses import listing
from generators.geometry.words.facts import readable
from generators.geometry.words.statement import statement
from generators.geometry.words.steps import step_words
from generators.geometry.words.templates import shown
from search.geometry import IndexedFact, Picture
from search.geometry_engine import Proof, Term
from search.geometry_engine import Step as EngineStep

NAME = "geometry"
_SMALL = 4  # so are the coefficients of nearly all certificates


def problem_id(key: bytes) -> str:
    """The id of the problem whose statement has this canonical key."""
    return content_id("problem", NAME, key.hex())


def record(
    problem: GeometryProblem,
    proof: Proof,
    picture: Picture,
    svg: str,
    *,
    key: bytes,
    difficulty: Mapping[str, float],
    provenance: Provenance,
    contaminates: list[str],
) -> Problem:
    """The record of a problem with plain point names, one goal and its proof.

    `picture` has the coordinates of `problem.points`, `key` is the statement's canonical key. The goal is
    stated in a readable form, for which the proof may get one step more.
    """
    identity = problem_id(key)
    goal = readable(problem.goals[0])
    proof = ending_with(proof, goal.indexed({point: i for i, point in enumerate(problem.points)}))
    stated = GeometryProblem(problem.clauses, (goal,))
    told = lines(proof, problem.points)
    origins = {premise.fact: premise.clause for premise in problem.premises}
    hypotheses = [fact for fact, clause in origins.items() if clause < len(problem.clauses)]
    hypotheses += dict.fromkeys(c for line in told for c in line.conditions if c.kind != "diff")
    return Problem(
        id=identity,
        domain=NAME,
        canonical=key.hex(),
        hypotheses=list(map(str, hypotheses)),
        goal=str(goal),
        lean=lean_text(proof, problem.points, goal),
        words=statement(stated, Choice(f"{identity}/statement")),
        difficulty=dict(difficulty),
        provenance=provenance,
        contaminates=contaminates,
        formal=problem_text(stated),
        auxiliary=clauses_text(problem.auxiliary),
        figure=Figure(
            points=list(problem.points), coordinates=[float(x) for x in picture.ravel().tolist()], svg=svg
        ),
        derivation=_derivation(problem, proof, told, origins, Choice(f"{identity}/steps")),
    )


def ending_with(proof: Proof, goal: IndexedFact) -> Proof:
    """The proof with a step at its end that restates the goal in a readable form, where that is another."""
    last = len(proof.steps) - 1
    if goal == proof.steps[last].fact or goal.kind == "cyclic":
        return proof
    # Forms that `readable` takes for one another have the same single relation.
    return Proof((*proof.steps, EngineStep(goal, ALGEBRA, (), (), ((Term(last, 0, Fraction(1)),),))))


def lean_text(proof: Proof, names: Sequence[str], goal: Fact) -> str:
    """The theorem's statement in Lean; "" where there is none, for a reason that `prove` gives."""
    indexed = goal.indexed({point: i for i, point in enumerate(names)})
    try:
        if _has_large_numbers(proof):
            return lean_theorem(proof, names, indexed).statement
        return lean_statement(proof, names, indexed)
    except LeanTextError:
        return ""


def _has_large_numbers(proof: Proof) -> bool:
    """Whether a replay of the proof may need numbers that its digits do not hold."""
    return any(
        step.fact.kind == "rconst"
        or any(
            max(map(abs, term.coefficient.as_integer_ratio())) > _SMALL
            for terms in step.certificates
            for term in terms
        )
        for step in proof.steps
    )


def _derivation(
    problem: GeometryProblem,
    proof: Proof,
    told: Sequence[Line],
    origins: Mapping[Fact, int],
    choice: Choice,
) -> list[Step]:
    """The steps of a proof with their words; premises are told by the points whose clause states them."""
    clauses, stated, names = problem.all_clauses, len(problem.clauses), problem.points
    steps = []
    for step, line in zip(proof.steps, told, strict=True):
        chosen = made = ""
        if line.rule == PREMISE and (clause := origins.get(line.fact)) is not None:
            points = listing([shown(point) for point in clauses[clause].points])
            chosen, made = (points, "") if clause < stated else ("", points)
        steps.append(
            Step(
                index=line.index,
                rule=line.rule,
                premises=list(line.premises),
                conclusion=str(line.fact),
                words=step_words(line, choice, chosen=chosen, made=made),
                certificate=certificate(step, line, names),
            )
        )
    return steps
