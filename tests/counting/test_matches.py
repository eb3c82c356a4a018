"""Matches of descriptions: bijections against all lists there are, Lean, words, canonical forms."""

from __future__ import annotations

import os
from itertools import pairwise, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.counting.description import Condition, Kind, Question
from generators.counting.domain import Config, Counting, domain
from generators.counting.match_words import read_match
from generators.counting.matching import (
    Match,
    Move,
    Rule,
    bijection,
    canonical_match,
    moved,
    parse_match,
)
from generators.counting.prove_match import match_statement, solve_match

CONFIG = Config(matches=1.0)
LABELS = int(os.environ.get("LABELS", "40"))


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(CONFIG, 5, 0, LABELS).problems


def holds(c: Condition, w: tuple[int, ...]) -> bool:
    """What a condition of a match says, of a whole list."""
    n = c.numbers
    if c.kind is Kind.AVOIDS:
        return all(pair not in c.pairs for pair in pairwise(w))
    said = {
        Kind.LENGTH: lambda: len(w) == n[0],
        Kind.SUM: lambda: sum(w) == n[0],
        Kind.RESIDUE: lambda: sum(w) % n[1] == n[0],
        Kind.COUNT: lambda: w.count(n[0]) == n[1],
        Kind.CONTAINS: lambda: n[0] in w,
        Kind.DISTINCT: lambda: len(set(w)) == len(w),
        Kind.STARTS: lambda: w[:1] == n,
        Kind.ENDS: lambda: w[-1:] == n,
    }
    return said[c.kind]()


def lists(asked: Question) -> set[tuple[int, ...]]:
    """All lists that are as described, by trying all of the length."""
    length = next(c.numbers[0] for c in asked.conditions if c.kind is Kind.LENGTH)
    return {w for w in product(asked.letters, repeat=length) if all(holds(c, w) for c in asked.conditions)}


def test_labels_are_those_of_lists(problems: list[Problem]) -> None:
    for problem in problems:
        match = parse_match(problem.canonical)
        first, second = lists(match.first), lists(match.second)
        assert (len(first) == len(second)) == (problem.difficulty["answer"] == 1), problem.canonical
        found = bijection(match)
        if found:
            images = second if found.back else first
            for move in found.moves:
                images = {move.list_image(w) for w in images}
            assert images == (first if found.back else second), problem.canonical


@st.composite
def described(draw: st.DrawFn) -> Question:
    used = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=2, max_size=3))))
    letter, number = st.sampled_from(used), st.integers(0, 4)
    other = st.one_of(
        st.builds(lambda s: Condition(Kind.SUM, (s,)), st.integers(0, 12)),
        st.builds(lambda a, k: Condition(Kind.COUNT, (a, k)), letter, number),
        st.builds(
            lambda p: Condition(Kind.AVOIDS, pairs=tuple(sorted(p))),
            st.sets(st.tuples(letter, letter), min_size=1),
        ),
        st.builds(
            lambda kind, a: Condition(kind, (a,)),
            st.sampled_from((Kind.CONTAINS, Kind.STARTS, Kind.ENDS)),
            letter,
        ),
        st.just(Condition(Kind.DISTINCT)),
    )
    others = draw(st.lists(other, max_size=3, unique_by=lambda c: c.kind))
    return Question(used, (Condition(Kind.LENGTH, (draw(st.integers(1, 4)),)), *others), None)


moves = st.one_of(
    st.just(Move(Rule.REST)),
    st.just(Move(Rule.REVERSED)),
    st.builds(lambda m: Move(Rule.MIRRORED, (m,)), st.integers(6, 9)),
    st.builds(lambda p, q: Move(Rule.SCALED, (p, q)), st.integers(1, 3), st.integers(0, 4)),
)


@settings(max_examples=150)
@given(described(), moves)
def test_images_are_as_described(asked: Question, move: Move) -> None:
    try:
        after = moved(move, asked)
    except ValueError:
        assume(False)
    assert {move.list_image(w) for w in lists(asked)} == (lists(after) if _possible(after) else set())


def _possible(asked: Question) -> bool:
    """A sum may become less than nothing, where no list had it."""
    return all(number >= 0 for c in asked.conditions for number in c.numbers)


@settings(max_examples=60)
@given(described(), st.lists(moves, min_size=1, max_size=2))
def test_canonical_forms_forget_sides_order_and_direction(asked: Question, made: list[Move]) -> None:
    after = asked
    try:
        for move in made:
            after = moved(move, after)
    except ValueError:
        assume(False)
    assume(_possible(after))
    first = canonical_match(Match(asked, after))
    turned = [
        Question(q.letters, tuple(c.reversed() for c in q.conditions[::-1]), None) for q in (after, asked)
    ]
    assert canonical_match(Match(*turned)) == first == canonical_match(first) == parse_match(str(first))


def test_lean_accepts_bijections_and_counts(problems: list[Problem], shared_verifier: Verifier) -> None:
    texts = [
        "of 0 3: length 4; sum 3; avoids 0-3 ~ of 6 9: length 4; sum 33; avoids 9-6",
        "of 1 4 6: length 4; sum 12; count 4 1; ends 1 ~ of 3 9 13: length 3; sum 25; count 9 1",
        "of 1 4 6: length 3; avoids 1-4; ends 4 ~ of 3 5 8: length 3; avoids 5-8; starts 5",
        "of 1 4 6: length 2; distinct ~ of 3 5 8: length 2; distinct",
        "of 2 4: length 3; sum 10 ~ of 2 4: length 4; sum 14; ends 4",
        "of 1 4: length 4; sum 10; starts 1; ends 4 ~ of 3 9: length 4; sum 24; starts 9; ends 3",
        "of 1 4: length 4 ~ of 6 9: length 4",
        "of 2 4: length 4; sum 14; starts 4 ~ of 2 4: length 3; sum 12",
    ]
    matches = [parse_match(text) for text in (*texts, *(p.canonical for p in problems[:20]))]
    claims = []
    for match in matches:
        found = solve_match(match)
        text = match_statement(match)
        claims.append(Claim(id=str(match), statement=text, proof=found.tactic, term=found.term))
    verdicts = shared_verifier.verify(claims, trusted=True)
    assert [(c.id, v.reason) for c, v in zip(claims, verdicts, strict=True) if v.reason] == []


def test_the_opposite_is_refused(problems: list[Problem], shared_verifier: Verifier) -> None:
    claims = []
    for problem in problems[:8]:
        match = parse_match(problem.canonical)
        text, found = match_statement(match), solve_match(match)
        opposite = text[1:] if text[0] == "¬" else f"¬{text}"
        claims += [Claim(id="", statement=opposite, proof=proof) for proof in (found.tactic, found.term)]
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_matches_are_read_back(problems: list[Problem]) -> None:
    for problem in problems:
        told = Counting().tell(parse_match(problem.canonical), Choice(problem.id))
        assert told.text == problem.words
        assert str(canonical_match(read_match(told.given, told.question))) == problem.canonical


def test_what_is_no_match_is_refused() -> None:
    with pytest.raises(ValueError, match="neither"):
        parse_match("of 0 1: length 3 |- 8 ~ of 0 1: length 3")
    with pytest.raises(ValueError, match="no bijection"):
        solve_match(parse_match("of 0 1: length 1 ~ of 0 1 2: length 1; avoids 0-0; count 0 0"))
    with pytest.raises(ValueError, match="not a comparison"):
        read_match(["Ada makes codes, whose numbers are taken from 0 and 1."], "Are they many?")
