"""Documents of all families: every style, no collapse of openings, nothing about what is not verified."""

from __future__ import annotations

import re

import msgspec
import pytest

from factory.domains import Domain
from factory.recipe import Texts
from factory.records import Status, Trace, Verdict, content_id
from factory.run.stages import in_texts
from factory.write.openings import OpeningStatistics
from generators.documents import STYLE_NAMES, UnverifiedTraceError, Writing


def traces(domain: Domain, count: int) -> list[Trace]:
    """Traces as they would be if the verifier had accepted all; documents look at nothing else."""
    config = domain.config()
    problems = domain.mine(config, 7, 0, count).problems
    verdict = Verdict(
        status=Status.VERIFIED,
        reason="",
        axioms=[],
        statement_hash="",
        proof_hash="",
        type_hash="",
        toolchain="",
    )
    return [
        Trace(id=content_id("trace", problem.id, proof.id), problem=problem, proof=proof, verdict=verdict)
        for problem, proof in zip(problems, domain.prove(config, problems), strict=True)
    ]


def test_every_style_is_written(family: Domain) -> None:
    config = msgspec.structs.replace(family.config(), writing=Writing(documents=64))
    styles = set()
    for trace in traces(family, 40):
        documents = family.write(config, trace)
        assert len({document.style for document in documents}) == len(documents) >= 10
        for document in documents:
            styles.add(document.style)
            assert document.text.endswith("\n")
            unfilled = re.search(r"\{\w*\}", document.text.split("```")[0])
            assert unfilled is None or document.style == "symbols"
            if document.style != "symbols":
                assert (
                    trace.problem.words in document.text
                    or trace.problem.words.split(". ")[0] in document.text
                )
        assert documents == family.write(config, trace)
    assert styles == set(STYLE_NAMES)


def test_premises_are_those_of_the_question(family: Domain) -> None:
    for trace in traces(family, 20):
        for step in trace.proof.steps:
            assert step.rule != "premise" or step.words in trace.problem.words


def test_rows_without_an_answer_are_told_again_as_they_were_mined(family: Domain) -> None:
    config = msgspec.structs.replace(family.config(), writing=Writing(documents=3))
    for trace in traces(family, 40):
        assert trace.problem.answer
        older = msgspec.structs.replace(trace.problem, given=[], answer="")
        retold = family.write(config, msgspec.structs.replace(trace, problem=older))
        assert family.write(config, trace) == retold


def test_nothing_is_written_about_a_proof_of_another_proposition(family: Domain) -> None:
    (trace, other, *_) = traces(family, 3)
    swapped = msgspec.structs.replace(trace, proof=other.proof)
    with pytest.raises(UnverifiedTraceError, match="another proposition"):
        family.write(family.config(), swapped)


def test_lean_texts_are_copied(family: Domain) -> None:
    config = msgspec.structs.replace(family.config(), writing=Writing(documents=1, styles=["lean_comments"]))
    for trace in traces(family, 10):
        (document,) = family.write(config, trace)
        assert f": {trace.proof.statement} := {trace.proof.tactic}\n```" in document.text


@pytest.mark.parametrize("texts", ["tactic", "term"])
def test_nothing_is_written_about_a_text_that_is_not_there(family: Domain, texts: Texts) -> None:
    config = msgspec.structs.replace(family.config(), writing=Writing(documents=64))
    for trace in traces(family, 10):
        one = msgspec.structs.replace(trace, proof=in_texts(trace.proof, texts))
        absent = {"tactic": "lean_term", "term": "lean_comments"}[texts]
        styles = {document.style for document in family.write(config, trace)}
        assert {document.style for document in family.write(config, one)} == styles - {absent}


def test_openings_do_not_collapse(family: Domain) -> None:
    statistics = OpeningStatistics()
    for trace in traces(family, 800):
        for document in family.write(family.config(), trace):
            statistics.add(document.style, document.text)
    assert statistics.report().share <= 0.02


def test_what_is_not_verified_is_not_written(family: Domain) -> None:
    (trace, *_) = traces(family, 3)
    rejected = msgspec.structs.replace(trace.verdict, status=Status.REJECTED, reason="type")
    with pytest.raises(UnverifiedTraceError):
        family.write(family.config(), msgspec.structs.replace(trace, verdict=rejected))


def test_unknown_styles_are_refused() -> None:
    with pytest.raises(ValueError, match="no style is called 'haiku'"):
        Writing(styles=["haiku"])
