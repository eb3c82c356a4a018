"""Near-duplicates that were planted, and texts that are merely alike."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from factory.mix import near

Corpus = Callable[[int, int], list[str]]


def shingle_set(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + near.SHINGLE]) for at in range(max(1, len(words) - near.SHINGLE + 1))}


def similarity(a: str, b: str) -> float:
    one, other = shingle_set(a), shingle_set(b)
    return len(one & other) / len(one | other)


def edited(text: str, choice: random.Random, edits: int) -> str:
    words = text.split()
    for _ in range(edits):
        words[choice.randrange(len(words))] = "edited"
    return " ".join(words)


def found(texts: list[str], threshold: float) -> list[bool]:
    array = pa.array(texts, pa.large_string())
    signed = near.signatures(near.shingled(array))
    sizes = np.array([len(text.split()) for text in texts], np.int64)
    return near.repeats(signed, sizes, lambda rows: array.take(pa.array(rows)), threshold).tolist()


@pytest.mark.parametrize("threshold", [0.6, 0.8, 0.9])
def test_planted_pairs_are_found_and_nothing_else(corpus: Corpus, threshold: float) -> None:
    choice = random.Random(3)
    originals = [text for text in corpus(1500, 4) if len(text.split()) > 20]
    copies = [edited(text, choice, choice.randint(0, 4)) for text in originals]
    truth = np.array([similarity(a, b) >= threshold for a, b in zip(originals, copies, strict=True)])
    answer = np.array(found(originals + copies, threshold))
    assert not answer[: len(originals)].any()
    copied = answer[len(originals) :]
    assert (copied & truth).sum() >= 0.98 * truth.sum()
    assert not (copied & ~truth).any()
    assert 0.1 < truth.mean() < 0.9


def test_jaccard_is_exact(corpus: Corpus) -> None:
    choice = random.Random(1)
    texts = [*corpus(40, 9), "few words", "few words", ""]
    texts += [edited(text, choice, 2) for text in texts[:40]]
    array = pa.array(texts, pa.large_string())
    a = np.array([choice.randrange(len(texts)) for _ in range(300)] + list(range(40)))
    b = np.array([choice.randrange(len(texts)) for _ in range(300)] + list(range(43, 83)))
    computed = near.jaccard(lambda rows: array.take(pa.array(rows)), a, b)
    for i, j, value in zip(a.tolist(), b.tolist(), computed.tolist(), strict=True):
        expected = 0.0 if not texts[i] or not texts[j] else similarity(texts[i], texts[j])
        assert value == pytest.approx(expected)


def test_a_text_edited_again_and_again_leaves_one(corpus: Corpus) -> None:
    chain = [corpus(1, 8)[0] + " and so on"] * 30
    chain = [f"{text} {'more ' * (i % 2)}".strip() for i, text in enumerate(chain)]
    assert found(chain, 0.8) == [False] + [True] * 29


def test_no_texts_and_texts_without_words() -> None:
    assert found([], 0.8) == []
    assert found(["", " "], 0.8) == [False, False]


@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.8, 0.95, 1.0])
def test_bands_catch_pairs_at_the_threshold(threshold: float) -> None:
    rows = near.band_rows(threshold)
    assert 1 - (1 - threshold**rows) ** (near.PERMUTATIONS // rows) >= 0.995
