"""Lean accepts what the prover writes, tactic script and term, with the axioms that the outcome promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from factory.lean.verifier import Claim, Verifier
from factory.records import Outcome, Proof, Status

Solve = Callable[..., list[Proof]]
CLASSICAL_AXIOMS = ["Classical.choice", "Quot.sound", "propext"]


@pytest.fixture(scope="module")
def verifier() -> Iterator[Verifier]:
    with Verifier() as verifier:
        yield verifier


def check(proofs: list[Proof], verifier: Verifier) -> None:
    texts = [(proof, text) for proof in proofs for text in (proof.tactic, proof.term)]
    claims = [
        Claim(id=f"claim{i}", statement=proof.statement, proof=text) for i, (proof, text) in enumerate(texts)
    ]
    for (proof, text), verdict in zip(texts, verifier.verify(claims, trusted=True), strict=True):
        assert verdict.status is Status.VERIFIED, f"{verdict.reason}\n{proof.statement}\n{text}"
        allowed = CLASSICAL_AXIOMS if proof.outcome is Outcome.CLASSICAL else []
        assert sorted(verdict.axioms) == allowed, f"{verdict.axioms}\n{proof.statement}\n{text}"


def test_random_proofs(solve: Solve, random_sequents: Callable[..., list[str]], verifier: Verifier) -> None:
    check(solve(random_sequents(21, 400)), verifier)


def test_larger_proofs(solve: Solve, random_sequents: Callable[..., list[str]], verifier: Verifier) -> None:
    proofs = solve(random_sequents(22, 60, (15, 30)))
    check([proof for proof in proofs if proof.outcome is not Outcome.OPEN], verifier)


def test_classical_proofs(
    solve: Solve, random_sequents: Callable[..., list[str]], verifier: Verifier
) -> None:
    proofs = solve(random_sequents(23, 2_000))
    check([proof for proof in proofs if proof.outcome is Outcome.CLASSICAL][:80], verifier)


@pytest.mark.parametrize(
    "sequent",
    [
        pytest.param(">=ab&a&bc,>=bc&a&bc,>=ca&a&bc:&a&bc", id="de Bruijn 3"),
        pytest.param(":===abc=a=bc", id="equivalence is associative"),
        pytest.param("&a&b&cd:&d&c&ba", id="nested conjunctions"),
        pytest.param("|a|b|cd:|d|c|ba", id="nested disjunctions"),
        pytest.param("&|ab|cd:|&ac|&ad|&bc&bd", id="cases on sides of a conjunction"),
        pytest.param(">ab,>bc,>cd,a:&d&cb", id="repeated subproofs"),
        pytest.param("~~|a~a,>|a~ab:~~b", id="negations"),
        pytest.param("T:~F", id="no atoms"),
        pytest.param("T:F", id="no atoms, refuted"),
        pytest.param(":~~~~|a~a", id="deep negation"),
        pytest.param(">~a|bc:|>~ab>~ac", id="Kreisel-Putnam"),
        pytest.param("=a~a:b", id="liar"),
        pytest.param("~a,>b~||&caba:~||&caba", id="a disjunction used again in its own case"),
    ],
)
def test_shapes(sequent: str, solve: Solve, verifier: Verifier) -> None:
    check(solve([sequent]), verifier)
