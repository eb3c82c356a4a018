"""Sentences about sets, functions and relations: their texts, and what they say once they are unfolded.

A sentence is a tree: subset(union(A0,A1),preimage(f0,A2)). Sorts are not written: they are the most general
ones with which the sentences of a question make sense, so that they can be found again from its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from generators.firstorder.answer import Asked
from generators.firstorder.formula import (
    EQUAL,
    And,
    App,
    Atom,
    Exists,
    Forall,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Signature,
    Term,
    Theory,
)

SYMBOLS: Final = ("A", "f", "R", "a")  # sets, functions, relations, elements
_NAMES: Final = ("ABCDEFG", "fgh", "RST", "abcde")
_SORTS: Final = "αβγδεζη"
_VARIABLES: Final = ("x", "y", "z", "u", "v")

# What the parts of each node are: S a set, F a function, R a relation, t an element.
PARTS: Final[Mapping[str, str]] = {
    # Sets
    "union": "SS",
    "inter": "SS",
    "diff": "SS",
    "compl": "S",
    "image": "FS",
    "preimage": "FS",
    "class": "Rt",
    # Functions, elements
    "comp": "FF",
    "value": "Ft",
    # Sentences
    "subset": "SS",
    "equal": "SS",
    "disjoint": "SS",
    "meets": "SS",
    "exceeds": "SS",  # the first is not a subset of the second
    "nonempty": "S",
    "empty": "S",
    "member": "tS",
    "outside": "tS",
    "injective": "F",
    "surjective": "F",
    "reflexive": "R",
    "symmetric": "R",
    "transitive": "R",
    "related": "Rtt",
    "unrelated": "Rtt",
    "same": "tt",
    "different": "tt",
}
SETS: Final = frozenset({"union", "inter", "diff", "compl", "image", "preimage", "class"})
SENTENCES: Final = frozenset(PARTS) - SETS - {"comp", "value"}
COMMUTATIVE: Final = frozenset({"union", "inter", "equal", "disjoint", "meets", "same", "different"})


class Node(NamedTuple):
    """An operation on its parts; for a symbol its type and number."""

    operation: str
    parts: tuple[Node, ...] = ()
    number: int = -1

    @property
    def text(self) -> str:
        """Prefix notation."""
        if self.number >= 0:
            return f"{self.operation}{self.number}"
        return f"{self.operation}({','.join(part.text for part in self.parts)})"

    def nodes(self) -> Iterator[Node]:
        """The node and all below it."""
        yield self
        for part in self.parts:
            yield from part.nodes()


def symbol(kind: str, number: int) -> Node:
    """The symbol of a type: A, f, R or a."""
    return Node(kind, (), number)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the claim, given the premises."""

    premises: tuple[Node, ...]
    claim: Node
    asked: Asked

    def __str__(self) -> str:
        given = "; ".join(premise.text for premise in self.premises)
        return f"{self.asked.value}: {given} |- {self.claim.text}"

    @property
    def sentences(self) -> tuple[Node, ...]:
        """The premises, then the claim."""
        return (*self.premises, self.claim)

    def symbols(self) -> list[Node]:
        """The symbols that occur, sets first, then functions, relations, elements."""
        found = {node for sentence in self.sentences for node in sentence.nodes() if node.number >= 0}
        return sorted(found, key=lambda node: (SYMBOLS.index(node.operation), node.number))

    def unfolded(self) -> tuple[Theory, Formula]:
        """The premises as formulas over their signature, and the claim."""
        sorts = Sorts(self.sentences)
        names = {node: name_of(node) for node in self.symbols()}
        greek: dict[int, str] = {}

        def sort(node: Node, place: int = 0) -> str:
            root = sorts.of(node, place)
            return greek.setdefault(
                root, _SORTS[len(greek) % 7] + (str(len(greek) // 7) if len(greek) > 6 else "")
            )

        predicates: dict[str, tuple[str, ...]] = {}
        functions, constants = {}, {}
        for node, name in names.items():
            if node.operation == "f":
                functions[name] = (sort(node), sort(node, 1))
            elif node.operation == "a":
                constants[name] = sort(node)
            else:
                predicates[name] = (sort(node),) * (2 if node.operation == "R" else 1)
        signature = Signature(tuple(greek.values()), predicates, functions, constants)
        unfolder = _Unfolder(signature)
        formulas = [unfolder.sentence(sentence) for sentence in self.sentences]
        return Theory(signature, tuple(formulas[:-1])), formulas[-1]


def name_of(node: Node) -> str:
    """The formal name of a symbol: A, B, ...; f, g, h; R, S, T; a, b, ..."""
    letters = _NAMES[SYMBOLS.index(node.operation)]
    rest = node.number // len(letters)
    return letters[node.number % len(letters)] + (str(rest) if rest else "")


class Sorts:
    """The most general sorts of the symbols in sentences."""

    def __init__(self, sentences: Sequence[Node]) -> None:
        self._parents: list[int] = []
        self._places: dict[tuple[Node, int], int] = {}
        for sentence in sentences:
            self._visit(sentence)

    def of(self, node: Node, place: int = 0) -> int:
        """The sort of a symbol; of a function's argument, or of its value at place 1."""
        return self._root(self._places.setdefault((node, place), self._new()))

    def _new(self) -> int:
        self._parents.append(len(self._parents))
        return len(self._parents) - 1

    def _root(self, number: int) -> int:
        while self._parents[number] != number:
            number = self._parents[number]
        return number

    def _unite(self, first: int, second: int) -> int:
        one, other = self._root(first), self._root(second)
        self._parents[max(one, other)] = min(one, other)
        return min(one, other)

    def _visit(self, node: Node) -> tuple[int, int]:
        """The sort of a set, relation, element; of a function's argument and value."""
        if node.number >= 0:
            first = self.of(node)
            return first, self.of(node, 1) if node.operation == "f" else first
        sorts = [self._visit(part) for part in node.parts]
        match node.operation:
            case "image" | "value":
                self._unite(sorts[0][0], sorts[1][0])
                return sorts[0][1], sorts[0][1]
            case "preimage":
                self._unite(sorts[0][1], sorts[1][0])
                return sorts[0][0], sorts[0][0]
            case "comp":
                self._unite(sorts[1][1], sorts[0][0])
                return sorts[1][0], sorts[0][1]
            case "injective" | "surjective":
                return sorts[0]
        for other in sorts[1:]:
            self._unite(sorts[0][0], other[0])
        return sorts[0][0], sorts[0][0]


class _Unfolder:
    """Says what sentences mean, of elements."""

    def __init__(self, signature: Signature) -> None:
        self.signature = signature

    def _function(self, node: Node) -> tuple[str, str]:
        """The sorts of a function's argument and value."""
        if node.operation == "f":
            return self.signature.functions[name_of(node)]
        return self._function(node.parts[1])[0], self._function(node.parts[0])[1]

    def _sort(self, node: Node) -> str:
        """The sort of the elements of a set."""
        match node.operation:
            case "A":
                return self.signature.predicates[name_of(node)][0]
            case "image":
                return self._function(node.parts[0])[1]
            case "preimage":
                return self._function(node.parts[0])[0]
            case "class":
                return self.signature.predicates[name_of(node.parts[0])][0]
        return self._sort(node.parts[0])

    def _apply(self, function: Node, term: Term) -> Term:
        if function.operation == "f":
            return App(name_of(function), term)
        return self._apply(function.parts[0], self._apply(function.parts[1], term))

    def _term(self, node: Node) -> Term:
        return self._apply(node.parts[0], self._term(node.parts[1])) if node.parts else name_of(node)

    def member(self, term: Term, node: Node, used: int) -> Formula:
        """That a term is in a set; variables from number `used` on are free to be bound."""
        match node.operation:
            case "A":
                return Atom(name_of(node), (term,))
            case "union":
                return Or(tuple(self.member(term, part, used) for part in node.parts))
            case "inter":
                return And(tuple(self.member(term, part, used) for part in node.parts))
            case "diff":
                left, right = (self.member(term, part, used) for part in node.parts)
                return And((left, Not(right)))
            case "compl":
                return Not(self.member(term, node.parts[0], used))
            case "preimage":
                return self.member(self._apply(node.parts[0], term), node.parts[1], used)
            case "class":
                return Atom(name_of(node.parts[0]), (self._term(node.parts[1]), term))
        variable = _VARIABLES[used]
        inner = self.member(variable, node.parts[1], used + 1)
        equation = Atom(EQUAL, (self._apply(node.parts[0], variable), term))
        return Exists(variable, self._function(node.parts[0])[0], And((inner, equation)))

    def sentence(self, node: Node) -> Formula:  # noqa: PLR0912  (one for each kind of sentence)
        """What the sentence says."""
        x, y, z, *_ = _VARIABLES
        parts = node.parts
        match node.operation:
            case "subset" | "equal" | "disjoint" | "meets" | "exceeds":
                left, right = (self.member(x, part, 1) for part in parts)
                sort = self._sort(parts[0])
                match node.operation:
                    case "subset":
                        return Forall(x, sort, Implies(left, right))
                    case "equal":
                        return Forall(x, sort, Iff(left, right))
                    case "disjoint":
                        return Forall(x, sort, Implies(left, Not(right)))
                    case "meets":
                        return Exists(x, sort, And((left, right)))
                return Exists(x, sort, And((left, Not(right))))
            case "nonempty":
                return Exists(x, self._sort(parts[0]), self.member(x, parts[0], 1))
            case "empty":
                return Forall(x, self._sort(parts[0]), Not(self.member(x, parts[0], 1)))
            case "member":
                return self.member(self._term(parts[0]), parts[1], 0)
            case "outside":
                return Not(self.member(self._term(parts[0]), parts[1], 0))
            case "injective":
                sort, _ = self._function(parts[0])
                left, right = (
                    Atom(EQUAL, (self._apply(parts[0], x), self._apply(parts[0], y))),
                    Atom(EQUAL, (x, y)),
                )
                return Forall(x, sort, Forall(y, sort, Implies(left, right)))
            case "surjective":
                source, target = self._function(parts[0])
                return Forall(y, target, Exists(x, source, Atom(EQUAL, (self._apply(parts[0], x), y))))
            case "same":
                return Atom(EQUAL, (self._term(parts[0]), self._term(parts[1])))
            case "different":
                return Not(Atom(EQUAL, (self._term(parts[0]), self._term(parts[1]))))
        name = name_of(parts[0])
        sort = self.signature.predicates[name][0]
        match node.operation:
            case "related":
                return Atom(name, (self._term(parts[1]), self._term(parts[2])))
            case "unrelated":
                return Not(Atom(name, (self._term(parts[1]), self._term(parts[2]))))
            case "reflexive":
                return Forall(x, sort, Atom(name, (x, x)))
            case "symmetric":
                return Forall(x, sort, Forall(y, sort, Implies(Atom(name, (x, y)), Atom(name, (y, x)))))
        chain = Implies(Atom(name, (x, y)), Implies(Atom(name, (y, z)), Atom(name, (x, z))))
        return Forall(x, sort, Forall(y, sort, Forall(z, sort, chain)))


_TOKEN = re.compile(r"[A-Za-z_]+\d*|[(),]")


def parse(text: str) -> Question:
    """The question of a text; raises ValueError where it is not one."""
    match = re.fullmatch(r"(\w+): (.*) \|- (.*)", text)
    if match is None:
        raise ValueError(f"{text!r} is not a question: write follows: PREMISE; PREMISE |- CLAIM")
    premises = tuple(_sentence(part) for part in match[2].split("; ") if part)
    return Question(premises, _sentence(match[3]), Asked(match[1]))


def _sentence(text: str) -> Node:
    tokens = _TOKEN.findall(text)
    node, place = _node(tokens, 0)
    if place != len(tokens) or node.operation not in SENTENCES:
        raise ValueError(f"{text!r} is not a sentence: write such as subset(A0,union(A1,A2))")
    return node


def _node(tokens: Sequence[str], place: int) -> tuple[Node, int]:
    match = re.fullmatch(r"([AfRa])(\d+)", tokens[place]) if place < len(tokens) else None
    if match is not None:
        return symbol(match[1], int(match[2])), place + 1
    operation = tokens[place] if place < len(tokens) else ""
    if operation not in PARTS or place + 1 >= len(tokens) or tokens[place + 1] != "(":
        raise ValueError(f"{operation!r} is no operation in {' '.join(tokens)!r}")
    parts, place = [], place + 1
    while tokens[place] != ")":
        part, place = _node(tokens, place + 1)
        parts.append(part)
        if place >= len(tokens) or tokens[place] not in ",)":
            raise ValueError(f"a parenthesis is not closed in {' '.join(tokens)!r}")
    if len(parts) != len(PARTS[operation]):
        raise ValueError(f"{operation} has {len(PARTS[operation])} parts, not {len(parts)}")
    return Node(operation, tuple(parts)), place + 1
