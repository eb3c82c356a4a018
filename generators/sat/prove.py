"""Lean texts of formulas, their proofs, and the steps of the search that found them.

A clause is stated as a rule, from the variables that it denies to those that it leaves: `p → q → r ∨ s`.
"""

from __future__ import annotations

from collections.abc import Sequence

from factory.records import Outcome, Step
from generators.family import Solution
from generators.sat.formula import Clause, Formula
from generators.sat.refute import Tree, inject, tableau, term
from generators.sat.search import Event, Move, Run, search
from generators.steps import Steps

_LETTERS = "pqrstuvwxyzabcdefgijklmno"  # h begins the names of hypotheses
_DIRECT = 8  # up to so many variables the term is one case analysis, beyond it goes by the learnt clauses


def variable_name(variable: int) -> str:
    """The formal name of a variable: p, q, ..., p1, ..."""
    round_, letter = divmod(variable - 1, len(_LETTERS))
    return _LETTERS[letter] + (str(round_) if round_ else "")


def literal_text(literal: int) -> str:
    """A literal as a proposition."""
    return ("" if literal > 0 else "¬") + variable_name(abs(literal))


def clause_text(clause: Clause) -> str:
    """A clause as a rule; `False` where nothing is left."""
    denied = [variable_name(-literal) for literal in clause if literal < 0]
    left = " ∨ ".join(variable_name(literal) for literal in clause if literal > 0)
    if not left and denied:
        left = f"¬{denied.pop()}"
    return " → ".join((*denied, left or "False"))


def statement(formula: Formula) -> str:
    """That propositions cannot be as the clauses say, or that it is not so."""
    names = " ".join(variable_name(variable) for variable in range(1, formula.variables + 1))
    texts = [clause_text(clause) for clause in formula.clauses]
    hypotheses = " → ".join(text if text.isalnum() else f"({text})" for text in texts)
    claim = f"∀ {names} : Prop, {hypotheses} → False"
    return claim if search(formula).model is None else f"¬ {claim}"


def write_proof(formula: Formula) -> Solution:
    """The proof of `statement`; its steps have no words yet."""
    run = search(formula)
    steps = trace(formula, run)
    effort = {move.value: float(run.count(move)) for move in Move}
    if run.model is not None:
        values = ["True" if value else "False" for value in run.model]
        holds = [_holds(clause, run.model) for clause in formula.clauses]
        applied = " ".join(("h", *values, *(f"({proof})" for proof in holds)))
        tactic = f"by\n  intro h\n  exact {applied}"
        return Solution(Outcome.INTUITIONISTIC, tactic, f"fun h => {applied}", steps, effort)
    chain = _chain(formula, run)
    names = [variable_name(variable) for variable in range(1, formula.variables + 1)]
    binders = " ".join((*names, *map(_hypothesis, range(len(formula.clauses)))))
    lines = [f"intro {binders}", *(f"have {name} : {said} := {proof}" for name, said, proof in chain[:-1])]
    last = chain[-1][2]
    tactic = "by\n  " + "\n  ".join((*lines, f"exact {last}"))
    if formula.variables <= _DIRECT:
        body = _term(tableau(dict(enumerate(formula.clauses)), ()), ())
    else:
        body = " ".join((*(f"have {name} : {said} := {proof};" for name, said, proof in chain[:-1]), last))
    return Solution(Outcome.INTUITIONISTIC, tactic, f"fun {binders} => {body}", steps, effort)


def _hypothesis(number: int) -> str:
    return f"h{number + 1}"


def _chain(formula: Formula, run: Run) -> list[tuple[str, str, str]]:
    """The learnt clauses that are needed, the empty one last: name, statement, proof from earlier ones."""
    chain = []
    for number in run.needed:
        goal = run.clauses[number]
        proof = _term(tableau({n: run.clauses[n] for n in run.used[number]}, goal), goal)
        chain.append((_hypothesis(number), clause_text(goal), proof))
    return chain


def _term(tree: Tree, goal: Clause) -> str:
    return term(tree, goal, variable_name, _hypothesis)


def _holds(clause: Clause, model: Sequence[bool]) -> str:
    """The term that proves a clause when its variables are replaced by their truth values."""
    denied = [-literal for literal in clause if literal < 0]
    left = [literal for literal in clause if literal > 0]
    true = next((place for place, v in enumerate(left) if model[v - 1]), None)
    if true is not None:
        before = f"fun {' '.join('_' for _ in denied)} => " if denied else ""
        return before + inject("True.intro", true, len(left))
    false = next(place for place, v in enumerate(denied) if not model[v - 1])
    before = "fun " + " ".join("h" if place == false else "_" for place in range(len(denied)))
    return f"{before} => h.elim" if left else f"{before} => h"


def reasons(clause: Clause, model: Sequence[bool]) -> list[int]:
    """The literals of a clause that are true."""
    return [literal for literal in clause if model[abs(literal) - 1] == (literal > 0)]


def trace(formula: Formula, run: Run) -> list[Step]:
    """The clauses, the moves of the search with its dead ends, and what they showed; without words."""
    steps = Steps()
    lines = {n: steps.add("premise", [], clause_text(clause)) for n, clause in enumerate(formula.clauses)}
    truths: dict[int, int] = {}  # literal -> the line where it last became true

    def cited(event: Event) -> list[int]:
        clause = run.clauses[event.clause]
        return [lines[event.clause], *(truths[-literal] for literal in clause if literal != event.literal)]

    for event in run.events:
        match event.move:
            case Move.DECIDE:
                line = steps.add("decide", [], literal_text(event.literal), event.level, failed=event.failed)
                truths[event.literal] = line
            case Move.PROPAGATE:
                said = literal_text(event.literal)
                truths[event.literal] = steps.add(
                    "propagate", cited(event), said, event.level, failed=event.failed
                )
            case Move.CONFLICT:
                steps.add("conflict", cited(event), "False", event.level, failed=event.failed)
            case Move.LEARN:
                clause = run.clauses[event.clause]
                rule = "learn" if clause else "refuted"
                lines[event.clause] = steps.add(
                    rule, [lines[n] for n in event.used], clause_text(clause), event.level
                )
    if run.model is not None:
        literals = [v if value else -v for v, value in enumerate(run.model, 1)]
        model = steps.add("model", [], ", ".join(map(literal_text, literals)))
        for number, clause in enumerate(formula.clauses):
            said = literal_text(reasons(clause, run.model)[0])
            steps.add("holds", [lines[number], model], said)
    return steps
