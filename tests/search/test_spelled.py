"""Terms with their types written out: Lean accepts them, and they say what is shown at each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest

from factory.lean.verifier import Claim, Verifier
from factory.records import Outcome, Problem, Proof, Status
from generators.propositional.spelled import SpellingError, spelled

MakeProblem, Solve = Callable[[str], Problem], Callable[..., list[Proof]]


@pytest.fixture(scope="module")
def verifier() -> Iterator[Verifier]:
    with Verifier() as verifier:
        yield verifier


def test_lean_accepts_them(
    problem: MakeProblem, solve: Solve, random_sequents: Callable[..., list[str]], verifier: Verifier
) -> None:
    special = ["T:~F", "T:F", ":|a~a", ":>~~aa", ">=ab&a&bc,>=bc&a&bc,>=ca&a&bc:&a&bc", ":===abc=a=bc"]
    sequents = [*special, *random_sequents(31, 150), *random_sequents(32, 30, (14, 24))]
    claims = [
        Claim(id=text, statement=proof.statement, proof=spelled(problem(text), proof))
        for text, proof in zip(sequents, solve(sequents), strict=True)
        if proof.outcome is not Outcome.OPEN
    ]
    assert len(claims) > 170
    for claim, verdict in zip(claims, verifier.verify(claims), strict=True):
        assert verdict.status is Status.VERIFIED, f"{verdict.reason}\n{claim.statement}\n{claim.proof}"


@pytest.mark.parametrize(
    ("sequent", "text"),
    [
        ("&ab:&ba", "fun p q (h1 : p ∧ q) => show q ∧ p from ⟨show q from h1.2, show p from h1.1⟩"),
        (
            "|ab:a",
            "fun h => have h : False ∨ True → False := h False True; "
            "show False from h (show False ∨ True from Or.inr trivial)",
        ),
    ],
)
def test_what_is_shown(problem: MakeProblem, solve: Solve, sequent: str, text: str) -> None:
    [proof] = solve([sequent])
    assert spelled(problem(sequent), proof) == text


def test_other_terms_are_refused(problem: MakeProblem, solve: Solve) -> None:
    [proof] = solve(["&ab:&ba"])
    for term in ("fun p q h1 => ⟨h1.2, h1.3⟩", "fun p q h1 => h2", "And.comm", "fun p q h1 h2 => h1"):
        with pytest.raises(SpellingError, match="expected"):
            spelled(problem("&ab:&ba"), msgspec.structs.replace(proof, term=term))
