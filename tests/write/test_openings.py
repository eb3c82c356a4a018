"""Statistics of openings, and the openings of ten thousand real documents."""

from __future__ import annotations

import random
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory.domains import load_domain
from factory.records import Outcome, Status, Trace, Verdict, content_id
from factory.write.openings import OpeningStatistics, opening
from factory.write.stage import write_traces

DOCUMENTS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["one two", "x y z", "", "p q r s t u v w"]))
)


def counted(documents: list[tuple[str, str]]) -> OpeningStatistics:
    statistics = OpeningStatistics()
    for style, text in documents:
        statistics.add(style, text)
    return statistics


def test_an_opening_is_six_words() -> None:
    assert opening("  One two\nthree  four five six seven") == "One two three four five six"
    assert opening("One two") == "One two"
    assert opening("") == ""


def test_figures() -> None:
    statistics = counted([("a", "x y"), ("a", "x y"), ("a", "z"), ("b", "x y")])
    report = statistics.report()
    assert (report.documents, report.distinct, report.commonest) == (4, 2, "x y")
    assert report.share == 0.75
    assert report.entropy == pytest.approx(-0.75 * log2(0.75) - 0.25 * log2(0.25))
    assert report.top == [("x y", 3), ("z", 1)]
    assert statistics.styles == ["a", "b"]
    assert statistics.report("b").share == 1
    assert statistics.report("c").documents == 0
    assert OpeningStatistics().report().share == 0


@given(DOCUMENTS, st.integers(0, 10), st.randoms(use_true_random=False))
def test_parts_merge_to_the_whole_in_any_order(
    documents: list[tuple[str, str]], cut: int, shuffler: random.Random
) -> None:
    parts = [counted(documents[:cut]), counted(documents[cut:])]
    shuffler.shuffle(parts)
    merged = OpeningStatistics()
    for part in parts:
        merged.merge(OpeningStatistics.from_counts(part.counts()))
    whole = counted(documents)
    assert merged.counts() == whole.counts()
    assert merged.report() == whole.report()


def test_no_opening_begins_two_percent_of_ten_thousand_documents() -> None:
    domain = load_domain("propositional")
    config = domain.config()
    verdict = Verdict(
        status=Status.VERIFIED,
        reason="",
        axioms=[],
        statement_hash="",
        proof_hash="",
        type_hash="",
        toolchain="none",
    )
    problems = domain.mine(config, 5, 0, 11_000).problems
    traces = [
        Trace(id=content_id("trace", problem.id, proof.id), problem=problem, proof=proof, verdict=verdict)
        for problem, proof in zip(problems, domain.prove(config, problems), strict=True)
        if proof.outcome is not Outcome.OPEN
    ][:10_000]
    written = write_traces(traces, domain, config)
    assert len(written.documents) == 10_000
    report = written.openings.report()
    assert report.share < 0.02, report.top
    assert report.entropy > 10
    for style in written.openings.styles:
        assert written.openings.report(style).share < 0.03, (style, written.openings.report(style).top)
