"""Problems from a graph of lemmas: deep theorems of which nothing can be spared, and near misses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generators.choice import Choice
from generators.logic.chain import closure_of, follows, minimal, possible, rounds
from generators.logic.clause import (
    CONSTANTS,
    Atom,
    Clause,
    Place,
    Question,
    canonical,
    canonical_naming,
    normal,
    sorts,
)
from generators.logic.prove import SORTS, Proved, world
from generators.logic.saturate import Graph, Lemma

_MOST_FACTS = 40  # of a world that refutes a claim


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which problems are kept."""

    min_steps: int
    max_steps: int
    min_rounds: int
    min_reused: int
    distractors: int
    detours: int
    kept: int  # of one graph, at most
    near: int


@dataclass(frozen=True, slots=True)
class Found:
    """A problem in canonical form. `lines` derive it; there are none when it does not follow."""

    question: Question
    lines: tuple[Proved, ...]


def theorems(graph: Graph, wanted: Wanted, choice: Choice) -> Iterator[Found]:
    """Theorems of a graph, deep ones first by and large; no two of one conclusion from the same axioms."""
    ranked: list[tuple[float, int]] = []
    for number in range(graph.axioms, len(graph.lemmas)):
        lemma = graph.lemmas[number]
        steps = len(graph.steps(lemma))
        if wanted.min_steps <= steps <= wanted.max_steps:
            merit = lemma.depth + 2 * graph.reused(lemma) - len(lemma.clause.atoms)
            ranked.append((-merit - 8 * choice.below(1 << 20) / (1 << 20), number))
    seen: set[tuple[object, ...]] = set()
    for _, number in sorted(ranked):
        lemma = graph.lemmas[number]
        needed = graph.needed(lemma)
        head = None if lemma.clause.head is None else lemma.clause.head.predicate
        if (head, *needed) in seen or graph.reused(lemma) < wanted.min_reused:
            continue
        found = _theorem(graph, lemma, needed, wanted, choice)
        if found is not None:
            seen.add((head, *needed))
            yield found
            if len(seen) == wanted.kept:
                return


def _theorem(
    graph: Graph, lemma: Lemma, needed: Sequence[int], wanted: Wanted, choice: Choice
) -> Found | None:
    others = [number for number in range(graph.axioms) if number not in needed]
    idle = choice.sample(others, choice.below(wanted.distractors + 1)) if wanted.distractors else []
    axioms = [graph.lemmas[number].clause for number in (*needed, *idle)]
    question = Question(tuple(axioms), lemma.clause)
    if not _well_formed(question) or not (lemma.clause.head is None or possible(question)):
        return None
    if rounds(question) < wanted.min_rounds or not minimal(question, len(needed)):
        return None
    return _in_canonical_form(
        graph, lemma, question, _detours(graph, lemma, (*needed, *idle), wanted, choice)
    )


def _well_formed(question: Question) -> bool:
    """Whether there are letters enough for it."""
    kinds = sorts(question.clauses)
    return len(set(kinds.values())) <= len(SORTS) and len(question.constants) <= len(CONSTANTS)


def _detours(graph: Graph, lemma: Lemma, axioms: Sequence[int], wanted: Wanted, choice: Choice) -> list[int]:
    """Lemmas that the search proved on the way, from lines of the proof, and that did not help."""
    steps = graph.steps(lemma)
    known = {*axioms, *steps}
    idle = [
        number
        for number in range(graph.axioms, steps[-1])
        if number not in known and known.issuperset(graph.lemmas[number].premises)
    ]
    return choice.sample(idle, choice.below(wanted.detours + 1))


def _in_canonical_form(graph: Graph, lemma: Lemma, question: Question, detours: Sequence[int]) -> Found:
    """The question and the lines of its proof with canonical names; lemmas in the order of their proofs."""
    naming = canonical_naming(question)
    final = naming.question(question)
    place = {clause: number for number, clause in enumerate(final.axioms)}
    lines = [Proved(axiom, ()) for axiom in final.axioms]
    where: dict[int, int] = {}
    for number in range(graph.axioms):
        axiom = graph.lemmas[number].clause
        if axiom in question.axioms:
            where[number] = place[naming.clause(axiom)]
    for number in sorted((*graph.steps(lemma), *detours)):
        where[number] = len(lines)
        step = graph.lemmas[number]
        lines.append(
            Proved(
                naming.clause(step.clause),
                tuple(where[premise] for premise in step.premises),
                number in detours,
            )
        )
    return Found(final, tuple(lines))


def near_miss(theorem: Found, wanted: Wanted, choice: Choice) -> Found | None:
    """A question that differs from a theorem's by little and whose claim does not follow.

    Of some that are tried it is the one in whose situation most facts follow.
    """
    best: tuple[int, Question] | None = None
    for _ in range(wanted.near):
        other = _changed(theorem.question, choice)
        if other is None or not _well_formed(other) or not _concerned(other) or follows(other):
            continue
        if other.claim.head is not None and not possible(other):
            continue
        facts = len(closure_of(other).facts)
        derived = facts - len(other.claim.body)
        if facts <= _MOST_FACTS and derived > 1 and (best is None or derived > best[0]):
            best = derived, other
    if best is None:
        return None
    question = canonical(best[1])
    found = world(question)
    return None if found is None else Found(question, ())


def _concerned(question: Question) -> bool:
    """Whether some axiom concludes what the claim does, so that one must look why it cannot be used."""
    head = question.claim.head
    return head is None or any(
        axiom.head is not None and axiom.head.predicate == head.predicate for axiom in question.axioms
    )


def _changed(question: Question, choice: Choice) -> Question | None:
    """The question without an axiom or a condition, or with an axiom or the claim said another way."""
    axioms, claim = list(question.axioms), question.claim
    what = choice.below(6)
    place = choice.below(len(axioms))
    if what < 2 and len(axioms) > 2:
        del axioms[place]
    elif what == 2 and len(claim.body) > 1:
        spared = choice.below(len(claim.body))
        claim = Clause(claim.head, (*claim.body[:spared], *claim.body[spared + 1 :]))
    elif what == 3:
        turned = _turned(axioms[place], choice)
        if turned is None or turned in axioms:
            return None
        axioms[place] = turned
    else:
        head = _other_head(question, choice)
        if head is None or head in claim.body:
            return None
        claim = Clause(head, claim.body)
    return Question(tuple(axioms), normal(claim))


def _turned(axiom: Clause, choice: Choice) -> Clause | None:
    """A rule from which the conclusion and a condition have changed places."""
    if axiom.head is None or not axiom.body:
        return None
    place = choice.below(len(axiom.body))
    body = (*axiom.body[:place], axiom.head, *axiom.body[place + 1 :])
    turned = Clause(axiom.body[place], body)
    said = {t for atom in body for t in atom.terms}
    if not said.issuperset(turned.head.terms if turned.head else ()):
        return None
    return normal(turned)


def _other_head(question: Question, choice: Choice) -> Atom | None:
    """A conclusion in which two terms have changed places, or of another predicate of the same kind."""
    head = question.claim.head
    if head is None:
        return None
    kinds = sorts(question.clauses)

    def kind(name: int) -> list[int]:
        return [kinds[Place(name, position)] for position in range(question.arities[name])]

    own = kind(head.predicate)
    pairs = [(i, j) for i in range(len(own)) for j in range(i) if own[i] == own[j]]
    others = [n for n in question.arities if n != head.predicate and kind(n) == own]
    if pairs and (not others or choice.below(2)):
        i, j = choice.pick(pairs)
        terms = list(head.terms)
        terms[i], terms[j] = terms[j], terms[i]
        return None if tuple(terms) == head.terms else Atom(head.predicate, tuple(terms))
    return Atom(choice.pick(others), head.terms) if others else None
