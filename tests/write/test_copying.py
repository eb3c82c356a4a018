"""The measure of copying, against sets of word sequences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.write.copying import WORDS, CopyingStatistics


def share_of(texts: list[str]) -> float:
    statistics = CopyingStatistics()
    for text in texts:
        statistics.add(text)
    return statistics.share()


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from("ab"), max_size=40), max_size=6))
def test_it_is_the_share_of_sequences_that_came_before(documents):
    total, seen, copied = 0, set(), 0
    for words in documents:
        own = {tuple(words[start : start + WORDS]) for start in range(len(words) - WORDS + 1)}
        total += len(own)
        copied += len(own & seen)
        seen |= own
    found = share_of([" ".join(words) for words in documents])
    assert found == pytest.approx(copied / total if total else 0)


def test_order_of_words_matters():
    words = [f"word{number}" for number in range(WORDS)]
    assert share_of([" ".join(words), " ".join(reversed(words))]) == 0
    assert share_of([" ".join(words), " ".join(words)]) == 0.5
