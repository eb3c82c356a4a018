"""Ways: answers against independent searches, proofs against Lean, words read back, canonical forms."""

from __future__ import annotations

import os
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.routes.domain import Config, Routes, domain
from generators.routes.graph import Asked, Question, Road, canonical, parse, shortest_ways, way
from generators.routes.words import read

road = st.builds(Road, st.integers(0, 4), st.integers(0, 4), st.integers(1, 9))
question = st.builds(
    Question,
    st.lists(road, min_size=1, max_size=9).map(tuple),
    st.sampled_from(Asked),
    st.integers(0, 4),
    st.integers(0, 4),
)


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(Config(), 5, 0, int(os.environ.get("LABELS", "300"))).problems


def bellman_and_ford(asked: Question) -> int | None:
    """The distance that is asked for, None where there is no way; our answer to the question is the same."""
    far = 10**6
    distance = [0 if place == asked.start else far for place in range(asked.places)]
    for _ in range(asked.places):
        for r in asked.roads:
            distance[r.target] = min(distance[r.target], distance[r.source] + r.length)
    assert shortest_ways(asked)[0] == {p: d for p, d in enumerate(distance) if d < far}
    roads = way(asked)
    assert (roads is not None) is (distance[asked.end] < far)
    if roads:
        used = [asked.roads[number] for number in roads]
        assert used[0].source == asked.start
        assert used[-1].target == asked.end
        assert all(a.target == b.source for a, b in pairwise(used))
        assert sum(r.length for r in used) == distance[asked.end]
    return None if roads is None else distance[asked.end]


@settings(max_examples=200)
@given(question)
def test_distances_are_those_of_bellman_and_ford(asked: Question) -> None:
    bellman_and_ford(asked)


def test_labels_are_those_of_bellman_and_ford(problems: list[Problem]) -> None:
    for problem in problems:
        asked = parse(problem.canonical)
        length = bellman_and_ford(asked)
        if asked.asked is Asked.SHORTEST:
            assert problem.answer.startswith(f"{length} ")
        else:
            assert problem.answer.startswith("No" if length is None else "Yes")


def test_a_wrong_length_is_refused(problems: list[Problem], shared_verifier: Verifier) -> None:
    claims = []
    for problem in problems:
        asked = parse(problem.canonical)
        if asked.asked is Asked.SHORTEST and len(claims) < 20:
            proof = domain.prove(Config(), [problem])[0]
            length = shortest_ways(asked)[0][asked.end]
            wrong = proof.statement.replace(f"k < {length} →", f"k < {length + 1} →")
            assert wrong != proof.statement
            claims.append(Claim(id=problem.id, statement=wrong, proof=proof.tactic))
    assert len(claims) == 20
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_questions_are_read_back(problems: list[Problem]) -> None:
    for problem in problems:
        told = Routes().tell(parse(problem.canonical), Choice(problem.id))
        assert told.text == problem.words
        found = canonical(read(told.given, told.question))
        assert str(found) == problem.canonical


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not a sentence"):
        read(["Ada likes Ben."], "Is there a way from Ada to Ben?")
    with pytest.raises(ValueError, match="not a question about roads"):
        parse("0->1 |- reach 0 1")


@settings(max_examples=80)
@given(question, st.randoms(use_true_random=False))
def test_canonical_forms_forget_names_and_order(asked: Question, chance: random.Random) -> None:
    names = chance.sample(range(9), 5)
    roads = [Road(names[r.source], names[r.target], r.length) for r in asked.roads]
    chance.shuffle(roads)
    other = Question(tuple(roads), asked.asked, names[asked.start], names[asked.end])
    assert canonical(other) == canonical(asked)
    assert parse(str(canonical(asked))) == canonical(asked)


def test_hops_are_what_the_configuration_says() -> None:
    config = Config(min_hops=9, max_hops=12, unreachable=0)
    hops = [problem.difficulty["hops"] for problem in domain.mine(config, 1, 0, 60).problems]
    assert len(hops) > 20
    assert min(hops) >= 9
