"""That a theorem's hypotheses are true of some rational points: a proposition of Lean, and its proof."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from factory.records import Problem
from generators.geometry.derivation import read_proof
from generators.geometry.language import parse_problem
from generators.geometry.lean import lean_names
from generators.geometry.lean_conditions import rule_conditions
from generators.geometry.rational import rational_picture
from search.geometry_engine import RULES, bind

_HEAD: Final = re.compile(r"∀ \(F : Type\) \[OrderedField F\] \(([^:]+) : Point F\)( \(w : Point F\))?,")
# Half a right angle: all angles that rational points have are multiples of it.
_UNIT: Final = (1, 1)


def model_statement(theorem: str) -> str:
    """That the hypotheses of a theorem, as `lean_statement` writes it, are true of some rational points.

    Raises ValueError for another text.
    """
    head, *hypotheses = theorem.splitlines()[:-1]
    match = _HEAD.fullmatch(head)
    if match is None or not hypotheses or any(not text.endswith(" →") for text in hypotheses):
        raise ValueError(f"not a theorem of geometry: {head}")
    names = match[1] + (" w" if match[2] else "")
    said = " ∧\n".join(text.removesuffix(" →") for text in hypotheses)
    return f"∃ {names} : Point Rational,\n{said}"


def model_proof(coordinates: Sequence[tuple[int, int]]) -> str:
    """The proof by natural coordinates of the points, in their order."""
    return f"⟨{', '.join(f'grid {x} {y}' for x, y in coordinates)}, by decide +kernel⟩"


def rational_model(problem: Problem) -> tuple[str, str] | None:
    """The proposition about a mined problem and its proof; None where no rational picture was found.

    Raises LanguageError, DerivationError or ValueError for a record that the miner did not write.
    """
    names = problem.figure.points
    indices = {point: i for i, point in enumerate(names)}
    proof = read_proof(problem.derivation, indices)
    facts = [
        bind(condition, step.binding)
        for step in proof.steps
        if step.reason in RULES
        for condition in rule_conditions(step.reason)
    ]
    statement = model_statement(problem.lean)
    head, _, goal = problem.formal.partition(" ?")
    text = f"{head}; {problem.auxiliary} ?{goal}" if problem.auxiliary else problem.formal
    mentioned = statement.partition(" :")[0].split()[1:]
    numbers = {name: i for i, name in enumerate(lean_names(names))}
    points = [numbers[name] for name in mentioned if name != "w"]
    found = rational_picture(parse_problem(text), [*proof.premises, *facts], points, problem.id)
    if found is None:
        return None
    return statement, model_proof([*found, *([_UNIT] if "w" in mentioned else [])])
