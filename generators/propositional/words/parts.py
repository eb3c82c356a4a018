"""Which words of a problem its argument gives back when they are lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factory.records import Outcome, Part, Trace
from generators.propositional.formula import Sequent, atoms, parse_symbols
from generators.propositional.words.statement import SENTENCE, statement_propositions


def parts(trace: Trace) -> list[Part]:
    """The sentences of the hypotheses that the proof uses; where it uses none, clauses of the problem.

    A refutation is about truth values of letters: what a letter stands for has to be said elsewhere too.
    """
    problem = trace.problem
    sequent = Sequent(tuple(map(parse_symbols, problem.hypotheses)), parse_symbols(problem.goal))
    refuted = trace.proof.outcome is Outcome.REFUTED
    cited = {premise for step in trace.proof.steps if not step.failed for premise in step.premises}
    lines = {
        step.conclusion: step.index
        for step in trace.proof.steps
        if step.rule == "premise" and step.index in cited
    }
    found = []
    for place, (hypothesis, sentence) in enumerate(
        zip(problem.hypotheses, SENTENCE.finditer(problem.words), strict=False)
    ):
        others = (*sequent.hypotheses[:place], *sequent.hypotheses[place + 1 :], sequent.goal)
        known = refuted and set(atoms(sequent.hypotheses[place])) <= set(atoms(*others))
        if known or hypothesis in lines:
            premises = [lines[hypothesis]] if hypothesis in lines else []
            found.append(Part(start=sentence.start(), end=sentence.end(), premises=premises))
    return found or list(_clauses(problem.words, sequent, problem.id, refuted))


def _clauses(words: str, sequent: Sequent, salt: str, refuted: bool) -> Iterator[Part]:
    """Where an atom, or its denial, is said; of a refutation, if it is said more than once."""
    lowered = words.lower()
    for proposition in statement_propositions(sequent, salt).values():
        said = "|".join(re.escape(text.lower()) for text in (proposition.denied, proposition.affirmed))
        places = list(re.finditer(rf"(?<!\w)(?:{said})(?!\w)", lowered))
        if len(places) > refuted:
            yield from (Part(start=place.start(), end=place.end()) for place in places)
