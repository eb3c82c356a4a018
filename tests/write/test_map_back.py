"""Every document of every domain states its problem: what it says is read back to the formal statement.

LABELS=2000 pytest tests/write/test_map_back.py      # at least so many documents a domain
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import msgspec
import pytest

from factory.domains import domain_names, load_domain
from factory.records import Document, Outcome, Problem, Status, Trace, Verdict, content_id
from generators.arithmetic import columns, network, stories
from generators.arithmetic import words as arithmetic
from generators.choice import Choice
from generators.congruence import term as congruence
from generators.congruence.words import read as read_congruence
from generators.counting import description as counting
from generators.counting import matching
from generators.counting.match_words import read_match
from generators.counting.words import read as read_counting
from generators.equational import term as equational
from generators.equational.words import read as read_equational
from generators.family import FamilyDomain, Telling
from generators.geometry.problem import GeometryProblem
from generators.geometry.words import parse_statement as read_geometry
from generators.geometry.words.facts import readable, symbols
from generators.geometry.words.page import Page
from generators.geometry.words.statement import plain_names
from generators.geometry.words.styles import STYLES as GEOMETRY
from generators.grids import puzzle as grids
from generators.grids.words import read as read_grids
from generators.induction.words import read as read_induction
from generators.linear import constraint as linear
from generators.linear.words import read as read_linear
from generators.logic import clause as logic
from generators.logic.words import read as read_logic
from generators.logic.words import tell as tell_logic
from generators.monadic import sentence as monadic
from generators.monadic.words import read as read_monadic
from generators.number_theory import question as number_theory
from generators.number_theory.words import read as read_number_theory
from generators.polynomials import poly as polynomials
from generators.polynomials.words import read as read_polynomials
from generators.programs import words as programs
from generators.programs.prove import parse as parse_programs
from generators.propositional.mine import sequent_of
from generators.propositional.words import parse_statement as read_propositional
from generators.propositional.words.documents import page_of
from generators.propositional.words.page import Reading
from generators.puzzles import question as puzzles
from generators.puzzles.words import read as read_puzzles
from generators.relational import sentence as relational
from generators.relational.words import read as read_relational
from generators.routes import graph as routes
from generators.routes.words import read as read_routes
from generators.sat import formula as sat
from generators.sat.words import read as read_sat
from generators.sets import canonical as sets
from generators.sets.words import read as read_sets

COUNT = int(os.environ.get("LABELS", "120"))
SEED = 4711
ACCEPTED = Verdict(
    status=Status.VERIFIED,
    reason="",
    axioms=[],
    statement_hash="0",
    proof_hash="0",
    type_hash="0",
    toolchain="none",
)


def _arithmetic(given: Sequence[str], asked: str) -> object:
    try:
        return network.canonical(arithmetic.read(given, asked))
    except ValueError:
        return columns.canonical(stories.read(given, asked))


def _counting(given: Sequence[str], asked: str) -> object:
    try:
        return counting.canonical(read_counting(given, asked))
    except ValueError:
        return matching.canonical_match(read_match(given, asked))


# What the sentences of a problem, and its question, are read as: its canonical text.
READERS: dict[str, Callable[[Sequence[str], str], object]] = {
    "arithmetic": _arithmetic,
    "congruence": lambda given, asked: congruence.canonical(read_congruence(given, asked)),
    "counting": _counting,
    "equational": lambda given, asked: equational.canonical(read_equational(given, asked)),
    "grids": lambda given, asked: grids.canonical(read_grids(given)),
    "induction": read_induction,
    "linear": lambda given, asked: linear.canonical(read_linear(given, asked)),
    "logic": lambda given, asked: logic.canonical(read_logic(given, asked)),
    "monadic": lambda given, asked: monadic.canonical(read_monadic(given, asked)),
    "number_theory": lambda given, asked: number_theory.canonical(read_number_theory(given, asked)),
    "polynomials": lambda given, asked: polynomials.canonical(read_polynomials(given, asked)),
    "puzzles": lambda given, asked: puzzles.canonical(read_puzzles(given)),
    "relational": lambda given, asked: relational.canonical(read_relational(given, asked)),
    "routes": lambda given, asked: routes.canonical(read_routes(given, asked)),
    "sat": lambda given, asked: sat.canonical(read_sat(given, asked)),
    "sets": lambda given, asked: sets.canonical(read_sets(given, asked)),
}


def documents(name: str) -> Iterator[tuple[Trace, list[Document]]]:
    domain = load_domain(name)
    config = domain.config()
    writing = msgspec.structs.replace(config.writing, documents=64)  # type: ignore[attr-defined]
    config = msgspec.structs.replace(config, writing=writing)
    done, unit = 0, 0
    while done < COUNT:
        problems = domain.mine(config, SEED, unit, min(40, max(COUNT // 10, 1))).problems
        unit += 1
        for problem, proof in zip(problems, domain.prove(config, problems), strict=True):
            if proof.outcome is not Outcome.OPEN:
                identity = content_id("trace", problem.id, proof.id)
                trace = Trace(id=identity, problem=problem, proof=proof, verdict=ACCEPTED)
                written = domain.write(config, trace)
                done += len(written)
                yield trace, written


def _told(problem: Problem) -> Telling:
    if problem.domain == "logic":
        return tell_logic(logic.parse(problem.canonical), Choice(problem.id), bool(problem.derivation))
    family = load_domain(problem.domain)
    assert isinstance(family, FamilyDomain)
    told: Telling = family.family.tell(family.family.parse(problem.canonical), Choice(problem.id))
    return told


def states(problem: Problem, proof: str, given: Sequence[str], asked: str, document: Document) -> bool:
    """Whether a document of a family says all sentences in their order, or states the problem formally."""
    if document.style == "symbols":
        given, goal = ", ".join(problem.hypotheses), problem.goal
        held, asked = f"Given: {given or 'nothing'}", f"Goal: {goal}"
        ways = (f"{given} ⊢? {goal}", f"{held}\n{asked}", f"{asked}\n{held}")
        return document.text.startswith(tuple(f"{way}\n".lstrip() for way in ways))
    if document.style in ("lean_comments", "lean_term", "formalise", "back_translation") and (
        proof not in document.text
    ):
        return False
    found, start = re.sub(r"\(\d+\) ", "", document.text), 0
    for sentence in (*given, asked):
        plain = re.sub(r"\(\d+\) ", "", sentence)
        start = found.find(plain, start)
        if start < 0:
            return False
        start += len(plain)
    return True


@pytest.mark.parametrize("name", [*READERS, "programs"])
def test_documents_of_families_map_back(name: str) -> None:
    styles = set()
    for trace, written in documents(name):
        problem = trace.problem
        told = _told(problem)
        assert told.text == problem.words
        if name == "programs":
            normal = programs.normal(parse_programs(problem.canonical))
            assert programs.read(told.given, told.question) == normal
        else:
            assert str(READERS[name](told.given, told.question)) == problem.canonical
        for document in written:
            styles.add(document.style)
            said = states(problem, trace.proof.statement, told.given, told.question, document)
            assert said, document.text
    assert len(styles) >= 10


def test_documents_of_propositional_logic_map_back() -> None:
    styles = set()
    for trace, written in documents("propositional"):
        for document in written:
            styles.add(document.style)
            text = document.text
            if document.style in ("symbols", "fitch", "truth_table"):
                sequent = f"{', '.join(trace.problem.hypotheses)} ⊢ {trace.problem.goal}".strip()
                assert sequent in text or sequent.replace("⊢", "⊬") in text
                continue
            if document.style in ("dialogue", "question_answer"):
                text = re.sub(r"^[^:\n]{1,20}: ", "", text)
            page = page_of(Reading(trace), document.style)
            read = read_propositional(text, dict(page.wording.propositions), page.vocabulary)
            assert read == sequent_of(trace.problem), text
    assert len(styles) >= 10


def _as_told(problem: GeometryProblem) -> GeometryProblem:
    problem = problem.renamed(plain_names(problem))
    clauses = tuple(replace(clause, positions=()) for clause in problem.clauses)
    return GeometryProblem(clauses, tuple(map(readable, problem.goals)))


def test_documents_of_geometry_map_back() -> None:
    styles = set()
    for trace, written in documents("geometry"):
        for document in written:
            styles.add(document.style)
            renames = GEOMETRY[document.style].renames
            page = Page(trace.problem, trace.proof, f"{trace.id}/{document.style}", renamed=renames)
            if document.style == "symbols":
                told = [symbols(line.fact) for line in page.given]
                assert all(said in document.text for said in told), document.text
                assert re.search(rf"^\w[^\n]*: {re.escape(page.goal)}$", document.text, re.MULTILINE)
                continue
            text = re.sub(r"^(?:\w+: |[A-Z][a-z]+[^A-Z]*[ .]\d+(?: \(\d+ points\))?\. )", "", document.text)
            stated = GeometryProblem(page.problem.clauses, page.problem.goals)
            assert _as_told(read_geometry(text)) == _as_told(stated), document.text
    assert len(styles) >= 10


def test_every_domain_is_read() -> None:
    assert {*READERS, "programs", "propositional", "geometry"} == set(domain_names())
