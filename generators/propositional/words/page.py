"""A verified trace made ready for writing: its formulas parsed, its words chosen, its lines numbered.

A page belongs to one document. Every style reads it; it knows nothing of styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from factory.records import Outcome, Step, Trace
from generators.propositional.formula import (
    And,
    Atom,
    Bottom,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Sequent,
    Top,
    atoms,
    parse_symbols,
    symbols,
)
from generators.propositional.words.choice import Choice
from generators.propositional.words.lexicon import LETTERS, SYMBOLIC, propositions
from generators.propositional.words.statement import Task, word_statement
from generators.propositional.words.steps import rule, step_words, told_words
from generators.propositional.words.values import Valuation, Value
from generators.propositional.words.wording import Wording


class Reading:
    """What all documents of a trace share: the parsed sequent, the steps kept, the symbols of subformulas."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.outcome = trace.proof.outcome
        problem = trace.problem
        self.sequent = Sequent(
            tuple(parse_symbols(text) for text in problem.hypotheses), parse_symbols(problem.goal)
        )
        self.atoms: list[Atom] = atoms(*self.sequent.hypotheses, self.sequent.goal)
        self.steps: list[Step] = trace.proof.steps
        self._formulas: dict[str, Formula] = {}
        self._symbols: dict[Formula, str] = {}
        for formula in (*self.sequent.hypotheses, self.sequent.goal):
            self._learn(formula)

    def _learn(self, formula: Formula) -> None:
        """Remember the texts of a formula and its parts, for steps are mostly about these."""
        stack = [formula]
        while stack:
            part = stack.pop()
            if part in self._symbols:
                continue
            text = symbols(part)
            self._symbols[part] = text
            self._formulas[text] = part
            match part:
                case Not(body):
                    stack.append(body)
                case And(left, right) | Or(left, right) | Implies(left, right) | Iff(left, right):
                    stack += (left, right)
                case Atom() | Top() | Bottom():
                    pass

    def formula(self, text: str) -> Formula:
        """The formula that a step's symbols say; raises FormulaError."""
        found = self._formulas.get(text)
        if found is None:
            found = self._formulas[text] = parse_symbols(text)
        return found

    def symbols(self, formula: Formula) -> str:
        """The formula in symbols."""
        found = self._symbols.get(formula)
        if found is None:
            found = self._symbols[formula] = symbols(formula)
        return found

    @cached_property
    def kept(self) -> list[Step]:
        """The steps of the proof itself, without the branches that the search gave up."""
        return [step for step in self.steps if not step.failed]

    @cached_property
    def number(self) -> dict[int, int]:
        """The line number, from 1, of each kept step by its index."""
        return {step.index: place for place, step in enumerate(self.kept, 1)}

    @cached_property
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

    @cached_property
    def model(self) -> dict[Atom, bool]:
        """The countermodel, atom by atom; an atom that it leaves out may have any value, and gets false."""
        given = self.trace.proof.countermodel or {}
        return {atom: given.get(atom.name, False) for atom in self.atoms}

    @cached_property
    def evaluation(self) -> list[Value]:
        """The values of all compound subformulas under the countermodel, hypotheses first, goal last."""
        valuation = Valuation(self.model)
        for hypothesis in self.sequent.hypotheses:
            valuation.value(hypothesis)
        valuation.value(self.sequent.goal)
        return valuation.steps

    @cached_property
    def turnstile(self) -> str:
        """The sequent in symbols: `p, p → q ⊢ q`."""
        left = ", ".join(map(self.symbols, self.sequent.hypotheses))
        return f"{left} ⊢ {self.symbols(self.sequent.goal)}".lstrip()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an argument, for any outcome: a step of the proof or one value of an evaluation."""

    number: int
    symbols: str
    sign: str  # the rule's sign, or why the value is what it is
    uses: tuple[int, ...]  # line numbers
    depth: int
    words: str  # a sentence that cites other lines by number
    told: str  # the same for running text


class Page:
    """One document in the making; `choice` decides all that is left open, in the order of asking."""

    def __init__(self, reading: Reading, vocabulary: str, salt: str) -> None:
        self.reading = reading
        self.trace = reading.trace
        self.outcome = reading.outcome
        self.refuted = reading.refuted
        self.sequent = reading.sequent
        self.vocabulary = vocabulary
        self.formulaic = vocabulary in (SYMBOLIC, LETTERS)
        self.choice = Choice(salt)
        self.wording = Wording(propositions(reading.atoms, vocabulary, salt), vocabulary, self.choice)

    def pick(self, *options: str) -> str:
        """One of the texts."""
        return options[self.choice.below(len(options))]

    def statement(self, task: Task | None = None) -> str:
        """The sequent with its task in words; by default the task that the outcome fits."""
        if task is None:
            task = Task.REFUTE if self.refuted else Task.PROVE
        return word_statement(self.sequent, self.wording, task, self.choice)

    def say(self, formula: Formula) -> str:
        """The formula as a clause that ends a sentence or is followed by a comma."""
        return self.wording.whole(formula)

    @cached_property
    def goal(self) -> str:
        """The goal as a clause."""
        return self.say(self.sequent.goal)

    def truth(self, formula: Formula, true: bool) -> str:
        """The clause that the formula has the truth value: "the lamp is lit", "p ∧ q is false"."""
        if self.formulaic:
            return f"{self._name(formula)} is {'true' if true else 'false'}"
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

    def _name(self, formula: Formula) -> str:
        text = self.wording.clause(formula)
        if self.vocabulary == LETTERS and not isinstance(formula, Atom):
            return f"the claim that {text}"
        return text

    def worth_saying(self, values: Sequence[Value]) -> list[Value]:
        """The values without those that only repeat, in words, what was said ("it is false that ...")."""
        if self.formulaic:
            return list(values)
        return [value for value in values if not (isinstance(value.formula, Not) and self._repeats(value))]

    @staticmethod
    def _repeats(value: Value) -> bool:
        (body, true), *_ = value.uses
        return not true or isinstance(body, Atom)

    @cached_property
    def situation(self) -> str:
        """The countermodel in words: "the lamp is lit, but Mara does not play the cello"."""
        facts = [self.truth(atom, value) for atom, value in self.reading.model.items()]
        if not facts:
            return "nothing in particular is assumed"
        if len(facts) == 1:
            return facts[0]
        return f"{', '.join(facts[:-1])} and {facts[-1]}"

    @cached_property
    def situation_symbols(self) -> str:
        """The countermodel in symbols: `p = 1, q = 0`."""
        return ", ".join(f"{atom.name} = {int(value)}" for atom, value in self.reading.model.items())

    @cached_property
    def lines(self) -> list[Line]:
        """The whole argument, a line a step."""
        return self._value_lines() if self.refuted else [self._proof_line(step) for step in self.reading.kept]

    def _proof_line(self, step: Step) -> Line:
        reading, choice = self.reading, self.choice
        number = reading.number
        name = reading.rule_of[step.index]
        uses = tuple(number[premise] for premise in step.premises)
        conclusion = self.say(reading.formula(step.conclusion))
        premises = [f"line {use}" for use in uses]
        kept = reading.kept
        clauses = [self.say(reading.formula(kept[use - 1].conclusion)) for use in uses[:2]]
        return Line(
            number[step.index],
            step.conclusion,
            rule(name).sign,
            uses,
            step.depth,
            step_words(name, conclusion, premises, choice, symbolic=self.formulaic),
            told_words(name, conclusion, clauses, choice, symbolic=self.formulaic),
        )

    @cached_property
    def raw_lines(self) -> list[Line]:
        """The steps of the Lean proof itself in symbols, without words, whatever the outcome."""
        reading = self.reading
        number = reading.number
        return [
            Line(
                number[step.index],
                step.conclusion,
                rule(reading.rule_of[step.index]).sign,
                tuple(number[premise] for premise in step.premises),
                step.depth,
                "",
                "",
            )
            for step in reading.kept
        ]

    def _value_lines(self) -> list[Line]:
        lines: list[Line] = []
        number: dict[Formula, int] = {}
        for place, value in enumerate(self.worth_saying(self.reading.evaluation), 1):
            number[value.formula] = place
            uses = tuple(number[part] for part, _ in value.uses if part in number)
            cited = f" ({listed_lines(uses)})" if uses else ""
            claim = self.truth(value.formula, value.true)
            reason = self.reason(value)
            frame = self.pick(
                "{claim}, because {reason}{cited}.",
                "{claim}, since {reason}{cited}.",
                "{claim}, for {reason}{cited}.",
            )
            lead = self.pick("Here ", "Then ", "So ", "In this case ", "It turns out that ", "We find that ")
            lines.append(
                Line(
                    place,
                    f"{self.reading.symbols(value.formula)} = {int(value.true)}",
                    value.reason,
                    uses,
                    0,
                    lead + frame.format(claim=claim, reason=reason, cited=cited),
                    lead + frame.format(claim=claim, reason=reason, cited=""),
                )
            )
        return lines


def listed_lines(numbers: Sequence[int]) -> str:
    """ "line 2", "lines 2 and 3"."""
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    return f"lines {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
