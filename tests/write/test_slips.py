"""Error-finding lessons in every domain whose proofs name their steps: Lean accepts all that they claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from factory.domains import library_of, load_domain
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Outcome, Status, Trace, Verdict, content_id
from factory.write.lessons import teach
from factory.write.proposition import left_side

DOMAINS = ["arithmetic", "congruence", "counting", "equational", "geometry", "grids", "induction", "linear"]
DOMAINS += [
    "logic",
    "monadic",
    "number_theory",
    "polynomials",
    "programs",
    "puzzles",
    "relational",
    "routes",
    "sat",
]
DOMAINS += ["sets"]
ACCEPTED = Verdict(
    status=Status.VERIFIED,
    reason="",
    axioms=[],
    statement_hash="0",
    proof_hash="0",
    type_hash="0",
    toolchain="none",
    ms=0.0,
)


@pytest.fixture(scope="module")
def verifier() -> Iterator[Verifier]:
    with Verifier(find_toolchain(library=library_of(DOMAINS)), workers=2) as verifier:
        yield verifier


def traces(name: str, count: int) -> list[Trace]:
    domain = load_domain(name)
    problems = domain.mine(domain.config(), 4, 0, count).problems
    return [
        Trace(id=content_id("trace", one.id, proof.id), problem=one, proof=proof, verdict=ACCEPTED)
        for one, proof in zip(problems, domain.prove(domain.config(), problems), strict=True)
        if proof.outcome is not Outcome.OPEN
    ]


@pytest.mark.parametrize("name", DOMAINS)
def test_a_wrong_line_is_the_only_one_and_is_refuted(name: str, verifier: Verifier) -> None:
    made = {trace.id: trace for trace in traces(name, 16)}
    taught = teach(list(made.values()), load_domain(name), ["errors"], verifier)
    assert taught.lessons and not taught.dropped
    for lesson in taught.lessons:
        if not lesson.shown:
            assert lesson.response in ("No line is wrong.", "Every line is right.")
            continue
        proof = made[lesson.trace_ids[0]].proof
        told, should = lesson.response.split("It says: ")[1], lesson.response.split("It should say: ")[1]
        wrong = re.split(r"\nThis does not (?:hold|follow):", told)[0]
        assert wrong != should and wrong in lesson.prompt
        assert should in [step.words for step in proof.steps] + [step.conclusion for step in proof.steps]
        if name != "sat":  # else any line could be refuted; in `sat` it is one that does not follow
            assert proof.statement.rpartition("→")[2].strip() != "False"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("(a ↔ ¬d) ∧ b ↔ ¬a", "(a ↔ ¬d) ∧ b"),
        ("a ↔ b ↔ c", None),
        ("∀ x, P x ↔ Q", None),
        ("(a ↔ b)", None),
    ],
)
def test_an_equivalence_has_a_left_side(text: str, left: str | None) -> None:
    assert left_side(text) == left
