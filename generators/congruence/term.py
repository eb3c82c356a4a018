"""Ground terms over constants and unknown functions, equations between them, and what is asked of them.

A term's text is `a0`, or `f1(a0,f0(a2))`: functions are numbered, and take one or two arguments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factory.records import text_hash
from generators.canonical import Edge, LabelledGraph, canonical_order

_TOKEN = re.compile(r"[af]\d+|[(),]")


@dataclass(frozen=True, slots=True)
class Term:
    """A constant (no arguments) or a function applied to terms."""

    symbol: int
    arguments: tuple[Term, ...] = ()

    def __str__(self) -> str:
        if not self.arguments:
            return f"a{self.symbol}"
        return f"f{self.symbol}({','.join(map(str, self.arguments))})"

    def parts(self) -> Iterator[Term]:
        """All subterms, inner ones first."""
        for argument in self.arguments:
            yield from argument.parts()
        yield self

    @property
    def size(self) -> int:
        """How many symbols it has."""
        return 1 + sum(argument.size for argument in self.arguments)


@dataclass(frozen=True, slots=True)
class Equation:
    """Two terms are equal, or (`equal` false) are not."""

    left: Term
    right: Term
    equal: bool = True

    def __str__(self) -> str:
        return f"{self.left}{'=' if self.equal else '!'}{self.right}"


@dataclass(frozen=True, slots=True)
class Question:
    """Does the claim follow from the premises?"""

    premises: tuple[Equation, ...]
    claim: Equation

    def terms(self) -> tuple[Term, ...]:
        """All terms in it, subterms included, each once, inner ones first."""
        sides = [side for e in (*self.premises, self.claim) for side in (e.left, e.right)]
        return tuple(dict.fromkeys(part for side in sides for part in side.parts()))

    def constants(self) -> int:
        """How many constants there are; they are numbered from 0."""
        return 1 + max((term.symbol for term in self.terms() if not term.arguments), default=-1)

    def functions(self) -> dict[int, int]:
        """The number of arguments of each function, by number."""
        return dict(sorted({t.symbol: len(t.arguments) for t in self.terms() if t.arguments}.items()))

    def __str__(self) -> str:
        return f"{'; '.join(map(str, self.premises))} |- {self.claim}"


def parse(text: str) -> Question:
    """The question of a text such as `f0(a0)=a1; a0=a1 |- f0(a1)=a1`; raises ValueError."""
    premises, mark, claim = text.partition(" |- ")
    if not mark:
        raise ValueError(f"{text!r} has no claim: write PREMISES |- CLAIM")
    return Question(tuple(_equation(part) for part in premises.split("; ") if part), _equation(claim))


def _equation(text: str) -> Equation:
    left, sign, right = re.split("([=!])", text) if re.search("[=!]", text) else ("", "", "")
    if not sign:
        raise ValueError(f"{text!r} is not an equation: write a0=f0(a1), or a0!a1")
    return Equation(parse_term(left), parse_term(right), sign == "=")


def parse_term(text: str) -> Term:
    """The term of a text; raises ValueError."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text or not tokens:
        raise ValueError(f"{text!r} is not a term")
    term, rest = _read(tokens, 0)
    if rest != len(tokens):
        raise ValueError(f"{text!r} goes on after a term")
    return term


def _read(tokens: list[str], at: int) -> tuple[Term, int]:
    head = tokens[at] if at < len(tokens) else ""
    if head[:1] == "a":
        return Term(int(head[1:])), at + 1
    if head[:1] != "f" or at + 1 >= len(tokens) or tokens[at + 1] != "(":
        raise ValueError(f"a term was expected at {''.join(tokens[at:])!r}")
    arguments = []
    at += 1
    while tokens[at] != ")":
        argument, at = _read(tokens, at + 1)
        arguments.append(argument)
        if at >= len(tokens) or tokens[at] not in (",", ")"):
            raise ValueError(f"a comma or bracket is missing in {''.join(tokens)!r}")
    return Term(int(head[1:]), tuple(arguments)), at + 1


def renamed(term: Term, constants: Mapping[int, int], functions: Mapping[int, int]) -> Term:
    """The term with other numbers for its symbols."""
    if not term.arguments:
        return Term(constants[term.symbol])
    return Term(functions[term.symbol], tuple(renamed(t, constants, functions) for t in term.arguments))


def canonical(question: Question) -> Question:
    """The question with symbols numbered, and premises and sides ordered, in the canonical way."""
    said = {(frozenset((e.left, e.right)), e.equal): e for e in question.premises}
    equations = [*said.values(), question.claim]
    terms = question.terms()
    constants = sorted({term.symbol for term in terms if not term.arguments})
    functions = question.functions()
    number = {term: i for i, term in enumerate(terms)}
    symbol = {function: len(terms) + i for i, function in enumerate(functions)}
    colours = [0 if not term.arguments else 1 for term in terms] + [1 + n for n in functions.values()]
    edges: list[Edge] = []
    for term in terms:
        edges += [(number[term], 1 + place, number[a]) for place, a in enumerate(term.arguments)]
        if term.arguments:
            edges.append((number[term], 0, symbol[term.symbol]))
    for place, equation in enumerate(equations):
        node = len(colours)
        colours.append(4 + equation.equal + 2 * (place == len(equations) - 1))
        edges += [(node, 3, number[side]) for side in {equation.left, equation.right}]
    order = canonical_order(LabelledGraph(tuple(colours), tuple(edges)))
    ranked = sorted(constants, key=lambda c: order[number[Term(c)]])
    new_constants = {old: new for new, old in enumerate(ranked)}
    by_place = sorted(functions, key=lambda f: order[symbol[f]])
    new_functions = {old: new for new, old in enumerate(by_place)}

    def change(old: Equation) -> Equation:
        sides = [renamed(side, new_constants, new_functions) for side in (old.left, old.right)]
        left, right = sorted(sides, key=lambda side: (-side.size, str(side)))
        return Equation(left, right, old.equal)

    premises = map(change, equations[:-1])
    return Question(tuple(sorted(premises, key=lambda e: text_hash(str(e)))), change(question.claim))
