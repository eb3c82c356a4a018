"""Makes a line of a search wrong: what it rests on may hold without it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from factory.records import Corruption, Step, Trace
from generators.choice import Choice
from generators.sat.formula import Clause, Formula
from generators.sat.prove import clause_text, literal_text, variable_name
from generators.sat.search import Move, search
from generators.sat.words import Cast, cast, sentence

_SHOWING: Final = frozenset({"propagate", "learn", "holds"})


def corrupted(formula: Formula, trace: Trace) -> Corruption | None:
    """A literal with its contrary, or a learnt clause with a literal turned round, that does not follow.

    Since the clauses of most formulas contradict each other, so that anything follows from all of them, a
    line is wrong if it does not follow from the lines that it cites.
    """
    choice = Choice(f"{trace.id}/corrupted")
    people = cast(formula, Choice(trace.problem.id))
    said = _clauses(formula, trace.proof.steps)
    lines = [
        step
        for step in trace.proof.steps
        if step.rule in _SHOWING and not step.failed and len(said[step.index]) == 1
    ]
    for step in choice.sample(lines, len(lines)):
        (right,) = said[step.index]
        place = choice.below(len(right))
        wrong = tuple(-literal if n == place else literal for n, literal in enumerate(right))
        cited = [clause for premise in step.premises for clause in said[premise]]
        words = _words(step, right, wrong, people, choice)
        found = _refuted(cited, wrong)
        if words and found:
            statement, proof = found
            return Corruption(
                step=step.index,
                conclusion=clause_text(wrong) if step.rule == "learn" else literal_text(wrong[0]),
                words=words,
                statement=statement,
                proof=proof,
            )
    return None


def _clauses(formula: Formula, steps: Sequence[Step]) -> list[tuple[Clause, ...]]:
    """What each line says: one clause, or of a model all its literals."""
    run = search(formula)
    literals = {
        literal_text(literal): literal
        for variable in range(1, formula.variables + 1)
        for literal in (variable, -variable)
    }
    learnt = iter([run.clauses[event.clause] for event in run.events if event.move is Move.LEARN])
    said: list[tuple[Clause, ...]] = []
    for step in steps:
        if step.rule == "premise":
            said.append((formula.clauses[step.index],))
        elif step.rule in ("learn", "refuted"):
            said.append((next(learnt),))
        elif step.rule == "conflict":
            said.append(((),))
        else:
            said.append(tuple((literals[text],) for text in step.conclusion.split(", ")))
    return said


def _words(step: Step, right: Clause, wrong: Clause, people: Cast, choice: Choice) -> str:
    """The line in words; empty where the words of the literal are not found."""
    if step.rule == "learn":
        return f"{step.words.partition(': ')[0]}: {sentence(wrong, people, choice)}"
    told = people.literal(right[0])
    return step.words.replace(told, people.literal(wrong[0])) if step.words.count(told) == 1 else ""


def _refuted(cited: Sequence[Clause], wrong: Clause) -> tuple[str, str] | None:
    """That a clause does not follow from others, with the proof by truth values; None where it does."""
    variables = sorted({abs(literal) for clause in (*cited, wrong) for literal in clause})
    for values in product((True, False), repeat=len(variables)):
        true = {literal * (1 if value else -1) for literal, value in zip(variables, values, strict=True)}
        if true.isdisjoint(wrong) and not any(true.isdisjoint(clause) for clause in cited):
            break
    else:
        return None
    names = " ".join(map(variable_name, variables))
    parts = " → ".join(f"({clause_text(clause)})" for clause in (*dict.fromkeys(cited), wrong))
    shown = " (by decide)" * len(set(cited))
    proof = f"fun h => absurd (h {' '.join(map(str, values))}{shown}) (by decide)"
    return f"¬ ∀ {names} : Prop, {parts}", proof
