"""Puts the lines of a proof into words when it is made, so that a trace can be read without a document."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from factory.records import Outcome, Problem, Proof, Step
from generators.choice import Choice
from generators.propositional.formula import Formula, Sequent, atoms, parse_symbols
from generators.propositional.words.lexicon import ENGLISH, SYMBOLIC, propositions
from generators.propositional.words.steps import cited, step_words
from generators.propositional.words.wording import Wording


def fill_words(problem: Problem, proof: Proof) -> Proof:
    """The proof with `words` in all of its steps, about the same lamps and cellos as `problem.words`.

    Steps are cited by their index. A refutation is worded in symbols, for it reasons about ⊤ and ⊥ in place
    of atoms. Raises UnknownRuleError for a rule without words.
    """
    if not proof.steps:
        return proof
    choice = Choice(f"{proof.id}/steps")
    refuted = proof.outcome is Outcome.REFUTED
    sequent = Sequent(tuple(map(parse_symbols, problem.hypotheses)), parse_symbols(problem.goal))
    vocabulary = SYMBOLIC if refuted else ENGLISH
    known = propositions(atoms(*sequent.hypotheses, sequent.goal), vocabulary, problem.id)
    wording = Wording(known, vocabulary, choice)
    parsed: dict[str, Formula] = {}

    def say(text: str) -> str:
        formula = parsed.get(text)
        if formula is None:
            formula = parsed[text] = parse_symbols(text)
        return wording.whole(formula)

    steps = [
        msgspec.structs.replace(step, words=_words(step, proof, say, choice, refuted)) for step in proof.steps
    ]
    return msgspec.structs.replace(proof, steps=steps)


def _words(step: Step, proof: Proof, say: Callable[[str], str], choice: Choice, refuted: bool) -> str:
    # The statement as a whole, with its quantifier, is the first and the last line of a refutation.
    if refuted and step.index == 0:
        return f"Suppose that the statement holds in every case: {step.conclusion}."
    if refuted and step.index == len(proof.steps) - 1:
        return f"So the statement does not hold in every case: {step.conclusion}."
    premises = [f"step {premise}" for premise in cited(step.rule, step.premises)]
    name = "attempt" if step.failed and step.rule != "dead_end" else step.rule
    return step_words(name, say(step.conclusion), premises, choice, symbolic=refuted)
