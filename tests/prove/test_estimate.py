"""pass@k against enumeration, and intervals against simulation."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory.prove.estimate import pass_at, rate


@given(st.lists(st.booleans(), min_size=1, max_size=9), st.data())
def test_it_is_the_share_of_choices_that_hold_a_proof(outcomes: list[bool], data: st.DataObject) -> None:
    k = data.draw(st.integers(1, len(outcomes)))
    choices = list(itertools.combinations(outcomes, k))
    assert pass_at(k, outcomes, stops=False) == pytest.approx(sum(map(any, choices)) / len(choices))


@given(st.integers(1, 7), st.integers(1, 7), st.fractions(0, 1, max_denominator=5))
def test_neither_way_of_drawing_is_biased(k: int, n: int, chance: Fraction) -> None:
    k, n = min(k, n), max(k, n)
    expected = {False: Fraction(0), True: Fraction(0)}
    for outcomes in itertools.product((False, True), repeat=n):
        weight = chance ** sum(outcomes) * (1 - chance) ** (n - sum(outcomes))
        first = outcomes.index(True) if True in outcomes else n - 1
        drawn: list[bool | None] = [*outcomes[: first + 1], *[None] * (n - first - 1)]
        for stops, known in ((False, list(outcomes)), (True, drawn)):
            value = pass_at(k, known, stops=stops)
            assert value is not None
            expected[stops] += weight * Fraction(value).limit_denominator(10**6)
    for value in expected.values():
        assert float(value) == pytest.approx(float(1 - (1 - chance) ** k), abs=1e-6)


def test_too_few_samples_say_nothing() -> None:
    assert pass_at(2, [False, None, None], stops=True) is None
    assert pass_at(2, [False, None, True], stops=True) is None
    assert pass_at(4, [True, None], stops=True) == 1.0
    assert pass_at(3, [True, False], stops=False) is None


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    chance, held = random.Random(5), 0
    for _ in range(2000):
        found = rate(float(chance.random() < 0.8) for _ in range(60))
        held += found.low <= 0.8 <= found.high
    assert 0.93 < held / 2000 < 0.98
    assert (rate([]).low, rate([]).high) == (0.0, 1.0)
