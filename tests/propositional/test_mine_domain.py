"""The domain as the factory finds it: mined problems are proved, worded and written about."""

from collections import Counter

import pytest

from factory.domains import Domain, load_domain
from factory.records import Outcome, Problem, Proof, Status, Trace, Verdict, content_id
from generators.propositional.config import Config, Search, Writing


@pytest.fixture(scope="module")
def domain() -> Domain:
    return load_domain("propositional")


@pytest.fixture(scope="module")
def problems(domain: Domain) -> list[Problem]:
    return domain.mine(Config(), 3, 0, 600).problems


@pytest.fixture(scope="module")
def proofs(domain: Domain, problems: list[Problem]) -> list[Proof]:
    return domain.prove(Config(), problems)


def test_every_usual_problem_is_settled_as_it_was_labelled(
    problems: list[Problem], proofs: list[Proof]
) -> None:
    assert [proof.problem_id for proof in proofs] == [problem.id for problem in problems]
    outcomes = Counter(proof.outcome for proof in proofs)
    assert set(outcomes) == {Outcome.INTUITIONISTIC, Outcome.CLASSICAL, Outcome.REFUTED}
    assert min(outcomes.values()) > 30
    for problem, proof in zip(problems, proofs, strict=True):
        assert (proof.outcome is Outcome.REFUTED) == (problem.difficulty["countermodels"] > 0)
        assert proof.statement == (f"¬ {problem.lean}" if proof.outcome is Outcome.REFUTED else problem.lean)
        assert all(step.words for step in proof.steps)


def test_a_budget_of_one_node_leaves_problems_open(domain: Domain, problems: list[Problem]) -> None:
    proofs = domain.prove(Config(search=Search(nodes=1, shorten=0)), problems)
    still_open = [proof for proof in proofs if proof.outcome is Outcome.OPEN]
    assert still_open
    assert all(proof.reason and not proof.tactic for proof in still_open)


def trace_of(problem: Problem, proof: Proof) -> Trace:
    """As if verified: documents are written before this test could start a Lean."""
    verdict = Verdict(
        status=Status.VERIFIED,
        reason="",
        axioms=[],
        statement_hash="",
        proof_hash="",
        type_hash="",
        toolchain="none",
    )
    return Trace(id=content_id("trace", proof.id), problem=problem, proof=proof, verdict=verdict)


def test_documents(domain: Domain, problems: list[Problem], proofs: list[Proof]) -> None:
    config = Config(writing=Writing(documents=2, styles=["plain", "steps", "lean_term", "symbols"]))
    styles: Counter[str] = Counter()
    for problem, proof in zip(problems[:200], proofs[:200], strict=True):
        documents = domain.write(config, trace_of(problem, proof))
        assert documents == domain.write(config, trace_of(problem, proof))
        assert len({document.style for document in documents}) == len(documents) == 2
        assert all(document.text and document.domain == "propositional" for document in documents)
        styles.update(document.style for document in documents)
    assert set(styles) == {"plain", "steps", "lean_term", "symbols"}
    assert len(domain.styles) >= 12
