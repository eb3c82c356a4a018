"""The canonical form of questions about sets: up to names, order of premises and commutative operations."""

from __future__ import annotations

from factory.records import text_hash
from generators.canonical import Edge, LabelledGraph, canonical_order
from generators.sets.language import COMMUTATIVE, PARTS, SYMBOLS, Node, Question, symbol

_OPERATIONS = list(PARTS)


def canonical(question: Question) -> Question:
    """The same question with symbols numbered, premises and operands ordered, in the canonical way."""
    drawn = _Drawn()
    roots = [drawn.add(sentence) for sentence in dict.fromkeys(question.premises)]
    claim = drawn.add(question.claim)
    drawn.colours[claim] += 1
    places = canonical_order(LabelledGraph(tuple(drawn.colours), tuple(drawn.edges)))
    numbers: dict[Node, Node] = {}
    for kind in SYMBOLS:
        order = sorted(
            (node for node in drawn.symbols if node.operation == kind), key=lambda n: places[drawn.symbols[n]]
        )
        numbers |= {node: symbol(kind, number) for number, node in enumerate(order)}

    def renamed(place: int) -> Node:
        node = drawn.nodes[place]
        if node.number >= 0:
            return numbers[node]
        below = drawn.parts[place]
        if node.operation in COMMUTATIVE:
            below = sorted(below, key=lambda part: places[part])
        return Node(node.operation, tuple(map(renamed, below)))

    premises = dict.fromkeys(map(renamed, roots))
    # An order that a reader cannot see through.
    ordered = sorted(premises, key=lambda premise: text_hash(premise.text))
    return Question(tuple(ordered), renamed(claim), question.asked)


class _Drawn:
    """Sentences as a graph: a node for each operation, one for each symbol."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.parts: list[list[int]] = []
        self.colours: list[int] = []
        self.edges: list[Edge] = []
        self.symbols: dict[Node, int] = {}

    def add(self, node: Node) -> int:
        """Draws a tree; the place of its root."""
        if node in self.symbols:
            return self.symbols[node]
        place = len(self.nodes)
        self.nodes.append(node)
        self.parts.append([])
        if node.number >= 0:
            self.symbols[node] = place
            self.colours.append(2 * (len(_OPERATIONS) + SYMBOLS.index(node.operation)))
            return place
        self.colours.append(2 * _OPERATIONS.index(node.operation))
        for number, part in enumerate(node.parts):
            below = self.add(part)
            self.parts[place].append(below)
            self.edges.append((place, 0 if node.operation in COMMUTATIVE else number, below))
        return place
