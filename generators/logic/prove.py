"""Lean texts of questions about rules, and the lines of their proofs: a graph of lemmas, or a world."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from factory.records import Outcome, Step
from generators.family import Solution
from generators.firstorder import formula
from generators.firstorder.formula import Forall, Formula, Implies, Not, Signature, Theory, formula_text
from generators.firstorder.models import World
from generators.firstorder.worlds import refutation
from generators.logic.chain import Model, model
from generators.logic.clause import (
    CONSTANTS,
    PREDICATES,
    Atom,
    Clause,
    Place,
    Question,
    Term,
    sort_of,
    sorts,
    term_name,
)
from generators.logic.resolve import Applied, explain

MOST_THINGS: Final = 3  # of a sort, in a world
SORTS: Final = "αβγδεζηθ"


@dataclass(frozen=True, slots=True)
class Proved:
    """A line of a derivation: a lemma, and the lines that it was resolved from; axioms come first.

    A line that `failed` is one that the search proved and that the claim does not rest on.
    """

    clause: Clause
    premises: tuple[int, ...]
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A step before it has words: the clause or facts that it states."""

    rule: str
    premises: tuple[int, ...]
    text: str
    clause: Clause | None = None
    depth: int = 0


class NoArgument(ValueError):
    """A derivation in which a line does not follow from those that it names."""


def atom_lean(atom: Atom, names: Mapping[Term, str] | None = None) -> str:
    """An atom in Lean; `names` are those of things that are neither variables nor constants."""
    terms = [names[t] if names and t in names else term_name(t) for t in atom.terms]
    return " ".join((PREDICATES[atom.predicate], *terms))


def clause_lean(clause: Clause) -> str:
    """A clause in Lean."""
    said = formula_text(_matrix(clause))
    names = " ".join(map(term_name, clause.variables))
    return f"∀ {names}, {said}" if names else said


def _matrix(clause: Clause) -> Formula:
    """A clause of free variables; a denial denies its last condition, if the others hold."""
    conditions = list(clause.body)
    if clause.head is None:
        said: Formula = Not(_formula(conditions.pop()))
    else:
        said = _formula(clause.head)
    for atom in reversed(conditions):
        said = Implies(_formula(atom), said)
    return said


def _formula(atom: Atom) -> formula.Atom:
    return formula.Atom(PREDICATES[atom.predicate], tuple(map(term_name, atom.terms)))


def theory(question: Question) -> tuple[Theory, Formula]:
    """The axioms and the claim as formulas with sorts."""
    found = sorts(question.clauses)
    names = tuple(SORTS[: 1 + max(found.values(), default=-1)])

    def closed(clause: Clause) -> Formula:
        said = _matrix(clause)
        for variable in reversed(clause.variables):
            said = Forall(term_name(variable), names[sort_of(variable, clause, found)], said)
        return said

    signature = Signature(
        names,
        {
            PREDICATES[name]: tuple(names[found[Place(name, position)]] for position in range(arity))
            for name, arity in question.arities.items()
        },
        {},
        {term_name(name): names[found[name]] for name in question.constants},
    )
    return Theory(signature, tuple(map(closed, question.axioms))), closed(question.claim)


def statement(question: Question) -> str:
    """That the claim follows."""
    axioms, claim = theory(question)
    return axioms.closed(claim)


def _introduced(question: Question) -> str:
    signature = theory(question)[0].signature
    axioms = [f"h{number + 1}" for number in range(len(question.axioms))]
    return " ".join((*signature.sorts, *signature.ordered(), *axioms))


def derivation_lines(question: Question, lines: Sequence[Proved]) -> list[Line]:
    """The lines of a proof by lemmas."""
    count = len(question.axioms)
    last = len(lines) - 1

    def rule(number: int) -> str:
        if number < count:
            return "premise"
        return "conclude" if number == last else "detour" if lines[number].failed else "lemma"

    return [
        Line(rule(number), line.premises, clause_lean(line.clause), line.clause)
        for number, line in enumerate(lines)
    ]


def proved(question: Question, lines: Sequence[Proved], models: bool) -> Solution:
    """The proof that a derivation is. Raises NoArgument where a line does not follow."""
    count = len(question.axioms)
    how: dict[int, Applied] = {}
    for number in range(count, len(lines)):
        if lines[number].failed:
            continue
        found = explain(lines[number].clause, [lines[p].clause for p in lines[number].premises])
        if found is None:
            raise NoArgument(f"line {number + 1} does not follow from what it names: {lines[number]}")
        how[number] = found
    writer = _Writer(lines, how, count)
    script, inlined = [f"intro {_introduced(question)}"], []
    for number in list(how)[:-1]:
        said = clause_lean(lines[number].clause)
        script.append(f"have {writer.name(number)} : {said} := {writer.function(number, frozenset())}")
    final = lines[-1].clause
    names = _binders(final)
    if names:
        script.append(f"intro {names}")
    end = len(lines) - 1
    script.append(f"exact {writer.body(end, frozenset())}")
    uses = Counter(p for number in how for p in lines[number].premises)
    inline = frozenset(number for number in how if uses[number] < 2)
    for number in list(how)[:-1]:
        if number not in inline:
            said = clause_lean(lines[number].clause)
            inlined.append(f"have {writer.name(number)} : {said} := {writer.function(number, inline)}; ")
    term = f"fun {_introduced(question)} => {''.join(inlined)}{writer.function(end, inline)}"
    steps = _steps(derivation_lines(question, lines), stored_model(question))
    shown = None
    # Without denials all may be true of one thing.
    if models and final.body and final.head and any(axiom.head is None for axiom in question.axioms):
        denial = Question(question.axioms, Clause(None, final.body))
        shown = world(denial)
    if shown is None:
        return Solution(Outcome.INTUITIONISTIC, _tactic(script), term, steps)
    return Solution(
        Outcome.INTUITIONISTIC,
        _tactic(script),
        term,
        steps,
        model=f"¬ ({statement(denial)})",
        model_proof=f"by\n  exact {_refuting(denial, shown)}",
    )


def stored_model(question: Question) -> str:
    """Things and facts, as JSON: a world in which the axioms hold, and the conditions of the claim.

    Of a denial that follows it is the conditions but the last one that hold.
    """
    body = question.claim.body
    tried = (model(Question(question.axioms, Clause(None, part)), 64) for part in (body, body[:-1]))
    found = next(world for world in tried if world is not None)
    names = _thing_names(found)
    facts = [atom_lean(fact, names) for fact in found.closure.facts]
    things = [[names[t] for t in group] for group in found.situation.things]
    return json.dumps({"things": things, "facts": facts})


def _steps(lines: Sequence[Line], certificate: str) -> list[Step]:
    return [
        Step(
            index=number,
            rule=line.rule,
            premises=list(line.premises),
            conclusion=line.text,
            words="",
            depth=line.depth,
            failed=line.rule == "detour",
            certificate="" if number else certificate,
        )
        for number, line in enumerate(lines)
    ]


def _tactic(script: Sequence[str]) -> str:
    return "by\n  " + "\n  ".join(script)


def _binders(clause: Clause) -> str:
    hypotheses = [f"g{number + 1}" for number in range(len(clause.body))]
    return " ".join((*map(term_name, clause.variables), *hypotheses))


class _Writer:
    """Proof terms of lines; those of `inline` are written out where they are used."""

    def __init__(self, lines: Sequence[Proved], how: Mapping[int, Applied], axioms: int) -> None:
        self.lines, self.how = lines, how
        self.names = [f"h{number + 1}" for number in range(axioms)]
        self.lemmas = {number: f"l{place}" for place, number in enumerate(how, 1)}

    def name(self, number: int) -> str:
        return self.lemmas[number] if number in self.lemmas else self.names[number]

    def function(self, number: int, inline: frozenset[int]) -> str:
        """A proof of a line."""
        names = _binders(self.lines[number].clause)
        body = self.body(number, inline)
        return f"fun {names} => {body}" if names else body

    def body(self, number: int, inline: frozenset[int]) -> str:
        """The same for its own variables and hypotheses."""
        clause = self.lines[number].clause
        return self._said(number, clause.variables, [f"g{i + 1}" for i in range(len(clause.body))], inline)

    def _said(self, number: int, terms: Sequence[Term], proofs: Sequence[str], inline: frozenset[int]) -> str:
        """Why a line is true of these terms, if these prove its conditions."""
        line = self.lines[number]
        values = dict(zip(line.clause.variables, terms, strict=True))

        def wrapped(text: str) -> str:
            return f"({text})" if " " in text else text

        def write(part: Applied) -> str:
            if not part.is_premise:
                return proofs[part.source]
            premise = line.premises[part.source]
            of = [values.get(t, t) for t in part.terms]
            said = [wrapped(write(inner)) if inner.is_premise else write(inner) for inner in part.proofs]
            if premise in inline:
                return self._said(premise, of, said, inline)
            return " ".join((self.name(premise), *map(term_name, of), *said))

        return write(self.how[number])


def refuted(question: Question) -> Solution:
    """The proof that the claim does not follow. Raises NoArgument where no world was found against it."""
    whole = _refuting(question, _against(question))
    steps = _steps(refutation_lines(question), stored_model(question))
    return Solution(Outcome.REFUTED, f"by\n  exact {whole}", whole, steps)


@lru_cache(maxsize=1024)
def world(question: Question) -> Model | None:
    """The world against a claim that does not follow; None where it follows or worlds are too large."""
    worlds = (model(question, most) for most in range(2, MOST_THINGS + 1))
    return next((found for found in worlds if found is not None), None)


def _against(question: Question) -> Model:
    found = world(question)
    if found is None:
        raise NoArgument(f"no world of at most {MOST_THINGS} things of a sort refutes {question}")
    return found


def refutation_lines(question: Question) -> list[Line]:
    """The lines of a refutation: things, what is supposed of them, and all that follows."""
    found = _against(question)
    lines = [Line("premise", (), clause_lean(axiom), axiom) for axiom in question.axioms]
    names = _thing_names(found)
    groups = [", ".join(names[t] for t in group) for group in found.situation.things]
    said = ", ".join(f"{sort} = {{{group}}}" for sort, group in zip(SORTS, groups, strict=False))
    lines.append(Line("things", (), said))
    place: dict[Atom, int] = {}
    for fact, reason in found.closure.facts.items():
        place[fact] = len(lines)
        if reason.axiom is None:
            lines.append(Line("suppose", (), atom_lean(fact, names), Clause(fact, ()), 1))
        else:
            cited = (reason.axiom, *dict.fromkeys(place[used] for used in reason.facts))
            lines.append(Line("apply", cited, atom_lean(fact, names), Clause(fact, ()), 1))
    start = len(question.axioms)
    lines.append(Line("closed", tuple(range(start, len(lines))), "⊢ nothing else", None, 1))
    goal = found.situation.goal
    said = "False" if goal is None else f"¬ {atom_lean(goal, names)}"
    cited = (len(lines) - 1,)
    lines.append(Line("refuted", cited, said, None if goal is None else Clause(goal, ())))
    return lines


def _thing_names(found: Model) -> dict[Term, str]:
    """Letters for the things of a world: constants keep theirs."""
    things = [t for group in found.situation.things for t in group]
    free = iter(CONSTANTS[-min((*things, 0)) :] + "klmnopqrst")
    return {t: term_name(t) if t < 0 else next(free) for t in things}


def _refuting(question: Question, found: Model) -> str:
    """A proof that the statement of the question is false."""
    axioms, claim = theory(question)
    things = found.situation.things
    place = {t: number for group in things for number, t in enumerate(group)}
    rows: dict[str, set[tuple[int, ...]]] = {name: set() for name in axioms.signature.predicates}
    for fact in found.closure.facts:
        rows[PREDICATES[fact.predicate]].add(tuple(place[t] for t in fact.terms))
    shown = World(
        {SORTS[sort]: len(group) for sort, group in enumerate(things)},
        {term_name(name): place[name] for name in question.constants},
        {},
        {name: frozenset(found) for name, found in rows.items()},
    )
    return f"fun h => {refutation(axioms, claim, shown)}"
