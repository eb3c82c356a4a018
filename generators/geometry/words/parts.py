"""Which sentences of a problem its premises give back when they are lost."""

from __future__ import annotations

from factory.records import Part, Trace
from generators.geometry.derivation import PREMISE
from generators.geometry.words.page import Page
from generators.geometry.words.statement import JOINED, SENTENCE


def parts(trace: Trace) -> list[Part]:
    """The sentences all of whose facts are premises of the proof, and so told in its lines.

    The premises stay: they say what follows from the construction, and the construction is to be found.
    """
    page = Page(trace.problem, trace.proof, trace.id, renamed=False)
    used = {line.fact for line in page.lines if line.rule == PREMISE}
    facts: dict[int, bool] = {}  # clause -> whether all that it states is used
    for premise in page.problem.premises:  # auxiliary clauses, which have no sentence, come last
        facts[premise.clause] = facts.get(premise.clause, True) and premise.fact in used
    found, clause = [], 0
    for sentence in SENTENCE.finditer(trace.problem.words):
        told = range(clause, clause := clause + 1 + sentence[0].count(JOINED))
        if clause > len(page.problem.clauses):  # the goal
            break
        if any(facts.get(number) for number in told) and all(facts.get(number, True) for number in told):
            found.append(Part(start=sentence.start(), end=sentence.end()))
    return found
