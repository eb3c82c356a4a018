"""Lean texts of questions about laws, and the lines of their proofs: rewriting through lemmas, or tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from factory.records import Outcome, Step
from generators.equational.answer import answer, lemmas
from generators.equational.complete import Hop, complete, way_terms
from generators.equational.models import Algebra
from generators.equational.term import (
    ARITY,
    VARIABLES,
    Law,
    Question,
    Term,
    lean_law,
    lean_term,
    replaced,
)
from generators.family import Solution

_CARRIER: Final = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}
_ALL: Final = ("all₀", "all₁", "all₂", "all₃", "all₄")
_DECIDE: Final = "(by decide +kernel)"
_HOLE: Final = ("t",)  # a constant that no question has


@dataclass(frozen=True, slots=True)
class Line:
    """A step before it has words: a law that it states, a symbol with its table, or values of variables."""

    rule: str
    premises: tuple[int, ...]
    text: str
    law: Law | None = None
    depth: int = 0
    symbol: str = ""
    table: Any = None
    values: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """The lines of a proof, and its two Lean texts."""

    lines: tuple[Line, ...]
    tactic: str
    term: str


def signature(question: Question) -> str:
    """The operations and constants, as Lean binders."""
    return " ".join(f"({symbol} : {'α → ' * ARITY[symbol]}α)" for symbol in question.symbols)


def statement(question: Question) -> str:
    """The closed proposition that says what the answer says."""
    laws = [f"({lean_law(axiom)})" if axiom.variables else lean_law(axiom) for axiom in question.axioms]
    follows = f"∀ (α : Type) {signature(question)}, {' → '.join((*laws, lean_law(question.claim)))}"
    return f"¬ ({follows})" if answer(question).way is None else follows


def solution(question: Question) -> Solution:
    """The proof of `statement`; its steps have no words yet."""
    argument = argue(question)
    steps = [
        Step(
            index=number,
            rule=line.rule,
            premises=list(line.premises),
            conclusion=line.text,
            words="",
            depth=line.depth,
            certificate="" if number else _stored(answer(question).algebra),
        )
        for number, line in enumerate(argument.lines)
    ]
    return Solution(Outcome.INTUITIONISTIC, argument.tactic, argument.term, steps)


def _stored(found: Algebra) -> str:
    """An algebra of more than one element in which the axioms hold, as JSON."""
    return json.dumps({"size": found.size, "tables": found.tables})


@lru_cache(maxsize=1024)
def argue(question: Question) -> Argument:
    """The proof of the answer."""
    found = answer(question)
    given = [Line("premise", (), signature(question))]
    given += [Line("premise", (), lean_law(axiom), axiom) for axiom in question.axioms]
    if found.way is None:
        return _refutation(question, found.algebra, given)
    return _derivation(question, found.way, given)


def _derivation(question: Question, way: Sequence[Hop], lines: list[Line]) -> Argument:
    derived = complete(question.axioms).derived
    # Of each law that is used: its name in Lean and its line.
    known = {number: (f"h{number + 1}", number + 1) for number in range(len(question.axioms))}
    names = " ".join(("α", *question.symbols, *(name for name, _ in known.values())))
    script, haves = [f"intro {names}"], []

    def lead(law: Law, hops: Sequence[Hop], rule: str) -> tuple[int, str, list[str]]:
        """The line that ends a way, its proof as a term, and as the lines of a calculation."""
        terms = way_terms(law.left, hops, derived)
        proofs = [
            _hop(question, hop, term, known[hop.law][0]) for hop, term in zip(hops, terms, strict=False)
        ]
        cited = [known[hop.law][1] for hop in hops]
        if len(hops) > 1:
            begin = len(lines)
            for place, number in enumerate(cited):
                said = Law(terms[place], terms[place + 1])
                text = f"{lean_term(said.left)} = {lean_term(said.right)}"
                lines.append(Line("rewrite", (number,), text, said, 1))
            cited = list(range(begin, len(lines)))
        lines.append(Line(rule, tuple(dict.fromkeys(cited)), lean_law(law), law))
        term = proofs[-1]
        for proof in reversed(proofs[:-1]):
            term = f"{_inside(proof)}.trans {_inside(term)}"
        calc = [f"_ = {lean_term(t)} := {proof}" for t, proof in zip(terms[1:], proofs, strict=True)]
        return len(lines) - 1, term, [f"calc {lean_term(law.left)}", *calc] if len(hops) > 1 else [term]

    for place, (number, lemma) in enumerate(lemmas(question.axioms, way), 1):
        assert lemma.hops is not None
        line, term, calc = lead(lemma.law, lemma.hops, "lemma")
        name = f"l{place}"
        known[number] = (name, line)
        binders = _binders(lemma.law)
        script.append(f"have {name} : {lean_law(lemma.law)} := {binders}{calc[0]}")
        script += [f"    {text}" for text in calc[1:]]
        haves.append(f"have {name} : {lean_law(lemma.law)} := {binders}{term}; ")
    _, term, calc = lead(question.claim, way, "conclude")
    binders = _binders(question.claim)
    script.append(f"exact {binders}{calc[0]}")
    script += [f"    {text}" for text in calc[1:]]
    return Argument(
        tuple(lines), "by\n  " + "\n  ".join(script), f"fun {names} => {''.join(haves)}{binders}{term}"
    )


def _binders(law: Law) -> str:
    found = law.variables
    return f"fun {' '.join(VARIABLES[v] for v in found)} => " if found else ""


def _inside(proof: str) -> str:
    return f"({proof})" if " " in proof else proof


def _hop(question: Question, hop: Hop, term: Term, name: str) -> str:
    """A proof that rewriting a term with a law of that name changes nothing."""
    law = complete(question.axioms).derived[hop.law].law
    proof = " ".join((name, *(lean_term(hop.values[v], True) for v in law.variables)))
    if not hop.forward:
        proof = f"{_inside(proof)}.symm"
    if hop.path:
        around = lean_term(replaced(term, hop.path, _HOLE))
        proof = f"congrArg (fun t : α => {around}) {_inside(proof)}"
    return proof


def _refutation(question: Question, found: Algebra, lines: list[Line]) -> Argument:
    claim = question.claim
    failure = found.failure(claim)
    assert failure is not None
    span = ", ".join(map(str, range(found.size)))
    lines.append(Line("elements", (), f"α = {{{span}}}", values=tuple(range(found.size))))
    table_of = {}
    arguments = [_CARRIER[found.size]]
    for symbol in question.symbols:
        table = found.tables[symbol]
        table_of[symbol] = len(lines)
        lines.append(Line("table", (), f"{symbol} = {table}", symbol=symbol, table=table))
        arguments.append(_lean_table(table))
    held = []
    for number, axiom in enumerate(question.axioms, 1):
        cited = (number, *(table_of[symbol] for symbol in axiom.symbols))
        held.append(len(lines))
        lines.append(Line("holds", cited, lean_law(axiom), axiom))
        arguments.append(f"({_ALL[len(axiom.variables)]} {_DECIDE})")
    arguments += [f".e{value}" for value in failure]
    given = [0] * (1 + max(claim.variables, default=-1))
    for variable, value in zip(claim.variables, failure, strict=True):
        given[variable] = value
    one, other = found.value(claim.left, given), found.value(claim.right, given)
    at = ", ".join(f"{VARIABLES[v]} = {value}" for v, value in zip(claim.variables, failure, strict=True))
    text = f"{lean_term(claim.left)} = {one}, {lean_term(claim.right)} = {other}"
    cited = tuple(table_of[symbol] for symbol in claim.symbols)
    lines.append(Line("fails", cited, f"{at}: {text}" if at else text, claim, values=(*failure, one, other)))
    lines.append(Line("refuted", (*held, len(lines) - 1), statement(question)))
    inner = " ".join(arguments)
    term = f"open Factory.Equational in fun h => apart {_DECIDE} (h {inner})"
    return Argument(
        tuple(lines), f"by\n  open Factory.Equational in\n  exact fun h => apart {_DECIDE} (h {inner})", term
    )


def _lean_table(table: Any) -> str:
    if isinstance(table, int):
        return f".e{table}"
    if isinstance(table[0], int):
        return f"(.unary {' '.join(f'.e{value}' for value in table)})"
    return f"(.binary {' '.join(f'.e{value}' for row in table for value in row)})"
