"""Words of monadic questions are read back; canonical forms forget names and order."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.choice import Choice
from generators.monadic.domain import Config, Monadic, domain
from generators.monadic.sentence import (
    Fact,
    Literal,
    Question,
    Rule,
    Sentence,
    Some,
    canonical,
    parse,
    renamed,
)
from generators.monadic.words import read

FAMILY = Monadic()

literal = st.builds(Literal, st.integers(0, 3), st.booleans())
several = st.lists(literal, min_size=1, max_size=3, unique=True).map(tuple)
sentence = st.one_of(
    st.builds(Rule, several, several), st.builds(Some, several), st.builds(Fact, st.integers(0, 1), literal)
)
question = st.builds(Question, st.lists(sentence, max_size=4).map(tuple), sentence)


def test_questions_are_read_back() -> None:
    problems = domain.mine(Config(distractors=10), 3, 0, 600).problems
    for problem in problems:
        told = FAMILY.tell(parse(problem.canonical), Choice(problem.id))
        assert told.text == problem.words
        assert str(canonical(read(told.given, told.question))) == problem.canonical


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not a sentence"):
        read(["Most bakers are red."], "Does it follow that Ada is red?")
    with pytest.raises(ValueError, match="not a question"):
        read(["Every baker is red."], "Why?")


@given(question)
def test_texts_are_read_back(asked: Question) -> None:
    assert parse(str(asked)) == asked


@settings(max_examples=60)
@given(question, st.randoms(use_true_random=False))
def test_canonical_forms_forget_names_and_order(asked: Question, chance: random.Random) -> None:
    kinds = chance.sample(range(6), 4)
    people = chance.sample(range(3), 2)

    def change(old: Sentence) -> Sentence:
        new = renamed(old, kinds.__getitem__, people.__getitem__)
        if isinstance(new, Rule):
            return Rule(tuple(reversed(new.body)), tuple(reversed(new.head)))
        return new

    premises = [change(premise) for premise in asked.premises]
    chance.shuffle(premises)
    assert canonical(Question(tuple(premises), change(asked.claim))) == canonical(asked)


@settings(max_examples=25, deadline=None)
@given(question, question)
def test_canonical_forms_agree_with_brute_force(first: Question, second: Question) -> None:
    def variants(asked: Question) -> set[str]:
        found = set()
        for kinds in permutations(range(4)):
            for people in permutations(range(2)):
                these = [renamed(s, kinds.__getitem__, people.__getitem__) for s in asked.sentences]
                found.add(f"{sorted({str(premise) for premise in these[:-1]})} {these[-1]}")
        return found

    same = bool(variants(first) & variants(second))
    assert (canonical(first) == canonical(second)) is same
