"""A derivation as numbered lines for a person: what is said, by which rule, resting on which lines."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from factory.records import Deduced, Derivation, Multiple

_Term = tuple[int, int]  # a step and the number of one of its relations


def proof_lines(derivation: Derivation) -> list[str]:
    """The proof, without the steps that only say an earlier one in another way.

    A line of algebra ends with its certificate: the combination of relations of earlier lines, the relations
    of a line with several of them told apart by letters; one combination for each relation of its own.
    """
    page = _Page(derivation.steps)
    length = int(derivation.measures["length"])
    lines = [f"Proof of {derivation.goal} in {length} step{'' if length == 1 else 's'}"]
    for step in page.shown:
        mark = "*" if step.auxiliary else " "
        lines.append(f"{page.numbers[step.index]:>4}.{mark}{step.words}, {page.reason(step)}")
    conditions = [*derivation.conditions, "all points named are different"]
    lines.append(f"It holds where {'; '.join(conditions)}.")
    return lines


class _Page:
    """Which steps are shown, under which numbers, and what they rest on in terms of these."""

    def __init__(self, steps: list[Deduced]) -> None:
        self._steps = steps
        # Of restatements only the last step is shown, where it is worded differently.
        self.shown = [
            step
            for step in steps
            if not step.restates or (step is steps[-1] and steps[step.premises[0]].words != step.words)
        ]
        self.numbers = {step.index: number for number, step in enumerate(self.shown, 1)}
        self._several = {step for terms in self._all_terms() for (step, relation) in terms if relation > 0}

    def reason(self, step: Deduced) -> str:
        """Why a shown step holds."""
        if step.rule == "premise":
            return "given"
        if step.restates:
            return f"which is {self._listed(step.premises)}"
        if step.rule != "algebra":
            return f"by {step.rule} from {self._listed(step.premises)}"
        sums = [self._sum(self._resolved(row)) for row in step.certificate]
        return "by algebra: " + "; ".join(sums)

    def _listed(self, premises: Iterable[int]) -> str:
        numbers = sorted({self.numbers[self._origin(premise, 0)[0][0]] for premise in premises})
        return ", ".join(f"({number})" for number in numbers)

    def _origin(self, index: int, relation: int) -> tuple[_Term, Fraction]:
        """The relation of a shown step that a relation of some step says, and its sign."""
        sign = Fraction(1)
        while index not in self.numbers:
            (term,) = self._steps[index].certificate[relation]
            index, relation, sign = term.step, term.relation, sign * Fraction(term.coefficient)
        return (index, relation), sign

    def _resolved(self, row: Iterable[Multiple]) -> dict[_Term, Fraction]:
        total: dict[_Term, Fraction] = {}
        for multiple in row:
            term, sign = self._origin(multiple.step, multiple.relation)
            total[term] = total.get(term, Fraction(0)) + sign * Fraction(multiple.coefficient)
        return {term: coefficient for term, coefficient in total.items() if coefficient}

    def _all_terms(self) -> Iterable[dict[_Term, Fraction]]:
        return [self._resolved(row) for step in self.shown for row in step.certificate]

    def _sum(self, terms: dict[_Term, Fraction]) -> str:
        text = ""
        for (step, relation), coefficient in terms.items():
            letter = chr(ord("a") + relation) if step in self._several else ""
            text += " − " if coefficient < 0 else " + " if text else ""
            factor = "" if abs(coefficient) == 1 else f"{abs(coefficient)}·"
            text += f"{factor}({self.numbers[step]}{letter})"
        return text.strip() or "0"
