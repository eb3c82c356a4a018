"""The backend without a model: what it makes of sentences, and that it keeps to its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory.rephrase.content import Content
from factory.rephrase.faithfulness import Thresholds, faults, score
from factory.rephrase.formats import formats
from factory.rephrase.sentences import sentences
from factory.rephrase.template import rephrase

TEXT = (
    "A pulley is a wheel with a groove for a rope. "
    "Dr. Hale hung one from a beam 4 metres above the floor in 1931. "
    "It still turns. The rope slips because the groove is worn. Oil helps for two weeks, e.g. in winter."
)


def test_sentences_end_where_they_end() -> None:
    assert [one.text for one in sentences(TEXT)] == [
        "A pulley is a wheel with a groove for a rope.",
        "Dr. Hale hung one from a beam 4 metres above the floor in 1931.",
        "It still turns.",
        "The rope slips because the groove is worn.",
        "Oil helps for two weeks, e.g. in winter.",
    ]
    assert sentences("A heading\n\nIt costs 3.50 dollars. Why?")[0].text == "It costs 3.50 dollars."


def test_a_table_of_definitions_and_figures() -> None:
    table = rephrase(sentences(TEXT), "table")
    assert table is not None
    assert "| A pulley | a wheel with a groove for a rope |" in table
    assert "| Dr. Hale hung one from a beam … above the floor in … | 4 metres; 1931 |" in table
    assert "| Oil helps for …, e.g. in winter | two weeks |" in table


def test_questions_with_their_answers() -> None:
    faq = rephrase(sentences(TEXT), "faq")
    assert faq is not None
    assert "Q: A pulley: what is meant?\nA: A pulley is a wheel with a groove for a rope." in faq
    assert "Q: “The rope slips” – why?\nA: Because the groove is worn." in faq
    assert "Q: “Oil helps for …, e.g. in winter” – which figure belongs in the gap?\nA: Two weeks." in faq


def test_many_figures_do_not_make_the_questions_longer_than_the_text() -> None:
    text = "In 1918 the town bought 25 boats for 2,000 coins from 3 yards. A lock is a device to raise them. "
    text += "In 1924 it sold 12 of them for 900 coins at 2 fairs, since 7 ports were closed."
    faq = rephrase(sentences(text), "faq")
    assert faq is not None and "Q: A lock: what is meant?" in faq and 3 <= faq.count("Q: ") < 8
    found = score(Content(text), faq, formats()["faq"])
    assert not faults(found, Thresholds(), formats()["faq"])


def test_facts_are_understood_alone() -> None:
    facts = rephrase(sentences(TEXT), "facts")
    assert facts is not None and len(facts.splitlines()) == 4
    assert "- Dr. Hale hung one from a beam 4 metres above the floor in 1931. It still turns." in facts


@pytest.mark.parametrize("form", ["table", "faq", "facts"])
def test_what_has_nothing_to_show_gives_no_record(form: str) -> None:
    assert rephrase(sentences("It rained. "), form) is None
    assert rephrase(sentences(""), form) is None


@given(
    st.lists(st.sampled_from([one.text for one in sentences(TEXT)]), max_size=8),
    st.sampled_from(["table", "faq", "facts"]),
)
def test_numbers_and_names_are_those_of_the_source(said: list[str], form: str) -> None:
    text = " ".join(said)
    record = rephrase(sentences(text), form)
    if record is not None:
        scores = score(Content(text), record, formats()[form])
        assert scores.structure and scores.number_precision == scores.name_precision == 1
