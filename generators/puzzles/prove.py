"""Lean texts of puzzles: the sayings hold exactly in the solution; and the steps that lead there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from factory.records import Outcome
from generators.family import Solution
from generators.parts import named
from generators.puzzles.formula import Certifier, Connective, Formula, Join, text
from generators.puzzles.question import Op, Question, Saying, solutions
from generators.puzzles.reason import Argument, Line, Reasoner, Refutation
from generators.steps import Steps

_LETTERS = "abcdefgij"  # s, h and k1, k2, ... are names of proofs
_CONNECTIVES = {Op.AND: Connective.AND, Op.OR: Connective.OR, Op.IF: Connective.IF, Op.IFF: Connective.IFF}


def variable_name(question: Question, variable: int) -> str:
    """a, b, ...: the first is a knight, ...; spyA, spyB, ...: the first is the spy, ..."""
    letter = _LETTERS[question.person(variable) - 1]
    return letter if variable <= question.people else f"spy{letter.upper()}"


def said(saying: Saying) -> Formula:
    """What is said."""
    return Join(_CONNECTIVES[saying.op], saying.left, saying.right) if saying.right else saying.left


def rules(question: Question) -> list[Formula]:
    """That just one person is the spy, who is no knight."""
    if not question.spy:
        return []
    spies = range(question.people + 1, 2 * question.people + 1)
    some: Formula = spies[-1]
    for spy in reversed(spies[:-1]):
        some = Join(Connective.OR, spy, some)
    pairs = [Join(Connective.IF, first, -second) for first, second in combinations(spies, 2)]
    return [some, *pairs, *(Join(Connective.IF, spy, question.people - spy) for spy in spies)]


def condition(question: Question, saying: Saying) -> Formula:
    """What it means that someone says it: someone who is no spy is a knight exactly when it is so."""
    equal = Join(Connective.IFF, saying.speaker, said(saying))
    return Join(Connective.IF, -(question.people + saying.speaker), equal) if question.spy else equal


def conditions(question: Question) -> list[Formula]:
    """The rules, then the sayings."""
    return [*rules(question), *(condition(question, saying) for saying in question.sayings)]


@lru_cache(maxsize=256)
def argument(question: Question) -> Argument:
    """The argument for the solution."""
    return Reasoner(conditions(question), question.variables).argue()


def solution_literals(question: Question) -> list[int]:
    """The solution as literals, variable by variable."""
    (kinds,) = solutions(question)
    return [v if kind else -v for v, kind in enumerate(kinds, 1)]


def statement(question: Question) -> str:
    """That the conditions hold exactly when everyone is what the solution says."""

    def show(formula: Formula) -> str:
        return text(formula, lambda variable: variable_name(question, variable))

    names = " ".join(variable_name(question, v) for v in range(1, question.variables + 1))
    given = " ∧ ".join(f"({show(formula)})" for formula in conditions(question))
    return f"∀ {names} : Prop, {given} ↔ {' ∧ '.join(map(show, solution_literals(question)))}"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Names of proofs: of the conditions k1, k2, ..., of a literal ha, nb, ..."""

    question: Question
    given: tuple[Formula, ...]

    def literal(self, literal: int) -> str:
        return text(literal, lambda variable: variable_name(self.question, variable))

    def name(self, literal: int) -> str:
        return ("h" if literal > 0 else "n") + variable_name(self.question, abs(literal))

    def have(self, line: Line) -> str:
        """`have nb : ¬b := ...`, without anything after it."""
        assumed = -line.literal
        name = self.name(assumed)
        found = self.contradiction(line.refuted, {abs(assumed): assumed > 0})
        direct = found.removeprefix(f"{name} ")
        if line.literal < 0:
            shown = f"fun {name} => {found}"
        elif direct != found and not re.search(rf"\b{name}\b", direct):
            shown = direct  # what contradicts the opposite does not depend on it
        else:
            shown = f"Classical.byContradiction (fun {name} => {found})"
        return f"have {self.name(line.literal)} : {self.literal(line.literal)} := {shown}"

    def contradiction(self, refuted: Refutation, assumed: dict[int, bool]) -> str:
        known = {abs(literal): literal > 0 for literal in refuted.used} | assumed
        known |= {abs(line.literal): line.literal > 0 for line in refuted.lines}
        haves = [f"{self.have(line)}; " for line in refuted.lines]
        certifier = Certifier(known, self.name)
        condition = self.given[refuted.condition]
        return "".join(haves) + certifier.refutation(condition, f"k{refuted.condition + 1}")


def write_proof(question: Question) -> Solution:
    """The proof of `statement`; its steps have no words yet."""
    given = tuple(conditions(question))
    writer = _Writer(question, given)
    found = argument(question)
    literals = solution_literals(question)
    known = {abs(literal): literal > 0 for literal in literals}
    haves = [writer.have(line) for line in found.lines]
    facts = [writer.name(literal) for literal in literals]
    result = f"⟨{', '.join(facts)}⟩"
    certifier = Certifier(known, writer.name)
    back = f"{named(facts)}⟨{', '.join(certifier.proof(formula) for formula in given)}⟩"
    head = named([f"k{number}" for number in range(1, len(given) + 1)])
    names = " ".join(variable_name(question, v) for v in range(1, question.variables + 1))
    only = "\n    ".join((f"refine {head}?_", *haves, f"exact {result}"))
    tactic = f"by\n  intro {names}\n  constructor\n  · intro s\n    {only}\n  · intro s\n    exact {back}"
    term = f"fun {names} => ⟨fun s => {head}{'; '.join((*haves, result))}, fun s => {back}⟩"
    search = {
        "lines": float(len(found.lines)),
        "assumptions": float(assumptions(found)),
        "attempts": float(len(found.attempts)),
    }
    return Solution(Outcome.CLASSICAL, tactic, term, _Tracer(writer, found).steps, search)


def assumptions(found: Argument) -> int:
    """How many lines need an assumption from which something must be drawn first."""

    def inside(lines: Sequence[Line]) -> int:
        return sum(bool(line.refuted.lines) + inside(line.refuted.lines) for line in lines)

    return inside(found.lines)


class _Tracer:
    """The steps of an argument: premises, what follows, assumptions with what refutes them, the check."""

    def __init__(self, writer: _Writer, found: Argument) -> None:
        self.writer = writer
        self.steps = Steps()
        question = writer.question
        start = "just one spy" if question.spy else "knight or knave"
        self.steps.add("premise", [], start)
        ruled = len(rules(question))
        self.places = [0] * ruled
        for formula in writer.given[ruled:]:
            self.places.append(len(self.steps))
            self.steps.add("premise", [], text(formula, lambda v: variable_name(question, v)))
        lines: dict[int, int] = {}
        for number, line in enumerate(found.lines):
            for attempt in found.attempts:
                if attempt.before == number:
                    inner = dict(lines)
                    inner[attempt.literal] = self._literal("try", [], attempt.literal, 1, failed=True)
                    for step in attempt.lines:
                        self._line(step, inner, 1, failed=True)
                    self.steps.add("stuck", [inner[attempt.literal]], "?", 1, failed=True)
            self._line(line, lines, 0)
        literals = solution_literals(question)
        cited = [lines[literal] for literal in literals]
        self.steps.add("solution", cited, ", ".join(map(writer.literal, literals)))
        last = len(self.steps) - 1
        for place in self.places[ruled:]:
            self.steps.add("check", [place, last], self.steps[place].conclusion)

    def _literal(
        self, rule: str, premises: Sequence[int], literal: int, depth: int, *, failed: bool = False
    ) -> int:
        return self.steps.add(rule, premises, self.writer.literal(literal), depth, failed=failed)

    def _line(self, line: Line, known: dict[int, int], depth: int, failed: bool = False) -> None:
        refuted = line.refuted
        place = self.places[refuted.condition]
        if not refuted.lines:
            cited = sorted(known[x] for x in refuted.used if x != -line.literal)
            known[line.literal] = self._literal("forced", [place, *cited], line.literal, depth, failed=failed)
            return
        inner = dict(known)
        inner[-line.literal] = self._literal("suppose", [], -line.literal, depth + 1, failed=True)
        for step in refuted.lines:
            self._line(step, inner, depth + 1, failed=True)
        used = {abs(x) for x in inner}
        closing = Certifier({v: v in inner for v in used}, str)
        closing.refutation(self.writer.given[refuted.condition], "")
        cited = sorted(inner[x] for x in closing.used)
        clash = self.steps.add("clash", [place, *cited], "False", depth + 1, failed=True)
        known[line.literal] = self._literal(
            "so", [inner[-line.literal], clash], line.literal, depth, failed=failed
        )
