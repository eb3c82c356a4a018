"""Simulate, transform, reshape and hide work in every domain: told of what Lean accepts anew, and undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec
import pytest

from factory.domains import domain_names, library_of, load_domain
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Outcome, Status, Trace, Verdict, content_id
from factory.write.lesson import BLANK, Lesson
from factory.write.lessons import teach
from factory.write.operators import OPERATORS
from factory.write.view import View
from generators.geometry.derivation import read_lines
from generators.geometry.words import parse_statement

DOMAINS = domain_names()
COUNT = 6
ACCEPTED = Verdict(
    status=Status.VERIFIED,
    reason="",
    axioms=[],
    statement_hash="0",
    proof_hash="0",
    type_hash="0",
    toolchain="none",
)


def traces(name: str, count: int, seed: int = 5) -> list[Trace]:
    domain = load_domain(name)
    problems = domain.mine(domain.config(), seed, 0, count).problems
    return [
        Trace(id=content_id("trace", one.id, proof.id), problem=one, proof=proof, verdict=ACCEPTED)
        for one, proof in zip(problems, domain.prove(domain.config(), problems), strict=True)
        if proof.outcome is not Outcome.OPEN
    ]


@pytest.fixture(scope="module")
def verifier() -> Iterator[Verifier]:
    with Verifier(find_toolchain(library=library_of(DOMAINS)), workers=2) as verifier:
        yield verifier


@pytest.fixture(scope="module")
def told(verifier: Verifier) -> dict[str, list[tuple[Trace, Lesson]]]:
    """The lessons of each domain with their traces."""
    found = {}
    for name in DOMAINS:
        made = {trace.id: trace for trace in traces(name, COUNT)}
        taught = teach(list(made.values()), load_domain(name), OPERATORS, verifier)
        assert taught.dropped == {}
        found[name] = [(made[lesson.trace_ids[0]], lesson) for lesson in taught.lessons]
    return found


@pytest.mark.parametrize("name", DOMAINS)
def test_each_operator_works_in_each_domain(name: str, told: dict[str, list[tuple[Trace, Lesson]]]) -> None:
    counts = Counter(lesson.form for _, lesson in told[name])
    assert set(counts) == set(OPERATORS)
    assert counts["hide"] >= 1 and counts["reshape"] >= COUNT / 2 and counts["transform"] >= COUNT / 2
    for trace, lesson in told[name]:
        [span] = lesson.words
        assert lesson.text[span.start : span.end] == trace.problem.words
        assert lesson.statement == trace.proof.statement


@pytest.mark.parametrize("name", DOMAINS)
def test_what_is_hidden_is_part_of_the_problem(
    name: str, told: dict[str, list[tuple[Trace, Lesson]]]
) -> None:
    for trace, lesson in told[name]:
        if lesson.form != "hide":
            continue
        [mask] = lesson.masks
        assert lesson.prompt[mask.start : mask.end] == BLANK
        whole = lesson.prompt[: mask.start] + mask.hidden + lesson.prompt[mask.end :]
        assert whole.startswith(trace.problem.words) and lesson.response.startswith(mask.hidden)
        if mask.step >= 0:  # a line that said the same is not shown
            assert View(trace).line(trace.proof.steps[mask.step]) not in lesson.prompt.split("\n")


@pytest.mark.parametrize("name", DOMAINS)
def test_a_reshaped_argument_has_the_same_lines_and_cites_one_way(
    name: str, told: dict[str, list[tuple[Trace, Lesson]]]
) -> None:
    for trace, lesson in told[name]:
        if lesson.form != "reshape":
            continue
        view = View(trace)
        labels = {view.line(step): step.index for step in view.argument}
        lines = re.sub(r" \[needs [^\]\n]*\]$", "", lesson.response, flags=re.MULTILINE).split("\n")
        back = lines != lesson.response.split("\n")
        order = [labels[line] for line in lines]
        assert sorted(order) == [step.index for step in view.argument] != order
        place = {index: at for at, index in enumerate(order)}
        for index in order:
            cited = [place[p] for p in trace.proof.steps[index].premises if p in place]
            assert all((other > place[index]) is back for other in cited)


def test_sentences_of_geometry_are_hidden_whose_facts_are_all_told() -> None:
    domain = load_domain("geometry")
    seen = 0
    for trace in traces("geometry", 60):
        words = trace.problem.words
        told = {line.fact for line in read_lines(trace.proof.steps) if line.rule == "premise"}
        for part in View(trace, domain.parts).parts:  # type: ignore[attr-defined]
            before = len(parse_statement(words[: part.start]).clauses) if part.start else 0
            read = parse_statement(words[: part.end])
            facts = {premise.fact for premise in read.premises if premise.clause >= before}
            assert facts and facts <= told
            seen += 1
    assert seen > 60


def test_what_lean_does_not_accept_any_more_is_not_told(verifier: Verifier) -> None:
    wrong = [
        msgspec.structs.replace(
            one, proof=msgspec.structs.replace(one.proof, tactic="by\n  trivial", term="trivial")
        )
        for one in traces("monadic", 4)
    ]
    taught = teach(wrong, load_domain("monadic"), [*OPERATORS, "proof"], verifier)
    assert {one.form for one in taught.lessons} == {"proof"}
    assert taught.dropped["simulate"] > 0 and taught.dropped["reshape"] > 0
