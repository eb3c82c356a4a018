"""One document in the making: the parts of a trace, and how lines are numbered and cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factory.records import Step, Trace
from generators.choice import Choice


@dataclass(frozen=True, slots=True)
class Page:
    """A trace with its question in words. In the words of a step, `(3)` cites the third step."""

    trace: Trace
    given: tuple[str, ...]
    question: str
    answer: str
    choice: Choice

    @property
    def steps(self) -> Sequence[Step]:
        """All steps, the premises among them."""
        return self.trace.proof.steps

    @property
    def argument(self) -> list[Step]:
        """The steps that are not premises."""
        return [step for step in self.steps if step.rule != "premise"]

    @property
    def statement(self) -> str:
        """What is given and asked, in one paragraph."""
        return " ".join((*self.given, self.question))

    @property
    def cited_statement(self) -> str:
        """The same with numbers before the sentences that are given, as the steps cite them."""
        given = [f"({number}) {text}" for number, text in enumerate(self.given, 1)]
        return " ".join((*given, self.question))

    def pick(self, *options: str) -> str:
        """One of the options."""
        return self.choice.pick(options)

    def lean(self, proof: str) -> str:
        """The theorem in a fence, with the proof given."""
        return f"```lean\ntheorem {self.name} : {self.trace.proof.statement} := {proof}\n```"

    @property
    def name(self) -> str:
        """The theorem's name in Lean."""
        return f"{self.trace.problem.domain}_{self.trace.problem.id[:8]}"


def numbered(steps: Sequence[Step], mark: str = "({}) ") -> str:
    """The steps in words, one a line, numbered from 1 as they cite each other, deeper ones further in."""
    return "\n".join(f"{'  ' * step.depth}{mark.format(step.index + 1)}{step.words}" for step in steps)
