"""Terms over operations and constants, laws, and whether a law follows from others.

Texts are in Polish notation, one letter a symbol: `m`, `n` take two arguments, `i`, `k` one, `a` to `d` none,
and `x` to `w` are variables. `mmxyz=mxmyz` is the law of associativity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, product
from typing import Any, Final, TypeAlias

Term: TypeAlias = "int | tuple[Any, ...]"  # a variable's number; or a symbol and its arguments
Change: TypeAlias = "dict[str, tuple[str, bool]]"  # a symbol's new name, and whether arguments are exchanged

BINARY: Final = "mn"
UNARY: Final = "ik"
CONSTANTS: Final = "abcd"
VARIABLES: Final = "xyzuvw"
ARITY: Final = {**dict.fromkeys(BINARY, 2), **dict.fromkeys(UNARY, 1), **dict.fromkeys(CONSTANTS, 0)}


@dataclass(frozen=True, slots=True)
class Law:
    """Two terms are equal, whatever the variables are."""

    left: Term
    right: Term

    def __str__(self) -> str:
        return f"{polish(self.left)}={polish(self.right)}"

    @property
    def variables(self) -> tuple[int, ...]:
        """The variables in it, in order of number."""
        return tuple(sorted({v for side in (self.left, self.right) for v in variables(side)}))

    @property
    def symbols(self) -> str:
        """The symbols in it, each once, in the order of `ARITY`."""
        said = polish(self.left) + polish(self.right)
        return "".join(symbol for symbol in ARITY if symbol in said)


@dataclass(frozen=True, slots=True)
class Question:
    """Does the claim follow from the axioms?"""

    axioms: tuple[Law, ...]
    claim: Law

    @property
    def symbols(self) -> str:
        """The symbols in it, each once, in the order of `ARITY`."""
        found = "".join(law.symbols for law in (*self.axioms, self.claim))
        return "".join(symbol for symbol in ARITY if symbol in found)

    def __str__(self) -> str:
        return f"{'; '.join(map(str, self.axioms))} |- {self.claim}"


def polish(term: Term) -> str:
    """The text of a term."""
    if isinstance(term, int):
        return VARIABLES[term]
    if len(term) == 3:
        return f"{term[0]}{polish(term[1])}{polish(term[2])}"
    return f"{term[0]}{polish(term[1])}" if len(term) == 2 else str(term[0])


def parse_term(text: str) -> Term:
    """The term of a text; raises ValueError."""
    term, rest = _read(text, 0)
    if rest != len(text):
        raise ValueError(f"{text!r} goes on after a term")
    return term


def _read(text: str, at: int) -> tuple[Term, int]:
    symbol = text[at : at + 1]
    if symbol and symbol in VARIABLES:
        return VARIABLES.index(symbol), at + 1
    if symbol not in ARITY:
        raise ValueError(f"{text!r} is no term: an operation, constant or variable is missing at {at}")
    arguments: list[Term] = []
    at += 1
    for _ in range(ARITY[symbol]):
        argument, at = _read(text, at)
        arguments.append(argument)
    return (symbol, *arguments), at


def parse_law(text: str) -> Law:
    """The law of a text such as `mxy=myx`; raises ValueError."""
    left, mark, right = text.partition("=")
    if not mark:
        raise ValueError(f"{text!r} is not a law: write mxy=myx")
    return Law(parse_term(left), parse_term(right))


def parse(text: str) -> Question:
    """The question of a text such as `mxy=myx; mxx=x |- mxmxy=mxy`; raises ValueError."""
    axioms, mark, claim = text.partition(" |- ")
    if not mark:
        raise ValueError(f"{text!r} has no claim: write AXIOMS |- CLAIM")
    return Question(tuple(map(parse_law, axioms.split("; "))), parse_law(claim))


def variables(term: Term) -> list[int]:
    """The variables as they are met, with repetition."""
    if isinstance(term, int):
        return [term]
    if len(term) == 3:
        return variables(term[1]) + variables(term[2])
    return variables(term[1]) if len(term) == 2 else []


def size(term: Term) -> int:
    """How many symbols and variables it has."""
    if isinstance(term, int) or len(term) == 1:
        return 1
    return 1 + size(term[1]) + (size(term[2]) if len(term) == 3 else 0)


def put(term: Term, values: Sequence[Term]) -> Term:
    """The term with values for its variables, by number."""
    if isinstance(term, int):
        return values[term]
    if len(term) == 3:
        return term[0], put(term[1], values), put(term[2], values)
    return (term[0], put(term[1], values)) if len(term) == 2 else term


def subterm(term: Term, path: Sequence[int]) -> Term:
    """What is at a place: the numbers of the arguments to go to, from 1."""
    for place in path:
        assert not isinstance(term, int)
        term = term[place]
    return term


def replaced(term: Term, path: Sequence[int], new: Term) -> Term:
    """The term with something else at a place."""
    if not path:
        return new
    assert not isinstance(term, int)
    inner = replaced(term[path[0]], path[1:], new)
    return (*term[: path[0]], inner, *term[path[0] + 1 :])


def places(term: Term, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Term]]:
    """All places in a term, with what is there."""
    yield path, term
    if not isinstance(term, int):
        for number, argument in enumerate(term[1:], 1):
            yield from places(argument, (*path, number))


def numbered(law: Law) -> Law:
    """The law with its variables numbered as they are met."""
    order = list(dict.fromkeys([*variables(law.left), *variables(law.right)]))
    if order == list(range(len(order))):
        return law
    values = list(range(max(order, default=-1) + 1))
    for new, old in enumerate(order):
        values[old] = new
    return Law(put(law.left, values), put(law.right, values))


def canonical_law(law: Law) -> Law:
    """The same for all names of variables and both orders of the sides: the larger one is on the left."""
    one, other = size(law.left), size(law.right)
    if one > other:
        return numbered(law)
    turned = numbered(Law(law.right, law.left))
    return turned if one < other else min(numbered(law), turned, key=str)


def changed(term: Term, change: Change) -> Term:
    """The term with other symbols, their arguments exchanged where `change` says so."""
    if isinstance(term, int):
        return term
    name, exchange = change[term[0]]
    inner = [changed(argument, change) for argument in term[1:]]
    return (name, *(inner[::-1] if exchange else inner))


def _changed_law(law: Law, change: Change) -> Law:
    return canonical_law(Law(changed(law.left, change), changed(law.right, change)))


@lru_cache(maxsize=4096)
def _best(axioms: tuple[Law, ...], symbols: str) -> tuple[tuple[Law, ...], list[Change]]:
    """The least form of a set of axioms, and all changes of symbols that lead to it."""
    kinds = [[s for s in symbols if ARITY[s] == arity] for arity in (2, 1, 0)]
    names = [BINARY, UNARY, CONSTANTS]
    orders = product(*(permutations(name[: len(kind)]) for name, kind in zip(names, kinds, strict=True)))
    best: tuple[Law, ...] = ()
    least: list[str] = []
    found: list[Change] = []
    for order in orders:
        named = {
            old: new
            for kind, news in zip(kinds, order, strict=True)
            for old, new in zip(kind, news, strict=True)
        }
        for exchanges in product((False, True), repeat=len(kinds[0])):
            exchanged = dict(zip(kinds[0], exchanges, strict=True))
            change = {old: (new, exchanged.get(old, False)) for old, new in named.items()}
            laws = {str(law): law for law in (_changed_law(axiom, change) for axiom in axioms)}
            texts = sorted(laws, key=_rank)
            if not found or list(map(_rank, texts)) < list(map(_rank, least)):
                best, least, found = tuple(laws[text] for text in texts), texts, []
            if texts == least:
                found.append(change)
    return best, found


def _rank(text: str) -> tuple[int, str]:
    return len(text), text


def canonical(question: Question) -> Question:
    """The same for all orders of the axioms, names of symbols and variables, and orders of arguments."""
    axioms, changes = _best(question.axioms, question.symbols)
    claims = [_changed_law(question.claim, change) for change in changes]
    return Question(axioms, min(claims, key=str))


def shown(term: Term, say: Callable[[str, Sequence[str]], str], names: Sequence[str]) -> str:
    """The term as a text that is built from the texts of its arguments."""
    if isinstance(term, int):
        return names[term]
    return say(term[0], [shown(argument, say, names) for argument in term[1:]])


def lean_term(term: Term, inside: bool = False) -> str:
    """The term in Lean and in symbols: `m (i x) y`."""
    if isinstance(term, int):
        return VARIABLES[term]
    if len(term) == 1:
        return str(term[0])
    text = " ".join((term[0], *(lean_term(argument, True) for argument in term[1:])))
    return f"({text})" if inside else text


def lean_law(law: Law) -> str:
    """The law in Lean and in symbols."""
    said = f"{lean_term(law.left)} = {lean_term(law.right)}"
    found = law.variables
    return f"∀ {' '.join(VARIABLES[v] for v in found)} : α, {said}" if found else said
