"""Statements in words have exactly one reading: they parse back to the sequent they came from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.records import Trace
from generators.choice import Choice
from generators.propositional.formula import (
    And,
    Atom,
    Bottom,
    Iff,
    Implies,
    Not,
    Or,
    Sequent,
    Top,
    parse_sequent,
)
from generators.propositional.mine import sequent_of
from generators.propositional.words import VOCABULARIES, parse_statement, statement
from generators.propositional.words.lexicon import ENGLISH, LETTERS, SYMBOLIC, propositions
from generators.propositional.words.parse import Reader, WordsError
from generators.propositional.words.statement import Task, statement_propositions, word_statement
from generators.propositional.words.wording import Wording

leaves = st.one_of(st.builds(Atom, st.integers(0, 5)), st.just(Top()), st.just(Bottom()))
formulas = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        *(st.builds(kind, inner, inner) for kind in (And, Or, Implies, Iff)),
    ),
    max_leaves=12,
)
sequents = st.builds(Sequent, st.lists(formulas, max_size=4).map(tuple), formulas)


@settings(max_examples=1000, deadline=None)
@given(sequents, st.sampled_from(VOCABULARIES), st.text("abcdef0123456789", max_size=6))
def test_a_statement_parses_back(sequent: Sequent, vocabulary: str, salt: str) -> None:
    text = statement(sequent, salt, vocabulary)
    assert parse_statement(text, statement_propositions(sequent, salt, vocabulary), vocabulary) == sequent


@settings(max_examples=300, deadline=None)
@given(sequents, st.sampled_from(VOCABULARIES), st.sampled_from(Task), st.integers(0, 10**6))
def test_every_task_parses_back(sequent: Sequent, vocabulary: str, task: Task, salt: int) -> None:
    choice = Choice(str(salt))
    known = statement_propositions(sequent, str(salt), vocabulary)
    text = word_statement(sequent, Wording(known, vocabulary, choice), task, choice)
    assert parse_statement(text, known, vocabulary) == sequent


def test_mined_problems_parse_back(traces: list[Trace]) -> None:
    for trace in traces:
        sequent = sequent_of(trace.problem)
        known = statement_propositions(sequent, trace.problem.id)
        assert parse_statement(trace.problem.words, known) == sequent


@given(formulas, formulas, st.sampled_from([ENGLISH, LETTERS]), st.integers(0, 1000))
@settings(max_examples=300, deadline=None)
def test_different_formulas_have_different_words(
    left: object, right: object, vocabulary: str, salt: int
) -> None:
    known = propositions([Atom(index) for index in range(6)], vocabulary, str(salt))
    wording = Wording(known, vocabulary, Choice(str(salt)))
    assert (wording.whole(left) == wording.whole(right)) == (left == right)  # type: ignore[arg-type]


def test_negated_atoms_are_denied_clauses() -> None:
    known = propositions([Atom(0)], ENGLISH, "x")
    assert Wording(known, ENGLISH, Choice("x")).clause(Not(Atom(0))) == known[Atom(0)].denied


def test_symbols_stay_symbols() -> None:
    text = statement(parse_sequent("&ab:>a|bc"), "salt", SYMBOLIC)
    assert "p ∧ q" in text and "p → q ∨ r" in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "p",
        "both p q",
        "both p and",
        "if p then q",
        "either p or q and r",
        "p if and only if",
        "if p, then",
    ],
)
def test_words_that_are_not_ours_are_refused(text: str) -> None:
    reader = Reader(propositions([Atom(0), Atom(1)], LETTERS, ""), LETTERS)
    if text == "p":
        assert reader.read(text) == Atom(0)
        return
    with pytest.raises(WordsError):
        reader.read(text)


def test_a_text_without_a_question_is_refused() -> None:
    with pytest.raises(WordsError, match="no goal sentence"):
        parse_statement("Suppose that p. The end.", propositions([Atom(0)], LETTERS, ""), LETTERS)
