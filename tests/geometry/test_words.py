"""Geometry in words: statements read back as the same problem, proofs tell each step, styles differ."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.records import Problem, Provenance
from generators.choice import Choice
from generators.geometry.constructions import constructions
from generators.geometry.derivation import DerivationError, lines, read_lines, read_proof
from generators.geometry.facts import Fact, LanguageError
from generators.geometry.figure import FigureError, draw, examine, satisfied
from generators.geometry.language import parse_problem, problem_text
from generators.geometry.problem import GeometryProblem
from generators.geometry.prove import prove
from generators.geometry.records import ending_with, record
from generators.geometry.words import WordsError, parse_statement, statement
from generators.geometry.words.clauses import phrases
from generators.geometry.words.facts import goal_words, parse_goal, readable, symbols
from generators.geometry.words.facts import phrases as fact_phrases
from generators.geometry.words.lean import extract_lean
from generators.geometry.words.page import Page
from generators.geometry.words.statement import plain_names
from generators.geometry.words.steps import reasons
from generators.geometry.words.styles import STYLES
from search.geometry import PREDICATES
from search.geometry_engine import RULES, Deduction
from search.geometry_replay import replay

LETTERS = "abcdefghijklmnopqrstuvwxyz"
PROVENANCE = Provenance(generator="test", version="1", config_hash="", seed=0, unit=0, index=0)


def as_told(problem: GeometryProblem) -> GeometryProblem:
    """What of a problem its statement tells: plain names, no positions, goals up to symmetry."""
    problem = problem.renamed(plain_names(problem))
    clauses = tuple(replace(clause, positions=()) for clause in problem.clauses)
    return GeometryProblem(clauses, tuple(map(readable, problem.goals)))


def assert_read_back(problem: GeometryProblem, salt: str) -> None:
    words = statement(problem, Choice(salt))
    try:
        back = parse_statement(words)
    except WordsError as error:
        raise AssertionError(f"{words}\n{problem_text(problem)}") from error
    assert as_told(back) == as_told(problem), words


def test_every_published_statement_is_read_back(problem_lines: list[tuple[str, str]]) -> None:
    for name, text in problem_lines:
        for salt in range(3):
            assert_read_back(parse_problem(text), f"{name}/{salt}")


def random_text(choose: random.Random) -> str:
    """A problem that the language accepts, drawable or not."""
    while True:
        points = list("abcde")
        clauses = ["a b c = triangle a b c", "d = free d", "e = free e"]
        for _ in range(choose.randint(1, 5)):
            names = choose.sample(sorted(constructions()), 1)
            single = [n for n, d in constructions().items() if len(d.outputs) == 1]
            if choose.random() < 0.4:
                names = choose.sample(single, choose.randint(2, 3))
            fresh: list[str] = []
            for definition in map(constructions().__getitem__, names):
                while len(fresh) < len(definition.outputs):
                    fresh.append(
                        next(name for name in map(new_name, range(99)) if name not in points + fresh)
                    )
            made = []
            for definition in map(constructions().__getitem__, names):
                inputs = choose.choices(points, k=len(definition.inputs))
                given = dict(zip(definition.inputs, inputs, strict=True))
                given |= dict(zip(definition.outputs, fresh, strict=False))
                words = [definition.name, *(given[parameter] for parameter in definition.parameters)]
                if definition.value:
                    words.append(
                        choose.choice(["1/2", "2/3"] if definition.value == "ratio" else ["30o", "1pi/7"])
                    )
                made.append(" ".join(words))
            points += fresh
            clauses.append(f"{' '.join(fresh)} = {', '.join(made)}")
        text = "; ".join(clauses)
        try:
            parse_problem(text)
        except LanguageError:
            continue
        return text


def new_name(number: int) -> str:
    return LETTERS[number % 26] + str(number // 26 or "")


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32))
def test_random_statements_are_read_back(seed: int) -> None:
    assert_read_back(parse_problem(random_text(random.Random(seed))), str(seed))


@pytest.mark.parametrize("name", sorted(constructions()))
def test_every_phrase_of_a_construction_is_read_back(name: str) -> None:
    definition = constructions()[name]
    inputs = [f"p{i}" for i in range(len(definition.inputs))]
    outputs = [f"x{i}" for i in range(len(definition.outputs))]
    given = dict(zip((*definition.inputs, *definition.outputs), (*inputs, *outputs), strict=True))
    number = {"": "", "ratio": "2/3", "angle": "1pi/4", "degrees": "40o"}[definition.value]
    free = "; ".join(f"{point} = free {point}" for point in inputs)
    arguments = " ".join(given[parameter] for parameter in definition.parameters)
    problem = parse_problem(f"{free}; {' '.join(outputs)} = {name} {arguments} {number}".lstrip("; "))
    for salt in range(3 * len(phrases()[name].sentences)):
        assert_read_back(problem, f"{name}/{salt}")


@pytest.mark.parametrize("kind", sorted(PREDICATES))
def test_every_predicate_has_words_that_are_read_back(kind: str) -> None:
    value = {"aconst": "1pi/3", "rconst": "1/2"}.get(kind)
    for points in ("abcdefgh", "abacdefd", "abbcdeef"):
        text = " ".join([kind, *points[: PREDICATES[kind].arity], *([value] if value else [])])
        try:
            (fact,) = parse_problem(
                f"a b c d = quadrangle; e = free; f = free; g = free; h = free ? {text}"
            ).goals
        except LanguageError:
            continue
        for salt in range(3 * len(fact_phrases()[kind].goals)):
            words = goal_words(fact, Choice(str(salt)))
            assert parse_goal(words) == readable(fact), words
        assert symbols(fact)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["eqangle", "compl", "neqangle", "aconst", "para", "perp", "cong", "eqratio", "ncoll"]),
    st.data(),
)
def test_a_readable_fact_says_the_same(kind: str, data: st.DataObject) -> None:
    names = tuple(data.draw(st.sampled_from("abcde")) for _ in range(PREDICATES[kind].arity))
    fact = Fact(kind, names, {"aconst": 1}.get(kind) and data.draw(st.fractions(0, 1, max_denominator=12)))
    try:
        problem = parse_problem(f"a b c d = quadrangle; e = on_circum e a b c ? {fact}")
    except LanguageError:
        return
    for picture in draw(problem, count=3):
        assert satisfied(problem, [fact], picture) == satisfied(problem, [readable(fact)], picture)


def test_a_sentence_that_says_nothing_known_is_named() -> None:
    with pytest.raises(WordsError, match="Let D be happy"):
        parse_statement("Let ABC be a triangle. Let D be happy. Prove that AB = AC.")
    with pytest.raises(WordsError, match="the midpoint of AD"):
        parse_statement("Let ABC be a triangle. Let M be the midpoint of AD. Prove that AB = AC.")


def test_every_rule_has_reasons() -> None:
    assert set(reasons()) == {*RULES, "distances"}
    assert all(texts for texts in reasons().values())


@pytest.fixture(scope="session")
def proved(problem_lines: list[tuple[str, str]]) -> list[Problem]:
    """Records of published problems that the engine proves."""
    made = []
    for name, text in problem_lines[::3]:
        problem = parse_problem(text)
        problem = problem.renamed(plain_names(problem))
        indices = {point: i for i, point in enumerate(problem.points)}
        try:
            pictures = examine(problem).pictures
        except FigureError:
            continue
        goal = problem.goals[0].indexed(indices)
        if not pictures:
            continue
        proof = Deduction(pictures, [p.fact.indexed(indices) for p in problem.premises], goal).proof(goal)
        if proof is None:
            continue
        row = record(
            problem,
            proof,
            pictures[0],
            "",
            key=name.encode(),
            difficulty={},
            provenance=PROVENANCE,
            contaminates=[],
        )
        whole = ending_with(proof, readable(problem.goals[0]).indexed(indices))
        assert whole.steps[: len(proof.steps)] == proof.steps and whole.length == proof.length
        assert read_proof(row.derivation, indices) == whole
        assert read_lines(row.derivation) == lines(whole, problem.points)
        replay(whole, [p.fact.indexed(indices) for p in problem.premises])
        made.append(row)
    return made


def test_records_say_everything_about_a_problem(proved: list[Problem]) -> None:
    assert len(proved) > 50
    for row in proved:
        problem = parse_problem(row.formal)
        assert as_told(parse_statement(row.words)) == as_told(problem)
        assert row.goal == str(problem.goals[0])
        assert len(row.figure.coordinates) == 2 * len(row.figure.points)
        assert row.lean.startswith("∀ (F : Type) [OrderedField F]")
        for step in row.derivation:
            assert (
                step.words.endswith(".") and "{" not in step.words and step.words[0].upper() == step.words[0]
            )


def test_every_style_writes_about_every_problem(proved: list[Problem]) -> None:
    for row in proved:
        texts = {
            style: how.write(Page(row, prove(row), f"{row.id}/{style}", renamed=how.renames))
            for style, how in STYLES.items()
        }
        assert len(set(texts.values())) == len(STYLES)
        for style, text in texts.items():
            assert "{" not in text and "  (" not in text, text
            page = Page(row, prove(row), f"{row.id}/{style}", renamed=STYLES[style].renames)
            assert STYLES[style].write(page) == text
            assert all(f"{n}" in text for n in page.numbers.values()) or style in (
                "prose",
                "textbook",
                "hints",
                "question_answer",
            )


def test_comments_leave_the_lean_text_as_it_was_checked(proved: list[Problem]) -> None:
    for row in proved:
        proof = prove(row)
        text = STYLES["lean_comments"].write(Page(row, proof, row.id, renamed=False))
        theorem = extract_lean(text)
        assert theorem.endswith(f" : {proof.statement} := {proof.tactic}")
        derived = sum(step.rule != "premise" for step in row.derivation)
        assert text.count("\n  -- ") == derived


def test_forged_derivations_are_refused(proved: list[Problem]) -> None:
    row = next(
        row for row in proved if any(step.rule not in ("premise", "algebra") for step in row.derivation)
    )
    steps = row.derivation
    place = next(i for i, step in enumerate(steps) if step.rule not in ("premise", "algebra"))
    changes: list[dict[str, Any]] = [
        {"certificate": "not json"},
        {"certificate": ""},
        {"conclusion": "coll a"},
        {"premises": [place]},
    ]
    for change in changes:
        forged = [*steps]
        forged[place] = msgspec.structs.replace(steps[place], **change)
        with pytest.raises(DerivationError, match=f"step {place}"):
            read_lines(forged)
