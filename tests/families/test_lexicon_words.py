"""The shared lexicon: large enough, clean, and no word in two lists."""

from __future__ import annotations

import re

import pytest

from generators.lexicon import ENGLISH, LETTERS, NONSENSE, VOCABULARIES, article, lexicon, with_s


def test_english_is_large_enough() -> None:
    words = lexicon(ENGLISH)
    assert len(words.nouns) + len(words.verbs) + len(words.names) >= 2000
    assert len(lexicon(NONSENSE).nouns) >= 1000


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_no_word_is_two_things(vocabulary: str) -> None:
    words = lexicon(vocabulary)
    singulars, plurals = [n.singular for n in words.nouns], [n.plural for n in words.nouns]
    every = singulars + plurals + list(words.adjectives) + list(words.names) + [v.base for v in words.verbs]
    if vocabulary != LETTERS:
        every = [word.lower() for word in every]
    assert len(set(every)) == len(every)


@pytest.mark.parametrize("vocabulary", [ENGLISH, NONSENSE])
def test_words_are_plain(vocabulary: str) -> None:
    words = lexicon(vocabulary)
    for word in (*(n.plural for n in words.nouns), *(v.third for v in words.verbs)):
        assert re.fullmatch(r"[a-z]+", word)
    assert all(re.fullmatch(r"[A-Z][a-z]+", name) for name in words.names)


@pytest.mark.parametrize(
    ("word", "before"), [("owl", "an"), ("baker", "a"), ("heir", "an"), ("uniform", "a"), ("urchin", "an")]
)
def test_articles(word: str, before: str) -> None:
    assert article(word) == before


@pytest.mark.parametrize(
    ("word", "plural"), [("baker", "bakers"), ("box", "boxes"), ("pony", "ponies"), ("tray", "trays")]
)
def test_plurals(word: str, plural: str) -> None:
    assert with_s(word) == plural
