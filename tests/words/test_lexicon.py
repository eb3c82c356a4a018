"""The lexicons: enough clauses, correct denials, nothing that could be mistaken for a connective."""

from __future__ import annotations

import re

import pytest

from generators.propositional.formula import Atom
from generators.propositional.words.lexicon import (
    ENGLISH,
    LETTERS,
    NONSENSE,
    SYMBOLIC,
    lexicon,
    propositions,
)

JOINING = {"and", "or", "if", "then", "that", "both", "either", "not", "implies", "when", "claim"}
SPOKEN = (ENGLISH, NONSENSE)


@pytest.mark.parametrize("vocabulary", SPOKEN)
def test_clauses_are_many_and_distinct(vocabulary: str) -> None:
    clauses = lexicon(vocabulary).clauses()
    assert len(clauses) >= 600
    texts = [text for clause in clauses for text in (clause.affirmed, clause.denied)]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("vocabulary", SPOKEN)
def test_affirmed_clauses_hold_no_joining_word_or_punctuation(vocabulary: str) -> None:
    for clause in lexicon(vocabulary).clauses():
        words = clause.affirmed.split(" ")
        assert not JOINING.intersection(words), clause
        assert re.fullmatch(r"[A-Za-z' -]+", clause.affirmed), clause
        assert "" not in words


@pytest.mark.parametrize("vocabulary", SPOKEN)
def test_denials_are_one_negation_of_the_same_subject(vocabulary: str) -> None:
    for clause in lexicon(vocabulary).clauses():
        denied = clause.denied.split(" ")
        assert denied.count("not") + denied.count("cannot") == 1, clause
        subject = clause.affirmed.split(" ")[:2]
        # A name has one word before its verb, everything else at least an article and a noun.
        length = 1 if subject[0][0].isupper() else 2
        assert denied[:length] == subject[:length], clause


@pytest.mark.parametrize("vocabulary", (ENGLISH, NONSENSE, LETTERS, SYMBOLIC))
def test_atoms_of_a_problem_get_distinct_propositions(vocabulary: str) -> None:
    atoms = [Atom(index) for index in range(8)]
    for salt in map(str, range(300)):
        chosen = propositions(atoms, vocabulary, salt)
        assert list(chosen) == atoms
        assert len({clause.affirmed for clause in chosen.values()}) == len(atoms)
        assert chosen == propositions(atoms, vocabulary, salt)


def test_the_choice_depends_on_the_salt() -> None:
    atoms = [Atom(0), Atom(1)]
    assert len({propositions(atoms, ENGLISH, str(salt))[atoms[0]] for salt in range(200)}) > 150


def test_an_unknown_vocabulary_is_refused() -> None:
    with pytest.raises(ValueError, match="klingon"):
        propositions([Atom(0)], "klingon", "")
