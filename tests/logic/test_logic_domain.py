"""Mined problems of rules: labels, minimal premises, stored models, words read back, Lean, runs."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import msgspec
import pytest
import z3

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Outcome, Problem, Proof
from generators.choice import Choice
from generators.logic import domain
from generators.logic.clause import Atom, Clause, Question, canonical, parse, parse_clause
from generators.logic.config import Config
from generators.logic.words import read, tell

COUNT = int(os.environ.get("LABELS", "80"))
KIN = """# kin
parent(x, y) -> ancestor(x, y)
ancestor(x, y), ancestor(y, z) -> ancestor(x, z)
ancestor(x, x) -> false
ancestor(x, y), wise(x) -> wise(y)
wise(x), child(y, x) -> heir(y)
parent(x, y) -> child(y, x)
heir(x), rival(x, y) -> wise(y)
rival(x, y) -> rival(y, x)
"""


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(Config(), 5, 0, COUNT).problems


@pytest.fixture(scope="module")
def proofs(problems: list[Problem]) -> list[Proof]:
    return domain.prove(Config(), problems)


def z3_says(question: Question) -> bool:
    """Whether the claim follows, when a thing is a number of any kind: these formulas are decidable."""
    thing = z3.DeclareSort("Thing")
    solver = z3.Solver()

    def said(clause: Clause) -> z3.BoolRef:
        names = {t: z3.Const(f"t{t}", thing) for t in range(-9, 6)}

        def atom(part: Atom) -> z3.BoolRef:
            kinds = [*[thing] * len(part.terms), z3.BoolSort()]
            return z3.Function(f"p{part.predicate}", *kinds)(*(names[t] for t in part.terms))

        head = z3.BoolVal(False) if clause.head is None else atom(clause.head)
        whole = z3.Implies(z3.And(*map(atom, clause.body)), head)
        return z3.ForAll([names[t] for t in clause.variables], whole) if clause.variables else whole

    solver.add(*map(said, question.axioms), z3.Not(said(question.claim)))
    found = solver.check()
    assert found != z3.unknown
    return bool(found == z3.unsat)


def test_labels_agree_with_z3(problems: list[Problem]) -> None:
    labels = set()
    for problem in problems:
        follows = bool(problem.derivation)
        labels.add(follows)
        assert z3_says(parse(problem.canonical)) is follows
    assert labels == {True, False}


def test_nothing_that_a_proof_needs_can_be_spared(problems: list[Problem]) -> None:
    for problem in problems[:25]:
        question = parse(problem.canonical)
        cited = {p for step in problem.derivation if not step.failed for p in step.premises}
        for place in range(len(question.axioms)) if problem.derivation else ():
            axioms = (*question.axioms[:place], *question.axioms[place + 1 :])
            assert z3_says(Question(axioms, question.claim)) is (place not in cited)
        for place in range(len(question.claim.body)) if problem.derivation else ():
            body = (*question.claim.body[:place], *question.claim.body[place + 1 :])
            assert not z3_says(Question(question.axioms, Clause(question.claim.head, body)))


def test_lemmas_follow_from_what_they_name(problems: list[Problem]) -> None:
    for problem in problems[:40]:
        clauses = [parse_clause(json.loads(step.certificate)["clause"]) for step in problem.derivation]
        for step in problem.derivation:
            if step.rule != "premise":
                premises = tuple(clauses[premise] for premise in step.premises)
                assert z3_says(Question(premises, clauses[step.index]))
        used = {p for step in problem.derivation if not step.failed for p in step.premises}
        lemmas = [step.index for step in problem.derivation if step.rule == "lemma"]
        assert used.issuperset(lemmas)


def test_stored_models_are_models(problems: list[Problem], proofs: list[Proof]) -> None:
    for problem, proof in zip(problems, proofs, strict=True):
        question = parse(problem.canonical)
        stored = json.loads(proof.steps[0].certificate)
        facts = {tuple(fact.split()) for fact in stored["facts"]}
        names = {0: "P", 1: "Q", 2: "R", 3: "S", 4: "T", 5: "U", 6: "V", 7: "W", 8: "A", 9: "B"}
        things = [thing for group in stored["things"] for thing in group]
        closed = {(names[a.predicate], *("abcdefgij"[-1 - t] for t in a.terms)) for a in _facts(question)}
        assert closed <= facts
        for axiom in question.axioms:
            assert _holds(axiom, facts, names, things)


def _facts(question: Question) -> list[Atom]:
    return [a.head for a in question.axioms if a.head is not None and not a.body and not a.variables]


def _holds(axiom: Clause, facts: set[tuple[str, ...]], names: dict[int, str], things: list[str]) -> bool:
    """Goes through the facts that fit the conditions; a rule gives nothing for things of another sort."""

    def extend(place: int, at: dict[int, str]) -> bool:
        if place == len(axiom.body):
            if axiom.head is None:
                return False
            if not all(t in at for t in axiom.head.terms if t >= 0):
                return True
            terms = tuple(at[t] if t >= 0 else "abcdefgij"[-1 - t] for t in axiom.head.terms)
            return (names[axiom.head.predicate], *terms) in facts
        atom = axiom.body[place]
        for name, *terms in facts:
            if name == names[atom.predicate]:
                more = dict(at)
                if all(
                    (more.setdefault(t, thing) if t >= 0 else "abcdefgij"[-1 - t]) == thing
                    for t, thing in zip(atom.terms, terms, strict=True)
                ) and not extend(place + 1, more):
                    return False
        return True

    return extend(0, {})


def test_lean_refuses_proofs_without_an_axiom_or_a_lemma(
    proofs: list[Proof], shared_verifier: Verifier
) -> None:
    claims = []
    for proof in proofs[:40]:
        if proof.outcome is Outcome.REFUTED:
            wrong = proof.statement.removeprefix("¬ ")
            claims.append(Claim(id=proof.id, statement=wrong, proof=proof.tactic))
        else:
            lines = proof.tactic.splitlines()
            kept = [line for line in lines if not line.startswith("  have l1 ")]
            assert len(kept) < len(lines)
            claims.append(Claim(id=proof.id, statement=proof.statement, proof="\n".join(kept)))
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_questions_are_read_back(problems: list[Problem]) -> None:
    for problem in problems:
        told = tell(parse(problem.canonical), Choice(problem.id), bool(problem.derivation))
        assert told.text == problem.words
        assert str(canonical(read(told.given, told.question))) == problem.canonical


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not a sentence"):
        read(["Ada sings."], "Does it follow that Ada is tall?")
    with pytest.raises(ValueError, match="not a question about rules"):
        read(["Besides, Ada is tall."], "Is Ada tall?")
    with pytest.raises(ValueError, match="not a question"):
        parse("P(x) -> Q(x)")


def test_knobs_move_the_difficulty() -> None:
    easy = domain.mine(Config(max_steps=4, true=1, distractors=0), 2, 0, 20).problems
    hard = domain.mine(Config(min_steps=7, min_rounds=5, min_reused=1, true=1), 2, 0, 8).problems
    assert len(easy) == 20 and len(hard) == 8
    assert max(problem.difficulty["steps"] for problem in easy) <= 4
    assert not any(problem.difficulty["distractors"] for problem in easy)
    for problem in hard:
        assert problem.difficulty["steps"] >= 7 and problem.difficulty["rounds"] >= 5
        assert problem.difficulty["reused"] >= 1


def test_units_are_functions_of_their_arguments(problems: list[Problem]) -> None:
    assert domain.mine(Config(), 5, 0, 20).problems == problems[:20]
    assert {p.id for p in domain.mine(Config(), 5, 1, 20).problems}.isdisjoint(p.id for p in problems)
    assert len({problem.id for problem in problems}) == len(problems) == COUNT


def test_given_axioms_are_searched() -> None:
    found = domain.mine(Config(axioms=KIN, distractors=2), 1, 0, 25).problems
    assert len(found) == 25
    for problem in found:
        assert z3_says(parse(problem.canonical)) is bool(problem.derivation)
    few = domain.mine(Config(axioms="P(x) -> Q(x)\nQ(x) -> R(x)\n"), 1, 0, 25).problems
    assert few == []


def test_bad_configurations_are_refused() -> None:
    with pytest.raises(ValueError, match="min_steps is 9 but max_steps is 4"):
        Config(min_steps=9, max_steps=4)
    with pytest.raises(ValueError, match="axioms, line 2: P has 1 arguments elsewhere"):
        Config(axioms="P(x) -> Q(x)\nP(x, y) -> Q(x)\n")
    with pytest.raises(ValueError, match="contradict each other"):
        Config(axioms="P(a)\nP(x) -> Q(x)\nQ(x) -> false\n")
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"nodes": 0}, Config)


def test_statements_are_readable(problems: list[Problem], proofs: list[Proof]) -> None:
    for problem, proof in zip(problems, proofs, strict=True):
        assert re.match(r"(¬ \()?∀ \(", problem.lean)
        assert proof.statement == problem.lean
        lemmas = [step.conclusion for step in proof.steps if step.rule == "lemma"]
        haves = re.findall(r"^  have l\d+ : (.*) := ", proof.tactic, re.MULTILINE)
        assert haves == lemmas
        assert len(set(lemmas)) == len(lemmas)


def test_the_example_parses() -> None:
    text = Path("examples/axioms.txt").read_text(encoding="utf-8")
    assert domain.mine(Config(axioms=text), 1, 0, 5).problems
