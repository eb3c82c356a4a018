"""Grids: solutions against z3, proofs against Lean, words read back, canonical forms by brute force."""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import replace
from itertools import permutations

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.grids.domain import Config, Grids, domain
from generators.grids.prove import prove, said, statement
from generators.grids.puzzle import (
    COUNTS,
    NUMBERED,
    SYMMETRIC,
    Clue,
    Kind,
    Puzzle,
    Theme,
    canonical,
    parse,
    solutions,
)
from generators.grids.reason import cases, leaves
from generators.grids.words import read

FAMILY = Grids()
LABELS = int(os.environ.get("LABELS", "150"))


@st.composite
def puzzles(draw: st.DrawFn) -> Puzzle:
    """Small puzzles with any clues: two rows of three, or three free numbers."""
    rows = draw(st.sampled_from((0, 2)))
    count = 3 * rows or 3
    clues = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(Kind))
        places = tuple(draw(st.permutations(range(count)))[: COUNTS[kind]])
        clues.append(Clue(kind, places, draw(st.integers(0, 3)) if kind in NUMBERED else 0))
    return Puzzle(Theme.GRID if rows else Theme.COLOURS, 3, rows, 0 if rows else 3, tuple(clues))


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(Config(), 5, 0, LABELS).problems


def z3_clue(clue: Clue, of: list[z3.ArithRef]) -> z3.BoolRef:
    a, *rest = (of[place] for place in clue.places)
    b = rest[0] if rest else a
    beside = z3.Or(a - b == 1, b - a == 1)
    total = a + sum(rest)
    return {
        Kind.IS: a == clue.number,
        Kind.NOT: a != clue.number,
        Kind.SAME: a == b,
        Kind.DIFFER: a != b,
        Kind.NEXT: b == a + 1,
        Kind.BESIDE: beside,
        Kind.APART: z3.Not(beside),
        Kind.BEFORE: a < b,
        Kind.PAIR: total == clue.number,
        Kind.TRIPLE: total == clue.number,
    }[clue.kind]


def z3_solutions(puzzle: Puzzle) -> set[tuple[int, ...]]:
    """All models, each excluded once it was found."""
    of = [z3.Int(f"v{place}") for place in range(puzzle.numbers)]
    solver = z3.Solver()
    solver.add([z3.And(v >= 0, v < puzzle.size) for v in of])
    for row in range(puzzle.rows):
        solver.add(z3.Distinct(of[row * puzzle.size : (row + 1) * puzzle.size]))
    solver.add([z3_clue(clue, of) for clue in puzzle.clues])
    found = set()
    while solver.check() == z3.sat:
        model = solver.model()
        values = tuple(model.eval(v, model_completion=True).as_long() for v in of)
        found.add(values)
        solver.add(z3.Or([v != k for v, k in zip(of, values, strict=True)]))
    return found


def test_labels_are_those_of_z3(problems: list[Problem]) -> None:
    counts = Counter[tuple[str, int]]()
    for problem in problems:
        puzzle = parse(problem.canonical)
        found = z3_solutions(puzzle)
        assert set(solutions(puzzle)) == found
        assert problem.difficulty["solutions"] == len(found)
        assert problem.lean.count("Nat, ¬(Grids") + problem.lean.count("Nat, ¬(a <") == (not found)
        assert all(said(values) in problem.lean for values in found)
        counts[puzzle.theme, min(len(found), 2)] += 1
    assert len({theme for theme, _ in counts}) == 4
    assert {number for _, number in counts} == {0, 1, 2}


@settings(max_examples=60, deadline=None)
@given(puzzles())
def test_every_kind_of_clue_is_understood(puzzle: Puzzle) -> None:
    assert set(solutions(puzzle)) == z3_solutions(puzzle)


def test_lean_accepts_every_kind_of_clue(shared_verifier: Verifier) -> None:
    """Whatever the clues say, with few solutions or none, and with lemmas that domains seldom need."""
    chance = random.Random(1)
    claims: list[Claim] = []
    while len(claims) < 40:
        kinds = chance.choices(list(Kind), k=5)
        clues = []
        for kind in kinds:
            places = tuple(chance.sample(range(6), COUNTS[kind]))
            clues.append(Clue(kind, places, chance.randrange(4) if kind in NUMBERED else 0))
        puzzle = Puzzle(Theme.GRID, 3, 1, 3, tuple(clues))
        if len(solutions(puzzle)) <= 3 and leaves(cases(puzzle)) <= 40:
            solution = prove(puzzle)
            claims.append(
                Claim(id=str(puzzle), statement=statement(puzzle), proof=solution.tactic, term=solution.term)
            )
    verdicts = shared_verifier.verify(claims, trusted=True)
    assert [(claim.id, v.reason) for claim, v in zip(claims, verdicts, strict=True) if v.reason] == []


def test_wrong_solutions_are_refused(problems: list[Problem], shared_verifier: Verifier) -> None:
    claims = []
    for problem, proof in zip(problems[:30], domain.prove(Config(), problems[:30]), strict=True):
        puzzle = parse(problem.canonical)
        found = solutions(puzzle)
        if found:  # one of several is left out, or a value is another one
            last = said(found[-1])
            wrong = problem.lean.replace(f" ∨ ({last})", "") if len(found) > 1 else problem.lean
            if wrong == problem.lean:
                wrong = problem.lean.removesuffix(last) + said(
                    ((found[0][0] + 1) % puzzle.size, *found[0][1:])
                )
        else:
            wrong = statement(replace(puzzle, clues=puzzle.clues[:-1]))
            if wrong.count("¬(Grids") or "¬(a <" in wrong:
                continue
        claims.append(Claim(id=problem.id, statement=wrong, proof=proof.tactic))
    assert len(claims) > 15
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_questions_are_read_back(problems: list[Problem]) -> None:
    for problem in problems:
        told = FAMILY.tell(parse(problem.canonical), Choice(problem.id))
        assert told.text == problem.words
        assert str(canonical(read(told.given))) == problem.canonical


def test_answers_say_how_many_there_are(problems: list[Problem]) -> None:
    for problem in problems:
        told = FAMILY.tell(parse(problem.canonical), Choice(problem.id))
        found = int(problem.difficulty["solutions"])
        assert told.answer.count("; or ") == max(found - 1, 0)
        assert (" is " in told.answer and ": " in told.answer) is (found > 0) or "impossible" in told.answer


def renamed(puzzle: Puzzle, names: tuple[int, ...]) -> Puzzle:
    clues = tuple(replace(clue, places=tuple(names[place] for place in clue.places)) for clue in puzzle.clues)
    return replace(puzzle, clues=clues)


def brute_force(puzzle: Puzzle) -> list[tuple[str, int, tuple[int, ...]]]:
    """The least set of clues among all namings that keep rows together."""
    best: list[tuple[str, int, tuple[int, ...]]] | None = None
    count = puzzle.numbers
    for names in permutations(range(count)):
        if puzzle.rows and any(names[place] // 3 != names[place // 3 * 3] // 3 for place in range(count)):
            continue
        form = sorted(
            {
                (
                    str(clue.kind),
                    clue.number,
                    tuple(sorted(clue.places)) if clue.kind in SYMMETRIC else clue.places,
                )
                for clue in renamed(puzzle, names).clues
            }
        )
        if best is None or form < best:
            best = form
    assert best is not None
    return best


@settings(max_examples=60, deadline=None)
@given(puzzles(), puzzles())
def test_canonical_forms_are_those_of_brute_force(first: Puzzle, second: Puzzle) -> None:
    same = first.theme is second.theme and brute_force(first) == brute_force(second)
    assert (canonical(first) == canonical(second)) is same
    assert brute_force(canonical(first)) == brute_force(first)
    assert parse(str(canonical(first))) == canonical(first)


@settings(max_examples=60, deadline=None)
@given(puzzles(), st.randoms(use_true_random=False))
def test_canonical_forms_forget_names_and_order(puzzle: Puzzle, chance: random.Random) -> None:
    if puzzle.rows:
        rows = chance.sample([chance.sample(range(3), 3), chance.sample(range(3, 6), 3)], 2)
        names = tuple(rows[0] + rows[1])
    else:
        names = tuple(chance.sample(range(3), 3))
    other = renamed(puzzle, names)
    shuffled = replace(other, clues=tuple(chance.sample(other.clues, len(other.clues))))
    assert canonical(shuffled) == canonical(puzzle)


def test_no_clue_can_be_spared_but_distractors() -> None:
    for problem in domain.mine(Config(distractors=0), 3, 0, 40).problems:
        puzzle = parse(problem.canonical)
        for clue in puzzle.clues:
            rest = tuple(other for other in puzzle.clues if other != clue)
            assert len(solutions(replace(puzzle, clues=rest))) > len(solutions(puzzle))


def test_knobs_move_the_difficulty() -> None:
    hard = domain.mine(Config(min_leaves=25, max_leaves=60), 1, 0, 25).problems
    assert len(hard) > 15
    assert all(25 <= problem.difficulty["leaves"] <= 60 for problem in hard)
    many = domain.mine(Config(several=1, impossible=0), 1, 0, 20).problems
    assert {problem.difficulty["solutions"] for problem in many} <= {2, 3}
    none = domain.mine(Config(several=0, impossible=1), 1, 0, 20).problems
    assert {problem.difficulty["solutions"] for problem in none} == {0}
    with pytest.raises(ValueError, match="min_size is 5"):
        Config(min_size=5, max_size=4)
    with pytest.raises(ValueError, match="all weights are 0"):
        Config(grids=0, seats=0, colours=0, sums=0)


def test_premises_and_steps_are_in_order(problems: list[Problem]) -> None:
    backtracked = 0
    for problem, proof in zip(problems, domain.prove(Config(), problems), strict=True):
        told = FAMILY.tell(parse(problem.canonical), Choice(problem.id))
        assert tuple(step.words for step in proof.steps if step.rule == "premise") == told.given
        assert all(premise < step.index for step in proof.steps for premise in step.premises)
        backtracked += any(step.failed for step in proof.steps)
    assert backtracked > 20


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not the beginning"):
        read(["Ada likes Ben."])
    with pytest.raises(ValueError, match="not a clue"):
        read(["Ada, Ben and Cy are the numbers from 0 to 2 in some order.", "Ada is Dov."])
    for text in ("grid 3 2", "grid 3 2 0; next 0", "grid 3 2 0; is 1", "grid 3 2 0; next 0 9", "zebra 3 2 0"):
        with pytest.raises(ValueError, match=r"not a|none of the"):
            parse(text)


def test_problems_are_distinct() -> None:
    assert len(domain.mine(Config(), 9, 0, 300).problems) >= 0.97 * 300
