"""A verified trace made ready for writing: its formulas parsed, its words chosen, its lines numbered.

A page belongs to one document. Every style reads it; it knows nothing of styles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Final

from factory.records import Outcome, Step, Trace
from generators.choice import Choice
from generators.once import once
from generators.propositional.formula import (
    ATOM_NAMES,
    And,
    Atom,
    Formula,
    Not,
    Or,
    Sequent,
    atom_named,
    parse_symbols,
    symbols,
)
from generators.propositional.words.lexicon import LETTERS, SYMBOLIC, propositions
from generators.propositional.words.statement import Task, frame_statement
from generators.propositional.words.steps import cited, rule, step_words, told_words
from generators.propositional.words.values import Valuation, Value
from generators.propositional.words.wording import Wording

# Steps of all traces are mostly about the same small formulas.
_parse = lru_cache(maxsize=1 << 14)(parse_symbols)
_ATOM: Final = re.compile(rf"[{ATOM_NAMES}]\d*")


class Reading:
    """What all documents of a trace share: the parsed sequent, the steps kept, the countermodel's work."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.outcome = trace.proof.outcome
        self.steps: list[Step] = trace.proof.steps

    @once
    def sequent(self) -> Sequent:
        """The sequent, parsed. Documents in symbols do without it."""
        problem = self.trace.problem
        return Sequent(tuple(map(_parse, problem.hypotheses)), _parse(problem.goal))

    @once
    def atoms(self) -> list[Atom]:
        """The atoms of the sequent, by number."""
        problem = self.trace.problem
        names = set(_ATOM.findall(" ".join((*problem.hypotheses, problem.goal))))
        return sorted(map(atom_named, names), key=attrgetter("index"))

    @once
    def connectives(self) -> int:
        """How many connectives the sequent has."""
        problem = self.trace.problem
        return sum(map("".join((*problem.hypotheses, problem.goal)).count, "¬∧∨→↔"))

    @once
    def kept(self) -> list[Step]:
        """The steps of the proof itself, without the branches that the search gave up."""
        return [step for step in self.steps if not step.failed]

    @once
    def number(self) -> dict[int, int]:
        """The line number, from 1, of each kept step by its index."""
        return {step.index: place for place, step in enumerate(self.kept, 1)}

    @once
    def rule_of(self) -> dict[int, str]:
        """The name in `data/rules.toml` for each step by its index: of two cases the second is told apart."""
        second = {step.premises[3] for step in self.steps if step.rule == "or_elim" and not step.failed}
        names = {}
        for step in self.steps:
            if step.rule == "case":
                names[step.index] = "second_case" if step.index in second else "first_case"
            else:
                names[step.index] = step.rule
        return names

    @property
    def refuted(self) -> bool:
        """Whether the trace shows that the sequent is not valid."""
        return self.outcome is Outcome.REFUTED

    @once
    def model(self) -> dict[Atom, bool]:
        """The countermodel, atom by atom; an atom that it leaves out may have any value, and gets false."""
        given = self.trace.proof.countermodel or {}
        return {atom: given.get(atom.name, False) for atom in self.atoms}

    @once
    def evaluation(self) -> list[Value]:
        """The values of all compound subformulas under the countermodel, hypotheses first, goal last."""
        valuation = Valuation(self.model)
        for hypothesis in self.sequent.hypotheses:
            valuation.value(hypothesis)
        valuation.value(self.sequent.goal)
        return valuation.steps

    @once
    def turnstile(self) -> str:
        """The sequent in symbols: `p, p → q ⊢ q`."""
        problem = self.trace.problem
        return f"{', '.join(problem.hypotheses)} ⊢ {problem.goal}".lstrip()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an argument, for any outcome: a step of the proof or one value of an evaluation."""

    number: int
    symbols: str
    sign: str  # the rule's sign, or why the value is what it is
    uses: tuple[int, ...]  # line numbers
    depth: int


class Page:
    """One document in the making; `choice` decides all that is left open, in the order of asking."""

    def __init__(self, reading: Reading, vocabulary: str, salt: str) -> None:
        self.reading = reading
        self.trace = reading.trace
        self.outcome = reading.outcome
        self.refuted = reading.refuted
        self.given = bool(reading.trace.problem.hypotheses)
        self.vocabulary = vocabulary
        self.formulaic = vocabulary in (SYMBOLIC, LETTERS)
        self.choice = Choice(salt)
        self._said: dict[str, str] = {}  # formula in symbols -> in words: premises are repeated
        self.wording = Wording(propositions(reading.atoms, vocabulary, salt), vocabulary, self.choice)

    @property
    def sequent(self) -> Sequent:
        """The sequent, parsed."""
        return self.reading.sequent

    def pick(self, *options: str) -> str:
        """One of the texts."""
        return options[self.choice.below(len(options))]

    def statement(self, task: Task | None = None) -> str:
        """The sequent with its task in words; by default the task that the outcome fits."""
        if task is None:
            task = Task.REFUTE if self.refuted else Task.PROVE
        problem = self.trace.problem
        hypotheses = [self.say_text(text) for text in problem.hypotheses]
        return frame_statement(hypotheses, self.goal, task, self.choice)

    def say_text(self, text: str) -> str:
        """A formula in symbols as a clause that ends a sentence or is followed by a comma."""
        if self.wording.symbolic:
            return text
        said = self._said.get(text)
        if said is None:
            said = self._said[text] = self.wording.whole(_parse(text))
        return said

    @once
    def goal(self) -> str:
        """The goal as a clause."""
        return self.say_text(self.trace.problem.goal)

    def truth(self, formula: Formula, true: bool) -> str:
        """The clause that gives the formula its truth value: "the lamp is lit", "p ∧ q is false"."""
        verdict = "true" if true else "false"
        if self.wording.symbolic or (self.formulaic and isinstance(formula, Atom)):
            return f"{self.wording.clause(formula)} is {verdict}"
        if true:
            return self.wording.clause(formula)
        if isinstance(formula, Atom):
            return self.wording.propositions[formula].denied
        return f"it is false that {self.wording.clause(formula)}"

    def reason(self, value: Value) -> str:
        """Why a compound formula has its value; where one clause decides, that clause."""
        (part, true), *others = value.uses
        if self.formulaic or others or not isinstance(part, Atom) or not isinstance(value.formula, And | Or):
            return value.reason
        return self.truth(part, true)

    def worth_saying(self, values: Sequence[Value]) -> list[Value]:
        """The values without those that only repeat, in words, what was said ("it is false that ...")."""
        if self.wording.symbolic:
            return list(values)
        return [value for value in values if not (isinstance(value.formula, Not) and self._repeats(value))]

    @staticmethod
    def _repeats(value: Value) -> bool:
        (body, true), *_ = value.uses
        return not true or isinstance(body, Atom)

    @once
    def situation(self) -> str:
        """The countermodel in words: "the lamp is lit, but Mara does not play the cello"."""
        facts = [self.truth(atom, value) for atom, value in self.reading.model.items()]
        if not facts:
            return "nothing in particular is assumed"
        if len(facts) == 1:
            return facts[0]
        return f"{', '.join(facts[:-1])} and {facts[-1]}"

    @once
    def situation_symbols(self) -> str:
        """The countermodel in symbols: `p = 1, q = 0`."""
        return ", ".join(f"{atom.name} = {int(value)}" for atom, value in self.reading.model.items())

    @once
    def lines(self) -> list[Line]:
        """The whole argument, a line a step: the proof, or the evaluation under the countermodel."""
        if not self.refuted:
            return self.proof_lines
        lines: list[Line] = []
        number: dict[Formula, int] = {}
        for place, value in enumerate(self._values, 1):
            number[value.formula] = place
            uses = tuple(number[part] for part, _ in value.uses if part in number)
            text = f"{symbols(value.formula)} = {int(value.true)}"
            lines.append(Line(place, text, value.reason, uses, 0))
        return lines

    @once
    def _values(self) -> list[Value]:
        return self.worth_saying(self.reading.evaluation)

    @once
    def proof_lines(self) -> list[Line]:
        """The steps of the Lean proof itself, whatever the outcome."""
        reading = self.reading
        number, rule_of = reading.number, reading.rule_of
        return [
            Line(
                number[step.index],
                step.conclusion,
                rule(rule_of[step.index]).sign,
                tuple([number[premise] for premise in step.premises]),
                step.depth,
            )
            for step in reading.kept
        ]

    @once
    def words(self) -> list[str]:
        """A sentence for each of the lines, citing other lines by number."""
        if self.refuted:
            return [
                self._value_words(value, line) for value, line in zip(self._values, self.lines, strict=True)
            ]
        reading, choice, symbolic = self.reading, self.choice, self.formulaic
        return [
            step_words(
                reading.rule_of[step.index],
                self.say_text(step.conclusion),
                [f"line {use}" for use in cited(step.rule, line.uses)],
                choice,
                symbolic=symbolic,
            )
            for step, line in zip(reading.kept, self.lines, strict=True)
        ]

    @once
    def told(self) -> list[str]:
        """A sentence for each of the lines, for running text."""
        if self.refuted:
            return [self._value_words(value, None) for value in self._values]
        reading, choice, symbolic = self.reading, self.choice, self.formulaic
        steps, say = reading.steps, self.say_text
        return [
            told_words(
                reading.rule_of[step.index],
                say(step.conclusion),
                [say(steps[premise].conclusion) for premise in cited(step.rule, step.premises)[:2]],
                choice,
                symbolic=symbolic,
            )
            for step in reading.kept
        ]

    def _value_words(self, value: Value, line: Line | None) -> str:
        """One value with its reason; `line` when lines are to be cited."""
        lines = f" ({listed_lines(line.uses)})" if line and line.uses else ""
        lead = self.choice.pick(_VALUE_LEADS)
        link = self.choice.pick((", because ", ", since ", ", for "))
        return f"{lead} {self.truth(value.formula, value.true)}{link}{self.reason(value)}{lines}."


_VALUE_LEADS: Final = ("Here", "Then", "So", "In this case", "It turns out that", "We find that")


def listed_lines(numbers: Sequence[int]) -> str:
    """ "line 2", "lines 2 and 3"."""
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    return f"lines {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
