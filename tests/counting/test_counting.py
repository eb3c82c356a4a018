"""Counting: numbers against brute force, proofs against Lean, words read back, canonical forms."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.counting.cases import TooMany, answer, cases
from generators.counting.description import Condition, Kind, Question, canonical, parse
from generators.counting.domain import Config, Counting, domain
from generators.counting.prove import solve, statement
from generators.counting.words import read

CONFIG = Config(matches=0)


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(CONFIG, 5, 0, 120).problems


def holds(c: Condition, w: tuple[int, ...]) -> bool:
    """What a condition says, of a whole list."""
    n = c.numbers
    said = {
        Kind.LENGTH: lambda: len(w) == n[0],
        Kind.SUM: lambda: sum(w) == n[0],
        Kind.RESIDUE: lambda: sum(w) % n[1] == n[0],
        Kind.COUNT: lambda: w.count(n[0]) == n[1],
        Kind.AVOIDS: lambda: not set(pairwise(w)) & set(c.pairs),
        Kind.AHEAD: lambda: all(w[:i].count(1) <= w[:i].count(0) for i in range(len(w) + 1)),
        Kind.CONTAINS: lambda: n[0] in w,
        Kind.DISTINCT: lambda: len(set(w)) == len(w),
        Kind.STARTS: lambda: w[:1] == n,
        Kind.ENDS: lambda: w[-1:] == n,
    }
    return said[c.kind]()


def lists(asked: Question) -> Iterator[tuple[int, ...]]:
    """All lists that satisfy the conditions, by going through all that are short or small enough."""
    bound = {c.kind: c.numbers[0] for c in asked.conditions if c.kind in (Kind.LENGTH, Kind.SUM)}
    length, total = bound.get(Kind.LENGTH), bound.get(Kind.SUM)
    kept = (Kind.AVOIDS, Kind.AHEAD, Kind.DISTINCT)
    counted = [c for c in asked.conditions if c.kind is Kind.COUNT]

    def extended(w: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if (length is None or len(w) == length) and all(holds(c, w) for c in asked.conditions):
            yield w
        # What is too much, or comes twice, stays so; neighbours and beginnings are those of the whole list.
        for a in asked.letters:
            v = (*w, a)
            if (
                (length is None or len(v) <= length)
                and (total is None or sum(v) <= total)
                and all(holds(c, v) for c in asked.conditions if c.kind in kept)
                and all(v.count(c.numbers[0]) <= c.numbers[1] for c in counted)
            ):
                yield from extended(v)

    return extended(())


def test_all_labels_are_right() -> None:
    for problem in domain.mine(CONFIG, 6, 0, int(os.environ.get("LABELS", "120"))).problems:
        asked = parse(problem.canonical)
        assert answer(asked) == sum(1 for _ in lists(asked)), problem.canonical


letters = st.lists(st.integers(0, 4), min_size=2, max_size=3, unique=True).map(lambda n: tuple(sorted(n)))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    used = draw(letters)
    letter = st.sampled_from(used)
    number = st.integers(0, 5)
    other = st.one_of(
        st.builds(lambda s: Condition(Kind.SUM, (s,)), st.integers(0, 9)),
        st.builds(lambda r, m: Condition(Kind.RESIDUE, (r, m)), st.integers(0, 4), st.integers(1, 4)),
        st.builds(lambda a, k: Condition(Kind.COUNT, (a, k)), letter, number),
        st.builds(
            lambda pairs: Condition(Kind.AVOIDS, pairs=tuple(sorted(pairs))),
            st.sets(st.tuples(letter, letter), min_size=1, max_size=4),
        ),
        st.just(Condition(Kind.AHEAD, (0,))),
        st.builds(lambda a: Condition(Kind.CONTAINS, (a,)), letter),
        st.just(Condition(Kind.DISTINCT)),
        st.builds(lambda a: Condition(Kind.STARTS, (a,)), letter),
        st.builds(lambda a: Condition(Kind.ENDS, (a,)), letter),
    )
    others = draw(st.lists(other, max_size=3, unique_by=lambda c: c.kind))
    return Question(used, (Condition(Kind.LENGTH, (draw(st.integers(0, 5)),)), *others), None)


@settings(max_examples=150, deadline=None)
@given(questions())
def test_cases_agree_with_brute_force(asked: Question) -> None:
    assert answer(asked) == sum(1 for _ in lists(asked))


@settings(max_examples=100, deadline=None)
@given(questions(), st.randoms(use_true_random=False))
def test_canonical_forms_keep_the_number(asked: Question, chance: object) -> None:
    first = canonical(asked)
    assert answer(first) == answer(asked)
    assert parse(str(first)) == first == canonical(first)
    for order in permutations(asked.conditions):
        assert canonical(Question(asked.letters, order, None)) == first


@settings(max_examples=60, deadline=None)
@given(questions())
def test_canonical_forms_forget_names_where_these_do_not_matter(asked: Question) -> None:
    numbers = {Kind.SUM, Kind.RESIDUE, Kind.AHEAD}
    if not any(c.kind in numbers for c in asked.conditions):
        names = dict(zip(asked.letters, reversed(asked.letters), strict=True))
        other = tuple(c.renamed(names).reversed() for c in asked.conditions)
        assert canonical(Question(asked.letters, other, None)) == canonical(asked)


def test_lean_counts_arbitrary_descriptions(shared_verifier: Verifier) -> None:
    """Every condition, alone and with others, over letters with gaps."""
    texts = [
        "of 0 2: length 3; residue 5 3",
        "of 1 4: length 3; residue 1 3 |- 3",
        "of 0 1 3: length 3; ahead 0; contains 3",
        "of 0 1 2: length 3; distinct |- 6",
        "of 0 1 2: length 0",
        "of 1 3: sum 7; avoids 1-1 |- 2",
        "of 0 4: length 3; sum 8; count 4 2",
        "of 1 2 3: length 3; starts 1; ends 3",
        "of 1 2: sum 5; ends 2 |- 2",
        "of 1 2: length 1; starts 2; ends 2",
    ]
    claims = []
    for number, text in enumerate(texts):
        asked = parse(text)
        found = solve(asked)
        claims.append(Claim(id=str(number), statement=statement(asked), proof=found.tactic, term=found.term))
    assert [v.reason for v in shared_verifier.verify(claims, trusted=True) if v.reason] == []


def test_wrong_counts_are_refused(problems: list[Problem], shared_verifier: Verifier) -> None:
    claims = []
    for problem in problems[:6]:
        asked = parse(problem.canonical)
        right = answer(asked)
        found = solve(Question(asked.letters, asked.conditions, None))
        text = statement(Question(asked.letters, asked.conditions, None))
        wrong = text.replace(f"Exactly {right} ", f"Exactly {right + 1} ")
        proof = found.term.replace(f"] {right})", f"] {right + 1})")
        assert proof != found.term
        claims += [
            Claim(id=problem.id, statement=wrong, proof=proof),
            Claim(id=problem.id, statement=wrong, proof=found.tactic),
        ]
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_questions_are_read_back(problems: list[Problem]) -> None:
    more = int(os.environ.get("LABELS", "0"))
    for problem in problems + (domain.mine(CONFIG, 7, 0, more).problems if more else []):
        told = Counting().tell(parse(problem.canonical), Choice(problem.id))
        assert told.text == problem.words
        assert str(canonical(read(told.given, told.question))) == problem.canonical


def test_no_condition_can_be_spared(problems: list[Problem]) -> None:
    for problem in problems:
        asked = parse(problem.canonical)
        for spared in asked.conditions:
            rest = tuple(c for c in asked.conditions if c is not spared)
            if any(c.kind is Kind.LENGTH for c in rest):
                assert answer(Question(asked.letters, rest, None)) != answer(asked)


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not a sentence"):
        read(["Ada has many codes."], "How many such codes are there?")
    for text in ("of 0 1: length", "of 0 1: size 3", "of a b: length 3", "of 0 1: follows 1 0-0"):
        with pytest.raises(ValueError, match="is not a"):
            parse(text)
    with pytest.raises(ValueError, match="no shape"):
        Config(shapes=["trees"])
    with pytest.raises(TooMany):
        cases((0, 1), (Condition(Kind.CONTAINS, (0,)), Condition(Kind.SUM, (3,))))


def test_longer_lists_take_more_cases() -> None:
    def steps(config: Config) -> float:
        found = [problem.difficulty["cases"] for problem in domain.mine(config, 1, 0, 30).problems]
        return sum(found) / len(found)

    short = Config(matches=0, max_length=4, max_number=9, min_cases=2)
    assert steps(Config(matches=0, max_cases=24, min_cases=10)) > 1.5 * steps(short)
