"""Makes a count of a case wrong; the right count refutes it."""

from __future__ import annotations

import re
from typing import Final

from factory.records import Corruption, Trace
from generators.choice import Choice
from generators.counting.cases import cases
from generators.counting.description import Question
from generators.counting.prove import solve, statement

_NUMBER: Final = re.compile(r"(?<![\d(])\d+(?![\d)])")  # "(5)" cites a line


def corrupted(question: Question, trace: Trace) -> Corruption | None:
    """A line with another count than it should have; lines of cases without any list are left alone."""
    listed = cases(question.letters, question.conditions)
    choice = Choice(f"{trace.id}/corrupted")
    lines = [
        (step, question.conditions if step.rule == "counted" else listed[step.index].state)
        for step in trace.proof.steps
        if step.rule == "counted" or (step.rule == "cases" and listed[step.index].count)
    ]
    step, conditions = choice.pick(lines)
    right = listed[-1].count if step.rule == "counted" else listed[step.index].count
    wrong = right + choice.pick((1, 1, 2, -1))
    if wrong < 1:
        wrong = right + 1
    told = list(_NUMBER.finditer(step.words))
    if not told or int(told[-1][0]) != right:
        return None
    # A case is again a question, how many lists are as it leaves it, and the wrong count a claim about it.
    asked = Question(question.letters, conditions, wrong)
    before = step.conclusion.rpartition(" ")[0]
    return Corruption(
        step=step.index,
        conclusion=f"{before} {wrong}",
        words=f"{step.words[: told[-1].start()]}{wrong}{step.words[told[-1].end() :]}",
        statement=statement(asked),
        proof=solve(asked).term,
    )
