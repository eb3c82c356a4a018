"""Problems and random sequents for the tests of the prover."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from factory.records import Problem, Proof, Provenance, content_id
from generators.propositional.formula import parse_sequent, symbols
from search.propositional import Budget, prove


def _problem(text: str) -> Problem:
    sequent = parse_sequent(text)
    return Problem(
        id=content_id("problem", "propositional", text),
        domain="propositional",
        canonical=text,
        hypotheses=[symbols(hypothesis) for hypothesis in sequent.hypotheses],
        goal=symbols(sequent.goal),
        lean=sequent.lean(),
        words="",
        difficulty={},
        provenance=Provenance(generator="test", version="1", config_hash="", seed=0, unit=0, index=0),
    )


def _random_formula(draw: random.Random, size: int, atoms: int) -> str:
    if size == 0:
        return draw.choices(["T", "F", chr(ord("a") + draw.randrange(atoms))], [1, 1, 22])[0]
    connective = draw.choices("~&|>=", [4, 6, 6, 8, 3])[0]
    if connective == "~":
        return "~" + _random_formula(draw, size - 1, atoms)
    left = draw.randrange(size)
    return connective + _random_formula(draw, left, atoms) + _random_formula(draw, size - 1 - left, atoms)


def _random_sequents(seed: int, count: int, connectives: tuple[int, int] = (4, 12)) -> list[str]:
    draw = random.Random(seed)
    sequents = []
    for _ in range(count):
        parts = [0] * (draw.randint(0, 3) + 1)
        for _ in range(draw.randint(*connectives)):
            parts[draw.randrange(len(parts))] += 1
        atoms = draw.randint(2, 5)
        *hypotheses, goal = (_random_formula(draw, part, atoms) for part in parts)
        sequents.append(f"{','.join(hypotheses)}:{goal}")
    return sequents


@pytest.fixture(scope="session")
def problem() -> Callable[[str], Problem]:
    """The problem that a sequent in prefix text makes."""
    return _problem


@pytest.fixture(scope="session")
def random_sequents() -> Callable[..., list[str]]:
    """(seed, count, connectives) -> sequents of the quickstart's sizes in prefix text."""
    return _random_sequents


@pytest.fixture(scope="session")
def solve() -> Callable[..., list[Proof]]:
    """Proofs of sequents in prefix text."""

    def solve(sequents: Sequence[str], budget: Budget | None = None) -> list[Proof]:
        return prove([_problem(text) for text in sequents], budget)

    return solve
