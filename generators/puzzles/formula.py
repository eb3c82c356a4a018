"""Propositional formulas under assumptions: what is true or false already, and Lean terms that show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Connective(StrEnum):
    """The connectives, as Lean writes them."""

    AND = "∧"
    OR = "∨"
    IF = "→"
    IFF = "↔"


@dataclass(frozen=True, slots=True)
class Join:
    """Two formulas with a connective between."""

    connective: Connective
    left: Formula
    right: Formula


Formula: TypeAlias = int | Join  # a literal: a variable's number, from 1, negative where it is denied
Name = Callable[[int], str]
Known: TypeAlias = Mapping[int, bool]  # variable -> truth value


def value(formula: Formula, known: Known) -> bool | None:
    """The truth value, if what is known determines it."""
    if isinstance(formula, int):
        found = known.get(abs(formula))
        return None if found is None else found == (formula > 0)
    left, right = value(formula.left, known), value(formula.right, known)
    match formula.connective:
        case Connective.AND:
            return False if left is False or right is False else True if left and right else None
        case Connective.OR:
            return True if left or right else False if left is False and right is False else None
        case Connective.IF:
            return True if left is False or right else False if left and right is False else None
        case Connective.IFF:
            return None if left is None or right is None else left == right


def text(formula: Formula, name: Name) -> str:
    """The formula as a Lean proposition."""
    if isinstance(formula, int):
        return ("" if formula > 0 else "¬") + name(abs(formula))
    left, right = (
        text(part, name) if isinstance(part, int) else f"({text(part, name)})"
        for part in (formula.left, formula.right)
    )
    return f"{left} {formula.connective} {right}"


class Certifier:
    """Writes terms for formulas whose value is known, and keeps in `used` the literals that they rest on.

    `truth` gives the name of the proof of a variable or of its negation.
    """

    def __init__(self, known: Known, truth: Name) -> None:
        self.known = known
        self.truth = truth
        self.used: set[int] = set()

    def _cite(self, variable: int) -> str:
        literal = variable if self.known[variable] else -variable
        self.used.add(literal)
        return self.truth(literal)

    def proof(self, formula: Formula) -> str:
        """A term, in parentheses unless it is a name, for a formula that is true."""
        if isinstance(formula, int):
            return self._cite(abs(formula))
        left, right = formula.left, formula.right
        match formula.connective:
            case Connective.AND:
                return f"⟨{self.proof(left)}, {self.proof(right)}⟩"
            case Connective.OR if value(left, self.known):
                return f"(Or.inl {self.proof(left)})"
            case Connective.OR:
                return f"(Or.inr {self.proof(right)})"
            case Connective.IF:
                return self._arrow(left, right)
            case Connective.IFF:
                return f"⟨{self._arrow(left, right)}, {self._arrow(right, left)}⟩"

    def _arrow(self, left: Formula, right: Formula) -> str:
        if value(right, self.known):
            return f"(fun _ => {self.proof(right)})"
        return f"(fun h => ({self.refutation(left, 'h')}).elim)"

    def refutation(self, formula: Formula, proof: str) -> str:
        """A term for `False`, from a proof of a formula that is false.

        `proof` is a name, a projection or in parentheses.
        """
        if isinstance(formula, int):
            mine = self._cite(abs(formula))
            return f"{mine} {proof}" if formula > 0 else f"{proof} {mine}"
        left, right = formula.left, formula.right
        match formula.connective:
            case Connective.OR:
                parts = [f"(fun h => {self.refutation(part, 'h')})" for part in (left, right)]
                return f"{proof}.elim {parts[0]} {parts[1]}"
            case Connective.AND if value(left, self.known) is False:
                false, proof = left, f"{proof}.1"
            case Connective.AND:
                false, proof = right, f"{proof}.2"
            case Connective.IF:
                false, proof = right, f"({proof} {self.proof(left)})"
            case Connective.IFF if value(left, self.known):
                false, proof = right, f"({proof}.1 {self.proof(left)})"
            case Connective.IFF:
                false, proof = left, f"({proof}.2 {self.proof(right)})"
        return self.refutation(false, proof)
