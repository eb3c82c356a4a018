"""Lessons of propositional logic: Lean accepts each, and every hypothesis stands with its type."""

import re

import msgspec
import pytest

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Outcome, Problem, Proof, Status
from generators.propositional import domain


def mined(smallest: int, largest: int) -> list[tuple[Problem, Proof]]:
    config = domain.config(min_size=smallest, max_size=largest)
    problems = domain.mine(config, 11, 0, 250).problems
    return list(zip(problems, domain.prove(config, problems), strict=True))


@pytest.mark.parametrize("sizes", [(1, 4), (5, 9), (10, 16)])
def test_lean_accepts_every_lesson(sizes: tuple[int, int], shared_verifier: Verifier) -> None:
    claims = [
        Claim(id=problem.id, statement=proof.statement, proof=domain.lesson(problem, proof))
        for problem, proof in mined(*sizes)
        if proof.outcome is not Outcome.OPEN
    ]
    assert len(claims) > 200
    for claim, verdict in zip(claims, shared_verifier.verify(claims), strict=True):
        assert verdict.status is Status.VERIFIED, (claim, verdict)


def test_what_a_hypothesis_says_stands_beside_its_name() -> None:
    kinds = set()
    for problem, proof in mined(5, 9):
        text = domain.lesson(problem, proof)
        kinds.add(proof.outcome)
        if proof.outcome is not Outcome.REFUTED:
            bound = re.findall(r"fun (h\w*)( : )?", text)
            assert all(typed for _, typed in bound), text
    assert kinds >= {Outcome.INTUITIONISTIC, Outcome.CLASSICAL, Outcome.REFUTED}


def test_a_step_that_is_no_logic_is_refused() -> None:
    problem, proof = next(pair for pair in mined(5, 9) if pair[1].outcome is Outcome.INTUITIONISTIC)
    last = msgspec.structs.replace(proof.steps[-1], rule="magic")
    wrong = msgspec.structs.replace(proof, steps=[*proof.steps[:-1], last])
    with pytest.raises(ValueError, match="magic"):
        domain.lesson(problem, wrong)
