"""Every rule that the prover uses has words, and a proof's own lines are worded."""

from __future__ import annotations

import re

import pytest

from factory.records import Outcome, Trace
from generators.choice import Choice
from generators.propositional.words import UnknownRuleError, step_words
from generators.propositional.words.steps import cited, rules, told_words
from search.propositional import RULES


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_several_phrasings(rule: str) -> None:
    for premises in range(3):
        nouns = ["line 1", "line 2"][:premises]
        said = {step_words(rule, "p ∧ q", nouns, Choice(str(seed)), symbolic=True) for seed in range(60)}
        told = {told_words(rule, "p ∧ q", ["p", "q"][:premises], Choice(str(seed))) for seed in range(60)}
        for text in said | told:
            assert re.fullmatch(r"[A-Z].*[.]", text) or text.startswith("p"), text
            assert "{" not in text and "  " not in text
    assert len(said) >= 3 and len(told) >= 3


def test_the_conclusion_is_said() -> None:
    for rule in rules():
        if rule != "not_elim":
            assert "CONCLUSION" in step_words(rule, "CONCLUSION", ["line 1", "line 2"], Choice(rule))


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(UnknownRuleError, match="abracadabra"):
        step_words("abracadabra", "p", [], Choice(""))


def test_premises_are_cited_once_and_forwards() -> None:
    assert cited("and_intro", [3, 3]) == [3]
    assert cited("imp_intro", [5, 2]) == []
    assert cited("imp_intro", [2, 5]) == [2, 5]
    assert cited("imp_elim", [5, 2]) == [5, 2]


def test_proofs_come_with_words(traces: list[Trace]) -> None:
    for trace in traces:
        for step in trace.proof.steps:
            assert re.fullmatch(r"[A-Z][^{}]*[.]", step.words), step
            if trace.proof.outcome is Outcome.REFUTED and step.rule != "not_elim":
                assert step.conclusion in step.words
