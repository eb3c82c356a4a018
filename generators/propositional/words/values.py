"""Truth values worked out one subformula at a time, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generators.propositional.formula import (
    CONSTANTS,
    TRUTH,
    And,
    Atom,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Sequent,
    Top,
    holds,
)


@dataclass(frozen=True, slots=True)
class Value:
    """A compound formula, its truth value and why it has it; `uses` are the parts that decide."""

    formula: Formula
    true: bool
    reason: str
    uses: tuple[tuple[Formula, bool], ...]


# Why a compound formula has its value, by connective and the values of its parts.
_REASONS: Final[dict[type[Formula], dict[tuple[bool, bool], tuple[str, str]]]] = {
    And: {
        (True, True): ("both of its parts are true", "lr"),
        (True, False): ("its second part is false", "r"),
        (False, True): ("its first part is false", "l"),
        (False, False): ("both of its parts are false", "lr"),
    },
    Or: {
        (True, True): ("both of its parts are true", "lr"),
        (True, False): ("its first part is true", "l"),
        (False, True): ("its second part is true", "r"),
        (False, False): ("both of its parts are false", "lr"),
    },
    Implies: {
        (True, True): ("its conclusion is true", "r"),
        (True, False): ("its condition is true but its conclusion is false", "lr"),
        (False, True): ("its condition is false", "l"),
        (False, False): ("its condition is false", "l"),
    },
    Iff: {
        (True, True): ("both of its sides are true", "lr"),
        (True, False): ("its sides differ in truth value", "lr"),
        (False, True): ("its sides differ in truth value", "lr"),
        (False, False): ("both of its sides are false", "lr"),
    },
}


class Valuation:
    """The values of formulas under one model, worked out from the inside; each compound formula once."""

    def __init__(self, model: Mapping[Atom, bool]) -> None:
        self.model = model
        self.steps: list[Value] = []
        self._known: dict[Formula, bool] = {}

    def value(self, formula: Formula) -> bool:
        """The truth value; new compound formulas join `steps`. Raises KeyError for an unknown atom."""
        if isinstance(formula, Atom):
            return self.model[formula]
        if isinstance(formula, CONSTANTS):
            return isinstance(formula, Top)
        known = self._known.get(formula)
        if known is not None:
            return known
        if isinstance(formula, Not):
            inner = self.value(formula.body)
            result = not inner
            reason = "what it denies is false" if result else "what it denies is true"
            self.steps.append(Value(formula, result, reason, ((formula.body, inner),)))
        else:
            pair = self.value(formula.left), self.value(formula.right)
            result = TRUTH[type(formula)](*pair)
            reason, sides = _REASONS[type(formula)][pair]
            first, second = (formula.left, pair[0]), (formula.right, pair[1])
            uses = {"lr": (first, second), "l": (first,), "r": (second,)}[sides]
            self.steps.append(Value(formula, result, reason, uses))
        self._known[formula] = result
        return result


def refutes(model: Mapping[Atom, bool], sequent: Sequent) -> bool:
    """Whether the model makes every hypothesis true and the goal false."""
    values = dict(model)
    return all(holds(hypothesis, values) for hypothesis in sequent.hypotheses) and not holds(
        sequent.goal, values
    )
