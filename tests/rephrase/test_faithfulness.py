"""Planted faults are found, each by its own score; faithful records pass."""

from __future__ import annotations

import pytest

from factory.rephrase.content import Content, names_of
from factory.rephrase.faithfulness import Thresholds, faults, score
from factory.rephrase.formats import formats

SOURCE = (
    "The lighthouse at Cape Wrath was built in 1828 by Robert Stevenson. Its tower is 20 metres high. "
    "The light does not turn any more, and nobody lives there. Ships see it from 22 sea miles away."
)
FACTS = formats()["facts"]


def reasons(record: str, form: str = "facts", source: str = SOURCE) -> list[str]:
    return faults(score(Content(source), record, formats()[form]), Thresholds(), formats()[form])


FAITHFUL = (
    "- Robert Stevenson built the lighthouse at Cape Wrath in 1828.\n- The tower is twenty metres high.\n"
    "- The light does not turn any more, and nobody lives there.\n- It is seen from 22 sea miles away."
)


def test_a_faithful_record_passes() -> None:
    assert reasons(FAITHFUL) == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("1828", "1829", "number precision"),
        ("twenty metres", "twenty feet", "number precision"),
        ("in 1828", "long ago", "number recall"),
        ("twenty metres high", "high", "number recall"),
        ("Robert Stevenson", "Alan Turing and George Washington", "name precision"),
        ("does not turn any more, and nobody lives", "turns, and people live", "negations"),
        ("- It is", "- 3 + 4 = 8. It is", "equations"),
        ("\n", " ", "it is no facts"),
        ("away.", "away. " + "And so on and on it goes, " * 20, "length"),
    ],
)
def test_each_planted_fault_is_named(old: str, new: str, reason: str) -> None:
    found = reasons(FAITHFUL.replace(old, new))
    assert any(reason in one for one in found), found


def test_numbers_that_are_left_out_are_missed() -> None:
    assert any(
        "recall" in one
        for one in reasons("- The tower is high.\n- The light does not turn, nobody is there.")
    )


@pytest.mark.parametrize(
    "sum_", ["3 + 4 = 7", "2 * 3 + 4 = 10", "10 / 4 = 2.5", "1 / 3 = 0.33", "2,000 - 1 = 1,999"]
)
def test_true_sums_pass(sum_: str) -> None:
    assert score(Content(sum_), f"So {sum_}.", FACTS).wrong_sums == 0


@pytest.mark.parametrize("sum_", ["3 + 4 = 8", "2 * 3 + 4 = 14", "1 / 3 = 0.34", "5 / 0 = 1"])
def test_false_sums_are_counted(sum_: str) -> None:
    assert score(Content(sum_), f"So {sum_}.", FACTS).wrong_sums == 1


def test_structure_is_checked() -> None:
    table = "| a | b |\n| --- | --- |\n| 20 metres | 1828 |"
    assert score(Content(SOURCE), table, formats()["table"]).structure
    assert not score(Content(SOURCE), table + "\n| 22 | 3 | 4 |", formats()["table"]).structure
    assert score(Content(SOURCE), "Q: How high?\nA: 20 metres.", formats()["faq"]).structure
    assert not score(Content(SOURCE), "Q: How high?\nQ: Why?\nA: 20 metres.", formats()["faq"]).structure


def test_names_are_not_beginnings_of_sentences() -> None:
    assert names_of("The ship of John Smith sank. Nobody knew why. In Paris, they say so.") == [
        "John Smith",
        "Paris",
    ]


def test_copying_is_measured() -> None:
    assert score(Content(SOURCE), SOURCE, FACTS).copied == 1
    assert score(Content(SOURCE), FAITHFUL, FACTS).copied < 0.5
